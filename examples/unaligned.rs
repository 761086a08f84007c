//! Packed records: fields at odd addresses, where no `&f64` may point.
//!
//! MetaTrader's ticks have 60 bytes, so that every second `f64` lies off its grid. Events of a vision sensor have
//! 13. Columns copy values out, and do not mind.
//!
//! `cargo run -p dtype-examples --example unaligned`

use dtype_core::{Columns, DType, Element, Error, Record, RecordView, cast, npy};

const TICKS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/ticks.npy");
const SENSOR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/dvs.npy");

#[derive(Clone, Copy, Record)]
#[repr(C, packed)]
struct Tick {
    time: i64,
    bid: f64,
    ask: f64,
    last: f64,
    volume: u64,
    time_msc: i64,
    flags: u32,
    volume_real: f64,
}

/// The field `on` has the title `p`, its older name.
#[derive(Clone, Copy, Record)]
#[repr(C, packed)]
struct Spike {
    t: u64,
    x: u16,
    y: u16,
    #[record(title = "p")]
    on: bool,
}

/// What the flags of a tick say if its volume changed.
const CHANGED_VOLUME: u32 = 16;

fn main() -> Result<(), Error> {
    let ticks: Vec<Tick> = npy::load(TICKS)?;
    let f = Tick::FIELDS;
    let volume_real = ticks.column(f.volume_real);
    println!(
        "{} ticks; `volume_real` at byte {} of every {}",
        ticks.len(),
        f.volume_real.offset(),
        Tick::DTYPE.itemsize()
    );
    assert_eq!((volume_real.offset(), volume_real.stride()), (52, 60));
    assert_eq!(volume_real.as_slice(), None); // no slice of it could exist

    let spread = ticks.iter().map(|tick| tick.ask - tick.bid).fold(0.0, f64::max);
    let trades = ticks.iter().filter(|tick| tick.flags & CHANGED_VOLUME != 0).count();
    println!("{trades} trades of {} lots; spreads up to {spread:.5}", ticks.column(f.volume).sum());
    assert_eq!((trades, ticks.column(f.volume).sum()), (597, 5956));

    let bid = ticks.column(f.bid);
    println!("bid: mean {:.6}, deviation {:.6}", bid.mean().unwrap(), bid.std(0).unwrap());
    assert!((bid.mean().unwrap() - 1.079_587_456_666_666_6).abs() < 1e-15);

    // A packed record may lie at any address: a struct of alignment 1 is borrowed from any bytes.
    let array = npy::load_array(TICKS)?;
    let mut shifted = vec![0xFF];
    shifted.extend_from_slice(array.as_bytes());
    let borrowed: &[Tick] = cast(&shifted[1..]).expect("whole records");
    assert_eq!(borrowed.column(f.bid), bid);

    // So may a column of a view, whatever comes before the records and between them.
    let view = RecordView::with_layout(&shifted, array.dtype(), 1, 120, ticks.len() / 2)?;
    println!("every second bid: {:?}...", view.column::<f64>("bid")?.slice(..3));
    assert_eq!(view.column::<f64>("bid")?, bid.step_by(2));

    let spikes: Vec<Spike> = npy::load(SENSOR)?;
    println!("\n{} spikes of {}", spikes.len(), Spike::DTYPE);
    assert_eq!(Spike::DTYPE.to_string(), "[('t', '<u8'), ('x', '<u2'), ('y', '<u2'), (('p', 'on'), '|b1')]");
    let on = spikes.column(Spike::FIELDS.on);
    println!("{} of them on, {:.1}%", on.sum(), on.mean().unwrap() * 100.0);
    assert_eq!(on.sum(), 2044);

    // A bool is looked at before it is one. Without the type, any byte but zero is true, as in NumPy.
    let odd = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2];
    let dtype: &DType = Spike::DTYPE;
    let view = RecordView::new(&odd, dtype)?;
    let error = view.column::<bool>("on").unwrap_err();
    println!("\n{error}\nas it is: {}", view.record(0).expect("one record"));
    assert_eq!(view.column::<u16>("x")?.get(0), Some(0));
    Ok(())
}
