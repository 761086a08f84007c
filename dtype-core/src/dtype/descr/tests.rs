//! Printing and reading undo each other, within the limits.

mod numpy;

use crate::{DType, ErrorKind, Field, Limits};

#[test]
fn what_numpy_has_and_we_have_not() {
    for text in ["'T'", "[((1, 'a'), '<i4')]", "('<i4', [('lo', '<u2'), ('hi', '<u2')])", "('S', [])"] {
        let error = DType::from_descr(text, &Limits::default()).expect_err(text);
        assert_eq!(error.kind(), ErrorKind::Unsupported, "{text}");
    }
}

#[test]
fn types_need_no_quotes() {
    for (bare, text) in [
        ("<f8", "'<f8'"),
        ("S5", "'|S5'"),
        ("M8[25s]", "'<M8[25s]'"),
        ("(2,3)i4", "('<i4', (2, 3))"),
        ("()i4", "'<i4'"),
        ("i4,f8", "[('f0', '<i4'), ('f1', '<f8')]"),
        ("('<i4', (2,))", "('<i4', (2,))"),
    ] {
        assert_eq!(bare.parse::<DType>().unwrap().to_string(), text);
    }
    assert_eq!("<f3".parse::<DType>().unwrap_err().offset(), Some(0));
    for (text, said) in [
        ("(2,3", "no count or shape: expected ',' or ')' after '3', found end of text"),
        ("(2,3)", "expected a count or shape and a type, found only '(2,3)'"),
    ] {
        assert_eq!(text.parse::<DType>().unwrap_err().to_string(), said);
    }
}

/// What a descr cannot say is printed as a dict.
#[test]
fn dicts_where_a_descr_is_not_enough() {
    let parse = |text: &str| text.parse::<DType>().unwrap();
    let nested = |inner: &DType| DType::packed([("x", inner.clone())]).unwrap();
    let aligned = DType::aligned([("a", parse("u1")), ("b", parse("<f8"))]).unwrap();
    let overlap =
        DType::record(vec![Field::new("a", parse("<u8"), 0), Field::new("b", parse("<u4"), 4)], None)
            .unwrap();
    let unordered =
        DType::record(vec![Field::new("b", parse("u1"), 1), Field::new("a", parse("u1"), 0)], Some(5))
            .unwrap();
    let void = DType::record(vec![Field::new("", parse("V4"), 0).with_title("t")], None).unwrap();
    let nameless = DType::record(vec![Field::new("", parse("V4"), 0)], None).unwrap();
    let unsized_base = DType::packed([("a", DType::subarray(parse("S"), &[3]).unwrap())]).unwrap();
    for (dtype, is_dict, has_descr) in [
        (&aligned, true, true),
        (&nested(&aligned), true, true),
        (&overlap, true, false),
        (&nested(&overlap), true, false),
        (&unordered, true, false),
        (&void, false, true),
        (&nameless, true, false),
        (&unsized_base, true, false),
        (&nested(&parse("V4")), false, true),
    ] {
        let text = dtype.to_string();
        assert_eq!(text.starts_with('{'), is_dict, "{text}");
        assert_eq!(dtype.to_descr().is_ok(), has_descr, "{text}");
        check_round_trip(dtype);
        check_round_trip(&DType::subarray(dtype.clone(), &[2]).unwrap());
    }
    assert_eq!(nested(&overlap).to_descr().unwrap_err().field(), Some("x.b"));
}

#[test]
fn limits_hold() {
    let mut limits = Limits::default();
    let read = |text: &str, limits: &Limits| DType::from_descr(text, limits).map_err(|error| error.kind());
    let deep = |n| "[('a', ".repeat(n) + "'u1'" + &")]".repeat(n);
    assert!(read(&deep(100), &limits).is_ok());
    assert_eq!(read(&deep(101), &limits), Err(ErrorKind::Limit));
    limits.depth = usize::MAX;
    let deepest = read(&deep(Limits::MAX_DEPTH / 2), &limits).unwrap();
    assert_eq!(deepest.to_descr().unwrap(), deep(Limits::MAX_DEPTH / 2).replace("u1", "|u1"));
    assert_eq!(read(&deep(Limits::MAX_DEPTH), &limits), Err(ErrorKind::Limit));

    limits.fields = 3;
    assert!(read("[('a', 'i1,i1')]", &limits).is_ok());
    assert_eq!(read("[('a', 'i1,i1'), ('b', 'i1')]", &limits), Err(ErrorKind::Limit));
    assert_eq!(read("'i1,i1,i1,i1'", &limits), Err(ErrorKind::Limit));
}

#[test]
fn names_are_written_as_python_writes_them() {
    for (name, text) in [
        ("it's", r#""it's""#),
        (r#"'""#, r#"'\'"'"#),
        ("\\\n\r\t\u{0}\u{7f}", r"'\\\n\r\t\x00\x7f'"),
        ("é数\u{1F600}\u{301}", "'é数\u{1F600}\u{301}'"),
        ("\u{a0}\u{ad}\u{200b}\u{e000}\u{e0001}", r"'\xa0\xad\u200b\ue000\U000e0001'"),
    ] {
        assert_eq!(super::quote::Quoted(name).to_string(), text);
        let dtype = DType::packed([(name, "u1".parse().unwrap())]).unwrap();
        assert_eq!(dtype.to_string(), format!("[({text}, '|u1')]"));
        check_round_trip(&dtype);
    }
}

fn check_round_trip(dtype: &DType) {
    let text = dtype.to_string();
    let back: DType = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(&back, dtype, "{text}");
    // Equality does not see the align flag; the text does.
    assert_eq!((back.to_string(), back.alignment()), (text, dtype.alignment()));
    if dtype.as_subarray().is_none()
        && let Ok(descr) = dtype.to_descr()
    {
        assert_eq!(&DType::from_descr(&descr, &Limits::default()).unwrap(), dtype, "{descr}");
    }
}
