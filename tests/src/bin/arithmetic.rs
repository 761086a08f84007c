//! Runs elementwise operations on views, one a line, and prints the bytes that come of each.
//!
//! ```text
//! arithmetic < OPERATIONS > RESULTS
//! ```
//!
//! A line names the operation, the kind of the numbers, and for every operand and for `out` its bytes, shape, strides and
//! offset. `tests/live/arithmetic.py` writes them and knows the rest.

use std::io::{BufRead, BufWriter, Write, stdin, stdout};

use dtype_core::ops::{self, Arithmetic, Float, Native, Real};
use dtype_core::shape::{ArrayLayout, ShapeError};
use dtype_core::{ArrayView, ArrayViewMut, Be, Le};
use num_complex::Complex;
use serde_json::Value;

type Problem = Box<dyn std::error::Error>;

fn main() -> Result<(), Problem> {
    let mut out = BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        let operation: Value = serde_json::from_str(&line?)?;
        let bytes = run(&operation).map_err(|problem| format!("{problem}: {operation}"))?;
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        writeln!(out, "{hex}")?;
    }
    Ok(out.flush()?)
}

/// Bytes, and where elements lie in them.
struct Memory {
    bytes: Vec<u8>,
    shape: Vec<usize>,
    strides: Vec<isize>,
    offset: isize,
}

impl Memory {
    fn read(entry: &Value) -> Result<Memory, Problem> {
        let hex = entry["bytes"].as_str().ok_or("bytes in hex")?;
        let byte = |i: usize| u8::from_str_radix(hex.get(i..i + 2).unwrap_or("?"), 16);
        Ok(Memory {
            bytes: (0..hex.len()).step_by(2).map(byte).collect::<Result<_, _>>()?,
            shape: serde_json::from_value(entry["shape"].clone())?,
            strides: serde_json::from_value(entry["strides"].clone())?,
            offset: serde_json::from_value(entry["offset"].clone())?,
        })
    }

    fn layout<T>(&self) -> Result<ArrayLayout, ShapeError> {
        ArrayLayout::strided(&self.shape, &self.strides, self.offset, size_of::<T>())
    }

    fn view<T: Arithmetic>(&self) -> Result<ArrayView<'_, T>, Problem> {
        Ok(ArrayView::from_bytes(&self.bytes, &self.layout::<T>()?)?)
    }

    fn view_mut<T: Arithmetic>(&mut self) -> Result<ArrayViewMut<'_, T>, Problem> {
        let layout = self.layout::<T>()?;
        Ok(ArrayViewMut::from_bytes(&mut self.bytes, &layout)?)
    }
}

/// An operation, its operands, and where the result goes.
struct Operation {
    name: String,
    operands: Vec<Memory>,
    out: Memory,
}

fn run(entry: &Value) -> Result<Vec<u8>, Problem> {
    let operands = entry["operands"].as_array().ok_or("operands")?;
    let operation = Operation {
        name: entry["op"].as_str().ok_or("a name")?.to_owned(),
        operands: operands.iter().map(Memory::read).collect::<Result<_, _>>()?,
        out: Memory::read(&entry["out"])?,
    };
    // The first operand is in one byte order, the others in the other; `out` is as the first. Which one depends on the
    // kind, so that every size meets both and half as much is compiled.
    macro_rules! kinds {
        ($($name:literal: $function:ident::<$type:ty, $first:ident, $other:ident>;)*) => {
            match entry["kind"].as_str().ok_or("a kind")? {
                $($name => $function::<$type, $first<$type>, $other<$type>, $first<_>>(operation),)*
                kind => Err(format!("numbers of kind {kind}").into()),
            }
        };
    }
    kinds! {
        "<i1": integers::<i8, Le, Be>;
        ">i2": integers::<i16, Be, Le>;
        "<i4": integers::<i32, Le, Be>;
        ">i8": integers::<i64, Be, Le>;
        "<u1": integers::<u8, Le, Be>;
        "<u2": integers::<u16, Le, Be>;
        ">u4": integers::<u32, Be, Le>;
        "<u8": integers::<u64, Le, Be>;
        ">f2": floats::<half::f16, Be, Le>;
        "<f4": floats::<f32, Le, Be>;
        ">f8": floats::<f64, Be, Le>;
        "<c8": complex::<Complex<f32>, Le, Be>;
        ">c16": complex::<Complex<f64>, Be, Le>;
    }
}

type Bytes = Result<Vec<u8>, Problem>;

