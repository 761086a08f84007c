//! The structs that `rust_source` writes: they compile, and their dtypes are those that they were written for.
//!
//! `generated.rs` is what it wrote for the cases below, kept so that the compiler sees it. To write it again:
//! `UPDATE_GENERATED=1 cargo test -p dtype-tests --test rust_source`.

#[expect(unreachable_pub, reason = "what is written is for a library")]
#[rustfmt::skip]
mod generated;

use dtype_core::interop::rust_source::source;
use dtype_core::{DType, Element, ErrorKind};

macro_rules! cases {
    ($($module:ident: $dtype:expr;)*) => {
        /// A module for each, and what lies in it.
        const CASES: &[(&str, &str)] = &[$((stringify!($module), $dtype)),*];

        /// What the compiler made of them.
        fn compiled() -> Vec<&'static DType> {
            vec![$(<generated::$module::Sample as Element>::DTYPE),*]
        }
    };
}

cases! {
    scalar: "'>f4'";
    subarray: "('<U7', (2, 3))";
    array_of_records: "([('x', '<i2'), ('y', '<i2')], (4,))";
    every_number: "[('a', '?'), ('b', 'i1'), ('c', '<i2'), ('d', '<i4'), ('e', '<i8'), ('f', 'u1'), ('g', '<u2'), \
                    ('h', '<u4'), ('i', '<u8'), ('j', '<f2'), ('k', '<f4'), ('l', '<f8'), ('m', '<c8'), ('n', '<c16')]";
    every_number_swapped: "[('c', '>i2'), ('d', '>i4'), ('e', '>i8'), ('g', '>u2'), ('h', '>u4'), ('i', '>u8'), \
                            ('j', '>f2'), ('k', '>f4'), ('l', '>f8'), ('m', '>c8'), ('n', '>c16'), ('o', '>U3'), \
                            ('p', '>U1'), ('q', '>M8[us]'), ('r', '>m8[3D]')]";
    text: "[('a', 'S5'), ('b', '<U5'), ('c', '<U1'), ('d', 'V3'), ('e', 'S0'), ('f', '<U0')]";
    times: "[('a', '<M8'), ('b', '<M8[Y]'), ('c', '<M8[25s]'), ('d', '<m8[fs]'), ('e', '<m8'), ('f', '<M8[h]')]";
    by_cs_rule: "{'names': ['a', 'b', 'c'], 'formats': ['u1', '<f8', '<i2'], 'offsets': [0, 8, 16], 'itemsize': 24}";
    over_aligned: "{'names': ['a', 'b'], 'formats': ['<i4', '<i4'], 'offsets': [0, 16], 'itemsize': 64}";
    aligned_but_for_the_size: "{'names': ['a', 'b'], 'formats': ['<i8', '<i4'], 'offsets': [0, 8], 'itemsize': 13}";
    gap_in_front: "{'names': ['a'], 'formats': ['<i4'], 'offsets': [4], 'itemsize': 9}";
    packed: "[('flag', '?'), ('time', '<i8'), ('levels', '<f4', (2, 3))]";
    nested: "[('id', 'u1'), ('quote', [('bid', [('price', '<f8'), ('size', '<u4')]), ('ask', [('price', '<f8'), \
              ('size', '<u4')])], (2,)), ('Quote', [('x', '<i2')])]";
    nested_aligned: "{'names': ['a', 'b'], 'formats': ['u1', {'names': ['x', 'y'], 'formats': ['u1', '<f8'], \
                      'offsets': [0, 8], 'itemsize': 16}], 'offsets': [0, 8], 'itemsize': 24}";
    unaligned_nested: "[('a', 'u1'), ('b', {'names': ['x', 'y'], 'formats': ['u1', '<f8'], 'offsets': [0, 8], \
                        'itemsize': 16}, (2,))]";
    names: "[('type', '<i4'), ('self', '<i4'), ('Self', '<i4'), ('a b', '<i4'), ('a/b', '<i4'), ('a_b', '<i4'), \
             ('0', '<i4'), ('α', '<i4'), ('PositionX', '<i4'), ('RA', '<i4'), ('SC__CLK', '<i4'), ('_', '<i4'), \
             ('it\\'s \"so\"\\n\\\\', '<i4'), ('gen', '<i4'), ('union', '<i4'), ('_padding_1', '<i4'), ('x', 'u1'), \
             ('value', '<i4'), ('r#in', '<i4'), ('', 'V3')]";
    padded_names: "{'names': ['_padding_1', 'b'], 'formats': ['u1', 'u1'], 'offsets': [2, 5], 'itemsize': 6}";
    titles: "[(('Pose', 'alignments2D/pose'), '<f4', (2,)), (('in \"EUR\"', 'price'), '<f4')]";
    nothing_within: "[('a', '<i4'), ('b', '<f8', (0,)), ('c', '<i4', (2, 0, 3))]";
}

#[test]
fn the_text_is_what_was_compiled() {
    let mut text = String::from("//! Written by `rust_source` for the cases in `main.rs`.\n");
    for (module, dtype) in CASES {
        let source = source(&parsed(dtype), "Sample").unwrap();
        text.push_str(&format!("\npub mod {module} {{\n"));
        for line in source.lines() {
            text.push_str(&if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") });
        }
        text.push_str("}\n");
    }
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rust_source/generated.rs"), &text)
            .unwrap();
    }
    assert_eq!(text, include_str!("generated.rs"), "see the top of this file for how to write it again");
}

#[test]
fn the_dtypes_come_back() {
    for ((module, dtype), found) in CASES.iter().zip(compiled()) {
        assert_eq!(found, &parsed(dtype), "{module}");
    }
}

#[test]
fn what_no_struct_can_hold_is_refused() {
    for (dtype, message) in [
        (
            "{'names': ['a', 'b'], 'formats': ['<i4', '<i2'], 'offsets': [0, 2]}",
            "field 'b': expected the field at byte 4 or behind, where 'a' ends, found it at byte 2; a struct cannot \
             hold fields that overlap or are out of order",
        ),
        (
            "[('q', {'names': ['a', 'b'], 'formats': ['<i4', '<i4'], 'offsets': [4, 0]})]",
            "field 'q.b': expected the field at byte 8 or behind, where 'a' ends, found it at byte 0; a struct cannot \
             hold fields that overlap or are out of order",
        ),
        ("[('a', '<f16')]", "field 'a': a long double, which no Rust type is; as 'V16' it could be kept"),
        ("[('o', 'O')]", "field 'o': a Python object, which no Rust type is"),
        ("[('a', '<i4'), ('b', [])]", "field 'b': a record of zero bytes, which is no struct"),
        (
            "[('a', {'names': [], 'formats': [], 'itemsize': 8})]",
            "field 'a': a record of bytes without fields, which is no struct; 'V' says the same",
        ),
        (
            "{'names': [''], 'formats': ['<i4']}",
            "field '': an empty name or title, which no field of a struct can have",
        ),
    ] {
        let error = source(&parsed(dtype), "Sample").unwrap_err();
        assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Unsupported, message));
    }
    for name in ["", "a b", "self", "type", "Record", "f64", "3D", "Ä"] {
        assert_eq!(source(&parsed("[('a', '<i4')]"), name).unwrap_err().kind(), ErrorKind::Format, "{name}");
    }
}

fn parsed(dtype: &str) -> DType {
    dtype.parse().unwrap_or_else(|error| panic!("{dtype}: {error}"))
}
