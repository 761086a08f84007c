//! What a conversion does to the bytes: a few kinds of steps, each over all records of a block.
//!
//! A step moves one run of bytes of a record. It is carried out for a whole block of records before the next one
//! starts, in a loop that does nothing else; the block stays in the first-level cache meanwhile. So every byte
//! travels from and to memory once, whatever the number of steps.

use std::sync::Arc;

use super::cast::{Cast, Kernel, Misfit};
use super::failure::{ElementPath, Failure};
use super::kernel;
use crate::lanes::stream::Lines;
use crate::lanes::{Origin, Shuffle};

/// Records of a block take up to this many bytes on either side, if one of them does.
pub(super) const BLOCK: usize = 4 << 10;

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
    /// The value at byte `from` as one of another kind. The path names the field in errors.
    Cast { from: usize, cast: Cast, path: Arc<ElementPath> },
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
    /// Does all steps but the casts for most records, where this machine can.
    shuffle: Option<Shuffle>,
    casts: Casts,
}

/// What is cast in every record.
#[derive(Clone, Debug)]
enum Casts {
    /// Nothing.
    None,
    /// Numbers, each in a loop over the records.
    Numbers(Vec<NumberLoop>),
    /// Whatever the steps say.
    Steps,
}

#[derive(Clone, Copy, Debug)]
struct NumberLoop {
    from: usize,
    to: usize,
    kernel: Kernel,
    swap: [bool; 2],
}

impl Casts {
    fn of(steps: &[Step]) -> Casts {
        let mut loops = Vec::new();
        for step in steps {
            let Op::Cast { from, cast, .. } = &step.op else { continue };
            match cast.loop_of_numbers() {
                Some((kernel, swap)) if step.axes.is_empty() => {
                    loops.push(NumberLoop { from: *from, to: step.to, kernel, swap });
                }
                _ => return Casts::Steps,
            }
        }
        if loops.is_empty() { Casts::None } else { Casts::Numbers(loops) }
    }

    fn is_none(&self) -> bool {
        matches!(self, Casts::None)
    }
}

impl Step {
    /// Bytes it writes in each element of its axes.
    fn len(&self) -> usize {
        match &self.op {
            Op::Copy { len, .. } | Op::Swap { len, .. } => *len,
            Op::Fill(bytes) => bytes.len(),
            Op::Cast { cast, .. } => cast.sizes().1,
        }
    }

    /// Bytes it writes in each record, which is no more than the record has.
    fn written(&self) -> usize {
        self.axes.iter().fold(self.len(), |len, axis| len * axis.count)
    }

    fn is_cast(&self) -> bool {
        matches!(self.op, Op::Cast { .. })
    }

    /// Tells the origin of every byte that it moves, `forth` bytes behind those of the first element.
    fn trace(&self, axes: &[Axis], forth: usize, to: usize, origins: &mut [Origin]) {
        if let Some((axis, axes)) = axes.split_first() {
            for i in 0..axis.count {
                self.trace(axes, forth + i * axis.from, to + i * axis.to, origins);
            }
            return;
        }
        for (i, origin) in origins[to..to + self.len()].iter_mut().enumerate() {
            *origin = match &self.op {
                Op::Copy { from, .. } => Origin::Byte(from + forth + i),
                Op::Swap { from, part, .. } => {
                    Origin::Byte(from + forth + i - i % part + (part - 1 - i % part))
                }
                Op::Fill(bytes) => Origin::Constant(bytes[i]),
                Op::Cast { .. } => return,
            };
        }
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
        let steps = joined(steps);
        // A few long runs are moved best by what moves long runs.
        let short = !steps.is_empty() && steps.len() * LONG > from.min(to);
        let shuffle =
            if short { origins(to, &steps).and_then(|origins| Shuffle::new(from, &origins)) } else { None };
        let casts = Casts::of(&steps);
        Program { from, to, gaps, steps, shuffle, casts }
    }

