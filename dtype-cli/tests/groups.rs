//! `dtype stats --by`: the same groups as the library makes, from one file or several, and what it says where there are none.

mod common;

use common::{folder, run, stderr, stdout};
use dtype_core::{Key, Stat, Value, npy};

fn lines(args: &[&str]) -> Vec<serde_json::Value> {
    let output = run("examples/data", &[&["stats", "--jsonl"], args].concat());
    assert!(output.status.success() && output.stderr.is_empty(), "{args:?}: {}", stderr(&output));
    stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn fails(args: &[&str], says: &str) {
    let output = run("examples/data", &[&["stats"], args].concat());
    assert_eq!(output.status.code(), Some(2), "{args:?}: {}", stderr(&output));
    assert!(stderr(&output).contains(says), "{args:?}: {}", stderr(&output));
}

#[test]
fn groups_are_those_of_the_library() {
    let array = npy::load_array(folder("examples/data/trades.npy")).unwrap();
    let keys = [Key::new("venue"), Key::floor("time", "[15s]".parse().unwrap())];
    let stats = [Stat::count(), Stat::mean("price").skip_nan(), Stat::quantile("price", 0.9).skip_nan()];
    let groups = array.view().group_by(keys).stats(stats).run().unwrap();
    let found =
        lines(&["--by", "venue", "--by", "time:15s", "-c", "price", "--quantiles", "0.9", "trades.npy"]);
    assert_eq!(found.len(), groups.len());
    for (group, line) in found.iter().enumerate() {
        let [Value::Bytes(venue), time] = groups.key(group) else { panic!() };
        assert_eq!(line["venue"].as_str().unwrap().as_bytes(), venue);
        assert_eq!(line["time"], time.to_string());
        let values = groups.values(group);
        for (name, stat) in [("count", "count"), ("mean", "price_nan_mean"), ("q0.9", "price_nan_q0.9")] {
            assert_eq!(line[name].to_string(), values.value(stat).unwrap().unwrap().to_string(), "{name}");
        }
    }
}

#[test]
fn several_files_rows_and_conditions() {
    let once = lines(&["--by", "venue", "-c", "size", "trades.npy"]);
    let twice = lines(&["--by", "venue", "-c", "size", "trades.npy", "trades.npy"]);
    for (once, twice) in once.iter().zip(&twice) {
        assert_eq!(twice["count"].as_u64(), once["count"].as_u64().map(|count| 2 * count));
        assert_eq!((&twice["min"], &twice["venue"]), (&once["min"], &once["venue"]));
    }
    let some = lines(&["--by", "venue", "-c", "size", "--rows", "0:10", "-w", "size >= 500", "trades.npy"]);
    let counts: u64 = some.iter().map(|line| line["count"].as_u64().unwrap()).sum();
    let array = npy::load_array(folder("examples/data/trades.npy")).unwrap();
    let sizes = array.view().column::<u32>("size").unwrap().to_vec();
    assert_eq!(counts, sizes[..10].iter().filter(|&&size| size >= 500).count() as u64);
    // A file without fields is one column; grouped by itself, nothing but counts is left.
    let values = lines(&["--by", "value", "../../tests/corpus/npy/f_3x4.npy"]);
    assert!(values.iter().all(|line| line["count"] == 1 && line.get("column").is_none()));
    // An index is part of a path.
    let text =
        run("examples/data", &["stats", "--by", "levels[0].bid_px", "-c", "levels[1]", "--csv", "book.npy"]);
    assert!(stdout(&text).starts_with("levels[0].bid_px,column,count,nan_count,mean,std,min,max\n"));
}

#[test]
fn what_is_no_key() {
    fails(&["--by", "venu", "trades.npy"], "did you mean 'venue'?");
    fails(&["--by", "time:fortnight", "trades.npy"], "--by time:fortnight: expected a bucket such as 15m");
    fails(&["--by", "venue", "--hist", "trades.npy"], "cannot be used with");
    fails(&["--by", "venue", "--quantiles", "2", "trades.npy"], "expected a number between 0 and 1");
    fails(&["--by", "venue", "-w", "sise > 1", "trades.npy"], "size");
    let output = run("examples/data", &["stats", "--by", "price:1h", "trades.npy"]);
    assert!(
        stderr(&output).contains("expected datetimes or timedeltas to put into buckets"),
        "{}",
        stderr(&output)
    );
}
