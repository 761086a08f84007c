//! Our answers to the functions of the group `stats`.

use dtype_core::{AnyColumn, Bins, Element, Error, QuantileMethod, RecordArray, RecordView, Side, Value};
use dtype_tests::elements::Elements;
use dtype_tests::entry::{Entry, Read, int};

use crate::calls;
use crate::statistics::{Answer, Input, Output, encode, floats, positions};

/// What there is for a function: an answer for each output, or our refusal.
pub(crate) type Found = Result<Vec<Answer>, Error>;

/// The answers of a function, whose outputs were recorded as these.
pub(crate) fn of(
    function: &str,
    input: &Input,
    args: &Entry<'_>,
    entry: &Entry<'_>,
    recorded: &[Output<'_>],
) -> Read<Found> {
    let view = input.array.view();
    let column = view.any_column([]).map_err(|error| error.to_string())?;
    Ok(match function {
        "quantile_methods" | "nanquantile_methods" => {
            let methods = entry.texts("methods")?;
            let q = number(args.value("q")?)?;
            methods
                .iter()
                .zip(recorded)
                .map(|(method, output)| {
                    let method: QuantileMethod = method.parse()?;
                    let found = if function.starts_with("nan") {
                        column.nan_quantiles(&[q], method)?
                    } else {
                        column.quantiles(&[q], method)?
                    };
                    Ok(one(&found[0], output))
                })
                .collect()
        }
        "quantile_array" => {
            // Beside an array of floats NumPy makes `f8` of the values.
            let values = input.as_floats();
            let method = if args.find("method").is_some() { args.text("method")? } else { "linear" };
            let q = numbers(args, "q")?;
            let wide = RecordView::of(&values);
            method.parse().and_then(|method| wide.any_column([])?.quantiles(&q, method)).map(|found| {
                let found: Vec<f64> = found.iter().map(float).collect();
                vec![floats(&found)]
            })
        }
        "percentile" => {
            let q = number(args.value("q")?)? / 100.0;
            column.quantile(q).map(|found| vec![one(&found, &recorded[0])])
        }
        "histogram" | "histogram_bin_edges" => histogram(function, args, &column)?,
        "unique" => unique(input, &column),
        "bincount" => bincount(input, args, &column)?,
        "reduceat" => reduceat(input, args, &column)?,
        "groupby_sum" => groups(input, args)?,
        "cov" | "corrcoef" => matrix(function, input, args, entry)?,
        "axis" => return calls::along(input, args, recorded),
        "call" => return calls::call(input, args, &column, recorded),
        "searchsorted" => searched(args, &column, "v", args.text("side")? == "right")?,
        "digitize" => digitized(input, args)?,
        "argsort_stable" => column.argsort().and_then(|order| Ok(vec![positions(&order), sorted(input)?])),
        _ => return Err(format!("function '{function}' is not one this runner knows")),
    })
}

/// A single value in the dtype that was recorded. Nothing is NaN.
pub(crate) fn one(value: &Option<Value>, output: &Output<'_>) -> Answer {
    let value = value.clone().unwrap_or(Value::Float64(f64::NAN));
    Answer::Exact(encode(&value, output.of), Vec::new())
}

fn float(value: &Option<Value>) -> f64 {
    match value {
        Some(Value::Float64(x)) => *x,
        Some(Value::Float32(x) | Value::Float16(x)) => (*x).into(),
        _ => f64::NAN,
    }
}

pub(crate) fn number(value: &serde_json::Value) -> Read<f64> {
    value.as_f64().ok_or_else(|| format!("expected a number, found {value}"))
}

fn numbers(args: &Entry<'_>, key: &str) -> Read<Vec<f64>> {
    args.list(key)?.iter().map(number).collect()
}

pub(crate) fn typed<T: Element>(column: &AnyColumn<'_>) -> Read<Vec<T>> {
    column.typed::<T>().map(|column| column.to_vec()).map_err(|error| error.to_string())
}

fn histogram(function: &str, args: &Entry<'_>, column: &AnyColumn<'_>) -> Read<Found> {
    let bins = match args.find("bins") {
        None => Bins::Count(10),
        Some(serde_json::Value::String(name)) => name.parse().map_err(|error: Error| error.to_string())?,
        Some(serde_json::Value::Array(edges)) => Bins::Edges(edges.iter().map(number).collect::<Read<_>>()?),
        Some(count) => Bins::Count(int(count).and_then(|n| n.try_into().ok()).unwrap_or(0)),
    };
    let range = if args.find("range").is_some() { numbers(args, "range")? } else { Vec::new() };
    let density = args.find("density").is_some() && args.bool("density")?;
    let whole = |counts: Vec<usize>| positions(&counts);
    if args.find("weights").is_some() {
        let weights = numbers(args, "weights")?;
        let found =
            column.histogram_weighted(bins, &RecordView::of(&weights).any_column([]).expect("numbers"));
        return Ok(found.map(|(histogram, sums)| {
            // Weights that are integers have sums that are.
            vec![whole(sums.iter().map(|&sum| sum as usize).collect()), floats(histogram.edges())]
        }));
    }
    let found = match range[..] {
        [low, high] => column.histogram_within(bins, low..=high),
        _ => column.histogram(bins),
    };
    Ok(found.map(|histogram| {
        let edges = floats(histogram.edges());
        if function == "histogram_bin_edges" {
            return vec![edges];
        }
        let counts = histogram.counts().iter().map(|&count| count as usize).collect();
        vec![if density { floats(&histogram.density()) } else { whole(counts) }, edges]
    }))
}

fn unique(input: &Input, column: &AnyColumn<'_>) -> Found {
    let unique = column.unique()?;
    let first = unique.first();
    let values = little(&input.array.view().to_taken(&first)?);
    Ok(vec![
        Answer::Exact(values, vec![unique.len()]),
        positions(&first),
        positions(&unique.inverse()),
        positions(&unique.counts()),
    ])
}

/// The elements of an array, little-endian.
pub(crate) fn little(array: &RecordArray) -> Vec<u8> {
    let of = dtype_tests::typestr::TypeStr::parse(&array.dtype().typestr()).expect("a scalar dtype");
    Elements::from_stored(of, array.as_bytes().to_vec()).expect("whole elements").bytes().to_vec()
}

pub(crate) fn sorted(input: &Input) -> Result<Answer, Error> {
    let order = input.array.view().any_column([])?.argsort()?;
    let sorted = input.array.view().to_taken(&order)?;
    Ok(Answer::Exact(little(&sorted), input.shape.clone()))
}

fn bincount(input: &Input, args: &Entry<'_>, column: &AnyColumn<'_>) -> Read<Found> {
    let min_len = if args.find("minlength").is_some() { args.size("minlength")? } else { 0 };
    let weights = if args.find("weights").is_some() { Some(numbers(args, "weights")?) } else { None };
    fn count<T: dtype_core::Summable<Sum = i128>>(
        column: &AnyColumn<'_>,
        weights: Option<Vec<f64>>,
        min_len: usize,
    ) -> Found {
        let column = column.typed::<T>()?;
        Ok(vec![match weights {
            Some(weights) => {
                let weights = RecordView::of(&weights);
                floats(&column.bincount_weighted(&weights.column::<f64>([])?, min_len)?)
            }
            None => {
                let counts = column.bincount(min_len)?;
                positions(&counts.iter().map(|&n| n as usize).collect::<Vec<_>>())
            }
        }])
    }
    Ok(match input.elements.of().itemsize {
        1 => count::<u8>(column, weights, min_len),
        _ => count::<i64>(column, weights, min_len),
    })
}

fn reduceat(input: &Input, args: &Entry<'_>, column: &AnyColumn<'_>) -> Read<Found> {
    let starts = args.sizes("indices")?;
    Ok(match (args.text("ufunc")?, input.elements.of().kind) {
        ("add", 'i') => {
            let column = column.typed::<i64>().map_err(|error| error.to_string())?;
            column.segments(&starts).map(|segments| {
                let sums: Vec<i64> = segments.map(|segment| segment.sum() as i64).collect();
                vec![Answer::Exact(sums.iter().flat_map(|n| n.to_le_bytes()).collect(), vec![sums.len()])]
            })
        }
        ("minimum", 'f') => {
            let column = column.typed::<f64>().map_err(|error| error.to_string())?;
            column.segments(&starts).map(|segments| {
                let least: Vec<f64> = segments.map(|segment| segment.min().unwrap_or(f64::NAN)).collect();
                vec![floats(&least)]
            })
        }
        (other, kind) => return Err(format!("reduceat of '{other}' over kind '{kind}'")),
    })
}

fn groups(input: &Input, args: &Entry<'_>) -> Read<Found> {
    let keys: Vec<i64> = args.ints("keys")?.into_iter().map(|n| n as i64).collect();
    let view = input.array.view();
    let sums = || {
        let groups = RecordView::of(&keys).column::<i64>([])?.unique()?;
        let names: Vec<usize> = groups.first().iter().map(|&first| keys[first] as usize).collect();
        let sum = |group: &[usize]| view.to_taken(group)?.view().any_column([])?.sum();
        let sums = groups
            .groups()
            .map(|group| Ok(float(&Some(sum(group)?))))
            .collect::<Result<Vec<f64>, Error>>()?;
        Ok(vec![positions(&names), floats(&sums), positions(&groups.counts())])
    };
    Ok(sums())
}

fn matrix(function: &str, input: &Input, args: &Entry<'_>, entry: &Entry<'_>) -> Read<Found> {
    let tolerance = number(entry.value("tolerance")?)?;
    let ddof = if args.find("ddof").is_some() { args.size("ddof")? } else { 1 };
    // NumPy has variables in rows; ours are columns of records.
    let (variables, shape) = match input.shape[..] {
        [count] => (vec![count], Vec::new()),
        [rows, _] => (input.shape.clone(), vec![rows, rows]),
        _ => return Err("expected one or two axes".to_owned()),
    };
    let rows = if shape.is_empty() { 1 } else { variables[0] };
    let values = input.as_floats();
    let columns: Vec<&[f64]> = values.chunks(values.len() / rows).collect();
    let records: Vec<u8> = (0..columns[0].len())
        .flat_map(|i| columns.iter().flat_map(move |column| column[i].to_le_bytes()).collect::<Vec<_>>())
        .collect();
    let names: Vec<String> = (0..rows).map(|i| format!("x{i}")).collect();
    let fields: Vec<String> = names.iter().map(|name| format!("('{name}', '<f8')")).collect();
    let dtype = format!("[{}]", fields.join(", ")).parse().map_err(|error: Error| error.to_string())?;
    let view = RecordView::new(&records, &dtype).map_err(|error| error.to_string())?;
    let found = match function {
        "cov" => view.covariance(&names, ddof),
        _ => view.correlation(&names),
    };
    Ok(found.map(|matrix| vec![Answer::Near(matrix.as_slice().to_vec(), tolerance, shape)]))
}

fn searched(args: &Entry<'_>, column: &AnyColumn<'_>, key: &str, right: bool) -> Read<Found> {
    let side = if right { Side::Right } else { Side::Left };
    let list = args.list(key)?;
    let found = if column.scalar().is_some_and(|scalar| scalar.kind().letter() == 'i') {
        let values: Vec<i64> = list.iter().filter_map(int).map(|n| n as i64).collect();
        column.typed::<i64>().and_then(|column| column.searchsorted(&values, side))
    } else {
        let values = numbers(args, key)?;
        column.typed::<f64>().and_then(|column| column.searchsorted(&values, side))
    };
    Ok(found.map(|found| vec![positions(&found)]))
}

/// `digitize` is a search among the bins; among bins that go down, from the other end.
fn digitized(input: &Input, args: &Entry<'_>) -> Read<Found> {
    let (bins, values, right) = (numbers(args, "bins")?, input.as_floats(), args.bool("right")?);
    let view = RecordView::of(&bins);
    let bins = view.column::<f64>([]).map_err(|error| error.to_string())?;
    let up = bins.first() <= bins.last();
    let side = if right { Side::Left } else { Side::Right };
    let found = if up { bins } else { bins.rev() }.searchsorted(&values, side);
    let bin = |at: usize| if up { at } else { bins.len() - at };
    Ok(found.map(|found| vec![positions(&found.into_iter().map(bin).collect::<Vec<_>>())]))
}
