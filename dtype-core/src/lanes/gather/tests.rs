//! Every format from every place, against one number after the other.

use proptest::prelude::*;

use super::super::words::Word;
use super::*;

const WORDS: [Word; 14] = [
    Word::Bool,
    Word::I8,
    Word::I16,
    Word::I32,
    Word::I64,
    Word::U8,
    Word::U16,
    Word::U32,
    Word::U64,
    Word::F16,
    Word::F32,
    Word::F64,
    Word::C64,
    Word::C128,
];

/// All numbers, in pieces of `room`.
fn all<T: Target>(mut gather: Gather<'_>, room: usize, empty: T) -> Vec<T> {
    let mut found = Vec::new();
    while gather.left() > 0 {
        let count = room.min(gather.left());
        found.extend_from_slice(gather.next(count, &mut vec![empty; room]));
    }
    found
}

/// The same without the instructions of this machine.
fn portable<T: Target>(mut gather: Gather<'_>, read: fn(Piece<'_>, Format, &mut [T]), empty: T) -> Vec<T> {
    let mut found = Vec::new();
    while gather.left() > 0 {
        let piece = gather.piece(gather.left());
        let mut out = vec![empty; piece.rows * piece.columns.len];
        read(piece, gather.format, &mut out);
        gather.step_over(&piece);
        found.extend_from_slice(&out);
    }
    found
}

/// What is found, and what one number after the other is, in bits.
fn both(
    bytes: &[u8],
    start: usize,
    dims: &Dims,
    format: Format,
    room: usize,
) -> (Vec<[u64; 2]>, Vec<[u64; 2]>) {
    let gather = || over(bytes, start, dims, format);
    let float_bits = |x: f64| [canonical(x), 0];
    let plain: Vec<[u64; 2]> = match format.word {
        Word::I64 | Word::U64 => {
            portable(gather(), words::wides, 0).into_iter().map(|x| [x.cast_unsigned(), 0]).collect()
        }
        Word::C64 | Word::C128 => {
            portable(gather(), words::pairs, [0.0; 2]).into_iter().map(|x| x.map(canonical)).collect()
        }
        _ => portable(gather(), words::floats, 0.0).into_iter().map(float_bits).collect(),
    };
    let gather = gather();
    let found = match format.word {
        Word::I64 | Word::U64 => {
            all(gather, room, 0i64).into_iter().map(|x| [x.cast_unsigned(), 0]).collect()
        }
        Word::C64 | Word::C128 => all(gather, room, [0.0; 2]).into_iter().map(|x| x.map(canonical)).collect(),
        _ => all(gather, room, 0.0).into_iter().map(float_bits).collect(),
    };
    assert_eq!(plain, found, "without the instructions of this machine");
    let at = |position| start.wrapping_add_signed(dims.offset_of(position));
    let twin = (0..dims.count().unwrap()).map(|position| naive(&bytes[at(position)..], format)).collect();
    (found, twin)
}

fn naive(bytes: &[u8], format: Format) -> [u64; 2] {
    let part = |from: usize, size: usize| {
        let mut word = [0; 8];
        for i in 0..size {
            word[i] = bytes[from + if format.big_endian { size - 1 - i } else { i }];
        }
        u64::from_le_bytes(word)
    };
    let float = |x: f64| [canonical(x), 0];
    match format.word {
        Word::Bool => float((bytes[0] != 0) as u8 as f64),
        Word::I8 => float(part(0, 1) as i8 as f64),
        Word::I16 => float(part(0, 2) as i16 as f64),
        Word::I32 => float(part(0, 4) as i32 as f64),
        Word::I64 => [part(0, 8), 0],
        Word::U8 => float(part(0, 1) as f64),
        Word::U16 => float(part(0, 2) as f64),
        Word::U32 => float(part(0, 4) as f64),
        Word::U64 => [part(0, 8).wrapping_sub(1 << 63), 0],
        Word::F16 => float(half(part(0, 2))),
        Word::F32 => float(f32::from_bits(part(0, 4) as u32).into()),
        Word::F64 => float(f64::from_bits(part(0, 8))),
        Word::C64 => [0, 4].map(|from| canonical(f32::from_bits(part(from, 4) as u32).into())),
        Word::C128 => [0, 8].map(|from| canonical(f64::from_bits(part(from, 8)))),
    }
}

