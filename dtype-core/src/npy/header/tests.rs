//! Headers against those that NumPy 2.4.6 writes, and the errors about those that nobody should.

use super::*;
use crate::ErrorKind;

fn header(descr: &str, shape: &[usize], fortran: bool) -> Header {
    let dtype = DType::from_descr(descr, &Limits { header_bytes: usize::MAX, ..Limits::default() }).unwrap();
    Header::new(&dtype, shape, fortran).unwrap()
}

/// The header of a record with one field whose name is `letter`, so many times.
fn of_name(letter: &str, times: usize) -> Header {
    header(&format!("[('{}', '<f8')]", letter.repeat(times)), &[3], false)
}

#[test]
fn texts_are_numpys() {
    let blanks = |text: &str, len: usize| format!("{text:len$}\n");
    for (descr, shape, fortran, version, len, text) in [
        ("'<f8'", &[][..], false, (1, 0), 117, "{'descr': '<f8', 'fortran_order': False, 'shape': (), }"),
        ("'|u1'", &[2, 30], true, (1, 0), 117, "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 30), }"),
        // Both orders at once.
        (
            "'|u1'",
            &[1, 30],
            true,
            (1, 0),
            117,
            "{'descr': '|u1', 'fortran_order': False, 'shape': (1, 30), }",
        ),
        (
            "'>i2'",
            &[100, 2, 3],
            false,
            (1, 0),
            117,
            "{'descr': '>i2', 'fortran_order': False, 'shape': (100, 2, 3), }",
        ),
        (
            "[('é', '<i4')]",
            &[0],
            false,
            (1, 0),
            117,
            "{'descr': [('é', '<i4')], 'fortran_order': False, 'shape': (0,), }",
        ),
        (
            "[('温', '<i4')]",
            &[1],
            false,
            (3, 0),
            113,
            "{'descr': [('温', '<i4')], 'fortran_order': False, 'shape': (1,), }",
        ),
        // Sub-arrays are axes.
        (
            "('<f4', (2,))",
            &[3],
            false,
            (1, 0),
            117,
            "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }",
        ),
    ] {
        let header = header(descr, shape, fortran);
        assert_eq!((header.version(), header.text()), (version, &*blanks(text, len)), "{descr}");
        assert_eq!(header.to_bytes().len() as u64, header.data_offset());
        assert_eq!(header.data_offset() % 64, 0);
        assert_eq!(Header::parse(&header.to_bytes(), &Limits::default()).unwrap(), header);
    }
}

/// Where the length of a header grows and its version changes; a text that fits just right gets 64 blanks more.
#[test]
fn lengths_are_numpys() {
    for (letter, times, major, len) in [
        ("a", 1, 1, 128),
        ("a", 31, 1, 128),
        ("a", 32, 1, 192),
        ("a", 65_312, 1, 65_472),
        ("a", 65_439, 1, 65_536),
        ("a", 65_440, 2, 65_600),
        ("a", 65_501, 2, 65_600),
        ("a", 65_502, 2, 65_664),
        ("温", 21_748, 3, 65_344),
        ("温", 21_749, 3, 65_408),
        ("温", 21_792, 3, 65_536),
    ] {
        let header = of_name(letter, times);
        assert_eq!((header.version().0, header.data_offset()), (major, len), "{times} of {letter}");
    }
}

#[test]
fn limits_hold() {
    let bytes = of_name("é", 10_000).to_bytes();
    let mut limits = Limits::default();
    let error = Header::parse(&bytes, &limits).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert!(error.to_string().contains("`Limits::header_bytes`"), "{error}");
    limits.header_bytes = 11_000;
    assert!(Header::parse(&bytes, &limits).is_ok());

    let bytes = header("'<f8'", &[10, 10], false).to_bytes();
    limits.elements = 99;
    let error = Header::parse(&bytes, &limits).unwrap_err();
    assert_eq!((error.kind(), error.offset()), (ErrorKind::Limit, Some(50)));
    limits.elements = 100;
    assert!(Header::parse(&bytes, &limits).is_ok());
}

/// Letters of latin-1 take one byte in the file and two in memory; errors count those of the file.
#[test]
fn errors_count_the_bytes_of_the_file() {
    let text = "{'descr': [('éé', '<f8'), ('é', '<f3')], 'fortran_order': False, 'shape': (1,)}";
    for (version, at) in [(Version::V1, 32), (Version::V3, 35)] {
        let error = Header::from_text(version, &encode(version, text), &Limits::default()).unwrap_err();
        assert_eq!((error.offset(), error.field()), (Some(at), Some("é")), "{error}");
        assert!(error.message().starts_with(&format!("header byte {at}: expected a type")), "{error}");
    }
}

#[test]
fn what_cannot_be_written() {
    let new = |dtype: &str, shape: &[usize], fortran| Header::new(&dtype.parse().unwrap(), shape, fortran);
    for (refused, kind) in [
        (new("O", &[1], false), ErrorKind::Unsupported),
        (new("('<f4', (2,))", &[2, 2], true), ErrorKind::Unsupported),
        (new("<f8", &[usize::MAX / 2], false), ErrorKind::Format),
        (new("<f8", &[0, usize::MAX / 2], false), ErrorKind::Format),
        (new("<f8", &[1; 65], false), ErrorKind::Format),
        (new("('<f4', (2,))", &[1; 64], false), ErrorKind::Format),
    ] {
        assert_eq!(refused.unwrap_err().kind(), kind);
    }
}
