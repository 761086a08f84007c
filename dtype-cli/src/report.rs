//! A list of findings, one a row: a table for people, and the same as JSON, JSON Lines or CSV for programs.

use std::io::{self, Write};

use crate::json::Json;
use crate::output::{Format, Output};
use crate::table::{Cell, Column, Table};

/// Rows of named values.
pub(crate) struct Report {
    /// What the rows are called in the document.
    name: &'static str,
    /// The name of a value for programs, and its column for people.
    columns: Vec<(String, Column)>,
    rows: Vec<Vec<Entry>>,
    /// Whether people get several tables where one has not enough room.
    in_parts: bool,
}

/// A value: as people read it, and as programs do.
pub(crate) struct Entry {
    cell: Cell,
    json: Json,
}

impl Entry {
    pub(crate) fn new(cell: impl Into<Cell>, json: impl Into<Json>) -> Entry {
        Entry { cell: cell.into(), json: json.into() }
    }

    /// The same text for both.
    pub(crate) fn text(text: &str) -> Entry {
        Entry::new(text, text)
    }
}

impl Report {
    pub(crate) fn new<N: Into<String>>(name: &'static str, columns: Vec<(N, Column)>) -> Report {
        let columns = columns.into_iter().map(|(name, column)| (name.into(), column)).collect();
        Report { name, columns, rows: Vec::new(), in_parts: false }
    }

    /// The same report, as several tables below each other where columns would be left out or cut.
    pub(crate) fn in_parts(self) -> Report {
        Report { in_parts: true, ..self }
    }

    /// Adds a row of as many entries as there are columns.
    pub(crate) fn push(&mut self, row: Vec<Entry>) {
        debug_assert_eq!(row.len(), self.columns.len());
        self.rows.push(row);
    }

    /// Whether nothing was found.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes it as the output is to be.
    pub(crate) fn write(self, out: &mut Output) -> io::Result<()> {
        let keys: Vec<String> = self.columns.iter().map(|(key, _)| key.clone()).collect();
        let object = |row: Vec<Entry>| {
            let entries = keys.iter().zip(row).map(|(key, entry)| (key.clone(), entry.json));
            Json::Object(entries.collect())
        };
        match out.format() {
            Format::Table => {
                let mut table = Table::new(self.columns.into_iter().map(|(_, column)| column).collect());
                for row in self.rows {
                    table.push(row.into_iter().map(|entry| entry.cell).collect());
                }
                match out.width() {
                    Some(width) if self.in_parts => table.write_whole(out, width),
                    width => table.write(out, width),
                }
            }
            Format::Json => {
                let rows = self.rows.into_iter().map(object).collect();
                out.document(&Json::Object(vec![(self.name.to_owned(), rows)]))
            }
            Format::JsonLines => self.rows.into_iter().try_for_each(|row| out.document(&object(row))),
            Format::Csv => {
                let heads = keys.iter().map(|key| quoted(&Json::Text(key.clone())));
                writeln!(out, "{}", heads.collect::<Vec<_>>().join(","))?;
                for row in &self.rows {
                    let line: Vec<String> = row.iter().map(|entry| quoted(&entry.json)).collect();
                    writeln!(out, "{}", line.join(","))?;
                }
                Ok(())
            }
        }
    }
}

/// A value of a line of comma-separated values.
pub(crate) fn quoted(json: &Json) -> String {
    let text = match json {
        Json::Null => String::new(),
        Json::Text(text) => text.clone(),
        // What JSON has no number for has its own name here, as in the library's tables, and is read as a number.
        Json::Float(value) if value.is_nan() => "NaN".to_owned(),
        Json::Float(value) if value.is_infinite() => value.to_string(),
        // A tree of JSON serialises.
        other => serde_json::to_string(other).unwrap_or_default(),
    };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_with_commas_are_quoted() {
        assert_eq!(quoted(&Json::Text("a,\"b\"".to_owned())), "\"a,\"\"b\"\"\"");
        assert_eq!(quoted(&Json::list([1usize, 2].iter())), "\"[1,2]\"");
        assert_eq!((quoted(&Json::Null), quoted(&Json::Float(0.5))), (String::new(), "0.5".to_owned()));
        assert_eq!(
            [f64::NAN, f64::INFINITY, -f64::INFINITY].map(|x| quoted(&x.into())),
            ["NaN", "inf", "-inf"]
        );
    }
}
