//! NumPy's own `repr` and `str` of a dtype: what a Python user sees and pastes.

use std::fmt::{self, Write};

use super::print::{Shape, dict, list, name};
use crate::dtype::layout::align_up;
use crate::dtype::{DType, Field, Scalar, ScalarKind};

impl DType {
    /// NumPy's `repr`: `dtype([('a', 'u1'), ('b', '<f8')])`. Gaps turn the list into a dict.
    ///
    /// As in NumPy, the align flag of a nested record is not shown.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// assert_eq!(DType::repr(&"u2".parse()?), "dtype('uint16')");
    /// let dtype = DType::aligned([("a", "u1".parse()?), ("b", ">f8".parse()?)])?;
    /// assert_eq!(dtype.repr(), "dtype([('a', 'u1'), ('b', '>f8')], align=True)");
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn repr(&self) -> String {
        let mut text = String::from("dtype(");
        // Writing to a String does not fail.
        let _ = match self.as_scalar() {
            Some(scalar) => write!(text, "'{}'", long_name(scalar)),
            None => construction(&mut text, self, false),
        };
        let (base, _) = self.flattened();
        text.push_str(if base.is_aligned() { ", align=True)" } else { ")" });
        text
    }

    /// NumPy's `str`: `[('a', 'u1'), ('b', '<f8')]`, `float64`, `|S5`.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// assert_eq!(DType::numpy_str(&"M8[25s]".parse()?), "datetime64[25s]");
    /// let dtype = DType::aligned([("a", "u1".parse()?)])?;
    /// assert!(dtype.numpy_str().ends_with("'itemsize': 1, 'aligned': True}"));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn numpy_str(&self) -> String {
        let mut text = String::new();
        // Writing to a String does not fail.
        let _ = match self.as_scalar() {
            Some(scalar) => match scalar.kind() {
                ScalarKind::Bytes(_) | ScalarKind::Str(_) | ScalarKind::Void(_) => write!(text, "{scalar}"),
                _ if !scalar.byte_order().is_native() => write!(text, "{scalar}"),
                ScalarKind::DateTime64(step) => write!(text, "datetime64{step}"),
                ScalarKind::TimeDelta64(step) => write!(text, "timedelta64{step}"),
                ScalarKind::Object => text.write_str("object"),
                _ => text.write_str(&long_name(scalar)),
            },
            None => construction(&mut text, self, true),
        };
        text
    }
}

/// The argument of `np.dtype`, with types in their short form. With `flag`, aligned records are dicts that say so.
fn construction(f: &mut String, dtype: &DType, flag: bool) -> fmt::Result {
    let Some(fields) = dtype.fields() else {
        return match dtype.as_subarray() {
            Some((base, shape)) => {
                f.push('(');
                construction(f, base, false)?;
                write!(f, ", {})", Shape(shape))
            }
            None => dtype.as_scalar().map_or(Ok(()), |scalar| write!(f, "'{}'", short_name(scalar))),
        };
    };
    if flag && dtype.is_aligned() {
        dict(dtype, fields, f, |f, dtype| construction(f, dtype, false))?;
        return f.write_str(", 'aligned': True}");
    }
    if !is_simple(dtype, fields) {
        dict(dtype, fields, f, |f, dtype| construction(f, dtype, false))?;
        return f.write_str("}");
    }
    list(f, fields, |f, field| {
        f.push('(');
        name(field, f)?;
        f.push_str(", ");
        match field.dtype().as_subarray() {
            Some((base, shape)) => {
                construction(f, base, false)?;
                write!(f, ", {}", Shape(shape))?;
            }
            None => construction(f, field.dtype(), false)?,
        }
        f.write_char(')')
    })
}

/// Whether the fields lie where `np.dtype` would put them.
fn is_simple(dtype: &DType, fields: &[Field]) -> bool {
    let place = |at, alignment| if dtype.is_aligned() { align_up(at, alignment) } else { Some(at) };
    let mut end = Some(0);
    for field in fields {
        if end.and_then(|end| place(end, field.dtype().alignment())) != Some(field.offset()) {
            return false;
        }
        end = Some(field.end());
    }
    end.and_then(|end| place(end, dtype.alignment())) == Some(dtype.itemsize())
}

/// `float64`, `>f8`, `S5`.
fn long_name(scalar: Scalar) -> String {
    let stem = match scalar.kind().letter() {
        _ if !scalar.byte_order().is_native() => return short_name(scalar),
        'b' => return "bool".to_owned(),
        'i' => "int",
        'u' => "uint",
        'f' => "float",
        'c' => "complex",
        _ => return short_name(scalar),
    };
    format!("{stem}{}", 8 * scalar.itemsize())
}

/// `<f8`, `?`, `u1`, `S5`: no order where there is none, no size where it is zero.
fn short_name(scalar: Scalar) -> String {
    match scalar.kind() {
        ScalarKind::Bool => "?".to_owned(),
        ScalarKind::Bytes(0) => "S".to_owned(),
        ScalarKind::Void(0) => "V".to_owned(),
        ScalarKind::Str(0) => format!("{}U", scalar.byte_order().as_char()),
        _ => scalar.to_string().trim_start_matches('|').to_owned(),
    }
}
