//! Running the program.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of the workspace.
pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name)
}

/// The program with these arguments, to be run in a folder of the workspace, in a pipe.
pub(crate) fn command(folder_name: &str, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dtype"));
    command.current_dir(folder(folder_name)).args(args);
    // What a user may have set.
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

pub(crate) fn run(folder_name: &str, args: &[&str]) -> Output {
    command(folder_name, args).output().unwrap()
}

pub(crate) fn stdout(output: &Output) -> &str {
    str::from_utf8(&output.stdout).unwrap()
}

pub(crate) fn stderr(output: &Output) -> &str {
    str::from_utf8(&output.stderr).unwrap()
}
