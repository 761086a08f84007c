//! The statistics of one column on their way: of all its elements, or of groups of them.

use std::any::Any;

use super::ask::{Answer, Asked, Asks, NoAnswer, With};
use super::several::Several;
use super::source::Source;
use crate::int;
use crate::lanes::BLOCK;
use crate::stats::engine::{Fold, Part, RANGE, Running};
use crate::stats::kind::{Class, Complex, DateTimes, Floats, Narrow, Signed, TimeDeltas, Unsigned};
use crate::stats::lane::{Lane, Scratch};
use crate::stats::words::{Reader, Words, words};

/// The statistics of all elements of a column, block by block: the bits are those of the column alone.
pub(in crate::stats) trait Whole: Any + Send + Sync {
    /// Inserts the next elements.
    fn insert(&mut self, source: &mut Source<'_>, count: usize, scratch: &mut Scratch);

    /// Adds what comes after this.
    fn append(&mut self, later: Box<dyn Whole>);

    /// All elements as one group.
    fn finish(self: Box<Self>) -> Box<dyn Grouped>;

    fn write(&self, out: &mut Vec<u64>);

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()>;
}

/// The statistics of groups of the elements of a column, element by element.
pub(in crate::stats) trait Grouped: Any + Send + Sync {
    /// Has a statistic from now on.
    fn want(&mut self, asked: Asked<'_>) -> Result<(), NoAnswer>;

    /// The same statistics, of no group.
    fn fresh(&self) -> Box<dyn Grouped>;

    /// The same statistics, of all elements from a position on. Positions count from there.
    fn whole(&self, first: u64) -> Box<dyn Whole>;

    /// Makes room for so many groups.
    fn grow(&mut self, groups: usize);

    /// Inserts the next elements, at most a block of them, each into its group. The first one has the position `at`.
    fn insert(&mut self, source: &mut Source<'_>, groups: &[u32], at: u64, scratch: &mut Scratch);

    /// Adds what comes after this: group `i` of it to group `groups[i]` of these. Its positions count from `at`.
    fn combine(&mut self, later: Box<dyn Grouped>, groups: &[u32], at: u64);

    /// A statistic of a group of so many elements.
    fn answer(&self, group: usize, count: u64, asked: Asked<'_>) -> Answer;

    fn write(&self, out: &mut Vec<u64>);

    /// Reads as many groups as there is room for.
    fn read(&mut self, from: &mut Reader<'_>) -> Option<()>;
}

/// Of numbers of a class, without any statistic yet.
pub(super) fn of_class(class: Class) -> Box<dyn Grouped> {
    fn numbers<K: Asks>() -> Box<dyn Grouped> {
        Box::new(Each::<K> { nans: Vec::new(), several: Several::default(), groups: 1 })
    }
    match class {
        Class::Floats => numbers::<Floats>(),
        Class::Narrow => numbers::<Narrow>(),
        Class::Signed => numbers::<Signed>(),
        Class::Unsigned => numbers::<Unsigned>(),
        Class::Complex => numbers::<Complex>(),
        Class::TimeDeltas => numbers::<TimeDeltas>(),
        Class::DateTimes => numbers::<DateTimes>(),
    }
}

/// Groups of numbers of a kind.
struct Each<K: Asks> {
    /// Of the groups up to the last that has NaN.
    nans: Vec<Nans<K::Lane>>,
    several: Several<K::Lane>,
    groups: usize,
}

/// The NaN of a group.
#[derive(Clone, Copy, Default)]
struct Nans<L> {
    count: u64,
    first: Option<(L, u64)>,
}

words!([L: Words + Default] Nans<L> { count, first });

/// All numbers of a column.
struct All<K: Asks> {
    running: Running<K::Lane, Several<K::Lane>>,
}

/// Makes room for the states of a statistic.
struct Want<'s, L>(&'s mut Several<L>);

impl<L: Lane> With<L> for Want<'_, L> {
    type Out = ();

    fn states<F: Fold<L>>(self, _: impl FnOnce(Part<L, F>) -> Answer) -> Result<(), NoAnswer> {
        self.0.want::<F>();
        Ok(())
    }
}

/// Reads the statistic of a group.
struct Read<'s, L> {
    several: &'s Several<L>,
    group: usize,
    nans: Nans<L>,
    count: u64,
}

impl<L: Lane> With<L> for Read<'_, L> {
    type Out = Option<crate::view::Value>;

