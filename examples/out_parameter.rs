//! Arithmetic without temporaries: results go where they belong, into fields of records too.
//!
//! `cargo run -p dtype-examples --example out_parameter`

use dtype_core::{ArrayView, ArrayViewMut, Columns, Record, npy, ops};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/ticks.npy");

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

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut ticks: Vec<Tick> = npy::load(FILE)?;
    let f = Tick::FIELDS;

    // (bid + ask) / 2, written over a field that is not needed. The records are packed, so nothing is aligned.
    let (bid, ask, mut last) = ticks.columns_mut((f.bid, f.ask, f.last))?;
    let (bid, ask) = (bid.as_column().as_array(), ask.as_column().as_array());
    let mut middle = last.reborrow().into_array();
    ops::add(&bid, &ask, &mut middle)?;
    ops::mul_assign(&mut middle, &ArrayView::new(&[0.5]))?;
    println!("the first quotes lie around {:.6}", middle.get(&[0]).expect("there are ticks"));
    assert!(middle.get(&[0]).is_some_and(|x| (x - 1.08053).abs() < 1e-12));

    // The half spread in one trip, into a vector.
    let mut half = vec![0.0; bid.size()];
    bid.zip_into(&ask, &mut ArrayViewMut::new(&mut half), |bid, ask| (ask - bid) / 2.0)?;
    let widest = ArrayView::new(&half).max().expect("there are ticks");
    println!("the widest spread is {:.5}", 2.0 * widest);

    // In place, and parts that overlap: as if they were copied before.
    let mut moved = ArrayViewMut::new(&mut half);
    let first = moved.get(&[0]);
    moved.copy_within((..-1,), (1..,))?;
    assert_eq!(moved.get(&[1]), first);
    ops::clip_assign(&mut moved, 0.0, 1e-5);
    assert!(moved.as_view().max() <= Some(1e-5));

    let mean = ticks.column(f.last).mean().expect("there are ticks");
    println!("the mean of the middles is {mean:.6}");
    assert!((mean - 1.079597).abs() < 1e-6);
    Ok(())
}
