//! `dtype info`: what a file is, and whether it is whole.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use anstyle::{AnsiColor, Style};
use dtype_core::npy::{self, Header, LoadOptions};
use dtype_core::{RecordView, Value};

use crate::cells;
use crate::columns::Choice;
use crate::errors::Failure;
use crate::json::Json;
use crate::layout::{self, Layout};
use crate::numbers::{bytes, counted};
use crate::output::Output;
use crate::text::{self, Cut};

/// Fields of the first record that are shown; a screen ends somewhere.
const MOST_FIELDS: usize = 12;

/// Columns before what a line says.
const INDENT: usize = 14;

/// Describes one file. `again` if another one came before it.
pub(crate) fn run(path: &Path, again: bool, options: &LoadOptions, out: &mut Output) -> Result<(), Failure> {
    let info = Info::of(path, options.header(path)?);
    if out.is_json() {
        out.document(&info.to_json(path))?;
    } else {
        if again {
            writeln!(out)?;
        }
        info.print(path, out)?;
    }
    // That data is missing is told once all else has been.
    if info.is_cut() {
        npy::File::open_with(path, options.clone())?;
    }
    Ok(())
}

/// What there is to say about a file.
struct Info {
    header: Header,
    layout: Layout,
    /// In bytes, if it has one: pipes have none.
    file_len: Option<u64>,
    first: Option<Value>,
}

impl Info {
    fn of(path: &Path, header: Header) -> Info {
        let layout = Layout::of(header.dtype());
        let file_len = fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|metadata| metadata.len());
        let mut info = Info { header, layout, file_len, first: None };
        if file_len.is_some() && !info.is_cut() {
            info.first = first_record(path, &info.header);
        }
        info
    }

    /// Bytes between the start of the data and the end of the file.
    fn found(&self) -> Option<u64> {
        Some(self.file_len?.saturating_sub(self.header.data_offset()))
    }

    /// Bytes behind the data.
    fn trailing(&self) -> Option<u64> {
        Some(self.found()?.saturating_sub(self.header.data_len()))
    }

    fn is_cut(&self) -> bool {
        self.found().is_some_and(|found| found < self.header.data_len())
    }

    fn is_record(&self) -> bool {
        self.header.dtype().fields().is_some()
    }

    fn version(&self) -> String {
        let (major, minor) = self.header.version();
        format!("{major}.{minor}")
    }

    fn to_json(&self, path: &Path) -> Json {
        let (header, layout) = (&self.header, &self.layout);
        Json::object([
            ("file", path.display().to_string().into()),
            ("format", "npy".into()),
            ("version", self.version().into()),
            ("records", header.len().into()),
            ("shape", Json::list(header.shape())),
            ("fortran_order", header.is_fortran().into()),
            ("dtype", header.dtype().to_string().into()),
            ("itemsize", header.dtype().itemsize().into()),
            ("fields", layout.leaves.len().into()),
            ("layout", layout.kind().into()),
            ("alignment", layout::alignment(header.dtype()).into()),
            ("unaligned_fields", layout.unaligned().into()),
            ("padding", layout.padding().into()),
            ("byte_order", layout.byte_order().into()),
            ("data_offset", header.data_offset().into()),
            ("data_bytes", header.data_len().into()),
            ("file_bytes", self.file_len.into()),
            ("trailing_bytes", self.trailing().into()),
            ("complete", self.file_len.map(|_| !self.is_cut()).into()),
            ("first_record", self.first.as_ref().map(Json::from).into()),
        ])
    }

    fn print(&self, path: &Path, out: &mut Output) -> io::Result<()> {
        let (bold, plain, warning) = (Style::new().bold(), Style::new(), AnsiColor::Yellow.on_default());
        let path = text::clean(&path.display().to_string());
        let path = out.width().map_or(path.clone(), |width| text::cut(&path, width, Cut::Middle));
        writeln!(out, "{bold}{path}{bold:#}")?;
        line(out, "format", &format!(".npy {}", self.version()), plain)?;
        line(out, if self.is_record() { "records" } else { "items" }, &self.count(out), plain)?;
        self.print_record(out)?;
        let order = match self.layout.byte_order() {
            "none" => "none, all values are single bytes",
            "mixed" => "mixed, little- and big-endian",
            "big" => "big-endian",
            _ => "little-endian",
        };
        line(out, "byte order", order, plain)?;
        line(out, "data", &self.data(out), plain)?;
        if let Some(len) = self.file_len {
            line(out, "file", &format!("{} bytes", out.integer(len)), plain)?;
        }
        if let Some(more) = self.trailing().filter(|&more| more > 0) {
            line(out, "trailing", &format!("{} behind the data", counted(more, "byte")), warning)?;
        }
        self.print_first(out)
    }

    fn count(&self, out: &Output) -> String {
        let count = out.integer(self.header.len());
        if self.header.shape().len() == 1 {
            return count;
        }
        let order = if self.header.is_fortran() { ", Fortran order" } else { "" };
        format!("{count}, shape {}{order}", cells::shape(self.header.shape()))
    }

    /// What one item is.
    fn print_record(&self, out: &mut Output) -> io::Result<()> {
        let (dtype, plain) = (self.header.dtype(), Style::new());
        let itemsize = counted(dtype.itemsize(), "byte");
        if !self.is_record() {
            return line(out, "item", &format!("{itemsize}, {}", cells::dtype(dtype)), plain);
        }
        let fields = counted(self.layout.leaves.len(), "field");
        line(out, "record", &format!("{itemsize}, {fields}"), plain)?;
        line(out, "layout", &self.layout_kind(), plain)?;
        line(out, "padding", &self.padding(), plain)
    }

    fn layout_kind(&self) -> String {
        let (layout, dtype) = (&self.layout, self.header.dtype());
        let kind = match layout.kind() {
            "aligned" => "aligned, as in C",
            "packed and aligned" => "packed, and aligned as in C",
            kind => kind,
        };
        let alignment = layout::alignment(dtype);
        let mut parts = vec![kind.to_owned()];
        if layout.unaligned() > 0 {
            let fields = counted(layout.leaves.len(), "field");
            parts.push(format!("{} of {fields} unaligned", layout.unaligned()));
        }
        // Then even fields at good offsets are aligned only in some of the records.
        if !dtype.itemsize().is_multiple_of(alignment) {
            parts.push(format!("records are no multiple of {alignment} bytes"));
        }
        parts.join("; ")
    }

    fn padding(&self) -> String {
        let (padding, itemsize) = (self.layout.padding(), self.header.dtype().itemsize());
        if padding == 0 {
            return "none".to_owned();
        }
        let share = 100.0 * padding as f64 / itemsize as f64;
        let waste = (padding as u64).saturating_mul(self.header.len() as u64);
        format!("{} a record, {share:.0} %: {} in all", counted(padding, "byte"), bytes(waste))
    }

    fn data(&self, out: &Output) -> String {
        let offset = self.header.data_offset();
        // The largest power of two that divides it; beyond a page nobody asks for more.
        let grid = 1u64 << offset.trailing_zeros().min(12);
        format!(
            "{} from byte {} on, a multiple of {grid}",
            bytes(self.header.data_len()),
            out.integer(offset)
        )
    }

    fn print_first(&self, out: &mut Output) -> io::Result<()> {
        let fields = match &self.first {
            None => return Ok(()),
            Some(Value::Record(fields)) => fields,
            Some(value) => return line(out, "first item", &cells::value(value), Style::new()),
        };
        line(out, "first record", "", Style::new())?;
        let names = || fields.iter().take(MOST_FIELDS).map(|(name, _)| text::clean(name));
        let room = out.width().map_or(usize::MAX, |width| width.saturating_sub(4));
        let widest = names().map(|name| text::width(&name)).max().unwrap_or(0).min(room / 2);
        let faint = Style::new().dimmed();
        for (name, (_, value)) in names().zip(fields) {
            let name = text::cut(&name, widest, Cut::Middle);
            let blanks = widest - text::width(&name) + 2;
            let value = text::clean(&cells::value(value));
            let value = text::cut(&value, room.saturating_sub(widest + 2), Cut::End);
            writeln!(out, "    {faint}{name}{faint:#}{:blanks$}{value}", "")?;
        }
        match fields.len().saturating_sub(MOST_FIELDS) {
            0 => Ok(()),
            more => writeln!(out, "    {faint}and {more} more{faint:#}"),
        }
    }
}

