//! Conditions on a few records, and what is said of wrong ones.

use super::*;

const RECORD: &str = "[('i', '<i8'), ('u', '>u8'), ('x', '<f8'), ('h', '<f2'), ('f', '|u1'), ('b', '?'), ('s', 'S3'), \
                      ('n', '<U2'), ('t', '<M8[s]'), ('d', '>m8[ms]'), ('q', [('bid', '>f4', (2,))]), ('a.b', 'u1')]";

/// Four records.
fn bytes() -> Vec<u8> {
    let mut bytes = Vec::new();
    for i in 0..4u8 {
        let n = i64::from(i);
        bytes.extend((n - 1).to_le_bytes()); // -1 0 1 2
        bytes.extend((u64::MAX - u64::from(i)).to_be_bytes());
        bytes.extend([0.5, f64::NAN, f64::INFINITY, -0.0][usize::from(i)].to_le_bytes());
        bytes.extend([0x3C00u16, 0x7E00, 0x0000, 0xBC00][usize::from(i)].to_le_bytes()); // 1 nan 0 -1
        bytes.push(1 << i);
        bytes.push(i % 2 * 3);
        bytes.extend([b"a\0\0", b"ab\0", b"abc", b"b\0\0"][usize::from(i)]);
        for letter in [['x', '\0'], ['é', '\0'], ['x', 'y'], ['\u{1F600}', '\0']][usize::from(i)] {
            bytes.extend(u32::from(letter).to_le_bytes());
        }
        bytes.extend([0, 60, i64::MIN, -1][usize::from(i)].to_le_bytes());
        bytes.extend([1500, i64::MIN, 0, -250][usize::from(i)].to_be_bytes());
        bytes.extend(f32::from(i).to_be_bytes());
        bytes.extend((-f32::from(i)).to_be_bytes());
        bytes.push(i);
    }
    bytes
}

fn chosen(text: &str) -> Vec<usize> {
    let dtype = RECORD.parse().unwrap();
    let bytes = bytes();
    let records = RecordView::new(&bytes, &dtype).unwrap();
    let mut mask = Vec::new();
    Filter::new(text, &dtype)
        .unwrap_or_else(|wrong| panic!("{text}: {wrong:?}"))
        .mask(&records, &mut mask)
        .unwrap();
    assert_eq!(mask.len(), 4);
    (0..4).filter(|&i| mask[i]).collect()
}

fn wrong(text: &str) -> (String, String) {
    let wrong = Filter::new(text, &RECORD.parse().unwrap()).unwrap_err();
    (text[wrong.place].to_owned(), wrong.message)
}

#[test]
fn numbers() {
    for (text, records) in [
        ("i > 0", &[2, 3][..]),
        ("i == 0 or i == 2", &[1, 3]),
        ("-1 <= i < 1", &[0, 1]),
        ("i in (-1, 2)", &[0, 3]),
        ("i not in [0, 1, 2.0]", &[0]),
        ("i % 2 == 1", &[0, 2]),
        ("i // 2 == -1", &[0]),
        ("u == 18446744073709551615", &[0]),
        ("u + u > 36893488147419103226", &[0, 1]),
        ("u > i", &[0, 1, 2, 3]),
        ("x > 0", &[0, 2]),
        ("x == 0", &[3]),
        ("x != x", &[1]),
        ("isnan(x) or isinf(x)", &[1, 2]),
        ("not isfinite(x)", &[1, 2]),
        ("x == nan", &[]),
        ("i / 2 == 0.5", &[2]),
        ("abs(i) == 1", &[0, 2]),
        ("-x == -0.5", &[0]),
        ("h < 0", &[3]),
        ("f & 0x6 != 0", &[1, 2]),
        ("f | 1 == f", &[0]),
        ("~f == -2", &[0]),
        ("b", &[1, 3]),
        ("not b and i < 1", &[0]),
        ("b == 1", &[1, 3]),
        ("b + b == 2", &[1, 3]),
        ("True", &[0, 1, 2, 3]),
        ("q.bid[0] >= 2", &[2, 3]),
        ("q.bid[1] > -2", &[0, 1]),
        ("`a.b` == 3", &[3]),
        ("a.b == 3", &[3]),
    ] {
        assert_eq!(chosen(text), records, "{text}");
    }
}

#[test]
fn text() {
    for (text, records) in [
        ("s == 'ab'", &[1][..]),
        ("s < 'abc'", &[0, 1]),
        ("s in ('a', 'b')", &[0, 3]),
        ("s not in ('a', \"b\")", &[1, 2]),
        ("n == 'é'", &[1]),
        ("n > 'xz'", &[1, 3]),
        ("n == '\u{1F600}'", &[3]),
        ("s == n", &[]),
        ("n != s", &[0, 1, 2, 3]),
        ("s > ''", &[0, 1, 2, 3]),
        ("'b' > s", &[0, 1, 2]),
        ("'a' < 'b'", &[0, 1, 2, 3]),
    ] {
        assert_eq!(chosen(text), records, "{text}");
    }
}

