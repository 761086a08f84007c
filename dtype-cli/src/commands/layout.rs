//! `dtype layout`: the bytes of one record, drawn to scale.

use std::io::{self, Write};
use std::path::PathBuf;

use anstyle::{AnsiColor, Style};

use super::Context;
use crate::args::{TEMPLATE, examples};
use crate::cells;
use crate::errors::Failure;
use crate::input::{Reading, Table};
use crate::json::Json;
use crate::numbers::counted;
use crate::output::{Format, Output};
use crate::pieces::{Kind, Piece, pieces};
use crate::report::{Entry, Report};
use crate::table::Column;
use crate::text::{self, Cut};

/// Columns of a byte.
const WIDE: usize = 4;

/// Columns for whom nothing is known of the terminal.
const WIDTH: usize = 80;

/// Draw the bytes of one record to scale, wrapped to the terminal: fields, gaps, what is unaligned
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = examples(&[
    ("dtype layout trades.npy", "what lies where"),
    ("dtype layout --elements 10 book.npy", "with ten elements of every array of records"),
    ("dtype layout --csv trades.npy", "one line a field or gap"),
]))]
pub(crate) struct Args {
    /// A file
    file: PathBuf,

    /// Take apart so many elements of an array of records; the others are one block
    #[arg(long, value_name = "N", default_value_t = 2)]
    elements: usize,

    #[command(flatten)]
    reading: Reading,
}

