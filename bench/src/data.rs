//! The records that are measured, and the files they lie in.

use std::cell::OnceCell;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dtype_core::npy::{self, Header};
use dtype_core::{Element, Error, FixedBytes, Record};

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

/// 56 bytes: keys of few and of many values, and what there is a mean of.
#[derive(Clone, Copy, Record)]
#[repr(C)]
pub(crate) struct Grouped {
    pub(crate) name: FixedBytes<8>,
    pub(crate) far: i64,
    pub(crate) price: f64,
    pub(crate) size: f64,
    pub(crate) time: i64,
    pub(crate) order: u64,
    pub(crate) few: i32,
    pub(crate) many: i32,
}

/// How much is measured.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    /// Records that are loaded and saved.
    pub(crate) small: usize,
    /// Records that statistics are taken of.
    pub(crate) wide: usize,
    /// Bytes of data that is in no cache.
    pub(crate) bytes: usize,
    /// The most records of a series of sizes.
    pub(crate) most: usize,
    /// Bytes of a file that is looked at only, and holds nothing.
    pub(crate) sparse: u64,
}

impl Size {
    pub(crate) const FULL: Size =
        Size { small: 2_000_000, wide: 8_000_000, bytes: 256 << 20, most: 100_000_000, sparse: 100 << 30 };
    pub(crate) const SMALL: Size =
        Size { small: 20_000, wide: 50_000, bytes: 1 << 20, most: 10_000, sparse: 1 << 30 };
}

/// The data that cases share, made when it is first asked for.
pub(crate) struct Data {
    folder: PathBuf,
    pub(crate) size: Size,
    wide: OnceCell<Arc<Vec<Wide>>>,
}

impl Data {
    pub(crate) fn new(folder: &Path, size: Size) -> io::Result<Data> {
        fs::create_dir_all(folder)?;
        Ok(Data { folder: folder.to_owned(), size, wide: OnceCell::new() })
    }

    /// The file of the records that are loaded.
    pub(crate) fn small_file(&self) -> Result<PathBuf, Error> {
        self.file("small", self.size.small, |random, i| random.small(i))
    }

    /// The file of the records that statistics are taken of.
    pub(crate) fn wide_file(&self) -> Result<PathBuf, Error> {
        self.file("wide", self.size.wide, |random, i| random.wide(i))
    }

    /// The file of the records that are grouped.
    pub(crate) fn grouped_file(&self) -> Result<PathBuf, Error> {
        self.file("grouped", self.size.wide, |random, i| random.grouped(i))
    }

    /// A file that claims so many bytes of records, and takes a block of the disk.
    pub(crate) fn sparse_file(&self) -> Result<PathBuf, Box<dyn std::error::Error>> {
        let path = self.folder.join(format!("sparse-{}.npy", self.size.sparse));
        let records = usize::try_from(self.size.sparse)? / size_of::<Wide>();
        let header = Header::new(Wide::DTYPE, &[records], false)?.to_bytes();
        let mut file = fs::File::create(&path)?;
        file.write_all(&header)?;
        file.set_len((header.len() + records * size_of::<Wide>()) as u64)?;
        Ok(path)
    }

    /// The records that statistics are taken of, in memory.
    pub(crate) fn wide(&self) -> Result<Arc<Vec<Wide>>, Error> {
        if let Some(wide) = self.wide.get() {
            return Ok(Arc::clone(wide));
        }
        let wide = Arc::new(npy::load(self.wide_file()?)?);
        Ok(Arc::clone(self.wide.get_or_init(|| wide)))
    }

    /// A file to be written by a case.
    pub(crate) fn output(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Writes a file, unless it is there already.
    fn file<R: Record>(
        &self,
        name: &str,
        records: usize,
        one: impl Fn(&mut Random, usize) -> R,
    ) -> Result<PathBuf, Error> {
        let path = self.folder.join(format!("{name}-{records}.npy"));
        let is_there = path.try_exists().unwrap_or(false);
        if !is_there {
            npy::save(&path, &Random(1).records(records, one))?;
        }
        Ok(path)
    }
}

/// So many bytes that are positive floats of middling size wherever one begins to read them, and in either byte order: what a
/// sum does about NaN and about overflow is not measured by accident.
pub(crate) fn bytes(count: usize) -> Vec<u8> {
    let mut random = Random(3);
    let eight = |_| (random.next() & 0x0303_0303_0303_0303 | 0x3C3C_3C3C_3C3C_3C3C).to_le_bytes();
    (0..count.div_ceil(8)).flat_map(eight).take(count).collect()
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

    fn grouped(&mut self, i: usize) -> Grouped {
        Grouped {
            name: format!("SYM{:04}", self.next() % 1000).parse().expect("7 bytes"),
            far: (self.next() % 10_000) as i64 * 0x1_0000_0001,
            price: 100.0 + self.unit(),
            size: (self.unit() * 500.0).floor(),
            time: 1_700_000_000_000_000_000 + i as i64 * 1_000,
            order: self.next(),
            few: (self.next() % 10) as i32,
            many: (self.next() % 10_000) as i32,
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
