//! A constant dtype against a text, while the program compiles.
//!
//! The dtype is written as its descr into a fixed buffer, as [`DType::to_descr`] writes it, and compared byte by byte.
//! Nothing here allocates, so that all of it can run in a constant.

use crate::dtype::{ByteOrder, DType, ScalarKind, TimeUnit};

/// Asserts, while the program compiles, that a type's dtype is the one that a text says.
///
/// The text is the dtype's descr, as [`DType::to_descr`](crate::DType::to_descr) and NumPy's `dtype.descr` print it, with
/// padding as fields without a name. Blanks do not count, nor has a byte order to be said where there is only this
/// machine's or none: `'f8'` is as good as `'<f8'`.
///
/// ```
/// use dtype_core::{Record, assert_dtype};
///
/// #[derive(Clone, Copy, Record)]
/// #[repr(C)]
/// struct Trade { on: bool, price: f64, levels: [u16; 4] }
///
/// assert_dtype!(Trade, "[('on', '?'), ('', 'V7'), ('price', 'f8'), ('levels', '<u2', (4,))]");
/// ```
///
/// A text that says something else does not compile, and the error has the one that would:
///
/// ```compile_fail
/// use dtype_core::{Record, assert_dtype};
///
/// #[derive(Clone, Copy, Record)]
/// #[repr(C)]
/// struct Trade { time: i64, price: f32 }
///
/// assert_dtype!(Trade, "[('time', '<i8'), ('price', '<f8')]");
/// ```
#[macro_export]
macro_rules! assert_dtype {
    ($type:ty, $descr:expr $(,)?) => {
        const _: () = $crate::__private::assert_descr(<$type as $crate::Element>::DTYPE, $descr);
    };
}

/// Fails to compile unless the dtype's descr is this text.
#[doc(hidden)]
#[track_caller]
pub const fn assert_descr(dtype: &'static DType, expected: &str) {
    let mut found = Text::new();
    found.dtype(dtype);
    let Some(at) = found.differs_at(expected.as_bytes()) else { return };
    let mut message = Text::new();
    message.plain("expected dtype\n    ");
    message.plain(expected);
    message.plain("\nfound\n    ");
    message.shown(&found, 0);
    message.plain("\nwhich differ from here on\n    ");
    message.shown(&found, at);
    message.fail()
}

/// Bytes of a descr that the buffer holds. What is longer is cut, and never equal.
const ROOM: usize = 16 << 10;

/// Stands before a byte order that need not be said.
const OPTIONAL: u8 = 1;

struct Text {
    bytes: [u8; ROOM],
    len: usize,
}

impl Text {
    const fn new() -> Text {
        Text { bytes: [0; ROOM], len: 0 }
    }

    const fn byte(&mut self, byte: u8) {
        if self.len < ROOM {
            self.bytes[self.len] = byte;
            self.len += 1;
        }
    }

    const fn plain(&mut self, text: &str) {
        let mut i = 0;
        while i < text.len() {
            self.byte(text.as_bytes()[i]);
            i += 1;
        }
    }

    /// Another text from a byte on, without its marks.
    const fn shown(&mut self, other: &Text, start: usize) {
        let mut i = start;
        while i < other.len {
            if other.bytes[i] != OPTIONAL {
                self.byte(other.bytes[i]);
            }
            i += 1;
        }
    }

    const fn number(&mut self, number: usize) {
        if number >= 10 {
            self.number(number / 10);
        }
        self.byte(b'0' + (number % 10) as u8);
    }

    /// As Python quotes a text whose characters are all printable.
    const fn quoted(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let (mut single, mut double) = (false, false);
        let mut i = 0;
        while i < bytes.len() {
            single = single || bytes[i] == b'\'';
            double = double || bytes[i] == b'"';
            i += 1;
        }
        let quote = if single && !double { b'"' } else { b'\'' };
        self.byte(quote);
        let mut i = 0;
        while i < bytes.len() {
            if bytes[i] == b'\\' || bytes[i] == quote {
                self.byte(b'\\');
            }
            self.byte(bytes[i]);
            i += 1;
        }
        self.byte(quote);
    }

