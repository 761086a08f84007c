//! The same schema in another representation: byte order, packing.

use super::layout::Packing;
use super::{ByteOrder, DType, Field, Form, Located};
use crate::error::{Error, Result};

impl DType {
    /// The same dtype with every value in one byte order, at the same offsets: what the same bytes are called
    /// on a machine that writes them so. Values are not touched; what has no byte order stays.
    ///
    /// ```
    /// use dtype_core::{ByteOrder, DType};
    ///
    /// let native: DType = "[('id', '|u1'), ('x', '<f8'), ('n', '>i2', (3,))]".parse()?;
    /// let big = native.with_byte_order(ByteOrder::Big);
    /// assert_eq!(big.to_string(), "[('id', '|u1'), ('x', '>f8'), ('n', '>i2', (3,))]");
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn with_byte_order(&self, order: ByteOrder) -> DType {
        self.map_order(&|_| order)
    }

    /// The same dtype with every value in the opposite byte order: NumPy's `newbyteorder()`.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// let mixed: DType = "[('x', '<f8'), ('n', '>i2')]".parse()?;
    /// assert_eq!(mixed.swapped().to_string(), "[('x', '>f8'), ('n', '<i2')]");
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn swapped(&self) -> DType {
        self.map_order(&ByteOrder::swapped)
    }

    /// The same names and types without gaps, in nested records too.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// let aligned = DType::aligned([("a", "u1".parse()?), ("b", "<f8".parse()?)])?;
    /// assert_eq!(aligned.to_packed()?.itemsize(), 9);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Format`](crate::ErrorKind::Format) if fields overlapped, so that side by side they get larger than
    /// [`layout::MAX_ITEMSIZE`](crate::layout::MAX_ITEMSIZE).
    pub fn to_packed(&self) -> Result<DType> {
        self.placed_anew(Packing::PACKED)
    }

    /// The same names and types where C and `repr(C)` put them, in nested records too.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// let packed = DType::packed([("a", "u1".parse()?), ("b", "<f8".parse()?)])?;
    /// let aligned = packed.to_aligned()?;
    /// assert_eq!((aligned.itemsize(), aligned.is_aligned()), (16, true));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Format`](crate::ErrorKind::Format) if it gets larger than
    /// [`layout::MAX_ITEMSIZE`](crate::layout::MAX_ITEMSIZE).
    pub fn to_aligned(&self) -> Result<DType> {
        self.placed_anew(Packing::ALIGNED)
    }

    /// The same dtype with the values at a place in the opposite byte order.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if the place is one element of a sub-array, whose elements all have one
    /// dtype, or shares bytes with another field.
    pub(crate) fn swapped_at(&self, place: &Located) -> Result<DType> {
        let dims: Vec<usize> = place.dims.iter().map(|dim| dim.len).collect();
        self.swapped_within(0, place, &dims)
    }

    /// The same of a dtype that lies `start` bytes into the whole. `dims` are the axes of sub-arrays still to be passed.
    fn swapped_within(&self, start: usize, place: &Located, dims: &[usize]) -> Result<DType> {
        if start == place.offset && dims.is_empty() && *self == place.dtype {
            return Ok(self.swapped());
        }
        match &self.form {
            Form::Subarray { base, shape } if dims.starts_with(shape) => {
                DType::subarray(base.swapped_within(start, place, &dims[shape.len()..])?, shape)
            }
            Form::Record { fields, aligned } => {
                let end = place.offset + place.dtype.itemsize();
                let met = |field: &&Field| start + field.offset() < end && place.offset < start + field.end();
                let mut all = fields.to_vec();
                match (fields.iter().position(|field| met(&field)), fields.iter().filter(met).count()) {
                    (Some(i), 1) => {
                        let field = &fields[i];
                        let inner = field.dtype().swapped_within(start + field.offset(), place, dims);
                        all[i] = field.with_dtype(inner.map_err(|error| error.in_field(field.name()))?);
                    }
                    (Some(_), _) => {
                        let message =
                            "expected fields that share no bytes, found some that do; nothing is converted";
                        return Err(Error::mismatch(message));
                    }
                    // Of no bytes there is no order.
                    (None, _) => {}
                }
                Ok(DType { form: Form::Record { fields: all.into(), aligned: *aligned }, ..*self })
            }
            _ => Err(Error::mismatch(
                "expected all elements of a sub-array, which have one dtype, found one; give the field as a whole",
            )),
        }
    }

    fn map_order(&self, order: &impl Fn(ByteOrder) -> ByteOrder) -> DType {
        let form = match &self.form {
            Form::Scalar(scalar) => Form::Scalar(scalar.with_byte_order(order(scalar.byte_order()))),
            Form::Subarray { base, shape } => {
                Form::Subarray { base: base.map_order(order).into(), shape: shape.clone() }
            }
            Form::Record { fields, aligned } => {
                let fields: Vec<Field> =
                    fields.iter().map(|field| field.with_dtype(field.dtype().map_order(order))).collect();
                Form::Record { fields: fields.into(), aligned: *aligned }
            }
        };
        DType { form, ..*self }
    }

    fn placed_anew(&self, packing: Packing) -> Result<DType> {
        match &self.form {
            Form::Scalar(_) => Ok(self.clone()),
            Form::Subarray { base, shape } => DType::subarray(base.placed_anew(packing)?, shape),
            Form::Record { fields, .. } => {
                let fields = fields.iter().map(|field| {
                    let dtype =
                        field.dtype().placed_anew(packing).map_err(|error| error.in_field(field.name()))?;
                    Ok(field.with_dtype(dtype))
                });
                DType::placed(fields.collect::<Result<_>>()?, packing)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_records_and_sub_arrays_change_too() {
        let dtype: DType =
            "[('a', '|i1'), ('b', [('c', '<i2'), ('d', '>f8')], (2,)), ('t', '<M8[s]'), ('s', '|S3')]"
                .parse()
                .unwrap();
        assert_eq!(
            dtype.swapped().to_string(),
            "[('a', '|i1'), ('b', [('c', '>i2'), ('d', '<f8')], (2,)), ('t', '>M8[s]'), ('s', '|S3')]"
        );
        assert_eq!(dtype.swapped().swapped(), dtype);
        // As NumPy's `align=True` and `repack_fields(.., recurse=True)` lay them out.
        let aligned = dtype.to_aligned().unwrap();
        let offsets: Vec<usize> = aligned.fields().unwrap().iter().map(Field::offset).collect();
        assert_eq!((offsets, aligned.itemsize()), (vec![0, 8, 40, 48], 56));
        assert_eq!(aligned.to_packed().unwrap(), dtype);
    }
}