    fn states<F: Fold<L>>(self, finish: impl FnOnce(Part<L, F>) -> Answer) -> Answer {
        let states = self.several.of::<F>().ok_or(NoAnswer::Undefined)?;
        let fold = states.get(self.group).ok_or(NoAnswer::Undefined)?.clone();
        let nans = self.nans.count.min(self.count);
        finish(Part { count: self.count, nans, first_nan: self.nans.first, fold })
    }
}

impl<K: Asks> Grouped for Each<K> {
    fn want(&mut self, asked: Asked<'_>) -> Result<(), NoAnswer> {
        K::ask(asked, Want(&mut self.several))
    }

    fn fresh(&self) -> Box<dyn Grouped> {
        Box::new(Each::<K> { nans: Vec::new(), several: self.several.fresh(0), groups: 0 })
    }

    fn whole(&self, first: u64) -> Box<dyn Whole> {
        let running = Running::of(K::NAN, first / int::to_u64(RANGE), self.several.fresh(1));
        Box::new(All::<K> { running })
    }

    fn grow(&mut self, groups: usize) {
        self.groups = groups;
        self.several.grow(groups);
    }

    fn insert(&mut self, source: &mut Source<'_>, groups: &[u32], at: u64, scratch: &mut Scratch) {
        let values: &[K::Lane] = source.values(groups.len(), scratch);
        let has_nan = K::NAN && values.iter().fold(false, |has, value| has | value.is_nan());
        if has_nan {
            for ((&group, &value), at) in
                groups.iter().zip(values).zip(at..).filter(|((_, value), _)| value.is_nan())
            {
                let nans = self.nans_of(group);
                nans.count += 1;
                nans.first.get_or_insert((value, at));
            }
        }
        self.several.insert_each(groups, values, at, has_nan);
    }

    fn combine(&mut self, later: Box<dyn Grouped>, groups: &[u32], at: u64) {
        let later: Box<dyn Any> = later;
        let later = later.downcast::<Self>().expect("states of one column are of one kind");
        for (&group, later) in groups.iter().zip(later.nans) {
            if later.count > 0 {
                let nans = self.nans_of(group);
                nans.count = nans.count.saturating_add(later.count);
                nans.first = nans.first.or(later.first.map(|(nan, first)| (nan, at.saturating_add(first))));
            }
        }
        self.several.combine_groups(later.several, groups, at);
    }

    fn answer(&self, group: usize, count: u64, asked: Asked<'_>) -> Answer {
        let nans = self.nans.get(group).copied().unwrap_or_default();
        K::ask(asked, Read { several: &self.several, group, nans, count })
    }

    fn write(&self, out: &mut Vec<u64>) {
        out.push(self.nans.len() as u64);
        self.nans.iter().for_each(|nans| nans.write(out));
        self.several.write(out);
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        let count = from.count().filter(|&count| count <= self.groups)?;
        self.nans = vec![Nans::default(); count];
        self.nans.iter_mut().try_for_each(|nans| nans.read(from))?;
        self.several.read(from)
    }
}

impl<K: Asks> Each<K> {
    fn nans_of(&mut self, group: u32) -> &mut Nans<K::Lane> {
        let group = group as usize;
        if self.nans.len() <= group {
            self.nans.resize(group + 1, Nans::default());
        }
        &mut self.nans[group]
    }
}

impl<K: Asks> Whole for All<K> {
    fn insert(&mut self, source: &mut Source<'_>, count: usize, scratch: &mut Scratch) {
        let mut left = count.min(source.left());
        while left > 0 {
            let now = left.min(BLOCK);
            self.running.insert_values(source.values(now, scratch));
            left -= now;
        }
    }

    fn append(&mut self, later: Box<dyn Whole>) {
        let later: Box<dyn Any> = later;
        let later = later.downcast::<Self>().expect("states of one column are of one kind");
        self.running.append(later.running);
    }

    fn finish(self: Box<Self>) -> Box<dyn Grouped> {
        let part = self.running.finish();
        let nans = vec![Nans { count: part.nans, first: part.first_nan }];
        Box::new(Each::<K> { nans, several: part.fold, groups: 1 })
    }

    fn write(&self, out: &mut Vec<u64>) {
        self.running.write(out);
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        self.running.read(from)
    }
}
