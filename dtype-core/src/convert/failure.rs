//! Where a conversion ends: which element of which record does not become one of the target.

use crate::error::Error;

/// How the elements of a field are named.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ElementPath {
    /// Names from the outside in, dotted.
    pub(super) names: String,
    /// The sub-arrays on the way, one for each axis: behind how many bytes of the names their index stands, and their
    /// shapes.
    pub(super) shapes: Vec<(usize, Box<[usize]>)>,
}

impl ElementPath {
    /// The path of an element: `levels[3].price`.
    #[cold]
    pub(super) fn of(&self, index: &[usize]) -> String {
        let (mut path, mut named) = (String::new(), 0);
        let push_names = |path: &mut String, names: &str| {
            if path.ends_with(']') && !names.is_empty() && !names.starts_with('.') {
                path.push('.');
            }
            path.push_str(names);
        };
        for ((end, shape), &at) in self.shapes.iter().zip(index) {
            push_names(&mut path, &self.names[named..*end]);
            named = *end;
            for axis in 0..shape.len() {
                let inner: usize = shape[axis + 1..].iter().product();
                path.push_str(&format!("[{}]", at / inner % shape[axis]));
            }
        }
        push_names(&mut path, &self.names[named..]);
        path
    }
}

/// The first record that can't be converted: which element of it, and why.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) record: usize,
    pub(super) path: String,
    pub(super) why: String,
}

impl Failure {
    /// The same, so many records later.
    pub(super) fn later(self, records: usize) -> Failure {
        Failure { record: self.record + records, ..self }
    }
}

impl From<Failure> for Error {
    #[cold]
    fn from(failure: Failure) -> Error {
        let error = Error::cast(format!("record {}: {}", failure.record, failure.why));
        if failure.path.is_empty() { error } else { error.in_field(&failure.path) }
    }
}
