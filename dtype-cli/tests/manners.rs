//! How the program behaves among others: exit codes, streams, pipes, colours, what files may not do to a terminal.

mod common;

use std::fs;
use std::io::Read;
use std::process::Stdio;

use common::{command, folder, run, stderr, stdout};
use dtype_core::{RecordArray, npy};
use serde_json::Value;

fn code(folder: &str, args: &[&str]) -> i32 {
    run(folder, args).status.code().unwrap()
}

/// The `.npy` files of a folder, by their content, with their names in order.
fn npy_files(folder_name: &str) -> Vec<String> {
    let entries = fs::read_dir(folder(folder_name)).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap())
        .filter(|entry| fs::read(entry.path()).is_ok_and(|bytes| bytes.starts_with(b"\x93NUMPY")))
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert!(!names.is_empty());
    names
}

#[test]
fn exit_codes() {
    let data = "examples/data";
    assert_eq!(code(data, &["info", "trades.npy"]), 0);
    assert_eq!(code(data, &["--help"]), 0);
    assert_eq!(code(data, &["--version"]), 0);
    assert_eq!(code(data, &[]), 2);
    assert_eq!(code(data, &["inof", "trades.npy"]), 2);
    assert_eq!(code(data, &["head", "-n", "-1", "trades.npy"]), 2);
    assert_eq!(code(data, &["head", "-c", "prcie", "trades.npy"]), 2);
    assert_eq!(code(data, &["stats", "-c", "price,", "trades.npy"]), 2);
    assert_eq!(code(data, &["corr", "-c", "time,price", "trades.npy"]), 2);
    assert_eq!(code(data, &["info", "missing.npy"]), 3);
    assert_eq!(code(data, &["info", "make.py"]), 3);
    assert_eq!(code("examples", &["info", "data"]), 4);
    assert_eq!(code(data, &["browse", "trades.npy"]), 2);
    assert_eq!(code(data, &["completions", "nosuch"]), 2);
}

#[test]
fn shells_and_man_know_every_command() {
    let commands =
        ["info", "schema", "layout", "hexmap", "head", "ls", "diff", "check", "browse", "stats", "corr"];
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = run("examples/data", &["completions", shell]);
        assert!(commands.iter().all(|name| stdout(&output).contains(name)), "{shell}");
    }
    let folder = std::env::temp_dir().join(format!("dtype-cli-man-{}", std::process::id()));
    assert_eq!(code("examples/data", &["man", folder.to_str().unwrap()]), 0);
    for name in commands {
        let page = fs::read_to_string(folder.join(format!("dtype-{name}.1"))).unwrap();
        assert!(page.contains(".SH NAME") && !page.contains('\x1b'), "{name}");
    }
    // Pages are replaced on request only.
    let output = run("examples/data", &["man", folder.to_str().unwrap()]);
    assert!(
        output.status.code() == Some(2) && stderr(&output).contains("-f replaces"),
        "{}",
        stderr(&output)
    );
    assert_eq!(code("examples/data", &["man", "-f", folder.to_str().unwrap()]), 0);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn broken_files_are_told_from_whole_ones_as_numpy_does() {
    let manifest = fs::read(folder("tests/corpus/manifest.json")).unwrap();
    let manifest: Value = serde_json::from_slice(&manifest).unwrap();
    for entry in manifest["bad"].as_array().unwrap() {
        let file = entry["file"].as_str().unwrap();
        if !file.ends_with(".npy") {
            continue;
        }
        let expected = if entry["numpy_accepts"].as_bool().unwrap() { 0 } else { 3 };
        for name in ["info", "head", "stats"] {
            let output = run("tests/corpus", &[name, file]);
            let (said, code) = (stderr(&output), output.status.code());
            assert_eq!(code, Some(expected), "{name} {file}: {said}");
            assert_eq!(said.is_empty(), expected == 0, "{name} {file}: {said}");
            // Of a file that only lacks data there is something to say.
            assert!(expected == 0 || name == "info" || output.stdout.is_empty(), "{name} {file}");
            if expected != 0 {
                assert!(said.starts_with(&format!("error: {file}: ")), "{said}");
            }
        }
    }
}

