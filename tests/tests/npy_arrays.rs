//! Arrays of dtypes known at run time, in `.npy` files: read, written, cut, refused.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use dtype_core::{DType, ErrorKind, Limits, RecordArray, npy};
use serde_json::Value;
use sha2::{Digest, Sha256};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn manifest(group: &str) -> Vec<Value> {
    let text = fs::read_to_string(corpus().join("manifest.json")).expect("the manifest");
    let manifest: Value = serde_json::from_str(&text).expect("JSON");
    manifest[group].as_array().expect("a list").clone()
}

fn options(entry: &Value) -> npy::LoadOptions {
    let mut limits = Limits::default();
    if let Some(most) = entry["load_options"]["max_header_size"].as_u64() {
        limits.header_bytes = most as usize;
    }
    npy::LoadOptions::new().limits(limits)
}

fn bytes_of(entry: &Value) -> Vec<u8> {
    fs::read(corpus().join(entry["file"].as_str().expect("a name"))).expect("a file")
}

fn written(array: &RecordArray) -> Vec<u8> {
    let mut bytes = Vec::new();
    npy::write_array(&mut bytes, array).expect("written");
    bytes
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Gives one byte at a time, and is interrupted before each.
struct Trickle<'b>(&'b [u8], bool);

impl Read for Trickle<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.1 = !self.1;
        if self.1 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let len = out.len().min(1);
        self.0.read(&mut out[..len])
    }
}

#[test]
fn files_written_again_are_numpys() {
    for entry in manifest("npy") {
        let name = entry["file"].as_str().expect("a name");
        let array = options(&entry).load_array(corpus().join(name)).expect(name);
        assert_eq!(
            sha256(&written(&array)),
            entry["resave"]["sha256_file"].as_str().expect("a hash"),
            "{name}"
        );
    }
}

#[test]
fn streams_of_single_bytes_give_the_same() {
    for entry in manifest("npy") {
        let name = entry["file"].as_str().expect("a name");
        let bytes = bytes_of(&entry);
        let mut stream = Trickle(&bytes, false);
        let array = options(&entry).read_array(&mut stream).expect(name);
        assert_eq!(stream.0.len() as u64, entry["trailing_len"].as_u64().expect("a number"), "{name}");
        let loaded = options(&entry).read_array(&bytes[..]).expect(name);
        assert_eq!(array.as_bytes(), loaded.as_bytes(), "{name}");
        assert_eq!(sha256(array.as_bytes()), entry["sha256_data"].as_str().expect("a hash"), "{name}");
        assert_eq!((array.dtype(), array.shape()), (loaded.dtype(), loaded.shape()), "{name}");
    }
}

/// Cut at any byte, a file is refused, and the error says where it ends.
#[test]
fn cut_files_are_refused() {
    for entry in manifest("npy") {
        let name = entry["file"].as_str().expect("a name");
        let bytes = bytes_of(&entry);
        let trailing = entry["trailing_len"].as_u64().expect("a number") as usize;
        let whole = bytes.len() - trailing;
        let step = if whole > 4096 { 61 } else { 1 };
        for end in (0..whole).step_by(step) {
            let error = options(&entry).read_array(&bytes[..end]).expect_err(name);
            assert_eq!(
                (error.kind(), error.offset()),
                (ErrorKind::Format, Some(end as u64)),
                "{name}: {error}"
            );
        }
        for end in whole..=bytes.len() {
            options(&entry).read_array(&bytes[..end]).expect(name);
        }
    }
}

/// NumPy's verdict on every odd file, and for each of them a place or a remedy.
#[test]
fn bad_files_are_refused_as_numpy_does() {
    for entry in manifest("bad") {
        let name = entry["file"].as_str().expect("a name");
        if !name.ends_with(".npy") {
            continue;
        }
        let loaded = npy::load_array(corpus().join(name));
        let streamed = npy::read_array(&bytes_of(&entry)[..]);
        assert_eq!(loaded.is_ok(), entry["numpy_accepts"].as_bool().expect("a bool"), "{name}: {loaded:?}");
        assert_eq!(loaded.is_ok(), streamed.is_ok(), "{name}: {streamed:?}");
        let (Err(loaded), Err(streamed)) = (loaded, streamed) else { continue };
        assert_eq!(loaded.message(), streamed.message());
        assert!(loaded.offset().is_some() || loaded.kind() == ErrorKind::Limit, "{name}: {loaded}");
        assert_eq!(loaded.path(), Some(&*corpus().join(name)));
        println!("{streamed:?}");
    }
}

#[test]
fn a_header_of_any_byte_changed_does_not_panic() {
    let dtype: DType = "[('time', '<i8'), ('v', '>f4', (2,))]".parse().expect("a dtype");
    let file = npy::Header::new(&dtype, &[3], false).expect("a header").to_bytes();
    for at in 0..file.len() {
        for byte in 0..=255 {
            let mut changed = file.clone();
            changed[at] = byte;
            let _ = npy::Header::parse(&changed, &Limits::default());
        }
    }
}

/// Of records without bytes a file can claim any number: they take no time and no memory.
#[test]
fn claims_cost_nothing() {
    for descr in [
        "[]",
        "[('a', 'S0')]",
        "[('a', '<f8', (0,))]",
        "[('a', '<f8', (0, 7)), ('b', 'V0')]",
        "[('a', [('x', 'S0')], (7,))]",
        "'S0'",
        // Too many in each of them.
        "[('a', [('x', 'S0')], (2147483647,))]",
        "[('a', [], (2147483647,))]",
        "[('a', '<f8', (2147483647, 0))]",
        "[('a', [('b', [('c', 'S0')], (10000,))], (10000,))]",
    ] {
        let shape = 1usize << 62;
        let text = format!("{{'descr': {descr}, 'fortran_order': False, 'shape': ({shape},)}}");
        let mut file = b"\x93NUMPY\x01\x00".to_vec();
        file.extend_from_slice(&(text.len() as u16).to_le_bytes());
        file.extend_from_slice(text.as_bytes());
        let array = match npy::read_array(&file[..]) {
            Ok(array) => array,
            Err(error) => {
                assert!(error.kind() == ErrorKind::Limit && descr.contains("0000") | descr.contains("2147"));
                continue;
            }
        };
        assert_eq!(array.len(), shape);
        let summary = array.view().summary();
        assert_eq!(summary.records(), shape as u64, "{descr}");
        for (_, column) in array.view().any_columns() {
            assert_eq!(column.values().take(2).count(), 2);
        }
    }
}
