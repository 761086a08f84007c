//! The one error of everything that touches a file or a schema.
//!
//! It is opaque and one word wide. Its kind says who must act; its text says where, what was expected, what
//! was found and what to do. Context is added outward: the function that knows the field adds the field, the
//! one that knows the file adds the path.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Who must act on an [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The world: a file could not be opened, read, written or mapped.
    Io,
    /// The file: it is not what it says it is, or it is cut.
    Format,
    /// The file is right, and this library does not do what it asks (objects, pickles).
    Unsupported,
    /// The file and the type that was asked for disagree: a dtype, a shape, a missing field.
    Mismatch,
    /// The dtype is right, and these bytes cannot be borrowed or are no values of it.
    Cast,
    /// The policy: the file asks for more than [`Limits`](crate::Limits) allows.
    Limit,
}

/// What went wrong with a file or a schema.
///
/// ```
/// use dtype_core::{DType, ErrorKind};
///
/// let error = "<f3".parse::<DType>().unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Format);
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    path: Option<PathBuf>,
    member: Option<String>,
    field: Option<String>,
    offset: Option<u64>,
    message: String,
    io: Option<io::Error>,
}

/// `Result` with this crate's [`Error`].
pub(crate) type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Who must act.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The file it is about, if one is known.
    pub fn path(&self) -> Option<&Path> {
        self.0.path.as_deref()
    }

    /// The member of the archive it is about (`"trades.npy"`), if the file is one.
    pub fn member(&self) -> Option<&str> {
        self.0.member.as_deref()
    }

    /// The field it is about, dotted for nested records (`"quote.bid"`).
    pub fn field(&self) -> Option<&str> {
        self.0.field.as_deref()
    }

    /// The byte it is about: of the text for a dtype or a header, else of the file, or of what a member of an archive is
    /// when it is decompressed.
    pub fn offset(&self) -> Option<u64> {
        self.0.offset
    }

    /// The operating system's error behind it, if there is one.
    pub fn io_error(&self) -> Option<&io::Error> {
        self.0.io.as_ref()
    }

    /// What went wrong, without the file, the member and the field.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    #[cold]
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        let message = message.into();
        let (path, member, field, offset, io) = (None, None, None, None, None);
        Error(Box::new(Inner { kind, path, member, field, offset, message, io }))
    }

    #[cold]
    pub(crate) fn format(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Format, message)
    }

    #[cold]
    pub(crate) fn unsupported(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Unsupported, message)
    }

    #[cold]
    pub(crate) fn mismatch(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Mismatch, message)
    }

    #[cold]
    pub(crate) fn cast(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Cast, message)
    }

    #[cold]
    pub(crate) fn limit(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Limit, message)
    }

    /// An error of the operating system, with what was being done: `cannot open: No such file ...`.
    #[cold]
    pub(crate) fn io(doing: &str, error: io::Error) -> Self {
        let mut this = Self::new(ErrorKind::Io, format!("{doing}: {error}"));
        this.0.io = Some(error);
        this
    }

    /// Adds the byte it is about. The innermost one stays.
    pub(crate) fn at(mut self, offset: u64) -> Self {
        self.0.offset.get_or_insert(offset);
        self
    }

    /// Says where it is: puts the place in words before the message, and replaces the byte.
    pub(crate) fn located(mut self, place: &str, offset: u64) -> Self {
        self.0.offset = Some(offset);
        self.within(place)
    }

    /// Puts a place in words before the message.
    pub(crate) fn within(mut self, place: &str) -> Self {
        self.0.message = format!("{place}: {}", self.0.message);
        self
    }

    /// Says where it is, in words before the message.
    pub(crate) fn prefixed(mut self, place: &str) -> Self {
        self.0.message = format!("{place}: {}", self.0.message);
        self
    }

    /// Adds an enclosing field: `bid` in `quote` becomes `quote.bid`.
    pub(crate) fn in_field(mut self, name: &str) -> Self {
        self.0.field = Some(match self.0.field.take() {
            Some(inner) if inner.starts_with('[') => format!("{name}{inner}"),
            Some(inner) => format!("{name}.{inner}"),
            None => name.to_owned(),
        });
        self
    }

    /// Adds the member of an archive. The innermost one stays.
    #[cfg(any(feature = "npz", feature = "mmap"))]
    pub(crate) fn in_member(mut self, name: &str) -> Self {
        self.0.member.get_or_insert_with(|| name.to_owned());
        self
    }

    /// Adds the file. The innermost one stays.
    pub(crate) fn in_file(mut self, path: &Path) -> Self {
        self.0.path.get_or_insert_with(|| path.to_owned());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.0.path {
            write!(f, "{}: ", path.display())?;
        }
        if let Some(member) = &self.0.member {
            write!(f, "member '{}': ", member.escape_debug())?;
        }
        if let Some(field) = &self.0.field {
            write!(f, "field '{}': ", field.escape_debug())?;
        }
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `unwrap` and `main` print this form; the sentence is worth more there than the fields.
        write!(f, "{:?}: {self}", self.0.kind)
    }
}

// `source` stays empty: Display has already told the operating system's part.
impl std::error::Error for Error {}

impl From<Error> for io::Error {
    fn from(error: Error) -> io::Error {
        let kind = match (&error.0.io, error.kind()) {
            (Some(inner), _) => inner.kind(),
            (None, ErrorKind::Unsupported) => io::ErrorKind::Unsupported,
            (None, _) => io::ErrorKind::InvalidData,
        };
        io::Error::new(kind, error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_one_word_and_can_cross_threads() {
        fn crosses<T: Send + Sync + 'static>() {}
        crosses::<Error>();
        assert_eq!(size_of::<Error>(), size_of::<usize>());
        assert_eq!(size_of::<Result<()>>(), size_of::<usize>());
    }

    #[test]
    fn reads_from_the_outside_in() {
        let error = Error::mismatch("expected dtype '<f8', found '>f8'")
            .in_field("bid")
            .in_field("[3]")
            .in_field("quotes")
            .in_file(Path::new("a.npy"));
        assert_eq!(error.to_string(), "a.npy: field 'quotes[3].bid': expected dtype '<f8', found '>f8'");
        assert_eq!(error.field(), Some("quotes[3].bid"));
    }

    #[test]
    #[cfg(feature = "npz")]
    fn members_stand_between_file_and_field() {
        let error =
            Error::mismatch("missing").in_field("bid").in_member("a.npy").in_file(Path::new("old.npz"));
        assert_eq!(error.to_string(), "old.npz: member 'a.npy': field 'bid': missing");
        assert_eq!(error.member(), Some("a.npy"));
    }

    #[test]
    fn keeps_the_innermost_place() {
        let error = Error::format("cut").at(7).at(9).in_file(Path::new("a")).in_file(Path::new("b"));
        assert_eq!(error.offset(), Some(7));
        assert_eq!(error.path(), Some(Path::new("a")));
    }

    #[test]
    fn tells_the_operating_systems_part_once() {
        use std::error::Error as _;
        let error = Error::io("cannot open", io::Error::from(io::ErrorKind::NotFound));
        assert!(error.to_string().starts_with("cannot open: "));
        assert!(error.source().is_none());
        assert_eq!(io::Error::from(error).kind(), io::ErrorKind::NotFound);
    }
}
