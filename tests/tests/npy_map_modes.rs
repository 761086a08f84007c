//! Mapped files that are written to: the modes `r+`, `c` and `w+`, with a header and without.
#![allow(unsafe_code, reason = "mapping a file is the caller's promise")]

use std::fs;
use std::path::{Path, PathBuf};

use dtype_core::npy::{self, raw};
use dtype_core::{Be, Columns, DType, Element, Error, ErrorKind, Record};

#[derive(Clone, Copy, Debug, PartialEq, Record)]
#[repr(C)]
struct Tick {
    time: i64,
    price: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Record)]
#[repr(C)]
struct Padded {
    on: bool,
    x: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Element)]
#[repr(u8)]
enum Side {
    Bid = 1,
    Ask = 2,
}

fn ticks(count: i64) -> Vec<Tick> {
    (0..count).map(|time| Tick { time, price: time as f64 / 2.0 }).collect()
}

fn expected(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("memmap").join(name)).unwrap()
}

// SAFETY (of all that is mapped below): the files lie in folders that only the test at hand knows.

fn open(path: &Path) -> Result<npy::MapMut, Error> {
    // SAFETY: as above.
    unsafe { npy::MapMut::open(path) }
}

fn copy_on_write(path: &Path) -> Result<npy::MapMut, Error> {
    // SAFETY: as above.
    unsafe { npy::MapMut::copy_on_write(path) }
}

fn create_nd(path: &Path, dtype: &str, shape: &[usize], fortran: bool) -> Result<npy::MapMut, Error> {
    let dtype: DType = dtype.parse().unwrap();
    // SAFETY: as above.
    unsafe { npy::MapMut::create_nd(path, &dtype, shape, fortran) }
}

/// A folder with `ticks.npy` in it, of five ticks.
fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ticks.npy");
    npy::save(&path, &ticks(5)).unwrap();
    (folder, path)
}

#[test]
fn what_is_changed_is_in_the_file() {
    let (_folder, path) = folder();
    let mut bytes = fs::read(&path).unwrap();
    bytes.extend_from_slice(b"behind");
    fs::write(&path, &bytes).unwrap();

    let mut map = open(&path).unwrap();
    assert_eq!((map.trailing_len(), map.is_copy_on_write(), map.shape()), (6, false, &[5][..]));
    map.records_mut::<Tick>().unwrap()[1].price = 7.0;
    map.records_mut::<Tick>().unwrap().column_mut(Tick::FIELDS.time).set(2, -2);
    map.column_mut::<f64>("price").unwrap().set(3, 8.0);
    map.view_mut().unwrap().column_mut::<i64>(Tick::FIELDS.time).unwrap().set(4, 9);
    map.flush_async().unwrap();
    map.flush_range(16..32).unwrap();
    map.flush_range(80..80).unwrap();
    map.flush().unwrap();

    let mut changed = ticks(5);
    (changed[1].price, changed[2].time, changed[3].price, changed[4].time) = (7.0, -2, 8.0, 9);
    assert_eq!(map.records::<Tick>().unwrap(), changed);
    assert_eq!(npy::load::<Tick>(&path).unwrap(), changed);
    drop(map);
    let after = fs::read(&path).unwrap();
    assert!(after.len() == bytes.len() && after.ends_with(b"behind") && after[..128] == bytes[..128]);
}

#[test]
#[should_panic(expected = "bytes 80..81 of 80")]
fn only_data_is_flushed() {
    let (_folder, path) = folder();
    let _ = open(&path).unwrap().flush_range(80..81);
}

#[test]
fn copies_stay_in_memory() {
    let (_folder, path) = folder();
    let bytes = fs::read(&path).unwrap();
    let (mut one, other) = (copy_on_write(&path).unwrap(), copy_on_write(&path).unwrap());
    one.records_mut::<Tick>().unwrap().fill(Tick { time: 1, price: 1.0 });
    one.flush().unwrap();
    one.flush_range(0..80).unwrap();
    assert!(one.is_copy_on_write() && one.records::<Tick>().unwrap()[4].time == 1);
    assert_eq!(other.records::<Tick>().unwrap(), ticks(5));
    drop(one);
    assert!(fs::read(&path).unwrap() == bytes);

    let layout = raw::Layout::of::<u8>();
    // SAFETY: as above.
    let mut raw = unsafe { raw::MapMut::copy_on_write(&path, layout) }.unwrap();
    raw.as_bytes_mut().fill(0);
    assert!(fs::read(&path).unwrap() == bytes && raw.as_bytes().iter().all(|&byte| byte == 0));
}

