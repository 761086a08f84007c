//! Operations on layouts beside a model that computes every index by itself.

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::*;

/// An array as the offset of every element, in C order.
#[derive(Clone, Debug, PartialEq)]
struct Model {
    shape: Vec<usize>,
    offsets: Vec<isize>,
}

impl Model {
    fn of(layout: &ArrayLayout) -> Model {
        let shape = layout.shape().to_vec();
        let offsets = indices(&shape)
            .map(|index| layout.offset_of(&index).expect("an index within the shape"))
            .collect();
        Model { shape, offsets }
    }

    fn at(&self, index: &[usize]) -> isize {
        let place = index.iter().zip(&self.shape).fold(0, |at, (&i, &len)| at * len + i);
        self.offsets[place]
    }

    /// An array of a shape whose element at an index is the one at `from(index)` here.
    fn map(&self, shape: Vec<usize>, from: impl Fn(&[usize]) -> Vec<usize>) -> Model {
        let offsets = indices(&shape).map(|index| self.at(&from(&index))).collect();
        Model { shape, offsets }
    }
}

/// All indices of a shape, in C order.
fn indices(shape: &[usize]) -> impl Iterator<Item = Vec<usize>> + use<> {
    let shape = shape.to_vec();
    let count: usize = shape.iter().product();
    (0..count).map(move |position| {
        let mut rest = position;
        let mut index: Vec<usize> = shape.iter().map(|_| 0).collect();
        for (i, &len) in index.iter_mut().zip(&shape).rev() {
            *i = rest % len;
            rest /= len;
        }
        index
    })
}

/// Numbers from which a random operation is made.
type Seed = (u8, usize, usize, isize, isize, isize);

