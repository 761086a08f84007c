//! One statistic of one column.

use std::error::Error;
use std::hint::black_box;
use std::sync::Arc;

use dtype_core::{Column, Columns, Record, as_bytes};

use crate::case::{Case, all_threads};
use crate::data::{Data, Wide};
use crate::limits;

/// A statistic, how NumPy is asked for it, and how one writes it as a loop.
type Statistic = (&'static str, fn(&Column<'_, f64>) -> f64, &'static str, fn(&[Wide]) -> f64);

const STATISTICS: [Statistic; 5] = [
    ("sum", |column| column.sum(), "a['price'].sum()", sum),
    ("mean", |column| column.mean().unwrap_or(0.0), "a['price'].mean()", mean),
    (
        "min",
        |column| column.min().unwrap_or(0.0),
        "a['price'].min()",
        |records| {
            records
                .iter()
                .fold(f64::INFINITY, |least, record| if record.price < least { record.price } else { least })
        },
    ),
    (
        "argmax",
        |column| column.argmax().unwrap_or(0) as f64,
        "a['price'].argmax()",
        |records| {
            let (mut greatest, mut at) = (f64::NEG_INFINITY, 0);
            for (i, record) in records.iter().enumerate() {
                if record.price > greatest {
                    (greatest, at) = (record.price, i);
                }
            }
            at as f64
        },
    ),
    (
        "var",
        |column| column.var(0).unwrap_or(0.0),
        "a['price'].var()",
        |records| {
            let mean = mean(records);
            records.iter().map(|record| (record.price - mean) * (record.price - mean)).sum::<f64>()
                / records.len() as f64
        },
    ),
];

fn sum(records: &[Wide]) -> f64 {
    records.iter().map(|record| record.price).sum()
}

fn mean(records: &[Wide]) -> f64 {
    sum(records) / records.len() as f64
}

/// Of more records than the caches hold.
pub(crate) fn out_of_cache(data: &Data) -> Result<Vec<Case>, Box<dyn Error>> {
    let (records, file) = (data.wide()?, data.wide_file()?);
    let cases = STATISTICS.into_iter().map(|(name, ours, numpy, _)| {
        let mut case =
            Case::new(format!("{name} of one f8 column of {} records of 56 bytes", data.size.wide));
        for threads in [1, all_threads()] {
            let records = Arc::clone(&records);
            case = case.ours("ours", threads, move || ours(&records.column(Wide::FIELDS.price)));
        }
        let plain = Arc::clone(&records);
        case = case.rust("read every byte once", move || limits::read_once(as_bytes(&plain)));
        case.python("NumPy", format!("a = np.load({file:?})"), numpy)
    });
    Ok(cases.collect())
}

/// Of as many records as the first cache holds.
pub(crate) fn in_cache(data: &Data) -> Result<Vec<Case>, Box<dyn Error>> {
    const RECORDS: usize = 512;
    let records: Arc<[Wide]> = data.wide()?[..RECORDS].into();
    let file = data.wide_file()?;
    let cases = STATISTICS.into_iter().map(|(name, ours, numpy, in_a_loop)| {
        let (all, plain) = (Arc::clone(&records), Arc::clone(&records));
        Case::new(format!("{name} of one f8 column of {RECORDS} records of 56 bytes"))
            .rust("ours", move || ours(&black_box(&all).column(Wide::FIELDS.price)))
            .rust("a loop over the records", move || in_a_loop(black_box(&plain)))
            .python("NumPy", format!("a = np.load({file:?})[:{RECORDS}].copy()"), numpy)
            .repeated(1000)
    });
    Ok(cases.collect())
}
