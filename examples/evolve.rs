//! A schema that grows: files of last year in the struct of today, and a test that keeps it so.
//!
//! Fields are matched by name. What is missing takes a default, what was renamed is said, and a type changes only as far
//! as is allowed.
//!
//! `cargo run -p dtype-examples --example evolve`

use dtype_core::{
    Casting, Conversion, ConvertOptions, DType, DateTime64, Element, FixedBytes, Microsecond, Nanosecond,
    Record, as_bytes, assert_dtype, can_read, npy,
};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/trades.npy");

/// What `trades.npy` holds.
#[derive(Clone, Copy, Record)]
#[repr(C)]
struct TradeV1 {
    time: DateTime64<Nanosecond>,
    price: f64,
    size: u32,
    venue: FixedBytes<4>,
}

/// A year later: sizes beyond 32 bits, another name, one more field; and nobody needs nanoseconds.
#[derive(Clone, Copy, Debug, Record)]
#[repr(C)]
struct Trade {
    time: DateTime64<Microsecond>,
    price: f64,
    quantity: u64,
    venue: FixedBytes<4>,
    #[record(default = 1)]
    lot: u32,
}

// Python writes these down too. Whoever changes a field changes this line, or nothing compiles.
assert_dtype!(TradeV1, "[('time', '<M8[ns]'), ('price', '<f8'), ('size', '<u4'), ('venue', 'S4')]");
assert_dtype!(
    Trade,
    "[('time', '<M8[us]'), ('price', '<f8'), ('quantity', '<u8'), ('venue', 'S4'), ('lot', '<u4')]"
);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // What changed.
    println!("{}\n", TradeV1::DTYPE.diff(Trade::DTYPE));

    // Without permission nothing changes its type; every reason is told, with what would allow it.
    let error = npy::load::<Trade>(FILE).unwrap_err();
    println!("{error}\n");
    assert!(error.to_string().contains("`Casting::SameKind` allows it"));

    let evolved = || ConvertOptions::new().rename("size", "quantity").casting(Casting::SameKind);
    let trades: Vec<Trade> = npy::load_with(FILE, evolved())?;
    let old: Vec<TradeV1> = npy::load(FILE)?;
    println!("{:?}", trades[0]);
    assert_eq!(trades.len(), old.len());
    assert!(trades.iter().zip(&old).all(|(new, old)| new.quantity == u64::from(old.size) && new.lot == 1));
    assert!(trades[417].time.is_nat());

    // Checked, a value that does not fit is an error: these times have nanoseconds.
    let error = npy::load_with::<Trade>(FILE, evolved().casting(Casting::Checked)).unwrap_err();
    println!("\n{error}");
    assert_eq!(error.field(), Some("time"));

    // The test that a project keeps: all dtypes that were ever written can be read by the struct of today.
    let written: [DType; 2] = [TradeV1::DTYPE.clone(), Trade::DTYPE.clone()];
    for dtype in &written {
        let options = if dtype == Trade::DTYPE { ConvertOptions::new() } else { evolved() };
        can_read(dtype, Trade::DTYPE, options.defaults_of::<Trade>())?;
    }

    // The plan says what happens to every field, and once made it converts any number of records.
    let conversion = Conversion::plan(TradeV1::DTYPE, Trade::DTYPE, evolved().defaults_of::<Trade>())?;
    println!("\n{conversion}");
    // One price is NaN, which equals nothing: the bytes are compared.
    let converted: Vec<Trade> = conversion.to_vec(&npy::load_array(FILE)?.view())?;
    assert_eq!(as_bytes(&converted), as_bytes(&trades));

    // Or once and for all, from file to file, however large they are.
    let new = std::env::temp_dir().join(format!("trades-{}.npy", std::process::id()));
    npy::convert(FILE, &new, Trade::DTYPE, evolved().defaults_of::<Trade>())?;
    assert_eq!(as_bytes(&npy::load::<Trade>(&new)?), as_bytes(&trades));
    std::fs::remove_file(&new)?;
    Ok(())
}
