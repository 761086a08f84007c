//! Where the least and the greatest text is. Text has an order, and no other statistic.

use std::cmp::Ordering;

use crate::dtype::{ByteOrder, Scalar, ScalarKind};
use crate::strided::Bytes;

/// Position of the first least text, compared as bytes (`S`) or code points (`U`). `None` of none.
///
/// Trailing NULs are no part of a text; as the least of all bytes, they need no care.
pub(super) fn argmin(texts: &Bytes<'_>, scalar: Scalar) -> Option<usize> {
    first(texts, scalar, Ordering::Less)
}

/// Position of the first greatest text. `None` of none.
pub(super) fn argmax(texts: &Bytes<'_>, scalar: Scalar) -> Option<usize> {
    first(texts, scalar, Ordering::Greater)
}

/// The first position whose text is `better` than all before it.
fn first(texts: &Bytes<'_>, scalar: Scalar, better: Ordering) -> Option<usize> {
    let mut best = texts.at(0)?;
    if best.is_empty() {
        // So are all of them, and a file may claim any number of texts without bytes.
        return Some(0);
    }
    let mut position = 0;
    for i in 1..texts.count() {
        let text = texts.at(i)?;
        if compare(text, best, scalar) == better {
            (best, position) = (text, i);
        }
    }
    Some(position)
}

pub(super) fn compare(a: &[u8], b: &[u8], scalar: Scalar) -> Ordering {
    match (scalar.kind(), scalar.byte_order()) {
        (ScalarKind::Str(_), ByteOrder::Big) => {
            points(a, u32::from_be_bytes).cmp(points(b, u32::from_be_bytes))
        }
        (ScalarKind::Str(_), _) => points(a, u32::from_le_bytes).cmp(points(b, u32::from_le_bytes)),
        _ => a.cmp(b),
    }
}

fn points(text: &[u8], point: impl Fn([u8; 4]) -> u32) -> impl Iterator<Item = u32> {
    text.as_chunks().0.iter().map(move |&bytes| point(bytes))
}
