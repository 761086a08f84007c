//! What an archive says of its members, and how they are found.

use std::collections::HashMap;

use zip::CompressionMethod;
use zip::read::ZipFileEntry;

use crate::error::{Error, Result};

/// What the directory of an archive says of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    name: String,
    method: Method,
    size: u64,
    compressed_size: u64,
    crc32: u32,
}

/// How a member is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// Not at all: its bytes are those of the `.npy` file.
    Stored,
    /// By deflate, as `numpy.savez_compressed` does.
    Deflated,
    /// In a way that is not read here.
    Other,
}

impl Member {
    pub(super) fn new(name: String, entry: &ZipFileEntry<'_>) -> Member {
        let method = match entry.compression() {
            CompressionMethod::Stored => Method::Stored,
            CompressionMethod::Deflated => Method::Deflated,
            _ => Method::Other,
        };
        let (size, compressed_size) = (entry.size(), entry.compressed_size());
        Member { name, method, size, compressed_size, crc32: entry.crc32() }
    }

    /// Its name in the archive: `"trades.npy"`. It is only a name, also if it looks like a path.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What NumPy calls it: its name without one `.npy` at its end.
    pub fn key(&self) -> &str {
        self.name.strip_suffix(".npy").unwrap_or(&self.name)
    }

    /// How it is compressed.
    pub fn method(&self) -> Method {
        self.method
    }

    /// How many bytes it has, those of the header included, if the archive tells the truth.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// How many bytes it takes in the archive.
    pub fn compressed_size(&self) -> u64 {
        self.compressed_size
    }

    /// The checksum of its bytes.
    pub fn crc32(&self) -> u32 {
        self.crc32
    }

    /// Whether it stands for a folder. It has no bytes then.
    pub fn is_dir(&self) -> bool {
        self.name.ends_with('/')
    }
}

/// What a member is found by: its key or name, or its place in [`Archive::members`](super::Archive::members).
pub trait Select: sealed::Wanted {}

impl Select for usize {}
impl Select for &str {}
impl Select for &String {}

mod sealed {
    /// Which member.
    pub enum Which<'a> {
        /// The one of a key or name.
        Key(&'a str),
        /// The one at a place.
        Place(usize),
    }

    pub trait Wanted {
        /// Which member is wanted.
        fn which(&self) -> Which<'_>;
    }

    impl Wanted for usize {
        fn which(&self) -> Which<'_> {
            Which::Place(*self)
        }
    }

    impl Wanted for &str {
        fn which(&self) -> Which<'_> {
            Which::Key(self)
        }
    }

    impl Wanted for &String {
        fn which(&self) -> Which<'_> {
            Which::Key(self)
        }
    }
}

/// The members of an archive, and where the ones of a name are.
pub(super) struct Directory {
    pub(super) members: Vec<Member>,
    places: HashMap<String, usize>,
}

impl Directory {
    pub(super) fn new(members: Vec<Member>) -> Directory {
        let keys = members.iter().map(Member::key).zip(0..);
        let mut places: HashMap<_, _> = keys.map(|(key, i)| (key.to_owned(), i)).collect();
        // A whole name comes before a key.
        places.extend(members.iter().map(Member::name).zip(0..).map(|(name, i)| (name.to_owned(), i)));
        Directory { members, places }
    }

    /// Where a member is.
    pub(super) fn find(&self, wanted: impl Select) -> Result<usize> {
        let len = self.members.len();
        match wanted.which() {
            sealed::Which::Key(key) => self.places.get(key).copied().ok_or_else(|| self.missing(key)),
            sealed::Which::Place(i) if i < len => Ok(i),
            sealed::Which::Place(i) => {
                Err(Error::mismatch(format!("no member {i} from 0 on; there are {len}")))
            }
        }
    }

    /// The error about a member that is not there.
    fn missing(&self, key: &str) -> Error {
        const MOST: usize = 8;
        let keys = self.members.iter().take(MOST).map(|member| format!("'{}'", member.key().escape_debug()));
        let keys = keys.collect::<Vec<_>>().join(", ");
        let there = match self.members.len() {
            0 => "the archive is empty".to_owned(),
            1 => format!("there is {keys}"),
            len if len > MOST => format!("there are {keys} and {} more", len - MOST),
            _ => format!("there are {keys}"),
        };
        Error::mismatch(format!("no member '{}'; {there}", key.escape_debug()))
    }
}