#[test]
fn a_broken_file_has_failed_its_check_and_another_kind_of_file_is_none() {
    let scratch = std::env::temp_dir().join(format!("dtype-cli-check-{}.npy", std::process::id()));
    let path = scratch.to_str().unwrap();
    let whole = fs::read(folder("examples/data/trades.npy")).unwrap();
    let odd = String::from_utf8_lossy(&whole[10..]).find("<f8").unwrap();
    let (mut wrong, mut later) = (whole.clone(), whole.clone());
    wrong[10 + odd + 2] = b'3';
    later[6] = 9;
    for (bytes, expected, says) in [
        (&whole[..], 0, ""),
        (&whole[..60], 1, "the file ends within the header"),
        (&whole[..1000], 1, "bytes missing"),
        (&wrong, 1, "found '<f3'"),
        (&later, 3, "found 9.0"),
        (b"PK\x03\x04", 1, "the archive is damaged or cut"),
        (b"price,size\n", 3, "found text"),
        (b"", 3, "the file is empty"),
    ] {
        fs::write(&scratch, bytes).unwrap();
        let output = run("examples/data", &["check", path]);
        assert_eq!(output.status.code(), Some(expected), "{}", stderr(&output));
        assert!(stderr(&output).contains(says), "{}", stderr(&output));
    }
    fs::remove_file(&scratch).unwrap();
}

#[test]
fn a_cut_or_broken_archive_has_failed_its_check_too() {
    let scratch = std::env::temp_dir().join(format!("dtype-cli-archive-{}.npz", std::process::id()));
    let path = scratch.to_str().unwrap();
    let records = npy::load_array(folder("examples/data/trades.npy")).unwrap();
    let mut writer = dtype_core::npz::Writer::create(&scratch).unwrap();
    writer.add_array("trades", &records).unwrap();
    writer.finish().unwrap();
    let whole = fs::read(&scratch).unwrap();
    let middle = whole.len() / 2;
    let mut flipped = whole.clone();
    flipped[middle] ^= 0x40;
    for (bytes, expected) in [(&whole[..], 0), (&whole[..middle], 1), (&flipped, 1)] {
        fs::write(&scratch, bytes).unwrap();
        let output = run("examples/data", &["check", path]);
        assert_eq!(output.status.code(), Some(expected), "{}", stderr(&output));
        let input = fs::File::open(&scratch).unwrap();
        let output = command("examples/data", &["check", "-"]).stdin(input).output().unwrap();
        assert_eq!(output.status.code(), Some(expected), "{}", stderr(&output));
    }
    fs::remove_file(&scratch).unwrap();
}

#[test]
fn errors_about_standard_input_say_so() {
    let scratch = std::env::temp_dir().join(format!("dtype-cli-input-{}.npy", std::process::id()));
    fs::write(&scratch, &fs::read(folder("examples/data/trades.npy")).unwrap()[..1000]).unwrap();
    for (args, expected) in [
        (&["info", "-"][..], 3),
        (&["head", "-"], 3),
        (&["stats", "-"], 3),
        (&["check", "-"], 1),
        (&["diff", "-", "trades.npy"], 3),
        (&["stats", "--dtype", "f8", "--offset", "7", "-"], 3),
    ] {
        let input = fs::File::open(&scratch).unwrap();
        let output = command("examples/data", args).stdin(input).output().unwrap();
        assert_eq!(output.status.code(), Some(expected), "{args:?}: {}", stderr(&output));
        let said = stderr(&output);
        assert!(said.starts_with("error: -: ") && !said.contains(".tmp"), "{args:?}: {said}");
    }
    fs::remove_file(&scratch).unwrap();
}

