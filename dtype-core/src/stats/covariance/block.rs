//! A block of several columns at a time, and the state that blocks are joined to.

use std::ops::Range;

use super::moments::{Together, Two, corrected, corrected_square, place};
use super::{Column, Policy};
use crate::int;
use crate::lanes::{self, BLOCK, Deviations, Gather};
use crate::stats::builder::prefetch;
use crate::stats::engine::RANGE;
use crate::stats::kind::Class;
use crate::stats::moments::{is_near, mean_of};
use crate::stats::pair::Pair;
use crate::stats::tree::{Combine, Tree};
use crate::view::RecordView;

/// The moments of some records on their way.
#[derive(Clone, Debug)]
pub(super) struct State {
    /// The position of the next record.
    pub(super) at: u64,
    pub(super) ranges: Tree<Part>,
    /// The range that is not yet full.
    range: Part,
    block: Block,
}

/// What a run of records amounts to.
#[derive(Clone, Debug)]
pub(super) enum Part {
    Together(Together),
    Pairwise(Vec<Two>),
}

/// A block that is not yet full, and room to work on it.
#[derive(Clone, Debug)]
struct Block {
    len: usize,
    values: Vec<Values>,
    centred: Vec<[f64; BLOCK]>,
    means: Vec<Pair>,
    /// How far the values are from their centres.
    offs: Vec<Deviations>,
    /// Of each column with those behind it.
    products: Vec<f64>,
    /// The same with itself too, as they are joined.
    sums: Vec<Pair>,
}

/// A column of a block, in one of the forms that numbers have there.
#[derive(Clone, Debug)]
enum Values {
    Floats(Box<[f64; BLOCK]>),
    /// Integers of 64 bits, and what they were moved by.
    Wides(Box<[i64; BLOCK]>, i128),
}

impl State {
    /// Of nothing yet; the next record has the position `at`.
    pub(super) fn new(columns: &[Column], policy: Policy, at: u64) -> State {
        let range = Part::new(policy, columns.len());
        State { at, ranges: Tree::new(at / int::to_u64(RANGE)), range, block: Block::new(columns) }
    }

    /// Inserts some of the records of a view, which has all columns.
    pub(super) fn insert(&mut self, columns: &[Column], records: &RecordView<'_>, range: Range<usize>) {
        let gather = |column: &Column| {
            let (_, bytes) = records.any_column(&column.path).ok()?.leaves()?;
            let mut numbers = bytes.gather(column.format);
            numbers.skip(range.start);
            Some(numbers)
        };
        let mut sources: Vec<Gather<'_>> = columns.iter().filter_map(gather).collect();
        let mut left = range.len();
        while left > 0 {
            let step = left.min(BLOCK - (self.at % BLOCK as u64) as usize);
            let count = sources.len();
            for (turn, (values, source)) in self.block.values.iter_mut().zip(&mut sources).enumerate() {
                prefetch(source, step, turn, count);
                values.fill(source, self.block.len..self.block.len + step);
            }
            self.block.len += step;
            self.at = self.at.wrapping_add(int::to_u64(step));
            left -= step;
            if self.at.is_multiple_of(BLOCK as u64) {
                self.block.flush(&mut self.range);
            }
            if self.at.is_multiple_of(RANGE as u64) {
                let fresh = self.range.emptied();
                self.ranges.push(std::mem::replace(&mut self.range, fresh));
            }
        }
    }

    /// Adds what comes after this.
    pub(super) fn append(&mut self, later: State) {
        if let Some(range) = self.unfinished() {
            self.ranges.push(range);
        }
        self.ranges.append(later.ranges);
        (self.range, self.block, self.at) = (later.range, later.block, later.at);
    }

    /// All that was inserted.
    pub(super) fn finish(mut self) -> Part {
        let empty = self.range.emptied();
        if let Some(rest) = self.unfinished() {
            self.ranges.push(rest);
        }
        self.ranges.finish().unwrap_or(empty)
    }

