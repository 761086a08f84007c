//! The numbers of a column that lie far apart, side by side: who needs them twice goes through the records once, and takes
//! them along.

use super::any::{Ends, numbers_of};
use crate::buffer::Buffer;
use crate::dtype::{DType, Scalar, ScalarKind};
use crate::error::Result;
use crate::lanes::BLOCK;
use crate::stats::engine::{Part, RANGE};
use crate::stats::extrema::Extrema;
use crate::stats::kind::{Class, Floats, Kind, Narrow, Signed, Unsigned};
use crate::stats::reduce::Numbers;
use crate::stats::tree::Combine;
use crate::threads;
use crate::view::RecordView;

/// Bytes of a number here.
const SIZE: usize = 8;

/// Numbers held, and their ends.
pub(super) struct Held {
    buffer: Buffer,
    dtype: DType,
    pub(super) ends: Ends,
}

impl Held {
    /// The numbers of a column, if it is worth to hold them.
    pub(super) fn of(numbers: &Numbers<'_>) -> Option<Held> {
        if !numbers.is_worth_holding() {
            return None;
        }
        match numbers.class() {
            Class::Floats => hold::<Floats>(numbers, ScalarKind::Float64, f64::to_ne_bytes),
            Class::Narrow => hold::<Narrow>(numbers, ScalarKind::Float64, f64::to_ne_bytes),
            Class::Signed => hold::<Signed>(numbers, ScalarKind::Int64, i64::to_ne_bytes),
            Class::Unsigned => {
                hold::<Unsigned>(numbers, ScalarKind::UInt64, |n| (n ^ i64::MIN).to_ne_bytes())
            }
            _ => None,
        }
    }

    /// Calls `see` with the numbers.
    pub(super) fn see<T>(&self, see: impl FnOnce(&Numbers<'_>) -> Result<T>) -> Result<T> {
        let view = RecordView::new(&self.buffer, &self.dtype)?;
        let column = view.any_column([])?;
        see(&numbers_of(&column)?.0)
    }
}

/// Numbers with the bytes that each has here. `None` if there is no memory for them.
fn hold<K: Kind>(
    numbers: &Numbers<'_>,
    kind: ScalarKind,
    bytes: impl Fn(K::Lane) -> [u8; SIZE] + Sync,
) -> Option<Held> {
    let count = numbers.bytes().count();
    let mut buffer = Buffer::zeroed(count * SIZE).ok()?;
    let work = |(i, out): (usize, &mut [u8])| {
        let mut from = numbers.bytes().gather(numbers.format());
        from.skip(i * RANGE);
        let (mut part, mut room) = (Part::<K::Lane, Extrema<K::Lane>>::default(), [K::ZERO; BLOCK]);
        for out in out.chunks_mut(BLOCK * SIZE) {
            let block = from.next(out.len() / SIZE, &mut room);
            part.insert(block, K::NAN);
            let (out, _) = out.as_chunks_mut::<SIZE>();
            out.iter_mut().zip(block).for_each(|(out, &number)| *out = bytes(number));
        }
        part
    };
    let parts = threads::map(buffer.chunks_mut(RANGE * SIZE).enumerate(), count * SIZE, work);
    let mut all = Part::default();
    parts.into_iter().for_each(|part| all.combine(part));
    Some(Held { buffer, dtype: DType::scalar(Scalar::native(kind)), ends: Ends::of::<K>(&all) })
}
