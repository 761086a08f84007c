//! What a plan says, what it refuses, and what comes out.

mod memory;
#[cfg(feature = "rayon")]
mod threads;

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
    let conversion = Conversion::plan(&outer, &flat, ConvertOptions::new()).unwrap();
    assert_eq!(run(&conversion, &count(4)), [2, 1, 4, 3]);
}

#[test]
fn layouts_that_are_one_are_a_copy() {
    let a = dtype("[(('title', 'x'), '<u2'), ('y', 'u1')]");
    let b = dtype("{'names': ['y', 'x'], 'formats': ['u1', '<u2'], 'offsets': [2, 0]}");
    assert!(Conversion::plan(&a, &b, ConvertOptions::new()).unwrap().is_copy());
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
        "field 'price': expected dtype '<f8', found dtype '<f4'; `Casting::Safe` allows it"
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
        "expected dtype '|u1', found a 1-byte record of 1 field; there is no such cast: give the field the dtype that \
         was found"
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
  time   '<M8[ns]'      '<M8[us]'      `Casting::Safe` allows it
  price  '<f8'          no such field  `rename` 'prcie' if that is it, or give it a `default_value`
  x      ('<i4', (4,))  ('<i4', (3,))  shapes are not changed: give the field the one that was found
  prcie  no such field  '<f8'          drop it with `allow_extra`"
    );
}

#[test]
fn every_reason_names_the_casting_that_would_do() {
    let from = "[('a', '<i4'), ('b', '<f8'), ('c', '<f8'), ('d', 'V4'), ('e', '>i2')]";
    let to = "[('a', '<i8'), ('b', '<f4'), ('c', '<i8'), ('d', '<f4'), ('e', '<i2')]";
    assert_eq!(
        refused(from, to, &Casting::No.into()),
        "5 fields do not fit:
  field  expected  found  what to do
  a      '<i8'     '<i4'  `Casting::Safe` allows it
  b      '<f4'     '<f8'  `Casting::SameKind` allows it
  c      '<i8'     '<f8'  `Casting::Unsafe` allows it
  d      '<f4'     '|V4'  there is no such cast: give the field the dtype that was found
  e      '<i2'     '>i2'  `Casting::Equiv` allows it"
    );
}

#[test]
fn nothing_moves_where_nothing_is_allowed() {
    let no = Casting::No.into();
    assert_eq!(
        refused(
            "[('a', 'u1'), ('b', 'u1')]",
            "{'names': ['a', 'b'], 'formats': ['u1', 'u1'], 'offsets': [0, 2]}",
            &no
        ),
        "2 fields do not fit:
  field  expected                found                 what to do
  b      byte 2 of the record    byte 1 of the record  `Casting::Equiv` allows it
  (all)  an itemsize of 3 bytes  2 bytes               `Casting::Equiv` allows it"
    );
    assert!(plan("[('a', 'u1'), ('b', '>u2')]", "[('a', 'u1'), ('b', '>u2')]", &no).unwrap().is_copy());
}

/// What a conversion of one value says, or the bytes that come out.
fn one(from: &str, to: &str, casting: Casting, bytes: &[u8]) -> Result<Vec<u8>, String> {
    let conversion = plan(from, to, &casting.into()).unwrap();
    let mut out = vec![0xA5; conversion.target().itemsize()];
    conversion.run(bytes, &mut out).map(|()| out).map_err(|error| error.to_string())
}

#[test]
fn what_numpy_leaves_open_saturates() {
    let cast = |value: f64, to: &str| one("'<f8'", to, Casting::Unsafe, &value.to_le_bytes()).unwrap();
    assert_eq!(cast(300.9, "'u1'"), [255]);
    assert_eq!(cast(-0.5, "'u1'"), [0]);
    assert_eq!(cast(-300.0, "'i1'"), [0x80]);
    assert_eq!(cast(f64::NAN, "'>i4'"), [0; 4]);
    assert_eq!(cast(f64::INFINITY, "'<i8'"), i64::MAX.to_le_bytes());
    for no_time in [f64::NAN, f64::INFINITY, -1e300] {
        assert_eq!(cast(no_time, "'<M8[s]'"), i64::MIN.to_le_bytes());
    }
}