    /// Goes on with a range that is not full.
    #[cfg(feature = "serde")]
    pub(super) fn set_range(&mut self, range: Part) {
        self.range = range;
    }

    /// What there is of the range that is not full, if anything.
    pub(super) fn unfinished(&mut self) -> Option<Part> {
        self.block.flush(&mut self.range);
        let fresh = self.range.emptied();
        Some(std::mem::replace(&mut self.range, fresh)).filter(|range| !range.is_empty())
    }
}

impl Part {
    fn new(policy: Policy, columns: usize) -> Part {
        match policy {
            Policy::Propagate => Part::Together(Together::default()),
            Policy::Pairwise => Part::Pairwise(vec![Two::default(); columns * (columns + 1) / 2]),
        }
    }

    /// Of the same columns, and no records.
    fn emptied(&self) -> Part {
        match self {
            Part::Together(_) => Part::Together(Together::default()),
            Part::Pairwise(twos) => Part::Pairwise(vec![Two::default(); twos.len()]),
        }
    }

    /// Has no record counted?
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Part::Together(all) => all.count == 0,
            Part::Pairwise(twos) => twos.iter().all(|two| two.count == 0),
        }
    }
}

impl Combine for Part {
    fn combine(&mut self, later: Part) {
        match (self, later) {
            (Part::Together(all), Part::Together(later)) => all.combine(later),
            (Part::Pairwise(twos), Part::Pairwise(later)) => {
                twos.iter_mut().zip(later).for_each(|(two, later)| two.combine(later));
            }
            _ => unreachable!("parts of one state are of one form"),
        }
    }
}

impl Block {
    fn new(columns: &[Column]) -> Block {
        let len = columns.len();
        Block {
            len: 0,
            values: columns.iter().map(Values::of).collect(),
            centred: vec![[0.0; BLOCK]; len],
            means: vec![Pair::default(); len],
            offs: vec![Deviations::UNKNOWN; len],
            products: vec![0.0; len * len.saturating_sub(1) / 2],
            sums: Vec::with_capacity(len * (len + 1) / 2),
        }
    }

    /// Joins what is there to `part`, and is empty then.
    fn flush(&mut self, part: &mut Part) {
        let len = std::mem::take(&mut self.len);
        if len == 0 {
            return;
        }
        for (i, values) in self.values.iter().enumerate() {
            (self.means[i], self.offs[i]) = values.centre(len, &mut self.centred[i]);
        }
        lanes::products(&self.centred, len, &mut self.products);
        let columns = self.values.len();
        match part {
            Part::Together(all) => {
                let mut sums = std::mem::take(&mut self.sums);
                sums.clear();
                sums.extend(
                    (0..columns)
                        .flat_map(|i| (i..columns).map(move |j| (i, j)))
                        .map(|(i, j)| self.sum(len, i, j)),
                );
                all.join(int::to_u64(len), &self.means, &sums);
                self.sums = sums;
            }
            Part::Pairwise(twos) => {
                let nan: Vec<bool> = self.values.iter().map(|values| values.has_nan(len)).collect();
                let mut twos = twos.iter_mut();
                for i in 0..columns {
                    for (j, two) in (i..columns).zip(&mut twos) {
                        let later = if nan[i] || nan[j] { self.kept(len, i, j) } else { self.two(len, i, j) };
                        two.combine(later);
                    }
                }
            }
        }
    }

    /// The sum of products of two columns, `i` not behind `j`.
    fn sum(&self, len: usize, i: usize, j: usize) -> Pair {
        let [first, second] = [i, j].map(|column| self.offs[column]);
        let hi = if i == j {
            corrected_square(first.squares, first.sum, len)
        } else {
            let columns = self.values.len();
            // Those of a column with itself are not among them.
            let product = self.products[place(columns - 1, i, j - 1)];
            corrected(product, [first.sum, second.sum], len)
        };
        Pair { hi, lo: 0.0 }
    }

