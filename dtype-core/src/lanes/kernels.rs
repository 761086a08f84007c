//! The loops over one block, written once; `dispatch` compiles them for each instruction set.
//!
//! Comparisons are `if x < least { x } else { least }` and nothing else: that is the machine's own minimum, one
//! instruction without a branch. It keeps `least` where `x` is NaN, so NaN in a block is found by its sum,
//! never by its extremes.

use std::array;
use std::ops::Add;

use super::{BLOCK, LANES};

/// Sum and extremes of a block of floats. Of no elements: 0, +inf and -inf.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Extent {
    pub(crate) sum: f64,
    /// The least element that is not NaN.
    pub(crate) min: f64,
    /// The greatest element that is not NaN.
    pub(crate) max: f64,
}

/// Sum and extremes of a block of 64-bit integers. Of no elements: 0, the largest and the smallest integer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct WideExtent {
    pub(crate) sum: i128,
    pub(crate) min: i64,
    pub(crate) max: i64,
}

/// How far the elements of a block lie from a centre.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Deviations {
    /// The sum of `x - centre`.
    pub(crate) sum: f64,
    /// The sum of `(x - centre)^2`.
    pub(crate) squares: f64,
}

/// Elements in rows of one for each lane.
pub(super) trait Rows<T> {
    /// Inserts all full rows, and returns what is left: fewer than a row.
    fn insert_into(self, lanes: &mut impl Insert<T>) -> Rest<T>;
}

/// What rows are inserted into, four lanes at a time, so that the numbers of the others take no registers meanwhile.
///
/// Not a closure: the compiler may leave those out of line, compiled for the least that the target guarantees.
pub(super) trait Insert<T> {
    /// One element into each of four lanes, from lane `4 * quarter` on.
    fn insert(&mut self, quarter: usize, four: [T; 4]);
}

/// The elements behind the last full row.
pub(super) struct Rest<T> {
    pub(super) values: [T; LANES],
    pub(super) count: usize,
}

/// The sum, starting from +0.
#[inline(always)]
pub(crate) fn sum(values: &[f64]) -> f64 {
    sum_of(values)
}

/// The sum, wherever the rows come from.
#[inline(always)]
pub(super) fn sum_of(rows: impl Rows<f64>) -> f64 {
    let mut sums = Sums([0.0; LANES]);
    let rest = rows.insert_into(&mut sums);
    finish(&{ sums.0 }, rest.as_slice(), add, add)
}

/// The sum, with the same bits as [`sum`], and the extremes.
#[inline(always)]
pub(crate) fn extent(values: &[f64]) -> Extent {
    extent_of(values)
}

/// Sum and extremes, wherever the rows come from.
#[inline(always)]
pub(super) fn extent_of(rows: impl Rows<f64>) -> Extent {
    let mut lanes =
        Extents { sums: [0.0; LANES], mins: [f64::INFINITY; LANES], maxs: [f64::NEG_INFINITY; LANES] };
    let rest = rows.insert_into(&mut lanes);
    let rest = rest.as_slice();
    Extent {
        sum: finish(&{ lanes.sums }, rest, add, add),
        min: finish(&{ lanes.mins }, rest, lesser, lesser),
        max: finish(&{ lanes.maxs }, rest, greater, greater),
    }
}

/// The first two moments about a centre.
#[inline(always)]
pub(crate) fn deviations(values: &[f64], centre: f64) -> Deviations {
    moments(values, |x| x - centre)
}

/// The exact sum and the extremes. At most [`BLOCK`] values.
#[inline(always)]
pub(crate) fn wide_extent(values: &[i64]) -> WideExtent {
    debug_assert!(values.len() <= BLOCK);
    // Integers may be added in any order, so the compiler makes the lanes itself.
    let (mut wrapped, mut min, mut max) = (0i64, i64::MAX, i64::MIN);
    for &x in values {
        wrapped = wrapped.wrapping_add(x);
        min = min.min(x);
        max = max.max(x);
    }
    let sum = if max.wrapping_sub(min).cast_unsigned() < u64::MAX / BLOCK as u64 {
        // The distances from the least add up to less than 2^64, so that their sum is exact without its carries.
        let count = values.len() as u64;
        let distances = wrapped.cast_unsigned().wrapping_sub(min.cast_unsigned().wrapping_mul(count));
        i128::from(min) * i128::from(count) + i128::from(distances)
    } else {
        values.iter().copied().map(i128::from).sum()
    };
    WideExtent { sum, min, max }
}

