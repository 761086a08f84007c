//! The commands: what each takes, asks the library, and shows of the answer.

pub(crate) mod append;
pub(crate) mod browse;
pub(crate) mod check;
pub(crate) mod convert;
pub(crate) mod corr;
pub(crate) mod diff;
pub(crate) mod head;
pub(crate) mod hexmap;
pub(crate) mod hist;
pub(crate) mod import;
pub(crate) mod info;
pub(crate) mod layout;
pub(crate) mod ls;
pub(crate) mod plot;
pub(crate) mod repair;
pub(crate) mod schema;
pub(crate) mod shell;
pub(crate) mod stats;
pub(crate) mod top;

use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::process::ExitCode;

use anstream::AutoStream;
use dtype_core::Limits;
use dtype_core::npy::LoadOptions;

use crate::args::{Args, Command, Global};
use crate::errors::{Code, Failure};
use crate::input;
use crate::output::{self, Output};
use crate::progress;

/// Runs what was asked for, and reports what fails.
pub(crate) fn run(args: &Args) -> ExitCode {
    let mut session = Session::new(&args.global);
    match &args.command {
        Command::Info(args) => match input::expanded(&args.files) {
            Err(failure) => session.only(|_| Err(failure)),
            Ok(files) => {
                for (i, file) in files.iter().enumerate() {
                    if session.attempt(|context| info::run(args, file, i > 0, context)).is_break() {
                        break;
                    }
                }
            }
        },
        Command::Schema(args) => session.only(|context| schema::run(args, context)),
        Command::Head(args) => session.only(|context| args.run(context)),
        Command::Tail(args) => session.only(|context| args.run(context)),
        Command::Sample(args) => session.only(|context| args.run(context)),
        Command::Cat(args) => session.only(|context| args.run(context)),
        Command::Convert(args) => session.only(|context| convert::run(args, context)),
        Command::Import(args) => session.only(|context| import::run(args, context)),
        Command::Append(args) => session.only(|context| append::run(args, context)),
        Command::Repair(args) => session.only(|context| repair::run(args, context)),
        Command::Layout(args) => session.only(|context| layout::run(args, context)),
        Command::Hexmap(args) => session.only(|context| hexmap::run(args, context)),
        Command::Ls(args) => session.only(|context| ls::run(args, context)),
        Command::Diff(args) => session.only(|context| diff::run(args, context)),
        Command::Hist(args) => session.only(|context| hist::run(args, context)),
        Command::Top(args) => session.only(|context| top::run(args, context)),
        Command::Plot(args) => session.only(|context| plot::run(args, context)),
        Command::Browse(args) => session.only(|context| browse::run(args, context)),
        Command::Completions(args) => session.only(|context| args.run(context)),
        Command::Man(args) => session.only(|context| args.run(context)),
        Command::Check(args) => session.only(|context| check::run(args, context)),
        Command::Corr(args) => session.only(|context| corr::run(args, context)),
        Command::Stats(args) => session.only(|context| stats::run(args, context)),
    }
    ExitCode::from(session.worst.map_or(0, |code| code as u8))
}

/// What a command works with.
pub(crate) struct Context {
    /// How files are read.
    pub(crate) options: LoadOptions,
    /// What they may ask for.
    pub(crate) limits: Limits,
    /// Where data goes.
    pub(crate) out: Output,
}

/// One run of the program.
struct Session<'a> {
    global: &'a Global,
    context: Context,
    worst: Option<Code>,
}

impl<'a> Session<'a> {
    fn new(global: &'a Global) -> Self {
        let mut limits = Limits::default();
        limits.header_bytes = global.max_header.unwrap_or(limits.header_bytes);
        if let Some(threads) = global.threads {
            // It is the first use of the pool, so it cannot have been made before.
            let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.get()).build_global();
        }
        progress::want(!(global.json || global.jsonl) || io::stdout().is_terminal());
        let context =
            Context { options: LoadOptions::new().limits(limits.clone()), limits, out: Output::new(global) };
        Session { global, context, worst: None }
    }

    /// Does all the work there is.
    fn only(&mut self, work: impl FnOnce(&mut Context) -> Result<(), Failure>) {
        // Whether the output can take more does not matter where there is no more.
        let _ = self.attempt(work);
    }

    /// Does a piece of work and reports its failure. Breaks where the output can take no more.
    fn attempt(&mut self, work: impl FnOnce(&mut Context) -> Result<(), Failure>) -> ControlFlow<()> {
        let done = work(&mut self.context);
        // What was written before a failure is shown before its report.
        let written = self.context.out.flush().map_err(Failure::from);
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
        failure.report(&mut AutoStream::new(stderr.lock(), output::stream_color(self.global.color)), width)
    }
}
