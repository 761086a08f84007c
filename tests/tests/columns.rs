//! Columns against a plain model: every misalignment, stride, length and chain of selections.

use dtype_core::{
    Columns, DType, Element, ErrorKind, FieldOf, FixedBytes, FixedStr, Record, RecordView, RecordViewMut,
    cast,
};
use proptest::prelude::*;

/// A selection, done on a column and on a vector.
#[derive(Clone, Debug)]
enum Step {
    Rev,
    Every(usize),
    Slice(usize, usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        Just(Step::Rev),
        (1usize..5).prop_map(Step::Every),
        (0usize..12, 0usize..12).prop_map(|(a, b)| Step::Slice(a.min(b), a.max(b))),
    ];
    prop::collection::vec(step, 0..6)
}

/// The bytes at each position, then selected step by step.
fn model<T: Element>(bytes: &[u8], offset: usize, stride: isize, len: usize, steps: &[Step]) -> Vec<Vec<u8>> {
    let at = |i: usize| (offset as isize + i as isize * stride) as usize;
    let mut values: Vec<Vec<u8>> = (0..len).map(|i| bytes[at(i)..at(i) + size_of::<T>()].to_vec()).collect();
    for step in steps {
        match *step {
            Step::Rev => values.reverse(),
            Step::Every(n) => values = values.into_iter().step_by(n).collect(),
            Step::Slice(a, b) => values = values[a.min(values.len())..b.min(values.len())].to_vec(),
        }
    }
    values
}

fn agrees<T: Element>(
    bytes: &[u8],
    offset: usize,
    stride: isize,
    len: usize,
    steps: &[Step],
) -> Result<(), TestCaseError> {
    let view = RecordView::with_layout(bytes, T::DTYPE, offset, stride, len);
    let inside = (0..len as isize).all(|i| {
        let at = offset as isize + i * stride;
        at >= 0 && at + size_of::<T>() as isize <= bytes.len() as isize
    });
    prop_assert_eq!(view.is_ok(), inside);
    let Ok(view) = view else { return Ok(()) };
    let mut column = view.column::<T>(&[]).expect("the view's own dtype");
    for step in steps {
        column = match *step {
            Step::Rev => column.rev(),
            Step::Every(n) => column.step_by(n),
            Step::Slice(a, b) => column.slice(a.min(column.len())..b.min(column.len())),
        };
    }
    let expected = model::<T>(bytes, offset, stride, len, steps);
    let raw = |value: T| dtype_core::as_bytes(&[value]).to_vec();
    prop_assert_eq!(column.len(), expected.len());
    prop_assert_eq!(column.iter().map(raw).collect::<Vec<_>>(), expected.clone());
    prop_assert_eq!(
        column.iter().rev().map(raw).collect::<Vec<_>>(),
        expected.iter().rev().cloned().collect::<Vec<_>>()
    );
    for (i, value) in expected.iter().enumerate() {
        prop_assert_eq!(column.get(i).map(raw), Some(value.clone()));
    }
    prop_assert!(column.get(expected.len()).is_none());
    if let Some(slice) = column.as_slice() {
        prop_assert_eq!(dtype_core::as_bytes(slice), expected.concat());
    }
    Ok(())
}

