//! The array interface: its flags and its dict are NumPy's, and C reads and writes records through its pointer.

use dtype_core::interop::array_interface::{ALIGNED, ArrayInterface, NOTSWAPPED, WRITEABLE};
use dtype_core::{DType, RecordArray, RecordView, RecordViewMut};

const TRADES: &str = "[('a', '<i4'), ('b', '>f8')]";
const ALIGNED_RECORD: &str =
    "{'names': ['a', 'b'], 'formats': ['u1', '<f8'], 'offsets': [0, 8], 'itemsize': 16, 'aligned': True}";
const OVERLAPPING: &str = "{'names': ['a', 'b'], 'formats': ['<i4', '<i2'], 'offsets': [0, 2]}";

/// Dtype, shape, order, offset in bytes; what NumPy says.
type Recorded = (&'static str, &'static [usize], char, usize, i32, &'static str);

/// What lies in 64-byte-aligned bytes, as `np.ndarray(shape, dtype, bytes, offset, order=order)`; and NumPy 2.4's
/// `flags` in `__array_struct__` and `__array_interface__` without `data`. For records, whose flags NumPy loses in that
/// struct, those of `ndarray.flags`.
#[rustfmt::skip]
const CASES: &[Recorded] = &[
    ("'<f8'", &[3], 'C', 0, 0x303, "'strides': None, 'descr': [('', '<f8')], 'typestr': '<f8', 'shape': (3,)"),
    ("'>f8'", &[3], 'C', 0, 0x103, "'strides': None, 'descr': [('', '>f8')], 'typestr': '>f8', 'shape': (3,)"),
    ("'<f8'", &[2, 3], 'C', 0, 0x301, "'strides': None, 'descr': [('', '<f8')], 'typestr': '<f8', 'shape': (2, 3)"),
    ("'<f8'", &[2, 3], 'F', 0, 0x302, "'strides': (8, 16), 'descr': [('', '<f8')], 'typestr': '<f8', 'shape': (2, 3)"),
    ("'<f8'", &[2, 3], 'C', 4, 0x201, "'strides': None, 'descr': [('', '<f8')], 'typestr': '<f8', 'shape': (2, 3)"),
    ("'<f8'", &[], 'C', 0, 0x303, "'strides': None, 'descr': [('', '<f8')], 'typestr': '<f8', 'shape': ()"),
    ("'<f8'", &[0, 3], 'C', 1, 0x303, "'strides': None, 'descr': [('', '<f8')], 'typestr': '<f8', 'shape': (0, 3)"),
    ("'<f8'", &[1, 3, 1], 'F', 0, 0x303, "'strides': None, 'descr': [('', '<f8')], 'typestr': '<f8', 'shape': (1, 3, 1)"),
    ("'?'", &[5], 'C', 1, 0x303, "'strides': None, 'descr': [('', '|b1')], 'typestr': '|b1', 'shape': (5,)"),
    ("'S5'", &[2], 'C', 3, 0x303, "'strides': None, 'descr': [('', '|S5')], 'typestr': '|S5', 'shape': (2,)"),
    ("'<U3'", &[2], 'C', 2, 0x203, "'strides': None, 'descr': [('', '<U3')], 'typestr': '<U3', 'shape': (2,)"),
    ("'<c8'", &[2], 'C', 4, 0x303, "'strides': None, 'descr': [('', '<c8')], 'typestr': '<c8', 'shape': (2,)"),
    ("'<M8[ns]'", &[2], 'C', 0, 0x303, "'strides': None, 'descr': [('', '<M8[ns]')], 'typestr': '<M8[ns]', 'shape': (2,)"),
    ("'>m8[25s]'", &[2], 'C', 0, 0x103, "'strides': None, 'descr': [('', '>m8[25s]')], 'typestr': '>m8[25s]', 'shape': (2,)"),
    ("'<f16'", &[2], 'C', 8, 0x203, "'strides': None, 'descr': [('', '<f16')], 'typestr': '<f16', 'shape': (2,)"),
    ("'V3'", &[2, 2], 'F', 0, 0x302, "'strides': (3, 6), 'descr': [('', '|V3')], 'typestr': '|V3', 'shape': (2, 2)"),
    (TRADES, &[4], 'C', 1, 0x303, "'strides': None, 'descr': [('a', '<i4'), ('b', '>f8')], 'typestr': '|V12', 'shape': (4,)"),
    (TRADES, &[2, 2], 'F', 0, 0x302, "'strides': (12, 24), 'descr': [('a', '<i4'), ('b', '>f8')], 'typestr': '|V12', 'shape': (2, 2)"),
    (ALIGNED_RECORD, &[4], 'C', 0, 0x303, "'strides': None, 'descr': [('a', '|u1'), ('', '|V7'), ('b', '<f8')], 'typestr': '|V16', 'shape': (4,)"),
    (ALIGNED_RECORD, &[4], 'C', 4, 0x203, "'strides': None, 'descr': [('a', '|u1'), ('', '|V7'), ('b', '<f8')], 'typestr': '|V16', 'shape': (4,)"),
    (OVERLAPPING, &[2], 'C', 0, 0x303, "'strides': None, 'descr': [('', '|V4')], 'typestr': '|V4', 'shape': (2,)"),
    ("('<i4', (2, 3))", &[5], 'C', 0, 0x301, "'strides': None, 'descr': [('', '<i4')], 'typestr': '<i4', 'shape': (5, 2, 3)"),
    ("([('x', '<i2')], (2,))", &[5], 'C', 0, 0x301, "'strides': None, 'descr': [('x', '<i2')], 'typestr': '|V2', 'shape': (5, 2)"),
    ("[('a', '<i4'), ('b', [('x', '<i2')], (2,))]", &[2], 'C', 0, 0x303,
        "'strides': None, 'descr': [('a', '<i4'), ('b', [('x', '<i2')], (2,))], 'typestr': '|V8', 'shape': (2,)"),
];

/// The same along one axis: dtype, offset, stride, count.
#[rustfmt::skip]
const STRIDED: &[(&str, usize, isize, usize, i32, &str)] = &[
    ("'<f8'", 0, 16, 4, 0x300, "'strides': (16,), 'descr': [('', '<f8')], 'typestr': '<f8', 'shape': (4,)"),
    ("'<f8'", 24, -8, 4, 0x300, "'strides': (-8,), 'descr': [('', '<f8')], 'typestr': '<f8', 'shape': (4,)"),
    ("'<f8'", 0, 12, 4, 0x200, "'strides': (12,), 'descr': [('', '<f8')], 'typestr': '<f8', 'shape': (4,)"),
    ("'<f8'", 8, 12, 1, 0x303, "'strides': None, 'descr': [('', '<f8')], 'typestr': '<f8', 'shape': (1,)"),
    ("'<f8'", 0, 0, 3, 0x300, "'strides': (0,), 'descr': [('', '<f8')], 'typestr': '<f8', 'shape': (3,)"),
    ("'<i2'", 1, -3, 1, 0x203, "'strides': None, 'descr': [('', '<i2')], 'typestr': '<i2', 'shape': (1,)"),
    ("'<f8'", 4, 7, 0, 0x303, "'strides': None, 'descr': [('', '<f8')], 'typestr': '<f8', 'shape': (0,)"),
    (TRADES, 0, 20, 3, 0x300, "'strides': (20,), 'descr': [('a', '<i4'), ('b', '>f8')], 'typestr': '|V12', 'shape': (3,)"),
];

#[test]
fn flags_and_dicts_are_numpys() {
    let memory = RecordArray::zeros(&parsed("u1"), &[2048]).unwrap();
    for &(dtype, shape, order, offset, flags, dict) in CASES {
        let (bytes, dtype) = (memory.as_bytes(), parsed(dtype));
        let view = RecordView::with_shape(bytes, &dtype, offset, shape, order == 'F').unwrap();
        check(&view, offset, flags, dict);
    }
    for &(dtype, offset, stride, count, flags, dict) in STRIDED {
        let view = RecordView::with_layout(memory.as_bytes(), &parsed(dtype), offset, stride, count).unwrap();
        check(&view, offset, flags, dict);
    }
}

fn check(view: &RecordView, offset: usize, flags: i32, dict: &str) {
    let interface = ArrayInterface::of(view).unwrap();
    let raw = interface.as_raw();
    assert_eq!(raw.flags, flags, "{view:?} at {offset}");
    let expected = format!("{{'data': ({}, True), {dict}, 'version': 3}}", raw.data.addr());
    assert_eq!(interface.to_dict(), expected);
    let (base, _) = view.dtype().flattened();
    assert_eq!((raw.two, raw.itemsize as usize), (2, base.itemsize()));
    assert_eq!(char::from(raw.typekind as u8), base.kind());
    assert_eq!(raw.nd == 0, raw.shape.is_null());
    assert!(raw.descr.is_null());
    if !view.is_empty() {
        assert_eq!(raw.data.addr() % 64, offset % 64);
    }
}

#[test]
fn the_pointers_move_along() {
    let numbers = [[1i16, 2], [3, 4]];
    let interface = ArrayInterface::of(&RecordView::of(&numbers)).unwrap();
    let shape = interface.as_raw().shape;
    let moved = Box::new(interface);
    assert_eq!(moved.shape().as_ptr(), shape.cast_const());
    assert_eq!(moved.strides().as_ptr(), moved.as_raw().strides.cast_const());
    assert_eq!((moved.shape(), moved.strides()), (&[2, 2][..], &[4, 2][..]));
}

#[test]
fn only_what_may_be_written_says_so() {
    let mut bytes = [0; 24];
    let mut view = RecordViewMut::with_layout(&mut bytes, &parsed(TRADES), 12, -12, 2).unwrap();
    assert_eq!(ArrayInterface::of(&view.as_view()).unwrap().as_raw().flags, ALIGNED | NOTSWAPPED);
    let interface = ArrayInterface::of_mut(&mut view).unwrap();
    assert_eq!(interface.as_raw().flags, ALIGNED | NOTSWAPPED | WRITEABLE);
    assert!(interface.to_dict().contains(", False), 'strides': (-12,)"));
    assert_eq!(interface.strides(), [-12]);
    let data = interface.as_raw().data.addr();
    assert_eq!(data, bytes.as_ptr().addr() + 12);
}

fn parsed(dtype: &str) -> DType {
    dtype.parse().unwrap_or_else(|error| panic!("{dtype}: {error}"))
}
