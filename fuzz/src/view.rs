//! Records of any dtype at any offset, stride and shape: what a view shows is what a naive reader finds.

use arbitrary::{Result, Unstructured};
use dtype_core::{AnyColumn, DType, Element, RecordArray, RecordView, Value};

use crate::choices::{self, TakeRest};
use crate::naive;
use crate::selection;
use crate::statistics;

/// Input: choices of a dtype and of a layout; the rest is the bytes.
pub fn run(data: &[u8]) {
    let _ = checked(&mut Unstructured::new(data));
}

fn checked(u: &mut Unstructured<'_>) -> Result<()> {
    let dtype = choices::dtype(u, 4)?;
    if u.ratio(1, 3)? {
        return shaped(u, &dtype);
    }
    let (offset, stride, count) = (edge(u)?, edge(u)?, edge(u)?);
    let stride = if u.arbitrary()? { (stride as isize).wrapping_neg() } else { stride as isize };
    let turns = u.arbitrary()?;
    let bytes = u.take_rest_bytes();
    let inside = |i: i128| {
        let at = offset as i128 + i * stride as i128;
        at >= 0 && at + dtype.itemsize() as i128 <= bytes.len() as i128
    };
    let is_inside = count == 0 || inside(0) && inside(count as i128 - 1);
    let view = RecordView::with_layout(&bytes, &dtype, offset, stride, count);
    // Positions on top of each other can be more than memory holds; then they are refused for that.
    assert!(view.is_ok() == is_inside || count > 1 << 40, "{dtype} {offset} {stride} {count}");
    let Ok(view) = view else { return Ok(()) };
    if is_much(count, &dtype) {
        return Ok(());
    }
    let starts = (0..count).map(|i| (offset as isize + i as isize * stride) as usize).collect::<Vec<_>>();
    assert_eq!((view.shape(), view.strides()), (vec![count], vec![stride]));
    compare(&view, &bytes, &starts);
    halves(&view, turns);
    Ok(())
}

/// Mostly a small number, sometimes one at the edge of what a machine counts.
fn edge(u: &mut Unstructured<'_>) -> Result<usize> {
    match u.int_in_range(0..=40)? {
        40 => Ok([usize::MAX, isize::MAX as usize, isize::MAX as usize + 1, 1 << 32][u.choose_index(4)?]),
        small => Ok(small),
    }
}

/// An array of any number of axes in C or Fortran order, with the bytes right behind each other.
fn shaped(u: &mut Unstructured<'_>, dtype: &DType) -> Result<()> {
    let (shape, fortran) = (choices::lens(u, 4, 4)?, u.arbitrary()?);
    let turns = u.arbitrary()?;
    let count = shape.iter().product::<usize>();
    if is_much(count, dtype) {
        return Ok(());
    }
    let mut bytes = u.take_rest_bytes();
    let view = RecordView::with_shape(&bytes, dtype, 0, &shape, fortran);
    assert_eq!(view.is_ok(), count == 0 || count * dtype.itemsize() <= bytes.len());
    bytes.resize(count * dtype.itemsize(), 7);
    let array = RecordArray::from_bytes(&bytes, dtype, &shape, fortran).expect("as many bytes as it takes");
    let view = array.view();
    assert_eq!((array.as_bytes(), view.shape()), (&bytes[..], shape.clone()));
    let starts = (0..count).map(|i| place(i, &shape, fortran) * dtype.itemsize()).collect::<Vec<_>>();
    compare(&view, &bytes, &starts);
    if shape.first().is_some_and(|&len| len > 0) {
        halves(&view, turns);
    }
    Ok(())
}

/// Whether there are more values than are worth looking at one by one. Large ones teach no more than small ones.
fn is_much(count: usize, dtype: &DType) -> bool {
    count.saturating_mul(naive::count(dtype)) > 1 << 9
}

/// Where item `i` in C order lies among all.
fn place(mut i: usize, shape: &[usize], fortran: bool) -> usize {
    if !fortran {
        return i;
    }
    let mut index: Vec<usize> = shape.iter().rev().map(|&len| (i % len, i /= len).0).collect();
    index.reverse();
    index.iter().zip(shape).rev().fold(0, |at, (&i, &len)| at * len + i)
}

