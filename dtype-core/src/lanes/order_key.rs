//! Values as unsigned numbers in the same order: what sorting, searching and selecting compare.
//!
//! A key is one word of 64 bits, or several that are compared one after the other. Of two values the lesser has the
//! lesser key, and values are equal if and only if their keys are. The order is NumPy's:
//!
//! - integers, booleans and floats by value; `-0.0` is `0.0`;
//! - NaN and NaT behind everything else, all of them equal;
//! - complex numbers by their real part, then by their imaginary one; behind them those with a NaN in the imaginary
//!   part, then those with one in the real part, then those with two; each by the part that is a number;
//! - text and opaque bytes from the left, a byte or a code point at a time, where trailing NULs do not count.
//!
//! Keys of floats, integers and times can be turned back into values.

use super::BLOCK;
use super::gather::Gather;
use super::half::half_to_f64;
use super::words::{Format, Word};

/// The key of NaN and of NaT.
pub(crate) const MISSING: u64 = u64::MAX;

/// Keys of floats, and first words of complex numbers, are below this if no NaN is in them.
const FLOATS_END: u64 = 0xfff8_0000_0000_0000;

const SIGN: u64 = 1 << 63;

/// The key of a float of any width.
#[inline(always)]
pub(crate) fn of_float(value: f64) -> u64 {
    // Adding zero turns -0.0 into 0.0.
    let bits = (value + 0.0).to_bits();
    let key = bits ^ ((bits as i64 >> 63) as u64 | SIGN);
    if value.is_nan() { MISSING } else { key }
}

/// The float of a key; a NaN for [`MISSING`].
#[inline(always)]
pub(crate) fn to_float(key: u64) -> f64 {
    f64::from_bits(key ^ (!(key as i64 >> 63) as u64 | SIGN))
}

/// The key of an integer.
#[inline(always)]
pub(crate) fn of_whole(value: i64) -> u64 {
    value as u64 ^ SIGN
}

/// The integer of a key.
#[inline(always)]
pub(crate) fn to_whole(key: u64) -> i64 {
    (key ^ SIGN) as i64
}

/// The key of a datetime or a timedelta, of which the least integer is NaT.
#[inline(always)]
pub(crate) fn of_time(value: i64) -> u64 {
    of_whole(value).wrapping_sub(1)
}

/// The datetime or timedelta of a key.
#[inline(always)]
pub(crate) fn to_time(key: u64) -> i64 {
    to_whole(key.wrapping_add(1))
}

/// The two words of a complex number.
#[inline(always)]
pub(crate) fn of_complex([real, imaginary]: [f64; 2]) -> [u64; 2] {
    let (first, second) = (of_float(real), of_float(imaginary));
    match (real.is_nan(), imaginary.is_nan()) {
        (false, false) => [first, second],
        (false, true) => [FLOATS_END, first],
        (true, false) => [FLOATS_END + 1, second],
        (true, true) => [MISSING, MISSING],
    }
}

/// How the bytes of a value become its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyFormat {
    /// Integers and booleans.
    Whole(Format),
    /// Floats.
    Float(Format),
    /// Integers of which the least one is NaT.
    Time(Format),
    Complex(Format),
    /// So many bytes.
    Bytes(usize),
    /// So many code points of four bytes.
    Str {
        len: usize,
        big_endian: bool,
    },
}

impl KeyFormat {
    /// How many words a key has. None if all values are equal.
    pub(crate) fn words(self) -> usize {
        match self {
            KeyFormat::Whole(_) | KeyFormat::Float(_) | KeyFormat::Time(_) => 1,
            KeyFormat::Complex(_) => 2,
            KeyFormat::Bytes(len) => len.div_ceil(8),
            KeyFormat::Str { len, .. } => len.div_ceil(2),
        }
    }

    /// How numbers are gathered, and the eight bytes that are the key of a short text; `None` for others.
    pub(crate) fn format(self) -> Option<Format> {
        match self {
            KeyFormat::Whole(format)
            | KeyFormat::Float(format)
            | KeyFormat::Time(format)
            | KeyFormat::Complex(format) => Some(format),
            KeyFormat::Bytes(8) => Some(Format { word: Word::U64, big_endian: true }),
            KeyFormat::Bytes(_) | KeyFormat::Str { .. } => None,
        }
    }

    /// One word of the key of the value that lies in `bytes`.
    ///
    /// # Panics
    /// If the bytes are too few.
    #[inline]
    pub(crate) fn word(self, bytes: &[u8], word: usize) -> u64 {
        match self {
            KeyFormat::Whole(Format { word: Word::U64, big_endian }) => {
                u64::from_le_bytes(number(bytes, big_endian))
            }
            KeyFormat::Whole(format) => of_whole(whole(bytes, format)),
            KeyFormat::Time(format) => of_time(whole(bytes, format)),
            KeyFormat::Float(format) => of_float(float(bytes, format)),
            KeyFormat::Complex(format) => {
                let part = match format.word {
                    Word::C64 => Format { word: Word::F32, ..format },
                    _ => Format { word: Word::F64, ..format },
                };
                let (real, imaginary) = bytes.split_at(part.word.size());
                of_complex([float(real, part), float(imaginary, part)])[word]
            }
            KeyFormat::Bytes(len) => of_bytes(&bytes[..len], word),
            KeyFormat::Str { len, big_endian } => of_code_points(&bytes[..4 * len], big_endian, word),
        }
    }

