//! Correlations of all columns with each other.

use std::error::Error;
use std::sync::Arc;

use dtype_core::{RecordView, as_bytes, npy};

use crate::case::{Case, all_threads};
use crate::data::Data;
use crate::limits;

const NAMES: [&str; 8] = ["time", "price", "size", "bid", "ask", "order", "weight", "flags"];

pub(crate) fn correlation(data: &Data) -> Result<Vec<Case>, Box<dyn Error>> {
    let (records, path) = (data.wide()?, data.wide_file()?);
    let count = data.size.wide;
    let mut case = Case::new(format!("correlation matrix of 8 columns of {count} records of 56 bytes"));
    for threads in [1, all_threads()] {
        let records = Arc::clone(&records);
        case =
            case.ours("ours", threads, move || RecordView::of(&records).correlation(NAMES).expect("numbers"));
    }
    let file = npy::File::open(&path)?;
    let case = case
        .ours("npy::File", all_threads(), move || file.correlation(NAMES).expect("our own file"))
        .rust("read every byte once", move || limits::read_once(as_bytes(&records)))
        .python(
            "NumPy, of columns that it has",
            format!("a = np.load({path:?})\nx = np.array([a[n] for n in a.dtype.names], 'f8')"),
            "np.corrcoef(x)",
        )
        .python(
            "NumPy, from the records",
            format!("a = np.load({path:?})"),
            "np.corrcoef([a[n] for n in a.dtype.names])",
        )
        .python(
            "pandas, from the records",
            format!("import pandas as pd\na = np.load({path:?})"),
            "pd.DataFrame(a).corr()",
        );
    Ok(vec![case])
}