#[test]
fn what_is_checked_fits_or_is_told() {
    let checked = |from: &str, to: &str, bytes: &[u8]| one(from, to, Casting::Checked, bytes);
    let float = |value: f64, to: &str| checked("'<f8'", to, &value.to_le_bytes());
    let integer = |value: i64, to: &str| checked("'<i8'", to, &value.to_le_bytes());
    let because = |expected: &str, found: &str| Err(format!("record 0: expected {expected}, found {found}"));
    assert_eq!(float(2.0, "'i1'"), Ok(vec![2]));
    assert_eq!(float(2.5, "'i1'"), because("a whole number from -128 to 127", "2.5"));
    assert_eq!(float(f64::NAN, "'u1'"), because("a whole number from 0 to 255", "nan"));
    assert_eq!(float(128.0, "'i1'"), because("a whole number from -128 to 127", "128.0"));
    assert_eq!(float(0.1, "'<f4'"), Ok(0.1f32.to_le_bytes().to_vec()));
    assert_eq!(float(1e39, "'<f4'"), because("a number that f4 can hold", "1e+39"));
    assert!(float(f64::INFINITY, "'<f4'").is_ok());
    assert_eq!(float(2.0, "'?'"), because("0 or 1", "2.0"));
    assert_eq!(integer(1 << 53, "'<f8'"), Ok(2f64.powi(53).to_le_bytes().to_vec()));
    assert_eq!(integer((1 << 53) + 1, "'<f8'"), because("a number that f8 can hold", "9007199254740993"));
    assert_eq!(integer(-1, "'<u8'"), because("a whole number from 0 to 18446744073709551615", "-1"));
    assert_eq!(
        integer(i64::MIN, "'<m8[s]'"),
        because("a whole number that 64 bits hold", "-9223372036854775808")
    );
    assert_eq!(integer(123, "'S2'"), because("text of up to 2 characters", "123"));
    let complex = [1.0f64.to_le_bytes(), 2.0f64.to_le_bytes()].concat();
    assert_eq!(checked("'<c16'", "'<f8'", &complex), because("a number that f8 can hold", "(1+2j)"));
    let nat = i64::MIN.to_le_bytes();
    assert_eq!(
        checked("'<M8[s]'", "'<i8'", &nat),
        because("a whole number from -9223372036854775808 to 9223372036854775807", "NaT")
    );
    assert_eq!(checked("'<M8[s]'", "'<M8[D]'", &nat), Ok(nat.to_vec()));
    assert_eq!(
        checked("'<M8[s]'", "'<M8[D]'", &86_401i64.to_le_bytes()),
        because("a whole number of steps of [D]", "1970-01-02T00:00:01")
    );
    assert_eq!(checked("'S3'", "'S2'", b"abc"), because("a value of up to 2 bytes", "b'abc'"));
    assert_eq!(checked("'S3'", "'S2'", b"ab\0"), Ok(b"ab".to_vec()));
    assert_eq!(checked("'S5'", "'?'", b"False"), because("'True' or nothing", "b'False'"));
    assert_eq!(checked("'S4'", "'<f2'", b"1e30"), because("a number that f2 can hold", "b'1e30'"));
}

