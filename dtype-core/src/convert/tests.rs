//! What a plan says, what it refuses, and what comes out.

use super::*;
use crate::dtype::DType;
use crate::error::Error;
use crate::record::FixedBytes;

fn dtype(text: &str) -> DType {
    text.parse().unwrap()
}

fn plan(from: &str, to: &str, options: &ConvertOptions) -> Result<Conversion, Error> {
    Conversion::plan(&dtype(from), &dtype(to), options)
}

fn plain(from: &str, to: &str) -> Conversion {
    plan(from, to, &ConvertOptions::new()).unwrap()
}

fn refused(from: &str, to: &str, options: &ConvertOptions) -> String {
    plan(from, to, options).unwrap_err().to_string()
}

fn run(conversion: &Conversion, src: &[u8]) -> Vec<u8> {
    let (from, to) = (conversion.source().itemsize(), conversion.target().itemsize());
    let mut dst = vec![0xA5; src.len() / from * to];
    conversion.run(src, &mut dst).unwrap();
    dst
}

/// Bytes 1, 2, 3, ...
fn count(len: u8) -> Vec<u8> {
    (1..=len).collect()
}

#[test]
fn packed_to_aligned_and_back() {
    let packed = "[('a', 'u1'), ('b', '<f8'), ('c', '<u2')]";
    let aligned =
        "{'names': ['a', 'b', 'c'], 'formats': ['u1', '<f8', '<u2'], 'offsets': [0, 8, 16], 'itemsize': 24}";
    let conversion = plain(packed, aligned);
    assert!(!conversion.is_copy());
    let wide = run(&conversion, &count(22));
    let expected = [
        [1, 0, 0, 0, 0, 0, 0, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0, 0, 0, 0, 0, 0],
        [12, 0, 0, 0, 0, 0, 0, 0, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 0, 0, 0, 0, 0, 0],
    ];
    assert_eq!(wide, expected.concat());
    assert_eq!(run(&plain(aligned, packed), &wide), count(22));
}

#[test]
fn every_scalar_part_is_swapped() {
    let cases: [(&str, &str, &[u8], &[u8]); 6] = [
        ("'>u2'", "'<u2'", &[1, 2, 3, 4], &[2, 1, 4, 3]),
        ("'>c8'", "'<c8'", &[1, 2, 3, 4, 5, 6, 7, 8], &[4, 3, 2, 1, 8, 7, 6, 5]),
        ("'>U2'", "'<U2'", &[0, 0, 0, 65, 0, 0, 0, 66], &[65, 0, 0, 0, 66, 0, 0, 0]),
        ("'>M8[s]'", "'<M8[s]'", &[1, 2, 3, 4, 5, 6, 7, 8], &[8, 7, 6, 5, 4, 3, 2, 1]),
        ("'S2'", "'S2'", &[1, 2], &[1, 2]),
        ("('>u2', (2,))", "('<u2', (2,))", &[1, 2, 3, 4], &[2, 1, 4, 3]),
    ];
    for (from, to, bytes, expected) in cases {
        assert_eq!(run(&plain(from, to), bytes), expected, "{from}");
    }
}

#[test]
fn nested_records_and_sub_arrays_of_them() {
    let from = "[('n', '<u2'), ('levels', [('price', '>u2'), ('size', 'u1')], (2,))]";
    let to = "[('levels', [('size', 'u1'), ('price', '<u2')], (2,)), ('n', '<u2')]";
    assert_eq!(run(&plain(from, to), &count(8)), [5, 4, 3, 8, 7, 6, 1, 2]);
    // Arrays of arrays are arrays of more dimensions.
    let inner = DType::subarray(dtype("'>u2'"), &[2]).unwrap();
    let outer = DType::subarray(inner, &[1]).unwrap();
    let flat = dtype("('<u2', (1, 2))");
    let conversion = Conversion::plan(&outer, &flat, &ConvertOptions::new()).unwrap();
    assert_eq!(run(&conversion, &count(4)), [2, 1, 4, 3]);
}

