//! A record with other fields: fewer, in another order, under other names, one right behind the other.

use super::layout::Packing;
use super::{DType, Field, Form, nearest};
use crate::error::{Error, Result};

impl DType {
    /// Without the fields at some paths, dotted for nested records, packed. A nested record that loses all its fields
    /// goes too.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// let dtype: DType = "[('a', '<i4'), ('b', [('c', '<f8'), ('d', '<f4')])]".parse()?;
    /// assert_eq!(dtype.without(&["a", "b.c"])?.to_string(), "[('b', [('d', '<f4')])]");
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such field, or more than one.
    pub fn without<S: AsRef<str>>(&self, paths: &[S]) -> Result<DType> {
        let mut edit =
            Edit { paths: paths.iter().map(|path| (path.as_ref(), "")).collect(), met: vec![0; paths.len()] };
        let left = edit.without(self, "")?;
        edit.check(self)?;
        left.map_or_else(|| DType::packed([]), Ok)
    }

    /// Some of the fields, in the order in which they are named, packed.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// let dtype: DType = "[('a', '<i4'), ('b', '<f8'), ('c', '|u1')]".parse()?;
    /// assert_eq!(dtype.with_fields(&["c", "a"])?.to_string(), "[('c', '|u1'), ('a', '<i4')]");
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such field;
    /// [`Format`](crate::ErrorKind::Format) if one is named twice.
    pub fn with_fields<S: AsRef<str>>(&self, names: &[S]) -> Result<DType> {
        let fields = names.iter().map(|name| {
            let name = name.as_ref();
            self.field(name).cloned().ok_or_else(|| missing(self, name))
        });
        DType::placed(fields.collect::<Result<_>>()?, Packing::PACKED)
    }