/// The operation of a seed on both; `None` if it does not apply.
fn apply(seed: Seed, layout: &ArrayLayout, model: &Model) -> Option<(ArrayLayout, Model)> {
    let (kind, a, b, start, stop, step) = seed;
    let ndim = layout.ndim();
    let shape = model.shape.clone();
    if kind == 0 {
        let mut longer = shape.clone();
        longer.insert(a % (ndim + 1), 1);
        let axis = a % (ndim + 1);
        let drop = |index: &[usize]| [&index[..axis], &index[axis + 1..]].concat();
        return Some((layout.expand_dims(&[axis as isize]).unwrap(), model.map(longer, drop)));
    }
    if kind == 1 {
        // Broadcasting: a new axis in front, and every axis of length 1 stretched.
        let len = 1 + b % 3;
        let mut wide: Vec<usize> = shape.iter().map(|&n| if n == 1 { len } else { n }).collect();
        wide.insert(0, len);
        let from = |index: &[usize]| {
            index[1..].iter().zip(&shape).map(|(&i, &n)| if n == 1 { 0 } else { i }).collect()
        };
        return Some((layout.broadcast_to(&wide).unwrap(), model.map(wide, from)));
    }
    if ndim == 0 {
        return None;
    }
    let (a, b) = (a % ndim, b % ndim);
    let (at, bt) = (a as isize, b as isize - ndim as isize);
    match kind {
        2 => {
            let mut swapped = shape.clone();
            swapped.swap(a, b);
            let from = |index: &[usize]| {
                let mut index = index.to_vec();
                index.swap(a, b);
                index
            };
            Some((layout.swapaxes(at, bt).unwrap(), model.map(swapped, from)))
        }
        3 => {
            let mut moved = shape.clone();
            let len = moved.remove(a);
            moved.insert(b, len);
            let from = |index: &[usize]| {
                let mut index = index.to_vec();
                let i = index.remove(b);
                index.insert(a, i);
                index
            };
            Some((layout.moveaxis(&[at], &[bt]).unwrap(), model.map(moved, from)))
        }
        4 => {
            let from = |index: &[usize]| {
                let mut index = index.to_vec();
                index[a] = shape[a] - 1 - index[a];
                index
            };
            Some((layout.flip(Some(&[at])).unwrap(), model.map(shape.clone(), from)))
        }
        5 if shape[a] > 0 => {
            let i = start.rem_euclid(shape[a] as isize) as usize;
            let mut index = vec![Index::from(..); a];
            index.push(Index::At(i as isize - if step < 0 { shape[a] as isize } else { 0 }));
            let mut fewer = shape.clone();
            fewer.remove(a);
            let from = |index: &[usize]| {
                let mut index = index.to_vec();
                index.insert(a, i);
                index
            };
            Some((layout.slice(&index[..]).unwrap(), model.map(fewer, from)))
        }
        6 => {
            let mut index = vec![Index::from(..); a];
            index.push(Index::Slice { start: Some(start), stop: Some(stop), step });
            // One by one, as Python's loop would.
            let len = shape[a] as isize;
            let chosen: Vec<usize> = {
                let fix = |i: isize| if i < 0 { i + len } else { i };
                let (mut i, end) = (fix(start), fix(stop));
                if step > 0 {
                    i = i.max(0)
                } else {
                    i = i.min(len - 1)
                };
                let mut found = Vec::new();
                while (0..len).contains(&i) && if step > 0 { i < end } else { i > end } {
                    found.push(i as usize);
                    i += step;
                }
                found
            };
            let mut cut = shape.clone();
            cut[a] = chosen.len();
            let from = |index: &[usize]| {
                let mut index = index.to_vec();
                index[a] = chosen[index[a]];
                index
            };
            Some((layout.slice(index).unwrap(), model.map(cut, from)))
        }
        7 if shape[a] > 0 => {
            let window = 1 + b % shape[a];
            let mut windows = shape.clone();
            windows[a] -= window - 1;
            windows.push(window);
            let from = |index: &[usize]| {
                let mut index = index.to_vec();
                let i = index.pop().unwrap();
                index[a] += i;
                index
            };
            Some((layout.sliding_window_view(&[window], Some(&[at])).unwrap(), model.map(windows, from)))
        }
        8 if a != b => {
            let diagonal = layout.diagonal(start, at, bt).unwrap();
            let mut rest = shape.clone();
            rest.remove(a.max(b));
            rest.remove(a.min(b));
            let (down, right) = ((-start).max(0) as usize, start.max(0) as usize);
            let len = shape[a].saturating_sub(down).min(shape[b].saturating_sub(right));
            rest.push(len);
            let from = |index: &[usize]| {
                let mut index = index.to_vec();
                let i = index.pop().unwrap();
                let (first, second) =
                    if a < b { ((a, i + down), (b, i + right)) } else { ((b, i + right), (a, i + down)) };
                index.insert(first.0, first.1);
                index.insert(second.0, second.1);
                index
            };
            Some((diagonal, model.map(rest, from)))
        }
        9 => {
            // All in one axis, or with two neighbours joined.
            let order = if step < 0 { Order::F } else { Order::C };
            let mut joined: Vec<isize> = shape.iter().map(|&n| n as isize).collect();
            if a + 1 < ndim {
                let inner = joined.remove(a + 1);
                joined[a] *= inner;
            } else {
                joined = vec![-1];
            }
            if model.offsets.is_empty() {
                return None;
            }
            let reshaped = layout.reshape(&joined, order).ok()?;
            let new: Vec<usize> = reshaped.shape().to_vec();
            let model = Model { shape: new.clone(), offsets: reordered(model, &new, order) };
            Some((reshaped, model))
        }
        10 => {
            let squeezed = layout.squeeze(None).unwrap();
            let rest: Vec<usize> = shape.iter().copied().filter(|&n| n != 1).collect();
            Some((squeezed, Model { shape: rest, offsets: model.offsets.clone() }))
        }
        _ => None,
    }
}

