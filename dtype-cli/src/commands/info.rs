//! `dtype info`: what a file is, and whether it is whole.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style};
use dtype_core::npy::{self, Header};
use dtype_core::{DType, RecordView, Value};

use super::Context;
use crate::args::{TEMPLATE, examples};
use crate::cells;
use crate::columns::Choice;
use crate::errors::Failure;
use crate::input::{self, Place, Reading, Table, archive_and_key, is_archive_file};
use crate::json::Json;
use crate::layout::{self, Layout};
use crate::numbers::{bytes, counted};
use crate::output::{Format, Output};
use crate::report::quoted;
use crate::text::{self, Cut};

/// Fields of the first record that are shown; a screen ends somewhere.
const MOST_FIELDS: usize = 12;

/// Columns before what a line says.
const INDENT: usize = 14;

/// Say what a file is: format, records, layout, byte order, the first record
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = examples(&[
    ("dtype info trades.npy", "on one screen"),
    ("dtype info arrays.npz::trades", "of a member of an archive"),
    ("dtype info --dtype \"[('x','<f4'),('y','<f4')]\" points.raw", "of a file without a header"),
    ("dtype info --json *.npy | jq .records", "of many files, for programs"),
]))]
pub(crate) struct Args {
    /// Files; their names do not matter, their content does
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    reading: Reading,
}

/// Describes one file. `again` if another one came before it.
pub(crate) fn run(args: &Args, path: &Path, again: bool, context: &mut Context) -> Result<(), Failure> {
    let Context { options, out, .. } = context;
    // Of a plain file there is something to say even if some of it is missing.
    let is_plain = args.reading.told()?.is_none()
        && args.reading.place == Place::default()
        && path != Path::new("-")
        && archive_and_key(path).is_none();
    let info = if is_plain && !is_archive_file(path) {
        Info::of_file(path, options.header(path)?)
    } else {
        Info::of_table(&Table::open(&[path.to_owned()], &args.reading, options)?)?
    };
    match out.format() {
        Format::Json | Format::JsonLines => out.document(&info.to_json())?,
        Format::Csv => {
            let Json::Object(entries) = info.to_json() else { return Ok(()) };
            let join = |words: Vec<String>| words.join(",");
            if !again {
                writeln!(out, "{}", join(entries.iter().map(|(name, _)| name.clone()).collect()))?;
            }
            writeln!(out, "{}", join(entries.iter().map(|(_, value)| quoted(value)).collect()))?;
        }
        Format::Table => {
            if again {
                writeln!(out)?;
            }
            info.print(out)?;
        }
    }
    // That data is missing is told once all else has been.
    if info.is_cut() {
        npy::File::open_with(path, options.clone())?;
    }
    Ok(())
}

/// What there is to say about a file.
struct Info {
    name: String,
    /// `npy`, `npz`, `raw`
    format: &'static str,
    /// Of the format, if the file says it.
    version: Option<(u8, u8)>,
    dtype: DType,
    shape: Vec<usize>,
    fortran: bool,
    count: usize,
    layout: Layout,
    /// Where the data starts, if it lies in the file as it is.
    data_offset: Option<u64>,
    data_len: u64,
    /// In bytes, if it has one: pipes have none.
    file_len: Option<u64>,
    first: Option<Value>,
}

