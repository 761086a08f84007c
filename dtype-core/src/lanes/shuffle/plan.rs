//! What a shuffle does to a record: which windows of the source make up which chunk of the target.
//!
//! Safe code that unsafe code relies on: `reach` keeps X1 of [`super`].

/// Where a byte of a record comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The byte of the source record at this offset.
    Byte(usize),
    Constant(u8),
}

/// Most windows in a chunk: with more of them, moving field by field is as quick.
pub(super) const PARTS: usize = 4;

#[derive(Clone, Debug)]
pub(super) struct Plan<const WIDTH: usize> {
    /// How far behind the start of a record is read, and written.
    pub(super) reach: (usize, usize),
    /// Windows in every chunk.
    pub(super) parts: usize,
    pub(super) chunks: Vec<Chunk<WIDTH>>,
}

#[derive(Clone, Debug)]
pub(super) struct Chunk<const WIDTH: usize> {
    pub(super) to: usize,
    pub(super) constant: [u8; WIDTH],
    pub(super) parts: [Part<WIDTH>; PARTS],
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Part<const WIDTH: usize> {
    pub(super) from: usize,
    /// For each byte of the chunk the byte of the window that it is; 0x80 for none.
    pub(super) index: [u8; WIDTH],
}

impl<const WIDTH: usize> Plan<WIDTH> {
    /// `None` if a chunk needs more than `most` windows.
    pub(super) fn new(origins: &[Origin], most: usize) -> Option<Plan<WIDTH>> {
        let short = Plan::of(origins, 1, true);
        let Some(full) = Plan::of(origins, most, false) else {
            // Short chunks without end are no better than going field by field.
            return short
                .filter(|short| short.chunks.len() * WIDTH <= most * origins.len().next_multiple_of(WIDTH));
        };
        short.filter(|short| short.work() < full.work()).or(Some(full))
    }

    /// With chunks of a whole width, or, if they may be `short`, with such as end where a window more would be needed. What
    /// they write behind that the next one writes again.
    fn of(origins: &[Origin], most: usize, short: bool) -> Option<Plan<WIDTH>> {
        let mut plan = Plan { reach: (0, 0), parts: 1, chunks: Vec::new() };
        let mut to = 0;
        while to < origins.len() {
            let chunk = &origins[to..origins.len().min(to + WIDTH)];
            let len = if short { in_one_window(chunk, WIDTH) } else { chunk.len() };
            plan.push(to, &chunk[..len], most)?;
            to += len;
        }
        Some(plan)
    }

    /// How many instructions move a record.
    fn work(&self) -> usize {
        self.chunks.len() * (2 + 2 * self.parts)
    }

    fn push(&mut self, to: usize, origins: &[Origin], most: usize) -> Option<()> {
        let none = Part { from: 0, index: [0x80; WIDTH] };
        let mut chunk = Chunk { to, constant: [0; WIDTH], parts: [none; PARTS] };
        let mut left: Vec<(usize, usize)> = Vec::new();
        for (at, origin) in origins.iter().enumerate() {
            match *origin {
                Origin::Constant(byte) => chunk.constant[at] = byte,
                Origin::Byte(from) => left.push((from, at)),
            }
        }
        left.sort_unstable();
        let mut parts = 0;
        while let Some(&(start, _)) = left.first() {
            if parts == most {
                return None;
            }
            let part = &mut chunk.parts[parts];
            part.from = start;
            left.retain(|&(from, at)| {
                let inside = from - start < WIDTH;
                if inside {
                    part.index[at] = (from - start) as u8;
                }
                !inside
            });
            parts += 1;
        }
        self.parts = self.parts.max(parts);
        // X1.
        let furthest = chunk.parts.iter().map(|part| part.from).max().unwrap_or(0);
        self.reach = (self.reach.0.max(furthest + WIDTH), to + WIDTH);
        self.chunks.push(chunk);
        Some(())
    }
}

/// How many of the first bytes come from one window, or from nowhere: at least one does.
fn in_one_window(origins: &[Origin], width: usize) -> usize {
    let (mut first, mut last) = (usize::MAX, 0);
    let fits = |origin: &&Origin| {
        if let Origin::Byte(from) = **origin {
            (first, last) = (first.min(from), last.max(from));
        }
        first > last || last - first < width
    };
    origins.iter().take_while(fits).count()
}
