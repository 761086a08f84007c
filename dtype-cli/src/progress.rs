//! How far long work has come: a line on standard error that goes when the work is done.
//!
//! It is for people who wait: only on a terminal, not beside documents that another program reads, not in the first half
//! second, and no longer once results appear on the terminal.

use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::drafts;

/// Nobody waits for what takes less.
const PATIENCE: Duration = Duration::from_millis(500);

const TEMPLATE: &str = "{percent:>3}% {bar:24} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left";

/// While the length of the work is not known.
const ENDLESS: &str = "{bytes} read, {bytes_per_sec}";

/// Whether there may be a line, and the one that there is, with whose it is.
static LINE: Mutex<(bool, Option<(u64, ProgressBar)>)> = Mutex::new((false, None));

/// Says whether there may be one, before the first work.
pub(crate) fn want(wanted: bool) {
    with_line(|line| line.0 = wanted && io::stderr().is_terminal());
}

/// Makes room on the terminal, for good.
pub(crate) fn hide() {
    with_line(clear);
}

/// The same for a program that is told to stop, whatever its threads are about.
pub(crate) fn hide_now() {
    // Who draws it may have been stopped as well, and is not waited for without end.
    for _ in 0..20 {
        if let Ok(mut line) = LINE.try_lock() {
            clear(&mut line);
            // Nobody draws it again.
            std::mem::forget(line);
            return;
        }
        thread::sleep(Duration::from_millis(1));
    }
}

fn clear((wanted, bar): &mut (bool, Option<(u64, ProgressBar)>)) {
    *wanted = false;
    if let Some((_, bar)) = bar.take() {
        bar.finish_and_clear();
    }
}

fn with_line<T>(what: impl FnOnce(&mut (bool, Option<(u64, ProgressBar)>)) -> T) -> T {
    what(&mut LINE.lock().unwrap_or_else(PoisonError::into_inner))
}

/// One piece of work, which several threads may do.
pub(crate) struct Progress {
    number: u64,
    since: Instant,
    amount: Mutex<Amount>,
}

/// Bytes.
struct Amount {
    done: u64,
    /// Of all the work as it was planned, if that is known.
    planned: Option<u64>,
    /// What it took beyond that.
    extra: u64,
}

impl Amount {
    fn total(&self) -> Option<u64> {
        self.planned.map(|planned| planned.saturating_add(self.extra).max(self.done))
    }
}

impl Progress {
    /// Work that goes over so many bytes, if that is known.
    pub(crate) fn new(total: Option<u64>) -> Progress {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let amount = Mutex::new(Amount { done: 0, planned: total, extra: 0 });
        Progress { number: NUMBER.fetch_add(1, Ordering::Relaxed), since: Instant::now(), amount }
    }

    /// So many more bytes are done.
    pub(crate) fn advance(&self, bytes: u64) {
        self.show(|amount| amount.done = amount.done.saturating_add(bytes));
    }

    /// So many of the bytes that were planned are done, whether it took more or fewer.
    pub(crate) fn reach(&self, planned: u64) {
        self.show(|amount| {
            let planned = planned.saturating_add(amount.extra);
            amount.extra = amount.extra.saturating_add(amount.done.saturating_sub(planned));
            amount.done = amount.done.max(planned);
        });
    }

    fn show(&self, change: impl FnOnce(&mut Amount)) {
        let mut amount = self.amount.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut amount);
        with_line(|(wanted, line)| {
            if *wanted && line.is_none() && self.since.elapsed() >= PATIENCE {
                drafts::stop_cleanly();
                *line = Some((self.number, self.line(amount.total())));
            }
            // Of several pieces of work at a time, one is shown.
            if let Some((number, bar)) = line
                && *number == self.number
            {
                if let Some(total) = amount.total() {
                    bar.set_length(total);
                }
                bar.set_position(amount.done);
            }
        });
    }

    fn line(&self, total: Option<u64>) -> ProgressBar {
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
        let template = if total.is_some() { TEMPLATE } else { ENDLESS };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("━╸ "));
        }
        // The rate is that of all the work.
        bar.with_elapsed(self.since.elapsed())
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let own = |line: &mut Option<(u64, ProgressBar)>| line.take_if(|(number, _)| *number == self.number);
        if let Some((_, bar)) = with_line(|(_, line)| own(line)) {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_trips_than_planned_go_on_from_where_they_are() {
        let progress = Progress::new(Some(60));
        let amounts = || {
            let amount = progress.amount.lock().unwrap();
            (amount.done, amount.total().unwrap())
        };
        progress.advance(10);
        progress.reach(30);
        assert_eq!(amounts(), (30, 60));
        progress.advance(50);
        progress.reach(60);
        assert_eq!(amounts(), (80, 80));
        let progress = Progress::new(Some(60));
        progress.advance(40);
        progress.reach(30);
        progress.advance(10);
        progress.reach(60);
        let amount = progress.amount.lock().unwrap();
        assert_eq!((amount.done, amount.total()), (70, Some(70)));
    }
}
