//! Packets of an instrument, big-endian and packed: 26 bytes.
//!
//! Either the type says the byte order, and nothing is ever converted behind your back; or the type is native,
//! and loading converts.
//!
//! `cargo run -p dtype-examples --example big_endian`

use dtype_core::{Be, Columns, Element, Record, as_bytes, cast, npy};
use zerocopy::big_endian::{F32, F64, I16, I32, U32};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/telemetry.npy");

/// A packet as it comes from the wire. All its fields have alignment 1, so that it needs no `packed`.
#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Packet {
    #[record(rename = "SC_CLK_COARSE")]
    coarse: I32,
    #[record(rename = "SC_CLK_FINE")]
    fine: I16,
    #[record(rename = "FUV_CHIP_TEMP_C")]
    temperature: F64,
    #[record(rename = "FUV_HV_MON_V")]
    high_voltage: F32,
    #[record(rename = "FUV_BIAS_V")]
    bias: F32,
    #[record(rename = "COUNTS")]
    counts: U32,
}

/// The same fields as this machine likes them.
#[derive(Clone, Copy, Debug, Record)]
#[repr(C)]
#[record(rename_all = "SCREAMING_SNAKE_CASE")]
struct Native {
    counts: u32,
    fuv_chip_temp_c: f64,
    fuv_hv_mon_v: f32,
    fuv_bias_v: f32,
    sc_clk_coarse: i32,
    sc_clk_fine: i16,
}

/// Enums and times have a byte order through `Be`.
#[derive(Clone, Copy, Debug, PartialEq, Element)]
#[repr(u16)]
enum Mode {
    Idle = 1,
    Scan = 2,
}

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Command {
    id: U32,
    mode: Be<Mode>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let packets: Vec<Packet> = npy::load(FILE)?;
    println!("{} packets of {}", packets.len(), Packet::DTYPE);
    assert_eq!((packets.len(), Packet::DTYPE.itemsize()), (1200, 26));

    // Statistics understand the order; values say `get`.
    let temperature = packets.column(Packet::FIELDS.temperature);
    let (low, mean, high) = (temperature.nan_min(), temperature.nan_mean(), temperature.nan_max());
    println!("chip: {:.3} to {:.3} C, mean {:.3} C", low.unwrap(), high.unwrap(), mean.unwrap());
    assert_eq!((low, high, temperature.nan_count()), (Some(-21.834), Some(-20.986), 3));
    let first = packets[0];
    println!("first: {} counts at {:.2} V", first.counts.get(), first.high_voltage.get());
    assert_eq!((first.counts.get(), first.high_voltage.get()), (1718, -850.40625));

    // Loading finds the fields by name, swaps their bytes and moves them to where this type has them.
    let native: Vec<Native> = npy::load(FILE)?;
    println!("the same, native: {:?}", native[0]);
    assert_eq!(native.column(Native::FIELDS.counts).sum(), packets.column(Packet::FIELDS.counts).sum());

    // Without a copy, nothing can be swapped: it says so instead.
    let array = npy::load_array(FILE)?;
    let error = array.view().records::<Native>().unwrap_err();
    println!("\nborrowed as native records: {error}");
    let borrowed: &[Packet] = array.view().records()?;
    assert_eq!(borrowed.len(), 1200);

    // Bytes to values and back.
    let bytes = [0, 0, 1, 0, 0, 2];
    let commands: &[Command] = cast(&bytes)?;
    println!("\ncommand {} asks for {:?}", commands[0].id, commands[0].mode);
    assert_eq!((commands[0].id.get(), commands[0].mode.get()), (256, Mode::Scan));
    assert_eq!(as_bytes(commands), bytes);
    let error = cast::<Command>(&[0, 0, 1, 0, 0, 3]).err().expect("3 is no mode");
    println!("command of mode 3: {error}");
    assert_eq!(Be::new(Mode::Idle).to_bytes(), [0, 1]);
    Ok(())
}
