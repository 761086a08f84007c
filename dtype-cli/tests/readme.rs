//! What the workspace's README shows of the program is what it prints. `UPDATE_SCREENS=1 cargo test -p dtype-cli
//! --test readme` writes it anew.

mod common;

use common::{folder, run, stderr, stdout};

const FENCE: &str = "```";

#[test]
fn commands_print_what_the_readme_shows() {
    let path = folder("README.md");
    let shown = std::fs::read_to_string(&path).unwrap();
    let real = replayed(&shown);
    if std::env::var_os("UPDATE_SCREENS").is_some() {
        std::fs::write(&path, &real).unwrap();
    } else {
        assert!(shown == real, "README.md should be:\n{real}");
    }
    assert!(
        ["info", "schema", "layout", "hexmap", "head", "ls", "diff", "check", "stats"]
            .iter()
            .all(|c| real.contains(&format!("\n$ dtype {c} ")))
    );
}

/// The same text with what each `$ dtype ...` of a block of `console` prints now.
fn replayed(text: &str) -> String {
    let mut real = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        real += &format!("{line}\n");
        if line != "```console" {
            continue;
        }
        let command = lines.next().unwrap_or_default();
        let args = command.strip_prefix("$ dtype ").expect("a block opens with its command");
        let output = run(".", &args.split(' ').collect::<Vec<_>>());
        real += &format!("{command}\n{}{}{FENCE}\n", stdout(&output), stderr(&output));
        lines.find(|line| *line == FENCE).expect("a block ends");
    }
    real
}
