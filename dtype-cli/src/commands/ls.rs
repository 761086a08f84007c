//! `dtype ls`: the members of archives, and which of them can be mapped.

use std::path::{Path, PathBuf};

use dtype_core::ErrorKind;
use dtype_core::npy::Header;
use dtype_core::npz::{Archive, Method};

use super::Context;
use crate::args::{TEMPLATE, examples};
use crate::cells;
use crate::errors::Failure;
use crate::input::{self, Spool};
use crate::json::Json;
use crate::layout;
use crate::numbers::{bytes, counted};
use crate::output::Format;
use crate::report::{Entry, Report};
use crate::table::Column;

/// List the members of archives: method, size, dtype, shape, and whether they can be mapped
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = examples(&[
    ("dtype ls arrays.npz", "its members"),
    ("dtype ls --jsonl *.npz | jq -r .member", "their names, for programs"),
    ("dtype head arrays.npz::trades", "what one of them holds"),
]))]
pub(crate) struct Args {
    /// Archives, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Lists what is in archives.
pub(crate) fn run(args: &Args, context: &mut Context) -> Result<(), Failure> {
    let people = context.out.format() == Format::Table;
    let files = input::expanded(&args.files)?;
    let with_file = files.len() > 1 || !people;
    let mut report = Report::new("members", columns(!with_file));
    let mut failures = Vec::new();
    for name in &files {
        // What other archives hold is told all the same.
        failures.extend(list(name, with_file, &mut report, context).err());
    }
    if failures.is_empty() || !report.is_empty() {
        report.in_parts().write(&mut context.out)?;
    }
    Failure::all_of(failures)
}

fn columns(one: bool) -> Vec<(&'static str, Column)> {
    let mut columns = vec![
        ("file", Column::name("file")),
        ("member", Column::name("member")),
        ("method", Column::word("method").or_nothing()),
        ("bytes", Column::number("size")),
        ("compressed_bytes", Column::number("packed")),
        ("ratio", Column::number("ratio")),
        ("dtype", Column::word("dtype").or_less()),
        ("shape", Column::word("shape")),
        ("map", Column::word("map").or_less()),
    ];
    if one {
        columns.remove(0);
    } else {
        columns.push(("data_offset", Column::word("").or_nothing()));
        columns.push(("alignment", Column::word("").or_nothing()));
        columns.push(("error", Column::word("").or_nothing()));
    }
    columns
}

fn list(name: &Path, with_file: bool, report: &mut Report, context: &mut Context) -> Result<(), Failure> {
    let spool = if name == Path::new("-") { Some(Spool::stdin()?) } else { None };
    let path = spool.as_ref().map_or(name, Spool::path);
    let mut archive = Archive::open_with(path, context.options.clone())?;
    let human = context.out.width().is_some();
    let size = |count: u64| if human { bytes(count) } else { count.to_string() };
    for at in 0..archive.members().len() {
        let member = archive.members()[at].clone();
        let header = if member.is_dir() { None } else { Some(archive.header(at)) };
        let start = archive.offset(at).ok().flatten();
        let place = header
            .as_ref()
            .and_then(|header| header.as_ref().ok())
            .map(|header| (header, start.map(|start| start.saturating_add(header.data_offset()))));
        let error = match &header {
            Some(Err(error)) if error.kind() == ErrorKind::Io => return Err(failure(archive.header(at))),
            Some(Err(error)) => Some(error.message().to_owned()),
            _ => None,
        };
        let method = match member.method() {
            Method::Stored => "stored",
            Method::Deflated => "deflated",
            _ => "other",
        };
        let ratio =
            (member.compressed_size() > 0).then(|| member.size() as f64 / member.compressed_size() as f64);
        let shown = match (&place, &error) {
            (Some((header, _)), _) => kind(header),
            (None, Some(_)) => "not read".to_owned(),
            (None, None) => "a folder".to_owned(),
        };
        let says = place
            .as_ref()
            .map_or_else(|| error.clone().unwrap_or_default(), |(header, at)| mapping(header, *at));
        let offset = place.and_then(|(_, offset)| offset);
        let mut row = vec![
            Entry::text(member.key()),
            Entry::text(method),
            Entry::new(size(member.size()), member.size()),
            Entry::new(size(member.compressed_size()), member.compressed_size()),
            Entry::new(ratio.map(|ratio| format!("{ratio:.2}")).unwrap_or_default(), ratio),
            Entry::new(shown, place.map(|(header, _)| header.dtype().to_string())),
            Entry::new(
                place.map(|(header, _)| cells::shape(header.shape())).unwrap_or_default(),
                place.map(|(header, _)| Json::list(header.shape())),
            ),
            Entry::new(says, place.map(|(header, at)| word(header, at))),
        ];
        if with_file {
            row.insert(0, Entry::text(&name.display().to_string()));
            row.extend([Entry::new("", offset), Entry::new("", offset.map(grid)), Entry::new("", error)]);
        }
        report.push(row);
    }
    Ok(())
}

fn failure(header: Result<Header, dtype_core::Error>) -> Failure {
    match header {
        Err(error) => error.into(),
        // It could be read now, a moment after it could not.
        Ok(_) => std::io::Error::from(std::io::ErrorKind::Interrupted).into(),
    }
}

/// What one item is, in few words.
fn kind(header: &Header) -> String {
    match header.dtype().fields() {
        Some(fields) => {
            format!("{}, {}", counted(fields.len(), "field"), counted(header.dtype().itemsize(), "byte"))
        }
        None => cells::dtype(header.dtype()),
    }
}

/// The largest power of two up to a page that divides an offset.
fn grid(offset: u64) -> u64 {
    1 << offset.trailing_zeros().min(12)
}

fn is_aligned(header: &Header, offset: u64) -> bool {
    offset.is_multiple_of(layout::alignment(header.dtype()) as u64)
}

/// Whether and how a member can be mapped, for programs.
fn word(header: &Header, offset: Option<u64>) -> &'static str {
    match offset {
        None => "no",
        Some(offset) if is_aligned(header, offset) => "aligned",
        Some(_) => "unaligned",
    }
}

/// The same for people.
fn mapping(header: &Header, offset: Option<u64>) -> String {
    match offset {
        None => "no, it is compressed".to_owned(),
        Some(offset) if is_aligned(header, offset) => {
            format!("from byte {offset}, a multiple of {}", grid(offset))
        }
        Some(offset) => {
            format!("from byte {offset}, columns only: no multiple of {}", layout::alignment(header.dtype()))
        }
    }
}
