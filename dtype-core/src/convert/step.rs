//! What a conversion does to the bytes: a few kinds of steps, each over all records of a block.
//!
//! A step moves one run of bytes of a record. It is carried out for a whole block of records before the next one
//! starts, in a loop that does nothing else; the block stays in the first-level cache meanwhile. So every byte
//! travels from and to memory once, whatever the number of steps.

/// Records of a block take up to this many bytes on either side, if one of them does.
const BLOCK: usize = 4 << 10;

/// Something that repeats: the elements of a sub-array, the records of a block. Distances are in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Axis {
    pub(super) count: usize,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// One run of bytes, in every element of the axes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// From the outermost to the innermost.
    pub(super) axes: Vec<Axis>,
    /// Where the run starts in the record it goes to, in bytes.
    pub(super) to: usize,
    pub(super) op: Op,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Op {
    /// `len` bytes from byte `from` on, as they are.
    Copy { from: usize, len: usize },
    /// `len` bytes from byte `from` on, every `part` of them turned around.
    Swap { from: usize, len: usize, part: usize },
    /// These bytes.
    Fill(Box<[u8]>),
}

/// All steps of a conversion.
#[derive(Clone, Debug)]
pub(super) struct Program {
    /// Size of a record on either side, in bytes.
    from: usize,
    to: usize,
    /// Whether some byte of the result is written by no step, so that it must be zeroed.
    gaps: bool,
    steps: Vec<Step>,
}

impl Step {
    /// Bytes it writes in each element of its axes.
    fn len(&self) -> usize {
        match &self.op {
            Op::Copy { len, .. } | Op::Swap { len, .. } => *len,
            Op::Fill(bytes) => bytes.len(),
        }
    }

    /// Bytes it writes in each record, which is no more than the record has.
    fn written(&self) -> usize {
        self.axes.iter().fold(self.len(), |len, axis| len * axis.count)
    }

    /// Makes this step do the work of `next` too, if that is right behind it on both sides.
    fn join(&mut self, next: &Step) -> bool {
        if self.axes != next.axes || self.to + self.len() != next.to {
            return false;
        }
        match (&mut self.op, &next.op) {
            (Op::Copy { from, len }, &Op::Copy { from: next, len: more }) if *from + *len == next => {
                *len += more;
                true
            }
            (Op::Swap { from, len, part }, &Op::Swap { from: next, len: more, part: same })
                if *from + *len == next && *part == same =>
            {
                *len += more;
                true
            }
            _ => false,
        }
    }

    /// Drops the innermost axis if its elements are one run on both sides.
    fn collapse(&mut self) -> bool {
        let Some(&axis) = self.axes.last() else { return false };
        let (Op::Copy { len, .. } | Op::Swap { len, .. }) = &mut self.op else { return false };
        let one_run = axis.count == 1 || (axis.from == *len && axis.to == *len);
        if one_run {
            *len *= axis.count;
            self.axes.pop();
        }
        one_run
    }
}

impl Program {
    /// A program for records of these sizes, in bytes. Steps that `overlap` write the same to the same byte.
    pub(super) fn new(from: usize, to: usize, mut steps: Vec<Step>, overlap: bool) -> Program {
        steps.retain(|step| step.written() > 0);
        let gaps = overlap || steps.iter().map(Step::written).sum::<usize>() < to;
        Program { from, to, gaps, steps: joined(steps) }
    }

    /// Converts `count` records. `src` and `dst` have exactly that many.
    pub(super) fn run(&self, src: &[u8], dst: &mut [u8], count: usize) {
        if self.is_whole() {
            dst.copy_from_slice(src);
            return;
        }
        let block = (BLOCK / self.from.max(self.to).max(1)).max(1);
        for start in (0..count).step_by(block) {
            let len = block.min(count - start);
            let src = &src[start * self.from..][..len * self.from];
            let dst = &mut dst[start * self.to..][..len * self.to];
            if self.gaps {
                dst.fill(0);
            }
            let records = Axis { count: len, from: self.from, to: self.to };
            for step in &self.steps {
                step.run(records, src, dst);
            }
        }
    }

