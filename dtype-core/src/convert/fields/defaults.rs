//! What stands where a record has no value for a field.

use super::super::options::ConvertOptions;
use super::super::plan::Conversion;
use crate::dtype::{ByteOrder, DType, Scalar, ScalarKind};
use crate::error::{Error, Result};
use crate::record::{Element, write_value};

/// Values for fields that some records do not have.
#[derive(Clone, Debug, Default)]
pub(super) struct Defaults {
    /// Name, dtype and bytes.
    given: Vec<(String, &'static DType, Box<[u8]>)>,
    /// Whether fields without a value of their own get the one that says that it is missing.
    missing: bool,
}

impl Defaults {
    pub(super) fn give<T: Element>(&mut self, name: &str, value: T) {
        let mut bytes = vec![0; size_of::<T>()].into_boxed_slice();
        write_value(value, &mut bytes);
        self.given.push((name.to_owned(), T::DTYPE, bytes));
    }

    pub(super) fn fill_missing(&mut self) {
        self.missing = true;
    }

    /// Whether all that were given are of fields that exist.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) with one that is not.
    pub(super) fn check(&self, dtype: &DType) -> Result<()> {
        match self.given.iter().find(|(name, ..)| dtype.field(name).is_none()) {
            Some((name, ..)) => {
                Err(Error::mismatch(format!("a default is given for '{name}', which is no field")))
            }
            None => Ok(()),
        }
    }

    /// The bytes of a field that is not there.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if none were given, or of another dtype. `place` says where it is missing.
    pub(super) fn bytes(&self, name: &str, dtype: &DType, place: &str) -> Result<Box<[u8]>> {
        if let Some((_, given, bytes)) = self.given.iter().rfind(|(given, ..)| given == name) {
            let mut converted = vec![0; dtype.itemsize()].into_boxed_slice();
            let conversion = Conversion::plan(given, dtype, ConvertOptions::new())
                .map_err(|_| Error::mismatch(format!("expected a default of dtype {dtype}, found {given}")));
            conversion.map_err(|error| error.in_field(name))?.run(bytes, &mut converted)?;
            return Ok(converted);
        }
        if self.missing {
            let mut bytes = vec![0; dtype.itemsize()].into_boxed_slice();
            write_missing(dtype, &mut bytes);
            return Ok(bytes);
        }
        Err(Error::mismatch(format!(
            "missing {place}, and without a default; give one with `default_value`, or take NaN, NaT and zeros with \
             `fill_missing`"
        ))
        .in_field(name))
    }
}

/// NaN, NaT, or zeros: what `bytes`, which are zero, hold if the value is missing.
fn write_missing(dtype: &DType, bytes: &mut [u8]) {
    if let Some((base, _)) = dtype.as_subarray() {
        let size = base.itemsize();
        bytes.chunks_exact_mut(size.max(1)).take(if size == 0 { 0 } else { usize::MAX }).for_each(|bytes| {
            write_missing(base, bytes);
        });
    } else if let Some(fields) = dtype.fields() {
        for field in fields {
            write_missing(field.dtype(), &mut bytes[field.offset()..][..field.dtype().itemsize()]);
        }
    } else if let Some(scalar) = dtype.as_scalar() {
        let value: &[u8] = match scalar.kind() {
            ScalarKind::Float16 => &0x7e00u16.to_le_bytes(),
            ScalarKind::Float32 | ScalarKind::Complex64 => &f32::NAN.to_le_bytes(),
            ScalarKind::Float64 | ScalarKind::Complex128 => &f64::NAN.to_le_bytes(),
            ScalarKind::DateTime64(_) | ScalarKind::TimeDelta64(_) => &i64::MIN.to_le_bytes(),
            _ => return,
        };
        for part in bytes.chunks_exact_mut(value.len()) {
            part.copy_from_slice(value);
            swap_if_big(scalar, part);
        }
    }
}

fn swap_if_big(scalar: Scalar, bytes: &mut [u8]) {
    if scalar.byte_order() == ByteOrder::Big {
        bytes.reverse();
    }
}
