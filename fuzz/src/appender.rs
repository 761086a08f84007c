//! Files that grow, damaged in any way: what is taken up again is a beginning of what is there, and goes on growing; what
//! is refused stays as it was.

use std::fs;
use std::path::Path;

use arbitrary::{Result, Unstructured};
use dtype_core::npy::{self, AnyAppender, AppendOptions, Appender};
use dtype_core::{Element, ErrorKind, Record};

use crate::naive;
use crate::scratch::Scratch;

/// Bytes of a record that is made up to be appended.
const LARGEST: usize = 1 << 20;

/// Nine bytes without a gap.
#[derive(Clone, Copy, Debug, PartialEq, Record)]
#[repr(C, packed)]
struct Tick {
    kind: u8,
    price: f64,
}

/// Input: what is appended, and what damage is done; or a whole file.
pub fn run(data: &[u8]) {
    if data.starts_with(b"\x93NUMPY") {
        return foreign(data);
    }
    let _ = damaged(&mut Unstructured::new(data));
}

fn damaged(u: &mut Unstructured<'_>) -> Result<()> {
    match u.int_in_range(0..=2)? {
        0 => of::<u32>(u, |i| i as u32 * 0x0101_0101),
        1 => of::<Tick>(u, |i| Tick { kind: i as u8, price: i as f64 / 4.0 }),
        _ => of::<[i16; 3]>(u, |i| [i as i16, 1 - i as i16, 2]),
    }
}

fn of<T: Element>(u: &mut Unstructured<'_>, value: impl Fn(usize) -> T) -> Result<()> {
    let values: Vec<T> = (0..u.int_in_range(0..=120)?).map(&value).collect();
    let path = Scratch::path("npy");
    let _ = fs::remove_file(&path);
    let mut log = AppendOptions::new().capacity(u.int_in_range(0..=99)?).open(&path).expect("a new file");
    for part in values.chunks(u.int_in_range(1..=50)?) {
        log.extend_from_slice(part).expect("room for a record");
        log.flush().expect("room for records");
    }
    log.finish().expect("room for records");
    let whole = fs::read(&path).expect("the file");
    let mut written = Vec::new();
    npy::write_to(&mut written, &values).expect("a plain type");
    assert!(whole == written, "not what is written at once");

    let offset = whole.len() - size_of_val(&values[..]);
    let (bytes, cut_only) = damage(u, whole)?;
    fs::write(&path, &bytes).expect("room for a small file");
    let found = AppendOptions::new().repair(false).repair_file(&path, Some(T::DTYPE));
    assert!(fs::read(&path).expect("the file") == bytes, "changed by a look");
    let repaired = u.arbitrary()?;
    let opened = AppendOptions::new().repair(repaired).create(false).open::<T>(&path);
    let log = match opened {
        Ok(log) => log,
        Err(error) => {
            assert!(error.kind() != ErrorKind::Io, "{error}");
            assert!(fs::read(&path).expect("the file") == bytes, "changed, and refused: {error}");
            assert!(!cut_only || bytes.len() < offset || !repaired, "{error}");
            return Ok(());
        }
    };
    assert_eq!(found.expect("what can be opened can be looked at").as_ref(), log.repaired());
    let count = log.len();
    assert!(!cut_only || count == (bytes.len() - offset) / size_of::<T>());
    let repair = log.repaired().map(ToString::to_string);
    drop(log);
    // Damage to the header can only be mended where it says nothing but the count.
    let rows = beginning::<T>(&path, &bytes, count);
    assert!(repair.is_some() || fs::read(&path).expect("the file") == bytes, "changed without a word");

    let mut log = Appender::<T>::open(&path).expect("what was mended");
    assert_eq!((log.repaired(), log.len()), (None, count));
    log.append(&value(7)).expect("room for a record");
    log.finish().expect("room for a record");
    let loaded = npy::load::<T>(&path).expect("a file of records");
    assert_eq!(loaded.len(), count + 1);
    assert!(native::<T>(&loaded[..count]) == rows && native(&loaded[count..]) == native(&[value(7)]));
    Ok(())
}

/// The file now has so many records, which are the first bytes behind the header that were there.
fn beginning<T: Element>(path: &Path, before: &[u8], count: usize) -> Vec<u8> {
    let array = npy::load_array(path).expect("a file that was opened");
    let header = npy::header(path).expect("a file that was opened");
    assert_eq!(header.shape().first(), Some(&count));
    let rows = array.as_bytes();
    assert!(before[header.data_offset() as usize..].starts_with(rows), "records that were not there");
    native(&npy::load::<T>(path).expect("records of the type"))
}

/// The records as they are in memory. None of the types here has a gap.
fn native<T: Element>(records: &[T]) -> Vec<u8> {
    let mut file = Vec::new();
    npy::write_to(&mut file, records).expect("a plain type");
    file.split_off(file.len() - size_of_val(records))
}

/// Bytes changed, lost, added; whether bytes were lost at the end, and nothing else happened.
fn damage(u: &mut Unstructured<'_>, mut bytes: Vec<u8>) -> Result<(Vec<u8>, bool)> {
    let mut cut_only = true;
    for _ in 0..u.int_in_range(0..=4)? {
        if bytes.is_empty() {
            break;
        }
        // The shape stands near the end of the header, so that it is hit often.
        let at = if u.arbitrary()? { u.int_in_range(50..=100)? } else { u.choose_index(bytes.len())? };
        let at = at.min(bytes.len() - 1);
        match u.int_in_range(0..=3)? {
            0 => bytes.truncate(at),
            1 => {
                let len = u.int_in_range(0..=9)?.min(u.len());
                let more = u.bytes(len)?;
                cut_only &= more.is_empty();
                bytes.extend_from_slice(more);
            }
            2 => (cut_only, bytes[at]) = (false, u.arbitrary()?),
            _ => {
                let end = bytes.len().min(at + u.int_in_range(1..=30)?);
                bytes[at..end].fill(*u.choose(b"\0 0(")?);
                cut_only = false;
            }
        }
    }
    Ok((bytes, cut_only))
}

/// A file that somebody else made.
fn foreign(data: &[u8]) {
    let path = Scratch::file("npy", data);
    let rewrite = data.len().is_multiple_of(2);
    let log = AppendOptions::new().rewrite_header(rewrite).open_any(&path);
    let mut log: AnyAppender = match log {
        Ok(log) => log,
        Err(error) => {
            assert!(error.kind() != ErrorKind::Io, "{error}");
            assert!(fs::read(&path).expect("the file") == data, "changed, and refused: {error}");
            return;
        }
    };
    let (count, row) = (log.len(), log.dtype().clone());
    if row.itemsize() > LARGEST {
        // A file may claim records of gigabytes; who appends one has to have it.
        return;
    }
    let bytes = vec![0x5A; row.itemsize()];
    log.append_bytes(&bytes).expect("room for a record");
    log.finish().expect("room for a record");
    let array = npy::load_array(&path).expect("a file that was appended to");
    assert_eq!(array.shape().first(), Some(&(count + 1)));
    let (rows, new) = array.as_bytes().split_at(count * row.itemsize());
    assert!(naive::same(&naive::value(&row, new), &naive::value(&row, &bytes)));
    let found = data.windows(rows.len().max(1)).any(|window| window == rows);
    assert!(rows.is_empty() || found, "records that were not there");
}
