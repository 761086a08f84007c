//! The records that are measured, and the files they lie in.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use dtype_core::{Record, npy};

use crate::cases::Size;

/// 32 bytes in seven fields: what is loaded.
#[derive(Clone, Copy, Record, npyz::Deserialize)]
#[repr(C)]
pub(crate) struct Small {
    pub(crate) a: i32,
    pub(crate) b: f32,
    pub(crate) c: f64,
    pub(crate) d: i64,
    pub(crate) e: u16,
    pub(crate) f: u16,
    pub(crate) g: u32,
}

/// 56 bytes in eight fields: what statistics are taken of.
#[derive(Clone, Copy, Record, npyz::Deserialize)]
#[repr(C)]
pub(crate) struct Wide {
    pub(crate) time: i64,
    pub(crate) price: f64,
    pub(crate) size: f64,
    pub(crate) bid: f64,
    pub(crate) ask: f64,
    pub(crate) order: u64,
    pub(crate) weight: f32,
    pub(crate) flags: i32,
}

/// Where the files are, and how many records they hold.
pub(crate) struct Files {
    pub(crate) small: PathBuf,
    pub(crate) wide: PathBuf,
    pub(crate) size: Size,
}

/// Writes the files, unless they are there already.
pub(crate) fn make(folder: &Path, size: Size) -> Result<Files, Box<dyn std::error::Error>> {
    fs::create_dir_all(folder)?;
    let file = |name: &str, records: usize| folder.join(format!("{name}-{records}.npy"));
    let files = Files { small: file("small", size.small), wide: file("wide", size.wide), size };
    if !exists(&files.small)? {
        let mut random = Random(1);
        npy::save(&files.small, &random.records(size.small, Random::small))?;
    }
    if !exists(&files.wide)? {
        let mut random = Random(2);
        npy::save(&files.wide, &random.records(size.wide, Random::wide))?;
    }
    Ok(files)
}

fn exists(path: &Path) -> io::Result<bool> {
    path.try_exists()
}

/// A linear congruential generator (Knuth's MMIX constants): the same data in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        self.0 >> 11
    }

    /// Between 0 and 1.
    fn unit(&mut self) -> f64 {
        self.next() as f64 / (1u64 << 53) as f64
    }

    fn records<R>(&mut self, count: usize, one: impl Fn(&mut Self, usize) -> R) -> Vec<R> {
        (0..count).map(|i| one(self, i)).collect()
    }

    fn small(&mut self, i: usize) -> Small {
        Small {
            a: i as i32,
            b: self.unit() as f32,
            c: 100.0 + self.unit(),
            d: self.next() as i64,
            e: self.next() as u16,
            f: self.next() as u16,
            g: self.next() as u32,
        }
    }

    fn wide(&mut self, i: usize) -> Wide {
        let price = 100.0 + self.unit();
        Wide {
            time: 1_700_000_000_000_000_000 + i as i64 * 1_000,
            price,
            size: (self.unit() * 500.0).floor(),
            bid: price - self.unit() * 0.01,
            ask: price + self.unit() * 0.01,
            order: self.next(),
            weight: self.unit() as f32,
            flags: (self.next() & 0xFF) as i32,
        }
    }
}
