//! Records through serde: to every format that it knows, and from it into records of a given dtype.
//!
//! The form of a record, typed or not:
//!
//! | dtype | is | if told otherwise |
//! |---|---|---|
//! | record | a map, names in the order of the fields | |
//! | sub-array | a sequence, one in another for each axis | |
//! | `?`, `i`, `u` | a boolean, an integer | |
//! | `f` | a number; NaN and infinities as text, `"NaN"`, `"Infinity"`, `"-Infinity"` | [`NonFinite`] |
//! | `c` | a pair, real and imaginary part | [`NonFinite`] |
//! | `S` | text without the NULs at its end; a sequence of bytes where they are not UTF-8 | [`Text`] |
//! | `U` | text without the NULs at its end; a sequence of code points where one is no character | [`Text`] |
//! | `M8` | ISO 8601 text as NumPy prints it, or `"NaT"` | [`Times`] |
//! | `m8` | the count of its steps, or `"NaT"` | |
//! | `V`, long doubles | two hexadecimal digits a byte, or bytes in formats that are not for people | |
//!
//! Reading takes all of these forms whatever was chosen for writing, fields in any order, numbers as text, and for a
//! missing field its default. A value that does not fit its dtype is an error that names the field.

mod options;
mod place;
mod read;
mod scalar;
#[cfg(feature = "csv")]
mod text;
mod typed;
mod value;
mod values;
mod write;

pub use options::{NonFinite, RecordFormat, Text, Times};
pub use read::RecordsSeed;
#[cfg(feature = "csv")]
pub(crate) use text::{put_text, write_text};
pub use typed::{deserialize, serialize};
pub use write::SerializeRecords;
