//! Padding is never written: whatever lies in the gaps of records in memory, none of it gets anywhere.
//!
//! The memory of the records is 0xA5 before their fields are set, and no field has such a byte. `.ci/run` runs this under
//! valgrind too, where the gaps of records made on the stack are bytes that nobody has written.

use dtype_core::{Columns, Element, Record, RecordArray, RecordView, RecordViewMut, cast, npy};

const STALE: u8 = 0xA5;
const COUNT: u8 = 100;

#[derive(Clone, Copy, Debug, PartialEq, Record)]
#[repr(C)]
struct Inner {
    flag: u8,
    size: u16,
    time: i64,
    side: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Record)]
#[repr(C)]
struct Outer {
    id: u8,
    inner: Inner,
    pair: [Inner; 2],
    last: u8,
}

/// The bytes of an `Outer` that belong to no field: behind its bytes, and those of three times `Inner`.
fn gaps() -> Vec<usize> {
    let inner = [1..2, 4..8, 20..24];
    let nested =
        [8, 32, 56].into_iter().flat_map(|start| inner.clone().map(|gap| start + gap.start..start + gap.end));
    [1..8, 81..88].into_iter().chain(nested).flatten().collect()
}

fn record(i: u8) -> Outer {
    let inner = Inner { flag: i, size: i.into(), time: -i64::from(i), side: i.into() };
    Outer { id: i, inner, pair: [inner, Inner { flag: 1, ..inner }], last: 7 }
}

fn fresh() -> Vec<Outer> {
    (0..COUNT).map(record).collect()
}

/// Records in memory all of whose gaps are 0xA5.
fn stale() -> RecordArray {
    let mut bytes = vec![STALE; usize::from(COUNT) * size_of::<Outer>()];
    RecordViewMut::new(&mut bytes, Outer::DTYPE)
        .and_then(|mut view| {
            let records = fresh();
            view.column_mut("id")?.copy_from(records.column(Outer::FIELDS.id))?;
            view.column_mut("inner")?.copy_from(records.column(Outer::FIELDS.inner))?;
            view.column_mut("pair")?.copy_from(records.column(Outer::FIELDS.pair))?;
            view.column_mut("last")?.copy_from(records.column(Outer::FIELDS.last))
        })
        .unwrap();
    assert!(gap_bytes(&bytes).all(|byte| byte == STALE), "setting fields writes nothing between them");
    RecordArray::from_bytes(&bytes, Outer::DTYPE, &[COUNT.into()], false).unwrap()
}

fn gap_bytes(bytes: &[u8]) -> impl Iterator<Item = u8> {
    bytes.chunks(size_of::<Outer>()).flat_map(|record| gaps().into_iter().map(|at| record[at]))
}

/// The file's records are `fresh()`, and its gaps are zeros.
#[track_caller]
fn assert_clean(file: &[u8]) {
    let array = npy::read_array(file).unwrap();
    assert_eq!(array.view().records::<Outer>().unwrap(), fresh());
    assert!(gap_bytes(array.as_bytes()).all(|byte| byte == 0));
}

#[test]
fn the_gaps_are_where_the_compiler_puts_them() {
    assert_eq!((size_of::<Inner>(), size_of::<Outer>()), (24, 88));
    assert_eq!(Outer::DTYPE.to_descr().unwrap().matches("('', '|V").count(), 2 + 3 * 2);
    let mut sevens = vec![7u8; 88];
    gaps().into_iter().for_each(|at| sevens[at] = STALE);
    let fields = RecordView::new(&sevens, Outer::DTYPE).unwrap().record(0).unwrap().to_string();
    assert_eq!(fields.matches("506381209866536711").count(), 3, "{fields}");
}

#[test]
fn what_is_saved_has_zeros_in_its_gaps() {
    let stale = stale();
    let records: &[Outer] = cast(stale.as_bytes()).unwrap();
    let mut stream = Vec::new();
    npy::write_to(&mut stream, records).unwrap();
    assert_clean(&stream);

    let folder = tempfile::tempdir().unwrap();
    for (name, records) in [("stale.npy", records), ("fresh.npy", &fresh())] {
        let path = folder.path().join(name);
        npy::save(&path, records).unwrap();
        assert_clean(&std::fs::read(&path).unwrap());
    }
}

