//! How far long work has come: a line on standard error that goes when the work is done.
//!
//! It is for people who wait: only on a terminal, not beside documents that another program reads, not in the first half
//! second, and no longer once results appear on the terminal.

use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Nobody waits for what takes less.
const PATIENCE: Duration = Duration::from_millis(500);

const TEMPLATE: &str = "{percent:>3}% {bar:24} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left";

/// While the length of the work is not known.
const ENDLESS: &str = "{bytes} read, {bytes_per_sec}";

/// Whether there may be a line, and the one that there is.
static LINE: Mutex<(bool, Option<ProgressBar>)> = Mutex::new((false, None));

/// Says whether there may be one, before the first work.
pub(crate) fn want(wanted: bool) {
    with_line(|line| line.0 = wanted && io::stderr().is_terminal());
}

/// Makes room on the terminal, for good.
pub(crate) fn hide() {
    with_line(|(wanted, bar)| {
        *wanted = false;
        if let Some(bar) = bar.take() {
            bar.finish_and_clear();
        }
    });
}

fn with_line<T>(what: impl FnOnce(&mut (bool, Option<ProgressBar>)) -> T) -> T {
    what(&mut LINE.lock().unwrap_or_else(PoisonError::into_inner))
}

/// One piece of work, which several threads may do.
pub(crate) struct Progress {
    since: Instant,
    /// Bytes that it goes over, if that is known.
    total: Option<AtomicU64>,
    done: AtomicU64,
}

impl Progress {
    /// Work that goes over so many bytes, if that is known.
    pub(crate) fn new(total: Option<u64>) -> Progress {
        Progress { since: Instant::now(), total: total.map(AtomicU64::new), done: AtomicU64::new(0) }
    }

    /// So many more bytes are done.
    pub(crate) fn advance(&self, bytes: u64) {
        self.show(self.done.fetch_add(bytes, Relaxed) + bytes);
    }

    /// So many bytes are done, even if it took fewer.
    pub(crate) fn reach(&self, bytes: u64) {
        self.done.store(bytes, Relaxed);
        self.show(bytes);
    }

    fn show(&self, done: u64) {
        // Work may turn out to be more than it looked.
        let total = self.total.as_ref().map(|total| total.fetch_max(done, Relaxed).max(done));
        with_line(|(wanted, line)| {
            if *wanted && line.is_none() && self.since.elapsed() >= PATIENCE {
                *line = Some(self.line(total));
            }
            if let Some(bar) = line {
                if let Some(total) = total {
                    bar.set_length(total);
                }
                bar.set_position(done);
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
        if let Some(bar) = with_line(|(_, line)| line.take()) {
            bar.finish_and_clear();
        }
    }
}
