//! The sum of one float in records of every size, aligned and not, in both byte orders, in cache and out of it.

use std::error::Error;
use std::hint::black_box;
use std::sync::Arc;

use dtype_core::{DType, RecordView, Value};

use crate::case::Case;
use crate::data::{self, Data};
use crate::limits;

const SIZES: [usize; 8] = [8, 16, 24, 56, 60, 64, 246, 368];

/// Bytes that fit into the first cache beside everything else.
const CACHED: usize = 24 << 10;

pub(crate) fn records(data: &Data) -> Result<Vec<Case>, Box<dyn Error>> {
    let file = data.output(&format!("bytes-{}.bin", data.size.bytes));
    let bytes: Arc<[u8]> = data::bytes(data.size.bytes).into();
    std::fs::write(&file, &bytes)?;
    let mut cases = Vec::new();
    for (place, bytes, repeats) in
        [("out of cache", Arc::clone(&bytes), 1), ("in cache", Arc::from(&bytes[..CACHED]), 1000)]
    {
        for size in SIZES {
            for (order, offset) in [('<', 0), ('>', 0), ('<', 3)] {
                if offset + 8 > size {
                    continue;
                }
                let dtype: DType = format!(
                    "{{'names': ['x'], 'formats': ['{order}f8'], 'offsets': [{offset}], 'itemsize': {size}}}"
                )
                .parse()?;
                let count = bytes.len() / size;
                let setup = format!(
                    "d = np.dtype({dtype})\na = np.fromfile({file:?}, 'u1', {})[:{}].view(d)['x']",
                    bytes.len(),
                    count * size
                );
                let (ours, plain) = (Arc::clone(&bytes), Arc::clone(&bytes));
                let case = Case::new(format!(
                    "sum of a '{order}f8' at byte {offset} of {count} records of {size} bytes, {place}"
                ))
                .ours("ours", 1, move || sum(black_box(&ours), size, &dtype))
                .rust("read every byte once", move || limits::read_once(black_box(&plain)))
                .python("NumPy", setup, "a.sum()");
                cases.push(case.repeated(repeats));
            }
        }
    }
    Ok(cases)
}

fn sum(bytes: &[u8], size: usize, dtype: &DType) -> Value {
    let view = RecordView::with_layout(bytes, dtype, 0, size as isize, bytes.len() / size);
    view.and_then(|view| view.any_column("x")?.sum()).expect("floats")
}
