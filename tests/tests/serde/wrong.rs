//! What is said of text that is no record.

use dtype_core::serde::{NonFinite, RecordFormat};
use dtype_core::{DType, ErrorKind, RecordView, csv, json};

fn dtype() -> DType {
    "[('id', '<u2'), ('px', '<f4'), ('q', [('t', '<M8[s]'), ('s', 'S2')], (2,)), ('ok', '?')]"
        .parse()
        .unwrap()
}

const GOOD: &str =
    r#"{"id": 1, "px": 0.5, "q": [{"t": "2024-01-01", "s": "a"}, {"t": "NaT", "s": ""}], "ok": true}"#;

#[test]
fn json_names_line_field_and_reason() {
    assert_eq!(json::read_lines(GOOD.as_bytes(), &dtype(), &RecordFormat::new()).unwrap().len(), 1);
    for (from, to, says) in [
        ("1,", "65536,", "field 'id': expected an integer from 0 on of 16 bits, found 65536"),
        ("1,", "1.5,", "field 'id': expected an integer, found 1.5"),
        ("1,", "null,", "field 'id': expected an integer, found nothing"),
        ("1,", "[1],", "field 'id': expected one value, found a sequence"),
        ("1,", "{},", "invalid type: map, expected field 'id': a value of dtype '<u2'"),
        ("0.5", "1e39", "field 'px': expected a number that 32 bits can hold, found 1e39"),
        ("0.5", "true", "field 'px': expected a number, found true"),
        ("\"a\"", "\"abc\"", "field 'q[0].s': expected text of at most 2 bytes, found 3"),
        ("2024-01-01", "2024-13-01", "field 'q[0].t': "),
        (
            "2024-01-01",
            "2024-01-01T00:00:00.5",
            "field 'q[0].t': expected a time in steps of [s], found '2024-01-01T00:00:00.5', which is finer",
        ),
        (", {\"t\": \"NaT\", \"s\": \"\"}", "", "field 'q': expected 2 values, found 1"),
        ("\"s\": \"\"}", "\"s\": \"\"}, {}", "field 'q': expected 2 values, found more"),
        ("\"ok\": true", "\"ko\": true", "there is no field 'ko'; did you mean 'ok'?"),
        (", \"ok\": true", "", "field 'ok': it is missing, and has no default"),
        ("\"ok\": true", "\"ok\": true, \"ok\": false", "field 'ok': expected it once, found it twice"),
        ("true", "2", "field 'ok': expected true or false, found 2"),
    ] {
        let text = format!("\n{GOOD}\n{}\n", GOOD.replacen(from, to, 1));
        let error = json::read_lines(text.as_bytes(), &dtype(), &RecordFormat::new()).unwrap_err();
        let found = error.to_string();
        assert!(found.starts_with("line 3, column ") && found.contains(says), "{from} -> {to}: {found}");
        assert_eq!(error.kind(), ErrorKind::Format);
    }
    let error = json::read(format!("[{GOOD}, 3]").as_bytes(), &dtype(), &RecordFormat::new()).unwrap_err();
    assert!(error.to_string().contains("record 1: a record with its fields by name"), "{error}");
    assert!(json::read(format!("[{GOOD}] x").as_bytes(), &dtype(), &RecordFormat::new()).is_err());
}

#[test]
fn csv_names_line_field_and_reason() {
    let dtype: DType = "[('id', '<u2'), ('px', '<f4', (2,))]".parse().unwrap();
    let read = |text: &str| csv::read(text.as_bytes(), &dtype, &RecordFormat::new());
    assert_eq!(read("px[1],id,px[0]\n1,2,\n\n3,4,5\n").unwrap().len(), 2);
    for (text, says) in [
        ("id,px[0],px[1]\n1,2,3\n1,x,3\n", "field 'px[0]': line 3: expected a number, found 'x'"),
        ("id,px[0],px[1]\n,2,3\n", "field 'id': line 2: expected an integer, found ''"),
        ("id,px[0],px[1]\n1,2\n", "line 2: expected 3 values, found 2"),
        ("id,px[0]\n1,2\n", "field 'px[1]': there is no such column"),
        ("id,px[0],px[2]\n", "field 'px[2]': the records have no such field; did you mean 'px[1]'?"),
        ("id,id,px[0],px[1]\n", "field 'id': expected the column once, found it twice"),
        ("id,px[0],px[1]\n1,\"2\n3\",\"x\"\n", "field 'px[0]': line 2: expected a number, found '2\\n3'"),
    ] {
        assert_eq!(read(text).unwrap_err().to_string(), says, "{text:?}");
    }
    let forgiving = RecordFormat::new().allow_extra(true).allow_missing(true);
    let records = csv::read(&b"px[1],note\n1.5,x\n"[..], &dtype, &forgiving).unwrap();
    assert_eq!(records.view().record(0).unwrap().to_string(), "(0, [0.0, 1.5])");
}

#[test]
fn what_can_not_be_written() {
    let dtype = "[('x', '<f8'), ('s', 'S1')]".parse().unwrap();
    let bytes = [&f64::NAN.to_le_bytes()[..], &[0xFF]].concat();
    let view = RecordView::new(&bytes, &dtype).unwrap();
    let strict = RecordFormat::new().non_finite(NonFinite::Error);
    let error = json::write(Vec::new(), &view, &strict).unwrap_err();
    assert!(error.to_string().contains("expected finite numbers, found NaN"), "{error}");
    let error = csv::write(Vec::new(), &view, &RecordFormat::new()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "field 's': record 0: expected text in UTF-8; `Text::Latin1` takes any bytes"
    );
}
