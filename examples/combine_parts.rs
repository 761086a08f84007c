//! Statistics of parts that are taken elsewhere, sent as text, and combined to those of the whole, to the last bit.
//!
//! `cargo run -p dtype-examples --example combine_parts`

use dtype_core::{Element, GroupsBuilder, Record, RecordView, Stat, StatsBuilder};

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Reading {
    sensor: u16,
    value: f64,
}

fn stats() -> [Stat; 5] {
    [
        Stat::count(),
        Stat::mean("value"),
        Stat::std("value", 1),
        Stat::kurtosis("value"),
        Stat::argmax("value"),
    ]
}

/// What a worker does with its part: it knows where that begins, and answers with a line of text.
fn work(part: &[Reading], start: u64) -> Result<(String, String), Box<dyn std::error::Error>> {
    let mut all = StatsBuilder::new(Reading::DTYPE, stats())?.starting_at(start);
    all.insert(&RecordView::of(part))?;
    let mut groups = GroupsBuilder::new(Reading::DTYPE, ["sensor"], stats())?.starting_at(start);
    groups.insert(&RecordView::of(part))?;
    Ok((serde_json::to_string(&all)?, serde_json::to_string(&groups)?))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let value = |i: u64| 1e9 + ((i * 7919) % 10_007) as f64 / 10_007.0;
    let readings: Vec<Reading> =
        (0..600_000).map(|i| Reading { sensor: (i * 31 % 11) as u16, value: value(i) }).collect();
    let whole = RecordView::of(&readings);
    let (at_once, groups_at_once) =
        (whole.stats(stats()).run()?, whole.group_by(["sensor"]).stats(stats()).run()?);
    println!("{at_once:?}");

    // Parts begin at multiples of this, so that the bits are those of one pass.
    let size = usize::try_from(StatsBuilder::PART)?;
    let parts = readings.chunks(size).zip((0u64..).step_by(size));
    let mut together: Option<(StatsBuilder, GroupsBuilder)> = None;
    for (part, start) in parts {
        let (all, groups) = work(part, start)?;
        println!("records from {start} on: {} bytes for all, {} for 11 groups", all.len(), groups.len());
        let (all, groups) = (serde_json::from_str(&all)?, serde_json::from_str(&groups)?);
        match &mut together {
            None => together = Some((all, groups)),
            Some((first, first_groups)) => {
                first.combine(all)?;
                first_groups.combine(groups)?;
            }
        }
    }
    let (all, groups) = together.expect("parts");
    let (all, groups) = (all.finish()?, groups.finish()?);
    assert_eq!(all, at_once);
    assert_eq!(groups.to_string(), groups_at_once.to_string());
    print!("{groups}");

    // A part that comes out of turn is noticed.
    let mut first = StatsBuilder::new(Reading::DTYPE, stats())?;
    first.insert(&RecordView::of(&readings[..size]))?;
    let third = StatsBuilder::new(Reading::DTYPE, stats())?.starting_at(2 * StatsBuilder::PART);
    let error = first.combine(third).expect_err("the second part is missing");
    println!("{error}");
    assert!(error.to_string().contains("combine parts in their order"));
    Ok(())
}
