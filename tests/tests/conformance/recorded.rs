//! One statistic as the corpus writes it.

use dtype_tests::elements::{decimal, same_float};
use dtype_tests::entry::{Entry, Read};
use dtype_tests::hexfloat;
use serde_json::Value;

/// What NumPy's statistic came to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Outcome {
    /// An integer, a bool, or a count of time steps.
    Int(i128),
    /// NaT.
    NotATime,
    /// A float of any width, widened.
    Float(f64),
    /// Real and imaginary part.
    Complex(f64, f64),
    /// NumPy raises.
    Error,
}

/// A statistic, and the dtype NumPy gives it; none where it raises.
pub(crate) struct Recorded<'a> {
    pub(crate) dtype: Option<&'a str>,
    pub(crate) outcome: Outcome,
}

impl<'a> Recorded<'a> {
    pub(crate) fn read(entry: Entry<'a>) -> Read<Self> {
        entry.ignore(&["warnings", "msg", "text"]);
        if entry.find("error").is_some() {
            entry.finish()?;
            return Ok(Self { dtype: None, outcome: Outcome::Error });
        }
        let dtype = Some(entry.text("dtype")?);
        let outcome = if entry.find("re").is_some() {
            Outcome::Complex(float(&entry, "re", "re_hex")?, float(&entry, "im", "im_hex")?)
        } else if entry.find("repr").is_some() {
            Outcome::Float(float(&entry, "repr", "hex")?)
        } else {
            match entry.value("value")? {
                Value::Null => Outcome::NotATime,
                Value::Bool(b) => Outcome::Int((*b).into()),
                _ => Outcome::Int(entry.int("value")?),
            }
        };
        entry.finish()?;
        Ok(Self { dtype, outcome })
    }

    /// The statistics of a column, by name, in the order of the file.
    pub(crate) fn all(stats: &Entry<'a>) -> Read<Vec<(&'a str, Self)>> {
        stats.keys().map(|name| Ok((name, Self::read(stats.entry(name)?)?))).collect()
    }
}

/// A float is written twice, as a decimal and in hex.
fn float(entry: &Entry<'_>, key: &str, hex_key: &str) -> Read<f64> {
    let decimal = decimal(entry.value(key)?).ok_or_else(|| format!("'{key}': expected a decimal"))?;
    let hex =
        hexfloat::parse(entry.text(hex_key)?).ok_or_else(|| format!("'{hex_key}': expected a hex float"))?;
    if same_float(decimal, hex) {
        Ok(hex)
    } else {
        Err(format!("'{key}' and '{hex_key}' are different numbers"))
    }
}
