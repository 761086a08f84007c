//! `dtype`: what is in this `.npy` file, without Python.
//!
//! A thin shell over the library: `args` is what all commands take, `commands` ask the library, `input` finds
//! records wherever they are, `expr` chooses among them, `table`, `report`, `plot` and `json` show what the library
//! says, `errors` what it has against it. Data goes to standard output and everything else to standard error.

mod args;
mod bars;
mod cells;
mod chosen;
mod columns;
mod commands;
mod condition;
mod drafts;
mod errors;
mod expr;
mod input;
mod json;
mod json_read;
mod layout;
mod numbers;
mod output;
mod pieces;
mod plot;
mod progress;
mod random;
mod report;
mod sink;
mod starts;
mod stops;
mod table;
mod text;

use std::process::ExitCode;

use args::Args;

/// Does what the arguments of this process ask for; the code is what the process ends with.
///
/// All but `main` is a library so that it compiles while the library below it is still being optimised: a program waits
/// for that to end. Nobody else is meant to call it.
pub fn run() -> ExitCode {
    commands::run(&Args::read())
}
