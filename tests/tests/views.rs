//! N-D views over every kind of base: what they give, what they refuse, and how they explain themselves.

use dtype_core::shape::{ArrayLayout, Ellipsis, MAX_WORK, NewAxis, Order, ShapeError, Step};
use dtype_core::{
    AnyArrayView, AnyArrayViewMut, ArrayView, ArrayViewMut, ByteOrder, Columns, DType, ErrorKind, Record,
    RecordArray, RecordView, npy,
};
use proptest::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Record)]
#[repr(C, packed)]
struct Star {
    id: u32,
    pos: [f32; 3],
    seen: bool,
}

/// A gap of seven bytes behind `kind`.
#[derive(Clone, Copy, Debug, PartialEq, Record)]
#[repr(C)]
struct Gappy {
    kind: u8,
    value: f64,
}

fn stars(count: u32) -> Vec<Star> {
    (0..count)
        .map(|i| Star { id: i, pos: [i as f32, i as f32 + 0.25, i as f32 + 0.5], seen: i % 2 == 0 })
        .collect()
}

#[test]
fn a_field_of_arrays_is_an_array_of_two_axes() {
    let mut stars = stars(4);
    let pos = stars.column(Star::FIELDS.pos).as_array().spread().unwrap();
    assert_eq!((pos.shape(), pos.strides()), ([4, 3].into(), [17, 4].into()));
    assert!(!pos.flags().aligned && !pos.flags().c_contiguous);
    assert_eq!(pos.t().slice((1,)).unwrap().to_vec(), [0.25, 1.25, 2.25, 3.25]);
    let by_name = RecordView::of(&stars).array::<f32>("pos").unwrap();
    assert_eq!(by_name, pos);
    assert!(by_name.is_view_of(&stars) && by_name.shares_memory(&pos, MAX_WORK).unwrap());

    let pos = stars.column_mut(Star::FIELDS.pos).into_array().spread().unwrap();
    pos.slice((.., (..).step(-1))).unwrap().update(|x| x * 2.0);
    assert_eq!({ stars[3].pos }, [6.0, 6.5, 7.0]);
    assert_eq!({ stars[3].id }, 3);
}

#[test]
fn bytes_may_be_walked_in_any_way_that_stays_inside() {
    let bytes: Vec<u8> = (0..24).collect();
    for (shape, stride) in (0..5usize).flat_map(|n| (-9..10isize).map(move |stride| (n, stride))) {
        for offset in -1..26isize {
            let layout = ArrayLayout::strided(&[shape, 2], &[stride, 1], offset, 2).unwrap();
            let at = |i: usize, j: usize| offset + i as isize * stride + j as isize;
            let inside = (0..shape).all(|i| (0..2).all(|j| at(i, j) >= 0 && at(i, j) + 2 <= 24));
            let view = ArrayView::<u16>::from_bytes(&bytes, &layout);
            assert_eq!(view.is_ok(), inside, "{layout:?}");
            let Ok(view) = view else { continue };
            for (i, j) in (0..shape).flat_map(|i| (0..2).map(move |j| (i, j))) {
                let start = at(i, j) as usize;
                let expected = u16::from_ne_bytes([bytes[start], bytes[start + 1]]);
                assert_eq!(view.get(&[i, j]), Some(expected));
            }
            let all: Vec<u16> = (0..shape * 2).filter_map(|p| view.get(&[p / 2, p % 2])).collect();
            assert_eq!((view.to_vec(), view.iter().collect::<Vec<_>>()), (all.clone(), all));
        }
    }
}

#[test]
fn odd_bytes_become_no_values() {
    let bytes = [0, 1, 2, 1];
    let layout = |strides: &[isize]| ArrayLayout::strided(&[2, 2], strides, 0, 1).unwrap();
    let error = ArrayView::<bool>::from_bytes(&bytes, &layout(&[2, 1])).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Cast);
    let first = ArrayView::<bool>::from_bytes(&bytes, &layout(&[0, 1])).unwrap();
    assert_eq!(first.to_vec(), [false, true, false, true]);
    // Another walk over the same bytes looks at them again.
    assert_eq!(first.as_strided(&[3], &[1]).unwrap_err().kind(), ErrorKind::Cast);
    assert_eq!(first.as_strided(&[2], &[3]).unwrap().to_vec(), [false, true]);
}

