//! Which columns are meant by `-c`.
//!
//! A choice is a dtype: the same records with fewer fields, all of them where they were. An index into a sub-array is a
//! field of it, called `[3]`.

use std::path::Path;

use dtype_core::{AnyColumn, DType, Error, Field, RecordView, SortKey};

use crate::errors::{Code, Failure};
use crate::layout::{Layout, Leaf};
use crate::numbers::grouped;

/// Values of one record that are printed. In memory, a value takes many times what it takes in a file.
const MOST_VALUES: usize = 1 << 20;

/// Columns of a file.
pub(crate) struct Choice {
    /// What the records are to be read as: its leaves are the columns.
    pub(crate) dtype: DType,
    /// The columns.
    pub(crate) leaves: Vec<Leaf>,
}

impl Choice {
    /// The columns that are `wanted`, each a path or several with commas between them; all if none is. Records count as
    /// all columns in them.
    ///
    /// # Errors
    /// If a path leads nowhere.
    pub(crate) fn new(dtype: &DType, wanted: &[String]) -> Result<Choice, Error> {
        if wanted.is_empty() || wanted.iter().all(|path| is_unnamed(path, dtype)) {
            return Ok(Choice { dtype: dtype.clone(), leaves: Layout::of(dtype).leaves });
        }
        let nothing = RecordView::with_layout(&[], dtype, 0, 0, 0)?;
        let mut parts = Vec::new();
        for text in wanted {
            // Names may have commas in them.
            let is_one = nothing.any_column(text).is_ok();
            for path in if is_one { vec![text.as_str()] } else { text.split(',').map(str::trim).collect() } {
                // The library reads the path, and knows best what is wrong with it.
                nothing.any_column(path)?;
                parts.extend(only(dtype, path, true));
            }
        }
        // All of them are whole records, one over the other.
        let fields = parts.into_iter().enumerate();
        let fields = fields.map(|(i, part)| Field::new(&i.to_string(), part, 0)).collect();
        let dtype = DType::record(fields, Some(dtype.itemsize()))?;
        let mut leaves = Layout::of(&dtype).leaves;
        for leaf in &mut leaves {
            leaf.path.remove(0);
        }
        Ok(Choice { dtype, leaves })
    }

    /// The columns in records of this choice.
    pub(crate) fn columns<'a>(&self, records: &RecordView<'a>) -> Vec<AnyColumn<'a>> {
        records.any_columns().map(|(_, column)| column).collect()
    }

    /// Makes sure that a record has no more values than can be printed.
    pub(crate) fn check_printable(&self, path: &Path) -> Result<(), Failure> {
        let count = |shape: &[usize]| shape.iter().fold(1usize, |count, &len| count.saturating_mul(len));
        let values =
            self.leaves.iter().fold(0usize, |values, leaf| values.saturating_add(count(&leaf.shape)));
        if values <= MOST_VALUES {
            return Ok(());
        }
        let (path, most, values) = (path.display(), grouped(MOST_VALUES), grouped(values));
        let message = format!(
            "{path}: expected at most {most} values in a record to print, found {values}; choose some with -c"
        );
        Err(Failure::Said { code: Code::File, message })
    }
}

/// A column of records. Values that have no name are called `value`.
///
/// # Errors
/// If the path leads nowhere.
pub(crate) fn column<'a>(records: &RecordView<'a>, path: &str) -> Result<AnyColumn<'a>, Error> {
    match is_unnamed(path, records.dtype()) {
        true => records.any_column(&[] as &[&str]),
        false => records.any_column(path),
    }
}

/// The same to sort by.
pub(crate) fn sort_key<'p>(path: &'p str, dtype: &DType) -> SortKey<'p> {
    if is_unnamed(path, dtype) { SortKey::new([]) } else { SortKey::new(path) }
}

/// Does a path mean values that have no name?
pub(crate) fn is_unnamed(path: &str, dtype: &DType) -> bool {
    dtype.fields().is_none() && (path.is_empty() || path == "value")
}

