//! Casts against what NumPy did: `np.can_cast` for every pair of kinds, and values of each kind through `astype`.
//!
//! `tests/live/casts.py` recorded it; `DTYPE_CASTS` names another recording.

use std::path::Path;
use std::{env, fs};

use dtype_core::{Casting, Conversion, DType, RecordView, Value, can_cast};
use serde_json::Value as Json;

const CASTINGS: [Casting; 5] =
    [Casting::No, Casting::Equiv, Casting::Safe, Casting::SameKind, Casting::Unsafe];

fn recorded() -> Json {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/cast_cases.json");
    let path = env::var_os("DTYPE_CASTS").map_or(own, Into::into);
    serde_json::from_slice(&fs::read(&path).expect("the recording")).expect("JSON")
}

fn text(value: &Json) -> &str {
    value.as_str().expect("a string")
}

fn dtype(value: &Json) -> DType {
    text(value).parse().expect("a dtype")
}

fn bytes(hex: &str) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).expect("a hex digit") as u8;
    hex.as_bytes().chunks(2).map(|two| digit(two[0]) << 4 | digit(two[1])).collect()
}

#[test]
fn the_table_is_numpys() {
    let recorded = recorded();
    let kinds: Vec<DType> = recorded["kinds"].as_array().expect("kinds").iter().map(dtype).collect();
    let levels = recorded["levels"].as_array().expect("levels");
    assert!(kinds.len() > 100 && levels.len() == kinds.len());
    let mut wrong = Vec::new();
    for (from, row) in kinds.iter().zip(levels) {
        for (to, level) in kinds.iter().zip(text(row).bytes()) {
            let expected = CASTINGS[usize::from(level - b'0')];
            let found = Casting::least(from, to);
            // Of two steps of one length, such as [s] and [1000ms], NumPy takes only one for the other.
            let one_length = expected == Casting::Safe && found == Casting::least(to, from);
            let excused = one_length && found <= Some(Casting::Equiv) && from.to_string() != to.to_string();
            if !excused && found != Some(expected) {
                wrong.push(format!("{from} to {to}: expected {expected}, found {found:?}"));
            }
            for casting in CASTINGS {
                assert_eq!(can_cast(from, to, casting), found.is_some_and(|least| least <= casting));
            }
            assert!(can_cast(from, to, Casting::Checked));
        }
    }
    assert!(wrong.is_empty(), "{} cells differ:\n{}", wrong.len(), wrong[..wrong.len().min(30)].join("\n"));
}

#[test]
fn values_are_numpys() {
    let recorded = recorded();
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for case in recorded["values"].as_array().expect("values") {
        let (from, to) = (dtype(&case["from"]), dtype(&case["to"]));
        let source = bytes(text(&recorded["sources"][text(&case["from"])]));
        let results = bytes(text(&case["results"]));
        let (marks, pair) = (text(&case["marks"]), format!("{from} to {to}"));
        let Ok(conversion) = Conversion::plan(&from, &to, Casting::Unsafe) else {
            if marks.contains('=') {
                wrong.push(format!("{pair}: refused"));
            }
            continue;
        };
        assert!(can_cast(&from, &to, Casting::Unsafe));
        let checked = Conversion::plan(&from, &to, Casting::Checked).expect("as unsafe");
        let values = source.chunks(from.itemsize()).zip(results.chunks(to.itemsize())).zip(marks.chars());
        for ((value, expected), mark) in values {
            compared += 1;
            let mut found = vec![0xA5; to.itemsize()];
            let result = conversion.run(value, &mut found);
            let shown = |bytes: &[u8], dtype: &DType| {
                RecordView::new(bytes, dtype).expect("one value").record(0).expect("one").to_string()
            };
            let right = match (mark, &result) {
                ('?', _) => true,
                ('!', result) => result.is_err(),
                (_, Ok(())) => same(&found, expected, &to),
                (_, Err(_)) => false,
            };
            if !right {
                let found = result.as_ref().map(|()| shown(&found, &to));
                wrong.push(format!(
                    "{pair}: {}: {mark} expected {}, found {found:?}",
                    shown(value, &from),
                    shown(expected, &to)
                ));
            }
            // What is checked is the same or refused.
            let mut again = vec![0x5A; to.itemsize()];
            if checked.run(value, &mut again).is_ok() {
                assert!(result.is_ok() && again == found, "{pair}: {}", shown(value, &from));
            }
        }
    }
    assert!(compared > 10_000);
    assert!(
        wrong.is_empty(),
        "{} of {compared} values differ:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(60)].join("\n")
    );
}

/// Equal bytes, or NaN where a NaN is expected.
fn same(found: &[u8], expected: &[u8], dtype: &DType) -> bool {
    if found == expected {
        return true;
    }
    let value = |bytes| RecordView::new(bytes, dtype).expect("one value").record(0).expect("one");
    let near = |a: f64, b: f64| a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan());
    match (value(found), value(expected)) {
        (Value::Float16(a), Value::Float16(b)) | (Value::Float32(a), Value::Float32(b)) => {
            near(a.into(), b.into())
        }
        (Value::Float64(a), Value::Float64(b)) => near(a, b),
        (Value::Complex64(a, b), Value::Complex64(c, d)) => {
            near(a.into(), c.into()) && near(b.into(), d.into())
        }
        (Value::Complex128(a, b), Value::Complex128(c, d)) => near(a, c) && near(b, d),
        _ => false,
    }
}
