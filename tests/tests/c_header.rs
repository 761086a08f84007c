//! Headers from dtypes, judged by gcc and g++: no warning, and sizes and offsets as asserted.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use dtype_core::interop::c_header::header;
use dtype_core::{DType, ErrorKind};

const FLAGS: &[&str] = &["-Wall", "-Wextra", "-Werror", "-pedantic", "-fsyntax-only"];

const CASES: &[&str] = &[
    "'>f4'",
    "('<U7', (2, 3))",
    "([('x', '<i2'), ('y', '<i2')], (4,))",
    "[('a', '?'), ('b', 'i1'), ('c', '<i2'), ('d', '<i4'), ('e', '<i8'), ('f', 'u1'), ('g', '<u2'), ('h', '<u4'), \
      ('i', '<u8'), ('j', '<f2'), ('k', '<f4'), ('l', '<f8'), ('m', '<c8'), ('n', '<c16'), ('o', '<f16'), ('p', '<c32')]",
    "[('c', '>i2'), ('d', '>i4', (2, 3)), ('m', '>c8'), ('o', '>U3'), ('q', '>M8[us]'), ('r', '>m8[3D]'), ('s', '>f16')]",
    "[('a', 'S5'), ('b', '<U5'), ('c', '<U1'), ('d', 'V3'), ('e', 'S0'), ('f', '<f8', (0,)), ('g', []), ('h', '<M8[s]')]",
    "{'names': ['a', 'b', 'c'], 'formats': ['u1', '<f8', '<i2'], 'offsets': [0, 8, 16], 'itemsize': 24}",
    "{'names': ['a', 'b'], 'formats': ['<i4', '<i4'], 'offsets': [0, 16], 'itemsize': 64}",
    "{'names': ['a', 'b'], 'formats': ['<f16', '<i4'], 'offsets': [0, 16], 'itemsize': 32}",
    "{'names': ['a', 'b'], 'formats': ['<i8', '<i4'], 'offsets': [5, 1], 'itemsize': 13}",
    "[('id', 'u1'), ('quote', [('bid', [('price', '<f8'), ('size', '<u4')]), ('ask', [('price', '<f8'), \
      ('size', '<u4')])], (2,)), ('Quote', [('x', '<i2')])]",
    "[('a', 'u1'), ('b', {'names': ['x', 'y'], 'formats': ['u1', '<f8'], 'offsets': [0, 8], 'itemsize': 16}, (2,))]",
    "[('class', '<i4'), ('Class', '<i4'), ('NULL', '<i4'), ('a b', '<i4'), ('a/b', '<i4'), ('a_b', '<i4'), ('0', '<i4'), \
      ('α', '<i4'), ('_Bool', '<i4'), ('__LINE__', '<i4'), ('INT8_MAX', '<i4'), ('linux', '<i4'), ('int32_t', '<i4'), \
      ('assert', '<i4'), ('xor', '<i4'), ('/* // */ ??/', '<i4'), ('_', '<i4'), ('new\\nline\\\\', '<i4'), \
      (('*/ title', 'Sample'), '<i4'), ('Sample_q', '<i4'), ('q', [('Sample_q', '<i4'), ('Sample', '<i4')]), \
      ('DTYPE_SAMPLE_H', '<i4'), ('_padding_1', '<i4'), ('', 'V3'), ('u', '>u2')]",
];

#[test]
fn gcc_takes_each_case() {
    let folder = tempfile::tempdir().unwrap();
    for dtype in CASES {
        compile(folder.path(), &header(&parsed(dtype), "Sample").unwrap());
    }
}

/// All of the corpus in one file, each dtype under a name of its own.
#[test]
fn gcc_takes_every_dtype_that_a_struct_can_hold() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/dtype_cases.json");
    let cases: serde_json::Value = serde_json::from_slice(&std::fs::read(corpus).unwrap()).unwrap();
    let (mut text, mut held, mut refused) = (String::new(), 0, 0);
    for case in cases.as_array().unwrap().iter().filter(|case| case["ok"] == true) {
        let (Some(id), Some(descr)) = (case["id"].as_str(), case["npy_descr"].as_str()) else { continue };
        let dtype: DType = parsed(descr);
        match header(&dtype, id) {
            Ok(header) => {
                held += 1;
                text.push_str(&header);
                // Once more from what NumPy says, not from what we read.
                let _ = writeln!(text, "static_assert(sizeof({id}) == {}, \"as NumPy\");", case["itemsize"]);
            }
            Err(error) => {
                refused += 1;
                assert_eq!(error.kind(), ErrorKind::Unsupported, "{descr}: {error}");
            }
        }
    }
    assert!(held > 200 && held > 10 * refused, "{held} of {}", held + refused);
    compile(tempfile::tempdir().unwrap().path(), &text);
}

#[test]
fn what_no_struct_can_hold_is_refused() {
    for (dtype, message) in [
        (
            "{'names': ['a', 'b'], 'formats': ['<i4', '<i2'], 'offsets': [0, 2]}",
            "field 'b': expected the field at byte 4 or behind, where 'a' ends, found it at byte 2; a struct cannot \
             hold fields that overlap or are out of order",
        ),
        ("[('o', 'O')]", "field 'o': a Python object, whose bytes are an address"),
        ("'S0'", "a dtype of zero bytes, which no type in C is"),
    ] {
        let error = header(&parsed(dtype), "Sample").unwrap_err();
        assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Unsupported, message));
    }
    for name in ["", "a b", "class", "int8_t", "NULL", "_x", "3D", "Ä", "INT8_MAX"] {
        assert_eq!(header(&parsed("[('a', '<i4')]"), name).unwrap_err().kind(), ErrorKind::Format, "{name}");
    }
}

/// Has both compilers read the header. Where one is missing, says so.
fn compile(folder: &Path, header: &str) {
    std::fs::write(folder.join("sample.h"), header).unwrap();
    let source = folder.join("sample.c");
    // Twice: the second time the guard keeps everything out.
    std::fs::write(&source, "#include \"sample.h\"\n#include \"sample.h\"\n").unwrap();
    for (compiler, language) in [
        ("gcc", ["-std=c11", "-xc"]),
        ("gcc", ["-std=gnu17", "-xc"]),
        ("g++", ["-std=c++11", "-xc++"]),
        ("g++", ["-std=c++20", "-xc++"]),
    ] {
        match Command::new(compiler).args(language).args(FLAGS).arg(&source).output() {
            Ok(output) => {
                let said = String::from_utf8_lossy(&output.stderr);
                assert!(output.status.success(), "{compiler}: {said}\n{header}");
            }
            Err(_) => println!("{compiler} is not here: headers are not compiled with it"),
        }
    }
}

fn parsed(dtype: &str) -> DType {
    dtype.parse().unwrap_or_else(|error| panic!("{dtype}: {error}"))
}
