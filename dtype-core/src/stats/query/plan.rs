//! Which columns of which records a list of statistics is about, and what each needs.

use super::ask::{Asked, NoAnswer};
use super::column::{self, Grouped};
use super::source::{Real, Source};
use super::stat::{Stat, What};
use super::text::Texts;
use crate::dtype::{DType, OwnedPath, Path, Scalar, nearest};
use crate::error::{Error, Result};
use crate::int;
use crate::stats::kind::{Class, Nan};
use crate::stats::quantile;
use crate::view::{RecordView, Value};

/// Statistics of records of one dtype, and the columns that they are of.
pub(in crate::stats) struct Plan {
    pub(in crate::stats) dtype: DType,
    pub(in crate::stats) stats: Vec<Stat>,
    /// Of each statistic the column; `None` for the count of records.
    places: Vec<Option<usize>>,
    pub(in crate::stats) columns: Vec<Column>,
}

/// A column that statistics are taken of.
pub(in crate::stats) struct Column {
    path: OwnedPath,
    weights: Option<OwnedPath>,
    scalar: Scalar,
    /// Elements in each record.
    pub(in crate::stats) each: usize,
    /// Its states, of one group of nothing.
    pub(in crate::stats) empty: Box<dyn Grouped>,
}

impl Plan {
    /// # Errors
    /// If there is no such column, or its dtype has no such statistic; if a name is there twice.
    pub(in crate::stats) fn new(dtype: &DType, stats: Vec<Stat>) -> Result<Plan> {
        let mut plan =
            Plan { dtype: dtype.clone(), stats: Vec::new(), places: Vec::new(), columns: Vec::new() };
        for stat in stats {
            let name = stat.name();
            if plan.stats.iter().any(|other| other.name() == name) {
                let message = format!(
                    "expected every statistic to have a name of its own, found '{name}' twice; name one by `named`"
                );
                return Err(Error::mismatch(message));
            }
            let place = if stat.what == What::Count { None } else { Some(plan.place(&stat)?) };
            plan.places.push(place);
            plan.stats.push(stat);
        }
        Ok(plan)
    }

    /// The columns of records, from a record on.
    pub(in crate::stats) fn sources<'a>(
        &self,
        records: &RecordView<'a>,
        from: usize,
    ) -> Result<Vec<Source<'a>>> {
        self.columns.iter().map(|column| column.source(records, from)).collect()
    }

    /// The answers about a group of so many records, which is one of those in `columns`. Positions count from `start`.
    pub(in crate::stats) fn answers(
        &self,
        columns: &[Box<dyn Grouped>],
        group: usize,
        records: u64,
        start: u64,
    ) -> Result<Vec<Option<Value>>> {
        let answer = |(stat, place): (&Stat, &Option<usize>)| {
            let Some(place) = *place else { return Ok(Some(Value::UInt(records))) };
            let column = &self.columns[place];
            let each = int::to_u64(column.each);
            let asked = column.asked(stat);
            let answer = columns[place].answer(group, records.saturating_mul(each), asked);
            let answer = answer.map_err(|error| column.refused(&error, asked))?;
            Ok(match (&stat.what, answer) {
                (What::ArgMin | What::ArgMax, Some(Value::UInt(at))) => {
                    Some(Value::UInt(at.saturating_add(start.saturating_mul(each))))
                }
                (_, answer) => answer,
            })
        };
        self.stats.iter().zip(&self.places).map(answer).collect()
    }

    /// The names of the results.
    pub(in crate::stats) fn names(&self) -> Vec<String> {
        self.stats.iter().map(Stat::name).collect()
    }

    /// What the elements of a statistic's column are; `None` for the count of records.
    pub(in crate::stats) fn scalar(&self, stat: usize) -> Option<Scalar> {
        self.places[stat].map(|place| self.columns[place].scalar)
    }

    /// The column of a statistic, which from now on is one of these.
    fn place(&mut self, stat: &Stat) -> Result<usize> {
        if let What::Quantile(q, _) = stat.what {
            quantile::check(&[q])?;
        }
        let weights = match &stat.what {
            What::WeightedMean(weights) => Some(weights),
            _ => None,
        };
        let known = |column: &Column| column.path == stat.path && column.weights.as_ref() == weights;
        let place = match self.columns.iter().position(known) {
            Some(place) => place,
            None => {
                let column = Column::new(&self.dtype, &stat.path, weights, &stat.what)?;
                self.columns.push(column);
                self.columns.len() - 1
            }
        };
        let column = &mut self.columns[place];
        let asked = Asked { what: &stat.what, nan: nan_of(stat), kind: column.scalar.kind() };
        let wanted = column.empty.want(asked);
        wanted.map_err(|error| self.columns[place].refused(&error, asked))?;
        Ok(place)
    }
}

