//! Why a conversion is refused: all reasons, each with its field, what was expected, what was found, what to do.

use super::options::{ConvertOptions, Given};
use super::pairs::{Pair, Pairs, Place, RenameTrouble, Side};
use super::plan;
use super::table::{self, described, named};
use crate::dtype::{DType, Field, Path, Scalar, ScalarKind, nearest};
use crate::error::Error;

/// As many reasons are told one by one.
const TOLD: usize = 20;

/// One reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// Dotted; empty for the whole.
    path: String,
    expected: String,
    found: String,
    /// What to do, if there is something.
    remedy: String,
}

/// One error for all of them.
#[cold]
pub(super) fn error(problems: &[Problem]) -> Error {
    let [Problem { path, expected, found, remedy }] = problems else { return several(problems) };
    let mut text = format!("expected {expected}, found {found}");
    if !remedy.is_empty() {
        text = format!("{text}; {remedy}");
    }
    let error = Error::mismatch(text);
    if path.is_empty() { error } else { error.in_field(path) }
}

fn several(problems: &[Problem]) -> Error {
    let mut text = format!("{} fields do not fit:\n", problems.len());
    let rows = problems.iter().take(TOLD).map(|problem| {
        // Under its heading, a dtype needs no introduction.
        let bare = |text: &str| text.strip_prefix("dtype ").unwrap_or(text).to_owned();
        let Problem { path, expected, found, remedy } = problem;
        [table::shown(path).to_owned(), bare(expected), bare(found), remedy.clone()]
    });
    let head = ["field", "expected", "found", "what to do"];
    table::append(&mut text, head, rows, problems.len().saturating_sub(TOLD));
    Error::mismatch(text)
}

/// Why nothing can happen to a field, as the `nth` reason.
pub(super) fn of_pair(pair: &Pair<'_>, options: &ConvertOptions, nth: usize) -> Problem {
    let none = || "no such field".to_owned();
    let (expected, found, remedy) = match &pair.side {
        Side::Both(from, to) => {
            let remedy = match plan::least(pair) {
                Some(casting) => format!("`Casting::{casting:?}` allows it"),
                None if to.dtype.flattened().1 != from.dtype.flattened().1 => {
                    "shapes are not changed: give the field the one that was found".to_owned()
                }
                None if [from, to].iter().any(|place| is_long_double(place.dtype)) => {
                    "long doubles are not cast, as their bytes are another number on another machine: give the field \
                     the dtype that was found"
                        .to_owned()
                }
                None => "there is no such cast: give the field the dtype that was found".to_owned(),
            };
            if plan::swap_size(from.dtype, to.dtype) == Some(1) {
                let place = |place: &Place<'_>| format!("byte {} of the record", place.offset);
                return Problem { path: pair.path.clone(), expected: place(to), found: place(from), remedy };
            }
            (named(to.dtype), named(from.dtype), remedy)
        }
        Side::OnlyFrom(from) => (none(), named(from.dtype), "drop it with `allow_extra`".to_owned()),
        Side::OnlyTo(to, spare) => {
            // Looking at all names is for those reasons that are told.
            let meant = if nth < TOLD { nearest(pair.name, spare.iter().copied()) } else { None };
            let default = match options.of_type {
                Some(_) => "give it a `#[record(default)]`",
                None => "give it a `default_value`",
            };
            let remedy = match meant {
                Some(name) => format!("`rename` '{name}' if that is it, or {default}"),
                None => default.to_owned(),
            };
            (named(to.dtype), none(), remedy)
        }
    };
    Problem { path: pair.path.clone(), expected, found, remedy }
}

fn is_long_double(dtype: &DType) -> bool {
    let kind = dtype.flattened().0.as_scalar().map(Scalar::kind);
    matches!(kind, Some(ScalarKind::LongDouble | ScalarKind::ComplexLongDouble))
}

/// Records of another size, where even that is not allowed.
pub(super) fn itemsizes(from: &DType, to: &DType) -> Problem {
    Problem {
        path: String::new(),
        expected: format!("an itemsize of {} bytes", to.itemsize()),
        found: format!("{} bytes", from.itemsize()),
        remedy: "`Casting::Equiv` allows it".to_owned(),
    }
}

/// What is wrong with the options: renames that lead nowhere, defaults that fit nothing.
pub(super) fn of_options(pairs: &Pairs<'_>, to: &DType, options: &ConvertOptions) -> Vec<Problem> {
    let problem = |path: &str, expected: String, found: String| Problem {
        path: path.to_owned(),
        expected,
        found,
        remedy: String::new(),
    };
    let mut problems = Vec::new();
    for trouble in &pairs.troubles {
        let (path, expected, found) = match trouble {
            RenameTrouble::Unknown(path) => (path, "a field of the source to rename", "none".to_owned()),
            RenameTrouble::Ambiguous(path) => {
                (path, "one field of the source to rename", "several".to_owned())
            }
            RenameTrouble::Taken { path, name } => {
                (path, "a name of its own", format!("'{name}', which is taken"))
            }
        };
        problems.push(problem(path, expected.to_owned(), found));
    }
    for Given { path, dtype, .. } in &options.defaults {
        match path.locate(to) {
            Ok(field) if field.dtype.same_layout(dtype) => {}
            Ok(field) => {
                let (expected, found) = (described(&field.dtype), described(dtype));
                problems.push(problem(
                    path,
                    format!("a default of dtype {expected}"),
                    format!("one of {found}"),
                ));
            }
            Err(error) => {
                let expected = "a field of the target that takes the default".to_owned();
                problems.push(problem(path, expected, format!("none: {}", error.message())));
            }
        }
    }
    if let Some(of_type) = options.of_type
        && !of_type.dtype.same_layout(to)
    {
        let (expected, found) = (described(to), described(of_type.dtype));
        problems.push(problem("", format!("the defaults of {expected}"), format!("those of {found}")));
    }
    problems
}

/// The first field that shares a byte with another one of its record, as a reason.
pub(super) fn overlap(dtype: &DType) -> Option<Problem> {
    let fields = dtype.flattened().0.fields()?;
    let mut places: Vec<&Field> = fields.iter().filter(|field| field.dtype().itemsize() > 0).collect();
    places.sort_by_key(|field| field.offset());
    for two in places.windows(2) {
        if two[1].offset() < two[0].end() {
            return Some(Problem {
                path: two[1].name().to_owned(),
                expected: "bytes of its own".to_owned(),
                found: format!("some that '{}' has too", two[0].name()),
                remedy: "convert to a dtype with one of them".to_owned(),
            });
        }
    }
    fields.iter().find_map(|field| {
        let inner = overlap(field.dtype())?;
        Some(Problem { path: format!("{}.{}", field.name(), inner.path), ..inner })
    })
}
