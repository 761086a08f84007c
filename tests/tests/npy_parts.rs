//! Files that are read in parts, mapped, or have no header.
#![allow(unsafe_code, reason = "mapping is a promise of the caller")]

use std::fs;
use std::path::{Path, PathBuf};

use dtype_core::npy::raw;
use dtype_core::{
    Be, Casting, ConvertOptions, ErrorKind, FixedBytes, Limits, QuantileMethod, Record, RecordArray,
    RecordView, npy,
};
use serde_json::Value;

#[derive(Clone, Copy, Debug, PartialEq, Record)]
#[repr(C, packed)]
struct PackedRow {
    id: i32,
    x: f64,
    flag: bool,
    name: FixedBytes<6>,
}

#[derive(Clone, Copy, Debug, PartialEq, Record)]
#[repr(C)]
struct Row {
    id: i32,
    x: f64,
    flag: bool,
    name: FixedBytes<6>,
}

#[derive(Clone, Copy, Debug, PartialEq, Record)]
#[repr(C)]
struct Value64 {
    value: f64,
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn entries() -> Vec<Value> {
    let text = fs::read_to_string(corpus().join("manifest.json")).expect("the manifest");
    serde_json::from_str::<Value>(&text).expect("JSON")["npy"].as_array().expect("a list").clone()
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.header_bytes = 1 << 20;
    limits
}

fn shown(view: &RecordView<'_>) -> Vec<String> {
    (0..view.len()).map(|i| view.record(i).expect("a record").to_string()).collect()
}

#[test]
fn parts_are_the_whole() {
    for entry in entries() {
        let name = entry["file"].as_str().expect("a name");
        let path = corpus().join(name);
        let whole = npy::LoadOptions::new().limits(limits()).load_array(&path).expect(name);
        let file = npy::File::open_with(&path, limits()).expect(name);
        assert_eq!(file.trailing_len(), entry["trailing_len"].as_u64().expect("a number"), "{name}");
        assert_eq!(file.header().data_offset(), entry["data_offset"].as_u64().expect("a number"), "{name}");
        assert_eq!((file.dtype(), file.shape()), (whole.dtype(), whole.shape()), "{name}");

        let all = file.rows(0..file.len()).expect(name);
        assert_eq!(all.as_bytes(), whole.as_bytes(), "{name}");
        assert_eq!(
            format!("{:?}", file.summary().expect(name)),
            format!("{:?}", whole.view().summary()),
            "{name}"
        );
        for rows in [1, 3, 1 << 40] {
            let blocks: Vec<RecordArray> = file.blocks(rows).map(|block| block.expect(name)).collect();
            let rows: Vec<String> = blocks.iter().flat_map(|block| shown(&block.view())).collect();
            assert_eq!(rows, shown(&whole.view()), "{name}");
        }

        // SAFETY: nobody writes to the corpus.
        let map = unsafe { npy::Map::open_with(&path, limits()) }.expect(name);
        assert_eq!(map.as_bytes(), whole.as_bytes(), "{name}");
        assert_eq!(shown(&map.view()), shown(&whole.view()), "{name}");
        assert_eq!((map.trailing_len(), map.header()), (file.trailing_len(), file.header()), "{name}");
    }
}

/// Columns too long to be read together, and short ones.
#[test]
fn rows_in_fortran_order() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("array.npy");
    for shape in [[3, 4001], [5000, 3], [70, 70]] {
        let data: Vec<u32> = (0..shape[0] * shape[1]).map(|i| i as u32).collect();
        let array = npy::NdArray::new(data, &shape, true).unwrap();
        npy::save_nd(&path, &array).unwrap();
        let file = npy::File::open(&path).unwrap();
        assert!(file.is_fortran());
        for range in [0..1, 1..3, 2..shape[0], 0..shape[0], 1..1] {
            let rows = file.rows(range.clone()).unwrap();
            assert_eq!(rows.shape(), [range.len(), shape[1]]);
            let expected: Vec<String> =
                range.flat_map(|i| (0..shape[1]).map(move |j| (j * shape[0] + i).to_string())).collect();
            assert_eq!(shown(&rows.view()), expected);
        }
        assert_eq!(file.summary().unwrap().records(), (shape[0] * shape[1]) as u64);
    }
}

