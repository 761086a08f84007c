//! The place in a text that an error is about, with a mark under it.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use dtype_core::Error;

use super::stand_ins::{self, HEADER};
use crate::starts;
use crate::text;

/// A piece of a header's text around a byte.
pub(super) struct Excerpt {
    shown: String,
    /// Columns before the mark.
    mark: usize,
    /// Columns under which there is a mark.
    marked: usize,
}

impl Excerpt {
    /// What fits into so many columns, the place in the middle unless there is not so much text on a side.
    pub(super) fn around(before: &str, behind: &str, width: usize) -> Excerpt {
        let room = width.saturating_sub("  | ".len()).max(8);
        let left = (room / 2).max(room.saturating_sub(behind.chars().count().max(1)));
        let skip = before.chars().count().saturating_sub(left);
        let dots = if skip > 0 { "…" } else { "" };
        let before: String = dots.chars().chain(before.chars().skip(skip + dots.chars().count())).collect();
        let shown = text::cut(&format!("{before}{behind}"), room, text::Cut::End);
        Excerpt { shown, mark: text::width(&before), marked: 1 }
    }

    /// The same with a mark under so many columns.
    pub(super) fn marking(self, marked: usize) -> Excerpt {
        Excerpt { marked, ..self }
    }

    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let (faint, red) = (Style::new().dimmed(), AnsiColor::Red.on_default().bold());
        let (shown, mark) = (&self.shown, self.mark);
        let room = text::width(shown).saturating_sub(mark).max(1);
        let marks = "^".repeat(self.marked.clamp(1, room));
        writeln!(out, "  {faint}|{faint:#} {shown}")?;
        writeln!(out, "  {faint}|{faint:#} {:mark$}{red}{marks}{red:#}", "")
    }
}

/// The place that an error about a header's text is about.
pub(super) fn excerpt(error: &Error, width: usize) -> Option<Excerpt> {
    let at = error.offset()?;
    if !error.message().starts_with(&format!("header byte {at}:")) {
        return None;
    }
    let start = stand_ins::start(error.path()?, HEADER).ok()?;
    let text = header_text(&start)?;
    let (before, behind) = text.split_at_checked(usize::try_from(at).ok()?)?;
    Some(Excerpt::around(&line(before), &line(behind), width))
}

/// Bytes as a part of a line.
fn line(bytes: &[u8]) -> String {
    text::clean(String::from_utf8_lossy(bytes).trim_end_matches([' ', '\n']))
}

/// The text of the header in the first bytes of a `.npy` file, as far as it is among them.
fn header_text(start: &[u8]) -> Option<&[u8]> {
    let (frame, behind) = start.split_at_checked(10).filter(|_| starts::is_npy(start))?;
    let low = u32::from(u16::from_le_bytes([frame[8], frame[9]]));
    let (length, text) = match frame[6] {
        0 | 1 => (low, behind),
        _ => {
            let (high, text) = behind.split_first_chunk()?;
            (low | u32::from(u16::from_le_bytes(*high)) << 16, text)
        }
    };
    Some(&text[..text.len().min(length as usize)])
}
