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
    fails(&["convert", "-f", "--cast", "size=u1", "trades.npy", &out], 3, "record 0");
    assert_eq!(bytes(&out), b"precious");
    quiet(&["convert", "-f", "trades.npy", &out]);
    assert_eq!(bytes(&out), bytes(folder(DATA).join("trades.npy")));
    assert_eq!(scratch.names(), ["out.npy"]);
}

/// Ctrl-C in the middle of the work: nothing half is left.
#[cfg(unix)]
#[test]
fn a_signal_leaves_no_draft() {
    let scratch = Scratch::new("signal");
    // So many records that nobody writes them as text in the time that this takes.
    let large = scratch.path("large.raw");
    fs::File::create(&large).unwrap().set_len(1 << 32).unwrap();
    for signal in ["-INT", "-TERM"] {
        let args = ["convert", "--dtype", "<f8", &large, &scratch.path("out.csv")];
        let mut child = command(DATA, &args).stderr(Stdio::piped()).spawn().unwrap();
        while scratch.names().len() < 2 {
            assert!(child.try_wait().unwrap().is_none(), "it ended before it was told to");
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        assert_eq!(child.wait().unwrap().code(), Some(130));
        assert_eq!(scratch.names(), ["large.raw"]);
    }
}
