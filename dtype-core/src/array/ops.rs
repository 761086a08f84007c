//! Arithmetic on arrays, element by element, into memory that is there: NumPy's functions with `out`.
//!
//! Operands are broadcast to the shape of `out`. They may have any strides, any alignment and any byte order; what counts is
//! that they are the same number in the byte order of this machine ([`Arithmetic`]): where the dtype is known only at run time,
//! [`AnyArrayView::typed`](crate::AnyArrayView::typed) takes `Be<f64>` for `'>f8'`. Nothing is allocated. `out` never
//! overlaps an operand, because it is borrowed to be written; where one array is both, there are the forms that end in
//! `_assign`, and [`ArrayViewMut::copy_within`] for parts that overlap.
//!
//! Integers wrap around as NumPy's do. Results have the same bits on any number of threads.
//!
//! ```
//! use dtype_core::{Columns, Record, ops};
//!
//! #[derive(Clone, Copy, Record)]
//! #[repr(C, packed)]
//! struct Trade { price: f64, size: u8, fee: f64 }
//!
//! let mut trades = [Trade { price: 2.0, size: 1, fee: 0.5 }; 3];
//! let (price, mut fee) = trades.columns_mut((Trade::FIELDS.price, Trade::FIELDS.fee))?;
//! ops::mul_assign(&mut fee.reborrow().into_array(), &price.as_column().as_array())?;
//! assert_eq!(fee.as_column().to_vec(), [1.0; 3]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::{ArrayView, ArrayViewMut};
use crate::record::Element;
use crate::shape::{Indices, ShapeError};
use crate::strided;

pub use super::number::{Arithmetic, Float, Native, Real};

type Done = Result<(), ShapeError>;

impl<A: Element> ArrayView<'_, A> {
    /// Writes what `f` makes of each value to `out`. This view is broadcast to the shape of `out`; the order is any, and
    /// large arrays are shared among threads.
    ///
    /// ```
    /// use dtype_core::{ArrayView, ArrayViewMut};
    ///
    /// let mut lengths = [0; 3];
    /// let out = &mut ArrayViewMut::new(&mut lengths);
    /// ArrayView::new(&[-1i8, 2, -3]).map_into(out, |n| i32::from(n).abs())?;
    /// assert_eq!(lengths, [1, 2, 3]);
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// If the shapes do not fit; nothing is written then.
    pub fn map_into<O: Element>(&self, out: &mut ArrayViewMut<'_, O>, f: impl Fn(A) -> O + Sync) -> Done {
        let a = self.broadcast_to(&out.shape())?;
        strided::map1((a.grid(),), out.reborrow().into_grid(), f);
        Ok(())
    }

    /// Writes what `f` makes of each value and one of `other` to `out`, to whose shape both are broadcast.
    ///
    /// # Errors
    /// If the shapes do not fit; nothing is written then.
    pub fn zip_into<B: Element, O: Element>(
        &self,
        other: &ArrayView<'_, B>,
        out: &mut ArrayViewMut<'_, O>,
        f: impl Fn(A, B) -> O + Sync,
    ) -> Done {
        let shape = out.shape();
        let (a, b) = (self.broadcast_to(&shape)?, other.broadcast_to(&shape)?);
        strided::map2((a.grid(), b.grid()), out.reborrow().into_grid(), f);
        Ok(())
    }

    /// The same of three.
    ///
    /// # Errors
    /// If the shapes do not fit; nothing is written then.
    pub fn zip3_into<B: Element, C: Element, O: Element>(
        &self,
        second: &ArrayView<'_, B>,
        third: &ArrayView<'_, C>,
        out: &mut ArrayViewMut<'_, O>,
        f: impl Fn(A, B, C) -> O + Sync,
    ) -> Done {
        let shape = out.shape();
        let (a, b) = (self.broadcast_to(&shape)?, second.broadcast_to(&shape)?);
        let c = third.broadcast_to(&shape)?;
        strided::map3((a.grid(), b.grid(), c.grid()), out.reborrow().into_grid(), f);
        Ok(())
    }
}