    /// The same layout with other names: pairs of a path, dotted for nested records, and the new name of its last field.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// let dtype: DType = "[('a', '<i4'), ('b', [('c', '<f8')])]".parse()?;
    /// let renamed = dtype.renamed(&[("a", "x"), ("b.c", "y")])?;
    /// assert_eq!(renamed.to_string(), "[('x', '<i4'), ('b', [('y', '<f8')])]");
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Mismatch`](crate::ErrorKind::Mismatch) if there is no such field, or more than one;
    /// [`Format`](crate::ErrorKind::Format) if two fields get one name.
    pub fn renamed(&self, renames: &[(&str, &str)]) -> Result<DType> {
        let mut edit = Edit { paths: renames.to_vec(), met: vec![0; renames.len()] };
        let renamed = edit.renamed(self, "")?;
        edit.check(self)?;
        Ok(renamed)
    }

    /// The same fields one right behind the other, or where C puts them: NumPy's `repack_fields`. Nested records change
    /// only if `recurse` says so, those in sub-arrays never; [`DType::to_packed`] and [`DType::to_aligned`] change all.
    ///
    /// ```
    /// use dtype_core::DType;
    ///
    /// let dtype: DType = "{'names': ['a', 'b'], 'formats': ['|u1', '<f8'], 'offsets': [3, 5]}".parse()?;
    /// assert_eq!(dtype.repacked(false, false)?.itemsize(), 9);
    /// assert_eq!(dtype.repacked(true, false)?.itemsize(), 16);
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Format`](crate::ErrorKind::Format) if it gets larger than
    /// [`layout::MAX_ITEMSIZE`](crate::layout::MAX_ITEMSIZE).
    pub fn repacked(&self, align: bool, recurse: bool) -> Result<DType> {
        let Some(fields) = self.fields() else { return Ok(self.clone()) };
        let fields = fields.iter().map(|field| {
            let dtype = if recurse { field.dtype().repacked(align, true)? } else { field.dtype().clone() };
            Ok(field.with_dtype(dtype))
        });
        DType::placed(fields.collect::<Result<_>>()?, if align { Packing::ALIGNED } else { Packing::PACKED })
    }
}

/// Paths, what they become, and how many fields each has met.
struct Edit<'e> {
    paths: Vec<(&'e str, &'e str)>,
    met: Vec<usize>,
}

impl<'e> Edit<'e> {
    /// The new name of the field at a path, if it is one of those.
    fn at(&mut self, path: &str) -> Option<&'e str> {
        let mut new = None;
        for ((wanted, name), met) in self.paths.iter().zip(&mut self.met) {
            if *wanted == path {
                *met += 1;
                new = Some(*name);
            }
        }
        new
    }

    /// `None` if no field is left.
    fn without(&mut self, dtype: &DType, outer: &str) -> Result<Option<DType>> {
        let Some(fields) = dtype.fields() else { return Ok(Some(dtype.clone())) };
        let mut left: Vec<Field> = Vec::with_capacity(fields.len());
        for field in fields {
            let path = joined(outer, field.name());
            // Looked into even if it goes: what is in it may be named too.
            let inner = self.without(field.dtype(), &path)?;
            if self.at(&path).is_none()
                && let Some(dtype) = inner
            {
                left.push(field.with_dtype(dtype));
            }
        }
        if left.is_empty() && !fields.is_empty() {
            return Ok(None);
        }
        DType::placed(left, Packing::PACKED).map(Some)
    }

    fn renamed(&mut self, dtype: &DType, outer: &str) -> Result<DType> {
        if let Some((base, shape)) = dtype.as_subarray() {
            return DType::subarray(self.renamed(base, outer)?, shape);
        }
        let Some(fields) = dtype.fields() else { return Ok(dtype.clone()) };
        let mut new = Vec::with_capacity(fields.len());
        for field in fields {
            let path = joined(outer, field.name());
            let inner = field.with_dtype(self.renamed(field.dtype(), &path)?);
            new.push(match self.at(&path) {
                Some(name) => inner.with_name(name),
                None => inner,
            });
        }
        let plain = DType::record(new, Some(dtype.itemsize()))?;
        Ok(if dtype.is_aligned() { plain.clone().flagged_aligned().unwrap_or(plain) } else { plain })
    }

    /// Whether every path has met one field.
    fn check(&self, dtype: &DType) -> Result<()> {
        match self.paths.iter().zip(&self.met).find(|&(_, &met)| met != 1) {
            None => Ok(()),
            Some((&(path, _), 0)) => Err(missing(dtype, path)),
            Some((&(path, _), _)) => Err(Error::mismatch(format!(
                "path '{path}' leads to more than one field, as a name has dots in it"
            ))),
        }
    }
}

fn joined(outer: &str, name: &str) -> String {
    if outer.is_empty() { name.to_owned() } else { format!("{outer}.{name}") }
}

fn missing(dtype: &DType, path: &str) -> Error {
    let mut paths = Vec::new();
    push_paths(dtype, "", &mut paths);
    let hint = match nearest(path, paths.iter().map(String::as_str)) {
        Some(near) => format!("; did you mean '{near}'?"),
        None => String::new(),
    };
    Error::mismatch(format!("there is no field '{path}'{hint}"))
}

fn push_paths(dtype: &DType, outer: &str, paths: &mut Vec<String>) {
    for field in dtype.flattened().0.fields().unwrap_or_default() {
        let path = joined(outer, field.name());
        push_paths(field.dtype(), &path, paths);
        paths.push(path);
    }
}

impl Field {
    /// The same field under another name.
    pub(crate) fn with_name(&self, name: &str) -> Field {
        let renamed = Field::new(name, self.dtype().clone(), self.offset());
        match self.title() {
            Some(title) => renamed.with_title(title),
            None => renamed,
        }
    }
}

impl DType {
    /// Whether it is a record.
    pub(crate) fn is_record(&self) -> bool {
        matches!(self.form, Form::Record { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dtype(text: &str) -> DType {
        text.parse().unwrap()
    }

    #[test]
    fn fields_that_are_left_are_packed() {
        let padded = DType::aligned([
            ("a", dtype("u1")),
            ("b", dtype("[('x', 'u1'), ('y', '<f8')]")),
            ("c", dtype("<i4")),
        ]);
        let padded = padded.unwrap();
        assert_eq!(
            padded.without(&["a"]).unwrap().to_string(),
            "[('b', [('x', '|u1'), ('y', '<f8')]), ('c', '<i4')]"
        );
        assert_eq!(padded.without(&["b.x", "b.y"]).unwrap().to_string(), "[('a', '|u1'), ('c', '<i4')]");
        assert_eq!(padded.without(&["b", "b.x"]).unwrap(), padded.without(&["b"]).unwrap());
        assert_eq!(padded.without(&["a", "b", "c"]).unwrap().fields().unwrap().len(), 0);
        assert_eq!(padded.without::<&str>(&[]).unwrap(), padded.to_packed().unwrap());
    }

    #[test]
    fn names_that_are_not_there_are_told() {
        let plain = dtype("[('price', '<f8'), ('b', [('size', 'u1')])]");
        let shown = |result: Result<DType>| result.unwrap_err().to_string();
        assert_eq!(shown(plain.without(&["prcie"])), "there is no field 'prcie'; did you mean 'price'?");
        assert_eq!(
            shown(plain.renamed(&[("b.siz", "x")])),
            "there is no field 'b.siz'; did you mean 'b.size'?"
        );
        assert_eq!(shown(plain.with_fields(&["x"])), "there is no field 'x'");
        assert!(shown(plain.renamed(&[("price", "b")])).contains("twice"));
        assert!(plain.renamed(&[("price", "b"), ("b", "price")]).is_ok());
        let dots = dtype("[('a.b', 'u1'), ('a', [('b', 'u1')])]");
        assert!(shown(dots.without(&["a.b"])).contains("more than one"));
    }

    #[test]
    fn renaming_moves_nothing() {
        let aligned = DType::aligned([("a", dtype("u1")), ("b", dtype("<f8"))]).unwrap();
        let renamed = aligned.renamed(&[("b", "c")]).unwrap();
        assert!(
            renamed.is_aligned() && renamed.itemsize() == 16 && renamed.field("c").unwrap().offset() == 8
        );
        let inner = dtype("[('s', [('x', '<i2')], (3,))]").renamed(&[("s.x", "y")]).unwrap();
        assert_eq!(inner.to_string(), "[('s', [('y', '<i2')], (3,))]");
    }
}