#[test]
fn typed_values_are_walked_from_element_to_element() {
    let gappy: Vec<Gappy> = (0..6).map(|i| Gappy { kind: i, value: f64::from(i) }).collect();
    let kinds = gappy.column(Gappy::FIELDS.kind).as_array();
    assert_eq!(kinds.as_strided(&[2, 3], &[32, 16]).unwrap().to_vec(), [0, 1, 2, 2, 3, 4]);
    for (shape, stride) in [(2, 1), (2, 8), (7, 16), (2, -16), (2, 24)] {
        let error = kinds.as_strided(&[shape], &[stride]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Mismatch, "{shape} {stride}: {error}");
    }
    let records = AnyArrayView::of(&ArrayView::new(&gappy)).unwrap();
    assert_eq!(records.to_bytes(Order::C), None, "gaps are not initialised");
    assert!(records.view_as(&"|u1".parse().unwrap()).is_err());
    assert!(records.getfield(&"|u1".parse().unwrap(), 1).is_err());
    assert!(records.fields(&["value"]).unwrap().to_bytes(Order::C).is_none());
    assert_eq!(
        records.field("value").unwrap().typed::<f64>().unwrap().to_vec(),
        [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]
    );
}

#[test]
fn what_is_written_is_met_once() {
    let mut bytes = [0u8; 32];
    let overlaps = |strides: &[isize]| ArrayLayout::strided(&[3, 3], strides, 0, 2).unwrap();
    for strides in [[2, 2], [1, 8], [0, 2], [4, 2], [6, 3], [7, 2]] {
        let view = ArrayViewMut::<u16>::from_bytes(&mut bytes, &overlaps(&strides)).map(|view| view.size());
        let once = strides == [7, 2];
        assert_eq!(view.is_ok(), once, "{strides:?}");
    }
    let mut numbers = [1, 2, 3, 4];
    let mut view = ArrayViewMut::new(&mut numbers);
    let refused = |result: Result<ArrayViewMut<'_, i32>, ShapeError>| result.map(|_| ()).unwrap_err();
    assert_eq!(refused(view.reborrow().broadcast_to(&[2, 4])), ShapeError::Overlaps);
    assert_eq!(refused(view.reborrow().sliding_window_view(&[2], None)), ShapeError::Overlaps);
    assert!(view.reborrow().sliding_window_view(&[4], None).is_ok());
    assert!(view.reborrow().as_strided(&[2, 2], &[4, 4]).is_err());
    view.as_strided(&[2, 2], &[8, 4]).unwrap().t().slice((0,)).unwrap().fill(9);
    assert_eq!(numbers, [9, 2, 9, 4]);
}

#[test]
fn parts_of_a_mutable_view_reach_nothing_of_each_other() {
    let mut bytes = [0u8; 8];
    let layout = ArrayLayout::new(&[4], 2, Order::C).unwrap();
    let view = ArrayViewMut::<u16>::from_bytes(&mut bytes, &layout).unwrap();
    let (left, right) = view.split_at(0, 2).unwrap();
    // Over bytes a view could go anywhere, but half of one could meet the other half.
    assert!(left.as_view().as_strided(&[4], &[2]).is_err());
    assert!(right.as_strided(&[2], &[-2]).is_err());
    for row in ArrayViewMut::with_shape(&mut [0u8; 6], &[2, 3], Order::C).unwrap().axis_iter_mut(0).unwrap() {
        assert!(row.as_strided(&[6], &[1]).is_err());
    }
}

#[test]
fn lanes_windows_and_chunks() {
    let numbers: Vec<i32> = (0..24).collect();
    let a = ArrayView::with_shape(&numbers, &[2, 3, 4], Order::C).unwrap();
    let lanes: Vec<i32> = a.lanes(1).unwrap().map(|lane| lane.iter().sum()).collect();
    assert_eq!(lanes, [12, 15, 18, 21, 48, 51, 54, 57]);
    let last: Vec<_> = a.axis_iter(-1).unwrap().rev().map(|part| part.get(&[1, 2])).collect();
    assert_eq!(last, [Some(23), Some(22), Some(21), Some(20)]);
    let chunks: Vec<_> = a.chunks(2, 3).unwrap().map(|chunk| chunk.shape()[2]).collect();
    assert_eq!(chunks, [3, 1]);
    assert_eq!(a.windows(&[1, 2, 3]).unwrap().len(), 2 * 2 * 2);
    assert!(a.windows(&[1, 2]).is_err() && a.lanes(3).is_err());
    let mut copy = numbers.clone();
    for lane in ArrayViewMut::with_shape(&mut copy, &[2, 3, 4], Order::C).unwrap().lanes_mut(1).unwrap() {
        let first = lane.get(&[0]).unwrap();
        lane.slice((1..,)).unwrap().fill(first);
    }
    assert_eq!(copy[..12], [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3]);
}

