//! The closed list of rules by which we refuse on purpose what NumPy accepts.
//!
//! A rule speaks only about a case that NumPy accepts and we refuse. It must find its reason in the case itself, not
//! in our error. What NumPy refuses is never excused.

/// Why a refusal is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rule {
    /// `'int32'`, `'float'`: names of types in a header. NumPy writes type strings only.
    TypeName,
    /// `'i4,f8'`, `'2i4'`: several types in one string in a header.
    CommaString,
    /// A typed view of `U` data in which a code point is none of Unicode.
    CodePoint,
    /// A typed view of `?` data in which a byte is neither 0 nor 1.
    BoolByte,
    /// NumPy accepts by mistake; the entry says so under `numpy_bug`.
    NumpyBug,
}

impl Rule {
    /// All of them.
    pub(crate) const ALL: [Self; 5] =
        [Self::TypeName, Self::CommaString, Self::CodePoint, Self::BoolByte, Self::NumpyBug];

    /// What the summary calls it.
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Self::TypeName => "type names inside headers",
            Self::CommaString => "comma strings inside headers",
            Self::CodePoint => "invalid code points in typed views",
            Self::BoolByte => "bool bytes other than 0 and 1 in typed views",
            Self::NumpyBug => "entries marked numpy_bug",
        }
    }

    /// The rule for the text of a header; `names` are those of fields, and titles.
    pub(crate) fn for_header(header: &str, names: &[String]) -> Option<Self> {
        let keys = ["descr", "fortran_order", "shape"].map(str::to_owned);
        Self::for_descr(header, &[names, &keys].concat())
    }

    /// The rule for a descr, if one of its strings, other than those in `names`, is no plain type string.
    pub(crate) fn for_descr(descr: &str, names: &[String]) -> Option<Self> {
        let types: Vec<&str> = strings(descr).into_iter().filter(|s| !names.iter().any(|n| n == s)).collect();
        if types.iter().any(|text| is_comma_string(text)) {
            return Some(Self::CommaString);
        }
        types.iter().any(|text| !is_type_string(text)).then_some(Self::TypeName)
    }
}

/// The contents of the string literals in a Python literal. Escapes stay as they are.
fn strings(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(['\'', '"']) {
        let quote = &rest[start..=start];
        let body = &rest[start + 1..];
        let Some(end) = body.find(quote) else { break };
        found.push(&body[..end]);
        rest = &body[end + 1..];
    }
    found
}

fn is_comma_string(text: &str) -> bool {
    text.contains(',') || text.starts_with(|c: char| c.is_ascii_digit() || c == '(')
}

/// `<f8`, `S5`, `?`, `<M8[25us]`.
fn is_type_string(text: &str) -> bool {
    let body = text.strip_prefix(['<', '>', '=', '|']).unwrap_or(text);
    let mut letters = body.chars();
    let known = letters.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '?');
    let rest = letters.as_str().trim_start_matches(|c: char| c.is_ascii_digit());
    known && (rest.is_empty() || rest.starts_with('[') && rest.ends_with(']'))
}