impl Info {
    /// A file with a header.
    fn of_file(path: &Path, header: Header) -> Info {
        let file_len = fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|metadata| metadata.len());
        let mut info = Info {
            name: path.display().to_string(),
            format: "npy",
            version: Some(header.version()),
            dtype: header.dtype().clone(),
            shape: header.shape().to_vec(),
            fortran: header.is_fortran(),
            count: header.len(),
            layout: Layout::of(header.dtype()),
            data_offset: Some(header.data_offset()),
            data_len: header.data_len(),
            file_len,
            first: None,
        };
        if file_len.is_some() && !info.is_cut() {
            info.first = first_record(path, &header);
        }
        info
    }

    /// Records from wherever they come.
    fn of_table(table: &Table) -> Result<Info, Failure> {
        let dtype = table.dtype().clone();
        let (header, format) = (table.header(), table.format());
        let all: usize = table.shape().iter().product();
        let mut first = None;
        if Choice::new(&dtype, &[]).is_ok_and(|choice| choice.check_printable(&table.path()).is_ok()) {
            table.visit(0..1, &dtype, |_, records| {
                first = records.record(0);
                Ok(ControlFlow::Break(()))
            })?;
        }
        let data_len = (table.len() as u64).saturating_mul(dtype.itemsize() as u64);
        Ok(Info {
            name: table.name(),
            format: match format {
                input::Format::Npz(_) => "npz",
                input::Format::Raw => "raw",
                input::Format::Npy | input::Format::Several(_) => "npy",
            },
            version: header.map(Header::version),
            layout: Layout::of(&dtype),
            dtype,
            // Some of the rows are of one axis, whatever all of them are of.
            shape: if table.len() == all { table.shape().to_vec() } else { vec![table.len()] },
            fortran: header.is_some_and(Header::is_fortran),
            count: table.len(),
            data_offset: None,
            data_len,
            file_len: None,
            first,
        })
    }

    /// Bytes between the start of the data and the end of the file.
    fn found(&self) -> Option<u64> {
        Some(self.file_len?.saturating_sub(self.data_offset?))
    }

    /// Bytes behind the data.
    fn trailing(&self) -> Option<u64> {
        Some(self.found()?.saturating_sub(self.data_len))
    }

    fn is_cut(&self) -> bool {
        self.found().is_some_and(|found| found < self.data_len)
    }

    fn is_record(&self) -> bool {
        self.dtype.fields().is_some()
    }

    fn version(&self) -> Option<String> {
        self.version.map(|(major, minor)| format!("{major}.{minor}"))
    }

    fn to_json(&self) -> Json {
        let layout = &self.layout;
        Json::object([
            ("file", self.name.as_str().into()),
            ("format", self.format.into()),
            ("version", self.version().into()),
            ("records", self.count.into()),
            ("shape", Json::list(&self.shape)),
            ("fortran_order", self.fortran.into()),
            ("dtype", self.dtype.to_string().into()),
            ("itemsize", self.dtype.itemsize().into()),
            ("fields", layout.leaves.len().into()),
            ("layout", layout.kind().into()),
            ("alignment", layout::alignment(&self.dtype).into()),
            ("unaligned_fields", layout.unaligned().into()),
            ("padding", layout.padding().into()),
            ("byte_order", layout.byte_order().into()),
            ("data_offset", self.data_offset.into()),
            ("data_bytes", self.data_len.into()),
            ("file_bytes", self.file_len.into()),
            ("trailing_bytes", self.trailing().into()),
            ("complete", self.file_len.map(|_| !self.is_cut()).into()),
            ("first_record", self.first.as_ref().map(Json::from).into()),
        ])
    }

    fn print(&self, out: &mut Output) -> io::Result<()> {
        let (bold, plain, warning) = (Style::new().bold(), Style::new(), AnsiColor::Yellow.on_default());
        let path = text::clean(&self.name);
        let path = out.width().map_or(path.clone(), |width| text::cut(&path, width, Cut::Middle));
        writeln!(out, "{bold}{path}{bold:#}")?;
        let format = match (self.format, self.version()) {
            ("raw", _) => "none, records without a header".to_owned(),
            ("npz", Some(version)) => format!(".npy {version} in an archive"),
            (_, version) => format!(".npy {}", version.unwrap_or_default()),
        };
        line(out, "format", format.trim_end(), plain)?;
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
        let count = out.integer(self.count);
        if self.shape.len() == 1 {
            return count;
        }
        let order = if self.fortran { ", Fortran order" } else { "" };
        format!("{count}, shape {}{order}", cells::shape(&self.shape))
    }

    /// What one item is.
    fn print_record(&self, out: &mut Output) -> io::Result<()> {
        let (dtype, plain) = (&self.dtype, Style::new());
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
        let (layout, dtype) = (&self.layout, &self.dtype);
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
        let (padding, itemsize) = (self.layout.padding(), self.dtype.itemsize());
        if padding == 0 {
            return "none".to_owned();
        }
        let share = 100.0 * padding as f64 / itemsize as f64;
        let waste = (padding as u64).saturating_mul(self.count as u64);
        format!("{} a record, {share:.0} %: {} in all", counted(padding, "byte"), bytes(waste))
    }

    fn data(&self, out: &Output) -> String {
        let Some(offset) = self.data_offset else { return bytes(self.data_len) };
        // The largest power of two that divides it; beyond a page nobody asks for more.
        let grid = 1u64 << offset.trailing_zeros().min(12);
        format!("{} from byte {} on, a multiple of {grid}", bytes(self.data_len), out.integer(offset))
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
