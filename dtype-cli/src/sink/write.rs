//! Records as files of each format.

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};

use dtype_core::npy::{self, Header};
use dtype_core::npz::{self, Compression};
use dtype_core::{RecordView, csv, json};

use super::{Destination, Kind, Source, place};
use crate::errors::Failure;

/// What NumPy compresses with.
const LEVEL: u8 = 6;

/// Writes to a file that is empty.
pub(super) fn to_file(to: &Destination, source: &dyn Source, file: &File) -> Result<(), Failure> {
    match to.kind {
        Kind::Npz => archive(to, source, file),
        Kind::Npy if source.shape().is_none() => growing(source, file),
        _ => {
            let mut stream = BufWriter::with_capacity(1 << 18, file);
            to_stream(to, source, &mut stream)?;
            Ok(stream.flush()?)
        }
    }
}

/// Writes in order. Of an array the shape is known.
pub(super) fn to_stream(
    to: &Destination,
    source: &dyn Source,
    stream: &mut dyn Write,
) -> Result<(), Failure> {
    let format = to.text.format();
    match to.kind {
        Kind::Npy | Kind::Npz => {
            let shape = source.shape().unwrap_or_default();
            stream.write_all(&Header::new(source.dtype(), &shape, false)?.to_bytes())?;
            source.visit(&mut |records| Ok(stream.write_all(bytes(records))?))
        }
        Kind::Raw => source.visit(&mut |records| Ok(stream.write_all(bytes(records))?)),
        Kind::Csv | Kind::Tsv => {
            let mut lines = csv::Writer::new(stream, source.dtype(), &format, to.kind.delimiter())?;
            source.visit(&mut |records| Ok(lines.write(records)?))?;
            lines.finish()?;
            Ok(())
        }
        Kind::Jsonl => source.visit(&mut |records| Ok(json::write_lines(&mut *stream, records, &format)?)),
        Kind::Json => {
            let (mut block, mut between) = (Vec::new(), &b"[\n"[..]);
            source.visit(&mut |records| {
                block.clear();
                json::write_lines(&mut block, records, &format)?;
                // No document has a line break in it.
                for line in block.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
                    stream.write_all(between)?;
                    stream.write_all(line)?;
                    between = b",\n";
                }
                Ok(())
            })?;
            Ok(stream.write_all(if between == b"[\n" { b"[]\n" } else { b"\n]\n" })?)
        }
    }
}

/// An array of one axis, of which it is not known how long it gets.
fn growing(source: &dyn Source, file: &File) -> Result<(), Failure> {
    let mut writer = npy::Writer::new(file, source.dtype())?;
    source.visit(&mut |records| Ok(writer.write_view(records)?))?;
    writer.finish()?;
    Ok(())
}

/// An archive of one member.
fn archive(to: &Destination, source: &dyn Source, file: &File) -> Result<(), Failure> {
    let mut archive = npz::Writer::new(file);
    if to.compress {
        archive.compress(Compression::Deflated { level: LEVEL });
    }
    if let Some(shape) = source.shape() {
        let header = Header::new(source.dtype(), &shape, false)?;
        archive.add_with(&to.key, &header, |sink| {
            source.visit(&mut |records| Ok(sink.write_all(bytes(records))?))
        })?;
    } else {
        // The header of a member comes before its data.
        let (_draft, mut kept) = place::temporary()?;
        let mut writer = npy::Writer::new(&mut kept, source.dtype())?;
        source.visit(&mut |records| Ok(writer.write_view(records)?))?;
        let header = Header::new(source.dtype(), &[writer.len()], false)?;
        writer.finish()?;
        kept.seek(SeekFrom::Start(header.data_offset()))?;
        archive.add_with(&to.key, &header, |sink| -> Result<(), Failure> {
            io::copy(&mut kept, sink)?;
            Ok(())
        })?;
    }
    Ok(archive.finish()?)
}

/// Of records that lie one behind the other, as those of a source do.
fn bytes<'a>(records: &RecordView<'a>) -> &'a [u8] {
    records.as_bytes().unwrap_or_default()
}
