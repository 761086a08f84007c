//! A dtype description of the corpus against one of our dtypes.

use dtype_core::interop::pep3118;
use dtype_core::{DType, Field};
use dtype_tests::elements::hex;
use dtype_tests::entry::{Entry, Read};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::case::Case;

/// Compares everything that `described` says about a dtype.
pub(crate) fn check(described: &Entry<'_>, dtype: &DType, case: &mut Case) -> Read<()> {
    case.same_text("str", described.text("str")?, &dtype.typestr());
    case.same("itemsize", described.size("itemsize")?, dtype.itemsize());
    case.same("alignment", described.size("alignment")?, dtype.alignment());
    // In NumPy an array of aligned records has their flag; in ours it has none of its own.
    case.same("isalignedstruct", described.bool("isalignedstruct")?, dtype.flattened().0.is_aligned());
    case.same("isnative", described.bool("isnative")?, native_as_numpy_says(dtype));
    case.same("hasobject", described.bool("hasobject")?, dtype.has_object());
    case.same_text("kind", described.text("kind")?, &dtype.kind().to_string());
    display_parses(dtype, case);
    if described.find("names_sha256").is_some() {
        return hashed(described, dtype, case);
    }
    let names = if described.is_null("names")? { None } else { Some(described.texts("names")?) };
    case.same("names", names, dtype.fields().map(|fields| fields.iter().map(Field::name).collect()));
    parts(described, dtype, "", case)?;
    case.same_text("repr", described.text("canonical_repr")?, &dtype.repr());
    case.same_text("str()", described.text("text")?, &dtype.numpy_str());
    descrs(described, dtype, case)?;
    buffer_format(described, dtype, case)
}

/// The format of one item. Formats that are read alike are alike: `l` and `q` where a C `long` has eight bytes.
fn buffer_format(described: &Entry<'_>, dtype: &DType, case: &mut Case) -> Read<()> {
    if described.find("pep3118").is_none() {
        return Ok(());
    }
    let expected = described.text_or_null("pep3118")?;
    described.ignore(&["pep3118_error"]);
    // An array of an unsized dtype gets a size, so the recorder did not ask for its format.
    let unsized_text = described.find("pep3118_error").is_some_and(|error| error.as_str() == Some("unsized"));
    // The array takes the shape of a sub-array; if that is empty, NumPy exports bytes without a meaning.
    let empty = dtype.as_subarray().is_some() && dtype.itemsize() == 0;
    if unsized_text || empty {
        case.skip("buffer formats of arrays without bytes");
        return Ok(());
    }
    let found = pep3118::format(dtype).ok();
    let read = |format: Option<&str>| format.and_then(|format| pep3118::parse(format).ok());
    if read(expected).is_none_or(|dtype| read(found.as_deref()) != Some(dtype)) {
        case.same("buffer format", expected, found.as_deref());
    }
    Ok(())
}

