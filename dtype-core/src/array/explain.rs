//! A view in words: why it is contiguous or aligned or not, where it walks, what a copy costs.

use std::fmt;

use super::Flags;
use crate::dtype::DType;
use crate::dtype::descr::Shape;
use crate::shape::{ArrayLayout, Dim, Order};

/// Steps of more bytes than this are not drawn.
const WIDEST: usize = 96;

/// Steps with more elements than this are not drawn.
const MOST: usize = 1000;

/// What there is to say something about.
pub(crate) struct Inspected<'v> {
    pub(crate) layout: &'v ArrayLayout,
    pub(crate) dtype: &'v DType,
    /// The address of the base, and how many bytes it has.
    pub(crate) address: usize,
    pub(crate) base: usize,
    pub(crate) writeable: bool,
}

impl Inspected<'_> {
    pub(crate) fn flags(&self) -> Flags {
        Flags {
            c_contiguous: self.layout.is_c_contiguous(),
            f_contiguous: self.layout.is_f_contiguous(),
            owndata: false,
            writeable: self.writeable,
            aligned: self.layout.is_aligned_at(self.address, self.dtype.alignment()),
        }
    }
}

/// A view in words, to be printed.
///
/// ```
/// use dtype_core::{Columns, Record};
///
/// #[derive(Clone, Copy, Record)]
/// #[repr(C, packed)]
/// struct Star { id: u32, pos: [f32; 3], flag: u8 }
///
/// let stars = [Star { id: 1, pos: [0.0; 3], flag: 0 }; 5];
/// let pos = stars.column(Star::FIELDS.pos).as_array().spread()?;
/// let said = pos.explain().to_string();
/// assert!(said.contains("axis 0 steps 17 bytes, not the 12 from row to row without gaps"));
/// assert!(said.contains("000011112222"));
/// # Ok::<(), dtype_core::shape::ShapeError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Explanation(String);

