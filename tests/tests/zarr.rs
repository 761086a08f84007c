//! Data types of zarr v3: the registered names and configurations, both ways.

use std::path::Path;

use dtype_core::interop::zarr::{byte_order, data_type, parse};
use dtype_core::{ByteOrder, DType, ErrorKind};
use serde_json::{Value, json};

fn parsed(dtype: &str) -> DType {
    dtype.parse().unwrap_or_else(|error| panic!("{dtype}: {error}"))
}

fn written(dtype: &str) -> Value {
    let text = data_type(&parsed(dtype)).unwrap_or_else(|error| panic!("{dtype}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn scalars() {
    for (dtype, expected) in [
        ("?", json!("bool")),
        ("<i2", json!("int16")),
        ("<f2", json!("float16")),
        ("<c16", json!("complex128")),
        ("V5", json!("r40")),
        ("S5", json!({"name": "null_terminated_bytes", "configuration": {"length_bytes": 5}})),
        ("<U5", json!({"name": "fixed_length_utf32", "configuration": {"length_bytes": 20}})),
        ("<M8[25s]", json!({"name": "numpy.datetime64", "configuration": {"unit": "s", "scale_factor": 25}})),
        (
            "<m8",
            json!({"name": "numpy.timedelta64", "configuration": {"unit": "generic", "scale_factor": 1}}),
        ),
    ] {
        assert_eq!(written(dtype), expected);
        assert_eq!(parse(&expected.to_string(), ByteOrder::Little).unwrap(), parsed(dtype));
    }
    assert_eq!(parse(r#"{"name": "float64"}"#, ByteOrder::Big).unwrap(), parsed(">f8"));
    let raw = r#"{"name": "raw_bytes", "configuration": {"length_bytes": 3}}"#;
    assert_eq!(parse(raw, ByteOrder::Little).unwrap(), parsed("V3"));
    let micro = r#"{"name": "numpy.datetime64", "configuration": {"unit": "\u03bcs", "scale_factor": 10}}"#;
    assert_eq!(parse(micro, ByteOrder::Little).unwrap(), parsed("<M8[10us]"));
}

/// The layouts that the specification of `struct` draws.
#[test]
fn structs_of_the_specification() {
    let flat = json!({"name": "struct", "configuration": {"fields": [
        {"name": "id", "data_type": "int32"},
        {"name": "flags", "data_type": "uint8"},
        {"name": "value", "data_type": "float64"},
    ]}});
    let dtype = "[('id', '<i4'), ('flags', 'u1'), ('value', '<f8')]";
    assert_eq!(written(dtype), flat);
    let found = parse(&flat.to_string(), ByteOrder::Little).unwrap();
    assert_eq!((found.itemsize(), found.field("value").unwrap().offset()), (13, 5));
    assert_eq!(found, parsed(dtype));
    assert_eq!(parse(&flat.to_string(), ByteOrder::Big).unwrap(), parsed(&dtype.replace('<', ">")));

    let nested = json!({"name": "struct", "configuration": {"fields": [
        {"name": "point", "data_type": {"name": "struct", "configuration": {"fields": [
            {"name": "x", "data_type": "float32"},
            {"name": "y", "data_type": "float32"},
        ]}}},
        {"name": "value", "data_type": "float64"},
    ]}});
    let dtype = "[('point', [('x', '<f4'), ('y', '<f4')]), ('value', '<f8')]";
    assert_eq!(written(dtype), nested);
    assert_eq!(parse(&nested.to_string(), ByteOrder::Little).unwrap(), parsed(dtype));
    let older = r#"{"name": "structured", "configuration": {"fields": [["point", {"name": "structured",
        "configuration": {"fields": [["x", "float32"], ["y", "float32"]]}}], ["value", "float64"]]}}"#;
    assert_eq!(parse(older, ByteOrder::Little).unwrap(), parsed(dtype));
}

