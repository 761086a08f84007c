//! Arrays in streams: several in one, in parts, one byte at a time, inside of other files, written without a known end.

use std::fs;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use dtype_core::{Be, DType, ErrorKind, Limits, Record, RecordArray, npy, npz};
use serde_json::Value;

#[derive(Clone, Copy, Debug, PartialEq, Record)]
#[repr(C)]
struct Row {
    id: i32,
    x: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Record)]
#[repr(C, packed)]
struct Swapped {
    x: Be<f64>,
    id: Be<i32>,
}

/// Gives one byte at a time, and is interrupted before each.
struct Trickle<R>(R, bool);

impl<R: Read> Read for Trickle<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.1 = !self.1;
        if self.1 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let len = out.len().min(1);
        self.0.read(&mut out[..len])
    }
}

impl<R: Seek> Seek for Trickle<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

fn rows(range: std::ops::Range<i32>) -> Vec<Row> {
    range.map(|id| Row { id, x: f64::from(id) / 8.0 }).collect()
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.header_bytes = 1 << 20;
    limits
}

/// The files of the corpus that hold nothing behind their data.
fn files() -> Vec<(String, Vec<u8>)> {
    let text = fs::read_to_string(corpus().join("manifest.json")).expect("the manifest");
    let manifest: Value = serde_json::from_str(&text).expect("JSON");
    let entries = manifest["npy"].as_array().expect("a list").iter();
    let entries = entries.filter(|entry| entry["trailing_len"] == 0);
    let names = entries.map(|entry| entry["file"].as_str().expect("a name").to_owned());
    names.map(|name| (name.clone(), fs::read(corpus().join(&name)).expect("a file"))).collect()
}

fn same(name: &str, left: &RecordArray, right: &RecordArray) {
    assert_eq!((left.dtype(), left.shape()), (right.dtype(), right.shape()), "{name}");
    assert_eq!((left.as_bytes(), left.is_fortran()), (right.as_bytes(), right.is_fortran()), "{name}");
}

#[test]
fn all_of_the_corpus_in_one_stream() {
    let files = files();
    assert!(files.len() > 80);
    let options = npy::LoadOptions::new().limits(limits());
    let alone: Vec<RecordArray> =
        files.iter().map(|(_, bytes)| options.read_array(&bytes[..]).unwrap()).collect();
    let stream: Vec<u8> = files.iter().flat_map(|(_, bytes)| bytes.clone()).collect();

    let mut found = 0;
    let mut reader = npy::Reader::with_options(Trickle(&stream[..], false), limits());
    for (array, ((name, _), alone)) in reader.by_ref().zip(files.iter().zip(&alone)) {
        same(name, &array.expect(name), alone);
        found += 1;
    }
    assert_eq!((found, reader.position()), (files.len(), stream.len() as u64));
    assert!(reader.read_array().unwrap().is_none() && reader.next().is_none());

    // The same, in blocks and in part only.
    let mut reader = npy::Reader::with_options(&stream[..], limits());
    for (i, ((name, _), alone)) in files.iter().zip(&alone).enumerate() {
        let mut rows = reader.rows().expect(name).expect(name);
        let len = rows.remaining();
        let most = if rows.header().is_fortran() { len.max(1) } else { i % 3 + 1 };
        let take = if i % 2 == 0 { usize::MAX } else { 1 };
        let blocks: Vec<_> = rows.blocks(most).take(take).map(|block| block.expect(name)).collect();
        let bytes: Vec<u8> = blocks.iter().flat_map(|block| block.as_bytes().to_vec()).collect();
        assert!(alone.as_bytes().starts_with(&bytes), "{name}");
        assert!(take == 1 || bytes.len() == alone.as_bytes().len(), "{name}");
    }
    assert!(reader.skip_array().unwrap().is_none());

    let mut reader = npy::Reader::with_options(&stream[..], limits());
    for ((name, _), alone) in files.iter().zip(&alone) {
        let summary = reader.rows().expect(name).expect(name).summary().expect(name);
        assert_eq!(format!("{summary:?}"), format!("{:?}", alone.view().summary()), "{name}");
    }
}

