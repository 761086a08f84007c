//! Measures `dtype-core` beside NumPy, pandas, Polars and npyz, and beside two limits of the machine: reading every byte
//! once, and copying.
//!
//! ```text
//! cargo run --release -p dtype-bench                     # everything, in full size
//! cargo run --release -p dtype-bench -- summary column   # the cases whose names begin so
//! cargo run --release -p dtype-bench -- --list           # the names
//! cargo run --release -p dtype-bench -- --small          # a few thousand records: that it works
//! cargo run --release -p dtype-bench -- --markdown FILE  # the tables into a file too
//! ```
//!
//! Machines are shared and noisy. So each round runs every contestant, one after the other, twice of which the second time
//! counts, and what is told is the median over the rounds of the ratio within a round. Ratios are "times as long as ours".

mod case;
mod cases;
mod data;
mod limits;
mod process;
mod python;
mod report;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use data::{Data, Size};
use python::Python;
use report::Report;

/// What the command line asks for.
struct Wanted {
    size: Size,
    rounds: usize,
    names: Vec<String>,
    list: bool,
    markdown: Option<PathBuf>,
}

fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some(process::HELPER) {
        return match process::help(std::env::args().skip(2)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("dtype-bench: {error}");
                ExitCode::FAILURE
            }
        };
    }
    let wanted = match parse(std::env::args().skip(1)) {
        Ok(wanted) => wanted,
        Err(problem) => {
            eprintln!("dtype-bench: {problem}");
            eprintln!(
                "usage: dtype-bench [--small] [--rounds N] [--list] [--markdown FILE] [NAME...]\n\
                 a case runs if its name begins with one of the names"
            );
            return ExitCode::from(2);
        }
    };
    match run(&wanted) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dtype-bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn parse(mut args: impl Iterator<Item = String>) -> Result<Wanted, String> {
    let mut wanted = Wanted { size: Size::FULL, rounds: 7, names: Vec::new(), list: false, markdown: None };
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--small" => (wanted.size, wanted.rounds) = (Size::SMALL, 1),
            "--list" => wanted.list = true,
            "--rounds" => match args.next().and_then(|n| n.parse().ok()) {
                Some(n) if n > 0 => wanted.rounds = n,
                _ => return Err("--rounds takes a number of at least 1".into()),
            },
            "--markdown" => wanted.markdown = Some(args.next().ok_or("--markdown takes a file")?.into()),
            option if option.starts_with('-') => return Err(format!("unknown option '{option}'")),
            name => wanted.names.push(name.to_owned()),
        }
    }
    Ok(wanted)
}

fn run(wanted: &Wanted) -> Result<(), Box<dyn Error>> {
    let is_wanted = |name: &str| wanted.names.is_empty() || wanted.names.iter().any(|n| name.starts_with(n));
    let groups: Vec<_> = cases::ALL.iter().filter(|(name, _)| is_wanted(name)).collect();
    if groups.is_empty() {
        return Err(format!("no case is called {:?}; --list shows the names", wanted.names).into());
    }
    if wanted.list {
        groups.iter().for_each(|(name, _)| println!("{name}"));
        return Ok(());
    }
    let data = Data::new(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data"), wanted.size)?;
    let mut python = match Python::start() {
        Ok(python) => Some(python),
        Err(why) => {
            eprintln!("without Python: {why}");
            None
        }
    };
    let mut report = Report::new(python.as_ref().map(Python::versions));
    for (name, make) in groups {
        for case in make(&data)? {
            report.measure(name, case, wanted.rounds, python.as_mut())?;
        }
    }
    if let Some(path) = &wanted.markdown {
        std::fs::write(path, report.markdown())?;
    }
    Ok(())
}
