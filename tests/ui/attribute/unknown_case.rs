use dtype_core::Record;

#[derive(Clone, Copy, Record)]
#[record(rename_all = "camelcase")]
//                    ^^^^^^^^^^^ unknown case "camelcase"; did you mean "camelCase"?
#[repr(C)]
struct Trade {
    unit_price: f64,
}

#[derive(Clone, Copy, Record)]
#[record(rename_all = "Ada")]
//                    ^^^^^ unknown case "Ada"; it is one of "lowercase", "UPPERCASE", "PascalCase", "camelCase", "snake_case", "SCREAMING_SNAKE_CASE", "kebab-case", "SCREAMING-KEBAB-CASE"
#[repr(C)]
struct Quote {
    unit_price: f64,
}

fn main() {
    let _ = (Trade::FIELDS.unit_price, Quote::FIELDS.unit_price);
}
