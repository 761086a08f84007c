//! Values of several grids at a time, and what becomes of them written to another.
#![allow(unsafe_code, reason = "reads and writes through pointers and strides")]

use std::ptr::NonNull;

use super::values_mut::Leaves;
use super::{Grid, GridMut};
use crate::lanes::{AHEAD, HINTED, hint};
use crate::record::{Element, is_solid};
use crate::shape::{JointRuns, Tiles};
use crate::threads;

/// Elements to write in one piece of work, at least.
const PIECE: usize = 1 << 18;

/// Positions of a run between two requests for the memory of later ones.
const STEP: usize = 64;

/// Runs of more positions ask for memory ahead.
const LONG: usize = 1024;

/// A run of values of one grid.
#[derive(Clone, Copy)]
struct Run {
    start: NonNull<u8>,
    stride: isize,
}

impl Run {
    /// # Safety
    /// Position `i` of the run exists, and holds a `T`.
    #[inline(always)]
    unsafe fn read<T: Element, const DENSE: bool>(&self, i: usize) -> T {
        // SAFETY: as the caller says.
        let at = unsafe { self.at::<T, DENSE>(i) };
        // SAFETY: as the caller says; N4: this is an unaligned read.
        unsafe { at.cast::<T>().read_unaligned() }
    }

    /// # Safety
    /// Position `i` of the run exists.
    #[inline(always)]
    unsafe fn at<T, const DENSE: bool>(&self, i: usize) -> NonNull<u8> {
        let stride = if DENSE { size_of::<T>() as isize } else { self.stride };
        // SAFETY: as the caller says.
        unsafe { self.start.offset(i as isize * stride) }
    }
}

/// Asks for the memory of what follows `count` positions from `first` on, once where runs lie side by side.
#[inline(always)]
fn ask_ahead<const K: usize>(runs: &[Run; K], first: usize, count: usize) {
    for (k, run) in runs.iter().enumerate() {
        let beside = |other: &Run| {
            other.stride == run.stride && other.start.addr().get().abs_diff(run.start.addr().get()) < 64
        };
        if HINTED.contains(&run.stride.unsigned_abs()) && !runs[..k].iter().any(beside) {
            let at = run.start.as_ptr().wrapping_offset(first as isize * run.stride);
            hint(at, run.stride.signum() * AHEAD, count, run.stride.unsigned_abs());
        }
    }
}

