//! What the commands print, compared with what they printed when somebody last looked: at widths of 40, 80 and 200
//! columns and in a pipe. `UPDATE_SCREENS=1 cargo test -p dtype-cli --test screens` writes the files anew.

mod common;

use common::{folder, run, stderr, stdout};

/// Compares a text with a file of `screens/`.
fn compare(name: &str, found: &str) {
    let path = folder("dtype-cli/tests/screens").join(name).with_extension("txt");
    if std::env::var_os("UPDATE_SCREENS").is_some() {
        std::fs::write(&path, found).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == expected, "{name} differs; expected:\n{expected}\nfound:\n{found}");
}

/// One command at all widths.
fn screens(name: &str, args: &[&str]) {
    let mut all = String::new();
    for width in ["", "40", "80", "200"] {
        let with_width = if width.is_empty() { args.to_vec() } else { [args, &["--width", width]].concat() };
        let output = run("examples/data", &with_width);
        assert!(output.status.success() && output.stderr.is_empty(), "{name}: {}", stderr(&output));
        for line in stdout(&output).lines() {
            let most = width.parse().unwrap_or(usize::MAX);
            assert!(line.chars().count() <= most, "wider than {width}: {line}");
            assert_eq!(line, line.trim_end());
        }
        all += &format!("$ dtype {}\n{}\n", with_width.join(" "), stdout(&output));
    }
    compare(name, &all);
}

#[test]
fn info() {
    screens("info-packed", &["info", "ticks.npy"]);
    screens("info-many-fields", &["info", "particles.cs"]);
    screens("info-two-files", &["info", "trades.npy", "telemetry.npy"]);
    screens("info-array", &["info", "../../tests/corpus/npy/f_3x4.npy"]);
}

#[test]
fn schema() {
    screens("schema-nested", &["schema", "book.npy"]);
    screens("schema-unaligned", &["schema", "particles.cs"]);
    screens("schema-big-endian", &["schema", "telemetry.npy"]);
    screens("schema-titles", &["schema", "dvs.npy"]);
    screens("schema-padding", &["schema", "../../tests/corpus/npy/st_nested_aligned_sub.npy"]);
}

#[test]
fn head() {
    screens("head", &["head", "-n", "4", "trades.npy"]);
    screens("head-many-fields", &["head", "-n", "2", "particles.cs"]);
    screens("head-columns", &["head", "-n", "3", "-c", "levels[0],hd.ts_event", "book.npy"]);
    screens("head-array", &["head", "../../tests/corpus/npy/f_3x4.npy"]);
}

#[test]
fn other_records() {
    screens("tail", &["tail", "-n", "3", "-w", "size > 300", "trades.npy"]);
    screens("sample", &["sample", "-n", "3", "--seed", "1", "trades.npy"]);
    screens("cat", &["cat", "--rows", "2:5", "telemetry.npy"]);
}

#[test]
fn stats() {
    screens("stats", &["stats", "trades.npy"]);
    screens("stats-many-fields", &["stats", "particles.cs"]);
    screens("stats-by", &["stats", "--by", "venue", "trades.npy"]);
    let quantiles =
        ["stats", "--by", "venue,time:15s", "-c", "price", "--quantiles", "0.5,0.99", "trades.npy"];
    screens("stats-by-time", &quantiles);
    screens(
        "stats-by-all",
        &["stats", "--by", "venue", "-c", "size", "--all", "-w", "size > 300", "trades.npy"],
    );
    screens("stats-quantiles", &["stats", "--quantiles", "0.05,0.5,0.95", "--hist", "trades.npy"]);
    screens("stats-all", &["stats", "--all", "-c", "price,size,venue", "trades.npy"]);
    screens("stats-hist", &["stats", "--hist", "-c", "bid,last,flags", "ticks.npy"]);
    screens("stats-columns", &["stats", "-c", "levels.bid_px,levels[0]", "book.npy"]);
}

#[test]
fn corr() {
    screens("corr", &["corr", "trades.npy"]);
    screens("corr-many-fields", &["corr", "particles.cs"]);
    screens("corr-covariance", &["corr", "--covariance", "-c", "levels[0]", "book.npy"]);
}

#[test]
fn hist() {
    screens("hist", &["hist", "-c", "price", "--bins", "8", "trades.npy"]);
    screens("hist-estimated", &["hist", "-c", "size", "--bins", "fd", "-w", "price > 190", "trades.npy"]);
    screens(
        "hist-range",
        &["hist", "-c", "levels.bid_px", "--range", "0:2e11", "--bins", "4", "--log", "book.npy"],
    );
    screens("top", &["top", "-c", "venue", "trades.npy"]);
    screens("top-numbers", &["top", "-c", "flags", "-n", "3", "ticks.npy"]);
}