/// All that a view shows, against the model. `starts` are the first bytes of its records, in order.
fn compare(view: &RecordView<'_>, bytes: &[u8], starts: &[usize]) {
    let dtype = view.dtype();
    let rows: Vec<Value> = starts.iter().map(|&at| naive::value(dtype, &bytes[at..])).collect();
    assert_eq!((view.len(), view.is_empty()), (rows.len(), rows.is_empty()));
    for (i, row) in rows.iter().enumerate() {
        let found = view.record(i).expect("a record");
        assert!(naive::same(&found, row), "{dtype}: record {i}: {found:?}, not {row:?}");
        let _ = found.to_string();
    }
    assert_eq!(view.record(rows.len()), None);
    if let Some(whole) = view.as_bytes() {
        let all: Vec<u8> = starts.iter().flat_map(|&at| &bytes[at..at + dtype.itemsize()]).copied().collect();
        assert_eq!(whole, all);
    }
    let paths = naive::leaves(dtype);
    assert!(view.any_columns().map(|(path, _)| path).eq(paths.iter().cloned()));
    for (path, column) in view.any_columns() {
        let by_path = view.any_column(&path[..]).expect("the path of a column");
        assert_eq!((by_path.dtype(), by_path.shape()), (column.dtype(), column.shape()));
        let values: Vec<Value> = rows.iter().map(|row| naive::at(row, &path)).collect();
        compare_column(&column, &values);
        compare_typed(view, &path, &values);
        statistics::compare(&column, &values);
    }
    statistics::compare_summary(view, &rows);
}

fn compare_column(column: &AnyColumn<'_>, values: &[Value]) {
    assert_eq!(column.len(), values.len());
    assert_eq!(column.size(), column.shape().iter().product::<usize>());
    assert_eq!(column.shape().len(), column.strides().len());
    assert_eq!(column.values().count(), values.len());
    for (i, (found, value)) in column.values().zip(values).enumerate() {
        assert!(naive::same(&found, value), "{}: value {i}: {found:?}, not {value:?}", column.dtype());
    }
    assert_eq!(column.value(values.len()), None);
}

/// The same column as values of a type, if there is one for it.
fn compare_typed(view: &RecordView<'_>, path: &[String], values: &[Value]) {
    typed::<bool>(view, path, values, Value::Bool);
    typed::<u8>(view, path, values, |value| Value::UInt(value.into()));
    typed::<i16>(view, path, values, |value| Value::Int(value.into()));
    typed::<u32>(view, path, values, |value| Value::UInt(value.into()));
    typed::<i64>(view, path, values, Value::Int);
    typed::<f32>(view, path, values, Value::Float32);
    typed::<f64>(view, path, values, Value::Float64);
    typed::<[f32; 2]>(view, path, values, |pair| Value::Array(pair.map(Value::Float32).to_vec()));
    typed::<dtype_core::Be<f64>>(view, path, values, |value| Value::Float64(value.get()));
    typed::<dtype_core::Be<i64>>(view, path, values, |value| Value::Int(value.get()));
    typed::<dtype_core::FixedBytes<3>>(view, path, values, |value| Value::Bytes(value.as_bytes().to_vec()));
}

fn typed<T: Element>(view: &RecordView<'_>, path: &[String], values: &[Value], wrap: impl Fn(T) -> Value) {
    if view.any_column(path).is_ok_and(|column| column.dtype() != T::DTYPE) {
        return; // Refused at some length, by the same question.
    }
    let Ok(column) = view.column::<T>(path) else { return };
    assert_eq!(column.len(), values.len());
    for (found, value) in column.iter().zip(values) {
        let found = wrap(found);
        assert!(naive::same(&found, value), "{path:?}: {found:?}, not {value:?}");
    }
    let values: Vec<Value> = column.to_vec().into_iter().map(&wrap).collect();
    selection::compare(column, &values, &wrap);
}

/// A view in two parts is the view, and so are their statistics.
fn halves(view: &RecordView<'_>, turns: u8) {
    let len = view.shape()[0];
    let middle = usize::from(turns) % (len + 1);
    let (first, second) = (view.slice(0..middle), view.slice(middle..len));
    assert_eq!(first.len() + second.len(), view.len());
    for i in 0..view.len() {
        let part = if i < first.len() { first.record(i) } else { second.record(i - first.len()) };
        let (part, whole) = (part.expect("a record"), view.record(i).expect("a record"));
        assert!(naive::same(&part, &whole));
    }
    statistics::compare_parts(view, &[first, second]);
}
