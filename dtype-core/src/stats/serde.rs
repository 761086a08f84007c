//! serde for states: what parts of a whole are sent as.
//!
//! A state is a list of a version, what it is of, and its words, numbers of 64 bits. The form is the same in every format.
//! What was written by another version, or is no state, is an error when it is read; a state that is read never makes
//! anything panic, whoever wrote it.

use serde::de::{self, Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::builder::SummaryBuilder;
use super::exact::ExactSum;
use super::group::{Frequencies, GroupsBuilder, Key};
use super::quantile::QuantileMethod;
use super::query::{Stat, StatsBuilder, What};
use super::words::{Reader, Words};
use crate::dtype::{DType, OwnedPath, TimeStep};

/// Of the forms below. It grows when they change.
const VERSION: u32 = 1;

/// Text, or names.
pub(super) type PathForm = (Option<String>, Vec<String>);

/// The statistic, its parameter, the column, the weights, whether NaN is skipped, its name.
type StatForm = (String, Option<String>, PathForm, Option<PathForm>, bool, Option<String>);

/// The column, the bucket, the name.
type KeyForm = (PathForm, Option<String>, Option<String>);

pub(super) fn path_form(path: &OwnedPath) -> PathForm {
    match path {
        OwnedPath::Text(text) => (Some(text.clone()), Vec::new()),
        OwnedPath::Names(names) => (None, names.clone()),
    }
}

pub(super) fn path_of((text, names): PathForm) -> OwnedPath {
    text.map_or(OwnedPath::Names(names), OwnedPath::Text)
}

/// With the feature `serde`.
impl Serialize for Stat {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let parameter = match &self.what {
            What::Var(ddof) | What::Std(ddof) => Some(ddof.to_string()),
            // The shortest text that is read as the same number.
            What::Quantile(q, method) => Some(format!("{q} {method}")),
            _ => None,
        };
        let weights = match &self.what {
            What::WeightedMean(weights) => Some(path_form(weights)),
            _ => None,
        };
        let form: StatForm = (
            self.what.word().to_owned(),
            parameter,
            path_form(&self.path),
            weights,
            self.skip_nan,
            self.name.clone(),
        );
        form.serialize(serializer)
    }
}

/// With the feature `serde`.
impl<'de> Deserialize<'de> for Stat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Stat, D::Error> {
        let (word, parameter, path, weights, skip_nan, name) = StatForm::deserialize(deserializer)?;
        let what = what(&word, parameter.as_deref(), weights).ok_or_else(|| {
            let parameter = parameter.map_or_else(String::new, |parameter| format!(" of '{parameter}'"));
            de::Error::custom(format!("expected a statistic, found '{word}'{parameter}"))
        })?;
        Ok(Stat { what, path: path_of(path), skip_nan, name })
    }
}

fn what(word: &str, parameter: Option<&str>, weights: Option<PathForm>) -> Option<What> {
    const PLAIN: [What; 20] = [
        What::Count,
        What::NanCount,
        What::Sum,
        What::SumExact,
        What::Product,
        What::Mean,
        What::Skew,
        What::Kurtosis,
        What::Min,
        What::Max,
        What::Ptp,
        What::ArgMin,
        What::ArgMax,
        What::Any,
        What::All,
        What::CountNonzero,
        What::First,
        What::Last,
        What::Median,
        What::Mad,
    ];
    match (word, parameter, weights) {
        ("var", Some(ddof), None) => ddof.parse().ok().map(What::Var),
        ("std", Some(ddof), None) => ddof.parse().ok().map(What::Std),
        ("quantile", Some(parameter), None) => {
            let (q, method) = parameter.split_once(' ')?;
            let method: QuantileMethod = method.parse().ok()?;
            Some(What::Quantile(q.parse().ok()?, method))
        }
        ("weighted_mean", None, Some(weights)) => Some(What::WeightedMean(path_of(weights))),
        (word, None, None) => PLAIN.into_iter().find(|what| what.word() == word),
        _ => None,
    }
}

