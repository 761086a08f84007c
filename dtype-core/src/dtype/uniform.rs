//! Records whose fields are all of one dtype and lie at one distance: arrays under another name.

use super::{DType, Located};
use crate::shape::Dim;

/// More values in a record than this are not looked at one by one.
const MOST: usize = 1 << 16;

impl DType {
    /// All values of a record as one axis, if they are of one scalar dtype, and each lies as far behind the one before it
    /// as that does. `None` if they are not, or it is no record.
    pub(crate) fn uniform(&self) -> Option<Located> {
        self.fields()?;
        let (mut leaf, mut offsets) = (None, Vec::new());
        push(self, 0, &mut leaf, &mut offsets)?;
        let (dtype, &offset) = (leaf?, offsets.first()?);
        let stride = match offsets[..] {
            [first, second, ..] => second as isize - first as isize,
            _ => dtype.itemsize() as isize,
        };
        let even = offsets.windows(2).all(|pair| pair[1] as isize - pair[0] as isize == stride);
        // Every position of the axis is the offset of a leaf.
        even.then(|| Located { dtype, offset, dims: vec![Dim { len: offsets.len(), stride }] })
    }

    /// The same record with values of one dtype in all its leaves, packed.
    ///
    /// # Errors
    /// [`Format`](crate::ErrorKind::Format) if it gets too large.
    pub(crate) fn with_leaves(&self, leaf: &DType) -> crate::error::Result<DType> {
        if let Some((base, shape)) = self.as_subarray() {
            return DType::subarray(base.with_leaves(leaf)?, shape);
        }
        let Some(fields) = self.fields() else { return Ok(leaf.clone()) };
        let fields = fields.iter().map(|field| Ok(field.with_dtype(field.dtype().with_leaves(leaf)?)));
        DType::placed(fields.collect::<crate::error::Result<_>>()?, super::layout::Packing::PACKED)
    }
}

/// Collects the offsets of the leaves in order, as long as they are all of one dtype.
fn push(dtype: &DType, start: usize, leaf: &mut Option<DType>, offsets: &mut Vec<usize>) -> Option<()> {
    if let Some((base, shape)) = dtype.as_subarray() {
        let count = shape.iter().product::<usize>();
        return (0..count).try_for_each(|i| push(base, start + i * base.itemsize(), leaf, offsets));
    }
    if let Some(fields) = dtype.fields() {
        return fields
            .iter()
            .try_for_each(|field| push(field.dtype(), start + field.offset(), leaf, offsets));
    }
    offsets.push(start);
    (leaf.get_or_insert_with(|| dtype.clone()) == dtype && offsets.len() <= MOST).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str) -> Option<(usize, usize, isize)> {
        let found = text.parse::<DType>().unwrap().uniform()?;
        Some((found.offset, found.dims[0].len, found.dims[0].stride))
    }

    #[test]
    fn distances_must_be_equal() {
        assert_eq!(place("[('a', '<f4'), ('b', '<f4', (2,)), ('c', [('d', '<f4')])]"), Some((0, 4, 4)));
        assert_eq!(
            place("{'names': ['a', 'b'], 'formats': ['<f4', '<f4'], 'offsets': [8, 2]}"),
            Some((8, 2, -6))
        );
        assert_eq!(place("[('a', '<f4')]"), Some((0, 1, 4)));
        assert_eq!(place("[('a', '<f4'), ('b', '<f8')]"), None);
        assert_eq!(place("[('a', '<f4'), ('b', '>f4')]"), None);
        assert_eq!(
            place("{'names': ['a', 'b', 'c'], 'formats': ['u1', 'u1', 'u1'], 'offsets': [0, 2, 3]}"),
            None
        );
        assert_eq!(place("<f4"), None);
        assert_eq!(place("[('a', 'u1', (70000,))]"), None);
    }
}