impl<O: Element> ArrayViewMut<'_, O> {
    /// Replaces each value by what `f` makes of it and one of `other`, which is broadcast to the shape of this view.
    ///
    /// # Errors
    /// If the shapes do not fit; nothing is written then.
    pub fn zip_update<B: Element>(&mut self, other: &ArrayView<'_, B>, f: impl Fn(O, B) -> O + Sync) -> Done {
        let b = other.broadcast_to(&self.shape())?;
        strided::update2(b.grid(), self.reborrow().into_grid(), f);
        Ok(())
    }

    /// Writes the values of one part of this view to another, which may overlap: as if they had been copied before, as
    /// NumPy's `a[1:] = a[:-1]`.
    ///
    /// ```
    /// use dtype_core::ArrayViewMut;
    ///
    /// let mut numbers = [1, 2, 3, 4];
    /// ArrayViewMut::new(&mut numbers).copy_within((..-1,), (1..,))?;
    /// assert_eq!(numbers, [1, 1, 2, 3]);
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    ///
    /// # Errors
    /// If there is no such part, or the one cannot be broadcast to the other; nothing is written then.
    pub fn copy_within(&mut self, from: impl Indices, to: impl Indices) -> Done {
        let part = self.as_view().slice(from)?;
        let (values, shape) = (part.to_vec(), part.shape());
        let copied = ArrayView::with_shape(&values, &shape, crate::shape::Order::C)?;
        self.reborrow().slice(to)?.assign(&copied)
    }
}

