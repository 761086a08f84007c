//! Counts of values beside those of `np.unique`.

use super::*;
use crate::view::RecordView;

fn counted(bytes: &[u8], dtype: &str) -> Vec<(String, u64)> {
    let dtype = dtype.parse().unwrap();
    let view = RecordView::new(bytes, &dtype).unwrap();
    let frequencies = view.any_column([]).unwrap().frequencies().unwrap();
    frequencies.sorted().into_iter().map(|(value, count)| (value.to_string(), count)).collect()
}

#[test]
fn values_are_equal_as_numpys() {
    let floats: Vec<u8> =
        [0.0, -0.0, f64::NAN, 1.0, -f64::NAN].iter().flat_map(|x: &f64| x.to_le_bytes()).collect();
    assert_eq!(counted(&floats, "<f8"), [("0.0".into(), 2), ("1.0".into(), 1), ("nan".into(), 2)]);
    assert_eq!(counted(b"b\0a\0b\0\0\0", "S2"), [("b''".into(), 1), ("b'a'".into(), 1), ("b'b'".into(), 2)]);
    assert_eq!(counted(&[0, 0xFF, 0xFF, 0xFE, 0, 0xFF], ">i2"), [("-2".into(), 1), ("255".into(), 2)]);
    let times: Vec<u8> = [i64::MIN, 1, i64::MIN].iter().flat_map(|n| n.to_le_bytes()).collect();
    assert_eq!(counted(&times, "<M8[D]"), [("1970-01-02".into(), 1), ("NaT".into(), 2)]);
}

#[test]
fn threads_make_no_difference() {
    let values: Vec<u32> = (0..300_000u32).map(|i| i.wrapping_mul(2_654_435_761) % 1000).collect();
    let view = RecordView::of(&values);
    let frequencies = view.any_column([]).unwrap().frequencies().unwrap();
    let mut expected = std::collections::BTreeMap::new();
    values.iter().for_each(|value| *expected.entry(u64::from(*value)).or_insert(0u64) += 1);
    let expected: Vec<(Value, u64)> =
        expected.into_iter().map(|(value, count)| (Value::UInt(value), count)).collect();
    assert_eq!(frequencies.sorted(), expected);
    assert_eq!(frequencies.total(), 300_000);
    let top = frequencies.top(10);
    assert!(top.windows(2).all(|pair| pair[0].1 >= pair[1].1) && top.len() == 10);
}

#[test]
fn what_is_not_counted() {
    assert!(Frequencies::new(&"<c16".parse().unwrap()).is_err());
    assert!(Frequencies::new(&"[('a', 'u1')]".parse().unwrap()).is_err());
    let mut bytes = Frequencies::new(&"S1".parse().unwrap()).unwrap();
    let other = Frequencies::new(&"|u1".parse().unwrap()).unwrap();
    assert!(bytes.combine(&other).unwrap_err().message().contains("expected values of dtype"));
    let empty = RecordView::with_layout(&[], &"S0".parse().unwrap(), 0, 0, 5).unwrap();
    let frequencies = empty.any_column([]).unwrap().frequencies().unwrap();
    assert_eq!((frequencies.distinct(), frequencies.total()), (1, 5));
}

/// Words of keys are in rows for whole blocks, but not those of long values: each takes as much as there is of it.
#[test]
fn long_values_take_no_more_than_their_length() {
    let long = |text: &[u8]| [text, &[0; 1000][text.len()..]].concat();
    let bytes = [b"b", &b"a"[..], b"", b"a"].map(long).concat();
    let expected = [("b''".into(), 1), ("b'a'".into(), 2), ("b'b'".into(), 1)];
    assert_eq!(counted(&bytes, "S1000"), expected);
    let longest = "S2147483647".parse().unwrap();
    let nothing = RecordView::with_layout(&[], &longest, 0, 2_147_483_647, 0).unwrap();
    let mut nothing = nothing.any_column([]).unwrap().frequencies().unwrap();
    nothing.combine(&Frequencies::new(&longest).unwrap()).unwrap();
    assert_eq!(nothing.distinct(), 0);
}

#[cfg(feature = "serde")]
#[test]
fn counts_are_sent() {
    let of = |bytes: &[u8], dtype: &str| {
        let dtype = dtype.parse().unwrap();
        RecordView::new(bytes, &dtype).unwrap().any_column([]).unwrap().frequencies().unwrap()
    };
    let floats: Vec<u8> = [0.5, f64::NAN, -1e300, 0.5].iter().flat_map(|x: &f64| x.to_le_bytes()).collect();
    let all = [
        of(&floats, "<f8"),
        of(&[0, 60, 1, 0x7e, 0, 60], "<f2"),
        of(&[1, 2, 1], "|i1"),
        of(&[0xFF; 16], "<u8"),
        of(&[0, 1, 7], "?"),
        of(&[0; 16], ">m8[s]"),
        of(b"abcdefghijabcdefghij", "S10"),
        of(&[97, 0, 0, 0, 98, 0, 0, 0, 99, 0, 0, 0], "<U3"),
        Frequencies::new(&"S0".parse().unwrap()).unwrap(),
    ];
    for state in all {
        let text = serde_json::to_string(&state).unwrap();
        let mut again: Frequencies = serde_json::from_str(&text).unwrap();
        assert_eq!(again.sorted().len(), state.distinct());
        assert_eq!(format!("{:?}", again.sorted()), format!("{:?}", state.sorted()));
        again.combine(&state).unwrap();
        assert_eq!((again.distinct(), again.total()), (state.distinct(), 2 * state.total()));
    }
}

