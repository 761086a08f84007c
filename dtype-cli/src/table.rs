//! Tables of text. Given a width, none of their lines is longer.

use std::io::{self, Write};

use anstyle::Style;

use crate::text::{self, Cut};

/// Between columns.
const GAP: &str = "  ";

/// A name is not cut below this.
const LEAST: usize = 12;

/// A column: its title, and how it behaves.
#[derive(Clone)]
pub(crate) struct Column {
    title: String,
    align: Align,
    fit: Fit,
}

#[derive(Clone, Copy, PartialEq)]
enum Align {
    Left,
    Right,
}

/// What a column does where there is not enough room.
#[derive(Clone, Copy, PartialEq)]
enum Fit {
    Keep,
    Shrink(Cut),
    Drop,
}

impl Column {
    /// Numbers: at the right, never cut.
    pub(crate) fn number(title: impl Into<String>) -> Column {
        Column { title: text::clean(&title.into()), align: Align::Right, fit: Fit::Keep }
    }

    /// Words: at the left, never cut.
    pub(crate) fn word(title: impl Into<String>) -> Column {
        Column { align: Align::Left, ..Column::number(title) }
    }

    /// Names: at the left, cut in the middle where there is no room.
    pub(crate) fn name(title: impl Into<String>) -> Column {
        Column { fit: Fit::Shrink(Cut::Middle), ..Column::word(title) }
    }

    /// The same column, left out where there is no room.
    pub(crate) fn or_nothing(self) -> Column {
        Column { fit: Fit::Drop, ..self }
    }

    /// The same column, cut at the end where there is no room.
    pub(crate) fn or_less(self) -> Column {
        Column { fit: Fit::Shrink(Cut::End), ..self }
    }
}

/// One text in a table, and how it looks.
#[derive(Clone)]
pub(crate) struct Cell {
    text: String,
    style: Style,
}

impl Cell {
    pub(crate) fn new(text: impl AsRef<str>) -> Cell {
        Cell { text: text::clean(text.as_ref()), style: Style::new() }
    }

    pub(crate) fn style(self, style: Style) -> Cell {
        Cell { style, ..self }
    }
}

impl<T: AsRef<str>> From<T> for Cell {
    fn from(text: T) -> Cell {
        Cell::new(text)
    }
}

