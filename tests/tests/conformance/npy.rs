//! The group `npy`: valid files, read whole and written again.

use std::fs;

use dtype_core::npy::{self, Header, LoadOptions};
use dtype_core::{Limits, RecordArray};
use dtype_tests::entry::{Entry, Read};

use crate::case::Case;
use crate::column::{self, Stats};
use crate::corpus::Corpus;
use crate::description::{self, sha256};
use crate::place::Place;
use crate::ways;

/// One entry of `npy` in the manifest.
pub(crate) fn check(corpus: &Corpus, entry: &Entry<'_>, case: &mut Case) -> Read<()> {
    entry.ignore(&["note", "load_warnings"]);
    let path = corpus.path(entry.text("file")?);
    let bytes = fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    case.same("file_size", entry.size("file_size")?, bytes.len());
    case.same_text("sha256_file", entry.text("sha256_file")?, &sha256(&bytes));

    let mut limits = Limits::default();
    let options = entry.entry("load_options")?;
    if options.find("max_header_size").is_some() {
        limits.header_bytes = options.size("max_header_size")?;
        if npy::load_array(&path).is_ok() {
            case.differs("with default limits", "an error", "none");
        }
        if entry.find("default_load_error").is_none() {
            case.wrong("default_load_error", "missing beside a raised limit");
        }
    }
    options.finish()?;

    let options = LoadOptions::new().limits(limits.clone());
    let (header, array) = match (Header::parse(&bytes, &limits), options.load_array(&path)) {
        (Ok(header), Ok(array)) => (header, array),
        (Err(error), _) | (_, Err(error)) => return refused(entry, case, &error),
    };
    case.same("header read from the file", Some(&header), options.header(&path).ok().as_ref());
    check_header(entry, &header, case)?;
    check_array(entry, &header, &array, &bytes, case)?;
    let end = header.data_offset() + header.data_len();
    ways::check(&path, &options, &array, (bytes.len() as u64).saturating_sub(end), case);
    columns(entry, &array, case)?;
    let resaved = entry.entry("resave")?;
    resave(&resaved, &array, &bytes, &limits, case)?;
    resaved.finish()
}

/// A refusal of what NumPy reads: right only where we have no such dtype.
fn refused(entry: &Entry<'_>, case: &mut Case, error: &dtype_core::Error) -> Read<()> {
    let described = entry.entry("header_dtype")?;
    if let Some(what) = description::only_numpys(&described)? {
        case.set_aside(what, entry);
        return Ok(());
    }
    case.wrong("header", error);
    entry.ignore_rest();
    Ok(())
}

fn check_header(entry: &Entry<'_>, header: &Header, case: &mut Case) -> Read<()> {
    let (major, minor) = header.version();
    case.same("version", entry.sizes("version")?, vec![usize::from(major), usize::from(minor)]);
    case.same("header_len", entry.int("header_len")?, header_len(header));
    case.same("data_offset", entry.int("data_offset")?, header.data_offset().into());
    text(entry, header, "header", case)?;
    case.same("header_shape", entry.sizes("header_shape")?, header.shape().to_vec());
    case.same("fortran_order", entry.bool("fortran_order")?, header.is_fortran());
    case.same("data_len", entry.int("data_len")?, header.data_len().into());
    let described = entry.entry("header_dtype")?;
    if described.find("subarray").is_some_and(|subarray| !subarray.is_null()) {
        // Its shape belongs to the array's, which is compared; what it is an array of is ours.
        let subarray = described.entry("subarray")?;
        subarray.ignore(&["shape"]);
        description::node(&subarray.entry("base")?, header.dtype(), "base: ", case)?;
        described.ignore_rest();
        return subarray.finish();
    }
    description::check(&described, header.dtype(), case)?;
    described.finish()
}

/// The header's text, or its hash if it is long.
fn text(entry: &Entry<'_>, header: &Header, what: &str, case: &mut Case) -> Read<()> {
    match entry.text_or_null("header")? {
        Some(text) => case.same_text(what, text, header.text()),
        None if header.version().0 < 3 => {
            // Latin-1: one byte for each character.
            let bytes: Vec<u8> = header.text().chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
            case.same_text(what, entry.text("header_sha256")?, &sha256(bytes));
        }
        None => case.same_text(what, entry.text("header_sha256")?, &sha256(header.text())),
    }
    Ok(())
}

fn check_array(
    entry: &Entry<'_>,
    header: &Header,
    array: &RecordArray,
    file: &[u8],
    case: &mut Case,
) -> Read<()> {
    let view = array.view();
    let dtype = array.dtype();
    case.same("shape", entry.sizes("shape")?, view.shape());
    case.same_text("dtype", entry.text("dtype")?, &dtype.typestr());
    case.same("itemsize", entry.size("itemsize")?, dtype.itemsize());
    case.same("size", entry.size("size")?, array.len());
    let place = Place { shape: view.shape(), strides: view.strides(), offset: 0 };
    if !entry.is_null("strides")? {
        case.same("strides", place.used(&entry.ints("strides")?), place.used(&place.strides));
    }
    let contiguous = |fortran| place.is_contiguous(fortran, dtype.itemsize());
    case.same("c_contiguous", entry.bool("c_contiguous")?, contiguous(false));
    case.same("f_contiguous", entry.bool("f_contiguous")?, contiguous(true));
    case.same_text("sha256_data", entry.text("sha256_data")?, &sha256(array.as_bytes()));
    let end = header.data_offset() + header.data_len();
    case.same("trailing_len", entry.int("trailing_len")?, file.len() as i128 - i128::from(end));
    Ok(())
}

fn columns(entry: &Entry<'_>, array: &RecordArray, case: &mut Case) -> Read<()> {
    let view = array.view();
    case.same("columns_total", entry.size("columns_total")?, view.any_columns().count());
    for expected in entry.entries("columns")? {
        column::check(&expected, &view, array.as_bytes(), Stats::Recorded, case)?;
        expected.finish()?;
    }
    Ok(())
}

/// The same array saved: every byte of the file must be NumPy's.
fn resave(
    expected: &Entry<'_>,
    array: &RecordArray,
    original: &[u8],
    limits: &Limits,
    case: &mut Case,
) -> Read<()> {
    expected.ignore(&["exc", "exc_mro", "msg", "warnings"]);
    let mut saved = Vec::new();
    let result = npy::write_array(&mut saved, array);
    if !expected.bool("ok")? {
        if result.is_ok() {
            case.differs("resave", "an error", "none");
        }
        return Ok(());
    }
    let written = result.and_then(|()| Header::parse(&saved, limits));
    let Some(header) = case.ok("resave", written) else {
        expected.ignore_rest();
        return Ok(());
    };
    let (major, minor) = header.version();
    case.same("resave: version", expected.sizes("version")?, vec![usize::from(major), usize::from(minor)]);
    case.same("resave: header_len", expected.int("header_len")?, header_len(&header));
    text(expected, &header, "resave: header", case)?;
    case.same("resave: file_size", expected.size("file_size")?, saved.len());
    case.same_text("resave: sha256_file", expected.text("sha256_file")?, &sha256(&saved));
    case.same("resave: identical", expected.bool("identical")?, saved == original);
    Ok(())
}

/// The number in the file: what is behind magic, version and the number itself, and before the data.
fn header_len(header: &Header) -> i128 {
    let before = if header.version().0 == 1 { 10 } else { 12 };
    i128::from(header.data_offset()) - before
}
