//! Loads every `.npy` of one folder, saves it into another, and prints its dtype as NumPy's `repr` would, and its shape.
//!
//! ```text
//! roundtrip FROM TO
//! ```
//!
//! A line is `name<TAB>repr<TAB>shape`, or `name<TAB>!<TAB>error` for a file that cannot be read. The scripts in
//! `tests/live` write the one folder with NumPy, and read the other.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use dtype_core::npy;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [from, to] = &arguments[..] else { return Err("usage: roundtrip FROM TO".into()) };
    for path in files(from)? {
        let name = path.file_name().ok_or("a file without a name")?;
        match npy::load_array(&path) {
            Ok(array) => {
                npy::save_array(to.join(name), &array)?;
                println!("{}\t{}\t{:?}", name.display(), array.dtype().repr(), array.shape());
            }
            Err(error) => println!("{}\t!\t{}", name.display(), error.to_string().escape_debug()),
        }
    }
    Ok(())
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<_> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    paths.sort();
    Ok(paths)
}
