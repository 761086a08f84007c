//! Counts values, as histograms and one by one, a question a line, and prints what comes of each.
//!
//! ```text
//! counts < QUESTIONS > ANSWERS
//! ```
//!
//! `tests/live/counts.py` writes the questions and knows the answers. A question is a dtype, the bytes of its values in
//! hexadecimal digits, and what is asked; edges are answered as bits.

use std::io::{BufRead, BufWriter, Write, stdin, stdout};

use dtype_core::{Bins, DType, Error, RecordView};
use dtype_tests::entry::{Entry, Read};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        let question: Value = serde_json::from_str(&line?)?;
        writeln!(out, "{}", answer(&question)?)?;
    }
    Ok(out.flush()?)
}

fn answer(question: &Value) -> Read<Value> {
    let entry = Entry::new(question, "question")?;
    let dtype: DType = entry.text("dtype")?.parse().map_err(|error: Error| error.to_string())?;
    let digits = entry.text("hex")?.as_bytes();
    let digit =
        |at: usize| (digits[at] as char).to_digit(16).map(|digit| digit as u8).ok_or("expected digits");
    let bytes = (0..digits.len() / 2)
        .map(|i| Ok(digit(2 * i)? << 4 | digit(2 * i + 1)?))
        .collect::<Result<Vec<u8>, &str>>()?;
    // So many bytes from one value to the next.
    let apart = question["apart"].as_u64().map_or(dtype.itemsize(), |apart| apart as usize);
    let count = bytes.len() / dtype.itemsize().max(1);
    let mut spread = vec![0xA5; bytes.len().max(count * apart)];
    for (to, from) in spread.chunks_mut(apart.max(1)).zip(bytes.chunks(dtype.itemsize().max(1))) {
        to[..from.len()].copy_from_slice(from);
    }
    let view = RecordView::with_layout(&spread, &dtype, 0, apart as isize, count)
        .map_err(|error| error.to_string())?;
    let answer = match question["ask"].as_str() {
        Some("histogram") => histogram(question, &view),
        Some("quantiles") => quantiles(question, &view),
        _ => frequencies(&view),
    };
    Ok(answer.unwrap_or_else(|error| json!({"error": error.to_string()})))
}

fn quantiles(question: &Value, view: &RecordView<'_>) -> Result<Value, Error> {
    let asked = question["quantiles"].as_array().into_iter().flatten().filter_map(Value::as_f64);
    let column = view.any_column([])?;
    let one = |q| Ok(column.quantile(q)?.map(|value| value.to_string()));
    Ok(json!({"values": asked.map(one).collect::<Result<Vec<_>, Error>>()?}))
}

fn histogram(question: &Value, view: &RecordView<'_>) -> Result<Value, Error> {
    let column = view.any_column([])?;
    let bins = match &question["bins"] {
        Value::String(name) => name.parse()?,
        Value::Array(edges) => Bins::Edges(edges.iter().filter_map(Value::as_f64).collect()),
        number => Bins::Count(number.as_u64().unwrap_or(0) as usize),
    };
    let end = |i: usize| question["range"][i].as_f64();
    let histogram = match end(0).zip(end(1)) {
        Some((low, high)) => column.histogram_within(bins, low..=high)?,
        None => column.histogram(bins)?,
    };
    let bits = |values: &[f64]| values.iter().map(|value| value.to_bits()).collect::<Vec<u64>>();
    let density = bits(&histogram.density());
    Ok(json!({"edges": bits(histogram.edges()), "counts": histogram.counts(), "density": density}))
}

fn frequencies(view: &RecordView<'_>) -> Result<Value, Error> {
    let frequencies = view.any_column([])?.frequencies()?;
    let values: Vec<(String, u64)> =
        frequencies.sorted().into_iter().map(|(value, count)| (value.to_string(), count)).collect();
    let top: Vec<(String, u64)> =
        frequencies.top(3).into_iter().map(|(value, count)| (value.to_string(), count)).collect();
    Ok(json!({"values": values, "distinct": frequencies.distinct(), "top": top}))
}
