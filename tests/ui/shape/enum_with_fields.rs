use dtype_core::Element;

#[derive(Clone, Copy, Element)]
#[repr(u8)]
enum Order {
    Market,
    Limit(f64),
    //   ^^^^^ an enum with fields has no dtype; use variants without fields, and a struct that derives Record for the data
}

fn main() {
    let _ = (Order::Market, Order::Limit(1.0), Order::DTYPE);
}
