//! Memory that we own: aligned for vector instructions, zeroed, and asked to lie in huge pages.
//!
//! Filling fresh memory is bound by page faults, not by copying: with pages of 2 MiB there are 512 times fewer
//! of them. So large blocks ask for such pages before they are touched (Linux; elsewhere nothing happens).
//!
//! B1. `len` bytes from `ptr` on lie in one allocation of `layout`, are initialised, and are ours alone.
//! B2. A `Vec<R>` gets its length only after its bytes have been found to be values of `R`.
#![allow(unsafe_code, reason = "allocates memory, and turns bytes that were looked at into records")]

use std::alloc::{Layout, alloc_zeroed, dealloc};
use std::io;
use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;

use crate::error::{Error, Result};
use crate::record::{Element, check_rows};

/// Alignment of small blocks, in bytes: one cache line, and the widest vector register.
pub(crate) const ALIGNMENT: usize = 64;

/// Size and alignment of a huge page, in bytes.
const HUGE_PAGE: usize = 2 << 20;

/// Bytes that we own, zero at first. The first one is at a multiple of 64 bytes, or of 2 MiB in large blocks.
pub(crate) struct Buffer {
    ptr: NonNull<u8>,
    len: usize,
    block: NonNull<u8>,
    layout: Layout,
}

impl Buffer {
    /// So many zeros.
    ///
    /// # Errors
    /// [`Io`](crate::ErrorKind::Io) if there is not so much memory.
    pub(crate) fn zeroed(len: usize) -> Result<Buffer> {
        let align = if len >= HUGE_PAGE { HUGE_PAGE } else { ALIGNMENT };
        // The allocator clears what it aligns itself, and would touch every page before the advice. So the
        // block has the least alignment, and room to find the right address in it.
        let layout = len.checked_add(align).and_then(|size| Layout::from_size_align(size, 1).ok());
        let layout = layout.ok_or_else(|| no_memory(len))?;
        let block = zeroed_block(layout)?;
        let skip = block.as_ptr().align_offset(align);
        // SAFETY: less than `align` bytes ahead, which the block has beyond `len`.
        let ptr = unsafe { block.add(skip.min(align - 1)) };
        let mut buffer = Buffer { ptr, len, block, layout };
        advise_huge_pages(&mut buffer);
        Ok(buffer)
    }

    /// The same bytes with zeros behind them.
    pub(crate) fn grow(&mut self, len: usize) -> Result<()> {
        let mut larger = Buffer::zeroed(len)?;
        let kept = self.len.min(len);
        larger[..kept].copy_from_slice(&self[..kept]);
        *self = larger;
        Ok(())
    }
}

impl Deref for Buffer {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        // SAFETY: B1.
        unsafe { std::slice::from_raw_parts(self.ptr.as_ptr(), self.len) }
    }
}

impl DerefMut for Buffer {
    fn deref_mut(&mut self) -> &mut [u8] {
        // SAFETY: B1, and `&mut self`.
        unsafe { std::slice::from_raw_parts_mut(self.ptr.as_ptr(), self.len) }
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        // SAFETY: B1: allocated with this layout, and nobody has it any more.
        unsafe { dealloc(self.block.as_ptr(), self.layout) }
    }
}

// SAFETY: it owns plain bytes.
unsafe impl Send for Buffer {}
// SAFETY: shared, it only reads.
unsafe impl Sync for Buffer {}

/// A vector of `count` records whose bytes `fill` writes; they are zero at first.
///
/// # Errors
/// What `fill` returns; [`Cast`](crate::ErrorKind::Cast) if a record is no value of `R` then;
/// [`Io`](crate::ErrorKind::Io) if there is not so much memory.
pub(crate) fn filled<R: Element>(count: usize, fill: impl FnOnce(&mut [u8]) -> Result<()>) -> Result<Vec<R>> {
    let layout = Layout::array::<R>(count).map_err(|_| no_memory(usize::MAX))?;
    let mut records = if layout.size() == 0 {
        Vec::new()
    } else {
        let block = zeroed_block(layout)?;
        // SAFETY: allocated with the layout of `count` records, and nobody else has it; no record in it yet.
        unsafe { Vec::from_raw_parts(block.as_ptr().cast::<R>(), 0, count) }
    };
    // SAFETY: the block has just been zeroed.
    let bytes = unsafe { capacity_as_bytes(&mut records, layout.size()) };
    advise_huge_pages(bytes);
    fill(bytes)?;
    check::<R>(bytes)?;
    // SAFETY: B2: `count` records have been filled and looked at; of zero-size ones no byte is missing.
    unsafe { records.set_len(count) };
    Ok(records)
}