#[test]
fn a_cut_stream_is_no_end() {
    let mut stream = Vec::new();
    for len in [2, 0, 3] {
        npy::write_to(&mut stream, &rows(0..len)).unwrap();
    }
    let ends = [0, 160, 288, 464];
    assert_eq!(stream.len(), ends[3]);
    for cut in 0..=stream.len() {
        let whole = ends.iter().filter(|&&end| 0 < end && end <= cut).count();
        let clean = ends.contains(&cut);
        let found: Vec<_> = npy::Reader::new(&stream[..cut]).collect();
        assert_eq!(found.len(), whole + usize::from(!clean), "{cut}");
        assert!(found[..whole].iter().all(Result::is_ok), "{cut}");
        if let Some(Err(error)) = found.get(whole) {
            assert_eq!(error.kind(), ErrorKind::Format, "{cut}");
            assert_eq!(error.to_string().starts_with("array "), whole > 0, "{error}");
        }
        // Passed without being read.
        let mut reader = npy::Reader::new(&stream[..cut]);
        let passed =
            std::iter::from_fn(|| reader.skip_array().transpose()).take(5).take_while(Result::is_ok).count();
        assert_eq!((passed, reader.skip_array().is_err()), (whole, !clean), "{cut}");
    }
}

#[test]
fn errors_say_which_array() {
    let mut stream = Vec::new();
    npy::write_to(&mut stream, &[1u8, 2]).unwrap();
    npy::write_to(&mut stream, &[2u8]).unwrap();
    stream.extend(b"garbage garbage");
    let mut reader = npy::Reader::new(&stream[..]);
    assert_eq!(reader.read::<u8>().unwrap().unwrap(), [1, 2]);
    // Bytes that are no values are passed, another dtype is not.
    let error = reader.read::<f64>().unwrap_err();
    let text = "array 1, from byte 130 on: expected dtype '<f8', found dtype '|u1'";
    assert!(error.to_string().starts_with(text), "{error}");
    assert_eq!(reader.read_nd::<u8>().unwrap().unwrap().as_slice(), [2]);
    let error = reader.read::<u8>().unwrap_err();
    let text = "array 2, from byte 259 on: expected a .npy file, which starts with '\\x93NUMPY', found text: 'garbage ga...'";
    assert_eq!((error.kind(), error.to_string()), (ErrorKind::Format, text.to_owned()));
    let error = reader.peek().unwrap_err();
    assert_eq!(error.to_string(), "behind a damaged array, it is unknown where the next one starts");

    let mut stream = Vec::new();
    let flags = RecordArray::from_bytes(&[0, 2, 1], &"?".parse().unwrap(), &[3], false).unwrap();
    npy::write_array(&mut stream, &flags).unwrap();
    npy::write_to(&mut stream, &[7u8]).unwrap();
    let mut reader = npy::Reader::new(&stream[..]);
    assert_eq!(reader.read::<bool>().unwrap_err().kind(), ErrorKind::Cast);
    assert_eq!(reader.read::<u8>().unwrap().unwrap(), [7]);
}

#[test]
fn one_byte_at_a_time() {
    let mut stream = Vec::new();
    let packed: Vec<Swapped> =
        rows(0..100).iter().map(|row| Swapped { x: row.x.into(), id: row.id.into() }).collect();
    npy::write_to(&mut stream, &packed).unwrap();
    let trickle = || Trickle(&stream[..], false);
    assert_eq!(npy::read_from::<Row>(trickle()).unwrap(), rows(0..100));
    assert_eq!(npy::read_array(trickle()).unwrap().as_bytes(), &stream[stream.len() - 1200..]);
    assert_eq!(npy::Reader::new(trickle()).read::<Row>().unwrap().unwrap(), rows(0..100));
    let mut parts = npy::RowReader::new(trickle()).unwrap();
    assert_eq!(parts.read::<Row>(60).unwrap(), rows(0..60));
    let mut left: Vec<Row> = Vec::new();
    parts.read_into(60, &mut left).unwrap();
    assert_eq!(left, rows(60..100));
    let summary = |summary: npy::RowReader<Trickle<&[u8]>>| format!("{:?}", summary.summary().unwrap());
    let array = npy::read_array(&stream[..]).unwrap();
    assert_eq!(summary(npy::RowReader::new(trickle()).unwrap()), format!("{:?}", array.view().summary()));

    for compression in [npz::Compression::Stored, npz::Compression::Deflated { level: 6 }] {
        let mut file = Cursor::new(Vec::new());
        let mut writer = npz::Writer::new(&mut file);
        writer.compress(compression);
        writer.add("rows", &packed).unwrap();
        writer.finish().unwrap();
        let mut archive = npz::Archive::from_reader(Trickle(file, false)).unwrap();
        assert_eq!(archive.load::<Row>("rows").unwrap(), rows(0..100));
        assert_eq!(archive.rows("rows").unwrap().read::<Row>(100).unwrap(), rows(0..100));
        assert_eq!(
            format!("{:?}", archive.summary("rows").unwrap()),
            format!("{:?}", array.view().summary())
        );
    }
}

