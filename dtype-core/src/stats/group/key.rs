//! What records are grouped by.

use std::fmt;

use crate::dtype::{OwnedPath, Path, TimeStep};
use crate::record::{Element, FieldOf};

/// A column that records are grouped by, or the buckets that its times fall into.
///
/// ```
/// use dtype_core::{Key, RecordView, Stat};
///
/// let dtype = "[('time', '<M8[s]'), ('n', '|u1')]".parse()?;
/// let mut bytes = Vec::new();
/// for (time, n) in [(59i64, 1), (-1, 2), (60, 3), (0, 4)] {
///     bytes.extend(time.to_le_bytes());
///     bytes.push(n);
/// }
/// let view = RecordView::new(&bytes, &dtype)?;
/// let groups = view.group_by([Key::floor("time", "[1m]".parse()?)]).stats([Stat::sum("n")]).run()?;
/// let shown: Vec<String> = groups.keys().map(|key| key[0].to_string()).collect();
/// assert_eq!(shown, ["1969-12-31T23:59", "1970-01-01T00:00", "1970-01-01T00:01"]);
/// assert_eq!(groups.column("n_sum")?[1].as_ref().unwrap().to_string(), "5");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Key {
    pub(in crate::stats) path: OwnedPath,
    pub(in crate::stats) floor: Option<TimeStep>,
    pub(in crate::stats) name: Option<String>,
}

impl Key {
    /// The values of a column: integers, booleans, datetimes, timedeltas, bytes, text, floats. All NaN are one key, and so
    /// are all NaT, the last; `-0.0` is `0.0`.
    pub fn new(path: impl Path) -> Key {
        Key { path: path.owned(), floor: None, name: None }
    }

    /// Datetimes (timedeltas) rounded down to steps, as NumPy's `astype("M8[15m]")` rounds: counted from 1970, also before
    /// it. Buckets of months and years follow the calendar. NaT is a key of its own.
    pub fn floor(path: impl Path, step: TimeStep) -> Key {
        Key { path: path.owned(), floor: Some(step), name: None }
    }

    /// The same under another name among the results.
    pub fn named(self, name: impl Into<String>) -> Key {
        Key { name: Some(name.into()), ..self }
    }

    /// What it is called among the results: as the column is.
    pub fn name(&self) -> String {
        self.name.clone().unwrap_or_else(|| self.path.shown())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key {}", self.name())?;
        self.floor.map_or(Ok(()), |step| write!(f, " in steps of {step}"))
    }
}

impl From<&str> for Key {
    fn from(path: &str) -> Key {
        Key::new(path)
    }
}

impl From<&String> for Key {
    fn from(path: &String) -> Key {
        Key::new(path)
    }
}

impl From<String> for Key {
    fn from(path: String) -> Key {
        Key::new(path)
    }
}

impl<R: Element, T: Element> From<FieldOf<R, T>> for Key {
    fn from(field: FieldOf<R, T>) -> Key {
        Key::new(field)
    }
}