/// What only NumPy has in a dtype, if it is described to have that: we refuse it whole.
pub(crate) fn only_numpys(described: &Entry<'_>) -> Read<Option<&'static str>> {
    if described.text("kind")? != "V" && !described.find("fields").is_none_or(Value::is_null) {
        return Ok(Some("scalars that also have fields"));
    }
    let titles =
        described.find("fields").is_some_and(|fields| fields.to_string().contains("\"title_repr\":"));
    Ok(titles.then_some("titles that are no text"))
}

/// NumPy tells a title `None` from no title, and compares it; we do not.
pub(crate) fn titles_that_are_none(described: &Entry<'_>) -> Read<bool> {
    Ok(described.text_or_null("npy_descr")?.is_some_and(|descr| descr.contains("((None, ")))
}

/// SHA-256 of bytes, in hex.
pub(crate) fn sha256(bytes: impl AsRef<[u8]>) -> String {
    hex(&Sha256::digest(bytes))
}

/// What goes into a header, and for records `descr`, which is the same.
fn descrs(described: &Entry<'_>, dtype: &DType, case: &mut Case) -> Read<()> {
    described.ignore(&["descr", "descr_error"]);
    if titles_that_are_none(described)? {
        case.skip("titles that are there and are None");
        return Ok(());
    }
    let descr = dtype.to_descr().ok();
    case.same("descr in a header", described.text_or_null("npy_descr")?, descr.as_deref());
    // NumPy's attribute has one unnamed field around what is no record.
    let around = format!("[('', '{}')]", dtype.typestr());
    let descr = if dtype.fields().is_some() { descr } else { Some(around) };
    case.same("descr", described.text_or_null("descr")?, descr.as_deref());
    Ok(())
}

/// NumPy's `isnative` does not look into sub-arrays, ours does; this is NumPy's, from parts that agree.
fn native_as_numpy_says(dtype: &DType) -> bool {
    match dtype.fields() {
        Some(fields) => fields.iter().all(|field| native_as_numpy_says(field.dtype())),
        None => dtype.as_subarray().is_some() || dtype.is_native(),
    }
}

/// What is printed must be read as an equal dtype, with the same align flag.
fn display_parses(dtype: &DType, case: &mut Case) {
    let text = dtype.to_string();
    match text.parse::<DType>() {
        Ok(back) if back == *dtype && back.is_aligned() == dtype.is_aligned() => {}
        Ok(back) => case.differs("printed and parsed again", &text, back),
        Err(error) => case.wrong(&format!("printed as {text}"), error),
    }
}

/// Dtypes of very many fields are described by hashes.
fn hashed(described: &Entry<'_>, dtype: &DType, case: &mut Case) -> Read<()> {
    let fields = dtype.fields().unwrap_or_default();
    let names: Vec<&str> = fields.iter().map(Field::name).collect();
    case.same("number of fields", described.size("names_count")?, names.len());
    case.same_text("names", described.text("names_sha256")?, &sha256(names.join("\n")));
    let descr = dtype.to_descr().unwrap_or_default();
    case.same_text("descr in a header", described.text("npy_descr_sha256")?, &sha256(descr));
    let format = pep3118::format(dtype).unwrap_or_default();
    case.same_text("buffer format", described.text("pep3118_sha256")?, &sha256(format));
    Ok(())
}

/// `fields` and `subarray` of a description or of a node in it.
fn parts(of: &Entry<'_>, dtype: &DType, at: &str, case: &mut Case) -> Read<()> {
    match (of.is_null("subarray")?, dtype.as_subarray()) {
        (true, None) => {}
        (false, Some((base, shape))) => {
            let subarray = of.entry("subarray")?;
            case.same(&format!("{at}sub-array shape"), subarray.sizes("shape")?, shape.to_vec());
            let expected = subarray.entry("base")?;
            node(&expected, base, &format!("{at}base: "), case)?;
            expected.finish()?;
            subarray.finish()?;
        }
        (true, Some(_)) => case.differs(&format!("{at}dtype"), "no sub-array", dtype),
        (false, None) => case.differs(&format!("{at}dtype"), "a sub-array", dtype),
    }
    match (of.is_null("fields")?, dtype.fields()) {
        (true, None) => {}
        (false, Some(fields)) => {
            let expected = of.entries("fields")?;
            case.same(&format!("{at}number of fields"), expected.len(), fields.len());
            for (expected, field) in expected.into_iter().zip(fields) {
                self::field(&expected, field, at, case)?;
                expected.finish()?;
            }
        }
        (true, Some(_)) => case.differs(&format!("{at}dtype"), "no record", dtype),
        (false, None) => case.differs(&format!("{at}dtype"), "a record", dtype),
    }
    Ok(())
}

fn field(expected: &Entry<'_>, field: &Field, at: &str, case: &mut Case) -> Read<()> {
    let name = expected.text("name")?;
    let at = format!("{at}field '{name}': ");
    case.same_text(&format!("{at}name"), name, field.name());
    case.same(&format!("{at}title"), expected.text_or_null("title")?, field.title());
    case.same(&format!("{at}offset"), expected.size("offset")?, field.offset());
    let shape = field.dtype().as_subarray().map_or_else(Vec::new, |(_, shape)| shape.to_vec());
    case.same(&format!("{at}shape"), expected.sizes("shape")?, shape);
    expected.ignore(&["title_repr"]); // a title that is no string; ours are strings or absent
    node(expected, field.dtype(), &at, case)
}

/// Compares a node of a description.
pub(crate) fn node(expected: &Entry<'_>, dtype: &DType, at: &str, case: &mut Case) -> Read<()> {
    case.same_text(&format!("{at}type string"), expected.text("dtype_str")?, &dtype.typestr());
    case.same_text(&format!("{at}kind"), expected.text("kind")?, &dtype.kind().to_string());
    case.same(&format!("{at}itemsize"), expected.size("itemsize")?, dtype.itemsize());
    case.same(&format!("{at}alignment"), expected.size("alignment")?, dtype.alignment());
    parts(expected, dtype, at, case)
}
