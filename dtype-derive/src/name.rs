//! Names: the case styles of `rename_all`, raw identifiers, the nearest of some words.

use syn::Ident;
use syn::ext::IdentExt;

/// How `rename_all` writes the names of all fields. The styles and their names are serde's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

/// Each style by the name it is asked for.
pub(crate) const CASES: [(&str, Case); 8] = [
    ("lowercase", Case::Lower),
    ("UPPERCASE", Case::Upper),
    ("PascalCase", Case::Pascal),
    ("camelCase", Case::Camel),
    ("snake_case", Case::Snake),
    ("SCREAMING_SNAKE_CASE", Case::ScreamingSnake),
    ("kebab-case", Case::Kebab),
    ("SCREAMING-KEBAB-CASE", Case::ScreamingKebab),
];

impl Case {
    /// A field's name in this style.
    pub(crate) fn apply(self, name: &str) -> String {
        match self {
            Case::Lower => name.to_lowercase(),
            Case::Upper => name.to_uppercase(),
            Case::Pascal => words(name).map(capitalized).collect(),
            Case::Camel => {
                let mut named = words(name).filter(|word| !word.is_empty());
                named.next().map(str::to_lowercase).into_iter().chain(named.map(capitalized)).collect()
            }
            Case::Snake => joined(name, "_").to_lowercase(),
            Case::ScreamingSnake => joined(name, "_").to_uppercase(),
            Case::Kebab => joined(name, "-").to_lowercase(),
            Case::ScreamingKebab => joined(name, "-").to_uppercase(),
        }
    }
}

/// The name without the `r#` of a raw identifier.
pub(crate) fn unraw(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// The one of `words` that `word` was probably meant to be: the fewest edits away, if they are few.
pub(crate) fn nearest<'w>(word: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let closest = words.into_iter().map(|known| (edits(word, known), known)).min_by_key(|&(edits, _)| edits);
    let at_most = (word.chars().count() / 2).clamp(1, 4);
    closest.filter(|&(edits, _)| edits <= at_most).map(|(_, known)| known)
}

/// The parts between underscores and before capitals: `max_len` and `maxLen` have the same two.
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split('_').flat_map(|part| {
        let mut starts = vec![0];
        let pairs = part.char_indices().zip(part.chars().skip(1));
        starts.extend(
            pairs
                .filter(|((_, a), b)| a.is_lowercase() && b.is_uppercase())
                .map(|((at, a), _)| at + a.len_utf8()),
        );
        let ends: Vec<usize> = starts.iter().copied().skip(1).chain([part.len()]).collect();
        starts.into_iter().zip(ends).map(|(start, end)| &part[start..end])
    })
}

fn joined(name: &str, separator: &str) -> String {
    words(name).collect::<Vec<_>>().join(separator)
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars.flat_map(char::to_lowercase)).collect(),
        None => String::new(),
    }
}

/// Insertions, deletions, replacements and swaps of neighbours between two words, ignoring ASCII case.
fn edits(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.to_ascii_lowercase().chars().collect();
    let b: Vec<char> = b.to_ascii_lowercase().chars().collect();
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let mut least = replaced.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = least.min(rows[i - 2][j - 2] + 1);
                }
                least
            };
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_of_a_field_name() {
        let all = |name: &str| CASES.map(|(_, case)| case.apply(name));
        assert_eq!(
            all("bid_size"),
            ["bid_size", "BID_SIZE", "BidSize", "bidSize", "bid_size", "BID_SIZE", "bid-size", "BID-SIZE"]
        );
        assert_eq!(
            all("bidSize"),
            ["bidsize", "BIDSIZE", "BidSize", "bidSize", "bid_size", "BID_SIZE", "bid-size", "BID-SIZE"]
        );
        assert_eq!(all("x"), ["x", "X", "X", "x", "x", "X", "x", "X"]);
        assert_eq!(all("_x1")[2..5], ["X1", "x1", "_x1"]);
        assert_eq!(Case::Pascal.apply("größe_ü"), "GrößeÜ");
    }

    #[test]
    fn raw_identifiers_lose_their_mark() {
        let ident: Ident = syn::parse_str("r#type").unwrap();
        assert_eq!(unraw(&ident), "type");
    }

    #[test]
    fn nearest_word() {
        let words = ["rename", "title", "default", "padding", "as"];
        let found = ["renam", "ttile", "dfault", "Padding", "pad", "sa", "frobnicate", "x"];
        let found = found.map(|word| nearest(word, words));
        assert_eq!(
            found,
            [Some("rename"), Some("title"), Some("default"), Some("padding"), None, Some("as"), None, None]
        );
    }
}
