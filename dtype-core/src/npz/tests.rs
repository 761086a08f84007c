//! What is written is read, what is damaged is refused, and what is said of it.

use std::io::{self, Cursor, Seek, SeekFrom, Write};

use super::{Archive, Compression, Method, Writer};
use crate::npy::{self, NdArray};
use crate::{ErrorKind, Limits};

fn archive(write: impl FnOnce(&mut Writer<&mut Cursor<Vec<u8>>>)) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    let mut writer = Writer::new(&mut file);
    write(&mut writer);
    writer.finish().unwrap();
    file.into_inner()
}

fn open(bytes: &[u8]) -> Archive<Cursor<&[u8]>> {
    Archive::from_reader(Cursor::new(bytes)).unwrap()
}

#[test]
fn stored_data_starts_at_multiples_of_64() {
    let keys = ["a", "a longer key", "a/b", "\u{6e29}\u{5ea6}", "", "..", "C:\\x"];
    let bytes = archive(|writer| {
        for key in keys {
            writer.add(key, &[7u64, 8]).unwrap();
        }
    });
    let mut read = open(&bytes);
    let found: Vec<_> = read.members().iter().map(|member| member.key().to_owned()).collect();
    assert_eq!(found, keys);
    let data = [7u64.to_le_bytes(), 8u64.to_le_bytes()].concat();
    let places: Vec<_> = (0..bytes.len()).filter(|&at| bytes[at..].starts_with(&data)).collect();
    assert_eq!(places.len(), keys.len());
    assert!(places.iter().all(|at| at % 64 == 0), "{places:?}");
    for (i, key) in keys.iter().enumerate() {
        assert_eq!(read.load::<u64>(*key).unwrap(), [7, 8]);
        assert_eq!(read.load::<u64>(i).unwrap(), [7, 8]);
        assert_eq!(read.bytes(i).unwrap()[128..], data);
    }
}

#[test]
fn deflated_members_come_back() {
    let array =
        NdArray::new((0..100_000).map(|i| i / 100).collect::<Vec<i32>>(), &[100, 1000], true).unwrap();
    for level in [0, 1, 9, 200] {
        let bytes = archive(|writer| {
            writer.compress(Compression::Deflated { level });
            writer.add_nd("x", &array).unwrap();
            writer.compress(Compression::Stored);
            writer.add("y", &[true]).unwrap();
        });
        let mut read = open(&bytes);
        let methods: Vec<_> = read.members().iter().map(super::Member::method).collect();
        assert_eq!(methods, [Method::Deflated, Method::Stored]);
        assert_eq!(read.load_nd::<i32>("x").unwrap(), array);
        assert_eq!(read.header("x").unwrap().shape(), [100, 1000]);
        assert_eq!(read.load::<bool>("y").unwrap(), [true]);
        assert!(bytes.len() < 40_000);
    }
}

#[test]
fn a_whole_name_comes_before_a_key() {
    let bytes = archive(|writer| {
        writer.add("a", &[1u8]).unwrap();
        writer.add("a.npy", &[2u8]).unwrap();
    });
    let mut read = open(&bytes);
    assert_eq!(read.load::<u8>("a").unwrap(), [1]);
    assert_eq!(read.load::<u8>("a.npy").unwrap(), [1]);
    assert_eq!(read.load::<u8>("a.npy.npy").unwrap(), [2]);
    for (text, error) in [
        ("no member 'b'; there are 'a', 'a.npy'", read.load::<u8>("b").unwrap_err()),
        ("no member 2 from 0 on; there are 2", read.load::<u8>(2).unwrap_err()),
    ] {
        assert_eq!((error.kind(), error.to_string()), (ErrorKind::Mismatch, text.to_owned()));
    }
}

#[test]
fn a_key_is_taken_once() {
    let bytes = archive(|writer| {
        writer.add("a", &[1u8]).unwrap();
        let error = writer.add("a", &[2u8]).unwrap_err();
        assert_eq!(error.to_string(), "member 'a.npy': there is a member of that name already");
        writer.add("b", &[3u8]).unwrap();
        assert_eq!(writer.add(&"k".repeat(70_000), &[3u8]).unwrap_err().kind(), ErrorKind::Unsupported);
    });
    let mut read = open(&bytes);
    assert_eq!((read.load::<u8>("a").unwrap(), read.load::<u8>("b").unwrap()), (vec![1], vec![3]));
    assert_eq!(read.members().len(), 2);
}

