// Made by generate.py.
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S0 { size: half::f16, r#type: f64, x: [u32; 3], y: FixedBytes<8>, flag: u16, level: FixedBytes<1>, #[record(rename = "数")] id: [f64; 3] }
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S1(i16, char, Complex<f64>, Complex<f32>, u32, [[u16; 3]; 2]);
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S2 { size: Void<2>, r#type: [[FixedStr<5>; 2]; 2], x: [[i32; 3]; 2] }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S3 { #[record(rename = "a b")] size: u32, r#type: i64, x: [FixedStr<5>; 1], y: Le<u16>, #[record(rename = "x.y")] flag: [[FixedStr<2>; 2]; 3], #[record(rename = "it's")] level: FixedBytes<8> }
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S4 { size: Complex<f64>, r#type: [[S3; 2]; 2], x: [bool; 3], y: S3, flag: u64, level: [FixedBytes<3>; 1] }
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S5(Complex<f64>, S3);
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S6 { size: [Be<f64>; 3], r#type: u64, x: u16, #[record(rename = "0")] y: S3, #[record(rename = "x.y")] flag: f64, level: i16, id: u64 }
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S7 { #[record(rename = "a b")] size: [TimeDelta64<Day>; 1] }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S8 { size: Complex<f32>, r#type: Complex<f32> }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S9(Void<2>, [DateTime64<Microsecond, 25>; 3], [[u64; 1]; 2], [[i8; 2]; 2]);
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S10 { r#type: [[f32; 2]; 1], x: u8, y: [DateTime64<Nanosecond>; 3], flag: DateTime64<Microsecond, 25>, level: Le<u16>, id: FixedStr<5> }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S11(DateTime64<Microsecond, 25>, [half::f16; 3], S8, [FixedBytes<17>; 3], S6);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S12 { r#type: i8, #[record(rename = "x/y")] x: half::f16 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S13(Void<2>);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S14 { #[record(rename = "a b")] r#type: f32, #[record(rename = "x/y")] x: bool }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S15 { #[record(rename = "a b")] r#type: [u32; 2], x: Complex<f32>, #[record(rename = "α")] y: u8, #[record(rename = "0")] flag: i32, #[record(rename = "x.y")] level: f32 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S16(Complex<f64>, [u8; 2], [[TimeDelta64<Day>; 2]; 3], [[u32; 1]; 1], [[i32; 2]; 3]);
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S17 { r#type: [u16; 3], #[record(rename = "x/y")] x: f64, y: [Complex<f64>; 2] }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S18 { #[record(rename = "a b")] r#type: u64, x: f64, #[record(rename = "α")] y: [[u64; 1]; 3], flag: [[S12; 2]; 2], level: S9 }
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S19 { r#type: i16, x: Complex<f32>, y: [[u64; 2]; 1] }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S20 { r#type: S12, x: S9, y: u16 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S21 { r#type: S11, x: S3, y: [S9; 2], flag: S17, level: i64, #[record(rename = "it's")] id: [DateTime64<Microsecond, 25>; 3] }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S22 { r#type: [[DateTime64<Microsecond, 25>; 3]; 3], #[record(rename = "x/y")] x: FixedStr<5> }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S23 { r#type: S10, x: DateTime64<Microsecond, 25>, y: i32 }
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S24(FixedStr<5>, S3, S23, Be<f64>, Le<u16>, S12, u32);
#[derive(Clone, Copy, Record)] #[repr(C, packed(2))] struct S25(FixedStr<5>, Be<f64>, [u16; 2], [i64; 1], S17, u64);
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S26 { r#type: [FixedStr<2>; 2], x: [[half::f16; 2]; 2], y: u32, flag: TimeDelta64<Day> }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S27 { r#type: [[DateTime64<Microsecond, 25>; 1]; 1], #[record(rename = "x/y")] x: S17, y: u32 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S28(FixedStr<5>, FixedBytes<17>);
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S29 { r#type: i32 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S30([i16; 3], [FixedStr<2>; 3]);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S31(i16, FixedStr<2>, TimeDelta64<Day>, f64, FixedBytes<8>);
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S32(S22, S9);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S33 { r#type: u16, #[record(rename = "x/y")] x: bool, y: S28, flag: i16 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S34 { #[record(rename = "a b")] r#type: f64, x: u16, #[record(rename = "α")] y: FixedBytes<17>, flag: [[u16; 3]; 1] }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S35 { r#type: Le<u16>, x: S28, y: FixedBytes<17>, flag: char, level: u64, id: Complex<f64>, r#in: FixedStr<5> }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S36 { r#type: FixedBytes<17>, #[record(rename = "x/y")] x: FixedStr<1>, y: [[u16; 2]; 1] }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S37(u8, S21, i64, [[S17; 2]; 3], Complex<f64>, FixedStr<2>);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S38 { r#type: [[half::f16; 1]; 2], x: S6 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S39 { r#type: [[Complex<f32>; 3]; 2], x: [i16; 3], #[record(rename = "α")] y: u64, flag: f32, level: u8, #[record(rename = "it's")] id: u16 }
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S40 { #[record(rename = "a b")] r#type: i16, x: u32, y: [Void<2>; 2], flag: S8, level: [[bool; 3]; 3] }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S41 { r#type: S34, x: u32, y: Le<u16> }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S42 { r#type: FixedBytes<8>, #[record(rename = "x/y")] x: FixedStr<1>, y: FixedStr<1>, flag: FixedBytes<1>, level: Complex<f64>, id: DateTime64<Microsecond, 25>, r#in: [f64; 3] }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S43 { r#type: Le<u16>, x: FixedStr<5>, y: [u16; 1] }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S44 { r#type: f64, x: u64, y: S22, #[record(rename = "0")] flag: u32, level: FixedStr<2> }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S45 { #[record(rename = "a b")] r#type: [[DateTime64<Microsecond, 25>; 1]; 2], x: f32, y: S37, flag: [char; 2], level: S38 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S46 { r#type: [bool; 3], #[record(rename = "x/y")] x: i8, y: char }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S47 { r#type: DateTime64<Microsecond, 25>, x: S43, y: u8, #[record(rename = "0")] flag: [[S34; 3]; 1], level: i8, id: S46 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S48 { r#type: [[i8; 2]; 2], #[record(rename = "x/y")] x: S15, y: u64, flag: [i16; 1], #[record(rename = "x.y")] level: half::f16, #[record(rename = "it's")] id: u64, r#in: big_endian::I32 }
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S49 { r#type: i64, x: [[S11; 3]; 1], #[record(rename = "α")] y: S34, #[record(rename = "0")] flag: DateTime64<Nanosecond>, #[record(rename = "x.y")] level: [[Void<5>; 2]; 3] }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S50 { r#type: FixedBytes<3> }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S51 { r#type: [TimeDelta64<Day>; 2], x: f32 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S52 { #[record(rename = "a b")] r#type: S14, x: S41, y: S47, #[record(rename = "0")] flag: DateTime64<Nanosecond>, level: Void<2>, id: S9 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S53 { r#type: DateTime64<Microsecond, 25>, x: TimeDelta64<Day> }
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S54 { #[record(rename = "a b")] r#type: [[char; 1]; 2], x: f32, #[record(rename = "α")] y: TimeDelta64<Day>, #[record(rename = "0")] flag: half::f16, #[record(rename = "x.y")] level: char }
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S55 { r#type: DateTime64<Microsecond, 25>, x: f32 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S56 { r#type: FixedBytes<3>, x: TimeDelta64<Day>, y: [[FixedBytes<17>; 3]; 1], flag: TimeDelta64<Day>, level: S27 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S57 { r#type: char, x: u32, #[record(rename = "α")] y: Void<2>, flag: [Void<2>; 3], level: [[DateTime64<Nanosecond>; 1]; 2], id: char }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S58 { r#type: u64, x: [[Void<5>; 3]; 1], y: [[FixedStr<1>; 2]; 3], flag: f64 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S59 { r#type: Complex<f32>, x: DateTime64<Microsecond, 25>, y: S52, flag: [[S37; 2]; 2], level: char, id: S8, r#in: half::f16 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S60 { r#type: S12, x: i64, #[record(rename = "α")] y: DateTime64<Nanosecond>, flag: i64, #[record(rename = "x.y")] level: S17, id: DateTime64<Microsecond, 25>, r#in: FixedStr<1> }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S61(half::f16);
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S62(i32, u32);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S63 { r#type: DateTime64<Nanosecond>, x: FixedBytes<17> }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S64(char, f64, u32, TimeDelta64<Day>, [[FixedBytes<8>; 3]; 1], DateTime64<Nanosecond>, u64);
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S65([[S20; 1]; 1], DateTime64<Microsecond, 25>, [S33; 3], DateTime64<Microsecond, 25>, Complex<f64>, i64);
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S66([half::f16; 2]);
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S67 { r#type: f64, x: S53, y: [[char; 3]; 2], #[record(rename = "0")] flag: half::f16 }
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S68 { r#type: u8, x: FixedStr<1>, y: i16, flag: [S14; 2], level: S53, #[record(rename = "it's")] id: FixedStr<1>, r#in: f32 }
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S69 { r#type: [u8; 1], #[record(rename = "x/y")] x: FixedBytes<3> }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S70(S33, S46);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S71(TimeDelta64<Day>);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S72([[S33; 3]; 3], f64, i32, [f64; 1], [S23; 3], [f32; 3]);
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S73 { r#type: [[Complex<f64>; 1]; 1], #[record(rename = "x/y")] x: half::f16, y: [S61; 3], #[record(rename = "0")] flag: Complex<f64>, level: char, id: [[bool; 1]; 1], r#in: big_endian::I32 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S74 { r#type: char, #[record(rename = "x/y")] x: i32, y: [bool; 3], flag: [[i32; 2]; 3] }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S75 { r#type: [[FixedBytes<1>; 1]; 3], x: f64, y: [Complex<f32>; 1] }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S76 { r#type: [FixedBytes<3>; 2], x: i64, y: TimeDelta64<Day>, #[record(rename = "0")] flag: Void<2>, level: char, id: [u8; 1] }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S77 { r#type: u32, x: Le<u16>, y: DateTime64<Nanosecond>, flag: half::f16, level: S43, id: S32 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S78(u8, Complex<f32>, i8, DateTime64<Microsecond, 25>, Be<f64>, i32, half::f16);
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S79 { #[record(rename = "a b")] r#type: bool, x: FixedStr<5>, y: Complex<f32>, flag: [[bool; 3]; 2], level: Complex<f64> }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S80(S64, i32, f64, f32, FixedBytes<1>, u16, bool);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S81 { r#type: bool, x: [S16; 3], y: Void<2>, flag: S32, #[record(rename = "x.y")] level: DateTime64<Nanosecond>, id: TimeDelta64<Day> }
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S82(char, [u64; 3], i8, [[DateTime64<Microsecond, 25>; 3]; 1], S30, Complex<f64>, S60);
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S83 { r#type: u8, x: i8, y: f64, flag: char }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S84 { r#type: [i16; 1] }
#[derive(Clone, Copy, Record)] #[repr(C, packed(2))] struct S85(u32, [u32; 2], i8, TimeDelta64<Day>);
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S86([[S53; 3]; 3], u32, i8, i64, S14, u32);
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S87 { r#type: i32, x: [[Be<f64>; 2]; 2], y: TimeDelta64<Day>, #[record(rename = "0")] flag: i16, level: FixedBytes<3>, id: Le<u16> }
#[derive(Clone, Copy, Record)] #[repr(C, packed(2))] struct S88 { r#type: i8, #[record(rename = "x/y")] x: S77, #[record(rename = "α")] y: TimeDelta64<Day>, flag: i8, level: S37, id: f64 }
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S89 { r#type: char, #[record(rename = "x/y")] x: Be<f64>, y: S44 }
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S90(S56);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S91 { #[record(rename = "a b")] r#type: [[DateTime64<Microsecond, 25>; 2]; 1], x: S42 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S92 { r#type: Le<u16> }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S93 { r#type: [u32; 3], x: [FixedBytes<17>; 3], y: FixedBytes<3>, flag: Be<f64>, level: DateTime64<Nanosecond>, id: S17, #[record(rename = "数")] r#in: [[FixedStr<2>; 2]; 2] }
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S94 { r#type: Complex<f64>, #[record(rename = "x/y")] x: bool }
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S95 { #[record(rename = "a b")] r#type: Le<u16>, #[record(rename = "x/y")] x: u64, y: DateTime64<Microsecond, 25>, flag: i16 }
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S96 { r#type: i16, x: i64, y: i8, flag: FixedBytes<3>, level: [f32; 3], id: bool }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S97(FixedStr<1>, DateTime64<Nanosecond>, big_endian::I32, TimeDelta64<Day>, i8, i8);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S98(u8, half::f16);
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S99 { r#type: FixedBytes<17>, x: i64, y: TimeDelta64<Day>, flag: S6 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S100(big_endian::I32, big_endian::I32, [FixedBytes<3>; 1], u32);
#[derive(Clone, Copy, Record)] #[repr(C, packed(2))] struct S101 { #[record(rename = "a b")] x: [[f32; 1]; 2] }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S102 { x: i8, y: [S32; 2], flag: DateTime64<Nanosecond>, level: bool, id: FixedBytes<1>, #[record(rename = "it's")] r#in: S53, time: i32 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S103 { #[record(rename = "a b")] x: FixedStr<1>, y: S50, flag: DateTime64<Nanosecond>, level: i8, id: f32 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S104 { x: FixedStr<1>, #[record(rename = "x/y")] y: [[FixedBytes<3>; 1]; 1] }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S105 { x: [[i16; 2]; 2], #[record(rename = "x/y")] y: u32 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S106 { x: [u64; 1], y: DateTime64<Microsecond, 25>, #[record(rename = "α")] flag: FixedBytes<3>, level: S11, #[record(rename = "x.y")] id: DateTime64<Microsecond, 25> }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S107([[Complex<f32>; 3]; 2], [S22; 2], [[DateTime64<Microsecond, 25>; 1]; 3]);
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S108 { x: [Void<5>; 1], y: [[Complex<f32>; 2]; 2] }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S109 { x: FixedStr<2>, y: DateTime64<Microsecond, 25>, flag: [[DateTime64<Microsecond, 25>; 1]; 2] }
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S110 { #[record(rename = "a b")] x: bool, y: Complex<f32> }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S111 { x: S75, y: u8, flag: f32, #[record(rename = "0")] level: u8 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S112(Complex<f32>, FixedStr<1>);
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S113 { #[record(rename = "a b")] x: f64, y: Void<5>, flag: [[DateTime64<Nanosecond>; 3]; 3], level: [[u32; 3]; 3], id: f32, r#in: S20 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S114 { #[record(rename = "a b")] x: [[u32; 1]; 3] }
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S115 { #[record(rename = "a b")] x: i8, y: DateTime64<Nanosecond>, #[record(rename = "α")] flag: [u16; 2] }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S116 { x: S48, y: S37, flag: i16, level: FixedBytes<8>, id: S8 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S117 { #[record(rename = "a b")] x: S99, #[record(rename = "x/y")] y: char, #[record(rename = "α")] flag: Complex<f64>, level: f32, id: [S46; 3] }
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S118(u32);
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S119 { x: S27, y: [[i8; 3]; 2], flag: u64, level: f32, id: DateTime64<Nanosecond>, r#in: [S51; 1] }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S120 { x: i8, y: i64, flag: half::f16, level: u32, #[record(rename = "x.y")] id: i16 }
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S121 { x: u16, y: S114, #[record(rename = "α")] flag: Be<f64>, level: FixedBytes<8>, id: Void<2>, r#in: Complex<f32> }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S122(FixedStr<5>, i64, S112, u8);
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S123 { x: TimeDelta64<Day>, y: [[i32; 1]; 3], flag: [[S13; 1]; 1], level: i64, id: Be<f64>, #[record(rename = "it's")] r#in: u32 }
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S124 { x: [[Complex<f32>; 1]; 3], y: [[Void<2>; 1]; 3] }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S125 { #[record(rename = "a b")] x: Complex<f32>, y: S10, #[record(rename = "α")] flag: i8, level: Void<2>, #[record(rename = "x.y")] id: Complex<f64>, r#in: DateTime64<Microsecond, 25>, time: i8 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S126([Complex<f32>; 3], u32);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S127 { x: i8, y: i8, flag: [[Complex<f64>; 2]; 3], #[record(rename = "0")] level: i64, #[record(rename = "x.y")] id: half::f16, r#in: S47, #[record(rename = "数")] time: [[FixedBytes<3>; 1]; 1] }
#[derive(Clone, Copy, Record)] #[repr(C, packed(2))] struct S128 { #[record(rename = "a b")] x: big_endian::I32 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S129 { x: TimeDelta64<Day> }
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S130 { x: u8, y: u8, flag: f32 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S131(S81, FixedStr<5>, [[bool; 3]; 3]);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S132 { x: DateTime64<Nanosecond>, y: FixedStr<2>, flag: [[f64; 2]; 3] }
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S133(f32, DateTime64<Nanosecond>, bool, i64, S84, S84, i16);
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S134 { x: [S114; 1], y: f32, flag: f64, level: S104, #[record(rename = "x.y")] id: S45, r#in: i64 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S135 { x: [[DateTime64<Nanosecond>; 3]; 1], y: u16 }
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S136 { x: bool, y: u64, flag: i64, level: S11, id: FixedBytes<1>, #[record(rename = "it's")] r#in: [f32; 3] }
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S137 { x: i8, #[record(rename = "x/y")] y: S122, #[record(rename = "α")] flag: i64, level: DateTime64<Microsecond, 25>, id: Void<2> }
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S138 { x: [[S15; 2]; 3], y: u16, flag: S125, level: f64, id: u32, r#in: S43 }
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S139 { x: [[f64; 1]; 2], y: big_endian::I32, flag: u16, level: u32, id: f32, r#in: DateTime64<Microsecond, 25>, time: [i32; 3] }
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S140 { x: u64 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S141 { x: u8, y: [[S98; 1]; 1], flag: Void<5>, level: i8, id: u64, #[record(rename = "it's")] r#in: u8 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S142(i64, FixedStr<5>, S80, [[Be<f64>; 2]; 3], Void<2>);
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S143 { #[record(rename = "a b")] x: S6 }
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S144 { x: [[u64; 2]; 1], y: Void<5>, flag: [[u64; 1]; 1], level: i64, id: S8 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S145(S48, S53, FixedStr<1>, Complex<f64>, S72);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S146 { #[record(rename = "a b")] x: i32, y: FixedBytes<17>, flag: f32, level: Complex<f64>, id: [[S135; 2]; 2], r#in: TimeDelta64<Day> }
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S147(Complex<f64>);
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S148(u16, FixedStr<2>, i8, FixedBytes<3>, char, [f64; 3]);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S149 { x: Complex<f64>, y: FixedStr<2>, flag: f64, level: f64, id: [u8; 1], r#in: S93 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S150 { #[record(rename = "a b")] x: [i8; 3], y: S45, #[record(rename = "α")] flag: f32 }
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S151 { #[record(rename = "a b")] x: FixedBytes<3>, y: u16, flag: [i16; 3], level: f64 }
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S152 { x: [[u32; 2]; 3], #[record(rename = "x/y")] y: half::f16, flag: [Void<5>; 2], level: [S129; 3] }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S153 { x: f64, #[record(rename = "x/y")] y: [f32; 1], flag: Void<2>, level: S106, #[record(rename = "x.y")] id: [[S132; 2]; 3], r#in: i64 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S154 { x: Be<f64>, y: i16, flag: [u32; 3], level: char, #[record(rename = "x.y")] id: FixedStr<1>, r#in: FixedBytes<8>, time: u32 }
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S155 { #[record(rename = "a b")] x: u32, y: FixedStr<1>, flag: DateTime64<Microsecond, 25>, level: u64, #[record(rename = "x.y")] id: char, #[record(rename = "it's")] r#in: S58, time: [char; 2] }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S156 { x: i32, y: S142, flag: S122, level: f64 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S157 { #[record(rename = "a b")] x: S149, y: [i8; 2], flag: DateTime64<Microsecond, 25>, level: FixedBytes<17>, id: [i8; 2], r#in: [FixedBytes<1>; 2], time: TimeDelta64<Day> }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S158(f32);
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S159 { x: FixedStr<2>, y: Le<u16>, flag: S145, #[record(rename = "0")] level: FixedBytes<8> }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S160(FixedStr<5>, FixedStr<5>, S157, S27);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S161 { #[record(rename = "a b")] x: Void<5>, y: f64 }
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S162 { x: [[u64; 3]; 3] }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S163 { #[record(rename = "a b")] x: u32, y: i8, flag: u32 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S164 { x: S12, y: bool, flag: i64, level: FixedBytes<1> }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S165 { #[record(rename = "a b")] x: S9, #[record(rename = "x/y")] y: Be<f64> }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S166 { x: TimeDelta64<Day>, y: u8, flag: [S125; 2], #[record(rename = "0")] level: [i8; 3], id: big_endian::I32 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S167 { x: f64, y: half::f16, flag: S157, level: big_endian::I32, id: [[TimeDelta64<Day>; 2]; 1], r#in: FixedStr<5> }
#[derive(Clone, Copy, Record)] #[repr(C, packed(2))] struct S168 { #[record(rename = "a b")] x: Void<2>, #[record(rename = "x/y")] y: [S76; 1] }
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S169(FixedBytes<1>);
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S170 { #[record(rename = "a b")] x: u64 }
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S171 { x: [FixedBytes<3>; 3], #[record(rename = "x/y")] y: S141, flag: DateTime64<Nanosecond>, level: FixedBytes<3>, id: i8, r#in: S23, time: [[i32; 1]; 3] }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S172(FixedBytes<17>, u16, Complex<f32>, TimeDelta64<Day>, DateTime64<Nanosecond>, [[half::f16; 3]; 1]);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S173 { x: bool, #[record(rename = "x/y")] y: S67, flag: Complex<f64> }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S174 { x: u64, y: Void<2>, flag: S38, level: i16, id: Le<u16> }
#[derive(Clone, Copy, Record)] #[repr(C, packed(2))] struct S175(f32, Void<5>, [DateTime64<Microsecond, 25>; 3], [DateTime64<Microsecond, 25>; 1]);
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S176 { x: FixedBytes<3>, y: Le<u16>, flag: DateTime64<Microsecond, 25>, level: [Be<f64>; 1] }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S177(FixedBytes<1>, FixedBytes<1>);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S178(S75, S14);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S179([[DateTime64<Microsecond, 25>; 2]; 1], [S165; 3]);
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S180(Complex<f32>, S163, u16, S125, FixedStr<5>, [[Le<u16>; 3]; 3]);
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S181 { x: S102, y: [[u32; 1]; 2], flag: [bool; 3], #[record(rename = "0")] level: [[FixedStr<1>; 1]; 1], #[record(rename = "x.y")] id: f64, r#in: i32 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S182 { #[record(rename = "a b")] x: [f32; 1], #[record(rename = "x/y")] y: TimeDelta64<Day>, flag: [[half::f16; 2]; 2], #[record(rename = "0")] level: u16, id: [Void<5>; 3], r#in: Complex<f64> }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S183(S126, [[Complex<f32>; 2]; 2], FixedBytes<8>, bool, f64, FixedStr<1>, DateTime64<Nanosecond>);
#[derive(Clone, Copy, Record)] #[repr(C, packed(2))] struct S184(f32, i64, S76, Complex<f64>, [[f32; 2]; 3], S160);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S185 { x: S53, y: f32, flag: S46, level: [[i32; 2]; 1], id: S58, #[record(rename = "it's")] r#in: S143, time: [[TimeDelta64<Day>; 3]; 2] }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S186 { x: FixedStr<5> }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S187 { x: f32, y: DateTime64<Nanosecond>, flag: [[FixedBytes<3>; 1]; 2], level: S14 }
#[derive(Clone, Copy, Record)] #[repr(C, packed(2))] struct S188 { #[record(rename = "a b")] x: half::f16, y: [f32; 2], flag: big_endian::I32, level: [[S142; 3]; 3], id: Be<f64> }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S189 { x: Complex<f64>, #[record(rename = "x/y")] y: S105, flag: [S186; 1], level: Complex<f32>, #[record(rename = "x.y")] id: FixedBytes<17>, r#in: u32, time: DateTime64<Microsecond, 25> }
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S190 { x: S32, y: TimeDelta64<Day>, flag: u8, level: FixedBytes<8>, id: [[Void<2>; 1]; 2], #[record(rename = "it's")] r#in: i8 }
#[derive(Clone, Copy, Record)] #[repr(C, packed(2))] struct S191 { #[record(rename = "a b")] x: S98, #[record(rename = "x/y")] y: S158 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S192 { #[record(rename = "a b")] x: [S132; 1], y: [[DateTime64<Microsecond, 25>; 3]; 3], flag: DateTime64<Nanosecond>, #[record(rename = "0")] level: Le<u16>, #[record(rename = "x.y")] id: f64, r#in: i32 }
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S193 { x: Complex<f32>, #[record(rename = "x/y")] y: S179 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S194 { #[record(rename = "a b")] x: DateTime64<Nanosecond>, y: big_endian::I32, flag: S75, level: char, id: big_endian::I32 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S195 { #[record(rename = "a b")] x: [Void<5>; 3], y: TimeDelta64<Day>, flag: f32, level: i32 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S196(f64, i64, [u16; 2], S38);
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S197 { x: [Be<f64>; 1] }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S198 { #[record(rename = "a b")] x: [[S38; 1]; 3], y: FixedStr<1>, flag: FixedBytes<1> }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S199 { x: [S44; 2], y: bool, flag: u32, level: big_endian::I32, id: FixedStr<5>, r#in: FixedBytes<17> }
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S200 { #[record(rename = "a b")] x: [S196; 1], #[record(rename = "x/y")] y: [[i8; 2]; 2], flag: half::f16, level: Complex<f64>, id: f32 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S201 { x: [Complex<f64>; 2], #[record(rename = "x/y")] y: DateTime64<Microsecond, 25>, flag: [[S77; 3]; 2], #[record(rename = "0")] level: [[DateTime64<Microsecond, 25>; 2]; 2], id: [FixedStr<2>; 3], r#in: [u64; 3], time: bool }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S202 { x: Le<u16>, y: u8, flag: u16, level: u16, id: char, r#in: f64, time: Be<f64> }
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S203 { #[record(rename = "a b")] x: [[i32; 2]; 3], y: [half::f16; 2], flag: f32, level: u16, #[record(rename = "x.y")] id: i8 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S204 { x: S92, y: S196, #[record(rename = "α")] flag: u64, #[record(rename = "0")] level: i8, id: i64, r#in: i64 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S205 { x: FixedBytes<3>, y: i16, flag: [u32; 3] }
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S206 { #[record(rename = "a b")] x: f32, y: [[FixedBytes<8>; 1]; 1] }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S207 { x: Void<5>, y: i64, flag: FixedStr<1> }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S208 { x: char, y: [[half::f16; 3]; 2], flag: f64, level: i16, id: FixedStr<2> }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S209 { x: [bool; 2] }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S210(S209, [[DateTime64<Microsecond, 25>; 1]; 2], f64, Void<5>, FixedStr<1>, i32, S20);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S211 { x: [half::f16; 1], y: Complex<f64> }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S212 { x: u64, y: [[DateTime64<Nanosecond>; 1]; 2], flag: [TimeDelta64<Day>; 3], level: S44, id: Complex<f32>, r#in: u32, #[record(rename = "数")] time: [[Le<u16>; 2]; 3] }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S213 { x: char, #[record(rename = "x/y")] y: [[char; 1]; 2], flag: Le<u16>, level: FixedStr<1>, id: i16, #[record(rename = "it's")] r#in: f32, time: half::f16 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S214 { x: bool, y: [[f64; 2]; 2], flag: char }
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S215 { x: u64, y: half::f16 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S216(S212, S149, [[Complex<f32>; 2]; 1], i32, FixedBytes<8>);
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S217 { #[record(rename = "a b")] x: FixedBytes<17>, y: i64, flag: i16, level: FixedStr<2> }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S218 { x: FixedBytes<1>, #[record(rename = "x/y")] y: [Complex<f32>; 3] }
#[derive(Clone, Copy, Record)] #[repr(C, packed(2))] struct S219(DateTime64<Microsecond, 25>, DateTime64<Microsecond, 25>);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S220 { x: S192, y: FixedBytes<8>, flag: [[Complex<f32>; 1]; 1], level: S126, id: i32, r#in: TimeDelta64<Day>, time: S181 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S221 { x: i64 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S222 { x: i8, y: [[S17; 1]; 2] }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S223 { x: Complex<f64>, #[record(rename = "x/y")] y: u64 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S224 { x: [S177; 2], y: DateTime64<Microsecond, 25>, #[record(rename = "α")] flag: Be<f64>, level: u64, id: Complex<f64> }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S225 { #[record(rename = "a b")] x: u8, y: f32 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S226 { x: i64, y: S30, flag: char }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S227([i32; 1], i64, DateTime64<Nanosecond>, S120, FixedBytes<17>, [[DateTime64<Nanosecond>; 2]; 2]);
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S228(bool, TimeDelta64<Day>, FixedBytes<17>, [[S202; 3]; 3]);
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S229 { x: [S165; 2], y: S44, flag: u8, level: u32, id: S3, #[record(rename = "it's")] r#in: S76, time: i32 }
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S230 { x: i32, y: [DateTime64<Microsecond, 25>; 2], #[record(rename = "α")] flag: bool, level: FixedBytes<1>, id: big_endian::I32, r#in: DateTime64<Microsecond, 25> }
#[derive(Clone, Copy, Record)] #[repr(C, packed(2))] struct S231 { x: bool, y: DateTime64<Microsecond, 25>, flag: TimeDelta64<Day>, level: i16, id: char, r#in: TimeDelta64<Day> }
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S232 { #[record(rename = "a b")] x: [[u8; 3]; 2], #[record(rename = "x/y")] y: DateTime64<Microsecond, 25>, #[record(rename = "α")] flag: S74, level: i32, id: u64 }
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S233(Complex<f32>, u16);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S234 { x: S79, y: FixedBytes<17> }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S235 { x: [DateTime64<Nanosecond>; 1], y: [[TimeDelta64<Day>; 3]; 3], #[record(rename = "α")] flag: S214, level: [[DateTime64<Nanosecond>; 3]; 2], id: S35, r#in: u8 }
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S236 { #[record(rename = "a b")] x: bool, #[record(rename = "x/y")] y: Complex<f32> }
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S237 { x: S127, #[record(rename = "x/y")] y: i8, flag: Complex<f32>, level: DateTime64<Nanosecond>, id: f64 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S238 { x: Le<u16>, y: [[u64; 3]; 1] }
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S239 { x: u64, #[record(rename = "x/y")] y: DateTime64<Nanosecond>, #[record(rename = "α")] flag: DateTime64<Microsecond, 25>, #[record(rename = "0")] level: f64, id: [DateTime64<Nanosecond>; 2], r#in: f32 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S240(TimeDelta64<Day>, u8);
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S241 { #[record(rename = "a b")] x: Complex<f32>, y: DateTime64<Microsecond, 25>, flag: f64, level: S199 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S242 { x: FixedStr<1>, y: S80, flag: bool, level: i64, id: TimeDelta64<Day> }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S243 { x: [u16; 1], y: FixedBytes<1>, flag: big_endian::I32, level: Complex<f64>, id: S38, r#in: [[DateTime64<Nanosecond>; 1]; 3] }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S244 { #[record(rename = "a b")] x: DateTime64<Microsecond, 25>, y: [[S14; 1]; 2], #[record(rename = "α")] flag: [bool; 2] }
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S245 { x: Complex<f32>, y: char, flag: [Complex<f64>; 3], level: u64, id: DateTime64<Microsecond, 25>, r#in: S131 }
#[derive(Clone, Copy, Record)] #[repr(C, packed(2))] struct S246 { x: FixedBytes<1>, #[record(rename = "x/y")] y: TimeDelta64<Day> }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S247 { x: [FixedStr<5>; 2], #[record(rename = "x/y")] y: FixedStr<1>, flag: u8, #[record(rename = "0")] level: [[half::f16; 3]; 3], id: i8 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S248 { #[record(rename = "a b")] x: u16, y: [S99; 3] }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S249 { x: [char; 1], y: [S196; 1] }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S250 { x: i64, #[record(rename = "x/y")] y: f64, #[record(rename = "α")] flag: char, level: char, id: [[f32; 1]; 1], r#in: u64 }
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S251 { x: [f32; 2], y: u64, #[record(rename = "α")] flag: [u32; 1], #[record(rename = "0")] level: DateTime64<Microsecond, 25> }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S252 { x: u64, y: u64, #[record(rename = "α")] flag: [[bool; 1]; 2], level: [half::f16; 3] }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S253 { #[record(rename = "a b")] x: [[Be<f64>; 1]; 3], y: S178, flag: Be<f64>, level: i32, id: Complex<f64>, r#in: i32, time: S42 }
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S254 { x: DateTime64<Microsecond, 25>, y: DateTime64<Nanosecond>, #[record(rename = "α")] flag: TimeDelta64<Day>, #[record(rename = "0")] level: [[i32; 2]; 3], id: FixedStr<2>, r#in: bool }
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S255 { x: [bool; 2], y: u64, flag: S235, level: FixedBytes<17> }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S256(DateTime64<Microsecond, 25>, [S73; 3], [DateTime64<Nanosecond>; 3], half::f16);
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S257 { x: Void<2> }
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S258 { x: f64, y: char, flag: FixedStr<2>, level: [FixedStr<2>; 3], id: [[u64; 3]; 1], r#in: [[bool; 1]; 3] }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S259 { #[record(rename = "a b")] x: i16 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S260 { #[record(rename = "a b")] x: [i16; 3], y: Complex<f64>, #[record(rename = "α")] flag: i8, level: i8, id: FixedStr<1> }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S261 { #[record(rename = "a b")] x: i64, y: FixedStr<2>, #[record(rename = "α")] flag: Complex<f64> }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S262(S129, [[i8; 2]; 3]);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S263 { x: char, #[record(rename = "x/y")] y: [u32; 3], flag: FixedStr<5>, level: [u64; 2], id: [[i8; 2]; 1], r#in: [[S46; 3]; 1], time: FixedBytes<17> }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S264 { x: half::f16, y: [[Complex<f64>; 3]; 1], #[record(rename = "α")] flag: [[S97; 1]; 3] }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S265 { #[record(rename = "a b")] x: [[Void<5>; 3]; 1], y: FixedStr<2>, flag: Complex<f32>, level: i32 }
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S266 { x: bool }
#[derive(Clone, Copy, Record)] #[repr(C, packed(2))] struct S267 { x: bool }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S268(i64, [S73; 1], [[Complex<f64>; 1]; 2], [Le<u16>; 2], [[f64; 1]; 2], u32, half::f16);
#[derive(Clone, Copy, Record)] #[repr(C, packed(2))] struct S269 { x: [[S226; 1]; 2], y: S51, flag: S199, #[record(rename = "0")] level: S263, #[record(rename = "x.y")] id: [S80; 1], #[record(rename = "it's")] r#in: S264, time: Be<f64> }
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S270([[i16; 3]; 3], Void<5>, u16, [S212; 1], TimeDelta64<Day>, S132, Complex<f64>);
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S271 { x: u16, #[record(rename = "x/y")] y: S211, #[record(rename = "α")] flag: i64, level: u64 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S272 { x: [[f64; 2]; 1], y: u64, flag: FixedStr<1>, #[record(rename = "0")] level: Complex<f32> }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S273 { #[record(rename = "a b")] x: FixedStr<1>, y: Void<5>, flag: S112 }
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S274 { x: S104, y: [f64; 2], #[record(rename = "α")] flag: f64 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S275 { x: u8, #[record(rename = "x/y")] y: [FixedBytes<3>; 3], #[record(rename = "α")] flag: [[i64; 2]; 3], level: u32 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S276 { #[record(rename = "a b")] x: u16, y: S79, flag: DateTime64<Microsecond, 25>, #[record(rename = "0")] level: u64 }
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S277 { x: f32, #[record(rename = "x/y")] y: [[Complex<f32>; 3]; 2], flag: [u64; 2], level: i8 }
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S278 { x: Complex<f64>, #[record(rename = "x/y")] y: big_endian::I32, flag: FixedStr<2>, level: i8 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S279 { x: S20, y: Void<5>, flag: [[Complex<f64>; 1]; 1], #[record(rename = "0")] level: S22, id: i16, r#in: FixedBytes<17> }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S280 { x: f64, y: S170, flag: [f64; 3], level: S64, #[record(rename = "x.y")] id: f64, r#in: i64, time: f32 }
#[derive(Clone, Copy, Record)] #[repr(C, packed(2))] struct S281 { x: Complex<f32>, y: [[big_endian::I32; 2]; 2] }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S282 { x: FixedStr<2>, #[record(rename = "x/y")] y: [[S164; 3]; 3], #[record(rename = "α")] flag: [[Le<u16>; 3]; 1], level: u64, #[record(rename = "x.y")] id: [[DateTime64<Nanosecond>; 2]; 2] }
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S283 { x: char, y: [i16; 1], #[record(rename = "α")] flag: DateTime64<Microsecond, 25>, level: [bool; 3], #[record(rename = "x.y")] id: i64, r#in: S131, #[record(rename = "数")] time: [[u16; 2]; 3] }
#[derive(Clone, Copy, Record)] #[repr(C, align(64))] struct S284 { x: DateTime64<Nanosecond>, y: Complex<f32>, #[record(rename = "α")] flag: u16, level: DateTime64<Nanosecond> }
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S285(S46, i8, S261, f32, [u8; 3], u32, i16);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S286(TimeDelta64<Day>, [bool; 2]);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S287 { x: [[S149; 1]; 3], #[record(rename = "x/y")] y: f64, #[record(rename = "α")] flag: u64, level: FixedStr<1> }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S288(half::f16, bool, [[i16; 3]; 2], half::f16, FixedStr<2>, half::f16, FixedStr<5>);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S289 { x: u32, y: f64, flag: FixedStr<5>, level: half::f16, id: DateTime64<Nanosecond>, r#in: Void<2>, #[record(rename = "数")] time: i32 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S290(f64, FixedStr<5>, u64);
#[derive(Clone, Copy, Record)] #[repr(C, packed(2))] struct S291 { x: Complex<f64>, #[record(rename = "x/y")] y: [S154; 3] }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S292(S268, i32, u16, [[FixedBytes<17>; 1]; 1]);
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S293([Le<u16>; 2]);
#[derive(Clone, Copy, Record)] #[repr(C)] struct S294 { x: [bool; 2], y: Complex<f64>, flag: [S205; 3], level: S104, id: i8, r#in: S181, time: i16 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S295 { x: DateTime64<Microsecond, 25>, y: [[Be<f64>; 3]; 2], flag: [u8; 1], level: [f64; 1], #[record(rename = "x.y")] id: Complex<f64>, r#in: S242 }
#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct S296 { #[record(rename = "a b")] x: [S134; 2], y: i32, flag: [[u32; 2]; 3], level: S275 }
#[derive(Clone, Copy, Record)] #[repr(C, packed(4))] struct S297 { x: S42, y: [DateTime64<Nanosecond>; 2], #[record(rename = "α")] flag: u8, level: DateTime64<Nanosecond>, id: TimeDelta64<Day> }
#[derive(Clone, Copy, Record)] #[repr(C, align(16))] struct S298 { x: S287 }
#[derive(Clone, Copy, Record)] #[repr(C)] struct S299 { x: u16, #[record(rename = "x/y")] y: [[half::f16; 3]; 1], #[record(rename = "α")] flag: char, #[record(rename = "0")] level: [[FixedStr<2>; 3]; 1] }
