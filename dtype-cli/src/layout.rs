//! What lies where in a record: its leaves, which are fields without fields of their own, and the gaps between them.

use dtype_core::layout::{Extent, Packing, place};
use dtype_core::{ByteOrder, DType, Field};

/// A field without fields of its own.
pub(crate) struct Leaf {
    /// Names from the outside in; none if the items are no records.
    pub(crate) path: Vec<String>,
    /// Of the first of them, in bytes from the start of the record.
    pub(crate) offset: usize,
    /// What one element is.
    pub(crate) dtype: DType,
    /// How many of them a record has: axes of sub-arrays, those of enclosing records first.
    pub(crate) shape: Vec<usize>,
    /// What is worth a word about it.
    pub(crate) notes: Notes,
}

/// What is worth a word about a leaf.
#[derive(Default)]
pub(crate) struct Notes {
    pub(crate) title: Option<String>,
    /// Is it off the grid of its alignment, in a record that is on it?
    pub(crate) unaligned: bool,
    /// The field whose bytes it shares.
    pub(crate) overlaps: Option<String>,
    /// Distance between elements of enclosing sub-arrays of records, in bytes.
    pub(crate) every: Option<usize>,
}

impl Leaf {
    /// Bytes of all its elements.
    pub(crate) fn size(&self) -> usize {
        // Part of an itemsize, so it fits.
        self.shape.iter().fold(self.dtype.itemsize(), |size, &len| size.saturating_mul(len))
    }
}

/// Bytes of no field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Gap {
    /// Of the first one, in bytes from the start of the record.
    pub(crate) offset: usize,
    pub(crate) size: usize,
    /// How often it is there: within sub-arrays of records once in each of them.
    pub(crate) times: usize,
}

/// A record taken apart.
pub(crate) struct Layout {
    /// In the order of the fields.
    pub(crate) leaves: Vec<Leaf>,
    /// In ascending order.
    pub(crate) gaps: Vec<Gap>,
    kind: &'static str,
}

impl Layout {
    pub(crate) fn of(dtype: &DType) -> Layout {
        let mut layout = Layout { leaves: Vec::new(), gaps: Vec::new(), kind: kind(dtype) };
        layout.walk(dtype, &Place { path: Vec::new(), offset: 0, shape: Vec::new(), strides: Vec::new() });
        layout.gaps.sort_by_key(|gap| gap.offset);
        layout
    }

    /// `packed`, `aligned` (as C does), `packed and aligned`, `explicit offsets`.
    pub(crate) fn kind(&self) -> &'static str {
        self.kind
    }

    /// Bytes of no field in a record.
    pub(crate) fn padding(&self) -> usize {
        self.gaps.iter().fold(0, |sum: usize, gap| sum.saturating_add(gap.size.saturating_mul(gap.times)))
    }

    pub(crate) fn unaligned(&self) -> usize {
        self.leaves.iter().filter(|leaf| leaf.notes.unaligned).count()
    }

    /// `little`, `big`, `mixed`; `none` if no value has one.
    pub(crate) fn byte_order(&self) -> &'static str {
        let has = |order| self.leaves.iter().any(|leaf| leaf.dtype.byte_order() == Some(order));
        match (has(ByteOrder::Little), has(ByteOrder::Big)) {
            (true, true) => "mixed",
            (true, false) => "little",
            (false, true) => "big",
            (false, false) => "none",
        }
    }

    fn walk(&mut self, dtype: &DType, place: &Place) {
        let (base, shape) = dtype.flattened();
        let inner = place.array(base, &shape);
        let Some(fields) = base.fields() else {
            self.leaves.push(inner.leaf(base, place.strides.last().copied()));
            return;
        };
        let overlaps = self.find_gaps(fields, base.itemsize(), &inner);
        for (field, overlaps) in fields.iter().zip(overlaps) {
            let before = self.leaves.len();
            self.walk(field.dtype(), &inner.field(field));
            for leaf in &mut self.leaves[before..] {
                leaf.notes.title = leaf.notes.title.take().or(field.title().map(str::to_owned));
                leaf.notes.overlaps = leaf.notes.overlaps.take().or(overlaps.clone());
            }
        }
    }

    /// Notes the gaps between fields, and tells for each field which one it overlaps.
    fn find_gaps(&mut self, fields: &[Field], itemsize: usize, place: &Place) -> Vec<Option<String>> {
        let mut overlaps = vec![None; fields.len()];
        let mut order: Vec<usize> = (0..fields.len()).filter(|&i| fields[i].dtype().itemsize() > 0).collect();
        order.sort_by_key(|&i| fields[i].offset());
        let times = place.shape.iter().fold(1, |times: usize, &len| times.saturating_mul(len));
        // The end of what was seen, and the field that ends there.
        let (mut end, mut last) = (0, None);
        let ends = order.iter().map(|&i| (fields[i].offset(), Some(i))).chain([(itemsize, None)]);
        for (start, i) in ends {
            if start > end && times > 0 {
                self.gaps.push(Gap { offset: place.offset + end, size: start - end, times });
            }
            let Some(i) = i else { break };
            if let Some(other) = last.filter(|_| start < end) {
                let name = |i: usize| Some(fields[i].name().to_owned());
                overlaps[i] = name(other);
                overlaps[other] = overlaps[other].take().or(name(i));
            }
            let behind = start + fields[i].dtype().itemsize();
            if behind > end {
                (end, last) = (behind, Some(i));
            }
        }
        overlaps
    }
}