#[test]
fn records_from_rows() {
    let file = npy::File::open(corpus().join("npy/st_packed.npy")).unwrap();
    let all: Vec<Row> = npy::load(corpus().join("npy/st_packed.npy")).unwrap();
    assert_eq!(file.read::<Row>(3..6).unwrap(), all[3..6]);
    assert_eq!(file.read::<PackedRow>(0..0).unwrap().len(), 0);
    let fewer = ConvertOptions::new().allow_extra(true).rename("x", "value");
    let fewer = npy::File::open_with(corpus().join("npy/st_packed.npy"), fewer).unwrap();
    assert_eq!(fewer.read::<Value64>(2..3).unwrap(), [Value64 { value: -1.25 }]);
    let error = file.read::<f64>(0..1).unwrap_err();
    assert_eq!(
        (error.kind(), error.path()),
        (ErrorKind::Mismatch, Some(&*corpus().join("npy/st_packed.npy")))
    );
}

#[test]
fn errors_count_records_from_the_start_of_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("numbers.npy");
    let mut numbers = vec![7i64; 100_000];
    numbers[90_001] = 300;
    npy::save(&path, &numbers).expect("saved");
    let expected = "record 90001: expected a whole number from 0 to 255, found 300";
    let file = npy::File::open_with(&path, Casting::Checked).expect("opened");
    for start in [0, 5, 90_000] {
        let error = file.read::<u8>(start..100_000).unwrap_err().to_string();
        assert!(error.ends_with(expected), "{error}");
    }
    let stream = fs::File::open(&path).expect("opened");
    let mut rows = npy::RowReader::with_options(stream, Casting::Checked).expect("a header");
    assert_eq!(rows.read::<u8>(90_000).expect("what fits").len(), 90_000);
    let error = rows.read::<u8>(usize::MAX).unwrap_err().to_string();
    assert!(error.ends_with(expected), "{error}");
}

#[test]
fn mapped_records_want_the_layout_of_the_type() {
    let open = |name: &str| {
        // SAFETY: nobody writes to the corpus.
        unsafe { npy::Map::open(corpus().join("npy").join(name)) }.unwrap()
    };
    let (packed, aligned) = (open("st_packed.npy"), open("st_aligned.npy"));
    let rows: &[Row] = aligned.records().unwrap();
    assert_eq!(rows[0].id, { packed.records::<PackedRow>().unwrap()[0].id });
    assert_eq!(rows.as_ptr().addr(), aligned.as_bytes().as_ptr().addr());
    let error = packed.records::<Row>().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Mismatch);
    assert!(error.to_string().contains("`npy::load`"), "{error}");

    let cube = open("c_2x3x4.npy");
    assert_eq!(cube.records::<[[i16; 4]; 3]>().unwrap().len(), 2);
    assert_eq!(cube.elements::<i16>().unwrap().len(), 24);
    assert!(cube.records::<i16>().unwrap_err().to_string().contains("use `elements`"));
    assert!(open("f_3x4.npy").elements::<[f64; 4]>().is_err());
    assert_eq!(open("f_3x4.npy").elements::<f64>().unwrap().len(), 12);
    let error = open("i2_be.npy").records::<i16>().unwrap_err();
    assert!(error.to_string().ends_with("use `npy::load`, which converts"), "{error}");
    assert_eq!(open("i2_be.npy").records::<Be<i16>>().unwrap().len(), 6);

    // Data at an odd place.
    let at_odd = raw::Layout::of::<i64>().offset(1).count(3);
    // SAFETY: nobody writes to the corpus.
    let unaligned = unsafe { raw::Map::open(corpus().join("npy/st_packed.npy"), at_odd) }.unwrap();
    let error = unaligned.records::<i64>().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Cast);
    assert!(error.to_string().contains("need no alignment"), "{error}");
    assert_eq!(unaligned.view().column::<i64>(&[]).unwrap().len(), 3);
    // SAFETY: nobody writes to the corpus.
    let odd = unsafe { npy::Map::open(corpus().join("bad/bool_values.npy")) }.unwrap();
    assert_eq!(odd.records::<bool>().unwrap_err().kind(), ErrorKind::Cast);
    // SAFETY: nobody writes to the corpus.
    let cut = unsafe { npy::Map::open(corpus().join("bad/short_by_one.npy")) }.unwrap_err();
    assert!(cut.to_string().contains("1 byte missing"), "{cut}");
}

