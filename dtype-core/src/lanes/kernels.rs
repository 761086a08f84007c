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
    /// How far they lie from the one in the middle. NaN where that was not asked for.
    pub(crate) off: Deviations,
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
    pub(crate) centre: f64,
    /// The sum of `x - centre`.
    pub(crate) sum: f64,
    /// The sum of `(x - centre)^2`.
    pub(crate) squares: f64,
}

/// Elements in rows of one for each lane.
pub(super) trait Rows<T>: Copy {
    /// The element behind the first half. Of no elements anything.
    fn middle(self) -> T;

    /// Inserts some quarters of all full rows.
    fn insert_into<const FROM: usize, const TO: usize>(self, lanes: &mut impl Insert<T>);

    /// What is left behind the full rows.
    fn rest(self) -> Rest<T>;
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
    rows.insert_into::<0, 4>(&mut sums);
    finish(&{ sums.0 }, rows.rest().as_slice(), add, add)
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
    rows.insert_into::<0, 4>(&mut lanes);
    let rest = rows.rest();
    let rest = rest.as_slice();
    Extent {
        sum: finish(&{ lanes.sums }, rest, add, add),
        min: finish(&{ lanes.mins }, rest, lesser, lesser),
        max: finish(&{ lanes.maxs }, rest, greater, greater),
        off: Deviations::UNKNOWN,
    }
}

/// The same as [`extent`], and the first two moments about the element in the middle.
#[inline(always)]
pub(crate) fn spread(values: &[f64]) -> Extent {
    spread_of::<2>(values)
}

/// Sum, extremes and moments, wherever the rows come from, so many quarters of them at a time. The numbers of all lanes are
/// more than there are registers.
#[inline(always)]
pub(super) fn spread_of<const QUARTERS: usize>(rows: impl Rows<f64>) -> Extent {
    let centre = rows.middle();
    let mut lanes = Spreads {
        sums: [0.0; LANES],
        mins: [f64::INFINITY; LANES],
        maxs: [f64::NEG_INFINITY; LANES],
        centre,
        offs: [0.0; LANES],
        squares: [0.0; LANES],
    };
    const { assert!(QUARTERS == 2 || QUARTERS == 4, "half of the lanes, or all") };
    if QUARTERS == 4 {
        rows.insert_into::<0, 4>(&mut lanes);
    } else {
        rows.insert_into::<0, 2>(&mut lanes);
        rows.insert_into::<2, 4>(&mut lanes);
    }
    let rest = rows.rest();
    let rest = rest.as_slice();
    let first = |sum: f64, x: f64| sum + (x - centre);
    let second = |sum: f64, x: f64| sum + (x - centre) * (x - centre);
    Extent {
        sum: finish(&{ lanes.sums }, rest, add, add),
        min: finish(&{ lanes.mins }, rest, lesser, lesser),
        max: finish(&{ lanes.maxs }, rest, greater, greater),
        off: Deviations {
            centre,
            sum: finish(&{ lanes.offs }, rest, first, add),
            squares: finish(&{ lanes.squares }, rest, second, add),
        },
    }
}

