//! The derive beside those of bytemuck and zerocopy on the same types, and what all of them agree on.

use bytemuck::{CheckedBitPattern, NoUninit, Pod, TransparentWrapper, Zeroable};
use dtype_core::{Be, Element, Record, as_bytes, cast};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, TryFromBytes, Unaligned};

#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Record,
    Pod,
    Zeroable,
    FromBytes,
    IntoBytes,
    Immutable,
    KnownLayout,
    Unaligned,
)]
#[repr(C, packed)]
struct Trade {
    time: i64,
    size: u32,
    venue: [u8; 3],
}

#[derive(
    Clone, Copy, Debug, PartialEq, Record, CheckedBitPattern, NoUninit, TryFromBytes, Immutable, KnownLayout,
)]
#[repr(C)]
struct Order {
    side: Side,
    open: bool,
    letter: [u8; 2],
    size: u32,
}

#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Element,
    CheckedBitPattern,
    NoUninit,
    TryFromBytes,
    IntoBytes,
    Immutable,
    KnownLayout,
)]
#[repr(u8)]
enum Side {
    Buy = 1,
    Sell = 7,
}

#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Element,
    Pod,
    Zeroable,
    TransparentWrapper,
    FromBytes,
    IntoBytes,
    Immutable,
    KnownLayout,
)]
#[repr(transparent)]
struct Price(f64);

#[derive(Clone, Copy, Record, TryFromBytes, Immutable, KnownLayout)]
#[repr(C)]
struct Generic<T, const N: usize> {
    values: [T; N],
    price: Price,
}

#[test]
fn the_same_bytes() {
    let bytes: Vec<u8> = (0..30).collect();
    let trades: &[Trade] = cast(&bytes).unwrap();
    assert_eq!(trades, bytemuck::cast_slice::<u8, Trade>(&bytes));
    assert_eq!(trades, <[Trade]>::ref_from_bytes(&bytes).unwrap());
    assert_eq!(as_bytes(trades), bytemuck::cast_slice::<Trade, u8>(trades));
    assert_eq!(as_bytes(trades), IntoBytes::as_bytes(trades));
}

#[test]
fn the_same_values() {
    for first in 0..=8 {
        for second in 0..=2 {
            let row: &[u8; 8] = &[first, second, 0, 0, 1, 0, 0, 0];
            let aligned = [u64::from_ne_bytes(*row)];
            let bytes = bytemuck::cast_slice(&aligned);
            let ours = cast::<Order>(bytes).ok();
            assert_eq!(ours, bytemuck::checked::try_cast_slice(bytes).ok());
            assert_eq!(ours, <[Order]>::try_ref_from_bytes(bytes).ok());
        }
        let side = [first];
        let ours = cast::<Side>(&side).ok();
        assert_eq!(ours, bytemuck::checked::try_cast_slice(&side).ok());
        assert_eq!(Be::<Side>::from_bytes(side).map(Be::get), ours.map(|sides| sides[0]));
    }
}

#[test]
fn generic_types_too() {
    assert_eq!(Generic::<Side, 3>::FIELDS.price.offset(), 8);
    let aligned = [u64::from_ne_bytes([1, 1, 7, 0, 0, 0, 0, 0]), 0];
    let bytes = bytemuck::cast_slice::<u64, u8>(&aligned);
    assert!(cast::<Generic<Side, 3>>(bytes).is_ok());
    assert!(<Generic<Side, 3>>::try_ref_from_bytes(bytes).is_ok());
    assert!(cast::<Generic<Side, 4>>(bytes).is_err());
    assert!(<Generic<Side, 4>>::try_ref_from_bytes(bytes).is_err());
}
