//! Names of fields as identifiers, each of them once.

use std::collections::HashMap;

/// Identifiers that are taken.
pub(in crate::interop) struct Names {
    /// Each with the last number that was put behind it.
    taken: HashMap<String, usize>,
    separator: &'static str,
}

impl Names {
    /// No names but these. The separator stands between a name and a number.
    pub(in crate::interop) fn new(reserved: &[&str], separator: &'static str) -> Names {
        Names { taken: reserved.iter().map(|&name| (name.to_owned(), 0)).collect(), separator }
    }

    /// Takes a name away.
    pub(in crate::interop) fn reserve(&mut self, name: &str) {
        self.taken.entry(name.to_owned()).or_insert(0);
    }

    /// The name, or the same with a number behind it if it is taken.
    pub(in crate::interop) fn claim(&mut self, wanted: String) -> String {
        if !self.taken.contains_key(&wanted) {
            self.taken.insert(wanted.clone(), 0);
            return wanted;
        }
        self.numbered(&wanted)
    }

    /// The name with the first number behind it that makes it one of its own.
    pub(in crate::interop) fn numbered(&mut self, stem: &str) -> String {
        // The last number is kept, so that many names of one stem take one step each.
        let mut number = self.taken.get(stem).copied().unwrap_or(0);
        loop {
            number += 1;
            let name = format!("{stem}{}{number}", self.separator);
            if !self.taken.contains_key(&name) {
                self.taken.insert(stem.to_owned(), number);
                self.taken.insert(name.clone(), 0);
                return name;
            }
        }
    }
}

/// The name with an underscore for every run of characters that ASCII identifiers have not, and a word in front where
/// it would start with a digit or have no letter.
pub(in crate::interop) fn ascii_identifier(name: &str) -> String {
    let mut identifier = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '_' {
            identifier.push(c);
        } else if !identifier.ends_with('_') {
            identifier.push('_');
        }
    }
    if identifier != name {
        identifier = identifier.trim_matches('_').to_owned();
    }
    match identifier.trim_start_matches('_').chars().next() {
        None => "field".to_owned(),
        Some(_) if identifier.starts_with(|c: char| c.is_ascii_digit()) => format!("field_{identifier}"),
        Some(_) => identifier,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers() {
        for (name, expected) in [
            ("price", "price"),
            ("a b", "a_b"),
            ("alignments2D/pose", "alignments2D_pose"),
            ("0", "field_0"),
            ("", "field"),
            ("_", "field"),
            ("α", "field"),
            ("Δt (s)", "t_s"),
            ("x_", "x_"),
        ] {
            assert_eq!(ascii_identifier(name), expected, "{name}");
        }
    }

    #[test]
    fn each_name_once() {
        let mut names = Names::new(&["type"], "_");
        let claimed = ["a", "a", "type", "a", "a_1", "a_2"].map(|name| names.claim(name.to_owned()));
        assert_eq!(claimed, ["a", "a_1", "type_1", "a_2", "a_1_1", "a_2_1"]);
        assert_eq!(names.numbered("_padding"), "_padding_1");
        assert_eq!(names.numbered("_padding"), "_padding_2");
    }
}