impl Column {
    fn new(dtype: &DType, path: &OwnedPath, weights: Option<&OwnedPath>, what: &What) -> Result<Column> {
        let (scalar, each) = located(dtype, path, what)?;
        let class = Class::of(scalar).map(|(class, _)| class);
        let empty = match (weights, class) {
            (Some(weights), _) => {
                let (weight, of_weights) = located(dtype, weights, what)?;
                for (path, scalar) in [(path, scalar), (weights, weight)] {
                    real(scalar).ok_or_else(|| {
                        let message = format!(
                            "weighted mean of dtype '{scalar}'; expected integers, booleans or floats"
                        );
                        Error::unsupported(message).in_field(&path.shown())
                    })?;
                }
                if of_weights != each {
                    let message = format!(
                        "expected a weight for each of {each} elements of a record, found {of_weights}"
                    );
                    return Err(Error::mismatch(message).in_field(&weights.shown()));
                }
                column::of_class(Class::Complex)
            }
            (None, Some(class)) => column::of_class(class),
            (None, None) => Box::new(Texts::new(scalar)),
        };
        Ok(Column { path: path.clone(), weights: weights.cloned(), scalar, each, empty })
    }

    /// Its elements, from a record on.
    fn source<'a>(&self, records: &RecordView<'a>, from: usize) -> Result<Source<'a>> {
        let first = from.saturating_mul(self.each);
        if let Some(weights) = &self.weights {
            let real = |path| -> Result<Real<'a>> {
                let (scalar, bytes) = leaves(records, path)?;
                let (class, format) = Class::of(scalar).ok_or_else(|| no_numbers(path))?;
                let mut numbers = bytes.gather(format);
                numbers.skip(first);
                Ok(Real { numbers, class })
            };
            return Ok(Source::Pairs([real(&self.path)?, real(weights)?]));
        }
        let (scalar, bytes) = leaves(records, &self.path)?;
        Ok(match Class::of(scalar) {
            Some((_, format)) => {
                let mut numbers = bytes.gather(format);
                numbers.skip(first);
                Source::Numbers(numbers)
            }
            None => Source::Bytes(bytes, first),
        })
    }

    fn asked<'s>(&self, stat: &'s Stat) -> Asked<'s> {
        Asked { what: &stat.what, nan: nan_of(stat), kind: self.scalar.kind() }
    }

    fn refused(&self, why: &NoAnswer, asked: Asked<'_>) -> Error {
        why.error(asked, &self.path.shown(), &self.scalar.to_string())
    }
}

fn nan_of(stat: &Stat) -> Nan {
    if stat.skip_nan { Nan::Skip } else { Nan::Propagate }
}

fn real(scalar: Scalar) -> Option<Class> {
    let (class, _) = Class::of(scalar)?;
    matches!(class, Class::Floats | Class::Narrow | Class::Signed | Class::Unsigned).then_some(class)
}

/// What the elements at a path are, and how many are in each record.
fn located(dtype: &DType, path: &OwnedPath, what: &What) -> Result<(Scalar, usize)> {
    let place = path.locate(dtype)?;
    let (base, shape) = place.dtype.flattened();
    let scalar = base.as_scalar().ok_or_else(|| {
        let error = Error::unsupported(format!("{} of records; name one of their fields", what.noun()));
        match path.shown() {
            name if name.is_empty() => error,
            name => error.in_field(&name),
        }
    })?;
    let axes: Vec<usize> = place.dims.iter().map(|dim| dim.len).chain(shape.iter().copied()).collect();
    // Only elements without bytes can be more than a number can tell.
    Ok((scalar, int::product(&axes).unwrap_or(0)))
}

fn leaves<'a>(records: &RecordView<'a>, path: &OwnedPath) -> Result<(Scalar, crate::strided::Bytes<'a>)> {
    records.any_column(path)?.leaves().ok_or_else(|| no_numbers(path))
}

#[cold]
fn no_numbers(path: &OwnedPath) -> Error {
    Error::mismatch("expected a column of elements").in_field(&path.shown())
}

/// The error about a result that there is not.
#[cold]
pub(in crate::stats) fn missing(names: &[String], name: &str) -> Error {
    let hint = match nearest(name, names.iter().map(String::as_str)) {
        Some(near) => format!("; did you mean '{near}'?"),
        None => format!("; there are {}", names.join(", ")),
    };
    Error::mismatch(format!("expected the name of a statistic, found '{name}'{hint}"))
}