macro_rules! unary {
    ($($(#[$meta:meta])* $name:ident, $assign:ident: $bound:ident, |$x:ident| $value:expr;)*) => {$(
        $(#[$meta])*
        ///
        /// # Errors
        /// If the shapes do not fit; nothing is written then.
        pub fn $name<A, O>(a: &ArrayView<'_, A>, out: &mut ArrayViewMut<'_, O>) -> Done
        where
            A: Arithmetic<Native: $bound>,
            O: Arithmetic<Native = A::Native>,
        {
            a.map_into(out, |a| {
                let $x = a.to_native();
                O::from_native($value)
            })
        }

        /// The same in place.
        pub fn $assign<O: Arithmetic<Native: $bound>>(out: &mut ArrayViewMut<'_, O>) {
            out.update(|o| {
                let $x = o.to_native();
                O::from_native($value)
            });
        }
    )*};
}

macro_rules! binary {
    ($($(#[$meta:meta])* $name:ident, $assign:ident: $bound:ident, |$x:ident, $y:ident| $value:expr;)*) => {$(
        $(#[$meta])*
        ///
        /// # Errors
        /// If the shapes do not fit; nothing is written then.
        pub fn $name<A, B, O>(a: &ArrayView<'_, A>, b: &ArrayView<'_, B>, out: &mut ArrayViewMut<'_, O>) -> Done
        where
            A: Arithmetic<Native: $bound>,
            B: Arithmetic<Native = A::Native>,
            O: Arithmetic<Native = A::Native>,
        {
            a.zip_into(b, out, |a, b| {
                let ($x, $y) = (a.to_native(), b.to_native());
                O::from_native($value)
            })
        }

        /// The same in place, the first operand being `out`.
        ///
        /// # Errors
        /// If the shapes do not fit; nothing is written then.
        pub fn $assign<O, B>(out: &mut ArrayViewMut<'_, O>, b: &ArrayView<'_, B>) -> Done
        where
            O: Arithmetic<Native: $bound>,
            B: Arithmetic<Native = O::Native>,
        {
            out.zip_update(b, |o, b| {
                let ($x, $y) = (o.to_native(), b.to_native());
                O::from_native($value)
            })
        }
    )*};
}

unary! {
    /// `out = -a`. Unsigned integers wrap around, as in NumPy.
    neg, neg_assign: Native, |x| x.negative();
    /// `out = |a|`. Of the least integer that is itself, as in NumPy.
    abs, abs_assign: Real, |x| x.absolute();
    /// `out = √a`, NaN of negative numbers.
    sqrt, sqrt_assign: Float, |x| x.root();
}

binary! {
    /// `out = a + b`
    ///
    /// ```
    /// use dtype_core::{ArrayView, ArrayViewMut, ops};
    /// use dtype_core::shape::Order;
    ///
    /// let (rows, columns) = ([10, 20], [1, 2, 3]);
    /// let mut sums = [0; 6];
    /// let rows = ArrayView::new(&rows).reshape(&[2, 1], Order::C)?;
    /// let mut out = ArrayViewMut::with_shape(&mut sums, &[2, 3], Order::C)?;
    /// ops::add(&rows, &ArrayView::new(&columns), &mut out)?;
    /// assert_eq!(sums, [11, 12, 13, 21, 22, 23]);
    /// # Ok::<(), dtype_core::shape::ShapeError>(())
    /// ```
    add, add_assign: Native, |x, y| x.plus(y);
    /// `out = a - b`
    sub, sub_assign: Native, |x, y| x.minus(y);
    /// `out = a * b`
    mul, mul_assign: Native, |x, y| x.times(y);
    /// `out` = the lesser of both; NaN if one is, as `np.minimum`.
    min, min_assign: Native, |x, y| x.least(y);
    /// `out` = the greater of both; NaN if one is, as `np.maximum`.
    max, max_assign: Native, |x, y| x.greatest(y);
}

/// `out = a / b`. Of integers the quotients are `f64`, as NumPy's `/` gives them; by zero it is infinite or NaN.
///
/// ```
/// use dtype_core::{ArrayView, ArrayViewMut, ops};
///
/// let mut quotients = [0.0; 2];
/// ops::div(&ArrayView::new(&[7, -1]), &ArrayView::new(&[2, 0]), &mut ArrayViewMut::new(&mut quotients))?;
/// assert_eq!(quotients, [3.5, f64::NEG_INFINITY]);
/// # Ok::<(), dtype_core::shape::ShapeError>(())
/// ```
///
/// # Errors
/// If the shapes do not fit; nothing is written then.
pub fn div<A, B, O>(a: &ArrayView<'_, A>, b: &ArrayView<'_, B>, out: &mut ArrayViewMut<'_, O>) -> Done
where
    A: Arithmetic,
    B: Arithmetic<Native = A::Native>,
    O: Arithmetic<Native = <A::Native as Native>::Quotient>,
{
    a.zip_into(b, out, |a, b| O::from_native(a.to_native().over(b.to_native())))
}

/// The same in place, the first operand being `out`: of floats and complex numbers, whose quotients are of their type.
///
/// # Errors
/// If the shapes do not fit; nothing is written then.
pub fn div_assign<O, B>(out: &mut ArrayViewMut<'_, O>, b: &ArrayView<'_, B>) -> Done
where
    O: Arithmetic<Native: Native<Quotient = O::Native>>,
    B: Arithmetic<Native = O::Native>,
{
    out.zip_update(b, |o, b| O::from_native(o.to_native().over(b.to_native())))
}

/// `out = a * b + c`, rounded twice, in one trip over memory.
///
/// # Errors
/// If the shapes do not fit; nothing is written then.
pub fn mul_add<A, B, C, O>(
    a: &ArrayView<'_, A>,
    b: &ArrayView<'_, B>,
    c: &ArrayView<'_, C>,
    out: &mut ArrayViewMut<'_, O>,
) -> Done
where
    A: Arithmetic,
    B: Arithmetic<Native = A::Native>,
    C: Arithmetic<Native = A::Native>,
    O: Arithmetic<Native = A::Native>,
{
    a.zip3_into(b, c, out, |a, b, c| O::from_native(a.to_native().times(b.to_native()).plus(c.to_native())))
}

/// `out = min(max(a, low), high)`: what is outside becomes the nearest bound, as `np.clip`.
///
/// # Errors
/// If the shapes do not fit; nothing is written then.
pub fn clip<A, O>(
    a: &ArrayView<'_, A>,
    low: A::Native,
    high: A::Native,
    out: &mut ArrayViewMut<'_, O>,
) -> Done
where
    A: Arithmetic,
    O: Arithmetic<Native = A::Native>,
{
    a.map_into(out, |a| O::from_native(a.to_native().greatest(low).least(high)))
}

/// The same in place.
pub fn clip_assign<O: Arithmetic>(out: &mut ArrayViewMut<'_, O>, low: O::Native, high: O::Native) {
    out.update(|o| O::from_native(o.to_native().greatest(low).least(high)));
}
