//! Whether two dtypes mean the same bytes, whatever else they say.

use super::DType;

impl DType {
    /// Whether items of the two are the same values in the same bytes: equal but for titles, the align flag,
    /// and how sub-arrays of sub-arrays are nested.
    pub(crate) fn same_layout(&self, other: &DType) -> bool {
        let ((a, a_shape), (b, b_shape)) = (self.flattened(), other.flattened());
        if self.itemsize() != other.itemsize() || a_shape != b_shape {
            return false;
        }
        match (a.fields(), b.fields()) {
            (None, None) => a.as_scalar() == b.as_scalar(),
            (Some(a), Some(b)) => {
                a.len() == b.len()
                    && a.iter().zip(b).all(|(a, b)| {
                        a.name() == b.name() && a.offset() == b.offset() && a.dtype().same_layout(b.dtype())
                    })
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::dtype::{DType, Field, Scalar, ScalarKind};

    #[test]
    fn titles_and_nesting_of_sub_arrays_do_not_count() {
        let i2 = || DType::scalar(Scalar::native(ScalarKind::Int16));
        let nested = DType::subarray(DType::subarray(i2(), &[2]).unwrap(), &[3]).unwrap();
        assert!(nested.same_layout(&DType::subarray(i2(), &[3, 2]).unwrap()));
        assert!(!nested.same_layout(&DType::subarray(i2(), &[2, 3]).unwrap()));
        let titled = DType::record(vec![Field::new("a", i2(), 0).with_title("t")], None).unwrap();
        let plain = DType::record(vec![Field::new("a", i2(), 0)], None).unwrap();
        assert!(titled.same_layout(&plain));
        assert_ne!(titled, plain);
    }
}
