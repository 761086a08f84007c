//! Attributes of other crates that change a type after its derive has seen it: what was derived is not believed then.
//!
//! The attribute `changed(from, to)` has one text in the place of another. Each case is a file of a package that is made
//! for the occasion; none of them compiles but the first, which changes nothing that matters.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const MACROS: &str = r#"
use proc_macro::{TokenStream, TokenTree};

#[proc_macro_attribute]
pub fn changed(texts: TokenStream, item: TokenStream) -> TokenStream {
    let texts: Vec<String> = texts.into_iter().filter(|token| matches!(token, TokenTree::Literal(_)))
        .map(|token| token.to_string().trim_matches('"').to_owned()).collect();
    let item = item.to_string();
    assert!(item.contains(&texts[0]), "{item}");
    item.replace(&texts[0], &texts[1]).parse().unwrap()
}
"#;

/// Name, program, and what the error says, if there is to be one.
const CASES: [(&str, &str, Option<&str>); 6] = [
    (
        "same",
        r#"#[derive(Clone, Copy, Record)] #[changed("first", "first")] #[repr(C)] struct R { first: u8, second: u32 }"#,
        None,
    ),
    (
        // In the gap behind `first`: offsets and size stay, and any byte would be a bool.
        "field_in_a_gap",
        r#"#[derive(Clone, Copy, Record)] #[changed("u8, second", "u8, flag: bool, second")] #[repr(C)]
        struct R { first: u8, second: u32 }"#,
        Some("pattern"),
    ),
    (
        "field_in_a_gap_of_a_tuple",
        r#"#[derive(Clone, Copy, Record)] #[changed("u8, u32, u8", "u8, u32, u8, bool")] #[repr(C)]
        struct R(u8, u32, u8);"#,
        Some("pattern"),
    ),
    (
        "another_type",
        r#"#[derive(Clone, Copy, Record)] #[changed("u8", "bool")] #[repr(C)] struct R { first: u8, second: u32 }"#,
        Some("mismatched types"),
    ),
    (
        // A value that only its own module can make.
        "token",
        r#"mod token { #[derive(Clone, Copy)] pub struct Token(()); }
        #[derive(Clone, Copy, Element)] #[changed("u32", "u32, token::Token")] #[repr(transparent)] struct R(u32);"#,
        Some("pattern"),
    ),
    (
        "token_by_name",
        r#"mod token { #[derive(Clone, Copy)] pub struct Token(()); }
        #[derive(Clone, Copy, Element)] #[changed("u32", "u32, token: token::Token")] #[repr(transparent)]
        struct R { n: u32 }"#,
        Some("pattern"),
    ),
];

#[test]
fn what_changes_after_the_derive_is_noticed() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("changed");
    write_packages(&folder);
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--keep-going", "--quiet", "--bins", "--message-format=json"])
        .current_dir(folder.join("user"))
        .env("CARGO_TARGET_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/checked"))
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo");
    let text = String::from_utf8(output.stdout).expect("messages in UTF-8");
    let messages: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    for (name, _, expected) in CASES {
        let of_case = messages.iter().filter(|message| message["target"]["name"] == name);
        let errors = of_case.clone().filter(|message| message["message"]["level"] == "error");
        let said: Vec<&str> = errors.filter_map(|error| error["message"]["message"].as_str()).collect();
        let built = of_case.clone().any(|message| message["reason"] == "compiler-artifact");
        let right = match expected {
            Some(expected) => said.iter().any(|said| said.contains(expected)) && !built,
            None => built,
        };
        assert!(right, "{name}: {said:?}\n{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// A package of the attribute, and one of the programs. Their versions are those of the workspace, which are on the machine.
fn write_packages(folder: &Path) {
    let library = root().join("dtype-core");
    let mut manifest = format!(
        "[package]\nname = \"user\"\nedition = \"2024\"\nautobins = false\n\n[dependencies]\nmacros.path = \"../macros\"\n\
         dtype-core = {{ path = {library:?}, default-features = false, features = [\"derive\"] }}\n"
    );
    for (name, program, _) in CASES {
        write!(manifest, "\n[[bin]]\nname = {name:?}\npath = \"{name}.rs\"\n").expect("room for it");
        let uses = "#![allow(unused, dead_code)]\nuse dtype_core::{Element, Record};\nuse macros::changed;\n";
        write(
            &folder.join("user").join(name).with_extension("rs"),
            &format!("{uses}{program}\nfn main() {{}}\n"),
        );
    }
    write(&folder.join("user/Cargo.toml"), &manifest);
    let macros =
        "[package]\nname = \"macros\"\nedition = \"2024\"\n\n[lib]\nproc-macro = true\npath = \"lib.rs\"\n";
    write(&folder.join("macros/Cargo.toml"), macros);
    write(&folder.join("macros/lib.rs"), MACROS);
    write(&folder.join("Cargo.toml"), "[workspace]\nresolver = \"3\"\nmembers = [\"macros\", \"user\"]\n");
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).expect("the lock file");
}

fn write(file: &Path, text: &str) {
    fs::create_dir_all(file.parent().expect("a file in a folder")).expect("a folder to write to");
    fs::write(file, text).expect("a file to write to");
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}
