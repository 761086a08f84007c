//! Casts: values of one kind as values of another, as NumPy's `astype` makes them.
//!
//! A cast knows two scalar dtypes and runs over one value of many elements. Numbers have loops of their own; all else goes
//! value by value. What NumPy leaves undefined is defined here:
//! - a float beyond the range of an integer becomes the nearest integer, NaN becomes 0; as a time, all of them are NaT;
//! - text that is no number, or one beyond the range of an integer, is an error, as are characters beyond ASCII on the way
//!   from or to `S`, and a datetime whose text has no room;
//! - a time that 64 bits can't count in the new unit is an error, where NumPy wraps around.

mod check;
mod number;
mod text;
mod time;
mod value;

pub(super) use number::Kernel;

use super::step::Axis;
use crate::dtype::{Scalar, ScalarKind, TimeUnit};
use time::Rescale;
use value::Scratch;

/// How values of one scalar dtype become values of another one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cast {
    from: Scalar,
    to: Scalar,
    checked: bool,
    way: Way,
}

#[derive(Clone, Copy, Debug)]
enum Way {
    Numbers(Kernel),
    Times(Rescale),
    Values,
}

/// The first element whose value does not become one, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Misfit {
    pub(super) at: usize,
    /// Where it is in the sub-arrays around it, one number for each, from the outside in.
    pub(super) index: Vec<usize>,
    pub(super) why: String,
}

impl Misfit {
    /// The one in the earlier element.
    pub(super) fn first(self, other: Misfit) -> Misfit {
        if other.at < self.at { other } else { self }
    }
}

impl PartialEq for Cast {
    fn eq(&self, other: &Cast) -> bool {
        (self.from, self.to, self.checked) == (other.from, other.to, other.checked)
    }
}

impl Eq for Cast {}

impl Cast {
    /// `None` if there is no such cast, in NumPy or here.
    pub(super) fn new(from: Scalar, to: Scalar, checked: bool) -> Option<Cast> {
        Some(Cast { from, to, checked, way: way(from.kind(), to.kind())? })
    }

    /// Whether it looks at every value.
    pub(super) fn is_checked(&self) -> bool {
        self.checked
    }

    /// The loop, and whether the bytes are turned around on either side, if that is all there is to do.
    pub(super) fn loop_of_numbers(&self) -> Option<(Kernel, [bool; 2])> {
        match self.way {
            Way::Numbers(kernel) if !self.checked => Some((kernel, self.swap())),
            _ => None,
        }
    }

    fn swap(&self) -> [bool; 2] {
        [self.from, self.to].map(|scalar| !scalar.byte_order().is_native())
    }

    /// Sizes of the values on either side, in bytes.
    pub(super) fn sizes(&self) -> (usize, usize) {
        (self.from.itemsize(), self.to.itemsize())
    }

    /// Casts the first value of each element, all of them even if one does not fit; tells the first that does not.
    pub(super) fn run(&self, axis: Axis, src: &[u8], dst: &mut [u8]) -> Option<Misfit> {
        let (from_size, to_size) = self.sizes();
        let mut misfit = None;
        let mut note = |at: usize, result: Result<(), String>| {
            if let (None, Err(why)) = (&misfit, result) {
                misfit = Some(Misfit { at, index: Vec::new(), why });
            }
        };
        let place = |at: usize| (at * axis.from, at * axis.to);
        match self.way {
            Way::Numbers(kernel) => {
                kernel(axis, self.swap(), src, dst);
                if self.checked {
                    for at in 0..axis.count {
                        let (from, to) = place(at);
                        let (src, dst) = (&src[from..from + from_size], &dst[to..to + to_size]);
                        note(at, check::same(self.from, src, self.to, dst));
                    }
                }
            }
            Way::Times(rescale) => {
                for at in 0..axis.count {
                    let (from, to) = place(at);
                    let count = value::integer(self.from, &src[from..from + from_size]);
                    let result = rescale.count(count, self.checked);
                    value::put_count(self.to, *result.as_ref().unwrap_or(&count), &mut dst[to..to + to_size]);
                    note(
                        at,
                        result
                            .map(drop)
                            .map_err(|why| value::found(why, (self.from, &src[from..from + from_size]))),
                    );
                }
            }
            Way::Values => {
                let mut scratch = Scratch::default();
                for at in 0..axis.count {
                    let (from, to) = place(at);
                    let (src, dst) = (&src[from..from + from_size], &mut dst[to..to + to_size]);
                    dst.fill(0);
                    note(at, value::cast((self.from, src), (self.to, dst), self.checked, &mut scratch));
                }
            }
        }
        misfit
    }
}

fn way(from: ScalarKind, to: ScalarKind) -> Option<Way> {
    use ScalarKind::*;
    let is_text = |kind| matches!(kind, Bytes(_) | Str(_));
    let is_time = |kind| matches!(kind, DateTime64(_) | TimeDelta64(_));
    match (from, to) {
        (Object, _) | (_, Object) => None,
        (_, Void(_)) | (Void(_), Bool) => Some(Way::Values),
        (DateTime64(from), DateTime64(to)) => Rescale::datetimes(from, to),
        (TimeDelta64(from), TimeDelta64(to)) => Rescale::spans(from, to),
        // A unit is not lost.
        (DateTime64(from), TimeDelta64(to)) | (TimeDelta64(from), DateTime64(to))
            if to.unit() == TimeUnit::Generic && from.unit() != TimeUnit::Generic =>
        {
            None
        }
        // A float that is no count is no time.
        (Float16 | Float32 | Float64 | Complex64 | Complex128, to) if is_time(to) => Some(Way::Values),
        (from, to) if is_text(from) && (is_text(to) || is_time(to)) => Some(Way::Values),
        (from, to) if is_text(from) => number::kernel(Float64, to).map(|_| Way::Values),
        (from, to) if is_text(to) => number::kernel(from, Float64).map(|_| Way::Values),
        (from, to) => number::kernel(from, to).map(Way::Numbers),
    }
}
