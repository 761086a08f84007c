//! How dtypes are made: records packed, aligned or placed by hand; sub-arrays; and the constants of the derive.

use std::sync::Arc;

use super::layout::{self, Extent, LayoutError, MAX_ITEMSIZE, Packing};
use super::shared::Shared;
use super::{DType, Field, Form, MAX_DIMS};
use crate::error::{Error, Result};
use crate::int;

impl DType {
    /// A record whose fields follow each other without gaps.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// let dtype = DType::packed([("a", "u1".parse()?), ("b", "<f8".parse()?)])?;
    /// assert_eq!((dtype.itemsize(), dtype.alignment()), (9, 1));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Format`](crate::ErrorKind::Format) if two names are equal or the record gets larger than
    /// [`layout::MAX_ITEMSIZE`].
    pub fn packed<'n>(fields: impl IntoIterator<Item = (&'n str, DType)>) -> Result<DType> {
        let fields: Vec<Field> = fields.into_iter().map(|(name, dtype)| Field::new(name, dtype, 0)).collect();
        DType::placed(fields, Packing::PACKED)
    }

    /// A record whose fields lie as C and `repr(C)` lay them, as NumPy does with `align=True`.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// let dtype = DType::aligned([("a", "u1".parse()?), ("b", "<f8".parse()?)])?;
    /// assert_eq!((dtype.itemsize(), dtype.alignment()), (16, 8));
    /// assert!(dtype.is_aligned());
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`DType::packed`].
    pub fn aligned<'n>(fields: impl IntoIterator<Item = (&'n str, DType)>) -> Result<DType> {
        let fields: Vec<Field> = fields.into_iter().map(|(name, dtype)| Field::new(name, dtype, 0)).collect();
        DType::placed(fields, Packing::ALIGNED)
    }

    /// A record whose fields say themselves where they lie, in any order, with gaps or overlaps. Without an
    /// itemsize, in bytes, the record ends where its last field does.
    ///
    /// ```
    /// use dtype_core::{DType, Field};
    ///
    /// let dtype = DType::record(vec![Field::new("x", "<f4".parse()?, 4)], Some(12))?;
    /// assert_eq!(dtype.itemsize(), 12);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Format`](crate::ErrorKind::Format) if two names are equal, a title is also a name, or a field ends
    /// beyond the itemsize or beyond [`layout::MAX_ITEMSIZE`].
    pub fn record(fields: Vec<Field>, itemsize: Option<usize>) -> Result<DType> {
        let places: Vec<_> = fields.iter().map(|field| (field.offset(), field.dtype().itemsize())).collect();
        let itemsize = layout::explicit(&places, itemsize).map_err(|error| place_error(error, &fields))?;
        DType::from_fields(fields, itemsize, 1, false)
    }

    /// The same fields at the same offsets, with the align flag set, if NumPy would allow it: every offset a
    /// multiple of its field's alignment, the itemsize one of the largest of them.
    pub(crate) fn flagged_aligned(self) -> Option<DType> {
        let Form::Record { fields, .. } = self.form else { return None };
        let alignment = fields.iter().map(|field| field.dtype().alignment()).max().unwrap_or(1);
        let fits = fields.iter().all(|field| field.offset().is_multiple_of(field.dtype().alignment()));
        (fits && self.itemsize.is_multiple_of(alignment)).then_some(DType {
            itemsize: self.itemsize,
            alignment,
            gapless: self.gapless,
            form: Form::Record { fields, aligned: true },
        })
    }

    /// Fields one after the other; the offsets they came with do not count.
    pub(crate) fn placed(fields: Vec<Field>, packing: Packing) -> Result<DType> {
        let mut whole = Extent { size: 0, alignment: 1 };
        let mut placed = Vec::with_capacity(fields.len());
        for (i, field) in fields.iter().enumerate() {
            let extent = Extent { size: field.dtype().itemsize(), alignment: field.dtype().alignment() };
            let (offset, grown) =
                layout::next(whole, extent, packing, i).map_err(|error| place_error(error, &fields))?;
            placed.push(field.at_offset(offset));
            whole = grown;
        }
        let whole =
            layout::finish(whole, packing, fields.len()).map_err(|error| place_error(error, &fields))?;
        DType::from_fields(placed, whole.size, whole.alignment, packing == Packing::ALIGNED)
    }

    fn from_fields(fields: Vec<Field>, itemsize: usize, alignment: usize, aligned: bool) -> Result<DType> {
        let mut seen = std::collections::HashSet::with_capacity(fields.len());
        for field in &fields {
            if !seen.insert(field.name()) {
                return Err(Error::format("expected every name once, found it twice").in_field(field.name()));
            }
        }
        for field in &fields {
            if let Some(title) = field.title()
                && !seen.insert(title)
            {
                let message = format!("expected a title of its own, found '{title}', which is taken");
                return Err(Error::format(message).in_field(field.name()));
            }
        }
        let gapless = covers(&fields, itemsize);
        let form = Form::Record { fields: Shared::Counted(fields.into()), aligned };
        Ok(DType { itemsize, alignment, gapless, form })
    }

    /// An array of a fixed shape as one value: NumPy's `(base, shape)`.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// let position = DType::subarray("<f4".parse()?, &[3])?;
    /// assert_eq!(position.itemsize(), 12);
    /// assert_eq!(position.to_string(), "('<f4', (3,))");
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Format`](crate::ErrorKind::Format) if it has more than [`MAX_DIMS`] dimensions or gets larger than
    /// [`layout::MAX_ITEMSIZE`]. Without dimensions it is the base itself.
    pub fn subarray(base: DType, shape: &[usize]) -> Result<DType> {
        if shape.is_empty() {
            return Ok(base);
        }
        if shape.len() > MAX_DIMS {
            let found = shape.len();
            return Err(Error::format(format!("expected at most {MAX_DIMS} dimensions, found {found}")));
        }
        if let Some(dim) = shape.iter().find(|&&dim| dim > MAX_ITEMSIZE) {
            return Err(Error::format(format!("expected dimensions up to {MAX_ITEMSIZE}, found {dim}")));
        }
        // NumPy's sizes are C `int`s, and so is the number of elements, however small they are.
        let count = int::product(shape).filter(|&count| count <= MAX_ITEMSIZE);
        let itemsize = count.and_then(|count| count.checked_mul(base.itemsize));
        let Some(itemsize) = itemsize.filter(|&itemsize| itemsize <= MAX_ITEMSIZE) else {
            let message =
                format!("sub-array of shape {shape:?} has more than {MAX_ITEMSIZE} elements or bytes");
            return Err(Error::format(message));
        };
        let (alignment, gapless) = (base.alignment, base.gapless || itemsize == 0);
        let form =
            Form::Subarray { base: Shared::Counted(Arc::new(base)), shape: Shared::Counted(shape.into()) };
        Ok(DType { itemsize, alignment, gapless, form })
    }

    /// A sub-array whose parts are constants. The caller's types vouch for the size.
    pub(crate) const fn subarray_static(
        base: &'static DType,
        shape: &'static [usize],
        itemsize: usize,
    ) -> DType {
        let form = Form::Subarray { base: Shared::Static(base), shape: Shared::Static(shape) };
        DType { itemsize, alignment: base.alignment, gapless: base.gapless || itemsize == 0, form }
    }

    /// A record whose parts are constants. `aligned` if it was laid out by C's rule; the flag is kept where
    /// NumPy would allow it.
    pub(crate) const fn record_static(fields: &'static [Field], itemsize: usize, aligned: bool) -> DType {
        let mut alignment = 1;
        let mut fits = aligned;
        let mut gapless = true;
        let mut end = 0;
        let mut i = 0;
        while i < fields.len() {
            let dtype = fields[i].dtype_static();
            let of_field = dtype.alignment;
            fits = fits && fields[i].offset().is_multiple_of(of_field);
            // The fields of a struct are in ascending order.
            gapless = gapless && dtype.gapless && fields[i].offset() == end;
            end = fields[i].offset() + dtype.itemsize;
            if of_field > alignment {
                alignment = of_field;
            }
            i += 1;
        }
        fits = fits && itemsize.is_multiple_of(alignment);
        DType {
            itemsize,
            alignment: if fits { alignment } else { 1 },
            gapless: gapless && end == itemsize,
            form: Form::Record { fields: Shared::Static(fields), aligned: fits },
        }
    }
}

/// Whether every byte of a record belongs to a leaf of a field.
fn covers(fields: &[Field], itemsize: usize) -> bool {
    let mut places: Vec<_> = fields.iter().map(|field| (field.offset(), field.end())).collect();
    places.sort_unstable();
    let mut end = 0;
    let covered = places.iter().all(|&(start, behind)| {
        let follows = start <= end;
        end = end.max(behind);
        follows
    });
    covered && end == itemsize && fields.iter().all(|field| field.dtype().gapless)
}

/// Names the field that an error of the layout arithmetic counts.
fn place_error(error: LayoutError, fields: &[Field]) -> Error {
    let field = match error {
        LayoutError::TooLarge { field } | LayoutError::Itemsize { field, .. } => fields.get(field),
        _ => None,
    };
    let message = match error {
        LayoutError::TooLarge { .. } => format!("the record gets larger than {MAX_ITEMSIZE} bytes here"),
        LayoutError::Itemsize { end, itemsize, .. } => {
            format!("expected an itemsize of at least {end} bytes, where the field ends, found {itemsize}")
        }
        other => other.to_string(),
    };
    match field {
        Some(field) => Error::format(message).in_field(field.name()),
        None => Error::format(message),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dtype::{Scalar, ScalarKind};

    fn scalar(kind: ScalarKind) -> DType {
        DType::scalar(Scalar::native(kind))
    }

    #[test]
    fn records_by_cs_rule_and_packed() {
        let fields = || [("a", scalar(ScalarKind::UInt8)), ("b", scalar(ScalarKind::Float64))];
        let aligned = DType::aligned(fields()).unwrap();
        assert_eq!((aligned.itemsize(), aligned.alignment(), aligned.is_aligned()), (16, 8, true));
        let packed = DType::packed(fields()).unwrap();
        assert_eq!((packed.itemsize(), packed.alignment(), packed.is_aligned()), (9, 1, false));
        assert_ne!(aligned, packed);
        // The flag is no part of equality.
        let by_hand = DType::record(aligned.fields().unwrap().to_vec(), Some(16)).unwrap();
        assert!(!by_hand.is_aligned());
        assert_eq!(by_hand, aligned);
        assert!(by_hand.flagged_aligned().unwrap().is_aligned());
    }

    #[test]
    fn names_are_unique() {
        let twice = DType::packed([("a", scalar(ScalarKind::Bool)), ("a", scalar(ScalarKind::Bool))]);
        assert_eq!(twice.unwrap_err().field(), Some("a"));
    }

    #[test]
    fn sizes_that_wrap_in_numpy_are_refused() {
        let half = || scalar(ScalarKind::Bytes(MAX_ITEMSIZE));
        let error = DType::packed([("a", half()), ("b", half())]).unwrap_err();
        assert_eq!(error.field(), Some("b"));
        assert!(DType::subarray(half(), &[2]).is_err());
        assert!(DType::subarray(scalar(ScalarKind::Bytes(0)), &[usize::MAX]).is_err());
        assert!(DType::subarray(scalar(ScalarKind::Int8), &[0, MAX_ITEMSIZE]).is_ok());
    }

    #[test]
    fn sub_arrays_of_sub_arrays_flatten() {
        let inner = DType::subarray(scalar(ScalarKind::Int16), &[2]).unwrap();
        let outer = DType::subarray(inner.clone(), &[3]).unwrap();
        assert_eq!(outer.itemsize(), 12);
        assert_eq!(outer.as_subarray().unwrap().0, &inner);
        assert_eq!(outer.flattened(), (&scalar(ScalarKind::Int16), vec![3, 2]));
        assert_ne!(outer, DType::subarray(scalar(ScalarKind::Int16), &[3, 2]).unwrap());
    }
}
