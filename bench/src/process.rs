//! Whole processes: how long one takes from its start to its end, and how much memory it has at most.
//!
//! A process that is started counts what memory its parent has as its own, until it is another program. So a process of
//! ours stands between, which is small: this program itself, called with [`HELPER`].

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The first argument that asks to run what follows.
pub(crate) const HELPER: &str = "--run-and-measure";

/// What a process took.
pub(crate) struct Taken {
    pub(crate) time: Duration,
    /// Resident memory at most, in bytes.
    pub(crate) peak: u64,
}

/// Runs a program, whose output goes nowhere.
pub(crate) fn run(program: &Path, args: &[String]) -> Result<Taken, Box<dyn Error>> {
    let mut helper = Command::new(std::env::current_exe()?);
    let output = helper.arg(HELPER).arg(program).args(args).stderr(Stdio::inherit()).output()?;
    let says = String::from_utf8(output.stdout)?;
    let numbers = says.trim().split_once(' ').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    match numbers {
        Some((nanoseconds, peak)) if output.status.success() => {
            Ok(Taken { time: Duration::from_nanos(nanoseconds), peak })
        }
        _ => Err(format!("{} {args:?} failed", program.display()).into()),
    }
}

/// What the helper does: runs a program, and prints nanoseconds and bytes.
pub(crate) fn help(mut args: impl Iterator<Item = String>) -> Result<(), Box<dyn Error>> {
    let mut command = Command::new(args.next().ok_or("expected a program")?);
    command.args(args).stdin(Stdio::null()).stdout(Stdio::null());
    let start = Instant::now();
    let status = command.status()?;
    let time = start.elapsed();
    if !status.success() {
        return Err(status.to_string().into());
    }
    println!("{} {}", time.as_nanos(), peak_of_children()?);
    Ok(())
}

#[cfg(unix)]
fn peak_of_children() -> Result<u64, Box<dyn Error>> {
    use nix::sys::resource::{UsageWho, getrusage};
    let peak = u64::try_from(getrusage(UsageWho::RUSAGE_CHILDREN)?.max_rss())?;
    // Kilobytes, but for macOS.
    Ok(if cfg!(target_os = "macos") { peak } else { peak * 1024 })
}

#[cfg(not(unix))]
fn peak_of_children() -> Result<u64, Box<dyn Error>> {
    Ok(0)
}

/// The program `dtype`, built as this one is.
pub(crate) fn dtype() -> Result<PathBuf, Box<dyn Error>> {
    let ours = std::env::current_exe()?;
    let folder = ours.parent().ok_or("a program lies in a folder")?;
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--quiet", "-p", "dtype-cli"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    if !cfg!(debug_assertions) {
        cargo.arg("--release");
    }
    if let Some(target) = folder.parent() {
        cargo.arg("--target-dir").arg(target);
    }
    if !cargo.status()?.success() {
        return Err("the program dtype could not be built".into());
    }
    Ok(folder.join("dtype").with_extension(std::env::consts::EXE_EXTENSION))
}