#[cfg(unix)]
#[test]
fn pipes_and_sockets() {
    use std::os::unix::net::UnixStream;
    let (mut here, mut there) = UnixStream::pair().unwrap();
    let sender = std::thread::spawn(move || {
        for len in [5, 100_000] {
            npy::write_to(&mut there, &rows(0..len)).unwrap();
        }
    });
    let mut reader = npy::Reader::new(&mut here);
    assert_eq!(reader.read::<Row>().unwrap().unwrap(), rows(0..5));
    assert_eq!(reader.read::<Row>().unwrap().unwrap(), rows(0..100_000));
    assert!(reader.read::<Row>().unwrap().is_none());
    sender.join().unwrap();
}

#[test]
fn inside_of_other_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("some.bin");
    let mut file = b"some bytes that are not ours".to_vec();
    let offset = file.len() as u64;
    npy::write_to(&mut file, &rows(0..10)).unwrap();
    file.extend(b"more of them");
    fs::write(&path, &file).unwrap();

    let options = npy::LoadOptions::new().offset(offset);
    assert_eq!(options.load::<Row>(&path).unwrap(), rows(0..10));
    assert_eq!(options.load_array(&path).unwrap().len(), 10);
    assert_eq!(options.header(&path).unwrap().shape(), [10]);
    assert_eq!(options.read_from::<Row>(Trickle(&file[..], false)).unwrap(), rows(0..10));
    assert_eq!(npy::RowReader::with_options(&file[..], options.clone()).unwrap().remaining(), 10);
    let mut reader = npy::Reader::open_with(&path, options.clone()).unwrap();
    assert_eq!(reader.read::<Row>().unwrap().unwrap(), rows(0..10));

    let parts = npy::File::open_with(&path, options.clone()).unwrap();
    assert_eq!(parts.read::<Row>(3..6).unwrap(), rows(3..6));
    assert_eq!(parts.trailing_len(), 12);
    let whole = options.load_array(&path).unwrap();
    assert_eq!(format!("{:?}", parts.summary().unwrap()), format!("{:?}", whole.view().summary()));

    for (offset, text) in [(1000, "expected an array from byte 1000 on, found 328 bytes"), (0, "found text")]
    {
        let options = npy::LoadOptions::new().offset(offset);
        for error in [
            options.load::<Row>(&path).unwrap_err(),
            options.read_array(&file[..]).unwrap_err(),
            npy::File::open_with(&path, options.clone()).unwrap_err(),
            npy::Reader::open_with(&path, options.clone()).unwrap().read_array().unwrap_err(),
        ] {
            assert!(error.kind() == ErrorKind::Format && error.to_string().contains(text), "{error}");
        }
    }
}

#[test]
fn what_is_promised_takes_no_memory() {
    let header = npy::Header::new(&"V2147483647".parse().unwrap(), &[1 << 20], false).unwrap();
    let stream = [header.to_bytes(), vec![0; 100]].concat();
    for error in [
        npy::RowReader::new(&stream[..]).unwrap().rows(usize::MAX).unwrap_err(),
        npy::RowReader::new(&stream[..]).unwrap().summary().unwrap_err(),
        npy::Reader::new(&stream[..]).read_array().unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Format);
        assert!(error.to_string().contains("needs 2251799812636672 bytes of data, found 100"), "{error}");
    }
}

