//! A `.npz` archive: every member, by place and by name, whole, as bytes and mapped, and written again.
#![allow(unsafe_code, reason = "maps files that nobody else knows of")]

use std::io::Cursor;

use dtype_core::npy::{LoadOptions, read_array};
use dtype_core::npz::{Archive, Compression, Method, Writer};
use dtype_core::{Error, ErrorKind, Limits, RecordArray};

use crate::descr;
use crate::memory::within;
use crate::scratch::Scratch;
use crate::statistics;

/// Bytes that a compressed member may become.
const DECOMPRESSED: usize = 1 << 20;

/// Input: the archive.
pub fn run(data: &[u8]) {
    let mut limits = Limits::default();
    limits.decompressed_bytes = DECOMPRESSED as u64;
    let opened = within(room(data.len()), || Archive::from_reader_with(Cursor::new(data), limits.clone()));
    let mut archive = match opened {
        Ok(archive) => archive,
        Err(error) => return check_error(&error),
    };
    let members = archive.members().to_vec();
    let mut loaded = Vec::new();
    for (i, member) in members.iter().enumerate() {
        let bytes = within(room(data.len()), || archive.bytes(i));
        let array = within(room(data.len()), || archive.load_array(i));
        assert_eq!(archive.verify(i).is_ok(), bytes.is_ok());
        match (bytes, array) {
            (Ok(bytes), Ok(array)) => {
                let alone = read_array(&bytes[..]).expect("the bytes of the member");
                same(&array, &alone);
                let header = archive.header(i).expect("the header of the member");
                assert_eq!((header.dtype(), header.shape()), (array.dtype(), array.shape()));
                if members.iter().filter(|other| other.name() == member.name()).count() == 1 {
                    same(&array, &archive.load_array(member.name()).expect("the member of that name"));
                }
                in_parts(&mut archive, i, &array);
                loaded.push((i, array));
            }
            (Ok(bytes), Err(error)) => {
                check_error(&error);
                let alone = read_array(&bytes[..]);
                assert!(alone.is_err() || error.kind() == ErrorKind::Limit, "{error}");
            }
            (Err(error), array) => {
                check_error(&error);
                // A sum that is wrong is found in either way.
                assert!(array.is_err(), "{error}");
            }
        }
    }
    assert!(archive.load_array(members.len()).is_err());
    mapped(data, &limits, &loaded);
    written(&loaded);
}

/// Rows and statistics of a member that is never whole in memory.
fn in_parts(archive: &mut Archive<Cursor<&[u8]>>, i: usize, array: &RecordArray) {
    if array.is_fortran() && array.shape().iter().filter(|&&len| len > 1).count() > 1 {
        return; // Its rows are scattered.
    }
    let summary = archive.summary(i).expect("the data is there");
    assert_eq!(statistics::shown(summary.columns()), statistics::shown(array.view().summary().columns()));
    let rows = array.shape().first().map_or(1, |len| 1 + len / 3);
    let mut bytes = Vec::new();
    for block in archive.rows(i).expect("the member").blocks(rows) {
        bytes.extend_from_slice(block.expect("the data is there").as_bytes());
    }
    assert!(bytes == array.as_bytes(), "other rows from a stream");
}

/// Memory that an archive of so many bytes may take: the directory, a member, and what it is when decompressed.
fn room(len: usize) -> usize {
    (2 << 20) + 4 * DECOMPRESSED + 64 * len + descr::room(len)
}

fn check_error(error: &Error) {
    assert!(error.kind() != ErrorKind::Io, "{error}");
    assert!(!error.message().is_empty());
}

fn same(a: &RecordArray, b: &RecordArray) {
    assert_eq!((a.dtype(), a.shape(), a.is_fortran()), (b.dtype(), b.shape(), b.is_fortran()));
    assert_eq!(a.as_bytes(), b.as_bytes());
}

/// Stored members as memory.
fn mapped(data: &[u8], limits: &Limits, loaded: &[(usize, RecordArray)]) {
    let path = Scratch::file("npz", data);
    let mut archive = Archive::open_with(&path, LoadOptions::from(limits.clone())).expect("the same bytes");
    for (i, array) in loaded {
        // SAFETY: the file is this thread's, which writes it again only when the map is gone.
        let map = unsafe { archive.map(*i) };
        let is_stored = archive.members()[*i].method() == Method::Stored;
        assert!(map.is_ok() == is_stored || array.as_bytes().is_empty(), "{map:?}");
        let Ok(map) = map else { continue };
        assert_eq!(
            (map.dtype(), map.shape(), map.as_bytes()),
            (array.dtype(), array.shape(), array.as_bytes())
        );
    }
}

/// All of it in a new archive, stored and deflated in turns.
fn written(loaded: &[(usize, RecordArray)]) {
    let mut file = Cursor::new(Vec::new());
    let mut writer = Writer::new(&mut file);
    let mut kept = Vec::new();
    for (i, array) in loaded {
        writer.compress(if i % 2 == 0 { Compression::Stored } else { Compression::Deflated { level: 1 } });
        let before = writer.add_array(&i.to_string(), array);
        match before {
            Ok(()) => kept.push((i, array)),
            // A header cannot say every dtype, and the archive cannot go on without it.
            Err(_) => return,
        }
    }
    writer.finish().expect("an archive in memory");
    let mut limits = Limits::default();
    (limits.header_bytes, limits.depth) = (usize::MAX, Limits::MAX_DEPTH);
    let mut archive = Archive::from_reader_with(file, limits).expect("what we write");
    assert_eq!(archive.members().len(), kept.len());
    for (place, (i, array)) in kept.into_iter().enumerate() {
        let read = archive.load_array(place).expect("what we write");
        assert_eq!(
            (read.dtype(), read.shape(), read.as_bytes()),
            (array.dtype(), array.shape(), array.as_bytes())
        );
        assert_eq!(archive.load_array(&i.to_string()).expect("its key").as_bytes(), array.as_bytes());
    }
}
