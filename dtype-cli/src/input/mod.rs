//! Where records come from: files with and without a header, members of archives, standard input, one or several.
//!
//! [`Table`] makes one run of records of all of them, and lends it a block at a time. Nothing else is held in memory,
//! whatever the size of a file.

mod again;
mod member;
mod part;
mod raw;
mod rows;
mod spool;
mod table;
mod text;

use std::path::{Path, PathBuf};

use clap::Args;

pub(crate) use again::Again;
pub(crate) use member::{archive_and_key, is_archive_file};
pub(crate) use raw::{dtype_of, schema};
pub(crate) use rows::Rows;
pub(crate) use spool::Spool;
pub(crate) use table::{Format, Table, expanded};
pub(crate) use text::{TextFile, Watched, cannot_open};

use crate::starts;

/// How records are found in what is read.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct Reading {
    /// Records of this dtype, in a file without a header
    #[arg(long, value_name = "DTYPE", conflicts_with = "schema")]
    pub(crate) dtype: Option<String>,

    /// The same, with the dtype in a file: what `schema --json` prints, or NumPy's notation
    #[arg(long, value_name = "FILE")]
    pub(crate) schema: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) place: Place,
}

/// Where records are in what is read.
#[derive(Clone, Debug, Default, PartialEq, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct Place {
    /// Bytes before the first record [default: 0]
    #[arg(long, value_name = "BYTES")]
    pub(crate) offset: Option<u64>,

    /// Bytes from one record to the next, without a header [default: the size of a record]
    #[arg(long, value_name = "BYTES")]
    pub(crate) stride: Option<usize>,

    /// How many records there are, without a header [default: as many as fit]
    #[arg(long, value_name = "N")]
    pub(crate) count: Option<usize>,

    /// Which records: 1000:2000, :50, -100: or a single one
    #[arg(long, value_name = "ROWS", allow_hyphen_values = true)]
    pub(crate) rows: Option<Rows>,
}

impl Reading {
    /// The same for a file that may have a header beside one that has none: what is told is told of the latter.
    pub(crate) fn or_header(&self, path: &Path) -> Reading {
        let is_told = self.dtype.is_some() || self.schema.is_some();
        let start = || starts::of_file(path, 0, 8).unwrap_or_default();
        if is_told
            && (archive_and_key(path).is_some() || starts::is_npy(&start()) || starts::is_archive(&start()))
        {
            let place = Place { rows: self.place.rows, ..Place::default() };
            return Reading { place, ..Reading::default() };
        }
        self.clone()
    }
}
