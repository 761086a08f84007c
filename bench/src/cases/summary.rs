//! Count, NaN count, mean, standard deviation, minimum and maximum of all columns.

use std::error::Error;
use std::sync::Arc;

use dtype_core::{RecordView, as_bytes, npy};

use crate::case::{Case, all_threads};
use crate::data::{Data, Wide};
use crate::limits;

pub(super) const POLARS: &str = "d.select(e for n in d.columns for e in (pl.col(n).mean().alias(n + 'm'), pl.col(n).std().alias(n + 's'), \
     pl.col(n).min().alias(n + 'a'), pl.col(n).max().alias(n + 'b')))";

pub(crate) fn summary(data: &Data) -> Result<Vec<Case>, Box<dyn Error>> {
    let (records, file) = (data.wide()?, data.wide_file()?);
    let count = data.size.wide;
    let mut memory = Case::new(format!("summary of all 8 columns of {count} records of 56 bytes in memory"));
    for threads in [1, all_threads()] {
        let records = Arc::clone(&records);
        memory = memory.ours("ours", threads, move || RecordView::of(&records).summary());
    }
    let (plain, npyz) = (Arc::clone(&records), std::fs::read(&file)?);
    let load = format!("a = np.load({file:?})");
    let memory = memory
        .rust("read every byte once", move || limits::read_once(as_bytes(&plain)))
        .rust("npyz, one loop over the records from memory", move || welford(&npyz))
        .python(
            "NumPy",
            load.clone(),
            "[(a[n].mean(), a[n].std(), a[n].min(), a[n].max()) for n in a.dtype.names]",
        )
        .python(
            "pandas, from the records",
            format!("import pandas as pd\n{load}"),
            "pd.DataFrame(a).agg(['mean', 'std', 'min', 'max'])",
        )
        .python(
            "Polars, from the records",
            format!("import polars as pl\n{load}"),
            format!("[{POLARS} for d in [pl.DataFrame({{n: a[n] for n in a.dtype.names}})]]"),
        )
        .python(
            "Polars, of columns that it has",
            format!("import polars as pl\n{load}\nd = pl.DataFrame({{n: a[n] for n in a.dtype.names}})"),
            POLARS,
        );

    let mut from_file =
        Case::new(format!("summary of all 8 columns of a file of {count} records of 56 bytes"));
    for threads in [1, all_threads()] {
        let file = npy::File::open(&file)?;
        from_file = from_file.ours("npy::File", threads, move || file.summary().expect("our own file"));
    }
    let from_file = from_file.python(
        "NumPy, np.load included",
        "",
        format!(
            "[[(a[n].mean(), a[n].std(), a[n].min(), a[n].max()) for n in a.dtype.names] for a in [np.load({file:?})]]"
        ),
    );
    Ok(vec![memory, from_file])
}

fn welford(file: &[u8]) -> [Welford; 8] {
    let file = npyz::NpyFile::new(file).expect("an npy file");
    let mut all = [Welford::default(); 8];
    for r in file.data::<Wide>().expect("records") {
        let r = r.expect("a record");
        let (time, order) = (r.time as f64, r.order as f64);
        let numbers = [time, r.price, r.size, r.bid, r.ask, order, r.weight.into(), r.flags.into()];
        all.iter_mut().zip(numbers).for_each(|(one, x)| one.insert(x));
    }
    all
}

/// The textbook's running moments (Welford 1962), for a reader that has no statistics of its own.
#[derive(Clone, Copy)]
struct Welford {
    count: f64,
    mean: f64,
    squares: f64,
    min: f64,
    max: f64,
}

impl Default for Welford {
    fn default() -> Self {
        Welford { count: 0.0, mean: 0.0, squares: 0.0, min: f64::INFINITY, max: f64::NEG_INFINITY }
    }
}

impl Welford {
    fn insert(&mut self, x: f64) {
        self.count += 1.0;
        let delta = x - self.mean;
        self.mean += delta / self.count;
        self.squares += delta * (x - self.mean);
        self.min = self.min.min(x);
        self.max = self.max.max(x);
    }
}
