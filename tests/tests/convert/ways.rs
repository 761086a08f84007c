//! Every way of carrying a conversion out does the same.

use dtype_core::{Conversion, RecordArray, RecordView, RecordViewMut, npy};
use proptest::prelude::*;

use crate::Dice;

/// Compares all ways with what is expected of the records in `src`.
pub(crate) fn check(
    conversion: &Conversion,
    src: &[u8],
    expected: &[u8],
    count: usize,
    dice: &mut Dice,
) -> Result<(), TestCaseError> {
    let (from, to) = (conversion.source(), conversion.target());
    let fail = |error: dtype_core::Error| TestCaseError::fail(error.to_string());

    let mut out = vec![0xA5; expected.len()];
    conversion.run(src, &mut out).map_err(fail)?;
    prop_assert_eq!(&out, expected, "{}: {}\n{}", from, to, conversion);
    if from.itemsize() == 0 || to.itemsize() == 0 {
        return Ok(());
    }

    // Into fresh memory, from dense records and from such with gaps in another direction.
    let dense = RecordView::new(src, from).map_err(fail)?;
    let array = conversion.to_array(&dense).map_err(fail)?;
    prop_assert_eq!(array.as_bytes(), expected);
    let (from_gap, to_gap) = (1 + dice.below(9), dice.below(3));
    let from_stride = from.itemsize() + from_gap;
    let mut spread = vec![0x3C; from_stride * count];
    for (i, record) in src.chunks_exact(from.itemsize()).enumerate() {
        spread[(count - 1 - i) * from_stride..][..from.itemsize()].copy_from_slice(record);
    }
    let last = from_stride * count.saturating_sub(1);
    let spread =
        RecordView::with_layout(&spread, from, last, -(from_stride as isize), count).map_err(fail)?;
    let array = conversion.to_array(&spread).map_err(fail)?;
    prop_assert_eq!(array.as_bytes(), expected);

    // Into memory of the caller with gaps, which stay.
    for view in [&dense, &spread] {
        let to_stride = to.itemsize() + to_gap;
        let mut out = vec![0xA5; to_stride * count];
        let mut target =
            RecordViewMut::with_layout(&mut out, to, 0, to_stride as isize, count).map_err(fail)?;
        conversion.run_views(view, &mut target).map_err(fail)?;
        for (record, expected) in out.chunks_exact(to_stride).zip(expected.chunks_exact(to.itemsize())) {
            prop_assert_eq!(&record[..to.itemsize()], expected);
            prop_assert!(record[to.itemsize()..].iter().all(|&byte| byte == 0xA5));
        }
    }

    // Two axes, in Fortran order.
    if count.is_multiple_of(2) && count > 0 {
        let rows = count / 2;
        let view = RecordView::with_shape(src, from, 0, &[rows, 2], true).map_err(fail)?;
        let array = conversion.to_array(&view).map_err(fail)?;
        prop_assert_eq!(array.shape(), &[rows, 2]);
        for (at, record) in array.as_bytes().chunks_exact(to.itemsize()).enumerate() {
            let source = at / 2 + at % 2 * rows;
            prop_assert_eq!(record, &expected[source * to.itemsize()..][..to.itemsize()]);
        }
    }

    // In place.
    let array = RecordArray::from_bytes(src, from, &[count], false).map_err(fail)?;
    let array = conversion.into_array(array).map_err(fail)?;
    prop_assert_eq!(array.as_bytes(), expected);
    let mut same = src.to_vec();
    if from.itemsize() == to.itemsize() {
        conversion.run_in_place(&mut same).map_err(fail)?;
        prop_assert_eq!(&same, expected);
    } else {
        prop_assert!(conversion.run_in_place(&mut same).is_err());
        prop_assert_eq!(&same, src);
    }
    Ok(())
}

#[test]
fn many_records_come_out_the_same_in_every_way() {
    // Several pieces and many blocks, and a last one that is not full.
    let count = 100_003;
    let from = "[('a', '>u2'), ('b', '<i4'), ('c', 'S5'), ('d', '<f8', (2,))]".parse().unwrap();
    let to = "[('d', '<f4', (2,)), ('c', 'S6'), ('a', '<u2'), ('b', '<i8')]".parse().unwrap();
    let conversion = Conversion::plan(&from, &to, dtype_core::Casting::SameKind).unwrap();
    let (mut src, mut expected) = (Vec::new(), Vec::new());
    for i in 0..count as u32 {
        let (a, b, c) = (i as u16, i as i32 - 7, format!("{:05}", i % 100_000));
        let d = [f64::from(i) / 3.0, -f64::from(i)];
        src.extend(a.to_be_bytes());
        src.extend(b.to_le_bytes());
        src.extend(c.as_bytes());
        d.iter().for_each(|d| src.extend(d.to_le_bytes()));
        d.iter().for_each(|&d| expected.extend((d as f32).to_le_bytes()));
        expected.extend(c.as_bytes());
        expected.push(0);
        expected.extend(a.to_le_bytes());
        expected.extend(i64::from(b).to_le_bytes());
    }
    check(&conversion, &src, &expected, count, &mut Dice(1)).unwrap();
}

