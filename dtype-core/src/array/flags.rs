//! NumPy's flags of an array.

use std::fmt;

/// What NumPy's `flags` says of an array. Prints as it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Flags {
    /// The elements lie in C order without gaps. Axes of length 1 do not count; what is empty is contiguous.
    pub c_contiguous: bool,
    /// The elements lie in Fortran order without gaps.
    pub f_contiguous: bool,
    /// It owns its memory. A view never does.
    pub owndata: bool,
    /// It can be written to.
    pub writeable: bool,
    /// Every element lies at a multiple of its dtype's alignment.
    pub aligned: bool,
}

impl fmt::Display for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let python = |flag| if flag { "True" } else { "False" };
        writeln!(f, "  C_CONTIGUOUS : {}", python(self.c_contiguous))?;
        writeln!(f, "  F_CONTIGUOUS : {}", python(self.f_contiguous))?;
        writeln!(f, "  OWNDATA : {}", python(self.owndata))?;
        writeln!(f, "  WRITEABLE : {}", python(self.writeable))?;
        writeln!(f, "  ALIGNED : {}", python(self.aligned))
    }
}
