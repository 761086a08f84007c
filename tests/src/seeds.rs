//! Inputs for the fuzz targets to start from, made of the corpus.

use std::error::Error;
use std::fs;
use std::path::Path;

use serde_json::Value;

/// A target's name, and its inputs.
pub type Seeds = (&'static str, Vec<Vec<u8>>);

/// The longest file that makes a good start, in bytes.
const LONGEST: usize = 8 << 10;

/// Data types of zarr.
const ZARR: &[&str] = &[
    r#""int32""#,
    r#"{"name": "numpy.datetime64", "configuration": {"unit": "s", "scale_factor": 25}}"#,
    r#"{"name": "struct", "configuration": {"fields": [{"name": "a", "data_type": "uint8"},
        {"name": "b", "data_type": {"name": "fixed_length_utf32", "configuration": {"length_bytes": 12}}}]}}"#,
    r#"{"name": "structured", "configuration": {"fields": [["t", "r24"], ["u", "complex64"]]}}"#,
];

/// Times, spans and units.
const TIMES: &[&str] = &[
    "NaT",
    "1970",
    "-0001-02",
    "2024-02-29",
    "2024-02-29T23:59:59.123456789",
    "1969-12-31 23:59+01:30",
    "9999-12-31T00:00:00Z",
    "5 days",
    "-3 generic time units",
    "[25s]",
    "[7D]",
    "[M/3]",
];

/// Every target with its inputs, from the folder of the corpus.
///
/// # Errors
/// If a file of the corpus cannot be read.
pub fn seeds(corpus: &Path) -> Result<Vec<Seeds>, Box<dyn Error>> {
    let list = |name: &str| -> Result<Vec<Value>, Box<dyn Error>> {
        Ok(serde_json::from_slice(&fs::read(corpus.join(name))?)?)
    };
    let texts = |cases: &[Value], keys: &[&str]| -> Vec<String> {
        let all = cases.iter().flat_map(|case| keys.iter().filter_map(|key| case[key].as_str()));
        all.map(str::to_owned).collect()
    };
    let mut dtypes = texts(&list("descr_cases.json")?, &["descr"]);
    dtypes.extend(texts(&list("dtype_cases.json")?, &["input", "input_text", "npy_descr", "text"]));
    dtypes.sort();
    dtypes.dedup();
    let formats = texts(&list("pep3118.json")?, &["format"]);

    let arrays = [files(&corpus.join("npy"), "npy")?, files(&corpus.join("bad"), "npy")?].concat();
    let archives = [files(&corpus.join("npz"), "npz")?, files(&corpus.join("bad"), "npz")?].concat();
    let behind_sign = || dtypes.iter().map(|text| format!("= {text}"));
    let bytes = |texts: Vec<String>| texts.into_iter().map(String::into_bytes).collect::<Vec<_>>();
    let times = TIMES
        .iter()
        .zip(1_700_000_000_i64..)
        .map(|(text, count)| [&count.to_le_bytes(), text.as_bytes()].concat());
    Ok(vec![
        ("npy_header", arrays.clone()),
        ("npy_file", arrays.clone()),
        ("npz_file", archives),
        ("appender", arrays.clone()),
        ("pep3118", bytes(formats.into_iter().chain(behind_sign()).collect())),
        ("zarr", bytes(ZARR.iter().map(|&text| text.to_owned()).chain(behind_sign()).collect())),
        ("descr", bytes(dtypes)),
        ("times", times.collect()),
        // These take any bytes for choices.
        ("paths", arrays.clone()),
        ("view", arrays.clone()),
        ("chains", arrays.clone()),
        ("convert", arrays),
    ])
}

/// The short files of a folder, in the order of their names.
fn files(folder: &Path, extension: &str) -> Result<Vec<Vec<u8>>, Box<dyn Error>> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    paths.sort();
    let wanted = paths.into_iter().filter(|path| path.extension().is_some_and(|found| found == extension));
    let all = wanted.map(fs::read).collect::<Result<Vec<_>, _>>()?;
    Ok(all.into_iter().filter(|bytes| bytes.len() <= LONGEST).collect())
}
