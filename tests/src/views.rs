//! Chains of view operations in the form of the corpus: what they start from, and what we make of each operation.

use dtype_core::shape::{ArrayLayout, Index, Order, ShapeError};
use dtype_core::{AnyArrayView, AnyArrayViewMut, DType, Error, Limits, ScalarKind};
use serde_json::Value;

use crate::entry::{Entry, Read, int};

/// An array that views are made of: its bytes at a multiple of 64, and what they are.
pub struct Base {
    store: Vec<u8>,
    skip: usize,
    len: usize,
    dtype: DType,
    layout: ArrayLayout,
    readonly: bool,
}

/// A view of it: to be written for as long as it can be.
pub enum View<'a> {
    /// To be written.
    Mut(AnyArrayViewMut<'a>),
    /// To be read.
    Read(AnyArrayView<'a>),
}

impl Base {
    /// What an entry describes under `base`.
    ///
    /// # Errors
    /// It does not have the documented form.
    pub fn read(entry: &Entry<'_>) -> Read<Self> {
        let align = entry.find("align").is_some_and(|align| align == true);
        let readonly = entry.find("readonly").is_some_and(|readonly| readonly == true);
        let dtype = dtype(entry.text("dtype")?, align)?;
        let order = order(entry.text("order")?)?;
        let shape = entry.sizes("shape")?;
        let layout = ArrayLayout::new(&shape, dtype.itemsize(), order).map_err(|error| error.to_string())?;
        let len = layout.nbytes();
        let store: Vec<u8> = vec![0; len + 64];
        let skip = store.as_ptr().align_offset(64);
        let mut base = Self { store, skip, len, dtype, layout, readonly };
        match entry.text("fill")? {
            "pattern" => {
                base.bytes().iter_mut().enumerate().for_each(|(i, byte)| *byte = (i * 37 + 11) as u8)
            }
            "arange" => base.count_up()?,
            other => return Err(format!("fill '{other}' is not one this runner knows")),
        }
        Ok(base)
    }

    fn bytes(&mut self) -> &mut [u8] {
        &mut self.store[self.skip..self.skip + self.len]
    }

    /// 0, 1, 2, … in C order.
    fn count_up(&mut self) -> Read<()> {
        let scalar = self.dtype.as_scalar().ok_or("arange: expected a scalar dtype")?;
        let shape = self.layout.shape();
        for position in 0..self.layout.size() {
            let mut rest = position;
            let mut index = vec![0; shape.len()];
            for (i, &len) in index.iter_mut().zip(shape.iter()).rev() {
                *i = rest % len;
                rest /= len;
            }
            let mut value = match scalar.kind() {
                ScalarKind::Float32 => (position as f32).to_le_bytes().to_vec(),
                ScalarKind::Float64 => (position as f64).to_le_bytes().to_vec(),
                ScalarKind::Complex64 => [(position as f32).to_le_bytes(), [0; 4]].concat(),
                ScalarKind::Complex128 => [(position as f64).to_le_bytes(), [0; 8]].concat(),
                _ => position.to_le_bytes()[..scalar.itemsize()].to_vec(),
            };
            if scalar.byte_order() == dtype_core::ByteOrder::Big {
                value.chunks_exact_mut(scalar.kind().swap_size().max(1)).for_each(<[u8]>::reverse);
            }
            let at =
                self.layout.offset_of(&index).and_then(|at| usize::try_from(at).ok()).ok_or("an offset")?;
            self.bytes()[at..at + value.len()].copy_from_slice(&value);
        }
        Ok(())
    }

    /// Strides and itemsize of the whole.
    pub fn layout(&self) -> &ArrayLayout {
        &self.layout
    }

    /// The whole, copied: what views of it are compared with.
    pub fn copy(&self) -> Vec<u8> {
        self.store[self.skip..self.skip + self.len].to_vec()
    }

    /// A view of the whole.
    ///
    /// # Errors
    /// There is none of such a dtype.
    pub fn view(&mut self) -> Result<View<'_>, Error> {
        let (dtype, layout) = (self.dtype.clone(), self.layout.clone());
        let readonly = self.readonly;
        let view = AnyArrayViewMut::from_bytes(self.bytes(), &dtype, &layout)?;
        Ok(if readonly { View::Read(view.into_view()) } else { View::Mut(view) })
    }
}

