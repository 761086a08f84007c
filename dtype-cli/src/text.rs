//! Text for a terminal: its width, cutting it, and taking away what a terminal would obey.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Where text that is too long loses its letters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Cut {
    /// Names in a path: their ends tell them apart.
    Middle,
    End,
}

/// How many columns of a terminal it takes.
pub(crate) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// At most `most` columns of it, with `…` for what is missing.
pub(crate) fn cut(text: &str, most: usize, cut: Cut) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let Some(room) = most.checked_sub(1) else { return String::new() };
    let behind = if cut == Cut::Middle { room / 2 } else { 0 };
    let start = take(text.chars(), room - behind);
    let end: Vec<char> = take(text.chars().rev(), behind);
    start.into_iter().chain(['…']).chain(end.into_iter().rev()).collect()
}

/// Its words in lines of at most `most` columns; longer words are cut.
pub(crate) fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if width(line) + 1 + width(word) <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(cut(word, most, Cut::End)),
        }
    }
    lines
}

/// Text from a file, with what a terminal would take as a command written out: `\u{1b}`.
pub(crate) fn clean(text: &str) -> String {
    if !text.contains(is_command) {
        return text.to_owned();
    }
    let mut clean = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        if is_command(letter) { clean.extend(letter.escape_default()) } else { clean.push(letter) }
    }
    clean
}

/// Control characters, and those that turn the direction of writing around.
fn is_command(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// As many characters as fit into `room` columns.
fn take(letters: impl Iterator<Item = char>, room: usize) -> Vec<char> {
    let mut used = 0;
    letters
        .take_while(|letter| {
            used += letter.width().unwrap_or(0);
            used <= room
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cutting_counts_columns() {
        assert_eq!(cut("price", 5, Cut::End), "price");
        assert_eq!(cut("price", 4, Cut::End), "pri…");
        assert_eq!(cut("blob/shape", 7, Cut::Middle), "blo…ape");
        assert_eq!(cut("価格の名前", 6, Cut::End), "価格…");
        assert_eq!(cut("price", 0, Cut::Middle), "");
    }

    #[test]
    fn wrapping_keeps_words() {
        assert_eq!(wrapped("records are no multiple", 11), ["records are", "no multiple"]);
        assert_eq!(wrapped("a longestword", 6), ["a", "longe…"]);
        assert_eq!(wrapped("", 6), [""]);
    }

    #[test]
    fn commands_to_the_terminal_are_written_out() {
        assert_eq!(clean("a\x1b[31mb\n"), "a\\u{1b}[31mb\\n");
        assert_eq!(clean("größe"), "größe");
        assert_eq!(clean("\u{202e}x"), "\\u{202e}x");
    }
}
