//! `FixedBytes`: a byte string, NumPy's `S`.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt::{self, Write};
use std::hash::{Hash, Hasher};
use std::str::{FromStr, Utf8Error};

use super::LengthError;

/// A byte string of at most `N` bytes, NumPy's `S N`.
///
/// Stored in `N` bytes, filled up with NULs. As in NumPy, NULs at the end are no part of the value: they are
/// not shown, not compared and not hashed. Order is by unsigned bytes. There is no encoding; text put in is
/// UTF-8, and UTF-8 is what [`to_str`](Self::to_str) expects.
///
/// ```
/// use dtype_core::FixedBytes;
///
/// let venue: FixedBytes<4> = "LSE".parse()?;
/// assert_eq!(venue, "LSE");
/// assert_eq!(venue.as_bytes(), b"LSE");
/// assert_eq!(venue.as_padded(), b"LSE\0");
/// assert!("NASDAQ".parse::<FixedBytes<4>>().is_err());
/// # Ok::<(), dtype_core::LengthError>(())
/// ```
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct FixedBytes<const N: usize>([u8; N]);

impl<const N: usize> FixedBytes<N> {
    /// This text or these bytes, filled up with NULs.
    ///
    /// # Errors
    /// If it is longer than `N` bytes, NULs at its end left out.
    ///
    /// ```
    /// use dtype_core::FixedBytes;
    ///
    /// assert_eq!(FixedBytes::<4>::new("EUR")?, FixedBytes::<4>::new(b"EUR\0\0\0")?);
    /// # Ok::<(), dtype_core::LengthError>(())
    /// ```
    pub fn new(value: impl AsRef<[u8]>) -> Result<Self, LengthError> {
        let value = trim(value.as_ref());
        let mut padded = [0; N];
        match padded.get_mut(..value.len()) {
            Some(start) => start.copy_from_slice(value),
            None => return Err(LengthError { expected: N, found: value.len(), of: "bytes" }),
        }
        Ok(Self(padded))
    }

    /// The value stored in exactly these bytes.
    ///
    /// ```
    /// use dtype_core::FixedBytes;
    ///
    /// const USD: FixedBytes<3> = FixedBytes::from_padded(*b"USD");
    /// assert_eq!(USD, "USD");
    /// ```
    pub const fn from_padded(padded: [u8; N]) -> Self {
        Self(padded)
    }

    /// The value, without the NULs at the end.
    pub fn as_bytes(&self) -> &[u8] {
        trim(&self.0)
    }

    /// All `N` bytes as stored.
    pub const fn as_padded(&self) -> &[u8; N] {
        &self.0
    }

    /// The value as text.
    ///
    /// # Errors
    /// If it is not UTF-8.
    ///
    /// ```
    /// use dtype_core::FixedBytes;
    ///
    /// assert_eq!(FixedBytes::<4>::new("LSE")?.to_str(), Ok("LSE"));
    /// assert!(FixedBytes::<4>::new(b"\xff")?.to_str().is_err());
    /// # Ok::<(), dtype_core::LengthError>(())
    /// ```
    pub fn to_str(&self) -> Result<&str, Utf8Error> {
        std::str::from_utf8(self.as_bytes())
    }

    /// The length of the value in bytes, at most `N`.
    pub fn len(&self) -> usize {
        self.as_bytes().len()
    }

    /// Whether the value has no bytes.
    pub fn is_empty(&self) -> bool {
        self.as_bytes().is_empty()
    }
}

fn trim(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1);
    &bytes[..end]
}

/// The empty string.
impl<const N: usize> Default for FixedBytes<N> {
    fn default() -> Self {
        Self([0; N])
    }
}

impl<const N: usize> PartialEq for FixedBytes<N> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 // the NULs at the end are all the same
    }
}

impl<const N: usize> Eq for FixedBytes<N> {}

impl<const N: usize> Ord for FixedBytes<N> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0) // a NUL sorts before every other byte, as the end of a string does
    }
}

impl<const N: usize> PartialOrd for FixedBytes<N> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<const N: usize> Hash for FixedBytes<N> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_bytes().hash(state); // as a slice, so that maps can be asked with one
    }
}

impl<const N: usize> AsRef<[u8]> for FixedBytes<N> {
    fn as_ref(&self) -> &[u8] {
        self.as_bytes()
    }
}

