//! A case: arguments, arrays that go in, and what NumPy got out.

use std::ops::Range;

use dtype_core::{DType, RecordArray, RecordView};
use serde_json::Value;

use crate::Outcome;

pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) op: String,
    pub(crate) args: Value,
    pub(crate) inputs: Vec<RecordArray>,
    /// An array, if NumPy returned one.
    pub(crate) array: Option<RecordArray>,
    /// Anything else.
    pub(crate) value: Value,
}

impl Case {
    pub(crate) fn read(case: &Value) -> Case {
        let text = |key: &str| case[key].as_str().expect("a text").to_owned();
        let inputs = case["inputs"].as_array().expect("arrays").iter().map(array).collect();
        Case {
            id: text("id"),
            op: text("op"),
            args: case["args"].clone(),
            inputs,
            array: case.get("array").map(array),
            value: case["value"].clone(),
        }
    }

    pub(crate) fn input(&self, i: usize) -> RecordView<'_> {
        self.inputs[i].view()
    }

    pub(crate) fn expected(&self) -> &RecordArray {
        self.array.as_ref().expect("an array")
    }

    pub(crate) fn flag(&self, name: &str) -> bool {
        self.args[name].as_bool().expect("a flag")
    }

    pub(crate) fn text(&self, name: &str) -> &str {
        self.args[name].as_str().expect("a text")
    }

    pub(crate) fn texts(&self, name: &str) -> Vec<&str> {
        texts(&self.args[name])
    }

    /// Whether an array of ours is NumPy's: dtype, shape and every field.
    pub(crate) fn is(&self, ours: &RecordArray) -> Outcome {
        same(ours, self.expected())
    }
}

pub(crate) fn texts(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|text| text.as_str().expect("a text")).collect()
}

pub(crate) fn numbers(list: &Value) -> Vec<usize> {
    let number = |n: &Value| n.as_u64().and_then(|n| usize::try_from(n).ok()).expect("a number");
    list.as_array().expect("a list").iter().map(number).collect()
}

pub(crate) fn array(told: &Value) -> RecordArray {
    let dtype: DType = told["dtype"].as_str().expect("a dtype").parse().expect("a dtype");
    let digits = told["hex"].as_str().expect("bytes");
    let digit = |i: usize| u8::from_str_radix(&digits[i..i + 2], 16).expect("hex digits");
    let bytes: Vec<u8> = (0..digits.len()).step_by(2).map(digit).collect();
    RecordArray::from_bytes(&bytes, &dtype, &numbers(&told["shape"]), false).expect("an array")
}

pub(crate) fn same(ours: &RecordArray, numpys: &RecordArray) -> Outcome {
    if (ours.dtype(), ours.shape()) != (numpys.dtype(), numpys.shape()) {
        let shown = |array: &RecordArray| format!("{} of shape {:?}", array.dtype(), array.shape());
        return Err(format!("expected {}, found {}", shown(numpys), shown(ours)).into());
    }
    let mut runs = Vec::new();
    push_runs(ours.dtype(), 0, &mut runs);
    let size = ours.dtype().itemsize().max(1);
    let records = ours.as_bytes().chunks_exact(size).zip(numpys.as_bytes().chunks_exact(size));
    for (i, (our, numpy)) in records.enumerate() {
        if runs.iter().any(|run| our[run.clone()] != numpy[run.clone()]) {
            let shown = |array: &RecordArray| array.view().record(i).map(|record| record.to_string());
            return Err(format!("record {i}: expected {:?}, found {:?}", shown(numpys), shown(ours)).into());
        }
    }
    Ok(())
}

/// The bytes of all leaves: what lies between them is nobody's.
fn push_runs(dtype: &DType, start: usize, runs: &mut Vec<Range<usize>>) {
    if let Some((base, shape)) = dtype.as_subarray() {
        for i in 0..shape.iter().product() {
            push_runs(base, start + i * base.itemsize(), runs);
        }
    } else if let Some(fields) = dtype.fields() {
        fields.iter().for_each(|field| push_runs(field.dtype(), start + field.offset(), runs));
    } else {
        runs.push(start..start + dtype.itemsize());
    }
}