/// Every byte of what NumPy makes with `mode='w+'`, and then fills with 0, 1, 2, ...
#[test]
fn new_files_are_those_of_numpy() {
    let folder = tempfile::tempdir().unwrap();
    let padded =
        "{'names': ['on', 'x'], 'formats': ['?', '<f8'], 'offsets': [0, 8], 'itemsize': 16, 'aligned': True}";
    let cases: [(&str, &str, &[usize], bool); 8] = [
        ("ticks", "[('time', '<i8'), ('price', '<f8')]", &[3], false),
        ("padded", padded, &[2], false),
        ("empty", "[('time', '<i8'), ('price', '<f8')]", &[0], false),
        ("one", ">f4", &[], false),
        ("c_2x3", "<i2", &[2, 3], false),
        ("f_2x3", "<i2", &[2, 3], true),
        ("f_3", "<i2", &[3], true),
        ("names", "[('é', 'u1'), ('数', '<M8[ns]')]", &[1], false),
    ];
    for (name, dtype, shape, fortran) in cases {
        let path = folder.path().join(name);
        let mut map = create_nd(&path, dtype, shape, fortran).unwrap();
        assert_eq!((map.shape(), map.is_fortran()), (shape, fortran));
        for (n, byte) in map.as_bytes_mut().iter_mut().enumerate() {
            *byte = n as u8;
        }
        drop(map);
        assert!(fs::read(&path).unwrap() == expected(&format!("{name}.npy")), "{name}");
        if shape == [0] {
            continue;
        }
        let shape = if shape.is_empty() { &[1] } else { shape };
        let layout = raw::Layout::new(&dtype.parse().unwrap()).offset(5).shape(shape).fortran(fortran);
        // SAFETY: as above.
        let mut map = unsafe { raw::MapMut::create(&path, layout.clone()) }.unwrap();
        for (n, byte) in map.as_bytes_mut().iter_mut().enumerate() {
            *byte = n as u8;
        }
        assert_eq!((map.layout(), map.trailing_len()), (&layout, 0));
        drop(map);
        assert!(fs::read(&path).unwrap() == expected(&format!("{name}.bin")), "{name}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), cases.len(), "no drafts are left");
}

#[test]
fn a_new_file_takes_the_place_of_the_old_one() {
    let (folder, path) = folder();
    // SAFETY: as above; what is renamed over the file leaves the mapped one as it is.
    let old = unsafe { npy::Map::open(&path) }.unwrap();
    // SAFETY: as above.
    let mut map = unsafe { npy::MapMut::create::<Tick>(&path, 2) }.unwrap();
    map.records_mut::<Tick>().unwrap().copy_from_slice(&ticks(2));
    assert_eq!(old.records::<Tick>().unwrap(), ticks(5));
    assert_eq!(npy::load::<Tick>(&path).unwrap(), ticks(2));
    drop((old, map));

    let bytes = fs::read(&path).unwrap();
    let kinds = [
        (create_nd(&path, "O", &[2], false), ErrorKind::Unsupported),
        (create_nd(&path, "<f8", &[usize::MAX / 4], false), ErrorKind::Format),
        (create_nd(&path, "u1", &[(isize::MAX - 4096) as usize], false), ErrorKind::Io),
        (create_nd(folder.path(), "u1", &[2], false), ErrorKind::Io),
        (create_nd(&folder.path().join("no/where"), "u1", &[2], false), ErrorKind::Io),
    ];
    for (result, kind) in kinds {
        let error = result.unwrap_err();
        assert!(error.kind() == kind && error.path().is_some(), "{error}");
    }
    // SAFETY: as above.
    let error = unsafe { raw::MapMut::create(&path, raw::Layout::of::<u8>()) }.unwrap_err();
    assert_eq!(error.message(), "expected a number of records or a shape for a new file, found neither");
    let far = raw::Layout::of::<u8>().offset(u64::MAX).count(1);
    // SAFETY: as above.
    assert_eq!(unsafe { raw::MapMut::create(&path, far) }.unwrap_err().kind(), ErrorKind::Format);
    assert!(fs::read(&path).unwrap() == bytes);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no drafts are left");
}

#[test]
fn fields_are_changed_whatever_the_layout() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("padded.npy");
    // SAFETY: as above.
    let mut map = unsafe { npy::MapMut::create::<Padded>(&path, 4) }.unwrap();
    map.as_bytes_mut().fill(0xA5);
    // A byte that is no bool: said when the view is made, with the field and the record.
    let error = map.column_mut::<bool>("on").unwrap_err();
    assert_eq!((error.kind(), error.field(), error.path()), (ErrorKind::Cast, Some("on"), Some(&*path)));
    map.column_mut::<u8>("on").unwrap_err();
    map.as_bytes_mut().fill(1);
    map.column_mut::<bool>("on").unwrap().fill(false);
    let mut x = map.column_mut::<f64>(Padded::FIELDS.x).unwrap();
    for i in 0..4 {
        x.set(i, i as f64);
    }
    assert_eq!(map.as_bytes()[..9], [0, 1, 1, 1, 1, 1, 1, 1, 0]);
    map.write_records(1, &[Padded { on: true, x: 5.0 }; 2]).unwrap();
    assert_eq!(map.as_bytes()[16..24], [1, 0, 0, 0, 0, 0, 0, 0]);
    let values: Vec<_> = map.records::<Padded>().unwrap().iter().map(|row| (row.on, row.x)).collect();
    assert_eq!(values, [(false, 0.0), (true, 5.0), (true, 5.0), (false, 3.0)]);
    for (start, count) in [(3, 2), (5, 0), (usize::MAX, 1)] {
        let error = map.write_records(start, &vec![Padded { on: true, x: 0.0 }; count]).unwrap_err();
        assert!(error.message().starts_with("expected room for"), "{error}");
    }
    map.write_records::<Padded>(4, &[]).unwrap();
    assert_eq!(map.write_records(0, &ticks(1)).unwrap_err().kind(), ErrorKind::Mismatch);

    // Zeros are no side, so the file is filled before it is looked at.
    // SAFETY: as above.
    let mut sides = unsafe { npy::MapMut::create::<Side>(&path, 2) }.unwrap();
    let error = sides.records_mut::<Side>().unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Cast, Some(&*path)));
    assert_eq!(sides.column_mut::<Side>(&[]).unwrap_err().kind(), ErrorKind::Cast);
    sides.write_records(0, &[Side::Bid, Side::Ask]).unwrap();
    sides.records_mut::<Side>().unwrap().reverse();
    assert_eq!(npy::load::<Side>(&path).unwrap(), [Side::Ask, Side::Bid]);
}

