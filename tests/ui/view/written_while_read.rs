use dtype_core::ArrayViewMut;

fn main() {
    let mut numbers = [1, 2, 3, 4];
    let mut view = ArrayViewMut::new(&mut numbers);
    let shared = view.as_view();
    view.fill(1);
//  ^^^^^^^^^^^^ E0502
    println!("{shared:?}");
}
