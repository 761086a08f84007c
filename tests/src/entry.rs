//! One JSON object of the corpus, read key by key.
//!
//! A key of the wrong kind, a missing key, and a key that nobody asked for are all errors: a corpus that says
//! something this runner does not understand must not pass.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// An entry does not have the documented form. The text says where and how.
pub type Read<T> = Result<T, String>;

/// A JSON object and the keys read so far.
pub struct Entry<'a> {
    map: &'a Map<String, Value>,
    read: RefCell<BTreeSet<String>>,
    at: String,
}

impl<'a> Entry<'a> {
    /// `value` must be an object; `at` is what messages call it.
    pub fn new(value: &'a Value, at: &str) -> Read<Self> {
        match value {
            Value::Object(map) => Ok(Self { map, read: RefCell::default(), at: at.to_owned() }),
            other => Err(format!("{at}: expected an object, found {other}")),
        }
    }

    /// The value of `key`; it must be there.
    pub fn value(&self, key: &str) -> Read<&'a Value> {
        self.find(key).ok_or_else(|| format!("{}: key '{key}' is missing", self.at))
    }

    /// The value of `key`, or `None` if the key is absent.
    pub fn find(&self, key: &str) -> Option<&'a Value> {
        self.read.borrow_mut().insert(key.to_owned());
        self.map.get(key)
    }

    /// True or false.
    ///
    /// # Errors
    /// The key is missing, or its value is something else. So for all that follow.
    pub fn bool(&self, key: &str) -> Read<bool> {
        let value = self.value(key)?;
        value.as_bool().ok_or_else(|| self.wrong(key, "true or false", value))
    }

    /// A string.
    pub fn text(&self, key: &str) -> Read<&'a str> {
        let value = self.value(key)?;
        value.as_str().ok_or_else(|| self.wrong(key, "a string", value))
    }

    /// A string, or `None` for null.
    pub fn text_or_null(&self, key: &str) -> Read<Option<&'a str>> {
        if self.value(key)?.is_null() { Ok(None) } else { self.text(key).map(Some) }
    }

    /// An integer of any sign; a 64-bit unsigned one fits.
    pub fn int(&self, key: &str) -> Read<i128> {
        let value = self.value(key)?;
        int(value).ok_or_else(|| self.wrong(key, "an integer", value))
    }

    /// An integer that counts something.
    pub fn size(&self, key: &str) -> Read<usize> {
        let n = self.int(key)?;
        usize::try_from(n).map_err(|_| format!("{}: '{key}': expected a size, found {n}", self.at))
    }

    /// A list of anything.
    pub fn list(&self, key: &str) -> Read<&'a [Value]> {
        let value = self.value(key)?;
        value.as_array().map(Vec::as_slice).ok_or_else(|| self.wrong(key, "a list", value))
    }

    /// A list of integers.
    pub fn ints(&self, key: &str) -> Read<Vec<i128>> {
        let wrong = |value| self.wrong(key, "a list of integers", value);
        self.list(key)?.iter().map(|value| int(value).ok_or_else(|| wrong(value))).collect()
    }

    /// A list of counts.
    pub fn sizes(&self, key: &str) -> Read<Vec<usize>> {
        let wrong = |_| format!("{}: '{key}': expected a list of sizes", self.at);
        self.ints(key)?.into_iter().map(|n| usize::try_from(n).map_err(wrong)).collect()
    }

    /// A list of strings.
    pub fn texts(&self, key: &str) -> Read<Vec<&'a str>> {
        let wrong = |value| self.wrong(key, "a list of strings", value);
        self.list(key)?.iter().map(|value| value.as_str().ok_or_else(|| wrong(value))).collect()
    }

    /// An object.
    pub fn entry(&self, key: &str) -> Read<Entry<'a>> {
        Entry::new(self.value(key)?, &format!("{}: {key}", self.at))
    }

    /// The objects in the list `key`.
    pub fn entries(&self, key: &str) -> Read<Vec<Entry<'a>>> {
        let name = |i| format!("{}: {key}[{i}]", self.at);
        self.list(key)?.iter().enumerate().map(|(i, value)| Entry::new(value, &name(i))).collect()
    }

    /// Is the value of `key` null?
    pub fn is_null(&self, key: &str) -> Read<bool> {
        self.value(key).map(Value::is_null)
    }

    /// The names of all keys.
    pub fn keys(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.map.keys().map(String::as_str)
    }

    /// Documented keys that need no comparison. They may be absent.
    pub fn ignore(&self, keys: &[&str]) {
        self.read.borrow_mut().extend(keys.iter().map(|&k| k.to_owned()));
    }

    /// Nothing more of it will be compared.
    pub fn ignore_rest(&self) {
        self.read.borrow_mut().extend(self.map.keys().cloned());
    }

    /// Fails if the object holds a key that was neither read nor ignored.
    pub fn finish(self) -> Read<()> {
        let read = self.read.into_inner();
        match self.map.keys().find(|key| !read.contains(*key)) {
            None => Ok(()),
            Some(key) => Err(format!("{}: key '{key}' is not one this runner knows", self.at)),
        }
    }

    fn wrong(&self, key: &str, expected: &str, found: &Value) -> String {
        format!("{}: '{key}': expected {expected}, found {found}", self.at)
    }
}

/// A JSON integer, without a detour through floats.
pub fn int(value: &Value) -> Option<i128> {
    value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_key_that_nobody_reads_is_an_error() {
        let value = json!({"a": 1, "b": [18446744073709551615u64], "surprise": null});
        let entry = Entry::new(&value, "case").unwrap();
        assert_eq!(entry.int("a"), Ok(1));
        assert_eq!(entry.ints("b"), Ok(vec![i128::from(u64::MAX)]));
        assert!(entry.finish().unwrap_err().contains("'surprise'"));
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_an_error() {
        let value = json!({"a": 1.5, "b": -1, "c": null});
        let entry = Entry::new(&value, "case").unwrap();
        assert!(entry.int("a").unwrap_err().contains("expected an integer, found 1.5"));
        assert!(entry.size("b").is_err() && entry.text("c").is_err() && entry.bool("missing").is_err());
        assert_eq!(entry.text_or_null("c"), Ok(None));
    }
}
