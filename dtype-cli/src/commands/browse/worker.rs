//! What takes longer than a key may: a search, and the statistics of a column. Each runs on a thread, until a newer one is
//! asked for.

use std::iter::once;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::Scope;

use dtype_core::{RecordView, SummaryBuilder, Value};

use crate::cells;
use crate::columns::{Choice, label};
use crate::errors::Failure;
use crate::expr::Filter;
use crate::input::{Format, Table};
use crate::numbers::{counted, grouped, rounded};

/// Records of which a column is described; of more, a sample of this size is.
const SAMPLE: usize = 1 << 20;

/// Pieces of a sample.
const PIECES: usize = 256;

/// Bars of a histogram.
const BINS: usize = 10;

/// What came of the work.
pub(super) enum Answer {
    /// A record that was searched, if there is one.
    Found(Result<Option<usize>, String>),
    Described(usize, Result<Described, String>),
}

/// A column described.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Described {
    /// Names and values.
    pub(super) stats: Vec<(String, String)>,
    /// Where a bin starts, and how many values are in it.
    pub(super) bins: Vec<(String, usize)>,
    /// Which records these are.
    pub(super) of: String,
}

/// Threads, and what they answer.
pub(super) struct Workers<'s, 'e> {
    scope: &'s Scope<'s, 'e>,
    table: &'e Table,
    choice: &'e Choice,
    /// The newest search and the newest description.
    newest: [Arc<AtomicUsize>; 2],
    send: Sender<(usize, Answer)>,
    receive: Receiver<(usize, Answer)>,
}

impl<'s, 'e> Workers<'s, 'e> {
    pub(super) fn new(scope: &'s Scope<'s, 'e>, table: &'e Table, choice: &'e Choice) -> Self {
        let (send, receive) = mpsc::channel();
        Workers { scope, table, choice, newest: Default::default(), send, receive }
    }

    /// The next answer to what was asked last.
    pub(super) fn answer(&self) -> Option<Answer> {
        loop {
            let (number, answer) = self.receive.try_recv().ok()?;
            let which = usize::from(matches!(answer, Answer::Described(..)));
            if self.newest[which].load(Ordering::Relaxed) == number {
                return Some(answer);
            }
        }
    }

    /// Ends what goes on: both, or only the search.
    pub(super) fn stop(&self, all: bool) {
        self.newest[..if all { 2 } else { 1 }].iter().for_each(|newest| {
            newest.fetch_add(1, Ordering::Relaxed);
        });
    }

    /// Searches a record of which a condition is true, from one on to the end.
    pub(super) fn search(&self, condition: String, from: usize) {
        self.start(0, move |table, _, is_old| {
            let found = search(table, &condition, from, is_old);
            Answer::Found(found.map_err(|failure| said(&failure)))
        });
    }

    /// Describes a column.
    pub(super) fn describe(&self, column: usize) {
        self.start(1, move |table, choice, is_old| {
            let described = describe(table, choice, column, is_old);
            Answer::Described(column, described.map_err(|failure| said(&failure)))
        });
    }

    fn start(
        &self,
        which: usize,
        work: impl FnOnce(&'e Table, &'e Choice, &dyn Fn() -> bool) -> Answer + Send + 's,
    ) {
        let number = self.newest[which].fetch_add(1, Ordering::Relaxed) + 1;
        let (newest, send) = (self.newest[which].clone(), self.send.clone());
        let (table, choice) = (self.table, self.choice);
        self.scope.spawn(move || {
            let answer = work(table, choice, &|| newest.load(Ordering::Relaxed) != number);
            // Nobody listens once the screen is closed.
            let _ = send.send((number, answer));
        });
    }
}

fn said(failure: &Failure) -> String {
    let mut text = Vec::new();
    let _ = failure.report(&mut anstream::StripStream::new(&mut text), None);
    let text = String::from_utf8_lossy(&text);
    text.lines().next().unwrap_or_default().to_owned()
}

