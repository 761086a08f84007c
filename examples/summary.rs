//! What the columns of a file amount to: all of them in one pass, then more about one.
//!
//! `cargo run -p dtype-examples --example summary`

use dtype_core::{QuantileMethod, Value, npy};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/trades.npy");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Blockwise: as large a file as there is, in a megabyte or two.
    let file = npy::File::open(FILE)?;
    let summary = file.summary()?;
    for column in summary.columns() {
        let mean = column.mean().map_or("-".to_owned(), |mean| mean.to_string());
        println!("{:6} {} values, {} NaN, mean {mean}", column.name(), column.count(), column.nan_count());
    }
    assert_eq!((summary.records(), summary.columns().len()), (1000, 4));
    // A price may be missing, and is NaN then: the `nan_` twins leave it out.
    let quartiles = file.nan_quantiles("price", &[0.25, 0.5, 0.75], QuantileMethod::Linear)?;
    println!("quartiles of the price: {quartiles:?}");

    // In memory every statistic is a method of the column.
    let array = npy::load_array(FILE)?;
    let view = array.view();
    let (price, size) = (view.column::<f64>("price")?, view.column::<u32>("size")?);
    let paid = price.nan_average(&size)?.expect("there are trades");
    println!("mean price {:.4}, by size {paid:.4}", price.nan_mean().expect("there are trades"));
    assert!(price.nan_min() <= Some(paid) && Some(paid) <= price.nan_max());
    let volume = size.cumsum()?;
    assert_eq!(volume.last().map(|&last| i128::from(last)), Some(size.sum()));
    let waits = view.any_column("time")?.diff(1)?;
    println!("longest wait: {}", waits.view().any_column([])?.nan_max()?.unwrap_or(Value::Int(0)));
    assert_eq!(waits.len(), 999);
    Ok(())
}