#[test]
fn arrays_of_any_shape() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nd.npy");
    let mut map = create_nd(&path, ">i2", &[2, 3], false).unwrap();
    map.elements_mut::<[Be<i16>; 3]>().unwrap()[1][0] = Be::new(7);
    map.records_mut::<[Be<i16>; 3]>().unwrap()[1][1] = Be::new(8);
    assert_eq!(map.records_mut::<Be<i16>>().unwrap_err().kind(), ErrorKind::Mismatch);
    assert_eq!(map.elements_mut::<i16>().unwrap_err().kind(), ErrorKind::Mismatch);
    map.view_mut().unwrap().column_mut::<Be<i16>>(&[]).unwrap().set(5, Be::new(9));
    assert_eq!(map.view().column::<Be<i16>>(&[]).unwrap().to_vec()[3..], [7, 8, 9].map(Be::new));

    let mut map = create_nd(&path, "[('a', '<i2'), ('b', '<i2')]", &[2, 2], true).unwrap();
    assert!(map.view_mut().unwrap_err().message().ends_with("use `as_array_mut` or `flat_view_mut`"));
    for i in 0..4 {
        map.flat_view_mut().column_mut::<i16>("b").unwrap().set(i, i as i16);
    }
    map.column_mut::<i16>("a").unwrap().set(1, 4);
    let shown: Vec<_> = (0..4).map(|i| map.view().record(i).unwrap().to_string()).collect();
    assert_eq!(shown, ["(0, 0)", "(0, 2)", "(4, 1)", "(0, 3)"]);

    map.as_array_mut().unwrap().field("b").unwrap().slice((0, ..)).unwrap().typed::<i16>().unwrap().fill(9);
    let shown: Vec<_> = (0..4).map(|i| map.view().record(i).unwrap().to_string()).collect();
    assert_eq!(shown, ["(0, 9)", "(0, 9)", "(4, 1)", "(0, 3)"]);

    // One item, no items, and items without bytes.
    let mut one = create_nd(&path, "<f4", &[], false).unwrap();
    one.elements_mut::<f32>().unwrap()[0] = 1.5;
    assert_eq!(one.view().record(0).unwrap().to_string(), "1.5");
    let mut none = create_nd(&path, "<f4", &[0, 3], true).unwrap();
    assert!(none.elements_mut::<f32>().unwrap().is_empty() && none.view_mut().unwrap().is_empty());
    let mut void = create_nd(&path, "V0", &[3], false).unwrap();
    assert_eq!((void.view_mut().unwrap().len(), void.as_bytes_mut().len()), (3, 0));
    assert_eq!(void.as_array_mut().unwrap().shape(), [3]);
    void.flush().unwrap();
    drop(void);
    assert_eq!(copy_on_write(&path).unwrap().shape(), [3]);
}