    /// Converts `count` records. `src` and `dst` have exactly that many. Ends with the block in which a record fails.
    pub(super) fn run(&self, src: &[u8], dst: &mut [u8], count: usize) -> Result<(), Failure> {
        if self.is_whole() {
            dst.copy_from_slice(src);
            return Ok(());
        }
        let block = match &self.shuffle {
            // In one go if nothing else is to be done.
            Some(_) if self.casts.is_none() => count,
            _ => self.block(),
        };
        for start in (0..count).step_by(block.max(1)) {
            let len = block.min(count - start);
            let result = self.run_block(&src[start * self.from..], &mut dst[start * self.to..], len);
            result.map_err(|failure| failure.later(start))?;
        }
        Ok(())
    }

    /// The same past the caches, which is quicker for more records than these hold. Ends before the record that fails.
    pub(super) fn stream(&self, src: &[u8], dst: &mut [u8]) -> Result<(), Failure> {
        if self.is_whole() || self.to == 0 || self.from == 0 {
            return self.run(src, dst, dst.len() / self.to.max(1));
        }
        // Short blocks: what one of them reads is on its way while the one before is written.
        let (count, block) = (dst.len() / self.to, (self.block() / 2).max(1));
        let mut lines = Lines::new(dst, (block * self.to).max(Shuffle::AT_ONCE));
        let mut start = 0;
        if let Some(shuffle) = &self.shuffle
            && self.casts.is_none()
        {
            start = shuffle.stream(src, &mut lines, count);
        }
        while start < count {
            let len = block.min(count - start);
            let result = self.run_block(&src[start * self.from..], lines.room(len * self.to), len);
            let done = result.as_ref().map_or_else(|failure| failure.record, |()| len);
            lines.push(done * self.to);
            result.map_err(|failure| failure.later(start))?;
            start += len;
        }
        Ok(())
    }

    /// Records of a block.
    fn block(&self) -> usize {
        (BLOCK / self.from.max(self.to).max(1)).max(1)
    }

    /// The first `len` records. Registers write behind them, where the next block does again.
    fn run_block(&self, src: &[u8], dst: &mut [u8], len: usize) -> Result<(), Failure> {
        let shuffled = self.shuffle.as_ref().map_or(0, |shuffle| shuffle.run(src, dst, len));
        let (src, dst) = (&src[..len * self.from], &mut dst[..len * self.to]);
        if shuffled < len {
            let left = Axis { count: len - shuffled, from: self.from, to: self.to };
            let (src, dst) = (&src[shuffled * self.from..], &mut dst[shuffled * self.to..]);
            if self.gaps {
                dst.fill(0);
            }
            for step in self.steps.iter().filter(|step| !step.is_cast()) {
                step.run(left, src, dst);
            }
        }
        let records = Axis { count: len, from: self.from, to: self.to };
        match &self.casts {
            Casts::None => Ok(()),
            Casts::Numbers(loops) => {
                for one in loops {
                    (one.kernel)(records, one.swap, &src[one.from..], &mut dst[one.to..]);
                }
                Ok(())
            }
            Casts::Steps => {
                let casts = self.steps.iter().filter(|step| step.is_cast());
                // Of several in one record it is the first step's.
                let failures = casts.filter_map(|step| step.run(records, src, dst));
                failures.min_by_key(|failure| failure.record).map_or(Ok(()), Err)
            }
        }
    }

    /// Whether it copies records as they are, every byte of them.
    pub(super) fn is_whole(&self) -> bool {
        let whole = |step: &Step| {
            step.axes.is_empty() && matches!(step.op, Op::Copy { from: 0, len } if len == self.from)
        };
        self.from == self.to && (self.to == 0 || matches!(&self.steps[..], [step] if whole(step)))
    }
}

/// Bytes of a run from which on it is worth a loop of its own.
const LONG: usize = 64;

