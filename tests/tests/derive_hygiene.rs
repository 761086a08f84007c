//! The derives in hostile settings: `tests/hygiene/*.rs` compile without a warning, on every edition.
//!
//! No prelude, every name taken, every lint denied, unsafe code forbidden; names that are keywords; types that other
//! macros write; the library under another name. Each is an example of a package that is made for the occasion, and one
//! run of cargo checks all of them.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A package for each edition, and one that calls the library otherwise: name, edition, name of the library.
const PACKAGES: [(&str, &str, &str); 4] = [
    ("edition-2018", "2018", "dtype-core"),
    ("edition-2021", "2021", "dtype-core"),
    ("edition-2024", "2024", "dtype-core"),
    ("renamed", "2024", "layouts"),
];

#[test]
fn compiles_in_silence() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hygiene");
    let mut expected = HashSet::new();
    for (package, edition, library) in PACKAGES {
        let cases = cases(package);
        assert!(!cases.is_empty(), "nothing to compile in {package}");
        write_package(&folder.join(package), edition, library, &cases);
        expected.extend(cases.iter().map(|case| (package.to_owned(), stem(case))));
    }
    write_workspace(&folder);

    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--keep-going", "--examples", "--message-format=json"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/checked"))
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo");
    let mut said = String::new();
    for line in String::from_utf8(output.stdout).expect("messages in UTF-8").lines() {
        let line: Value = serde_json::from_str(line).expect("a message in JSON");
        if line["target"]["kind"][0] != "example" {
            continue;
        }
        let package = Path::new(line["manifest_path"].as_str().expect("a path")).parent().map(stem);
        let case = (package.expect("a package"), line["target"]["name"].as_str().expect("a name").to_owned());
        if line["reason"] == "compiler-message" {
            let text = line["message"]["rendered"].as_str().unwrap_or_default();
            write!(said, "{}, {}:\n{text}\n", case.1, case.0).expect("room for it");
        } else if line["reason"] == "compiler-artifact" {
            expected.remove(&case);
        }
    }
    assert!(said.is_empty(), "{said}");
    assert!(expected.is_empty(), "{expected:?}:\n{}", String::from_utf8_lossy(&output.stderr));
}

/// The files that a package compiles: `renamed.rs` is for the package of that name only.
fn cases(package: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("hygiene");
    let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let files = files.filter(|file| file.is_file() && (package == "renamed") == (stem(file) == "renamed"));
    let mut cases: Vec<PathBuf> = files.collect();
    cases.sort();
    cases
}

/// Cases are libraries, so that lints see what is public.
fn write_package(folder: &Path, edition: &str, library: &str, cases: &[PathBuf]) {
    let core = root().join("dtype-core");
    let mut manifest = format!(
        "[package]\nname = {:?}\nedition = {edition:?}\n\n[dependencies.{library}]\npackage = \"dtype-core\"\n\
         path = {core:?}\ndefault-features = false\nfeatures = [\"derive\"]\n",
        stem(folder)
    );
    if library == "dtype-core" {
        let macros = Path::new(env!("CARGO_MANIFEST_DIR")).join("hygiene/lib/macros.rs");
        write!(manifest, "\n[lib]\nname = \"macros\"\npath = {macros:?}\n").expect("room for it");
    } else {
        write(&folder.join("src/lib.rs"), "");
    }
    for case in cases {
        write!(manifest, "\n[[example]]\nname = {:?}\npath = {case:?}\ncrate-type = [\"lib\"]\n", stem(case))
            .expect("room for it");
    }
    write(&folder.join("Cargo.toml"), &manifest);
}

/// The workspace of the packages. Its versions are those of ours, which are on the machine.
fn write_workspace(folder: &Path) {
    let members = PACKAGES.map(|(package, ..)| package);
    write(&folder.join("Cargo.toml"), &format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n"));
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("the lock file");
    fs::write(folder.join("Cargo.lock"), lock).expect("a file to write to");
}

/// Writes what is not there yet, so that cargo sees no change where there is none.
fn write(file: &Path, text: &str) {
    if fs::read_to_string(file).is_ok_and(|there| there == text) {
        return;
    }
    fs::create_dir_all(file.parent().expect("a file in a folder")).expect("a folder to write to");
    fs::write(file, text).expect("a file to write to");
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace")
}

fn stem(path: &Path) -> String {
    path.file_stem().expect("a name").to_string_lossy().into_owned()
}
