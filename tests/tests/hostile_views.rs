//! Views that look for bytes that are not theirs: headers at the edges of what numbers can say, elements without bytes, and
//! parts that reach for each other.

use dtype_core::shape::{ArrayLayout, Index, Order, Step};
use dtype_core::{
    AnyArrayView, AnyArrayViewMut, ArrayView, ArrayViewMut, Columns, DType, Record, RecordView,
    RecordViewMut, Void,
};

const STRIDES: [isize; 6] = [isize::MIN, -4, 0, 1, isize::MAX - 1, isize::MAX];

/// Layouts without elements: whatever else they say, no byte is theirs.
fn without_elements() -> impl Iterator<Item = ArrayLayout> {
    let lengths = [0, 1, 3, isize::MAX as usize, usize::MAX];
    let shapes = lengths.into_iter().flat_map(move |a| lengths.map(|b| [a, b]));
    let shapes = shapes.flat_map(|[a, b]| [[0, a, b], [a, 0, b], [a, b, 0]]);
    shapes.flat_map(|shape| {
        let strides = STRIDES.into_iter().flat_map(|a| STRIDES.map(|b| [a, b]));
        strides.flat_map(move |[a, b]| {
            [isize::MIN, 5, isize::MAX].map(|offset| {
                ArrayLayout::strided(&shape, &[a, b, a], offset, 4).expect("no elements fit everywhere")
            })
        })
    })
}

#[test]
fn no_elements_lie_nowhere() {
    let mut bytes = [0; 8];
    let dtype: DType = "[('a', '<u2'), ('b', '<u2')]".parse().unwrap();
    for layout in without_elements() {
        let view = ArrayView::<u32>::from_bytes(&bytes, &layout).unwrap();
        assert_eq!((view.iter().next(), view.to_vec(), view.get(&[0; 3])), (None, vec![], None));
        assert_eq!(view.as_slice(), Some(&[][..]));
        for axis in 0..3 {
            for part in view.lanes(axis).unwrap().take(3).chain(view.lanes(axis).unwrap().rev().take(3)) {
                assert_eq!(part.iter().count(), part.size());
                assert!(part.is_empty());
            }
            let parts = view.axis_iter(axis).unwrap();
            parts.take(3).for_each(|part| assert!(part.is_empty()));
            view.axis_iter(axis).unwrap().rev().take(3).for_each(|part| assert!(part.is_empty()));
            view.chunks(axis, 2).unwrap().take(3).for_each(|part| assert!(part.is_empty()));
        }
        // Whether they can be said or not: nothing is read, and no sum overflows.
        let _ = (view.t(), view.flip(None), view.reshape(&[0], Order::C), view.ravel(Order::F));
        let _ = (view.diagonal(1, 0, 1), view.diagonal(-1, 2, 1), view.broadcast_to(&[2, 0, 0, 0]));
        let _ = (view.slice(((1..).step(isize::MAX),)), view.slice((Index::Ellipsis, ..0)));
        let _ = (view.windows(&[0; 3]).map(|windows| windows.take(3).count()), view.explain().to_string());
        assert!(view.as_strided(&[2], &[5]).is_err());
        assert!(!view.shares_memory(&view, 100).unwrap());
        let any = AnyArrayView::of(&view).unwrap();
        assert_eq!((any.values().count(), any.to_bytes(Order::F)), (0, Some(vec![])));
        let records = any.view_as(&dtype).and_then(|any| any.field("b"));
        assert!(records.is_err() || records.unwrap().typed::<u16>().unwrap().iter().next().is_none());

        let mut out = ArrayViewMut::<u32>::from_bytes(&mut bytes, &layout).unwrap();
        out.fill(7);
        out.update(|n| n + 1);
        out.reborrow().zip_update(&ArrayView::new(&[1]), |a, b| a + b).unwrap();
        assert_eq!(out.as_mut_slice(), Some(&mut [][..]));
        for axis in 0..3 {
            out.reborrow().lanes_mut(axis).unwrap().take(3).for_each(|mut lane| lane.fill(9));
            out.reborrow().axis_iter_mut(axis).unwrap().take(3).for_each(|mut part| part.fill(9));
            if let Ok((mut a, mut b)) = out.reborrow().split_at(axis, 1) {
                a.fill(1);
                b.fill(2);
            }
        }
        AnyArrayViewMut::from_bytes(&mut bytes, &dtype, &layout).unwrap().byteswap_in_place().unwrap();
        assert_eq!(bytes, [0; 8]);
    }
}