/// The first two moments about a centre.
#[inline(always)]
pub(crate) fn deviations(values: &[f64], centre: f64) -> Deviations {
    moments(values, centre, |x| x - centre)
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
    moments(values, centre, |x| x.wrapping_sub(base).cast_unsigned() as f64 - centre)
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

/// The distances from a centre, and their first two moments. Behind them zeros fill the block.
#[inline(always)]
pub(crate) fn centred(values: &[f64], centre: f64, out: &mut [f64; BLOCK]) -> Deviations {
    centre_by(values, centre, out, |x| x - centre)
}

/// The same from `base + centre`; see [`wide_deviations`].
#[inline(always)]
pub(crate) fn wide_centred(values: &[i64], base: i64, centre: f64, out: &mut [f64; BLOCK]) -> Deviations {
    centre_by(values, centre, out, |x| x.wrapping_sub(base).cast_unsigned() as f64 - centre)
}

/// The sums of products of each column with those behind it, in rows. Only the first `count` of a column count, and those
/// behind them are zero.
#[inline(always)]
pub(crate) fn products(columns: &[[f64; BLOCK]], count: usize, sums: &mut [f64]) {
    let rows = count.div_ceil(LANES).min(BLOCK / LANES);
    let len = columns.len();
    let place = |i: usize, j: usize| i * (2 * len - 1 - i) / 2 + (j - i - 1);
    // Two columns with two others at a time: each is then read half as often.
    for i in (0..len.saturating_sub(1)).step_by(2) {
        let both = [&columns[i], &columns[i + 1]];
        [[sums[place(i, i + 1)]]] = dots::<1, 1, LANES>([both[0]], [both[1]], rows);
        let (pairs, last) = columns[i + 2..].as_chunks::<2>();
        let mut j = i + 2;
        for [first, second] in pairs {
            let four = dots::<2, 2, { LANES / 2 }>(both, [first, second], rows);
            for (i, two) in (i..).zip(four) {
                sums[place(i, j)..place(i, j) + 2].copy_from_slice(&two);
            }
            j += 2;
        }
        for column in last {
            let two = dots::<2, 1, LANES>(both, [column], rows);
            (i..).zip(two).for_each(|(i, [sum])| sums[place(i, j)] = sum);
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

struct Spreads {
    sums: [f64; LANES],
    mins: [f64; LANES],
    maxs: [f64; LANES],
    centre: f64,
    offs: [f64; LANES],
    squares: [f64; LANES],
}

impl Insert<f64> for Spreads {
    #[inline(always)]
    fn insert(&mut self, quarter: usize, four: [f64; 4]) {
        step(&mut self.sums, quarter, four, add);
        step(&mut self.mins, quarter, four, lesser);
        step(&mut self.maxs, quarter, four, greater);
        let off = four.map(|x| x - self.centre);
        step(&mut self.offs, quarter, off, add);
        step(&mut self.squares, quarter, off.map(|x| x * x), add);
    }
}

impl Deviations {
    /// Of elements that were not looked at.
    pub(crate) const UNKNOWN: Deviations = Deviations { centre: f64::NAN, sum: f64::NAN, squares: f64::NAN };
}

impl<T: Copy + Default> Rows<T> for &[T] {
    #[inline(always)]
    fn middle(self) -> T {
        self.get(self.len() / 2).copied().unwrap_or_default()
    }

    #[inline(always)]
    fn insert_into<const FROM: usize, const TO: usize>(self, lanes: &mut impl Insert<T>) {
        for row in self.as_chunks::<LANES>().0 {
            let (fours, _) = row.as_chunks();
            for (quarter, four) in (FROM..TO).zip(&fours[FROM..TO]) {
                lanes.insert(quarter, *four);
            }
        }
    }

    #[inline(always)]
    fn rest(self) -> Rest<T> {
        let (_, left) = self.as_chunks::<LANES>();
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
fn moments<T: Copy>(values: &[T], centre: f64, off: impl Fn(T) -> f64) -> Deviations {
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
    let sum = finish(&{ sums }, rest, first, add);
    Deviations { centre, sum, squares: finish(&{ squares }, rest, second, add) }
}

#[inline(always)]
fn centre_by<T: Copy>(
    values: &[T],
    centre: f64,
    out: &mut [f64; BLOCK],
    off: impl Fn(T) -> f64,
) -> Deviations {
    let (inside, behind) = out.split_at_mut(values.len().min(BLOCK));
    behind.fill(0.0);
    let mut sums = [0.0; LANES];
    let mut squares = [0.0; LANES];
    let (rows, rest) = values.as_chunks::<LANES>();
    let (rows_out, rest_out) = inside.as_chunks_mut::<LANES>();
    for (row, out) in rows.iter().zip(rows_out) {
        // Lane by lane, as in `moments`.
        for lane in 0..LANES {
            let x = off(row[lane]);
            out[lane] = x;
            sums[lane] += x;
            squares[lane] += x * x;
        }
    }
    for (out, &x) in rest_out.iter_mut().zip(rest) {
        *out = off(x);
    }
    let sum = finish(&{ sums }, rest_out, add, add);
    Deviations { centre, sum, squares: finish(&{ squares }, rest_out, |sum, x: f64| sum + x * x, add) }
}

/// The sums of products of some columns with some others: lanes and their tree are those of [`deviations`]. So many lanes are
/// taken at a time, for their numbers to fit the registers.
#[inline(always)]
fn dots<const A: usize, const B: usize, const AT_A_TIME: usize>(
    firsts: [&[f64; BLOCK]; A],
    seconds: [&[f64; BLOCK]; B],
    rows: usize,
) -> [[f64; B]; A] {
    let mut sums = [[[0.0; LANES]; B]; A];
    for turn in 0..LANES / AT_A_TIME {
        let part = |column: &[f64; BLOCK], row: usize| {
            column.as_chunks::<AT_A_TIME>().0[row * (LANES / AT_A_TIME) + turn]
        };
        let mut lanes = [[[0.0; AT_A_TIME]; B]; A];
        for row in 0..rows {
            for (lanes, first) in lanes.iter_mut().zip(firsts) {
                let first = part(first, row);
                for (lanes, second) in lanes.iter_mut().zip(seconds) {
                    let second = part(second, row);
                    for l in 0..AT_A_TIME {
                        lanes[l] += first[l] * second[l];
                    }
                }
            }
        }
        for (sums, lanes) in sums.as_flattened_mut().iter_mut().zip(lanes.as_flattened()) {
            sums.as_chunks_mut().0[turn] = *lanes;
        }
    }
    finish_all(&sums)
}

/// As [`finish`], of several at a time.
#[inline(never)]
fn finish_all<const A: usize, const B: usize>(lanes: &[[[f64; LANES]; B]; A]) -> [[f64; B]; A] {
    lanes.map(|lanes| lanes.map(|lanes| tree(lanes, add)))
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
    tree(lanes, combine)
}

/// The tree over the lanes.
#[inline(always)]
fn tree<A: Copy>(lanes: [A; LANES], combine: impl Fn(A, A) -> A) -> A {
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
