//! A `.npy` file: every way in reads the same array, and what is written back is read as the same again.

#![allow(unsafe_code, reason = "maps files that nobody else knows of")]

use std::io::{self, Cursor, Read};
use std::path::Path;

use dtype_core::npy::{self, LoadOptions, NdArray, RowReader};
use dtype_core::{Element, ErrorKind, RecordArray, Value};

use crate::memory::within;
use crate::scratch::Scratch;
use crate::{descr, naive, npy_header, statistics};

/// Input: the file.
pub fn run(data: &[u8]) {
    let array = within(room(data.len()), || npy::read_array(data));
    let slow = npy::read_array(Trickle { data, turn: 0 });
    let path = Scratch::file("npy", data);
    let loaded = within(room(data.len()), || npy::load_array(&path));
    let opened = within(room(data.len()), || npy::File::open(&path));
    typed(data, array.as_ref().ok());
    let array = match array {
        Ok(array) => array,
        Err(error) => {
            // The stream knows less than the file: not whether there is as much as the header says.
            assert!(slow.is_err() && loaded.is_err(), "{error}");
            let kind = error.kind();
            assert!(
                matches!(kind, ErrorKind::Format | ErrorKind::Unsupported | ErrorKind::Limit),
                "{error:?}"
            );
            assert_eq!(slow.err().map(|error| error.to_string()), Some(error.to_string()));
            assert!(opened.is_err());
            return;
        }
    };
    for other in [slow.expect("the same bytes"), loaded.expect("the same bytes")] {
        same(&array, &other);
    }
    let file = opened.expect("the same bytes");
    npy_header::check_header(file.header());
    assert_eq!(
        data.len() as u64 - file.trailing_len(),
        file.header().data_offset() + file.header().data_len()
    );
    in_parts(&array, &file);
    from_stream(data, &array);
    mapped(&path, &array);
    written(&array);
    grown(&array);
}

/// Memory that reading a file of so many bytes may take.
fn room(len: usize) -> usize {
    // A stream's buffer doubles as it fills, and both are there while the bytes move.
    (4 << 20) + 3 * len + descr::room(len)
}

fn same(a: &RecordArray, b: &RecordArray) {
    assert_eq!((a.dtype(), a.shape(), a.is_fortran()), (b.dtype(), b.shape(), b.is_fortran()));
    assert_eq!(a.as_bytes(), b.as_bytes());
}

/// Rows and blocks of the file, beside the array.
fn in_parts(array: &RecordArray, file: &npy::File) {
    assert_eq!((file.dtype(), file.shape()), (array.dtype(), array.shape()));
    let summary = file.summary().expect("the data is there");
    let whole = array.view().summary();
    assert_eq!(statistics::shown(summary.columns()), statistics::shown(whole.columns()));
    if file.len() > 1 << 12 || naive::count(array.dtype()) > 1 << 8 {
        return;
    }
    let view = array.view();
    let row = view.len().checked_div(file.len()).unwrap_or(0);
    let mut at = 0;
    for block in file.blocks(1 + file.len() / 3) {
        let block = block.expect("the data is there");
        let rows = block.view();
        for i in 0..rows.len() {
            let (part, whole) =
                (rows.record(i).expect("a record"), view.record(at * row + i).expect("a record"));
            assert!(naive::same(&part, &whole));
        }
        at += block.shape().first().copied().unwrap_or(1);
    }
    assert_eq!(at, file.len());
}

/// Rows as they come from a stream, of which nothing behind the array is taken.
fn from_stream(data: &[u8], array: &RecordArray) {
    let len = array.shape().first().copied().unwrap_or(1);
    let mut rest = data;
    let mut reader = RowReader::new(&mut rest).expect("the same bytes");
    if array.is_fortran() && array.shape().iter().filter(|&&len| len > 1).count() > 1 || len > 1 << 12 {
        return; // Rows that are scattered over the stream; or more than are worth asking for.
    }
    let mut bytes = Vec::new();
    while reader.remaining() > 0 {
        bytes.extend_from_slice(reader.rows(1 + len / 3).expect("the data is there").as_bytes());
    }
    assert!(bytes == array.as_bytes(), "other rows from a stream");
    let header = reader.header().clone();
    drop(reader);
    assert_eq!((data.len() - rest.len()) as u64, header.data_offset() + header.data_len());
    let summary = RowReader::new(data).and_then(RowReader::summary).expect("the data is there");
    assert_eq!(statistics::shown(summary.columns()), statistics::shown(array.view().summary().columns()));
}