#[test]
fn written_in_pieces_as_written_at_once() {
    for len in [0, 1, 9, 10, 1000, 30_000] {
        let mut whole = b"before".to_vec();
        npy::write_to(&mut whole, &rows(0..len)).unwrap();
        for step in [1, 7, 20_000] {
            let mut sink = Cursor::new(b"before".to_vec());
            sink.set_position(6);
            let mut writer = npy::Writer::of::<Row>(&mut sink).unwrap();
            rows(0..len).chunks(step).for_each(|some| writer.write(some).unwrap());
            assert_eq!(writer.len(), len as usize);
            let position = writer.finish().unwrap().position();
            assert!(sink.get_ref() == &whole && position == whole.len() as u64, "{len} in steps of {step}");
        }
        // Of any dtype, and with more behind it.
        let mut sink = Cursor::new(Vec::new());
        let array = npy::read_array(&whole[6..]).unwrap();
        let mut writer = npy::Writer::new(&mut sink, array.dtype()).unwrap();
        writer.write_array(&array).unwrap();
        writer.write(&rows(0..2)).unwrap();
        writer.finish().unwrap();
        npy::write_to(&mut sink, &[1u8]).unwrap();
        let sink = sink.into_inner();
        let mut reader = npy::Reader::new(&sink[..]);
        assert_eq!(reader.read::<Row>().unwrap().unwrap(), [rows(0..len), rows(0..2)].concat());
        assert_eq!(reader.read::<u8>().unwrap().unwrap(), [1]);
    }
    // Sub-arrays are axes.
    let dtype = DType::subarray("<f4".parse().unwrap(), &[3]).unwrap();
    let mut writer = npy::Writer::new(Cursor::new(Vec::new()), &dtype).unwrap();
    writer.write(&[[1f32, 2.0, 3.0]; 2]).unwrap();
    let file = writer.finish().unwrap().into_inner();
    assert_eq!(npy::read_array(&file[..]).unwrap().shape(), [2, 3]);
}

#[test]
fn what_does_not_fit_is_refused() {
    let mut writer = npy::Writer::of::<Row>(Cursor::new(Vec::new())).unwrap();
    writer.write(&rows(0..3)).unwrap();
    let error = writer.write(&[1u8]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Mismatch);
    assert!(error.to_string().contains("found '|u1'; convert them first"), "{error}");
    let file = writer.finish().unwrap().into_inner();
    assert_eq!(npy::read_from::<Row>(&file[..]).unwrap(), rows(0..3));

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.npy");
    let append = fs::OpenOptions::new().append(true).create(true).open(&path).unwrap();
    let error = npy::Writer::of::<Row>(append).unwrap_err();
    assert!(error.kind() == ErrorKind::Io && error.to_string().contains("one that appends"), "{error}");
}

/// Takes so many bytes, and then no more; what it has got, its owner sees.
#[derive(Debug)]
struct Full<'f>(&'f mut Cursor<Vec<u8>>, usize);

impl Write for Full<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = self.1.saturating_sub(self.0.position() as usize);
        match self.0.write(&bytes[..bytes.len().min(room)])? {
            0 if !bytes.is_empty() => Err(io::ErrorKind::StorageFull.into()),
            written => Ok(written),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Full<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

#[test]
fn what_is_dropped_is_finished_as_far_as_it_goes() {
    let mut sink = Cursor::new(Vec::new());
    let mut writer = npy::Writer::of::<Row>(&mut sink).unwrap();
    writer.write(&rows(0..10)).unwrap();
    drop(writer);
    assert_eq!(npy::read_from::<Row>(&sink.get_ref()[..]).unwrap(), rows(0..10));

    // A full disk: the whole records that are there are counted.
    let mut sink = Cursor::new(Vec::new());
    let mut writer = npy::Writer::of::<Row>(Full(&mut sink, 128 + 16 * 50_000 + 5)).unwrap();
    let failed = (0..100).find(|&i| writer.write(&rows(i * 1000..(i + 1) * 1000)).is_err()).unwrap();
    assert!(failed >= 50);
    assert_eq!(writer.write(&rows(0..1)).unwrap_err().kind(), ErrorKind::Io);
    assert_eq!(writer.flush().unwrap_err().kind(), ErrorKind::Io);
    assert_eq!(writer.finish().unwrap_err().kind(), ErrorKind::Io);
    let found = npy::read_from::<Row>(&sink.get_ref()[..]).unwrap();
    assert_eq!(found, rows(0..50_000));

    // Between flushes the file is what it was at the last.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.npy");
    let mut writer = npy::Writer::of::<Row>(fs::File::create(&path).unwrap()).unwrap();
    assert_eq!(npy::load::<Row>(&path).unwrap(), []);
    writer.write(&rows(0..40_000)).unwrap();
    writer.flush().unwrap();
    writer.write(&rows(40_000..80_000)).unwrap();
    assert_eq!(npy::load::<Row>(&path).unwrap(), rows(0..40_000));
    writer.finish().unwrap();
    assert_eq!(npy::load::<Row>(&path).unwrap(), rows(0..80_000));
}