/// The same in a vector that is there already, whose memory is used again if it suffices. After an error the
/// vector is empty.
///
/// # Errors
/// As [`filled`].
pub(crate) fn refill<R: Element>(
    records: &mut Vec<R>,
    count: usize,
    fill: impl FnOnce(&mut [u8]) -> Result<()>,
) -> Result<()> {
    let size = size_of::<R>();
    let initialised = if R::NO_PADDING { records.len().min(count) * size } else { 0 };
    records.clear();
    if records.capacity() < count || size == 0 {
        // The old block goes first, so that the two are not held together.
        *records = Vec::new();
        *records = filled(count, fill)?;
        return Ok(());
    }
    let start = records.as_mut_ptr().cast::<u8>();
    // SAFETY: the capacity holds `count` records.
    let behind = unsafe { start.add(initialised) };
    // SAFETY: as above; what comes before was initialised by the records that were there.
    unsafe { behind.write_bytes(0, count * size - initialised) };
    // SAFETY: all of these bytes are initialised now.
    let bytes = unsafe { capacity_as_bytes(records, count * size) };
    fill(bytes)?;
    check::<R>(bytes)?;
    // SAFETY: B2.
    unsafe { records.set_len(count) };
    Ok(())
}

/// The first bytes of a vector's capacity.
///
/// # Safety
/// The capacity has so many bytes, and they are initialised.
unsafe fn capacity_as_bytes<R>(records: &mut Vec<R>, len: usize) -> &mut [u8] {
    // SAFETY: as the caller says; borrowed as long as the vector is.
    unsafe { std::slice::from_raw_parts_mut(records.as_mut_ptr().cast::<u8>(), len) }
}

fn check<R: Element>(bytes: &[u8]) -> Result<()> {
    if R::ANY_BITS {
        return Ok(());
    }
    // Records without bytes have one value, or `is_valid` says that they have none.
    check_rows::<R>(bytes.chunks_exact(size_of::<R>().max(1)))
}

fn zeroed_block(layout: Layout) -> Result<NonNull<u8>> {
    // SAFETY: the layout is not empty: the callers add to it or have asked.
    NonNull::new(unsafe { alloc_zeroed(layout) }).ok_or_else(|| no_memory(layout.size()))
}

#[cold]
fn no_memory(bytes: usize) -> Error {
    Error::io(&format!("cannot allocate {bytes} bytes"), io::Error::from(io::ErrorKind::OutOfMemory))
}

/// Asks for huge pages under the 2 MiB-aligned part of a block that has not been touched yet.
fn advise_huge_pages(bytes: &mut [u8]) {
    #[cfg(target_os = "linux")]
    {
        let start = bytes.as_ptr().align_offset(HUGE_PAGE);
        let Some(rest) = bytes.len().checked_sub(start) else { return };
        let inside = rest & !(HUGE_PAGE - 1);
        if inside > 0 {
            let interior = bytes[start..start + inside].as_mut_ptr();
            // SAFETY: whole pages of our own memory; the advice changes no byte, and a refusal changes nothing.
            unsafe { libc::madvise(interior.cast(), inside, libc::MADV_HUGEPAGE) };
        }
    }
    #[cfg(not(target_os = "linux"))]
    let _ = bytes;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_aligned_and_zero() {
        for len in [0, 1, 63, 4096, HUGE_PAGE, HUGE_PAGE + 5] {
            let buffer = Buffer::zeroed(len).unwrap();
            let align = if len >= HUGE_PAGE { HUGE_PAGE } else { ALIGNMENT };
            assert_eq!(buffer.as_ptr().addr() % align, 0);
            assert_eq!(buffer.len(), len);
            assert!(buffer.iter().all(|&byte| byte == 0));
        }
        assert!(Buffer::zeroed(usize::MAX).is_err());
    }

    #[test]
    fn growing_keeps_the_bytes() {
        let mut buffer = Buffer::zeroed(3).unwrap();
        buffer.copy_from_slice(&[1, 2, 3]);
        buffer.grow(5).unwrap();
        assert_eq!(*buffer, [1, 2, 3, 0, 0]);
    }

    #[test]
    fn vectors_are_filled_looked_at_and_used_again() {
        let mut numbers = filled::<u16>(2, |bytes| {
            assert_eq!(bytes, [0; 4]);
            bytes.copy_from_slice(&[1, 1, 2, 2]);
            Ok(())
        })
        .unwrap();
        assert_eq!(numbers, [0x0101, 0x0202]);
        let block = numbers.as_ptr();
        refill(&mut numbers, 1, |bytes| {
            bytes.fill(3);
            Ok(())
        })
        .unwrap();
        assert_eq!((numbers.as_slice(), numbers.as_ptr()), (&[0x0303][..], block));

        assert!(
            filled::<bool>(1, |bytes| {
                bytes[0] = 2;
                Ok(())
            })
            .is_err()
        );
        assert!(refill(&mut numbers, 9, |_| Err(Error::format("no"))).is_err());
        assert!(numbers.is_empty());
        assert_eq!(filled::<[u8; 0]>(3, |_| Ok(())).unwrap().len(), 3);
        assert!(filled::<u64>(usize::MAX, |_| Ok(())).is_err());
    }
}
