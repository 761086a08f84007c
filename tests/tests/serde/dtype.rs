//! Dtypes through serde: strings in NumPy's notation, as JSON keeps them.

use std::path::Path;

use dtype_core::DType;

#[test]
fn the_form_is_pinned() {
    for (dtype, json) in [
        ("<f8", r#""'<f8'""#),
        ("('<f4', (2, 3))", r#""('<f4', (2, 3))""#),
        ("[(('t', 'a'), '>i4'), ('b', 'S5', (2,))]", r#""[(('t', 'a'), '>i4'), ('b', '|S5', (2,))]""#),
        (
            "{'names': ['b', 'a'], 'formats': ['<i4', 'u1'], 'offsets': [4, 0]}",
            r#""{'names': ['b', 'a'], 'formats': ['<i4', '|u1'], 'offsets': [4, 0], 'itemsize': 8}""#,
        ),
    ] {
        let dtype: DType = dtype.parse().unwrap();
        assert_eq!(serde_json::to_string(&dtype).unwrap(), json);
        assert_eq!(serde_json::from_str::<DType>(json).unwrap(), dtype);
    }
}

/// Whatever NumPy says of its dtypes, and what their `repr` is there.
#[test]
fn every_dtype_comes_back() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/dtype_cases.json");
    let cases: serde_json::Value = serde_json::from_slice(&std::fs::read(corpus).unwrap()).unwrap();
    let mut seen = 0;
    for case in cases.as_array().unwrap().iter().filter(|case| case["ok"] == true) {
        let Ok(dtype) = serde_json::from_value::<DType>(case["npy_descr"].clone()) else { continue };
        let json = serde_json::to_string(&dtype).unwrap();
        assert_eq!(serde_json::from_str::<DType>(&json).unwrap(), dtype, "{json}");
        seen += 1;
    }
    assert!(seen > 200, "only {seen} dtypes were read");
}

#[test]
fn what_is_none_is_an_error() {
    let found = |json: &str| serde_json::from_str::<DType>(json).unwrap_err().to_string();
    assert!(found("8").starts_with("invalid type: integer `8`, expected a dtype in NumPy's notation"));
    assert!(found(r#""<f3""#).contains("<f3"));
    let deep = format!(r#""{}'<f8'{}""#, "(".repeat(500), ", (2,))".repeat(500));
    assert!(found(&deep).contains("nested brackets"), "{}", found(&deep));
}
