//! What NumPy 2.4 makes of texts.

use super::check_round_trip;
use crate::{DType, Limits, Scalar};

/// A type string and the `.str` of its dtype.
const TYPES: &[(&str, &str)] = &[
    ("?", "|b1"),
    ("b", "|i1"),
    ("B", "|u1"),
    ("h", "<i2"),
    ("H", "<u2"),
    ("i", "<i4"),
    ("I", "<u4"),
    ("l", "<i8"),
    ("L", "<u8"),
    ("q", "<i8"),
    ("Q", "<u8"),
    ("p", "<i8"),
    ("P", "<u8"),
    ("n", "<i8"),
    ("N", "<u8"),
    ("e", "<f2"),
    ("f", "<f4"),
    ("d", "<f8"),
    ("g", "<f16"),
    ("F", "<c8"),
    ("D", "<c16"),
    ("G", "<c32"),
    ("S", "|S0"),
    ("U", "<U0"),
    ("V", "|V0"),
    ("O", "|O"),
    ("M", "<M8"),
    ("m", "<m8"),
    ("c", "|S1"),
    ("a", "|S0"),
    ("b1", "|b1"),
    ("<i2", "<i2"),
    (">u4", ">u4"),
    ("=i8", "<i8"),
    ("|u1", "|u1"),
    ("|i4", "<i4"),
    (">i1", "|i1"),
    ("f16", "<f16"),
    (">c32", ">c32"),
    ("S10", "|S10"),
    (">S7", "|S7"),
    (">U2", ">U2"),
    ("|U3", "<U3"),
    ("V8", "|V8"),
    ("<V4", "|V4"),
    ("S0", "|S0"),
    ("i 4", "<i4"),
    ("i\t4", "<i4"),
    ("i+2", "<i2"),
    ("S-0", "|S0"),
    ("a5", "|S5"),
    ("O4", "|O"),
    ("O8", "|O"),
    ("U536870911", "<U536870911"),
    ("S2147483647", "|S2147483647"),
    ("bool_", "|b1"),
    ("intc", "<i4"),
    ("ulonglong", "<u8"),
    ("half", "<f2"),
    ("complex", "<c16"),
    ("object_", "|O"),
    ("unicode", "<U0"),
    ("void", "|V0"),
    ("M8[ns]", "<M8[ns]"),
    (">M8[us]", ">M8[us]"),
    ("<m8[7D]", "<m8[7D]"),
    ("datetime64[ms]", "<M8[ms]"),
    ("<timedelta64", "<m8"),
    ("M8[D/2]", "<M8[12h]"),
    ("M8[1000ms]", "<M8[1000ms]"),
    ("M8[0D]", "<M8[0D]"),
    ("M8[μs]", "<M8[us]"),
];

const NO_TYPES: &[&str] = &[
    "",
    "<",
    "i3",
    "f1",
    "c4",
    "b2",
    "u",
    "x",
    "T",
    "S-1",
    "<float64",
    "i4 ",
    " f8",
    "<>i4",
    "float33",
    "int0",
    "S2147483648",
    "U536870912",
    "M8[]",
    "M8[ns",
    "M8 [ns]",
    "|a",
    "i4\u{0}",
    "é",
];

