//! What is asked at most of bytes that somebody else wrote.

/// Bounds on what a file may make us do. The defaults suit files of unknown origin.
///
/// A file that exceeds one of them gets an error of kind [`Limit`](crate::ErrorKind::Limit) that names the
/// limit, so that whoever trusts the file can raise it.
///
/// Memory needs no limit of its own, for it is bounded by what was read: at most 512 bytes for each byte of a header's
/// text, and 64 KiB; and while data comes from a stream of unknown length, three times as much, and 1 MiB.
///
/// ```
/// use dtype_core::Limits;
///
/// let mut limits = Limits::default();
/// assert_eq!(limits.header_bytes, 10_000); // as in NumPy
/// limits.header_bytes = 1 << 20;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Length of a header's text, in characters. NumPy's own default is 10,000.
    pub header_bytes: usize,
    /// How deep brackets may nest in a header's text. Values above [`Limits::MAX_DEPTH`] count as that.
    pub depth: usize,
    /// How many fields a dtype may have in all, those of nested records included; and in a file, how many values that
    /// take no bytes, such as the rows of a sub-array of shape (7, 0).
    pub fields: usize,
    /// How many elements an array may hold: the product of its shape.
    pub elements: u64,
    /// How many bytes a compressed member of an archive may have when it is decompressed. A stored one has no more than
    /// the file, and no limit.
    pub decompressed_bytes: u64,
}

impl Limits {
    /// The deepest nesting that can be asked for, more than three times what NumPy reads: enough for records within
    /// records, 300 deep. Types are walked by recursion, and a thread's stack ends.
    pub const MAX_DEPTH: usize = 640;

    /// The fields of a dtype, and the values in a record that take no bytes, unless somebody asks for more.
    pub(crate) const FIELDS: usize = 100_000;
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            header_bytes: 10_000,
            depth: 200,
            fields: Limits::FIELDS,
            elements: i64::MAX as u64,
            decompressed_bytes: 16 << 30,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_pinned() {
        let limits = Limits::default();
        assert_eq!((limits.header_bytes, limits.depth, limits.fields), (10_000, 200, 100_000));
        assert_eq!(limits.decompressed_bytes, 17_179_869_184);
    }
}