/// The offsets of a model in another shape, elements counted in an order.
fn reordered(model: &Model, shape: &[usize], order: Order) -> Vec<isize> {
    if order == Order::C {
        return model.offsets.clone();
    }
    // Fortran order is C order of the axes reversed.
    let turned = |shape: &[usize]| shape.iter().rev().copied().collect::<Vec<_>>();
    let flat = model.map(turned(&model.shape), turned);
    let new = Model { shape: turned(shape), offsets: flat.offsets };
    new.map(shape.to_vec(), turned).offsets
}

fn flag(model: &Model, order: Order, itemsize: isize) -> bool {
    let turned = |shape: &[usize]| shape.iter().rev().copied().collect::<Vec<_>>();
    let walk = match order {
        Order::C => model.offsets.clone(),
        Order::F => model.map(turned(&model.shape), turned).offsets,
    };
    walk.windows(2).all(|pair| pair[1] - pair[0] == itemsize)
}

fn share(a: &Model, b: &Model, size: isize) -> bool {
    a.offsets.iter().any(|x| b.offsets.iter().any(|y| (x - y).abs() < size))
}

proptest! {
    #[test]
    fn chains_of_operations_follow_the_model(
        shape in proptest::collection::vec(0usize..5, 1..4),
        fortran in any::<bool>(),
        itemsize in 1usize..5,
        gap in 0isize..3,
        seeds in proptest::collection::vec(
            (0u8..11, 0usize..8, 0usize..8, -5isize..6, -5isize..6, prop_oneof![-3isize..0, 1isize..4]), 0..8),
    ) {
        let order = if fortran { Order::F } else { Order::C };
        let dense = ArrayLayout::new(&shape, itemsize + gap as usize, order).unwrap();
        let mut layout = ArrayLayout::strided(&shape, &dense.strides(), 7, itemsize).unwrap();
        let mut model = Model::of(&layout);
        let base = model.clone();
        for seed in seeds {
            if model.offsets.len() > 300 || model.shape.len() > 7 {
                break;
            }
            let Some((next, expected)) = apply(seed, &layout, &model) else { continue };
            prop_assert_eq!(next.shape(), expected.shape.clone(), "{:?}", seed);
            prop_assert_eq!(Model::of(&next), expected.clone(), "{:?}", seed);
            (layout, model) = (next, expected);
        }
        check_flags(&layout, &model, itemsize)?;
        let whole = ArrayLayout::strided(&shape, &dense.strides(), 7, itemsize).unwrap();
        prop_assert_eq!(
            layout.shares_memory(&whole, MAX_WORK).unwrap(),
            share(&model, &base, itemsize as isize)
        );
    }

    #[test]
    fn overlaps_as_all_pairs_tell(
        a in proptest::collection::vec((0usize..5, -12isize..12), 0..4),
        b in proptest::collection::vec((0usize..5, -12isize..12), 0..4),
        shift in -30isize..30,
        itemsize in 1usize..6,
    ) {
        let layout = |axes: &[(usize, isize)], offset| {
            let (shape, strides): (Vec<_>, Vec<_>) = axes.iter().copied().unzip();
            ArrayLayout::strided(&shape, &strides, offset, itemsize).unwrap()
        };
        let (a, b) = (layout(&a, 0), layout(&b, shift));
        let (x, y) = (Model::of(&a), Model::of(&b));
        let size = itemsize as isize;
        prop_assert_eq!(a.shares_memory(&b, 10_000_000).unwrap(), share(&x, &y, size));
        let pairs = x.offsets.iter().enumerate();
        let own = pairs.clone().any(|(i, p)| pairs.clone().any(|(j, q)| i != j && (p - q).abs() < size));
        prop_assert_eq!(a.overlaps_itself(10_000_000).unwrap(), own);
    }
}