/// A descr as it may stand in a header; the descr that NumPy writes for its dtype; the `repr` of that.
const DESCRS: &[(&str, &str, &str)] = &[
    ("'<i4'", "'<i4'", "dtype('int32')"),
    ("'i4,f8'", "[('f0', '<i4'), ('f1', '<f8')]", "dtype([('f0', '<i4'), ('f1', '<f8')])"),
    ("('<i4', (2,))", "'|V8'", "dtype(('<i4', (2,)))"),
    ("('<i4', 2)", "'|V8'", "dtype(('<i4', (2,)))"),
    ("('<i4', ())", "'<i4'", "dtype('int32')"),
    ("('<i4', '')", "'<i4'", "dtype('int32')"),
    ("('S', 5)", "'|S5'", "dtype('S5')"),
    (
        "('V8', [('a', '<i4'), ('b', '<f4')])",
        "[('a', '<i4'), ('b', '<f4')]",
        "dtype([('a', '<i4'), ('b', '<f4')])",
    ),
    ("('<i4', '<u4')", "'<i4'", "dtype('int32')"),
    ("[]", "[]", "dtype([])"),
    (
        "[('a', '<i4'), ('', '|V4'), ('b', '<f8')]",
        "[('a', '<i4'), ('', '|V4'), ('b', '<f8')]",
        "dtype({'names': ['a', 'b'], 'formats': ['<i4', '<f8'], 'offsets': [0, 8], 'itemsize': 16})",
    ),
    (
        "[('', '|V2'), ('a', '<i4'), ('', '|V1')]",
        "[('', '|V2'), ('a', '<i4'), ('', '|V1')]",
        "dtype({'names': ['a'], 'formats': ['<i4'], 'offsets': [2], 'itemsize': 7})",
    ),
    ("[('', '|V8')]", "[('', '|V8')]", "dtype({'names': [], 'formats': [], 'offsets': [], 'itemsize': 8})"),
    ("[('', '<i4')]", "[('', '<i4')]", "dtype([('', '<i4')])"),
    ("[('', [])]", "[('', [])]", "dtype([('', [])])"),
    (
        "[('', '<i2', (2,)), ('b', 'u1')]",
        "[('', '|V4'), ('b', '|u1')]",
        "dtype({'names': ['b'], 'formats': ['u1'], 'offsets': [4], 'itemsize': 5})",
    ),
    (
        "[('', ('<i4', (2,))), ('', '2i4')]",
        "[('', '|V16')]",
        "dtype({'names': [], 'formats': [], 'offsets': [], 'itemsize': 16})",
    ),
    ("[('', 'V'), ('', '<i4', 0)]", "[]", "dtype([])"),
    (
        "[(('t', 'a'), '<i4', (2,)), ((None, 'b'), [('c', '|S3')])]",
        "[(('t', 'a'), '<i4', (2,)), ('b', [('c', '|S3')])]",
        "dtype([(('t', 'a'), '<i4', (2,)), ('b', [('c', 'S3')])])",
    ),
    ("[(('t', ''), '|V4')]", "[(('t', ''), '|V4')]", "dtype([(('t', ''), 'V4')])"),
    ("[('a', ('<i4', (2,)), (3,))]", "[('a', ('<i4', (2,)), (3,))]", "dtype([('a', ('<i4', (2,)), (3,))])"),
    (
        "[('a', 'S', 5), ['b', '<i4', [2, 3]]]",
        "[('a', '|S5'), ('b', '<i4', (2, 3))]",
        "dtype([('a', 'S5'), ('b', '<i4', (2, 3))])",
    ),
    (
        "['ab', 'cd', 'ebB']",
        "[('a', '|i1'), ('c', '<f8'), ('e', '|i1')]",
        "dtype([('a', 'i1'), ('c', '<f8'), ('e', 'i1')])",
    ),
    ("{('a', '<i4'): 0}", "[('a', '<i4')]", "dtype([('a', '<i4')])"),
    ("set()", "[]", "dtype([])"),
    ("[('a', '|V4', [('', '<i4')])]", "[('a', [('f0', '<i4')])]", "dtype([('a', [('f0', '<i4')])])"),
    (
        r#"[('it\'s', '|b1'), ('\n\\', '|b1'), ('\u00fc \u200b', '|b1')]"#,
        r#"[("it's", '|b1'), ('\n\\', '|b1'), ('ü \u200b', '|b1')]"#,
        r#"dtype([("it's", '?'), ('\n\\', '?'), ('ü \u200b', '?')])"#,
    ),
];

