//! An array as a list: a shape, and for each index in C order which element of the base is there. Every operation is what
//! its definition says, index by index.

use dtype_core::shape::Index;

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Model {
    pub(crate) shape: Vec<usize>,
    pub(crate) at: Vec<usize>,
}

impl Model {
    /// The array whose element at an index is that of `self` at another one.
    pub(crate) fn by(&self, shape: Vec<usize>, from: impl Fn(&[usize]) -> Vec<usize>) -> Model {
        let at = (0..size(&shape)).map(|i| self.get(&from(&index_of(i, &shape)))).collect();
        Model { shape, at }
    }

    pub(crate) fn get(&self, index: &[usize]) -> usize {
        assert_eq!(index.len(), self.shape.len());
        self.at[index.iter().zip(&self.shape).fold(0, |at, (&i, &len)| (assert!(i < len), at * len + i).1)]
    }

    /// A number for an axis, negative ones from the end.
    pub(crate) fn axis(&self, axis: isize) -> Option<usize> {
        let ndim = self.shape.len() as isize;
        let axis = if axis < 0 { axis + ndim } else { axis };
        (0..ndim).contains(&axis).then_some(axis as usize)
    }

    pub(crate) fn transpose(&self, axes: &[isize]) -> Option<Model> {
        let axes: Vec<usize> = match axes {
            [] => (0..self.shape.len()).rev().collect(),
            _ => axes.iter().map(|&axis| self.axis(axis)).collect::<Option<_>>()?,
        };
        let mut sorted = axes.clone();
        sorted.sort_unstable();
        if !sorted.into_iter().eq(0..self.shape.len()) {
            return None;
        }
        let shape = axes.iter().map(|&axis| self.shape[axis]).collect();
        Some(self.by(shape, |index| {
            let mut old = vec![0; index.len()];
            axes.iter().zip(index).for_each(|(&axis, &i)| old[axis] = i);
            old
        }))
    }

    pub(crate) fn flip(&self, axis: isize) -> Option<Model> {
        let axis = self.axis(axis)?;
        Some(self.by(self.shape.clone(), |index| {
            let mut old = index.to_vec();
            old[axis] = self.shape[axis] - 1 - old[axis];
            old
        }))
    }

    pub(crate) fn diagonal(&self, offset: isize, axis1: isize, axis2: isize) -> Option<Model> {
        let (a, b) = (self.axis(axis1)?, self.axis(axis2)?);
        if a == b {
            return None;
        }
        let place = |i: usize| (i as isize + offset.min(0).abs(), i as isize + offset.max(0));
        let inside = |i: usize| place(i).0 < self.shape[a] as isize && place(i).1 < self.shape[b] as isize;
        let len = (0..self.shape[a].max(self.shape[b])).take_while(|&i| inside(i)).count();
        let others: Vec<usize> = (0..self.shape.len()).filter(|axis| ![a, b].contains(axis)).collect();
        let shape = others.iter().map(|&axis| self.shape[axis]).chain([len]).collect();
        Some(self.by(shape, |index| {
            let mut old = vec![0; self.shape.len()];
            others.iter().zip(index).for_each(|(&axis, &i)| old[axis] = i);
            let (row, column) = place(index[index.len() - 1]);
            (old[a], old[b]) = (row as usize, column as usize);
            old
        }))
    }

    pub(crate) fn broadcast_to(&self, shape: &[usize]) -> Option<Model> {
        let more = shape.len().checked_sub(self.shape.len())?;
        let fits = self.shape.iter().zip(&shape[more..]).all(|(&old, &new)| old == new || old == 1);
        fits.then(|| {
            self.by(shape.to_vec(), |index| {
                index[more..].iter().zip(&self.shape).map(|(&i, &len)| if len == 1 { 0 } else { i }).collect()
            })
        })
    }