/// Advice is a command, or an option that the command has: nothing of the library.
#[test]
fn advice_is_for_the_command_line() {
    let scratch = std::env::temp_dir().join(format!("dtype-cli-advice-{}", std::process::id()));
    fs::create_dir(&scratch).unwrap();
    let path = |name: &str| scratch.join(name).to_str().unwrap().to_owned();
    let (cut, deep, other) = (path("cut.npy"), "[".repeat(300), path("other.npy"));
    let whole = fs::read(folder("examples/data/trades.npy")).unwrap();
    fs::write(&cut, &whole[..1000]).unwrap();
    fs::write(path("extra.csv"), "time,odd\n").unwrap();
    fs::write(path("bytes.bin"), [1; 100]).unwrap();
    assert_eq!(code("examples/data", &["convert", "--cast", "size=u8", "trades.npy", &other]), 0);
    for (args, expected, says) in [
        (&["ls", "trades.npy"][..], 3, "found a .npy file, of which dtype info tells"),
        (&["ls", &path("bytes.bin")], 3, "found"),
        (&["info", &path("bytes.bin")], 3, "--offset where they begin"),
        (&["info", &cut], 3, "; dtype repair keeps the records that are whole"),
        (&["head", "trades.npy", "ticks.npy"], 3, "dtype convert"),
        (&["head", "trades.npy", &other], 3, "; dtype convert --cast gives the field another type"),
        (&["head", "--dtype", &deep, "trades.npy"], 2, "expected at most 200 nested brackets, found more\n"),
        (&["append", &other, "ticks.npy"], 3, "--allow-extra drops it"),
        (
            &["import", "--dtype", "[('time', 'M8[ns]')]", &path("extra.csv"), &path("out.npy")],
            3,
            "; --allow-extra drops it",
        ),
    ] {
        let output = run("examples/data", args);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(expected), "{args:?}: {said}");
        assert!(said.contains(says) && !said.contains('`'), "{args:?}: {said}");
    }
    assert!(!stderr(&run("examples/data", &["ls", &path("bytes.bin")])).contains("--dtype"));
    fs::remove_dir_all(&scratch).unwrap();
}

/// There is a mark under the byte also where the header is not at the start of a named file.
#[test]
fn headers_are_shown_from_wherever_they_were_read() {
    let broken = fs::read(folder("tests/corpus/bad/syntax.npy")).unwrap();
    let marked =
        |output: &std::process::Output| stderr(output).contains("(3,)\n") && stderr(output).contains(" ^\n");
    let path = std::env::temp_dir().join(format!("dtype-cli-marks-{}.bin", std::process::id()));
    fs::write(&path, &broken).unwrap();
    let input = fs::File::open(&path).unwrap();
    let output = command("examples/data", &["info", "-"]).stdin(input).output().unwrap();
    assert!(marked(&output) && stderr(&output).starts_with("error: -: "), "{}", stderr(&output));
    fs::write(&path, [b"seven b", &broken[..]].concat()).unwrap();
    let output = run("examples/data", &["info", "--offset", "7", path.to_str().unwrap()]);
    assert!(marked(&output), "{}", stderr(&output));
    fs::remove_file(&path).unwrap();
}

#[test]
fn one_broken_file_does_not_hide_the_others() {
    let output = run("examples/data", &["info", "--json", "trades.npy", "make.py", "ticks.npy"]);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(stdout(&output).lines().count(), 2);
    assert_eq!(stderr(&output).lines().count(), 1);
}

#[test]
fn json_is_one_document_on_a_line() {
    for folder in ["examples/data", "tests/corpus/npy"] {
        for file in npy_files(folder) {
            for name in ["info", "schema", "head", "stats"] {
                let output = run(folder, &[name, "--json", "--max-header", "100000", &file]);
                assert_eq!(stderr(&output), "", "{name} {file}");
                let document: Value = serde_json::from_str(stdout(&output)).unwrap();
                assert_eq!(document["file"], file.as_str());
                assert_eq!(stdout(&output).matches('\n').count(), 1);
            }
        }
    }
}