#[test]
fn plot() {
    screens("plot-hist", &["plot", "-c", "price", "--hist", "--height", "6", "trades.npy"]);
    screens("plot", &["plot", "-c", "price", "-x", "time", "--height", "8", "trades.npy"]);
    screens("plot-two", &["plot", "-c", "bid,ask", "--height", "6", "--range", "1.079:", "ticks.npy"]);
    screens("plot-log", &["plot", "-c", "size", "--log", "-w", "size < 700", "--height", "5", "trades.npy"]);
    let svg = ["plot", "-c", "bid,ask", "--rows", ":40", "--size", "240x160", "-o", "-", "ticks.npy"];
    compare("plot-svg", stdout(&run("examples/data", &svg)));
    let rows = ["plot", "-c", "price", "-x", "time", "--rows", ":3", "--csv", "trades.npy"];
    compare("plot-csv", stdout(&run("examples/data", &rows)));
}

#[test]
fn layout() {
    screens("layout", &["layout", "trades.npy"]);
    screens("layout-nested", &["layout", "book.npy"]);
    screens("layout-unaligned", &["layout", "particles.cs"]);
    screens("layout-padding", &["layout", "../../tests/corpus/npy/st_nested_aligned_sub.npy"]);
}

#[test]
fn hexmap() {
    screens("hexmap", &["hexmap", "-r", "-1", "trades.npy"]);
    screens("hexmap-padding", &["hexmap", "../../tests/corpus/npy/st_nested_aligned_sub.npy"]);
}

#[test]
fn ls() {
    screens("ls", &["ls", "../../tests/corpus/npz/mixed_methods.npz"]);
    screens("ls-several", &["ls", "../../tests/corpus/npz/dirs.npz", "../../tests/corpus/npz/not_npy.npz"]);
}

#[test]
fn diff_and_check() {
    let (same, all) = (Some(0), Some(1));
    let made = std::env::temp_dir().join(format!("dtype-cli-diff-{}.npy", std::process::id()));
    let records = dtype_core::npy::load_array(folder("examples/data/trades.npy")).unwrap();
    let mut changed = records.as_bytes().to_vec();
    changed[24 * 3 + 8..24 * 3 + 16].copy_from_slice(&f64::INFINITY.to_le_bytes());
    // Two records less.
    changed.truncate(24 * 998);
    let changed = dtype_core::RecordArray::from_bytes(&changed, records.dtype(), &[998], false).unwrap();
    dtype_core::npy::save_array(&made, &changed).unwrap();
    let other = made.to_str().unwrap();
    let mut shown = String::new();
    for (args, code) in [
        (&["diff", "ticks.npy", "ticks.npy"][..], same),
        (&["diff", "trades.npy", "ticks.npy"], all),
        (&["diff", "--data", "trades.npy", "trades.npy"], same),
        (&["diff", "--data", "trades.npy", other], all),
        (&["diff", "--data", "--key", "time,venue", "trades.npy", other], all),
        (&["diff", "--data", "--json", other, "trades.npy"], all),
        (&["diff", "--data", "--key", "tmie", "trades.npy", other], Some(2)),
        (&["check", "ticks.npy"], same),
        (&["check", "--finite", "--sorted", "time", "--unique", "price", "trades.npy"], all),
        (&["check", "--schema", "trades.npy", "--range", "size=1:1000", "--range", "price=100:", other], all),
        (&["check", "--range", "size=1:", "--jsonl", "trades.npy"], same),
        (&["check", "--schema", "ticks.npy", "trades.npy"], all),
        (&["check", "--finite", "../../tests/corpus/npy/f_3x4.npy"], same),
        (&["check", "--range", "size", "trades.npy"], Some(2)),
        (&["check", "../../tests/corpus/bad/short_by_one.npy"], all),
    ] {
        for width in ["40", "200"] {
            let output = run("examples/data", &[args, &["--width", width]].concat());
            assert_eq!(output.status.code(), code, "{args:?}: {}", stderr(&output));
            let text = format!("{}{}", stdout(&output), stderr(&output)).replace(other, "changed.npy");
            shown += &format!(
                "$ dtype {} --width {width}\n{text}\n",
                args.join(" ").replace(other, "changed.npy")
            );
        }
    }
    std::fs::remove_file(&made).unwrap();
    compare("diff-and-check", &shown);
}

