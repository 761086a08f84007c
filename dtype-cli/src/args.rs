//! The command line: what all commands share. What one of them takes stands with it.

use std::num::NonZeroUsize;

use clap::{Args as Group, ColorChoice, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::commands::{
    append, browse, check, convert, corr, diff, head, hexmap, hist, import, info, layout, ls, plot, repair,
    schema, shell, stats, top,
};
use crate::errors;
use crate::output;

/// Examples stand first.
pub(crate) const TEMPLATE: &str =
    "{about-with-newline}\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}";

const HEADING: anstyle::Style = anstyle::Style::new().bold().underline();

const EXIT_CODES: &str = "  0  all is well
  1  two things differ, or a check failed (check: also a broken .npy or .npz file)
  2  the command line is wrong, or names a field that the file has not
  3  there is no such file, or it is broken, or of a kind that is not read here
  4  the file could not be read, or the output not be written";

/// What `-c` takes.
pub(crate) const COLUMNS: &str =
    "Columns, separated by commas: names, or paths such as quote.bid and levels[0].price";

/// What `-c` takes where there can be one only.
pub(crate) const COLUMN: &str = "The column: a name, or a path such as quote.bid and levels[0].price";

/// What is in this .npy file, without Python.
#[derive(Debug, Parser)]
#[command(
    name = "dtype",
    version,
    help_template = TEMPLATE,
    before_help = examples(&[
        ("dtype info trades.npy", "what it is, and whether it is whole"),
        ("dtype schema trades.npy", "fields, types, offsets, padding"),
        ("dtype head -n 5 trades.npy", "the first records"),
        ("dtype stats -c price,size trades.npy", "statistics of two columns"),
        ("dtype stats --json trades.npy", "the same of all, for programs"),
    ]),
    after_help = format!("{HEADING}Exit codes:{HEADING:#}\n{EXIT_CODES}"),
    disable_help_subcommand = true,
    arg_required_else_help = true,
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,

    #[command(flatten)]
    pub(crate) global: Global,
}

impl Args {
    /// What the command line says. Ends the program if it makes no sense, or asks for help only.
    pub(crate) fn read() -> Args {
        let mut program = Args::command().color(output::color(told_color()));
        let matches = program.get_matches_mut();
        // Advice is about options that there are.
        let command = matches.subcommand_name().and_then(|name| program.find_subcommand(name));
        let options = command.into_iter().flat_map(|command| command.get_arguments());
        errors::offer(options.filter_map(|option| option.get_long().map(str::to_owned)).collect());
        Args::from_arg_matches(&matches).unwrap_or_else(|error| error.format(&mut program).exit())
    }
}

/// What `--color` says, for help and for errors of the command line itself, which come before it has been understood.
fn told_color() -> ColorChoice {
    let words: Vec<String> = std::env::args_os()
        .map(|word| word.to_string_lossy().into_owned())
        .skip(1)
        .take_while(|word| word != "--")
        .collect();
    let value = |(at, word): (usize, &String)| match word.strip_prefix("--color") {
        Some("") => words.get(at + 1).cloned(),
        Some(value) => value.strip_prefix('=').map(str::to_owned),
        None => None,
    };
    let told = words.iter().enumerate().find_map(value);
    told.and_then(|told| told.parse().ok()).unwrap_or_default()
}

/// What every command takes.
#[derive(Clone, Debug, Group)]
#[command(next_help_heading = "Output")]
pub(crate) struct Global {
    /// Print JSON, one document a file
    #[arg(long, global = true, group = "format")]
    pub(crate) json: bool,

    /// Print JSON, one document a row
    #[arg(long, global = true, group = "format")]
    pub(crate) jsonl: bool,

    /// Print comma-separated values
    #[arg(long, global = true, group = "format")]
    pub(crate) csv: bool,

    /// Print what a pipe gets: nothing is cut, grouped or coloured
    #[arg(long, global = true, group = "format")]
    pub(crate) plain: bool,

    /// Colours; also off by NO_COLOR and TERM=dumb
    #[arg(long, global = true, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    pub(crate) color: ColorChoice,

    /// Fit tables to so many columns [default: the terminal's; in a pipe, as wide as they get]
    #[arg(long, global = true, value_name = "COLUMNS")]
    pub(crate) width: Option<NonZeroUsize>,

    /// Use so many threads [default: as many as there are processors]
    #[arg(long, global = true, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,

    /// Read headers of up to so many characters [default: 10000]
    #[arg(long, global = true, value_name = "CHARACTERS", hide_short_help = true)]
    pub(crate) max_header: Option<usize>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Info(info::Args),
    Schema(schema::Args),
    Head(head::Head),
    Tail(head::Tail),
    Sample(head::Sample),
    Cat(head::Cat),
    Layout(layout::Args),
    Hexmap(hexmap::Args),
    Ls(ls::Args),
    Diff(diff::Args),
    Check(check::Args),
    Stats(stats::Args),
    Corr(corr::Args),
    Hist(hist::Args),
    Top(top::Args),
    Plot(plot::Args),
    Convert(Box<convert::Args>),
    Browse(browse::Args),
    Completions(shell::Completions),
    Man(shell::Manual),
    Import(import::Args),
    Append(append::Args),
    Repair(repair::Args),
}

/// Commands and what they do, for the help.
pub(crate) fn examples(lines: &[(&str, &str)]) -> String {
    let widest = lines.iter().map(|(command, _)| command.len()).max().unwrap_or(0);
    let lines: Vec<_> = lines.iter().map(|(command, what)| format!("  {command:widest$}  {what}")).collect();
    format!("{HEADING}Examples:{HEADING:#}\n{}", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_consistent() {
        Args::command().debug_assert();
    }
}
