//! Records of a type in `.npy` files: any representation in, NumPy's bytes out.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use dtype_core::{Be, ConvertOptions, Element, ErrorKind, FixedBytes, Record, npy};

#[derive(Clone, Copy, Debug, PartialEq, Record)]
#[repr(C)]
struct Row {
    id: i32,
    x: f64,
    flag: bool,
    name: FixedBytes<6>,
}

#[derive(Clone, Copy, Debug, PartialEq, Record)]
#[repr(C, packed)]
struct PackedRow {
    id: i32,
    x: f64,
    flag: bool,
    name: FixedBytes<6>,
}

/// Other byte orders, another order of fields.
#[derive(Clone, Copy, Debug, PartialEq, Record)]
#[repr(C)]
struct StrangeRow {
    name: FixedBytes<6>,
    flag: bool,
    id: Be<i32>,
    x: Be<f64>,
}

fn corpus(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/npy").join(name)
}

fn written<R: Element>(records: &[R]) -> Vec<u8> {
    let mut bytes = Vec::new();
    npy::write_to(&mut bytes, records).expect("written");
    bytes
}

#[test]
fn one_schema_in_any_representation() {
    let packed = npy::load::<PackedRow>(corpus("st_packed.npy")).expect("the layout of the file");
    assert_eq!(packed.len(), 7);
    for file in ["st_packed.npy", "st_aligned.npy"] {
        let rows = npy::load::<Row>(corpus(file)).expect(file);
        let strange = npy::load::<StrangeRow>(corpus(file)).expect(file);
        let bytes = fs::read(corpus(file)).expect(file);
        let streamed = npy::read_from::<Row>(&bytes[..]).expect(file);
        for (i, row) in packed.iter().enumerate() {
            let (id, x, flag, name) = (row.id, row.x, row.flag, row.name);
            let same = |a: f64| a.to_bits() == x.to_bits();
            for other in [rows[i], streamed[i]] {
                assert_eq!((other.id, other.flag, other.name), (id, flag, name));
                assert!(same(other.x));
            }
            assert_eq!((strange[i].id.get(), strange[i].flag, strange[i].name), (id, flag, name));
            assert!(same(strange[i].x.get()));
        }
    }
    assert_eq!(rows_of("st_packed.npy")[0], Row { id: 5, x: 0.5, flag: true, name: bytes6(b"alpha") });
}

fn rows_of(file: &str) -> Vec<Row> {
    npy::load(corpus(file)).expect(file)
}

fn bytes6(bytes: &[u8]) -> FixedBytes<6> {
    FixedBytes::new(bytes).expect("short enough")
}

#[test]
fn what_is_saved_is_what_numpy_saves() {
    let rows = rows_of("st_packed.npy");
    assert!(written(&rows) == fs::read(corpus("st_aligned.npy")).unwrap());
    let packed = npy::load::<PackedRow>(corpus("st_aligned.npy")).unwrap();
    assert!(written(&packed) == fs::read(corpus("st_packed.npy")).unwrap());
    // In records as in scalars, and in arrays of them.
    let same = |name: &str, bytes: Vec<u8>| assert!(bytes == fs::read(corpus(name)).unwrap(), "{name}");
    same("f8_1000.npy", written(&npy::load::<f64>(corpus("f8_1000.npy")).unwrap()));
    same("f4_be_10000.npy", written(&npy::load::<Be<f32>>(corpus("f4_be_10000.npy")).unwrap()));
    same("i2_be.npy", written(&npy::load::<Be<i16>>(corpus("i2_be.npy")).unwrap()));
    same("st_zero_records.npy", written::<PackedRow>(&[]));
}

/// 300,000 records, of which some are converted in the middle of a block.
#[test]
fn blocks_join() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.npy");
    let rows: Vec<Row> =
        (0..300_000).map(|i| Row { id: i, x: i.into(), flag: i % 3 == 0, name: bytes6(b"abc") }).collect();
    npy::save(&path, &rows).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().len(), 192 + 24 * 300_000);
    assert!(npy::load::<Row>(&path).unwrap() == rows);
    let packed = npy::load::<PackedRow>(&path).unwrap();
    assert!(packed.iter().zip(&rows).all(|(a, b)| a.id == b.id && a.x == b.x && a.flag == b.flag));
    npy::save(&path, &packed).unwrap();
    let mut again = vec![rows[0]; 5];
    npy::load_into(&path, &mut again).unwrap();
    assert!(again == rows);
    let block = again.as_ptr();
    npy::load_into(&path, &mut again).unwrap();
    assert!(again == rows && again.as_ptr() == block);
    assert!(npy::read_from::<Row>(fs::File::open(&path).unwrap()).unwrap() == rows);
}

