//! What derives `Element` can be stored in either byte order, where its bytes have one.

use std::marker::PhantomData;

use dtype_core::{Be, Element, Le, cast};

#[derive(Clone, Copy, Debug, PartialEq, Element)]
#[repr(i16)]
enum Step {
    Back = -2,
    Stay = 0,
    Forth = 0x0102,
}

#[derive(Clone, Copy, Debug, PartialEq, Element)]
#[repr(transparent)]
struct Celsius(f32);

#[derive(Clone, Copy, Debug, PartialEq, Element)]
#[repr(transparent)]
struct Tagged<T, U: 'static> {
    of: PhantomData<U>,
    value: T,
}

/// Its field has no byte order of its own, and so neither has it.
#[derive(Clone, Copy, Debug, PartialEq, Element)]
#[repr(transparent)]
struct Colour([u8; 3]);

#[test]
fn enums() {
    assert_eq!(Be::<Step>::DTYPE.to_string(), "'>i2'");
    assert_eq!(Be::new(Step::Back).to_bytes(), [0xFF, 0xFE]);
    assert_eq!(Le::new(Step::Forth).to_bytes(), [0x02, 0x01]);
    let steps: &[Be<Step>] = cast(&[0, 0, 1, 2, 0xFF, 0xFE]).unwrap();
    assert_eq!(steps, [Step::Stay, Step::Forth, Step::Back].map(Be::new));
    assert!(cast::<Be<Step>>(&[2, 1]).is_err() && cast::<Le<Step>>(&[2, 1]).is_ok());
}

#[test]
fn newtypes() {
    assert_eq!(Be::<Celsius>::DTYPE.to_string(), "'>f4'");
    assert_eq!(Be::new(Celsius(1.0)).to_bytes(), [0x3F, 0x80, 0, 0]);
    let tagged: &[Be<Tagged<u16, u8>>] = cast(&[1, 2]).unwrap();
    assert_eq!(tagged[0].get(), Tagged { of: PhantomData, value: 0x0102 });
    assert_eq!(Colour::DTYPE.to_string(), "('|u1', (3,))");
}

#[test]
fn newtypes_of_enums_know_their_values() {
    let tagged = cast::<Le<Tagged<Step, ()>>>(&[0, 0, 1, 0]).unwrap_err();
    assert!(tagged.to_string().contains("record 1"), "{tagged}");
}
