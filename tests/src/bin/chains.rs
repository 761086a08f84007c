//! Runs chains of view operations, one a line, and prints what comes of each.
//!
//! ```text
//! chains < CHAINS > RESULTS
//! ```
//!
//! A line is an entry of `strides.json` without what is expected. `tests/live/chains.py` writes them and knows the rest.

use std::io::{BufRead, BufWriter, Write, stdin, stdout};

use dtype_core::shape::{MAX_WORK, Order};
use dtype_core::{AnyArrayView, Error};
use dtype_tests::entry::{Entry, Read};
use dtype_tests::views::Base;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        let entry: Value = serde_json::from_str(&line?)?;
        writeln!(out, "{}", run(&entry)?)?;
    }
    Ok(out.flush()?)
}

/// What comes of a chain: the view, or which operation was refused.
fn run(entry: &Value) -> Read<Value> {
    let entry = Entry::new(entry, "chain")?;
    let mut base = Base::read(&entry.entry("base")?)?;
    let said = |error: Error| error.to_string();
    let mut view = base.view().map_err(said)?;
    for (i, op) in entry.entries("ops")?.iter().enumerate() {
        match view.apply(op)? {
            Ok(next) => view = next,
            Err(error) => return Ok(json!({"failed_op": i, "error": error.to_string()})),
        }
    }
    let writeable = view.is_writeable();
    described(&view.into_read(), writeable).map_err(said)
}

fn described(view: &AnyArrayView<'_>, writeable: bool) -> Result<Value, Error> {
    let flags = view.flags();
    let bounds = view.byte_bounds();
    let start = view.base_span().start;
    let hashes: Vec<String> =
        view.as_records().any_columns().map(|(_, leaf)| hash(&leaf.as_array()?)).collect::<Result<_, _>>()?;
    Ok(json!({
        "shape": view.shape().to_vec(),
        "strides": view.strides().to_vec(),
        "offset": view.layout().offset(),
        "dtype": view.dtype().typestr(),
        "c_contiguous": flags.c_contiguous,
        "f_contiguous": flags.f_contiguous,
        "aligned": flags.aligned,
        "writeable": writeable,
        "byte_bounds": [bounds.start as i128 - start as i128, bounds.end as i128 - start as i128],
        "overlap": view.layout().overlaps_itself(MAX_WORK).ok(),
        "sha256": hashes,
    }))
}

fn hash(leaf: &AnyArrayView<'_>) -> Result<String, Error> {
    let bytes = leaf.to_bytes(Order::C).unwrap_or_default();
    Ok(Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect())
}
