//! Byte order: the same bytes read otherwise, and the same values written otherwise.
//!
//! The file holds packets of an instrument, big-endian throughout.
//!
//! `cargo run -p dtype-examples --example big_endian_in_place`

use dtype_core::{ByteOrder, RecordArray, npy};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/telemetry.npy");

fn main() -> Result<(), dtype_core::Error> {
    let mut packets: RecordArray = npy::load_array(FILE)?;
    println!("{}", packets.dtype());
    let before = packets.view().record(0).expect("there are packets").to_string();
    println!("the first packet: {before}");

    // Reinterpreted: no byte changes, so every value does. It is right for bytes that were called by a wrong name.
    let wrong = packets.view().as_array()?.with_byte_order(ByteOrder::Little);
    let read = wrong.field("SC_CLK_FINE")?.item(&[0]).expect("there are packets").to_string();
    println!("its fine clock, read in the wrong order: {read}");
    let right = packets.view().any_column("SC_CLK_FINE")?.value(0).expect("there are packets").to_string();
    assert_eq!(read.parse::<i16>().ok(), right.parse::<i16>().ok().map(i16::swap_bytes));

    // Converted where it lies: values stay, and the dtype tells the new order. First one field, then all others too.
    packets.byteswap_in_place("FUV_CHIP_TEMP_C")?;
    println!("{}", packets.dtype());
    assert_eq!(packets.view().record(0).expect("there are packets").to_string(), before);
    let temperature = packets.view().column::<f64>("FUV_CHIP_TEMP_C")?;
    println!("the mean temperature is {:.3}", temperature.nan_mean().expect("there are packets"));

    for name in ["SC_CLK_COARSE", "SC_CLK_FINE", "FUV_HV_MON_V", "FUV_BIAS_V", "COUNTS"] {
        packets.byteswap_in_place(name)?;
    }
    println!("{}", packets.dtype());
    assert!(packets.dtype().is_native() == cfg!(target_endian = "little"));
    assert_eq!(packets.view().record(0).expect("there are packets").to_string(), before);
    Ok(())
}