impl Explanation {
    pub(crate) fn of(view: &Inspected<'_>) -> Self {
        let mut text = String::new();
        // A `String` takes everything.
        let _ = write(&mut text, view);
        Explanation(text)
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn write(f: &mut String, view: &Inspected<'_>) -> fmt::Result {
    use fmt::Write as _;
    let layout = view.layout;
    let shape = layout.shape();
    writeln!(f, "{} of {}, shape {}", items(layout.size()), view.dtype, Shape(&shape))?;
    writeln!(f, "  strides     {:?} bytes, items of {}", layout.strides(), layout.itemsize())?;
    let bounds = layout.byte_bounds();
    writeln!(
        f,
        "  place       from byte {} of a base of {}; bytes {}..{}",
        layout.offset(),
        view.base,
        bounds.start,
        bounds.end
    )?;
    writeln!(f, "  C order     {}", contiguous(layout, Order::C))?;
    writeln!(f, "  F order     {}", contiguous(layout, Order::F))?;
    writeln!(f, "  aligned     {}", aligned(view))?;
    let writeable = if view.writeable { "yes" } else { "no, it is borrowed to be read" };
    writeln!(f, "  writeable   {writeable}")?;
    writeln!(f, "  a copy      {}", copy(layout))?;
    draw(f, layout)
}

fn items(count: usize) -> String {
    if count == 1 { "1 item".to_owned() } else { format!("{count} items") }
}

fn contiguous(layout: &ArrayLayout, order: Order) -> String {
    if layout.is_empty() {
        return "yes, as there are no items".to_owned();
    }
    let Some((axis, expected)) = layout.first_gap(order) else {
        return "yes, without gaps".to_owned();
    };
    let stride = layout.strides()[axis];
    let item = expected == layout.itemsize() as isize;
    let from = if item {
        "item to item"
    } else if order == Order::C {
        "row to row"
    } else {
        "column to column"
    };
    let why = match stride {
        0 => "stays where it is".to_owned(),
        stride => format!("steps {stride} bytes"),
    };
    format!("no: axis {axis} {why}, not the {expected} from {from} without gaps")
}

fn aligned(view: &Inspected<'_>) -> String {
    let (layout, needed) = (view.layout, view.dtype.alignment());
    if needed <= 1 {
        return "yes, at any address".to_owned();
    }
    if layout.is_empty() {
        return "yes, as there are no items".to_owned();
    }
    let address = view.address.wrapping_add_signed(layout.offset());
    let off = address % needed;
    if off != 0 {
        return format!("no: the first item is {off} bytes behind a multiple of {needed}");
    }
    let odd = |(_, dim): &(usize, &Dim)| dim.len != 1 && !dim.stride.unsigned_abs().is_multiple_of(needed);
    match layout.dims().iter().enumerate().find(odd) {
        Some((axis, dim)) => format!("no: axis {axis} steps {} bytes, no multiple of {needed}", dim.stride),
        None => format!("yes, at multiples of {needed} bytes"),
    }
}

fn copy(layout: &ArrayLayout) -> String {
    let bytes = layout.nbytes();
    let bounds = layout.byte_bounds();
    let span = (bounds.end - bounds.start).unsigned_abs();
    let verdict = match bytes.cmp(&span) {
        std::cmp::Ordering::Less => format!("; the view spans {span}, and skips {} of them", span - bytes),
        std::cmp::Ordering::Equal => String::new(),
        std::cmp::Ordering::Greater => {
            format!("; the view has them in {span}, {:.1} times over", bytes as f64 / span.max(1) as f64)
        }
    };
    format!("{bytes} bytes{verdict}")
}

/// One step along the axis of the longest stride, byte by byte: where in it the items are.
fn draw(f: &mut String, layout: &ArrayLayout) -> fmt::Result {
    use fmt::Write as _;
    let long = layout.dims().iter().enumerate().filter(|(_, dim)| dim.len > 1 && dim.stride != 0);
    let Some((axis, outer)) = long.max_by_key(|(_, dim)| dim.stride.unsigned_abs()) else { return Ok(()) };
    let (step, size) = (outer.stride.unsigned_abs(), layout.itemsize());
    let inner: Vec<Dim> =
        layout.dims().iter().enumerate().filter(|(i, _)| *i != axis).map(|(_, dim)| *dim).collect();
    let inner = crate::shape::Dims::new(&inner);
    let (Some(count), false) = (inner.count(), layout.is_empty()) else { return Ok(()) };
    if step > WIDEST || count > MOST || size == 0 {
        return writeln!(f, "  walk        {step} bytes a step along axis {axis}: too wide to be drawn");
    }
    // What lies behind the first item, and does the byte of an item before it count as one of the step before.
    let mut cells = vec![b'.'; step];
    for item in 0..count {
        let start = layout.offset() + inner.offset_of(item);
        for byte in 0..size as isize {
            let cell = &mut cells[(start + byte).rem_euclid(step as isize).unsigned_abs()];
            *cell = if *cell == b'.' { b'0' + (item % 10) as u8 } else { b'*' };
        }
    }
    let met = cells.iter().filter(|&&cell| cell != b'.').count();
    writeln!(f, "  walk        {step} bytes a step along axis {axis}, {met} of them met:")?;
    let ruler: String = (0..step.div_ceil(10)).map(|ten| format!("{:<10}", ten * 10)).collect();
    writeln!(f, "              {}", ruler.trim_end())?;
    writeln!(f, "              {}", String::from_utf8_lossy(&cells))?;
    let mut legend = Vec::new();
    if cells.iter().any(u8::is_ascii_digit) && count > 1 {
        legend.push("a digit is an item, counted along the other axes");
    }
    if cells.contains(&b'.') {
        legend.push("a dot a byte that is skipped");
    }
    if cells.contains(&b'*') {
        legend.push("a star a byte that is met more than once");
    }
    if legend.is_empty() { Ok(()) } else { writeln!(f, "              ({})", legend.join(", ")) }
}
