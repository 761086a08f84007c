//! Some records to look at, wherever they come from.

use std::ops::{ControlFlow, Range};
use std::path::{Path, PathBuf};

use dtype_core::npy::{self, Header, LoadOptions};
use dtype_core::npz::Archive;
use dtype_core::{Conversion, ConvertOptions, DType, RecordView};

use super::Reading;
use super::member::{archive_and_key, is_archive_file, only_key};
use super::part::{BLOCK, Part, Region};
use super::spool::Spool;
use crate::errors::{self, Code, Failure};
use crate::progress::Progress;
use crate::starts;

/// Records of one or several files, as one run.
pub(crate) struct Table {
    names: Vec<String>,
    parts: Vec<(Part, Option<Conversion>)>,
    dtype: DType,
    shape: Vec<usize>,
    rows: Range<usize>,
    format: Format,
    header: Option<Header>,
    /// Those of the files that have a header.
    with_header: Vec<String>,
    /// What standard input was kept in.
    _spool: Option<Spool>,
}

/// What the records are written down as.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Format {
    Npy,
    /// A member of an archive.
    Npz(String),
    /// Without a header.
    Raw,
    /// So many files.
    Several(usize),
}

impl Table {
    /// Opens what names lead to: files, `archive.npz::member`, patterns, `-` for standard input.
    ///
    /// # Errors
    /// If one can't be read, is no such file, or its records are not those of the first.
    pub(crate) fn open(
        names: &[PathBuf],
        reading: &Reading,
        options: &LoadOptions,
    ) -> Result<Table, Failure> {
        let names = expanded(names)?;
        let mut tables = names.iter().map(|name| Table::one(name, reading, options));
        let mut all = match tables.next() {
            Some(first) => first?,
            None => return Err(Failure::Said { code: Code::Usage, message: "expected a file".to_owned() }),
        };
        for table in tables {
            all.push(table?)?;
        }
        if let Some(rows) = reading.place.rows {
            all.rows = rows.of(all.rows.len());
        }
        Ok(all)
    }

    fn one(name: &Path, reading: &Reading, options: &LoadOptions) -> Result<Table, Failure> {
        let (file, key) = match archive_and_key(name) {
            Some((file, key)) => (file, Some(key)),
            None => (name.to_owned(), None),
        };
        // What is only told of files without a header is none of a member's business, but where it lies is.
        if key.is_some() && !(reading.or_header && reading.is_told()) {
            reading.check_member()?;
        }
        let spool = if file == Path::new("-") { Some(Spool::stdin()?) } else { None };
        let path = spool.as_ref().map_or(file, |spool| spool.path().to_owned());
        let has_header = || {
            let start = starts::of_file(&path, 0, 8).unwrap_or_default();
            key.is_some() || starts::is_npy(&start) || starts::is_archive(&start)
        };
        let by_header;
        let reading = if reading.or_header && reading.is_told() && has_header() {
            by_header = reading.by_header();
            &by_header
        } else {
            reading
        };
        let shown = name.display().to_string();
        let table = |part: Part, dtype: DType, shape: Vec<usize>, format, header| {
            let rows = 0..part.items();
            let with_header = if format == Format::Raw { vec![] } else { vec![shown.clone()] };
            Table {
                names: vec![shown.clone()],
                parts: vec![(part, None)],
                dtype,
                shape,
                rows,
                format,
                header,
                with_header,
                _spool: None,
            }
        };
        let mut found = if let Some(dtype) = reading.told()? {
            let region = reading.region(&path, &dtype)?;
            let (dtype, inner) = dtype.flattened();
            let per_record: usize = inner.iter().product();
            let shape = [&[region.items / per_record.max(1)], &inner[..]].concat();
            table(Part::Region(region), dtype.clone(), shape, Format::Raw, None)
        } else {
            reading.check_untold()?;
            let key = match key {
                None if reading.place.offset.is_none() && is_archive_file(&path) => {
                    Some(only_key(&path, options)?)
                }
                key => key,
            };
            if let Some(key) = key {
                let header = Archive::open_with(&path, options.clone())?.header(key.as_str())?;
                let (dtype, shape, items) = (header.dtype().clone(), header.shape().to_vec(), header.len());
                let part = Part::Member { path, key: key.clone(), options: options.clone(), items };
                table(part, dtype, shape, Format::Npz(key), Some(header))
            } else {
                if let Some(offset) = reading.place.offset {
                    // What is wrong with a header is shown where it is.
                    let start = starts::of_file(&path, offset, errors::HEADER).unwrap_or_default();
                    errors::stands_for(&path, &shown, start);
                }
                let options = match reading.place.offset {
                    Some(offset) => options.clone().offset(offset),
                    None => options.clone(),
                };
                let file = npy::File::open_with(&path, options)?;
                let (dtype, shape, header) =
                    (file.dtype().clone(), file.shape().to_vec(), file.header().clone());
                let part = if file.is_fortran() && shape.len() > 1 {
                    Part::Fortran(file)
                } else {
                    let offset = reading.place.offset.unwrap_or(0) + header.data_offset();
                    Part::Region(Region { path, offset, stride: dtype.itemsize(), items: header.len() })
                };
                table(part, dtype, shape, Format::Npy, Some(header))
            }
        };
        found._spool = spool;
        Ok(found)
    }

