//! Two tables joined by a key, then chosen from, sorted and counted.
//!
//! `cargo run -p dtype-examples --example join`

use dtype_core::{FixedBytes, Merge, Record, SortKey, npy};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/trades.npy");

/// What is known of a venue.
#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Venue {
    venue: FixedBytes<4>,
    /// In millionths of the price.
    fee: u32,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let trades = npy::load_array(FILE)?;
    let trades = trades.view();
    let venue = |name: &str, fee| name.parse().map(|venue| Venue { venue, fee });
    let venues = [venue("XNYS", 30)?, venue("IEX", 9)?, venue("ARCX", 28)?, venue("XLON", 45)?];

    // How many trades has each venue? Groups of equal keys, in the order of the keys.
    let by_venue = trades.unique("venue")?;
    for group in by_venue.groups() {
        let name = trades.any_column("venue")?.value(group[0]).expect("a trade");
        println!("{name}: {} trades", group.len());
    }
    assert_eq!(by_venue.counts().iter().sum::<usize>(), trades.len());

    // Trades of venues that are known, with the fee beside each.
    let known = trades.join(&venues, &["venue"]).to_array()?;
    println!("{} of {} trades have a known venue", known.len(), trades.len());
    println!("{}", known.dtype());
    assert!(known.len() < trades.len() && known.view().is_sorted("venue")?);

    // All trades: where no fee is known, the default says so. Without one, the join is refused.
    let all = trades.join(&venues, &["venue"]).left_outer();
    let error = all.to_array().expect_err("XNAS has no fee");
    println!("{error}");
    assert!(error.to_string().contains("give one with `default_value`"));
    let all = all.default_value("fee", 0u32).to_array()?;
    assert_eq!(all.len(), trades.len());

    // The dearest of them first, of one venue the latest first.
    let view = all.view();
    let order = view.argsort([SortKey::new("fee").descending(), SortKey::new("time").descending()])?;
    let dearest = view.to_taken(&order[..3])?;
    let fees = dearest.view().column::<u32>("fee")?.to_vec();
    println!("{}", dearest.view().record(0).expect("a trade"));
    assert_eq!(fees, [30, 30, 30]);

    // What is paid is one field more.
    let (price, size, fee) =
        (view.column::<f64>("price")?, view.column::<u32>("size")?, view.column::<u32>("fee")?);
    let values = price.iter().zip(size).zip(fee);
    let paid: Vec<f64> =
        values.map(|((price, size), fee)| price * f64::from(size) * f64::from(fee) / 1e6).collect();
    let with_paid = Merge::new().records(&all).field("paid", &paid).to_array()?;
    let large = with_paid.view().column::<f64>("paid")?.mask(|paid| paid > 5.0);
    let large = with_paid.view().to_filtered(&large)?;
    println!("{} trades paid more than 5", large.len());
    assert!(large.view().column::<f64>("paid")?.min() > Some(5.0));
    Ok(())
}
