//! A chart in characters: lines of braille dots, bars of eighths of blocks, or plain ASCII.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::{Bars, Body, Chart, Line};
use crate::text::{self, Cut};

/// The room there is, in characters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// Are there ASCII characters only?
    pub(crate) ascii: bool,
}

/// Lines take turns with these.
const COLORS: [AnsiColor; 6] = [
    AnsiColor::Cyan,
    AnsiColor::Yellow,
    AnsiColor::Magenta,
    AnsiColor::Green,
    AnsiColor::Red,
    AnsiColor::Blue,
];

/// Characters of the marks at the left, at most.
const MARGIN: usize = 20;

/// Dots of a character: two beside each other, four one over the other.
const DOTS: (usize, usize) = (2, 4);

/// How many places along its horizontal axis a chart of this width can tell apart, about.
pub(crate) fn places(room: Room) -> usize {
    room.width.max(16) * DOTS.0
}

/// Draws the chart.
pub(crate) fn draw(chart: &Chart, room: Room, out: &mut impl Write) -> io::Result<()> {
    let faint = Style::new().dimmed();
    let (bold, width) = (Style::new().bold(), room.width.max(16));
    writeln!(out, "{bold}{}{bold:#}", text::cut(&text::clean(&chart.title), width, Cut::End))?;
    legend(chart, room, out)?;
    let height = room.height.clamp(4, 200);
    let ticks = chart.y.ticks((height / 4).max(2));
    let margin =
        ticks.iter().map(|tick| text::width(&tick.text)).max().unwrap_or(0).clamp(1, MARGIN.min(width / 2));
    let inner = width.saturating_sub(margin + 2).max(4);
    let mut labels = vec![None; height];
    for tick in &ticks {
        let row = ((1.0 - tick.share) * (height - 1) as f64).round() as usize;
        if let Some(label) = labels.get_mut(row) {
            *label = Some(text::cut(&tick.text, margin, Cut::End));
        }
    }
    let cells = match &chart.body {
        Body::Lines(lines) => dots(chart, lines, inner, height, room.ascii),
        Body::Bars(bars) => blocks(chart, bars, inner, height, room.ascii),
    };
    let (side, side_tick, corner, bottom, bottom_tick) =
        if room.ascii { ('|', '+', '+', '-', '+') } else { ('│', '┤', '└', '─', '┬') };
    for (label, cells) in labels.iter().zip(cells) {
        let mark = if label.is_some() { side_tick } else { side };
        let label = label.as_deref().unwrap_or("");
        let blanks = margin - text::width(label);
        write!(out, "{faint}{:blanks$}{label} {mark}{faint:#}", "")?;
        write_cells(&cells, out)?;
        writeln!(out)?;
    }
    let (marks, texts) = bottom_line(chart, inner, bottom, bottom_tick);
    writeln!(out, "{faint}{:margin$} {corner}{marks}{faint:#}", "")?;
    writeln!(out, "{faint}{:margin$}  {texts}{faint:#}", "")?;
    let note = chart.x.note().map(|note| format!(", {note}")).unwrap_or_default();
    let label = format!("{}{note}", text::clean(&chart.x.label));
    let label = text::cut(&label, inner, Cut::End);
    let blanks = margin + 2 + (inner - text::width(&label)) / 2;
    writeln!(out, "{faint}{:blanks$}{label}{faint:#}", "")
}

/// The names of the lines in their colours, or what the vertical axis counts.
fn legend(chart: &Chart, room: Room, out: &mut impl Write) -> io::Result<()> {
    let Body::Lines(lines) = &chart.body else { return Ok(()) };
    if lines.len() < 2 {
        return Ok(());
    }
    let mut left = room.width.max(16);
    for (i, line) in lines.iter().enumerate() {
        let name = text::cut(&text::clean(&line.name), left.saturating_sub(4), Cut::Middle);
        let used = text::width(&name) + 4;
        if used > left || name.is_empty() {
            break;
        }
        left -= used;
        let color = COLORS[i % COLORS.len()].on_default();
        let (gap, mark) = (if i > 0 { "  " } else { "" }, mark(i, room.ascii));
        write!(out, "{gap}{color}{mark} {name}{color:#}")?;
    }
    writeln!(out)
}

/// What a line is drawn with where dots are too fine, and named by.
fn mark(line: usize, ascii: bool) -> char {
    if ascii { ['*', 'o', '+', 'x', '#', '@'][line % 6] } else { '━' }
}

/// A character, and which line it belongs to.
type Cell = (char, Option<usize>);

fn write_cells(cells: &[Cell], out: &mut impl Write) -> io::Result<()> {
    let end = cells.iter().rposition(|cell| cell.0 != ' ').map_or(0, |last| last + 1);
    let mut cells = &cells[..end];
    while let Some(&(_, line)) = cells.first() {
        let run = cells.iter().position(|cell| cell.1 != line).unwrap_or(cells.len());
        let shown: String = cells[..run].iter().map(|cell| cell.0).collect();
        match line {
            Some(line) => {
                let color = COLORS[line % COLORS.len()].on_default();
                write!(out, "{color}{shown}{color:#}")?;
            }
            None => write!(out, "{shown}")?,
        }
        cells = &cells[run..];
    }
    Ok(())
}

