//! The observed sets among NIST's univariate reference datasets (`live/nist.json`), against exact arithmetic.

use dtype_core::RecordView;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::ToPrimitive;
use serde_json::Value;

/// How many units in the last place lie between a float and the exact result.
fn ulps(found: f64, exact: &BigRational) -> f64 {
    let near = exact.to_f64().unwrap();
    let off = BigRational::from_float(found).unwrap() - exact;
    (off.to_f64().unwrap() / (near.abs() * f64::EPSILON)).abs()
}

#[test]
fn means_and_variances_of_observed_sets() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/live/nist.json");
    let sets: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let sets = sets.as_object().unwrap();
    assert_eq!(sets.keys().collect::<Vec<_>>(), ["Lew", "Lottery", "Mavro", "Michelso"]);
    for (name, set) in sets {
        let values: Vec<f64> =
            set["values"].as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect();
        let exact: Vec<BigRational> = values.iter().map(|&x| BigRational::from_float(x).unwrap()).collect();
        let count = BigRational::from(BigInt::from(values.len()));
        let sum: BigRational = exact.iter().sum();
        let mean = &sum / &count;
        let squares: BigRational = exact.iter().map(|x| (x - &mean) * (x - &mean)).sum();

        let view = RecordView::of(&values);
        let column = view.column::<f64>([]).unwrap();
        assert!(ulps(column.sum(), &sum) <= 1.0, "{name}: sum {}", column.sum());
        let found = column.mean().unwrap();
        assert!(ulps(found, &mean) <= 1.0, "{name}: mean {found}");
        for ddof in [0, 1] {
            let var = &squares / (&count - BigRational::from(BigInt::from(ddof)));
            let found = column.var(ddof).unwrap();
            assert!(ulps(found, &var) <= 2.0, "{name}: var {found}, {} ulp off", ulps(found, &var));
        }
        // What NIST certifies is of the decimals, and has 15 digits.
        let (certified, std) = (set["mean"].as_f64().unwrap(), set["std"].as_f64().unwrap());
        assert!((found / certified - 1.0).abs() < 1e-14, "{name}: mean");
        assert!((column.std(1).unwrap() / std - 1.0).abs() < 1e-11, "{name}: std");
    }
}
