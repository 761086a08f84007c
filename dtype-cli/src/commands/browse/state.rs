//! Where one is, and what a key does.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::page::Page;
use super::worker::{Answer, Described, Workers};
use crate::columns::Choice;
use crate::errors::Failure;
use crate::input::Table;
use crate::numbers::grouped;

/// What the last line says where there is nothing else to say.
const HINT: &str = "? keys  q quit";

/// Where one is.
pub(super) struct State<'s, 'e> {
    pub(super) table: &'e Table,
    pub(super) choice: &'e Choice,
    workers: Workers<'s, 'e>,
    /// The first record that is seen, and the one that is marked.
    pub(super) top: usize,
    pub(super) row: usize,
    /// The first column that is seen, and the one that is marked.
    pub(super) left: usize,
    pub(super) column: usize,
    /// Records on the screen.
    pub(super) rows: usize,
    pub(super) page: Option<Page>,
    pub(super) panes: Panes,
    pub(super) prompt: Option<Prompt>,
    /// What is said in the last line.
    pub(super) message: String,
    condition: String,
    is_searching: bool,
    /// The column that is described, and how, once it is known.
    pub(super) described: Option<(usize, Option<Result<Described, String>>)>,
}

/// What is shown beside the records.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Panes {
    pub(super) stats: bool,
    pub(super) histogram: bool,
    pub(super) help: bool,
}

/// What is being typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Prompt {
    pub(super) asks: Asks,
    pub(super) text: String,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Asks {
    Record,
    Condition,
}

/// What comes after a key.
#[derive(Debug, PartialEq)]
pub(super) enum Next {
    Stay,
    Leave,
}

impl<'s, 'e> State<'s, 'e> {
    pub(super) fn new(table: &'e Table, choice: &'e Choice, workers: Workers<'s, 'e>) -> Self {
        State {
            table,
            choice,
            workers,
            top: 0,
            row: 0,
            left: 0,
            column: 0,
            rows: 1,
            page: None,
            panes: Panes::default(),
            prompt: None,
            message: HINT.to_owned(),
            condition: String::new(),
            is_searching: false,
            described: None,
        }
    }

    /// Whether something goes on behind.
    pub(super) fn is_waiting(&self) -> bool {
        self.is_searching || matches!(self.described, Some((_, None)))
    }

    /// Ends what goes on behind.
    pub(super) fn stop(&self) {
        self.workers.stop(true);
    }

    /// Takes in what was found out behind.
    pub(super) fn look(&mut self) {
        while let Some(answer) = self.workers.answer() {
            match answer {
                Answer::Described(column, described) => self.described = Some((column, Some(described))),
                Answer::Found(found) => {
                    self.is_searching = false;
                    self.message = match found {
                        Ok(Some(record)) => {
                            self.go(record);
                            format!("/{}  n next", self.condition)
                        }
                        Ok(None) => format!("/{}: no record behind this one", self.condition),
                        Err(says) => says,
                    };
                }
            }
        }
    }

    /// Does what a key means.
    pub(super) fn press(&mut self, key: KeyEvent) -> Next {
        self.look();
        if key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('c') {
            return Next::Leave;
        }
        if let Some(prompt) = self.prompt.take() {
            self.write(prompt, key.code);
            return Next::Stay;
        }
        if !self.is_searching {
            self.message = HINT.to_owned();
        }
        let last = self.table.len().saturating_sub(1);
        match key.code {
            KeyCode::Char('q') => return Next::Leave,
            KeyCode::Esc => {
                self.workers.stop(false);
                self.is_searching = false;
                self.panes = Panes::default();
                self.message = HINT.to_owned();
            }
            KeyCode::Down | KeyCode::Char('j') => self.go(self.row.saturating_add(1).min(last)),
            KeyCode::Up | KeyCode::Char('k') => self.go(self.row.saturating_sub(1)),
            KeyCode::PageDown | KeyCode::Char(' ') => {
                self.top = self.top.saturating_add(self.rows).min(last);
                self.go(self.row.saturating_add(self.rows).min(last));
            }
            KeyCode::PageUp | KeyCode::Char('b') => {
                self.top = self.top.saturating_sub(self.rows);
                self.go(self.row.saturating_sub(self.rows));
            }
            KeyCode::Home => self.go(0),
            KeyCode::End | KeyCode::Char('G') => self.go(last),
            KeyCode::Left | KeyCode::Char('h') => self.turn(self.column.saturating_sub(1)),
            KeyCode::Right | KeyCode::Char('l') => self.turn(self.column + 1),
            KeyCode::Char('0') => self.turn(0),
            KeyCode::Char('$') => self.turn(usize::MAX),
            KeyCode::Char('g') => self.ask(Asks::Record),
            KeyCode::Char('/') => self.ask(Asks::Condition),
            KeyCode::Char('n') if !self.condition.is_empty() => self.search(self.row.saturating_add(1)),
            KeyCode::Char('s') => self.panes.stats ^= true,
            KeyCode::Char('f') => self.panes.histogram ^= true,
            KeyCode::Char('?') => self.panes.help ^= true,
            _ => {}
        }
        self.describe();
        Next::Stay
    }

    /// Reads the records that are seen, if they are not those that were.
    pub(super) fn read(&mut self, rows: usize) -> Result<(), Failure> {
        self.rows = rows.max(1);
        // A screen may have become smaller.
        self.go(self.row);
        let range = self.top..self.table.len().min(self.top.saturating_add(self.rows));
        if self.page.as_ref().is_none_or(|page| page.range() != range) {
            self.page = Some(Page::read(self.table, range)?);
        }
        Ok(())
    }

    fn go(&mut self, row: usize) {
        self.row = row;
        self.top = self.top.clamp(row.saturating_sub(self.rows - 1), row);
    }

    fn turn(&mut self, column: usize) {
        self.column = column.min(self.choice.leaves.len().saturating_sub(1));
        self.left = self.left.min(self.column);
    }

    fn ask(&mut self, asks: Asks) {
        self.prompt = Some(Prompt { asks, text: String::new() });
    }

    /// Takes a key into what is being typed.
    fn write(&mut self, mut prompt: Prompt, key: KeyCode) {
        match key {
            KeyCode::Enter => return self.done(prompt),
            KeyCode::Esc => return,
            KeyCode::Backspace if prompt.text.pop().is_none() => return,
            KeyCode::Char(letter) => prompt.text.push(letter),
            _ => {}
        }
        self.prompt = Some(prompt);
    }

    fn done(&mut self, Prompt { asks, text }: Prompt) {
        if text.is_empty() {
            return;
        }
        if asks == Asks::Condition {
            self.condition = text;
            return self.search(self.row);
        }
        let len = self.table.len();
        let digits = text.replace([',', '_'], "");
        let row = match digits.strip_prefix('-') {
            Some(back) => back.parse().ok().and_then(|back: usize| len.checked_sub(back)),
            None => digits.parse().ok(),
        };
        match row.filter(|&row| row < len) {
            Some(row) => self.go(row),
            None => self.message = format!("expected a record of {}, found '{text}'", grouped(len)),
        }
    }

    fn search(&mut self, from: usize) {
        self.is_searching = true;
        self.message = format!("/{}: searching, Esc stops", self.condition);
        self.workers.search(self.condition.clone(), from);
    }

    /// Has the marked column described, if that is to be seen.
    fn describe(&mut self) {
        let is_known = self.described.as_ref().is_some_and(|(column, _)| *column == self.column);
        if (self.panes.stats || self.panes.histogram) && !is_known {
            self.described = Some((self.column, None));
            self.workers.describe(self.column);
        }
    }
}
