//! Values counted: histograms and frequencies of one column of records.

use std::error::Error;
use std::sync::Arc;

use dtype_core::{Columns, QuantileMethod, Record};

use crate::case::{Case, all_threads};
use crate::data::{Data, Wide};

/// Ten equal bins, and as many as an estimator finds.
pub(crate) fn histogram(data: &Data) -> Result<Vec<Case>, Box<dyn Error>> {
    let (records, file) = (data.wide()?, data.wide_file()?);
    let mut cases = Vec::new();
    for bins in [10, 1000] {
        let mut case =
            Case::new(format!("{bins} bins of one f8 column of {} records of 56 bytes", data.size.wide));
        for threads in [1, all_threads()] {
            let records = Arc::clone(&records);
            case = case.ours("ours", threads, move || {
                records.column(Wide::FIELDS.price).histogram(bins).expect("finite prices").counts()[0] as f64
            });
        }
        let code = format!("np.histogram(a['price'], {bins})[0][0]");
        cases.push(case.python("NumPy", format!("a = np.load({file:?})"), code));
    }
    Ok(cases)
}

/// The value in the middle, and several others.
pub(crate) fn quantiles(data: &Data) -> Result<Vec<Case>, Box<dyn Error>> {
    let (records, file) = (data.wide()?, data.wide_file()?);
    let mut cases = Vec::new();
    let asked: [(&str, &[f64]); 2] = [("median", &[0.5]), ("five quantiles", &[0.01, 0.25, 0.5, 0.75, 0.99])];
    for (name, quantiles) in asked {
        let mut case =
            Case::new(format!("{name} of one f8 column of {} records of 56 bytes", data.size.wide));
        for threads in [1, all_threads()] {
            let records = Arc::clone(&records);
            case = case.ours("ours", threads, move || {
                records.column(Wide::FIELDS.price).quantiles(quantiles, QuantileMethod::Linear)
            });
        }
        let code = match quantiles {
            [_] => "np.median(a['price'])".to_owned(),
            several => format!("np.quantile(a['price'], {several:?})"),
        };
        cases.push(case.python("NumPy", format!("a = np.load({file:?})"), code));
    }
    Ok(cases)
}

/// A few distinct values, and many.
pub(crate) fn frequencies(data: &Data) -> Result<Vec<Case>, Box<dyn Error>> {
    let (records, file) = (data.wide()?, data.wide_file()?);
    let mut cases = Vec::new();
    for field in ["flags", "order"] {
        let mut case = Case::new(format!(
            "distinct values of '{field}' and their counts, {} records of 56 bytes",
            data.size.wide
        ));
        for threads in [1, all_threads()] {
            let records = Arc::clone(&records);
            case = case.ours("ours", threads, move || {
                let frequencies = match field {
                    "flags" => records.column(Wide::FIELDS.flags).frequencies(),
                    _ => records.column(Wide::FIELDS.order).frequencies(),
                };
                frequencies.expect("fewer than the limit").distinct() as f64
            });
        }
        let code = format!("len(np.unique(a['{field}'], return_counts=True)[0])");
        cases.push(case.python("NumPy", format!("a = np.load({file:?})"), code));
    }
    Ok(cases)
}