/// What the commands that write files say, each width in a folder of its own.
#[test]
fn writing() {
    let mut all = String::new();
    for width in ["", "40", "80", "200"] {
        let scratch = std::env::temp_dir().join(format!("dtype-cli-writing-{}-{width}", std::process::id()));
        std::fs::create_dir_all(&scratch).unwrap();
        let whole = std::fs::read(folder("examples/data/trades.npy")).unwrap();
        std::fs::write(scratch.join("trades.npy"), &whole).unwrap();
        std::fs::write(scratch.join("cut.npy"), &whole[..1000]).unwrap();
        for (args, code) in [
            (&["convert", "--to", "csv", "--rows", ":2", "trades.npy", "-"][..], 0),
            (&["convert", "--rows", ":2", "trades.npy", "two.csv"], 0),
            (&["convert", "trades.npy", "two.csv"], 2),
            (&["convert", "--cast", "price=f9", "trades.npy", "other.npy"], 2),
            (&["import", "two.csv", "two.npy"], 0),
            (&["import", "--dtype", "[('time', 'f8')]", "two.csv", "other.npy"], 3),
            (&["append", "trades.npy", "two.csv", "two.csv"], 0),
            (&["append", "trades.npy", "two.npy"], 3),
            (&["append", "trades.npy", "none.npy"], 3),
            (&["repair", "--dry-run", "trades.npy", "cut.npy"], 1),
            (&["repair", "cut.npy"], 0),
            (&["repair", "--json", "cut.npy"], 0),
        ] {
            let args = if width.is_empty() { args.to_vec() } else { [args, &["--width", width]].concat() };
            let output = run(scratch.to_str().unwrap(), &args);
            assert_eq!(output.status.code(), Some(code), "{args:?}: {}", stderr(&output));
            let is_data = ["csv", "--json"].iter().any(|format| args.contains(format));
            for line in stdout(&output).lines().filter(|_| !is_data) {
                let most = width.parse().unwrap_or(usize::MAX);
                assert!(line.chars().count() <= most, "wider than {width}: {line}");
                assert_eq!(line, line.trim_end());
            }
            all += &format!("$ dtype {}\n{}{}\n", args.join(" "), stdout(&output), stderr(&output));
        }
        std::fs::remove_dir_all(&scratch).unwrap();
    }
    compare("writing", &all);
}

#[test]
fn json() {
    let mut all = String::new();
    for args in [
        &["info", "--json", "ticks.npy", "telemetry.npy"][..],
        &["schema", "--json", "dvs.npy"],
        &["head", "--json", "-n", "2", "trades.npy"],
        &["head", "--json", "-n", "2", "-c", "levels[0]", "book.npy"],
        &["stats", "--json", "trades.npy"],
        &["stats", "--jsonl", "--all", "--quantiles", "0.05,0.95", "--hist", "trades.npy"],
        &["stats", "--csv", "--quantiles", "0.5", "--hist", "-c", "price,venue", "trades.npy"],
        &["ls", "--json", "../../tests/corpus/npz/dirs.npz"],
        &["layout", "--csv", "../../tests/corpus/npy/st_nested_aligned_sub.npy"],
        &["hexmap", "--jsonl", "trades.npy"],
    ] {
        all += &format!("$ dtype {}\n{}\n", args.join(" "), stdout(&run("examples/data", args)));
    }
    compare("json", &all);
}

#[test]
fn errors() {
    let mut all = String::new();
    for args in [
        &["info", "syntax.npy"][..],
        &["info", "code_power.npy"],
        &["info", "deep_minus.npy"],
        &["info", "short_by_one.npy"],
        &["info", "text.npy"],
        &["stats", "../../../examples/data/trades.npy", "-c", "prcie"],
        &["stat", "x"],
    ] {
        let output = run("tests/corpus/bad", args);
        all += &format!("$ dtype {}\n{}\n", args.join(" "), stderr(&output));
    }
    compare("errors", &all);
}

#[test]
fn help() {
    let mut all = String::new();
    for args in
        [&["-h"][..], &["--help"], &["info", "-h"], &["schema", "-h"], &["head", "-h"], &["stats", "-h"]]
    {
        all += &format!("$ dtype {}\n{}\n", args.join(" "), stdout(&run("examples/data", args)));
    }
    compare("help", &all);
}