#[test]
fn text_of_several_lengths_and_blocks() {
    let words = ["", "a", "zürich", "\u{1F600}b"];
    let dtype = "[('n', '>U6'), ('s', 'S7')]".parse().unwrap();
    let mut bytes = Vec::new();
    for i in 0..5000 {
        let points: Vec<u32> = words[i % 4].chars().map(u32::from).collect();
        bytes.extend((0..6).flat_map(|k| points.get(k).copied().unwrap_or(0).to_be_bytes()));
        let utf8 = words[i / 4 % 4].as_bytes();
        bytes.extend((0..7).map(|k| utf8.get(k).copied().unwrap_or(0)));
    }
    let records = RecordView::new(&bytes, &dtype).unwrap();
    type Holds = fn(&str, &str) -> bool;
    let cases: [(&str, Holds); 4] = [
        ("n == s", |n, s| n == s),
        ("n < s", |n, s| n < s),
        ("n in ('', 'zürich')", |n, _| matches!(n, "" | "zürich")),
        ("s >= 'a'", |_, s| s >= "a"),
    ];
    for (text, holds) in cases {
        let mut mask = Vec::new();
        Filter::new(text, &dtype).unwrap().mask(&records, &mut mask).unwrap();
        let expected: Vec<bool> = (0..5000).map(|i| holds(words[i % 4], words[i / 4 % 4])).collect();
        assert!(mask == expected, "{text}");
    }
}

#[test]
fn times() {
    for (text, records) in [
        ("t >= '1970-01-01'", &[0, 1][..]),
        ("t == '1970-01-01T00:01'", &[1]),
        ("t < '1970-01-01T00:00:00.5'", &[0, 3]),
        ("t >= '1970-01-01T00:00:00.000000001'", &[1]),
        ("t != '1970-01-01'", &[1, 2, 3]),
        ("isnan(t)", &[2]),
        ("not isnat(t)", &[0, 1, 3]),
        ("t == 'NaT'", &[]),
        ("t in ('1970-01-01', '1970-01-01T00:00:59.5', '1970-01-01T00:01')", &[0, 1]),
        ("t + 1s == '1970-01-01'", &[3]),
        ("t - t == 0s", &[0, 1, 3]),
        ("d == 1500000us", &[0]),
        ("d > -1s", &[0, 2, 3]),
        ("-d == 250ms", &[3]),
        ("abs(d) <= 250", &[2, 3]),
        ("d + 1s > 1s", &[0]),
        ("t + d >= '1970-01-01T00:00:01.5'", &[0]),
    ] {
        assert_eq!(chosen(text), records, "{text}");
    }
}

#[test]
fn what_is_wrong_is_pointed_at() {
    for (text, place, message) in [
        (
            "i",
            "i",
            "expected something that is true or false, found an integer; compare it, as in '... != 0'",
        ),
        ("prize > 1", "prize", "there is no field 'prize'"),
        ("q > 1", "q", "expected a field with a value, found 'q', which is a record"),
        (
            "q.bid > 1",
            "q.bid",
            "expected one value in each record, found 'q.bid' of shape (2,); name one of them, as in 'q.bid[0]'",
        ),
        ("s > 1", "s > 1", "expected values of one kind around '>', found text and an integer"),
        (
            "s + 's' == 's'",
            "s + 's'",
            "expected numbers around '+', found text and text; text can only be compared",
        ),
        (
            "(i > 1) & b",
            "(i > 1) & b",
            "expected numbers around '&', found true or false and true or false; write 'and' between conditions",
        ),
        (
            "x & 1 == 1",
            "x & 1",
            "expected numbers around '&', found a number and a number; only integers have bits",
        ),
        (
            "t > 'yesterday'",
            "'yesterday'",
            "expected a time such as '2024-03-01T14:30', found 'yesterday': byte 0: expected a year, or 'NaT'",
        ),
        ("t > 5", "t > 5", "expected values of one kind around '>', found a time and an integer"),
        ("d > 5 q", "q", "expected 'and', 'or' or the end, found 'q'"),
        ("d > 5q", "5q", "expected a unit of time (Y M W D h m s ms us ns ps fs as), found 'q'"),
        (
            "len(s) > 1",
            "len(s)",
            "expected one of the functions isnan, isnat, isfinite, isinf, abs, found 'len'",
        ),
        ("isnan(i)", "i", "expected a number with a fraction, or a time in isnan, found an integer"),
        ("i in (u, 2)", "u", "expected a value behind 'in'; compare fields with '=='"),
    ] {
        let (found_place, found) = wrong(text);
        assert_eq!(found_place, place, "{text}: {found}");
        assert!(found.starts_with(message), "{text}: {found}");
    }
}

#[test]
fn what_can_only_be_known_of_the_records_is_said_then() {
    let dtype = RECORD.parse().unwrap();
    let bytes = bytes();
    let records = RecordView::new(&bytes, &dtype).unwrap();
    let run = |text: &str| Filter::new(text, &dtype).unwrap().mask(&records, &mut Vec::new()).unwrap_err();
    assert!(run("1 // i > 0").message.contains("division by zero"));
    assert_eq!(run("1 // i > 0").record, Some(1));
    assert!(run("u * u * u > 0").message.contains("127 bits"));
}

#[test]
fn all_records_are_looked_at() {
    let bytes: Vec<u8> = (0..10_000u32).flat_map(|i| i.to_le_bytes()).collect();
    let dtype = "[('i', '<u4')]".parse().unwrap();
    let records = RecordView::new(&bytes, &dtype).unwrap();
    let mut mask = Vec::new();
    Filter::new("i % 7 == 3", &dtype).unwrap().mask(&records, &mut mask).unwrap();
    assert!(mask.iter().enumerate().all(|(i, &chosen)| chosen == (i % 7 == 3)));
    assert_eq!(mask.len(), 10_000);
}
