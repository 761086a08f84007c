//! Errors, rendered for people, and what the program exits with.
//!
//! [`advice`] is what to do about them, [`mod@excerpt`] the place in a text that they are about, and [`stand_ins`] what files
//! are called that nobody has named.

mod advice;
mod excerpt;
mod stand_ins;

use std::io::{self, Write};
use std::path::Path;

use anstyle::AnsiColor;
use dtype_core::{Error, ErrorKind};

use crate::expr::Wrong;
use crate::starts;
use crate::text;
use excerpt::{Excerpt, excerpt};

pub(crate) use advice::{advised, message, offer, without_options};
pub(crate) use stand_ins::{HEADER, stands_for};

/// Columns of an excerpt where nothing is known of the terminal.
const WIDTH: usize = 100;

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
    /// Several things, each of which is told.
    Several(Vec<Failure>),
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

    /// All that went wrong where one thing did not keep others from being done.
    pub(crate) fn all_of(mut failures: Vec<Failure>) -> Result<(), Failure> {
        match failures.len() {
            0 | 1 => failures.pop().map_or(Ok(()), Err),
            _ => Err(Failure::Several(failures)),
        }
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
                if error.kind() == ErrorKind::Format
                    && error.path().is_some_and(|path| {
                        let start = stand_ins::start(path, 8).unwrap_or_default();
                        starts::is_npy(&start) || starts::is_archive(&start)
                    }) =>
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
            Failure::Several(all) => all.iter().filter_map(Failure::code).max(),
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
            Failure::Several(all) => return all.iter().try_for_each(|failure| failure.report(out, width)),
            Failure::Write(error) => (format!("cannot write the output: {error}"), None),
            Failure::Said { message, .. } => (message.clone(), None),
            Failure::Condition { text, wrong } => {
                let (before, behind) = text.split_at(wrong.place.start.min(text.len()));
                let marked = text::width(&text::clean(&text[wrong.place.clone()]));
                let shown =
                    Excerpt::around(&text::clean(before), &text::clean(behind), width.unwrap_or(WIDTH));
                let record = wrong.record.map(|record| format!("record {record}: ")).unwrap_or_default();
                (format!("{record}{}", wrong.message), Some(shown.marking(marked)))
            }
            Failure::Library(error) | Failure::Broken(error) => {
                (message(error), excerpt(error, width.unwrap_or(WIDTH)))
            }
        };
        let red = AnsiColor::Red.on_default().bold();
        let says = format!("error: {}", stand_ins::with_names(says));
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