/// Calls the same method of either kind.
macro_rules! either {
    ($view:expr, $method:ident($($argument:expr),*)) => {
        match $view {
            View::Mut(view) => View::Mut(view.$method($($argument),*)?),
            View::Read(view) => View::Read(view.$method($($argument),*)?),
        }
    };
}

impl<'a> View<'a> {
    /// To be read from now on.
    pub fn into_read(self) -> AnyArrayView<'a> {
        match self {
            View::Mut(view) => view.into_view(),
            View::Read(view) => view,
        }
    }

    /// Whether it can be written to.
    pub fn is_writeable(&self) -> bool {
        match self {
            View::Mut(view) => view.flags().writeable,
            View::Read(view) => view.flags().writeable,
        }
    }

    /// What an operation of the corpus makes of it. The outer result is about the form of the operation.
    ///
    /// # Errors
    /// It does not have the documented form.
    pub fn apply(self, op: &Entry<'_>) -> Read<Result<View<'a>, Error>> {
        let name = op.text("op")?;
        // Where NumPy gives a view that cannot be written to.
        let read = matches!(name, "broadcast_to" | "sliding_window_view" | "diagonal");
        let view = if read { View::Read(self.into_read()) } else { self };
        let arguments = Arguments::read(name, op)?;
        Ok(apply(view, &arguments))
    }
}

