//! Time steps against what NumPy 2.4.6 reads and prints.

use super::*;
use std::hash::{BuildHasher, RandomState};

fn step(text: &str) -> TimeStep {
    text.parse().unwrap()
}

/// Text, and what NumPy 2.4.6 prints for it.
const ACCEPTED: [(&str, &str); 37] = [
    ("", ""),
    ("[ns]", "[ns]"),
    ("[25s]", "[25s]"),
    ("[0s]", "[0s]"),
    ("[00003s]", "[3s]"),
    ("[2147483647s]", "[2147483647s]"),
    ("[+5D]", "[5D]"),
    ("[ 5D]", "[5D]"),
    ("[\u{b}5D]", "[5D]"),
    ("[-0D]", "[0D]"),
    ("[1D]", "[D]"),
    ("[\u{3bc}s]", "[us]"),
    ("[generic]", ""),
    ("[3generic]", ""),
    ("[D/2]", "[12h]"),
    ("[3D/2]", "[36h]"),
    ("[D/ 2]", "[12h]"),
    ("[D/+2]", "[12h]"),
    ("[D/1]", "[D]"),
    ("[as/1]", "[as]"),
    ("[M/10]", "[3D]"),
    ("[Y/4]", "[3M]"),
    ("[Y/12]", "[M]"),
    ("[Y/5]", "[73D]"),
    ("[Y/52]", "[W]"),
    ("[M/4]", "[W]"),
    ("[M/720]", "[h]"),
    ("[M/8]", "[90h]"),
    ("[W/7]", "[D]"),
    ("[W/336]", "[30m]"),
    ("[D/48]", "[30m]"),
    ("[D/86400]", "[s]"),
    ("[m/10]", "[6s]"),
    ("[2000s/1000]", "[2000ms]"),
    ("[ms/1000000]", "[ns]"),
    ("[fs/1000]", "[as]"),
    ("[10ns/10]", "[1000ps]"),
];

#[test]
fn text_as_numpy_reads_it() {
    for (text, printed) in ACCEPTED {
        assert_eq!(step(text).to_string(), printed, "{text}");
        let again = step(printed);
        assert_eq!((again.unit, again.multiple), (step(text).unit, step(text).multiple));
    }
}

#[test]
fn refused_text_and_where() {
    for (text, at) in [
        ("s", 0),
        (" [s]", 0),
        ("[", 1),
        ("[s", 2),
        ("[s]x", 3),
        ("[]", 1),
        ("[5]", 2),
        ("[5 s]", 2),
        ("[ D]", 1),
        ("[D ]", 1),
        ("[NS]", 1),
        ("[ss]", 1),
        ("[B]", 1),
        ("[0x5s]", 2),
        ("[\u{b5}s]", 1),
        ("[-1D]", 1),
        ("[2147483648s]", 1),
        ("[99999999999999999999s]", 1),
        ("[generic/2]", 9),
        ("[s/]", 3),
        ("[s/x]", 3),
        ("[D/2 ]", 3),
        ("[s/2/2]", 3),
        ("[s/3]", 3),
        ("[as/2]", 4),
        ("[Y/7]", 3),
        // NumPy crashes, wraps or reads past its table here.
        ("[D/0]", 3),
        ("[D/-2]", 3),
        ("[D/4294967298]", 3),
        ("[2147483647D/3]", 13),
        ("[W/11]", 3),
    ] {
        assert_eq!(text.parse::<TimeStep>().unwrap_err().at(), at, "{text}");
    }
}

#[test]
fn equal_lengths_of_seconds_and_finer_are_equal() {
    let hash = RandomState::new();
    for (a, b) in [("[1000ms]", "[s]"), ("[1000000us]", "[s]"), ("[3000as]", "[3fs]"), ("[2s]", "[2000ms]")] {
        assert_eq!(step(a), step(b));
        assert_eq!(hash.hash_one(step(a)), hash.hash_one(step(b)));
    }
    for (a, b) in [
        ("[60s]", "[m]"),
        ("[7D]", "[W]"),
        ("[12M]", "[Y]"),
        ("[24h]", "[D]"),
        ("[3600s]", "[h]"),
        ("[60000ms]", "[m]"),
        ("[0s]", "[0ms]"),
        ("[ms]", "[s]"),
        ("", "[s]"),
        ("[3001ms]", "[3s]"), // NumPy divides without the remainder and calls these equal
    ] {
        assert_ne!(step(a), step(b));
    }
}
