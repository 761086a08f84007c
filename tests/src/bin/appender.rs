//! Appends records until it is killed, or mends a file. The crash tests start it, and know what it promised.
//!
//! ```text
//! appender append PATH SEED
//! appender repair PATH
//! ```
//!
//! The first prints `open LEN REPAIR`, then after every flush how many records it has returned for, each in one line and one
//! write. Record `i` is made of `i`, so that whoever reads the file knows whether it is right. The second prints the repair,
//! or `-`.

use std::io::{Write, stdout};
use std::{env, error};

use dtype_core::{FixedBytes, Record, npy};

/// No size that divides a page or a sector.
#[derive(Clone, Copy, Record)]
#[repr(C, packed)]
struct Entry {
    id: u64,
    root: f64,
    digits: FixedBytes<5>,
}

impl Entry {
    fn of(id: usize) -> Entry {
        let digits = format!("{:05}", id % 100_000);
        Entry { id: id as u64, root: (id as f64).sqrt(), digits: digits.parse().expect("five digits") }
    }
}

fn main() -> Result<(), Box<dyn error::Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["append", path, seed] => append(path, seed.parse()?),
        ["repair", path] => {
            let repair = npy::repair(path)?;
            println!("{}", repair.map_or("-".to_owned(), |repair| repair.to_string()));
            Ok(())
        }
        _ => Err("usage: appender append PATH SEED, or appender repair PATH".into()),
    }
}

fn append(path: &str, seed: u64) -> Result<(), Box<dyn error::Error>> {
    let mut random = Random(seed);
    let mut log =
        npy::AppendOptions::new().capacity(random.below(3) * 4000).wait(true).open::<Entry>(path)?;
    tell(&format!(
        "open {} {}",
        log.len(),
        log.repaired().map_or("-".to_owned(), |repair| repair.to_string())
    ))?;
    loop {
        let most = [2, 40, 900][random.below(3)];
        let count = random.below(most);
        let entries: Vec<Entry> = (log.len()..log.len() + count).map(Entry::of).collect();
        if random.below(2) == 0 {
            log.extend_from_slice(&entries)?;
        } else {
            entries.iter().try_for_each(|entry| log.append(entry))?;
        }
        match random.below(20) {
            0 => log.sync()?,
            1..10 => log.flush()?,
            _ => continue,
        }
        tell(&log.flushed_len().to_string())?;
    }
}

fn tell(line: &str) -> std::io::Result<()> {
    stdout().write_all(format!("{line}\n").as_bytes())?;
    stdout().flush()
}

/// Steele and Vigna's splitmix64.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ z >> 31) % end as u64) as usize
    }
}
