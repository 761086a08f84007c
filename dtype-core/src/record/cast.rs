//! Bytes to records and records to bytes, without copying where that is legal.
//!
//! C1. Bytes become `&[R]` only if their number is a multiple of the size, their address of the alignment,
//!     and every row is a value (`Element` 2).
//! C2. `&[R]` becomes bytes, and bytes `&mut [R]`, only where no byte of `R` is padding (`Element` 4): padding
//!     is never read, and never written uninitialised into bytes that somebody else will read.
//! C3. Values with padding are written into bytes leaf by leaf, and gaps as zeros.
#![allow(unsafe_code, reason = "casts between bytes and records")]

use std::fmt;
use std::mem::MaybeUninit;
use std::ops::Range;

use bytemuck::checked::CheckedCastError;
use bytemuck::{AnyBitPattern, CheckedBitPattern, NoUninit, PodCastError, TransparentWrapper, Zeroable};

use super::{Element, invalid};
use crate::error::Error;

/// Why bytes are no records of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CastError {
    /// The number of bytes is no multiple of the size of a record.
    Length {
        /// Size of one record, in bytes.
        itemsize: usize,
        /// How many bytes there are.
        bytes: usize,
    },
    /// The bytes start where no record of the type may.
    Alignment {
        /// The alignment of the type, in bytes.
        needed: usize,
        /// How many bytes behind a multiple of it the bytes start.
        off_by: usize,
    },
    /// Some rows are no values of the type: a bool of 2, a character beyond Unicode, an enum's gap.
    Value {
        /// How many such rows there are.
        rows: usize,
        /// The first of them, counted from zero.
        first: usize,
    },
}

/// Records over bytes, without a copy.
///
/// ```
/// use dtype_core::{Record, cast};
///
/// #[derive(Clone, Copy, Record)]
/// #[repr(C, packed)]
/// struct Event { time: u32, on: bool }
///
/// let events: &[Event] = cast(&[1, 0, 0, 0, 1, 2, 0, 0, 0, 0])?;
/// assert_eq!(events.len(), 2);
/// assert!(cast::<Event>(&[1, 0, 0, 0, 2]).is_err()); // 2 is no bool
/// # Ok::<(), dtype_core::CastError>(())
/// ```
///
/// Looks at every record first unless all bytes are values of the type: O(n).
///
/// # Errors
/// [`CastError`] if the length, the address or a value does not fit.
pub fn cast<R: Element>(bytes: &[u8]) -> Result<&[R], CastError> {
    if bytes.is_empty() {
        // No bytes lie nowhere, so their address does not matter.
        return Ok(&[]);
    }
    if R::ANY_BITS {
        // Nothing to look at: a file as large as it likes is cast at once, in builds without optimisation too.
        return match bytemuck::try_cast_slice::<u8, Any<R>>(bytes) {
            Ok(rows) => Ok(Any::peel_slice(rows)),
            Err(error) => Err(why::<R>(bytes, error.into())),
        };
    }
    match bytemuck::checked::try_cast_slice::<u8, Row<R>>(bytes) {
        Ok(rows) => Ok(Row::peel_slice(rows)),
        Err(error) => Err(why::<R>(bytes, error)),
    }
}

/// Records over bytes, to be written to, without a copy.
///
/// Only for records without padding: writing one that has it would put uninitialised bytes where others read.
///
/// ```
/// use dtype_core::cast_mut;
///
/// let mut bytes = vec![0; 16];
/// if let Ok(numbers) = cast_mut::<u32>(&mut bytes) {
///     numbers[1] = u32::MAX;
///     assert_eq!(bytes[4..8], [255; 4]);
/// }
/// ```
///
/// # Errors
/// As [`cast`].
pub fn cast_mut<R: Element>(bytes: &mut [u8]) -> Result<&mut [R], CastError> {
    const { assert!(R::NO_PADDING, "records with padding can't be borrowed mutably from bytes: use columns") };
    if bytes.is_empty() {
        return Ok(&mut []);
    }
    // Asked first, because a failed mutable cast does not give its bytes back to be looked at.
    cast::<R>(bytes)?;
    let length = CastError::Length { itemsize: size_of::<R>(), bytes: bytes.len() };
    if R::ANY_BITS {
        let rows = bytemuck::try_cast_slice_mut::<u8, Plain<R>>(bytes).map_err(|_| length)?;
        return Ok(Plain::peel_slice_mut(rows));
    }
    let rows = bytemuck::checked::try_cast_slice_mut::<u8, Solid<R>>(bytes).map_err(|_| length)?;
    Ok(Solid::peel_slice_mut(rows))
}

/// The bytes of records. Only for records without padding.
///
/// ```
/// assert_eq!(dtype_core::as_bytes(&[1u16.to_le()]), [1, 0]);
/// ```
pub fn as_bytes<R: Element>(records: &[R]) -> &[u8] {
    const { assert!(R::NO_PADDING, "the padding of these records is not initialised: use `npy::write_to`") };
    bytemuck::cast_slice::<Solid<R>, u8>(Solid::wrap_slice(records))
}

