//! What is measured: a file a group of cases. A group has a name, by which the command line asks for it.

mod column;
mod convert;
mod correlation;
mod counts;
mod files;
mod group;
mod process;
mod records;
mod scaling;
mod summary;
mod surgery;
mod views;

use std::error::Error;

use crate::case::Case;
use crate::data::Data;

/// Makes the cases of a group.
pub(crate) type Make = fn(&Data) -> Result<Vec<Case>, Box<dyn Error>>;

/// Every group, in the order of the report.
pub(crate) const ALL: &[(&str, Make)] = &[
    ("load", files::load),
    ("map", files::map),
    ("save", files::save),
    ("header", files::header),
    ("column", column::out_of_cache),
    ("cache", column::in_cache),
    ("summary", summary::summary),
    ("correlation", correlation::correlation),
    ("quantiles", counts::quantiles),
    ("histogram", counts::histogram),
    ("frequencies", counts::frequencies),
    ("group", group::group),
    ("records", records::records),
    ("views", views::views),
    ("filter", surgery::filter),
    ("take", surgery::take),
    ("argsort", surgery::argsort),
    ("unique", surgery::unique),
    ("columns", surgery::columns),
    ("join", surgery::join),
    ("scaling", scaling::scaling),
    ("convert-order", convert::byte_order),
    ("convert-packed", convert::packed),
    ("convert-aligned", convert::aligned),
    ("convert-reversed", convert::reversed),
    ("convert-added", convert::added),
    ("convert-cast", convert::cast),
    ("process", process::process),
];
