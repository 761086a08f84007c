//! Measures `dtype-core` beside NumPy, npyz and the plain read of the same bytes, in one run.
//!
//! ```text
//! cargo run --release -p dtype-bench            # 8 M records of 56 bytes, 2 M records of 32
//! cargo run --release -p dtype-bench -- --small # a few thousand: that it works
//! ```
//!
//! Machines are shared and noisy. So each round runs every contestant once, one after the other, and what
//! counts is the median over the rounds of the ratio within a round. Ratios are "times as long as ours".

mod cases;
mod data;
mod numpy;
mod parse;
mod report;

use std::path::PathBuf;
use std::process::ExitCode;

use cases::Size;

fn main() -> ExitCode {
    let mut size = Size::FULL;
    let mut rounds = 7;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--small" => (size, rounds) = (Size::SMALL, 3),
            "--rounds" => match args.next().and_then(|n| n.parse().ok()) {
                Some(n) if n > 0 => rounds = n,
                _ => return usage("--rounds takes a number of at least 1"),
            },
            other => return usage(&format!("unknown argument '{other}'")),
        }
    }
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data");
    match run(size, rounds, &folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dtype-bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage(problem: &str) -> ExitCode {
    eprintln!("dtype-bench: {problem}\nusage: dtype-bench [--small] [--rounds N]");
    ExitCode::from(2)
}

fn run(size: Size, rounds: usize, folder: &std::path::Path) -> Result<(), Box<dyn std::error::Error>> {
    let files = data::make(folder, size)?;
    let mut numpy = match numpy::Numpy::start() {
        Ok(numpy) => Some(numpy),
        Err(why) => {
            eprintln!("without NumPy: {why}");
            None
        }
    };
    report::machine(numpy.as_ref().map(numpy::Numpy::version));
    for case in cases::all(&files) {
        report::case(case, rounds, numpy.as_mut())?;
    }
    parse::growth(rounds);
    Ok(())
}
