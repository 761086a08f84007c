//! Sliding windows without memory: a view of every window, and statistics of all of them in one trip.
//!
//! `cargo run -p dtype-examples --example sliding_window`

use dtype_core::{ArrayView, ArrayViewMut, Columns, Record, npy};

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
    let ticks: Vec<Tick> = npy::load(FILE)?;
    let bid = ticks.column(Tick::FIELDS.bid).as_array();

    // A header over the records, 60 bytes apart: nothing is copied, though a copy would be 20 times as large.
    let windows = bid.sliding_window_view(&[20], None)?;
    println!("{}", windows.explain());
    assert_eq!((windows.shape(), windows.strides()), ([2981, 20].into(), [60, 60].into()));
    assert!(windows.is_view_of(&ticks));

    // Each window is a view too.
    let widest = bid.windows(&[20])?.map(|window| spread(&window)).fold(0.0, f64::max);
    println!("the widest range of 20 ticks is {widest:.5}");

    // And all of them in one trip, into memory that is there.
    let mut means = vec![0.0; 2981];
    bid.rolling_mean(20, 0, &mut ArrayViewMut::new(&mut means))?;
    let last = windows.slice((-1,))?.mean().expect("a window has elements");
    println!("the last mean is {last:.6}");
    assert!((means[2980] - last).abs() < 1e-12);

    let (mut low, mut high) = (vec![0.0; 2981], vec![0.0; 2981]);
    bid.rolling_min(20, 0, &mut ArrayViewMut::new(&mut low))?;
    bid.rolling_max(20, 0, &mut ArrayViewMut::new(&mut high))?;
    let again = low.iter().zip(&high).map(|(low, high)| high - low).fold(0.0, f64::max);
    assert_eq!(again, widest);
    Ok(())
}

fn spread(window: &ArrayView<'_, f64>) -> f64 {
    window.max().zip(window.min()).map_or(0.0, |(high, low)| high - low)
}
