//! The names in a record, nested and flat: what `numpy.lib.recfunctions` tells of a dtype.
//!
//! As there, the records in a sub-array are not looked into.

use std::fmt;

use super::DType;
use super::descr::Quoted;

/// A field's name, and the names in it if it is a record: an entry of NumPy's `get_names`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// The name.
    pub name: String,
    /// What the field holds, if it is a record.
    pub inner: Vec<Names>,
}

impl DType {
    /// The names as a tree: NumPy's `get_names`. Empty if it is no record.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// let dtype: DType = "[('a', '<i4'), ('b', [('c', '<f8'), ('d', '<f4')])]".parse()?;
    /// let names = dtype.names();
    /// assert_eq!((names[1].name.as_str(), names[1].inner[0].name.as_str()), ("b", "c"));
    /// assert_eq!(names[1].to_string(), "('b', ('c', 'd'))");
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn names(&self) -> Vec<Names> {
        let fields = self.fields().unwrap_or_default().iter();
        fields.map(|field| Names { name: field.name().to_owned(), inner: field.dtype().names() }).collect()
    }

    /// All names, a record's before those in it: NumPy's `get_names_flat`.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// let dtype: DType = "[('a', '<i4'), ('b', [('c', '<f8'), ('d', '<f4')])]".parse()?;
    /// assert_eq!(dtype.names_flat(), ["a", "b", "c", "d"]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn names_flat(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for field in self.fields().unwrap_or_default() {
            names.push(field.name());
            names.extend(field.dtype().names_flat());
        }
        names
    }

    /// The fields that are no records, each by its own name: NumPy's `flatten_descr`. What is no record is one without
    /// a name.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// let dtype: DType = "[('a', '<i4'), ('b', [('c', '<f8'), ('d', '<f4')])]".parse()?;
    /// let flat: Vec<String> = dtype.flat_fields().iter().map(|(name, dtype)| format!("{name} {dtype}")).collect();
    /// assert_eq!(flat, ["a '<i4'", "c '<f8'", "d '<f4'"]);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn flat_fields(&self) -> Vec<(&str, &DType)> {
        let Some(fields) = self.fields() else { return vec![("", self)] };
        let mut flat = Vec::new();
        for field in fields {
            if field.dtype().is_record() {
                flat.extend(field.dtype().flat_fields());
            } else {
                flat.push((field.name(), field.dtype()));
            }
        }
        flat
    }

    /// Every name with the records around it, from the outside in: NumPy's `get_fieldstructure`.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// let dtype: DType = "[('a', '<i4'), ('b', [('c', [('d', '<f4')])])]".parse()?;
    /// assert_eq!(dtype.field_parents()[3], ("d", vec!["b", "c"]));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn field_parents(&self) -> Vec<(&str, Vec<&str>)> {
        let mut all = Vec::new();
        push_parents(self, &mut Vec::new(), &mut all);
        all
    }
}

fn push_parents<'d>(dtype: &'d DType, outer: &mut Vec<&'d str>, all: &mut Vec<(&'d str, Vec<&'d str>)>) {
    for field in dtype.fields().unwrap_or_default() {
        all.push((field.name(), outer.clone()));
        outer.push(field.name());
        push_parents(field.dtype(), outer, all);
        outer.pop();
    }
}

/// As Python shows the tuple.
impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.inner.is_empty() {
            return write!(f, "{}", Quoted(self.name.as_str()));
        }
        write!(f, "({}, (", Quoted(self.name.as_str()))?;
        for (i, inner) in self.inner.iter().enumerate() {
            write!(f, "{}{inner}", if i == 0 { "" } else { ", " })?;
        }
        f.write_str(if self.inner.len() == 1 { ",))" } else { "))" })
    }
}
