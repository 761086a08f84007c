//! Records from one layout to another, into fresh memory and into memory that is used again, beside a plain copy of the
//! same bytes into the same kind of memory.

use std::error::Error;
use std::sync::{Arc, Mutex};

use dtype_core::{Casting, Conversion, ConvertOptions, DType, RecordArray, RecordView};

use crate::case::{Case, all_threads};
use crate::data::Data;
use crate::limits;

/// Fields of the records that statistics are taken of.
const WIDE: &[(&str, &str)] = &[
    ("time", "<i8"),
    ("price", "<f8"),
    ("size", "<f8"),
    ("bid", "<f8"),
    ("ask", "<f8"),
    ("order", "<u8"),
    ("weight", "<f4"),
    ("flags", "<i4"),
];

/// The same with one byte in front of them: 49 bytes packed, 56 aligned.
const ODD: &[(&str, &str)] = &[
    ("on", "|b1"),
    ("time", "<i8"),
    ("price", "<f8"),
    ("bid", "<f8"),
    ("ask", "<f8"),
    ("order", "<u8"),
    ("weight", "<f4"),
    ("flags", "<i4"),
];

type Cases = Result<Vec<Case>, Box<dyn Error>>;

/// A conversion, and how NumPy does it with `a` and `out`.
struct Question {
    name: &'static str,
    from: DType,
    to: DType,
    by_name: bool,
}

/// The bytes turned around.
pub(crate) fn byte_order(data: &Data) -> Cases {
    let wide = dtype(WIDE)?;
    cases(data, "byte order", wide.swapped(), wide, false)
}

/// Without the gaps.
pub(crate) fn packed(data: &Data) -> Cases {
    let packed = dtype(ODD)?;
    cases(data, "aligned to packed", packed.to_aligned()?, packed, false)
}

/// With gaps.
pub(crate) fn aligned(data: &Data) -> Cases {
    let packed = dtype(ODD)?;
    let aligned = packed.to_aligned()?;
    cases(data, "packed to aligned", packed, aligned, false)
}

/// Every field somewhere else.
pub(crate) fn reversed(data: &Data) -> Cases {
    let backwards: Vec<_> = WIDE.iter().rev().copied().collect();
    cases(data, "fields in reverse", dtype(WIDE)?, dtype(&backwards)?, true)
}

/// A field that the source does not have.
pub(crate) fn added(data: &Data) -> Cases {
    let added = [&WIDE[..3], &[("venue", "<u4")], &WIDE[3..]].concat();
    cases(data, "a field added", dtype(WIDE)?, dtype(&added)?, true)
}

/// Two fields of other types, twice.
pub(crate) fn cast(data: &Data) -> Cases {
    let narrow: Vec<_> =
        WIDE.iter().map(|&(name, dtype)| (name, if name == "weight" { "<i4" } else { dtype })).collect();
    let cast: Vec<_> = WIDE
        .iter()
        .map(|&(name, dtype)| match name {
            "price" | "size" => (name, "<f4"),
            "weight" | "flags" => (name, "<i8"),
            _ => (name, dtype),
        })
        .collect();
    cases(data, "two i4 to i8 and two f8 to f4", dtype(&narrow)?, dtype(&cast)?, false)
}

/// Into both kinds of memory. The source and what is copied beside are of this group alone: all groups together would
/// hold many times the records.
fn cases(data: &Data, name: &'static str, from: DType, to: DType, by_name: bool) -> Cases {
    let question = Question { name, from, to, by_name };
    let src = Arc::new(source(data, &question.from)?);
    let larger = src.as_bytes().len().max(src.len() * question.to.itemsize());
    let plain = Arc::new(vec![1u8; larger]);
    Ok(vec![reused(data, &question, &src, &plain)?, fresh(data, &question, &src, &plain)?])
}

