//! The group `npz`, and the archives of `bad`: what each member is, found by its key.

use std::fs;

use dtype_core::npz::{Archive, Method};
use dtype_tests::elements::hex;
use dtype_tests::entry::{Entry, Read};

use crate::bad;
use crate::case::Case;
use crate::column::{self, Stats};
use crate::corpus::Corpus;
use crate::description::sha256;

/// One entry of `npz` in the manifest.
pub(crate) fn check(corpus: &Corpus, entry: &Entry<'_>, case: &mut Case) -> Read<()> {
    entry.ignore(&["note"]);
    let path = corpus.path(entry.text("file")?);
    let bytes = fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    case.same("file_size", entry.size("file_size")?, bytes.len());
    case.same_text("sha256_file", entry.text("sha256_file")?, &sha256(&bytes));
    let open = entry.entry("open")?;
    open.ignore(&["warnings"]);
    case.same("open", true, open.bool("ok")?);
    case.same_text("kind", "NpzFile", open.text("kind")?);
    open.finish()?;
    let Some(mut archive) = case.ok("open", Archive::open(&path)) else {
        entry.ignore_rest();
        return Ok(());
    };
    keys(entry, &archive, case)?;
    let expected = entry.entries("members")?;
    case.same("number of members", expected.len(), archive.members().len());
    for (expected, member) in expected.iter().zip(archive.members().to_vec()) {
        let name = expected.text("zip_name")?;
        let at = |what: &str| format!("member '{name}': {what}");
        let method = match member.method() {
            Method::Stored => "stored",
            Method::Deflated => "deflated",
            _ => "other",
        };
        expected.ignore(&["utf8_flag"]);
        case.same_text(&at("name"), name, member.name());
        case.same_text(&at("method"), expected.text("method")?, method);
        case.same(&at("compressed_size"), expected.int("compressed_size")?, member.compressed_size().into());
        case.same(&at("size"), expected.int("size")?, member.size().into());
        case.same_text(&at("crc32"), expected.text("crc32")?, &format!("{:08x}", member.crc32()));
        case.same(&at("is_dir"), expected.bool("is_dir")?, member.is_dir());
        case.same_text(&at("key"), expected.text("key")?, member.key());
        read(expected, &mut archive, member.key(), case)?;
        if expected.text("kind")? == "array" && member.method() == Method::Stored {
            mapped(&mut archive, member.key(), case);
        }
    }
    expected.into_iter().try_for_each(Entry::finish)
}

/// What opening and reading an archive of `bad` comes to, against `load`.
pub(crate) fn check_bad(load: &Entry<'_>, bytes: Vec<u8>, case: &mut Case) -> Read<()> {
    load.ignore(&["exc", "exc_mro", "msg", "warnings"]);
    let archive = Archive::from_reader(std::io::Cursor::new(bytes));
    let mut archive = match (load.bool("ok")?, archive) {
        (false, Err(_)) => return Ok(()),
        (false, Ok(archive)) => {
            case.differs("open", "an error", format_args!("{archive:?}"));
            return Ok(());
        }
        (true, Err(error)) => {
            case.wrong("open", error);
            load.ignore_rest();
            return Ok(());
        }
        (true, Ok(archive)) => archive,
    };
    case.same_text("kind", load.text("kind")?, "NpzFile");
    keys(load, &archive, case)?;
    let members = load.entries("members")?;
    for (expected, member) in members.iter().zip(archive.members().to_vec()) {
        case.same_text("key", expected.text("key")?, member.key());
        read(expected, &mut archive, member.key(), case)?;
    }
    members.into_iter().try_for_each(Entry::finish)
}

fn keys<R: std::io::Read + std::io::Seek>(
    expected: &Entry<'_>,
    archive: &Archive<R>,
    case: &mut Case,
) -> Read<()> {
    let found: Vec<_> = archive.members().iter().map(|member| member.key().to_owned()).collect();
    case.same("files", expected.texts("files")?, found.iter().map(String::as_str).collect());
    Ok(())
}

/// A stored member as memory, at whatever address, must be the one that is read.
fn mapped(archive: &mut Archive, key: &str, case: &mut Case) {
    let whole = archive.load_array(key);
    // SAFETY: nobody writes to the files of a corpus while it is being run.
    #[allow(unsafe_code, reason = "mapping a file is the caller's promise")]
    let map = unsafe { archive.map(key) };
    if let (Ok(whole), Some(map)) = (whole, case.ok(&format!("'{key}': mapped"), map)) {
        case.same("mapped: dtype", whole.dtype(), map.dtype());
        case.same(
            "mapped: shape and order",
            (whole.shape(), whole.is_fortran()),
            (map.shape(), map.is_fortran()),
        );
        case.same("mapped: all bytes are the same", true, whole.as_bytes() == map.as_bytes());
        let summary = |view: dtype_core::RecordView<'_>| format!("{:?}", view.summary());
        case.same("mapped: summary", summary(whole.view()), summary(map.view()));
    }
    let verified = archive.verify(key);
    case.ok(&format!("'{key}': checksum"), verified);
}

/// What a key gives: an array, or bytes if there is none.
fn read<R: std::io::Read + std::io::Seek>(
    expected: &Entry<'_>,
    archive: &mut Archive<R>,
    key: &str,
    case: &mut Case,
) -> Read<()> {
    let at = |what: &str| format!("'{key}': {what}");
    if expected.find("kind").is_some_and(|kind| kind == "bytes") {
        case.same(&at("read"), true, expected.bool("ok")?);
        if archive.load_array(key).is_ok() {
            case.differs(&at("kind"), "bytes", "an array");
        }
        let found = case.ok(&at("bytes"), archive.bytes(key)).unwrap_or_default();
        case.same(&at("length"), expected.size("length")?, found.len());
        case.same_text(&at("sha256"), expected.text("sha256")?, &sha256(&found));
        if expected.find("hex").is_some() {
            case.same_text(&at("hex"), expected.text("hex")?, &hex(&found));
        }
        return Ok(());
    }
    let array = archive.load_array(key);
    if let (Ok(array), Some(_)) = (&array, expected.find("columns")) {
        let view = array.view();
        for expected in expected.entries("columns")? {
            column::check(&expected, &view, array.as_bytes(), Stats::Absent, case)?;
            expected.finish()?;
        }
    }
    let summary = archive.summary(key).map(|summary| format!("{summary:?}"));
    if let Ok(array) = &array {
        // In parts, and never whole.
        case.same(&at("summary"), Some(format!("{:?}", array.view().summary())), summary.ok());
    } else {
        case.same(&at("summary"), true, summary.is_err());
    }
    bad::outcome(expected, array, &at("load"), case)
}