#[test]
fn files_of_any_rank_and_order_are_views() {
    let array = npy::NdArray::new((0..24).collect::<Vec<i16>>(), &[4, 3, 2], true).unwrap();
    let view = array.view();
    assert!(view.flags().f_contiguous && !view.flags().c_contiguous);
    let folder = tempfile::tempdir().unwrap();
    npy::save_nd(folder.path().join("a.npy"), &array).unwrap();
    let read: RecordArray = npy::load_array(folder.path().join("a.npy")).unwrap();
    let typed = read.view().array::<i16>(&[]).unwrap();
    assert_eq!(typed, view);
    assert_eq!(typed.strides(), [2, 8, 24]);
    assert_eq!(typed.slice((3, Ellipsis, NewAxis)).unwrap().shape(), [3, 2, 1]);
}

#[test]
fn byte_order_is_reinterpreted_or_converted() {
    let dtype: DType =
        "[('n', '>u2'), ('in', [('z', '<c8'), ('b', '?')], (2,)), ('s', '>U1')]".parse().unwrap();
    let bytes: Vec<u8> = (0..dtype.itemsize() * 2).map(|i| (i * 7 % 2) as u8).collect();
    let mut array = RecordArray::from_bytes(&bytes, &dtype, &[2], false).unwrap();
    let before: Vec<String> = (0..2).map(|i| array.view().record(i).unwrap().to_string()).collect();
    let after = |array: &RecordArray| -> Vec<String> {
        (0..2).map(|i| array.view().record(i).unwrap().to_string()).collect()
    };
    for path in ["n", "in.z", "s"] {
        array.byteswap_in_place(path).unwrap();
        assert_eq!(after(&array), before, "{path}");
    }
    assert_eq!(array.dtype(), &dtype.swapped());
    let empty: &[&str] = &[];
    array.byteswap_in_place(empty).unwrap();
    assert_eq!((array.dtype(), array.as_bytes()), (&dtype, &bytes[..]));
    let error = array.byteswap_in_place("in[0].z").unwrap_err().to_string();
    assert!(error.contains("give the field as a whole"), "{error}");
    assert_eq!((array.dtype(), array.as_bytes()), (&dtype, &bytes[..]), "nothing is done");

    // The same bytes in the other order: NumPy's view(newbyteorder()).
    let view = array.as_array_mut().unwrap().field("n").unwrap().with_byte_order(ByteOrder::Little);
    let numbers = view.typed::<u16>().unwrap();
    assert_eq!(numbers.get(&[0]).map(u16::to_le_bytes), Some([bytes[0], bytes[1]]));
}

#[test]
fn overlapping_fields_are_not_converted() {
    let dtype: DType =
        "{'names': ['a', 'b'], 'formats': ['<u4', '<u2'], 'offsets': [0, 2], 'itemsize': 4}".parse().unwrap();
    let mut bytes = [1, 2, 3, 4];
    let layout = ArrayLayout::new(&[1], 4, Order::C).unwrap();
    let view = AnyArrayViewMut::from_bytes(&mut bytes, &dtype, &layout).unwrap();
    assert!(view.byteswap_in_place().is_err());
    assert_eq!(bytes, [1, 2, 3, 4]);
    let mut array = RecordArray::from_bytes(&bytes, &dtype, &[1], false).unwrap();
    assert!(array.byteswap_in_place("a").is_err());
    assert_eq!(array.as_bytes(), bytes);
}

#[test]
fn records_are_assigned_without_their_gaps() {
    let dtype: DType =
        "{'names': ['a', 'b'], 'formats': ['|u1', '<u2'], 'offsets': [0, 2], 'itemsize': 4}".parse().unwrap();
    let layout = ArrayLayout::new(&[2], 4, Order::C).unwrap();
    let from = [1, 99, 2, 3, 4, 99, 5, 6];
    let mut to = [0xA5; 8];
    let mut view = AnyArrayViewMut::from_bytes(&mut to, &dtype, &layout).unwrap();
    view.assign(&AnyArrayView::from_bytes(&from, &dtype, &layout).unwrap().flip(None).unwrap()).unwrap();
    assert_eq!(to, [4, 0xA5, 5, 6, 1, 0xA5, 2, 3]);
}

