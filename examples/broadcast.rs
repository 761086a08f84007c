//! Broadcasting: axes of length 1 stretch with stride 0, so that no operand is ever repeated in memory.
//!
//! `cargo run -p dtype-examples --example broadcast`

use dtype_core::shape::{Ellipsis, NewAxis, Order, broadcast_shapes};
use dtype_core::{ArrayView, ArrayViewMut, ops};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Points and centres of clusters, in a plane.
    let points = [0.0, 0.0, 1.0, 2.0, 4.0, 4.0, 5.0, 3.0];
    let centres = [0.5, 1.0, 4.5, 3.5];
    let points = ArrayView::with_shape(&points, &[4, 2], Order::C)?;
    let centres = ArrayView::with_shape(&centres, &[2, 2], Order::C)?;

    // (4, 1, 2) and (2, 2) broadcast to (4, 2, 2): every point beside every centre.
    let each = points.slice((.., NewAxis, Ellipsis))?;
    let shape = broadcast_shapes(&[&each.shape(), &centres.shape()])?;
    println!("{:?} and {:?} broadcast to {shape:?}", each.shape(), centres.shape());
    assert_eq!(shape, [4, 2, 2]);
    let wide = each.broadcast_to(&shape)?;
    println!("the points are walked with strides {:?}: {} bytes for {}", wide.strides(), 64, wide.nbytes());
    assert_eq!((wide.strides(), wide.nbytes()), ([16, 0, 8].into(), 128));

    let mut squares = vec![0.0; 16];
    let mut out = ArrayViewMut::with_shape(&mut squares, &shape, Order::C)?;
    each.zip_into(&centres, &mut out, |point, centre| (point - centre) * (point - centre))?;
    let mut distances = [0.0; 8];
    let mut distances = ArrayViewMut::with_shape(&mut distances, &[4, 2], Order::C)?;
    out.as_view().sum_axis(-1, &mut distances)?;
    ops::sqrt_assign(&mut distances);
    println!("distances\n{distances:.3?}");

    let nearest: Vec<usize> =
        distances.as_view().axis_iter(0)?.map(|row| usize::from(row.get(&[1]) < row.get(&[0]))).collect();
    println!("nearest centres {nearest:?}");
    assert_eq!(nearest, [0, 0, 1, 1]);

    // What does not fit is said in numbers.
    let error = points.broadcast_to(&[4, 3]).unwrap_err();
    println!("{error}");
    assert_eq!(error.to_string(), "last axis: expected equal lengths or one of 1, found 2 and 3");
    Ok(())
}
