use dtype_core::{ArrayView, ArrayViewMut};

fn main() {
    let mut numbers = [1, 2, 3, 4];
    let view = ArrayView::new(&numbers);
    ArrayViewMut::new(&mut numbers).fill(1);
    //                ^^^^^^^^^^^^ E0502
    println!("{view:?}");
}
