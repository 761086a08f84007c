//! Every dtype of NumPy's, and the Rust type that is it.
//!
//! | NumPy | Rust | bytes | |
//! |---|---|---|---|
//! | `?`, `bool` | `bool` | 1 | bytes other than 0 and 1 are refused where a typed view is made |
//! | `i1` `i2` `i4` `i8` | `i8` `i16` `i32` `i64` | 1 2 4 8 | |
//! | `u1` `u2` `u4` `u8` | `u8` `u16` `u32` `u64` | 1 2 4 8 | |
//! | `f2` | `half::f16` | 2 | feature `half` |
//! | `f4` `f8` | `f32` `f64` | 4 8 | |
//! | `f16`, long double | [`Void<16>`](crate::Void) | 16 | kept and copied, never computed with |
//! | `c8` `c16` | `num_complex::Complex<f32>` `Complex<f64>` | 8 16 | feature `complex` |
//! | `c32` | [`Void<32>`](crate::Void) | 32 | as long double |
//! | `S5` | [`FixedBytes<5>`](crate::FixedBytes) | 5 | NULs at the end are no part of the value |
//! | `U5` | [`FixedStr<5>`](crate::FixedStr) | 20 | Unicode; surrogates are refused where a typed view is made |
//! | `U1` | `char` | 4 | as above |
//! | `V5` | [`Void<5>`](crate::Void) | 5 | all bytes count |
//! | `M8[ns]` | [`DateTime64<Nanosecond>`](crate::DateTime64) | 8 | every unit of NumPy's is a type |
//! | `M8[25s]` | `DateTime64<Second, 25>` | 8 | |
//! | `M8` | [`DateTime64<GenericUnit>`](crate::GenericUnit) | 8 | |
//! | `m8[us]` | [`TimeDelta64<Microsecond>`](crate::TimeDelta64) | 8 | |
//! | `('f4', (2, 3))` | `[[f32; 3]; 2]` | 24 | any element, up to 64 dimensions |
//! | `[('a', 'i4'), ...]` | a struct with `#[derive(Record)]` | its size | nests |
//! | `O` | none | 8 | shown, never read |
//!
//! ```
//! use dtype_core::*;
//!
//! fn name<T: Element>() -> String { T::DTYPE.to_string() }
//!
//! assert_eq!(name::<i16>(), "'<i2'");
//! assert_eq!(name::<FixedBytes<5>>(), "'|S5'");
//! assert_eq!(name::<FixedStr<5>>(), "'<U5'");
//! assert_eq!(name::<char>(), "'<U1'");
//! assert_eq!(name::<DateTime64<Second, 25>>(), "'<M8[25s]'");
//! assert_eq!(name::<DateTime64<GenericUnit>>(), "'<M8'");
//! assert_eq!(name::<TimeDelta64<Microsecond>>(), "'<m8[us]'");
//! assert_eq!(name::<[[f32; 3]; 2]>(), "('<f4', (2, 3))");
//! ```
//!
//! # The other byte order
//!
//! It is part of the type. A type that names its byte order has alignment 1, and so can lie anywhere.
//!
//! | NumPy | Rust |
//! |---|---|
//! | `>i2` ... `>u8`, `>f4`, `>f8` | `zerocopy::big_endian::{I16, I32, I64, U16, U32, U64, F32, F64}` |
//! | `<i2` ... `<u8`, `<f4`, `<f8` | `zerocopy::little_endian::{I16, ...}` |
//! | any other kind, and generic code | [`Be<T>`](crate::Be), [`Le<T>`](crate::Le) |
//!
//! ```
//! use dtype_core::{Be, DateTime64, Element, FixedStr, Nanosecond};
//! use zerocopy::big_endian::F64;
//!
//! assert_eq!(F64::DTYPE.to_string(), "'>f8'");
//! assert_eq!(Be::<DateTime64<Nanosecond>>::DTYPE.to_string(), "'>M8[ns]'");
//! assert_eq!(Be::<FixedStr<4>>::DTYPE.to_string(), "'>U4'");
//! assert_eq!(align_of::<F64>(), 1);
//! ```
//!
//! # Types of your own
//!
//! | you have | write |
//! |---|---|
//! | a struct | `#[derive(Clone, Copy, Record)]` and `#[repr(C)]`, with `packed`, `packed(N)` or `align(N)` |
//! | an enum of integers | `#[derive(Clone, Copy, Element)]` and `#[repr(u8)]`, or another integer of fixed size |
//! | a newtype | `#[derive(Clone, Copy, Element)]` and `#[repr(transparent)]` |
//! | a foreign newtype of a scalar that is bytemuck's `Pod` | `#[record(as = f64)]` on the field |
//!
//! ```
//! use dtype_core::{Element, Record, cast};
//!
//! #[derive(Clone, Copy, Debug, PartialEq, Element)]
//! #[repr(u8)]
//! enum Side { Buy = b'B', Sell = b'S' }
//!
//! #[derive(Clone, Copy, Element)]
//! #[repr(transparent)]
//! struct Cents(i64);
//!
//! #[derive(Clone, Copy, Record)]
//! #[repr(C, packed)]
//! struct Order { side: Side, price: Cents }
//!
//! assert_eq!(Order::DTYPE.to_string(), "[('side', '|u1'), ('price', '<i8')]");
//! let orders: &[Order] = cast(b"B\x02\0\0\0\0\0\0\0")?;
//! assert_eq!({ orders[0].side }, Side::Buy);
//! assert!(cast::<Order>(b"X\x02\0\0\0\0\0\0\0").is_err()); // no such side
//! # Ok::<(), dtype_core::CastError>(())
//! ```
//!
//! # Words on a field
//!
//! | | |
//! |---|---|
//! | `#[record(rename = "blob/path")]` | the field's name in the dtype: any text that NumPy takes |
//! | `#[record(title = "price in USD")]` | NumPy's second name |
//! | `#[record(default)]`, `#[record(default = 1.0)]` | the value where a file does not have the field |
//! | `#[record(padding)]` | a gap: no field of the dtype |
//! | `#[record(as = f64)]` | take the bytes for those of another element |
//!
//! Above a struct: `#[record(rename_all = "camelCase")]`, and `#[record(crate = path)]` where this crate has
//! another name.
//!
//! # Without a type
//!
//! A dtype that is known only at run time needs none of these.
//! [`RecordView::any_column`](crate::RecordView::any_column) shows every kind in this table but `O`, in
//! either byte order, with its values and its statistics.
//!
//! ```
//! use dtype_core::{DType, RecordView};
//!
//! let dtype: DType = "[('t', '>M8[s]'), ('code', 'S2'), ('x', '<f2')]".parse()?;
//! let view = RecordView::new(b"\0\0\0\0\0\0\0\x3cOK\x00\x3c", &dtype)?;
//! assert_eq!(view.any_column("t")?.max()?.unwrap().to_string(), "1970-01-01T00:01:00");
//! assert_eq!(view.record(0).unwrap().to_string(), "(1970-01-01T00:01:00, b'OK', 1.0)");
//! # Ok::<(), dtype_core::Error>(())
//! ```
//!
//! What a dtype can be is decided by [`ScalarKind`](crate::ScalarKind), which is not exhaustive: NumPy may
//! get kinds that this table has not.
