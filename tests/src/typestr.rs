//! NumPy's type strings, as far as a judge needs them: order, kind letter, bytes. `<f8`, `|S5`, `>M8[25us]`.

/// A type string, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeStr {
    /// Are the bytes in big-endian order?
    pub big: bool,
    /// The letter: `b i u f c m M S U V O`.
    pub kind: char,
    /// Bytes of one element.
    pub itemsize: usize,
}

impl TypeStr {
    /// Reads a type string with its byte order written out, as NumPy's `dtype.str` always is.
    ///
    /// # Errors
    /// Anything else.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || format!("expected a type string such as '<f8', found '{text}'");
        let body = text.split_once('[').map_or(text, |(body, _unit)| body);
        let mut letters = body.chars();
        let (order, kind) = letters.next().zip(letters.next()).ok_or_else(wrong)?;
        if !"<>|".contains(order) || !"biufcmMSUVO".contains(kind) {
            return Err(wrong());
        }
        let digits = letters.as_str();
        let number = if digits.is_empty() && kind == 'O' { Ok(8) } else { digits.parse::<usize>() };
        let number = number.map_err(|_| wrong())?;
        let itemsize = if kind == 'U' { 4 * number } else { number };
        Ok(Self { big: order == '>', kind, itemsize })
    }

    /// The length of the pieces that a change of byte order reverses, in bytes.
    pub fn unit(self) -> usize {
        match self.kind {
            'c' => self.itemsize / 2,
            'U' => 4,
            'S' | 'V' => 1,
            _ => self.itemsize.max(1),
        }
    }

    /// Is it the 80-bit float, or the complex number made of two of them?
    pub fn is_long_double(self) -> bool {
        matches!((self.kind, self.itemsize), ('f', 16) | ('c', 32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_type_string() {
        let parts = |text| TypeStr::parse(text).map(|t| (t.big, t.kind, t.itemsize, t.unit()));
        assert_eq!(parts("<f8"), Ok((false, 'f', 8, 8)));
        assert_eq!(parts(">U4"), Ok((true, 'U', 16, 4)));
        assert_eq!(parts(">M8[25us]"), Ok((true, 'M', 8, 8)));
        assert_eq!(parts("|S0"), Ok((false, 'S', 0, 1)));
        assert_eq!(parts("<c16"), Ok((false, 'c', 16, 8)));
        assert!(
            parts("f8").is_err() && parts("<f").is_err() && parts("int32").is_err() && parts("").is_err()
        );
    }
}
