use super::*;
use crate::view::{RecordArray, RecordView, RecordViewMut};

fn view<'a>(bytes: &'a [u8], dtype: &str) -> RecordView<'a> {
    RecordView::new(bytes, &dtype.parse().unwrap()).unwrap()
}

fn records(array: &RecordArray) -> Vec<String> {
    (0..array.len()).map(|i| array.view().record(i).unwrap().to_string()).collect()
}

#[test]
fn merges_that_do_not_fit_are_refused() {
    let a = view(&[1, 2, 3, 4], "[('a', '|u1'), ('b', '|u1')]");
    let shown = |merge: Merge<'_>| merge.to_array().unwrap_err().to_string();
    assert_eq!(
        shown(Merge::new().records(&a).field("c", &[1u8, 2, 3])),
        "field 'c': expected 2 records, as in the first array, found 3; arrays that are merged have one length: cut the \
         longer ones, or stack records behind the shorter ones first"
    );
    assert_eq!(
        shown(Merge::new().records(&a).field("b", &[1u8, 2])),
        "field 'b': two of the arrays have a field of this name; rename one of them first, with `renamed`"
    );
    assert_eq!(Merge::new().to_array().unwrap().len(), 0);
}

#[test]
fn merges_nest_and_flatten() {
    let a = view(&[1, 2, 3, 4], "[('a', [('x', '|u1')]), ('b', '|u1')]");
    let flat = Merge::new().flat(&a).records(&[7u8, 8]).to_array().unwrap();
    assert_eq!(flat.dtype().to_string(), "[('x', '|u1'), ('b', '|u1'), ('f2', '|u1')]");
    assert_eq!(flat.as_bytes(), [1, 2, 7, 3, 4, 8]);
}

#[test]
fn stacks_take_what_the_first_array_decides() {
    let a = view(&[0, 1, 9], "[('n', '>u2'), ('x', '|u1')]");
    let b = view(&[2, 0, 0, 0, 0xC0, 0x7F], "[('n', '<u2'), ('f', '<f4')]");
    let stacked = Stack::new().records(&a).records(&b).fill_missing().to_array().unwrap();
    assert_eq!(stacked.dtype().to_string(), "[('n', '>u2'), ('x', '|u1'), ('f', '<f4')]");
    assert_eq!(records(&stacked), ["(1, 9, nan)", "(2, 0, nan)"]);

    let shown = |stack: Stack<'_>| stack.to_array().unwrap_err().to_string();
    assert_eq!(
        shown(Stack::new().records(&a).records(&b)),
        "field 'f': missing in array 0, and without a default; give one with `default_value`, or take NaN, NaT and \
         zeros with `fill_missing`"
    );
    assert!(
        shown(Stack::new().records(&a).records(&[1u8])).starts_with("array 1: expected records with fields")
    );
    let wide = view(&[0; 4], "[('n', '<u4')]");
    assert!(shown(Stack::new().records(&a).records(&wide)).contains("array 1: "));
    assert!(shown(Stack::new().records(&a).default_value("z", 1u8)).contains("'z'"));
    let wrong = Stack::new().records(&a).records(&b).default_value("f", 1u8).default_value("x", 1u8);
    assert_eq!(shown(wrong), "field 'f': expected a default of dtype '<f4', found '|u1'");
    // A default may be in another byte order.
    let swapped = Stack::new().records(view(&[5], "[('x', '|u1')]")).records(&a).default_value("n", 7u16);
    assert_eq!(records(&swapped.to_array().unwrap()), ["(5, 7)", "(9, 1)"]);
}

#[test]
fn joins_of_every_kind() {
    let left = view(&[3, 30, 1, 10, 3, 31, 2, 20], "[('k', '|u1'), ('x', '|u1')]");
    let right = view(&[3, 5, 0, 6, 3, 7], "[('k', '|u1'), ('x', '|u1')]");
    let inner = left.join(&right, &["k"]).to_array().unwrap();
    assert_eq!(inner.dtype().to_string(), "[('k', '|u1'), ('x1', '|u1'), ('x2', '|u1')]");
    assert_eq!(records(&inner), ["(3, 30, 5)", "(3, 30, 7)", "(3, 31, 5)", "(3, 31, 7)"]);
    let left_outer = left.join(&right, &["k"]).left_outer().default_value("x2", 99u8).to_array().unwrap();
    assert_eq!(records(&left_outer)[..3], ["(1, 10, 99)", "(2, 20, 99)", "(3, 30, 5)"]);
    let outer = left.join(&right, &["k"]).outer().fill_missing().to_array().unwrap();
    assert_eq!(records(&outer)[..3], ["(0, 0, 6)", "(1, 10, 0)", "(2, 20, 0)"]);
    let both = left.join(&right, &["x", "k"]).to_array().unwrap();
    assert_eq!((both.dtype().to_string(), both.len()), ("[('k', '|u1'), ('x', '|u1')]".to_owned(), 0));
}

