//! Python in a process of its own, which measures itself on request.

use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

/// What is installed for it.
const PACKAGES: [&str; 4] = ["numpy==2.4.6", "pandas==3.1.1", "polars==2.1.0", "pyarrow"];

/// Reads a line of Python, runs it, and answers with the nanoseconds it took.
const SERVER: &str = "
import gc, sys, time
import numpy as np, pandas, polars
print(f'NumPy {np.__version__}, pandas {pandas.__version__}, Polars {polars.__version__}', flush=True)
scope = {'np': np}
for line in sys.stdin:
    kind, times, code = line.rstrip('\\n').split(' ', 2)
    code = code.replace('\\r', '\\n')
    code = compile(code, 'case', 'exec' if kind == 'do' else 'eval')
    if kind == 'do':
        scope = {'np': np}
        gc.collect()
        exec(code, scope)
        print(0, flush=True)
        continue
    start = time.perf_counter_ns()
    for _ in range(int(times) - 1):
        eval(code, scope)
    result = eval(code, scope)
    stop = time.perf_counter_ns()
    del result
    print(stop - start, flush=True)
";

/// A Python process.
pub(crate) struct Python {
    process: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    versions: String,
}

impl Python {
    /// Starts it, and sets up its virtual environment if that is not there yet.
    pub(crate) fn start() -> Result<Python, Box<dyn Error>> {
        let python = environment()?;
        let mut process =
            Command::new(python).args(["-c", SERVER]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let to = process.stdin.take().ok_or("no pipe to Python")?;
        let from = BufReader::new(process.stdout.take().ok_or("no pipe from Python")?);
        let mut python = Python { process, to, from, versions: String::new() };
        python.versions = python.line()?;
        Ok(python)
    }

    /// What is there in which version.
    pub(crate) fn versions(&self) -> &str {
        &self.versions
    }

    /// Runs statements, unmeasured.
    pub(crate) fn run(&mut self, code: &str) -> Result<(), Box<dyn Error>> {
        self.ask("do 1", code).map(drop)
    }

    /// Evaluates an expression some times, and tells how long that took together.
    pub(crate) fn time_repeated(&mut self, code: &str, times: u32) -> Result<Duration, Box<dyn Error>> {
        self.ask(&format!("time {times}"), code)
    }

    fn ask(&mut self, kind: &str, code: &str) -> Result<Duration, Box<dyn Error>> {
        // A request is a line.
        writeln!(self.to, "{kind} {}", code.replace('\n', "\r"))?;
        self.to.flush()?;
        Ok(Duration::from_nanos(self.line()?.parse()?))
    }

    fn line(&mut self) -> Result<String, Box<dyn Error>> {
        let mut line = String::new();
        if self.from.read_line(&mut line)? == 0 {
            return Err("Python ended; its message is above".into());
        }
        Ok(line.trim().to_owned())
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        // It ends by itself when its input does; a process that is gone already is no trouble either.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The interpreter, if all that it needs is there.
pub(crate) fn installed() -> Option<PathBuf> {
    let folder = folder();
    let has = std::fs::read_to_string(folder.join("packages.txt")).ok()?;
    (has == PACKAGES.join("\n")).then(|| folder.join("bin/python"))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench-venv")
}

/// The interpreter of `target/bench-venv`, which is set up if it is not there yet.
fn environment() -> Result<PathBuf, Box<dyn Error>> {
    if let Some(python) = installed() {
        return Ok(python);
    }
    let folder = folder();
    let python = folder.join("bin/python");
    // The list of what it has been given stands beside it.
    let (done, list) = (folder.join("packages.txt"), PACKAGES.join("\n"));
    eprintln!("setting up {} in target/bench-venv ...", PACKAGES.join(", "));
    run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    run(Command::new(&python).args(["-m", "pip", "install", "-q"]).args(PACKAGES))?;
    std::fs::write(done, list)?;
    Ok(python)
}

fn run(command: &mut Command) -> Result<(), Box<dyn Error>> {
    // What it prints is for people; ours goes to stdout alone.
    let status = command.stdout(Stdio::null()).status()?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} failed: {status}").into()) }
}
