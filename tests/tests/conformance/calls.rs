//! Our answers to calls of one function, along an axis or not.

use dtype_core::shape::Order;
use dtype_core::{AnyColumn, ArrayView, ArrayViewMut, Error, RecordArray};
use dtype_tests::elements::Elements;
use dtype_tests::entry::{Entry, Read};

use crate::answers::{Found, little, number, one, sorted, typed};
use crate::numbers::Kept;
use crate::statistics::{Answer, Input, Output, positions};

/// The same function along an axis of an array.
pub(crate) fn along(input: &Input, args: &Entry<'_>, recorded: &[Output<'_>]) -> Read<Found> {
    let (function, axis) = (args.text("func")?, args.int("axis")? as isize);
    let mut ddof = 0;
    if args.find("kwargs").is_some() {
        let kwargs = args.entry("kwargs")?;
        ddof = kwargs.size("ddof")?;
        kwargs.finish()?;
    }
    let view = input.array.view();
    let column = view.any_column([]).map_err(|error| error.to_string())?;
    let mut shape = input.shape.clone();
    shape.remove(axis as usize);
    let count = shape.iter().product();
    macro_rules! run {
        ($type:ty, $out:ty, |$a:ident, $o:ident| $call:expr) => {{
            let values = typed::<$type>(&column)?;
            let $a = ArrayView::with_shape(&values, &input.shape, Order::C).map_err(|e| e.to_string())?;
            let mut results = vec![<$out>::default(); count];
            let outcome = {
                let $o = &mut ArrayViewMut::with_shape(&mut results, &shape, Order::C)
                    .map_err(|e| e.to_string())?;
                $call
            };
            (results, outcome)
        }};
    }
    let whole = |(results, outcome): (Vec<i64>, Result<(), Error>)| {
        outcome.map(|()| {
            vec![Answer::Exact(results.iter().flat_map(|n| n.to_le_bytes()).collect(), shape.clone())]
        })
    };
    let exact = |(results, outcome): (Vec<f64>, Result<(), Error>)| {
        outcome.map(|()| {
            vec![Answer::Exact(results.iter().flat_map(|x| x.to_le_bytes()).collect(), shape.clone())]
        })
    };
    Ok(match (function, input.elements.of().kind, input.elements.of().itemsize) {
        ("sum", 'i', 2) => whole(run!(i16, i64, |a, out| a.sum_axis(axis, out))),
        ("argmax", 'f', 8) => whole(run!(f64, i64, |a, out| a.argmax_axis(axis, out))),
        ("nanmin", 'f', 8) => exact(run!(f64, f64, |a, out| a.nan_min_axis(axis, out))),
        ("nanmean", 'f', 8) => exact(run!(f64, f64, |a, out| a.nan_mean_axis(axis, out))),
        ("median", 'i', 8) => exact(run!(i64, f64, |a, out| a.median_axis(axis, out))),
        ("mean", 'f', 4) => {
            let (results, outcome) = run!(f32, f64, |a, out| a.mean_axis(axis, out));
            let judged = judge(input, axis as usize, "mean", &recorded[0], &results)?;
            outcome.map(|()| vec![Answer::Judged(judged, shape.clone())])
        }
        ("var", 'f', 8) if ddof == 1 => {
            let (results, outcome) = run!(f64, f64, |a, out| a.var_axis(axis, ddof, out));
            let judged = judge(input, axis as usize, "var_ddof1", &recorded[0], &results)?;
            outcome.map(|()| vec![Answer::Judged(judged, shape.clone())])
        }
        other => return Err(format!("along an axis: {other:?} is not one this runner knows")),
    })
}

