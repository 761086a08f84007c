//! Copies every file of arrays in one folder into another, block by block.
//!
//! ```text
//! streams FROM TO
//! ```
//!
//! A file holds `.npy` arrays one behind the other. Arrays of one axis are written a few records at a time, without saying
//! how many there will be. The script `tests/live/streams.py` writes the one folder with NumPy, and reads the other.

use std::io::{Seek, SeekFrom};
use std::path::PathBuf;
use std::{env, fs};

use dtype_core::npy::{self, Reader, Writer};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [from, to] = &arguments[..] else { return Err("usage: streams FROM TO".into()) };
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let mut reader = Reader::open(entry.path())?;
        let mut out = fs::File::create(to.join(entry.file_name()))?;
        while let Some(mut rows) = reader.rows()? {
            if rows.header().shape().len() != 1 {
                npy::write_array(&mut out, &rows.rows(usize::MAX)?)?;
                out.seek(SeekFrom::End(0))?;
                continue;
            }
            let mut writer = Writer::new(&mut out, rows.header().dtype())?;
            for block in rows.blocks(3) {
                writer.write_array(&block?)?;
            }
            writer.finish()?;
        }
    }
    Ok(())
}
