//! States as words of 64 bits: what they are written down as, to be combined elsewhere.
//!
//! A float is its bits, so that text formats carry infinities and NaN too. Words that are read may come from anywhere: what
//! no state is made of is refused, and takes no more memory than there are words.

/// A state, or a part of one, that can be written down.
pub(super) trait Words {
    /// Adds its words.
    fn write(&self, out: &mut Vec<u64>);

    /// Reads what was written into a state of nothing. `None` if that is no state.
    fn read(&mut self, from: &mut Reader<'_>) -> Option<()>;
}

/// Words that are read one after the other.
pub(super) struct Reader<'w>(&'w [u64]);

impl<'w> Reader<'w> {
    pub(super) fn new(words: &'w [u64]) -> Reader<'w> {
        Reader(words)
    }

    pub(super) fn word(&mut self) -> Option<u64> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    /// A number that is at most `most`.
    pub(super) fn number(&mut self, most: u64) -> Option<u64> {
        self.word().filter(|&number| number <= most)
    }

    /// How many things follow, of which each takes a word at least.
    pub(super) fn count(&mut self) -> Option<usize> {
        let count = self.word()?;
        usize::try_from(count).ok().filter(|&count| count <= self.0.len())
    }

    /// Have all been read?
    pub(super) fn is_done(&self) -> bool {
        self.0.is_empty()
    }
}

/// Counts and positions stay below this, so that sums of a few of them fit.
pub(super) const MOST: u64 = 1 << 60;

/// The words of a struct: those of its fields.
macro_rules! words {
    ([$($generics:tt)*] $type:ty { $($field:tt),+ }) => {
        impl<$($generics)*> $crate::stats::words::Words for $type {
            fn write(&self, out: &mut Vec<u64>) {
                $($crate::stats::words::Words::write(&self.$field, out);)+
            }

            fn read(&mut self, from: &mut $crate::stats::words::Reader<'_>) -> Option<()> {
                $($crate::stats::words::Words::read(&mut self.$field, from)?;)+
                Some(())
            }
        }
    };
    ($type:ty { $($field:tt),+ }) => {
        $crate::stats::words::words!([] $type { $($field),+ });
    };
}

pub(super) use words;

/// Counts and positions.
impl Words for u64 {
    fn write(&self, out: &mut Vec<u64>) {
        out.push(*self);
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        *self = from.number(MOST)?;
        Some(())
    }
}

impl Words for i64 {
    fn write(&self, out: &mut Vec<u64>) {
        out.push(self.cast_unsigned());
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        *self = from.word()?.cast_signed();
        Some(())
    }
}

impl Words for i128 {
    fn write(&self, out: &mut Vec<u64>) {
        out.extend([*self as u64, (*self >> 64) as u64]);
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        let (low, high) = (from.word()?, from.word()?);
        *self = i128::from(high.cast_signed()) << 64 | i128::from(low);
        Some(())
    }
}

impl Words for f64 {
    fn write(&self, out: &mut Vec<u64>) {
        out.push(self.to_bits());
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        *self = f64::from_bits(from.word()?);
        Some(())
    }
}

impl Words for bool {
    fn write(&self, out: &mut Vec<u64>) {
        out.push(u64::from(*self));
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        *self = from.number(1)? == 1;
        Some(())
    }
}

impl Words for () {
    fn write(&self, _: &mut Vec<u64>) {}

    fn read(&mut self, _: &mut Reader<'_>) -> Option<()> {
        Some(())
    }
}

words!([A: Words, B: Words] (A, B) { 0, 1 });

impl<T: Words, const N: usize> Words for [T; N] {
    fn write(&self, out: &mut Vec<u64>) {
        self.iter().for_each(|one| one.write(out));
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        self.iter_mut().try_for_each(|one| one.read(from))
    }
}

impl<T: Words + Default> Words for Option<T> {
    fn write(&self, out: &mut Vec<u64>) {
        self.is_some().write(out);
        if let Some(one) = self {
            one.write(out);
        }
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        *self = None;
        if from.number(1)? == 1 {
            self.insert(T::default()).read(from)?;
        }
        Some(())
    }
}

/// Bytes, eight in a word.
impl Words for Vec<u8> {
    fn write(&self, out: &mut Vec<u64>) {
        out.push(self.len() as u64);
        for eight in self.chunks(8) {
            let mut padded = [0; 8];
            padded[..eight.len()].copy_from_slice(eight);
            out.push(u64::from_le_bytes(padded));
        }
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        let len = usize::try_from(from.word()?).ok()?;
        if len.div_ceil(8) > from.0.len() {
            return None;
        }
        let words = from.0.split_off(..len.div_ceil(8))?;
        *self = words.iter().flat_map(|word| word.to_le_bytes()).take(len).collect();
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again<T: Words + Default + PartialEq + std::fmt::Debug>(one: T) {
        let mut words = Vec::new();
        one.write(&mut words);
        let mut read = T::default();
        let mut reader = Reader::new(&words);
        read.read(&mut reader).unwrap();
        assert!(reader.is_done());
        assert_eq!(read, one);
        for cut in 0..words.len() {
            assert_eq!(T::default().read(&mut Reader::new(&words[..cut])), None, "cut to {cut} words");
        }
    }

    #[test]
    fn what_is_written_is_read() {
        again(i128::MIN + 5);
        again(-7i64);
        again((Some(1.5), None::<u64>));
        again([f64::INFINITY, -0.0]);
        again(b"nine byte".to_vec());
        again(Some((3u64, true)));
    }

    #[test]
    fn what_no_state_is_made_of_is_refused() {
        assert_eq!(false.read(&mut Reader::new(&[2])), None);
        assert_eq!(0u64.read(&mut Reader::new(&[u64::MAX])), None);
        assert_eq!(Vec::<u8>::new().read(&mut Reader::new(&[u64::MAX, 1])), None);
        assert_eq!(Reader::new(&[5, 1]).count(), None);
    }
}