/// Results along an axis beside NumPy's, by exact arithmetic.
fn judge(
    input: &Input,
    axis: usize,
    statistic: &str,
    recorded: &Output<'_>,
    ours: &[f64],
) -> Read<Result<(), String>> {
    let [rows, columns] = input.shape[..] else { return Err("expected two axes".to_owned()) };
    let size = input.elements.of().itemsize;
    for (lane, (&ours, numpy)) in ours.iter().zip(recorded.floats()?).enumerate() {
        let places: Vec<usize> = match axis {
            0 => (0..rows).map(|row| row * columns + lane).collect(),
            _ => (0..columns).map(|column| lane * columns + column).collect(),
        };
        let bytes =
            places.iter().flat_map(|&at| input.elements.bytes()[at * size..][..size].to_vec()).collect();
        let kept = Kept::of(&Elements::from_stored(input.elements.of(), bytes)?).ok_or("expected numbers")?;
        if let Err(why) = kept.all.real(statistic).judge(numpy, ours) {
            return Ok(Err(format!("lane {lane}: {why}")));
        }
    }
    Ok(Ok(()))
}

/// A function called with nothing but the array, or with little else.
pub(crate) fn call(
    input: &Input,
    args: &Entry<'_>,
    column: &AnyColumn<'_>,
    recorded: &[Output<'_>],
) -> Read<Found> {
    let kwargs = if args.find("kwargs").is_some() { Some(args.entry("kwargs")?) } else { None };
    let found = match args.text("func")? {
        "cumsum" if kwargs.is_some() => {
            // Into an array of the dtype that is asked for.
            let values = typed::<u8>(column)?;
            let mut out = vec![0u8; values.len()];
            let asked = kwargs.as_ref().map(|kwargs| kwargs.text("dtype")).transpose()?;
            if asked != Some("u1") {
                return Err(format!("cumsum as {asked:?}"));
            }
            let summed = ArrayView::new(&values).cumsum(0, &mut ArrayViewMut::new(&mut out));
            summed.map(|()| vec![Answer::Exact(out, input.shape.clone())])
        }
        name @ ("cumsum" | "nancumsum") => {
            let sums = if name == "cumsum" { column.cumsum() } else { column.nan_cumsum() };
            match (sums, input.elements.of().itemsize) {
                (Ok(sums), size) if input.elements.of().kind == 'f' && size < 8 => {
                    Ok(vec![Answer::Judged(running(input, &sums, &recorded[0])?, input.shape.clone())])
                }
                (sums, _) => sums.map(|sums| vec![Answer::Exact(little(&sums), input.shape.clone())]),
            }
        }
        "sort" => sorted(input).map(|sorted| vec![sorted]),
        "argsort" => {
            if let Some(kwargs) = &kwargs {
                kwargs.ignore(&["kind"]);
            }
            column.argsort().map(|order| vec![positions(&order)])
        }
        "quantile" => {
            let q = number(kwargs.as_ref().ok_or("a quantile without arguments")?.value("q")?)?;
            column.quantile(q).map(|found| vec![one(&found, &recorded[0])])
        }
        // As of every column in a file.
        name @ ("sum" | "mean" | "nanmean" | "ptp") => {
            let outcome = match recorded[0].of.kind {
                'f' => crate::recorded::Outcome::Float(recorded[0].floats()?[0]),
                _ => crate::recorded::Outcome::Int(recorded[0].int()?),
            };
            let of_numpy = crate::recorded::Recorded { dtype: Some(recorded[0].dtype), outcome };
            let kept = Kept::of(&input.elements);
            let judged = crate::stats::judge(name, &of_numpy, column, &input.elements, kept.as_ref())?;
            Ok(vec![Answer::Judged(judged, Vec::new())])
        }
        name => return Err(format!("function '{name}' is not one this runner knows")),
    };
    kwargs.map_or(Ok(()), Entry::finish)?;
    Ok(found)
}

/// Running sums of narrow floats, which NumPy rounds to their type at every step: each is a sum of its own.
fn running(input: &Input, sums: &RecordArray, recorded: &Output<'_>) -> Read<Result<(), String>> {
    let view = sums.view();
    let sums = typed::<f64>(&view.any_column([]).map_err(|error| error.to_string())?)?;
    for (i, (&ours, numpy)) in sums.iter().zip(recorded.floats()?).enumerate() {
        let kept = Kept::of(&input.elements.slice(0, i + 1)).ok_or("expected numbers")?;
        if let Err(why) = kept.all.real("sum").judge(numpy, ours) {
            return Ok(Err(format!("element {i}: {why}")));
        }
    }
    Ok(Ok(()))
}
