//! Every form of struct that the derive takes, and what it makes of it.

use std::marker::PhantomData;

use dtype_core::{
    Be, Columns, DType, DateTime64, Element, FieldOf, FixedBytes, FixedStr, Le, Nanosecond, Record, Second,
    TimeDelta64, Unit, Void, cast,
};
use half::f16;
use zerocopy::byteorder::{big_endian, little_endian};

/// Asserts that the dtype of a record is this one, in NumPy's notation.
#[track_caller]
fn is<R: Record>(dtype: &str) {
    assert_eq!(R::DTYPE, &dtype.parse::<DType>().unwrap());
}

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    time: DateTime64<Nanosecond>,
    price: f64,
    size: u32,
    venue: FixedBytes<4>,
}

#[derive(Clone, Copy, Record)]
#[repr(C, packed)]
struct Packed {
    flag: bool,
    price: f64,
    letter: char,
}

#[derive(Clone, Copy, Record)]
#[repr(C, packed(2))]
struct PackedTwo {
    flag: u8,
    price: f64,
    tail: u8,
}

#[derive(Clone, Copy, Record)]
#[repr(C)]
#[repr(align(32))]
struct Aligned {
    price: f64,
}

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Pair(u16, [f32; 3]);

#[test]
fn named_structs() {
    is::<Trade>("[('time', '<M8[ns]'), ('price', '<f8'), ('size', '<u4'), ('venue', '|S4')]");
    let f = Trade::FIELDS;
    assert_eq!([f.time.offset(), f.price.offset(), f.size.offset(), f.venue.offset()], [0, 8, 16, 20]);
    assert!(Trade::DTYPE.is_aligned());
    const { assert!(Trade::ANY_BITS && Trade::NO_PADDING) };
}

#[test]
fn packed_to_one_and_to_two() {
    is::<Packed>("[('flag', '|b1'), ('price', '<f8'), ('letter', '<U1')]");
    assert_eq!(Packed::DTYPE.itemsize(), 13);
    assert!(!Packed::DTYPE.is_aligned());
    const { assert!(!Packed::ANY_BITS && Packed::NO_PADDING) };
    assert_eq!([PackedTwo::FIELDS.price.offset(), PackedTwo::FIELDS.tail.offset()], [2, 10]);
    assert_eq!(PackedTwo::DTYPE.itemsize(), 12);
    const { assert!(PackedTwo::ANY_BITS && !PackedTwo::NO_PADDING) };
}

#[test]
fn aligned_to_more_than_the_fields_are() {
    assert_eq!((Aligned::DTYPE.itemsize(), align_of::<Aligned>()), (32, 32));
    const { assert!(!Aligned::NO_PADDING) };
    assert_eq!(Aligned::FIELDS.price.offset(), 0);
}

#[test]
fn tuple_structs() {
    let names: Vec<_> = Pair::DTYPE.fields().unwrap().iter().map(|field| field.name()).collect();
    assert_eq!(names, ["f0", "f1"]);
    assert_eq!([Pair::FIELDS.0.offset(), Pair::FIELDS.1.offset()], [0, 4]);
    let pairs = [Pair(1, [0.5; 3]), Pair(2, [1.5; 3])];
    assert_eq!(pairs.column(Pair::FIELDS.0).to_vec(), [1, 2]);
}

#[derive(Clone, Copy, Record)]
#[repr(C, packed)]
struct Level {
    price: f64,
    size: u32,
}

#[derive(Clone, Copy, Record)]
#[repr(C, packed)]
struct Book {
    time: i64,
    levels: [Level; 2],
    grid: [[u8; 3]; 2],
    best: Level,
}

/// Handles compose in constants, through arrays and nested records.
const SECOND_PRICE: FieldOf<Book, f64> = Book::FIELDS.levels.at(1).then(Level::FIELDS.price);
const CORNER: usize = Book::FIELDS.grid.at(1).at(2).offset();

#[test]
fn nested_records_and_arrays_of_arrays() {
    is::<Book>(
        "[('time', '<i8'), ('levels', [('price', '<f8'), ('size', '<u4')], (2,)), ('grid', '|u1', (2, 3)), \
         ('best', [('price', '<f8'), ('size', '<u4')])]",
    );
    assert_eq!((SECOND_PRICE.offset(), CORNER), (20, 37));
    assert_eq!(Book::FIELDS.best.then(Level::FIELDS.size).offset(), 46);
    let level = |price| Level { price, size: 1 };
    let books = [Book { time: 0, levels: [level(1.0), level(2.0)], grid: [[0; 3]; 2], best: level(3.0) }];
    assert_eq!(books.column(SECOND_PRICE).get(0), Some(2.0));
}

#[derive(Clone, Copy, Record)]
#[repr(C, packed)]
struct EveryKind {
    bool_: bool,
    char_: char,
    i8_: i8,
    i16_: i16,
    i32_: i32,
    i64_: i64,
    u8_: u8,
    u16_: u16,
    u32_: u32,
    u64_: u64,
    f16_: f16,
    f32_: f32,
    f64_: f64,
    c64: num_complex::Complex<f32>,
    c128: num_complex::Complex<f64>,
    bytes: FixedBytes<3>,
    text: FixedStr<2>,
    void: Void<5>,
    when: DateTime64<Second, 25>,
    span: TimeDelta64<Nanosecond>,
    be: big_endian::F64,
    le: little_endian::U16,
    be_char: Be<char>,
    le_text: Le<FixedStr<2>>,
}