/// Lines as dots.
fn dots(chart: &Chart, lines: &[Line], width: usize, height: usize, ascii: bool) -> Vec<Vec<Cell>> {
    let (across, down) = (width * DOTS.0, height * DOTS.1);
    let mut bits = vec![vec![(0u8, None); width]; height];
    let mut set = |x: usize, y: usize, line: usize| {
        let cell = &mut bits[y / DOTS.1][x / DOTS.0];
        *cell = (cell.0 | bit(x % DOTS.0, y % DOTS.1), Some(line));
    };
    for (number, line) in lines.iter().enumerate() {
        let places = line.buckets.len().max(1);
        // Of few values each has the middle of its share, of many several share a dot.
        let x = |place: usize| ((2 * place + 1) * across / (2 * places)).min(across - 1);
        let y = |value: f64| {
            let share = chart.y.share(value).filter(|share| (-1e-9..=1.0 + 1e-9).contains(share))?;
            Some(((1.0 - share).clamp(0.0, 1.0) * (down - 1) as f64).round() as usize)
        };
        for run in line.runs() {
            let mut before: Option<(usize, usize)> = None;
            for (place, values) in run {
                for value in values.path() {
                    let here = y(value).map(|y| (x(place), y));
                    match (before, here) {
                        (Some(from), Some(to)) => segment(from, to, |x, y| set(x, y, number)),
                        (None, Some((x, y))) => set(x, y, number),
                        _ => {}
                    }
                    before = here;
                }
            }
        }
    }
    let shown = |(bits, line): (u8, Option<usize>)| match line {
        None => (' ', None),
        Some(line) if ascii => (mark(line, true), Some(line)),
        Some(_) => (char::from_u32(0x2800 + u32::from(bits)).unwrap_or('·'), line),
    };
    bits.into_iter().map(|row| row.into_iter().map(shown).collect()).collect()
}

/// The bit of a dot in the code of a braille character: Unicode 15, chapter 21.1.
fn bit(x: usize, y: usize) -> u8 {
    [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]][y][x]
}

/// All dots of a straight line.
fn segment(from: (usize, usize), to: (usize, usize), mut set: impl FnMut(usize, usize)) {
    let (dx, dy) = (to.0 as f64 - from.0 as f64, to.1 as f64 - from.1 as f64);
    let steps = dx.abs().max(dy.abs()).max(1.0);
    for step in 0..=steps as usize {
        let share = step as f64 / steps;
        set((from.0 as f64 + dx * share).round() as usize, (from.1 as f64 + dy * share).round() as usize);
    }
}

/// Bars as blocks. Where several bins share a character, the highest is seen.
fn blocks(chart: &Chart, bars: &Bars, width: usize, height: usize, ascii: bool) -> Vec<Vec<Cell>> {
    let mut rows = vec![vec![(' ', None); width]; height];
    let bins = bars.counts.len();
    for x in 0..width {
        let from = (x * bins / width).min(bins);
        let to = ((x + 1) * bins).div_ceil(width).clamp(from, bins);
        // A character that two bins meet in belongs to the one that has more of it.
        let to = if bins < width { (((2 * x + 1) * bins) / (2 * width) + 1).min(bins) } else { to };
        let from = if bins < width { to.saturating_sub(1) } else { from };
        let Some(&count) = bars.counts[from..to].iter().max() else { continue };
        let share = if count == 0 { 0.0 } else { chart.y.share(count as f64).unwrap_or(0.0).clamp(0.0, 1.0) };
        let mut eighths = (share * (height * 8) as f64).round() as usize;
        if count > 0 {
            // What is there is seen.
            eighths = eighths.max(1);
        }
        for (row, cells) in rows.iter_mut().rev().enumerate() {
            let here = eighths.saturating_sub(row * 8).min(8);
            let block = match (here, ascii) {
                (0, _) => continue,
                (here, true) => {
                    if here >= 4 || row == 0 {
                        '#'
                    } else {
                        continue;
                    }
                }
                (here, false) => [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'][here],
            };
            cells[x] = (block, Some(0));
        }
    }
    rows
}

/// The line below, and the texts of its marks; those that would touch are left out.
fn bottom_line(chart: &Chart, width: usize, line: char, mark: char) -> (String, String) {
    let mut marks = vec![line; width];
    let mut texts = String::new();
    let widest = chart.x.ticks(3).iter().map(|tick| text::width(&tick.text)).max().unwrap_or(1);
    for tick in chart.x.ticks(width / (widest + 4)) {
        let at = (tick.share.clamp(0.0, 1.0) * (width - 1) as f64).round() as usize;
        let len = text::width(&tick.text);
        let start = at.saturating_sub(len / 2).min(width.saturating_sub(len));
        let used = text::width(&texts);
        if (used > 0 && start < used + 2) || start + len > width {
            continue;
        }
        marks[at] = mark;
        texts.extend(std::iter::repeat_n(' ', start - used));
        texts.push_str(&tick.text);
    }
    (marks.into_iter().collect(), texts)
}