/// The first two moments about `base + centre`. No value is less than `base`, so the distance from it is exact
/// as an integer, and is rounded only where it needs more than 53 bits.
#[inline(always)]
pub(crate) fn wide_deviations(values: &[i64], base: i64, centre: f64) -> Deviations {
    moments(values, |x| x.wrapping_sub(base).cast_unsigned() as f64 - centre)
}

/// Moves the values that are not NaN to the front of `kept`, in their order, and returns how many there are.
#[inline(always)]
pub(crate) fn without_nan(values: &[f64], kept: &mut [f64; BLOCK]) -> usize {
    keep(values, kept, |value| !value.is_nan())
}

/// Moves the values other than `hole` to the front of `kept`, in their order, and returns how many there are.
#[inline(always)]
pub(crate) fn without(values: &[i64], hole: i64, kept: &mut [i64; BLOCK]) -> usize {
    keep(values, kept, |value| value != hole)
}

/// The distances from a centre, and their sum. Behind them zeros fill the block.
#[inline(always)]
pub(crate) fn centred(values: &[f64], centre: f64, out: &mut [f64; BLOCK]) -> f64 {
    centre_by(values, out, |x| x - centre)
}

/// The same from `base + centre`; see [`wide_deviations`].
#[inline(always)]
pub(crate) fn wide_centred(values: &[i64], base: i64, centre: f64, out: &mut [f64; BLOCK]) -> f64 {
    centre_by(values, out, |x| x.wrapping_sub(base).cast_unsigned() as f64 - centre)
}

/// The sums of products of each column with itself and those behind it, in rows. Only the first `count` of a column count, and
/// those behind them are zero.
#[inline(always)]
pub(crate) fn products(columns: &[[f64; BLOCK]], count: usize, sums: &mut [f64]) {
    let rows = count.div_ceil(LANES).min(BLOCK / LANES);
    let mut sums = sums.iter_mut();
    for (i, first) in columns.iter().enumerate() {
        let (pairs, last) = columns[i..].as_chunks::<2>();
        for [second, third] in pairs {
            let both = dots(first, [second, third], rows);
            both.into_iter().zip(&mut sums).for_each(|(dot, sum)| *sum = dot);
        }
        for (second, sum) in last.iter().zip(&mut sums) {
            [*sum] = dots(first, [second], rows);
        }
    }
}

struct Sums([f64; LANES]);

impl Insert<f64> for Sums {
    #[inline(always)]
    fn insert(&mut self, quarter: usize, four: [f64; 4]) {
        step(&mut self.0, quarter, four, add);
    }
}

struct Extents {
    sums: [f64; LANES],
    mins: [f64; LANES],
    maxs: [f64; LANES],
}

impl Insert<f64> for Extents {
    #[inline(always)]
    fn insert(&mut self, quarter: usize, four: [f64; 4]) {
        step(&mut self.sums, quarter, four, add);
        step(&mut self.mins, quarter, four, lesser);
        step(&mut self.maxs, quarter, four, greater);
    }
}

impl<T: Copy + Default> Rows<T> for &[T] {
    #[inline(always)]
    fn insert_into(self, lanes: &mut impl Insert<T>) -> Rest<T> {
        let (rows, left) = self.as_chunks::<LANES>();
        for row in rows {
            let (fours, _) = row.as_chunks();
            for (quarter, four) in fours.iter().enumerate() {
                lanes.insert(quarter, *four);
            }
        }
        let mut values = [T::default(); LANES];
        values.iter_mut().zip(left).for_each(|(value, &left)| *value = left);
        Rest { values, count: left.len() }
    }
}

impl<T> Rest<T> {
    #[inline(always)]
    fn as_slice(&self) -> &[T] {
        &self.values[..self.count]
    }
}