    const fn dtype(&mut self, dtype: &'static DType) {
        let (base, shape) = dtype.subarray_parts();
        if !shape.is_empty() {
            self.byte(b'(');
            self.dtype(base);
            self.shape(shape);
            return self.byte(b')');
        }
        match dtype.as_scalar() {
            Some(scalar) => {
                self.byte(b'\'');
                self.scalar(scalar.kind(), scalar.byte_order());
                self.byte(b'\'');
            }
            None => self.record(dtype),
        }
    }

    const fn record(&mut self, dtype: &'static DType) {
        let fields = dtype.fields_static();
        self.byte(b'[');
        let (mut end, mut i) = (0, 0);
        while i < fields.len() {
            let field = &fields[i];
            self.padding(end, field.offset());
            if end > 0 || field.offset() > 0 || i > 0 {
                self.plain(", ");
            }
            self.byte(b'(');
            match field.names_static() {
                (name, None) => self.quoted(name),
                (name, Some(title)) => {
                    self.byte(b'(');
                    self.quoted(title);
                    self.plain(", ");
                    self.quoted(name);
                    self.byte(b')');
                }
            }
            self.plain(", ");
            let (base, shape) = field.dtype_static().subarray_parts();
            self.dtype(base);
            self.shape(shape);
            self.byte(b')');
            end = field.offset() + field.dtype_static().itemsize();
            i += 1;
        }
        self.padding(end, dtype.itemsize());
        self.byte(b']');
    }

    /// Bytes that belong to no field.
    const fn padding(&mut self, start: usize, end: usize) {
        if end > start {
            self.plain(if start > 0 { ", ('', '" } else { "('', '" });
            self.byte(OPTIONAL);
            self.plain("|V");
            self.number(end - start);
            self.plain("')");
        }
    }

    /// `, (2, 3)`; nothing without axes.
    const fn shape(&mut self, shape: &[usize]) {
        let mut i = 0;
        while i < shape.len() {
            self.plain(if i == 0 { ", (" } else { ", " });
            self.number(shape[i]);
            i += 1;
        }
        match shape.len() {
            0 => {}
            1 => self.plain(",)"),
            _ => self.byte(b')'),
        }
    }

    const fn scalar(&mut self, kind: ScalarKind, order: ByteOrder) {
        if order.is_native() {
            self.byte(OPTIONAL);
        }
        self.byte(order.as_char() as u8);
        self.byte(kind.letter() as u8);
        match kind {
            ScalarKind::Str(len) => self.number(len),
            ScalarKind::Object => {}
            _ => self.number(kind.itemsize()),
        }
        if let ScalarKind::DateTime64(step) | ScalarKind::TimeDelta64(step) = kind
            && !matches!(step.unit(), TimeUnit::Generic)
        {
            self.byte(b'[');
            if step.multiple() != 1 {
                self.number(step.multiple() as usize);
            }
            self.plain(step.unit().symbol());
            self.byte(b']');
        }
    }

