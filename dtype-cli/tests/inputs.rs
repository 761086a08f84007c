//! Where records come from, the same for every command: patterns, members of archives, standard input, and what chooses
//! among the records.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use common::{command, folder, run, stderr, stdout};

const DATA: &str = "examples/data";

fn quiet(args: &[&str]) -> String {
    let output = run(DATA, args);
    assert_eq!((stderr(&output), output.status.code()), ("", Some(0)), "{args:?}");
    stdout(&output).to_owned()
}

/// A command with a file, of the examples or any other, at its standard input.
fn piped(args: &[&str], input: &Path) -> Output {
    command(DATA, args).stdin(fs::File::open(folder(DATA).join(input)).unwrap()).output().unwrap()
}

/// A folder with two archives of trades.
fn archives(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("dtype-inputs-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&path);
    fs::create_dir(&path).unwrap();
    for (name, rows) in [("day-1", ":10"), ("day-2", "10:30")] {
        let out = path.join(format!("{name}.npz::x[0]"));
        quiet(&["convert", "--rows", rows, "trades.npy", out.to_str().unwrap()]);
    }
    path
}

#[test]
fn patterns_are_of_files_and_members_as_they_are_called() {
    let path = archives("patterns");
    let pattern = |text: &str| path.join(text).to_str().unwrap().to_owned();
    assert_eq!(
        quiet(&["cat", "--csv", &pattern("day-*.npz::x[0]")]),
        quiet(&["cat", "--csv", "--rows", ":30", "trades.npy"])
    );
    assert_eq!(quiet(&["cat", "--csv", &pattern("day-1.npz::x[0]")]).lines().count(), 11);
    assert_eq!(quiet(&["ls", "--jsonl", &pattern("*.npz")]).lines().count(), 2);
    assert_eq!(quiet(&["info", "--jsonl", &pattern("*.npz")]).lines().count(), 2);
    let output = run(DATA, &["ls", "--jsonl", "trades.npy", &pattern("*.npz")]);
    assert_eq!((output.status.code(), stdout(&output).lines().count()), (Some(3), 2));
    let piped = piped(&["ls", "-"], &path.join("day-1.npz"));
    assert!(piped.status.success() && stdout(&piped).contains("x[0]"), "{}", stderr(&piped));
    // What the error says is what one can do.
    let piped = self::piped(&["cat", "--csv", "--", "-::x[0]"], &path.join("day-1.npz"));
    assert_eq!(stdout(&piped).lines().count(), 11, "{}", stderr(&piped));
    for option in [["--dtype", "<f8"], ["--offset", "8"]] {
        let output = run(DATA, &[&["head", &pattern("day-1.npz::x[0]")], &option[..]].concat());
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert!(stderr(&output).contains("is for files; members"), "{}", stderr(&output));
    }
    fs::remove_dir_all(&path).unwrap();
}

#[test]
fn info_minds_how_records_are_found() {
    let line = quiet(&["info", "--json", "--rows", "10:30", "trades.npy"]);
    let info: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!((&info["records"], &info["shape"]), (&20.into(), &serde_json::json!([20])));
    for option in [["--stride", "32"], ["--count", "3"]] {
        let output = run(DATA, &[&["info", "trades.npy"], &option[..]].concat());
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    }
}

#[test]
fn a_schema_that_is_none_is_not_read_whole() {
    let path = std::env::temp_dir().join(format!("dtype-inputs-schema-{}", std::process::id()));
    fs::File::create(&path).unwrap().set_len(1 << 40).unwrap();
    for args in [&["check", "trades.npy", "--schema"][..], &["diff", "trades.npy"]] {
        let output = run(DATA, &[args, &[path.to_str().unwrap()]].concat());
        assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    }
    fs::remove_file(&path).unwrap();
}

#[test]
fn the_last_none_are_none() {
    let text = quiet(&["tail", "-n", "0", "-w", "size > 0", "--csv", "trades.npy"]);
    assert_eq!(text, "time,price,size,venue\n");
    let last = quiet(&["tail", "-n", "2", "-w", "size > 0", "--csv", "trades.npy"]);
    assert_eq!(last, quiet(&["tail", "-n", "2", "--csv", "trades.npy"]));
}

#[test]
fn what_the_left_side_decides_is_not_asked_on_the_right() {
    let count = |condition: &str| quiet(&["cat", "--csv", "-w", condition, "trades.npy"]).lines().count() - 1;
    let some = count("size != 900");
    assert!(some > 0 && some < 1000);
    assert_eq!(count("size != 900 and 1 // (size - 900) < 1"), some);
    assert_eq!(count("size == 900 or 1 // (size - 900) < 1"), 1000);
    let output = run(DATA, &["cat", "-w", "size != 800 and 1 // (size - 900) < 1", "trades.npy"]);
    assert!(output.status.code() == Some(2) && stderr(&output).contains("record 0: "), "{}", stderr(&output));
}

/// A sparse file of 8 TiB is read nowhere else than where the sample lies, or the test takes very long.
#[cfg(target_os = "linux")]
#[test]
fn a_sample_is_not_what_lies_between() {
    let path = std::env::temp_dir().join(format!("dtype-inputs-sample-{}.raw", std::process::id()));
    fs::File::create(&path).unwrap().set_len(8 << 40).unwrap();
    let path_text = path.to_str().unwrap();
    let text = quiet(&["sample", "-n", "3", "--seed", "7", "--dtype", "<f8", "--csv", path_text]);
    fs::remove_file(&path).unwrap();
    assert_eq!(text.lines().skip(1).collect::<Vec<_>>(), ["0.0"; 3]);
}

/// Records near each other and far apart, from several files, in the order in which they lie.
#[test]
fn samples_are_in_order() {
    let records = |args: &[&str]| -> Vec<String> {
        quiet(&[args, &["--csv", "ticks.npy", "ticks.npy"]].concat())
            .lines()
            .skip(1)
            .map(str::to_owned)
            .collect()
    };
    let all = records(&["cat"]);
    for count in ["1", "40", "1500"] {
        let sample = records(&["sample", "--seed", "3", "-n", count]);
        assert_eq!(sample.len(), count.parse::<usize>().unwrap().min(all.len()));
        let mut rest = all.iter();
        assert!(sample.iter().all(|record| rest.any(|other| other == record)), "{count}");
    }
}

#[test]
fn a_document_of_records_is_one_however_many_there_are() {
    let read = |args: &[&str]| -> serde_json::Value {
        let text = quiet(&[args, &["--json", "trades.npy"]].concat());
        assert!(text.ends_with("]}\n") && text.lines().count() == 1, "{text}");
        serde_json::from_str(&text).unwrap()
    };
    let all = read(&["cat"]);
    assert_eq!((&all["records"], all["rows"].as_array().unwrap().len()), (&1000.into(), 1000));
    let some = read(&["cat", "-c", "price,size", "--rows", "3:5"]);
    let row =
        |i: usize| serde_json::json!({"price": all["rows"][i]["price"], "size": all["rows"][i]["size"]});
    assert_eq!(some["rows"], serde_json::json!([row(3), row(4)]));
    assert_eq!(read(&["cat", "-w", "size < 0"])["rows"], serde_json::json!([]));
    // A condition that fails at once leaves nothing behind.
    let output = run(DATA, &["cat", "--json", "-w", "1 // (size - size) > 0", "trades.npy"]);
    assert!(!output.status.success() && output.stdout.is_empty(), "{}", stdout(&output));
}

#[test]
fn files_without_headers_are_checked_and_compared() {
    let folder = std::env::temp_dir().join(format!("dtype-inputs-raw-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir(&folder).unwrap();
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (raw, schema) = (path("some.raw"), path("schema.json"));
    quiet(&["convert", "--rows", "10:60", "trades.npy", &raw]);
    fs::write(&schema, quiet(&["schema", "--json", "trades.npy"])).unwrap();
    let dtype = quiet(&["schema", "--as", "numpy", "trades.npy"]);
    let told = ["--dtype", dtype.trim()];
    let one_way = quiet(&[&["diff", &raw, "trades.npy"], &told[..]].concat());
    assert_eq!(one_way, quiet(&["diff", "trades.npy", "trades.npy"]));
    // A header tells more than what is told beside it.
    let same =
        run(DATA, &["diff", "--data", "--json", "--schema", &schema, "--count", "50", &raw, "trades.npy"]);
    let found: serde_json::Value = serde_json::from_str(stdout(&same)).unwrap();
    assert_eq!((same.status.code(), &found["added"], &found["removed"]), (Some(1), &950.into(), &0.into()));
    // Positions are those in the file.
    let args = ["diff", "--data", "--jsonl", "--rows", "100:110", "-n", "1", "trades.npy", "trades.npy"];
    assert_eq!(quiet(&args), "");
    let shifted = path("shifted.npy");
    quiet(&["convert", "--rows", "1:", "trades.npy", &shifted]);
    let output = run(DATA, &[&args[..7], &["trades.npy", &shifted]].concat());
    assert!(stdout(&output).starts_with(r#"{"record":"100","#), "{}", stdout(&output));
    quiet(&[&["check", "--sorted", "time", "--offset", "24", &raw], &told[..]].concat());
    quiet(&["check", "--schema", &schema, "--count", "50", &raw]);
    let output = run(DATA, &["check", "--schema", &schema, "--count", "51", &raw]);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    // The header of another file tells as much as a schema.
    quiet(&["check", "--schema", "trades.npy", "--count", "50", &raw]);
    let triples = path("triples.json");
    fs::write(&triples, "('<f4', (3,))").unwrap();
    quiet(&["check", "--schema", &triples, "--count", "100", &raw]);
    // What has a header is not read as if it had none.
    let archive = path("some.npz");
    quiet(&["convert", "trades.npy", &archive]);
    for file in ["trades.npy", &archive, &format!("{archive}::trades")] {
        let output = run(DATA, &["check", "--schema", &schema, "--count", "5", file]);
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert!(
            stderr(&output).contains("--count and --stride are for files without"),
            "{}",
            stderr(&output)
        );
    }
    let piped = piped(&["diff", "--data", "--dtype", "|u1", &raw, "-"], Path::new("trades.npy"));
    assert!(stdout(&piped).contains(" 200 removed"), "{}", stdout(&piped));
    let output =
        run(DATA, &["diff", "--data", "--dtype", "<u4", "--count", "7", "trades.npy", "trades.np[y]"]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    // Nor is what is told passed over in silence, or an offset into a member.
    for data in [&["--data"][..], &[]] {
        let args = [&["diff", "--dtype", "<u4", "trades.npy", "trades.npy"], data].concat();
        let output = run(DATA, &args);
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        let member = format!("{archive}::trades");
        let output = run(DATA, &[&["diff", "--offset", "100", &member, &member], data].concat());
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    }
    let output = run(DATA, &["check", "--schema", &schema, "--count", "50", &raw, "trades.npy"]);
    assert!(stderr(&output).contains("; trades.npy has one"), "{}", stderr(&output));
    // A member of an archive tells of a dtype too.
    quiet(&["check", "--schema", &format!("{archive}::trades"), "--count", "50", &raw]);
    quiet(&["check", "--schema", &archive, "--count", "50", &raw]);
    // Records that are arrays are further axes of a file, and of a schema not.
    let array = path("array.npy");
    quiet(&["convert", "--dtype", "('<f4', (3,))", "--count", "100", &raw, &array]);
    quiet(&["diff", &triples, &array]);
    quiet(&["diff", "--schema", &triples, &triples, &raw]);
    let flat = path("flat.json");
    fs::write(&flat, "'<f4'").unwrap();
    assert_eq!(run(DATA, &["diff", &triples, &flat]).status.code(), Some(1));
    // A schema is one, whatever its size.
    let output = run(DATA, &["diff", "--dtype", "|u1", &schema, &raw]);
    assert_eq!(output.status.code(), Some(1), "{}", stdout(&output));
    fs::remove_dir_all(&folder).unwrap();
}

/// Values that no field names are `value` wherever a column is asked for.
#[test]
fn values_without_a_name_are_a_column() {
    let folder = std::env::temp_dir().join(format!("dtype-unnamed-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (raw, plain, again) = (path("some.raw"), path("plain.npy"), path("again.npy"));
    fs::write(&raw, [3, 5, 5, 4]).unwrap();
    quiet(&["convert", "--dtype", "|u1", &raw, &plain]);
    let checked = run(DATA, &["check", "--plain", "--sorted", "value", "--unique", "value", &plain]);
    assert_eq!(checked.status.code(), Some(1), "{}", stderr(&checked));
    for found in ["sorted", "3", "unique", "found 5 again, first in record 1"] {
        assert!(stdout(&checked).contains(found), "{}", stdout(&checked));
    }
    quiet(&["convert", "-c", "value", "--sort", "-value", &plain, &again]);
    assert_eq!(&fs::read(&again).unwrap()[128..], [5, 5, 4, 3]);
    quiet(&["diff", "--data", "--key", "value", &plain, &again]);
    fs::remove_dir_all(&folder).unwrap();
}

/// What can't be converted is named by where it is in the file, whichever rows are looked at, in whatever order.
#[test]
fn positions_of_what_cannot_be_converted_are_those_in_the_file() {
    let folder = std::env::temp_dir().join(format!("dtype-positions-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let raw = folder.join("some.raw").to_str().unwrap().to_owned();
    let mut values = [1f32; 300];
    values[150] = f32::NAN;
    fs::write(&raw, values.map(f32::to_le_bytes).concat()).unwrap();
    let args = ["convert", "--dtype", "[('x', '<f4')]", "--rows", "100:200", "--cast", "x=i4", "--to", "csv"];
    for more in [&[][..], &["--sort", "x"], &["-w", "isnan(x)"], &["-w", "isnan(x)", "--sort", "x"]] {
        let output = run(DATA, &[&args[..], more, &[&raw, "-"]].concat());
        assert!(stderr(&output).contains("record 150"), "{}", stderr(&output));
    }
    fs::remove_dir_all(&folder).unwrap();
}
