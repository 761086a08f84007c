//! The bytes of whole records, one record at a time, wherever they lie.

use super::mover::{Any, Mover};
use crate::shape::Dims;
use crate::strided::{Bytes, Items};
use crate::view::RecordView;

/// The records of a view, in C order.
pub(crate) struct Rows<'a> {
    size: usize,
    count: usize,
    form: Form<'a>,
}

enum Form<'a> {
    /// One right behind the other.
    Dense(&'a [u8]),
    /// All bytes of each, somewhere.
    Whole(Bytes<'a>),
    /// Over a slice of records with gaps: only what lies between those.
    Parts(Vec<Part<'a>>),
}

/// A part of every record that has no gaps.
struct Part<'a> {
    /// Where the first element of it lies in the record, in bytes.
    offset: usize,
    /// The sub-arrays of records around it.
    axes: Dims,
    elements: usize,
    bytes: Bytes<'a>,
}

impl<'a> Rows<'a> {
    pub(crate) fn new(view: &RecordView<'a>) -> Rows<'a> {
        Rows::of(view.items())
    }

    /// Of items, each of which is a record.
    pub(crate) fn of(items: &Items<'a>) -> Rows<'a> {
        let form = match (items.contiguous(), items.bytes()) {
            (Some(bytes), _) => Form::Dense(bytes),
            (None, Some(bytes)) => Form::Whole(bytes),
            (None, None) => {
                let mut parts = Vec::new();
                push_parts(items, 0, items.dims().len(), &mut parts);
                Form::Parts(parts)
            }
        };
        Rows { size: items.dtype().itemsize(), count: items.count(), form }
    }

    /// How many records there are.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// Size of a record in bytes.
    pub(crate) fn size(&self) -> usize {
        self.size
    }

    /// All records, if they lie one right behind the other and are initialised throughout.
    pub(crate) fn dense(&self) -> Option<&'a [u8]> {
        match self.form {
            Form::Dense(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// Copies a record that exists to `out`, which is zero and as large. Gaps that may not be read stay zero.
    pub(crate) fn copy(&self, record: usize, out: &mut [u8]) {
        self.copy_with(Any, record, out);
    }

    /// The same with the mover for the size of a record.
    #[inline(always)]
    pub(crate) fn copy_with<M: Mover>(&self, mover: M, record: usize, out: &mut [u8]) {
        match &self.form {
            Form::Dense(bytes) => mover.copy(&bytes[record * self.size..][..self.size], out),
            Form::Whole(bytes) => mover.copy(bytes.at(record).unwrap_or_default(), out),
            Form::Parts(parts) => copy_parts(parts, record, out),
        }
    }

    /// Records from one on, one right behind the other, in `out`, which is zero and has room for whole ones.
    #[inline(always)]
    pub(crate) fn copy_run<M: Mover>(&self, mover: M, first: usize, out: &mut [u8]) {
        let all = out.chunks_exact_mut(self.size.max(1));
        match &self.form {
            Form::Dense(bytes) => out.copy_from_slice(&bytes[first * self.size..][..out.len()]),
            // The loop has one form throughout.
            Form::Whole(bytes) => {
                all.zip(first..).for_each(|(out, at)| mover.copy(bytes.at(at).unwrap_or_default(), out));
            }
            Form::Parts(parts) => all.zip(first..).for_each(|(out, at)| copy_parts(parts, at, out)),
        }
    }

    /// The records one right behind the other, in `out`, which is zero. Gaps that may not be read stay so.
    pub(crate) fn copy_all(&self, out: &mut [u8]) {
        match &self.form {
            Form::Dense(bytes) => out.copy_from_slice(bytes),
            _ => out.chunks_exact_mut(self.size.max(1)).enumerate().for_each(|(i, out)| self.copy(i, out)),
        }
    }
}

#[inline(never)]
fn copy_parts(parts: &[Part<'_>], record: usize, out: &mut [u8]) {
    for part in parts {
        for element in 0..part.elements {
            let bytes = part.bytes.at(record * part.elements + element).unwrap_or_default();
            // Inside of a record, so it is no less than zero.
            let at = part.offset + part.axes.offset_of(element) as usize;
            out[at..at + bytes.len()].copy_from_slice(bytes);
        }
    }
}

fn push_parts<'a>(items: &Items<'a>, offset: usize, lead: usize, parts: &mut Vec<Part<'a>>) {
    if let Some(bytes) = items.bytes() {
        let axes = Dims::new(&items.dims()[lead..]);
        let elements = axes.count().unwrap_or(0);
        parts.push(Part { offset, axes, elements, bytes });
        return;
    }
    let Some(fields) = items.dtype().flattened().0.fields() else { return };
    for (i, field) in fields.iter().enumerate() {
        if let Some(inner) = items.nth_field(i) {
            push_parts(&inner, offset + field.offset(), lead, parts);
        }
    }
}