    /// One word of the keys of the next numbers, as many as `out` has room for.
    ///
    /// # Panics
    /// If there are fewer, if they are not gathered by [`KeyFormat::format`], or of text.
    pub(crate) fn fill(self, numbers: &mut Gather<'_>, word: usize, out: &mut [u64]) {
        for out in out.chunks_mut(BLOCK) {
            let len = out.len();
            match self {
                KeyFormat::Whole(Format { word: Word::I64 | Word::U64, .. }) | KeyFormat::Bytes(8) => {
                    // Unsigned ones come moved down by 2^63, as the signed ones are: both go up by as much.
                    each(numbers.next(len, &mut [0i64; BLOCK]), out, of_whole);
                }
                KeyFormat::Whole(_) => {
                    each(numbers.next(len, &mut [0f64; BLOCK]), out, |value| of_whole(value as i64));
                }
                KeyFormat::Float(_) => each(numbers.next(len, &mut [0f64; BLOCK]), out, of_float),
                KeyFormat::Time(_) => each(numbers.next(len, &mut [0i64; BLOCK]), out, of_time),
                KeyFormat::Complex(_) => {
                    let room = &mut [[0f64; 2]; BLOCK];
                    each(numbers.next(len, room), out, |value| of_complex(value)[word]);
                }
                KeyFormat::Bytes(_) | KeyFormat::Str { .. } => unreachable!("other text is not gathered"),
            }
        }
    }

    /// Whether the first word of a key says that a NaN or a NaT is in the value.
    #[inline(always)]
    pub(crate) fn is_missing(self, first_word: u64) -> bool {
        match self {
            KeyFormat::Float(_) | KeyFormat::Complex(_) | KeyFormat::Time(_) => {
                first_word >= self.missing_from()
            }
            _ => false,
        }
    }

    /// The word for the opposite order, in which what is missing stays behind everything else.
    #[inline(always)]
    pub(crate) fn reversed(self, key: u64) -> u64 {
        match self.missing_from() {
            MISSING if !matches!(self, KeyFormat::Time(_)) => !key,
            end if key < end => end - 1 - key,
            _ => key,
        }
    }

    /// Keys from this one on are of values that are missing.
    fn missing_from(self) -> u64 {
        match self {
            KeyFormat::Float(_) | KeyFormat::Complex(_) => FLOATS_END,
            _ => MISSING,
        }
    }
}

#[inline(always)]
fn each<T: Copy>(values: &[T], out: &mut [u64], key: impl Fn(T) -> u64) {
    for (key_of, &value) in out.iter_mut().zip(values) {
        *key_of = key(value);
    }
}

/// Eight bytes of a text, the first one the most significant.
fn of_bytes(bytes: &[u8], word: usize) -> u64 {
    let from = &bytes[8 * word..];
    match from.first_chunk::<8>() {
        Some(eight) => u64::from_be_bytes(*eight),
        None => {
            let mut padded = [0; 8];
            padded[..from.len()].copy_from_slice(from);
            u64::from_be_bytes(padded)
        }
    }
}

/// Two code points of a text.
fn of_code_points(bytes: &[u8], big_endian: bool, word: usize) -> u64 {
    let mut points = bytes[8 * word..].as_chunks::<4>().0.iter().map(|&point| {
        u64::from(if big_endian { u32::from_be_bytes(point) } else { u32::from_le_bytes(point) })
    });
    points.next().unwrap_or(0) << 32 | points.next().unwrap_or(0)
}

/// The bytes of a number, the first one the least significant.
#[inline(always)]
fn number<const N: usize>(bytes: &[u8], big_endian: bool) -> [u8; N] {
    let mut number = *bytes.first_chunk().expect("the bytes of a number");
    if big_endian {
        number.reverse();
    }
    number
}

#[inline(always)]
fn whole(bytes: &[u8], format: Format) -> i64 {
    let big = format.big_endian;
    match format.word {
        Word::Bool => i64::from(bytes[0] != 0),
        Word::I8 => i8::from_le_bytes(number(bytes, big)).into(),
        Word::I16 => i16::from_le_bytes(number(bytes, big)).into(),
        Word::I32 => i32::from_le_bytes(number(bytes, big)).into(),
        Word::I64 => i64::from_le_bytes(number(bytes, big)),
        Word::U8 => bytes[0].into(),
        Word::U16 => u16::from_le_bytes(number(bytes, big)).into(),
        Word::U32 => u32::from_le_bytes(number(bytes, big)).into(),
        word => unreachable!("{word:?} is no integer that fits"),
    }
}

#[inline(always)]
fn float(bytes: &[u8], format: Format) -> f64 {
    let big = format.big_endian;
    match format.word {
        Word::F16 => half_to_f64(u16::from_le_bytes(number(bytes, big))),
        Word::F32 => f32::from_le_bytes(number(bytes, big)).into(),
        Word::F64 => f64::from_le_bytes(number(bytes, big)),
        word => unreachable!("{word:?} is no float"),
    }
}

#[cfg(test)]
mod tests;