fn dtype(fields: &[(&str, &str)]) -> Result<DType, dtype_core::Error> {
    let fields: Vec<(&str, DType)> = fields
        .iter()
        .map(|&(name, dtype)| Ok((name, dtype.parse()?)))
        .collect::<Result<_, dtype_core::Error>>()?;
    DType::packed(fields)
}

/// The records of a dtype: what the shared records have of it.
fn source(data: &Data, dtype: &DType) -> Result<RecordArray, Box<dyn Error>> {
    let wide = data.wide()?;
    let view = RecordView::of(&wide);
    let options = ConvertOptions::new().casting(Casting::Unsafe).allow_extra(true).zero_missing(true);
    Ok(Conversion::plan(view.dtype(), dtype, options)?.to_array(&view)?)
}

fn plan(question: &Question) -> Result<Arc<Conversion>, dtype_core::Error> {
    let options = ConvertOptions::new().casting(Casting::SameKind).zero_missing(true);
    Conversion::plan(&question.from, &question.to, options).map(Arc::new)
}

/// What NumPy does once: makes the same source.
fn setup(data: &Data, question: &Question) -> Result<String, dtype_core::Error> {
    let wide = data.wide_file()?;
    let (from, to) = (&question.from, &question.to);
    Ok(format!(
        "from numpy.lib.recfunctions import assign_fields_by_name as by_name\n\
         w = np.load({wide:?}); d = np.dtype({to}); a = np.zeros(len(w), np.dtype({from}))\n\
         by_name(a, w); out = np.zeros(len(a), d); del w"
    ))
}

fn title(data: &Data, question: &Question, memory: &str) -> String {
    let (from, to) = (question.from.itemsize(), question.to.itemsize());
    format!("{}, {} records of {from} bytes to {to} bytes, {memory}", question.name, data.size.wide)
}

fn reused(
    data: &Data,
    question: &Question,
    src: &Arc<RecordArray>,
    plain: &Arc<Vec<u8>>,
) -> Result<Case, Box<dyn Error>> {
    let (conversion, size) = (plan(question)?, src.len() * question.to.itemsize());
    let out = Arc::new(Mutex::new(vec![1; plain.len()]));
    let mut case = Case::new(title(data, question, "memory used again"));
    for threads in [1, all_threads()] {
        let (conversion, src, out) = (Arc::clone(&conversion), Arc::clone(src), Arc::clone(&out));
        case = case.ours("Conversion::run", threads, move || {
            let mut out = out.lock().expect("no other thread has it");
            conversion.run(src.as_bytes(), &mut out[..size]).expect("a plan for these records");
        });
    }
    let plain = Arc::clone(plain);
    let code = if question.by_name { "by_name(out, a)" } else { "np.copyto(out, a, casting='unsafe')" };
    Ok(case
        .rust("copy of as many bytes, one thread", move || {
            limits::copy(&plain, &mut out.lock().expect("no other thread has it"));
        })
        .python("NumPy", setup(data, question)?, code))
}

fn fresh(
    data: &Data,
    question: &Question,
    src: &Arc<RecordArray>,
    plain: &Arc<Vec<u8>>,
) -> Result<Case, Box<dyn Error>> {
    let conversion = plan(question)?;
    let mut case = Case::new(title(data, question, "fresh memory"));
    for threads in [1, all_threads()] {
        let (conversion, src) = (Arc::clone(&conversion), Arc::clone(src));
        case = case.ours("Conversion::to_array", threads, move || {
            conversion.to_array(&src.view()).expect("a plan for these records")
        });
    }
    let plain = Arc::clone(plain);
    let code = match question.by_name {
        true => "by_name(np.empty(len(a), d), a)",
        false => "a.astype(d)",
    };
    // Into huge pages, as ours and NumPy's.
    let copy = move || RecordView::of(&plain).to_array().expect("memory");
    Ok(case.rust("copy of as many bytes, one thread", copy).python("NumPy", setup(data, question)?, code))
}
