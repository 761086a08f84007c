//! A record cut into pieces: every field, element of an array of records and gap, with its bytes.
//!
//! Bytes from files may claim records of any size, so the middle of a long array of records is one piece.

use std::ops::Range;

use dtype_core::DType;

/// Beyond so many, arrays of records are not taken apart at all.
const LIMIT: usize = 1 << 16;

/// What some bytes of a record are.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// A field without fields of its own, and whether it is off the grid of its alignment.
    Field { dtype: DType, unaligned: bool },
    /// Bytes of no field.
    Padding,
    /// So many elements of an array of records, which are not taken apart.
    More(usize),
}

/// Some bytes of a record.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Piece {
    /// In bytes from the start of the record.
    pub(crate) bytes: Range<usize>,
    /// The record in it that it belongs to: a path, or nothing.
    pub(crate) group: String,
    /// Its name in that.
    pub(crate) name: String,
    pub(crate) kind: Kind,
}

impl Piece {
    /// Its path as `-c` takes it.
    pub(crate) fn path(&self) -> String {
        match (self.group.is_empty(), self.name.is_empty()) {
            (false, false) => format!("{}.{}", self.group, self.name),
            (false, true) => self.group.clone(),
            (true, _) => self.name.clone(),
        }
    }

    pub(crate) fn is_padding(&self) -> bool {
        self.kind == Kind::Padding
    }
}

/// The pieces of a record in the order of their offsets. Of an array of records, the elements beyond `most` are one piece.
pub(crate) fn pieces(dtype: &DType, most: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    cut(dtype, 0, "", "", most, &mut pieces);
    pieces.sort_by_key(|piece| (piece.bytes.start, piece.is_padding()));
    pieces
}

fn cut(dtype: &DType, start: usize, group: &str, name: &str, most: usize, pieces: &mut Vec<Piece>) {
    let (base, shape) = dtype.flattened();
    let itemsize = base.itemsize();
    let path = match (group.is_empty(), name.is_empty()) {
        (false, false) => format!("{group}.{name}"),
        _ => format!("{group}{name}"),
    };
    let Some(fields) = base.fields() else {
        let unaligned = !start.is_multiple_of(base.alignment());
        pieces.push(Piece {
            bytes: start..start + dtype.itemsize(),
            group: group.to_owned(),
            name: name.to_owned(),
            kind: Kind::Field { dtype: dtype.clone(), unaligned },
        });
        return;
    };
    let count = shape.iter().fold(1usize, |count, &len| count.saturating_mul(len));
    let most = if pieces.len() > LIMIT { 0 } else { most };
    for element in 0..count.min(most) {
        let (at, mut end) = (start + element * itemsize, 0);
        let path = format!("{path}{}", index(element, &shape));
        let mut order: Vec<_> = fields.iter().collect();
        order.sort_by_key(|field| field.offset());
        let gap = |bytes: Range<usize>, pieces: &mut Vec<Piece>| {
            let bytes = at + bytes.start..at + bytes.end;
            pieces.push(Piece { bytes, group: path.clone(), name: String::new(), kind: Kind::Padding });
        };
        for field in order {
            if field.offset() > end && field.dtype().itemsize() > 0 {
                gap(end..field.offset(), pieces);
            }
            cut(field.dtype(), at + field.offset(), &path, field.name(), most, pieces);
            end = end.max(field.offset() + field.dtype().itemsize());
        }
        if end < itemsize {
            gap(end..itemsize, pieces);
        }
    }
    if count > most {
        pieces.push(Piece {
            bytes: start + most * itemsize..start + dtype.itemsize(),
            group: path,
            name: String::new(),
            kind: Kind::More(count - most),
        });
    }
}

/// The place of an element in C order, in brackets.
fn index(element: usize, shape: &[usize]) -> String {
    let mut rest = element;
    let mut places: Vec<String> = Vec::with_capacity(shape.len());
    for &len in shape.iter().rev() {
        places.push(format!("[{}]", rest % len.max(1)));
        rest /= len.max(1);
    }
    places.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, most: usize) -> Vec<String> {
        let pieces = pieces(&text.parse().unwrap(), most);
        let show = |piece: &Piece| {
            let kind = match &piece.kind {
                Kind::Field { unaligned: true, .. } => "!",
                Kind::Field { .. } => "",
                Kind::Padding => "~",
                Kind::More(_) => "+",
            };
            format!("{}..{} {}{kind}", piece.bytes.start, piece.bytes.end, piece.path())
        };
        pieces.iter().map(show).collect()
    }

    #[test]
    fn fields_gaps_and_elements() {
        let text = "[('a', 'u1'), ('q', [('x', '<u2'), ('', 'V1')], (2, 2)), ('b', 'u1')]";
        assert_eq!(
            shown(text, 2),
            [
                "0..1 a",
                "1..3 q[0][0].x!",
                "3..4 q[0][0]~",
                "4..6 q[0][1].x",
                "6..7 q[0][1]~",
                "7..13 q+",
                "13..14 b"
            ]
        );
        assert_eq!(shown("<f8", 2), ["0..8 "]);
    }

    #[test]
    fn claims_cost_nothing() {
        assert_eq!(shown("[('q', [('x', 'u1')], (2000000000,))]", 1), ["0..1 q[0].x", "1..2000000000 q+"]);
        let deep = (0..19).fold("'u1'".to_owned(), |inner, _| format!("[('x', {inner}, (3,))]"));
        assert!(shown(&deep, 2).len() < 4 * LIMIT);
    }
}
