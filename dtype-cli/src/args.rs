//! The command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{ColorChoice, Parser, Subcommand};

/// Examples stand first.
const TEMPLATE: &str = "{about-with-newline}\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}";

const HEADING: anstyle::Style = anstyle::Style::new().bold().underline();

const EXIT_CODES: &str = "  0  all is well
  1  kept for commands that compare: a difference, or a failed check
  2  the command line is wrong, or names a field that the file has not
  3  there is no such file, or it is broken, or of a kind that is not read here
  4  the file could not be read, or the output not be written";

const COLUMNS: &str = "Columns, separated by commas: names, or paths such as quote.bid and levels[0].price";

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

    /// Print JSON, one document a file
    #[arg(long, global = true)]
    pub(crate) json: bool,

    /// Colours; also off by NO_COLOR and TERM=dumb
    #[arg(long, global = true, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    pub(crate) color: ColorChoice,

    /// Fit tables to so many columns [default: the terminal's; in a pipe, as wide as they get]
    #[arg(long, global = true, value_name = "COLUMNS")]
    pub(crate) width: Option<NonZeroUsize>,

    /// Read headers of up to so many characters [default: 10000]
    #[arg(long, global = true, value_name = "CHARACTERS", hide_short_help = true)]
    pub(crate) max_header: Option<usize>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Say what a file is: format, records, layout, byte order, the first record
    #[command(help_template = TEMPLATE, before_help = examples(&[
        ("dtype info trades.npy", "on one screen"),
        ("dtype info --json *.npy | jq .records", "of many files, for programs"),
    ]))]
    Info {
        /// Files; their names do not matter, their content does
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },

    /// List the fields of a record: offset, size, type, and the gaps between them
    #[command(help_template = TEMPLATE, before_help = examples(&[
        ("dtype schema trades.npy", "as a table"),
        ("dtype schema --json trades.npy | jq -r .descr", "as NumPy writes it"),
    ]))]
    Schema {
        /// A file
        file: PathBuf,
    },

    /// Print the first records
    #[command(help_template = TEMPLATE, before_help = examples(&[
        ("dtype head trades.npy", "the first ten"),
        ("dtype head -n 3 -c price,levels[0].bid book.npy", "of some columns only"),
    ]))]
    Head {
        /// A file
        file: PathBuf,

        /// How many records
        #[arg(short = 'n', long = "records", value_name = "N", default_value_t = 10)]
        records: usize,

        /// Which columns.
        #[arg(short, long, value_name = "COLS", help = COLUMNS)]
        columns: Vec<String>,
    },

    /// Describe the values of each column: count, mean, deviation, least and greatest
    #[command(help_template = TEMPLATE, before_help = examples(&[
        ("dtype stats trades.npy", "NaN is counted apart, the rest described"),
        ("dtype stats -c price,size trades.npy", "two columns only"),
        ("dtype stats --json trades.npy", "as NumPy has it: a NaN decides mean, min and max"),
    ]))]
    Stats {
        /// A file
        file: PathBuf,

        /// Which columns.
        #[arg(short, long, value_name = "COLS", help = COLUMNS)]
        columns: Vec<String>,
    },
}

fn examples(lines: &[(&str, &str)]) -> String {
    let widest = lines.iter().map(|(command, _)| command.len()).max().unwrap_or(0);
    let lines: Vec<_> = lines.iter().map(|(command, what)| format!("  {command:widest$}  {what}")).collect();
    format!("{HEADING}Examples:{HEADING:#}\n{}", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_consistent() {
        use clap::CommandFactory;
        Args::command().debug_assert();
    }
}
