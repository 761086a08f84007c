//! The same bytes come out on any number of threads.

use super::dtype;
use crate::convert::{Casting, Conversion, Merge, Side, SortKey, Stack};
use crate::view::RecordView;

/// So many that sorting deals them out in several pieces.
const MANY: usize = 21_000;

/// So many that all else has several pieces of work.
const SOME: usize = 7_000;

const RECORD: &str =
    "[('k', '<u2'), ('x', '<f4'), ('s', 'S5'), ('p', '>i2', (2,)), ('q', [('a', '|u1'), ('b', '<u4')])]";

fn random(count: usize) -> Vec<u8> {
    let mut state = 1u64;
    let next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    std::iter::repeat_with(next).take(count).collect()
}

/// What `work` returns, on several numbers of threads.
fn on_threads<T: PartialEq + Send>(what: &str, work: impl Fn() -> T + Sync) {
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(&work)
    };
    let one = on(1);
    for threads in [2, 3, 8] {
        assert!(on(threads) == one, "{what} on {threads} threads");
    }
}

fn positions(order: &[usize]) -> Vec<u8> {
    order.iter().flat_map(|position| position.to_le_bytes()).collect()
}

#[test]
fn surgery_does_not_depend_on_threads() {
    let dtype = dtype(RECORD);
    let bytes = random(SOME * dtype.itemsize());
    let view = RecordView::new(&bytes, &dtype).unwrap();
    // The same records backwards, which lie nowhere one behind the other.
    let size = dtype.itemsize();
    let last = (SOME - 1) * size;
    let backwards = RecordView::with_layout(&bytes, &dtype, last, -(size as isize), SOME).unwrap();
    let mask: Vec<bool> = bytes[..SOME].iter().map(|byte| byte & 1 == 1).collect();
    for (name, view) in [("forwards", &view), ("backwards", &backwards)] {
        let order = view.argsort(["k", "x"]).unwrap();
        on_threads(&format!("a filter {name}"), || view.to_filtered(&mask).unwrap().as_bytes().to_vec());
        on_threads(&format!("take {name}"), || view.to_taken(&order).unwrap().as_bytes().to_vec());
        on_threads(&format!("unique {name}"), || view.unique(["k", "q"]).unwrap());
        on_threads(&format!("searchsorted {name}"), || {
            view.searchsorted_with(["k", "x"], &backwards, Side::Right, &order).unwrap()
        });
        on_threads(&format!("columns {name}"), || {
            let columns = view.to_columns().unwrap();
            let names: Vec<String> = columns.names().map(str::to_owned).collect();
            let bytes = |name: &String| columns.view(name).unwrap().as_bytes().unwrap().to_vec();
            let records = columns.to_records().unwrap();
            (names.iter().map(bytes).collect::<Vec<_>>(), records.as_bytes().to_vec())
        });
        on_threads(&format!("a merge {name}"), || {
            Merge::new().records(view.clone()).field("mask", &mask).to_array().unwrap().as_bytes().to_vec()
        });
        on_threads(&format!("a stack {name}"), || {
            let stack = Stack::new().records(view.clone()).records(&backwards);
            stack.to_array().unwrap().as_bytes().to_vec()
        });
        on_threads(&format!("a join {name}"), || {
            let right = view.slice(0..700);
            view.join(&right, &["k"]).outer().fill_missing().to_array().unwrap().as_bytes().to_vec()
        });
    }
}

#[test]
fn conversions_and_their_errors_do_not_depend_on_threads() {
    let from = dtype(RECORD);
    let bytes = random(SOME * from.itemsize());
    let view = RecordView::new(&bytes, &from).unwrap();
    let wide = dtype(
        "[('q', [('b', '>i8'), ('a', '<f4')]), ('p', '<f8', (2,)), ('s', 'S9'), ('x', '<f8'), ('k', '<i4')]",
    );
    let widen = Conversion::plan(&from, &wide, Casting::Safe).unwrap();
    on_threads("a conversion", || widen.to_array(&view).unwrap().as_bytes().to_vec());
    // Of many values that do not fit it is the first that is told.
    let narrow = dtype(
        "[('k', '<u2'), ('x', '<f4'), ('s', 'S5'), ('p', 'i1', (2,)), ('q', [('a', '|u1'), ('b', '<u4')])]",
    );
    let narrow = Conversion::plan(&from, &narrow, Casting::Checked).unwrap();
    let mut small = bytes.clone();
    for record in small.chunks_exact_mut(from.itemsize()) {
        record[11] = 0;
        record[13] = 0;
        record[12] &= 127;
        record[14] &= 127;
    }
    for at in [6_001, 4_007] {
        small[at * from.itemsize() + 13] = 1;
        let view = RecordView::new(&small, &from).unwrap();
        let error = narrow.to_array(&view).unwrap_err().to_string();
        assert!(
            error.starts_with(&format!("field 'p[1]': record {at}: expected a whole number from -128")),
            "{error}"
        );
        on_threads("an error", || narrow.to_array(&view).unwrap_err().to_string());
    }
}

#[test]
fn orders_do_not_depend_on_threads() {
    let floats = random(MANY * 4);
    let view = RecordView::new(&floats, &dtype("'<f4'")).unwrap();
    on_threads("an order", || positions(&view.argsort(()).unwrap()));
    // Long runs of equal first keys.
    let pairs = dtype("[('a', '|u1'), ('b', '<u2'), ('c', '|u1')]");
    let view = RecordView::new(&floats, &pairs).unwrap();
    let by = || [SortKey::new("a").descending(), SortKey::new("b")];
    on_threads("an order by two fields", || positions(&view.argsort(by()).unwrap()));
}