/// Writes the bytes of `values` into `out`, gaps as zeros.
///
/// # Panics
/// If `out` has not exactly the size of `values`.
pub(crate) fn copy_values<T: Element>(values: &[T], out: &mut [u8]) {
    assert_eq!(out.len(), size_of_val(values), "a byte of room for every byte");
    match solid_bytes(values) {
        Some(bytes) => out.copy_from_slice(bytes),
        None => copy_leaves(values, &T::DTYPE.runs(), out),
    }
}

/// Whether every byte of a `T` is initialised and belongs to a field of its dtype: nothing is left in gaps, nor in
/// fields that say they are gaps.
pub(crate) const fn is_solid<T: Element>() -> bool {
    T::NO_PADDING && T::DTYPE.is_gapless()
}

/// The bytes of values, if they are all of fields.
pub(crate) fn solid_bytes<T: Element>(values: &[T]) -> Option<&[u8]> {
    is_solid::<T>().then(|| bytemuck::cast_slice::<Solid<T>, u8>(Solid::wrap_slice(values)))
}

/// Writes the bytes of one value. See [`copy_values`].
pub(crate) fn write_value<T: Element>(value: T, out: &mut [u8]) {
    copy_values(&[value], out);
}

/// Writes the bytes in the leaves of every value, and zeros between them.
fn copy_leaves<T: Element>(values: &[T], runs: &[Range<usize>], out: &mut [u8]) {
    for (value, out) in values.iter().zip(out.chunks_exact_mut(size_of::<T>().max(1))) {
        let mut end = 0;
        for run in runs {
            out[end..run.start].fill(0);
            // SAFETY: `Element` 1: the runs are leaves of `T::DTYPE`, inside the value and initialised.
            let bytes = unsafe { initialised(value, run.clone()) };
            out[run.clone()].copy_from_slice(bytes);
            end = run.end;
        }
        out[end..].fill(0);
    }
}

/// Some bytes of a value.
///
/// # Safety
/// The bytes in `run` are inside of `T` and initialised.
unsafe fn initialised<T: Element>(value: &T, run: Range<usize>) -> &[u8] {
    // SAFETY: the run is inside the value.
    let start = unsafe { (&raw const *value).cast::<u8>().add(run.start) };
    // SAFETY: inside the borrowed value, initialised as the caller says, without interior mutability.
    unsafe { std::slice::from_raw_parts(start, run.len()) }
}

/// Says in numbers why a cast failed.
#[cold]
fn why<R: Element>(bytes: &[u8], error: CheckedCastError) -> CastError {
    let itemsize = size_of::<R>();
    let length = CastError::Length { itemsize, bytes: bytes.len() };
    if itemsize == 0 || !bytes.len().is_multiple_of(itemsize) {
        return length;
    }
    match error {
        CheckedCastError::InvalidBitPattern => {
            invalid::count::<R>(bytes.chunks_exact(itemsize)).map_or(length, |(error, _)| error)
        }
        CheckedCastError::PodCastError(PodCastError::TargetAlignmentGreaterAndInputNotAligned) => {
            let needed = align_of::<R>();
            CastError::Alignment { needed, off_by: bytes.as_ptr().addr() % needed }
        }
        CheckedCastError::PodCastError(_) => length,
    }
}

/// A record seen through its bytes, for bytemuck. Never leaves this file.
#[repr(transparent)]
#[derive(Clone, Copy)]
struct Row<R: Copy>(R);

/// The bytes of a [`Row`] before they have been looked at. Only ever made from `&[u8]`, so initialised.
#[repr(transparent)]
#[derive(Clone, Copy)]
struct Bits<R: Copy>(MaybeUninit<R>);

// SAFETY: zeros are a `MaybeUninit`, as all bytes are.
unsafe impl<R: Copy> Zeroable for Bits<R> {}
// SAFETY: any bytes are a `MaybeUninit`; `R` is `'static`, `Copy` and has no interior mutability (`Element` 5).
unsafe impl<R: Element> AnyBitPattern for Bits<R> {}
// SAFETY: `Row` is transparent.
unsafe impl<R: Copy> TransparentWrapper<R> for Row<R> {}

// SAFETY: `Row<R>` and `Bits<R>` both have the layout of `R`, and bytes that are valid are an `R` (`Element` 2).
unsafe impl<R: Element> CheckedBitPattern for Row<R> {
    type Bits = Bits<R>;

    #[inline]
    fn is_valid_bit_pattern(bits: &Bits<R>) -> bool {
        if R::ANY_BITS {
            return true;
        }
        // SAFETY: `Bits` are only made from bytes, which are initialised, and cover `size_of::<R>()` of them.
        let bytes = unsafe { std::slice::from_raw_parts((&raw const *bits).cast::<u8>(), size_of::<R>()) };
        R::is_valid(bytes)
    }
}

/// A record of which all bytes are a value. Only made in functions that have asked for `ANY_BITS`. Never leaves this file.
#[repr(transparent)]
#[derive(Clone, Copy)]
struct Any<R: Copy>(R);

