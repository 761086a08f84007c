//! The terminal: taken over while one browses, and given back whatever happens.

use std::io::{self, Stdout, Write};
use std::time::Duration;

use crossterm::event::{self, Event, KeyEvent, KeyEventKind};
use crossterm::style::{Attribute, Print, SetAttribute};
use crossterm::{cursor, execute, queue, terminal};

/// A part of a line, and how it looks. Nothing is told by colour.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Span {
    pub(super) text: String,
    pub(super) look: Look,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Look {
    Plain,
    Bold,
    Faint,
    /// Light and dark the other way around.
    Marked,
}

pub(super) type Line = Vec<Span>;

/// The whole terminal.
pub(super) struct Screen {
    out: Stdout,
    shown: Vec<Line>,
}

impl Screen {
    pub(super) fn open() -> io::Result<Screen> {
        // A panic that ends the process drops nothing, and is to be read on the screen that was there before.
        #[cfg(panic = "abort")]
        {
            let tell = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                give_back(&mut io::stdout());
                tell(panic);
            }));
        }
        terminal::enable_raw_mode()?;
        // From here on it is given back when this is dropped.
        let mut screen = Screen { out: io::stdout(), shown: Vec::new() };
        execute!(screen.out, terminal::EnterAlternateScreen, cursor::Hide)?;
        Ok(screen)
    }

    /// Columns and lines.
    pub(super) fn size(&self) -> io::Result<(usize, usize)> {
        let (width, height) = terminal::size()?;
        Ok((usize::from(width).max(1), usize::from(height).max(1)))
    }

    /// Shows lines, of which only those that changed are written.
    pub(super) fn show(&mut self, lines: &[Line]) -> io::Result<()> {
        if self.shown.len() != lines.len() {
            queue!(self.out, terminal::Clear(terminal::ClearType::All))?;
            self.shown.clear();
        }
        for (y, line) in lines.iter().enumerate() {
            if self.shown.get(y) == Some(line) {
                continue;
            }
            queue!(self.out, cursor::MoveTo(0, u16::try_from(y).unwrap_or(u16::MAX)))?;
            for Span { text, look } in line {
                let attribute = match look {
                    Look::Plain => Attribute::Reset,
                    Look::Bold => Attribute::Bold,
                    Look::Faint => Attribute::Dim,
                    Look::Marked => Attribute::Reverse,
                };
                queue!(self.out, SetAttribute(attribute), Print(text), SetAttribute(Attribute::Reset))?;
            }
            queue!(self.out, terminal::Clear(terminal::ClearType::UntilNewLine))?;
        }
        self.shown = lines.to_vec();
        self.out.flush()
    }

    /// The next key; none if something else happened or there was none for so long.
    pub(super) fn key(&mut self, wait: Option<Duration>) -> io::Result<Option<KeyEvent>> {
        if let Some(wait) = wait
            && !event::poll(wait)?
        {
            return Ok(None);
        }
        match event::read()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => Ok(Some(key)),
            Event::Resize(..) => {
                self.shown.clear();
                Ok(None)
            }
            _ => Ok(None),
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back(&mut self.out);
    }
}

fn give_back(out: &mut Stdout) {
    // Nobody is left to be told.
    let _ = execute!(out, SetAttribute(Attribute::Reset), cursor::Show, terminal::LeaveAlternateScreen);
    let _ = terminal::disable_raw_mode();
}
