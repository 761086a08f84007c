//! Loads every `.npy` of one folder, saves it into another, and prints its dtype as NumPy's `repr` would.
//!
//! ```text
//! roundtrip FROM TO
//! ```
//!
//! `tests/live/roundtrip.py` writes the one folder with NumPy and reads the other.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use dtype_core::npy;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [from, to] = &arguments[..] else { return Err("usage: roundtrip FROM TO".into()) };
    for path in files(from)? {
        let array = npy::load_array(&path)?;
        let name = path.file_name().ok_or("a file without a name")?;
        npy::save_array(to.join(name), &array)?;
        println!("{}\t{}", name.display(), array.dtype().repr());
    }
    Ok(())
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<_> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    paths.sort();
    Ok(paths)
}
