//! Values of a block of records, side by side, and loops over them.

/// The values of one part of a condition for every record of a block, or one value for all of them.
#[derive(Debug)]
pub(super) enum Lanes {
    Bool(Row<bool>),
    /// Integers that fit; times and spans as counts, the least integer for NaT.
    Int(Row<i64>),
    /// Integers that need not fit; the least one for NaT.
    Wide(Row<i128>),
    Float(Row<f64>),
    /// Text as bytes whose order is that of its characters.
    Text(Text),
}

/// One value a record, or one for all.
#[derive(Debug)]
pub(super) enum Row<T> {
    Each(Vec<T>),
    All(T),
}

/// Text of a block of records in one piece of memory, or one text for all of them.
#[derive(Debug)]
pub(super) enum Text {
    /// One behind the other, and where each ends.
    Each {
        bytes: Vec<u8>,
        ends: Vec<usize>,
    },
    All(Vec<u8>),
}

impl Text {
    /// What `append` writes of each value.
    pub(super) fn each<'a>(
        values: impl Iterator<Item = &'a [u8]>,
        append: impl Fn(&[u8], &mut Vec<u8>),
    ) -> Text {
        let mut bytes = Vec::new();
        let ends = values.map(|value| {
            append(value, &mut bytes);
            bytes.len()
        });
        let ends = ends.collect();
        Text::Each { bytes, ends }
    }

    /// The values.
    pub(super) fn row(&self) -> Row<&[u8]> {
        match self {
            Text::All(value) => Row::All(value),
            Text::Each { bytes, ends } => {
                let mut start = 0;
                let value = |&end: &usize| &bytes[std::mem::replace(&mut start, end)..end];
                Row::Each(ends.iter().map(value).collect())
            }
        }
    }
}

/// NaT among counts.
pub(super) trait Count: Copy + Ord {
    const NAT: Self;
}

impl Count for i64 {
    const NAT: i64 = i64::MIN;
}

impl Count for i128 {
    const NAT: i128 = i128::MIN;
}

impl<T> Row<T> {
    /// What `f` makes of each value, or the first record for which it fails.
    pub(super) fn try_each<U>(&self, f: impl Fn(&T) -> Option<U>) -> Result<Row<U>, usize> {
        match self {
            Row::All(value) => f(value).map(Row::All).ok_or(0),
            Row::Each(values) => {
                let out: Option<Vec<U>> = values.iter().map(&f).collect();
                out.map(Row::Each)
                    .ok_or_else(|| values.iter().position(|value| f(value).is_none()).unwrap_or(0))
            }
        }
    }

    /// What `f` makes of each value; it can't fail.
    pub(super) fn each<U>(&self, f: impl Fn(&T) -> U) -> Row<U> {
        match self {
            Row::All(value) => Row::All(f(value)),
            Row::Each(values) => Row::Each(values.iter().map(f).collect()),
        }
    }

    /// What `f` makes of pairs. A loop for each of the cases, so that none of them asks for every record which it is.
    pub(super) fn with<V, U>(&self, other: &Row<V>, f: impl Fn(&T, &V) -> U) -> Row<U> {
        match (self, other) {
            (Row::Each(a), Row::Each(b)) => Row::Each(a.iter().zip(b).map(|(a, b)| f(a, b)).collect()),
            (Row::Each(a), Row::All(b)) => Row::Each(a.iter().map(|a| f(a, b)).collect()),
            (Row::All(a), Row::Each(b)) => Row::Each(b.iter().map(|b| f(a, b)).collect()),
            (Row::All(a), Row::All(b)) => Row::All(f(a, b)),
        }
    }

    /// The same where `f` may fail: then the first record for which it does.
    pub(super) fn try_with<V, U: Clone>(
        &self,
        other: &Row<V>,
        f: impl Fn(&T, &V) -> Option<U>,
    ) -> Result<Row<U>, usize> {
        self.with(other, f).try_each(Option::clone)
    }
}

impl Lanes {
    /// Integers as such of any size. `time` says whether the least one is NaT.
    pub(super) fn wide(&self, time: bool) -> Row<i128> {
        match self {
            Lanes::Int(row) => row.each(|&x| if time && x == i64::NAT { i128::NAT } else { x.into() }),
            Lanes::Wide(row) => row.each(|&x| x),
            Lanes::Bool(row) => row.each(|&x| x.into()),
            Lanes::Float(_) | Lanes::Text(_) => unreachable!("checked to be integers"),
        }
    }

    /// Numbers as floats, rounded to the nearest.
    pub(super) fn floats(&self) -> Row<f64> {
        match self {
            Lanes::Bool(row) => row.each(|&x| f64::from(u8::from(x))),
            Lanes::Int(row) => row.each(|&x| x as f64),
            Lanes::Wide(row) => row.each(|&x| x as f64),
            Lanes::Float(row) => row.each(|&x| x),
            Lanes::Text(_) => unreachable!("checked to be numbers"),
        }
    }

    /// Truth values.
    pub(super) fn bools(self) -> Row<bool> {
        match self {
            Lanes::Bool(row) => row.each(|&x| x),
            _ => unreachable!("checked to be true or false"),
        }
    }
}