#[test]
fn files_without_a_header() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.bin");
    let rows: Vec<Row> = npy::load(corpus().join("npy/st_packed.npy")).unwrap();
    raw::save(&path, &rows).unwrap();
    let npy_bytes = fs::read(corpus().join("npy/st_aligned.npy")).unwrap();
    assert!(fs::read(&path).unwrap() == npy_bytes[npy_bytes.len() - 7 * 24..]);
    assert_eq!(raw::load::<Row>(&path).unwrap()[3..], rows[3..]);

    // The same in a .npy file, whose header is passed; and as another layout.
    let layout = raw::Layout::of::<PackedRow>()
        .offset(npy::header(corpus().join("npy/st_packed.npy")).unwrap().data_offset());
    let packed = corpus().join("npy/st_packed.npy");
    assert_eq!(layout.load::<Row>(&packed).unwrap()[3..], rows[3..]);
    let file = raw::File::open(&packed, layout.clone()).unwrap();
    assert_eq!((file.len(), file.trailing_len(), file.layout()), (7, 0, &layout));
    let file = raw::File::open(&packed, layout.clone().count(2)).unwrap();
    assert_eq!((file.len(), file.trailing_len()), (2, 5 * 19));
    assert_eq!(shown(&file.rows(1..2).unwrap().view()), ["(3, nan, False, b'')"]);
    // SAFETY: nobody writes to the corpus.
    let map = unsafe { raw::Map::open(&packed, layout.clone().count(2)) }.unwrap();
    assert_eq!(map.records::<PackedRow>().unwrap().len(), 2);
    assert_eq!(map.trailing_len(), 5 * 19);

    for (layout, said) in [
        (
            layout.clone().count(8),
            "19 bytes missing: shape (8,) of 19-byte records needs 152 bytes of data, found 133",
        ),
        (layout.clone().offset(1), "expected a multiple of 19 bytes"),
        (layout.clone().offset(1 << 40), "expected records from byte 1099511627776 on"),
        (layout.clone().offset(1 << 40).count(1), "19 bytes missing"),
        (layout.clone().count(usize::MAX), "larger than memory can be"),
        (raw::Layout::new(&"O".parse().unwrap()), "objects"),
        (raw::Layout::new(&"S0".parse().unwrap()), "expected a multiple of 0 bytes"),
    ] {
        let errors = [
            layout.load_array(&packed).unwrap_err(),
            raw::File::open(&packed, layout.clone()).unwrap_err(),
            // SAFETY: nobody writes to the corpus.
            unsafe { raw::Map::open(&packed, layout.clone()) }.unwrap_err(),
        ];
        for error in errors {
            assert!(error.message().contains(said), "{error}");
            assert_eq!(error.path(), Some(&*packed));
        }
    }
}

/// Elements that are arrays are further axes, as in a header.
#[test]
fn raw_arrays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("points.bin");
    raw::save(&path, &[[1.0f32, 2.0], [3.0, 4.0], [5.0, 6.0]]).unwrap();
    assert_eq!(raw::load::<[f32; 2]>(&path).unwrap()[1], [3.0, 4.0]);
    assert_eq!(raw::Layout::of::<[f32; 2]>().load_array(&path).unwrap().shape(), [3, 2]);
    assert_eq!(raw::Layout::of::<f32>().load_array(&path).unwrap().shape(), [6]);
    raw::save::<f32>(&path, &[]).unwrap();
    assert_eq!(raw::load::<f32>(&path).unwrap().len(), 0);
    let file = raw::File::open(&path, raw::Layout::of::<f32>()).unwrap();
    assert!(file.is_empty() && file.blocks(10).next().is_none());
    // SAFETY: nobody else knows the file.
    let map = unsafe { raw::Map::open(&path, raw::Layout::of::<f32>()) }.unwrap();
    assert!(map.records::<f32>().unwrap().is_empty());
}

