//! NumPy in a process of its own, which measures itself on request.

use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

const VERSION: &str = "2.4.6";

/// Reads a line of Python, runs it, and answers with the nanoseconds it took.
const SERVER: &str = "
import sys, time
import numpy as np
print(np.__version__, flush=True)
scope = {'np': np}
for line in sys.stdin:
    kind, _, code = line.rstrip('\\n').partition(' ')
    code = compile(code, 'case', 'exec' if kind == 'do' else 'eval')
    if kind == 'do':
        exec(code, scope)
        print(0, flush=True)
        continue
    start = time.perf_counter_ns()
    result = eval(code, scope)
    stop = time.perf_counter_ns()
    del result
    print(stop - start, flush=True)
";

/// A Python process with NumPy in it.
pub(crate) struct Numpy {
    process: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    version: String,
}

impl Numpy {
    /// Starts it, and sets up its virtual environment if that is not there yet.
    pub(crate) fn start() -> Result<Numpy, Box<dyn Error>> {
        let python = environment()?;
        let mut process =
            Command::new(python).args(["-c", SERVER]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let to = process.stdin.take().ok_or("no pipe to Python")?;
        let from = BufReader::new(process.stdout.take().ok_or("no pipe from Python")?);
        let mut numpy = Numpy { process, to, from, version: String::new() };
        numpy.version = numpy.line()?;
        Ok(numpy)
    }

    /// NumPy's version.
    pub(crate) fn version(&self) -> &str {
        &self.version
    }

    /// Runs statements, unmeasured.
    pub(crate) fn run(&mut self, code: &str) -> Result<(), Box<dyn Error>> {
        self.ask("do", code).map(drop)
    }

    /// Evaluates an expression, and tells how long that took.
    pub(crate) fn time(&mut self, code: &str) -> Result<Duration, Box<dyn Error>> {
        self.ask("time", code)
    }

    fn ask(&mut self, kind: &str, code: &str) -> Result<Duration, Box<dyn Error>> {
        writeln!(self.to, "{kind} {code}")?;
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

impl Drop for Numpy {
    fn drop(&mut self) {
        // It ends by itself when its input does; a process that is gone already is no trouble either.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The interpreter of `target/bench-venv`.
fn environment() -> Result<PathBuf, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench-venv");
    let python = folder.join("bin/python");
    let works = Command::new(&python)
        .args(["-c", &format!("import numpy; assert numpy.__version__ == '{VERSION}'")])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if works {
        return Ok(python);
    }
    eprintln!("setting up NumPy {VERSION} in target/bench-venv ...");
    run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    run(Command::new(&python).args(["-m", "pip", "install", "-q", &format!("numpy=={VERSION}")]))?;
    Ok(python)
}

fn run(command: &mut Command) -> Result<(), Box<dyn Error>> {
    // What it prints is for people; ours goes to stdout alone.
    let status = command.stdout(Stdio::null()).status()?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} failed: {status}").into()) }
}