#[test]
fn elements_without_bytes_have_values_all_the_same() {
    let mut nothing = [[0u8; 0]; 6];
    let view = ArrayView::with_shape(&nothing, &[2, 3], Order::C).unwrap();
    assert_eq!((view.to_vec(), view.as_slice().map(<[_]>::len)), (vec![[]; 6], Some(6)));
    assert_eq!(view.spread().unwrap().iter().next(), None);
    assert_eq!(view.lanes(0).unwrap().map(|lane| lane.iter().count()).sum::<usize>(), 6);
    let mut out = ArrayViewMut::with_shape(&mut nothing, &[2, 3], Order::F).unwrap();
    out.update(|nothing| nothing);
    // What has no bytes shares none, so it may be met twice.
    let wide = out.reborrow().broadcast_to(&[4, 2, 3]).unwrap();
    assert_eq!(wide.as_view().iter().count(), 24);
    let (mut a, b) = out.split_at(1, 1).unwrap();
    assert_eq!((a.as_mut_slice().map(|a| a.len()), b.size()), (Some(2), 4));
    let layout = ArrayLayout::strided(&[3, 2], &[isize::MAX / 4, 3], 5, 0);
    assert!(layout.is_ok_and(|layout| ArrayView::<[u8; 0]>::from_bytes(&[0; 8], &layout).is_err()));
    let layout = ArrayLayout::strided(&[3, 2], &[-1, 3], 5, 0).unwrap();
    assert_eq!(ArrayView::<[u8; 0]>::from_bytes(&[0; 8], &layout).unwrap().to_vec().len(), 6);
}

#[test]
fn records_without_bytes_are_as_many_as_can_be_counted() {
    let dtype: DType = "V0".parse().unwrap();
    let most = isize::MAX as usize;
    let mut bytes = [0; 8];
    assert!(RecordView::with_layout(&bytes, &dtype, 8, 0, most + 1).is_err());
    assert!(RecordViewMut::with_layout(&mut bytes, &dtype, 8, 0, usize::MAX).is_err());
    let view = RecordView::with_layout(&bytes, &dtype, 8, 0, most).unwrap();
    assert_eq!((view.len(), view.as_array().unwrap().size()), (most, most));
    let mut view = RecordViewMut::with_layout(&mut bytes, &dtype, 8, 0, most).unwrap();
    let column = view.column_mut::<Void<0>>(&[] as &[&str]).unwrap().into_array();
    assert_eq!((column.size(), column.get(&[most - 1])), (most, Some(Void::default())));
}

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Padded {
    flag: bool,
    x: u32,
}

