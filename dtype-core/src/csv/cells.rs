//! The columns of a record: every value in it, one by one.

use crate::dtype::{DType, Scalar};
use crate::error::{Error, Result};

/// Columns that a table may have.
const MOST: usize = 1 << 20;

/// One value of a record.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    /// The path that leads to it: `levels[0].px`.
    pub(super) name: String,
    pub(super) scalar: Scalar,
    /// In bytes from the start of the record.
    pub(super) offset: usize,
    /// The field that it is a value of, counted among those without fields.
    pub(super) leaf: usize,
    /// Its place among the values of that field in one record.
    pub(super) inner: usize,
}

/// All values of a record, in the order of the fields.
///
/// # Errors
/// [`Unsupported`](crate::ErrorKind::Unsupported) if it has Python objects, [`Limit`](crate::ErrorKind::Limit) if it has
/// more values than a table has columns.
pub(super) fn cells(dtype: &DType) -> Result<Vec<Cell>> {
    if dtype.has_object() {
        return Err(Error::unsupported("dtype with Python objects ('O'), whose bytes are addresses"));
    }
    let mut cells = Vec::new();
    walk(dtype, Place { path: "", offset: 0, leaf: 0 }, &mut cells)?;
    let mut counts = Vec::new();
    for cell in &mut cells {
        counts.resize(counts.len().max(cell.leaf + 1), 0);
        cell.inner = counts[cell.leaf];
        counts[cell.leaf] += 1;
    }
    Ok(cells)
}

/// Where a walk is.
#[derive(Clone, Copy)]
struct Place<'p> {
    path: &'p str,
    offset: usize,
    /// The number of the first field without fields from here on.
    leaf: usize,
}

fn walk(dtype: &DType, place: Place<'_>, cells: &mut Vec<Cell>) -> Result<()> {
    let (base, shape) = dtype.flattened();
    if shape.is_empty() {
        return item(base, place, cells);
    }
    let mut index = vec![0; shape.len()];
    for i in 0..shape.iter().product() {
        let mut rest: usize = i;
        for (place, &len) in index.iter_mut().zip(&shape).rev() {
            *place = rest % len;
            rest /= len;
        }
        let index: String = index.iter().map(|i| format!("[{i}]")).collect();
        let path = format!("{}{index}", place.path);
        item(base, Place { path: &path, offset: place.offset + i * base.itemsize(), ..place }, cells)?;
    }
    Ok(())
}

fn item(dtype: &DType, place: Place<'_>, cells: &mut Vec<Cell>) -> Result<()> {
    let Place { path, offset, mut leaf } = place;
    if let Some(fields) = dtype.fields() {
        for field in fields {
            let dot = if path.is_empty() { "" } else { "." };
            let path = format!("{path}{dot}{}", field.name());
            walk(field.dtype(), Place { path: &path, offset: offset + field.offset(), leaf }, cells)?;
            leaf += leaves(field.dtype());
        }
    } else if let Some(scalar) = dtype.as_scalar() {
        if cells.len() == MOST {
            return Err(Error::limit(format!("expected at most {MOST} values in a record, found more")));
        }
        let name = if path.is_empty() { "value".to_owned() } else { path.to_owned() };
        cells.push(Cell { name, scalar, offset, leaf, inner: 0 });
    }
    Ok(())
}

/// How many fields without fields there are, whatever the shapes.
fn leaves(dtype: &DType) -> usize {
    match dtype.flattened().0.fields() {
        Some(fields) => fields.iter().map(|field| leaves(field.dtype())).sum(),
        None => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_a_column() {
        let dtype = "[('a', 'u1'), ('q', [('x', '<u2', (2, 2)), ('y', 'S1')], (2,))]".parse().unwrap();
        let cells = cells(&dtype).unwrap();
        let names: Vec<&str> = cells.iter().map(|cell| cell.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "a",
                "q[0].x[0][0]",
                "q[0].x[0][1]",
                "q[0].x[1][0]",
                "q[0].x[1][1]",
                "q[0].y",
                "q[1].x[0][0]",
                "q[1].x[0][1]",
                "q[1].x[1][0]",
                "q[1].x[1][1]",
                "q[1].y"
            ]
        );
        let offsets: Vec<usize> = cells.iter().map(|cell| cell.offset).collect();
        assert_eq!(offsets, [0, 1, 3, 5, 7, 9, 10, 12, 14, 16, 18]);
        let places: Vec<_> = cells.iter().map(|cell| (cell.leaf, cell.inner)).collect();
        assert_eq!(places[1..6], [(1, 0), (1, 1), (1, 2), (1, 3), (2, 0)]);
        assert_eq!(places[6..], [(1, 4), (1, 5), (1, 6), (1, 7), (2, 1)]);
        assert_eq!(super::cells(&"<f8".parse().unwrap()).unwrap()[0].name, "value");
        assert!(super::cells(&"('u1', (2000, 2000))".parse().unwrap()).is_err());
    }
}