#[test]
fn what_is_set_leaves_the_gaps_as_they_were() {
    let stale = stale();
    let records: &[Outer] = cast(stale.as_bytes()).unwrap();
    let mut bytes = vec![0; stale.as_bytes().len()];
    let mut view = RecordViewMut::new(&mut bytes, Outer::DTYPE).unwrap();

    // Whole records, and nested ones in each way there is.
    let mut whole = view.column_mut::<Outer>(&[]).unwrap();
    (0..records.len()).for_each(|i| whole.set(i, records[i]));
    let mut inner = view.column_mut::<Inner>("inner").unwrap();
    inner.fill(records[3].inner);
    inner.copy_from(records.column(Outer::FIELDS.inner)).unwrap();
    inner.update(|inner| Inner { flag: inner.flag, ..inner });
    view.column_mut::<[Inner; 2]>("pair").unwrap().copy_from(records.column(Outer::FIELDS.pair)).unwrap();

    let aligned = RecordArray::from_bytes(&bytes, Outer::DTYPE, &[records.len()], false).unwrap();
    assert_eq!(aligned.view().records::<Outer>().unwrap(), records);
    assert!(gap_bytes(&bytes).all(|byte| byte == 0));
}

#[test]
fn what_is_set_in_typed_memory_is_saved_with_zeros() {
    let stale = stale();
    let from: &[Outer] = cast(stale.as_bytes()).unwrap();
    let mut records = vec![record(0); from.len()];
    records.copy_from_slice(from); // gaps and all
    let (mut inner, mut last) = records.columns_mut((Outer::FIELDS.inner, Outer::FIELDS.last)).unwrap();
    inner.update(|inner| inner);
    last.fill(7);
    let mut stream = Vec::new();
    npy::write_to(&mut stream, &records).unwrap();
    assert_clean(&stream);
}

#[test]
fn what_is_mapped_is_saved_with_zeros() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("stale.npy");
    let stale = stale();
    let header = npy::Header::new(Outer::DTYPE, stale.shape(), false).unwrap();
    std::fs::write(&path, [&header.to_bytes(), stale.as_bytes()].concat()).unwrap();

    #[allow(unsafe_code, reason = "mapping a file is the caller's promise")]
    // SAFETY: nobody else knows of the file.
    let map = unsafe { npy::Map::open(&path) }.unwrap();
    assert!(gap_bytes(map.as_bytes()).all(|byte| byte == STALE));
    let mut stream = Vec::new();
    npy::write_to(&mut stream, map.records::<Outer>().unwrap()).unwrap();
    assert_clean(&stream);
    let loaded: Vec<Outer> = npy::load(&path).unwrap();
    assert_eq!(loaded, fresh());
}

#[test]
fn a_padding_field_is_a_gap() {
    #[derive(Clone, Copy, Record)]
    #[repr(C)]
    struct Explicit {
        flag: u8,
        #[record(padding)]
        gap: [u8; 7],
        time: i64,
    }

    const { assert!(Explicit::NO_PADDING) };
    let records = [Explicit { flag: 1, gap: [STALE; 7], time: -1 }; 3];
    let mut stream = Vec::new();
    npy::write_to(&mut stream, &records).unwrap();
    let array = npy::read_array(&stream[..]).unwrap();
    assert!(array.as_bytes().chunks(16).all(|record| record[1..8] == [0; 7]));

    let mut bytes = [0; 16];
    let mut view = RecordViewMut::new(&mut bytes, Explicit::DTYPE).unwrap();
    view.column_mut::<Explicit>(&[]).unwrap().set(0, records[0]);
    assert_eq!(bytes, [1, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255]);
    assert_eq!(records[0].gap, [STALE; 7]);
}
