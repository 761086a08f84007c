//! What a record looks like where a format leaves a choice.

/// How floats that are no finite number are written: JSON, for one, has no number for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum NonFinite {
    /// As text in formats for people: `"NaN"`, `"Infinity"`, `"-Infinity"`. Nothing is lost but the bits of a NaN. In other
    /// formats as a number.
    #[default]
    Text,
    /// As nothing, `null`, which is read as NaN.
    Null,
    /// As a number, for formats that have one.
    Number,
    /// Not at all: an error.
    Error,
}

/// How text is written, and read where formats do not say what it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Text {
    /// As text where it is that: `S` in UTF-8, `U` of characters. Else as [`Text::Bytes`].
    #[default]
    Utf8,
    /// `S` as text with a character for each byte, U+0000 to U+00FF.
    Latin1,
    /// `S` as bytes, a sequence of numbers in formats that have none; `U` as a sequence of code points.
    Bytes,
}

/// How datetimes are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Times {
    /// As ISO 8601 text in formats for people, else as counts.
    #[default]
    Auto,
    /// As ISO 8601 text, as NumPy prints them.
    Text,
    /// As counts of their steps; NaT is the least integer. Text of digits is read as a count, not as a year.
    Count,
}

/// How records are written where serde leaves a choice, and what is forgiven when they are read.
///
/// ```
/// use dtype_core::RecordView;
/// use dtype_core::serde::{NonFinite, RecordFormat, Times};
///
/// let dtype = "[('t', '<M8[s]'), ('x', '<f8')]".parse()?;
/// let bytes = [[60, 0, 0, 0, 0, 0, 0, 0], f64::NAN.to_le_bytes()].concat();
/// let view = RecordView::new(&bytes, &dtype)?;
/// let json = |format: RecordFormat| serde_json::to_string(&format.records(&view)).unwrap();
/// assert_eq!(json(RecordFormat::new()), r#"[{"t":"1970-01-01T00:01:00","x":"NaN"}]"#);
/// let counts = RecordFormat::new().times(Times::Count).non_finite(NonFinite::Null);
/// assert_eq!(json(counts), r#"[{"t":60,"x":null}]"#);
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct RecordFormat {
    pub(super) non_finite: NonFinite,
    pub(super) text: Text,
    pub(super) times: Times,
    pub(super) allow_extra: bool,
    pub(super) allow_missing: bool,
}

impl RecordFormat {
    /// The form of the table above.
    pub fn new() -> RecordFormat {
        RecordFormat::default()
    }

    /// How NaN and infinities are written.
    pub fn non_finite(mut self, how: NonFinite) -> RecordFormat {
        self.non_finite = how;
        self
    }

    /// How `S` is written, and whether text is one character a byte when it is read.
    pub fn text(mut self, how: Text) -> RecordFormat {
        self.text = how;
        self
    }

    /// How datetimes are written.
    pub fn times(mut self, how: Times) -> RecordFormat {
        self.times = how;
        self
    }

    /// Whether entries that no field is called like are passed over when records are read. Without it they are an error.
    pub fn allow_extra(mut self, allow: bool) -> RecordFormat {
        self.allow_extra = allow;
        self
    }

    /// Whether fields without an entry stay zero when records are read, if their type declares no default. Without it
    /// they are an error.
    pub fn allow_missing(mut self, allow: bool) -> RecordFormat {
        self.allow_missing = allow;
        self
    }

    #[cfg(feature = "csv")]
    pub(crate) fn allows_extra(&self) -> bool {
        self.allow_extra
    }

    #[cfg(feature = "csv")]
    pub(crate) fn allows_missing(&self) -> bool {
        self.allow_missing
    }
}
