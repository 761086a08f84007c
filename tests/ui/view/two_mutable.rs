use dtype_core::ArrayViewMut;

fn main() {
    let mut numbers = [1, 2, 3, 4];
    let mut one = ArrayViewMut::new(&mut numbers);
    let mut other = ArrayViewMut::new(&mut numbers);
    //                                ^^^^^^^^^^^^ E0499
    one.fill(1);
    other.fill(2);
}
