//! What CPython 3.11 makes of texts: each value as `ast.literal_eval` gives it, each refusal one of its refusals.

use std::fmt::Write;

use super::*;
use crate::{ErrorKind, int};

const RULES: Rules = Rules { depth: 200, python2: false };

/// Text, and the value in a notation of our own: double quotes, bytes in hexadecimal, a comma after every item.
const ACCEPTED: &[(&str, &str)] = &[
    ("'a'", r#""a""#),
    (r#""a""#, r#""a""#),
    (r#"'it"s'"#, r#""it\u{22}s""#),
    ("u'a'", r#""a""#),
    ("U'é'", r#""\u{e9}""#),
    (r#"r'\d\''"#, r#""\u{5c}d\u{5c}'""#),
    (r#"R"\n""#, r#""\u{5c}n""#),
    (r#"'\d\8'"#, r#""\u{5c}d\u{5c}8""#),
    (r#"'\x3cf8'"#, r#""<f8""#),
    (r#"'\u0073\U0001F600'"#, r#""s\u{1f600}""#),
    (r#"'\101\7\08\777'"#, r#""A\u{7}\u{0}8\u{1ff}""#),
    (r#"'\a\b\f\n\r\t\v\\\'\"'"#, r#""\u{7}\u{8}\u{c}\u{a}\u{d}\u{9}\u{b}\u{5c}'\u{22}""#),
    (r#"b'a\xff\777\u0041'"#, r#"b"61ffff5c7530303431""#),
    (r#"rb'\x'"#, r#"b"5c78""#),
    (r#"bR'\''"#, r#"b"5c27""#),
    (r#"'a' 'b' "c""#, r#""abc""#),
    ("'' ''", r#""""#),
    (r#"b'a' b'\0'"#, r#"b"6100""#),
    ("'''a'b''c'''", r#""a'b''c""#),
    ("''''a'''", r#""'a""#),
    ("0", "0"),
    ("00", "0"),
    ("0_0", "0"),
    ("1_000", "1000"),
    ("0x1F", "31"),
    ("0x_f", "15"),
    ("0o17", "15"),
    ("0b1_1", "3"),
    ("9223372036854775807", "9223372036854775807"),
    ("9223372036854775808", "big"),
    ("-9223372036854775808", "big"),
    ("- 1", "-1"),
    ("+1", "1"),
    ("-(1)", "-1"),
    ("((1))", "1"),
    ("1.", "float"),
    (".5", "float"),
    ("01.5", "float"),
    ("0_9.5", "float"),
    ("1e3", "float"),
    ("1.e-5", "float"),
    ("1e400", "float"),
    ("2j", "complex"),
    ("09J", "complex"),
    ("1.5e1j", "complex"),
    ("1+2j", "complex"),
    ("-1-2J", "complex"),
    ("(1)+(2j)", "complex"),
    ("(-1.5)+2j", "complex"),
    ("True", "True"),
    ("None", "None"),
    ("(None)", "None"),
    ("()", "()"),
    ("(1,)", "(1,)"),
    ("(1, 2,)", "(1,2,)"),
    ("(((1,),))", "((1,),)"),
    ("[]", "[]"),
    ("[1, 'a', [None]]", r#"[1,"a",[None,],]"#),
    ("{}", "{}"),
    ("{'a': 1, (1, 'b'): [2]}", r#"{"a":1,(1,"b",):[2,],}"#),
    ("{'a': 1, 'a': 2,}", r#"{"a":1,"a":2,}"#),
    ("{1, 2}", "{1,2,}"),
    ("set()", "{}"),
    ("set ( )", "{}"),
    ("1,", "(1,)"),
    ("'a', 2", r#"("a",2,)"#),
    ("(1)   # comment", "1"),
    (" \t 1", "1"),
    (
        "{'descr': [('a', '<i4'), ('', '|V4')], 'fortran_order': False, 'shape': (3,), }  ",
        r#"{"descr":[("a","<i4",),("","|V4",),],"fortran_order":False,"shape":(3,),}"#,
    ),
    ("\n#c\n\u{c}1\n\n # c\n", "1"),
    ("(\n1, # one\n  2)", "(1,2,)"),
    ("1 \\\n + \\\r\n 2j", "complex"),
    ("'a\\\nb\\\r\nc'", r#""abc""#),
    ("'''a\r\nb\rc\n'''", r#""a\u{a}b\u{a}c\u{a}""#),
    ("r'''\\\r\n'''", r#""\u{5c}\u{a}""#),
    ("('a'\n  'b')", r#""ab""#),
    ("\\\n1", "1"),
    ("1\r\n\r", "1"),
    ("[1,\r\n\t2]", "[1,2,]"),
    ("{'a' \\\n:\u{c}1}", r#"{"a":1,}"#),
];

/// Text, the byte of the error, and the error.
const REFUSED: &[(&str, u64, &str)] = &[
    ("", 0, "expected a value, found end of text"),
    ("  ", 2, "expected a value, found end of text"),
    ("#c", 2, "expected a value, found end of text"),
    ("nan", 0, "expected a value, found 'nan'"),
    ("x", 0, "expected a value, found 'x'"),
    ("lambda: 1", 0, "expected a value, found 'lambda'"),
    ("'a", 2, r#"expected a closing "'", found end of text"#),
    ("'''a''", 6, "expected a closing ''', found end of text"),
    ("'a\nb'", 2, r#"expected a closing "'", found end of line"#),
    (r#"""#, 1, r#"expected a closing '"', found end of text"#),
    (r#"'\"#, 2, r#"expected a closing "'", found end of text"#),
    ("ur'a'", 0, "expected a value, found 'ur'"),
    ("f'a'", 0, "expected a value, found 'f'"),
    ("b'é'", 2, "expected an ASCII character after b', found 'é'"),
    ("'a' b'b'", 4, "expected text to continue text, found bytes"),
    ("b'' ''", 4, "expected bytes to continue bytes, found text"),
    ("('a') 'b'", 6, r#"expected end of text after ')', found "'""#),
    ("'a'\n'b'", 4, r#"expected end of text after 'a', found "'""#),
    (r#"'\x4g'"#, 1, r#"expected 2 hexadecimal digits after '\x', found 1"#),
    (r#"'\u12'"#, 1, r#"expected 4 hexadecimal digits after '\u', found 2"#),
    (r#"'\U00110000'"#, 1, r#"expected a Unicode character, found '\U00110000'"#),
    ("03", 0, "expected an integer without leading zeros, found '0'"),
    ("0777", 0, "expected an integer without leading zeros, found '0'"),
    ("1__0", 2, "expected a digit after '1_', found '_0'"),
    ("1_", 2, "expected a digit after '1_', found end of text"),
    ("0x", 2, "expected a digit after '0x', found end of text"),
    ("0xg", 2, "expected a digit after '0x', found 'g'"),
    ("0b12", 3, "expected the end of the number after '0b1', found '2'"),
    ("0o8", 2, "expected a digit after '0o', found '8'"),
    ("1e", 2, "expected a digit after '1e', found end of text"),
    ("1e+", 3, "expected a digit after '1e+', found end of text"),
    ("1._5", 2, "expected the end of the number after '1.', found '_5'"),
    ("1jj", 2, "expected the end of the number after '1j', found 'j'"),
    ("1L", 1, "expected the end of the number after '1', found 'L'"),
    ("12abc", 2, "expected the end of the number after '12', found 'abc'"),
    ("1 2", 2, "expected end of text after '1', found '2'"),
    ("1 'a'", 2, r#"expected end of text after '1', found "'""#),
    ("- -1", 2, "expected a value after '-', found '-'"),
    ("-True", 1, "expected a number after its sign, found True"),
    ("-'a'", 1, "expected a number after its sign, found text"),
    ("-(1+2j)", 2, "expected a number after its sign, found a complex number"),
    ("1+2", 2, "expected an imaginary number such as 2j, found an integer"),
    ("1+(-2j)", 3, "expected an imaginary number such as 2j, found a complex number"),
    ("1j+2j", 2, "expected end of text after '1j', found '+'"),
    ("1+2j+3j", 4, "expected end of text after '2j', found '+'"),
    ("True+1j", 4, "expected end of text after 'True', found '+'"),
    ("~1", 0, "expected a value, found '~'"),
    ("2*3", 1, "expected end of text after '2', found '*'"),
    ("2**3", 1, "expected end of text after '2', found '*'"),
    ("(", 1, "expected a value after '(', found end of text"),
    (")", 0, "expected a value, found ')'"),
    ("(1", 2, "expected ',' or ')' after '1', found end of text"),
    ("(1]", 2, "expected ',' or ')' after '1', found ']'"),
    ("[1)", 2, "expected ',' or ']' after '1', found ')'"),
    ("{1", 2, "expected ':', ',' or '}' after '1', found end of text"),
    ("{1: 2", 5, "expected ',' or '}' after '2', found end of text"),
    ("{1: 2, 3}", 8, "expected ':' after '3', found '}'"),
    ("{1, 2: 3}", 5, "expected ',' or '}' after '2', found ':'"),
    ("{'a' 1}", 5, "expected ':', ',' or '}' after 'a', found '1'"),
    ("{'a': }", 6, "expected a value after ':', found '}'"),
    ("{,}", 1, "expected a value after '{', found ','"),
    ("(,)", 1, "expected a value after '(', found ','"),
    ("[,]", 1, "expected a value after '[', found ','"),
    ("[1,,2]", 3, "expected a value after ',', found ','"),
    ("{[]: 1}", 1, "expected a key that can be hashed, found a list"),
    ("{{}}", 1, "expected a key that can be hashed, found a dict"),
    ("{(1, [])}", 5, "expected a key that can be hashed, found a list"),
    ("{set()}", 1, "expected a key that can be hashed, found a set"),
    ("*[1]", 0, "expected a value, found '*'"),
    ("{**{}}", 1, "expected a value after '{', found '*'"),
    ("[x for x in 'a']", 1, "expected a value after '[', found 'x'"),
    ("set", 3, "expected '()' after 'set', found end of text"),
    ("set(1)", 4, "expected ')' after '(', found '1'"),
    ("f()", 0, "expected a value, found 'f'"),
    ("'a'.b", 3, "expected end of text after 'a', found '.'"),
    ("[1][0]", 3, "expected end of text after ']', found '['"),
    ("1 if 1 else 2", 2, "expected end of text after '1', found 'if'"),
    ("1;", 1, "expected end of text after '1', found ';'"),
    ("1\n2", 2, "expected end of text after '1', found '2'"),
    ("1,\n2", 3, "expected end of text after ',', found '2'"),
    ("\n 1", 2, "expected no indentation, found blanks at the start of a line"),
    ("1\n ", 3, "expected no indentation, found blanks at the start of a line"),
    ("1\\\n", 1, r#"expected end of text after '1', found '\'"#),
    ("1\\ \n2", 1, r#"expected end of text after '1', found '\'"#),
    ("\u{feff}1", 0, "expected a value, found '\u{feff}1'"),
    ("1\u{a0}", 1, r#"expected the end of the number after '1', found '\u{a0}'"#),
    ("1\u{b}", 1, r#"expected end of text after '1', found '\u{b}'"#),
    ("1\u{0}", 1, "expected text, found a NUL byte"),
    ("'\u{0}'", 1, "expected text, found a NUL byte"),
    ("(a := 1)", 1, "expected a value after '(', found 'a'"),
    ("?", 0, "expected a value, found '?'"),
];

#[test]
fn accepts_what_python_accepts() {
    for (text, expected) in ACCEPTED {
        let node = parse(text, RULES).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert_eq!(show(&node), *expected, "{text:?}");
    }
}

#[test]
fn refuses_what_python_refuses() {
    for (text, at, message) in REFUSED {
        let error = parse(text, RULES).expect_err(text);
        assert_eq!((error.offset(), error.message()), (Some(*at), *message), "{text:?}");
        assert_eq!(error.kind(), ErrorKind::Format, "{text:?}");
    }
}

#[test]
fn refuses_escapes_that_are_no_char() {
    for (text, message) in [
        (r"'\ud800'", r"expected a Unicode character, found '\ud800'"),
        (r"'\N{BULLET}'", "expected a character, or an escape by number, found a character by name"),
    ] {
        assert_eq!(parse(text, RULES).expect_err(text).to_string(), message);
    }
}

#[test]
fn nodes_know_their_bytes() {
    let text = "[ ( 'a' 'b' ) , -(1), (2,), set ( ) ]";
    let node = parse(text, RULES).unwrap();
    assert_eq!(&text[node.at..node.end], text);
    let Value::List(items) = node.value else { panic!("{node:?}") };
    let texts: Vec<_> = items.iter().map(|item| &text[item.at..item.end]).collect();
    assert_eq!(texts, ["'a' 'b'", "-(1", "(2,)", "set ( )"]);
}

#[test]
fn text_is_borrowed_where_it_can_be() {
    for (text, borrowed) in
        [("'a'", true), ("'a' ''", true), (r"r'\n'", true), (r"'\n'", false), ("'a' 'b'", false)]
    {
        let Value::Str(value) = parse(text, RULES).unwrap().value else { panic!("{text}") };
        assert_eq!(matches!(value, Cow::Borrowed(_)), borrowed, "{text}");
    }
}

#[test]
fn python_2_headers() {
    let python2 = Rules { python2: true, ..RULES };
    for (text, value) in
        [("3L", "3"), ("(3L, 0x1fL, 2 L)", "(3,31,2,)"), ("-1L", "-1"), ("{}\n  ", "{}"), ("{}\r\n ", "{}")]
    {
        assert_eq!(show(&parse(text, python2).unwrap()), value);
        parse(text, RULES).expect_err(text);
    }
    for text in ["3l", "3LL", "0777L", "3Lx", "L", "'a' L", "(3)L", "{}\r  ", "{}\n\r  "] {
        parse(text, python2).expect_err(text);
    }
}

#[test]
fn brackets_nest_as_deep_as_allowed() {
    let nested = |n| "[".repeat(n) + &"]".repeat(n);
    assert!(parse(&nested(200), RULES).is_ok());
    // The stack of a test's thread is enough for the deepest that can be asked for.
    let rules = Rules { depth: crate::Limits::MAX_DEPTH, ..RULES };
    assert!(parse(&nested(rules.depth), rules).is_ok());
    assert!(parse(&("{1:".repeat(rules.depth) + "1" + &"}".repeat(rules.depth)), rules).is_ok());
    let error = parse(&nested(201), RULES).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert_eq!(
        error.message(),
        "expected at most 200 nested brackets, found more; if the text is trusted, raise `Limits::depth`, up to 640"
    );
    assert_eq!(error.offset(), Some(200));
    for open in ["[", "(", "{", "{1:", "({", "-(", "set("] {
        parse(&open.repeat(100_000), RULES).expect_err(open);
    }
    for sign in ["-", "- ", "1+", "1,", "'", "\\\n", "#\n", "\"\"\"", "''"] {
        let _ = parse(&sign.repeat(100_000), RULES);
    }
}

/// Every one of these takes a parser that looks back, or copies what it has, minutes.
#[test]
fn time_is_linear() {
    const N: usize = 50_000;
    for (item, open, close) in [
        ("1,", "[", "]"),
        ("'a' ", "(", ")"),
        ("'' ", "(", ")"),
        ("(1,),", "{", "}"),
        ("1:2,", "{", "}"),
        (r"\x41", "'", "'"),
        ("1", "", "j"),
        ("1_", "", "1"),
        ("# (\n", "(1", ")"),
        ("\\\n", "(1", ")"),
        ("1,", "", ""),
    ] {
        let text = open.to_owned() + &item.repeat(N) + close;
        assert!(parse(&text, RULES).is_ok(), "{item:?}");
        for end in 0..2 {
            parse(&text[..text.len() - close.len().max(1) - end], RULES).err();
        }
    }
}

/// No text panics: pieces of literals put together in every order.
#[test]
fn any_text_is_accepted_or_refused() {
    let pieces = [
        "'",
        "\"",
        "'''",
        "\\",
        "\n",
        "\r\n",
        " ",
        "\u{c}",
        "#",
        "b",
        "r",
        "u",
        "x",
        "0",
        "1",
        "9",
        "_",
        ".",
        "e",
        "j",
        "L",
        "+",
        "-",
        ",",
        ":",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "é",
        "\u{1F600}",
        "set",
        "None",
        "\0",
    ];
    let mut text = String::new();
    for python2 in [false, true] {
        for a in pieces {
            for b in pieces {
                for c in pieces {
                    for d in ["", "'", "1", ")"] {
                        text.clear();
                        text.extend([a, b, c, d]);
                        if let Err(error) = parse(&text, Rules { depth: 2, python2 }) {
                            let at = error.offset().and_then(int::to_usize);
                            assert!(at.is_some_and(|at| text.is_char_boundary(at)), "{text:?}");
                        }
                    }
                }
            }
        }
    }
}

fn show(node: &Node<'_>) -> String {
    let all = |items: &[Node<'_>]| items.iter().map(|item| show(item) + ",").collect::<String>();
    match &node.value {
        Value::Str(text) => {
            text.chars().fold("\"".to_owned(), |shown, c| match c {
                ' '..='~' if c != '"' && c != '\\' => shown + c.encode_utf8(&mut [0; 4]),
                _ => shown + &c.escape_unicode().to_string(),
            }) + "\""
        }
        Value::Bytes(bytes) => {
            let mut shown = "b\"".to_owned();
            bytes.iter().for_each(|byte| write!(shown, "{byte:02x}").unwrap());
            shown + "\""
        }
        Value::Int(Some(n)) => n.to_string(),
        Value::Int(None) => "big".to_owned(),
        Value::Float => "float".to_owned(),
        Value::Complex => "complex".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::None => "None".to_owned(),
        Value::Tuple(items) => format!("({})", all(items)),
        Value::List(items) => format!("[{}]", all(items)),
        Value::Set(items) => format!("{{{}}}", all(items)),
        Value::Dict(entries) => {
            let all: String =
                entries.iter().map(|(key, value)| show(key) + ":" + &show(value) + ",").collect();
            format!("{{{all}}}")
        }
    }
}
