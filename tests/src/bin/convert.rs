//! Converts arrays of one folder to the dtypes of arrays in another, and writes the bytes of the results to a third.
//!
//! ```text
//! convert FROM TO OUT
//! ```
//!
//! `tests/live/convert.py` writes the first two with NumPy, and knows what the third has to hold.

use std::path::PathBuf;
use std::{env, fs};

use dtype_core::{Conversion, ConvertOptions, npy};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [from, to, out] = &arguments[..] else { return Err("usage: convert FROM TO OUT".into()) };
    for entry in fs::read_dir(from)? {
        let name = entry?.file_name();
        let (source, target) = (npy::load_array(from.join(&name))?, npy::load_array(to.join(&name))?);
        let options = ConvertOptions::new().allow_extra(true);
        let conversion = Conversion::plan(source.dtype(), target.dtype(), &options)?;
        let mut bytes = vec![0xA5; source.len() * target.dtype().itemsize()];
        conversion.run(source.as_bytes(), &mut bytes)?;
        fs::write(out.join(&name), bytes)?;
    }
    Ok(())
}