// SAFETY: `Any` is transparent.
unsafe impl<R: Copy> TransparentWrapper<R> for Any<R> {}
// SAFETY: whoever makes one has asked for `ANY_BITS`, so zeros are an `R` (`Element` 3 and 2).
unsafe impl<R: Copy> Zeroable for Any<R> {}
// SAFETY: as above for all bytes; `R` is `Copy` and `'static` and has no interior mutability (`Element` 5).
unsafe impl<R: Element> AnyBitPattern for Any<R> {}

/// The same without padding. Only made in functions that have asked for `ANY_BITS` and `NO_PADDING`. Never leaves this file.
#[repr(transparent)]
#[derive(Clone, Copy)]
struct Plain<R: Copy>(R);

// SAFETY: `Plain` is transparent.
unsafe impl<R: Copy> TransparentWrapper<R> for Plain<R> {}
// SAFETY: as for `Any`.
unsafe impl<R: Copy> Zeroable for Plain<R> {}
// SAFETY: as for `Any`.
unsafe impl<R: Element> AnyBitPattern for Plain<R> {}
// SAFETY: whoever makes one has asserted `NO_PADDING`, so every byte is initialised (`Element` 4); the rest as for `Any`.
unsafe impl<R: Element> NoUninit for Plain<R> {}

/// A record without padding. Only made in functions that have asked for `NO_PADDING`. Never leaves this file.
#[repr(transparent)]
#[derive(Clone, Copy)]
struct Solid<R: Copy>(R);

// SAFETY: `Solid` is transparent.
unsafe impl<R: Copy> TransparentWrapper<R> for Solid<R> {}
// SAFETY: whoever makes one has asserted `NO_PADDING`, so every byte is initialised (`Element` 4); `R` is
// `Copy` and `'static` and has no interior mutability (`Element` 5).
unsafe impl<R: Element> NoUninit for Solid<R> {}

// SAFETY: as for `Row`.
unsafe impl<R: Element> CheckedBitPattern for Solid<R> {
    type Bits = Bits<R>;

    #[inline]
    fn is_valid_bit_pattern(bits: &Bits<R>) -> bool {
        Row::<R>::is_valid_bit_pattern(bits)
    }
}

impl fmt::Display for CastError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            CastError::Length { itemsize: 0, bytes } => {
                write!(f, "expected no bytes, as these records have none, found {bytes}")
            }
            CastError::Length { itemsize, bytes } => {
                write!(f, "expected a multiple of {itemsize} bytes, the size of a record, found {bytes}")
            }
            CastError::Alignment { needed, off_by } => {
                write!(
                    f,
                    "expected an address that is a multiple of {needed} bytes, found one that is {off_by} more than such"
                )
            }
            CastError::Value { rows: 1, first } => write!(f, "record {first} holds no value of its type"),
            CastError::Value { rows, first } => {
                write!(f, "{rows} records hold no value of their type, the first is record {first}")
            }
        }
    }
}

impl std::error::Error for CastError {}

impl From<CastError> for Error {
    fn from(error: CastError) -> Error {
        Error::cast(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_misalignment_and_truncation() {
        let store = [7u64; 4];
        let bytes = as_bytes(&store);
        for start in 0..=16 {
            for end in start..=bytes.len() {
                let cut = &bytes[start..end];
                match cast::<u32>(cut) {
                    Ok(numbers) => assert_eq!(numbers.len() * 4, cut.len()),
                    Err(CastError::Length { itemsize: 4, bytes }) => assert_ne!(bytes % 4, 0),
                    Err(CastError::Alignment { needed: 4, off_by }) => assert_eq!(off_by, start % 4),
                    Err(other) => panic!("{other}"),
                }
            }
        }
    }

    #[test]
    fn counts_what_is_no_value() {
        assert_eq!(cast::<bool>(&[0, 1, 1]), Ok(&[false, true, true][..]));
        assert_eq!(cast::<bool>(&[0, 2, 1, 3]), Err(CastError::Value { rows: 2, first: 1 }));
        assert_eq!(cast_mut::<bool>(&mut [0, 2]), Err(CastError::Value { rows: 1, first: 1 }));
    }

    #[test]
    fn no_bytes_are_no_records() {
        assert_eq!(cast::<[u8; 4]>(&[]), Ok(&[][..]));
        assert_eq!(cast::<u64>(&[]), Ok(&[][..]));
        assert_eq!(cast_mut::<u64>(&mut []), Ok(&mut [][..]));
        assert_eq!(cast::<[u8; 0]>(&[1]), Err(CastError::Length { itemsize: 0, bytes: 1 }));
    }

    #[test]
    fn values_without_padding_are_copied_whole() {
        let mut out = [0; 4];
        copy_values(&[1u16.to_le(), 2u16.to_le()], &mut out);
        assert_eq!(out, [1, 0, 2, 0]);
        write_value(true, &mut out[..1]);
        assert_eq!(out[0], 1);
    }
}
