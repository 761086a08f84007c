//! Text of fixed length, and times whose unit is part of their type.
//!
//! The text is that of a particle table of cryoSPARC: an `.npy` file called `.cs`, with names such as `blob/path`.
//! The times are those of trades.
//!
//! `cargo run -p dtype-examples --example text_and_time`

use std::collections::BTreeMap;
use std::error::Error;

use dtype_core::{
    Columns, ConvertOptions, DateTime64, Day, FixedBytes, FixedStr, Millisecond, Nanosecond, Record, Second,
    TimeDelta64, npy,
};

const PARTICLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/particles.cs");
const TRADES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/trades.npy");

/// Four of the 34 fields of the file. The names of the others never matter.
#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Particle {
    uid: u64,
    #[record(rename = "blob/path")]
    path: FixedBytes<89>,
    #[record(rename = "ctf/df1_A")]
    defocus: f32,
    #[record(rename = "alignments3D/shift")]
    shift: [f32; 2],
}

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    time: DateTime64<Nanosecond>,
    price: f64,
    size: u32,
    venue: FixedBytes<4>,
}

/// NumPy's `U8`: four bytes a character.
#[derive(Clone, Copy, Debug, PartialEq, Record)]
#[repr(C)]
struct City {
    name: FixedStr<8>,
    founded: DateTime64<Day>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let particles: Vec<Particle> = npy::load_with(PARTICLES, ConvertOptions::new().allow_extra(true))?;
    let path = particles[0].path;
    println!("{} particles; the first is from\n{path}, {} of {} bytes", particles.len(), path.len(), 89);
    assert_eq!(path, "J19/extract/20240301_05000_grid-a_region_000_particles.mrc");

    // Text is a key of a map as it is: equal, ordered and hashed without the NULs at its end.
    let mut pictures = BTreeMap::new();
    for path in particles.column(Particle::FIELDS.path) {
        *pictures.entry(path).or_insert(0) += 1;
    }
    println!("on {} pictures, at most {:?} on one", pictures.len(), pictures.values().max().unwrap());
    assert_eq!(pictures.len(), 12);
    let defocus = particles.column(Particle::FIELDS.defocus);
    let shift = particles.column(Particle::FIELDS.shift.at(1));
    println!("mean defocus {:.1} A, mean shift {:.4}", defocus.mean().unwrap(), shift.mean().unwrap());
    assert!((defocus.mean().unwrap() - 29_190.542_976_562_5).abs() < 1e-6);

    let trades: Vec<Trade> = npy::load(TRADES)?;
    let time = trades.column(Trade::FIELDS.time);
    let (first, last) = (time.nan_min().unwrap(), time.nan_max().unwrap());
    let open: TimeDelta64<Millisecond> = last.checked_since(first).unwrap().to_unit()?;
    println!("\ntrades from {first}\n       to   {last}, {open}");
    println!("{} without a time; `min` is {}", time.nan_count(), time.min().unwrap());
    assert_eq!((time.nan_count(), time.min()), (1, Some(DateTime64::NAT)));
    assert_eq!(open.to_string(), "20075 milliseconds");

    // Text to times and back, between units, and to Unix time: never past 64 bits without a word.
    let noon: DateTime64<Second> = "2024-03-01T12:00".parse()?;
    assert_eq!(noon.to_unix_nanos()?, 1_709_294_400_000_000_000);
    let late = noon.checked_add(TimeDelta64::from_count(90)).expect("within 64 bits");
    let day: DateTime64<Day> = late.to_unit()?;
    println!("\nninety seconds past noon: {late}, on {day}");
    assert_eq!(late.to_string(), "2024-03-01T12:01:30");
    let far: DateTime64<Day> = "9999-12-31".parse()?;
    let error = far.to_unit::<Nanosecond, 1>().unwrap_err();
    println!("{far} in nanoseconds: {error}");

    let cities = [
        City { name: "Zürich".parse()?, founded: "1262-01-01".parse()? },
        City { name: "東京".parse()?, founded: "1457-04-08".parse()? },
    ];
    let mut file = Vec::new();
    npy::write_to(&mut file, &cities)?;
    println!("\n{cities:?}");
    assert_eq!(npy::read_from::<City>(&file[..])?, cities);
    let error = "San Francisco".parse::<FixedStr<8>>().unwrap_err();
    println!("San Francisco does not fit: {error}");
    assert_eq!(error.to_string(), "expected at most 8 characters, found 13");
    Ok(())
}
