//! How the columns of a file go together, in one pass, and the same from parts that were worked out apart.
//!
//! `cargo run -p dtype-examples --example correlation`

use dtype_core::{Covariance, npy};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/particles.cs");

/// Fields of a cryo-EM program's.
const COLUMNS: [&str; 3] = ["ctf/df1_A", "ctf/df2_A", "ctf/df_angle_rad"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The file is read once, whatever the number of columns, and never held whole.
    let file = npy::File::open(FILE)?;
    let correlation = file.correlation(COLUMNS)?;
    for (name, row) in correlation.names().iter().zip(0..) {
        let row: Vec<String> = correlation.row(row).iter().map(|x| format!("{x:7.3}")).collect();
        println!("{name:17} {}", row.join(" "));
    }
    assert!(correlation[(0, 1)] > 0.9, "both defoci of a particle are near each other");
    assert_eq!(correlation[(2, 2)], 1.0);

    // Two halves, as two processes would have them, come to the same.
    let mut halves = Vec::new();
    for rows in [0..file.len() / 2, file.len() / 2..file.len()] {
        let mut state = Covariance::new(file.dtype(), COLUMNS)?;
        state.insert(&file.rows(rows)?.view())?;
        halves.push(state);
    }
    let mut whole = halves.remove(0);
    whole.combine(halves.remove(0))?;
    let together = whole.finish();
    println!("{} records, mean defocus {:.1} A", together.count(0, 1), together.mean(0).unwrap_or(f64::NAN));
    for (parts, once) in together.correlation().as_slice().iter().zip(correlation.as_slice()) {
        assert!((parts - once).abs() < 1e-14);
    }
    Ok(())
}
