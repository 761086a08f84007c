//! Records put together from parts of other records: the engine of appending, merging, stacking and joining.
//!
//! A part is a field, or several that lie side by side, of records elsewhere. For a block of records that stays in the
//! first-level cache, one part after the other is moved; so every byte travels from and to memory once.

use crate::convert::select::{Mover, Rows, with_mover};
use crate::threads;

/// In place of a position: there is no record.
pub(super) const NONE: usize = usize::MAX;

/// Bytes of a block of records that are put together.
const BLOCK: usize = 16 << 10;

/// Blocks of one piece of work.
const BLOCKS: usize = 64;

/// Records of which every part comes from somewhere.
pub(super) struct Assembly<'a> {
    /// Size of a record, in bytes.
    size: usize,
    parts: Vec<Part<'a>>,
}

struct Part<'a> {
    /// Where it goes in the record, in bytes.
    to: usize,
    from: From<'a>,
}

enum From<'a> {
    /// The record of the same position, or of the one that the list has there; [`NONE`] leaves the bytes as they are.
    Rows(Rows<'a>, Option<&'a [usize]>),
    /// The same in every record; if there is a list, where that has [`NONE`].
    Fill(Box<[u8]>, Option<&'a [usize]>),
}

impl<'a> Assembly<'a> {
    pub(super) fn new(size: usize) -> Assembly<'a> {
        Assembly { size, parts: Vec::new() }
    }

    /// Puts records to byte `to`: all of them, or those of which `positions` tells the positions.
    pub(super) fn rows(&mut self, to: usize, rows: Rows<'a>, positions: Option<&'a [usize]>) {
        if rows.size() > 0 {
            self.parts.push(Part { to, from: From::Rows(rows, positions) });
        }
    }

    /// Puts bytes to byte `to` of every record, or of those for which `positions` has none.
    pub(super) fn fill(&mut self, to: usize, bytes: &[u8], positions: Option<&'a [usize]>) {
        // What is put together is zero at first.
        if bytes.iter().any(|&byte| byte != 0) {
            self.parts.push(Part { to, from: From::Fill(bytes.into(), positions) });
        }
    }

    /// Writes all records. `out` is zero, and as long as they are.
    pub(super) fn run(&self, out: &mut [u8]) {
        if self.size == 0 {
            return;
        }
        let block = (BLOCK / self.size).max(1);
        let bytes = out.len();
        threads::map(out.chunks_mut(block * BLOCKS * self.size).enumerate(), bytes, |(i, out)| {
            for (j, out) in out.chunks_mut(block * self.size).enumerate() {
                let start = (i * BLOCKS + j) * block;
                self.parts.iter().for_each(|part| part.run(start, out, self.size));
            }
        });
    }
}

impl Part<'_> {
    /// Writes it to the records from `start` on.
    fn run(&self, start: usize, out: &mut [u8], size: usize) {
        let count = out.len() / size;
        match &self.from {
            From::Rows(rows, None) => {
                with_mover!(rows.size(), mover => each(mover, rows, start..start + count, self.to, out, size));
            }
            From::Rows(rows, Some(positions)) => {
                let positions = positions[start..start + count].iter().copied();
                with_mover!(rows.size(), mover => each(mover, rows, positions, self.to, out, size));
            }
            From::Fill(bytes, positions) => {
                for (i, record) in out.chunks_exact_mut(size).enumerate() {
                    if positions.is_none_or(|positions| positions[start + i] == NONE) {
                        record[self.to..self.to + bytes.len()].copy_from_slice(bytes);
                    }
                }
            }
        }
    }
}

#[inline(always)]
fn each<M: Mover>(
    mover: M,
    rows: &Rows<'_>,
    positions: impl Iterator<Item = usize>,
    to: usize,
    out: &mut [u8],
    size: usize,
) {
    let len = rows.size();
    for (position, record) in positions.zip(out.chunks_exact_mut(size)) {
        if position != NONE {
            rows.copy_with(mover, position, &mut record[to..to + len]);
        }
    }
}
