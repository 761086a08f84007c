//! The commands: what each asks the library, and what it shows of the answer.

mod head;
mod info;
mod schema;
mod stats;

use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::process::ExitCode;

use anstream::AutoStream;
use dtype_core::Limits;
use dtype_core::npy::LoadOptions;

use crate::args::{Args, Command};
use crate::errors::{Code, Failure};
use crate::output::{self, Output};

/// Runs what was asked for, and reports what fails.
pub(crate) fn run(args: &Args) -> ExitCode {
    let mut session = Session::new(args);
    match &args.command {
        Command::Info { files } => {
            for (i, file) in files.iter().enumerate() {
                if session.attempt(|options, out| info::run(file, i > 0, options, out)).is_break() {
                    break;
                }
            }
        }
        Command::Schema { file } => {
            let _ = session.attempt(|options, out| schema::run(file, options, out));
        }
        Command::Head { file, records, columns } => {
            let _ = session.attempt(|options, out| head::run(file, *records, columns, options, out));
        }
        Command::Stats { file, columns } => {
            let _ = session.attempt(|options, out| stats::run(file, columns, options, out));
        }
    }
    ExitCode::from(session.worst.map_or(0, |code| code as u8))
}

/// One run of the program.
struct Session<'a> {
    args: &'a Args,
    options: LoadOptions,
    out: Output,
    worst: Option<Code>,
}

impl<'a> Session<'a> {
    fn new(args: &'a Args) -> Self {
        let mut limits = Limits::default();
        limits.header_bytes = args.max_header.unwrap_or(limits.header_bytes);
        Session {
            args,
            options: LoadOptions::new().limits(limits),
            out: Output::new(args.json, args.color, args.width.map(Into::into)),
            worst: None,
        }
    }

    /// Does a piece of work and reports its failure. Breaks where the output can take no more.
    fn attempt(
        &mut self,
        work: impl FnOnce(&LoadOptions, &mut Output) -> Result<(), Failure>,
    ) -> ControlFlow<()> {
        let done = work(&self.options, &mut self.out);
        // What was written before a failure is shown before its report.
        let written = self.out.flush().map_err(Failure::from);
        for failure in [done.err(), written.err()].into_iter().flatten() {
            let Some(code) = failure.code() else { return ControlFlow::Break(()) };
            self.worst = self.worst.max(Some(code));
            // If standard error is gone too, the exit code still tells.
            let _ = self.report(&failure);
            if matches!(failure, Failure::Write(_)) {
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    }

    fn report(&self, failure: &Failure) -> io::Result<()> {
        let stderr = io::stderr();
        let width = stderr.is_terminal().then(output::terminal_width);
        failure.report(&mut AutoStream::new(stderr.lock(), output::stream_color(self.args.color)), width)
    }
}
