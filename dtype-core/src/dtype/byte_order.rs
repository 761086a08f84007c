//! Byte order: which end of a number comes first.

use std::fmt;

/// Which end of a value comes first in memory.
///
/// ```
/// use dtype_core::{ByteOrder, DType};
///
/// assert_eq!(">f8".parse::<DType>()?.byte_order(), Some(ByteOrder::Big));
/// assert_eq!("S5".parse::<DType>()?.byte_order(), Some(ByteOrder::Irrelevant));
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ByteOrder {
    /// The least significant byte first: `<`.
    Little,
    /// The most significant byte first: `>`.
    Big,
    /// The type has single bytes only, or is opaque: `|`.
    Irrelevant,
}

impl ByteOrder {
    /// The order of this machine.
    pub const NATIVE: ByteOrder =
        if cfg!(target_endian = "little") { ByteOrder::Little } else { ByteOrder::Big };

    /// The order of the other machines.
    pub const SWAPPED: ByteOrder = ByteOrder::NATIVE.swapped();

    /// Whether values can be read as they are on this machine.
    ///
    /// ```
    /// use dtype_core::ByteOrder;
    /// assert!(ByteOrder::Irrelevant.is_native());
    /// assert!(!ByteOrder::SWAPPED.is_native());
    /// ```
    pub const fn is_native(self) -> bool {
        self as u8 != ByteOrder::SWAPPED as u8
    }

    /// The opposite order; [`ByteOrder::Irrelevant`] stays.
    ///
    /// ```
    /// use dtype_core::ByteOrder;
    /// assert_eq!(ByteOrder::Big.swapped(), ByteOrder::Little);
    /// ```
    pub const fn swapped(self) -> ByteOrder {
        match self {
            ByteOrder::Little => ByteOrder::Big,
            ByteOrder::Big => ByteOrder::Little,
            ByteOrder::Irrelevant => ByteOrder::Irrelevant,
        }
    }

    /// NumPy's character for it: `<`, `>` or `|`.
    ///
    /// ```
    /// use dtype_core::ByteOrder;
    /// assert_eq!(ByteOrder::Big.as_char(), '>');
    /// ```
    pub const fn as_char(self) -> char {
        match self {
            ByteOrder::Little => '<',
            ByteOrder::Big => '>',
            ByteOrder::Irrelevant => '|',
        }
    }
}

impl fmt::Display for ByteOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ByteOrder::Little => "little-endian",
            ByteOrder::Big => "big-endian",
            ByteOrder::Irrelevant => "without byte order",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn native_is_native() {
        assert!(ByteOrder::NATIVE.is_native());
        assert!(!ByteOrder::NATIVE.swapped().is_native());
    }
}