#[test]
fn every_kind_of_field() {
    is::<EveryKind>(
        "[('bool_', '|b1'), ('char_', '<U1'), ('i8_', '|i1'), ('i16_', '<i2'), ('i32_', '<i4'), \
         ('i64_', '<i8'), ('u8_', '|u1'), ('u16_', '<u2'), ('u32_', '<u4'), ('u64_', '<u8'), ('f16_', '<f2'), \
         ('f32_', '<f4'), ('f64_', '<f8'), ('c64', '<c8'), ('c128', '<c16'), ('bytes', '|S3'), \
         ('text', '<U2'), ('void', '|V5'), ('when', '<M8[25s]'), ('span', '<m8[ns]'), ('be', '>f8'), \
         ('le', '<u2'), ('be_char', '>U1'), ('le_text', '<U2')]",
    );
    assert_eq!(EveryKind::DTYPE.itemsize(), size_of::<EveryKind>());
}

/// A pair of any elements, and how many of them a reader may skip.
#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Generic<T, const N: usize, U = Second>
where
    U: Unit,
{
    values: [T; N],
    time: DateTime64<U>,
    #[record(default = [1.0; N])]
    weights: [f32; N],
    unit: PhantomData<U>,
    last: T,
}

fn last_of<T: Element, const N: usize, U: Unit>(records: &[Generic<T, N, U>]) -> Option<T> {
    records.column(Generic::<T, N, U>::FIELDS.last).get(0)
}

#[test]
fn generic_structs() {
    is::<Generic<f64, 3>>(
        "[('values', '<f8', (3,)), ('time', '<M8[s]'), ('weights', '<f4', (3,)), ('', '|V4'), ('last', '<f8')]",
    );
    assert_eq!(Generic::<u8, 1>::FIELDS.last.offset(), 20);
    const LEVEL: FieldOf<Generic<Level, 2>, f64> = Generic::FIELDS.values.at(1).then(Level::FIELDS.price);
    assert_eq!(LEVEL.offset(), 12);
    let one = Generic {
        values: [1u16],
        time: DateTime64::<Nanosecond>::from_count(0),
        weights: [0.0],
        unit: PhantomData,
        last: 7,
    };
    assert_eq!(last_of(&[one]), Some(7));
}

/// What a type says of itself may stand in the types of its fields.
#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Reflexive {
    bytes: [u8; Self::LEN],
    this: PhantomData<Self>,
}

impl Reflexive {
    const LEN: usize = 3;
}

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct ReflexiveGeneric<T: Copy + Send + Sync + 'static>
where
    Self: Sized,
{
    value: i32,
    this: PhantomData<(T, Option<Self>)>,
}

#[test]
fn phantom_fields_and_self() {
    is::<Reflexive>("[('bytes', '|u1', (3,))]");
    is::<ReflexiveGeneric<String2>>("[('value', '<i4')]");
    const { assert!(Reflexive::NO_PADDING) };
}

/// No element: only ever a parameter of `PhantomData`.
#[derive(Clone, Copy)]
struct String2;

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct TupleWithGaps(#[record(padding)] [u8; 4], u32, PhantomData<String2>, f64);

#[test]
fn handles_of_tuples_keep_their_numbers() {
    assert_eq!([TupleWithGaps::FIELDS.1.offset(), TupleWithGaps::FIELDS.3.offset()], [4, 8]);
    let names: Vec<_> = TupleWithGaps::DTYPE.fields().unwrap().iter().map(|field| field.name()).collect();
    assert_eq!(names, ["f1", "f3"]);
}

/// Zero-size fields share an offset with their neighbour, and are no overlap.
#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Hollow {
    a: u8,
    nothing: [u32; 0],
    b: u16,
    end: FixedBytes<0>,
}

#[test]
fn fields_of_no_bytes() {
    let f = Hollow::FIELDS;
    assert_eq!([f.a.offset(), f.nothing.offset(), f.b.offset(), f.end.offset()], [0, 4, 4, 6]);
    assert_eq!(Hollow::DTYPE.itemsize(), 8);
}

#[test]
fn values_are_looked_at_field_by_field() {
    assert!(cast::<Packed>(&[1, 0, 0, 0, 0, 0, 0, 0, 0, 65, 0, 0, 0]).is_ok());
    assert!(cast::<Packed>(&[2, 0, 0, 0, 0, 0, 0, 0, 0, 65, 0, 0, 0]).is_err());
    assert!(cast::<Packed>(&[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xD8, 0, 0]).is_err());
    assert!(cast::<Packed>(&[0, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 1, 0]).is_ok());
}

/// A struct may be private to a function, and have the name of something else there.
#[test]
fn inside_of_functions() {
    #[derive(Clone, Copy, Record)]
    #[repr(C)]
    struct Trade {
        x: u8,
    }
    is::<Trade>("[('x', '|u1')]");
    assert_eq!(Trade::FIELDS.x.offset(), 0);
}