#[test]
fn layouts_that_are_one_are_a_copy() {
    let a = dtype("[(('title', 'x'), '<u2'), ('y', 'u1')]");
    let b = dtype("{'names': ['y', 'x'], 'formats': ['u1', '<u2'], 'offsets': [2, 0]}");
    assert!(Conversion::plan(&a, &b, &ConvertOptions::new()).unwrap().is_copy());
    assert!(same_layout(&a, &b).is_ok());
    assert!(!plain("[('x', '<u2')]", "[('x', '>u2')]").is_copy());
}

#[test]
fn renames_defaults_and_extras() {
    let from = "[('q', [('px', '<u2')], (2,)), ('old', 'u1')]";
    let to = "[('v', 'S2'), ('q', [('price', '<u2'), ('n', 'u1')], (2,))]";
    let options = ConvertOptions::new()
        .rename("q.px", "price")
        .allow_extra(true)
        .default_value("v", FixedBytes::<2>::new(b"ab").unwrap())
        .default_value("q.n", 7u8);
    let conversion = plan(from, to, &options).unwrap();
    assert_eq!(run(&conversion, &count(5)), [b'a', b'b', 1, 2, 7, 3, 4, 7]);
    assert_eq!(
        conversion.to_string(),
        "  field    from              to
  v        -                 '|S2' at 0        default
  q.price  '<u2' at 0 + 2 i  '<u2' at 2 + 3 i  moved
  q.n      -                 '|u1' at 4 + 3 i  default
  old      '|u1' at 4        -                 dropped"
    );
}

#[test]
fn names_can_be_exchanged() {
    let options = ConvertOptions::new().rename("a", "b").rename("b", "a");
    let conversion = plan("[('a', 'u1'), ('b', 'u1')]", "[('a', 'u1'), ('b', 'u1')]", &options).unwrap();
    assert_eq!(run(&conversion, &[1, 2]), [2, 1]);
}

#[test]
fn one_reason_is_a_sentence() {
    let none = ConvertOptions::new();
    assert_eq!(
        refused("[('price', '<f4')]", "[('price', '<f8')]", &none),
        "field 'price': expected dtype '<f8', found dtype '<f4'; types are not changed: give the field the dtype that \
         was found"
    );
    assert_eq!(
        refused("[('a', 'u1')]", "[('a', 'u1'), ('venue', 'S4')]", &none),
        "field 'venue': expected dtype '|S4', found no such field; give it a `default_value`"
    );
    assert_eq!(
        refused("[('a', 'u1'), ('b', 'u1')]", "[('a', 'u1')]", &none),
        "field 'b': expected no such field, found dtype '|u1'; drop it with `allow_extra`"
    );
    assert_eq!(
        refused("[('a', 'u1')]", "'u1'", &none),
        "expected dtype '|u1', found a 1-byte record of 1 field; types are not changed: give the field the \
         dtype that was found"
    );
}

#[test]
fn all_reasons_are_told() {
    let from = "[('time', '<M8[us]'), ('prcie', '<f8'), ('x', '<i4', (3,))]";
    let to = "[('time', '<M8[ns]'), ('price', '<f8'), ('x', '<i4', (4,))]";
    assert_eq!(
        refused(from, to, &ConvertOptions::new()),
        "4 fields do not fit:
  field  expected       found          what to do
  time   '<M8[ns]'      '<M8[us]'      types are not changed: give the field the dtype that was found
  price  '<f8'          no such field  `rename` 'prcie' if that is it, or give it a `default_value`
  x      ('<i4', (4,))  ('<i4', (3,))  types are not changed: give the field the dtype that was found
  prcie  no such field  '<f8'          drop it with `allow_extra`"
    );
}

#[test]
fn options_that_lead_nowhere_are_refused() {
    let same = "[('a', 'u1'), ('b', 'u1')]";
    for options in [
        ConvertOptions::new().rename("c", "a"),
        ConvertOptions::new().rename("a", "b"),
        ConvertOptions::new().default_value("c", 1u8),
        ConvertOptions::new().default_value("a", 1u16),
        ConvertOptions::new().defaults_of::<u8>(),
    ] {
        assert!(plan(same, same, &options).is_err(), "{options:?}");
    }
}

