//! What the derives say to wrong input, and the compiler to wrong use of views: a folder of small programs, `tests/ui`, with what is expected written under
//! the place where it is expected.
//!
//! Messages and places are compared on every compiler. The full texts in `tests/ui/stderr-*` are compared only on the
//! compiler that the folder is named after; `UI_BLESS=1` writes them anew, to be read before they are committed.

mod case;
mod compile;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use case::{Case, Complaint};
use compile::Found;

/// The compiler whose full texts are kept, and their folder.
const COMPILER: &str = "1.95";

/// Fewer cases than this are no check of the rules.
const FEWEST: usize = 30;

#[test]
fn each_mistake_is_one_message_at_its_place() {
    let results = results();
    assert!(results.len() >= FEWEST, "{} cases in {}", results.len(), folder().display());
    let mut wrong = Vec::new();
    for (case, found) in results {
        let found: Vec<Complaint> = found.iter().map(|found| found.complaint.clone()).collect();
        let mut left = found.clone();
        for expected in &case.expected {
            match left.iter().position(|found| found == expected) {
                Some(at) => drop(left.remove(at)),
                None => {
                    wrong.push(format!("{}:{}\n  is not said; but:{}", case.name, expected, list(&found)))
                }
            }
        }
        wrong.extend(left.iter().map(|extra| format!("{}:{}\n  is not expected", case.name, extra)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn full_texts() {
    let version = compile::version();
    if !version.starts_with(&format!("rustc {COMPILER}.")) {
        println!("not compared: the full texts are those of rustc {COMPILER}, this is {version}");
        return;
    }
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    for (case, found) in results() {
        for found in found {
            // What the compiler says of a bound or a borrow lists the library's types, and lines of its sources.
            if !found.is_the_compilers {
                texts.entry(case.kind()).or_default().push_str(&found.rendered);
            }
        }
    }
    let folder = folder().join(format!("stderr-{COMPILER}"));
    let mut wrong = Vec::new();
    for (kind, text) in &texts {
        let file = folder.join(format!("{kind}.stderr"));
        if std::env::var_os("UI_BLESS").is_some() {
            fs::create_dir_all(&folder).and_then(|()| fs::write(&file, text)).expect("a folder to write to");
        } else if fs::read_to_string(&file).unwrap_or_default() != *text {
            wrong.push(format!("{}: expected what the file says, found:\n{text}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}\nUI_BLESS=1 writes the files anew", wrong.join("\n"));
}

/// All cases, each with what the compiler says of it. Compiled once for all tests.
fn results() -> &'static [(Case, Vec<Found>)] {
    static RESULTS: OnceLock<Vec<(Case, Vec<Found>)>> = OnceLock::new();
    RESULTS.get_or_init(|| {
        let cases = Case::all(&folder());
        let mut found = compile::check(&cases);
        let found_of = |case: Case| {
            let found = found.remove(&case.name).expect("an entry for each case");
            (case, found)
        };
        cases.into_iter().map(found_of).collect()
    })
}

fn folder() -> PathBuf {
    root().join("tests/ui")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a member of the workspace")
}

fn list(complaints: &[Complaint]) -> String {
    complaints.iter().map(|complaint| format!("\n    {complaint}")).collect()
}