    /// The records of another one behind these. Its fields may lie otherwise, but have the same names and types.
    fn push(&mut self, other: Table) -> Result<(), Failure> {
        let conversion = if other.dtype == self.dtype {
            None
        } else {
            let plan = Conversion::plan(&other.dtype, &self.dtype, ConvertOptions::new());
            Some(plan.map_err(|error| {
                let (name, first) = (other.name(), &self.names[0]);
                Failure::Said {
                    code: Code::File,
                    message: format!(
                        "{name}: its records are not those of {first}: {}",
                        errors::without_options(&error.to_string())
                    ),
                }
            })?)
        };
        self.rows = 0..self.rows.len() + other.rows.len();
        self.shape = vec![self.rows.len()];
        self.names.extend(other.names);
        self.with_header.extend(other.with_header);
        self.parts.extend(other.parts.into_iter().map(|(part, _)| (part, conversion.clone())));
        self.format = Format::Several(self.parts.len());
        self.header = None;
        self._spool = self._spool.take().or(other._spool);
        Ok(())
    }

    /// What it is called in messages and headings.
    pub(crate) fn name(&self) -> String {
        match &self.names[..] {
            [one] => one.clone(),
            all => format!("{} and {} more", all[0], all.len() - 1),
        }
    }

    /// The same as a path, for messages about fields.
    pub(crate) fn path(&self) -> PathBuf {
        self.name().into()
    }

    /// What one record is.
    pub(crate) fn dtype(&self) -> &DType {
        &self.dtype
    }

    /// The lengths of the axes of all of it; of several files one.
    pub(crate) fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// Where among all records those that are looked at lie.
    pub(crate) fn rows(&self) -> Range<usize> {
        self.rows.clone()
    }

    /// How many records are looked at.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Where they are, if it is one place and they are read from there as they are.
    pub(super) fn only_part(&self) -> Option<&Part> {
        match &self.parts[..] {
            [(part, None)] => Some(part),
            _ => None,
        }
    }

    /// How far apart records may be so that what lies between them is sooner read than passed over. Where something can only
    /// be read from its start on, any distance.
    pub(crate) fn near(&self) -> usize {
        let near = |(part, _): &(Part, _)| match part {
            Part::Region(region) => BLOCK / region.stride.max(1),
            Part::Fortran(_) | Part::Member { .. } => usize::MAX,
        };
        self.parts.iter().map(near).max().unwrap_or(usize::MAX)
    }

    pub(crate) fn format(&self) -> &Format {
        &self.format
    }

    /// Whether it was told of any file what it holds.
    pub(crate) fn is_any_told(&self) -> bool {
        self.with_header.len() < self.names.len()
    }

    /// The first file of which it was not told what it holds.
    pub(crate) fn first_with_header(&self) -> Option<&str> {
        self.with_header.first().map(String::as_str)
    }

    /// The header, of a single file that has one.
    pub(crate) fn header(&self) -> Option<&Header> {
        self.header.as_ref()
    }

