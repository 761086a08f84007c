//! All cases as the programs of one package, checked in one run of cargo that needs no network. What is compiled
//! for one such package serves those of the other tests, too.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::case::{Case, Complaint};

/// Messages of the compiler's own about bounds, moves and borrows.
const COMPILERS: &[&str] = &["E0277", "E0382", "E0499", "E0502", "E0597"];

/// What the compiler says once.
pub(crate) struct Found {
    pub(crate) complaint: Complaint,
    /// The whole text, with paths from the root of the workspace.
    pub(crate) rendered: String,
    /// Of a bound or a borrow: it is told with lines of the library's sources.
    pub(crate) is_the_compilers: bool,
}

/// What the compiler says of each case, by name.
pub(crate) fn check(cases: &[Case]) -> BTreeMap<String, Vec<Found>> {
    let package = package(cases);
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--keep-going", "--quiet", "--bins", "--message-format=json"])
        .arg("--manifest-path")
        .arg(package.join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/checked"))
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo");
    let mut found: BTreeMap<String, Vec<Found>> =
        cases.iter().map(|case| (case.name.clone(), Vec::new())).collect();
    let stdout = String::from_utf8(output.stdout).expect("messages in UTF-8");
    for line in stdout.lines() {
        let message: Value = serde_json::from_str(line).expect("a message in JSON");
        let name = message["target"]["name"].as_str().unwrap_or_default().replace("--", "/");
        if let (Some(found), Some(one)) = (found.get_mut(&name), complaint(&message["message"])) {
            found.push(one);
        }
    }
    let silent: Vec<&str> =
        found.iter().filter(|(_, found)| found.is_empty()).map(|(name, _)| name.as_str()).collect();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(silent.is_empty(), "nothing is said of {}:\n{stderr}", silent.join(", "));
    found
}

/// The version of the compiler that cargo calls, as it prints it.
pub(crate) fn version() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output().expect("rustc");
    String::from_utf8(output.stdout).expect("a version in UTF-8").trim().to_owned()
}

/// Writes the package. Its versions are those of the workspace, which are on the machine.
fn package(cases: &[Case]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ui");
    let library = crate::root().join("dtype-core");
    let mut manifest = format!(
        "[workspace]\n[package]\nname = \"ui\"\nversion = \"0.0.0\"\nedition = \"2024\"\nautobins = false\n\
         [dependencies]\ndtype-core = {{ path = {library:?}, default-features = false, features = [\"derive\"] }}\n"
    );
    for Case { name, path, .. } in cases {
        let name = name.replace('/', "--");
        write!(manifest, "[[bin]]\nname = {name:?}\npath = {path:?}\n").expect("room for it");
    }
    fs::create_dir_all(&folder).expect("a folder to write to");
    fs::write(folder.join("Cargo.toml"), manifest).expect("a file to write to");
    fs::copy(crate::root().join("Cargo.lock"), folder.join("Cargo.lock")).expect("the lock file");
    folder
}

/// An error with a place; the others only count these.
fn complaint(message: &Value) -> Option<Found> {
    if message["level"] != "error" {
        return None;
    }
    let spans = message["spans"].as_array()?;
    let mut span = spans.iter().find(|span| span["is_primary"] == true)?;
    // Of a macro of the library it is where the program calls it.
    while span["file_name"].as_str().is_some_and(|name| name.contains("dtype-core/src"))
        && span["expansion"]["span"].is_object()
    {
        span = &span["expansion"]["span"];
    }
    let number = |key: &str| usize::try_from(span[key].as_u64().expect("a number")).expect("a small one");
    let said = message["message"].as_str()?;
    let code = message["code"]["code"].as_str();
    let text = match code {
        // A constant that panics: what with is in the message, or, of older compilers, under the span.
        Some("E0080") => {
            let label = span["label"].as_str().unwrap_or_default();
            let panicked = [said, label].into_iter().find_map(|text| text.split_once("panicked"))?.1;
            panicked.trim_start_matches([':', ' ', '\'', '"']).lines().next()?.to_owned()
        }
        // The compiler's own words are its own to change; ours are about names in backticks.
        Some(code) if !said.starts_with('`') => code.to_owned(),
        _ => said.to_owned(),
    };
    let complaint = Complaint {
        line: number("line_start"),
        columns: (number("column_start"), number("column_end")),
        text,
    };
    let root = format!("{}/", crate::root().display());
    let rendered = message["rendered"].as_str()?.replace(&root, "");
    Some(Found { complaint, rendered, is_the_compilers: code.is_some_and(|code| COMPILERS.contains(&code)) })
}