/// A text that is no descr, the byte of the error, and the error.
const NO_DESCRS: &[(&str, u64, &str)] = &[
    ("None", 0, "expected a dtype, found None"),
    ("b'<i4'", 0, "expected a dtype, found bytes"),
    ("1", 0, "expected a dtype, found 1"),
    ("()", 0, "expected a tuple of a dtype and a shape, found a tuple of 0"),
    ("('<i4',)", 0, "expected a tuple of a dtype and a shape, found a tuple of 1"),
    ("['a']", 1, "expected a field as (name, dtype) or (name, dtype, shape), found 'a'"),
    ("[()]", 1, "expected a field as (name, dtype) or (name, dtype, shape), found a tuple of 0"),
    ("[('a',)]", 1, "expected a field as (name, dtype) or (name, dtype, shape), found a tuple of 1"),
    (
        "[('a', '<i4', (2,), 3)]",
        1,
        "expected a field as (name, dtype) or (name, dtype, shape), found a tuple of 4",
    ),
    ("[(1, '<i4')]", 2, "expected a field name, found 1"),
    ("[(('t', 'a', 'b'), '<i4')]", 2, "expected a name, or a tuple of title and name, found a tuple of 3"),
    ("[(['t', 'a'], '<i4')]", 2, "expected a field name, found a list"),
    ("[('a', None)]", 7, "field 'a': expected a dtype, found None"),
    ("[('a', '<i3')]", 7, "field 'a': expected a type such as '<f8', 'S5' or '<M8[ns]', found '<i3'"),
    ("[('a', '<i4', -1)]", 14, "field 'a': expected a dimension from 0 to 2147483647, found -1"),
    ("[('a', '<i4', 2.0)]", 14, "field 'a': expected a shape, found a float"),
    ("[('a', '<i4', True)]", 14, "field 'a': expected a dimension from 0 to 2147483647, found True"),
    ("[('a', '<i4', '<f8')]", 14, "field 'a': expected a type of 4 bytes, as the first, found 8"),
    ("[('a', 'S', (5,))]", 12, "field 'a': expected the length of a type without one, found a shape"),
    ("[('a', '<i4'), ('a', '<i4')]", 16, "field 'a': expected every name once, found it twice"),
    ("[('', '<i4'), ('', '<i4')]", 15, "field '': expected every name once, found it twice"),
    ("[(('a', 'a'), '<i4')]", 8, "field 'a': expected a title of its own, found 'a', which is taken"),
    (
        "[(('t', 'a'), '<i4'), (('t', 'b'), '<i4')]",
        29,
        "field 'b': expected a title of its own, found 't', which is taken",
    ),
    (
        "[('a', '|S2147483647'), ('b', '|S2147483647')]",
        24,
        "the record gets larger than 2147483647 bytes here",
    ),
    ("[('a', '|V2147483647'), ('', '|V1')]", 24, "the record gets larger than 2147483647 bytes here"),
    (
        "[('a', '<i4', (65536, 65536))]",
        14,
        "field 'a': sub-array of shape [65536, 65536] has more than 2147483647 elements or bytes",
    ),
    (
        "{'names': ['a'], 'formats': ['<i4']}",
        1,
        "expected a field as (name, dtype) or (name, dtype, shape), found 'names'",
    ),
    (
        "[('a', {'names': ['b'], 'formats': ['<i4']})]",
        8,
        "field 'a': expected a field as (name, dtype) or (name, dtype, shape), found 'names'",
    ),
    (
        "[('q', [('a', '<i4'), ('b', '<f3')], 2)]",
        28,
        "field 'q.b': expected a type such as '<f8', 'S5' or '<M8[ns]', found '<f3'",
    ),
    ("'i4,,f8'", 0, "no count or shape: expected a value, found ','"),
    ("[('a', '<i4' ('b', '<i4')]", 13, "expected ',' or ')' after '<i4', found '('"),
    (
        "[('a', '|O', '<i8')]",
        13,
        "field 'a': expected a shape, found another type for one that holds objects",
    ),
];