/// What is written for NumPy's dtypes is JSON, and comes back.
#[test]
fn every_dtype_that_zarr_has_words_for_comes_back() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/dtype_cases.json");
    let cases: Value = serde_json::from_slice(&std::fs::read(corpus).unwrap()).unwrap();
    let mut said = 0;
    for case in cases.as_array().unwrap().iter().filter(|case| case["ok"] == true) {
        let Some(descr) = case["npy_descr"].as_str() else { continue };
        let dtype = parsed(descr);
        match data_type(&dtype) {
            Ok(text) => {
                said += 1;
                assert!(serde_json::from_str::<Value>(&text).is_ok(), "{text}");
                assert_eq!(parse(&text, byte_order(&dtype).unwrap()).unwrap(), dtype, "{text}");
            }
            Err(error) => assert_eq!(error.kind(), ErrorKind::Unsupported, "{descr}: {error}"),
        }
    }
    assert!(said > 100, "only {said}");
}

#[test]
fn what_zarr_has_no_word_for() {
    for (dtype, message) in [
        (
            "{'names': ['a', 'b'], 'formats': ['u1', '<f8'], 'offsets': [0, 8]}",
            "field 'b': expected it at byte 1, found it at byte 8; zarr's structs are packed",
        ),
        (
            "[('a', 'u1'), ('', 'V3')]",
            "expected an itemsize of 1 bytes, where the last field ends, found 4; zarr's structs are packed",
        ),
        (
            "[('p', [('x', '<f4'), ('y', '>f4')])]",
            "field 'p.y': expected one byte order in all fields, which is all that zarr can say, found little-endian and \
             big-endian",
        ),
        (
            "[('a', '<f4', (2,))]",
            "field 'a': a sub-array, for which zarr has no word; give its elements fields of their own",
        ),
        ("[(('t', 'a'), '<f4')]", "field 'a': a title, for which zarr has no word"),
        ("[('a', '<f16')]", "field 'a': a long double, for which zarr has no word; view it as 'V16'"),
        ("[('a', '<m8[0s]')]", "field 'a': a time in steps of no length, for which zarr has no word"),
        ("[('a', 'O')]", "field 'a': a Python object, for which zarr has no word"),
    ] {
        let error = data_type(&parsed(dtype)).unwrap_err();
        assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Unsupported, message));
    }
}

#[test]
fn what_is_no_data_type() {
    let field = |data_type: &str| {
        format!(
            r#"{{"name": "struct", "configuration": {{"fields": [{{"name": "a", "data_type": {data_type}}}]}}}}"#
        )
    };
    for (text, kind) in [
        ("int32".to_owned(), ErrorKind::Format),
        ("7".to_owned(), ErrorKind::Format),
        (r#""string""#.to_owned(), ErrorKind::Unsupported),
        (r#""bfloat16""#.to_owned(), ErrorKind::Unsupported),
        (r#""r7""#.to_owned(), ErrorKind::Unsupported),
        (r#""struct""#.to_owned(), ErrorKind::Format),
        (r#"{"name": "struct", "configuration": {"fields": []}}"#.to_owned(), ErrorKind::Format),
        (r#"{"name": "struct", "configuration": {"fields": [["a"]]}}"#.to_owned(), ErrorKind::Format),
        (
            r#"{"name": "struct", "configuration": {"fields": [["a", "bool"], ["a", "bool"]]}}"#.to_owned(),
            ErrorKind::Format,
        ),
        (r#"{"name": "struct", "configuration": {"fields": [["", "bool"]]}}"#.to_owned(), ErrorKind::Format),
        (field(r#"{"name": "fixed_length_utf32", "configuration": {"length_bytes": 6}}"#), ErrorKind::Format),
        (field(r#"{"name": "null_terminated_bytes"}"#), ErrorKind::Format),
        (
            field(r#"{"name": "null_terminated_bytes", "configuration": {"length_bytes": 99999999999}}"#),
            ErrorKind::Format,
        ),
        (field(r#"{"name": "numpy.datetime64", "configuration": {"unit": "s"}}"#), ErrorKind::Format),
        (
            field(r#"{"name": "numpy.datetime64", "configuration": {"unit": "s", "scale_factor": 0}}"#),
            ErrorKind::Format,
        ),
        (
            field(r#"{"name": "numpy.datetime64", "configuration": {"unit": "x", "scale_factor": 1}}"#),
            ErrorKind::Format,
        ),
        ("[".repeat(100_000), ErrorKind::Limit),
    ] {
        let error = parse(&text, ByteOrder::Little).expect_err(&text);
        assert_eq!(error.kind(), kind, "{text}: {error}");
        if text.contains("\"data_type\"") {
            assert_eq!(error.field(), Some("a"), "{text}: {error}");
        }
    }
}
