use super::super::gather;
use super::*;
use crate::shape::{Dim, Dims};

/// Whether keys go up where they must, and are equal where they must be.
fn ascending<T: Copy + std::fmt::Debug>(values: &[T], key: impl Fn(T) -> u64) {
    for pair in values.windows(2) {
        assert!(key(pair[0]) < key(pair[1]), "{pair:?}");
    }
}

#[test]
fn floats_by_value_and_nan_last() {
    let tiny = f64::from_bits(1);
    let values = [
        f64::NEG_INFINITY,
        f64::MIN,
        -1.0,
        -tiny,
        0.0,
        tiny,
        f64::MIN_POSITIVE,
        1.0,
        f64::MAX,
        f64::INFINITY,
    ];
    ascending(&values, of_float);
    assert_eq!(of_float(-0.0), of_float(0.0));
    assert_eq!((of_float(f64::NAN), of_float(-f64::NAN)), (MISSING, MISSING));
    assert!(of_float(f64::INFINITY) < FLOATS_END);
    for value in values {
        assert_eq!(to_float(of_float(value)).to_bits(), value.to_bits());
    }
    assert!(to_float(MISSING).is_nan());
}

#[test]
fn integers_and_times() {
    let values = [i64::MIN + 1, -5, -1, 0, 1, i64::MAX];
    ascending(&values, of_whole);
    ascending(&values, of_time);
    assert_eq!(of_time(i64::MIN), MISSING);
    for value in values.into_iter().chain([i64::MIN]) {
        assert_eq!((to_whole(of_whole(value)), to_time(of_time(value))), (value, value));
    }
}

/// As NumPy 2.4 sorts them.
#[test]
fn complex_numbers_by_where_their_nans_are() {
    let nan = f64::NAN;
    let values = [
        [-1.0, 5.0],
        [0.0, -1.0],
        [0.0, 2.0],
        [f64::INFINITY, 0.0],
        [-1.0, nan],
        [3.0, nan],
        [nan, -2.0],
        [nan, 7.0],
        [nan, nan],
    ];
    for pair in values.windows(2) {
        assert!(of_complex(pair[0]) < of_complex(pair[1]), "{pair:?}");
    }
    assert_eq!(of_complex([-0.0, 0.0]), of_complex([0.0, -0.0]));
    let format = KeyFormat::Complex(Format { word: Word::C128, big_endian: false });
    let reversed = |value| of_complex(value).map(|word| format.reversed(word));
    assert!(reversed([1.0, 2.0]) < reversed([1.0, 1.0]) && reversed([1.0, 1.0]) < reversed([0.0, 9.0]));
    assert!(reversed([-1.0, 0.0]) < reversed([9.0, nan]) && reversed([9.0, nan]) < reversed([-1.0, nan]));
    assert!(reversed([-1.0, nan]) < reversed([nan, 1.0]) && reversed([nan, 1.0]) < reversed([nan, nan]));
}

#[test]
fn text_from_the_left() {
    let key = |text: &[u8; 11]| (0..2).map(|word| KeyFormat::Bytes(11).word(text, word)).collect::<Vec<_>>();
    let texts = [b"\0\0\0\0\0\0\0\0\0\0\0", b"a\0\0\0\0\0\0\0\0\0\0", b"a\0b\0\0\0\0\0\0\0\0"];
    assert!(texts.windows(2).all(|pair| key(pair[0]) < key(pair[1])));
    assert!(
        key(b"abcdefghijk") < key(b"abcdefghijl") && key(b"abcdefghijl") < key(b"\xff\0\0\0\0\0\0\0\0\0\0")
    );

    let points = |text: &str| -> Vec<u32> { text.chars().map(u32::from).collect() };
    let words = |text: &str, big_endian: bool| -> Vec<u64> {
        let mut bytes: Vec<u8> = points(text)
            .iter()
            .flat_map(|p| if big_endian { p.to_be_bytes() } else { p.to_le_bytes() })
            .collect();
        bytes.resize(12, 0);
        let format = KeyFormat::Str { len: 3, big_endian };
        (0..format.words()).map(|word| format.word(&bytes, word)).collect()
    };
    for big_endian in [false, true] {
        let sorted = ["", "a", "ab", "abc", "b", "\u{e9}", "\u{1f600}"];
        assert!(sorted.windows(2).all(|pair| words(pair[0], big_endian) < words(pair[1], big_endian)));
    }
    assert_eq!((KeyFormat::Bytes(0).words(), KeyFormat::Bytes(8).words()), (0, 1));
}

#[test]
fn blocks_have_the_keys_of_their_values() {
    let words = [
        Word::Bool,
        Word::I8,
        Word::I16,
        Word::I32,
        Word::I64,
        Word::U8,
        Word::U16,
        Word::U32,
        Word::U64,
        Word::F16,
        Word::F32,
        Word::F64,
        Word::C64,
        Word::C128,
    ];
    // Any bits, with NaN and NaT among them, at odd addresses.
    let mut bytes: Vec<u8> = (0..17 * 600u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    bytes[1..1 + 17 * 8].fill(0xff);
    let count = 599;
    for word in words {
        for big_endian in [false, true] {
            let format = Format { word, big_endian };
            let key = match word {
                Word::F16 | Word::F32 | Word::F64 => KeyFormat::Float(format),
                Word::C64 | Word::C128 => KeyFormat::Complex(format),
                Word::I64 if big_endian => KeyFormat::Time(format),
                _ => KeyFormat::Whole(format),
            };
            let dims = Dims::new(&[Dim { len: count, stride: 17 }]);
            for part in 0..key.words() {
                let mut gather = gather::over(&bytes, 1, &dims, format);
                let mut keys = vec![0; count];
                key.fill(&mut gather, part, &mut keys);
                for (i, &found) in keys.iter().enumerate() {
                    assert_eq!(found, key.word(&bytes[1 + 17 * i..], part), "{word:?} {i}");
                }
            }
        }
    }
}

#[test]
fn what_is_missing_stays_last_in_the_opposite_order() {
    let format = Format { word: Word::F64, big_endian: false };
    let float = KeyFormat::Float(format);
    assert!(float.reversed(of_float(1.0)) < float.reversed(of_float(-1.0)));
    assert!(float.reversed(of_float(f64::NEG_INFINITY)) < float.reversed(MISSING));
    assert!(float.is_missing(MISSING) && !float.is_missing(of_float(f64::INFINITY)));
    let time = KeyFormat::Time(Format { word: Word::I64, big_endian: false });
    ascending(&[i64::MAX, 0, i64::MIN + 1, i64::MIN], |value| time.reversed(of_time(value)));
    let whole = KeyFormat::Whole(Format { word: Word::U64, big_endian: false });
    ascending(&[u64::MAX, 1, 0], |key| whole.reversed(key));
    assert!(!whole.is_missing(u64::MAX));
}