    /// Two columns without NaN.
    fn two(&self, len: usize, i: usize, j: usize) -> Two {
        Two {
            count: int::to_u64(len),
            means: [self.means[i], self.means[j]],
            squares: [self.sum(len, i, i), self.sum(len, j, j)],
            product: self.sum(len, i, j),
        }
    }

    /// Two columns where both have a number.
    fn kept(&self, len: usize, i: usize, j: usize) -> Two {
        let columns = [&self.values[i], &self.values[j]];
        let is_kept = |at: &usize| columns.iter().all(|values| !values.is_nan(*at));
        let kept: Vec<usize> = (0..len).filter(is_kept).collect();
        if kept.is_empty() {
            return Two::default();
        }
        let mut centred = [[0.0; BLOCK]; 2];
        let [a, b] = [0, 1].map(|n| columns[n].only(&kept).centre(kept.len(), &mut centred[n]));
        let mut product = [0.0];
        lanes::products(&centred, kept.len(), &mut product);
        let pair = |hi| Pair { hi, lo: 0.0 };
        let squares = [a, b].map(|(_, off)| pair(corrected_square(off.squares, off.sum, kept.len())));
        let product = pair(corrected(product[0], [a.1.sum, b.1.sum], kept.len()));
        let product = if i == j { squares[0] } else { product };
        Two { count: int::to_u64(kept.len()), means: [a.0, b.0], squares, product }
    }
}

impl Values {
    fn of(column: &Column) -> Values {
        match column.class {
            Class::Signed => Values::Wides(Box::new([0; BLOCK]), 0),
            Class::Unsigned => Values::Wides(Box::new([0; BLOCK]), 1 << 63),
            _ => Values::Floats(Box::new([0.0; BLOCK])),
        }
    }

    /// Reads the next numbers into a part of the block.
    fn fill(&mut self, source: &mut Gather<'_>, part: Range<usize>) {
        match self {
            Values::Floats(block) => source.fill(&mut block[part]),
            Values::Wides(block, _) => source.fill(&mut block[part]),
        }
    }

    /// The mean, and the distances from a centre near it, as variances take them.
    fn centre(&self, len: usize, out: &mut [f64; BLOCK]) -> (Pair, Deviations) {
        let count = len as f64;
        match self {
            Values::Floats(block) => {
                let values = &block[..len];
                let mut off = lanes::centred(values, values[len / 2], out);
                if !is_near(off, len) {
                    off = lanes::centred(values, mean_of(lanes::sum(values), values), out);
                }
                (Pair::of_sum(off.centre, off.sum / count), off)
            }
            Values::Wides(block, moved) => {
                let values = &block[..len];
                let extent = lanes::wide_extent(values);
                let base = i128::from(extent.min);
                let centre = (extent.sum - base * len as i128) as f64 / count;
                let off = lanes::wide_centred(values, extent.min, centre, out);
                (Pair::of_integer(base + moved).plus(centre).plus(off.sum / count), off)
            }
        }
    }

    fn is_nan(&self, at: usize) -> bool {
        match self {
            Values::Floats(block) => block[at].is_nan(),
            Values::Wides(..) => false,
        }
    }

    fn has_nan(&self, len: usize) -> bool {
        match self {
            Values::Floats(block) => block[..len].iter().fold(false, |any, x| any | x.is_nan()),
            Values::Wides(..) => false,
        }
    }

    /// Those at some places, in front.
    fn only(&self, kept: &[usize]) -> Values {
        let mut only = self.clone();
        match (&mut only, self) {
            (Values::Floats(to), Values::Floats(from)) => {
                kept.iter().enumerate().for_each(|(at, &place)| to[at] = from[place]);
            }
            (Values::Wides(to, _), Values::Wides(from, _)) => {
                kept.iter().enumerate().for_each(|(at, &place)| to[at] = from[place]);
            }
            _ => unreachable!("a clone is of the same form"),
        }
        only
    }
}