#[test]
fn elements_that_do_not_fit_are_named() {
    let named = |from: &str, to: &str, byte: usize| {
        let conversion = plan(from, to, &Casting::Checked.into()).unwrap();
        let size = conversion.source().itemsize();
        // The same in blocks of many records and of few.
        let errors = [1, 2, 500].map(|count| {
            let mut bytes = vec![0; count * size];
            // A later one fails too.
            bytes[(count - 1) * size + byte..].fill(0xff);
            let mut out = vec![0; count * conversion.target().itemsize()];
            let error = conversion.run(&bytes, &mut out).unwrap_err();
            assert!(error.to_string().contains(&format!("record {}: ", count - 1)), "{error}");
            error.field().map(str::to_owned)
        });
        assert!(errors.iter().all(|error| *error == errors[0]), "{errors:?}");
        errors[0].clone().unwrap_or_default()
    };
    assert_eq!(named("[('x', '<u2')]", "[('x', 'i1')]", 1), "x");
    assert_eq!(named("[('x', '<u2', (3,))]", "[('x', 'i1', (3,))]", 5), "x[2]");
    assert_eq!(named("[('x', '<u2', (2, 3))]", "[('x', 'i1', (2, 3))]", 9), "x[1][1]");
    let (wide, narrow) = ("[('px', '<u2', (2,)), ('n', 'u1')]", "[('px', 'i1', (2,)), ('n', 'u1')]");
    let levels = |level: &str| format!("[('levels', {level}, (2, 3))]");
    assert_eq!(named(&levels(wide), &levels(narrow), 22), "levels[1][1].px[1]");
    let levels = |level: &str| format!("({level}, (4,))");
    assert_eq!(named(&levels(wide), &levels(narrow), 16), "[3].px[0]");
    let long = |kind: &str| format!("[('x', '{kind}', (1000,))]");
    assert_eq!(named(&long("<u2"), &long("i1"), 1801), "x[900]");
}

#[test]
fn values_that_are_none_are_told_whatever_is_allowed() {
    let cast = |from: &str, to: &str, bytes: &[u8]| one(from, to, Casting::Unsafe, bytes);
    let because = |text: &str| Err(format!("record 0: {text}"));
    assert_eq!(cast("'S3'", "'i1'", b"1.5"), because("expected a whole number, found b'1.5'"));
    assert_eq!(
        cast("'S3'", "'i1'", b"128"),
        because("expected a whole number from -128 to 127, found b'128'")
    );
    assert_eq!(cast("'S1'", "'<U1'", b"\xe9"), because("expected ASCII characters, found b'\\xe9'"));
    assert_eq!(
        cast("'<M8[s]'", "'S4'", &[0; 8]),
        because("expected text of up to 4 characters, found 1970-01-01T00:00:00")
    );
    assert_eq!(
        cast("'<M8[s]'", "'<M8[ns]'", &i64::MAX.to_le_bytes()),
        because("expected a time that 64 bits can count in steps of [ns], found 292277026596-12-04T15:30:07")
    );
}

#[test]
fn long_doubles_are_turned_around_and_not_cast() {
    let mut out = [0; 16];
    let bytes: Vec<u8> = (0..16).collect();
    plain("'<f16'", "'>f16'").run(&bytes, &mut out).unwrap();
    assert!(out.iter().eq(bytes.iter().rev()));
    for (from, to) in [("'<f16'", "'<f8'"), ("'<i8'", "'<f16'"), ("'<c32'", "'<c16'")] {
        let error = refused(from, to, &Casting::Unsafe.into());
        assert!(error.contains("another number on another machine"), "{error}");
    }
}

#[test]
fn the_first_record_that_fails_is_named_whichever_field_it_is() {
    let from = "[('a', 'S2'), ('n', [('b', 'S2', (2,))], (3,))]";
    let to = "[('n', [('b', 'i1', (2,))], (3,)), ('a', 'i1')]";
    let conversion = plan(from, to, &Casting::Unsafe.into()).unwrap();
    let mut records = b"11223344556677".repeat(1000);
    let mut out = vec![0; 7000];
    conversion.run(&records, &mut out).unwrap();
    assert_eq!(out[..7], [22, 33, 44, 55, 66, 77, 11]);
    records[14 * 900 + 13] = b'x';
    records[14 * 901] = b'x';
    let error = conversion.run(&records, &mut out).unwrap_err();
    assert_eq!(error.kind(), crate::ErrorKind::Cast);
    assert_eq!(error.to_string(), "field 'n[2].b[1]': record 900: expected a whole number, found b'7x'");
    records[14 * 900] = b'y';
    let error = conversion.run(&records, &mut out).unwrap_err();
    assert_eq!(error.field(), Some("a"));
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
