//! Where the bytes of a record lie: aligned, packed, and how files say it.
//!
//! # Aligned: what C does
//!
//! ```text
//! #[repr(C)]                 venue: u8, price: f64, size: u16
//!
//! byte   0       1 ...... 7   8 ................. 15   16 .. 17   18 ..... 23
//!        venue   (gap)        price                    size       (gap)
//! ```
//!
//! A field starts at the next multiple of its alignment: 8 for an `f64`. The record has the largest alignment
//! of its fields, and its size is rounded up to a multiple of that, so that the next record of an array is
//! aligned too. This is what the C compiler does, and NumPy with `align=True`.
//!
//! ```
//! use dtype_core::{Element, Record};
//!
//! #[derive(Clone, Copy, Record)]
//! #[repr(C)]
//! struct Trade { venue: u8, price: f64, size: u16 }
//!
//! assert_eq!((Trade::DTYPE.itemsize(), Trade::DTYPE.alignment()), (24, 8));
//! assert_eq!((Trade::FIELDS.price.offset(), Trade::FIELDS.size.offset()), (8, 16));
//! ```
//!
//! The two gaps have 13 bytes of 24. Their bytes mean nothing, and this library never looks at them: it
//! writes zeros there. With the fields from the largest to the smallest, the record would have 16 bytes.
//!
//! # Packed: what files do
//!
//! ```text
//! #[repr(C, packed)]         venue: u8, price: f64, size: u16
//!
//! byte   0       1 ................. 8   9 .. 10
//!        venue   price                   size
//! ```
//!
//! One field right behind the other: this is what NumPy does unless it is told to align. No byte is lost, but
//! `price` lies at an odd address in every second record. A Rust reference `&trade.price` is an error of the
//! compiler then; columns copy values out, and work as ever.
//!
//! ```
//! use dtype_core::{Columns, Element, Record};
//!
//! #[derive(Clone, Copy, Record)]
//! #[repr(C, packed)]
//! struct Trade { venue: u8, price: f64, size: u16 }
//!
//! assert_eq!(Trade::DTYPE.to_string(), "[('venue', '|u1'), ('price', '<f8'), ('size', '<u2')]");
//! assert_eq!((Trade::DTYPE.itemsize(), Trade::DTYPE.alignment()), (11, 1));
//!
//! let trades = [Trade { venue: 1, price: 2.5, size: 3 }; 4];
//! assert_eq!(trades.column(Trade::FIELDS.price).stride(), 11);
//! assert_eq!(trades.column(Trade::FIELDS.price).mean(), Some(2.5));
//! ```
//!
//! # In between, and beyond
//!
//! `packed(2)` lets no alignment count for more than 2; `align(64)` makes that of the record at least 64, and
//! with it the size.
//!
//! ```
//! use dtype_core::{Element, Record};
//!
//! #[derive(Clone, Copy, Record)]
//! #[repr(C, packed(2))]
//! struct Tight { venue: u8, price: f64, size: u16 }
//!
//! #[derive(Clone, Copy, Record)]
//! #[repr(C, align(64))]
//! struct Line { venue: u8, price: f64, size: u16 }
//!
//! assert_eq!((Tight::FIELDS.price.offset(), Tight::DTYPE.itemsize()), (2, 12));
//! assert_eq!((Line::FIELDS.price.offset(), Line::DTYPE.itemsize()), (8, 64));
//! ```
//!
//! [`layout`](crate::layout) has the arithmetic by itself, for layouts that are made at run time. The derive
//! compares its results with what the compiler says of every struct, while the struct is compiled.
//!
//! # How a dtype says padding
//!
//! As NumPy prints it: a list where every field lies right behind the one before it, else a dict with
//! offsets. `aligned` is NumPy's flag of the same name; it is shown, and no part of equality.
//!
//! ```
//! use dtype_core::{DType, Element, Record};
//!
//! #[derive(Clone, Copy, Record)]
//! #[repr(C)]
//! struct Quote { id: u32, price: f64 }
//!
//! let text = "{'names': ['id', 'price'], 'formats': ['<u4', '<f8'], 'offsets': [0, 8], 'itemsize': 16, 'aligned': True}";
//! assert_eq!(Quote::DTYPE.to_string(), text);
//! assert_eq!(&text.parse::<DType>()?, Quote::DTYPE);
//! # Ok::<(), dtype_core::Error>(())
//! ```
//!
//! # How a file says padding
//!
//! The header of an `.npy` file has a list and no offsets. A gap is an entry without a name, of so many bytes
//! `V`:
//!
//! ```
//! use dtype_core::{Element, Record, npy};
//!
//! #[derive(Clone, Copy, Record)]
//! #[repr(C)]
//! struct Quote { id: u32, price: f64 }
//!
//! let header = npy::Header::new(Quote::DTYPE, &[1000], false)?;
//! assert!(header.text().starts_with("{'descr': [('id', '<u4'), ('', '|V4'), ('price', '<f8')], "));
//!
//! let bytes = header.to_bytes();
//! assert_eq!(bytes.len() % 64, 0); // so that the records are aligned where the file is mapped
//! assert_eq!(npy::Header::parse(&bytes, &Default::default())?.dtype(), Quote::DTYPE);
//! # Ok::<(), dtype_core::Error>(())
//! ```
//!
//! Such a list cannot say that fields overlap, or lie in another order than they are named in. Such records
//! can be viewed, and are refused when they would be saved.
//!
//! # Gaps as fields
//!
//! Only a record without gaps can be borrowed as bytes, or mutably from bytes: nobody knows what is in the
//! gaps. Where a format has reserved bytes, give them a field and say that it is none of the dtype's:
//!
//! ```
//! use dtype_core::{Element, Record, as_bytes};
//!
//! #[derive(Clone, Copy, Record)]
//! #[repr(C)]
//! struct Order {
//!     price: f64,
//!     side: u8,
//!     #[record(padding)]
//!     reserved: [u8; 7],
//! }
//!
//! assert!(Order::DTYPE.fields().unwrap().iter().all(|field| field.name() != "reserved"));
//! assert_eq!(Order::DTYPE.itemsize(), 16);
//! let order = Order { price: 1.0, side: 2, reserved: [0; 7] };
//! assert_eq!(as_bytes(&[order])[8..], [2, 0, 0, 0, 0, 0, 0, 0]);
//! ```
//!
//! # Representation is not schema
//!
//! Names and types are what a record is. Offsets, gaps, the order of the fields and the byte order are how it
//! is written down. [`npy::load`](crate::npy::load) and [`Conversion`](crate::Conversion) take a record from
//! any way of writing it down to any other; [`RecordView::records`](crate::RecordView::records), which does
//! not copy, wants the very layout, and shows field by field what differs.
//!
//! ```
//! use dtype_core::{Element, Record, RecordView, npy};
//!
//! #[derive(Clone, Copy, Debug, PartialEq, Record)]
//! #[repr(C)]
//! struct Quote { id: u32, price: f64 }
//!
//! #[derive(Clone, Copy, Record)]
//! #[repr(C, packed)]
//! struct Packed { price: zerocopy::big_endian::F64, id: u32 }
//!
//! let packed = [Packed { price: 2.5.into(), id: 7 }];
//! let mut file = Vec::new();
//! npy::write_to(&mut file, &packed)?;
//! assert_eq!(npy::read_from::<Quote>(&file[..])?, [Quote { id: 7, price: 2.5 }]);
//!
//! let error = RecordView::of(&packed).records::<Quote>().unwrap_err();
//! let table = error.to_string();
//! assert!(table.contains("price") && table.contains("byte order, moved"), "{table}");
//! # Ok::<(), dtype_core::Error>(())
//! ```