/// The same type with nothing in it but what a path leads to, if it can be read so. `start` where no dot is needed.
fn only(dtype: &DType, path: &str, start: bool) -> Option<DType> {
    if path.is_empty() && !start {
        return Some(dtype.clone());
    }
    let (base, shape) = dtype.flattened();
    if let Some((index, rest)) = index(path)
        && let Some((_, inner)) = shape.split_first()
    {
        let element = DType::subarray(base.clone(), inner).ok()?;
        let offset = index.checked_mul(element.itemsize())?;
        let part = Field::new(&format!("[{index}]"), only(&element, rest, false)?, offset);
        return DType::record(vec![part], Some(dtype.itemsize())).ok();
    }
    let names = if start { path } else { path.strip_prefix('.')? };
    let part = base.fields()?.iter().find_map(|field| {
        let inner = only(field.dtype(), names.strip_prefix(field.name())?, false)?;
        Some(Field::new(field.name(), inner, field.offset()))
    })?;
    DType::subarray(DType::record(vec![part], Some(base.itemsize())).ok()?, &shape).ok()
}

/// The index at the start of a path, and what follows it.
fn index(path: &str) -> Option<(usize, &str)> {
    let (digits, rest) = path.strip_prefix('[')?.split_once(']')?;
    Some((digits.trim().parse().ok()?, rest))
}

/// A path as it is given to `-c`.
pub(crate) fn label(path: &[String]) -> String {
    let mut label = String::new();
    for (i, name) in path.iter().enumerate() {
        if i > 0 && !name.starts_with('[') {
            label.push('.');
        }
        label.push_str(name);
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &str = "[('t', 'u1'), ('a,b', '<u2'), ('q', [('bid', 'u1'), ('ask', 'u1', (2,))], (3,))]";

    fn labels(wanted: &[&str]) -> Result<Vec<String>, String> {
        let wanted: Vec<String> = wanted.iter().map(|&text| text.to_owned()).collect();
        let choice = Choice::new(&RECORD.parse().unwrap(), &wanted).map_err(|error| error.to_string())?;
        Ok(choice.leaves.iter().map(|leaf| label(&leaf.path)).collect())
    }

    #[test]
    fn paths_lists_and_records() {
        assert_eq!(labels(&[]).unwrap(), ["t", "a,b", "q.bid", "q.ask"]);
        assert_eq!(labels(&["q.ask, t", "a,b"]).unwrap(), ["q.ask", "t", "a,b"]);
        assert_eq!(labels(&["q"]).unwrap(), ["q.bid", "q.ask"]);
        assert_eq!(labels(&["q[1]"]).unwrap(), ["q[1].bid", "q[1].ask"]);
        assert_eq!(labels(&["q[1].bid", "t,t"]).unwrap(), ["q[1].bid", "t", "t"]);
        assert!(labels(&["t,q.bdi"]).unwrap_err().contains("did you mean 'bid'?"));
    }

    #[test]
    fn values_are_those_of_the_paths() {
        let dtype: DType = RECORD.parse().unwrap();
        let bytes: Vec<u8> = (0..24).collect();
        let all = RecordView::new(&bytes, &dtype).unwrap();
        for path in ["t", "a,b", "q.bid", "q.ask", "q[2].bid", "q[2].ask", "q[0].ask[1]"] {
            let choice = Choice::new(&dtype, &[path.to_owned()]).unwrap();
            let part = RecordView::new(&bytes, &choice.dtype).unwrap();
            let [column] = &choice.columns(&part)[..] else { panic!("{path}") };
            let expected: Vec<_> = all.any_column(path).unwrap().values().collect();
            assert_eq!(column.values().collect::<Vec<_>>(), expected, "{path}");
        }
    }

    #[test]
    fn files_without_fields_have_one_column() {
        let choice = Choice::new(&"<f8".parse().unwrap(), &[]).unwrap();
        assert_eq!((choice.dtype.to_string(), choice.leaves.len()), ("'<f8'".to_owned(), 1));
        assert_eq!(label(&choice.leaves[0].path), "");
    }
}
