//! What a conversion may do beyond the plain: cast values, drop fields, rename them, fill them in.

use super::casting::Casting;
use crate::dtype::DType;
use crate::record::{Element, write_value};

/// What a [`Conversion`](super::Conversion) may do beyond moving and byte-swapping the fields that both sides have.
///
/// ```
/// use dtype_core::{ConvertOptions, Conversion, DType};
///
/// let old: DType = "[('px', '<f8'), ('flags', '<u4')]".parse()?;
/// let new: DType = "[('price', '<f8'), ('venue', 'S4')]".parse()?;
/// assert!(Conversion::plan(&old, &new, ConvertOptions::new()).is_err());
///
/// let options = ConvertOptions::new()
///     .rename("px", "price")
///     .allow_extra(true)
///     .default_value("venue", dtype_core::FixedBytes::<4>::new(b"XNAS")?);
/// assert!(Conversion::plan(&old, &new, &options).is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct ConvertOptions {
    pub(super) casting: Casting,
    pub(super) allow_extra: bool,
    pub(super) zero_missing: bool,
    /// Dotted path in the source, name in the target.
    pub(super) renames: Vec<(String, String)>,
    pub(super) defaults: Vec<Given>,
    pub(super) of_type: Option<OfType>,
}

/// A default that the caller gave.
#[derive(Clone, Debug)]
pub(super) struct Given {
    /// Dotted, in the target.
    pub(super) path: String,
    pub(super) dtype: &'static DType,
    pub(super) bytes: Box<[u8]>,
}

/// The defaults that a record type declares.
#[derive(Clone, Copy, Debug)]
pub(super) struct OfType {
    pub(super) dtype: &'static DType,
    pub(super) write: fn(&[usize], &mut [u8]) -> bool,
}

impl ConvertOptions {
    /// Nothing beyond the plain.
    pub fn new() -> ConvertOptions {
        ConvertOptions::default()
    }

    /// Which casts are allowed. Without it, [`Casting::Equiv`]: values stay what they are.
    ///
    /// ```
    /// use dtype_core::{Casting, ConvertOptions, Conversion};
    ///
    /// let (old, new) = ("[('t', '<M8[s]')]".parse()?, "[('t', '<M8[ms]')]".parse()?);
    /// let conversion = Conversion::plan(&old, &new, ConvertOptions::new().casting(Casting::Safe))?;
    /// let mut out = [0; 8];
    /// conversion.run(&7i64.to_le_bytes(), &mut out)?;
    /// assert_eq!(i64::from_le_bytes(out), 7000);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn casting(mut self, casting: Casting) -> ConvertOptions {
        self.casting = casting;
        self
    }

    /// Whether fields that only the source has are dropped. Without it they are an error.
    pub fn allow_extra(mut self, allow: bool) -> ConvertOptions {
        self.allow_extra = allow;
        self
    }

    /// Whether fields that only the target has, and that have no default, are zero: false, empty, the start of 1970.
    /// Without it they are an error.
    ///
    /// ```
    /// use dtype_core::{ConvertOptions, Conversion};
    ///
    /// let (old, new) = ("[('a', '|u1')]".parse()?, "[('a', '|u1'), ('b', '|u1')]".parse()?);
    /// let mut out = [0; 4];
    /// Conversion::plan(&old, &new, &ConvertOptions::new().zero_missing(true))?.run(&[1, 2], &mut out)?;
    /// assert_eq!(out, [1, 0, 2, 0]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn zero_missing(mut self, zero: bool) -> ConvertOptions {
        self.zero_missing = zero;
        self
    }

    /// The field of the source at `path` is called `name` in the target. The path is dotted for nested records, and
    /// goes through sub-arrays without an index: `"levels.px"`. The field stays in its record.
    ///
    /// ```
    /// use dtype_core::{ConvertOptions, Conversion};
    ///
    /// let (old, new) = ("[('q', [('px', '<f8')])]".parse()?, "[('q', [('price', '<f8')])]".parse()?);
    /// assert!(Conversion::plan(&old, &new, ConvertOptions::new().rename("q.px", "price")).is_ok());
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn rename(mut self, path: &str, name: &str) -> ConvertOptions {
        self.renames.push((path.to_owned(), name.to_owned()));
        self
    }

    /// The value of the field of the target at `path`, dotted, where the source does not have it.
    pub fn default_value<T: Element>(mut self, path: &str, value: T) -> ConvertOptions {
        let mut bytes = vec![0; size_of::<T>()].into_boxed_slice();
        write_value(value, &mut bytes);
        self.defaults.push(Given { path: path.to_owned(), dtype: T::DTYPE, bytes });
        self
    }

    /// Fields that the source does not have take the defaults that the type `R` declares: `#[record(default)]`. The
    /// target must be the dtype of `R`.
    ///
    /// ```
    /// use dtype_core::{ConvertOptions, Conversion, Element, Record};
    ///
    /// #[derive(Clone, Copy, Record)]
    /// #[repr(C)]
    /// struct Reading { value: u8, #[record(default = 100)] gain: u8 }
    ///
    /// let options = ConvertOptions::new().defaults_of::<Reading>();
    /// let conversion = Conversion::plan(&"[('value', 'u1')]".parse()?, Reading::DTYPE, &options)?;
    /// let mut out = [0; 4];
    /// conversion.run(&[1, 2], &mut out)?;
    /// assert_eq!(out, [1, 100, 2, 100]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn defaults_of<R: Element>(mut self) -> ConvertOptions {
        self.of_type = Some(OfType { dtype: R::DTYPE, write: R::write_default });
        self
    }
}

impl From<Casting> for ConvertOptions {
    fn from(casting: Casting) -> ConvertOptions {
        ConvertOptions::new().casting(casting)
    }
}

/// A copy.
impl From<&ConvertOptions> for ConvertOptions {
    fn from(options: &ConvertOptions) -> ConvertOptions {
        options.clone()
    }
}
