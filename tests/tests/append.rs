//! Files that grow, by processes that are killed and beside readers. `tests/live/crash.py` does the same with NumPy as the
//! reader, and for longer.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{fs, thread};

use dtype_core::{FixedBytes, Record, npy};

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Entry {
    digits: FixedBytes<5>,
    id: u64,
    root: f64,
}

/// The process that appends, and its first line. It holds the lock from then on.
fn start(path: &std::path::Path, seed: usize) -> (Child, BufReader<std::process::ChildStdout>, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_appender"))
        .arg("append")
        .arg(path)
        .arg(seed.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut first = String::new();
    lines.read_line(&mut first).expect("a line");
    (child, lines, first)
}

/// What the process said last that its flush returned for.
fn promised(lines: BufReader<std::process::ChildStdout>) -> usize {
    let lines: Vec<String> = lines.lines().map_while(Result::ok).collect();
    lines.iter().rev().find_map(|line| line.parse().ok()).unwrap_or(0)
}

/// The file can be loaded and every record is what it should be. Returns how many there are.
fn check(path: &std::path::Path) -> usize {
    let entries = npy::load::<Entry>(path).expect("a file that can be loaded");
    for (i, entry) in entries.iter().enumerate() {
        assert_eq!((entry.id, entry.root), (i as u64, (i as f64).sqrt()));
        assert_eq!(entry.digits.as_bytes(), format!("{:05}", i % 100_000).as_bytes());
    }
    entries.len()
}

#[test]
fn killed_at_any_moment_nothing_is_lost_that_was_flushed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("log.npy");
    let mut least = 0;
    for round in 0..25 {
        let (mut child, lines, first) = start(&path, round);
        let opened: usize = first.split(' ').nth(1).and_then(|len| len.parse().ok()).expect("`open LEN ..`");
        assert!(opened >= least, "{opened} records at the start, {least} were flushed");
        thread::sleep(Duration::from_micros((round * 7919 % 12_000) as u64));
        child.kill().expect("to be killed");
        child.wait().expect("to have died");
        least = promised(lines).max(opened);
        let found = check(&path);
        assert!(found >= least, "{found} records in the file, {least} were flushed");
    }
    let log = npy::Appender::<Entry>::open(&path).expect("the last time");
    let len = log.len();
    drop(log);
    assert_eq!(check(&path), len);
    assert!(len > 0);
}

/// Whoever opens the file while it grows sees its first records.
#[test]
fn readers_see_the_first_records() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("log.npy");
    let (mut child, lines, _) = start(&path, 7);
    let mut seen = 0;
    for _ in 0..200 {
        let file = npy::File::open(&path).expect("a file that can be opened");
        assert!(file.len() >= seen, "{} records, after {seen}", file.len());
        let last = file.read::<Entry>(file.len().saturating_sub(1)..file.len()).expect("a record");
        assert!(last.iter().all(|entry| entry.id + 1 == file.len() as u64));
        seen = file.len();
    }
    let error = npy::Appender::<Entry>::open(&path).map(drop).expect_err("the lock is taken");
    assert!(error.to_string().contains("another appender holds the lock"), "{error}");
    child.kill().expect("to be killed");
    child.wait().expect("to have died");
    assert!(check(&path) >= seen.max(promised(lines)));
}

/// A file in another layout keeps it.
#[test]
fn a_file_keeps_its_layout() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("log.npy");
    let dtype = "[('root', '>f8'), ('digits', 'S5'), ('', 'V3'), ('id', '>u8')]".parse().expect("a dtype");
    npy::AnyAppender::open_dtype(&path, &dtype).expect("a new file").finish().expect("an empty file");
    let (mut child, lines, _) = start(&path, 3);
    thread::sleep(Duration::from_millis(20));
    child.kill().expect("to be killed");
    child.wait().expect("to have died");
    assert!(check(&path) >= promised(lines));
    let bytes = fs::read(&path).expect("the file");
    assert_eq!(npy::header(&path).expect("a header").dtype().to_string(), dtype.to_string());
    // Gaps are zeros.
    let offset = npy::header(&path).expect("a header").data_offset() as usize;
    assert!(bytes[offset..].chunks_exact(24).all(|record| record[13..16] == [0; 3]));
}
