//! `dtype completions` and `dtype man`: what a shell and `man` know of the program.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;

use super::Context;
use crate::args::{TEMPLATE, examples};
use crate::errors::{Code, Failure};

/// Print what a shell completes commands with
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = examples(&[
    ("dtype completions bash > ~/.local/share/bash-completion/completions/dtype", ""),
    ("dtype completions fish > ~/.config/fish/completions/dtype.fish", ""),
]))]
pub(crate) struct Completions {
    /// Which shell
    shell: Shell,
}

/// Print the manual page, or write those of all commands into a folder
#[derive(Debug, clap::Args)]
#[command(help_template = TEMPLATE, before_help = examples(&[
    ("dtype man | man -l -", "read it"),
    ("dtype man ~/.local/share/man/man1", "put all of them where `man dtype-stats` finds them"),
]))]
pub(crate) struct Manual {
    /// A folder, which is made if there is none
    folder: Option<PathBuf>,
}

impl Completions {
    pub(crate) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut crate::args::Args::command(), "dtype", &mut text);
        Ok(context.out.write_all(&text)?)
    }
}

impl Manual {
    pub(crate) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let mut program = crate::args::Args::command();
        program.build();
        let Some(folder) = &self.folder else { return Ok(context.out.write_all(&page(program)?)?) };
        let failed = |error: io::Error| Failure::Said {
            code: Code::Io,
            message: format!("{}: cannot write: {error}", folder.display()),
        };
        fs::create_dir_all(folder).map_err(failed)?;
        for command in program.get_subcommands().cloned().collect::<Vec<_>>() {
            let name = format!("dtype-{}", command.get_name());
            write(folder, &name, &page(command)?).map_err(failed)?;
        }
        write(folder, "dtype", &page(program)?).map_err(failed)
    }
}

/// A page is whole or not there.
fn write(folder: &Path, name: &str, page: &[u8]) -> io::Result<()> {
    let (target, part) = (folder.join(format!("{name}.1")), folder.join(format!(".{name}.1.part")));
    fs::write(&part, page)?;
    fs::rename(part, target)
}

fn page(command: Command) -> io::Result<Vec<u8>> {
    // Examples are for screens; a page has no colours.
    let plain =
        |text: Option<&clap::builder::StyledStr>| text.map(|text| text.to_string()).unwrap_or_default();
    let before = plain(command.get_before_help());
    let mut page = Vec::new();
    Man::new(command.before_help(before)).render(&mut page)?;
    Ok(page)
}
