//! `dtype stats --quantiles` and `--all`: what the library says of records in memory, wherever they are read from.

mod common;

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use common::{command, folder, run, stderr, stdout};
use dtype_core::{RecordArray, Stat, npy};
use serde_json::Value;

const ASKED: [&str; 6] = ["stats", "--jsonl", "--all", "--quantiles", "0.05,0.5", "--hist"];

fn scratch(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("dtype-cli-stats-{}-{name}", std::process::id()))
}

fn trades() -> RecordArray {
    npy::load_array(folder("examples/data/trades.npy")).unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    assert!(output.status.success() && output.stderr.is_empty(), "{}", stderr(output));
    stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Compares what is printed of `size` with the library.
fn check(lines: &[Value], records: &RecordArray) {
    let line = lines.iter().find(|line| line["path"] == serde_json::json!(["size"])).unwrap();
    for (name, stat) in [
        ("q0.05", Stat::quantile("size", 0.05)),
        ("q0.5", Stat::quantile("size", 0.5)),
        ("median", Stat::median("size")),
        ("sum", Stat::sum("size")),
        ("skew", Stat::skew("size")),
        ("kurtosis", Stat::kurtosis("size")),
        ("nonzero", Stat::count_nonzero("size")),
        ("first", Stat::first("size")),
        ("last", Stat::last("size")),
    ] {
        let values = records.view().stats([stat]).run().unwrap();
        assert_eq!(line[name].to_string(), values.value(0).unwrap().unwrap().to_string(), "{name}");
    }
    let size = records.view();
    let size = size.any_column("size").unwrap();
    assert_eq!(line["distinct"], size.frequencies().unwrap().distinct());
    assert_eq!(line["hist"], serde_json::json!(size.histogram(10).unwrap().counts()));
}

#[test]
fn the_same_from_everywhere() {
    let records = trades();
    let (half, rest, raw, archive) =
        (scratch("half.npy"), scratch("rest.npy"), scratch("raw.bin"), scratch("a.npz"));
    let part = |range: std::ops::Range<usize>| {
        let bytes = &records.as_bytes()[24 * range.start..24 * range.end];
        RecordArray::from_bytes(bytes, records.dtype(), &[range.len()], false).unwrap()
    };
    npy::save_array(&half, &part(0..400)).unwrap();
    npy::save_array(&rest, &part(400..1000)).unwrap();
    // Each record with eight bytes behind it, but for the last.
    let mut bytes: Vec<u8> = b"head".to_vec();
    records.as_bytes().chunks(24).for_each(|record| bytes.extend([record, &[7; 8]].concat()));
    bytes.truncate(bytes.len() - 8);
    fs::write(&raw, bytes).unwrap();
    let mut writer = dtype_core::npz::Writer::create(&archive).unwrap();
    writer.add_array("trades", &records).unwrap();
    writer.finish().unwrap();
    let ask = |more: &[&str]| run("examples/data", &[&ASKED[..], more].concat());
    let [half, rest, raw, archive] = [&half, &rest, &raw, &archive].map(|path| path.to_str().unwrap());
    let dtype = records.dtype().to_string();
    check(&lines(&ask(&["trades.npy"])), &records);
    check(&lines(&ask(&["-c", "venue,size", "trades.npy"])), &records);
    check(&lines(&ask(&["--rows", "400:", "trades.npy"])), &part(400..1000));
    check(&lines(&ask(&[half, rest])), &records);
    check(&lines(&ask(&["--dtype", &dtype, "--offset", "4", "--stride", "32", raw])), &records);
    check(&lines(&ask(&[archive])), &records);
    let input = fs::File::open(folder("examples/data/trades.npy")).unwrap();
    let output = command("examples/data", &[&ASKED[..], &["-"]].concat()).stdin(input).output().unwrap();
    check(&lines(&output), &records);
    [half, rest, raw, archive].iter().for_each(|path| fs::remove_file(path).unwrap());
}

#[test]
fn nan_decides_for_programs_and_is_left_out_for_people() {
    let line = &lines(&run("examples/data", &[&ASKED[..], &["-c", "price", "trades.npy"]].concat()))[0];
    assert_eq!(
        (&line["median"], &line["q0.05"], &line["skew"]),
        (&"NaN".into(), &"NaN".into(), &"NaN".into())
    );
    let table = run("examples/data", &["stats", "--quantiles", "0.5", "-c", "price", "trades.npy"]);
    let found = stdout(&table).lines().nth(1).unwrap().split_whitespace().nth(7).unwrap();
    let records = trades();
    let values = records.view().stats([Stat::quantile("price", 0.5).skip_nan()]).run().unwrap();
    assert_eq!(found, values.value(0).unwrap().unwrap().to_string());
}

/// As pandas and Polars read it: a column of numbers stays one with a NaN in it, and a path is a name.
#[test]
fn csv_has_numbers_and_names() {
    let rows = |args: &[&str]| {
        let output = run("examples/data", args);
        assert!(output.status.success(), "{}", stderr(&output));
        stdout(&output).lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let stats = rows(&["stats", "--csv", "-c", "price", "trades.npy"]);
    assert_eq!(stats[1], "price,<f8,[],1000,1,NaN,NaN,NaN,NaN,NaN,NaN,640,640");
    let paths = rows(&["stats", "--csv", "-c", "levels[0].bid_px,hd.rtype", "book.npy"]);
    assert!(paths[1].starts_with("levels[0].bid_px,<i8,") && paths[2].starts_with("hd.rtype,|u1,"));
    let corr = rows(&["corr", "--csv", "--nan", "propagate", "-c", "price,size", "trades.npy"]);
    assert_eq!(corr[1..], ["price,NaN,NaN", "size,NaN,1.0"]);
}

#[test]
fn a_quantile_that_is_asked_for_twice_is_one() {
    for by in [&[][..], &["--by", "venue"]] {
        let ask = |quantiles: &str| {
            let args = ["stats", "--csv", "--quantiles", quantiles, "-c", "size", "trades.npy"];
            let output = run("examples/data", &[&args[..], by].concat());
            assert!(output.status.success(), "{}", stderr(&output));
            stdout(&output).to_owned()
        };
        assert_eq!(ask("0.5,0.50,0.9,0.5"), ask("0.5,0.9"));
    }
}

#[test]
fn nothing_and_what_has_no_numbers() {
    for file in npy_files() {
        let output = run("tests/corpus/npy", &[&ASKED[..], &[&file]].concat());
        assert!(output.status.success(), "{file}: {}", stderr(&output));
        let args = ["stats", "--all", "--hist", "--width", "60", &file];
        let output = run("tests/corpus/npy", &args);
        assert!(output.status.success(), "{file}: {}", stderr(&output));
        assert!(stdout(&output).lines().all(|line| line.chars().count() <= 60), "{file}");
    }
}

fn npy_files() -> Vec<String> {
    let entries = fs::read_dir(folder("tests/corpus/npy")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    // Thousands of fields take long in a program that is not optimised.
    names.filter(|name| name.ends_with(".npy") && !name.contains("big_header")).collect()
}

#[test]
fn blocks_are_for_terminals_or_on_request() {
    let has_blocks = |args: &[&str]| stdout(&run("examples/data", args)).contains('█');
    assert!(!has_blocks(&["stats", "ticks.npy"]));
    assert!(!has_blocks(&["stats", "--width", "200", "ticks.npy"]));
    assert!(has_blocks(&["stats", "--hist", "ticks.npy"]));
    assert!(has_blocks(&["stats", "--hist", "--width", "40", "-c", "price,size", "trades.npy"]));
    assert!(!has_blocks(&["stats", "--hist=never", "--width", "200", "ticks.npy"]));
}

#[test]
fn of_some_records_what_a_file_of_them_has() {
    let (some, archive) = (scratch("some.npy"), scratch("some.npz"));
    let (some, archive) = (some.to_str().unwrap(), archive.to_str().unwrap());
    let condition = ["-w", "size > 300 and venue == 'XNAS'"];
    let convert = |from: &str, to: &str, options: &[&str]| {
        let output = run("examples/data", &[&["convert", from, to], options].concat());
        assert!(output.status.success(), "{}", stderr(&output));
    };
    convert("trades.npy", some, &condition);
    convert("trades.npy", archive, &[]);
    for asked in [&ASKED[..], &["stats", "--csv"], &["corr", "--jsonl"], &["hist", "-c", "size", "--csv"]] {
        let expected = run("examples/data", &[asked, &[some]].concat());
        assert!(expected.status.success() && !expected.stdout.is_empty(), "{}", stderr(&expected));
        for from in ["trades.npy", archive] {
            let found = run("examples/data", &[asked, &condition, &[from]].concat());
            assert_eq!(stdout(&found), stdout(&expected), "{asked:?} {from}");
        }
    }
    // Nothing is left, and said of it is what is said of an empty file.
    convert("trades.npy", some, &["-f", "-w", "size < 0"]);
    let found = run("examples/data", &[&ASKED[..], &["-w", "size < 0", "trades.npy"]].concat());
    assert_eq!(stdout(&found), stdout(&run("examples/data", &[&ASKED[..], &[some]].concat())));
    let found = run("examples/data", &["stats", "-w", "sise > 1", "trades.npy"]);
    assert!(found.status.code() == Some(2) && stderr(&found).contains("size"), "{}", stderr(&found));
    // Positions in messages are those in the file, and a file without fields has values.
    let zero = ["stats", "--rows", "100:200", "-w", "1 // (size - 300) > 0", "trades.npy"];
    let found = run("examples/data", &zero);
    let position =
        trades().view().column::<u32>("size").unwrap().to_vec()[100..].iter().position(|&x| x == 300);
    let record = format!("record {}", 100 + position.unwrap());
    assert!(stderr(&found).contains(&record), "{record}: {}", stderr(&found));
    let values = ["stats", "--jsonl", "-w", "value > 5", "-c", "value", "../../tests/corpus/npy/f_3x4.npy"];
    assert_eq!(lines(&run("examples/data", &values))[0]["min"], 6.0);
    [some, archive].iter().for_each(|path| fs::remove_file(path).unwrap());
}