#[test]
fn overlapping_targets_are_refused_unless_nothing_moves() {
    let both = |order: &str| {
        dtype(&format!(
            "{{'names': ['a', 'b'], 'formats': ['{order}u4', '{order}u2'], 'offsets': [0, 2], 'itemsize': 6}}"
        ))
    };
    let none = ConvertOptions::new();
    let error = Conversion::plan(&both(">"), &both("<"), &none).unwrap_err();
    assert_eq!(error.field(), Some("b"));
    let same = Conversion::plan(&both("<"), &both("<"), &none).unwrap();
    assert_eq!(run(&same, &count(6)), [1, 2, 3, 4, 0, 0]);
    let read = Conversion::plan(&both("<"), &dtype("[('a', '<u4'), ('b', '>u2')]"), &none).unwrap();
    assert_eq!(run(&read, &count(6)), [1, 2, 3, 4, 4, 3]);
}

#[test]
fn lengths_are_checked() {
    let conversion = plain("[('a', '>u2')]", "[('a', '<u2')]");
    assert!(conversion.run(&[0; 3], &mut [0; 3]).is_err());
    assert!(conversion.run(&[0; 4], &mut [0; 2]).is_err());
    assert!(conversion.run(&[], &mut []).is_ok());
    let options = ConvertOptions::new().default_value("a", 7u8);
    let from_nothing = plan("[]", "[('a', 'u1')]", &options).unwrap();
    let mut out = [0; 3];
    from_nothing.run(&[], &mut out).unwrap();
    assert_eq!(out, [7; 3]);
    let to_nothing = plan("[('a', 'u1')]", "[]", &ConvertOptions::new().allow_extra(true)).unwrap();
    assert!(to_nothing.run(&[1, 2], &mut []).is_ok());
}

#[test]
fn huge_sub_arrays_cost_no_memory() {
    let from = "[('a', [('x', '>u2'), ('y', 'u1')], (500000000,))]";
    let to = "[('a', [('y', 'u1'), ('x', '<u2')], (500000000,))]";
    assert!(!plain(from, to).is_copy());
}

#[test]
fn objects_are_refused() {
    let error = plan("[('a', 'O')]", "[('a', 'O')]", &ConvertOptions::new()).unwrap_err();
    assert_eq!(error.kind(), crate::ErrorKind::Unsupported);
}

#[test]
fn exact_layouts_and_the_way_out() {
    let want = dtype("[('time', '<i8'), ('price', '<f8')]");
    let check = |found: &str| same_layout(&dtype(found), &want).unwrap_err().to_string();
    assert_eq!(
        check("[('time', '<i8'), ('price', '>f8')]"),
        "field 'price': expected dtype '<f8', found dtype '>f8'; use `npy::load`, which converts"
    );
    assert_eq!(
        check("[('price', '>f8'), ('time', '<i8')]"),
        "the layouts differ; use `npy::load`, which converts:
  field  expected    found
  time   '<i8' at 0  '<i8' at 8  moved
  price  '<f8' at 8  '>f8' at 0  byte order, moved"
    );
    assert_eq!(
        check("[('time', '<i8'), ('price', '<f8'), ('size', '<u4')]"),
        "the layouts differ; use `npy::load_with`, which can drop, rename and fill fields:
  field       expected  found
  size        -         '<u4' at 16  extra
  (itemsize)  16 bytes  20 bytes     padding"
    );
}

#[derive(Clone, Copy, crate::Record)]
#[record(crate = crate)]
#[repr(C)]
struct Level {
    price: u16,
    #[record(default = 7)]
    count: u8,
}

#[derive(Clone, Copy, crate::Record)]
#[record(crate = crate)]
#[repr(C)]
struct Book {
    #[record(default)]
    time: u32,
    levels: [Level; 2],
}

#[test]
fn the_defaults_of_a_type_reach_into_its_records() {
    use crate::Element;
    let options = ConvertOptions::new().defaults_of::<Book>();
    let from = dtype("[('levels', [('price', '<u2')], (2,))]");
    let conversion = Conversion::plan(&from, Book::DTYPE, &options).unwrap();
    let out = run(&conversion, &count(4));
    assert_eq!(out, [0, 0, 0, 0, 1, 2, 7, 0, 3, 4, 7, 0]);
    let none = dtype("[('levels', [('count', 'u1')], (2,))]");
    let error = Conversion::plan(&none, Book::DTYPE, &options).unwrap_err();
    assert_eq!(error.field(), Some("levels.price"));
}
