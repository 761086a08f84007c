//! Running sums and differences beside NumPy's answers, and beside each other.

use crate::shape::Order;
use crate::{ArrayView, ArrayViewMut, Be, DType, ErrorKind, RecordView};

/// The bytes of a result of a column of a dtype, and its dtype.
fn shown(
    dtype: &str,
    bytes: &[u8],
    of: impl Fn(&crate::AnyColumn<'_>) -> crate::error::Result<crate::RecordArray>,
) -> String {
    let dtype: DType = dtype.parse().unwrap();
    let view = RecordView::new(bytes, &dtype).unwrap();
    match of(&view.any_column([]).unwrap()) {
        Ok(array) => {
            let values: Vec<String> =
                array.view().any_column([]).unwrap().values().map(|value| value.to_string()).collect();
            format!("{} {:?} {}", values.join(" "), array.shape(), array.dtype())
        }
        Err(error) => format!("{:?}", error.kind()),
    }
}

#[test]
fn running_sums_of_every_kind() {
    // As NumPy 2.4 prints them.
    assert_eq!(shown("?", &[1, 0, 7], |c| c.cumsum()), "1 1 2 [3] '<i8'");
    assert_eq!(shown("|i1", &[100, 100, 0xff], |c| c.cumsum()), "100 200 199 [3] '<i8'");
    assert_eq!(shown(">u2", &[0xff, 0xff, 0, 1], |c| c.cumsum()), "65535 65536 [2] '<u8'");
    assert_eq!(shown("<f2", &[0, 0x3c, 0, 0x40], |c| c.cumsum()), "1.0 3.0 [2] '<f8'");
    let days: Vec<u8> = [2, -3, i64::MIN, 5].iter().flat_map(|n: &i64| n.to_le_bytes()).collect();
    assert_eq!(shown("<m8[D]", &days, |c| c.cumsum()), "2 days -1 days NaT NaT [4] '<m8[D]'");
    let two: Vec<u8> = [1.0f32, 2.0, 3.0, -1.0].iter().flat_map(|n| n.to_le_bytes()).collect();
    assert_eq!(shown("<c8", &two, |c| c.cumsum()), "(1+2j) (4+1j) [2] '<c16'");
    assert_eq!(shown("<c8", &two, |c| c.cumprod()), "(1+2j) (5+5j) [2] '<c16'");
    assert_eq!(shown("<M8[D]", &days, |c| c.cumsum()), "Unsupported");
    assert_eq!(shown("S2", b"abcd", |c| c.cumsum()), "Unsupported");
    assert_eq!(shown("<m8[D]", &days, |c| c.cumprod()), "Unsupported");
    assert_eq!(shown("<f8", &[], |c| c.cumsum()), " [0] '<f8'");
}

#[test]
fn what_does_not_fit_is_an_error() {
    let large = [u64::MAX, 1];
    let view = RecordView::of(&large);
    assert_eq!(view.column::<u64>([]).unwrap().cumsum().unwrap_err().kind(), ErrorKind::Cast);
    assert_eq!(view.any_column([]).unwrap().cumsum().unwrap_err().kind(), ErrorKind::Cast);
    let back = [i64::MAX, -1, 1];
    let view = RecordView::of(&back);
    assert_eq!(view.column::<i64>([]).unwrap().cumsum().unwrap(), [i64::MAX, i64::MAX - 1, i64::MAX]);
    let factors = [1i64 << 40, 1 << 30, 0];
    assert_eq!(
        RecordView::of(&factors).column::<i64>([]).unwrap().cumprod().unwrap_err().kind(),
        ErrorKind::Cast
    );
    let bytes = [200u8, 100];
    let mut out = [0u8; 2];
    let error = ArrayView::new(&bytes).cumsum(0, &mut ArrayViewMut::new(&mut out)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Cast);
}

#[test]
fn zeros_keep_their_signs() {
    let zeros = [-0.0, -0.0, 0.0];
    let view = RecordView::of(&zeros);
    let sums = view.column::<f64>([]).unwrap().cumsum().unwrap();
    assert_eq!(sums.map_bits(), [-0.0f64, -0.0, 0.0].map(f64::to_bits));
    let mut out = [1.0; 3];
    ArrayView::new(&zeros).cumsum(0, &mut ArrayViewMut::new(&mut out)).unwrap();
    assert_eq!(out.to_vec().map_bits(), sums.map_bits());
}

trait Bits {
    fn map_bits(&self) -> Vec<u64>;
}

impl Bits for Vec<f64> {
    fn map_bits(&self) -> Vec<u64> {
        self.iter().map(|x| x.to_bits()).collect()
    }
}

#[test]
fn differences_of_every_kind() {
    assert_eq!(shown("?", &[1, 0, 2, 2], |c| c.diff(1)), "True True False [3] '|b1'");
    assert_eq!(shown("?", &[1, 0, 2, 2], |c| c.diff(2)), "False True [2] '|b1'");
    assert_eq!(shown("|u1", &[1, 255, 0], |c| c.diff(1)), "254 1 [2] '|u1'");
    assert_eq!(shown(">i2", &[0x7f, 0xff, 0x80, 0], |c| c.diff(1)), "1 [1] '<i2'");
    assert_eq!(shown("<f2", &[0, 0x3c, 0, 0x40, 0, 0x48], |c| c.diff(2)), "5.0 [1] '<f2'");
    let extremes: Vec<u8> = [i64::MAX, i64::MIN + 1, 5].iter().flat_map(|n| n.to_le_bytes()).collect();
    assert_eq!(shown("<i8", &extremes, |c| c.diff(1)), "2 -9223372036854775804 [2] '<i8'");
    assert_eq!(shown("<u8", &extremes, |c| c.diff(1)), "2 9223372036854775812 [2] '<u8'");
    // Out of range, where NumPy wraps around.
    assert_eq!(shown("<M8[s]", &extremes, |c| c.diff(1)), "NaT NaT [2] '<m8[s]'");
    assert_eq!(shown("<i8", &extremes, |c| c.diff(3)), " [0] '<i8'");
    assert_eq!(shown("<i8", &extremes, |c| c.diff(9)), " [0] '<i8'");
    assert_eq!(shown("<i8", &extremes, |c| c.diff(0)), "Mismatch");
    assert_eq!(shown("S1", b"ab", |c| c.diff(1)), "Unsupported");
}

#[test]
fn rows_of_sub_arrays() {
    let dtype: DType = "[('p', '|u1', (3,))]".parse().unwrap();
    let view = RecordView::new(&[1, 2, 4, 10, 13, 20], &dtype).unwrap();
    let p = view.any_column("p").unwrap();
    let differences = p.diff(1).unwrap();
    assert_eq!((differences.shape(), differences.as_bytes()), (&[2, 2][..], &[1, 2, 3, 7][..]));
    assert_eq!(p.diff(2).unwrap().as_bytes(), [1, 4]);
    assert_eq!(p.cumsum().unwrap().shape(), [6]);
}

#[test]
fn long_columns_in_any_layout() {
    let values: Vec<f64> = (0..1000).map(|i| f64::from(i * i % 177) * 0.1).collect();
    let swapped: Vec<[Be<f64>; 2]> = values.iter().map(|&x| [Be::new(x), Be::new(0.0)]).collect();
    let view = RecordView::of(&values);
    let x = view.column::<f64>([]).unwrap();
    let mut total = 0.0;
    let sums: Vec<f64> = values
        .iter()
        .map(|x| {
            total += x;
            total
        })
        .collect();
    assert_eq!(x.cumsum().unwrap(), sums);
    for n in [1, 2, 5, 300] {
        let mut expected = values.clone();
        for _ in 0..n {
            expected = expected.windows(2).map(|pair| pair[1] - pair[0]).collect();
        }
        assert_eq!(x.diff(n), expected);
        let array = RecordView::of(&swapped).any_column("[0]").unwrap().diff(n).unwrap();
        assert_eq!(array.view().column::<f64>([]).unwrap().to_vec(), expected);
        let mut out = vec![0.0; 1000 - n];
        ArrayView::new(&values).diff(n, 0, &mut ArrayViewMut::new(&mut out)).unwrap();
        assert_eq!(out, expected);
    }
    assert_eq!(x.rev().step_by(3).cumsum().unwrap().len(), 334);
    let table = ArrayView::with_shape(&values, &[10, 100], Order::C).unwrap();
    let mut out = vec![0.0; 1000];
    table.cumsum(0, &mut ArrayViewMut::with_shape(&mut out, &[10, 100], Order::C).unwrap()).unwrap();
    assert_eq!(out[905], (0..10).map(|i| values[100 * i + 5]).fold(0.0, |sum, x| sum + x));
}

#[test]
fn nan_is_a_zero_or_a_one() {
    let values = [1.0, f64::NAN, 2.0];
    let view = RecordView::of(&values);
    let x = view.column::<f64>([]).unwrap();
    assert_eq!(
        (x.nan_cumsum().unwrap(), x.nan_cumprod().unwrap()),
        (vec![1.0, 1.0, 3.0], vec![1.0, 1.0, 2.0])
    );
    assert!(x.cumsum().unwrap()[1..].iter().all(|x| x.is_nan()));
    let mut out = [0.0f32; 3];
    ArrayView::new(&values).nan_cumsum(0, &mut ArrayViewMut::new(&mut out)).unwrap();
    assert_eq!(out, [1.0, 1.0, 3.0]);
}