/// By the definition: fraction times a power of two.
fn half(bits: u64) -> f64 {
    let (exponent, fraction) = ((bits >> 10 & 31) as i32, (bits & 1023) as f64);
    let magnitude = match (exponent, bits & 1023) {
        (31, 0) => f64::INFINITY,
        (31, _) => f64::NAN,
        (0, _) => fraction * 2f64.powi(-24),
        _ => (1024.0 + fraction) * 2f64.powi(exponent - 25),
    };
    if bits >> 15 == 1 { -magnitude } else { magnitude }
}

/// All NaN are one: their payload means nothing here.
fn canonical(x: f64) -> u64 {
    if x.is_nan() { f64::NAN.to_bits() } else { x.to_bits() }
}

proptest! {
    #[test]
    fn any_axes(
        bytes in prop::collection::vec(any::<u8>(), 700),
        word in prop::sample::select(&WORDS[..]),
        big_endian in any::<bool>(),
        axes in prop::collection::vec((1usize..5, -40isize..40), 0..4),
        room in 1usize..20,
    ) {
        let dims: Vec<Dim> = axes.iter().map(|&(len, stride)| Dim { len, stride }).collect();
        let dims = Dims::new(&dims);
        let start = dims.reach().unwrap().0.unsigned_abs();
        let (found, twin) = both(&bytes, start, &dims, Format { word, big_endian }, room);
        prop_assert_eq!(found, twin);
    }
}

#[test]
fn long_rows_at_every_misalignment() {
    let bytes: Vec<u8> = (0..8192u32).map(|i| (i * 37 + 11) as u8).collect();
    for word in WORDS {
        for (shift, stride) in [(0, 8), (1, 8), (3, 24), (5, -11), (7, 1), (0, 16), (2, 0), (4, 2), (6, 4)] {
            let format = Format { word, big_endian: shift % 2 == 1 };
            let dims = Dims::new(&[Dim { len: 300, stride }]);
            let start = if stride < 0 { 4000 + shift } else { shift };
            let (found, twin) = both(&bytes, start, &dims, format, 256);
            assert_eq!(found, twin, "{format:?}, stride {stride}");
        }
    }
}

/// The last number ends where the memory does: what is read on is seen where memory is watched.
#[test]
fn peeks_and_reads_end_with_the_last_byte() {
    for (word, big_endian) in [(Word::F32, false), (Word::F32, true), (Word::F64, false), (Word::F64, true)] {
        let size = word.size();
        // Of a single number any stride may be said.
        let single = [isize::MIN, isize::MAX, isize::MAX / 2 + 1].map(|stride| (1, stride));
        let several = (1..70usize).flat_map(|len| [-40isize, -9, 0, 3, 17, 64].map(|stride| (len, stride)));
        for (len, stride) in several.chain(single) {
            let reach = (len - 1) * stride.unsigned_abs();
            let bytes: Vec<u8> = (0..reach + size).map(|i| (i * 37 + 11) as u8).collect();
            let start = if stride < 0 { reach } else { 0 };
            let mut gather =
                over(&bytes, start, &Dims::new(&[Dim { len, stride }]), Format { word, big_endian });
            gather.pace();
            for skipped in [0, len / 3, len / 2] {
                gather.position = skipped;
                for count in [1, gather.left().div_ceil(2), gather.left()] {
                    let mut numbers = vec![0.0; count];
                    let extent = gather.peek_extent(count);
                    let sum = gather.peek_sum(count);
                    let spread = gather.peek_spread(count);
                    gather.fill(&mut numbers);
                    gather.position = skipped;
                    let found = extent.map(|all| [all.sum, all.min, all.max].map(canonical));
                    let twin = super::super::kernels::extent(&numbers);
                    assert_eq!(found, Some([twin.sum, twin.min, twin.max].map(canonical)), "{len} {stride}");
                    assert_eq!(sum.map(canonical), Some(canonical(twin.sum)));
                    let bits = |all: Extent| {
                        let off = all.off;
                        [all.sum, all.min, all.max, off.centre, off.sum, off.squares].map(canonical)
                    };
                    assert_eq!(spread.map(bits), Some(bits(super::super::kernels::spread(&numbers))));
                }
            }
            assert!(gather.peek_sum(len + 1).is_none() && gather.peek_extent(0).is_none());
        }
    }
}

#[test]
fn nothing_is_nothing() {
    let format = Format { word: Word::F64, big_endian: false };
    let dims = Dims::new(&[Dim { len: 3, stride: 8 }, Dim { len: 0, stride: 8 }]);
    assert_eq!(over(&[], 0, &dims, format).left(), 0);
}
