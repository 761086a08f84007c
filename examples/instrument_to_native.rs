//! What an instrument sends, big-endian and packed, as records that this machine computes with.
//!
//! The plan is made once, checked before the first packet is touched, and then runs at the speed of memory: over a file,
//! over packets that come one buffer at a time, or where they lie.
//!
//! `cargo run -p dtype-examples --example instrument_to_native`

use dtype_core::{
    ByteOrder, Casting, Columns, Conversion, ConvertOptions, DType, Element, Record, RecordView, npy,
};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/telemetry.npy");

/// What the rest of the program works with: aligned, native, and wide enough to add up in.
#[derive(Clone, Copy, Debug, PartialEq, Record)]
#[repr(C)]
struct Reading {
    #[record(rename = "SC_CLK_COARSE")]
    seconds: i64,
    #[record(rename = "FUV_CHIP_TEMP_C")]
    temperature: f64,
    #[record(rename = "COUNTS")]
    counts: u64,
    #[record(rename = "FUV_HV_MON_V")]
    high_voltage: f64,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let array = npy::load_array(FILE)?;
    println!("{} packets of {}\n", array.len(), array.dtype());

    // Wider types lose nothing, so `Safe` is enough; the fields that are not wanted are dropped by name.
    let options = ConvertOptions::new().casting(Casting::Safe).allow_extra(true);
    let to_native = Conversion::plan(array.dtype(), Reading::DTYPE, options)?;
    println!("{to_native}\n");

    let readings: Vec<Reading> = to_native.to_vec(&array.view())?;
    println!("{:?}", readings[0]);
    assert_eq!((readings.len(), readings[0].counts), (1200, 1718));
    assert_eq!(readings.column(Reading::FIELDS.temperature).nan_max(), Some(-20.986));

    // A downlink frame: a header of six bytes in front of every packet. Any distance between records will do.
    let packet = array.dtype().itemsize();
    let mut frames = Vec::new();
    for record in array.as_bytes().chunks_exact(packet) {
        frames.extend([0x1A, 0xCF, 0xFC, 0x1D, 0, 0]);
        frames.extend(record);
    }
    let stride = (packet + 6) as isize;
    let view = RecordView::with_layout(&frames, array.dtype(), 6, stride, array.len())?;
    assert_eq!(to_native.to_vec::<Reading>(&view)?.len(), readings.len());
    assert_eq!(to_native.to_vec::<Reading>(&view)?[1199].seconds, readings[1199].seconds);

    // Only the byte order changed, the packets can stay where they are.
    let native: DType = array.dtype().with_byte_order(ByteOrder::NATIVE);
    let swap = Conversion::plan(array.dtype(), &native, Casting::Equiv)?;
    let mut bytes = array.as_bytes().to_vec();
    swap.run_in_place(&mut bytes)?;
    let swapped = RecordView::new(&bytes, &native)?;
    assert_eq!(
        swapped.column::<u32>("COUNTS")?.sum(),
        i128::from(readings.iter().map(|r| r.counts).sum::<u64>())
    );

    // The way back to 32 bits is checked value by value: the first count that has grown too large is named.
    let narrow: DType = "[('COUNTS', '>u4')]".parse()?;
    let options = ConvertOptions::new().casting(Casting::Checked).allow_extra(true);
    let back = Conversion::plan(Reading::DTYPE, &narrow, options)?;
    let mut readings = readings;
    readings[900].counts = 1 << 40;
    let error = back.to_array(&RecordView::of(&readings)).unwrap_err();
    println!("\n{error}");
    assert_eq!(
        error.to_string(),
        "field 'COUNTS': record 900: expected a whole number from 0 to 4294967295, found 1099511627776"
    );
    Ok(())
}
