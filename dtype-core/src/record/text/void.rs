//! `Void`: opaque bytes, NumPy's `V`.

use std::fmt;

/// `N` bytes without a meaning, NumPy's `V N`. All of them count, NULs too.
///
/// ```
/// use dtype_core::Void;
///
/// let header = Void([0x01, 0x61]);
/// assert_eq!(header.0[1], b'a');
/// assert_eq!(header.to_string(), r"b'\x01\x61'");
/// assert_ne!(Void(*b"a\0"), Void(*b"ab"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct Void<const N: usize>(
    /// The bytes.
    pub [u8; N],
);

/// All bytes zero.
impl<const N: usize> Default for Void<N> {
    fn default() -> Self {
        Self([0; N])
    }
}

impl<const N: usize> From<[u8; N]> for Void<N> {
    fn from(bytes: [u8; N]) -> Self {
        Self(bytes)
    }
}

/// As NumPy's `str`: every byte in hexadecimal.
impl<const N: usize> fmt::Display for Void<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("b'")?;
        for byte in self.0 {
            write!(f, "\\x{byte:02x}")?;
        }
        f.write_str("'")
    }
}

/// As `Display`.
impl<const N: usize> fmt::Debug for Void<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_its_bytes() {
        assert_eq!((size_of::<Void<7>>(), align_of::<Void<7>>()), (7, 1));
        assert_eq!(Void::<2>::default().to_string(), r"b'\x00\x00'");
        assert_eq!(Void::<0>::default().to_string(), "b''");
    }
}
