use dtype_core::ArrayViewMut;

fn main() {
    let mut numbers = [1, 2, 3, 4];
    let mut all = ArrayViewMut::new(&mut numbers);
    let mut left = all.reborrow();
    let mut right = all.reborrow();
    //              ^^^ E0499
    left.fill(1);
    right.fill(2);
}
