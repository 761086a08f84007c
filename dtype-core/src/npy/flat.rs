//! Statistics of items in the order in which they lie, a block at a time.

use std::io::Read;

use super::contents::Contents;
use super::source::Source;
use crate::buffer::Buffer;
use crate::error::Result;
use crate::int;
use crate::stats::Inserts;
use crate::view::RecordView;

/// How many bytes are held at a time: they are still in the second cache when they are looked at.
pub(super) const BLOCK: usize = 1 << 20;

/// Inserts the items that come next and are the last `left` ones of an array.
pub(super) fn insert(
    into: &mut impl Inserts,
    source: &mut Source<impl Read>,
    contents: &Contents<'_>,
    mut left: usize,
) -> Result<()> {
    let itemsize = contents.dtype.itemsize();
    let step = (BLOCK / itemsize.max(1)).clamp(1, left.max(1));
    // Items larger than a block may be only promised.
    let mut block = Buffer::zeroed(if itemsize > BLOCK { 0 } else { step * itemsize })?;
    let cut = |source: &Source<_>, left: usize, filled: usize| {
        let before = (contents.len() - left) * itemsize;
        contents.cut(int::to_u64(before + filled)).at(source.position())
    };
    while left > 0 {
        // Items without bytes are counted, and cost nothing.
        let count = if itemsize == 0 { left } else { step.min(left) };
        let size = count * itemsize;
        let filled = if size <= block.len() {
            source.fill(&mut block[..size])?
        } else {
            block = match source.buffer(size)? {
                Ok(item) => item,
                Err(filled) => return Err(cut(source, left, filled)),
            };
            size
        };
        if filled < size {
            return Err(cut(source, left, filled));
        }
        let bytes = &block[..size];
        into.insert(&RecordView::with_shape(bytes, contents.dtype, 0, &[count], false)?)?;
        left -= count;
    }
    Ok(())
}
