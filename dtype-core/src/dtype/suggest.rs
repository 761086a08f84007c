//! The word that was probably meant.

/// The one of `known` that is nearest to `word`, if any is near enough to be a slip of the pen.
///
/// ```
/// assert_eq!(dtype_core::nearest("prcie", ["time", "price"]), Some("price"));
/// assert_eq!(dtype_core::nearest("volume", ["time", "price"]), None);
/// ```
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    // A third of the word may be wrong, and always one letter.
    let tolerance = (word.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|&(distance, candidate)| distance <= tolerance && distance < candidate.chars().count())
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other
/// (optimal string alignment), without regard to case.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().take(64).flat_map(char::to_lowercase).collect();
    let b: Vec<char> = b.chars().take(64).flat_map(char::to_lowercase).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let replaced = above[j] + usize::from(x != y);
            let mut best = replaced.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("prcie", "price"), 1);
        assert_eq!(distance("Price", "price"), 0);
    }

    #[test]
    fn nothing_is_near_a_single_letter_that_differs() {
        assert_eq!(nearest("x", ["y", "z"]), None);
        assert_eq!(nearest("rename_al", ["rename", "rename_all"]), Some("rename_all"));
    }
}
