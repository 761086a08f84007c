use dtype_core::{ArrayView, Columns, Record};

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Point {
    x: f64,
}

fn main() {
    let view: ArrayView<'_, f64> = {
        let points = vec![Point { x: 1.0 }];
        points.column(Point::FIELDS.x).as_array().t()
//      ^^^^^^ `points` does not live long enough
    };
    println!("{view:?}");
}
