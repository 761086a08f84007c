//! The group `strides`: chains of view operations.

use dtype_core::shape::{MAX_WORK, Order};
use dtype_core::{AnyArrayView, ArrayView};
use dtype_tests::elements::Elements;
use dtype_tests::entry::{Entry, Read};
use dtype_tests::typestr::TypeStr;
use dtype_tests::views::Base;

use crate::case::Case;
use crate::corpus::Corpus;
use crate::description::sha256;
use crate::dtype::evaluates_to;
use crate::numbers::Kept;
use crate::place::Place;
use crate::recorded::Recorded;
use crate::stats;

/// One entry of `strides.json`.
pub(crate) fn check(_corpus: &Corpus, entry: &Entry<'_>, case: &mut Case) -> Read<()> {
    entry.ignore(&["id", "exc", "exc_mro", "msg"]);
    let described = entry.entry("base")?;
    let mut base = Base::read(&described)?;
    described.finish()?;
    let layout = base.layout().clone();
    let place = Place { shape: layout.shape().to_vec(), strides: layout.strides().to_vec(), offset: 0 };
    case.same("base_strides", place.used(&entry.ints("base_strides")?), place.used(&place.strides));
    case.same("base_itemsize", entry.size("base_itemsize")?, layout.itemsize());

    let bytes = base.copy();
    let mut view = match base.view() {
        Ok(view) => view,
        Err(error) => {
            case.wrong("base", error);
            entry.ignore_rest();
            return Ok(());
        }
    };
    let start = view_start(&view);
    let fails = if entry.bool("ok")? { None } else { Some(entry.size("failed_op")?) };
    for (i, op) in entry.entries("ops")?.iter().enumerate() {
        let next = view.apply(op)?;
        op.ignore(&["op"]);
        match (next, fails == Some(i)) {
            (Ok(next), false) => view = next,
            (Err(_), true) => return Ok(()),
            (Ok(_), true) => {
                case.differs(&format!("operation {i}"), "an error", "a view");
                return Ok(());
            }
            (Err(error), false) => {
                case.wrong(&format!("operation {i}"), error);
                entry.ignore_rest();
                return Ok(());
            }
        }
    }
    let writeable = view.is_writeable();
    compare(entry, &view.into_read(), writeable, start, &bytes, case)
}

fn view_start(view: &dtype_tests::views::View<'_>) -> usize {
    match view {
        dtype_tests::views::View::Mut(view) => view.base_span().start,
        dtype_tests::views::View::Read(view) => view.base_span().start,
    }
}

/// Compares everything that an entry says of the result.
fn compare(
    entry: &Entry<'_>,
    view: &AnyArrayView<'_>,
    writeable: bool,
    start: usize,
    bytes: &[u8],
    case: &mut Case,
) -> Read<()> {
    case.same("is_copy", entry.bool("is_copy")?, view.base_span() != (start..start + bytes.len()));
    case.same("shape", entry.sizes("shape")?, view.shape().to_vec());
    let offset = view.layout().offset();
    let place = Place {
        shape: view.shape().to_vec(),
        strides: view.strides().to_vec(),
        offset: offset.unsigned_abs(),
    };
    let strides = entry.ints("strides")?;
    if view.is_empty() {
        case.same("number of strides", strides.len(), view.ndim());
    } else {
        case.same("strides", place.used(&strides), place.used(&place.strides));
    }
    case.same("offset", entry.int("offset")?, offset as i128);
    case.same_text("dtype", entry.text("dtype")?, &view.dtype().typestr());
    case.same("dtype_repr", true, evaluates_to(entry.text("dtype_repr")?, view.dtype()));
    case.same("itemsize", entry.size("itemsize")?, view.dtype().itemsize());
    case.same("size", entry.size("size")?, view.size());

    let (flags, expected) = (view.flags(), entry.entry("flags")?);
    case.same("c_contiguous", expected.bool("c_contiguous")?, flags.c_contiguous);
    case.same("f_contiguous", expected.bool("f_contiguous")?, flags.f_contiguous);
    case.same("aligned", expected.bool("aligned")?, flags.aligned);
    case.same("writeable", expected.bool("writeable")?, writeable);
    case.same("owndata", expected.bool("owndata")?, flags.owndata);
    expected.finish()?;

    let bounds = view.byte_bounds();
    let from_start = |address: usize| address as i128 - start as i128;
    case.same(
        "byte_bounds",
        entry.ints("byte_bounds")?,
        vec![from_start(bounds.start), from_start(bounds.end)],
    );
    // The base as bytes at the same place, whoever has them.
    let whole =
        dtype_core::shape::ArrayLayout::new(&[bytes.len()], 1, Order::C).map_err(|e| e.to_string())?;
    let shares = view.layout().shares_memory(&whole, MAX_WORK);
    case.same("shares_memory", Ok(entry.bool("shares_memory")?), shares);
    let itself = view.shares_memory(view, MAX_WORK);
    case.same("shares_memory with itself", Ok(entry.bool("shares_memory")?), itself);
    let elsewhere = view.shares_memory(&ArrayView::new(bytes), MAX_WORK);
    case.same("shares_memory with a copy", Ok(false), elsewhere);
    values(entry, view, bytes, &place, case)
}

/// Elements, their hash and their sum.
fn values(
    entry: &Entry<'_>,
    view: &AnyArrayView<'_>,
    data: &[u8],
    place: &Place,
    case: &mut Case,
) -> Read<()> {
    if view.dtype().fields().is_some() {
        let hashes: Vec<String> =
            view.as_records().any_columns().map(|(_, leaf)| hash(&leaf.as_array())).collect();
        case.same(
            "sha256_c_order",
            entry.texts("sha256_c_order")?,
            hashes.iter().map(String::as_str).collect(),
        );
        case.same("sum", true, entry.is_null("sum")?);
        return Ok(());
    }
    let Some(bytes) = view.to_bytes(Order::C) else {
        case.wrong("bytes", "expected all of them, as the base is one of bytes");
        return Ok(());
    };
    case.same_text("sha256_c_order", entry.text("sha256_c_order")?, &sha256(&bytes));
    case.same("gathered one by one", true, place.gather(data, view.dtype().itemsize()) == bytes);
    let of = TypeStr::parse(&view.dtype().typestr())?;
    let elements = Elements::from_stored(of, bytes)?;
    if let Some(difference) = elements.slice(0, 12).compare(entry.list("first")?, None)? {
        case.wrong("first", difference);
    }
    if entry.is_null("sum")? {
        return Ok(());
    }
    let recorded = Recorded::read(entry.entry("sum")?)?;
    let kept = Kept::of(&elements);
    if let Err(why) = stats::judge("sum", &recorded, &view.as_column(), &elements, kept.as_ref())? {
        case.wrong("sum", why);
    }
    Ok(())
}

fn hash(leaf: &Result<AnyArrayView<'_>, dtype_core::Error>) -> String {
    match leaf {
        Ok(leaf) => leaf.to_bytes(Order::C).map_or("not all of them".to_owned(), sha256),
        Err(error) => error.to_string(),
    }
}