#[inline(always)]
fn moments<T: Copy>(values: &[T], off: impl Fn(T) -> f64) -> Deviations {
    let mut sums = [0.0; LANES];
    let mut squares = [0.0; LANES];
    let (rows, rest) = values.as_chunks::<LANES>();
    for row in rows {
        // Lane by lane: of four at a time the compiler may make vectors across the rows, and shuffle.
        for lane in 0..LANES {
            let x = off(row[lane]);
            sums[lane] += x;
            squares[lane] += x * x;
        }
    }
    let first = |sum: f64, x: T| sum + off(x);
    let second = |sum: f64, x: T| sum + off(x) * off(x);
    Deviations { sum: finish(&{ sums }, rest, first, add), squares: finish(&{ squares }, rest, second, add) }
}

#[inline(always)]
fn centre_by<T: Copy>(values: &[T], out: &mut [f64; BLOCK], off: impl Fn(T) -> f64) -> f64 {
    let count = values.len().min(BLOCK);
    let (inside, behind) = out.split_at_mut(count);
    for (out, &x) in inside.iter_mut().zip(values) {
        *out = off(x);
    }
    behind.fill(0.0);
    sum(&out[..count])
}

/// The sums of products of one column with some others: lanes and their tree are those of [`deviations`].
#[inline(always)]
fn dots<const N: usize>(first: &[f64; BLOCK], others: [&[f64; BLOCK]; N], rows: usize) -> [f64; N] {
    let row = |column: &[f64; BLOCK], i: usize| column.as_chunks::<LANES>().0[i];
    let mut lanes = [[0.0; LANES]; N];
    for i in 0..rows {
        let first = row(first, i);
        for (lanes, other) in lanes.iter_mut().zip(others) {
            let other = row(other, i);
            for l in 0..LANES {
                lanes[l] += first[l] * other[l];
            }
        }
    }
    lanes.map(|lanes| finish(&{ lanes }, &[], add, add))
}

/// One element into each of four lanes.
#[inline(always)]
fn step<A: Copy, T: Copy>(lanes: &mut [A; LANES], quarter: usize, four: [T; 4], insert: impl Fn(A, T) -> A) {
    let (quarters, _) = lanes.as_chunks_mut::<4>();
    for (lane, x) in quarters[quarter].iter_mut().zip(four) {
        *lane = insert(*lane, x);
    }
}

/// The elements after the last full row, then the tree over the lanes.
///
/// Never inlined, and given a copy of the lanes in memory: the compiler then sees that they are stored side by side,
/// and keeps them in vector registers through the loop.
#[inline(never)]
fn finish<A: Copy, T: Copy>(
    lanes: &[A; LANES],
    rest: &[T],
    insert: impl Fn(A, T) -> A,
    combine: impl Fn(A, A) -> A,
) -> A {
    let mut lanes = *lanes;
    for (lane, &x) in lanes.iter_mut().zip(rest) {
        *lane = insert(*lane, x);
    }
    let eight: [A; 8] = halved(lanes, &combine);
    let four: [A; 4] = halved(eight, &combine);
    let [first, second] = halved(four, &combine);
    combine(first, second)
}

/// One step down the tree: the second half of some lanes, combined with the first.
#[inline(always)]
fn halved<A: Copy, const N: usize, const M: usize>(lanes: [A; N], combine: impl Fn(A, A) -> A) -> [A; M] {
    const { assert!(N == 2 * M, "half as many") };
    array::from_fn(|lane| combine(lanes[lane], lanes[lane + M]))
}

#[inline(always)]
fn keep<T: Copy>(values: &[T], kept: &mut [T; BLOCK], wanted: impl Fn(T) -> bool) -> usize {
    let mut count = 0;
    for &value in &values[..values.len().min(BLOCK)] {
        // No branch: every value is written, and the next one overwrites it if it was not wanted.
        kept[count] = value;
        count += usize::from(wanted(value));
    }
    count
}

#[inline(always)]
fn add<T: Add<Output = T>>(sum: T, x: T) -> T {
    sum + x
}

#[inline(always)]
fn lesser<T: PartialOrd>(least: T, x: T) -> T {
    if x < least { x } else { least }
}

#[inline(always)]
fn greater<T: PartialOrd>(greatest: T, x: T) -> T {
    if x > greatest { x } else { greatest }
}