#[cfg(unix)]
#[test]
fn pipes_are_streams() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    if !std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
        return;
    }
    let source = corpus().join("npy/st_packed.npy");
    for turn in 0..2 {
        let (bytes, into) = (fs::read(&source).unwrap(), pipe.clone());
        let writer = std::thread::spawn(move || fs::write(into, bytes));
        if turn == 0 {
            assert_eq!(npy::load::<Row>(&pipe).unwrap().len(), 7);
        } else {
            let layout = raw::Layout::of::<PackedRow>().offset(192).count(7);
            assert_eq!({ layout.load::<Row>(&pipe).unwrap()[0].id }, 5);
        }
        writer.join().unwrap().unwrap();
    }
}

#[test]
fn quantiles_of_a_file_are_those_of_memory() {
    let values: Vec<(f64, i16)> =
        (0..70_000).map(|i| (f64::from(i * 7919 % 70_001), (i % 300) as i16)).collect();
    let dtype = "[('x', '<f8'), ('n', '>i2')]".parse().unwrap();
    let bytes: Vec<u8> =
        values.iter().flat_map(|(x, n)| [&x.to_le_bytes()[..], &n.to_be_bytes()].concat()).collect();
    let array = RecordArray::from_bytes(&bytes, &dtype, &[70_000], false).unwrap();
    let path = std::env::temp_dir().join(format!("quantiles-{}.npy", std::process::id()));
    npy::save_array(&path, &array).unwrap();
    let file = npy::File::open(&path).unwrap();
    for field in ["x", "n"] {
        for method in QuantileMethod::ALL {
            let ours = file.quantiles(field, &[0.0, 0.25, 0.5, 1.0], method).unwrap();
            let column = array.view();
            let column = column.any_column(field).unwrap();
            assert_eq!(ours, column.quantiles(&[0.0, 0.25, 0.5, 1.0], method).unwrap());
        }
    }
    let error = file.quantiles("y", &[0.5], QuantileMethod::Linear).unwrap_err();
    assert!(error.to_string().contains("'y'"), "{error}");
    fs::remove_file(path).unwrap();
}

#[test]
fn files_and_memory_count_alike() {
    let dtype: dtype_core::DType = "[('x', '>f4'), ('n', 'u1', (2,)), ('s', 'S2')]".parse().unwrap();
    let record = |i: u32| {
        let mut bytes = ((i * 7919 % 1009) as f32 / 8.0).to_be_bytes().to_vec();
        bytes.extend([(i % 13) as u8, (i % 7) as u8, b'a' + (i % 5) as u8, 0]);
        bytes
    };
    let bytes: Vec<u8> = (0..70_001).flat_map(record).collect();
    let array = RecordArray::from_bytes(&bytes, &dtype, &[70_001], false).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("counted.npy");
    npy::save_array(&path, &array).unwrap();
    let (file, view) = (npy::File::open(&path).unwrap(), array.view());
    for field in ["x", "n", "n[1]"] {
        let column = view.any_column(field).unwrap();
        for bins in ["7", "5000", "auto", "doane", "0,1,2.5"] {
            let bins: dtype_core::Bins = bins.parse().unwrap();
            assert_eq!(
                file.histogram(field, bins.clone()).unwrap(),
                column.histogram(bins.clone()).unwrap(),
                "{field} {bins}"
            );
        }
        assert_eq!(
            file.histogram_within(field, 9, 1.0..=3.0).unwrap(),
            column.histogram_within(9, 1.0..=3.0).unwrap()
        );
    }
    for field in ["x", "n", "s"] {
        let (found, expected) =
            (file.frequencies(field).unwrap(), view.any_column(field).unwrap().frequencies().unwrap());
        assert_eq!((found.sorted(), found.top(3)), (expected.sorted(), expected.top(3)));
    }
    let error = file.histogram("s", 3).unwrap_err();
    assert_eq!(error.field(), Some("s"));
    assert!(
        file.histogram("x", 0).unwrap_err().to_string().contains("'x'"),
        "{}",
        file.histogram("x", 0).unwrap_err()
    );
}
