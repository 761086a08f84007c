//! Where the fields of a record lie: packed, aligned, at given offsets.
//!
//! Pure arithmetic. Knows nothing of bytes or files; every step reports overflow. There is one rule, that of
//! C: each field at the next multiple of its alignment, the whole rounded up to the largest of them. Packed
//! records are the case where no alignment counts for more than one byte.

use std::fmt;

/// The largest record there can be, in bytes. NumPy's sizes are C `int`s.
pub const MAX_ITEMSIZE: usize = i32::MAX as usize;

/// Size and alignment of one field, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// How many bytes it takes.
    pub size: usize,
    /// What its offset is a multiple of: a power of two.
    pub alignment: usize,
}

/// How fields are laid out one after the other.
///
/// ```
/// use dtype_core::layout::{Extent, Packing, place};
///
/// let fields = [Extent { size: 1, alignment: 1 }, Extent { size: 8, alignment: 8 }];
/// let mut offsets = [0; 2];
/// let whole = place(&fields, Packing::ALIGNED, &mut offsets)?;
/// assert_eq!((offsets, whole.size, whole.alignment), ([0, 8], 16, 8));
/// let whole = place(&fields, Packing::PACKED, &mut offsets)?;
/// assert_eq!((offsets, whole.size, whole.alignment), ([0, 1], 9, 1));
/// # Ok::<(), dtype_core::layout::LayoutError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packing {
    /// No field's alignment counts for more than this: `repr(packed(n))`. In bytes.
    pub at_most: usize,
    /// The record's alignment is at least this: `repr(align(n))`. In bytes.
    pub at_least: usize,
}

impl Packing {
    /// One field right behind the other, as NumPy does by default.
    pub const PACKED: Packing = Packing { at_most: 1, at_least: 1 };
    /// Every field at a multiple of its alignment, as C does, and NumPy with `align=True`.
    pub const ALIGNED: Packing = Packing { at_most: usize::MAX, at_least: 1 };
}

/// A record is larger than [`MAX_ITEMSIZE`], or a number in its layout makes no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LayoutError {
    /// The record would end beyond [`MAX_ITEMSIZE`].
    TooLarge {
        /// Position of the field that goes beyond it, counted from zero.
        field: usize,
    },
    /// An alignment is zero or no power of two.
    Alignment {
        /// The alignment, in bytes.
        alignment: usize,
    },
    /// A field reaches beyond the itemsize that was given for the record.
    Itemsize {
        /// Position of the field, counted from zero.
        field: usize,
        /// Where the field ends, in bytes from the start of the record.
        end: usize,
        /// The itemsize that was given, in bytes.
        itemsize: usize,
    },
    /// Fewer or more offsets than fields.
    Count {
        /// How many fields there are.
        fields: usize,
        /// How many offsets were given.
        offsets: usize,
    },
}

/// Lays `fields` out one after the other, writes their offsets, and returns the size and alignment of the
/// whole. All numbers are in bytes.
///
/// # Errors
/// [`LayoutError`] if the record gets larger than [`MAX_ITEMSIZE`], an alignment is no power of two, or
/// `offsets` has another length than `fields`.
pub const fn place(
    fields: &[Extent],
    packing: Packing,
    offsets: &mut [usize],
) -> Result<Extent, LayoutError> {
    if fields.len() != offsets.len() {
        return Err(LayoutError::Count { fields: fields.len(), offsets: offsets.len() });
    }
    let mut whole = Extent { size: 0, alignment: 1 };
    let mut i = 0;
    while i < fields.len() {
        match next(whole, fields[i], packing, i) {
            Ok((offset, grown)) => {
                offsets[i] = offset;
                whole = grown;
            }
            Err(error) => return Err(error),
        }
        i += 1;
    }
    finish(whole, packing, fields.len())
}

/// One step of [`place`]: where the next field goes, and the record with it.
pub(crate) const fn next(
    so_far: Extent,
    field: Extent,
    packing: Packing,
    i: usize,
) -> Result<(usize, Extent), LayoutError> {
    if !field.alignment.is_power_of_two() {
        return Err(LayoutError::Alignment { alignment: field.alignment });
    }
    let alignment = if field.alignment < packing.at_most { field.alignment } else { packing.at_most };
    let Some(offset) = align_up(so_far.size, alignment) else {
        return Err(LayoutError::TooLarge { field: i });
    };
    match offset.checked_add(field.size) {
        Some(size) if size <= MAX_ITEMSIZE => {
            let alignment = if alignment > so_far.alignment { alignment } else { so_far.alignment };
            Ok((offset, Extent { size, alignment }))
        }
        _ => Err(LayoutError::TooLarge { field: i }),
    }
}

/// The last step of [`place`]: the record's own alignment, and its size rounded up to that.
pub(crate) const fn finish(whole: Extent, packing: Packing, fields: usize) -> Result<Extent, LayoutError> {
    if !packing.at_least.is_power_of_two() {
        return Err(LayoutError::Alignment { alignment: packing.at_least });
    }
    let alignment = if packing.at_least > whole.alignment { packing.at_least } else { whole.alignment };
    match align_up(whole.size, alignment) {
        Some(size) if size <= MAX_ITEMSIZE => Ok(Extent { size, alignment }),
        _ => Err(LayoutError::TooLarge { field: fields.saturating_sub(1) }),
    }
}