    /// Where this text goes on differently than another one; `None` if it does not. Blanks outside of quotes do not
    /// count, nor what is marked.
    const fn differs_at(&self, other: &[u8]) -> Option<usize> {
        let (mut i, mut j) = (0, 0);
        let mut quote = 0;
        loop {
            if quote == 0 {
                while i < self.len && is_blank(self.bytes[i]) {
                    i += 1;
                }
                while j < other.len() && is_blank(other[j]) {
                    j += 1;
                }
            }
            if i < self.len && self.bytes[i] == OPTIONAL {
                // `|b1` is also written `?`, as NumPy does where it prints a dtype alone.
                let bool = self.starts_with(i + 1, b"|b1");
                let said = j < other.len() && other[j] == self.bytes[i + 1];
                if bool && j < other.len() && other[j] == b'?' {
                    (i, j) = (i + 4, j + 1);
                } else {
                    i += if said { 1 } else { 2 };
                }
                continue;
            }
            match (i < self.len, j < other.len()) {
                (false, false) if self.len < ROOM => return None,
                (true, true) if self.bytes[i] == other[j] => {}
                _ => return Some(i),
            }
            let byte = self.bytes[i];
            if quote == 0 && (byte == b'\'' || byte == b'"') {
                quote = byte;
            } else if quote == byte {
                quote = 0;
            } else if quote != 0 && byte == b'\\' && i + 1 < self.len && j + 1 < other.len() {
                // What is escaped ends no text.
                if self.bytes[i + 1] != other[j + 1] {
                    return Some(i);
                }
                (i, j) = (i + 1, j + 1);
            }
            (i, j) = (i + 1, j + 1);
        }
    }

    const fn starts_with(&self, at: usize, start: &[u8]) -> bool {
        let mut i = 0;
        while i < start.len() {
            if at + i >= self.len || self.bytes[at + i] != start[i] {
                return false;
            }
            i += 1;
        }
        true
    }

    #[track_caller]
    const fn fail(&self) -> ! {
        let (text, _) = self.bytes.split_at(self.len);
        match str::from_utf8(text) {
            Ok(text) => panic!("{}", text),
            Err(_) => panic!("the dtype is another one, whose text is too long to be shown"),
        }
    }
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Element;

    #[derive(Clone, Copy, crate::Record)]
    #[record(crate = crate)]
    #[repr(C)]
    struct Inner {
        #[record(title = "it's")]
        a: u8,
        b: crate::Be<f64>,
        t: crate::DateTime64<crate::Second, 25>,
    }

    #[derive(Clone, Copy, crate::Record)]
    #[record(crate = crate)]
    #[repr(C)]
    struct Outer {
        on: bool,
        inner: [[Inner; 2]; 3],
        text: crate::FixedStr<3>,
        raw: crate::FixedBytes<5>,
    }

    fn written(dtype: &'static DType) -> String {
        let (mut text, mut shown) = (Text::new(), Text::new());
        text.dtype(dtype);
        shown.shown(&text, 0);
        String::from_utf8(shown.bytes[..shown.len].to_vec()).unwrap()
    }

    #[test]
    fn it_writes_what_to_descr_writes() {
        for dtype in
            [Outer::DTYPE, Inner::DTYPE, f64::DTYPE, bool::DTYPE, <[Inner; 2]>::DTYPE.subarray_parts().0]
        {
            assert_eq!(written(dtype), dtype.to_descr().unwrap());
        }
    }

    #[test]
    fn blanks_and_native_orders_need_not_be_said() {
        let differs = |text: &str| {
            let mut found = Text::new();
            found.dtype(Inner::DTYPE);
            found.differs_at(text.as_bytes()).is_some()
        };
        let exact = Inner::DTYPE.to_descr().unwrap();
        assert!(!differs(&exact));
        assert!(!differs("[ ((\"it's\",'a'),'u1'),('b', '>f8'),\n ('', 'V7'), ('t', 'M8[25s]')]"));
        assert!(differs("[((\"it's\", 'a'), 'u1'), ('b', 'f8'), ('', 'V7'), ('t', 'M8[25s]')]"));
        assert!(differs("[((\"it's\", ' a'), 'u1'), ('b', '>f8'), ('', 'V7'), ('t', 'M8[25s]')]"));
        assert!(differs(&exact[..exact.len() - 1]));
        assert!(differs(&format!("{exact}]")));
        assert_descr(bool::DTYPE, "'?'");
        assert_descr(bool::DTYPE, "'b1'");
    }

    #[test]
    #[should_panic(
        expected = "expected dtype\n    '<f8'\nfound\n    '<f4'\nwhich differ from here on\n    4'"
    )]
    fn another_dtype_is_told() {
        assert_descr(f32::DTYPE, "'<f8'");
    }
}