proptest! {
    #[test]
    fn columns_agree_with_plain_indexing(
        bytes in prop::collection::vec(any::<u8>(), 0..120),
        shift in 0usize..16,
        offset in 0usize..20,
        stride in -20isize..20,
        len in 0usize..12,
        steps in steps(),
    ) {
        let bytes = &bytes[shift.min(bytes.len())..];
        agrees::<u8>(bytes, offset, stride, len, &steps)?;
        agrees::<u16>(bytes, offset, stride, len, &steps)?;
        agrees::<f64>(bytes, offset, stride, len, &steps)?;
        agrees::<[u8; 3]>(bytes, offset, stride, len, &steps)?;
        agrees::<FixedBytes<5>>(bytes, offset, stride, len, &steps)?;
        agrees::<zerocopy::big_endian::U32>(bytes, offset, stride, len, &steps)?;
    }

    #[test]
    fn writing_a_column_changes_its_bytes_only(
        before in prop::collection::vec(any::<u8>(), 0..120),
        offset in 0usize..12,
        stride in 1isize..20,
        len in 0usize..10,
        values in prop::collection::vec(any::<u32>(), 10),
    ) {
        let mut bytes = before.clone();
        let Ok(mut view) = RecordViewMut::with_layout(&mut bytes, u32::DTYPE, offset, stride, len) else {
            return Ok(());
        };
        let mut column = view.column_mut::<u32>(&[]).expect("the view's own dtype");
        prop_assert_eq!(column.len(), len);
        let mut expected = before;
        for (i, &value) in values[..len].iter().enumerate() {
            column.set(i, value);
            let at = offset + i * stride as usize;
            expected[at..at + 4].copy_from_slice(&value.to_ne_bytes());
        }
        prop_assert_eq!(bytes, expected);
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Record)]
#[repr(C)]
struct Inner {
    flag: u8,
    x: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Record)]
#[repr(C)]
struct Outer {
    id: u16,
    inner: Inner,
    pair: [Inner; 2],
}

fn outers() -> Vec<Outer> {
    let inner = |x: f64| Inner { flag: x as u8, x };
    (0..5)
        .map(|i| Outer { id: i, inner: inner(i.into()), pair: [inner(10.0), inner(20.0 + f64::from(i))] })
        .collect()
}

#[test]
fn handles_reach_into_nested_records_and_arrays() {
    const LAST: FieldOf<Outer, f64> = Outer::FIELDS.pair.at(1).then(Inner::FIELDS.x);
    let mut outers = outers();
    assert_eq!(outers.column(LAST).to_vec(), [20.0, 21.0, 22.0, 23.0, 24.0]);
    let (mut id, mut last) = outers.columns_mut((Outer::FIELDS.id, LAST)).unwrap();
    id.fill(7);
    last.update(|x| x + 1.0);
    assert_eq!((outers[4].id, outers[4].pair[1].x), (7, 25.0));

    let inner = outers.column(Outer::FIELDS.inner);
    assert_eq!(inner.get(3).map(|inner| inner.x), Some(3.0));
    outers.column_mut(Outer::FIELDS.inner).set(0, Inner { flag: 9, x: -1.0 });
    assert_eq!((outers[0].inner.flag, outers[0].inner.x), (9, -1.0));
}

#[test]
fn fields_that_share_bytes_are_not_lent_twice() {
    let mut outers = outers();
    let error = outers.columns_mut((Outer::FIELDS.pair, Outer::FIELDS.pair.at(0))).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected fields that share no bytes, found bytes 24..56 and 24..40 of the record"
    );
    let both =
        [Outer::FIELDS.pair.at(0).then(Inner::FIELDS.x), Outer::FIELDS.pair.at(1).then(Inner::FIELDS.x)];
    let [first, second] = outers.columns_mut(both).unwrap();
    assert_eq!((first.get(0), second.get(0)), (Some(10.0), Some(20.0)));
    assert!(outers.columns_mut([both[0], both[0]]).is_err());
}

#[test]
fn a_view_of_records_reads_fields_and_keeps_from_their_gaps() {
    let outers = outers();
    let view = RecordView::of(&outers);
    assert_eq!(view.column::<f64>("pair[1].x").unwrap().to_vec(), [20.0, 21.0, 22.0, 23.0, 24.0]);
    assert_eq!(view.any_column("pair.x").unwrap().shape(), [5, 2]);
    assert_eq!(view.record(1).unwrap().to_string(), "(1, (1, 1.0), [(10, 10.0), (21, 21.0)])");
    assert!(view.as_bytes().is_none());
    let error = view.column::<Inner>("inner").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Cast);
    assert_eq!(error.field(), Some("inner"));
}