#[test]
fn the_same_statistics_whatever_the_way_to_a_column() {
    let all = run("examples/data", &["stats", "--json", "book.npy"]);
    let all: Value = serde_json::from_str(stdout(&all)).unwrap();
    for column in all["columns"].as_array().unwrap() {
        let names: Vec<&str> =
            column["path"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
        let one = run("examples/data", &["stats", "--json", "-c", &names.join("."), "book.npy"]);
        let one: Value = serde_json::from_str(stdout(&one)).unwrap();
        assert_eq!(&one["columns"][0], column);
    }
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    for args in [
        ["head", "particles.cs"],
        ["stats", "particles.cs"],
        ["info", "particles.cs"],
        ["schema", "book.npy"],
    ] {
        let mut command = command("examples/data", &args);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let full = fs::File::create("/dev/full").unwrap();
    let output = command("examples/data", &["info", "trades.npy"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(4));
    assert!(stderr(&output).starts_with("error: cannot write the output: "), "{}", stderr(&output));
}

#[test]
fn colours_are_for_terminals_or_on_request() {
    assert!(!stdout(&run("examples/data", &["stats", "trades.npy"])).contains('\x1b'));
    assert!(stdout(&run("examples/data", &["stats", "--color", "always", "trades.npy"])).contains('\x1b'));
    assert!(stderr(&run("examples/data", &["stats", "--color", "always", "make.py"])).contains('\x1b'));
    assert!(!stderr(&run("examples/data", &["stats", "make.py"])).contains('\x1b'));
}

#[test]
fn names_and_values_cannot_command_a_terminal() {
    let path = std::env::temp_dir().join(format!("dtype-cli-names-{}.npy", std::process::id()));
    let dtype = "[('a\\x1b[31m\\n', 'S4'), ('\\u202eb', '<U2')]".parse().unwrap();
    let mut bytes = b"\x1b[2J".to_vec();
    bytes.extend_from_slice(&[0x1b, 0, 0, 0, 0x9b, 0, 0, 0]);
    npy::save_array(&path, &RecordArray::from_bytes(&bytes, &dtype, &[1], false).unwrap()).unwrap();
    let file = path.to_str().unwrap();
    for args in [
        &["info", file][..],
        &["schema", file],
        &["head", file],
        &["stats", file],
        &["head", "-c", "x", file],
    ] {
        let output = run("examples/data", args);
        for text in [stdout(&output), stderr(&output)] {
            let is_safe = |c: char| c == '\n' || !c.is_control() && c != '\u{202e}';
            assert!(text.chars().all(is_safe), "{args:?}: {text:?}");
        }
    }
    fs::remove_file(&path).unwrap();
}

#[test]
fn records_without_bytes_are_not_chosen_among() {
    let path = std::env::temp_dir().join(format!("dtype-cli-nothing-{}.npy", std::process::id()));
    let header =
        "{'descr': [('a', '|S0'), ('b', '|V0')], 'fortran_order': False, 'shape': (9223372036854775807,), }";
    let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
    bytes.extend_from_slice(&(header.len() as u16 + 1).to_le_bytes());
    bytes.extend_from_slice(header.as_bytes());
    bytes.push(b'\n');
    fs::write(&path, bytes).unwrap();
    let path = path.to_str().unwrap();
    for args in [&["stats"][..], &["head"], &["stats", "--by", "a"], &["top", "-c", "a"], &["cat"]] {
        let output = run("examples/data", &[args, &["-w", "a == ''", path]].concat());
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", stderr(&output));
        assert!(stderr(&output).contains("expected records with bytes in them"), "{}", stderr(&output));
    }
    fs::remove_file(path).unwrap();
}

#[test]
fn claims_of_a_file_cost_nothing() {
    let path = std::env::temp_dir().join(format!("dtype-cli-claims-{}.npy", std::process::id()));
    for descr in
        ["[('a', 'S0')]", "[('a', 'S0', (2147483647,))]", "[('a', [('b', 'S0')], (2147483647,))]", "[]"]
    {
        let shape = 1u64 << 62;
        let text = format!("{{'descr': {descr}, 'fortran_order': False, 'shape': ({shape},)}}");
        let length = u16::try_from(text.len()).unwrap().to_le_bytes();
        fs::write(&path, [b"\x93NUMPY\x01\x00", &length[..], text.as_bytes()].concat()).unwrap();
        for args in [&["info"][..], &["schema"], &["head"], &["stats"], &["stats", "--json"]] {
            let output = run("examples/data", &[args, &[path.to_str().unwrap()]].concat());
            assert!(matches!(output.status.code(), Some(0 | 3)), "{args:?} {descr}: {}", stderr(&output));
        }
    }
    fs::remove_file(&path).unwrap();
}
