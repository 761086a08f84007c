//! Exact quantiles of a file that need not fit into memory: a few passes, and megabytes however long it is.
//!
//! `cargo run -p dtype-examples --example quantiles_of_a_huge_file [MEGABYTES]`

use std::time::Instant;

use dtype_core::{Record, Stat, Value, npy};

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Request {
    time: i64,
    /// In milliseconds.
    latency: f32,
    status: u16,
    #[record(padding)]
    gap: [u8; 2],
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // 16 bytes a record; ask for a few thousand megabytes to see that memory stays where it is.
    let megabytes: u64 = std::env::args().nth(1).map_or(Ok(32), |text| text.parse())?;
    let count = (megabytes << 20) / size_of::<Request>() as u64;
    let path = std::env::temp_dir().join(format!("requests-{}.npy", std::process::id()));
    let mut writer = npy::Writer::of::<Request>(std::fs::File::create(&path)?)?;
    let latency = |i: u64| {
        // Every value once and again, in no order: sorted, they are 0, 1, 2 ... 999,982 millionths.
        (i.wrapping_mul(611_953) % 999_983) as f32 / 1e6
    };
    for first in (0..count).step_by(1 << 16) {
        let block: Vec<Request> = (first..count.min(first + (1 << 16)))
            .map(|i| Request { time: i as i64, latency: latency(i), status: 200, gap: [0; 2] })
            .collect();
        writer.write(&block)?;
    }
    writer.finish()?;

    let file = npy::File::open(&path)?;
    let start = Instant::now();
    let stats = file
        .stats([
            Stat::count(),
            Stat::mean("latency"),
            Stat::median("latency"),
            Stat::quantile("latency", 0.99),
            Stat::quantile("latency", 0.999),
            Stat::max("latency"),
        ])
        .run()?;
    println!("{megabytes} MB in {:?}: {stats:?}", start.elapsed());
    std::fs::remove_file(&path)?;

    assert_eq!(stats.value("count")?, Some(&Value::UInt(count)));
    let Some(Value::Float32(p99)) = stats.value("latency_q0.99")? else { panic!("a quantile of f4 is one") };
    println!("99 of 100 requests take less than {p99} ms");
    // The values are spread evenly, so that we know where a quantile lies.
    assert!((p99 - 0.99).abs() < 0.001);

    // What comes once cannot be asked for what takes several passes.
    let mut small = Vec::new();
    npy::write_to(&mut small, &[1.0, 2.0])?;
    let error = npy::RowReader::new(&small[..])?.stats([Stat::median([])]).expect_err("it comes once");
    println!("{error}");
    assert!(error.to_string().contains("several passes"));
    Ok(())
}