fn search(
    table: &Table,
    condition: &str,
    from: usize,
    is_old: &dyn Fn() -> bool,
) -> Result<Option<usize>, Failure> {
    let filter =
        Filter::new(condition, table.dtype()).map_err(|wrong| Failure::condition(condition, wrong))?;
    let (mut found, mut mask) = (None, Vec::new());
    table.visit(from..table.len(), table.dtype(), |first, records| {
        if is_old() {
            return Ok(ControlFlow::Break(()));
        }
        filter.choose(table.rows().start + first, records, &mut mask)?;
        found = mask.iter().position(|&is| is).map(|at| first + at);
        Ok(if found.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    Ok(found)
}

/// Ranges of records that a column is described by, and what they are called.
fn sample(table: &Table) -> (Vec<Range<usize>>, String) {
    let len = table.len();
    // A record of many bytes is worth several.
    let most = SAMPLE.min((1 << 30) / table.dtype().itemsize().max(1)).max(1);
    if len <= most {
        return (once(0..len).collect(), format!("all {}", counted(len, "record")));
    }
    if matches!(table.format(), Format::Npz(_)) {
        return (once(0..most).collect(), format!("the first {} of {} records", grouped(most), grouped(len)));
    }
    let (pieces, each) = (PIECES.min(most), (most / PIECES).max(1));
    let start = |piece: usize| (len as u128 * piece as u128 / pieces as u128) as usize;
    let ranges = (0..pieces).map(|piece| start(piece)..start(piece) + each).collect();
    (ranges, format!("a sample: {} of {} records", grouped(pieces * each), grouped(len)))
}

fn describe(
    table: &Table,
    choice: &Choice,
    column: usize,
    is_old: &dyn Fn() -> bool,
) -> Result<Described, Failure> {
    let Some(leaf) = choice.leaves.get(column) else { return Ok(Described::default()) };
    let name = label(&leaf.path);
    let wanted: Vec<String> = if name.is_empty() { Vec::new() } else { vec![name] };
    let one = Choice::new(table.dtype(), &wanted)?;
    let (ranges, of) = sample(table);
    let mut builder = SummaryBuilder::new(&one.dtype)?;
    let mut numbers = Vec::new();
    table.visit_each(&ranges, table.dtype(), &mut |_, records| {
        if is_old() {
            return Ok(ControlFlow::Break(()));
        }
        let bytes = records.to_array()?;
        let same = RecordView::with_shape(bytes.as_bytes(), &one.dtype, 0, &[records.len()], false)?;
        builder.insert(&same)?;
        for column in one.columns(&same) {
            column.values().for_each(|value| push(&value, &mut numbers));
        }
        Ok(ControlFlow::Continue(()))
    })?;
    let summary = builder.finish();
    let mut stats = Vec::new();
    if let Some(column) = summary.columns().first() {
        let mut add = |name: &str, value: Option<String>| {
            stats.extend(value.map(|value| (name.to_owned(), value)));
        };
        add("count", Some(grouped(column.count())));
        add("nan", Some(grouped(column.nan_count())).filter(|_| column.nan_count() > 0));
        add(
            "mean",
            column.mean().map(|mean| match mean {
                Value::Float64(mean) => rounded(mean, 6),
                other => cells::value(&other),
            }),
        );
        add("std", column.std(0).map(|std| rounded(std, 6)));
        add("min", column.min().as_ref().map(cells::value));
        add("max", column.max().as_ref().map(cells::value));
    }
    Ok(Described { stats, bins: bins(&numbers), of })
}

/// Numbers of a value that have a place in a histogram.
fn push(value: &Value, numbers: &mut Vec<f64>) {
    let number = match value {
        Value::Bool(value) => f64::from(u8::from(*value)),
        Value::Int(value) => *value as f64,
        Value::UInt(value) => *value as f64,
        Value::Float16(value) | Value::Float32(value) => (*value).into(),
        Value::Float64(value) => *value,
        Value::TimeDelta64(count, _) | Value::DateTime64(count, _) if *count != i64::MIN => *count as f64,
        Value::Array(values) => return values.iter().for_each(|value| push(value, numbers)),
        _ => return,
    };
    if number.is_finite() && numbers.len() < 4 * SAMPLE {
        numbers.push(number);
    }
}

/// Bins of the same width from the least number to the greatest.
fn bins(numbers: &[f64]) -> Vec<(String, usize)> {
    let (low, high) =
        numbers.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &x| (low.min(x), high.max(x)));
    if numbers.is_empty() {
        return Vec::new();
    }
    if low == high {
        return vec![(rounded(low, 6), numbers.len())];
    }
    let width = (high / BINS as f64 - low / BINS as f64).max(f64::MIN_POSITIVE);
    let mut counts = [0; BINS];
    for number in numbers {
        // Beyond the last place only by rounding.
        let place = ((number / width - low / width) as usize).min(BINS - 1);
        counts[place] += 1;
    }
    let start = |bin: usize| rounded(low + width * bin as f64, 6);
    counts.iter().enumerate().map(|(bin, &count)| (start(bin), count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_numbers_are_in_a_bin() {
        assert!(bins(&[]).is_empty());
        for numbers in
            [&[1.0][..], &[0.0, 10.0], &[f64::MIN, 0.0, f64::MAX], &[1.0, 1.0 + f64::EPSILON], &[0.0, 5e-324]]
        {
            let all: usize = bins(numbers).iter().map(|bin| bin.1).sum();
            assert_eq!(all, numbers.len(), "{numbers:?}");
        }
        assert_eq!(bins(&[7.0, 7.0]), [("7".to_owned(), 2)]);
        let tens: Vec<f64> = (0..100).map(f64::from).collect();
        assert!(bins(&tens).iter().all(|bin| bin.1 == 10));
    }
}
