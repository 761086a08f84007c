use super::*;
use crate::record::Void;

fn bytes(count: usize) -> Vec<u8> {
    (0..count as u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect()
}

fn mask(count: usize, one_in: u32) -> Vec<bool> {
    (0..count as u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 16).is_multiple_of(one_in)).collect()
}

#[test]
fn filters_keep_what_the_mask_keeps() {
    for size in [1, 3, 8, 20, 56, 100, 300] {
        for count in [0, 1, 9, 1000, 5000] {
            let all = bytes(count * size);
            let view = RecordView::new(&all, &format!("V{size}").parse().unwrap()).unwrap();
            for mask in [mask(count, 2), mask(count, 50), vec![true; count], vec![false; count]] {
                let expected: Vec<u8> = all
                    .chunks_exact(size)
                    .zip(&mask)
                    .filter(|&(_, &keep)| keep)
                    .flat_map(|(record, _)| record.to_vec())
                    .collect();
                let kept = view.to_filtered(&mask).unwrap();
                assert!(kept.as_bytes() == expected && kept.shape() == [expected.len() / size]);
            }
        }
    }
}

#[test]
fn records_may_lie_anywhere() {
    let all = bytes(4000);
    let dtype = "[('a', '<u2'), ('b', '|u1')]".parse().unwrap();
    let far = RecordView::with_layout(&all, &dtype, 3997, -7, 500).unwrap();
    let near = far.to_array().unwrap();
    assert_eq!(near.view().record(499).unwrap(), far.record(499).unwrap());
    let mask = mask(500, 3);
    assert_eq!(
        far.to_filtered(&mask).unwrap().as_bytes(),
        near.view().to_filtered(&mask).unwrap().as_bytes()
    );
    let positions: Vec<usize> = (0..700).map(|i| i * 31 % 500).collect();
    let taken = far.to_taken(&positions).unwrap();
    assert_eq!(taken.as_bytes(), near.view().to_taken(&positions).unwrap().as_bytes());
    for (i, &position) in positions.iter().enumerate() {
        assert_eq!(taken.view().record(i), far.record(position));
    }
    // Positions of an array in Fortran order count in C order.
    let fortran =
        RecordView::with_shape(&[1, 2, 3, 4, 5, 6], &"u1".parse().unwrap(), 0, &[2, 3], true).unwrap();
    assert_eq!(fortran.to_taken(&[0, 1, 5]).unwrap().as_bytes(), [1, 3, 6]);
    assert_eq!(fortran.to_array().unwrap().as_bytes(), [1, 3, 5, 2, 4, 6]);
}

#[test]
fn records_without_bytes_are_counted() {
    let nothing = RecordArray::zeros(&"V0".parse().unwrap(), &[4]).unwrap();
    let view = nothing.view();
    assert_eq!(view.to_filtered(&[true, false, true, true]).unwrap().len(), 3);
    assert_eq!(view.to_taken(&[0; 9]).unwrap().len(), 9);
    assert_eq!(view.to_sorted(()).unwrap().len(), 4);
    let none: [Void<0>; 2] = [Void::default(); 2];
    assert_eq!(none.to_taken(&[1, 1, 1]).unwrap().len(), 3);
}

#[test]
fn masks_and_positions_that_do_not_fit_are_errors() {
    let view = RecordView::of(&[1, 2]);
    assert_eq!(
        view.to_filtered(&[true]).unwrap_err().to_string(),
        "expected a mask of 2 values, one for each record, found 1"
    );
    assert_eq!(
        view.to_taken(&[1, 2]).unwrap_err().to_string(),
        "expected positions of 2 records, found 2, the position of number 1 in the list"
    );
    assert!(view.to_filtered(&[true; 3]).is_err());
}
