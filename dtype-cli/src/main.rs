//! `dtype`: what is in this `.npy` file, without Python.
//!
//! A thin shell over the library: [`args`] is the command line, [`commands`] asks the library, [`table`] and [`json`]
//! print what it says, [`errors`] what it has against it. Data goes to standard output and everything else to standard
//! error.

mod args;
mod cells;
mod columns;
mod commands;
mod errors;
mod expr;
mod json;
mod layout;
mod numbers;
mod output;
mod records;
mod table;
mod text;

use std::process::ExitCode;

use clap::Parser;

use args::Args;

fn main() -> ExitCode {
    commands::run(&Args::parse())
}
