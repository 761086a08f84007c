//! From file to file: records converted block by block, in constant memory.

use std::fs;
use std::path::Path;

use super::contents::Contents;
use super::header::Header;
use super::options::LoadOptions;
use super::source::Source;
use super::{replace, write};
use crate::buffer::Buffer;
use crate::convert::Conversion;
use crate::dtype::DType;
use crate::error::{Error, Result};

/// How many bytes of records are converted at a time, on the larger side.
const BLOCK: usize = 1 << 20;

/// Writes the records of one file to another as records of `dtype`, in constant memory. Shape and order stay.
///
/// `options` are a [`Casting`](crate::Casting), [`ConvertOptions`](crate::ConvertOptions) or [`LoadOptions`]. The new file
/// is written beside its place and renamed when it is whole, so both paths may be one, and an error leaves what was there.
///
/// ```
/// use dtype_core::{Casting, npy};
///
/// # let folder = std::env::temp_dir();
/// # let old = folder.join(format!("convert-old-{}.npy", std::process::id()));
/// # let new = folder.join(format!("convert-new-{}.npy", std::process::id()));
/// npy::save(&old, &[1.5f32, 2.5])?;
/// npy::convert(&old, &new, &">f8".parse()?, Casting::Safe)?;
/// assert_eq!(npy::header(&new)?.dtype().to_string(), "'>f8'");
/// assert_eq!(npy::load::<f64>(&new)?, [1.5, 2.5]);
/// # std::fs::remove_file(&old).unwrap();
/// # std::fs::remove_file(&new).unwrap();
/// # Ok::<(), dtype_core::Error>(())
/// ```
///
/// # Errors
/// As [`load_array`](super::load_array) for the one file and [`save`](super::save) for the other;
/// [`Mismatch`](crate::ErrorKind::Mismatch) with every reason if the records cannot become such of `dtype`, or that is a
/// sub-array; [`Cast`](crate::ErrorKind::Cast) with record and field if a value does not.
pub fn convert(
    from: impl AsRef<Path>,
    to: impl AsRef<Path>,
    dtype: &DType,
    options: impl Into<LoadOptions>,
) -> Result<()> {
    let (options, to) = (options.into(), to.as_ref());
    options.in_file(from.as_ref(), |mut source| {
        let header = options.header_of(&mut source)?;
        if dtype.as_subarray().is_some() {
            return Err(Error::mismatch(format!("expected a dtype without a shape, found {dtype}")));
        }
        let conversion = Conversion::plan(header.dtype(), dtype, options.convert.clone())?;
        source.check_len(&header.contents())?;
        let target = Header::new(dtype, header.shape(), header.is_fortran())?;
        replace::replace(to, |file| {
            write::put(file, &target.to_bytes()).map_err(|error| error.in_file(to))?;
            transfer(&conversion, &mut source, &header.contents(), file, to)
        })
    })
}

fn transfer(
    conversion: &Conversion,
    source: &mut Source<fs::File>,
    contents: &Contents<'_>,
    file: &mut fs::File,
    path: &Path,
) -> Result<()> {
    let (from, to) = (conversion.source().itemsize(), conversion.target().itemsize());
    let (start, count) = (source.position(), contents.len());
    let cut = |source: &Source<_>| contents.cut(source.position() - start).at(source.position());
    if from == 0 {
        // Their number is only a claim, and must not fill a disk.
        let nothing = to == 0 || count == 0;
        return if nothing {
            Ok(())
        } else {
            Err(Error::mismatch("expected records of bytes, found records without"))
        };
    }
    let in_block = (BLOCK / from.max(to).max(1)).clamp(1, count.max(1));
    let (mut read, mut converted) = (Buffer::zeroed(in_block * from)?, Buffer::zeroed(in_block * to)?);
    for first in (0..count).step_by(in_block) {
        let len = in_block.min(count - first);
        let (read, converted) = (&mut read[..len * from], &mut converted[..len * to]);
        if source.fill(read)? < read.len() {
            return Err(cut(source));
        }
        conversion.run_behind(first, read, converted)?;
        write::put(file, converted).map_err(|error| error.in_file(path))?;
    }
    Ok(())
}
