//! Every conversion between integer widths, in one place.
//!
//! Lengths in a file are 64 bits wide, lengths in memory are `usize`, strides are `isize`. Each function
//! says with `None` that a number does not fit; nothing here wraps.

/// A length or offset from a file, as one in memory.
pub(crate) fn to_usize(n: u64) -> Option<usize> {
    usize::try_from(n).ok()
}

/// A length in memory, as one in a file. Never fails on the platforms that exist, and saturates elsewhere.
pub(crate) fn to_u64(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

/// A length or offset in bytes, as a signed distance.
pub(crate) fn to_isize(n: usize) -> Option<isize> {
    isize::try_from(n).ok()
}

/// The product of all numbers in `factors`, or `None` if it does not fit.
pub(crate) fn product(factors: &[usize]) -> Option<usize> {
    // A zero anywhere makes the product zero, whatever the others would have done before it.
    if factors.contains(&0) {
        return Some(0);
    }
    factors.iter().try_fold(1usize, |all, &one| all.checked_mul(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products() {
        assert_eq!(product(&[]), Some(1));
        assert_eq!(product(&[2, 3]), Some(6));
        assert_eq!(product(&[usize::MAX, 2]), None);
        assert_eq!(product(&[usize::MAX, 2, 0]), Some(0));
    }

    #[test]
    fn widths() {
        assert_eq!(to_usize(7), Some(7));
        assert_eq!(to_u64(7), 7);
        assert_eq!(to_isize(usize::MAX), None);
    }
}
