//! The words of `#[record(...)]`, and what they change.

use std::num::Wrapping;

use bytemuck::{Pod, Zeroable};
use dtype_core::{Columns, DType, Element, Record, cast, npy};

/// Asserts that the dtype of a record is this one, in NumPy's notation.
#[track_caller]
fn is<R: Record>(dtype: &str) {
    assert_eq!(R::DTYPE, &dtype.parse::<DType>().unwrap());
}

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Names {
    #[record(rename = "blob/path")]
    slash: u8,
    #[record(rename = " a b ")]
    space: u8,
    #[record(rename = "it's \"so\"\\")]
    quotes: u8,
    #[record(rename = "größe 数\n")]
    unicode: u8,
    #[record(rename = "x.y[0]")]
    path: u8,
    #[record(rename = "0")]
    number: u8,
    r#in: u8,
}

#[test]
fn any_name_that_numpy_accepts() {
    let names: Vec<&str> = Names::DTYPE.fields().unwrap().iter().map(|field| field.name()).collect();
    assert_eq!(names, ["blob/path", " a b ", "it's \"so\"\\", "größe 数\n", "x.y[0]", "0", "in"]);
    assert_eq!(&Names::DTYPE.to_string().parse::<DType>().unwrap(), Names::DTYPE);
    assert_eq!(Names::FIELDS.path.offset(), 4);
}

#[derive(Clone, Copy, Record)]
#[record(rename_all = "SCREAMING-KEBAB-CASE")]
#[repr(C)]
struct Cases {
    bid_size: u32,
    #[record(rename = "ask")]
    ask_size: u32,
    #[record(title = "The last")]
    last: u32,
}

#[test]
fn case_of_all_names_but_those_given() {
    is::<Cases>("[('BID-SIZE', '<u4'), ('ask', '<u4'), (('The last', 'LAST'), '<u4')]");
    assert_eq!(Cases::DTYPE.fields().unwrap()[2].title(), Some("The last"));
}

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct WithGaps {
    #[record(padding)]
    head: [u8; 3],
    a: u8,
    #[record(padding)]
    middle: u32,
    b: u16,
    #[record(padding)]
    tail: [[u8; 1]; 2],
}

#[test]
fn padding_is_no_field() {
    is::<WithGaps>("{'names': ['a', 'b'], 'formats': ['|u1', '<u2'], 'offsets': [3, 8], 'itemsize': 12}");
    const { assert!(WithGaps::ANY_BITS) };
    let records = [WithGaps { head: [0xA5; 3], a: 1, middle: u32::MAX, b: 2, tail: [[0xA5]; 2] }; 2];
    assert_eq!(records.column(WithGaps::FIELDS.b).to_vec(), [2, 2]);
}

#[derive(Clone, Copy, Debug, PartialEq, Zeroable, Pod)]
#[repr(transparent)]
struct Price(i64);

impl Default for Price {
    fn default() -> Self {
        Price(-7)
    }
}

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct TakenAs {
    #[record(as = i64)]
    price: Price,
    #[record(as = [f32; 2])]
    pair: [u32; 2],
    #[record(as = u16, title = "n")]
    count: Wrapping<u16>,
}

#[test]
fn bytes_taken_for_another_type() {
    is::<TakenAs>("[('price', '<i8'), ('pair', '<f4', (2,)), (('n', 'count'), '<u2'), ('', '|V6')]");
    let one = TakenAs { price: Price(5), pair: [1.5f32.to_bits(); 2], count: Wrapping(9) };
    assert_eq!(one.price, Price(5));
    let records = [one];
    assert_eq!(records.column(TakenAs::FIELDS.price).get(0), Some(5i64));
    assert_eq!(records.column(TakenAs::FIELDS.pair.at(1)).get(0), Some(1.5));
    assert_eq!(records.column(TakenAs::FIELDS.count).get(0), Some(9u16));
}

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Old {
    time: i64,
}

const BASE: u32 = 40;

/// Every way to write a default.
#[derive(Clone, Copy, Record)]
#[repr(C, packed)]
struct New {
    #[record(default)]
    of_type: u16,
    time: i64,
    #[record(default = -1)]
    literal: i32,
    #[record(default = BASE + 2)]
    constant: u32,
    #[record(default = f64::NAN, title = "a title")]
    path: f64,
    #[record(default = [1, 2, 3])]
    array: [u8; 3],
    #[record(default = Pair::<u8, u16> { a: 1, b: 2 }.sum::<u16, u8>(1))]
    generic: u16,
    #[record(default = <Pair<u8, u16> as Default>::default().a, rename = "qualified")]
    qualified: u8,
    #[record(default = if BASE < 50 && BASE << 1 > 3 { 'a' } else { 'b' })]
    block: char,
    #[record(as = i64, default)]
    pod: Price,
    #[record(default = Price(3), as = i64)]
    pod_value: Price,
    #[record(default = { let out = 2; out + 3 })]
    out: u8,
    #[record(default = Self::LEVEL)]
    level: u8,
}

impl New {
    const LEVEL: u8 = 6;
}

#[derive(Default)]
struct Pair<A, B> {
    a: A,
    b: B,
}

impl<A, B: Into<u32>> Pair<A, B> {
    fn sum<C: From<u8>, D: Into<u32>>(self, add: D) -> C {
        C::from((self.b.into() + add.into()) as u8)
    }
}

#[test]
fn defaults_of_fields_that_a_file_has_not() {
    let mut bytes = Vec::new();
    npy::write_to(&mut bytes, &[Old { time: 1 }, Old { time: 2 }]).unwrap();
    let loaded: Vec<New> = npy::read_from(&bytes[..]).unwrap();
    let New {
        of_type,
        time,
        literal,
        constant,
        path,
        array,
        generic,
        qualified,
        block,
        pod,
        pod_value,
        out,
        level,
    } = loaded[1];
    assert_eq!((of_type, time, literal, constant, array), (0, 2, -1, 42, [1, 2, 3]));
    assert!(path.is_nan());
    assert_eq!((generic, qualified, block), (3, 0, 'a'));
    assert_eq!((pod, pod_value, out, level), (Price(-7), Price(3), 5, 6));
}

/// The library under a path of the program's own.
mod re {
    pub(crate) use dtype_core as exported;
}

#[derive(Clone, Copy, Record)]
#[record(crate = crate::re::exported, rename_all = "UPPERCASE")]
#[repr(C)]
struct Elsewhere {
    x: u8,
}

#[test]
fn the_library_under_another_path() {
    is::<Elsewhere>("[('X', '|u1')]");
    assert_eq!(cast::<Elsewhere>(&[1, 2]).map(<[_]>::len), Ok(2));
}