/// With the feature `serde`.
impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let floor = self.floor.map(|step| step.to_string());
        (path_form(&self.path), floor, self.name.clone()).serialize(serializer)
    }
}

/// With the feature `serde`.
impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Key, D::Error> {
        let (path, floor, name) = KeyForm::deserialize(deserializer)?;
        let floor = floor.map(|step| step.parse::<TimeStep>()).transpose().map_err(de::Error::custom)?;
        Ok(Key { path: path_of(path), floor, name })
    }
}

/// The words of a state.
fn words(state: &impl Words) -> Vec<u64> {
    let mut words = Vec::new();
    state.write(&mut words);
    words
}

/// A state of nothing that becomes what was written.
fn filled<S: Words, E: de::Error>(version: u32, mut empty: S, words: &[u64]) -> Result<S, E> {
    if version != VERSION {
        return Err(E::custom(format!("expected a state of version {VERSION}, found version {version}")));
    }
    let mut reader = Reader::new(words);
    let read = empty.read(&mut reader);
    match read.is_some() && reader.is_done() {
        true => Ok(empty),
        false => Err(E::custom("expected the words of a state, found others")),
    }
}

/// With the feature `serde`.
impl Serialize for ExactSum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (VERSION, words(self)).serialize(serializer)
    }
}

/// With the feature `serde`.
impl<'de> Deserialize<'de> for ExactSum {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ExactSum, D::Error> {
        let (version, words) = <(u32, Vec<u64>)>::deserialize(deserializer)?;
        filled(version, ExactSum::new(), &words)
    }
}

/// With the feature `serde`.
impl Serialize for SummaryBuilder {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (VERSION, &self.dtype, words(self)).serialize(serializer)
    }
}

/// With the feature `serde`.
impl<'de> Deserialize<'de> for SummaryBuilder {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<SummaryBuilder, D::Error> {
        let (version, dtype, words) = <(u32, DType, Vec<u64>)>::deserialize(deserializer)?;
        filled(version, SummaryBuilder::new(&dtype).map_err(de::Error::custom)?, &words)
    }
}

/// With the feature `serde`.
impl Serialize for StatsBuilder {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (VERSION, &self.plan.dtype, &self.plan.stats, words(self)).serialize(serializer)
    }
}

/// With the feature `serde`.
impl<'de> Deserialize<'de> for StatsBuilder {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<StatsBuilder, D::Error> {
        let (version, dtype, stats, words) = <(u32, DType, Vec<Stat>, Vec<u64>)>::deserialize(deserializer)?;
        filled(version, StatsBuilder::new(&dtype, stats).map_err(de::Error::custom)?, &words)
    }
}

/// With the feature `serde`.
impl Serialize for GroupsBuilder {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (VERSION, &self.plan.dtype, &self.keys.keys, &self.plan.stats, words(self)).serialize(serializer)
    }
}

/// With the feature `serde`.
impl<'de> Deserialize<'de> for GroupsBuilder {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<GroupsBuilder, D::Error> {
        type Form = (u32, DType, Vec<Key>, Vec<Stat>, Vec<u64>);
        let (version, dtype, keys, stats, words) = Form::deserialize(deserializer)?;
        filled(version, GroupsBuilder::new(&dtype, keys, stats).map_err(de::Error::custom)?, &words)
    }
}

/// With the feature `serde`.
impl Serialize for Frequencies {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (VERSION, &self.dtype, words(self)).serialize(serializer)
    }
}

/// With the feature `serde`.
impl<'de> Deserialize<'de> for Frequencies {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Frequencies, D::Error> {
        let (version, dtype, words) = <(u32, DType, Vec<u64>)>::deserialize(deserializer)?;
        filled(version, Frequencies::new(&dtype).map_err(de::Error::custom)?, &words)
    }
}
