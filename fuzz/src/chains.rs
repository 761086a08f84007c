//! Chains of views: slices, turns, windows, broadcasts, other shapes, one of the other, beside a list of their elements.

use std::collections::HashSet;

use arbitrary::{Result, Unstructured};
use dtype_core::shape::{Index, MAX_NDIM, MAX_WORK, Order};
use dtype_core::{AnyArrayView, ArrayView, Value};

use crate::choices;
use crate::model::{Model, index_of, size};

/// More elements than these are not worth looking at.
const MOST: usize = 1 << 9;

/// How many operations are tried in a row.
const LONGEST: usize = 12;

/// Input: choices of a shape, and of one operation after the other.
pub fn run(data: &[u8]) {
    let _ = checked(&mut Unstructured::new(data));
}

fn checked(u: &mut Unstructured<'_>) -> Result<()> {
    let shape = choices::lens(u, 4, 5)?;
    let order = if u.arbitrary()? { Order::C } else { Order::F };
    let count = shape.iter().product::<usize>();
    // Every element is its own place in the base.
    let base: Vec<u16> = (0..count as u16).collect();
    let view = ArrayView::with_shape(&base, &shape, order).expect("as many as the shape says");
    let mut reversed = shape.clone();
    reversed.reverse();
    let whole = Model { shape: if order == Order::C { shape } else { reversed }, at: (0..count).collect() };
    let mut model = if order == Order::C { whole } else { whole.transpose(&[]).expect("all axes") };
    let any = AnyArrayView::of(&view).expect("a type without gaps");
    let mut views = (view, any);
    compare(&views, &model);
    for _ in 0..LONGEST {
        if u.is_empty() {
            break;
        }
        let before = (views.0.clone(), model.clone());
        let Some((next, expected)) = step(u, &views, &model)? else { continue };
        (views, model) = (next, expected);
        if model.at.len() > MOST {
            break;
        }
        compare(&views, &model);
        memory(&before, &views.0, &model);
    }
    Ok(())
}

type Views<'a> = (ArrayView<'a, u16>, AnyArrayView<'a>);

/// One operation on the views and on the list. Nothing if it is refused, which has to be by all of them.
fn step<'a>(
    u: &mut Unstructured<'_>,
    views: &Views<'a>,
    model: &Model,
) -> Result<Option<(Views<'a>, Model)>> {
    let (view, any) = views;
    let ndim = model.shape.len() as isize;
    let axis = |u: &mut Unstructured<'_>| u.int_in_range(-ndim - 1..=ndim);
    let (next, expected) = match u.int_in_range(0..=9)? {
        0..=2 => {
            let indices = indices(u, model.shape.len())?;
            ((view.slice(&indices[..]), any.slice(&indices[..])), model.slice(&indices))
        }
        3 => {
            let axes: Vec<isize> = (0..ndim).map(|_| axis(u)).collect::<Result<_>>()?;
            ((view.transpose(&axes), any.transpose(&axes)), model.transpose(&axes))
        }
        4 => ((Ok(view.t()), Ok(any.t())), model.transpose(&[])),
        5 => {
            let axis = axis(u)?;
            ((view.flip(Some(&[axis])), any.flip(Some(&[axis]))), model.flip(axis))
        }
        6 => {
            let (offset, a, b) = (u.int_in_range(-3..=3)?, axis(u)?, axis(u)?);
            ((view.diagonal(offset, a, b), any.diagonal(offset, a, b)), model.diagonal(offset, a, b))
        }
        7 => {
            let mut shape = choices::lens(u, 2, 3)?;
            shape.extend(&model.shape);
            for len in &mut shape {
                *len = if *len == 1 { u.int_in_range(0..=3)? } else { *len };
            }
            if size(&shape) > MOST {
                return Ok(None);
            }
            ((view.broadcast_to(&shape), any.broadcast_to(&shape)), model.broadcast_to(&shape))
        }
        8 => {
            let window: Vec<usize> = (0..ndim).map(|_| u.int_in_range(0..=3)).collect::<Result<_>>()?;
            if size(&window) > 8 {
                return Ok(None);
            }
            let found = (view.sliding_window_view(&window, None), any.sliding_window_view(&window, None));
            (found, model.windows(&window))
        }
        _ => {
            let shape = choices::lens(u, 4, 6)?;
            let signed: Vec<isize> = shape.iter().map(|&len| len as isize).collect();
            let found = (view.reshape(&signed, Order::C), any.reshape(&signed, Order::C));
            let expected = model.reshape(shape);
            // What strides cannot express is refused, which the list knows nothing of.
            if found.0.is_err() && !view.flags().c_contiguous {
                assert!(found.1.is_err());
                return Ok(None);
            }
            (found, expected)
        }
    };
    match (next, expected.filter(|model| model.shape.len() <= MAX_NDIM)) {
        ((Ok(view), Ok(any)), Some(model)) => Ok(Some(((view, any), model))),
        ((Err(_), Err(_)), None) => Ok(None),
        ((view, any), expected) => panic!("{model:?}: {view:?}, {any:?}, not {expected:?}"),
    }
}

