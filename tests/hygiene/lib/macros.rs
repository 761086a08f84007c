//! A crate whose macros write records for others, who need not know the library.
#![deny(warnings)]

#[doc(hidden)]
pub use dtype_core as exported;

/// A record, derived here.
#[macro_export]
macro_rules! record {
    ($name:ident { $($field:ident: $type:ty),* }) => {
        /// A record.
        #[derive(Clone, Copy, $crate::exported::Record)]
        #[record(crate = $crate::exported)]
        #[repr(C)]
        pub struct $name { $(#[doc = "A field."] pub $field: $type),* }
    };
}

/// A record, derived by whoever calls it.
#[macro_export]
macro_rules! derived {
    ([$($derive:tt)*] $name:ident { $($field:ident: $type:ty),* }) => {
        /// A record.
        $($derive)*
        #[record(crate = $crate::exported)]
        #[repr(C)]
        pub struct $name { $(#[doc = "A field."] pub $field: $type),* }
    };
}
