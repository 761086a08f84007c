//! The group `bad`: files that NumPy refuses, and odd ones that it accepts.

use std::fs;

use dtype_core::npy::{self, LoadOptions};
use dtype_core::{Error, RecordArray};
use dtype_tests::elements::Elements;
use dtype_tests::entry::{Entry, Read};
use dtype_tests::typestr::TypeStr;

use crate::case::Case;
use crate::corpus::Corpus;
use crate::description::sha256;
use crate::place::Place;
use crate::{npz, typed, ways};

/// One entry of `bad` in the manifest.
pub(crate) fn check(corpus: &Corpus, entry: &Entry<'_>, case: &mut Case) -> Read<()> {
    entry.ignore(&["why"]);
    let file = entry.text("file")?;
    let path = corpus.path(file);
    let bytes = fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    case.same("file_size", entry.size("file_size")?, bytes.len());
    case.same_text("sha256_file", entry.text("sha256_file")?, &sha256(&bytes));
    let accepts = entry.bool("numpy_accepts")?;
    let load = entry.entry("load")?;
    if file.ends_with(".npz") {
        return archive(entry, accepts, bytes, case);
    }
    case.same("numpy_accepts", accepts, load.bool("ok")?);
    outcome(&load, npy::load_array(&path), "load", case)?;
    let stream = entry.entry("read_stream")?;
    outcome(&stream, npy::read_array(&bytes[..]), "from a stream", case)?;
    stream.finish()?;
    let map = entry.entry("memmap_r")?;
    let mapped = ways::mapped(&path, &LoadOptions::new());
    if load.bool("ok")? || !map.bool("ok")? || mapped.is_ok() {
        outcome(&map, mapped, "mapped", case)?;
    } else {
        // NumPy maps sub-array dtypes that it does not load; we do neither.
        map.ignore_rest();
    }
    map.finish()?;
    load.finish()
}

/// An archive, of which NumPy accepts all members or not. What is none at all may also be read as something else.
fn archive(entry: &Entry<'_>, accepts: bool, bytes: Vec<u8>, case: &mut Case) -> Read<()> {
    let load = entry.entry("load")?;
    let members = if load.find("members").is_some() { load.entries("members")? } else { Vec::new() };
    let all = members.iter().map(|member| member.bool("ok")).collect::<Read<Vec<_>>>()?;
    case.same("numpy_accepts", accepts, load.bool("ok")? && all.iter().all(|&ok| ok));
    for other in ["read_stream", "memmap_r"] {
        if entry.find(other).is_some() {
            let other = entry.entry(other)?;
            outcome(&other, npy::read_array(&bytes[..]), "as a .npy file", case)?;
            other.finish()?;
        }
    }
    npz::check_bad(&load, bytes, case)?;
    load.finish()
}

/// What reading came to, against what NumPy's reading came to.
pub(crate) fn outcome(
    expected: &Entry<'_>,
    found: Result<RecordArray, Error>,
    how: &str,
    case: &mut Case,
) -> Read<()> {
    expected.ignore(&["exc", "exc_mro", "msg", "warnings"]);
    let array = match (expected.bool("ok")?, found) {
        (false, Err(_)) => return Ok(()),
        (false, Ok(array)) => {
            case.differs(how, "an error", format_args!("{} of shape {:?}", array.dtype(), array.shape()));
            return Ok(());
        }
        (true, Err(error)) => {
            case.wrong(how, error);
            expected.ignore_rest();
            return Ok(());
        }
        (true, Ok(array)) => array,
    };
    let view = array.view();
    let place = Place { shape: view.shape(), strides: view.strides(), offset: 0 };
    let itemsize = array.dtype().itemsize();
    case.same_text(&format!("{how}: kind"), expected.text("kind")?, "array");
    case.same_text(&format!("{how}: dtype"), expected.text("dtype")?, &array.dtype().typestr());
    case.same_text(&format!("{how}: repr"), expected.text("dtype_repr")?, &array.dtype().repr());
    case.same(&format!("{how}: shape"), expected.sizes("shape")?, view.shape());
    let fortran = place.is_contiguous(true, itemsize) && !place.is_contiguous(false, itemsize);
    case.same(&format!("{how}: fortran"), expected.bool("fortran")?, fortran);
    let data = place.gather(array.as_bytes(), itemsize);
    case.same_text(&format!("{how}: sha256_c_order"), expected.text("sha256_c_order")?, &sha256(&data));
    if let (Ok(column), true) = (view.any_column([]), array.dtype().as_scalar().is_some()) {
        let elements = Elements::from_stored(TypeStr::parse(&array.dtype().typestr())?, data)?;
        typed::check(&column, view.shape().len(), &elements, case, &|what| format!("{how}: {what}"));
    }
    Ok(())
}
