//! From records to columns: the fields that have no fields of their own, and how they get out of the records.

use super::super::kernel;
use super::super::step::Axis;
use crate::convert::select::{Rows, with_mover};
use crate::shape::Dims;
use crate::strided::Items;
use crate::threads;
use crate::view::RecordView;

/// Bytes of a block of records: what is read for one column is in the first-level cache for the next.
const BLOCK: usize = 4 << 10;

/// Records of one piece of work.
const RANGE: usize = 1 << 15;

/// A field without fields of its own.
pub(super) struct Leaf<'a> {
    /// Names from the outside in, dotted.
    pub(super) name: String,
    /// Where the first element of it lies in the record, in bytes.
    pub(super) offset: usize,
    /// The sub-arrays of records around it.
    pub(super) axes: Dims,
    pub(super) items: Items<'a>,
}

impl Leaf<'_> {
    /// How many there are in each record.
    fn elements(&self) -> usize {
        self.axes.count().unwrap_or(0)
    }
}

/// The leaves of the records of a view, in the order of the fields.
pub(super) fn leaves<'a>(view: &RecordView<'a>) -> Vec<Leaf<'a>> {
    leaves_of(view.items(), view.items().dims().len(), "")
}

/// The same of items of which the first `lead` axes count records, below a name.
pub(super) fn leaves_of<'a>(items: &Items<'a>, lead: usize, name: &str) -> Vec<Leaf<'a>> {
    let mut leaves = Vec::new();
    push(items, lead, name, 0, &mut leaves);
    leaves
}

fn push<'a>(items: &Items<'a>, lead: usize, name: &str, offset: usize, leaves: &mut Vec<Leaf<'a>>) {
    let Some(fields) = items.dtype().flattened().0.fields() else {
        let (name, axes, items) = (name.to_owned(), Dims::new(&items.dims()[lead..]), items.clone());
        leaves.push(Leaf { name, offset, axes, items });
        return;
    };
    for (i, field) in fields.iter().enumerate() {
        let Some(inner) = items.nth_field(i) else { continue };
        let dot = if name.is_empty() { "" } else { "." };
        push(&inner, lead, &format!("{name}{dot}{}", field.name()), offset + field.offset(), leaves);
    }
}

/// Copies each leaf to the one of `columns` at its place, which has just room for it.
pub(super) fn fill(view: &RecordView<'_>, leaves: &[Leaf<'_>], columns: Vec<&mut [u8]>) {
    let rows = Rows::new(view);
    let count = rows.count();
    // By ranges of records, then by columns.
    let mut pieces: Vec<Vec<&mut [u8]>> = (0..count.div_ceil(RANGE)).map(|_| Vec::new()).collect();
    for (leaf, column) in leaves.iter().zip(columns) {
        let size = leaf.items.dtype().itemsize() * leaf.elements();
        let mut rest = column;
        for (i, piece) in pieces.iter_mut().enumerate() {
            let (out, behind) = rest.split_at_mut(size * RANGE.min(count - i * RANGE));
            piece.push(out);
            rest = behind;
        }
    }
    let bytes = count.saturating_mul(rows.size());
    threads::map(pieces.into_iter().enumerate(), bytes, |(i, columns)| {
        let start = i * RANGE;
        fill_range(&rows, leaves, start, RANGE.min(count - start), columns);
    });
}

/// Copies the leaves of some records, a block at a time.
fn fill_range(rows: &Rows<'_>, leaves: &[Leaf<'_>], start: usize, count: usize, mut columns: Vec<&mut [u8]>) {
    let block = (BLOCK / rows.size().max(1)).max(1);
    let values: Vec<Rows<'_>> = leaves.iter().map(|leaf| Rows::of(&leaf.items)).collect();
    for at in (0..count).step_by(block) {
        let len = block.min(count - at);
        for ((leaf, values), column) in leaves.iter().zip(&values).zip(&mut columns) {
            let size = leaf.items.dtype().itemsize() * leaf.elements();
            if size > 0 {
                let out = &mut column[at * size..][..len * size];
                match rows.dense() {
                    Some(all) => from_dense(leaf, &all[(start + at) * rows.size()..], rows.size(), len, out),
                    None => from_anywhere(values, (start + at) * leaf.elements(), out),
                }
            }
        }
    }
}

fn from_dense(leaf: &Leaf<'_>, records: &[u8], record_size: usize, count: usize, out: &mut [u8]) {
    let run = leaf.items.dtype().itemsize();
    let elements = leaf.elements();
    let axis = Axis { count, from: record_size, to: run * elements };
    for element in 0..elements {
        // Inside of a record, so it is no less than zero.
        let from = leaf.offset + leaf.axes.offset_of(element) as usize;
        kernel::copy(axis, run, &records[from..], &mut out[element * run..]);
    }
}

fn from_anywhere(values: &Rows<'_>, first: usize, out: &mut [u8]) {
    with_mover!(values.size(), mover => values.copy_run(mover, first, out));
}
