//! What a line does at each place along the horizontal axis, in two passes over the records: one for the ends of the axes,
//! one for the values.

use std::ops::ControlFlow;

use dtype_core::{AnyColumn, RecordView, ScalarKind};

use crate::cells;
use crate::columns::Choice;
use crate::errors::{Code, Failure};
use crate::expr::{self, Filter};
use crate::input::Table;
use crate::layout::Leaf;
use crate::plot::{Axis, Bucket, Line, Quantity};

/// Which values of which records.
pub(super) struct Wanted<'t> {
    pub(super) table: &'t Table,
    pub(super) filter: Option<&'t Filter>,
    /// The columns of the lines; before them the one along the horizontal axis, if it is one.
    pub(super) choice: Choice,
    pub(super) has_x: bool,
    /// The ends of the vertical axis, where they are given.
    pub(super) range: [Option<f64>; 2],
    pub(super) log: bool,
}

/// Lines, and the axes that they go along.
pub(super) struct Collected {
    pub(super) lines: Vec<Line>,
    pub(super) x: Axis,
    pub(super) y: Axis,
    /// Records that were looked at.
    pub(super) records: usize,
}

/// The finite values of an axis: from where to where, and from what they count.
struct Ends {
    origin: Option<i128>,
    low: f64,
    high: f64,
    /// Do only numbers above zero count?
    log: bool,
}

/// Integers up to here are floats with room for halves.
const TOLD_APART: f64 = (1u64 << 52) as f64;