#[test]
fn what_compressed_members_become_is_limited() {
    let zeros = vec![0u8; 1 << 20];
    let limits = Limits { decompressed_bytes: 1 << 20, ..Limits::default() };
    for (compression, limited) in [(Compression::Stored, false), (Compression::Deflated { level: 9 }, true)] {
        let bytes = archive(|writer| {
            writer.compress(compression);
            writer.add("x", &zeros).unwrap();
        });
        let mut read = Archive::from_reader_with(Cursor::new(&bytes), limits.clone()).unwrap();
        let found = read.load::<u8>("x").map_err(|error| error.kind());
        assert_eq!(found, if limited { Err(ErrorKind::Limit) } else { Ok(zeros.clone()) });
        assert_eq!(open(&bytes).load::<u8>("x").unwrap(), zeros);
    }
}

/// What a directory says is believed of no more bytes than come.
#[test]
fn what_the_directory_promises_is_all_that_is_taken() {
    let bytes = archive(|writer| {
        writer.compress(Compression::Deflated { level: 9 });
        writer.add("x", &vec![0u8; 1 << 20]).unwrap();
    });
    let size = (1_u32 << 20) + 128;
    let mut small = bytes.clone();
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == size.to_le_bytes() {
            small[at..at + 4].copy_from_slice(&500_u32.to_le_bytes());
        }
    }
    let mut read = open(&small);
    assert_eq!(read.members()[0].size(), 500);
    for error in [
        read.bytes("x").unwrap_err(),
        read.verify("x").unwrap_err(),
        read.load_array("x").unwrap_err(),
        read.summary("x").unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Format, "{error}");
    }
}

/// Not only where all of a member is read.
#[test]
fn rows_end_with_the_checksum() {
    let values: Vec<u32> = (0..5000).collect();
    for compression in [Compression::Stored, Compression::Deflated { level: 6 }] {
        let mut bytes = archive(|writer| {
            writer.compress(compression);
            writer.add("x", &values).unwrap();
        });
        let mut read = open(&bytes);
        let found: Vec<u32> = {
            let mut rows = read.rows("x").unwrap();
            (0..50).flat_map(|_| rows.read::<u32>(100).unwrap()).collect()
        };
        assert_eq!(found, values);
        let crc = read.members()[0].crc32().to_le_bytes();
        for at in 0..bytes.len() - 4 {
            if bytes[at..at + 4] == crc {
                bytes[at] ^= 1;
            }
        }
        let mut read = open(&bytes);
        assert_eq!(read.summary("x").unwrap_err().kind(), ErrorKind::Format);
        let mut rows = read.rows("x").unwrap();
        let blocks: Vec<_> = rows.blocks(2500).collect();
        assert!(blocks[0].is_ok() && blocks.len() == 2);
        let error = blocks[1].as_ref().unwrap_err();
        assert_eq!((error.kind(), error.member()), (ErrorKind::Format, Some("x.npy")), "{error}");
    }
}

#[test]
fn damage_is_found() {
    let values: Vec<u32> = (0..500).collect();
    for compression in [Compression::Stored, Compression::Deflated { level: 6 }] {
        let bytes = archive(|writer| {
            writer.compress(compression);
            writer.add("x", &values).unwrap();
        });
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x40;
            // What the damage hits may not matter, such as a date; then the values are the same.
            let read = Archive::from_reader(Cursor::new(&damaged)).and_then(|mut read| read.load::<u32>(0));
            match read {
                Ok(found) => assert!(found == values, "byte {at}"),
                Err(error) => assert_ne!(error.kind(), ErrorKind::Io, "byte {at}: {error}"),
            }
            let cut = Archive::from_reader(Cursor::new(&bytes[..at])).map(drop);
            assert_eq!(cut.map_err(|error| error.kind()), Err(ErrorKind::Format), "cut at {at}");
        }
    }
}