/// The file as memory.
fn mapped(path: &Path, array: &RecordArray) {
    // SAFETY: the file is this thread's, which writes it again only when the map is gone.
    let map = unsafe { npy::Map::open(path) }.expect("the same file");
    assert_eq!((map.dtype(), map.shape(), map.as_bytes()), (array.dtype(), array.shape(), array.as_bytes()));
}

/// Written in two parts, of which nobody knew how long they would be.
fn grown(array: &RecordArray) {
    let ([len], true) = (array.shape(), array.dtype().itemsize() > 0) else { return };
    let (first, second) = array.as_bytes().split_at(len / 2 * array.dtype().itemsize());
    let part = |bytes: &[u8]| {
        let len = bytes.len() / array.dtype().itemsize();
        RecordArray::from_bytes(bytes, array.dtype(), &[len], false).expect("whole records")
    };
    let Ok(mut writer) = npy::Writer::new(Cursor::new(Vec::new()), array.dtype()) else { return };
    writer.write_array(&part(first)).expect("room for records");
    writer.write_array(&part(second)).expect("room for records");
    let parts = writer.finish().expect("room for records").into_inner();
    let mut limits = dtype_core::Limits::default();
    (limits.header_bytes, limits.depth) = (usize::MAX, dtype_core::Limits::MAX_DEPTH);
    let read = LoadOptions::from(limits).read_array(&parts[..]).expect("what we write");
    assert_eq!((read.dtype(), read.shape()), (array.dtype(), array.shape()));
    assert!((0..*len).all(|i| {
        let (part, whole) = (read.view().record(i), array.view().record(i));
        naive::same(&part.expect("a record"), &whole.expect("a record"))
    }));
}

/// Written and read again.
pub(crate) fn written(array: &RecordArray) {
    let mut file = Vec::new();
    if npy::write_array(&mut file, array).is_err() {
        return; // A header cannot say every dtype.
    }
    let mut limits = dtype_core::Limits::default();
    (limits.header_bytes, limits.depth) = (usize::MAX, dtype_core::Limits::MAX_DEPTH);
    let read = LoadOptions::from(limits.clone()).read_array(&file[..]).expect("what we write");
    assert_eq!(
        (read.dtype(), read.shape(), read.as_bytes()),
        (array.dtype(), array.shape(), array.as_bytes())
    );
    let mut again = Vec::new();
    npy::write_array(&mut again, &read).expect("what was written before");
    assert!(again == file, "written twice, in two ways");
}

/// The file as values of a type, where it has them.
fn typed(data: &[u8], array: Option<&RecordArray>) {
    read::<u8>(data, array, |value| Value::UInt(value.into()));
    read::<bool>(data, array, Value::Bool);
    read::<f32>(data, array, Value::Float32);
    read::<f64>(data, array, Value::Float64);
    read::<i64>(data, array, Value::Int);
    read::<dtype_core::Be<u16>>(data, array, |value| Value::UInt(value.get().into()));
    read::<[i16; 2]>(data, array, |pair| Value::Array(pair.map(|one| Value::Int(one.into())).to_vec()));
}

fn read<T: Element>(data: &[u8], array: Option<&RecordArray>, wrap: impl Fn(T) -> Value) {
    let is_asked = |array: &RecordArray| array.dtype() == T::DTYPE.flattened().0 || T::DTYPE == u8::DTYPE;
    if array.is_some_and(|array| !is_asked(array)) {
        return; // Refused, mostly; one type asks always.
    }
    let most = room(data.len()) + 8 * data.len();
    let Ok(values) = within(most, || npy::read_from::<T>(data)) else { return };
    let array = array.expect("what has values is an array");
    // Of several axes the inner ones may be those of the type.
    let items: Vec<Value> = array.view().any_column([""; 0]).expect("the whole").values().collect();
    let mut found = Vec::new();
    values.iter().for_each(|&value| naive::flat(wrap(value), &mut found));
    let mut expected = Vec::new();
    items.into_iter().for_each(|value| naive::flat(value, &mut expected));
    assert_eq!(found.len(), expected.len());
    assert!(found.iter().zip(&expected).all(|(a, b)| naive::same(a, b)), "{found:?}, not {expected:?}");
    let nd = LoadOptions::new().load_nd::<T>(Scratch::file("npy", data)).expect("the same file");
    assert_eq!(nd.len(), values.len());
    assert!(NdArray::new(values, nd.shape(), nd.is_fortran()).is_ok());
}

/// Reads that give one byte, then two, then three, and are interrupted.
struct Trickle<'a> {
    data: &'a [u8],
    turn: usize,
}

impl Read for Trickle<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.turn += 1;
        if self.turn.is_multiple_of(5) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let len = out.len().min(self.turn);
        self.data.read(&mut out[..len])
    }
}
