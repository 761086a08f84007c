//! Every record that there is goes through every format and comes back with the same bits.

use std::fs;
use std::path::{Path, PathBuf};

use dtype_core::serde::{RecordFormat, Text};
use dtype_core::{AnyColumn, ByteOrder, DType, RecordArray, RecordView, ScalarKind, csv, json, npy};

/// Records of the examples' and the corpus' files, as arrays of one axis.
fn arrays() -> Vec<(PathBuf, RecordArray)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["corpus/npy", "../examples/data"].map(|folder| root.join(folder));
    let files =
        folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    let mut arrays = Vec::new();
    for file in files {
        let Ok(array) = npy::load_array(&file) else { continue };
        // What has no bytes has no values, and any number of them.
        if array.is_fortran() || array.dtype().itemsize() == 0 || array.len() > 20_000 {
            continue;
        }
        let flat = RecordArray::from_bytes(array.as_bytes(), array.dtype(), &[array.len()], false).unwrap();
        arrays.push((file, flat));
    }
    assert!(arrays.len() > 80, "only {} files", arrays.len());
    arrays
}

fn columns<'a>(view: &RecordView<'a>) -> Vec<AnyColumn<'a>> {
    view.any_columns().map(|(_, column)| column).collect()
}

/// The same bits in every value, but for those of NaN, of which formats for people have one.
fn assert_same(
    name: &Path,
    format: &str,
    before: &RecordView<'_>,
    after: &RecordView<'_>,
    bits_of_nan: bool,
) {
    assert_eq!(before.len(), after.len(), "{} as {format}", name.display());
    for (before, after) in columns(before).iter().zip(columns(after)) {
        let (a, b) = (before.raw().unwrap(), after.raw().unwrap());
        assert_eq!(a.len(), b.len());
        for (i, (a, b)) in a.zip(b).enumerate() {
            let same = a == b
                || (!bits_of_nan && has_nan(before, i) && has_nan(&after, i))
                || both_true(before, a, b);
            assert!(
                same,
                "{} as {format}, value {i} of {}: {a:x?} became {b:x?}",
                name.display(),
                before.dtype()
            );
        }
    }
}

/// A bool of any byte but zero is true, and comes back as one.
fn both_true(column: &AnyColumn<'_>, a: &[u8], b: &[u8]) -> bool {
    column.scalar().unwrap().kind() == ScalarKind::Bool && a != [0] && b == [1]
}

fn has_nan(column: &AnyColumn<'_>, element: usize) -> bool {
    let per_record = column.size() / column.len();
    column.value(element / per_record).unwrap().to_string().contains("nan")
}

/// Whether all text in it is made of characters.
fn is_text(view: &RecordView<'_>) -> bool {
    columns(view).iter().all(|column| {
        let scalar = column.scalar().unwrap();
        let point = |bytes: &[u8; 4]| match scalar.byte_order() {
            ByteOrder::Big => u32::from_be_bytes(*bytes),
            _ => u32::from_le_bytes(*bytes),
        };
        let is_text =
            |bytes: &[u8]| bytes.as_chunks().0.iter().all(|bytes| char::from_u32(point(bytes)).is_some());
        !matches!(scalar.kind(), ScalarKind::Str(_)) || column.raw().unwrap().all(is_text)
    })
}

#[test]
fn json_and_json_lines() {
    let format = RecordFormat::new();
    for (file, array) in arrays() {
        let (view, dtype) = (array.view(), array.dtype());
        let mut text = Vec::new();
        json::write(&mut text, &view, &format).unwrap();
        let back = json::read(&text[..], dtype, &format)
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        assert_same(&file, "JSON", &view, &back.view(), false);

        let mut text = Vec::new();
        json::write_lines(&mut text, &view, &format).unwrap();
        assert_eq!(text.iter().filter(|&&byte| byte == b'\n').count(), array.len(), "{}", file.display());
        let back = json::read_lines(&text[..], dtype, &format).unwrap();
        assert_same(&file, "JSON Lines", &view, &back.view(), false);
    }
}

#[test]
fn csv_what_it_can_carry() {
    let format = RecordFormat::new().text(Text::Latin1);
    let mut carried = 0;
    for (file, array) in arrays() {
        let (view, dtype) = (array.view(), array.dtype());
        let mut text = Vec::new();
        match csv::write(&mut text, &view, &format) {
            Ok(()) => {}
            // A surrogate alone is no character, and there is no text with one.
            Err(error) => {
                assert!(
                    !is_text(&view) || error.to_string().contains("code point"),
                    "{}: {error}",
                    file.display()
                );
                continue;
            }
        }
        // Names that are there twice, or none at all: a table of nothing.
        let Ok(back) = csv::read(&text[..], dtype, &format) else { continue };
        if columns(&view).iter().all(|column| column.size() == 0) {
            continue;
        }
        assert_same(&file, "CSV", &view, &back.view(), false);
        carried += 1;
    }
    assert!(carried > 70, "only {carried} files");
}

/// A format that has only what it is told to read.
#[test]
fn binary_without_types() {
    for (file, array) in arrays() {
        for text in [Text::Utf8, Text::Bytes] {
            if text == Text::Utf8 && !is_text(&array.view()) {
                continue;
            }
            let format = RecordFormat::new().text(text);
            let bytes = postcard::to_allocvec(&format.records(&array.view())).unwrap();
            let seed = format.seed(array.dtype()).unwrap();
            let mut source = postcard::Deserializer::from_bytes(&bytes);
            let back = seed.read(&mut source).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            assert_same(&file, "postcard", &array.view(), &back.view(), true);
        }
    }
}

#[test]
fn gaps_become_zeros_and_order_does_not_matter() {
    let dtype: DType =
        "{'names': ['b', 'a'], 'formats': ['>u2', 'u1'], 'offsets': [4, 1], 'itemsize': 8}".parse().unwrap();
    let records = json::read(&br#"[{"a": 1, "b": 2}]"#[..], &dtype, &RecordFormat::new()).unwrap();
    assert_eq!(records.as_bytes(), [0, 1, 0, 0, 0, 2, 0, 0]);
    let records = csv::read(&b"a,b\n1,2\n"[..], &dtype, &RecordFormat::new()).unwrap();
    assert_eq!(records.as_bytes(), [0, 1, 0, 0, 0, 2, 0, 0]);
}
