//! Written by `rust_source` for the cases in `main.rs`.

pub mod scalar {
    use dtype_core::Be;

    pub type Sample = Be<f32>;
}

pub mod subarray {
    use dtype_core::FixedStr;

    pub type Sample = [[FixedStr<7>; 3]; 2];
}

pub mod array_of_records {
    use dtype_core::Record;

    #[derive(Clone, Copy, Debug, Record)]
    #[repr(C)]
    pub struct SampleItem {
        pub x: i16,
        pub y: i16,
    }

    pub type Sample = [SampleItem; 4];
}

pub mod every_number {
    use dtype_core::Record;

    #[derive(Clone, Copy, Debug, Record)]
    #[repr(C, packed)]
    pub struct Sample {
        pub a: bool,
        pub b: i8,
        pub c: i16,
        pub d: i32,
        pub e: i64,
        pub f: u8,
        pub g: u16,
        pub h: u32,
        pub i: u64,
        pub j: half::f16,
        pub k: f32,
        pub l: f64,
        pub m: num_complex::Complex<f32>,
        pub n: num_complex::Complex<f64>,
    }
}

pub mod every_number_swapped {
    use dtype_core::{Be, DateTime64, Day, FixedStr, Microsecond, Record, TimeDelta64};

    #[derive(Clone, Copy, Debug, Record)]
    #[repr(C)]
    pub struct Sample {
        pub c: Be<i16>,
        pub d: Be<i32>,
        pub e: Be<i64>,
        pub g: Be<u16>,
        pub h: Be<u32>,
        pub i: Be<u64>,
        pub j: Be<half::f16>,
        pub k: Be<f32>,
        pub l: Be<f64>,
        pub m: Be<num_complex::Complex<f32>>,
        pub n: Be<num_complex::Complex<f64>>,
        pub o: Be<FixedStr<3>>,
        pub p: Be<char>,
        pub q: Be<DateTime64<Microsecond>>,
        pub r: Be<TimeDelta64<Day, 3>>,
    }
}

pub mod text {
    use dtype_core::{FixedBytes, FixedStr, Record, Void};

    #[derive(Clone, Copy, Debug, Record)]
    #[repr(C, packed)]
    pub struct Sample {
        pub a: FixedBytes<5>,
        pub b: FixedStr<5>,
        pub c: char,
        pub d: Void<3>,
        pub e: FixedBytes<0>,
        pub f: FixedStr<0>,
    }
}

pub mod times {
    use dtype_core::{DateTime64, Femtosecond, GenericUnit, Hour, Record, Second, TimeDelta64, Year};

    #[derive(Clone, Copy, Debug, Record)]
    #[repr(C)]
    pub struct Sample {
        pub a: DateTime64<GenericUnit>,
        pub b: DateTime64<Year>,
        pub c: DateTime64<Second, 25>,
        pub d: TimeDelta64<Femtosecond>,
        pub e: TimeDelta64<GenericUnit>,
        pub f: DateTime64<Hour>,
    }
}

pub mod by_cs_rule {
    use dtype_core::Record;

    #[derive(Clone, Copy, Debug, Record)]
    #[repr(C)]
    pub struct Sample {
        pub a: u8,
        pub b: f64,
        pub c: i16,
    }
}

pub mod over_aligned {
    use dtype_core::Record;

    #[derive(Clone, Copy, Debug, Record)]
    #[repr(C)]
    pub struct Sample {
        pub a: i32,
        #[record(padding)]
        pub _padding_1: [u8; 12],
        pub b: i32,
        #[record(padding)]
        pub _padding_2: [u8; 44],
    }
}

pub mod aligned_but_for_the_size {
    use dtype_core::Record;

    #[derive(Clone, Copy, Debug, Record)]
    #[repr(C, packed)]
    pub struct Sample {
        pub a: i64,
        pub b: i32,
        #[record(padding)]
        pub _padding_1: [u8; 1],
    }
}

pub mod gap_in_front {
    use dtype_core::Record;

    #[derive(Clone, Copy, Debug, Record)]
    #[repr(C, packed)]
    pub struct Sample {
        #[record(padding)]
        pub _padding_1: [u8; 4],
        pub a: i32,
        #[record(padding)]
        pub _padding_2: [u8; 1],
    }
}

