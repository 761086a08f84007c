//! Groups by one column, and the mean of another.

use std::error::Error;
use std::sync::Arc;

use dtype_core::{RecordView, Stat, npy};

use crate::case::{Case, all_threads};
use crate::data::{Data, Grouped};

pub(crate) fn group(data: &Data) -> Result<Vec<Case>, Box<dyn Error>> {
    let file = data.grouped_file()?;
    let records: Arc<Vec<Grouped>> = Arc::new(npy::load(&file)?);
    let case = |key: &'static str, what: &str| {
        let count = data.size.wide;
        let mut case = Case::new(format!("mean of an f8 by {what}, {count} records of 56 bytes"));
        for threads in [1, all_threads()] {
            let records = Arc::clone(&records);
            case = case.ours("ours", threads, move || {
                let view = RecordView::of(&records);
                view.group_by([key]).stats([Stat::mean("price")]).run().expect("groups")
            });
        }
        let load = format!("a = np.load({file:?})");
        case.python(
            "pandas, from the records",
            format!("import pandas as pd\n{load}"),
            format!("pd.DataFrame({{'k': a['{key}'], 'x': a['price']}}).groupby('k')['x'].mean()"),
        )
        .python(
            "Polars, from the records",
            format!("import polars as pl\n{load}"),
            format!(
                "pl.DataFrame({{'k': a['{key}'], 'x': a['price']}}).group_by('k').agg(pl.col('x').mean())"
            ),
        )
        .python(
            "Polars, of columns that it has",
            format!("import polars as pl\n{load}\nd = pl.DataFrame({{'k': a['{key}'], 'x': a['price']}})"),
            "d.group_by('k').agg(pl.col('x').mean())",
        )
    };
    Ok(vec![
        case("few", "an i4 of 10 values"),
        case("many", "an i4 of 10,000 values"),
        case("far", "an i8 of 10,000 values far apart"),
        case("name", "an S8 of 1,000 values"),
    ])
}