#[test]
fn files_without_a_header() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("some.bin");
    fs::write(&path, (0..29).collect::<Vec<u8>>()).unwrap();
    let layout = raw::Layout::of::<u16>().offset(5).shape(&[3, 4]).fortran(true);
    // SAFETY: as above.
    let mut map = unsafe { raw::MapMut::open(&path, layout.clone()) }.unwrap();
    assert_eq!((map.is_fortran(), map.shape(), map.trailing_len()), (true, &[3, 4][..], 0));
    let error = map.elements_mut::<u16>().unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Cast, Some(&*path)), "an odd address");
    map.flat_view_mut().column_mut::<u16>(&[]).unwrap().set(3, u16::MAX);
    map.flush_range(6..8).unwrap();
    assert_eq!(map.view().record(1).unwrap().to_string(), "65535"); // row 0, column 1
    drop(map);
    let bytes = fs::read(&path).unwrap();
    assert!(bytes.len() == 29 && bytes[11..13] == [255, 255] && bytes[..11] == (0..11).collect::<Vec<u8>>());

    // The other readers know shape and order too.
    let array = layout.load_array(&path).unwrap();
    assert_eq!((array.is_fortran(), array.view().record(1).unwrap().to_string().as_str()), (true, "65535"));
    assert_eq!(layout.load_nd::<u16>(&path).unwrap().get(&[0, 1]), Some(u16::MAX));
    let file = raw::File::open(&path, layout).unwrap();
    assert_eq!(file.rows(0..1).unwrap().view().record(1).unwrap().to_string(), "65535");

    let bad = |layout: raw::Layout| {
        // SAFETY: as above.
        let error = unsafe { raw::MapMut::open(&path, layout.clone()) }.unwrap_err();
        // SAFETY: as above.
        let other = unsafe { raw::MapMut::copy_on_write(&path, layout) }.unwrap_err();
        assert_eq!(error.message(), other.message());
        error.message().to_owned()
    };
    let wide = raw::Layout::of::<u16>();
    assert!(bad(wide.clone().offset(5).count(13)).starts_with("2 bytes missing"));
    assert!(bad(wide.clone()).starts_with("expected a multiple of 2 bytes"));
    assert!(bad(wide.clone().offset(30)).starts_with("expected records from byte 30 on"));
    assert!(bad(wide.clone().shape(&[1; 65])).contains("at most 64 dimensions"));
    assert!(bad(raw::Layout::of::<[u16; 2]>().shape(&[2, 2]).fortran(true)).contains("use C order"));
    assert_eq!(fs::read(&path).unwrap().len(), 29, "nothing is made longer");
}

#[test]
fn arrays_inside_of_other_files() {
    let (_folder, path) = folder();
    let array = fs::read(&path).unwrap();
    let mut bytes = [b"before", &array[..], b"behind"].concat();
    fs::write(&path, &bytes).unwrap();
    let at = |offset| npy::LoadOptions::new().offset(offset);
    // SAFETY: as above.
    let mut map = unsafe { npy::MapMut::open_with(&path, at(6)) }.unwrap();
    assert_eq!((map.shape(), map.trailing_len()), (&[5][..], 6));
    assert_eq!(map.records_mut::<Tick>().unwrap_err().kind(), ErrorKind::Cast); // at an odd address
    map.column_mut::<i64>("time").unwrap().set(4, -1);
    drop(map);
    // SAFETY: as above.
    let mut copy = unsafe { npy::MapMut::copy_on_write_with(&path, at(6)) }.unwrap();
    copy.as_bytes_mut().fill(0);
    // SAFETY: as above.
    let map = unsafe { npy::Map::open_with(&path, at(6)) }.unwrap();
    assert_eq!(map.view().column::<i64>("time").unwrap().to_vec(), [0, 1, 2, 3, -1]);
    let time = 6 + array.len() - 16;
    bytes[time..time + 8].copy_from_slice(&(-1i64).to_le_bytes());
    assert!(fs::read(&path).unwrap() == bytes);
    // SAFETY: as above.
    let error = unsafe { npy::MapMut::open_with(&path, at(1 << 40)) }.unwrap_err();
    assert!(error.message().starts_with("expected an array from byte 1099511627776 on"), "{error}");
}