#[cfg(feature = "serde")]
#[test]
fn what_no_counts_are_is_refused() {
    const ZERO: u64 = 1 << 63;
    let total = |text: &str| serde_json::from_str::<Frequencies>(text).unwrap().total();
    assert_eq!(total(&format!("[1,\"|i1\",[2,5,{ZERO},7,{}]]", ZERO + 127)), 12);
    assert_eq!(total("[1,\"S0\",[1,5]]"), 5);
    for wrong in [
        // Another version, a dtype without counts, too few and too many words.
        format!("[2,\"|i1\",[1,5,{ZERO}]]"),
        "[1,\"<c16\",[0]]".into(),
        "[1,\"|i1\",[1,5]]".into(),
        format!("[1,\"|i1\",[1,5,{ZERO},1]]"),
        format!("[1,\"|i1\",[{},5,{ZERO}]]", u64::MAX),
        "[1,\"|i1\",[]]".into(),
        // A value that is not there, or more often than anything is, or twice.
        format!("[1,\"|i1\",[1,0,{ZERO}]]"),
        format!("[1,\"|i1\",[1,{},{ZERO}]]", u64::MAX),
        format!("[1,\"|i1\",[2,1,{ZERO},1,{ZERO}]]"),
        "[1,\"S0\",[2,1,1]]".into(),
        // Values that the dtype does not have.
        format!("[1,\"|i1\",[1,5,{}]]", ZERO + 128),
        format!("[1,\"?\",[1,5,{}]]", ZERO + 2),
        format!("[1,\"<u2\",[1,5,{}]]", ZERO - 1),
        format!("[1,\"<f4\",[1,5,{}]]", ZERO | 0.1f64.to_bits()),
        format!("[1,\"<f8\",[1,5,{}]]", u64::MAX - 1),
        format!("[1,\"<f8\",[1,5,{}]]", ZERO - 1),
        format!("[1,\"S1\",[1,5,{}]]", 97u64 << 48),
        "[1,\"<U1\",[1,5,97]]".into(),
    ] {
        assert!(serde_json::from_str::<Frequencies>(&wrong).is_err(), "{wrong}");
    }
}

/// Values of which most are different are sorted, and can be counted on.
#[test]
fn different_values_are_counted_as_others_are() {
    let count = 5 * RANGE + 17;
    for (kind, apart) in [("<u8", 8), (">i8", 40), ("<f8", 56), ("<f4", 12), ("<M8[us]", 24), ("|S8", 8)] {
        let dtype: DType = kind.parse().unwrap();
        let size = dtype.itemsize();
        let value =
            |i: usize| (if i % 500 == 499 { i - 3 } else { i } as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let bytes: Vec<u8> = (0..count)
            .flat_map(|i| [&value(i).to_le_bytes()[8 - size..], &vec![0; apart - size]].concat())
            .collect();
        let view = |from: usize, to: usize| {
            let bytes = &bytes[from * apart..to * apart];
            RecordView::with_layout(bytes, &dtype, 0, apart as isize, to - from).unwrap()
        };
        let mut found = view(0, count).any_column([]).unwrap().frequencies().unwrap();
        // In pieces that are too short to be sorted.
        let mut pieces = Frequencies::new(&dtype).unwrap();
        for from in (0..count).step_by(RANGE) {
            pieces.insert(&view(from, count.min(from + RANGE)).any_column([]).unwrap()).unwrap();
        }
        // NaN is no NaN but as text, and there are too many values to show.
        let shown = |all: &Frequencies| format!("{:?}", (all.total(), all.top(3), all.sorted()));
        let same = |a: &Frequencies, b: &Frequencies| shown(a) == shown(b);
        assert!(found.distinct() > RANGE, "{kind}");
        assert!(same(&found, &pieces), "{kind}");
        #[cfg(feature = "serde")]
        {
            let text = serde_json::to_string(&found).unwrap();
            assert!(same(&serde_json::from_str(&text).unwrap(), &found), "{kind}");
        }
        // What was sorted takes further values, and is added to others.
        let some = view(count - 100, count);
        found.insert(&some.any_column([]).unwrap()).unwrap();
        pieces.insert(&some.any_column([]).unwrap()).unwrap();
        assert!(same(&found, &pieces), "{kind}");
        found.combine(&pieces).unwrap();
        assert_eq!((found.distinct(), found.total()), (pieces.distinct(), 2 * pieces.total()));
    }
}