macro_rules! zips {
    ($($(#[$meta:meta])* $name:ident($($grid:ident: $type:ident),+) of $count:literal;)*) => {$(
        $(#[$meta])*
        ///
        /// # Panics
        /// If the shapes differ.
        pub(crate) fn $name<$($type: Element,)+ Out: Element>(
            ($($grid,)+): ($(&Grid<'_, $type>,)+),
            out: GridMut<'_, Out>,
            f: impl Fn($($type),+) -> Out + Sync,
        ) {
            // Without gaps the compiler knows most.
            let mut out = out;
            if let (Some(to), $(Some($grid)),+) = (out.as_mut_slice(), $($grid.as_slice()),+) {
                let work = |(first, to): (usize, &mut [Out])| {
                    $(let $grid = &$grid[first..][..to.len()];)+
                    (0..to.len()).for_each(|i| to[i] = f($($grid[i]),+));
                };
                let bytes = size_of_val(to);
                let pieces = to.chunks_mut(PIECE).enumerate().map(|(i, to)| (i * PIECE, to));
                threads::map(pieces, bytes, work);
                return;
            }
            let pieces = pieces(out);
            let bytes = pieces.1;
            threads::map(pieces.0, bytes, |(range, out): (std::ops::Range<usize>, GridMut<'_, Out>)| {
                $(let $grid = $grid.part_of_axis(&range);)+
                let mut leaves = Leaves::of::<Out>();
                let mut tiles = Tiles::<$count>::new([$($grid.layout(),)+ out.layout()]);
                while let Some(layouts) = tiles.next() {
                    let mut runs = JointRuns::new(layouts.each_ref());
                    let (len, strides) = runs.inner();
                    while let Some(offsets) = runs.next() {
                        let [$($grid,)+ to] = [$($grid.base().start(),)+ out.base().start()];
                        let mut places = offsets.into_iter().zip(strides);
                        let mut run = |base: NonNull<u8>| {
                            let (offset, stride) = places.next().expect("one for each grid");
                            // SAFETY: N2: the first position of the run.
                            Run { start: unsafe { base.offset(offset) }, stride }
                        };
                        $(let $grid = run($grid);)+
                        let to = run(to);
                        let dense = true $(&& $grid.stride == size_of::<$type>() as isize)+
                            && to.stride == size_of::<Out>() as isize && is_solid::<Out>();
                        if dense {
                            for i in 0..len {
                                // SAFETY: N2: position `i` of each run holds a value.
                                $(let $grid = unsafe { $grid.read::<$type, true>(i) };)+
                                // SAFETY: position `i` of the run.
                                let at = unsafe { to.at::<Out, true>(i) };
                                // SAFETY: N2 and N3.
                                unsafe { leaves.write(at, f($($grid),+)) };
                            }
                            continue;
                        }
                        let (mut first, step) = (0, if len > LONG { STEP } else { len });
                        while first < len {
                            let end = len.min(first + step);
                            if len > LONG {
                                ask_ahead(&[$($grid,)+ to], first, end - first);
                            }
                            for i in first..end {
                                // SAFETY: N2: position `i` of each run holds a value.
                                $(let $grid = unsafe { $grid.read::<$type, false>(i) };)+
                                // SAFETY: position `i` of the run.
                                let at = unsafe { to.at::<Out, false>(i) };
                                // SAFETY: N2 and N3.
                                unsafe { leaves.write(at, f($($grid),+)) };
                            }
                            first = end;
                        }
                    }
                }
            });
        }
    )*};
}

zips! {
    /// Writes what `f` makes of each value.
    map1(a: A) of 2;
    /// Writes what `f` makes of each pair of values.
    map2(a: A, b: B) of 3;
    /// Writes what `f` makes of three values at a time.
    map3(a: A, b: B, c: C) of 4;
}

/// Replaces each value by what `f` makes of it and a value of another grid.
///
/// # Panics
/// If the shapes differ.
pub(crate) fn update2<A: Element, Out: Element>(
    a: &Grid<'_, A>,
    mut out: GridMut<'_, Out>,
    f: impl Fn(Out, A) -> Out + Sync,
) {
    if let (Some(to), Some(a)) = (out.as_mut_slice(), a.as_slice()) {
        let bytes = size_of_val(to);
        let pieces = to.chunks_mut(PIECE).enumerate().map(|(i, to)| (i * PIECE, to));
        threads::map(pieces, bytes, |(first, to): (usize, &mut [Out])| {
            let a = &a[first..][..to.len()];
            to.iter_mut().zip(a).for_each(|(to, &a)| *to = f(*to, a));
        });
        return;
    }
    // SAFETY: N2. Each value is read before it is written, at its own index, and no other index has its bytes (N3).
    let values = unsafe { Grid::<Out>::from_raw(*out.base(), out.layout().clone()) };
    map2((&values, a), out, f);
}

/// Parts of a grid along its longest way through memory, each with its range of the first axis; and how many bytes all
/// have. A grid of one piece, or whose first axis is short, is one.
type Pieces<'a, T> = (Vec<(std::ops::Range<usize>, GridMut<'a, T>)>, usize);

fn pieces<T: Element>(out: GridMut<'_, T>) -> Pieces<'_, T> {
    let bytes = out.layout().nbytes();
    let size = out.layout().size();
    let len = out.layout().shape().first().copied().unwrap_or(1);
    let count = (size / PIECE).clamp(1, len.max(1));
    let (mut pieces, mut rest, mut at) = (Vec::with_capacity(count), out, 0);
    for i in 1..count {
        let end = len * i / count;
        match rest.split_at(0, end - at) {
            Ok((piece, more)) => {
                pieces.push((at..end, piece));
                (rest, at) = (more, end);
            }
            Err(_) => unreachable!("a position of the first axis"),
        }
    }
    pieces.push((at..len, rest));
    (pieces, bytes)
}
