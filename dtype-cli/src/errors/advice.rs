//! What to do about an error, in the words of the command line: the library's advice is for programmers.

use std::sync::OnceLock;

use dtype_core::Error;

use super::stand_ins;
use crate::starts;

/// The options of the command that runs.
static OPTIONS: OnceLock<Vec<String>> = OnceLock::new();

/// Says which options the command has. No others are advised.
pub(crate) fn offer(options: Vec<String>) {
    let _ = OPTIONS.set(options);
}

fn has(option: &str) -> bool {
    OPTIONS.get().is_some_and(|options| options.iter().any(|one| one == option))
}

/// The library's words, the option that they come down to, ours where the command has it, and where it has not.
type Advice = (&'static str, &'static str, &'static str, &'static str);

const CAST: &str = "dtype convert --cast gives the field another type";
const CHOOSE: &str = "dtype convert -c writes a file without it";

const ADVICE: [Advice; 17] = [
    ("raise `Limits::header_bytes`", "", "", "raise --max-header"),
    ("`Text::Latin1` takes", "text", "--text latin1 takes", "dtype convert --text latin1 takes"),
    ("`Casting::Equiv` allows it", "casting", "--casting safe allows it", CAST),
    ("`Casting::Safe` allows it", "casting", "--casting safe allows it", CAST),
    ("`Casting::SameKind` allows it", "casting", "--casting same-kind allows it", CAST),
    ("`Casting::Unsafe` allows it", "casting", "--casting checked allows it if all values fit", CAST),
    ("`AppendOptions::rewrite_header(true)`", "", "", "--rewrite-header"),
    ("`AppendOptions::wait(true)` waits for it", "", "", "try again when that is done"),
    ("`AppendOptions::repair(true)` mends it", "", "", "dtype repair mends it"),
    ("give it a `default_value`", "allow-missing", "--allow-missing makes it zero", CHOOSE),
    ("drop it with `allow_extra`", "allow-extra", "--allow-extra drops it", CHOOSE),
    ("`rename` '", "rename", "--rename renames '", "dtype convert --rename renames '"),
    (
        "rename a field first, with `renamed`",
        "rename",
        "--rename renames one",
        "dtype convert --rename renames one",
    ),
    (
        "the records have no such field",
        "allow-extra",
        "the records have no such field; --allow-extra drops it",
        "",
    ),
    ("read streams with `npy::read_from`", "", "", "write the stream to a file first"),
    ("which `npy::load` reads", "", "", "of which dtype info tells"),
    ("`load_array` reads them", "", "", "dtype convert writes one that can"),
];

/// What reads a file that is no `.npy` file, by what it was found to be.
const READERS: [(&str, &str); 3] = [
    ("found text: ", "; dtype import reads comma-separated values and JSON Lines"),
    ("found the bytes ", RAW),
    ("found a FITS file", RAW),
];

const RAW: &str =
    "; if it has records of one size, --dtype says of which fields, and --offset where they begin";

/// The library's sentence, and what to do.
pub(crate) fn message(error: &Error) -> String {
    let says = advised(&error.to_string());
    let Some(path) = error.path() else { return says };
    if error.message().starts_with("expected a .npy file") {
        let reader = READERS.iter().find(|(found, _)| error.message().contains(found));
        let reader = reader.filter(|(_, advice)| *advice != RAW || (has("dtype") && has("offset")));
        return says + reader.map_or("", |(_, advice)| advice);
    }
    // A file that somebody can mend: not one that standard input was kept in.
    let is_cut = error.message().contains(" missing: shape ");
    if is_cut
        && stand_ins::is_named(path)
        && stand_ins::start(path, 8).is_ok_and(|start| starts::is_npy(&start))
    {
        return says + "; dtype repair keeps the records that are whole";
    }
    says
}

/// A sentence of the library's with advice for who runs the command.
pub(crate) fn advised(says: &str) -> String {
    told(says, has)
}

/// The same about what no option of the command changes.
pub(crate) fn without_options(says: &str) -> String {
    told(says, |_| false)
}

fn told(says: &str, has: impl Fn(&str) -> bool) -> String {
    let mut says = ADVICE.iter().fold(says.to_owned(), |says, (theirs, option, with, without)| {
        match if has(option) { *with } else { *without } {
            "" => says,
            ours => says.replace(theirs, ours),
        }
    });
    // What is left for programmers stands behind all else, and quotes nothing out of a file.
    while let Some((before, last)) = says.rsplit_once("; ")
        && last.contains('`')
        && !last.contains('\'')
    {
        says.truncate(before.len());
    }
    says
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_is_about_options_that_there_are() {
        let says = "field 'b': expected no such field, found dtype '|u1'; drop it with `allow_extra`";
        assert!(told(says, |option| option == "allow-extra").ends_with("'|u1'; --allow-extra drops it"));
        assert!(without_options(says).ends_with("'|u1'; dtype convert -c writes a file without it"));
        let deep =
            "expected at most 200 nested brackets, found more; if the text is trusted, raise `Limits::depth`";
        assert_eq!(advised(deep), "expected at most 200 nested brackets, found more");
        let rename = "`rename` 'px' if that is it, or give it a `default_value`";
        assert_eq!(
            without_options(rename),
            "dtype convert --rename renames 'px' if that is it, or dtype convert -c writes a file without it"
        );
    }
}
