//! Data types of zarr, both ways.

use dtype_core::interop::zarr::{byte_order, data_type, parse};
use dtype_core::{ByteOrder, DType};

use crate::descr::{check, room, unless_limit};
use crate::memory::within;

/// Input: JSON; or a dtype in NumPy's notation behind a `=` and a blank.
pub fn run(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    if let Some(text) = text.strip_prefix("= ") {
        let Ok(dtype) = text.parse::<DType>() else { return };
        return said_and_read(&dtype);
    }
    for order in [ByteOrder::Little, ByteOrder::Big] {
        let Ok(dtype) = within(room(text.len()), || parse(text, order)) else { continue };
        check(&dtype);
        said_and_read(&dtype);
    }
}

fn said_and_read(dtype: &DType) {
    let Ok(text) = data_type(dtype) else { return };
    let order = byte_order(dtype).expect("what can be said has one order");
    if let Some(read) = unless_limit(parse(&text, order)) {
        assert_eq!(&read, dtype, "{text}");
    }
}