/// The parameters of an operation.
enum Arguments<'e> {
    Index(Vec<Index>),
    Transpose(Option<Vec<isize>>),
    Swapaxes(isize, isize),
    Moveaxis(Vec<isize>, Vec<isize>),
    Reshape(Vec<isize>, Order),
    BroadcastTo(Vec<usize>),
    Windows(Vec<isize>, Option<Vec<isize>>),
    Field(&'e str),
    Fields(Vec<&'e str>),
    View(DType),
    Getfield(DType, usize),
    Squeeze(Option<Vec<isize>>),
    ExpandDims(Vec<isize>),
    Flip(Option<Vec<isize>>),
    Diagonal(isize, isize, isize),
    AsStrided(Vec<usize>, Vec<isize>),
    Real,
    Imag,
}

impl<'e> Arguments<'e> {
    fn read(name: &str, op: &Entry<'e>) -> Read<Self> {
        let number = |key: &str| op.int(key).and_then(narrow);
        Ok(match name {
            "index" => {
                let parts = op.list("index")?.iter().map(index);
                Self::Index(parts.collect::<Read<_>>()?)
            }
            "transpose" => Self::Transpose(axes(op, "axes")?),
            "swapaxes" => Self::Swapaxes(number("a")?, number("b")?),
            "moveaxis" => {
                let (from, to) = (axes(op, "source")?, axes(op, "destination")?);
                Self::Moveaxis(from.ok_or("moveaxis: null")?, to.ok_or("moveaxis: null")?)
            }
            "reshape" => {
                let shape = axes(op, "shape")?.ok_or("reshape: null")?;
                Self::Reshape(shape, order(op.find("order").and_then(Value::as_str).unwrap_or("C"))?)
            }
            "broadcast_to" => Self::BroadcastTo(op.sizes("shape")?),
            "sliding_window_view" => {
                Self::Windows(axes(op, "window")?.ok_or("window: null")?, axes(op, "axis")?)
            }
            "field" => Self::Field(op.text("name")?),
            "fields" => Self::Fields(op.texts("names")?),
            "view" => Self::View(dtype(op.text("dtype")?, false)?),
            "getfield" => Self::Getfield(dtype(op.text("dtype")?, false)?, op.size("offset")?),
            "squeeze" => Self::Squeeze(axes(op, "axis")?),
            "expand_dims" => Self::ExpandDims(axes(op, "axis")?.ok_or("expand_dims: null")?),
            "flip" => Self::Flip(axes(op, "axis")?),
            "diagonal" => Self::Diagonal(number("offset")?, number("axis1")?, number("axis2")?),
            "as_strided" => Self::AsStrided(op.sizes("shape")?, axes(op, "strides")?.ok_or("strides: null")?),
            "real" => Self::Real,
            "imag" => Self::Imag,
            other => return Err(format!("operation '{other}' is not one this runner knows")),
        })
    }
}

fn apply<'a>(view: View<'a>, arguments: &Arguments<'_>) -> Result<View<'a>, Error> {
    Ok(match arguments {
        Arguments::Index(index) => either!(view, slice(&index[..])),
        Arguments::Transpose(Some(axes)) => either!(view, transpose(axes)),
        Arguments::Transpose(None) => match view {
            View::Mut(view) => View::Mut(view.t()),
            View::Read(view) => View::Read(view.t()),
        },
        Arguments::Swapaxes(a, b) => either!(view, swapaxes(*a, *b)),
        Arguments::Moveaxis(from, to) => either!(view, moveaxis(from, to)),
        Arguments::Reshape(shape, order) => either!(view, reshape(shape, *order)),
        Arguments::BroadcastTo(shape) => either!(view, broadcast_to(shape)),
        Arguments::Windows(window, axes) => {
            let lengths = window.iter().map(|&len| usize::try_from(len));
            // Negative lengths are not even a number of elements here.
            let Ok(window) = lengths.collect::<Result<Vec<_>, _>>() else {
                return Err(ShapeError::Overflow.into());
            };
            either!(view, sliding_window_view(&window, axes.as_deref()))
        }
        Arguments::Field(name) => either!(view, field(&[*name])),
        Arguments::Fields(names) => either!(view, fields(names)),
        Arguments::View(dtype) => either!(view, view_as(dtype)),
        Arguments::Getfield(dtype, offset) => either!(view, getfield(dtype, *offset)),
        Arguments::Squeeze(axes) => either!(view, squeeze(axes.as_deref())),
        Arguments::ExpandDims(axes) => either!(view, expand_dims(axes)),
        Arguments::Flip(axes) => either!(view, flip(axes.as_deref())),
        Arguments::Diagonal(offset, a, b) => either!(view, diagonal(*offset, *a, *b)),
        Arguments::AsStrided(shape, strides) => match view {
            View::Read(view) => View::Read(view.as_strided(shape, strides)?),
            View::Mut(view) => View::Mut(view.as_strided(shape, strides)?),
        },
        Arguments::Real => either!(view, real()),
        Arguments::Imag => either!(view, imag()),
    })
}

/// One part of an index.
fn index(part: &Value) -> Read<Index> {
    let end = |value: &Value| -> Read<Option<isize>> {
        if value.is_null() {
            Ok(None)
        } else {
            int(value).ok_or("an integer".into()).and_then(narrow).map(Some)
        }
    };
    match part {
        Value::String(text) if text == "newaxis" => Ok(Index::NewAxis),
        Value::String(text) if text == "ellipsis" => Ok(Index::Ellipsis),
        Value::Object(map) if map.contains_key("int") => {
            end(&map["int"])?.map(Index::At).ok_or_else(|| "an integer".into())
        }
        Value::Object(map) => match map.get("slice").and_then(Value::as_array).map(Vec::as_slice) {
            Some([start, stop, step]) => {
                Ok(Index::Slice { start: end(start)?, stop: end(stop)?, step: end(step)?.unwrap_or(1) })
            }
            _ => Err(format!("expected a slice, found {part}")),
        },
        _ => Err(format!("expected a part of an index, found {part}")),
    }
}

/// One number or several, or null.
fn axes(op: &Entry<'_>, key: &str) -> Read<Option<Vec<isize>>> {
    let value = op.value(key)?;
    if value.is_null() {
        return Ok(None);
    }
    if int(value).is_some() {
        return Ok(Some(vec![narrow(op.int(key)?)?]));
    }
    op.ints(key)?.into_iter().map(narrow).collect::<Read<_>>().map(Some)
}

fn narrow(n: i128) -> Read<isize> {
    isize::try_from(n).map_err(|_| format!("{n} is too large"))
}

fn order(text: &str) -> Read<Order> {
    match text {
        "C" => Ok(Order::C),
        "F" => Ok(Order::F),
        other => Err(format!("order '{other}' is not one this runner knows")),
    }
}

fn dtype(text: &str, align: bool) -> Read<DType> {
    DType::from_python(text, align, &Limits::default()).map_err(|error| format!("{text}: {error}"))
}