    pub(crate) fn windows(&self, window: &[usize]) -> Option<Model> {
        if window.len() != self.shape.len()
            || window.iter().zip(&self.shape).any(|(window, len)| window > len)
        {
            return None;
        }
        let starts = self.shape.iter().zip(window).map(|(len, window)| len - window + 1);
        let shape = starts.chain(window.iter().copied()).collect();
        let ndim = window.len();
        Some(self.by(shape, |index| index[..ndim].iter().zip(&index[ndim..]).map(|(a, b)| a + b).collect()))
    }

    pub(crate) fn reshape(&self, shape: Vec<usize>) -> Option<Model> {
        (size(&shape) == self.at.len()).then(|| Model { shape, at: self.at.clone() })
    }

    pub(crate) fn slice(&self, indices: &[Index]) -> Option<Model> {
        let named = |index: &&Index| matches!(index, Index::At(_) | Index::Slice { .. });
        let left = self.shape.len().checked_sub(indices.iter().filter(named).count())?;
        let mut whole: Vec<Index> = indices.to_vec();
        let all = vec![Index::Slice { start: None, stop: None, step: 1 }; left];
        match whole.iter().filter(|&&index| index == Index::Ellipsis).count() {
            0 => whole.extend(all),
            1 => {
                let at = whole.iter().position(|&index| index == Index::Ellipsis)?;
                whole.splice(at..=at, all);
            }
            _ => return None,
        }
        // For each axis of the old array the places to take, and whether it stays an axis.
        let (mut places, mut shape, mut old_axis) = (Vec::new(), Vec::new(), 0);
        for index in whole {
            if index == Index::NewAxis {
                shape.push(None);
                continue;
            }
            let len = self.shape[old_axis] as isize;
            let (taken, stays): (Vec<usize>, bool) = match index {
                Index::At(i) => {
                    let i = if i < 0 { i.checked_add(len)? } else { i };
                    (vec![(0..len).contains(&i).then_some(i as usize)?], false)
                }
                Index::Slice { step: 0, .. } => return None,
                Index::Slice { start, stop, step } => (slice_indices(start, stop, step, len), true),
                _ => return None,
            };
            if stays {
                shape.push(Some(old_axis));
            }
            places.push(taken);
            old_axis += 1;
        }
        let lens = shape.iter().map(|axis| axis.map_or(1, |axis: usize| places[axis].len())).collect();
        Some(self.by(lens, |index| {
            let mut old: Vec<usize> =
                places.iter().map(|taken| taken.first().copied().unwrap_or(0)).collect();
            for (axis, &i) in shape.iter().zip(index) {
                if let Some(axis) = *axis {
                    old[axis] = places[axis][i];
                }
            }
            old
        }))
    }
}

/// Python's `range(*slice(start, stop, step).indices(len))`.
fn slice_indices(start: Option<isize>, stop: Option<isize>, step: isize, len: isize) -> Vec<usize> {
    let (low, high) = if step > 0 { (0, len) } else { (-1, len - 1) };
    let bound = |given: Option<isize>, otherwise: isize| match given {
        None => otherwise,
        Some(i) if i < 0 => i.saturating_add(len).max(low),
        Some(i) => i.min(high),
    };
    let (start, stop) = match step > 0 {
        true => (bound(start, low), bound(stop, high)),
        false => (bound(start, high), bound(stop, low)),
    };
    let mut taken = Vec::new();
    let mut at = start as i128;
    while if step > 0 { at < stop as i128 } else { at > stop as i128 } {
        taken.push(at as usize);
        at += step as i128;
    }
    taken
}

/// How many elements there are.
pub(crate) fn size(shape: &[usize]) -> usize {
    if shape.contains(&0) { 0 } else { shape.iter().fold(1, |all, &len| all.saturating_mul(len)) }
}

/// The index of place `i` in C order.
pub(crate) fn index_of(mut i: usize, shape: &[usize]) -> Vec<usize> {
    let mut index: Vec<usize> = shape.iter().rev().map(|&len| (i % len, i /= len).0).collect();
    index.reverse();
    index
}
