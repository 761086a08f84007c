//! The group `stats`: functions of small arrays.

use dtype_core::{DType, RecordArray, Value};
use dtype_tests::elements::{Elements, hex};
use dtype_tests::entry::{Entry, Read};
use dtype_tests::typestr::TypeStr;
use half::f16;

use crate::answers;
use crate::case::Case;
use crate::corpus::Corpus;

/// The array that a function is asked about.
pub(crate) struct Input {
    pub(crate) array: RecordArray,
    pub(crate) elements: Elements,
    pub(crate) shape: Vec<usize>,
}

/// What we have for one output.
pub(crate) enum Answer {
    /// Elements in the output's own dtype, little-endian, and their shape: equal to the last bit.
    Exact(Vec<u8>, Vec<usize>),
    /// Floats that may be off by a relative error.
    Near(Vec<f64>, f64, Vec<usize>),
    /// Floats, each of which was judged beside NumPy's, and what was wrong.
    Judged(Result<(), String>, Vec<usize>),
}

/// One entry of `stats_cases.json`.
pub(crate) fn check(_corpus: &Corpus, entry: &Entry<'_>, case: &mut Case) -> Read<()> {
    entry.ignore(&["id", "exc", "exc_mro", "msg", "warnings"]);
    let function = entry.text("function")?;
    let input = Input::read(&entry.entry("input")?)?;
    let args = entry.entry("args")?;
    let ok = entry.bool("ok")?;
    let outputs = if ok { entry.entries("outputs")? } else { Vec::new() };
    let recorded = outputs.iter().map(Output::read).collect::<Read<Vec<_>>>()?;
    let found = answers::of(function, &input, &args, entry, &recorded)?;
    args.finish()?;
    match (ok, found) {
        (false, Err(_)) => {}
        (false, Ok(_)) => case.differs(function, "an error", "an answer"),
        (true, Err(error)) => case.wrong(function, error),
        (true, Ok(found)) => {
            case.same("number of outputs", recorded.len(), found.len());
            for (i, (recorded, found)) in recorded.iter().zip(found).enumerate() {
                recorded.compare(found, &format!("{function}: output {i}"), case)?;
            }
        }
    }
    outputs.into_iter().try_for_each(Entry::finish)
}

impl Input {
    fn read(entry: &Entry<'_>) -> Read<Self> {
        let (dtype, shape) = (entry.text("dtype")?, entry.sizes("shape")?);
        let of = TypeStr::parse(dtype)?;
        let little = unhex(entry.text("raw_le_hex")?)?;
        let mut stored = little.clone();
        if of.big {
            stored.chunks_exact_mut(of.unit()).for_each(<[u8]>::reverse);
        }
        let elements = Elements::from_stored(of, stored.clone())?;
        let parsed: DType = dtype.parse().map_err(|error| format!("{dtype}: {error}"))?;
        let array = RecordArray::from_bytes(&stored, &parsed, &shape, false).map_err(|e| e.to_string())?;
        Ok(Input { array, elements, shape })
    }

    /// The numbers as `f64`, which is what NumPy makes of them beside an array of floats.
    pub(crate) fn as_floats(&self) -> Vec<f64> {
        match self.elements.of().kind {
            'f' => self.elements.floats(),
            _ => self.elements.ints().into_iter().map(|n| n as f64).collect(),
        }
    }
}

/// One output as it is written down.
pub(crate) struct Output<'a> {
    pub(crate) dtype: &'a str,
    pub(crate) of: TypeStr,
    shape: Vec<usize>,
    values: &'a [serde_json::Value],
    codepoints: Option<&'a [serde_json::Value]>,
    raw: Option<&'a str>,
}

impl<'a> Output<'a> {
    fn read(entry: &Entry<'a>) -> Read<Self> {
        entry.ignore(&["text"]);
        let dtype = entry.text("dtype")?;
        Ok(Output {
            dtype,
            of: TypeStr::parse(dtype)?,
            shape: entry.sizes("shape")?,
            values: entry.list("values")?,
            codepoints: entry.find("codepoints").and_then(|points| points.as_array()).map(Vec::as_slice),
            raw: entry.find("raw_le_hex").and_then(|raw| raw.as_str()),
        })
    }

