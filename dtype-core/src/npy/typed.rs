//! Data to records of a type: as they are if the layout is the type's, else converted block by block.

use std::io::Read;

use super::contents::Contents;
use super::header::is_c_contiguous;
use super::source::Source;
use crate::buffer::{self, Buffer};
use crate::convert::{Conversion, ConvertOptions};
use crate::dtype::DType;
use crate::dtype::descr::Shape;
use crate::error::{Error, Result};
use crate::int;
use crate::record::Element;

/// How many bytes are read at a time if they are converted on the way. They stay in the cache.
const BLOCK: usize = 256 << 10;

/// How the data of an array becomes records of a type: planned, and refused, before any of it is read.
pub(super) struct Plan {
    /// Lengths of the axes, without those that are inside of a record.
    pub(super) shape: Vec<usize>,
    count: usize,
    conversion: Conversion,
    /// Records of the array that come before, which errors count too.
    before: usize,
}

impl Plan {
    /// Of an array of any shape. If the type is an array itself, such as `[f32; 3]`, the last axes of the file are its.
    pub(super) fn new<R: Element>(contents: &Contents<'_>, options: &ConvertOptions) -> Result<Plan> {
        let inner = R::DTYPE.flattened().1;
        let outer = contents.shape.strip_suffix(&inner[..]);
        let is_c = !contents.fortran || is_c_contiguous(contents.shape);
        let shape = outer.filter(|_| inner.is_empty() || is_c).ok_or_else(|| {
            let (found, inner) = (Shape(contents.shape), Shape(&inner));
            let order = if is_c { "C" } else { "Fortran" };
            Error::mismatch(format!(
                "expected a shape that ends in {inner}, in C order, found shape {found} in {order} order"
            ))
        })?;
        let item = DType::subarray(contents.dtype.clone(), &inner)?;
        let conversion = Conversion::plan(&item, R::DTYPE, options.clone().defaults_of::<R>())?;
        let count = int::product(shape).unwrap_or(usize::MAX);
        if item.itemsize() == 0 && size_of::<R>() > 0 && count > 0 {
            // Their number is only a claim, and must not cost memory.
            let found = Shape(contents.shape);
            return Err(Error::mismatch(format!(
                "expected records of bytes, found shape {found} of records without"
            )));
        }
        Ok(Plan { shape: shape.to_vec(), count, conversion, before: 0 })
    }

    /// Of an array of one dimension.
    pub(super) fn of_rows<R: Element>(contents: &Contents<'_>, options: &ConvertOptions) -> Result<Plan> {
        let inner = R::DTYPE.flattened().1;
        if contents.shape.len() != 1 + inner.len() {
            return Err(not_rows(contents.shape, &inner, "npy::load_nd"));
        }
        Plan::new::<R>(contents, options)
    }

    /// The same of an array that comes behind so many other records.
    pub(super) fn behind(self, before: usize) -> Plan {
        Plan { before, ..self }
    }

    /// The records that come next in `source`.
    pub(super) fn read<R: Element>(
        &self,
        source: &mut Source<impl Read>,
        contents: &Contents<'_>,
    ) -> Result<Vec<R>> {
        let mut records = Vec::new();
        self.read_into(source, contents, &mut records)?;
        Ok(records)
    }

    /// The same into a vector whose memory is used again.
    pub(super) fn read_into<R: Element>(
        &self,
        source: &mut Source<impl Read>,
        contents: &Contents<'_>,
        records: &mut Vec<R>,
    ) -> Result<()> {
        source.check_len(contents)?;
        if source.len().is_some() {
            return buffer::refill(records, self.count, |out| self.transfer(source, contents, out));
        }
        // How much there is shows only when it is there.
        self.convert_into(&source.data(contents)?, records)
    }

    /// Data that has been read into records, in a vector whose memory is used again.
    pub(super) fn convert_into<R: Element>(&self, data: &[u8], records: &mut Vec<R>) -> Result<()> {
        buffer::refill(records, self.count, |out| self.conversion.run_behind(self.before, data, out))
    }

    /// From the file into records.
    fn transfer(
        &self,
        source: &mut Source<impl Read>,
        contents: &Contents<'_>,
        out: &mut [u8],
    ) -> Result<()> {
        let start = source.position();
        let cut = |source: &Source<_>| contents.cut(source.position() - start).at(source.position());
        let (from, to) = (self.conversion.source().itemsize(), self.conversion.target().itemsize());
        if self.conversion.is_copy() {
            return if source.fill(out)? < out.len() { Err(cut(source)) } else { Ok(()) };
        }
        if from == 0 || to == 0 {
            let size = int::to_u64(contents.size()?);
            return if source.skip(size)? < size { Err(cut(source)) } else { self.conversion.run(&[], out) };
        }
        let records = (BLOCK / from).clamp(1, self.count.max(1));
        let mut block = Buffer::zeroed(records * from)?;
        for (i, out) in out.chunks_mut(records * to).enumerate() {
            let read = &mut block[..out.len() / to * from];
            if source.fill(read)? < read.len() {
                return Err(cut(source));
            }
            self.conversion.run_behind(self.before + i * records, read, out)?;
        }
        Ok(())
    }
}

/// The error about an array that is not one of rows, each of shape `inner`, and what takes it if it is one of more axes.
pub(super) fn not_rows(found: &[usize], inner: &[usize], instead: &str) -> Error {
    let expected = match inner {
        [] => "one dimension".to_owned(),
        _ => format!("shape (n, {})", inner.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")),
    };
    let hint = if found.ends_with(inner) { format!("; use `{instead}`") } else { String::new() };
    Error::mismatch(format!("expected {expected}, found shape {}{hint}", Shape(found)))
}
