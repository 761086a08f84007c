//! Typed memory: which Rust types are records and elements, and the casts between them and bytes.

mod cast;
pub(crate) mod derived;
pub(crate) mod element;
mod endian;
mod field_of;
mod invalid;
mod text;
mod time;

pub use cast::{CastError, as_bytes, cast, cast_mut};
pub(crate) use cast::{copy_values, is_solid, solid_bytes, write_value};
pub use element::Element;
pub use endian::{Be, ByteArray, Endian, Le};
pub use field_of::FieldOf;
pub(crate) use invalid::check_rows;
pub use text::{FixedBytes, FixedStr, LengthError, Void};
pub use time::{
    Attosecond, DateTime64, Day, Femtosecond, GenericUnit, Hour, Microsecond, Millisecond, Minute, Month,
    Nanosecond, Picosecond, Second, TimeDelta64, Unit, Week, Year,
};

/// A struct whose fields NumPy can name: what `#[derive(Record)]` makes of one.
///
/// ```
/// use dtype_core::{Element, Record};
///
/// #[derive(Clone, Copy, Record)]
/// #[repr(C)]
/// struct Trade { time: i64, price: f64, size: u32 }
///
/// assert_eq!(Trade::FIELDS.size.offset(), 16);
/// assert_eq!(Trade::DTYPE.itemsize(), 24);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a record",
    note = "write `#[derive(Clone, Copy, Record)] #[repr(C)]` above it"
)]
pub trait Record: Element {
    /// The type of [`Record::FIELDS`]: one handle for each field, under its name.
    type Fields: Copy + 'static;

    /// A typed handle for each field.
    const FIELDS: Self::Fields;
}