fn check_flags(layout: &ArrayLayout, model: &Model, itemsize: usize) -> Result<(), TestCaseError> {
    let size = itemsize as isize;
    prop_assert_eq!(layout.size(), model.offsets.len());
    prop_assert_eq!(layout.is_c_contiguous(), flag(model, Order::C, size));
    prop_assert_eq!(layout.is_f_contiguous(), flag(model, Order::F, size));
    if let (Some(low), Some(high)) = (model.offsets.iter().min(), model.offsets.iter().max()) {
        prop_assert_eq!(layout.byte_bounds(), *low..high + size);
        let pairs = model.offsets.iter().enumerate();
        let own = pairs.clone().any(|(i, p)| pairs.clone().any(|(j, q)| i != j && (p - q).abs() < size));
        prop_assert_eq!(layout.overlaps_itself(MAX_WORK).unwrap(), own);
    }
    Ok(())
}

#[test]
fn every_overflow_is_reported() {
    let one = ArrayLayout::new(&[1], 8, Order::C).unwrap();
    let big = isize::MAX as usize;
    let overflow = Err(ShapeError::Overflow);
    assert_eq!(ArrayLayout::new(&[usize::MAX], 1, Order::C), overflow);
    assert_eq!(ArrayLayout::new(&[big, 2], 1, Order::C), overflow);
    assert_eq!(ArrayLayout::strided(&[3], &[isize::MAX], 0, 1), overflow);
    assert_eq!(ArrayLayout::strided(&[2], &[isize::MAX], 1, 1), overflow);
    assert_eq!(ArrayLayout::strided(&[2], &[isize::MIN], -1, 1), overflow);
    assert_eq!(ArrayLayout::strided(&[1], &[1], isize::MAX, 1), overflow);
    assert_eq!(one.broadcast_to(&[big, 2]), overflow);
    assert_eq!(one.as_strided(&[3], &[isize::MAX]), overflow);
    assert_eq!(one.reshape(&[isize::MAX, isize::MAX], Order::C), overflow);
    assert_eq!(broadcast_shapes(&[&[big, 1], &[1, 3]]), Err(ShapeError::Overflow));
    let too_many = Err(ShapeError::TooManyAxes { found: 65 });
    assert_eq!(ArrayLayout::new(&[1; 65], 1, Order::C), too_many);
    assert_eq!(ArrayLayout::new(&[1; 64], 1, Order::C).unwrap().expand_dims(&[0]), too_many);
    // Empty arrays reach nowhere, whatever their strides.
    let empty = ArrayLayout::strided(&[0, 9], &[isize::MAX, isize::MIN], isize::MAX, 8).unwrap();
    assert_eq!((empty.size(), empty.byte_bounds()), (0, isize::MAX..isize::MAX));
    assert_eq!(empty.slice((.., 2)), overflow);
}

#[test]
fn flags_of_few_and_no_elements_are_numpys() {
    let flags = |shape: &[usize], strides: &[isize]| {
        let layout = ArrayLayout::strided(shape, strides, 0, 8).unwrap();
        (layout.is_c_contiguous(), layout.is_f_contiguous())
    };
    assert_eq!(flags(&[], &[]), (true, true));
    assert_eq!(flags(&[0, 3], &[5, 7]), (true, true));
    assert_eq!(flags(&[1, 3], &[5, 8]), (true, true));
    assert_eq!(flags(&[3, 1], &[8, 999]), (true, true));
    assert_eq!(flags(&[2, 3], &[24, 8]), (true, false));
    assert_eq!(flags(&[2, 3], &[8, 16]), (false, true));
    assert_eq!(flags(&[2], &[-8]), (false, false));
}

#[test]
fn small_ranks_need_no_memory_of_their_own() {
    let a = ArrayLayout::new(&[2, 3, 4], 8, Order::C).unwrap();
    let b = a.slice((.., NewAxis, 1)).unwrap().t().broadcast_to(&[4, 2, 3, 2]);
    assert!(a.dims.is_in_place());
    assert!(b.is_err());
    assert!(a.sliding_window_view(&[2], Some(&[0])).unwrap().dims.is_in_place());
}
