//! Dtypes that nest deep, and headers that are long: nothing runs out of stack, in a thread as Rust starts it.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::thread;

use dtype_core::interop::{c_header, pep3118, rust_source, zarr};
use dtype_core::{
    ByteOrder, Conversion, ConvertOptions, DType, ErrorKind, Limits, RecordArray, SummaryBuilder, npy,
};

/// How much stack a thread has that Rust starts, in bytes. Said, since the environment may say otherwise.
const STACK: usize = 2 << 20;

fn in_a_thread(run: impl FnOnce() + Send + 'static) {
    thread::Builder::new().stack_size(STACK).spawn(run).unwrap().join().unwrap();
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    (limits.depth, limits.header_bytes) = (usize::MAX, 1 << 20);
    limits
}

/// Everything that walks a dtype, or the text of one.
fn walk(dtype: &DType) {
    let text = dtype.to_descr().unwrap();
    let again = DType::from_descr(&text, &limits()).unwrap();
    assert_eq!(&again, dtype);
    let hash = |dtype: &DType| {
        let mut hasher = DefaultHasher::new();
        dtype.hash(&mut hasher);
        hasher.finish()
    };
    assert_eq!(hash(&again), hash(dtype));
    for text in [dtype.to_string(), dtype.repr(), dtype.numpy_str(), format!("{dtype:?}")] {
        assert!(text.len() > 100);
    }
    assert_eq!(DType::from_python(&dtype.to_string(), false, &limits()).unwrap(), *dtype);
    let swapped = dtype.swapped();
    assert_ne!(swapped, *dtype);
    assert_eq!(swapped.with_byte_order(ByteOrder::Little), *dtype);
    assert_eq!(dtype.to_packed().unwrap(), *dtype);
    assert!(dtype.to_aligned().unwrap().is_aligned() && !dtype.has_object() && dtype.is_native());
    assert!(!dtype.diff(&swapped).is_same_layout());

    let array = RecordArray::zeros(dtype, &[2]).unwrap();
    let view = array.view();
    assert_eq!(view.any_columns().count(), SummaryBuilder::new(dtype).unwrap().finish().columns().len());
    assert!(view.record(1).unwrap().to_string().starts_with('('));
    let mut bytes = vec![1; array.as_bytes().len()];
    let conversion = Conversion::plan(dtype, &swapped, ConvertOptions::new()).unwrap();
    conversion.run(array.as_bytes(), &mut bytes).unwrap();
    assert!(bytes.iter().all(|&byte| byte == 0));

    let format = pep3118::format(dtype).unwrap();
    match pep3118::parse_with(&format, &limits()) {
        Ok(back) => assert_eq!(back.itemsize(), dtype.itemsize()),
        Err(error) => assert_eq!(error.kind(), ErrorKind::Limit, "{error}"),
    }
    c_header::header(dtype, "Deep").unwrap();
    rust_source::source(dtype, "Deep").unwrap();
    let json = zarr::data_type(dtype).unwrap();
    match zarr::parse_with(&json, ByteOrder::Little, &limits()) {
        Ok(back) => assert_eq!(back, *dtype),
        Err(error) => assert_eq!(error.kind(), ErrorKind::Limit, "{error}"),
    }

    let mut file = Vec::new();
    npy::write_array(&mut file, &array).unwrap();
    let back = npy::LoadOptions::new().limits(limits()).read_array(&file[..]).unwrap();
    assert_eq!((back.dtype(), back.as_bytes()), (dtype, array.as_bytes()));
    assert_eq!(npy::read_array(&file[..]).unwrap_err().kind(), ErrorKind::Limit);
}

#[test]
fn records_within_records() {
    in_a_thread(|| {
        let text = "[('a', ".repeat(300) + "'<f8'" + &")]".repeat(300);
        walk(&DType::from_descr(&text, &limits()).unwrap());
        let error = DType::from_descr(&text, &Limits::default()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Limit);
        assert!(error.to_string().ends_with("raise `Limits::depth`, up to 640"), "{error}");
    });
}

/// As deep as can be asked for, whatever the brackets are; what is no dtype is an error.
#[test]
fn brackets_within_brackets() {
    in_a_thread(|| {
        let most = Limits::MAX_DEPTH;
        for (open, middle, close, each) in [
            ("[('a', ", "'<f8'", ")]", 2),
            ("(", "'<f8'", ")", 1),
            ("[", "'<f8'", "]", 1),
            ("(", "'<f8'", ", ())", 1),
            ("(", "'<f8'", ", (1,))", 1),
            ("(", "'<f8'", ", 1)", 1),
            ("{'a': ", "1", "}", 1),
            ("{'a': (", "'<f8'", ", 0)}", 2),
            ("{'names': ['a'], 'formats': [", "'<f8'", "]}", 2),
            ("[('a', [('b', 'u1'), ('a', ", "'<f8'", ")])]", 4),
        ] {
            for depth in [most / each - 1, most / each, most / each + 1] {
                let text = open.repeat(depth) + middle + &close.repeat(depth);
                for align in [false, true] {
                    let dtype = DType::from_python(&text, align, &limits());
                    let Ok(dtype) = dtype else { continue };
                    // The form that is printed may have more brackets.
                    match DType::from_python(&dtype.to_string(), false, &limits()) {
                        Ok(back) => assert_eq!(back, dtype),
                        Err(error) => assert_eq!(error.kind(), ErrorKind::Limit),
                    }
                }
                drop(DType::from_descr(&text, &limits()));
                drop(zarr::parse_with(&text.replace(['(', '\''], "["), ByteOrder::Little, &limits()));
            }
        }
        for unit in [
            "T{",
            "(",
            "T{<d:a:T{",
            "[",
            "{\"a\":",
            "{\"name\": \"struct\", \"configuration\": {\"fields\": [[\"a\", ",
        ] {
            drop(pep3118::parse_with(&unit.repeat(100_000), &limits()));
            drop(zarr::parse_with(&unit.repeat(100_000), ByteOrder::Little, &limits()));
        }
    });
}

#[test]
fn long_headers() {
    in_a_thread(|| {
        for (fields, name, version) in
            [(600, "field", (1, 0)), (5000, "f", (2, 0)), (2000, "a_long_name_of_a_field", (2, 0))]
        {
            let names: Vec<String> = (0..fields).map(|i| format!("{name}_{i}")).collect();
            let dtype =
                DType::packed(names.iter().map(|name| (name.as_str(), "<f4".parse().unwrap()))).unwrap();
            let array = RecordArray::zeros(&dtype, &[3]).unwrap();
            let header = npy::Header::new(&dtype, &[3], false).unwrap();
            assert_eq!(header.version(), version);
            assert!(header.data_offset() > if fields == 600 { 13_000 } else { 70_000 });
            let mut file = Vec::new();
            npy::write_array(&mut file, &array).unwrap();
            let error = npy::read_array(&file[..]).unwrap_err();
            assert!(
                error.kind() == ErrorKind::Limit
                    && error.to_string().contains("raise `Limits::header_bytes`")
            );
            let back = npy::LoadOptions::new().limits(limits()).read_array(&file[..]).unwrap();
            assert_eq!(back.dtype(), &dtype);
            assert_eq!(back.view().any_columns().count(), fields);
        }
    });
}