pub mod packed {
    use dtype_core::Record;

    #[derive(Clone, Copy, Debug, Record)]
    #[repr(C, packed)]
    pub struct Sample {
        pub flag: bool,
        pub time: i64,
        pub levels: [[f32; 3]; 2],
    }
}

pub mod nested {
    use dtype_core::Record;

    #[derive(Clone, Copy, Debug, Record)]
    #[repr(C, packed)]
    pub struct SampleQuoteBid {
        pub price: f64,
        pub size: u32,
    }

    #[derive(Clone, Copy, Debug, Record)]
    #[repr(C)]
    pub struct SampleQuote {
        pub bid: SampleQuoteBid,
        pub ask: SampleQuoteBid,
    }

    #[derive(Clone, Copy, Debug, Record)]
    #[repr(C)]
    pub struct SampleQuote1 {
        pub x: i16,
    }

    #[derive(Clone, Copy, Debug, Record)]
    #[repr(C, packed)]
    pub struct Sample {
        pub id: u8,
        pub quote: [SampleQuote; 2],
        #[record(rename = "Quote")]
        pub quote_1: SampleQuote1,
    }
}

pub mod nested_aligned {
    use dtype_core::Record;

    #[derive(Clone, Copy, Debug, Record)]
    #[repr(C)]
    pub struct SampleB {
        pub x: u8,
        pub y: f64,
    }

    #[derive(Clone, Copy, Debug, Record)]
    #[repr(C)]
    pub struct Sample {
        pub a: u8,
        pub b: SampleB,
    }
}

pub mod unaligned_nested {
    use dtype_core::Record;

    #[derive(Clone, Copy, Debug, Record)]
    #[repr(C)]
    pub struct SampleB {
        pub x: u8,
        pub y: f64,
    }

    #[derive(Clone, Copy, Debug, Record)]
    #[repr(C, packed)]
    pub struct Sample {
        pub a: u8,
        pub b: [SampleB; 2],
    }
}

pub mod names {
    use dtype_core::Record;

    #[derive(Clone, Copy, Debug, Record)]
    #[repr(C, packed)]
    pub struct Sample {
        pub r#type: i32,
        #[record(rename = "self")]
        pub field_self: i32,
        #[record(rename = "Self")]
        pub field_self_1: i32,
        #[record(rename = "a b")]
        pub a_b_1: i32,
        #[record(rename = "a/b")]
        pub a_b_2: i32,
        pub a_b: i32,
        #[record(rename = "0")]
        pub field_0: i32,
        #[record(rename = "α")]
        pub field: i32,
        #[record(rename = "PositionX")]
        pub position_x: i32,
        #[record(rename = "RA")]
        pub ra: i32,
        #[record(rename = "SC__CLK")]
        pub sc_clk: i32,
        #[record(rename = "_")]
        pub field_1: i32,
        #[record(rename = "it's \"so\"\n\\")]
        pub it_s_so: i32,
        pub r#gen: i32,
        pub union: i32,
        pub _padding_1: i32,
        pub x: u8,
        pub value: i32,
        #[record(rename = "r#in")]
        pub r_in: i32,
        #[record(padding)]
        pub _padding_2: [u8; 3],
    }
}

pub mod padded_names {
    use dtype_core::Record;

    #[derive(Clone, Copy, Debug, Record)]
    #[repr(C)]
    pub struct Sample {
        #[record(padding)]
        pub _padding_2: [u8; 2],
        pub _padding_1: u8,
        #[record(padding)]
        pub _padding_3: [u8; 2],
        pub b: u8,
    }
}

pub mod titles {
    use dtype_core::Record;

    #[derive(Clone, Copy, Debug, Record)]
    #[repr(C)]
    pub struct Sample {
        #[record(rename = "alignments2D/pose", title = "Pose")]
        pub alignments2d_pose: [f32; 2],
        #[record(title = "in \"EUR\"")]
        pub price: f32,
    }
}

pub mod nothing_within {
    use dtype_core::Record;

    #[derive(Clone, Copy, Debug, Record)]
    #[repr(C, packed)]
    pub struct Sample {
        pub a: i32,
        pub b: [f64; 0],
        pub c: [[[i32; 3]; 0]; 2],
    }
}
