//! Commands that write files: what they write is what they read, wherever the format can carry it.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use common::{command, folder, run, stderr, stdout};
use dtype_core::npy;

const DATA: &str = "examples/data";

const FILES: [&str; 7] =
    ["book.npy", "dvs.npy", "events.npy", "particles.cs", "telemetry.npy", "ticks.npy", "trades.npy"];

/// A folder for one test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let path = std::env::temp_dir().join(format!("dtype-files-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir(&path).unwrap();
        Scratch(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Runs a command in the folder of the examples, which has nothing to say.
fn quiet(args: &[&str]) -> Output {
    let output = run(DATA, args);
    assert_eq!((stderr(&output), output.status.code()), ("", Some(0)), "{args:?}");
    output
}

fn fails(args: &[&str], code: i32, says: &str) {
    let output = run(DATA, args);
    assert_eq!(output.status.code(), Some(code), "{args:?}: {}", stderr(&output));
    assert!(stderr(&output).contains(says), "{args:?}: {}", stderr(&output));
}

fn bytes(path: impl AsRef<Path>) -> Vec<u8> {
    fs::read(path).unwrap()
}

fn dtype(path: &str) -> String {
    npy::header(path).unwrap().dtype().to_string()
}

#[test]
fn convert_to_binary_formats_and_back() {
    let scratch = Scratch::new("binary");
    for file in FILES {
        let original = bytes(folder(DATA).join(file));
        let header = npy::header(folder(DATA).join(file)).unwrap();
        let (raw, npz, back) = (scratch.path("x.raw"), scratch.path("x.npz"), scratch.path("back.npy"));
        for compress in [&[][..], &["--compress"]] {
            quiet(&[&["convert", "-f", file, &npz], compress].concat());
            quiet(&["convert", "-f", &npz, &back]);
            assert_eq!(bytes(&back), original, "{file}");
        }
        quiet(&["convert", "-f", file, &raw]);
        assert_eq!(bytes(&raw), original[header.data_offset() as usize..], "{file}");
        let descr = header.dtype().to_string();
        quiet(&["convert", "-f", "--dtype", &descr, &raw, &back]);
        assert_eq!(npy::load_array(&back).unwrap().as_bytes(), &bytes(&raw)[..], "{file}");
    }
}

#[test]
fn convert_changes_what_it_is_told_to() {
    let scratch = Scratch::new("change");
    let (out, back) = (scratch.path("out.npy"), scratch.path("back.npy"));
    quiet(&["convert", "--endian", "big", "--layout", "aligned", "ticks.npy", &out]);
    let aligned = npy::header(&out).unwrap();
    assert_eq!(aligned.dtype().itemsize(), 64);
    let last = aligned.dtype().field("volume_real").unwrap();
    assert_eq!((last.offset(), last.dtype().to_string()), (56, "'>f8'".to_owned()));
    quiet(&["convert", "--endian", "little", "--layout", "packed", &out, &back]);
    assert_eq!(bytes(&back), bytes(folder(DATA).join("ticks.npy")));

    let args = ["convert", "-f", "-c", "size,price", "--rename", "price=px", "--cast", "price=f4"];
    quiet(&[&args[..], &["-w", "size > 800", "--sort", "-size,price", "trades.npy", &out]].concat());
    assert_eq!(dtype(&out), "[('size', '<u4'), ('px', '<f4')]");
    let array = npy::load_array(&out).unwrap();
    let view = array.view();
    let sizes = view.column::<u32>("size").unwrap().to_vec();
    assert!(!sizes.is_empty() && sizes.is_sorted_by(|a, b| a >= b) && sizes.iter().all(|&size| size > 800));

    quiet(&["convert", "-f", "-c", "levels[1].bid_px,hd.rtype", "book.npy", &out]);
    assert_eq!(dtype(&out), "[('levels[1].bid_px', '<i8'), ('hd.rtype', '|u1')]");

    // The shape of an array stays; Fortran order becomes that of C.
    quiet(&["convert", "-f", "../../tests/corpus/npy/f_3x4.npy", &out]);
    assert_eq!(npy::header(&out).unwrap().shape(), [3, 4]);
}

#[test]
fn convert_into_pipes() {
    let original = bytes(folder(DATA).join("trades.npy"));
    assert_eq!(quiet(&["convert", "--to", "npy", "trades.npy", "-"]).stdout, original);
    assert_eq!(quiet(&["convert", "--to", "npy", "-w", "size >= 0", "trades.npy", "-"]).stdout, original);
    let csv = quiet(&["convert", "--to", "csv", "trades.npy", "-"]);
    assert_eq!(stdout(&csv), stdout(&quiet(&["cat", "--csv", "trades.npy"])));
    let lines = quiet(&["convert", "--to", "jsonl", "trades.npy", "-"]);
    assert_eq!(stdout(&lines), stdout(&quiet(&["cat", "--jsonl", "trades.npy"])));
    let document = quiet(&["convert", "--to", "json", "trades.npy", "-"]);
    let document: serde_json::Value = serde_json::from_slice(&document.stdout).unwrap();
    assert_eq!(document.as_array().unwrap().len(), 1000);
    let none = quiet(&["convert", "--to", "json", "-w", "size < 0", "trades.npy", "-"]);
    assert_eq!(stdout(&none), "[]\n");
}

/// What a terminal would take for a command is data in a pipe.
#[test]
fn control_characters_stay_in_the_data() {
    let path = "../../tests/corpus/npy/st_aligned.npy";
    let csv = quiet(&["cat", "--csv", path]).stdout;
    assert!(csv.windows(3).any(|bytes| bytes == b"b\0c"));
    assert_eq!(quiet(&["convert", "--to", "csv", path, "-"]).stdout, csv);
}

#[test]
fn convert_says_what_is_wrong_and_leaves_nothing() {
    let scratch = Scratch::new("wrong");
    let out = scratch.path("out.npy");
    fails(&["convert", "trades.npy"], 2, "expected files to read and one to write");
    fails(&["convert", "trades.npy", &scratch.path("out.xlsx")], 2, "--to");
    fails(&["convert", "--cast", "size=u1", "trades.npy", &out], 3, "trades.npy: field 'size': record 0: ");
    fails(&["convert", "--cast", "siez=u1", "trades.npy", &out], 2, "did you mean 'size'?");
    fails(
        &["convert", "--casting", "safe", "--cast", "price=f4", "trades.npy", &out],
        2,
        "--casting same-kind",
    );
    fails(&["convert", "--sort", "siez", "trades.npy", &out], 2, "siez");
    fails(&["convert", "--rename", "size", "trades.npy", &out], 2, "OLD=NEW");
    fails(&["convert", "trades.csv", &out], 2, "dtype import trades.csv");
    fails(&["convert", "missing.npy", &out], 3, "missing.npy");
    assert_eq!(scratch.names(), [""; 0]);
    fs::write(&out, "precious").unwrap();
    fails(&["convert", "trades.npy", &out], 2, "-f replaces it");
    let archive = scratch.path("all.npz");
    quiet(&["convert", "trades.npy", &archive]);
    fails(&["convert", "trades.npy", &format!("{archive}::b")], 2, "also its other members");
    fs::remove_file(&archive).unwrap();
    fails(&["convert", "-f", "--cast", "size=u1", "trades.npy", &out], 3, "record 0");
    assert_eq!(bytes(&out), b"precious");
    quiet(&["convert", "-f", "trades.npy", &out]);
    assert_eq!(bytes(&out), bytes(folder(DATA).join("trades.npy")));
    assert_eq!(scratch.names(), ["out.npy"]);
}

#[test]
fn text_and_back() {
    let scratch = Scratch::new("text");
    for file in FILES {
        let original = npy::load_array(folder(DATA).join(file)).unwrap();
        let schema = scratch.path("schema.json");
        fs::write(&schema, quiet(&["schema", "--json", file]).stdout).unwrap();
        for format in ["csv", "tsv", "jsonl", "json"] {
            let (text, back) = (scratch.path(&format!("x.{format}")), scratch.path("back.npy"));
            quiet(&["convert", "-f", "--text", "latin1", file, &text]);
            quiet(&["import", "-f", "--text", "latin1", "--schema", &schema, &text, &back]);
            let read = npy::load_array(&back).unwrap();
            assert_eq!(read.dtype(), original.dtype(), "{file} {format}");
            // Text holds no gaps and no bits of a NaN, and is the same again.
            assert_eq!(values(&read), values(&original), "{file} {format}");
        }
    }
}

fn values(array: &dtype_core::RecordArray) -> Vec<String> {
    let view = array.view();
    (0..view.len()).map(|i| view.record(i).unwrap().to_string()).collect()
}

#[test]
fn import_finds_a_dtype() {
    let scratch = Scratch::new("import");
    let out = scratch.path("out.npy");
    for format in ["csv", "jsonl", "json"] {
        for (file, found) in [
            ("trades.npy", "[('time', '<M8[ns]'), ('price', '<f8'), ('size', '<i8'), ('venue', '|S4')]"),
            ("dvs.npy", "[('x', '<i8'), ('y', '<i8'), ('p', '|b1'), ('t', '<i8')]"),
        ] {
            let text = scratch.path(&format!("x.{format}"));
            quiet(&["convert", "-f", file, &text]);
            let output = run(DATA, &["import", "-f", &text, &out]);
            assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
            assert_eq!(stderr(&output), format!("{text}: dtype {}\n", dtype(&out)));
            if file == "trades.npy" {
                assert_eq!(dtype(&out), found);
            }
            let original = npy::load_array(folder(DATA).join(file)).unwrap();
            assert_eq!(values(&npy::load_array(&out).unwrap()), values(&original), "{file} {format}");
        }
    }
    // Nested records and sub-arrays are found again by the names of their columns.
    let text = scratch.path("book.csv");
    quiet(&["convert", "book.npy", &text]);
    assert_eq!(run(DATA, &["import", "-f", &text, &out]).status.code(), Some(0));
    let levels = npy::header(&out).unwrap().dtype().field("levels").unwrap().dtype().flattened().1;
    assert_eq!(levels, [10]);
    fs::write(scratch.path("odd.csv"), "a,a.b,c[1]\n1,2,x\n").unwrap();
    assert_eq!(run(DATA, &["import", "-f", &scratch.path("odd.csv"), &out]).status.code(), Some(0));
    assert_eq!(dtype(&out), "[('a', '<i8'), ('a.b', '<i8'), ('c[1]', '|S1')]");
}

#[test]
fn import_says_where_it_is_wrong() {
    let scratch = Scratch::new("import-wrong");
    let (text, lines, out) = (scratch.path("x.csv"), scratch.path("x.jsonl"), scratch.path("out.npy"));
    fs::write(&text, "n,px\n1,0.5\n2,much\n").unwrap();
    let dtype = "[('n', 'u1'), ('px', 'f8')]";
    fails(
        &["import", "--dtype", dtype, &text, &out],
        3,
        "field 'px': line 3: expected a number, found 'much'",
    );
    fs::write(&lines, "{\"n\": 1}\n{\"n\": [2]}\n").unwrap();
    fails(&["import", &lines, &out], 3, "line 2: field 'n': expected no list here");
    fails(&["import", "--from", "npy", &text, &out], 2, "--from");
    fails(&["import", &scratch.path("none.csv"), &out], 3, "none.csv");
    assert_eq!(scratch.names(), ["x.csv", "x.jsonl"]);
}

#[test]
fn append_and_repair() {
    let scratch = Scratch::new("append");
    let (file, csv) = (scratch.path("all.npy"), scratch.path("more.csv"));
    let copy = |name: &str| fs::write(&file, bytes(folder(DATA).join(name))).unwrap();
    copy("trades.npy");
    quiet(&["convert", "trades.npy", &csv]);
    let output = run(DATA, &["append", &file, "trades.npy", &csv]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stderr(&output), format!("{file}: 2,000 records added, 3,000 now\n"));
    let (all, one) =
        (npy::load_array(&file).unwrap(), npy::load_array(folder(DATA).join("trades.npy")).unwrap());
    assert_eq!(all.as_bytes(), one.as_bytes().repeat(3));
    fails(&["append", &file, "ticks.npy"], 3, "--allow-extra drops it");
    fails(&["append", &scratch.path("none.npy"), "ticks.npy"], 3, "dtype convert ticks.npy");

    // A file of other types says which, and what allows it.
    let (other, two) = (scratch.path("other.npy"), scratch.path("two.npy"));
    quiet(&["convert", "--cast", "size=i8", "--rows", ":2", "trades.npy", &other]);
    let says = format!("{other}: its records are not those of {file}: field 'size': expected dtype '<u4'");
    fails(&["append", &file, &other], 3, &says);
    fails(&["append", &file, &other], 3, "; --casting checked allows it");
    quiet(&["convert", "--rows", ":2", "trades.npy", &two]);
    assert_eq!(run(DATA, &["append", "--casting", "checked", &two, &other]).status.code(), Some(0));
    assert_eq!(npy::header(&two).unwrap().shape(), [4]);

    let whole = bytes(&file);
    fs::write(&file, [&whole[..], &[1; 30]].concat()).unwrap();
    fails(&["repair", "--dry-run", &file], 1, "");
    let found = run(DATA, &["repair", "--json", &file]);
    let found: serde_json::Value = serde_json::from_slice(&found.stdout).unwrap();
    let found = &found["files"][0];
    let expected = serde_json::json!({
        "file": file, "state": "mended", "claimed": 3000, "records": 3001, "cut": 6,
    });
    assert_eq!(*found, expected);
    quiet(&["repair", "--dry-run", &file]);
    fails(&["repair", &csv], 3, "more.csv");
    // One that cannot be mended keeps nothing from being told.
    fs::write(&file, [&whole[..], &[1; 30]].concat()).unwrap();
    let output = run(DATA, &["repair", &csv, &file, "none.npy"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(
        stdout(&output).contains("mended") && stderr(&output).lines().count() == 2,
        "{}",
        stderr(&output)
    );
    quiet(&["repair", "--dry-run", &scratch.path("a*.npy")]);
}

/// Ctrl-C in the middle of the work: nothing half is left.
#[cfg(unix)]
#[test]
fn a_signal_leaves_no_draft() {
    use std::os::unix::process::ExitStatusExt;

    let scratch = Scratch::new("signal");
    // So many records that nobody writes them as text in the time that this takes.
    let large = scratch.path("large.raw");
    fs::File::create(&large).unwrap().set_len(1 << 32).unwrap();
    // What is started in the background of a script ignores Ctrl-C, and so does the program then.
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).unwrap_or_default();
    let ignored = u64::from_str_radix(ignored.trim(), 16).unwrap_or(0);
    for (signal, number) in [("-INT", 2), ("-TERM", 15)] {
        if ignored >> (number - 1) & 1 == 1 {
            println!("skipped {signal}, which is ignored here");
            continue;
        }
        let args = ["convert", "--dtype", "<f8", &large, &scratch.path("out.csv")];
        let mut child = command(DATA, &args).stderr(Stdio::piped()).spawn().unwrap();
        while scratch.names().len() < 2 {
            assert!(child.try_wait().unwrap().is_none(), "it ended before it was told to");
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        // Whoever waits sees that it was the signal.
        assert_eq!(child.wait().unwrap().signal(), Some(number));
        assert_eq!(scratch.names(), ["large.raw"]);
    }
}
