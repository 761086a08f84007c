//! Records chosen, ordered, and turned into columns, beside NumPy and a plain copy of the same bytes.

use std::error::Error;
use std::sync::Arc;

use dtype_core::{Columns, Record, RecordView, Records};

use crate::case::{Case, all_threads};
use crate::data::{Data, Wide};

type Cases = Result<Vec<Case>, Box<dyn Error>>;

/// A mask of half of the records.
pub(crate) fn filter(data: &Data) -> Cases {
    let records = data.wide()?;
    let mask: Arc<Vec<bool>> = Arc::new((0..records.len()).map(|i| random(i) & 1 == 1).collect());
    let case = beside(data, "boolean mask of half of", move |records| {
        records.to_filtered(&mask).expect("a mask that fits")
    })?;
    let setup = format!("{}\nm = np.random.default_rng(1).random(len(a)) < 0.5", load(data)?);
    Ok(vec![case.rust("plain copy of all", plain(records)).python("NumPy", setup, "a[m]")])
}

/// As many positions as there are records, at random.
pub(crate) fn take(data: &Data) -> Cases {
    let records = data.wide()?;
    let count = records.len();
    let positions: Arc<Vec<usize>> = Arc::new((0..count).map(|i| random(i) as usize % count).collect());
    let case = beside(data, "random take of", move |records| {
        records.to_taken(&positions).expect("positions that exist")
    })?;
    let setup = format!("{}\ni = np.random.default_rng(1).integers(0, len(a), len(a))", load(data)?);
    Ok(vec![case.rust("plain copy of all", plain(records)).python("NumPy", setup, "a[i]")])
}

/// One column, and two of which the first decides little.
pub(crate) fn argsort(data: &Data) -> Cases {
    let one = beside(data, "argsort by one f8 field of", |records| {
        records.column(Wide::FIELDS.ask).argsort().expect("an order")
    })?;
    let two = beside(data, "argsort by an i4 and an f8 field of", |records| {
        records.argsort((Wide::FIELDS.flags, Wide::FIELDS.ask)).expect("an order")
    })?;
    let load = load(data)?;
    Ok(vec![
        one.python("NumPy", &load, "a['ask'].argsort()"),
        two.python("NumPy, lexsort", load, "np.lexsort((a['ask'], a['flags']))"),
    ])
}

/// Groups of equal values.
pub(crate) fn unique(data: &Data) -> Cases {
    let case = beside(data, "unique values, first positions and counts of one i4 field of", |records| {
        let unique = records.column(Wide::FIELDS.flags).unique().expect("groups");
        (unique.first(), unique.counts())
    })?;
    let code = "np.unique(a['flags'], return_index=True, return_counts=True)";
    Ok(vec![case.python("NumPy", load(data)?, code)])
}

/// A struct of arrays, and back.
pub(crate) fn columns(data: &Data) -> Cases {
    let records = data.wide()?;
    let there = beside(data, "every column to its own array, of", |records| {
        RecordView::of(records).to_columns().expect("columns")
    })?;
    let columns = RecordView::of(&records).to_columns()?;
    let back = beside(data, "columns back to records, of", move |_| columns.to_records().expect("records"))?;
    let load = load(data)?;
    let setup = format!("{load}\nc = [a[n].copy() for n in a.dtype.names]");
    let code = "[b for b in [np.empty(len(a), a.dtype)] for n, x in zip(a.dtype.names, c) for b[n] in [x]]";
    Ok(vec![
        there.rust("plain copy of all", plain(Arc::clone(&records))).python(
            "NumPy",
            load,
            "[a[n].copy() for n in a.dtype.names]",
        ),
        back.rust("plain copy of all", plain(records)).python("NumPy", setup, code),
    ])
}

/// The records joined with one record for each value of a field.
pub(crate) fn join(data: &Data) -> Cases {
    let names: Vec<Name> = (0..256).map(|flags| Name { flags, name: flags as u64 }).collect();
    let case = beside(data, "join by an i4 field of 256 values, of", move |records| {
        RecordView::of(records).join(&names, &["flags"]).to_array().expect("a join")
    })?;
    let setup = format!(
        "import pandas as pd\n{}\nd = pd.DataFrame({{n: a[n] for n in a.dtype.names}})\n\
         e = pd.DataFrame({{'flags': np.arange(256, dtype='i4'), 'name': np.arange(256)}})",
        load(data)?
    );
    // NumPy joins by keys that are unique only.
    Ok(vec![case.python("pandas, of columns that it has", setup, "d.merge(e, on='flags', sort=True)")])
}

/// What a value of a field is called.
#[derive(Clone, Copy, Record)]
#[repr(C, packed)]
struct Name {
    flags: i32,
    name: u64,
}

/// A case that we answer, on one thread and on all.
fn beside<T: Send + 'static>(
    data: &Data,
    title: &str,
    run: impl Fn(&[Wide]) -> T + Send + Sync + 'static,
) -> Result<Case, Box<dyn Error>> {
    let records = data.wide()?;
    let run = Arc::new(run);
    let mut case = Case::new(format!("{title} {} records of 56 bytes", records.len()));
    for threads in [1, all_threads()] {
        let (records, run) = (Arc::clone(&records), Arc::clone(&run));
        case = case.ours("ours", threads, move || run(&records));
    }
    Ok(case)
}

/// The same bytes once more, in fresh memory.
fn plain(records: Arc<Vec<Wide>>) -> impl FnMut() -> dtype_core::RecordArray {
    move || RecordView::of(&records).to_array().expect("memory")
}

fn load(data: &Data) -> Result<String, Box<dyn Error>> {
    Ok(format!("a = np.load({:?})", data.wide_file()?))
}

/// A number without a pattern (the finalizer of SplitMix64).
fn random(i: usize) -> u64 {
    let mut x = (i as u64).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
