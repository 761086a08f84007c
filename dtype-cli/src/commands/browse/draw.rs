//! What the screen looks like: a title, the columns, a pane, a line for messages.

use super::page::{is_number, texts};
use super::screen::{Line, Look, Span};
use super::state::{Asks, State};
use super::worker::Described;
use crate::bars::Bars;
use crate::cells;
use crate::errors::Failure;
use crate::numbers::grouped;
use crate::text::{self, Cut};

/// Columns of the screen that a value takes at most.
const WIDEST: usize = 32;

/// Columns of a pane beside the records. On a screen that is not wide it is below them.
const PANE: usize = 36;

const KEYS: [(&str, &str); 12] = [
    ("↑ ↓ j k", "record before, next"),
    ("← → h l", "column before, next"),
    ("PgUp b", "page before"),
    ("PgDn space", "next page"),
    ("Home, End G", "first, last record"),
    ("0 $", "first, last column"),
    ("g 1200", "go to a record; -1: last"),
    ("/ price > 9", "search a condition"),
    ("n", "search on"),
    ("s", "statistics of the column"),
    ("f", "frequencies: a histogram"),
    ("Esc  q", "close what is open; quit"),
];

/// All lines of the screen.
pub(super) fn screen(state: &mut State<'_, '_>, width: usize, height: usize) -> Result<Vec<Line>, Failure> {
    let pane = pane(state);
    let is_beside = !pane.is_empty() && width >= 2 * PANE;
    let below =
        if pane.is_empty() || is_beside { 0 } else { (pane.len() + 1).min(height.saturating_sub(3) / 2) };
    let wide = if is_beside { width - PANE - 3 } else { width };
    let rows = height.saturating_sub(3 + below).max(1);
    state.read(rows)?;
    let mut lines = vec![title(state, width)];
    let mut body = body(state, wide)?;
    body.resize(rows + 1, Vec::new());
    for (i, mut line) in body.into_iter().enumerate() {
        if is_beside {
            let used: usize = line.iter().map(|span| text::width(&span.text)).sum();
            line.push(Span { text: format!("{:1$} │ ", "", wide.saturating_sub(used)), look: Look::Faint });
            line.extend(pane.get(i).map(|text| plain(&text::cut(text, PANE, Cut::End))));
        }
        lines.push(line);
    }
    if below > 0 {
        lines.push(vec![Span { text: "─".repeat(width), look: Look::Faint }]);
        lines.extend(pane.iter().take(below - 1).map(|text| vec![plain(&text::cut(text, width, Cut::End))]));
    }
    lines.truncate(height.saturating_sub(1));
    let says = match &state.prompt {
        Some(prompt) if prompt.asks == Asks::Record => format!("record: {}▏", prompt.text),
        Some(prompt) => format!("/{}▏", prompt.text),
        None => state.message.clone(),
    };
    lines.push(vec![plain(&text::cut(&text::clean(&says), width, Cut::End))]);
    Ok(lines)
}

fn plain(text: &str) -> Span {
    Span { text: text.to_owned(), look: Look::Plain }
}

fn title(state: &State<'_, '_>, width: usize) -> Line {
    let (name, len) = (text::clean(&state.table.name()), state.table.len());
    let place = match len {
        0 => "no records".to_owned(),
        _ => format!("record {} of {}", grouped(state.table.rows().start + state.row), grouped(len)),
    };
    let room = width.saturating_sub(text::width(&place) + 2);
    let name = text::cut(&name, room, Cut::Middle);
    let blanks = width.saturating_sub(text::width(&name) + text::width(&place));
    let line = text::cut(&format!("{name}{:blanks$}{place}", ""), width, Cut::End);
    vec![Span { text: line, look: Look::Bold }]
}