#[test]
fn keys_are_compared_by_value_and_nan_matches_nothing() {
    let left = view(&[0, 5, 0, 1], "[('k', '>u2')]");
    let right = view(&[5, 0, 9], "[('k', '<u2'), ('y', '|u1')]");
    assert_eq!(records(&left.join(&right, &["k"]).to_array().unwrap()), ["(5, 9)"]);
    let nan = f32::NAN.to_le_bytes();
    let with_nan = view(&nan, "[('k', '<f4')]");
    assert_eq!(with_nan.join(&with_nan, &["k"]).to_array().unwrap().len(), 0);
    assert_eq!(with_nan.join(&with_nan, &["k"]).outer().to_array().unwrap().len(), 2);
}

#[test]
fn keys_that_can_not_be_joined_by_are_refused() {
    let left = view(&[1, 2], "[('k', '|u1'), ('x', '|u1')]");
    let right = view(&[1, 0, 2], "[('k', '<i2'), ('y', '|u1')]");
    let shown = |join: Join<'_>| join.to_array().unwrap_err().to_string();
    assert_eq!(
        shown(left.join(&right, &["k"])),
        "field 'k': expected keys of one dtype on both sides, found '|u1' and '<i2'; convert one of them first"
    );
    assert_eq!(shown(left.join(&right, &["y"])), "field 'y': the left records have no such field to join by");
    assert_eq!(
        shown(left.join(&right, &["k", "k"])),
        "field 'k': expected every field of the key once, found it twice"
    );
    assert_eq!(shown(left.join::<&str>(&right, &[])), "expected at least one field to join by, found none");
    let clash = view(&[1, 2, 3], "[('k', '|u1'), ('x', '|u1'), ('x1', '|u1')]");
    assert!(shown(left.join(&clash, &["k"])).contains("field 'x1'"));
    assert!(clash.join(&left, &["k"]).postfixes("", "_r").to_array().is_ok());
}

#[test]
fn assignment_leaves_what_is_none_of_it() {
    let mut bytes = [0xAA; 12];
    let dtype = "{'names': ['a', 'b'], 'formats': ['|u1', [('c', '|u1'), ('d', '|u1')]], 'offsets': [1, 3], 'itemsize': 6}";
    let mut to = RecordViewMut::new(&mut bytes, &dtype.parse().unwrap()).unwrap();
    let from = view(&[1, 2, 3, 4], "[('b', [('d', '|u1')]), ('e', '|u1')]");
    to.assign_fields_by_name(&from, false).unwrap();
    to.assign_fields_by_name(&view(&[9], "[('a', '|u1')]"), false).unwrap_err();
    to.fill_fields(&view(&[9], "[('a', '|u1')]")).unwrap();
    to.fill_fields(&view(&[9; 3], "[('a', '|u1')]")).unwrap_err();
    assert_eq!(bytes, [0xAA, 9, 0xAA, 0xAA, 1, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 3, 0xAA]);
    let mut to = RecordViewMut::with_layout(&mut bytes, &dtype.parse().unwrap(), 6, -6, 2).unwrap();
    to.assign_fields_by_name(&from, true).unwrap();
    assert_eq!(bytes, [0xAA, 0, 0xAA, 0, 3, 0xAA, 0xAA, 0, 0xAA, 0, 1, 0xAA]);
}

#[test]
fn many_records_come_out_as_few_do() {
    // More than a block, and more than a piece of work.
    let count = 100_000u32;
    let bytes: Vec<u8> = (0..count).flat_map(|i| [i.to_le_bytes(), (i / 3).to_le_bytes()].concat()).collect();
    let records = view(&bytes, "[('i', '<u4'), ('third', '<u4')]");
    let reordered = records.to_fields(&["third", "i"]).unwrap();
    assert!(reordered.as_bytes().chunks_exact(8).zip(bytes.chunks_exact(8)).all(|(a, b)| a[4..] == b[..4]));
    let back = reordered.view().to_fields(&["i", "third"]).unwrap();
    assert!(back.as_bytes() == bytes);
    let far = RecordView::with_layout(&bytes, records.dtype(), bytes.len() - 8, -8, count as usize).unwrap();
    let merged = Merge::new().records(&records).field("back", far).to_array().unwrap();
    let last = merged.view().record(count as usize - 1).unwrap().to_string();
    assert_eq!(last, "(99999, 33333, (0, 0))");
}