#[test]
fn arrays_of_any_shape() {
    let c = npy::load_nd::<i16>(corpus("c_2x3x4.npy")).unwrap();
    let by_plane = npy::load_nd::<[i16; 4]>(corpus("c_2x3x4.npy")).unwrap();
    assert_eq!((c.shape(), by_plane.shape()), (&[2, 3, 4][..], &[2, 3][..]));
    assert_eq!(by_plane.get(&[1, 2]).unwrap()[3], c.get(&[1, 2, 3]).unwrap());
    let cubes = npy::load::<[[i16; 4]; 3]>(corpus("c_2x3x4.npy")).unwrap();
    assert_eq!(cubes[1][2][3], c.get(&[1, 2, 3]).unwrap());
    assert!(written(&cubes) == fs::read(corpus("c_2x3x4.npy")).unwrap());

    let f = npy::load_nd::<f64>(corpus("f_3x4.npy")).unwrap();
    assert!(f.is_fortran() && f.as_c_slice().is_none());
    let swapped = npy::load_nd::<u16>(corpus("f_2x3x2_be.npy")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("array.npy");
    npy::save_nd(&path, &f).unwrap();
    assert!(fs::read(&path).unwrap() == fs::read(corpus("f_3x4.npy")).unwrap());
    npy::save_nd(&path, &swapped).unwrap();
    assert!(
        npy::load_nd::<Be<u16>>(&path).unwrap().as_slice().iter().map(|n| n.get()).eq(swapped.into_vec())
    );

    let single = npy::load_nd::<Row>(corpus("st_0d.npy")).unwrap();
    assert_eq!((single.shape(), single.len()), (&[][..], 1));
    for (error, said) in [
        (
            npy::load::<Row>(corpus("st_0d.npy")).unwrap_err(),
            "expected one dimension, found shape (); use `npy::load_nd`",
        ),
        (
            npy::load::<i16>(corpus("c_2x3x4.npy")).unwrap_err(),
            "expected one dimension, found shape (2, 3, 4); use",
        ),
        (
            npy::load::<[i16; 4]>(corpus("c_2x3x4.npy")).unwrap_err(),
            "expected shape (n, 4), found shape (2, 3, 4); use",
        ),
        (npy::load_nd::<[f64; 4]>(corpus("f_3x4.npy")).unwrap_err(), "in Fortran order"),
        (npy::load_nd::<[i16; 3]>(corpus("c_2x3x4.npy")).unwrap_err(), "expected a shape that ends in (3,)"),
    ] {
        assert_eq!(error.kind(), ErrorKind::Mismatch);
        assert!(error.message().contains(said), "{error}");
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Record)]
#[repr(C)]
struct Later {
    #[record(rename = "x")]
    value: f64,
    #[record(default = 7)]
    count: u16,
}

#[test]
fn fields_dropped_renamed_and_filled() {
    let error = npy::load::<Later>(corpus("st_packed.npy")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Mismatch, "{error}");
    let options = ConvertOptions::new().allow_extra(true);
    let later: Vec<Later> = npy::load_with(corpus("st_packed.npy"), options).unwrap();
    assert_eq!((later[0], later.len()), (Later { value: 0.5, count: 7 }, 7));
}

/// A file without bytes in its records can claim any number of them.
#[test]
fn claims_cost_nothing() {
    #[derive(Clone, Copy, Debug, Record)]
    #[repr(C)]
    struct Filled {
        #[record(default)]
        n: u64,
    }
    let dtype = "[]".parse().unwrap();
    let header = npy::Header::new(&dtype, &[1 << 40], false).unwrap().to_bytes();
    let error = npy::read_from::<Filled>(&header[..]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Mismatch, "{error}");
    assert_eq!(npy::read_array(&header[..]).unwrap().len(), 1 << 40);
}

#[test]
fn values_are_looked_at() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/bad/bool_values.npy");
    let error = npy::load::<bool>(&path).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Cast);
    assert!(error.to_string().contains("bool_values.npy: 2 records hold no value"), "{error}");
    assert_eq!(npy::load::<Be<u8>>(&path).map_err(|error| error.kind()), Err(ErrorKind::Mismatch));
}

/// Fails after some bytes.
struct Full(usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let taken = bytes.len().min(self.0);
        self.0 -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_an_error() {
    let whole = written(&rows_of("st_packed.npy")).len();
    for room in 0..whole + 200 {
        let wrote = npy::write_to(Full(room), &rows_of("st_packed.npy"));
        assert_eq!(wrote.is_ok(), room >= whole);
    }
}

#[cfg(unix)]
#[test]
fn a_failed_save_leaves_the_file() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = tempfile::tempdir().unwrap();
    let (path, link) = (folder.path().join("rows.npy"), folder.path().join("link.npy"));
    let rows = rows_of("st_packed.npy");
    npy::save(&path, &rows).unwrap();
    let before = fs::read(&path).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();

    // A dtype that no header can say.
    let overlapping = "{'names': ['a', 'b'], 'formats': ['<u2', '<u2'], 'offsets': [0, 1]}".parse().unwrap();
    let array = dtype_core::RecordArray::zeros(&overlapping, &[3]).unwrap();
    let error = npy::save_array(&path, &array).unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Unsupported, Some(&*path)));
    assert!(fs::read(&path).unwrap() == before);

    symlink("rows.npy", &link).unwrap();
    npy::save(&link, &rows[..2]).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(npy::load::<Row>(&path).unwrap().len(), 2);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    // Nothing is left beside it.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);

    let error = npy::save(folder.path(), &rows).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
    let error = npy::save(folder.path().join("none/rows.npy"), &rows).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
}