fn indices(u: &mut Unstructured<'_>, ndim: usize) -> Result<Vec<Index>> {
    let count = u.int_in_range(0..=ndim + 1)?;
    let number = |u: &mut Unstructured<'_>| match u.int_in_range(0..=20)? {
        19 => Ok(isize::MAX),
        20 => Ok(isize::MIN),
        small => Ok(small - 9),
    };
    let maybe = |u: &mut Unstructured<'_>| if u.arbitrary()? { number(u).map(Some) } else { Ok(None) };
    let one = |u: &mut Unstructured<'_>| {
        Ok(match u.int_in_range(0..=7)? {
            0 => Index::NewAxis,
            1 => Index::Ellipsis,
            2 | 3 => Index::At(number(u)?),
            _ => Index::Slice { start: maybe(u)?, stop: maybe(u)?, step: number(u)? },
        })
    };
    (0..count).map(|_| one(u)).collect()
}

fn compare((view, any): &Views<'_>, model: &Model) {
    assert_eq!((view.shape().to_vec(), any.shape().to_vec()), (model.shape.clone(), model.shape.clone()));
    let expected: Vec<u16> = model.at.iter().map(|&at| at as u16).collect();
    assert_eq!(view.to_vec(), expected);
    assert!(view.iter().eq(expected.iter().copied()));
    assert!(any.values().eq(expected.iter().map(|&at| Value::UInt(at.into()))));
    assert_eq!((view.size(), view.is_empty()), (expected.len(), expected.is_empty()));
    for (i, &at) in expected.iter().enumerate() {
        assert_eq!(view.get(&index_of(i, &model.shape)), Some(at));
    }
    assert_eq!(view.get(&model.shape).is_some(), model.shape.is_empty());
    if let Some(slice) = view.as_slice() {
        assert_eq!(slice, expected);
    }
    let flags = view.flags();
    assert!(!flags.c_contiguous || view.as_slice().is_some());
    let _ = (view.explain().to_string(), any.explain().to_string());
}

/// Which elements two views share, and whether one meets an element twice.
fn memory(before: &(ArrayView<'_, u16>, Model), view: &ArrayView<'_, u16>, model: &Model) {
    let (old, new): (HashSet<_>, HashSet<_>) = (before.1.at.iter().collect(), model.at.iter().collect());
    let shared = !old.is_disjoint(&new);
    if let Ok(found) = view.layout().shares_memory(before.0.layout(), MAX_WORK) {
        assert_eq!(found, shared, "{:?} and {:?}", view.layout(), before.0.layout());
    }
    assert!(view.layout().may_share_memory(before.0.layout()) || !shared);
    if let Ok(found) = view.layout().overlaps_itself(MAX_WORK) {
        assert_eq!(found, new.len() < model.at.len(), "{:?}", view.layout());
    }
}