/// The arguments of `np.dtype`, and `repr` and `str` of what they make.
const ARGUMENTS: &[(&str, bool, &str, &str)] = &[
    ("None", false, "dtype('float64')", "float64"),
    ("b'<f4'", false, "dtype('float32')", "float32"),
    ("'2S'", false, "dtype('S2')", "|S2"),
    ("'(2,2)2i4'", false, "dtype((('<i4', (2,)), (2, 2)))", "(('<i4', (2,)), (2, 2))"),
    (
        "'i1, >f8, 3i2,'",
        true,
        "dtype([('f0', 'i1'), ('f1', '>f8'), ('f2', '<i2', (3,))], align=True)",
        "{'names': ['f0', 'f1', 'f2'], 'formats': ['i1', '>f8', ('<i2', (3,))], 'offsets': [0, 8, 16], 'itemsize': 24, 'aligned': True}",
    ),
    (
        "[('', 'i4'), ('', 'f8')]",
        false,
        "dtype([('f0', '<i4'), ('f1', '<f8')])",
        "[('f0', '<i4'), ('f1', '<f8')]",
    ),
    (
        "[('a', 'i1'), ('b', [('c', 'i1'), ('d', 'i4')]), ('e', 'i2')]",
        true,
        "dtype([('a', 'i1'), ('b', [('c', 'i1'), ('d', '<i4')]), ('e', '<i2')], align=True)",
        "{'names': ['a', 'b', 'e'], 'formats': ['i1', [('c', 'i1'), ('d', '<i4')], '<i2'], 'offsets': [0, 4, 12], 'itemsize': 16, 'aligned': True}",
    ),
    (
        "[('a', 'c8'), ('b', 'u1'), ('c', 'c16')]",
        true,
        "dtype([('a', '<c8'), ('b', 'u1'), ('c', '<c16')], align=True)",
        "{'names': ['a', 'b', 'c'], 'formats': ['<c8', 'u1', '<c16'], 'offsets': [0, 8, 16], 'itemsize': 32, 'aligned': True}",
    ),
    ("('i4', (2, 3))", false, "dtype(('<i4', (2, 3)))", "('<i4', (2, 3))"),
    ("(('i4', (2,)), (3,))", false, "dtype((('<i4', (2,)), (3,)))", "(('<i4', (2,)), (3,))"),
    ("[(('', 'a'), 'i4')]", false, "dtype([(('', 'a'), '<i4')])", "[(('', 'a'), '<i4')]"),
    ("{}", false, "dtype([])", "[]"),
    (
        "{'names': ['a', ''], 'formats': ['i1', 'i8'], 'offsets': [8, 0], 'itemsize': 24}",
        false,
        "dtype({'names': ['a', ''], 'formats': ['i1', '<i8'], 'offsets': [8, 0], 'itemsize': 24})",
        "{'names': ['a', ''], 'formats': ['i1', '<i8'], 'offsets': [8, 0], 'itemsize': 24}",
    ),
    (
        "{'names': 'ab', 'formats': 'if', 'titles': ['A', None], 'aligned': True}",
        false,
        "dtype([(('A', 'a'), '<i4'), ('b', '<f4')], align=True)",
        "{'names': ['a', 'b'], 'formats': ['<i4', '<f4'], 'offsets': [0, 4], 'titles': ['A', None], 'itemsize': 8, 'aligned': True}",
    ),
    (
        "{'names': ['a'], 'formats': ['i1'], 'aligned': False}",
        true,
        "dtype([('a', 'i1')], align=True)",
        "{'names': ['a'], 'formats': ['i1'], 'offsets': [0], 'itemsize': 1, 'aligned': True}",
    ),
    (
        "{'b': ('f8', 4), 'a': ('i4', 0, 'A'), 'A': ('i4', 0, 'A')}",
        false,
        "dtype([(('A', 'a'), '<i4'), ('b', '<f8')])",
        "[(('A', 'a'), '<i4'), ('b', '<f8')]",
    ),
    (
        "{'names': ['all', 'low'], 'formats': ['u8', 'u4'], 'offsets': [0, 0]}",
        false,
        "dtype({'names': ['all', 'low'], 'formats': ['<u8', '<u4'], 'offsets': [0, 0], 'itemsize': 8})",
        "{'names': ['all', 'low'], 'formats': ['<u8', '<u4'], 'offsets': [0, 0], 'itemsize': 8}",
    ),
];