#[test]
fn parts_do_not_reach_each_other_over_their_base() {
    let mut bytes = [0; 24];
    let layout = ArrayLayout::new(&[24], 1, Order::C).unwrap();
    let all = ArrayViewMut::<u8>::from_bytes(&mut bytes, &layout).unwrap();
    let (a, mut b) = all.split_at(0, 12).unwrap();
    let mut a = a;
    assert!(a.reborrow().as_strided(&[13], &[1]).is_err() && a.reborrow().as_strided(&[2], &[12]).is_err());
    assert!(a.as_view().as_strided(&[13], &[1]).is_err());
    assert!(b.reborrow().as_strided(&[2], &[-1]).is_err());
    assert!(AnyArrayView::of(&a.as_view()).unwrap().view_as(&"<u2".parse().unwrap()).is_err());
    assert!(AnyArrayView::of(&a.as_view()).unwrap().as_strided(&[13], &[1]).is_err());
    let mut rows = b.reshape(&[3, 4], Order::C).unwrap().axis_iter_mut(0).unwrap();
    let (first, second) = (rows.next().unwrap(), rows.next().unwrap());
    assert!(first.as_strided(&[5], &[1]).is_err() && second.as_strided(&[2], &[-4]).is_err());
    let part = rows.next().unwrap().into_view();
    assert!(part.as_strided(&[4], &[1]).is_ok() && part.as_strided(&[4], &[-1]).is_err());
    a.fill(3);

    // Of a field over records, the gaps and the other fields are nobody's.
    let mut records = [Padded { flag: true, x: 1 }; 3];
    let mut flag = records.column_mut(Padded::FIELDS.flag).into_array();
    assert!(
        flag.reborrow().as_strided(&[2], &[1]).is_err() && flag.reborrow().as_strided(&[2], &[16]).is_ok()
    );
    let any = AnyArrayView::of(&flag.as_view()).unwrap();
    assert!(
        any.view_as(&"<u2".parse().unwrap()).is_err() && any.getfield(&"u1".parse().unwrap(), 0).is_err()
    );
    flag.fill(false);
    let whole = AnyArrayView::of(&ArrayView::new(&records)).unwrap();
    assert!(whole.to_bytes(Order::C).is_none() && whole.typed::<Padded>().is_err());
    assert!(whole.view_as(&"V8".parse().unwrap()).is_err());
}

#[test]
fn a_view_over_bytes_widened_looks_again() {
    let mut bytes = [1, 2, 0, 1];
    let layout = ArrayLayout::strided(&[2], &[2], 0, 1).unwrap();
    let mut flags = ArrayViewMut::<bool>::from_bytes(&mut bytes, &layout).unwrap();
    assert!(flags.reborrow().as_strided(&[4], &[1]).is_err());
    assert!(flags.as_view().as_strided(&[3], &[1]).is_err());
    assert!(flags.reborrow().as_strided(&[2], &[3]).is_ok());
    assert!(flags.reborrow().as_strided(&[2], &[0]).is_err());
    flags.fill(true);
    assert_eq!(bytes, [1, 2, 1, 1]);
}

#[test]
fn nothing_is_met_twice_to_be_written() {
    let mut bytes = [0u8; 64];
    let two = "<u2".parse::<DType>().unwrap();
    let sums = ArrayLayout::strided(&[3, 3, 3], &[7, 14, 21], 0, 7).unwrap(); // 1·14 = 2·7
    assert!(ArrayViewMut::<[u8; 7]>::from_bytes(&mut bytes, &sums).is_err());
    let turned = ArrayLayout::strided(&[4, 2], &[4, -2], 2, 4).unwrap();
    assert!(ArrayViewMut::<u32>::from_bytes(&mut bytes, &turned).is_err());
    let ones = ArrayLayout::strided(&[1, 4, 1], &[0, 2, isize::MIN + 1], 0, 2).unwrap();
    let mut view = ArrayViewMut::<u16>::from_bytes(&mut bytes, &ones).unwrap();
    assert!(
        view.reborrow().broadcast_to(&[2, 4, 1]).is_err() && view.reborrow().broadcast_to(&[1, 4, 1]).is_ok()
    );
    assert!(view.reborrow().sliding_window_view(&[2], Some(&[1])).is_err());
    assert!(view.reborrow().sliding_window_view(&[1], Some(&[1])).is_ok());
    assert!(view.reborrow().sliding_window_view(&[4], Some(&[1])).is_ok());
    assert!(
        view.reborrow().moveaxis(&[0, -3], &[1, 2]).is_err()
            && view.reborrow().transpose(&[0, 1, -2]).is_err()
    );
    assert!(view.reborrow().diagonal(0, 1, -2).is_err());
    let any = AnyArrayViewMut::from_bytes(&mut bytes, &two, &ones).unwrap();
    assert!(any.broadcast_to(&[1, 4, 5]).is_err());
    // Sub-arrays become axes, which may not be met twice either.
    let pairs = "('<u2', (2,))".parse::<DType>().unwrap();
    let near = ArrayLayout::strided(&[3], &[2], 0, 4).unwrap();
    assert!(AnyArrayViewMut::from_bytes(&mut bytes, &pairs, &near).is_err());
}
