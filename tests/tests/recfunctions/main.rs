//! What `numpy.lib.recfunctions`, indexing and sorting make of structured arrays, and what we make of them.
//!
//! The cases were recorded from NumPy by `tests/live/recfunctions.py`, which writes others on request:
//! DTYPE_RECFUNCTIONS names the file to use in place of the one that is kept.

mod case;
mod defaults;
mod fields;
mod order;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{env, fs};

use case::Case;
use serde_json::Value;

type Outcome = Result<(), Box<dyn std::error::Error>>;

#[test]
fn numpy_and_we_agree() {
    let kept = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus/recfunctions.json");
    let file = env::var_os("DTYPE_RECFUNCTIONS").map_or(kept, PathBuf::from);
    let text = fs::read_to_string(&file).expect("the cases");
    let cases: Vec<Value> = serde_json::from_str(&text).expect("cases in JSON");
    let (mut failed, mut counts) = (Vec::new(), BTreeMap::<String, usize>::new());
    for case in &cases {
        let case = Case::read(case);
        *counts.entry(case.op.clone()).or_default() += 1;
        if let Err(error) = run(&case) {
            failed.push(format!("{}: {error}", case.id));
        }
    }
    println!("{} cases: {counts:?}", cases.len());
    assert!(counts.len() >= 20, "every operation has cases");
    assert!(failed.is_empty(), "{} of {} cases:\n{}", failed.len(), cases.len(), failed.join("\n"));
}

fn run(case: &Case) -> Outcome {
    match case.op.as_str() {
        "filter" => order::filter(case),
        "take" => order::take(case),
        "argsort" | "argsort_plain" => order::argsort(case),
        "sort" => order::sort(case),
        "searchsorted" => order::searchsorted(case),
        "unique" => order::unique(case),
        "find_duplicates" => order::find_duplicates(case),
        "drop_fields" => fields::drop_fields(case),
        "rename_fields" => fields::rename_fields(case),
        "repack_fields" => fields::repack_fields(case),
        "fields" => fields::fields(case),
        "require_fields" => fields::require_fields(case),
        "assign_fields_by_name" => fields::assign_fields_by_name(case),
        "recursive_fill_fields" => fields::recursive_fill_fields(case),
        "append_fields" => fields::append_fields(case),
        "merge_arrays" => fields::merge_arrays(case),
        "stack_arrays" => fields::stack_arrays(case),
        "join_by" => fields::join_by(case),
        "structured_to_unstructured" => fields::structured_to_unstructured(case),
        "unstructured_to_structured" => fields::unstructured_to_structured(case),
        "apply_along_fields" => fields::apply_along_fields(case),
        "columns" => fields::columns(case),
        "names_of_dtype" => fields::names_of_dtype(case),
        other => Err(format!("no operation '{other}'").into()),
    }
}
