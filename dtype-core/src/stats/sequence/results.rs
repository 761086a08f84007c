//! Results on their way out, a block at a time: into a vector of their type, or an array of their dtype.

use crate::dtype::{DType, Scalar, ScalarKind};
use crate::error::{Error, Result};
use crate::lanes;
use crate::stats::kind::Outcome;
use crate::stats::number::sealed::FromOutcome;
use crate::view::RecordArray;

/// A block of numbers that are in the range of their kind.
#[derive(Clone, Copy)]
pub(super) enum Results<'b> {
    /// Floats, booleans and integers of up to 32 bits.
    Floats(&'b [f64]),
    /// Integers of 64 bits, unsigned ones by their bits; times.
    Wholes(&'b [i64]),
    /// Complex numbers.
    Pairs(&'b [[f64; 2]]),
}

/// Takes blocks.
pub(super) type Sink<'s> = &'s mut dyn FnMut(Results<'_>);

/// A number in one of the three forms, and back.
pub(super) trait Form: Copy {
    fn results(block: &[Self]) -> Results<'_>;
}

impl Form for f64 {
    fn results(block: &[f64]) -> Results<'_> {
        Results::Floats(block)
    }
}

impl Form for i64 {
    fn results(block: &[i64]) -> Results<'_> {
        Results::Wholes(block)
    }
}

impl Form for [f64; 2] {
    fn results(block: &[[f64; 2]]) -> Results<'_> {
        Results::Pairs(block)
    }
}

impl Results<'_> {
    /// Appends them as values of a type, which is that of the kind.
    fn push<D: FromOutcome>(self, kind: ScalarKind, to: &mut Vec<D>) {
        match (self, kind.letter()) {
            (Results::Floats(block), 'f') => {
                to.extend(block.iter().map(|&x| D::from_outcome(Outcome::Float(x))));
            }
            (Results::Floats(block), _) => {
                to.extend(block.iter().map(|&x| D::from_outcome(Outcome::Whole((x as i64).into()))));
            }
            (Results::Wholes(block), 'm' | 'M') => {
                to.extend(block.iter().map(|&n| D::from_outcome(Outcome::Steps(n))));
            }
            (Results::Wholes(block), _) => {
                to.extend(block.iter().map(|&n| D::from_outcome(Outcome::Whole(n.into()))));
            }
            (Results::Pairs(block), _) => {
                to.extend(block.iter().map(|&z| D::from_outcome(Outcome::Complex(z))));
            }
        }
    }

    /// Appends them as elements of a dtype, in the byte order of this machine.
    fn write(self, kind: ScalarKind, to: &mut Vec<u8>) {
        macro_rules! each {
            ($block:expr, $bytes:expr) => {
                $block.iter().for_each(|&x| to.extend_from_slice(&$bytes(x)))
            };
        }
        match (self, kind) {
            (Results::Floats(block), ScalarKind::Float64) => each!(block, f64::to_ne_bytes),
            (Results::Floats(block), ScalarKind::Float32) => each!(block, |x| (x as f32).to_ne_bytes()),
            (Results::Floats(block), ScalarKind::Float16) => {
                each!(block, |x| lanes::f64_to_half(x).to_ne_bytes());
            }
            (Results::Floats(block), kind) => match kind.itemsize() {
                1 => each!(block, |x| (x as i64 as u8).to_ne_bytes()),
                2 => each!(block, |x| (x as i64 as u16).to_ne_bytes()),
                _ => each!(block, |x| (x as i64 as u32).to_ne_bytes()),
            },
            (Results::Wholes(block), _) => each!(block, i64::to_ne_bytes),
            (Results::Pairs(block), ScalarKind::Complex64) => {
                let parts = block.as_flattened();
                each!(parts, |x| (x as f32).to_ne_bytes());
            }
            (Results::Pairs(block), _) => {
                let parts = block.as_flattened();
                each!(parts, f64::to_ne_bytes);
            }
        }
    }
}

/// All results as values of a type.
///
/// # Errors
/// Those of `run`.
pub(super) fn values<D: FromOutcome>(
    kind: ScalarKind,
    count: usize,
    run: impl FnOnce(Sink<'_>) -> Result<()>,
) -> Result<Vec<D>> {
    let mut values = Vec::with_capacity(count);
    run(&mut |block| block.push(kind, &mut values))?;
    Ok(values)
}

/// All results as an array of a kind.
///
/// # Errors
/// Those of `run`; [`Limit`](crate::ErrorKind::Limit) if they are more than memory can be.
pub(super) fn array(
    kind: ScalarKind,
    shape: &[usize],
    run: impl FnOnce(Sink<'_>) -> Result<()>,
) -> Result<RecordArray> {
    let count = crate::int::product(shape).and_then(|count| count.checked_mul(kind.itemsize()));
    let Some(size) = count else {
        return Err(Error::limit(format!("shape {shape:?} is larger than memory can be")));
    };
    let mut bytes = Vec::with_capacity(size);
    run(&mut |block| block.write(kind, &mut bytes))?;
    RecordArray::from_bytes(&bytes, &DType::scalar(Scalar::native(kind)), shape, false)
}
