//! One question, and who answers it.

use std::any::Any;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use rayon::ThreadPool;

/// Gives an answer so many times. The last one is dropped after the clock has stopped, as in Python.
pub(crate) type Run = Box<dyn FnMut(u32) -> Box<dyn Any>>;

/// Who answers, and how.
pub(crate) struct Contestant {
    pub(crate) name: String,
    pub(crate) how: How,
}

pub(crate) enum How {
    Rust(Run),
    /// What is done once, and the expression that is measured. `np` is there; anything else is imported by the first.
    Python {
        setup: String,
        code: String,
    },
    /// A program that is run from its start to its end.
    Process {
        program: PathBuf,
        args: Vec<String>,
    },
}

/// All answers to one question. The first contestant is the one that the others are compared with.
pub(crate) struct Case {
    pub(crate) title: String,
    pub(crate) contestants: Vec<Contestant>,
    /// How often an answer is given in one measurement, for those that take less than the clock can tell.
    pub(crate) repeats: u32,
}

impl Case {
    /// A question that nobody answers yet.
    pub(crate) fn new(title: impl Into<String>) -> Case {
        Case { title: title.into(), contestants: Vec::new(), repeats: 1 }
    }

    pub(crate) fn repeated(mut self, repeats: u32) -> Case {
        self.repeats = repeats;
        self
    }

    /// Somebody who answers in Rust.
    pub(crate) fn rust<T: 'static>(
        mut self,
        name: impl Into<String>,
        mut run: impl FnMut() -> T + 'static,
    ) -> Case {
        let how = How::Rust(Box::new(move |times| Box::new(repeat(times, &mut run))));
        self.contestants.push(Contestant { name: name.into(), how });
        self
    }

    /// Us, on so many threads.
    pub(crate) fn ours<T: Send + 'static>(
        mut self,
        name: &str,
        threads: usize,
        mut run: impl FnMut() -> T + Send + 'static,
    ) -> Case {
        let pool = pool(threads);
        let name = match threads {
            1 => format!("{name}, one thread"),
            _ => format!("{name}, {threads} threads"),
        };
        // Going to the pool takes longer than some answers, so all of them are given there.
        let how = How::Rust(Box::new(move |times| Box::new(pool.install(|| repeat(times, &mut run)))));
        self.contestants.push(Contestant { name, how });
        self
    }

    /// A program with arguments.
    pub(crate) fn process(
        mut self,
        name: impl Into<String>,
        program: &Path,
        args: impl IntoIterator<Item = String>,
    ) -> Case {
        let how = How::Process { program: program.to_owned(), args: args.into_iter().collect() };
        self.contestants.push(Contestant { name: name.into(), how });
        self
    }

    /// Somebody who answers in Python.
    pub(crate) fn python(
        mut self,
        name: impl Into<String>,
        setup: impl Into<String>,
        code: impl Into<String>,
    ) -> Case {
        let how = How::Python { setup: setup.into(), code: code.into() };
        self.contestants.push(Contestant { name: name.into(), how });
        self
    }
}

/// How many threads this machine can run at once.
pub(crate) fn all_threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn repeat<T>(times: u32, mut run: impl FnMut() -> T) -> T {
    for _ in 1..times {
        drop(black_box(run()));
    }
    black_box(run())
}

fn pool(threads: usize) -> ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads")
}
