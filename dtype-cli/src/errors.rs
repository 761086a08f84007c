//! Errors, rendered for people, and what the program exits with.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anstyle::{AnsiColor, Style};
use dtype_core::{Error, ErrorKind};

use crate::expr::Wrong;
use crate::text;

/// Columns of an excerpt where nothing is known of the terminal.
const WIDTH: usize = 100;

/// Files that stand for something else, such as standard input.
static STAND_INS: Mutex<Vec<StandIn>> = Mutex::new(Vec::new());

/// A file that nobody has named, and what it stands for.
struct StandIn {
    path: PathBuf,
    name: String,
    /// Its first bytes, for when it is gone.
    start: [u8; 8],
}

/// Errors about a file are about something else, which is called so.
pub(crate) fn stands_for(path: &Path, name: &str, start: [u8; 8]) {
    let (path, name) = (path.to_owned(), name.to_owned());
    STAND_INS.lock().unwrap_or_else(PoisonError::into_inner).push(StandIn { path, name, start });
}

/// What a command can fail with.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What the library says.
    Library(Error),
    /// What this program has to say itself.
    Said { code: Code, message: String },
    /// What is wrong with a condition.
    Condition { text: String, wrong: Wrong },
    /// Standard output does not take what is written to it.
    Write(io::Error),
    /// A file that was to be checked is broken.
    Broken(Error),
    /// Two things differ or a check failed, and the output tells which.
    Differs,
}

/// The program's exit codes, but for that of success.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Code {
    Differs = 1,
    Usage = 2,
    File = 3,
    Io = 4,
}

impl Failure {
    /// A field was asked for that a file has not.
    pub(crate) fn field(path: &Path, error: Error) -> Failure {
        let code = if error.kind() == ErrorKind::Mismatch { Code::Usage } else { Code::File };
        Failure::Said { code, message: format!("{}: {}", path.display(), message(&error)) }
    }

    /// A record can't be what it is to become.
    pub(crate) fn record(path: &Path, error: &Error) -> Failure {
        Failure::Said { code: Code::File, message: format!("{}: {}", path.display(), message(error)) }
    }

    /// A condition is none.
    pub(crate) fn condition(text: &str, wrong: Wrong) -> Failure {
        Failure::Condition { text: text.to_owned(), wrong }
    }

    /// A condition can't be decided for a record of those from one on.
    pub(crate) fn condition_at(text: &str, wrong: Wrong, first: usize) -> Failure {
        Failure::condition(text, Wrong { record: wrong.record.map(|record| record + first), ..wrong })
    }

    /// A file that was open could not be read.
    pub(crate) fn read(path: &Path, error: io::Error) -> Failure {
        Failure::Said { code: Code::Io, message: format!("{}: cannot read: {error}", path.display()) }
    }

    /// The same, as a check that failed, if it is about a file that begins as a `.npy` file or an archive does and goes on
    /// otherwise.
    pub(crate) fn or_broken(self) -> Failure {
        match self {
            Failure::Library(error)
                if error.kind() == ErrorKind::Format && error.path().is_some_and(begins_as_one) =>
            {
                Failure::Broken(error)
            }
            other => other,
        }
    }

    /// What the program exits with; `None` if nobody is there to read the output, which is no error.
    pub(crate) fn code(&self) -> Option<Code> {
        match self {
            Failure::Said { code, .. } => Some(*code),
            Failure::Differs | Failure::Broken(_) => Some(Code::Differs),
            Failure::Condition { .. } => Some(Code::Usage),
            Failure::Write(error) if error.kind() == io::ErrorKind::BrokenPipe => None,
            Failure::Write(_) => Some(Code::Io),
            Failure::Library(error) => Some(match error.io_error().map(io::Error::kind) {
                Some(io::ErrorKind::BrokenPipe) if error.path().is_none() => return None,
                Some(io::ErrorKind::NotFound) | None => Code::File,
                Some(_) => Code::Io,
            }),
        }
    }