#[test]
fn what_cannot_be_mapped_is_said() {
    let (folder, path) = folder();
    let bytes = fs::read(&path).unwrap();
    for len in 0..bytes.len() {
        fs::write(&path, &bytes[..len]).unwrap();
        let error = open(&path).unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::Format, Some(&*path)), "{len} bytes");
        assert_eq!(copy_on_write(&path).unwrap_err().message(), error.message());
        assert_eq!(fs::read(&path).unwrap().len(), len, "nothing is made longer");
    }
    // A file that is empty is one without records.
    fs::write(&path, "").unwrap();
    // SAFETY: as above.
    let mut empty = unsafe { raw::MapMut::open(&path, raw::Layout::of::<Tick>()) }.unwrap();
    assert!(empty.records_mut::<Tick>().unwrap().is_empty() && empty.flush().is_ok());
    drop(empty);
    // Memory ends with the file, and no records lie behind it either.
    fs::write(&path, [7; 10]).unwrap();
    let behind = |offset| {
        // SAFETY: as above.
        let map = unsafe { raw::Map::open(&path, raw::Layout::of::<u16>().offset(offset).count(0)) };
        map.map(|map| (map.as_bytes().len(), map.trailing_len()))
    };
    assert_eq!(behind(10).unwrap(), (0, 0));
    assert_eq!(behind(11).unwrap_err().message(), "expected records from byte 11 on, found 10 bytes");

    for path in [folder.path(), &folder.path().join("none")] {
        assert_eq!(open(path).unwrap_err().kind(), ErrorKind::Io);
        assert_eq!(copy_on_write(path).unwrap_err().kind(), ErrorKind::Io);
    }
    let pipe = folder.path().join("pipe");
    if std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
        for result in [open(&pipe), copy_on_write(&pipe), create_nd(&pipe, "u1", &[1], false)] {
            let error = result.unwrap_err();
            assert!(error.message().starts_with("expected a regular file"), "{error}");
        }
    }
}

#[cfg(unix)]
#[test]
fn permissions() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, path) = folder();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    drop(create_nd(&path, "u1", &[3], false).unwrap());
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    assert_eq!(copy_on_write(&path).unwrap().records_mut::<u8>().unwrap(), [0; 3]);
    match open(&path) {
        Err(error) => assert_eq!(error.io_error().unwrap().kind(), std::io::ErrorKind::PermissionDenied),
        Ok(_) => println!("this user may write what nobody may: not checked"),
    }
}

/// Far more than memory: a file of 48 GiB that is nearly all holes.
#[test]
fn files_larger_than_memory() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.npy");
    let count = 3 << 30;
    // SAFETY: as above.
    let mut map = match unsafe { npy::MapMut::create::<Tick>(&path, count) } {
        Ok(map) => map,
        Err(error) => return println!("no file of 48 GiB here: not checked: {error}"),
    };
    let far = Tick { time: 7, price: 0.5 };
    map.records_mut::<Tick>().unwrap()[count - 2] = far;
    map.write_records(count / 2, &[far]).unwrap();
    map.column_mut::<f64>("price").unwrap().set(count - 1, 2.5);
    let at = (count - 2) * size_of::<Tick>();
    map.flush_range(at..at + 32).unwrap();
    drop(map);

    // SAFETY: as above.
    let map = unsafe { npy::Map::open(&path) }.unwrap();
    let records = map.records::<Tick>().unwrap();
    assert_eq!((records.len(), records[count / 2], records[count - 2]), (count, far, far));
    assert_eq!(map.view().column::<f64>("price").unwrap().get(count - 1), Some(2.5));
    drop(map);

    let mut copy = copy_on_write(&path).unwrap();
    copy.records_mut::<Tick>().unwrap()[count - 1].time = 1;
    drop(copy);

    let file = npy::File::open(&path).unwrap();
    assert_eq!((npy::header(&path).unwrap().len(), file.len(), file.trailing_len()), (count, count, 0));
    let end = file.read::<Tick>(count - 3..count).unwrap();
    assert_eq!(end, [Tick { time: 0, price: 0.0 }, far, Tick { time: 0, price: 2.5 }]);
    let sum = file.rows(count - 1000..count).unwrap().view().column::<f64>("price").unwrap().sum();
    assert_eq!(sum, 3.0);
}
