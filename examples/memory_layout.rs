//! Where the elements of a view lie: flags, strides, bounds, and `explain`, which draws its walk over the bytes.
//!
//! `cargo run -p dtype-examples --example memory_layout`

use dtype_core::shape::{MAX_WORK, Order, Step};
use dtype_core::{ArrayView, Columns, Record, RecordView};

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Particle {
    id: u32,
    pos: [f32; 3],
    mass: f64,
    kind: u8,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let particles: Vec<Particle> =
        (0..6).map(|i| Particle { id: i, pos: [i as f32; 3], mass: 1.0, kind: 0 }).collect();

    // A column of arrays is an array of two axes, whose rows are not contiguous.
    let pos = RecordView::of(&particles).array::<f32>("pos")?;
    println!("{}", pos.explain());
    assert_eq!((pos.shape(), pos.strides()), ([6, 3].into(), [32, 4].into()));
    assert!(!pos.flags().c_contiguous && pos.flags().aligned);
    assert!(pos.explain().to_string().contains("....000011112222................"));

    // Turning and cutting changes the header only.
    let turned = pos.t().slice((.., (..).step(-2)))?;
    println!("{}", turned.explain());
    assert_eq!(turned.strides(), [4, -64]);
    assert_eq!(turned.to_vec()[..3], [5.0, 3.0, 1.0]);

    // Who shares bytes with whom: by bounds, and exactly.
    let mass = particles.column(Particle::FIELDS.mass).as_array();
    println!(
        "bounds overlap: {}, bytes are shared: {}",
        pos.may_share_memory(&mass),
        pos.shares_memory(&mass, MAX_WORK)?
    );
    assert!(pos.may_share_memory(&mass) && !pos.shares_memory(&mass, MAX_WORK)?);

    // A reshape that needs a copy says why.
    let error = pos.reshape(&[-1], Order::C).unwrap_err();
    println!("{error}");
    assert!(error.to_string().contains("axis 0 would have to step 12 bytes, and steps 32"));
    let copy = pos.to_vec();
    let copied = ArrayView::with_shape(&copy, &[6, 3], Order::C)?;
    print!("{}", copied.flags());
    assert!(copied.flags().c_contiguous && copied.reshape(&[-1], Order::C).is_ok());
    Ok(())
}
