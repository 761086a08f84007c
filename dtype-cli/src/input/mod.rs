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

use std::path::PathBuf;

use clap::Args;

pub(crate) use again::Again;
pub(crate) use member::{archive_and_key, is_archive_file};
pub(crate) use raw::{dtype_of, schema};
pub(crate) use rows::Rows;
pub(crate) use spool::Spool;
pub(crate) use table::{Format, Table, expanded};
pub(crate) use text::{TextFile, Watched, cannot_open};

/// How records are found in what is read.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct Reading {
    /// Records of this dtype, in a file without a header
    #[arg(long, value_name = "DTYPE", conflicts_with = "schema")]
    pub(crate) dtype: Option<String>,

    /// The same, with the dtype in a file: what `schema --json` prints, NumPy's notation, or another file with a header
    #[arg(long, value_name = "FILE")]
    pub(crate) schema: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) place: Place,

    /// Only of files without a header is it told what they hold, and others may stand beside them.
    #[arg(skip)]
    pub(crate) or_header: bool,
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
    /// Is it told what records are?
    pub(crate) fn is_told(&self) -> bool {
        self.dtype.is_some() || self.schema.is_some()
    }

    /// The same for a file with a header, which tells all but which rows are meant.
    fn by_header(&self) -> Reading {
        let place = Place { rows: self.place.rows, ..Place::default() };
        Reading { place, ..Reading::default() }
    }
}
