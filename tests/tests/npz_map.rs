//! Members of archives as memory.

#![allow(unsafe_code, reason = "mapping a file is the caller's promise")]

use dtype_core::ErrorKind;
use dtype_core::npz::{Archive, Compression, Writer};

#[test]
fn stored_members_are_mapped() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("some.npz");
    let mut writer = Writer::create(&path).unwrap();
    writer.add("x", &[1u32, 2, 3]).unwrap();
    writer.compress(Compression::Deflated { level: 1 });
    writer.add("y", &[4u32]).unwrap();
    writer.finish().unwrap();
    let mut read = Archive::open(&path).unwrap();
    // SAFETY: nobody else knows the file.
    let map = unsafe { read.map("x") }.unwrap();
    assert_eq!(map.records::<u32>().unwrap(), [1, 2, 3]);
    assert_eq!((map.trailing_len(), map.header().shape()), (0, &[3][..]));
    let error = map.records::<f32>().unwrap_err();
    assert!(error.to_string().starts_with(&format!("{}: member 'x.npy': ", path.display())), "{error}");
    // SAFETY: as above.
    let error = unsafe { read.map("y") }.unwrap_err();
    assert_eq!((error.kind(), error.member()), (ErrorKind::Unsupported, Some("y.npy")));
    assert!(read.verify("x").is_ok() && read.verify(1).is_ok());

    // A value changed behind its checksum: the map shows it, whoever asks is told.
    let mut bytes = std::fs::read(&path).unwrap();
    let at = bytes.windows(12).position(|data| data == [1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0]).unwrap();
    bytes[at] = 7;
    drop(map);
    std::fs::write(&path, &bytes).unwrap();
    let mut read = Archive::open(&path).unwrap();
    // SAFETY: as above.
    assert_eq!(unsafe { read.map("x") }.unwrap().records::<u32>().unwrap(), [7, 2, 3]);
    assert_eq!(read.verify("x").unwrap_err().kind(), ErrorKind::Format);
    assert_eq!(read.load::<u32>("x").unwrap_err().kind(), ErrorKind::Format);
}
