//! One to a hundred million records: what a record costs.

use std::error::Error;
use std::sync::Arc;

use dtype_core::{DType, RecordView};

use crate::case::{Case, all_threads};
use crate::data::{self, Data};

pub(crate) fn scaling(data: &Data) -> Result<Vec<Case>, Box<dyn Error>> {
    let dtype: DType = "[('a', '<f4'), ('b', '<f8')]".parse()?;
    let most = data.size.most;
    let bytes: Arc<[u8]> = data::bytes(most * dtype.itemsize()).into();
    let sizes = std::iter::successors(Some(1000usize), |&n| n.checked_mul(10)).take_while(|&n| n <= most);
    let cases = sizes.map(|count| {
        let mut case = Case::new(format!("summary of 2 columns of {count} records of 12 bytes"));
        for threads in [1, all_threads()] {
            let (bytes, dtype) = (Arc::clone(&bytes), dtype.clone());
            case = case.ours("ours", threads, move || {
                let view = RecordView::new(&bytes[..count * dtype.itemsize()], &dtype);
                view.expect("whole records").summary()
            });
        }
        case.repeated((100_000 / count).max(1) as u32)
    });
    Ok(cases.collect())
}
