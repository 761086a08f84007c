//! What an appender leaves, cut and torn in every place, and how it is taken up again.

use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::error::Error;
use crate::npy::{self, Header};
use crate::{Be, DType, ErrorKind, Limits, RecordView};

/// A path of its own, removed in the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let path = std::env::temp_dir().join(format!("append-{name}-{}.npy", std::process::id()));
        let _ = fs::remove_file(&path);
        Scratch(path)
    }

    fn with(name: &str, bytes: &[u8]) -> Scratch {
        let scratch = Scratch::new(name);
        fs::write(&scratch.0, bytes).unwrap();
        scratch
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(&self.0).unwrap()
    }
}

impl AsRef<Path> for Scratch {
    fn as_ref(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn saved<R: Element>(records: &[R]) -> Vec<u8> {
    let mut bytes = Vec::new();
    npy::write_to(&mut bytes, records).unwrap();
    bytes
}

/// A header as a foreign program may write it, and data.
fn hand_made(text: &str, data: &[u8]) -> Vec<u8> {
    let len = u16::try_from(text.len()).unwrap();
    [b"\x93NUMPY\x01\0", &len.to_le_bytes()[..], text.as_bytes(), data].concat()
}

#[test]
fn what_is_appended_is_what_would_be_saved() {
    let all: Vec<[u16; 3]> = (0..1101).map(|i| [i, i + 1, i + 2]).collect();
    for capacity in [0, 1, 100, 1 << 20] {
        let path = Scratch::new(&format!("equal-{capacity}"));
        let options = AppendOptions::new().capacity(capacity);
        let mut log = options.open::<[u16; 3]>(&path).unwrap();
        assert_eq!(path.bytes(), saved::<[u16; 3]>(&[]));
        for (i, step) in [1, 8, 1, 0, 90, 1000, 1].into_iter().enumerate() {
            let from = log.len();
            log.extend_from_slice(&all[from..from + step]).unwrap();
            if i % 2 == 0 {
                log.flush().unwrap();
                assert_eq!(path.bytes(), saved(&all[..from + step]));
            }
        }
        log.sync().unwrap();
        assert_eq!((log.len(), log.flushed_len()), (1101, 1101));
        log.finish().unwrap();
        assert_eq!(path.bytes(), saved(&all));
        let log = options.open::<[u16; 3]>(&path).unwrap();
        assert_eq!((log.len(), log.repaired()), (1101, None));
    }
}

#[test]
fn dropping_writes() {
    let path = Scratch::new("drop");
    Appender::open(&path).unwrap().append(&7u32).unwrap();
    assert_eq!(npy::load::<u32>(&path).unwrap(), [7]);
    AnyAppender::open(&path).unwrap().append_bytes(&[8, 0, 0, 0]).unwrap();
    assert_eq!(npy::load::<u32>(&path).unwrap(), [7, 8]);
}

/// Every start of the bytes that change, then what was there. And the other way round, as of two sectors the second may be
/// written first.
#[test]
fn torn_headers_are_mended() {
    fn check<R: Element + PartialEq + fmt::Debug>(make: impl Fn(u16) -> R, untyped: bool) {
        for (old, new) in [(0u16, 1u16), (9, 10), (19, 20), (99, 100), (9, 1000), (998, 1000)] {
            let records: Vec<R> = (0..new).map(&make).collect();
            let (before, after) = (saved(&records[..usize::from(old)]), saved(&records));
            let offset = after.len() - size_of_val(&records[..]);
            let changed = grow::change(&before[..offset], &after[..offset]);
            for cut in changed.start..=changed.end {
                for in_order in [true, false] {
                    let (start, end) = if in_order { (&after, &before) } else { (&before, &after) };
                    let torn = [&start[..cut], &end[cut..offset], &after[offset..]].concat();
                    let path = Scratch::with("torn", &torn);
                    let log = match Appender::<R>::open(&path) {
                        Ok(log) => log,
                        // Then a shape can come out that may be meant.
                        Err(error) if !in_order && error.kind() == ErrorKind::Mismatch => {
                            assert_eq!(path.bytes(), torn);
                            continue;
                        }
                        Err(error) => panic!("{old} to {new}: {error}: {}", torn[10..offset].escape_ascii()),
                    };
                    assert_eq!(log.len(), usize::from(new));
                    drop(log);
                    assert_eq!(npy::load::<R>(&path).unwrap(), records);
                    if in_order {
                        assert_eq!(path.bytes(), after);
                    }
                    if in_order && untyped {
                        fs::write(&path, &torn).unwrap();
                        assert_eq!(repair(&path).unwrap().is_some(), torn != after);
                        assert_eq!(path.bytes(), after);
                    }
                }
            }
        }
    }
    check(|i| i, true);
    check(|i| [i, i + 1, i + 2], false);
    check(|i| [[i; 12]; 2], false);
}

/// The records are written in order, and only then the header: any part of them may be there.
#[test]
fn torn_records_are_cut_off() {
    let records: Vec<[u32; 2]> = (0..12).map(|i| [i, i]).collect();
    let (before, after) = (saved(&records[..9]), saved(&records));
    let offset = after.len() - 96;
    for cut in offset + 9 * 8..=after.len() {
        let torn = [&before[..], &after[before.len()..cut]].concat();
        let path = Scratch::with("cut", &torn);
        let mut log = Appender::<[u32; 2]>::open(&path).unwrap();
        let whole = (cut - offset) / 8;
        assert_eq!(log.len(), whole);
        let repaired = log.repaired().map(|repair| (repair.claimed(), repair.len(), repair.cut_len()));
        assert_eq!(repaired, (cut > before.len()).then_some((Some(9), whole, (cut - offset) as u64 % 8)));
        log.extend_from_slice(&records[whole..]).unwrap();
        log.finish().unwrap();
        assert_eq!(path.bytes(), after);
    }
}

/// A process can die before it has written the first header.
#[test]
fn a_file_cut_within_its_first_header_is_new() {
    let empty = saved::<u32>(&[]);
    for cut in 0..empty.len() {
        let path = Scratch::with("first", &empty[..cut]);
        assert!(AnyAppender::open(&path).is_err());
        assert!(AppendOptions::new().create(false).open::<u32>(&path).is_err());
        assert_eq!(path.bytes(), &empty[..cut]);
        Appender::<u32>::open(&path).unwrap().finish().unwrap();
        assert_eq!(path.bytes(), empty);
        if cut > 80 {
            fs::write(&path, &empty[..cut]).unwrap();
            assert!(Appender::<u16>::open(&path).is_err());
            assert_eq!(path.bytes(), &empty[..cut]);
        }
    }
}

#[test]
fn any_representation_of_the_fields() {
    let path = Scratch::with("big", &saved(&[Be::<u32>::new(1)]));
    Appender::open(&path).unwrap().extend_from_slice(&[2u32, 3]).unwrap();
    assert_eq!(path.bytes(), saved(&[1, 2, 3].map(Be::<u32>::new)));

    let mut log = AppendOptions::new().open_dtype(&path, &"<u4".parse().unwrap()).unwrap();
    log.append_bytes(&[4, 0, 0, 0]).unwrap();
    let strided = RecordView::with_layout(&[5, 0, 6], u8::DTYPE, 0, 2, 2).unwrap();
    assert_eq!(log.append_view(&strided).unwrap_err().kind(), ErrorKind::Mismatch);
    log.append_view(&RecordView::of(&[5u32, 6])).unwrap();
    assert_eq!((log.dtype().to_string(), log.file_dtype().to_string()), ("'<u4'".into(), "'>u4'".into()));
    log.finish().unwrap();
    assert_eq!(npy::load::<u32>(&path).unwrap(), [1, 2, 3, 4, 5, 6]);

    let matrices = RecordView::with_shape(&[1, 2, 3, 4, 5, 6], u8::DTYPE, 0, &[2, 3], true).unwrap();
    let path = Scratch::new("rows");
    let mut log = AnyAppender::open_dtype(&path, &"('u1', (3,))".parse().unwrap()).unwrap();
    log.append_view(&matrices).unwrap();
    assert_eq!(log.append_bytes(&[0; 4]).unwrap_err().kind(), ErrorKind::Mismatch);
    log.finish().unwrap();
    assert_eq!(npy::load::<[u8; 3]>(&path).unwrap(), [[1, 3, 5], [2, 4, 6]]);
}

#[test]
fn other_schemas_are_refused_and_nothing_changes() {
    let float = saved(&[1.5f64]);
    let longer = [saved(&[[1u8, 2], [3, 4]]), vec![0; 17]].concat();
    for bytes in [float, longer] {
        let path = Scratch::with("schema", &bytes);
        for result in [
            Appender::<i64>::open(&path).map(drop),
            Appender::<[u8; 3]>::open(&path).map(drop),
            Appender::<[f64; 1]>::open(&path).map(drop),
            Appender::<u8>::open(&path).map(drop),
            AnyAppender::open_dtype(&path, &"[('a', '<f8')]".parse().unwrap()).map(drop),
        ] {
            let error = result.unwrap_err();
            assert_eq!((error.kind(), error.path()), (ErrorKind::Mismatch, Some(path.as_ref())), "{error}");
        }
        assert_eq!(path.bytes(), bytes);
    }
}

#[test]
fn headers_that_cannot_grow() {
    let at_most = |text: &str| hand_made(text, &[7; 3]);
    for (text, why) in [
        ("{'descr': '|u1', 'fortran_order': False, 'shape': (3,)}\n", ErrorKind::Unsupported),
        (
            "{'shape': (3,), 'descr': '|u1', 'fortran_order': False}                    \n",
            ErrorKind::Unsupported,
        ),
        (
            "{'descr': '|u1', 'fortran_order': False, 'shape': (3,)}              # no\n",
            ErrorKind::Unsupported,
        ),
    ] {
        let path = Scratch::with("room", &at_most(text));
        let error = Appender::<u8>::open(&path).unwrap_err();
        assert_eq!(error.kind(), why, "{error}");
        assert!(error.message().contains("`AppendOptions::rewrite_header(true)`"), "{error}");
        assert_eq!(path.bytes(), at_most(text));

        let mut log = AppendOptions::new().rewrite_header(true).open::<u8>(&path).unwrap();
        log.append(&7).unwrap();
        let error = Appender::<u8>::open(&path).unwrap_err();
        assert!(error.message().contains("another appender"), "{error}");
        log.finish().unwrap();
        assert_eq!(path.bytes(), saved(&[7u8; 4]));
    }
    // Other spellings with room keep them.
    for (text, grown) in [
        (
            "{\"descr\":'|u1','fortran_order':True,'shape':(3L,)}               \n",
            "'shape':(13L,)}              \n",
        ),
        (
            "{'descr': '|u1', 'fortran_order': False, 'shape': ((3),)}              ",
            "'shape': ((13),)}             ",
        ),
    ] {
        let path = Scratch::with("spelling", &at_most(text));
        Appender::open(&path).unwrap().extend_from_slice(&[7u8; 10]).unwrap();
        let bytes = path.bytes();
        assert!(bytes[..bytes.len() - 13].ends_with(grown.as_bytes()), "{}", bytes.escape_ascii());
        assert_eq!(npy::load::<u8>(&path).unwrap(), [7; 13]);
    }
}

#[test]
fn what_cannot_be_appended_to() {
    let u1: DType = "|u1".parse().unwrap();
    let header = |shape: &[usize], fortran| Header::new(&u1, shape, fortran).unwrap().to_bytes();
    let several = [saved(&[1u8]), saved(&[2u8])].concat();
    let empty_rows = hand_made("{'descr': '|V0', 'fortran_order': False, 'shape': (3,), }          \n", &[]);
    for (bytes, kind, said) in [
        ([header(&[], false), vec![1]].concat(), ErrorKind::Mismatch, "shape ()"),
        ([header(&[2, 2], true), vec![1; 4]].concat(), ErrorKind::Mismatch, "Fortran order of shape (2, 2)"),
        (several, ErrorKind::Format, "another array at byte 129"),
        (empty_rows, ErrorKind::Unsupported, "without bytes"),
        (b"time,price\n".to_vec(), ErrorKind::Format, "text"),
        (saved(&[1u8])[..100].to_vec(), ErrorKind::Format, "the file ends within the header"),
    ] {
        let path = Scratch::with("refused", &bytes);
        let error = AnyAppender::open(&path).unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        assert!(error.to_string().contains(said), "{error}");
        assert_eq!(path.bytes(), bytes);
    }
    let folder = std::env::temp_dir();
    assert_eq!(Appender::<u8>::open(&folder).unwrap_err().kind(), ErrorKind::Io);
    let path = Scratch::new("object");
    assert_eq!(
        AnyAppender::open_dtype(&path, &"O".parse().unwrap()).unwrap_err().kind(),
        ErrorKind::Unsupported
    );
    assert!(!path.0.exists());
}

/// Without the shape of a row, a torn header could be one of other rows: not even a guess.
#[test]
fn several_axes_are_not_mended_blindly() {
    let bytes = [saved(&[[1u8, 2], [3, 4]]), vec![5, 6, 7]].concat();
    let path = Scratch::with("axes", &bytes);
    let error = repair(&path).unwrap_err();
    assert!(error.message().contains("tell what a row is"), "{error}");
    assert_eq!(path.bytes(), bytes);
    let row = <[u8; 2]>::DTYPE;
    let dry = AppendOptions::new().repair(false);
    let told = dry.repair_file(&path, Some(row)).unwrap().unwrap();
    assert!(dry.open::<[u8; 2]>(&path).unwrap_err().message().contains(&told.to_string()));
    assert_eq!(path.bytes(), bytes);
    assert_eq!(AppendOptions::new().repair_file(&path, Some(row)).unwrap(), Some(told));
    assert_eq!(npy::load::<[u8; 2]>(&path).unwrap(), [[1, 2], [3, 4], [5, 6]]);
}

/// Long headers, of which the changed bytes may lie in two sectors, and headers in other encodings.
#[test]
fn versions_and_long_headers() {
    for (name, count) in [("é", 1), ("温", 1), ("field", 30), ("field", 200), ("long", 4000)] {
        let fields: Vec<String> = (0..count).map(|i| format!("('{name}{i}', '|u1')")).collect();
        let limits = Limits { header_bytes: 1 << 20, ..Limits::default() };
        let dtype = DType::from_descr(&format!("[{}]", fields.join(", ")), &limits).unwrap();
        let path = Scratch::new("long");
        let options = AppendOptions::new().limits(limits.clone());
        let mut log = options.open_dtype(&path, &dtype).unwrap();
        for _ in 0..11 {
            log.append_bytes(&vec![3; count]).unwrap();
            log.flush().unwrap();
        }
        let header = Header::new(&dtype, &[11], false).unwrap().to_bytes();
        assert_eq!(path.bytes(), [header, vec![3; 11 * count]].concat());
        drop(log);
        assert_eq!(options.open_any(&path).unwrap().len(), 11);
    }
}

#[test]
fn one_at_a_time() {
    let path = Scratch::new("lock");
    let mut first = Appender::<u64>::open(&path).unwrap();
    let error = Appender::<u64>::open(&path).unwrap_err();
    assert_eq!(
        (error.kind(), error.io_error().unwrap().kind()),
        (ErrorKind::Io, std::io::ErrorKind::WouldBlock)
    );
    assert!(error.message().contains("another appender holds the lock"), "{error}");
    assert!(AppendOptions::new().repair(false).repair_file(&path, None).is_err());
    std::thread::scope(|scope| {
        let second = scope.spawn(|| {
            let mut log = AppendOptions::new().wait(true).open(&path).unwrap();
            log.append(&2u64).unwrap();
        });
        first.append(&1).unwrap();
        first.finish().unwrap();
        second.join().unwrap();
    });
    assert_eq!(npy::load::<u64>(&path).unwrap(), [1, 2]);
}

/// A disk that is full takes some of the bytes.
#[test]
fn what_failed_can_be_tried_again() {
    let path = Scratch::new("failed");
    let mut log = AnyAppender::open_dtype(&path, u32::DTYPE).unwrap();
    log.append_bytes(&[1, 0, 0, 0]).unwrap();
    log.flush().unwrap();
    log.append_bytes(&[2, 0, 0, 0]).unwrap();
    // Half of the write, and then the error.
    let failed = log.log.append(2, false, |log| {
        log.put(0, &[9; 7])?;
        Err(Error::io("cannot write records", std::io::ErrorKind::StorageFull.into()))
    });
    assert_eq!(failed.unwrap_err().kind(), ErrorKind::Io);
    assert_eq!((log.len(), log.flushed_len()), (2, 1));
    assert_eq!(path.bytes(), saved(&[1u32]));
    log.flush().unwrap();
    assert_eq!(path.bytes(), saved(&[1u32, 2]));

    // Bytes that could not be cut off at once are cut off behind the next write, and a header is written whole after one
    // of which nobody knows how far it came.
    log.log.put(0, &[9; 11]).unwrap();
    (log.log.stale, log.log.unsure) = (true, true);
    let torn = path.bytes().iter().map(|&byte| if byte == b'}' { b'?' } else { byte }).collect::<Vec<u8>>();
    fs::write(&path, torn).unwrap();
    log.append_bytes(&[3, 0, 0, 0]).unwrap();
    log.sync().unwrap();
    assert_eq!(path.bytes(), saved(&[1u32, 2, 3]));

    // What the disk holds after a failed `sync`, nobody knows.
    log.log.lost = true;
    log.append_bytes(&[4, 0, 0, 0]).unwrap();
    for _ in 0..2 {
        let error = log.sync().unwrap_err();
        assert!(error.message().contains("open the file anew"), "{error}");
    }
    log.finish().unwrap();
    assert_eq!(path.bytes(), saved(&[1u32, 2, 3, 4]));
}
