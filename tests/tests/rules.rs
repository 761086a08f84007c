//! The rules of the house, read off the sources: imports point down, unsafe code stays in its files, files stay short.
//!
//! The layer table is the one of DESIGN.md. A module may name modules below it and its own parts; tests inside the
//! sources are held to the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// From the bottom up. Modules of one line do not know each other.
const LAYERS: &[&[&str]] = &[
    &["error", "limits", "int", "threads"],
    &["shape"],
    &["dtype"],
    &["record", "lanes"],
    &["strided", "buffer"],
    &["array"],
    &["column"],
    &["view"],
    &["convert", "stats", "interop"],
    &["npy", "npz", "json", "csv"],
    &["private", "__private", "assert_dtype", "doc"],
];

/// The arrows inside one layer.
const SIDEWAYS: &[(&str, &str)] =
    &[("npz", "npy"), ("private", "assert_dtype"), ("assert_dtype", "__private")];

/// Where `unsafe` may stand in `dtype-core/src`.
const UNSAFE: &[&str] = &[
    "record/element.rs",
    "record/cast.rs",
    "array/ndarray.rs",
    "strided/any_grid.rs",
    "strided/any_grid_mut.rs",
    "strided/base.rs",
    "strided/bytes.rs",
    "strided/grid.rs",
    "strided/grid_mut.rs",
    "strided/items.rs",
    "strided/values.rs",
    "strided/values_mut.rs",
    "strided/walk.rs",
    "strided/zip.rs",
    "buffer.rs",
    "lanes/gather.rs",
    "lanes/piece.rs",
    "lanes/dispatch.rs",
    "lanes/shuffle.rs",
    "lanes/stream.rs",
    "npy/map/create.rs",
    "npy/map/open.rs",
    "npy/map/pages.rs",
    "npz/map.rs",
];

/// Lines of one file. Past this it holds more than one idea.
const LONGEST: usize = 500;

#[test]
fn imports_point_down() {
    let exports = Exports::read(&source("lib.rs"));
    let mut wrong = Vec::new();
    for file in rust_files(&root().join("dtype-core/src")) {
        let module = module_path(&file);
        let Some(top) = module.first() else { continue };
        for path in paths(&module, tokens(&file)) {
            let target = exports.home(&path.name);
            if let Err(why) = arrow(top, target) {
                wrong.push(format!("{}:{}: `{}`: {why}", shown(&file), path.line, path.name));
            }
        }
    }
    assert!(wrong.is_empty(), "imports that do not point down:\n{}", wrong.join("\n"));
}

