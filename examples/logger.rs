//! A file that grows while others read it, and is taken up again after a crash.
//!
//! Ticks are appended as they come. `flush` makes them safe from the death of the process, `sync` from the loss of power;
//! NumPy can load the file at every moment.
//!
//! `cargo run -p dtype-examples --example logger`

use std::io::Write;

use dtype_core::{Columns, DateTime64, Error, Nanosecond, Record, npy};

#[derive(Clone, Copy, Debug, PartialEq, Record)]
#[repr(C)]
struct Tick {
    time: DateTime64<Nanosecond>,
    price: f64,
    size: u32,
}

fn main() -> Result<(), Error> {
    let path = std::env::temp_dir().join(format!("logger-{}.npy", std::process::id()));

    // The file is made when it is not there. Records wait in memory until there are 64 KiB of them, or we say so.
    let mut log = npy::Appender::<Tick>::open(&path)?;
    for i in 0..1000 {
        log.append(&tick(i))?;
        if i % 250 == 249 {
            log.flush()?;
            // Somebody else, meanwhile:
            let seen = npy::File::open(&path)?;
            println!("{} ticks logged, a reader sees {}", log.len(), seen.len());
            assert_eq!(seen.len(), log.flushed_len());
        }
    }
    log.sync()?;

    // One at a time.
    let error = npy::Appender::<Tick>::open(&path).expect_err("it is ours");
    println!("a second one: {}", error.message());
    assert!(error.message().contains("another appender holds the lock"));
    log.finish()?;

    // A process dies in the middle of a write: two ticks are there and a half, and the header knows of none of them.
    let mut file = std::fs::OpenOptions::new().append(true).open(&path).expect("our file");
    file.write_all(&[0; 24 + 24 + 12]).expect("room for 60 bytes");
    drop(file);
    assert_eq!(npy::load::<Tick>(&path)?.len(), 1000); // readers are not disturbed

    let mut log = npy::Appender::<Tick>::open(&path)?;
    let repair = log.repaired().expect("something to mend");
    println!("after a crash: {repair}");
    assert_eq!((repair.claimed(), repair.len(), repair.cut_len()), (Some(1000), 1002, 12));

    // On it goes, in slices too.
    log.extend_from_slice(&(1002..1100).map(tick).collect::<Vec<_>>())?;
    log.finish()?;
    let ticks = npy::load::<Tick>(&path)?;
    assert_eq!((ticks.len(), ticks[1099]), (1100, tick(1099)));

    // What lies there is what saving all of them at once would have written.
    let appended = std::fs::read(&path).expect("our file");
    npy::save(&path, &ticks)?;
    assert_eq!(std::fs::read(&path).expect("our file"), appended);
    println!(
        "{} ticks at a mean of {:?}",
        ticks.len(),
        ticks.column(Tick::FIELDS.price).mean().expect("ticks")
    );

    std::fs::remove_file(&path).expect("nobody else knows it");
    Ok(())
}

fn tick(i: u32) -> Tick {
    let time = DateTime64::from_count(1_709_280_000_000_000_000 + 250_000_000 * i64::from(i));
    Tick { time, price: 100.0 + f64::from(i % 16) / 8.0, size: 100 * (i % 7) }
}