/// Draws a record of the file.
pub(crate) fn run(args: &Args, context: &mut Context) -> Result<(), Failure> {
    let table = Table::open(std::slice::from_ref(&args.file), &args.reading, &context.options)?;
    let (pieces, out) = (pieces(table.dtype(), args.elements), &mut context.out);
    if out.format() != Format::Table {
        return Ok(report(&pieces).write(out)?);
    }
    let itemsize = table.dtype().itemsize();
    let ruler = Ruler::new(out.width().unwrap_or(WIDTH), itemsize);
    ruler.draw(&lanes(&pieces), itemsize, out)?;
    for line in text::wrapped(&legend(&pieces, itemsize), out.width().unwrap_or(WIDTH)) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn report(pieces: &[Piece]) -> Report {
    let columns = ["offset", "size", "kind", "path", "dtype", "aligned"];
    let mut report = Report::new("layout", columns.map(|name| (name, Column::word(name))).into());
    for piece in pieces {
        let (kind, dtype, aligned) = match &piece.kind {
            Kind::Field { dtype, unaligned } => {
                let (base, shape) = dtype.flattened();
                ("field", Some(cells::array(base, &shape)), Some(!unaligned))
            }
            Kind::Padding => ("padding", None, None),
            Kind::More(_) => ("more", None, None),
        };
        report.push(vec![
            Entry::new("", piece.bytes.start),
            Entry::new("", piece.bytes.len()),
            Entry::text(kind),
            Entry::new("", (!piece.is_padding()).then(|| piece.path())),
            Entry::new("", dtype),
            Entry::new("", aligned.map(Json::Bool)),
        ]);
    }
    report
}

/// Pieces that do not overlap, as few groups as it takes.
fn lanes(pieces: &[Piece]) -> Vec<Vec<&Piece>> {
    let mut lanes: Vec<Vec<&Piece>> = vec![Vec::new()];
    for piece in pieces.iter().filter(|piece| !piece.bytes.is_empty()) {
        let fits =
            |lane: &&mut Vec<&Piece>| lane.last().is_none_or(|last| last.bytes.end <= piece.bytes.start);
        match lanes.iter_mut().find(fits) {
            Some(lane) => lane.push(piece),
            None => lanes.push(vec![piece]),
        }
    }
    lanes
}

fn legend(pieces: &[Piece], itemsize: usize) -> String {
    let padding: usize =
        pieces.iter().filter(|piece| piece.is_padding()).map(|piece| piece.bytes.len()).sum();
    let unaligned = |piece: &&Piece| matches!(piece.kind, Kind::Field { unaligned: true, .. });
    let mut says = vec![counted(itemsize, "byte"), "┊ every 8".to_owned()];
    if itemsize > 64 {
        says.push("═ every 64".to_owned());
    }
    if padding > 0 {
        says.push("░ padding".to_owned());
    }
    if pieces.iter().any(|piece| unaligned(&piece)) {
        says.push("! unaligned".to_owned());
    }
    says.join(", ")
}

/// How a record is wrapped.
struct Ruler {
    /// Bytes in a line.
    bytes: usize,
    /// Columns of a byte.
    wide: usize,
    /// Columns of an offset.
    offset: usize,
}

impl Ruler {
    fn new(width: usize, itemsize: usize) -> Ruler {
        let offset = itemsize.to_string().len();
        let room = width.saturating_sub(offset + 2);
        let fits = |bytes: &usize| bytes * WIDE < room;
        let bytes = [32, 16, 8].into_iter().find(fits).unwrap_or(8);
        Ruler {
            bytes,
            wide: if bytes * WIDE < room { WIDE } else { (room.saturating_sub(1) / bytes).max(1) },
            offset,
        }
    }

    fn draw(&self, lanes: &[Vec<&Piece>], itemsize: usize, out: &mut Output) -> io::Result<()> {
        let (faint, at) = (Style::new().dimmed(), self.offset);
        let marks: String = (0..self.bytes.min(itemsize.max(1)))
            .step_by(if self.wide < 4 { 8 } else { 4 })
            .map(|byte| format!("{:<1$}", format!("+{byte}"), self.wide * if self.wide < 4 { 8 } else { 4 }))
            .collect();
        writeln!(out, "{:at$}  {faint}{}{faint:#}", "", marks.trim_end())?;
        let mut group = "";
        let mut start = 0;
        while start < itemsize {
            let end = itemsize.min(start.saturating_add(self.bytes));
            if start > 0 && start.is_multiple_of(64) {
                let rule = "═".repeat(self.bytes * self.wide + 1);
                writeln!(out, "{:at$}  {faint}{rule}{faint:#}", "")?;
            }
            let here: Vec<Vec<&Piece>> = lanes
                .iter()
                .map(|lane| {
                    let from = lane.partition_point(|piece| piece.bytes.end <= start);
                    let to = lane.partition_point(|piece| piece.bytes.start < end);
                    lane[from..to].to_vec()
                })
                .filter(|lane: &Vec<&Piece>| !lane.is_empty())
                .collect();
            let new = here.iter().flatten().find(|piece| piece.group != group && piece.bytes.start >= start);
            if let Some(piece) = new {
                let all: Vec<&str> = self.groups(&here, start);
                let room = self.bytes * self.wide;
                let says = text::cut(&text::clean(&all.join(", ")), room, Cut::End);
                if !says.is_empty() {
                    writeln!(out, "{:at$}  {faint}{says}{faint:#}", "")?;
                }
                group = &piece.group;
            }
            for (i, lane) in here.iter().enumerate() {
                let offset = if i == 0 { start.to_string() } else { String::new() };
                write!(out, "{faint}{offset:>at$}{faint:#}  ")?;
                self.line(lane, start, end, out)?;
            }
            // Lines that are all the same are one.
            let last = here.iter().flatten().map(|piece| piece.bytes.end).min().unwrap_or(end);
            let whole = last.saturating_sub(end) / self.bytes;
            if here.iter().map(Vec::len).sum::<usize>() == 1 && lanes.len() == 1 && whole > 2 {
                let skip = (whole - 1) * self.bytes;
                let says =
                    text::cut(&format!("⋮ {}", counted(skip, "byte")), self.bytes * self.wide, Cut::End);
                writeln!(out, "{:at$}  {faint}{says}{faint:#}", "")?;
                start = end + skip;
            } else {
                start = end;
            }
        }
        Ok(())
    }

    /// The records that begin in a line.
    fn groups<'p>(&self, lanes: &[Vec<&'p Piece>], start: usize) -> Vec<&'p str> {
        let mut groups: Vec<&str> = Vec::new();
        for piece in lanes.iter().flatten().filter(|piece| piece.bytes.start >= start) {
            if !piece.group.is_empty() && groups.last() != Some(&&piece.group[..]) {
                groups.push(&piece.group);
            }
        }
        groups
    }

    fn line(&self, lane: &[&Piece], start: usize, end: usize, out: &mut Output) -> io::Result<()> {
        let (faint, warning) = (Style::new().dimmed(), AnsiColor::Yellow.on_default());
        let mut at = start;
        let mut open = false;
        for piece in lane {
            let (from, to) = (piece.bytes.start.max(start), piece.bytes.end.min(end));
            if from > at {
                // Nothing of this lane.
                let blanks = (from - at) * self.wide;
                let edge = if open { "│" } else { " " };
                write!(out, "{edge}{:1$}", "", blanks - 1)?;
            }
            let goes_on = piece.bytes.start < start;
            let mark = matches!(piece.kind, Kind::Field { unaligned: true, .. });
            let name = match &piece.kind {
                Kind::Padding => String::new(),
                Kind::More(count) => format!("{}: {count} more", piece.group),
                Kind::Field { .. } if piece.name.is_empty() && piece.group.is_empty() => "value".to_owned(),
                Kind::Field { .. } if piece.name.is_empty() => piece.group.clone(),
                Kind::Field { .. } => piece.name.clone(),
            };
            let name = if mark { format!("!{name}") } else { name };
            let name = text::cut(&text::clean(&name), (to - from) * self.wide - 1, Cut::End);
            let fill: String = (text::width(&name) + 1..(to - from) * self.wide)
                .map(|column| {
                    match (piece.is_padding(), (from * self.wide + column).is_multiple_of(8 * self.wide)) {
                        (_, true) => '┊',
                        (true, false) => '░',
                        (false, false) => ' ',
                    }
                })
                .collect();
            let edge = if goes_on { "┊" } else { "│" };
            let style = if piece.is_padding() || goes_on {
                faint
            } else if mark {
                warning
            } else {
                Style::new()
            };
            write!(out, "{edge}{style}{name}{style:#}{faint}{fill}{faint:#}")?;
            (at, open) = (to, true);
        }
        let goes_on = lane.last().is_some_and(|piece| piece.bytes.end > end);
        writeln!(out, "{}", if goes_on { "┊" } else { "│" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_that_overlap_are_drawn_apart() {
        let dtype = "{'names': ['a', 'b', 'c'], 'formats': ['<u4', 'u1', 'u1'], 'offsets': [0, 3, 4]}";
        let pieces = pieces(&dtype.parse().unwrap(), 2);
        let names: Vec<Vec<&str>> =
            lanes(&pieces).iter().map(|lane| lane.iter().map(|piece| &piece.name[..]).collect()).collect();
        assert_eq!(names, [vec!["a", "c"], vec!["b"]]);
    }
}