/// The heads of the columns that have room, and the records below them.
fn body(state: &mut State<'_, '_>, width: usize) -> Result<Vec<Line>, Failure> {
    let Some(page) = &state.page else { return Ok(Vec::new()) };
    let columns = page.columns(state.choice)?;
    let start = state.table.rows().start;
    let numbers: Vec<String> = page.range().map(|row| (start + row).to_string()).collect();
    let key = numbers.iter().map(String::len).max().unwrap_or(1);
    // From the marked column to the left as many as fit, unless the first that was seen is one of them.
    let measured = |i: usize| {
        let name = text::clean(&cells::column(&state.choice.leaves[i].path));
        let texts = texts(&columns[i]);
        let widest = texts.iter().map(|text| text::width(text)).max().unwrap_or(0);
        let room = width.saturating_sub(key + 2).clamp(1, WIDEST);
        (text::width(&name).max(widest).min(room), name, texts, is_number(&columns[i]))
    };
    let mut used = key;
    let mut left = state.column;
    for i in (state.left..=state.column).rev().filter(|&i| i < columns.len()) {
        used += 2 + measured(i).0;
        if used > width && i != state.column {
            break;
        }
        left = i;
    }
    state.left = left;
    let mut lines: Vec<Line> = vec![vec![Span { text: format!("{:>key$}", "#"), look: Look::Faint }]];
    lines.extend(
        numbers.iter().map(|number| vec![Span { text: format!("{number:>key$}"), look: Look::Faint }]),
    );
    let mut used = key;
    for i in left..columns.len() {
        let (wide, name, texts, is_number) = measured(i);
        if used + 2 + wide > width && i > left {
            break;
        }
        used += 2 + wide;
        let is_marked = |row: Option<usize>| i == state.column && row.is_none_or(|row| row == state.row);
        let cell = |value: &str, row: Option<usize>| {
            let shown = text::cut(value, wide.min(width.saturating_sub(key + 2)), Cut::End);
            let blanks = wide.saturating_sub(text::width(&shown));
            let text =
                if is_number { format!("{:blanks$}{shown}", "") } else { format!("{shown}{:blanks$}", "") };
            let look = match row {
                row if is_marked(row) => Look::Marked,
                None => Look::Bold,
                Some(row) if row == state.row => Look::Bold,
                Some(_) => Look::Plain,
            };
            [plain("  "), Span { text, look }]
        };
        lines[0].extend(cell(&name, None));
        for ((line, value), row) in lines[1..].iter_mut().zip(&texts).zip(page.range()) {
            line.extend(cell(value, Some(row)));
        }
    }
    Ok(lines)
}

/// The lines of what is open beside the records.
fn pane(state: &State<'_, '_>) -> Vec<String> {
    if state.panes.help {
        return KEYS.iter().map(|(key, does)| format!("{key:<12}{does}")).collect();
    }
    if !state.panes.stats && !state.panes.histogram {
        return Vec::new();
    }
    let name = state.choice.leaves.get(state.column).map(|leaf| text::clean(&cells::column(&leaf.path)));
    let mut lines = vec![name.unwrap_or_default()];
    match &state.described {
        Some((column, Some(Ok(described)))) if *column == state.column => {
            lines.extend(text::wrapped(&format!("of {}", described.of), PANE));
            if state.panes.stats {
                lines.extend(
                    described.stats.iter().map(|(name, value)| format!("{name:<6}{}", text::clean(value))),
                );
            }
            if state.panes.histogram {
                lines.extend(bars(described));
            }
        }
        Some((column, Some(Err(says)))) if *column == state.column => lines.extend(text::wrapped(says, PANE)),
        _ => lines.push("…".to_owned()),
    }
    lines
}

/// A bar for every bin, with where it starts and how many values it has.
fn bars(described: &Described) -> Vec<String> {
    if described.bins.is_empty() {
        return vec!["no numbers".to_owned()];
    }
    let most = described.bins.iter().map(|bin| bin.1).max().unwrap_or(1).max(1);
    let starts = described.bins.iter().map(|bin| bin.0.len()).max().unwrap_or(0);
    let counts = described.bins.iter().map(|bin| grouped(bin.1).len()).max().unwrap_or(0);
    let room = PANE.saturating_sub(starts + counts + 2).max(1);
    let shown = Bars { room, most: most as u64, log: false, ascii: false };
    let line = |(start, count): &(String, usize)| {
        let bar = shown.bar(*count as u64);
        let blanks = room - text::width(&bar).min(room);
        format!("{start:>starts$} {bar}{:blanks$} {:>counts$}", "", grouped(count))
    };
    described.bins.iter().map(line).collect()
}