/// A name and what is to say about it, in as many lines as it takes.
fn line(out: &mut Output, name: &str, says: &str, style: Style) -> io::Result<()> {
    let room = out.width().map_or(usize::MAX, |width| width.saturating_sub(INDENT + 2).max(1));
    let faint = Style::new().dimmed();
    let mut parts = text::wrapped(&text::clean(says), room).into_iter();
    let first = parts.next().unwrap_or_default();
    let blanks = if first.is_empty() { 0 } else { INDENT - name.len() };
    writeln!(out, "  {faint}{name}{faint:#}{:blanks$}{style}{first}{style:#}", "")?;
    for part in parts {
        writeln!(out, "  {:INDENT$}{style}{part}{style:#}", "")?;
    }
    Ok(())
}

/// The first record, if there is one that can be read and printed.
fn first_record(path: &Path, header: &Header) -> Option<Value> {
    if header.len() == 0 {
        return None;
    }
    Choice::new(header.dtype(), &[]).ok()?.check_printable(path).ok()?;
    let mut file = File::open(path).ok()?;
    file.seek(SeekFrom::Start(header.data_offset())).ok()?;
    let mut bytes = Vec::new();
    file.take(header.dtype().itemsize() as u64).read_to_end(&mut bytes).ok()?;
    RecordView::with_layout(&bytes, header.dtype(), 0, 0, 1).ok()?.record(0)
}
