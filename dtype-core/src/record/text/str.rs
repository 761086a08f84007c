//! `FixedStr`: a string of Unicode characters, NumPy's `U`.

use std::cmp::Ordering;
use std::fmt::{self, Write};
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use super::LengthError;

/// A string of at most `N` characters, NumPy's `U N`.
///
/// Stored as `N` native code points of four bytes, filled up with NULs. As in NumPy, NULs at the end are no
/// part of the value: they are not shown, not compared and not hashed. Order is by code point. Every value is
/// valid Unicode; NumPy lets surrogates into its arrays, and a typed view of these is an error.
///
/// ```
/// use dtype_core::FixedStr;
///
/// let name: FixedStr<8> = "Zürich".parse()?;
/// assert_eq!(name, "Zürich");
/// assert_eq!(name.len(), 6); // characters
/// assert_eq!(name.chars().rev().collect::<String>(), "hcirüZ");
/// assert_eq!(FixedStr::<4>::new("Zürich").unwrap_err().to_string(), "expected at most 4 characters, found 6");
/// # Ok::<(), dtype_core::LengthError>(())
/// ```
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct FixedStr<const N: usize>([char; N]);

impl<const N: usize> FixedStr<N> {
    /// This text, filled up with NULs.
    ///
    /// # Errors
    /// If it is longer than `N` characters, NULs at its end left out.
    ///
    /// ```
    /// use dtype_core::FixedStr;
    ///
    /// assert_eq!(FixedStr::<2>::new("né\0")?.as_padded(), &['n', 'é']);
    /// # Ok::<(), dtype_core::LengthError>(())
    /// ```
    pub fn new(text: impl AsRef<str>) -> Result<Self, LengthError> {
        let text = text.as_ref().trim_end_matches('\0');
        let mut padded = ['\0'; N];
        let mut chars = text.chars();
        for (slot, char) in padded.iter_mut().zip(&mut chars) {
            *slot = char;
        }
        match chars.next() {
            None => Ok(Self(padded)),
            Some(_) => Err(LengthError { expected: N, found: text.chars().count(), of: "characters" }),
        }
    }

    /// The value stored in exactly these characters.
    ///
    /// ```
    /// use dtype_core::FixedStr;
    ///
    /// const YEN: FixedStr<1> = FixedStr::from_padded(['¥']);
    /// assert_eq!(YEN, "¥");
    /// ```
    pub const fn from_padded(padded: [char; N]) -> Self {
        Self(padded)
    }

    /// The value stored in these code points; `None` if one of them is no character (a surrogate, or above
    /// U+10FFFF).
    ///
    /// ```
    /// use dtype_core::FixedStr;
    ///
    /// assert_eq!(FixedStr::from_code_points([0x5a, 0xfc]).unwrap(), "Zü");
    /// assert!(FixedStr::from_code_points([0xd800]).is_none());
    /// ```
    pub fn from_code_points(code_points: [u32; N]) -> Option<Self> {
        let mut padded = ['\0'; N];
        for (slot, code_point) in padded.iter_mut().zip(code_points) {
            *slot = char::from_u32(code_point)?;
        }
        Some(Self(padded))
    }

    /// All `N` characters as stored.
    pub const fn as_padded(&self) -> &[char; N] {
        &self.0
    }

    /// The characters of the value, without the NULs at the end.
    pub fn chars(&self) -> impl DoubleEndedIterator<Item = char> + ExactSizeIterator + '_ {
        self.trimmed().iter().copied()
    }

    /// The length of the value in characters, at most `N`.
    pub fn len(&self) -> usize {
        self.trimmed().len()
    }

    /// Whether the value has no characters.
    pub fn is_empty(&self) -> bool {
        self.trimmed().is_empty()
    }

    fn trimmed(&self) -> &[char] {
        let end = self.0.iter().rposition(|&char| char != '\0').map_or(0, |last| last + 1);
        &self.0[..end]
    }
}

/// The empty string.
impl<const N: usize> Default for FixedStr<N> {
    fn default() -> Self {
        Self(['\0'; N])
    }
}

impl<const N: usize> PartialEq for FixedStr<N> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 // the NULs at the end are all the same
    }
}

impl<const N: usize> Eq for FixedStr<N> {}

impl<const N: usize> Ord for FixedStr<N> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0) // a NUL sorts before every other character, as the end of a string does
    }
}

impl<const N: usize> PartialOrd for FixedStr<N> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<const N: usize> Hash for FixedStr<N> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.trimmed().hash(state);
    }
}

impl<const N: usize> PartialEq<str> for FixedStr<N> {
    fn eq(&self, other: &str) -> bool {
        self.chars().eq(other.trim_end_matches('\0').chars())
    }
}

impl<const N: usize> PartialEq<&str> for FixedStr<N> {
    fn eq(&self, other: &&str) -> bool {
        self == *other
    }
}

impl<const N: usize> TryFrom<&str> for FixedStr<N> {
    type Error = LengthError;

    fn try_from(text: &str) -> Result<Self, LengthError> {
        Self::new(text)
    }
}

impl<const N: usize> FromStr for FixedStr<N> {
    type Err = LengthError;

    fn from_str(text: &str) -> Result<Self, LengthError> {
        Self::new(text)
    }
}

impl<const N: usize> fmt::Display for FixedStr<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (f.width(), f.precision()) {
            (None, None) => self.chars().try_for_each(|char| f.write_char(char)),
            _ => f.pad(&self.chars().collect::<String>()),
        }
    }
}

/// As a literal: `"Zürich"`.
impl<const N: usize> fmt::Debug for FixedStr<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.chars().collect::<String>(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(text: &str) -> FixedStr<4> {
        FixedStr::new(text).unwrap()
    }

    #[test]
    fn has_four_bytes_a_character() {
        assert_eq!(size_of::<FixedStr<3>>(), 12);
        assert_eq!(align_of::<FixedStr<3>>(), 4);
        assert!(FixedStr::<0>::new("").unwrap().is_empty() && FixedStr::<0>::new("a").is_err());
    }

    /// `np.array([..], 'U4')`, compared with `'ab\0'` and sorted.
    #[test]
    fn compares_as_numpy() {
        let values = ["ab", "ab\0\0", "a\0b", "a", "\u{1f600}", "\u{ffff}", ""];
        assert_eq!(values.map(|v| fixed(v) == "ab\0"), [true, true, false, false, false, false, false]);
        let mut sorted = values.map(fixed);
        sorted.sort();
        assert_eq!(sorted, ["", "a", "a\0b", "ab", "ab", "\u{ffff}", "\u{1f600}"]);
    }

    #[test]
    fn code_points_are_checked() {
        for (code_point, valid) in
            [(0, true), (0xd7ff, true), (0xd800, false), (0xdfff, false), (0xe000, true)]
        {
            assert_eq!(FixedStr::from_code_points([code_point]).is_some(), valid);
        }
        assert!(FixedStr::from_code_points([0x10_ffff]).is_some());
        assert!(FixedStr::from_code_points([0x61, 0x11_0000]).is_none());
    }

    #[test]
    fn reads_well() {
        assert_eq!(fixed("né").to_string(), "né");
        assert_eq!(format!("[{:>5}]", fixed("né")), "[   né]");
        assert_eq!(format!("{:?}", fixed("a\"\n")), "\"a\\\"\\n\"");
    }
}
