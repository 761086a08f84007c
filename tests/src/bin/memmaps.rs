//! Maps files and writes to them, as it is told on stdin, and prints the bytes that the map then shows.
//!
//! ```text
//! path<TAB>npy|raw<TAB>r|c|r+|w+<TAB>offset<TAB>C|F<TAB>shape<TAB>dtype<TAB>place:bytes;place:bytes<TAB>name<TAB>values
//! ```
//!
//! Places count items in the order of the file; bytes, a field's name, and what is printed, are in hexadecimal. The field
//! gets the values of another file. It may be missing, and so may bytes. The script
//! `tests/live/memmaps.py` has NumPy do the same.
#![allow(unsafe_code, reason = "mapping a file is the caller's promise")]

use std::error::Error;
use std::io;
use std::num::ParseIntError;
use std::path::Path;

use dtype_core::DType;
use dtype_core::npy::raw::{self, Layout};
use dtype_core::npy::{self, MappedFile, Writable};

fn main() -> Result<(), Box<dyn Error>> {
    for line in io::stdin().lines() {
        let line = line?;
        let parts: Vec<&str> = line.split('\t').collect();
        let [path, kind, mode, offset, order, shape, dtype, written, field, values] = parts[..] else {
            return Err(format!("expected ten parts, found {line:?}").into());
        };
        let shape =
            shape.split(',').filter(|len| !len.is_empty()).map(str::parse).collect::<Result<Vec<_>, _>>()?;
        let (dtype, fortran): (DType, bool) = (dtype.parse()?, order == "F");
        let (path, is_npy) = (Path::new(path), kind == "npy");
        let layout = Layout::new(&dtype).offset(offset.parse()?).shape(&shape).fortran(fortran);
        let changes = Changes { items: written, field: unhex(field)?, values: Path::new(values) };
        let seen = match (is_npy, mode) {
            // SAFETY: the files are those of the script, which waits for the answer.
            (true, "r") => unsafe { npy::Map::open(path) }?.as_bytes().to_vec(),
            // SAFETY: as above.
            (true, "c") => patched(unsafe { npy::MapMut::copy_on_write(path) }?, &changes)?,
            // SAFETY: as above.
            (true, "r+") => patched(unsafe { npy::MapMut::open(path) }?, &changes)?,
            (true, _) => {
                // SAFETY: as above.
                patched(unsafe { npy::MapMut::create_nd(path, &dtype, &shape, fortran) }?, &changes)?
            }
            // SAFETY: as above.
            (false, "r") => unsafe { raw::Map::open(path, layout) }?.as_bytes().to_vec(),
            // SAFETY: as above.
            (false, "c") => patched(unsafe { raw::MapMut::copy_on_write(path, layout) }?, &changes)?,
            // SAFETY: as above.
            (false, "r+") => patched(unsafe { raw::MapMut::open(path, layout) }?, &changes)?,
            // SAFETY: as above.
            (false, _) => patched(unsafe { raw::MapMut::create(path, layout) }?, &changes)?,
        };
        println!("{}", seen.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    }
    Ok(())
}

/// What is to be written.
struct Changes<'l> {
    items: &'l str,
    field: Vec<u8>,
    values: &'l Path,
}

/// Writes items and a field, and gives the bytes that the map then has.
fn patched<H>(mut map: MappedFile<H, Writable>, changes: &Changes<'_>) -> Result<Vec<u8>, Box<dyn Error>> {
    for item in changes.items.split(';').filter(|item| !item.is_empty()) {
        let (place, digits) = item.split_once(':').ok_or("expected place:bytes")?;
        let bytes = unhex(digits)?;
        let at = place.parse::<usize>()? * bytes.len();
        map.as_bytes_mut()[at..][..bytes.len()].copy_from_slice(&bytes);
    }
    if !changes.field.is_empty() {
        let values = npy::load_array(changes.values)?;
        let name = str::from_utf8(&changes.field)?;
        map.as_array_mut()?.field([name])?.assign(&values.view().as_array()?)?;
    }
    map.flush()?;
    Ok(map.as_bytes().to_vec())
}

fn unhex(digits: &str) -> Result<Vec<u8>, ParseIntError> {
    (0..digits.len() / 2).map(|i| u8::from_str_radix(&digits[2 * i..2 * i + 2], 16)).collect()
}