    /// The values, which are floats of any width.
    pub(crate) fn floats(&self) -> Read<Vec<f64>> {
        let float = |value| {
            dtype_tests::elements::decimal(value).ok_or_else(|| format!("{value}: expected a decimal"))
        };
        self.values.iter().map(float).collect()
    }

    /// The value, which is a single integer.
    pub(crate) fn int(&self) -> Read<i128> {
        let value = self.values.first().and_then(dtype_tests::entry::int);
        value.ok_or_else(|| format!("{:?}: expected an integer", self.values))
    }

    fn compare(&self, found: Answer, what: &str, case: &mut Case) -> Read<()> {
        let shape = match &found {
            Answer::Exact(_, shape) | Answer::Near(_, _, shape) | Answer::Judged(_, shape) => shape.clone(),
        };
        case.same(&format!("{what}: shape"), self.shape.clone(), shape);
        // What is written twice is one number.
        if let Some(raw) = self.raw {
            let raw = Elements::from_stored(TypeStr { big: false, ..self.of }, unhex(raw)?)?;
            if let Some(difference) = raw.compare(self.values, None)? {
                case.wrong(&format!("{what}: raw_le_hex"), difference);
            }
        }
        match found {
            Answer::Exact(bytes, _) => {
                let elements = Elements::from_stored(TypeStr { big: false, ..self.of }, bytes)?;
                if let Some(difference) = elements.compare(self.values, self.codepoints)? {
                    case.wrong(what, difference);
                }
                // NaN has many forms, and no other number has.
                let is_nan = self.values.iter().any(|value| value.to_string().contains("nan"));
                if let (Some(raw), false) = (self.raw, is_nan) {
                    case.same_text(&format!("{what}: raw_le_hex"), raw, &hex(elements.bytes()));
                }
            }
            Answer::Near(found, tolerance, _) => {
                let near = |(&a, &b): (&f64, &f64)| {
                    (a - b).abs() <= tolerance * b.abs() || a.is_nan() && b.is_nan() || a == b
                };
                let expected = self.floats()?;
                if expected.len() != found.len() || !found.iter().zip(&expected).all(near) {
                    case.differs(what, format_args!("{expected:?}"), format_args!("{found:?}"));
                }
            }
            Answer::Judged(judged, _) => {
                if let Err(why) = judged {
                    case.wrong(what, why);
                }
            }
        }
        Ok(())
    }
}

/// A value in a dtype, little-endian.
pub(crate) fn encode(value: &Value, of: TypeStr) -> Vec<u8> {
    let whole = |n: i128| n.to_le_bytes()[..of.itemsize.min(16)].to_vec();
    match *value {
        Value::Bool(b) => whole(b.into()),
        Value::Int(n) | Value::DateTime64(n, _) | Value::TimeDelta64(n, _) => whole(n.into()),
        Value::UInt(n) => whole(n.into()),
        Value::Int128(n) => whole(n),
        Value::Float16(x) => f16::from_f32(x).to_le_bytes().to_vec(),
        Value::Float32(x) => x.to_le_bytes().to_vec(),
        Value::Float64(x) => x.to_le_bytes().to_vec(),
        _ => Vec::new(),
    }
}

/// Positions and counts.
pub(crate) fn positions(numbers: &[usize]) -> Answer {
    let bytes = numbers.iter().flat_map(|&n| (n as u64).to_le_bytes()).collect();
    Answer::Exact(bytes, vec![numbers.len()])
}

/// Floats to the last bit.
pub(crate) fn floats(numbers: &[f64]) -> Answer {
    Answer::Exact(numbers.iter().flat_map(|x| x.to_le_bytes()).collect(), vec![numbers.len()])
}

fn unhex(text: &str) -> Read<Vec<u8>> {
    let byte = |at: usize| {
        let digits = text.get(at..at + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        digits.ok_or_else(|| format!("'{text}': expected two hexadecimal digits a byte"))
    };
    (0..text.len()).step_by(2).map(byte).collect()
}
