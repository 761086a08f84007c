//! Copies every `.npz` of one folder into another, member by member.
//!
//! ```text
//! archives FROM TO
//! ```
//!
//! A member whose place in its archive is odd is deflated, the others are stored. The script `tests/live/npz.py` writes
//! the one folder with NumPy, and reads the other.

use std::path::PathBuf;
use std::{env, fs};

use dtype_core::npz::{Archive, Compression, Writer};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [from, to] = &arguments[..] else { return Err("usage: archives FROM TO".into()) };
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let mut archive = Archive::open(entry.path())?;
        let mut writer = Writer::create(to.join(entry.file_name()))?;
        for (i, member) in archive.members().to_vec().iter().enumerate() {
            let level = 1 + (i % 9) as u8;
            writer.compress(if i % 2 == 0 { Compression::Stored } else { Compression::Deflated { level } });
            writer.add_array(member.key(), &archive.load_array(i)?)?;
        }
        writer.finish()?;
    }
    Ok(())
}