fn integers<T, A, B, Q>(operation: Operation) -> Bytes
where
    T: Real<Quotient = f64>,
    A: Arithmetic<Native = T>,
    B: Arithmetic<Native = T>,
    Q: Arithmetic<Native = f64>,
{
    let Operation { name, operands, mut out } = operation;
    match name.as_str() {
        "div" => ops::div(&operands[0].view::<A>()?, &operands[1].view::<B>()?, &mut out.view_mut::<Q>()?)?,
        _ => return real::<T, A, B>(Operation { name, operands, out }),
    }
    Ok(out.bytes)
}

fn floats<T, A, B, Q>(operation: Operation) -> Bytes
where
    T: Float<Quotient = T>,
    A: Arithmetic<Native = T>,
    B: Arithmetic<Native = T>,
    Q: Arithmetic<Native = T>,
{
    let Operation { name, operands, mut out } = operation;
    match name.as_str() {
        "sqrt" => ops::sqrt(&operands[0].view::<A>()?, &mut out.view_mut::<A>()?)?,
        "sqrt_assign" => ops::sqrt_assign(&mut out.view_mut::<A>()?),
        "div" => ops::div(&operands[0].view::<A>()?, &operands[1].view::<B>()?, &mut out.view_mut::<Q>()?)?,
        "div_assign" => ops::div_assign(&mut out.view_mut::<A>()?, &operands[0].view::<B>()?)?,
        _ => return real::<T, A, B>(Operation { name, operands, out }),
    }
    Ok(out.bytes)
}

fn complex<T, A, B, Q>(operation: Operation) -> Bytes
where
    T: Native<Quotient = T>,
    A: Arithmetic<Native = T>,
    B: Arithmetic<Native = T>,
    Q: Arithmetic<Native = T>,
{
    let Operation { name, operands, mut out } = operation;
    match name.as_str() {
        "div" => ops::div(&operands[0].view::<A>()?, &operands[1].view::<B>()?, &mut out.view_mut::<Q>()?)?,
        "div_assign" => ops::div_assign(&mut out.view_mut::<A>()?, &operands[0].view::<B>()?)?,
        _ => return any::<T, A, B>(Operation { name, operands, out }),
    }
    Ok(out.bytes)
}

fn real<T, A, B>(operation: Operation) -> Bytes
where
    T: Real,
    A: Arithmetic<Native = T>,
    B: Arithmetic<Native = T>,
{
    let Operation { name, operands, mut out } = operation;
    match name.as_str() {
        "abs" => ops::abs(&operands[0].view::<A>()?, &mut out.view_mut::<A>()?)?,
        "abs_assign" => ops::abs_assign(&mut out.view_mut::<A>()?),
        _ => return any::<T, A, B>(Operation { name, operands, out }),
    }
    Ok(out.bytes)
}

fn any<T, A, B>(operation: Operation) -> Bytes
where
    T: Native,
    A: Arithmetic<Native = T>,
    B: Arithmetic<Native = T>,
{
    let Operation { name, operands, mut out } = operation;
    let a = operands.first().map(Memory::view::<A>).transpose();
    let b = |i: usize| operands.get(i).ok_or("an operand")?.view::<B>();
    let single = |memory: &Memory| memory.view::<A>().map(|view| view.iter().next());
    let bound = |i: usize| single(&operands[i])?.ok_or_else(|| Problem::from("a bound"));
    let mut to = out.view_mut::<A>()?;
    let first = || a.as_ref().ok().and_then(Option::as_ref).ok_or("an operand");
    match name.as_str() {
        "add" => ops::add(first()?, &b(1)?, &mut to)?,
        "sub" => ops::sub(first()?, &b(1)?, &mut to)?,
        "mul" => ops::mul(first()?, &b(1)?, &mut to)?,
        "min" => ops::min(first()?, &b(1)?, &mut to)?,
        "max" => ops::max(first()?, &b(1)?, &mut to)?,
        "mul_add" => ops::mul_add(first()?, &b(1)?, &b(2)?, &mut to)?,
        "neg" => ops::neg(first()?, &mut to)?,
        "clip" => ops::clip(first()?, bound(1)?.to_native(), bound(2)?.to_native(), &mut to)?,
        "add_assign" => ops::add_assign(&mut to, &b(0)?)?,
        "sub_assign" => ops::sub_assign(&mut to, &b(0)?)?,
        "mul_assign" => ops::mul_assign(&mut to, &b(0)?)?,
        "min_assign" => ops::min_assign(&mut to, &b(0)?)?,
        "max_assign" => ops::max_assign(&mut to, &b(0)?)?,
        "neg_assign" => ops::neg_assign(&mut to),
        "copy_within" => to.copy_within((..-1,), (1..,))?,
        _ => return Err(format!("an operation called {name}").into()),
    }
    drop(to);
    Ok(out.bytes)
}
