//! The fuzz targets without a fuzzer: on the corpus, on what is nearly the corpus, and on what a fuzzer once found. And
//! what reading takes in memory.
//!
//! With `FUZZ_SECONDS` each target gets changed seeds for so long, others at every run; `FUZZ_START` repeats a run.

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use dtype_core::npz::Archive;
use dtype_core::{DType, Limits, npy};
use dtype_fuzz::memory::peak;
use dtype_tests::mutants::Mutants;
use dtype_tests::seeds::seeds;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Runs a target on inputs, each with a name, and tells those on which it fails.
fn hold(target: &str, inputs: impl IntoIterator<Item = (String, Vec<u8>)>) {
    let run = dtype_fuzz::target(target).expect("a target of that name");
    let fails = |input: &[u8]| catch_unwind(|| run(input)).is_err();
    let failed: Vec<String> =
        inputs.into_iter().filter_map(|(name, input)| fails(&input).then_some(name)).collect();
    assert!(failed.is_empty(), "{target} does not hold on {failed:?}");
}

#[test]
fn targets_hold_on_the_corpus() {
    let seeds = seeds(&folder("corpus")).expect("the corpus");
    assert_eq!(seeds.len(), dtype_fuzz::TARGETS.len());
    for (target, inputs) in seeds {
        assert!(!inputs.is_empty(), "{target}: no seeds");
        hold(target, inputs.into_iter().enumerate().map(|(i, input)| (format!("seed {i}"), input)));
    }
}

/// An input may take so long.
const LONGEST: Duration = Duration::from_secs(10);

#[test]
fn targets_hold_on_changed_seeds() {
    let number =
        |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().expect("a whole number"));
    let seconds = number("FUZZ_SECONDS");
    let clock = || SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |now| now.as_secs());
    let start = number("FUZZ_START").unwrap_or_else(|| if seconds.is_some() { clock() } else { 0 });
    // An input that ends the process is the one in this file.
    let last = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz-input");
    for (target, seeds) in seeds(&folder("corpus")).expect("the corpus") {
        let run = dtype_fuzz::target(target).expect("a target of that name");
        let until = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
        let mut count = 0;
        for input in Mutants::new(&seeds, start) {
            if until.map_or(count == 50, |until| Instant::now() >= until) {
                break;
            }
            count += 1;
            fs::write(&last, &input).expect("a file to write to");
            let since = Instant::now();
            let holds = catch_unwind(|| run(&input)).is_ok();
            let kept =
                || format!("{target} on input {count} of FUZZ_START={start}, which is {}", last.display());
            assert!(holds, "does not hold: {}", kept());
            assert!(since.elapsed() < LONGEST, "takes {:?}: {}", since.elapsed(), kept());
        }
        println!("{target}: {count} changed seeds, FUZZ_START={start}");
    }
}

/// A file in `regressions/TARGET` is an input on which something once did not hold.
#[test]
fn targets_hold_on_what_was_found() {
    for (target, _) in dtype_fuzz::TARGETS {
        let Ok(entries) = fs::read_dir(folder("regressions").join(target)) else { continue };
        hold(
            target,
            entries.map(|entry| {
                let path = entry.expect("an entry of the folder").path();
                (path.display().to_string(), fs::read(&path).expect("an input"))
            }),
        );
    }
}

/// Bad files promise terabytes; what they get is bounded by what they are.
#[test]
fn bad_files_take_little_memory() {
    let mut most = 0;
    for entry in fs::read_dir(folder("corpus/bad")).expect("the corpus") {
        let path = entry.expect("an entry of the folder").path();
        let len = fs::metadata(&path).expect("a file").len() as usize;
        let (_, whole) = peak(|| npy::load_array(&path));
        let (_, stream) = peak(|| npy::read_array(fs::File::open(&path).expect("a file")));
        let (_, parts) = peak(|| npy::File::open(&path).and_then(|file| file.summary()));
        let (_, archive) = peak(|| {
            let mut archive = Archive::open(&path)?;
            (0..archive.members().len()).try_for_each(|i| archive.load_array(i).map(drop))
        });
        for peak in [whole, stream, parts, archive] {
            assert!(peak <= (4 << 20) + 512 * len, "{}: {peak} bytes for {len}", path.display());
            most = most.max(peak);
        }
    }
    assert!(most > 1 << 10, "nothing was counted");
}

/// Text that says as much as text can: fields, types and names of one letter, brackets, shapes.
#[test]
fn text_takes_memory_in_proportion() {
    let mut limits = Limits::default();
    limits.fields = usize::MAX;
    for count in [10, 1000, 20_000] {
        let letters = |i: usize| char::from_u32(0x4E00 + i as u32).unwrap_or('x');
        let names: String = (0..count).map(letters).collect();
        let fields: String = names.chars().map(|name| format!("'{name}b',")).collect();
        for text in [
            format!("[{fields}]"),
            format!("[{}]", "(),".repeat(count)),
            format!("('b', ({}))", "1,".repeat(count)),
            format!("{{'names': '{names}', 'formats': '{}'}}", "b".repeat(count)),
            "b,".repeat(count),
        ] {
            let (_, descr) = peak(|| DType::from_descr(&text, &limits));
            let (_, python) = peak(|| DType::from_python(&text, true, &limits));
            let most = (64 << 10) + 512 * text.len();
            let shown: String = text.chars().take(20).collect();
            assert!(descr.max(python) <= most, "{shown}: {descr} and {python} bytes for {}", text.len());
        }
    }
}