#[test]
fn views_print_as_numpy_prints_them() {
    let numbers: Vec<i32> = (0..12).map(|i| i * i - 10).collect();
    let a = ArrayView::with_shape(&numbers, &[2, 2, 3], Order::C).unwrap();
    assert_eq!(
        format!("{a:?}"),
        "[[[-10,  -9,  -6],\n  [ -1,   6,  15]],\n\n [[ 26,  39,  54],\n  [ 71,  90, 111]]]"
    );
    let long: Vec<u16> = (0..2000).collect();
    assert_eq!(format!("{:?}", ArrayView::new(&long)), "[   0,    1,    2, ..., 1997, 1998, 1999]");
    assert_eq!(format!("{:?}", a.slice((0, 0, 0)).unwrap()), "-10");
    assert_eq!(format!("{:?}", a.slice((.., 2..)).unwrap()), "[[],\n\n []]");
}

/// Screens that are read by people: kept as they are, to be read when they change.
#[test]
fn explanations() {
    let stars = stars(5);
    let pos = stars.column(Star::FIELDS.pos).as_array().spread().unwrap();
    // The address of a packed record is any; where it is decides the line about alignment.
    let aligned = |text: String| -> String {
        text.lines().filter(|line| !line.starts_with("  aligned")).map(|line| format!("{line}\n")).collect()
    };
    assert_eq!(
        aligned(pos.explain().to_string()),
        "\
15 items of '<f4', shape (5, 3)
  strides     [17, 4] bytes, items of 4
  place       from byte 0 of a base of 80; bytes 0..80
  C order     no: axis 0 steps 17 bytes, not the 12 from row to row without gaps
  F order     no: axis 0 steps 17 bytes, not the 4 from item to item without gaps
  writeable   no, it is borrowed to be read
  a copy      60 bytes; the view spans 80, and skips 20 of them
  walk        17 bytes a step along axis 0, 12 of them met:
              0         10
              000011112222.....
              (a digit is an item, counted along the other axes, a dot a byte that is skipped)
"
    );
    let numbers = [0u64; 10];
    let windows = ArrayView::new(&numbers).sliding_window_view(&[4], None).unwrap();
    assert_eq!(
        windows.explain().to_string(),
        "\
28 items of '<u8', shape (7, 4)
  strides     [8, 8] bytes, items of 8
  place       from byte 0 of a base of 80; bytes 0..80
  C order     no: axis 0 steps 8 bytes, not the 32 from row to row without gaps
  F order     no: axis 1 steps 8 bytes, not the 56 from column to column without gaps
  aligned     yes, at multiples of 8 bytes
  writeable   no, it is borrowed to be read
  a copy      224 bytes; the view has them in 80, 2.8 times over
  walk        8 bytes a step along axis 1, 8 of them met:
              0
              ********
              (a star a byte that is met more than once)
"
    );
    let mut bytes = [0u64; 4];
    let view = ArrayViewMut::with_shape(&mut bytes, &[2, 2], Order::F).unwrap().flip(Some(&[0])).unwrap();
    let text = view.explain().to_string();
    assert!(
        text.contains("  F order     no: axis 0 steps -8 bytes, not the 8 from item to item without gaps\n"),
        "{text}"
    );
    assert!(text.contains("  writeable   yes\n"), "{text}");
    assert_eq!(
        view.flags().to_string(),
        "  C_CONTIGUOUS : False\n  F_CONTIGUOUS : False\n  OWNDATA : False\n  WRITEABLE : True\n  ALIGNED : True\n"
    );
}

proptest! {
    /// Whatever is asked of bytes, a view gives what plain indexing gives, or an error.
    #[test]
    fn restrided_views_stay_inside(
        shape in proptest::collection::vec(0usize..5, 0..4),
        strides in proptest::collection::vec(-20isize..20, 0..4),
        offset in -4isize..40,
        typed in any::<bool>(),
    ) {
        let store: Vec<u8> = (0..40).map(|i| i * 3).collect();
        let first = ArrayView::new(&store).slice((offset..,)).unwrap();
        let bytes = ArrayLayout::strided(&[40], &[1], 0, 1).unwrap();
        let over_bytes = ArrayView::from_bytes(&store, &bytes).unwrap().slice((offset..,)).unwrap();
        let view = if typed { first } else { over_bytes };
        let start = view.layout().offset();
        if let Ok(view) = view.as_strided(&shape, &strides) {
            for (position, value) in view.iter().enumerate() {
                let mut rest = position;
                let mut at = start;
                for (&len, &stride) in shape.iter().zip(&strides).rev() {
                    at += (rest % len) as isize * stride;
                    rest /= len;
                }
                prop_assert_eq!(Some(&value), usize::try_from(at).ok().and_then(|at| store.get(at)));
                prop_assert!(!typed || at >= start);
            }
        }
    }
}
