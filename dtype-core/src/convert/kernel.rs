//! The loops of a conversion: the same few bytes in many elements.
//!
//! Sizes that occur in records have loops of their own, in which the size is a constant. Checks of bounds are made
//! once, before a loop: every element but the last has a whole stride to itself.

use super::step::Axis;

/// Copies `len` bytes in each element.
pub(super) fn copy(axis: Axis, len: usize, src: &[u8], dst: &mut [u8]) {
    if axis.from == len && axis.to == len {
        let len = axis.count * len;
        return dst[..len].copy_from_slice(&src[..len]);
    }
    match len {
        1 => each(axis, src, dst, |src: &[u8; 1], dst: &mut [u8; 1]| *dst = *src),
        2 => each(axis, src, dst, |src: &[u8; 2], dst: &mut [u8; 2]| *dst = *src),
        4 => each(axis, src, dst, |src: &[u8; 4], dst: &mut [u8; 4]| *dst = *src),
        8 => each(axis, src, dst, |src: &[u8; 8], dst: &mut [u8; 8]| *dst = *src),
        16 => each(axis, src, dst, |src: &[u8; 16], dst: &mut [u8; 16]| *dst = *src),
        32 => each(axis, src, dst, |src: &[u8; 32], dst: &mut [u8; 32]| *dst = *src),
        // Two runs of a fixed size, which overlap, are quicker than one whose size is not known beforehand.
        3 => both_ends::<2>(axis, len, src, dst),
        5..8 => both_ends::<4>(axis, len, src, dst),
        9..16 => both_ends::<8>(axis, len, src, dst),
        17..32 => both_ends::<16>(axis, len, src, dst),
        33..=64 => both_ends::<32>(axis, len, src, dst),
        _ => each_slice(axis, len, src, dst, |src, dst| dst.copy_from_slice(src)),
    }
}

fn both_ends<const N: usize>(axis: Axis, len: usize, src: &[u8], dst: &mut [u8]) {
    each_slice(axis, len, src, dst, |src, dst| {
        if let (Some(first), Some(last)) = (src.first_chunk::<N>(), src.last_chunk::<N>())
            && dst.len() >= N
        {
            let end = dst.len() - N;
            dst[..N].copy_from_slice(first);
            dst[end..].copy_from_slice(last);
        }
    });
}

/// Turns around every `part` bytes of `len` in each element.
pub(super) fn swap(axis: Axis, len: usize, part: usize, src: &[u8], dst: &mut [u8]) {
    match part {
        2 => swap_parts(axis, len, src, dst, |x: [u8; 2]| u16::from_ne_bytes(x).swap_bytes().to_ne_bytes()),
        4 => swap_parts(axis, len, src, dst, |x: [u8; 4]| u32::from_ne_bytes(x).swap_bytes().to_ne_bytes()),
        8 => swap_parts(axis, len, src, dst, |x: [u8; 8]| u64::from_ne_bytes(x).swap_bytes().to_ne_bytes()),
        // Long doubles only.
        _ => each_slice(axis, len, src, dst, |src, dst| {
            for (src, dst) in src.chunks_exact(part).zip(dst.chunks_exact_mut(part)) {
                dst.copy_from_slice(src);
                dst.reverse();
            }
        }),
    }
}

/// Writes `bytes` to the start of each element.
pub(super) fn fill(axis: Axis, bytes: &[u8], dst: &mut [u8]) {
    let Some(but_last) = axis.count.checked_sub(1) else { return };
    let (dst, last) = dst.split_at_mut(but_last * axis.to);
    for dst in dst.chunks_exact_mut(axis.to) {
        dst[..bytes.len()].copy_from_slice(bytes);
    }
    last[..bytes.len()].copy_from_slice(bytes);
}

fn swap_parts<const N: usize>(
    axis: Axis,
    len: usize,
    src: &[u8],
    dst: &mut [u8],
    swapped: impl Fn([u8; N]) -> [u8; N] + Copy,
) {
    let all = |src: &[u8], dst: &mut [u8]| {
        for (src, dst) in src.as_chunks().0.iter().zip(dst.as_chunks_mut().0) {
            *dst = swapped(*src);
        }
    };
    if axis.from == len && axis.to == len {
        let len = axis.count * len;
        all(&src[..len], &mut dst[..len]);
    } else if len <= 4 * N {
        for at in (0..len).step_by(N) {
            each(axis, &src[at..], &mut dst[at..], |src: &[u8; N], dst: &mut [u8; N]| *dst = swapped(*src));
        }
    } else {
        each_slice(axis, len, src, dst, all);
    }
}

/// Calls `f` with the first `N` bytes of each element. The last element may end where these do.
#[inline(always)]
fn each<const N: usize>(axis: Axis, src: &[u8], dst: &mut [u8], f: impl Fn(&[u8; N], &mut [u8; N])) {
    each_slice(axis, N, src, dst, |src, dst| {
        if let (Some(src), Some(dst)) = (src.first_chunk(), dst.first_chunk_mut()) {
            f(src, dst);
        }
    });
}

/// Calls `f` with the first `len` bytes of each element.
#[inline(always)]
fn each_slice(axis: Axis, len: usize, src: &[u8], dst: &mut [u8], f: impl Fn(&[u8], &mut [u8])) {
    let Some(but_last) = axis.count.checked_sub(1) else { return };
    let (src, last_src) = src.split_at(but_last * axis.from);
    let (dst, last_dst) = dst.split_at_mut(but_last * axis.to);
    for (src, dst) in src.chunks_exact(axis.from).zip(dst.chunks_exact_mut(axis.to)) {
        f(&src[..len], &mut dst[..len]);
    }
    f(&last_src[..len], &mut last_dst[..len]);
}
