//! Where data is written to: standard output, fitted to a terminal or plain in a pipe.

use std::env;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use anstream::AutoStream;
use clap::ColorChoice;

use crate::args::Global;
use crate::json::Json;
use crate::numbers;
use crate::progress;

/// What data is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// Tables: for people if the output has a width, else plain.
    Table,
    /// One JSON document a file.
    Json,
    /// One JSON document a row.
    JsonLines,
    Csv,
}

/// Standard output, buffered.
pub(crate) struct Output {
    stream: BufWriter<AutoStream<StdoutLock<'static>>>,
    width: Option<usize>,
    format: Format,
    /// Whether what is written will appear on a terminal, where nothing has yet.
    shown: bool,
}

impl Output {
    /// For people if it is a terminal or a width is given, else for programs.
    pub(crate) fn new(global: &Global) -> Output {
        let stdout = io::stdout();
        let width = global.width.map(Into::into).or_else(|| stdout.is_terminal().then(terminal_width));
        let format = match global {
            Global { json: true, .. } => Format::Json,
            Global { jsonl: true, .. } => Format::JsonLines,
            Global { csv: true, .. } => Format::Csv,
            _ => Format::Table,
        };
        let color = match format {
            // Without colours of ours: what is in the data stays in it, control characters too.
            Format::Json | Format::JsonLines | Format::Csv => ColorChoice::Always,
            Format::Table if global.plain => ColorChoice::Never,
            Format::Table => global.color,
        };
        let shown = stdout.is_terminal();
        let stream = BufWriter::new(AutoStream::new(stdout.lock(), stream_color(color)));
        Output { stream, width: width.filter(|_| !global.plain), format, shown }
    }

    pub(crate) fn format(&self) -> Format {
        self.format
    }

    /// Columns there are; `None` where as many as wanted.
    pub(crate) fn width(&self) -> Option<usize> {
        self.width
    }

    /// An integer: for people with commas between thousands.
    pub(crate) fn integer(&self, value: impl ToString) -> String {
        if self.width.is_some() { numbers::grouped(value) } else { value.to_string() }
    }

    /// Writes a document and ends the line.
    pub(crate) fn document(&mut self, json: &Json) -> io::Result<()> {
        self.json(json)?;
        writeln!(self)
    }

    /// Writes a part of a document.
    pub(crate) fn json(&mut self, json: &Json) -> io::Result<()> {
        Ok(serde_json::to_writer(self, json)?)
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.shown {
            progress::hide();
            self.shown = false;
        }
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// What was told, but no colour on a terminal that says it can't, also where a build server says that it can.
pub(crate) fn color(told: ColorChoice) -> ColorChoice {
    let forced = env::var_os("CLICOLOR_FORCE").is_some_and(|force| force != "0");
    let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
    if told == ColorChoice::Auto && dumb && !forced { ColorChoice::Never } else { told }
}

/// The same choice, for streams.
pub(crate) fn stream_color(told: ColorChoice) -> anstream::ColorChoice {
    match color(told) {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    }
}

/// Columns of the terminal, or what most have had.
pub(crate) fn terminal_width() -> usize {
    terminal_size::terminal_size().map_or(80, |(width, _)| width.0.into())
}
