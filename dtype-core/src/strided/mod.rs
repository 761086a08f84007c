//! Pointer and byte stride: the cores under every column and view.
//!
//! Three cores that know where their elements are, from the most to the least that is known of what lies there:
//!
//! - [`Strided`] and [`StridedMut`]: values of one Rust type, one axis;
//! - [`Items`]: items of a dtype, any axes;
//! - [`Bytes`]: leaves of so many bytes, any axes, for the kernels.
//!
//! Invariants, which the constructors establish and everything below uses:
//!
//! S1. Every position's bytes, `[ptr + offset, + size)`, lie in one allocation that is borrowed for `'a`.
//! S2. Those bytes are initialised: all of them in [`Bytes`]; in [`Items`] those of the leaves of its dtype,
//!     and all of them if `whole`; in [`Strided`] as far as a value of `T` needs.
//! S3. In [`Strided`] and [`StridedMut`] they hold a value of `T`; writing another one is right.
//! S4. The offset of every position fits `isize`, and so do all sums on the way to it.
//! S5. In [`StridedMut`] nobody else touches those bytes for `'a`; others may touch those between them.
//! S6. Nothing is assumed of alignment, and nothing but S1 of the gaps.
//!
//! Three cores that also know their [`Base`], and so can be walked in other ways:
//!
//! - [`Grid`] and [`GridMut`]: values of one Rust type, any axes;
//! - [`AnyGrid`] and [`AnyGridMut`]: items of a dtype, any axes.
//!
//! N1. A [`Base`] is one allocation, borrowed for `'a`; if it is of bytes, all of them are initialised.
//! N2. If its layout has positions, all their bytes lie in the base. In [`Grid`] and [`GridMut`] they hold a value of `T`, and
//!     writing another one is right; in [`AnyGrid`] the leaves of its dtype are initialised, and all bytes if `whole`.
//!     [`ArrayLayout`](crate::shape::ArrayLayout) promises that offsets fit (L2), and that its operations lead to
//!     positions that were there before (L3), so that N2 stays.
//! N3. In [`GridMut`] and [`AnyGridMut`] the positions of two indices have no byte in common, and nobody else touches them
//!     for `'a`; others may touch the bytes between them.
//! N4. Nothing is assumed of alignment.

mod any_grid;
mod any_grid_mut;
mod base;
mod bytes;
mod grid;
mod grid_mut;
mod items;
mod values;
mod values_mut;
mod walk;
mod zip;

pub(crate) use any_grid::AnyGrid;
pub(crate) use any_grid_mut::AnyGridMut;
pub(crate) use base::Base;
pub(crate) use bytes::Bytes;
pub(crate) use grid::{Grid, Outer};
pub(crate) use grid_mut::{GridMut, OuterMut};
pub(crate) use items::Items;
pub(crate) use values::Strided;
pub(crate) use values_mut::Split;
pub(crate) use values_mut::StridedMut;
pub(crate) use walk::Walk;
pub(crate) use zip::{map1, map2, map3, update2};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Result;
    use crate::record::Element;
    use crate::shape::{Dim, Dims};

    fn column(bytes: &[u8], offset: usize, len: usize, stride: isize) -> Result<Strided<'_, u16>> {
        Items::over(bytes, offset, Dims::new(&[Dim { len, stride }]), u16::DTYPE.clone())?.values()
    }

    #[test]
    fn every_offset_stride_and_length_is_inside_or_refused() {
        let bytes: Vec<u8> = (0..24).collect();
        for offset in 0..26 {
            for len in 0..8 {
                for stride in -9..9isize {
                    let inside = (0..len as isize).all(|i| {
                        let at = offset as isize + i * stride;
                        at >= 0 && at + 2 <= bytes.len() as isize
                    });
                    let column = column(&bytes, offset, len, stride);
                    assert_eq!(column.is_ok(), inside, "offset {offset} len {len} stride {stride}");
                    let Ok(column) = column else { continue };
                    for i in 0..len {
                        let at = (offset as isize + i as isize * stride) as usize;
                        let expected = u16::from_ne_bytes([bytes[at], bytes[at + 1]]);
                        assert_eq!(column.get(i), Some(expected));
                        assert_eq!(column.rev().get(len - 1 - i), Some(expected));
                    }
                    assert_eq!(column.get(len), None);
                }
            }
        }
    }

    #[test]
    fn strides_that_overflow_are_refused() {
        assert!(column(&[0; 8], 0, usize::MAX, 1).is_err());
        assert!(column(&[0; 8], 0, 3, isize::MAX).is_err());
        assert!(column(&[0; 8], 0, 3, isize::MIN).is_err());
        assert!(column(&[0; 8], usize::MAX, 0, isize::MIN).is_ok());
        assert_eq!(column(&[1; 8], 1, 1, isize::MIN).unwrap().rev().get(0), Some(0x0101));
        let error = |offset, stride| column(&[0; 8], offset, 3, stride).err().unwrap().to_string();
        assert_eq!(
            error(1, -2),
            "expected items inside of 8 bytes, found one that starts 3 bytes before them"
        );
        assert_eq!(error(3, 2), "expected items inside of 8 bytes, found one that ends at byte 9");
    }

    #[test]
    fn no_values_are_a_slice_wherever_they_are() {
        let bytes = [0; 8];
        for offset in 0..8 {
            assert_eq!(column(&bytes, offset, 0, 7).unwrap().as_slice(), Some(&[][..]));
        }
    }

    #[test]
    fn mutable_positions_must_not_overlap() {
        assert!(StridedMut::<u16>::over(&mut [0; 8], 0, 3, 1).is_err());
        assert!(StridedMut::<u16>::over(&mut [0; 8], 0, 3, 0).is_err());
        assert!(StridedMut::<u16>::over(&mut [0; 8], 4, 3, -2).is_ok());
    }

    #[test]
    fn selections() {
        let bytes: Vec<u8> = (0..20).collect();
        let all = column(&bytes, 0, 10, 2).unwrap();
        let some = all.select(1..9, 3);
        assert_eq!((some.len(), some.get(0), some.get(2)), (3, all.get(1), all.get(7)));
        assert_eq!(all.select(10..10, 1).len(), 0);
        assert_eq!(all.select(0..10, usize::MAX).get(0), all.get(0));
    }
}
