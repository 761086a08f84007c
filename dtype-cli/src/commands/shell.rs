//! `dtype completions` and `dtype man`: what a shell and `man` know of the program.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;

use super::Context;
use crate::args::{TEMPLATE, examples};
use crate::errors::{Code, Failure};
use crate::sink;

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

    /// Replace pages that are there
    #[arg(short, long)]
    force: bool,
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
        let named =
            program.get_subcommands().map(|command| (format!("dtype-{}", command.get_name()), command));
        let mut pages = Vec::new();
        for (name, command) in named.chain([("dtype".to_owned(), &program)]) {
            let path = folder.join(format!("{name}.1"));
            if path.exists() && !self.force {
                return Err(sink::is_there(&path, "all pages that are there"));
            }
            pages.push((path, page(command.clone())?));
        }
        pages.iter().try_for_each(|(path, page)| {
            let write = |stream: &mut dyn Write| Ok(stream.write_all(page)?);
            sink::put(path, self.force, |mut file| write(&mut file), write)
        })
    }
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
