//! Whether every position of one layout is an element of another.

use super::{ArrayLayout, Dim, ShapeError};

impl ArrayLayout {
    /// Whether each stride of `new`, which starts at the first element of this layout, is a sum of whole steps along axes
    /// of this one, and no walk leaves them. Sufficient, and of axes that are nested without overlap also necessary.
    ///
    /// # Errors
    /// [`ShapeError::NotElements`] if that cannot be said.
    pub(crate) fn reaches(&self, new: &ArrayLayout) -> Result<(), ShapeError> {
        if new.is_empty() {
            return Ok(());
        }
        if self.is_empty() || self.offset != new.offset || self.itemsize != new.itemsize {
            return Err(ShapeError::NotElements { axis: None });
        }
        let merged = self.dims.merged();
        let mut walks: Vec<Dim> =
            merged.iter().copied().filter(|dim| dim.len > 1 && dim.stride != 0).collect();
        walks.sort_by_key(|dim| std::cmp::Reverse(dim.stride.unsigned_abs()));
        // How far the walks of `new` go along each of ours, at least and at most.
        let mut ranges = vec![(0i128, 0i128); walks.len()];
        for (axis, dim) in new.dims.iter().enumerate().filter(|(_, dim)| dim.len > 1) {
            let mut rest = dim.stride as i128;
            for (walk, (low, high)) in walks.iter().zip(&mut ranges) {
                let steps = nearest(rest, walk.stride as i128);
                rest -= steps * walk.stride as i128;
                let far = steps * (dim.len as i128 - 1);
                *low += far.min(0);
                *high += far.max(0);
                if *low < 0 || *high >= walk.len as i128 {
                    return Err(ShapeError::NotElements { axis: Some(axis) });
                }
            }
            if rest != 0 {
                return Err(ShapeError::NotElements { axis: Some(axis) });
            }
        }
        Ok(())
    }
}

/// The quotient that leaves the least rest.
fn nearest(value: i128, by: i128) -> i128 {
    let floor = value.div_euclid(by);
    let rest = value.rem_euclid(by);
    if 2 * rest > by.abs() { floor + by.signum() } else { floor }
}

#[cfg(test)]
mod tests {
    use super::super::Order;
    use super::*;

    #[test]
    fn steps_from_element_to_element() {
        let records = ArrayLayout::strided(&[5, 3], &[20, 4], 8, 4).unwrap();
        let reaches = |shape: &[usize], strides: &[isize]| {
            let new = records.as_strided(shape, strides).unwrap();
            records.reaches(&new).is_ok()
        };
        assert!(reaches(&[5, 3], &[20, 4]) && reaches(&[3, 5], &[4, 20]) && reaches(&[3, 2], &[40, 8]));
        assert!(reaches(&[3], &[24]) && reaches(&[4, 2, 3], &[20, 20, 4]) && reaches(&[7], &[0]));
        assert!(!reaches(&[4], &[24]), "leaves the inner axis");
        assert!(
            !reaches(&[6], &[20]) && !reaches(&[5], &[4]) && !reaches(&[2], &[2]) && !reaches(&[2], &[-4])
        );
        assert!(reaches(&[0], &[3]) && reaches(&[1], &[3]));
        let dense = ArrayLayout::new(&[4, 6], 2, Order::C).unwrap();
        assert!(dense.reaches(&dense.as_strided(&[24], &[2]).unwrap()).is_ok());
        assert!(dense.reaches(&dense.as_strided(&[18, 7], &[2, 2]).unwrap()).is_ok());
        assert!(dense.reaches(&dense.as_strided(&[19, 7], &[2, 2]).unwrap()).is_err());
    }

    #[test]
    fn what_it_accepts_the_model_accepts() {
        let layouts: Vec<ArrayLayout> = [
            ArrayLayout::strided(&[3, 2], &[-7, 2], 21, 2),
            ArrayLayout::strided(&[4], &[5], 0, 2),
            ArrayLayout::strided(&[2, 2, 2], &[3, 12, 6], 0, 2),
        ]
        .map(Result::unwrap)
        .into();
        for old in &layouts {
            let there: Vec<isize> = positions(old);
            for (n, m) in (1..4).flat_map(|n| (1..4).map(move |m| (n, m))) {
                for (s, t) in (-14..15).flat_map(|s| (-14..15).map(move |t| (s, t))) {
                    let new = old.as_strided(&[n, m], &[s, t]).unwrap();
                    if old.reaches(&new).is_ok() {
                        assert!(positions(&new).iter().all(|at| there.contains(at)), "{old:?} {new:?}");
                    }
                }
            }
        }
    }

    fn positions(layout: &ArrayLayout) -> Vec<isize> {
        (0..layout.size()).map(|i| layout.offset + layout.dims.offset_of(i)).collect()
    }
}