#[test]
fn errors_say_where() {
    let bytes = archive(|writer| writer.add("x", &[0.5f32]).unwrap());
    let error = open(&bytes).load::<f64>("x").unwrap_err();
    assert!(error.to_string().starts_with("member 'x.npy': "), "{error}");
    assert_eq!((error.kind(), error.member()), (ErrorKind::Mismatch, Some("x.npy")));

    let path = std::env::temp_dir().join(format!("says-where-{}.npz", std::process::id()));
    std::fs::write(&path, &bytes).unwrap();
    let error = super::load::<f64>(&path, "x").unwrap_err();
    std::fs::remove_file(&path).unwrap();
    assert!(error.to_string().starts_with(&format!("{}: member 'x.npy': ", path.display())), "{error}");

    let mut file = Vec::new();
    npy::write_to(&mut file, &[1u8]).unwrap();
    for (bytes, text) in [
        (
            &file[..],
            "expected an .npz archive, which starts with 'PK', found a .npy file, which `npy::load` reads",
        ),
        (b"", "expected an .npz archive, which starts with 'PK', found an empty file"),
        (b"time,pri", "expected an .npz archive, which starts with 'PK', found the bytes 'time,p'"),
    ] {
        assert_eq!(Archive::from_reader(Cursor::new(bytes)).unwrap_err().to_string(), text);
    }
}

#[test]
fn nothing_appears_before_it_is_finished() {
    let path = std::env::temp_dir().join(format!("unfinished-{}.npz", std::process::id()));
    let mut writer = Writer::create(&path).unwrap();
    writer.add("x", &[1u8]).unwrap();
    drop(writer);
    assert!(!path.exists());
    Writer::create(&path).unwrap().finish().unwrap();
    assert_eq!(std::fs::read(&path).unwrap().len(), 22);
    assert!(Archive::open(&path).unwrap().members().is_empty());
    let error = super::load_array(&path, "x").unwrap_err();
    assert!(error.to_string().ends_with("no member 'x'; the archive is empty"));
    std::fs::remove_file(&path).unwrap();
}

/// Takes so many bytes, and then no more.
struct Full(Cursor<Vec<u8>>, usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.get_ref().len() + bytes.len() > self.1 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Full {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

#[test]
fn what_could_not_be_written_is_no_archive() {
    let mut full = Full(Cursor::new(Vec::new()), 20_000);
    let mut writer = Writer::new(&mut full);
    writer.add("x", &[1u8]).unwrap();
    let error = writer.add("y", &[0u8; 100_000]).unwrap_err();
    assert_eq!((error.kind(), error.member()), (ErrorKind::Io, Some("y.npy")));
    assert_eq!(writer.add("z", &[1u8]).unwrap_err().kind(), ErrorKind::Io);
    assert_eq!(writer.finish().unwrap_err().kind(), ErrorKind::Io);
}

/// As `np.savez` would write `é`, but for the flag that says how the name is encoded.
#[test]
fn names_are_utf8_if_they_can_be() {
    const FLAG: u16 = 1 << 11;
    let bytes = archive(|writer| writer.add("é", &[1u8]).unwrap());
    let (mut unflagged, mut other) = (bytes.clone(), bytes.clone());
    for (magic, at) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let start = bytes.windows(4).position(|window| window == magic).unwrap();
        for file in [&mut unflagged, &mut other] {
            let flags = u16::from_le_bytes([file[start + at], file[start + at + 1]]);
            assert_eq!(flags & FLAG, FLAG);
            file[start + at..start + at + 2].copy_from_slice(&(flags & !FLAG).to_le_bytes());
        }
    }
    assert_eq!(open(&unflagged).load::<u8>("é").unwrap(), [1]);
    // 0x82 is é in code page 437.
    for at in 0..other.len() - 1 {
        if other[at..at + 2] == *"é".as_bytes() {
            other[at..at + 2].copy_from_slice(b"\x82_");
        }
    }
    assert_eq!(open(&other).load::<u8>("é_").unwrap(), [1]);
}

#[test]
fn of_one_name_the_last_counts() {
    let mut bytes = archive(|writer| {
        writer.add("a", &[1u8]).unwrap();
        writer.add("b", &[2u8]).unwrap();
    });
    for at in 0..bytes.len() - 5 {
        if bytes[at..at + 5] == *b"b.npy" {
            bytes[at] = b'a';
        }
    }
    let mut read = open(&bytes);
    assert_eq!((read.members().len(), read.load::<u8>("a").unwrap()), (1, vec![2]));
}