/// Where a walk is.
struct Place {
    path: Vec<String>,
    offset: usize,
    /// Of the sub-arrays around.
    shape: Vec<usize>,
    /// Of the same, in bytes.
    strides: Vec<usize>,
}

impl Place {
    /// Into each element of a sub-array.
    fn array(&self, base: &DType, shape: &[usize]) -> Place {
        let mut strides = self.strides.clone();
        let mut stride = shape.iter().fold(base.itemsize(), |size, &len| size.saturating_mul(len));
        for &len in shape {
            stride /= len.max(1);
            strides.push(stride);
        }
        Place {
            path: self.path.clone(),
            offset: self.offset,
            shape: [&self.shape[..], shape].concat(),
            strides,
        }
    }

    fn field(&self, field: &Field) -> Place {
        Place {
            path: [&self.path[..], &[field.name().to_owned()]].concat(),
            offset: self.offset + field.offset(),
            shape: self.shape.clone(),
            strides: self.strides.clone(),
        }
    }

    fn leaf(self, dtype: &DType, every: Option<usize>) -> Leaf {
        let alignment = dtype.alignment();
        let unaligned = !self.offset.is_multiple_of(alignment)
            || self.strides.iter().any(|stride| !stride.is_multiple_of(alignment));
        Leaf {
            path: self.path,
            offset: self.offset,
            dtype: dtype.clone(),
            shape: self.shape,
            notes: Notes { unaligned, every, ..Notes::default() },
        }
    }
}

fn kind(dtype: &DType) -> &'static str {
    match (is_laid_out(dtype, Packing::PACKED), is_laid_out(dtype, Packing::ALIGNED)) {
        (true, true) => "packed and aligned",
        (true, false) => "packed",
        (false, true) => "aligned",
        (false, false) => "explicit offsets",
    }
}

/// Are all records in it laid out by this rule?
fn is_laid_out(dtype: &DType, packing: Packing) -> bool {
    let (base, _) = dtype.flattened();
    let Some(fields) = base.fields() else { return true };
    let extent =
        |field: &Field| Extent { size: field.dtype().itemsize(), alignment: alignment(field.dtype()) };
    let extents: Vec<Extent> = fields.iter().map(extent).collect();
    let mut offsets = vec![0; fields.len()];
    let whole = place(&extents, packing, &mut offsets);
    whole.is_ok_and(|whole| whole.size == base.itemsize())
        && fields.iter().zip(offsets).all(|(field, offset)| field.offset() == offset)
        && fields.iter().all(|field| is_laid_out(field.dtype(), packing))
}

/// The alignment C gives it, in bytes: the largest among its leaves.
pub(crate) fn alignment(dtype: &DType) -> usize {
    let (base, _) = dtype.flattened();
    match base.fields() {
        Some(fields) => fields.iter().map(|field| alignment(field.dtype())).max().unwrap_or(1),
        None => base.alignment(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(text: &str) -> Layout {
        Layout::of(&text.parse().unwrap())
    }

    fn gaps(text: &str) -> Vec<(usize, usize, usize)> {
        layout(text).gaps.iter().map(|gap| (gap.offset, gap.size, gap.times)).collect()
    }

    #[test]
    fn gaps_between_behind_and_within() {
        assert_eq!(gaps("[('a', 'u1'), ('b', '<u2')]"), []);
        let text = "{'names': ['b', 'a'], 'formats': ['<u2', 'u1'], 'offsets': [4, 0], 'itemsize': 8}";
        assert_eq!(gaps(text), [(1, 3, 1), (6, 2, 1)]);
        let text = "[('x', [('a', 'u1'), ('', 'V1')], (3,)), ('y', 'u1')]";
        assert_eq!(gaps(text), [(1, 1, 3)]);
        assert_eq!(layout(text).padding(), 3);
    }

    #[test]
    fn leaves_of_nested_records() {
        let layout = layout("[('t', 'u1'), ('x', [('a', '>u2'), ('b', 'u1', (4,))], (3,))]");
        let [t, a, b] = &layout.leaves[..] else { panic!() };
        assert_eq!((t.offset, t.notes.every), (0, None));
        assert_eq!((a.path.join("."), a.offset, &a.shape[..]), ("x.a".to_owned(), 1, &[3][..]));
        assert_eq!((a.notes.unaligned, a.notes.every), (true, Some(6)));
        assert_eq!((b.offset, &b.shape[..], b.size()), (3, &[3, 4][..], 12));
        assert_eq!(layout.byte_order(), "big");
    }

    #[test]
    fn overlaps_name_the_other_field() {
        let layout =
            layout("{'names': ['a', 'b', 'c'], 'formats': ['<u4', 'u1', 'u1'], 'offsets': [0, 3, 4]}");
        let overlaps: Vec<_> = layout.leaves.iter().map(|leaf| leaf.notes.overlaps.as_deref()).collect();
        assert_eq!(overlaps, [Some("b"), Some("a"), None]);
        assert_eq!(layout.padding(), 0);
    }

    #[test]
    fn kinds_of_layout() {
        assert_eq!(layout("[('a', '<u4'), ('b', '<f4')]").kind(), "packed and aligned");
        assert_eq!(layout("[('a', 'u1'), ('b', '<f4')]").kind(), "packed");
        assert_eq!(layout("[('a', 'u1'), ('', 'V3'), ('b', '<f4')]").kind(), "aligned");
        assert_eq!(layout("[('a', 'u1'), ('', 'V2'), ('b', '<f4')]").kind(), "explicit offsets");
    }
}