#[test]
fn odd_bytes_are_shown_at_run_time_and_no_value_of_a_type() {
    let dtype: DType = "[('on', '?'), ('c', '<U1')]".parse().unwrap();
    let bytes = [2, 0x41, 0, 0, 0, 1, 0, 0xD8, 0, 0];
    let view = RecordView::new(&bytes, &dtype).unwrap();
    assert_eq!(view.record(0).unwrap().to_string(), "(True, 'A')");
    assert_eq!(
        view.column::<bool>("on").unwrap_err().to_string(),
        "field 'on': record 0 holds no value of its type: expected 0 or 1 for a bool, found 2"
    );
    assert_eq!(
        view.column::<char>("c").unwrap_err().to_string(),
        "field 'c': record 1 holds no value of its type: expected characters of Unicode, found the number 0xd800"
    );
    assert_eq!(view.any_column("c").unwrap().value(1).unwrap().to_string(), "'\\ud800'");
    assert!(cast::<bool>(&[1, 0]).is_ok());
}

#[test]
fn mistakes_name_both_sides() {
    let view = RecordView::of(&[1.5f64]);
    assert_eq!(view.column::<f32>(&[]).unwrap_err().to_string(), "expected dtype '<f4', found '<f8'");
    let dtype: DType = "[('price', '>f8'), ('levels', [('bid', '<f8')], (3,))]".parse().unwrap();
    let view = RecordView::new(&[0; 32], &dtype).unwrap();
    let error = view.column::<f64>("price").unwrap_err();
    assert!(error.to_string().starts_with("field 'price': expected dtype '<f8', found '>f8'; "), "{error}");
    let error = view.column::<f64>("levels.bid").unwrap_err().to_string();
    assert!(
        error.starts_with(
            "field 'levels.bid': expected a path to one value in each record, found [3] of them"
        ),
        "{error}"
    );
    let error = view.column::<f64>("prcie").unwrap_err().to_string();
    assert_eq!(error, "there is no field 'prcie'; did you mean 'price'?");
}

/// Each dtype has no bytes, and the number of its records or elements is what a file may claim.
#[test]
fn values_without_bytes_are_many_and_cost_nothing() {
    let claimed = 1 << 62;
    let texts: DType = "[('a', '<U0'), ('b', '|S0')]".parse().unwrap();
    let texts = RecordView::with_shape(&[], &texts, 0, &[claimed], false).unwrap();
    let a = texts.any_column("a").unwrap();
    assert_eq!((a.len(), a.argmin().unwrap(), a.argmax().unwrap()), (claimed, Some(0), Some(0)));
    assert_eq!(texts.column::<FixedStr<0>>("a").unwrap().len(), claimed);

    // As NumPy: `np.zeros(2, [('x', 'i4', (0, M, M, M))])['x'].strides` with M = 5, and what would not fit as it may.
    let empty: DType = "[('x', '<i4', (0, 2147483647, 2147483647, 2147483647))]".parse().unwrap();
    let empty = RecordView::with_layout(&[], &empty, 0, 0, 3).unwrap();
    let x = empty.any_column("x").unwrap();
    assert_eq!((x.len(), x.size(), x.value(0).unwrap().to_string()), (3, 0, "[]".to_owned()));
    let small: DType = "[('x', '<i4', (2, 0, 5))]".parse().unwrap();
    let small = RecordView::with_layout(&[], &small, 0, 0, 3).unwrap();
    assert_eq!(small.any_column("x").unwrap().strides(), [0, 20, 20, 4]);

    let none =
        RecordView::with_shape(&[], &"|V0".parse().unwrap(), 0, &[claimed, claimed, 0], false).unwrap();
    assert_eq!((none.any_column([]).unwrap().len(), none.any_column([]).unwrap().size()), (0, 0));
}