/// Columns and rows of cells.
pub(crate) struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    pub(crate) fn new(columns: Vec<Column>) -> Table {
        Table { columns, rows: Vec::new() }
    }

    /// Adds a row of as many cells as there are columns.
    pub(crate) fn push(&mut self, row: Vec<Cell>) {
        debug_assert_eq!(row.len(), self.columns.len());
        self.rows.push(row);
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether its lines fit into `width` characters with nothing cut but names, and those not below a dozen.
    pub(crate) fn fits(&self, width: usize) -> bool {
        let natural = self.natural().into_iter().enumerate();
        total(&natural.map(|(i, natural)| natural.map(|natural| self.least(i, natural))).collect()) <= width
    }

    /// Writes it within `width` characters, if one is given.
    pub(crate) fn write(&self, out: &mut impl Write, width: Option<usize>) -> io::Result<()> {
        let mut widths = self.natural();
        if let Some(width) = width {
            self.fit(&mut widths, width);
        }
        self.write_columns(out, &widths, width)
    }

    /// Writes it within `width` characters as several tables, one below the other, that all begin with the first
    /// column. No other column is wider than `most` characters.
    pub(crate) fn write_in_parts(
        &self,
        out: &mut impl Write,
        width: Option<usize>,
        most: usize,
    ) -> io::Result<()> {
        let mut natural = self.natural();
        let (Some(width), [Some(key), others @ ..]) = (width, &mut natural[..]) else {
            return self.write(out, None);
        };
        let key = *key;
        let room = width.saturating_sub(key + GAP.len()).clamp(1, most);
        for column in others.iter_mut().flatten() {
            *column = (*column).min(room);
        }
        let mut next = 1;
        loop {
            let (first, mut used) = (next, key);
            while let Some(&Some(column)) = natural.get(next) {
                let with_it = used + GAP.len() + column;
                if next > first && with_it > width {
                    break;
                }
                used = with_it;
                next += 1;
            }
            let mut part = vec![None; natural.len()];
            part[0] = Some(key);
            part[first..next].copy_from_slice(&natural[first..next]);
            self.write_columns(out, &part, Some(width))?;
            if next >= natural.len() {
                return Ok(());
            }
            writeln!(out)?;
        }
    }

    /// Writes it as one table if that fits with nothing left out or cut, else in parts.
    pub(crate) fn write_whole(&self, out: &mut impl Write, width: usize) -> io::Result<()> {
        let natural = self.natural();
        let key = natural.first().copied().flatten().unwrap_or(0);
        if total(&natural) <= width || key > width / 2 {
            return self.write(out, Some(width));
        }
        self.write_in_parts(out, Some(width), width)
    }

    /// Width of each column if nothing is cut.
    fn natural(&self) -> Widths {
        let widest = |i: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(i)).map(|cell| text::width(&cell.text));
            cells.chain([text::width(&self.columns[i].title)]).max()
        };
        (0..self.columns.len()).map(widest).collect()
    }

    /// Shrinks columns that may shrink, then leaves columns out from the right, until it fits or nothing can be done.
    fn fit(&self, widths: &mut Widths, width: usize) {
        loop {
            let smallest: Widths =
                widths.iter().enumerate().map(|(i, w)| w.map(|natural| self.least(i, natural))).collect();
            if total(&smallest) <= width {
                break;
            }
            let droppable = |&i: &usize| self.columns[i].fit == Fit::Drop && widths[i].is_some();
            let Some(dropped) = (0..widths.len()).rev().find(droppable) else { break };
            widths[dropped] = None;
        }
        // The widest gives first, so that narrow ones stay whole.
        while total(widths) > width {
            let can_shrink = |&i: &usize| widths[i].is_some_and(|natural| natural > self.least(i, natural));
            let Some(widest) = (0..widths.len()).filter(can_shrink).max_by_key(|&i| widths[i]) else { break };
            widths[widest] = widths[widest].map(|w| w - 1);
        }
    }

    /// What a column of this width can shrink to.
    fn least(&self, i: usize, natural: usize) -> usize {
        match self.columns[i].fit {
            Fit::Shrink(_) => natural.min(LEAST.max(text::width(&self.columns[i].title))),
            _ => natural,
        }
    }

    fn write_columns(&self, out: &mut impl Write, widths: &Widths, width: Option<usize>) -> io::Result<()> {
        let title = |column: &Column| Cell { text: column.title.clone(), style: Style::new().bold() };
        let titles: Vec<Cell> = self.columns.iter().map(title).collect();
        for row in std::iter::once(&titles).chain(&self.rows) {
            self.write_row(out, row, widths, width.unwrap_or(usize::MAX))?;
        }
        Ok(())
    }

    fn write_row(&self, out: &mut impl Write, row: &[Cell], widths: &Widths, width: usize) -> io::Result<()> {
        // Blanks are written once something follows them, so that no line ends in blanks.
        let (mut at, mut blanks, mut first) = (0, 0, true);
        for ((cell, column), wide) in row.iter().zip(&self.columns).zip(widths) {
            let Some(wide) = *wide else { continue };
            if !first {
                blanks += GAP.len();
            }
            first = false;
            let cut = if let Fit::Shrink(cut) = column.fit { cut } else { Cut::End };
            let wide = wide.min(width.saturating_sub(at + blanks));
            let shown = text::cut(&cell.text, wide, cut);
            let used = text::width(&shown);
            let (before, after) =
                if column.align == Align::Right { (wide - used, 0) } else { (0, wide - used) };
            blanks += before;
            if used > 0 {
                let style = cell.style;
                write!(out, "{:blanks$}{style}{shown}{style:#}", "")?;
                at += blanks + used;
                blanks = 0;
            }
            blanks += after;
        }
        writeln!(out)
    }
}

/// Of each column; `None` if it is left out.
type Widths = Vec<Option<usize>>;

fn total(widths: &Widths) -> usize {
    let shown = widths.iter().flatten();
    let gaps = GAP.len() * shown.clone().count().saturating_sub(1);
    shown.sum::<usize>() + gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema() -> Table {
        let columns =
            vec![Column::number("offset"), Column::name("field"), Column::word("note").or_nothing()];
        let mut table = Table::new(columns);
        table.push(["0", "alignments3D/resid_pow", "unaligned"].map(Cell::from).into());
        table.push(["178", "uid", ""].map(Cell::from).into());
        table
    }

    fn written(table: &Table, width: Option<usize>) -> String {
        let mut out = Vec::new();
        table.write(&mut out, width).unwrap();
        String::from_utf8(out).unwrap().replace("\x1b[1m", "").replace("\x1b[0m", "")
    }

    #[test]
    fn full_width_without_blanks_at_the_end() {
        let expected = "\
offset  field                   note
     0  alignments3D/resid_pow  unaligned
   178  uid
";
        assert_eq!(written(&schema(), None), expected);
        assert!(schema().fits(31) && !schema().fits(30));
    }

    #[test]
    fn names_shrink_then_notes_go() {
        assert!(written(&schema(), Some(35)).contains("     0  alignmen…sid_pow  unaligned\n"));
        assert!(written(&schema(), Some(24)).contains("     0  alignmen…sid_pow\n"));
    }

    #[test]
    fn no_line_is_longer_than_the_width() {
        for width in 1..60 {
            let mut out = Vec::new();
            schema().write_in_parts(&mut out, Some(width), 10).unwrap();
            let parts = String::from_utf8(out).unwrap().replace("\x1b[1m", "").replace("\x1b[0m", "");
            for line in written(&schema(), Some(width)).lines().chain(parts.lines()) {
                assert!(text::width(line) <= width, "{width}: {line:?}");
            }
        }
    }

    #[test]
    fn parts_repeat_the_first_column() {
        let mut out = Vec::new();
        schema().write_in_parts(&mut out, Some(20), 10).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.matches("offset").count(), 2, "{text}");
        assert_eq!(text.matches("178").count(), 2, "{text}");
    }
}