    /// Writes it, with the place in the header where it is about one, in lines of at most `width` columns if that is
    /// given.
    pub(crate) fn report(&self, out: &mut impl Write, width: Option<usize>) -> io::Result<()> {
        let (says, excerpt) = match self {
            Failure::Differs => return Ok(()),
            Failure::Write(error) => (format!("cannot write the output: {error}"), None),
            Failure::Said { message, .. } => (message.clone(), None),
            Failure::Condition { text, wrong } => {
                let (before, behind) = text.split_at(wrong.place.start.min(text.len()));
                let marked = text::width(&text::clean(&text[wrong.place.clone()]));
                let shown =
                    Excerpt::around(&text::clean(before), &text::clean(behind), width.unwrap_or(WIDTH));
                let record = wrong.record.map(|record| format!("record {record}: ")).unwrap_or_default();
                (format!("{record}{}", wrong.message), Some(Excerpt { marked, ..shown }))
            }
            Failure::Library(error) | Failure::Broken(error) => {
                (message(error), excerpt(error, width.unwrap_or(WIDTH)))
            }
        };
        let red = AnsiColor::Red.on_default().bold();
        let says = format!("error: {}", with_names(says));
        let lines =
            says.lines().flat_map(|line| text::wrapped(&text::clean(line), width.unwrap_or(usize::MAX)));
        let lines: Vec<String> = lines.collect();
        // The first word is the shortest; it is never cut.
        let lines = lines.join("\n");
        writeln!(out, "{red}error:{red:#}{}", lines.strip_prefix("error:").unwrap_or(&lines))?;
        match excerpt {
            Some(excerpt) => excerpt.write(out),
            None => Ok(()),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Library(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Write(error)
    }
}

/// Where the library's advice is for programmers, what to do here.
const ADVICE: [(&str, &str); 9] = [
    ("if the file is trusted, raise `Limits::header_bytes`", "if the file is trusted, raise --max-header"),
    ("`Text::Latin1` takes any bytes", "dtype convert --text latin1 takes any bytes"),
    ("`Casting::Safe` allows it", "--casting safe allows it"),
    ("`Casting::SameKind` allows it", "--casting same-kind allows it"),
    ("`Casting::Unsafe` allows it", "--casting unsafe allows it"),
    ("`AppendOptions::rewrite_header(true)`", "--rewrite-header"),
    ("give it a `default_value`", "--allow-missing makes it zero"),
    ("drop it with `allow_extra`", "--allow-extra drops it"),
    ("read streams with `npy::read_from`", "write the stream to a file first"),
];

/// What reads a file that is no `.npy` file, by what it was found to be.
const READERS: [(&str, &str); 3] = [
    ("found text: ", "; dtype import reads comma-separated values and JSON Lines"),
    ("found the bytes ", RAW),
    ("found a FITS file", RAW),
];

const RAW: &str =
    "; if it has records of one size, --dtype says of which fields, and --offset where they begin";

/// The library's sentence, and what to do.
fn message(error: &Error) -> String {
    let says = ADVICE.iter().fold(error.to_string(), |says, (theirs, ours)| says.replace(theirs, ours));
    let reader = READERS.iter().find(|(found, _)| error.path().is_some() && error.message().contains(found));
    match reader {
        Some((_, advice)) if error.message().starts_with("expected a .npy file") => says + advice,
        _ => says,
    }
}

/// A piece of a header's text around a byte.
struct Excerpt {
    shown: String,
    /// Columns before the mark.
    mark: usize,
    /// Columns under which there is a mark.
    marked: usize,
}

impl Excerpt {
    /// What fits into so many columns, the place in the middle unless there is not so much text on a side.
    fn around(before: &str, behind: &str, width: usize) -> Excerpt {
        let room = width.saturating_sub("  | ".len()).max(8);
        let left = (room / 2).max(room.saturating_sub(behind.chars().count().max(1)));
        let skip = before.chars().count().saturating_sub(left);
        let dots = if skip > 0 { "…" } else { "" };
        let before: String = dots.chars().chain(before.chars().skip(skip + dots.chars().count())).collect();
        let shown = text::cut(&format!("{before}{behind}"), room, text::Cut::End);
        Excerpt { shown, mark: text::width(&before), marked: 1 }
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let (faint, red) = (Style::new().dimmed(), AnsiColor::Red.on_default().bold());
        let (shown, mark) = (&self.shown, self.mark);
        let room = text::width(shown).saturating_sub(mark).max(1);
        let marks = "^".repeat(self.marked.clamp(1, room));
        writeln!(out, "  {faint}|{faint:#} {shown}")?;
        writeln!(out, "  {faint}|{faint:#} {:mark$}{red}{marks}{red:#}", "")
    }
}

/// The place that an error about a header's text is about.
fn excerpt(error: &Error, width: usize) -> Option<Excerpt> {
    let at = error.offset()?;
    if !error.message().starts_with(&format!("header byte {at}:")) {
        return None;
    }
    let text = header_text(error.path()?).ok()?;
    let (before, behind) = text.split_at_checked(usize::try_from(at).ok()?)?;
    Some(Excerpt::around(&line(before), &line(behind), width))
}

/// Bytes as a part of a line.
fn line(bytes: &[u8]) -> String {
    text::clean(String::from_utf8_lossy(bytes).trim_end_matches([' ', '\n']))
}

/// Whether a file has the first bytes of a `.npy` file or an archive.
fn begins_as_one(path: &Path) -> bool {
    let stand_ins = STAND_INS.lock().unwrap_or_else(PoisonError::into_inner);
    let start = match stand_ins.iter().find(|one| one.path == path) {
        Some(one) => one.start,
        None => {
            let mut start = [0; 8];
            if File::open(path).and_then(|mut file| file.read(&mut start)).is_err() {
                return false;
            }
            start
        }
    };
    [&b"\x93NUMPY"[..], b"PK\x03\x04", b"PK\x05\x06"].iter().any(|magic| start.starts_with(magic))
}

/// A message with what files stand for in their place.
fn with_names(says: String) -> String {
    let stand_ins = STAND_INS.lock().unwrap_or_else(PoisonError::into_inner);
    stand_ins.iter().fold(says, |says, one| says.replace(&*one.path.to_string_lossy(), &one.name))
}

/// The text in a file's header. An error about its text has been met, so the frame is known to be right.
fn header_text(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    let mut start = [0; 10];
    file.read_exact(&mut start)?;
    let mut length = u32::from(u16::from_le_bytes([start[8], start[9]]));
    if start[6] > 1 {
        let mut high = [0; 2];
        file.read_exact(&mut high)?;
        length |= u32::from(u16::from_le_bytes(high)) << 16;
    }
    let mut text = Vec::new();
    file.take(length.into()).read_to_end(&mut text)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_help() {
        assert_eq!([Code::Differs as u8, Code::Usage as u8, Code::File as u8, Code::Io as u8], [1, 2, 3, 4]);
        let broken = io::Error::from(io::ErrorKind::BrokenPipe);
        assert_eq!(Failure::from(broken).code(), None);
        let full = io::Error::from(io::ErrorKind::StorageFull);
        assert_eq!(Failure::from(full).code(), Some(Code::Io));
        let descr = "[('a', '<f3')]".parse::<dtype_core::DType>().unwrap_err();
        assert_eq!(Failure::from(descr).code(), Some(Code::File));
    }
}
