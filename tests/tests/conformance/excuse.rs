//! The closed list of rules by which we refuse on purpose what NumPy accepts.
//!
//! A rule speaks only about a case that NumPy accepts and we refuse. It must find its reason in the case itself, not
//! in our error. What NumPy refuses is never excused.

/// Why a refusal is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rule {
    /// A typed view of `U` data in which a code point is none of Unicode.
    CodePoint,
    /// A typed view of `?` data in which a byte is neither 0 nor 1.
    BoolByte,
    /// NumPy accepts by mistake; the entry says so under `numpy_bug`.
    NumpyBug,
}

impl Rule {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::CodePoint, Self::BoolByte, Self::NumpyBug];

    /// What the summary calls it.
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Self::CodePoint => "invalid code points in typed views",
            Self::BoolByte => "bool bytes other than 0 and 1 in typed views",
            Self::NumpyBug => "entries marked numpy_bug",
        }
    }
}
