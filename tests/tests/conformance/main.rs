//! What NumPy does with a corpus of inputs, and whether we do the same.
//!
//! ```text
//! cargo test -p dtype-tests --test conformance
//! DTYPE_CORPUS=/some/folder DTYPE_CORPUS_GROUPS=npy,bad cargo test -p dtype-tests --test conformance
//! ```
//!
//! The folder's form is documented in `tests/corpus/README.md`; this program is written against that form, so a key
//! or a value that the form does not have fails the case. Prints every failed case with what was expected and what
//! was found, the cases excused by each rule of [`excuse`], the parts that wait for the library to have them, and
//! one line a group.

mod answers;
mod bad;
mod calls;
mod case;
mod column;
mod corpus;
mod descr;
mod description;
mod dtype;
mod excuse;
mod npy;
mod npz;
mod numbers;
mod pep3118;
mod place;
mod recorded;
mod statistics;
mod stats;
mod strides;
mod typed;
mod ways;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use dtype_tests::entry::{Entry, Read};
use serde_json::Value;

use case::Case;
use corpus::Corpus;
use excuse::Rule;

type Check = fn(&Corpus, &Entry<'_>, &mut Case) -> Read<()>;

fn main() -> ExitCode {
    match run() {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("conformance: {why}");
            println!("0 passed, 1 failed");
            ExitCode::FAILURE
        }
    }
}

/// Runs the groups and prints the summary. Returns how much failed.
fn run() -> Result<usize, String> {
    let corpus = Corpus::open()?;
    let groups = corpus::wanted()?;
    let mut totals = Totals::default();
    let mut lines = Vec::new();
    for group in groups {
        let entries = corpus.entries(&group)?;
        let check = check_of(&group)?;
        let (mut passed, mut failed) = (0, 0);
        for entry in &entries {
            let (name, case) = run_case(&corpus, entry, check);
            for difference in &case.differences {
                println!("FAILED {group} {name}: {difference}");
            }
            if !case.differences.is_empty() {
                failed += 1;
            } else if !case.set_aside {
                passed += 1;
            }
            totals.add(&group, case);
        }
        lines.push(format!("{group}: {passed} passed, {failed} failed"));
        totals.passed += passed;
        totals.failed += failed;
    }
    totals.print();
    lines.iter().for_each(|line| println!("{line}"));
    println!("{} passed, {} failed", totals.passed, totals.failed);
    Ok(totals.failed)
}

fn check_of(group: &str) -> Result<Check, String> {
    match group {
        "descr" => Ok(descr::check),
        "npy" => Ok(npy::check),
        "npz" => Ok(npz::check),
        "pep3118" => Ok(pep3118::check),
        "bad" => Ok(bad::check),
        "dtype" => Ok(dtype::check),
        "strides" => Ok(strides::check),
        "stats" => Ok(statistics::check),
        _ => Err(format!("group '{group}' has no check")),
    }
}

/// Runs one case. A panic and an entry of another form than the documented are failures of that case.
fn run_case(corpus: &Corpus, value: &Value, check: Check) -> (String, Case) {
    let mut case = Case::default();
    let name = ["id", "file"].iter().find_map(|key| value.get(key)?.as_str()).unwrap_or("?").to_owned();
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let entry = Entry::new(value, "entry")?;
        check(corpus, &entry, &mut case)?;
        entry.finish()
    }));
    match outcome {
        Ok(Ok(())) => {}
        Ok(Err(form)) => case.wrong("the entry", form),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
            case.wrong("panicked", text);
        }
    }
    (name, case)
}

/// What the summary says about all groups together.
#[derive(Default)]
struct Totals {
    passed: usize,
    failed: usize,
    excused: BTreeMap<Rule, usize>,
    not_run: BTreeMap<String, usize>,
}

impl Totals {
    fn add(&mut self, group: &str, case: Case) {
        if let Some(rule) = case.excuse {
            *self.excused.entry(rule).or_default() += 1;
        }
        for (what, count) in case.not_run {
            *self.not_run.entry(format!("{group}: {what}")).or_default() += count;
        }
    }

    fn print(&self) {
        for (what, count) in &self.not_run {
            println!("not run: {what}: {count}");
        }
        for rule in Rule::ALL {
            println!("excused: {}: {}", rule.describe(), self.excused.get(&rule).unwrap_or(&0));
        }
    }
}
