use dtype_core::ArrayView;

fn main() {
    let texts = [String::new()];
    let _ = ArrayView::new(&texts);
    //                     ^^^^^^ `String` cannot be a field of a record
}
