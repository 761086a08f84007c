use super::keys::Keys;
use super::*;
use crate::view::{RecordArray, RecordView};

/// The same order by comparing whole records.
fn naive(keys: &Keys<'_>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by(|&a, &b| keys.compare(a, keys, b));
    order
}

/// Where another key begins in an order.
fn starts(keys: &Keys<'_>, order: &[usize]) -> Vec<usize> {
    (0..order.len()).filter(|&i| i == 0 || !keys.equal(order[i - 1], order[i])).collect()
}

fn random(count: usize, seed: u64) -> Vec<u8> {
    let mut state = seed;
    let next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u8
    };
    std::iter::repeat_with(next).take(count).collect()
}

#[test]
fn every_kind_is_sorted_as_by_comparing() {
    let kinds = [
        "?",
        "i1",
        "u1",
        "<i2",
        ">u2",
        "<i4",
        ">u4",
        "<i8",
        ">u8",
        "<f2",
        ">f2",
        "<f4",
        ">f4",
        "<f8",
        ">f8",
        "<c8",
        ">c16",
        "<M8[s]",
        ">m8",
        "S1",
        "S8",
        "S11",
        "<U1",
        ">U3",
        "V5",
        "S0",
        "('<i2', (3,))",
        "[('a', 'i1'), ('b', 'u1')]",
    ];
    for kind in kinds {
        let dtype = format!(
            "[('x', {}), ('g', 'V3')]",
            if kind.contains('(') { kind.into() } else { format!("'{kind}'") }
        );
        let dtype = dtype.parse().unwrap();
        let array = RecordArray::zeros(&dtype, &[0]).unwrap();
        assert!(array.view().argsort("x").unwrap().is_empty());
        for count in [1, 700, 3000] {
            let bytes = random(count * dtype.itemsize(), 3);
            let view = RecordView::new(&bytes, &dtype).unwrap();
            for descending in [false, true] {
                let by = || if descending { SortKey::new("x").descending() } else { SortKey::new("x") };
                let keys = by::keys_of(&view, by()).unwrap();
                let order = view.argsort(by()).unwrap();
                assert_eq!(order, naive(&keys), "{kind} {count} {descending}");
                assert_eq!(order::argsort_up_to(&keys, 2).unwrap(), order);
                let starts = starts(&keys, &order);
                assert_eq!(
                    order::argsort_with_starts_up_to(&keys, 2).unwrap(),
                    (order.clone(), starts.clone())
                );
                assert_eq!(order::argsort_with_starts(&keys).unwrap(), (order.clone(), starts));
                assert_eq!(view.is_sorted(by()).unwrap(), order == (0..count).collect::<Vec<_>>());
            }
        }
    }
}

#[test]
fn equal_records_stay_as_they_stand_and_later_keys_decide() {
    // Few values, so that runs are long, short and single.
    let dtype = "[('a', 'u1'), ('b', '<u2'), ('c', 'S9'), ('d', '<i8')]".parse().unwrap();
    let mut bytes = random(5000 * 20, 9);
    for (i, record) in bytes.chunks_exact_mut(20).enumerate() {
        record[0] &= 1;
        record[1] &= if i % 3 == 0 { 0 } else { 15 };
        record[2] = 0;
        record[3..11].fill(b'x');
        record[11] &= 3;
        record[12..19].fill(0);
    }
    let view = RecordView::new(&bytes, &dtype).unwrap();
    for by in [&["a"][..], &["b", "a"], &["c"], &["c", "b"], &["a", "b", "c", "d"], &["d", "c"]] {
        let keys = by::keys_of(&view, by).unwrap();
        let order = naive(&keys);
        assert_eq!(view.argsort(by).unwrap(), order, "{by:?}");
        let starts = starts(&keys, &order);
        assert_eq!(order::argsort_with_starts(&keys).unwrap(), (order, starts), "{by:?}");
    }
    assert_eq!(view.argsort(()).unwrap(), naive(&by::keys_of(&view, ()).unwrap()));
}

#[test]
fn words_that_differ_only_in_the_last_bits_are_told_apart() {
    let mut times: Vec<u64> = (0..5000).map(|i| (1 << 60) + (i * 7919) % 5000).collect();
    times[17] = 0;
    let view = RecordView::of(&times);
    assert_eq!(view.argsort(()).unwrap(), naive(&by::keys_of(&view, ()).unwrap()));
}

