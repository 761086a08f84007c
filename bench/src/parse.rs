//! What a header costs: beside npyz and NumPy, and by the byte as it grows.

use std::hint::black_box;
use std::time::Instant;

use dtype_core::npy::Header;
use dtype_core::{DType, Element, Limits};

use crate::cases::Case;
use crate::data::Small;

/// How many headers are read in one measurement, so that milliseconds are microseconds each.
const MANY: usize = 1000;

/// A header of seven fields, as it stands in a file of records.
pub(crate) fn header() -> Case {
    let bytes = Header::new(Small::DTYPE, &[2_000_000], false).expect("plain fields").to_bytes();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let npyz = bytes.clone();
    let read = move || Header::parse(&bytes, &Limits::default()).expect("our own header");
    Case {
        name: format!("read {MANY} headers of 7 fields, {} bytes each", npyz.len()),
        ours: Box::new(move || Box::new((0..MANY).map(|_| read()).collect::<Vec<_>>())),
        others: vec![(
            "npyz",
            Box::new(move || {
                let read = || npyz::NpyHeader::from_reader(&npyz[..]).expect("an npy header");
                Box::new((0..MANY).map(|_| read()).collect::<Vec<_>>())
            }),
        )],
        numpy: (
            format!("import io; from numpy.lib import format as f; b = bytes.fromhex('{hex}')[8:]"),
            format!("[f.read_array_header_1_0(io.BytesIO(b)) for _ in range({MANY})]"),
        ),
    }
}

/// Headers that grow, in fields and in depth, and what a byte of them costs: about the same, if the time is linear.
pub(crate) fn growth(rounds: usize) {
    println!("\n### A header by the byte, as it grows\n\n| | bytes | µs | ns a byte |\n|---|---:|---:|---:|");
    let float = || "<f8".parse::<DType>().expect("a type");
    for count in [1, 10, 100, 1000, 5000] {
        let names: Vec<String> = (0..count).map(|i| format!("x{i}")).collect();
        let record = DType::packed(names.iter().map(|name| (&**name, float()))).expect("names of their own");
        row(&format!("{count} fields"), &record, rounds);
    }
    for depth in [10, 50, 90] {
        let nest = |inner, _| DType::packed([("x", inner)]).expect("eight bytes");
        row(&format!("{depth} records in one another"), &(0..depth).fold(float(), nest), rounds);
    }
}

fn row(name: &str, dtype: &DType, rounds: usize) {
    let mut limits = Limits::default();
    limits.header_bytes = 1 << 20;
    let bytes = Header::new(dtype, &[1000], false).expect("what a header can say").to_bytes();
    let turns = (200_000 / bytes.len()).max(1);
    let round = || {
        let start = Instant::now();
        for _ in 0..turns {
            black_box(Header::parse(black_box(&bytes), &limits).expect("our own header"));
        }
        start.elapsed().as_secs_f64() / turns as f64
    };
    // The least of the rounds: other work on the machine only adds.
    let seconds = (0..=rounds).map(|_| round()).fold(f64::INFINITY, f64::min);
    let by_byte = seconds * 1e9 / bytes.len() as f64;
    println!("| {name} | {} | {:.1} | {by_byte:.1} |", bytes.len(), seconds * 1e6);
}
