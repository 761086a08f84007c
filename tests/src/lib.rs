//! Shared by the targets of this crate: what judges results from outside, and so uses nothing of the library; and
//! [`views`], which runs chains of operations through it.

#[cfg(feature = "judges")]
pub mod accuracy;
#[cfg(feature = "judges")]
pub mod elements;
pub mod entry;
#[cfg(feature = "judges")]
pub mod exact;
pub mod hexfloat;
pub mod mutants;
pub mod seeds;
pub mod typestr;
pub mod views;

/// The examples in the documentation of the derives, which are run here.
#[cfg(doctest)]
mod derives {
    #[doc = include_str!("../../dtype-derive/src/record.md")]
    struct Record;

    #[doc = include_str!("../../dtype-derive/src/element.md")]
    struct Element;
}