/// Size of a record whose fields lie at given offsets, in any order, overlapping or not.
///
/// With an `itemsize`, that is the size if every field ends within it.
///
/// ```
/// use dtype_core::layout::explicit;
///
/// assert_eq!(explicit(&[(4, 8), (0, 4)], None), Ok(12));
/// assert_eq!(explicit(&[(4, 8), (0, 4)], Some(16)), Ok(16));
/// assert!(explicit(&[(4, 8), (0, 4)], Some(8)).is_err());
/// ```
///
/// # Errors
/// [`LayoutError`] if a field ends beyond `itemsize` or beyond [`MAX_ITEMSIZE`].
pub const fn explicit(offset_size: &[(usize, usize)], itemsize: Option<usize>) -> Result<usize, LayoutError> {
    let mut size = 0;
    let mut i = 0;
    while i < offset_size.len() {
        let (offset, bytes) = offset_size[i];
        let end = match offset.checked_add(bytes) {
            Some(end) if end <= MAX_ITEMSIZE => end,
            _ => return Err(LayoutError::TooLarge { field: i }),
        };
        if let Some(itemsize) = itemsize
            && end > itemsize
        {
            return Err(LayoutError::Itemsize { field: i, end, itemsize });
        }
        if end > size {
            size = end;
        }
        i += 1;
    }
    match itemsize {
        Some(itemsize) if itemsize > MAX_ITEMSIZE => Err(LayoutError::TooLarge { field: offset_size.len() }),
        Some(itemsize) => Ok(itemsize),
        None => Ok(size),
    }
}

/// The least multiple of `alignment`, a power of two, that is not below `at`.
pub(crate) const fn align_up(at: usize, alignment: usize) -> Option<usize> {
    match at.checked_add(alignment - 1) {
        Some(beyond) => Some(beyond & !(alignment - 1)),
        None => None,
    }
}

impl fmt::Display for LayoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            LayoutError::TooLarge { field } => {
                write!(f, "the record gets larger than {MAX_ITEMSIZE} bytes at its field number {field}")
            }
            LayoutError::Alignment { alignment } => {
                write!(f, "expected an alignment that is a power of two, found {alignment}")
            }
            LayoutError::Itemsize { field, end, itemsize } => {
                write!(
                    f,
                    "expected an itemsize of at least {end} bytes, where field number {field} ends, found {itemsize}"
                )
            }
            LayoutError::Count { fields, offsets } => {
                write!(f, "expected one offset for each of {fields} fields, found {offsets}")
            }
        }
    }
}

impl std::error::Error for LayoutError {}

impl From<LayoutError> for crate::Error {
    fn from(error: LayoutError) -> crate::Error {
        crate::Error::format(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn extent(size: usize, alignment: usize) -> Extent {
        Extent { size, alignment }
    }

    #[test]
    fn follows_cs_rule() {
        let fields = [extent(1, 1), extent(8, 8), extent(2, 2)];
        let mut offsets = [0; 3];
        assert_eq!(place(&fields, Packing::ALIGNED, &mut offsets), Ok(extent(24, 8)));
        assert_eq!(offsets, [0, 8, 16]);
        let packed_2 = Packing { at_most: 2, at_least: 1 };
        assert_eq!(place(&fields, packed_2, &mut offsets), Ok(extent(12, 2)));
        assert_eq!(offsets, [0, 2, 10]);
        let align_64 = Packing { at_most: usize::MAX, at_least: 64 };
        assert_eq!(place(&fields, align_64, &mut offsets), Ok(extent(64, 64)));
    }

    #[test]
    fn empty_records() {
        assert_eq!(place(&[], Packing::ALIGNED, &mut []), Ok(extent(0, 1)));
        assert_eq!(explicit(&[], None), Ok(0));
    }

    #[test]
    fn reports_every_overflow() {
        let mut offsets = [0; 2];
        let huge = [extent(MAX_ITEMSIZE, 1), extent(1, 1)];
        assert_eq!(place(&huge, Packing::PACKED, &mut offsets), Err(LayoutError::TooLarge { field: 1 }));
        let wraps = [extent(1, 1), extent(usize::MAX, 8)];
        assert_eq!(place(&wraps, Packing::ALIGNED, &mut offsets), Err(LayoutError::TooLarge { field: 1 }));
        let rounds = [extent(MAX_ITEMSIZE - 1, 8), extent(0, 1)];
        assert_eq!(place(&rounds, Packing::ALIGNED, &mut offsets), Err(LayoutError::TooLarge { field: 1 }));
        assert_eq!(explicit(&[(usize::MAX, 2)], None), Err(LayoutError::TooLarge { field: 0 }));
        assert_eq!(explicit(&[], Some(usize::MAX)), Err(LayoutError::TooLarge { field: 0 }));
        assert_eq!(
            place(&[extent(1, 3)], Packing::ALIGNED, &mut [0]),
            Err(LayoutError::Alignment { alignment: 3 })
        );
    }

    #[test]
    fn agrees_with_the_standard_library() {
        // core::alloc::Layout computes C's rule too; it is the oracle here.
        use std::alloc::Layout;
        let mut seed = 1u64;
        for _ in 0..2_000 {
            let mut fields = Vec::new();
            for _ in 0..seed % 7 {
                seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                let alignment = 1 << (seed >> 40 & 4);
                fields.push(extent(alignment * (seed >> 50 & 3) as usize, alignment));
            }
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            let mut oracle = Layout::new::<()>();
            let mut expected = Vec::new();
            for field in &fields {
                let one = Layout::from_size_align(field.size, field.alignment).unwrap();
                let (grown, offset) = oracle.extend(one).unwrap();
                oracle = grown;
                expected.push(offset);
            }
            let oracle = oracle.pad_to_align();
            let mut offsets = vec![0; fields.len()];
            let whole = place(&fields, Packing::ALIGNED, &mut offsets).unwrap();
            assert_eq!(offsets, expected);
            assert_eq!((whole.size, whole.alignment), (oracle.size(), oracle.align()));
        }
    }
}