impl<const N: usize> Borrow<[u8]> for FixedBytes<N> {
    fn borrow(&self) -> &[u8] {
        self.as_bytes()
    }
}

impl<const N: usize> PartialEq<[u8]> for FixedBytes<N> {
    fn eq(&self, other: &[u8]) -> bool {
        self.as_bytes() == trim(other)
    }
}

impl<const N: usize> PartialEq<&[u8]> for FixedBytes<N> {
    fn eq(&self, other: &&[u8]) -> bool {
        self == *other
    }
}

impl<const N: usize, const M: usize> PartialEq<&[u8; M]> for FixedBytes<N> {
    fn eq(&self, other: &&[u8; M]) -> bool {
        self == other.as_slice()
    }
}

impl<const N: usize> PartialEq<str> for FixedBytes<N> {
    fn eq(&self, other: &str) -> bool {
        self == other.as_bytes()
    }
}

impl<const N: usize> PartialEq<&str> for FixedBytes<N> {
    fn eq(&self, other: &&str) -> bool {
        self == other.as_bytes()
    }
}

impl<const N: usize> TryFrom<&[u8]> for FixedBytes<N> {
    type Error = LengthError;

    fn try_from(value: &[u8]) -> Result<Self, LengthError> {
        Self::new(value)
    }
}

impl<const N: usize> TryFrom<&str> for FixedBytes<N> {
    type Error = LengthError;

    fn try_from(value: &str) -> Result<Self, LengthError> {
        Self::new(value)
    }
}

impl<const N: usize> FromStr for FixedBytes<N> {
    type Err = LengthError;

    fn from_str(value: &str) -> Result<Self, LengthError> {
        Self::new(value)
    }
}

/// The text; bytes that are not UTF-8 as `\xff`.
impl<const N: usize> fmt::Display for FixedBytes<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::with_capacity(N);
        for chunk in self.as_bytes().utf8_chunks() {
            text += chunk.valid();
            for byte in chunk.invalid() {
                write!(text, "\\x{byte:02x}")?;
            }
        }
        f.pad(&text)
    }
}

/// As a literal: `b"LSE"`.
impl<const N: usize> fmt::Debug for FixedBytes<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "b\"{}\"", self.as_bytes().escape_ascii())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn fixed(value: impl AsRef<[u8]>) -> FixedBytes<4> {
        FixedBytes::new(value).unwrap()
    }

    #[test]
    fn has_the_bytes_and_nothing_else() {
        assert_eq!(size_of::<FixedBytes<89>>(), 89);
        assert_eq!(align_of::<FixedBytes<89>>(), 1);
        assert_eq!(size_of::<FixedBytes<0>>(), 0);
        assert!(FixedBytes::<0>::default().is_empty());
        assert!(FixedBytes::<0>::new("").is_ok() && FixedBytes::<0>::new("a").is_err());
    }

    /// `np.array([..], 'S4')`, compared with `b'ab\0'` and sorted.
    #[test]
    fn compares_as_numpy() {
        let values: [&[u8]; 6] = [b"ab", b"ab\0\0", b"a\0b", b"a", b"\xff", b""];
        assert_eq!(values.map(|v| fixed(v) == b"ab\0"), [true, true, false, false, false, false]);
        let mut sorted = values.map(fixed);
        sorted.sort();
        let expected: [&[u8]; 6] = [b"", b"a", b"a\0b", b"ab", b"ab", b"\xff"];
        assert_eq!(sorted.each_ref().map(FixedBytes::as_bytes), expected);
        assert_eq!(fixed(b"\0a\0").len(), 2);
    }

    #[test]
    fn maps_are_asked_with_slices() {
        let set = HashSet::from([fixed("ab"), fixed("ab\0")]);
        assert_eq!(set.len(), 1);
        assert!(set.contains(b"ab".as_slice()));
    }

    #[test]
    fn reads_well() {
        assert_eq!(format!("[{:>5}]", fixed("né")), "[   né]");
        assert_eq!(fixed(b"a\xffb").to_string(), "a\\xffb");
        assert_eq!(format!("{:?}", fixed(b"a\xff\"")), "b\"a\\xff\\\"\"");
    }
}