impl Wanted<'_> {
    /// Goes over the records, as lines of so many places.
    pub(super) fn collect(&self, places: usize) -> Result<Collected, Failure> {
        let leaves = &self.choice.leaves;
        let (x_leaf, y_leaves) = if self.has_x { leaves.split_at(1) } else { leaves.split_at(0) };
        let quantities: Vec<Quantity> = leaves.iter().map(quantity).collect::<Result<_, _>>()?;
        let (x_quantity, y_quantities) = quantities.split_at(x_leaf.len());
        let y_quantity = *y_quantities.first().unwrap_or(&Quantity::Number);
        if let Some(at) = y_quantities.iter().position(|other| *other != y_quantity) {
            let [first, other] = [&y_leaves[0], &y_leaves[at]].map(|leaf| cells::column(&leaf.path));
            return Err(usage(format!(
                "expected columns of one kind, found {first} and {other}, which share no axis"
            )));
        }
        if self.log && y_quantity != Quantity::Number {
            return Err(usage("--log is for numbers, not for times".to_owned()));
        }
        let (mut x_ends, mut y_ends) = (Ends::new(false), Ends::new(self.log));
        let (mut values, mut records) = (Vec::new(), 0);
        self.each(|positions, columns| {
            records += positions.len();
            for (i, column) in columns.iter().enumerate() {
                let ends = if self.has_x && i == 0 { &mut x_ends } else { &mut y_ends };
                ends.take(column, positions, &mut values);
            }
        })?;
        let rows = self.table.rows();
        if !self.has_x {
            x_ends.low = rows.start as f64;
            x_ends.high = rows.end.saturating_sub(1).max(rows.start) as f64;
        }
        let name = |leaves: &[Leaf]| match leaves {
            [one] => cells::column(&one.path),
            _ => String::new(),
        };
        let x_label = if self.has_x { name(x_leaf) } else { "record".to_owned() };
        let x = x_ends.axis(x_label, *x_quantity.first().unwrap_or(&Quantity::Number));
        let mut y = y_ends.axis(name(y_leaves), y_quantity);
        let [low, high] = self.range;
        y.low = low.map_or(y.low, |low| low - y.origin as f64);
        y.high = high.map_or(y.high, |high| high - y.origin as f64);
        let (Some(x), Some(y)) = (x.checked(), y.checked()) else {
            let what = if self.log { "a positive number" } else { "a finite value" };
            return Err(usage(format!("{}: expected {what} to plot, found none", self.table.name())));
        };
        if y.low > y.high {
            return Err(usage(format!("expected a range that goes up, found {} to {}", y.low, y.high)));
        }
        let mut lines: Vec<Line> = y_leaves
            .iter()
            .map(|leaf| Line { name: cells::column(&leaf.path), buckets: vec![Bucket::Empty; places] })
            .collect();
        let mut along = Vec::new();
        self.each(|positions, columns| {
            along.clear();
            if self.has_x {
                chosen(&columns[0], x.origin, positions, &mut along);
            } else {
                along.extend(positions.iter().map(|&position| (rows.start + position.global) as f64));
            }
            for (line, column) in lines.iter_mut().zip(&columns[x_leaf.len()..]) {
                chosen(column, y.origin, positions, &mut values);
                for (&along, &value) in along.iter().zip(&values) {
                    if let Some(share) = x.share(along) {
                        let place = ((share * places as f64) as usize).min(places - 1);
                        line.buckets[place].insert(value);
                    }
                }
            }
        })?;
        Ok(Collected { lines, x, y, records })
    }

    /// Calls `each` with the columns of a block, and the positions in it of the records that are meant.
    fn each(&self, mut each: impl FnMut(&[Position], &[AnyColumn<'_>])) -> Result<(), Failure> {
        let (mut mask, mut positions) = (Vec::new(), Vec::new());
        let table = self.table;
        table.visit(0..table.len(), table.dtype(), |first, records| {
            positions.clear();
            match self.filter {
                Some(filter) => filter.choose(table.rows().start + first, records, &mut mask)?,
                None => {
                    mask.clear();
                    mask.resize(records.len(), true);
                }
            }
            let meant = mask.iter().enumerate().filter(|(_, meant)| **meant);
            positions.extend(meant.map(|(local, _)| Position { local, global: first + local }));
            let bytes;
            let all = match records.as_bytes() {
                Some(bytes) => bytes,
                None => {
                    bytes = records.to_array()?;
                    bytes.as_bytes()
                }
            };
            let chosen = RecordView::with_shape(all, &self.choice.dtype, 0, &[records.len()], false)?;
            each(&positions, &self.choice.columns(&chosen));
            Ok(ControlFlow::Continue(()))
        })
    }
}

/// Where a record is: in its block, and among all that are looked at.
#[derive(Clone, Copy)]
struct Position {
    local: usize,
    global: usize,
}

impl Ends {
    /// Of no values yet.
    fn new(log: bool) -> Ends {
        Ends { origin: log.then_some(0), low: f64::INFINITY, high: f64::NEG_INFINITY, log }
    }

    fn take(&mut self, column: &AnyColumn<'_>, positions: &[Position], room: &mut Vec<f64>) {
        if self.origin.is_none() {
            // Values that floats could not tell apart count from the first of them, others from zero.
            chosen(column, 0, positions, room);
            let first = room.iter().find(|value| value.is_finite());
            let is_whole = column.dtype().kind() != 'f';
            self.origin =
                first.map(|&value| if is_whole && value.abs() > TOLD_APART { value as i128 } else { 0 });
        }
        chosen(column, self.origin.unwrap_or(0), positions, room);
        for &value in room.iter().filter(|value| value.is_finite() && !(self.log && **value <= 0.0)) {
            self.low = self.low.min(value);
            self.high = self.high.max(value);
        }
    }

    fn axis(&self, label: String, quantity: Quantity) -> Axis {
        let Ends { origin, low, high, log } = *self;
        Axis { label, quantity, origin: origin.unwrap_or(0), low, high, log }
    }
}

/// The values of some records of a column, counted from an origin.
fn chosen(column: &AnyColumn<'_>, origin: i128, positions: &[Position], out: &mut Vec<f64>) {
    out.clear();
    expr::offsets(column, origin, out);
    if positions.len() < out.len() {
        let all = std::mem::take(out);
        out.extend(positions.iter().filter_map(|position| all.get(position.local)));
    }
}

/// What a column counts.
fn quantity(leaf: &Leaf) -> Result<Quantity, Failure> {
    let name = cells::column(&leaf.path);
    if !leaf.shape.is_empty() {
        let shape = cells::shape(&leaf.shape);
        return Err(usage(format!(
            "{name}: expected one value in each record, found a sub-array {shape}; choose one as in {name}[0]"
        )));
    }
    match leaf.dtype.as_scalar().map(|scalar| scalar.kind()) {
        Some(ScalarKind::DateTime64(step)) => Ok(Quantity::Time(step)),
        Some(kind) if "biufm".contains(kind.letter()) => Ok(Quantity::Number),
        _ => Err(usage(format!("{name}: expected numbers or times, found {}", cells::dtype(&leaf.dtype)))),
    }
}

pub(super) fn usage(message: String) -> Failure {
    Failure::Said { code: Code::Usage, message }
}