#[test]
fn errors_name_the_field() {
    let dtype = "[('x', '<f16'), ('y', [('z', '<f16')])]".parse().unwrap();
    let bytes = [0; 64];
    let view = RecordView::new(&bytes, &dtype).unwrap();
    let shown = |by: &str| view.argsort(by).unwrap_err().to_string();
    assert_eq!(
        shown("x"),
        "field 'x': values of dtype '<f16' are opaque here and have no order; sort by other fields"
    );
    assert!(shown("y").starts_with("field 'y.z': "));
    assert!(shown("w").contains("w"));
}

#[test]
fn groups_are_those_of_a_map() {
    let dtype = "[('a', '|u1'), ('b', '|u1')]".parse().unwrap();
    for count in [0, 1, 40, 5000] {
        let bytes: Vec<u8> = random(count * 2, 5).iter().map(|byte| byte & 15).collect();
        let view = RecordView::new(&bytes, &dtype).unwrap();
        let mut map = std::collections::BTreeMap::<[u8; 2], Vec<usize>>::new();
        for (i, record) in bytes.chunks_exact(2).enumerate() {
            map.entry([record[0], record[1]]).or_default().push(i);
        }
        let unique = view.unique(()).unwrap();
        assert!(unique.groups().eq(map.values().map(Vec::as_slice)));
        assert_eq!((unique.len(), unique.is_empty()), (map.len(), count == 0));
        for (record, number) in unique.inverse().into_iter().enumerate() {
            assert!(unique.group(number).contains(&record));
        }
        let twice: Vec<usize> = map.values().filter(|group| group.len() > 1).flatten().copied().collect();
        assert_eq!(view.find_duplicates(()).unwrap(), twice);
    }
}

#[test]
fn searches_find_what_counting_finds() {
    let values: Vec<i16> = random(300, 1).iter().map(|&byte| i16::from(byte) % 50).collect();
    let mut wanted: Vec<i16> = (-3..60).collect();
    wanted.extend(random(200, 2).iter().map(|&byte| i16::from(byte)));
    let (view, others) = (RecordView::of(&values), RecordView::of(&wanted));
    let sorter = view.argsort(()).unwrap();
    let sorted = view.to_sorted(()).unwrap();
    for side in [Side::Left, Side::Right] {
        let expected: Vec<usize> = wanted
            .iter()
            .map(|w| values.iter().filter(|&v| v < w || (side == Side::Right && v == w)).count())
            .collect();
        assert_eq!(sorted.view().searchsorted((), &others, side).unwrap(), expected);
        assert_eq!(view.searchsorted_with((), &others, side, &sorter).unwrap(), expected);
        let (typed, any) = (view.column::<i16>(&[]).unwrap(), view.any_column([]).unwrap());
        assert_eq!(typed.searchsorted_with(&wanted, side, &sorter).unwrap(), expected);
        assert_eq!(any.searchsorted_with(&wanted, side, &sorter).unwrap(), expected);
        let sorted = sorted.view();
        assert_eq!(sorted.column::<i16>(&[]).unwrap().searchsorted(&wanted, side).unwrap(), expected);
        assert_eq!(sorted.any_column([]).unwrap().searchsorted(&others, side).unwrap(), expected);
    }
}

#[test]
fn what_can_not_be_compared_is_refused() {
    let (a, b) = ("[('k', '<i4')]".parse().unwrap(), "[('k', '<i2')]".parse().unwrap());
    let (a, b) = (RecordView::new(&[0; 8], &a).unwrap(), RecordView::new(&[0; 8], &b).unwrap());
    assert_eq!(
        a.searchsorted("k", &b, Side::Left).unwrap_err().to_string(),
        "field 'k': expected keys of one dtype on both sides, found '<i4' and '<i2'; convert one of them first"
    );
    assert!(a.searchsorted_with("k", &a, Side::Left, &[0]).is_err());
    assert!(a.searchsorted_with("k", &a, Side::Left, &[0, 2]).is_err());
    let (k, of_b) = (a.any_column("k").unwrap(), b.any_column("k").unwrap());
    assert!(k.searchsorted(of_b.typed::<i16>().unwrap(), Side::Left).is_err());
    assert!(k.searchsorted(&[[0i32; 2]], Side::Left).is_err());
    // The order of the bytes is no difference.
    let swapped = "[('k', '>i4')]".parse().unwrap();
    let swapped = RecordView::new(&[0, 0, 0, 1], &swapped).unwrap();
    assert_eq!(a.searchsorted("k", &swapped, Side::Left).unwrap(), [2]);
}
