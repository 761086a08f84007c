//! The text form of a dtype.

mod literal;

use std::str::FromStr;

use super::DType;
use crate::error::Error;

impl FromStr for DType {
    type Err = Error;

    fn from_str(text: &str) -> Result<DType, Error> {
        Err(Error::unsupported(format!("cannot read {text:?} yet")))
    }
}