    /// Whether it copies records as they are, every byte of them.
    fn is_whole(&self) -> bool {
        let whole = |step: &Step| {
            step.axes.is_empty() && matches!(step.op, Op::Copy { from: 0, len } if len == self.from)
        };
        self.from == self.to && (self.to == 0 || matches!(&self.steps[..], [step] if whole(step)))
    }
}

/// The same steps, as few as possible.
fn joined(mut steps: Vec<Step>) -> Vec<Step> {
    let deepest = steps.iter().map(|step| step.axes.len()).max().unwrap_or(0);
    // Joining makes runs longer, which lets axes collapse, which brings runs beside others.
    for _ in 0..=deepest {
        for step in &mut steps {
            while step.collapse() {}
        }
        steps.sort_by(|a, b| (&a.axes, a.to).cmp(&(&b.axes, b.to)));
        steps.dedup_by(|next, step| step.join(next));
    }
    steps
}

impl Step {
    /// Carries it out in every record of a block.
    fn run(&self, records: Axis, src: &[u8], dst: &mut [u8]) {
        let from = match self.op {
            Op::Copy { from, .. } | Op::Swap { from, .. } => from,
            Op::Fill(_) => 0,
        };
        // The longest loop goes inside.
        match self.axes.split_last() {
            Some((inner, outer)) if inner.count > records.count => {
                for i in 0..records.count {
                    self.nest(outer, *inner, src, from + i * records.from, dst, self.to + i * records.to);
                }
            }
            _ => self.nest(&self.axes, records, src, from, dst, self.to),
        }
    }

    fn nest(&self, outer: &[Axis], inner: Axis, src: &[u8], from: usize, dst: &mut [u8], to: usize) {
        let Some((axis, outer)) = outer.split_first() else {
            let dst = &mut dst[to..];
            return match &self.op {
                Op::Copy { len, .. } => copy(inner, *len, &src[from..], dst),
                Op::Swap { len, part, .. } => swap(inner, *len, *part, &src[from..], dst),
                Op::Fill(bytes) => each_out(inner, bytes.len(), dst, |out| out.copy_from_slice(bytes)),
            };
        };
        for i in 0..axis.count {
            self.nest(outer, inner, src, from + i * axis.from, dst, to + i * axis.to);
        }
    }
}

/// Copies `len` bytes in each element.
fn copy(axis: Axis, len: usize, src: &[u8], dst: &mut [u8]) {
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
fn swap(axis: Axis, len: usize, part: usize, src: &[u8], dst: &mut [u8]) {
    match part {
        2 => swap_parts(axis, len, src, dst, |x: [u8; 2]| u16::from_ne_bytes(x).swap_bytes().to_ne_bytes()),
        4 => swap_parts(axis, len, src, dst, |x: [u8; 4]| u32::from_ne_bytes(x).swap_bytes().to_ne_bytes()),
        8 => swap_parts(axis, len, src, dst, |x: [u8; 8]| u64::from_ne_bytes(x).swap_bytes().to_ne_bytes()),
        16 => {
            swap_parts(axis, len, src, dst, |x: [u8; 16]| u128::from_ne_bytes(x).swap_bytes().to_ne_bytes())
        }
        _ => each_slice(axis, len, src, dst, |src, dst| {
            for (src, dst) in src.chunks_exact(part).zip(dst.chunks_exact_mut(part)) {
                dst.copy_from_slice(src);
                dst.reverse();
            }
        }),
    }
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

/// Calls `f` with the first `len` bytes of each element of the result.
fn each_out(axis: Axis, len: usize, dst: &mut [u8], f: impl Fn(&mut [u8])) {
    let Some(but_last) = axis.count.checked_sub(1) else { return };
    let (dst, last) = dst.split_at_mut(but_last * axis.to);
    for dst in dst.chunks_exact_mut(axis.to) {
        f(&mut dst[..len]);
    }
    f(&mut last[..len]);
}