/// Arguments that `np.dtype` refuses, the byte of the error, and the error.
const NO_ARGUMENTS: &[(&str, bool, u64, &str)] = &[
    ("5", false, 0, "expected a dtype, found 5"),
    ("2.5", false, 0, "expected a dtype, found a float"),
    (r#"b'\xff'"#, false, 0, "expected a type in UTF-8, found other bytes"),
    ("[('a',)]", false, 1, "expected a field as (name, dtype) or (name, dtype, shape), found a tuple of 1"),
    ("['i4']", false, 1, "expected a field as (name, dtype) or (name, dtype, shape), found 'i4'"),
    ("[['a', 'i4']]", false, 1, "expected a field as (name, dtype) or (name, dtype, shape), found a list"),
    ("[('f1', 'i4'), ('', 'f8')]", false, 16, "field 'f1': expected every name once, found it twice"),
    ("[(('t', ''), 'i4')]", false, 8, "field 't': expected a title of its own, found 't', which is taken"),
    ("('i4', 2, 3)", false, 0, "expected a tuple of a dtype and a shape, found a tuple of 3"),
    ("('i4', 'f8')", false, 7, "expected a type of 4 bytes, as the first, found 8"),
    ("('V', (8,))", false, 6, "expected the length of a type without one, found a shape"),
    ("('S', -1)", false, 6, "expected a length from 0 to 2147483647, found -1"),
    ("('i8', [('a', 'O')])", false, 7, "expected a shape, found another type for one that holds objects"),
    (
        "{'names': ['a', 'b'], 'formats': ['i4']}",
        false,
        33,
        "expected a list of formats, 2 as there are names, found 1",
    ),
    (
        "{'names': ['a'], 'formats': ['i4'], 'offsets': [-4]}",
        false,
        48,
        "field 'a': expected an offset from 0 to 2147483647, found -4",
    ),
    (
        "{'names': ['a', 'b'], 'formats': ['i4', 'f8'], 'itemsize': 8}",
        false,
        16,
        "field 'b': expected an itemsize of at least 12 bytes, where the field ends, found 8",
    ),
    ("{'names': ['a'], 'formats': ['i4'], 'aligned': 1}", false, 47, "expected True or False, found 1"),
    ("{'names': ['a', 1], 'formats': ['i4', 'f8']}", false, 16, "expected a field name, found 1"),
    ("{'names': ['a']}", false, 10, "expected a tuple of dtype, offset and perhaps title, found a list"),
    ("{'a': ('i4', -1)}", false, 13, "field 'a': expected an offset from 0 to 2147483647, found -1"),
    (
        "{'names': ['a', 'b'], 'formats': ['i1', 'i8'], 'offsets': [0, 4]}",
        true,
        16,
        "field 'b': expected an offset that is a multiple of 8 in an aligned record, found 4",
    ),
    (
        "{'names': ['a'], 'formats': ['i8'], 'itemsize': 12}",
        true,
        0,
        "expected an itemsize that is a multiple of 8 and at least 8, found 12",
    ),
    (
        "{'names': ['o', 'i'], 'formats': ['O', 'i8'], 'offsets': [0, 4]}",
        false,
        16,
        "field 'i': expected no overlap beside objects, found one with 'o'",
    ),
    (
        "{'names': ['a'], 'formats': ['i4'], 'itemsize': 99999999999}",
        false,
        48,
        "expected an itemsize from 0 to 2147483647, found 99999999999",
    ),
];

#[test]
fn types() {
    for (text, expected) in TYPES {
        let scalar: Scalar = text.parse().unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert_eq!(scalar.to_string(), *expected, "{text:?}");
        assert_eq!(expected.parse::<Scalar>().unwrap(), scalar, "{text:?}");
    }
    for text in NO_TYPES {
        assert!(text.parse::<Scalar>().is_err(), "{text:?}");
    }
}

#[test]
fn descrs() {
    for (text, descr, repr) in DESCRS {
        let dtype =
            DType::from_descr(text, &Limits::default()).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(dtype.to_descr().unwrap(), *descr, "{text}");
        assert_eq!(dtype.repr(), *repr, "{text}");
        check_round_trip(&dtype);
    }
    for (text, at, message) in NO_DESCRS {
        let error = DType::from_descr(text, &Limits::default()).expect_err(text);
        assert_eq!((error.offset(), error.to_string().as_str()), (Some(*at), *message), "{text}");
    }
}

#[test]
fn arguments() {
    for &(text, align, repr, str) in ARGUMENTS {
        let dtype = DType::from_python(text, align, &Limits::default());
        let dtype = dtype.unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!((dtype.repr().as_str(), dtype.numpy_str().as_str()), (repr, str), "{text}");
        check_round_trip(&dtype);
    }
    for &(text, align, at, message) in NO_ARGUMENTS {
        let error = DType::from_python(text, align, &Limits::default()).expect_err(text);
        assert_eq!((error.offset(), error.to_string().as_str()), (Some(at), message), "{text}");
    }
}