    /// Calls `each` for one block after the other of the records in a range of those that are looked at, until it breaks,
    /// with the position of the first one among them. They are read as `dtype`, which has the size of a record.
    pub(crate) fn visit(
        &self,
        range: Range<usize>,
        dtype: &DType,
        mut each: impl FnMut(usize, &RecordView<'_>) -> Result<ControlFlow<()>, Failure>,
    ) -> Result<(), Failure> {
        self.visit_each(&[range], dtype, &mut each)
    }

    /// The same for several ranges, one after the other. Compiled once for all that blocks are visited for.
    pub(crate) fn visit_each(
        &self,
        ranges: &[Range<usize>],
        dtype: &DType,
        each: EachAt<'_>,
    ) -> Result<(), Failure> {
        let records: u64 = ranges.iter().map(|range| self.wanted(range).len() as u64).sum();
        let progress = Progress::new(Some(records.saturating_mul(dtype.itemsize() as u64)));
        for range in ranges {
            if self.visit_range(range, dtype, &progress, each)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// A range of the records that are looked at, among all.
    fn wanted(&self, range: &Range<usize>) -> Range<usize> {
        self.rows.start + range.start.min(self.len())..self.rows.start + range.end.min(self.len())
    }

    fn visit_range(
        &self,
        range: &Range<usize>,
        dtype: &DType,
        progress: &Progress,
        each: EachAt<'_>,
    ) -> Result<ControlFlow<()>, Failure> {
        let (wanted, mut before) = (self.wanted(range), 0);
        for (part, conversion) in &self.parts {
            let items = part.items();
            let here = wanted.start.clamp(before, before + items)..wanted.end.clamp(before, before + items);
            let mut position = here.start - self.rows.start.min(here.start);
            if !here.is_empty() {
                let range = here.start - before..here.end - before;
                let done = part.visit(range, part_dtype(conversion, dtype), &mut |records| {
                    let (first, len) = (position, records.len());
                    position += len;
                    progress.advance(len as u64 * dtype.itemsize() as u64);
                    let Some(conversion) = conversion else { return each(first, records) };
                    let mut converted = vec![0; len * dtype.itemsize()];
                    conversion.run(records.as_bytes().unwrap_or_default(), &mut converted)?;
                    each(first, &RecordView::with_shape(&converted, dtype, 0, &[len], false)?)
                })?;
                if done.is_break() {
                    return Ok(done);
                }
            }
            before += items;
        }
        Ok(ControlFlow::Continue(()))
    }
}

/// What is done with a block of records and the position of the first, until it breaks.
pub(crate) type EachAt<'e> = &'e mut dyn FnMut(usize, &RecordView<'_>) -> Result<ControlFlow<()>, Failure>;

/// What the records of a part are read as.
fn part_dtype<'d>(conversion: &'d Option<Conversion>, dtype: &'d DType) -> &'d DType {
    conversion.as_ref().map_or(dtype, Conversion::source)
}

/// Names, with patterns replaced by what they match. Shells do that too, but not all.
pub(crate) fn expanded(names: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut all = Vec::with_capacity(names.len());
    for name in names {
        // A pattern is of files; members are called as they are.
        let text = name.to_str().unwrap_or_default();
        let (pattern, member) = match text.split_once("::") {
            Some((file, key)) => (file, Some(key)),
            None => (text, None),
        };
        if !pattern.contains(['*', '?', '[']) || name.exists() || Path::new(pattern).exists() {
            all.push(name.clone());
            continue;
        }
        let wrong = |says: String| Failure::Said { code: Code::Usage, message: format!("{pattern}: {says}") };
        let paths = glob::glob(pattern).map_err(|error| wrong(error.to_string()))?;
        let mut found = paths.collect::<Result<Vec<_>, _>>().map_err(|error| wrong(error.to_string()))?;
        if found.is_empty() {
            return Err(Failure::Said {
                code: Code::File,
                message: format!("{pattern}: no file is called so"),
            });
        }
        if let Some(key) = member {
            found.iter_mut().for_each(|path| path.as_mut_os_string().push(format!("::{key}")));
        }
        all.append(&mut found);
    }
    Ok(all)
}
