//! Every statistic of the columns of some records, one case a line, printed as JSON.
//!
//! ```text
//! statistics < CASES > RESULTS
//! ```
//!
//! A case has a `dtype`, and `bytes` in hexadecimal, of records with the fields `x`, `w` and `y`. `tests/live/statistics.py`
//! writes them and knows the rest. What fails is `"error"`, and what there is nothing to make of is null.

use std::io::{BufRead, BufWriter, Write, stdin, stdout};

use dtype_core::{AnyColumn, DType, Error, Matrix, QuantileMethod, RecordArray, RecordView, Value as Number};
use dtype_tests::elements::hex;
use serde_json::{Map, Value, json};

/// The quantiles that are asked for.
const QUANTILES: [f64; 5] = [0.0, 0.1, 0.5, 0.77, 1.0];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        let case: Value = serde_json::from_str(&line?)?;
        let text = |key: &str| case[key].as_str().ok_or(format!("{key}: expected text"));
        let dtype: DType = text("dtype")?.parse()?;
        let digits = text("bytes")?;
        let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16);
        let bytes = (0..digits.len()).step_by(2).map(byte).collect::<Result<Vec<u8>, _>>()?;
        let view = RecordView::new(&bytes, &dtype)?;
        let mut found = of_column(&view.any_column("x")?);
        with_others(&view, &mut found)?;
        writeln!(out, "{}", Value::Object(found))?;
    }
    Ok(out.flush()?)
}

/// All statistics of one column.
fn of_column(x: &AnyColumn<'_>) -> Map<String, Value> {
    let mut found = Map::new();
    macro_rules! statistics {
        ($show:ident: $($name:literal => $value:expr;)*) => {
            $(found.insert($name.to_owned(), $show($value));)*
        };
    }
    statistics! { number:
        "sum" => x.sum().map(Some);
        "nansum" => x.nan_sum().map(Some);
        "mean" => x.mean();
        "nanmean" => x.nan_mean();
        "min" => x.min();
        "max" => x.max();
        "nanmin" => x.nan_min();
        "nanmax" => x.nan_max();
        "prod" => x.product().map(Some);
        "nanprod" => x.nan_product().map(Some);
        "sum_exact" => x.sum_exact().map(Some);
        "ptp" => x.ptp();
        "median" => x.median();
        "nanmedian" => x.nan_median();
        "mad" => x.mad();
        "nanmad" => x.nan_mad();
        "first" => Ok(x.first());
        "last" => Ok(x.last());
        "nanfirst" => Ok(x.nan_first());
        "nanlast" => Ok(x.nan_last());
    }
    statistics! { float:
        "var0" => x.var(0);
        "var1" => x.var(1);
        "std0" => x.std(0);
        "nanvar1" => x.nan_var(1);
        "nanstd0" => x.nan_std(0);
        "skew" => x.skew();
        "nanskew" => x.nan_skew();
        "kurtosis" => x.kurtosis();
        "nankurtosis" => x.nan_kurtosis();
    }
    statistics! { position:
        "count" => Ok(Some(x.count()));
        "nan_count" => x.nan_count().map(Some);
        "count_nonzero" => x.count_nonzero().map(Some);
        "any" => x.any().map(|any| Some(any.into()));
        "all" => x.all().map(|all| Some(all.into()));
        "argmin" => x.argmin();
        "argmax" => x.argmax();
        "nanargmin" => x.nan_argmin();
        "nanargmax" => x.nan_argmax();
        "unique" => x.unique().map(|unique| Some(unique.len()));
    }
    statistics! { array:
        "cumsum" => x.cumsum();
        "nancumsum" => x.nan_cumsum();
        "cumprod" => x.cumprod();
        "nancumprod" => x.nan_cumprod();
        "diff1" => x.diff(1);
        "diff3" => x.diff(3);
    }
    for method in QuantileMethod::ALL {
        found.insert(format!("quantile {method}"), numbers(x.quantiles(&QUANTILES, method)));
        found.insert(format!("nanquantile {method}"), numbers(x.nan_quantiles(&QUANTILES, method)));
    }
    found
}

/// Statistics of several columns.
fn with_others(view: &RecordView<'_>, found: &mut Map<String, Value>) -> Result<(), Error> {
    let (x, w) = (view.any_column("x")?, view.any_column("w")?);
    found.insert("average".to_owned(), number(x.average(&w)));
    found.insert("nanaverage".to_owned(), number(x.nan_average(&w)));
    let names = ["x", "w", "y"];
    found.insert("cov".to_owned(), matrix(view.covariance(names, 1)));
    found.insert("nancov".to_owned(), matrix(view.nan_covariance(names, 1)));
    found.insert("corrcoef".to_owned(), matrix(view.correlation(names)));
    found.insert("nancorrcoef".to_owned(), matrix(view.nan_correlation(names)));
    Ok(())
}

fn shown<T>(result: Result<Option<T>, Error>, show: impl Fn(T) -> Value) -> Value {
    match result {
        Ok(value) => value.map_or(Value::Null, show),
        Err(_) => json!("error"),
    }
}

fn number(result: Result<Option<Number>, Error>) -> Value {
    shown(result, |number| value(&number))
}

fn numbers(result: Result<Vec<Option<Number>>, Error>) -> Value {
    let all = |numbers: Vec<Option<Number>>| {
        numbers.iter().map(|number| number.as_ref().map_or(Value::Null, value)).collect()
    };
    shown(result.map(Some), |numbers| Value::Array(all(numbers)))
}

fn float(result: Result<Option<f64>, Error>) -> Value {
    shown(result, |x| json!(["f8", format!("{x:?}")]))
}

fn position(result: Result<Option<usize>, Error>) -> Value {
    shown(result, |n| json!(n))
}

fn array(result: Result<RecordArray, Error>) -> Value {
    shown(result.map(Some), |array| json!([array.dtype().typestr(), hex(array.as_bytes())]))
}

fn matrix(result: Result<Matrix, Error>) -> Value {
    shown(result.map(Some), |matrix| {
        json!(matrix.as_slice().iter().map(|x| format!("{x:?}")).collect::<Vec<_>>())
    })
}

/// A value with its kind. Floats are text that parses to just them, integers text of any length.
fn value(number: &Number) -> Value {
    match number {
        Number::Bool(b) => json!(["?", u8::from(*b).to_string()]),
        Number::Int(n) => json!(["i", n.to_string()]),
        Number::UInt(n) => json!(["u", n.to_string()]),
        Number::Int128(n) => json!(["exact", n.to_string()]),
        Number::Float16(x) => json!(["f2", format!("{x:?}")]),
        Number::Float32(x) => json!(["f4", format!("{x:?}")]),
        Number::Float64(x) => json!(["f8", format!("{x:?}")]),
        Number::Complex64(re, im) => json!(["c8", format!("{re:?}"), format!("{im:?}")]),
        Number::Complex128(re, im) => json!(["c16", format!("{re:?}"), format!("{im:?}")]),
        Number::DateTime64(n, _) => json!(["M", n.to_string()]),
        Number::TimeDelta64(n, _) => json!(["m", n.to_string()]),
        other => json!(["text", other.to_string()]),
    }
}