#[test]
fn columns_and_back_are_the_same_records() {
    let dtype =
        "{'names': ['a', 'b', 'l', 's'], 'formats': ['>u2', '?', [('p', '<f4'), ('q', 'V3', (2,))], 'S5'], \
                 'offsets': [1, 3, 5, 40], 'itemsize': 50}"
            .parse()
            .unwrap();
    let levels = "[('t', '<i8'), ('l', [('p', '<f4'), ('q', '|u1')], (2, 3)), ('e', 'V0')]".parse().unwrap();
    let dtypes: [crate::dtype::DType; 2] = [dtype, levels];
    for dtype in dtypes {
        let size = dtype.itemsize();
        for count in [0, 1, 7, 70_000] {
            let bytes: Vec<u8> = (0..count * size).map(|i| (i * 31 % 251) as u8).collect();
            let view = RecordView::new(&bytes, &dtype).unwrap();
            let far = RecordView::with_layout(
                &bytes,
                &dtype,
                bytes.len().saturating_sub(size),
                -(size as isize),
                count,
            );
            for view in [view, far.unwrap()] {
                let columns = view.to_columns().unwrap();
                assert_eq!((columns.len(), columns.is_empty()), (count, count == 0));
                for name in columns.names() {
                    let (one, other) = (columns.any_column(name).unwrap(), view.any_column(name).unwrap());
                    for i in [0, count / 2, count.saturating_sub(1)] {
                        assert_eq!(one.value(i), other.value(i), "{name}");
                    }
                }
                let back = columns.to_records().unwrap();
                assert_eq!(back.dtype(), &dtype);
                for i in (0..count).step_by(1 + count / 50) {
                    assert_eq!(back.view().record(i), view.record(i));
                }
            }
        }
    }
}

#[test]
fn columns_that_are_not_there() {
    let columns = view(&[1, 2], "[('price', '|u1'), ('on', '?')]").to_columns().unwrap();
    let shown = |name| columns.column::<u8>(name).unwrap_err().to_string();
    assert_eq!(shown("prise"), "there is no column 'prise'; did you mean 'price'?");
    assert!(shown("on").starts_with("field 'on': expected dtype '|u1', found '|b1'"));
    assert!(columns.column::<bool>("on").is_err());
    let mut columns = columns;
    assert!(columns.push("price", &[1u8]).is_err() && columns.push("x", &[1u8, 2]).is_err());
    columns.push("nested", view(&[5, 6], "[('a', '|u1'), ('b', '|u1')]")).unwrap();
    assert_eq!(columns.column::<u8>("nested.b").unwrap(), [6]);
    assert_eq!(columns.to_records().unwrap().as_bytes(), [1, 2, 5, 6]);
    assert!(RecordView::of(&[1u8]).to_columns().is_err());
    let dots = view(&[1, 2], "[('a.b', '|u1'), ('a', [('b', '|u1')])]").to_columns().unwrap();
    assert!(dots.column::<u8>("a.b").unwrap_err().to_string().contains("two columns"));
}

#[derive(Clone, Copy, Debug, PartialEq, crate::Record)]
#[record(crate = crate)]
#[repr(C)]
struct Inner {
    e: u8,
    f: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, crate::Record)]
#[record(crate = crate)]
#[repr(C)]
struct Padded {
    a: u8,
    b: f64,
    c: [u16; 3],
    inner: Inner,
    levels: [Inner; 2],
}

#[test]
fn records_with_padding_become_columns_and_come_back() {
    // The gaps of a slice may never have been written, so only the fields are read.
    let inner = |i: usize| Inner { e: i as u8, f: !i as u32 };
    let padded = |i: usize| Padded {
        a: i as u8,
        b: i as f64 / 8.0,
        c: [i as u16, 7, !i as u16],
        inner: inner(i + 1),
        levels: [inner(i + 2), inner(i + 3)],
    };
    // More than one piece of work, and not a whole number of them.
    for count in [0, 1, 70, 40_000] {
        let records: Vec<Padded> = (0..count).map(padded).collect();
        let columns = RecordView::of(&records).to_columns().unwrap();
        let names: Vec<&str> = columns.names().collect();
        assert_eq!(names, ["a", "b", "c", "inner.e", "inner.f", "levels.e", "levels.f"]);
        assert!(columns.column::<u8>("a").unwrap().iter().eq(records.iter().map(|r| &r.a)));
        assert!(columns.column::<f64>("b").unwrap().iter().eq(records.iter().map(|r| &r.b)));
        assert!(columns.column::<[u16; 3]>("c").unwrap().iter().eq(records.iter().map(|r| &r.c)));
        assert!(columns.column::<u8>("inner.e").unwrap().iter().eq(records.iter().map(|r| &r.inner.e)));
        assert!(columns.column::<u32>("inner.f").unwrap().iter().eq(records.iter().map(|r| &r.inner.f)));
        let levels: Vec<[u32; 2]> = records.iter().map(|r| r.levels.map(|level| level.f)).collect();
        assert!(columns.column::<[u32; 2]>("levels.f").unwrap() == levels);
        let back = columns.to_records().unwrap();
        assert!(back.view().records::<Padded>().unwrap() == records);
        // Nothing of the gaps comes along.
        let gaps = back.as_bytes().chunks_exact(size_of::<Padded>()).flat_map(|record| &record[1..8]);
        assert!(gaps.into_iter().all(|&byte| byte == 0));
    }
}
