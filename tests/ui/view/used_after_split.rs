use dtype_core::ArrayViewMut;

fn main() {
    let mut numbers = [1, 2, 3, 4];
    let mut view = ArrayViewMut::new(&mut numbers);
    let halves = view.split_at(0, 2);
    view.fill(1);
//  ^^^^ E0382
    drop(halves);
}