/// Where every byte of a record comes from, but for those that are cast. `None` if it is large.
fn origins(to: usize, steps: &[Step]) -> Option<Vec<Origin>> {
    const LARGEST: usize = 256;
    if to > LARGEST {
        return None;
    }
    let mut origins = vec![Origin::Constant(0); to];
    for step in steps {
        step.trace(&step.axes, 0, step.to, &mut origins);
    }
    Some(origins)
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
    /// Carries it out in every record of a block. Tells the first record of which a value could not be cast.
    fn run(&self, records: Axis, src: &[u8], dst: &mut [u8]) -> Option<Failure> {
        let from = match self.op {
            Op::Copy { from, .. } | Op::Swap { from, .. } | Op::Cast { from, .. } => from,
            Op::Fill(_) => 0,
        };
        // The longest loop goes inside. Either way it is the first element of the first record that is told.
        let misfit = match self.axes.split_last() {
            Some((inner, outer)) if inner.count > records.count => (0..records.count)
                .filter_map(|i| {
                    let (from, to) = (from + i * records.from, self.to + i * records.to);
                    let inside = |misfit: Misfit| Misfit { at: i, index: vec![misfit.at], ..misfit };
                    self.nest(outer, *inner, &inside, src, from, dst, to)
                })
                .reduce(Misfit::first),
            _ => self.nest(&self.axes, records, &|misfit| misfit, src, from, dst, self.to),
        }?;
        let Op::Cast { path, .. } = &self.op else { return None };
        Some(Failure { record: misfit.at, path: path.of(&misfit.index), why: misfit.why })
    }

    /// Carries it out in all elements of the axes. What fails in the inner one is put as `placed` says, then behind its
    /// positions in the others.
    #[expect(clippy::too_many_arguments, reason = "two sides, each with a place in it")]
    fn nest(
        &self,
        outer: &[Axis],
        inner: Axis,
        placed: &impl Fn(Misfit) -> Misfit,
        src: &[u8],
        from: usize,
        dst: &mut [u8],
        to: usize,
    ) -> Option<Misfit> {
        if let Some((axis, outer)) = outer.split_first() {
            let misfits = (0..axis.count).filter_map(|i| {
                let (from, to) = (from + i * axis.from, to + i * axis.to);
                let mut misfit = self.nest(outer, inner, placed, src, from, dst, to)?;
                misfit.index.insert(0, i);
                Some(misfit)
            });
            return misfits.reduce(Misfit::first);
        }
        let dst = &mut dst[to..];
        match &self.op {
            Op::Copy { len, .. } => kernel::copy(inner, *len, &src[from..], dst),
            Op::Swap { len, part, .. } => kernel::swap(inner, *len, *part, &src[from..], dst),
            Op::Fill(bytes) => kernel::fill(inner, bytes, dst),
            Op::Cast { cast, .. } => return cast.run(inner, &src[from..], dst).map(placed),
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy(axes: &[Axis], from: usize, to: usize, len: usize) -> Step {
        Step { axes: axes.to_vec(), to, op: Op::Copy { from, len } }
    }

    #[test]
    fn neighbours_are_one_run() {
        let steps = vec![copy(&[], 8, 4, 8), copy(&[], 4, 0, 4), copy(&[], 0, 12, 4)];
        assert_eq!(joined(steps), [copy(&[], 4, 0, 12), copy(&[], 0, 12, 4)]);
        let swap = |from, to, part| Step { axes: Vec::new(), to, op: Op::Swap { from, len: 8, part } };
        let joint = Step { axes: Vec::new(), to: 0, op: Op::Swap { from: 0, len: 16, part: 4 } };
        assert_eq!(joined(vec![swap(0, 0, 4), swap(8, 8, 4), swap(16, 16, 8)]), [joint, swap(16, 16, 8)]);
    }

    #[test]
    fn elements_without_gaps_are_one_run() {
        // Two fields fill the element on both sides, the array fills the record but for the field before it.
        let axis = Axis { count: 10, from: 6, to: 6 };
        let steps = vec![copy(&[axis], 2, 2, 4), copy(&[axis], 6, 6, 2), copy(&[], 0, 0, 2)];
        assert_eq!(joined(steps), [copy(&[], 0, 0, 62)]);
        // With a gap they stay apart.
        let axis = Axis { count: 10, from: 8, to: 6 };
        let steps = vec![copy(&[axis], 0, 0, 4), copy(&[axis], 4, 4, 2)];
        assert_eq!(joined(steps), [copy(&[axis], 0, 0, 6)]);
    }

    #[test]
    fn records_without_gaps_are_one_copy() {
        assert!(Program::new(8, 8, vec![copy(&[], 0, 0, 4), copy(&[], 4, 4, 4)], false).is_whole());
        assert!(!Program::new(8, 8, vec![copy(&[], 0, 0, 4)], false).is_whole());
        assert!(!Program::new(8, 4, vec![copy(&[], 0, 0, 4)], false).is_whole());
    }
}
