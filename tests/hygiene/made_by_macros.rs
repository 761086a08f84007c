//! Types that other macros write, from fragments of several kinds.
#![deny(warnings)]

/// The library, under another path.
pub mod re {
    #[doc(hidden)]
    pub use dtype_core as exported;
}

macro_rules! tuple {
    ($name:ident($($type:ty),*) as $as:ty, $phantom:ty, [$($size:tt)*]) => {
        /// A tuple.
        #[derive(Clone, Copy, $crate::re::exported::Record)]
        #[record(crate = crate::re::exported)]
        #[repr(C)]
        pub struct $name($(pub $type,)* #[record(as = $as)] ::std::num::Wrapping<u32>, $phantom, [u8; $($size)*]);
    };
}

tuple!(Three(f32, [f32; 2]) as u32, ::std::marker::PhantomData<u8>, [2 + 2]);

macro_rules! plain {
    ($vis:vis $name:ident { $($field:ident: $type:ty = $default:expr,)* }) => {
        /// A struct.
        #[derive(Clone, Copy, $crate::re::exported::Record)]
        #[record(crate = $crate::re::exported)]
        #[repr(C)]
        $vis struct $name {
            $(
                /// A field.
                #[record(default = $default)]
                $vis $field: $type,
            )*
        }
    };
}

plain!(pub Plain { out: u8 = 2 + 1, path: [f64; 2] = [0.5, { let out = 1.5; out }], });

/// Handles are found under the names that the caller gave.
pub const OFFSETS: [usize; 3] = [
    <Plain as dtype_core::Record>::FIELDS.out.offset(),
    <Plain as dtype_core::Record>::FIELDS.path.offset(),
    <Three as dtype_core::Record>::FIELDS.4.offset(),
];

macros::record!(OfAnotherCrate { x: u8, y: f64 });
macros::derived!([#[derive(Clone, Copy, macros::exported::Record)]] HalfOfAnotherCrate { x: u8, y: f64 });