#[test]
fn failures_name_the_same_record_in_every_way() {
    let from = "[('n', 'S4')]".parse().unwrap();
    let to = "[('n', '<i4')]".parse().unwrap();
    let conversion = Conversion::plan(&from, &to, dtype_core::Casting::Unsafe).unwrap();
    let mut src = b"0042".repeat(700_000);
    for bad in [4 * 612_345, 4 * 699_999] {
        src[bad] = b'x';
    }
    let told = "field 'n': record 612345: expected a whole number, found b'x042'";
    let view = RecordView::new(&src, &from).unwrap();
    let mut out = vec![0; src.len()];
    assert_eq!(conversion.run(&src, &mut out).unwrap_err().to_string(), told);
    assert!(out[..4 * 612_345].chunks_exact(4).all(|value| value == 42i32.to_le_bytes()));
    assert_eq!(conversion.to_array(&view).unwrap_err().to_string(), told);
    assert_eq!(conversion.to_vec::<[i32; 1]>(&view).unwrap_err().kind(), dtype_core::ErrorKind::Mismatch);
    assert_eq!(conversion.run_in_place(&mut src.clone()).unwrap_err().to_string(), told);
    let mut out = vec![7; 2 * src.len()];
    let mut target = RecordViewMut::with_layout(&mut out, &to, 4, 8, 700_000).unwrap();
    assert_eq!(conversion.run_views(&view, &mut target).unwrap_err().to_string(), told);
    assert!(out.chunks_exact(8).take(612_345).all(|record| record == [7, 7, 7, 7, 42, 0, 0, 0]));

    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old.npy"), folder.path().join("new.npy"));
    npy::save_array(&old, &RecordArray::from_bytes(&src, &from, &[700_000], false).unwrap()).unwrap();
    npy::save(&new, &[1u8]).unwrap();
    let error = npy::convert(&old, &new, &to, dtype_core::Casting::Unsafe).unwrap_err();
    assert_eq!(error.to_string(), format!("{}: {told}", old.display()));
    assert_eq!(npy::load::<u8>(&new).unwrap(), [1]);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn files_are_converted_in_any_order_and_in_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.npy");
    let old = "[('t', '>M8[s]'), ('v', '<f4')]".parse().unwrap();
    let new = "[('v', '<f8'), ('t', '<M8[ms]'), ('n', 'u1')]".parse().unwrap();
    let options =
        || dtype_core::ConvertOptions::new().casting(dtype_core::Casting::Safe).default_value("n", 9u8);
    // Several blocks.
    let count = 200_000;
    let mut bytes = Vec::new();
    for i in 0..count {
        bytes.extend(i64::from(i).to_be_bytes());
        bytes.extend((i as f32 / 2.0).to_le_bytes());
    }
    for fortran in [false, true] {
        let array = RecordArray::from_bytes(&bytes, &old, &[50, 4000], fortran).unwrap();
        npy::save_array(&path, &array).unwrap();
        npy::convert(&path, &path, &new, options()).unwrap();
        let found = npy::load_array(&path).unwrap();
        assert_eq!((found.shape(), found.is_fortran()), (&[50, 4000][..], fortran));
        let expected = Conversion::plan(&old, &new, options()).unwrap().into_array(array).unwrap();
        assert_eq!(found.as_bytes(), expected.as_bytes());
        assert_eq!(&found.as_bytes()[17 * 1234..][..17], &{
            let mut record = 617.0f64.to_le_bytes().to_vec();
            record.extend(1_234_000i64.to_le_bytes());
            record.push(9);
            record
        });
    }
    assert!(npy::convert(&path, &path, &"('<f4', (2,))".parse().unwrap(), options()).is_err());
    assert!(npy::convert(&path, &path, &old, dtype_core::Casting::Safe).is_err());
    assert_eq!(npy::header(&path).unwrap().dtype(), &new);
}