#[test]
fn unsafe_code_stays_in_the_listed_files() {
    let soundness = fs::read_to_string(root().join("SOUNDNESS.md")).unwrap_or_default();
    let mut wrong = Vec::new();
    for member in ["dtype-core", "dtype-cli"] {
        let folder = root().join(member).join("src");
        for file in rust_files(&folder) {
            let text = fs::read_to_string(&file).expect("a source file");
            let Some(line) = first_ident(tokens(&file), "unsafe") else { continue };
            let name = shown(&file);
            let within =
                file.strip_prefix(&folder).expect("a file of the folder").to_string_lossy().into_owned();
            if member != "dtype-core" || !UNSAFE.contains(&within.as_str()) {
                wrong.push(format!("{name}:{line}: unsafe code outside the listed files"));
                continue;
            }
            if !soundness.contains(&name) {
                wrong.push(format!("{name}: not in SOUNDNESS.md"));
            }
            if !text.contains("#![allow(unsafe_code, reason = ") {
                wrong.push(format!("{name}: does not say at its top why it allows unsafe code"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_stay_short() {
    let mut long = Vec::new();
    for member in ["dtype-core", "dtype-derive", "dtype-cli", "tests", "examples", "bench", "fuzz"] {
        for file in rust_files(&root().join(member)) {
            let lines = fs::read_to_string(&file).expect("a source file").lines().count();
            if lines > LONGEST {
                long.push(format!("{}: {lines} lines", shown(&file)));
            }
        }
    }
    assert!(long.is_empty(), "files of more than {LONGEST} lines:\n{}", long.join("\n"));
}

/// So that `cargo test` in the workspace is a test of all features together.
#[test]
fn the_tests_take_every_feature() {
    let manifest =
        |package: &str| fs::read_to_string(root().join(package).join("Cargo.toml")).expect("a manifest");
    let core = manifest("dtype-core");
    let features = core.split_once("[features]\n").and_then(|(_, rest)| rest.split("\n\n").next());
    let names =
        features.expect("features").lines().filter_map(|line| line.split_once(" = [")).map(|(name, _)| name);
    let tests = manifest("tests");
    let (_, tests) = tests.split_once("[dev-dependencies]\n").expect("what tests need");
    let taken = tests.lines().find(|line| line.starts_with("dtype-core = ")).expect("the dependency");
    let by_default = core.lines().find(|line| line.starts_with("default = ")).expect("a default");
    for name in names.filter(|name| *name != "default") {
        let quoted = format!("\"{name}\"");
        assert!(taken.contains(&quoted) || by_default.contains(&quoted), "dtype-tests without {name}");
    }
}

#[test]
fn the_rules_see_what_they_forbid() {
    let module = vec!["view".to_owned(), "array".to_owned()];
    let found = |text: &str| {
        let stream = text.parse().expect("Rust tokens");
        paths(&module, stream).into_iter().map(|p| p.name).collect::<Vec<_>>()
    };
    assert_eq!(found("use crate::npy::File;"), ["npy"]);
    assert_eq!(found("use crate::{npy::{File, Map}, DType};"), ["npy", "DType"]);
    assert_eq!(found("fn f() { crate::stats::sum() }"), ["stats"]);
    assert_eq!(found("use super::super::npy;"), ["npy"]);
    assert_eq!(found("use super::any_column::AnyColumn;"), ["view"]);
    assert_eq!(found("mod tests { use super::super::super::npy; }"), ["npy"]);
    assert_eq!(found("/// See [`crate::npy`].\nfn f() { \"crate::npy\"; }"), [] as [&str; 0]);

    assert!(arrow("view", "column").is_ok() && arrow("view", "view").is_ok() && arrow("npz", "npy").is_ok());
    assert!(
        arrow("view", "npy").is_err() && arrow("npy", "npz").is_err() && arrow("stats", "convert").is_err()
    );
    assert!(arrow("view", "surprise").is_err());

    let exports =
        Exports::parse("pub use column::{Column, ColumnMut}; pub use error::Error;".parse().expect("tokens"));
    assert_eq!(exports.home("ColumnMut"), "column");
    assert_eq!(exports.home("npy"), "npy");
}

/// May code of module `from` name module `to`?
fn arrow(from: &str, to: &str) -> Result<(), String> {
    let layer = |name: &str| {
        let found = LAYERS.iter().position(|layer| layer.contains(&name));
        found.ok_or_else(|| format!("module `{name}` has no layer: put it into the table and into DESIGN.md"))
    };
    let (above, below) = (layer(from)?, layer(to)?);
    if from == to || above > below || SIDEWAYS.contains(&(from, to)) {
        return Ok(());
    }
    Err(format!("`{from}` (layer {above}) must not know `{to}` (layer {below})"))
}

/// A path that starts at the crate's root, cut after its first name.
struct RootPath {
    name: String,
    line: usize,
}

/// The root paths in `stream`, which is the text of the module `module`.
fn paths(module: &[String], stream: TokenStream) -> Vec<RootPath> {
    let mut found = Vec::new();
    collect(module, stream, &mut found);
    found
}

fn collect(module: &[String], stream: TokenStream, found: &mut Vec<RootPath>) {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    let mut i = 0;
    while i < tokens.len() {
        match &tokens[i] {
            TokenTree::Group(group) => {
                let inline =
                    i >= 2 && is_ident(&tokens[i - 2], "mod") && group.delimiter() == Delimiter::Brace;
                let inner = if inline { child(module, &tokens[i - 1]) } else { module.to_vec() };
                collect(&inner, group.stream(), found);
            }
            TokenTree::Ident(ident) if ident == "crate" || ident == "dtype_core" => {
                if let Some(rest) = after_colons(&tokens, i + 1) {
                    heads(&tokens[rest], found);
                }
            }
            TokenTree::Ident(ident) if ident == "super" => {
                let mut depth = module.len().saturating_sub(1);
                while let Some(next) = after_colons(&tokens, i + 1) {
                    i = next;
                    if !is_ident(&tokens[i], "super") {
                        break;
                    }
                    depth = depth.saturating_sub(1);
                }
                match module.get(..depth).and_then(<[String]>::first) {
                    Some(top) => found.push(RootPath { name: top.clone(), line: line(&tokens[i]) }),
                    None => heads(&tokens[i], found),
                }
            }
            _ => {}
        }
        i += 1;
    }
}

/// The names that can follow `crate::`: one, or each of a `{group}`. Deeper groups say nothing new.
fn heads(token: &TokenTree, found: &mut Vec<RootPath>) {
    match token {
        TokenTree::Ident(ident) => found.push(RootPath { name: ident.to_string(), line: line(token) }),
        TokenTree::Group(group) => {
            let mut first = true;
            for token in group.stream() {
                let comma = matches!(&token, TokenTree::Punct(p) if p.as_char() == ',');
                if first && !comma {
                    heads(&token, found);
                }
                first = comma;
            }
        }
        _ => {}
    }
}

/// The index after `::` at `i`.
fn after_colons(tokens: &[TokenTree], i: usize) -> Option<usize> {
    let colon = |i: usize| matches!(tokens.get(i), Some(TokenTree::Punct(p)) if p.as_char() == ':');
    (colon(i) && colon(i + 1) && i + 2 < tokens.len()).then_some(i + 2)
}

fn is_ident(token: &TokenTree, name: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == name)
}

fn line(token: &TokenTree) -> usize {
    token.span().start().line
}

fn child(module: &[String], name: &TokenTree) -> Vec<String> {
    let mut inner = module.to_vec();
    inner.push(name.to_string());
    inner
}

fn first_ident(stream: TokenStream, name: &str) -> Option<usize> {
    stream.into_iter().find_map(|token| match &token {
        TokenTree::Group(group) => first_ident(group.stream(), name),
        _ => is_ident(&token, name).then(|| line(&token)),
    })
}

/// What `lib.rs` re-exports: `crate::DType` is a name of the module `dtype`.
struct Exports(BTreeMap<String, String>);

impl Exports {
    fn read(file: &Path) -> Self {
        Self::parse(tokens(file))
    }

    fn parse(stream: TokenStream) -> Self {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        let mut names = BTreeMap::new();
        for (i, token) in tokens.iter().enumerate() {
            if !is_ident(token, "use") {
                continue;
            }
            let Some(rest) = after_colons(&tokens, i + 2) else { continue };
            let mut exported = Vec::new();
            heads(&tokens[rest], &mut exported);
            names.extend(exported.into_iter().map(|e| (e.name, tokens[i + 1].to_string())));
        }
        Self(names)
    }

    /// The module of a name at the crate's root.
    fn home<'a>(&'a self, name: &'a str) -> &'a str {
        self.0.get(name).map_or(name, String::as_str)
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_path_buf()
}

fn source(name: &str) -> PathBuf {
    root().join("dtype-core/src").join(name)
}

fn shown(file: &Path) -> String {
    file.strip_prefix(root()).unwrap_or(file).to_string_lossy().into_owned()
}

fn tokens(file: &Path) -> TokenStream {
    let text = fs::read_to_string(file).expect("a source file");
    text.parse().unwrap_or_else(|e| panic!("{}: {e}", shown(file)))
}

/// `src/view/any_column.rs` is `["view", "any_column"]`, `src/view/mod.rs` is `["view"]`, `src/lib.rs` is nothing.
fn module_path(file: &Path) -> Vec<String> {
    let within =
        file.strip_prefix(root().join("dtype-core/src")).expect("a source of dtype-core").with_extension("");
    let mut names: Vec<String> = within.iter().map(|n| n.to_string_lossy().into_owned()).collect();
    if names.last().is_some_and(|n| n == "mod" || n == "lib") {
        names.pop();
    }
    names
}

/// All `.rs` files under `folder`, in order.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.expect("a directory entry").path();
            if path.is_dir() && !path.ends_with("target") {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
