//! `dtype browse`: records on the whole screen, moved through by keys.
//!
//! [`state`] is where one is and what a key does, [`page`] the records that are seen, [`draw`] what they look like, [`worker`]
//! what takes longer than a key may, and [`screen`] the terminal.

mod draw;
mod page;
mod screen;
mod state;
mod worker;

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::time::Duration;

use super::Context;
use crate::args::{COLUMNS, TEMPLATE, examples};
use crate::columns::Choice;
use crate::errors::{Code, Failure};
use crate::input::{Reading, Table};
use crate::progress;
use screen::Screen;
use state::{Next, State};
use worker::Workers;

/// How long a key is waited for while something goes on behind.
const TICK: Duration = Duration::from_millis(40);

/// Walk through records on the whole screen; `?` shows the keys
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = examples(&[
    ("dtype browse trades.npy", "all columns; ? shows the keys, q leaves"),
    ("dtype browse -c price,size trades.npy", "two of them"),
    ("dtype browse 'ticks-*.npy'", "several files as one"),
]))]
pub(crate) struct Args {
    /// Files; several with the same fields are one table
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Which columns.
    #[arg(short, long, value_name = "COLS", help = COLUMNS)]
    columns: Vec<String>,

    #[command(flatten)]
    reading: Reading,
}

/// Shows records until the user has seen enough.
pub(crate) fn run(args: &Args, context: &mut Context) -> Result<(), Failure> {
    if !io::stdout().is_terminal() {
        let message = "browse: expected a terminal; `head`, `tail` and `cat` print into files and pipes";
        return Err(Failure::Said { code: Code::Usage, message: message.to_owned() });
    }
    let table = Table::open(&args.files, &args.reading, &context.options)?;
    let path = table.path();
    let choice = Choice::new(table.dtype(), &args.columns).map_err(|error| Failure::field(&path, error))?;
    choice.check_printable(&path)?;
    // Searches tell how far they are in the last line; another one would be drawn over the records.
    progress::hide();
    std::thread::scope(|scope| {
        let workers = Workers::new(scope, &table, &choice);
        let mut state = State::new(&table, &choice, workers);
        let walked = walk(&mut state);
        // Nothing is waited for but what is being read.
        state.stop();
        walked
    })
}

/// Goes where the keys say, until one says to leave.
fn walk(state: &mut State<'_, '_>) -> Result<(), Failure> {
    let mut screen = Screen::open()?;
    loop {
        let (width, height) = screen.size()?;
        let lines = draw::screen(state, width, height)?;
        screen.show(&lines)?;
        let Some(key) = screen.key(if state.is_waiting() { Some(TICK) } else { None })? else {
            state.look();
            continue;
        };
        if state.press(key) == Next::Leave {
            return Ok(());
        }
    }
}
