//! What comes of statistics: values, by position and by name.

use std::fmt;

use super::plan::missing;
use crate::error::{Error, Result};
use crate::view::Value;

/// The values of some statistics, in the order in which they were asked for.
///
/// ```
/// use dtype_core::{RecordView, Stat, Value};
///
/// let stats = RecordView::of(&[1.5, 2.5]).stats([Stat::sum(&[]), Stat::var(&[], 2)]).run()?;
/// assert_eq!(stats.value("sum")?, Some(&Value::Float64(4.0)));
/// assert_eq!(stats.value("var")?, None);
/// assert_eq!(stats.names(), ["sum", "var"]);
/// assert!(stats.value("mean").is_err());
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct StatValues {
    pub(in crate::stats) names: Vec<String>,
    pub(in crate::stats) values: Vec<Option<Value>>,
}

/// What a statistic is found by: its position in the list, or its name.
pub trait StatSelect: sealed::Find {}

impl StatSelect for usize {}
impl StatSelect for &str {}
impl StatSelect for &String {}

pub(in crate::stats) mod sealed {
    use super::*;

    pub trait Find {
        /// The position, if there is such a statistic.
        fn find(&self, names: &[String]) -> Result<usize>;
    }

    impl Find for usize {
        fn find(&self, names: &[String]) -> Result<usize> {
            match *self < names.len() {
                true => Ok(*self),
                false => {
                    Err(Error::mismatch(format!("no statistic {self} from 0 on; there are {}", names.len())))
                }
            }
        }
    }

    impl Find for &str {
        fn find(&self, names: &[String]) -> Result<usize> {
            names.iter().position(|name| name == self).ok_or_else(|| missing(names, self))
        }
    }

    impl Find for &String {
        fn find(&self, names: &[String]) -> Result<usize> {
            Find::find(&self.as_str(), names)
        }
    }
}

impl StatValues {
    /// The value of a statistic, by its position or its name; `None` where there is nothing to make it of.
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if it was not asked for.
    pub fn value(&self, stat: impl StatSelect) -> Result<Option<&Value>> {
        Ok(self.values[stat.find(&self.names)?].as_ref())
    }

    /// All values.
    pub fn values(&self) -> &[Option<Value>] {
        &self.values
    }

    /// What they are called.
    pub fn names(&self) -> &[String] {
        &self.names
    }
}

impl fmt::Debug for StatValues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.names.iter().zip(&self.values)).finish()
    }
}
