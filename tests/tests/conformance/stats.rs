//! The statistics of a column, against NumPy's and against exact arithmetic.

use dtype_core::{AnyColumn, Error, Value};
use dtype_tests::accuracy::agree;
use dtype_tests::elements::Elements;
use dtype_tests::entry::{Entry, Read};
use dtype_tests::typestr::TypeStr;

use crate::case::Case;
use crate::numbers::{Kept, Must, Numbers};
use crate::recorded::{Outcome, Recorded};

/// Compares `stats` of a column with its elements `elements`.
pub(crate) fn check(
    expected: &Entry<'_>,
    column: &AnyColumn<'_>,
    elements: &Elements,
    case: &mut Case,
    at: &dyn Fn(&str) -> String,
) -> Read<()> {
    // `stats_note` says why there are none, and NumPy's results of strided additions are optional.
    expected.ignore(&["stats_note", "stats_direct"]);
    if expected.is_null("stats")? {
        let none = elements.of().is_long_double() || elements.of().itemsize == 0;
        if !none && expected.find("stats_note").is_none() {
            case.differs(&at("stats"), "statistics", "null");
        }
        return Ok(());
    }
    let kept = Kept::of(elements);
    for (name, recorded) in Recorded::all(&expected.entry("stats")?)? {
        if let Err(why) = judge(name, &recorded, column, elements, kept.as_ref())? {
            case.wrong(&at(name), why);
        }
    }
    Ok(())
}

/// What we have for a statistic. An error (NumPy has none either) and `None` (nothing to make it of) are both absence.
fn ours(name: &str, column: &AnyColumn<'_>) -> Read<Option<Value>> {
    let position =
        |result: Result<Option<usize>, Error>| result.ok().flatten().map(|i| Value::UInt(i as u64));
    let float = |result: Result<Option<f64>, Error>| result.ok().flatten().map(Value::Float64);
    Ok(match name {
        "count" => Some(Value::UInt(column.count() as u64)),
        "nat_count" => column.nan_count().ok().map(|n| Value::UInt(n as u64)),
        "sum" => column.sum().ok(),
        "nansum" => column.nan_sum().ok(),
        "mean" => column.mean().ok().flatten(),
        "nanmean" => column.nan_mean().ok().flatten(),
        "std_ddof0" => float(column.std(0)),
        "nanstd_ddof0" => float(column.nan_std(0)),
        "var_ddof1" => float(column.var(1)),
        "nanvar_ddof1" => float(column.nan_var(1)),
        "min" => column.min().ok().flatten(),
        "max" => column.max().ok().flatten(),
        "nanmin" => column.nan_min().ok().flatten(),
        "nanmax" => column.nan_max().ok().flatten(),
        "argmin" => position(column.argmin()),
        "argmax" => position(column.argmax()),
        "nanargmin" => position(column.nan_argmin()),
        "nanargmax" => position(column.nan_argmax()),
        "count_nonzero" => column.count_nonzero().ok().map(|n| Value::UInt(n as u64)),
        "unique_count" => {
            let elements = column.as_array().map(|array| array.as_column());
            elements
                .and_then(|elements| elements.unique())
                .ok()
                .map(|unique| Value::UInt(unique.len() as u64))
        }
        "ptp" => column.ptp().ok().flatten(),
        "median" => column.median().ok().flatten(),
        "nanmedian" => column.nan_median().ok().flatten(),
        _ if name.starts_with("quantile_") => {
            let q = name["quantile_".len()..].parse().map_err(|_| format!("a quantile of '{name}'"))?;
            column.quantile(q).ok().flatten()
        }
        _ => return Err(format!("statistic '{name}' is not one this runner knows")),
    })
}

/// A statistic, and whether it looks past NaN.
pub(crate) fn judge(
    name: &str,
    recorded: &Recorded<'_>,
    column: &AnyColumn<'_>,
    elements: &Elements,
    kept: Option<&Kept>,
) -> Read<Result<(), String>> {
    let ours = ours(name, column)?;
    let (skips_nan, statistic) = name.strip_prefix("nan").map_or((false, name), |rest| (true, rest));
    if matches!(recorded.outcome, Outcome::Error) {
        return Ok(absent("an error or nothing", ours.as_ref()));
    }
    let dtype = result_dtype(statistic, column, elements.of());
    if recorded.dtype != Some(&dtype) {
        return Ok(Err(format!("expected a result of dtype {:?}, found {dtype}", recorded.dtype)));
    }
    let ours = match (recorded.outcome, ours) {
        // NumPy's wraps around in the type of the column; ours is exact.
        (Outcome::Int(n), Some(Value::Int128(exact))) if statistic == "ptp" => {
            let modulus = 1i128 << (8 * elements.of().itemsize.min(8));
            Some(Value::Int128(if (exact - n) % modulus == 0 { n } else { exact }))
        }
        (Outcome::Float(_), Some(Value::Float64(x))) if between(statistic, elements) == Some(x) => {
            return Ok(Ok(()));
        }
        (_, ours) => ours,
    };
    let computed = ["sum", "mean", "std_ddof0", "var_ddof1"].contains(&statistic);
    let numbers = kept.map(|kept| if skips_nan { &kept.not_nan } else { &kept.all });
    Ok(match (elements.of().kind, numbers) {
        // Of nothing NumPy has NaN where we have nothing.
        _ if !computed => same(recorded.outcome, ours, skips_nan || column.count() == 0),
        ('b' | 'i' | 'u', _) if statistic == "sum" => whole_sum(recorded.outcome, ours, elements),
        ('m', _) => duration(statistic, recorded.outcome, ours, elements),
        ('c', Some(numbers)) => complex(statistic, recorded.outcome, ours, numbers),
        (_, Some(numbers)) => match recorded.outcome {
            Outcome::Float(numpy) => numbers.real(statistic).judge(numpy, float(ours)),
            other => Err(format!("expected a float in the corpus, found {other:?}")),
        },
        (_, None) => Err(format!("expected none of this dtype, found {:?} in the corpus", recorded.outcome)),
    })
}

/// A quantile where NumPy's own is off: of integers whose difference wraps around in their type, and between two equal
/// infinities, whose difference is NaN. By NumPy's formula, with the difference as it is.
fn between(statistic: &str, elements: &Elements) -> Option<f64> {
    let q: f64 =
        if statistic == "median" { 0.5 } else { statistic.strip_prefix("quantile_")?.parse().ok()? };
    let of = elements.of();
    let place = |count: usize| {
        let at = count.checked_sub(1)? as f64 * q;
        Some((at.floor() as usize, (at.floor() as usize + 1).min(count - 1), at - at.floor()))
    };
    if matches!(of.kind, 'i' | 'u') {
        let mut values = elements.ints();
        values.sort_unstable();
        let (low, high, share) = place(values.len())?;
        let (low, high) = (values[low], values[high]);
        let most = (1i128 << (8 * of.itemsize - usize::from(of.kind == 'i'))) - 1;
        let apart = (high - low) as f64;
        let exact =
            if share < 0.5 { low as f64 + apart * share } else { high as f64 - apart * (1.0 - share) };
        return (high - low > most).then_some(exact);
    }
    let mut values = if of.kind == 'f' { elements.floats() } else { Vec::new() };
    values.sort_unstable_by(f64::total_cmp);
    let (low, high, _) = place(values.len())?;
    let (low, high) = (values[low], values[high]);
    (low == high && low.is_infinite() && !values.iter().any(|x| x.is_nan())).then_some(low)
}

/// The dtype of NumPy's result, in native order.
fn result_dtype(statistic: &str, column: &AnyColumn<'_>, of: TypeStr) -> String {
    let own = column.dtype().flattened().0.typestr().replacen('>', "<", 1);
    match (statistic, of.kind) {
        ("count" | "unique_count", _) => "int".to_owned(),
        ("ptp", 'M') => own.replacen('M', "m", 1),
        ("argmin" | "argmax" | "nat_count" | "count_nonzero", _) => "<i8".to_owned(),
        ("sum", 'b' | 'i') => "<i8".to_owned(),
        ("sum", 'u') => "<u8".to_owned(),
        ("mean" | "std_ddof0" | "var_ddof1" | "median", 'b' | 'i' | 'u') => "<f8".to_owned(),
        (_, 'b' | 'i' | 'u') if statistic.starts_with("quantile_") => "<f8".to_owned(),
        ("std_ddof0" | "var_ddof1", 'c') => format!("<f{}", of.itemsize / 2),
        _ => own,
    }
}

/// NumPy wraps around at 64 bits; we do not.
fn whole_sum(numpy: Outcome, ours: Option<Value>, elements: &Elements) -> Result<(), String> {
    let is_bool = elements.of().kind == 'b';
    let exact: i128 = elements.ints().into_iter().map(|n| if is_bool { i128::from(n != 0) } else { n }).sum();
    let wrapped = if elements.of().kind == 'u' { i128::from(exact as u64) } else { i128::from(exact as i64) };
    match numpy {
        Outcome::Int(numpy) if numpy == wrapped => {}
        other => return Err(format!("NumPy's value is said to be {other:?}, but it can only be {wrapped}")),
    }
    match ours {
        Some(Value::Int128(ours)) if ours == exact => Ok(()),
        other => Err(format!("expected {exact}, found {other:?}")),
    }
}

/// Sum or mean of timedeltas: NaT if there is one; the mean is cut towards zero. Where NumPy's sum wraps around, ours is NaT.
fn duration(statistic: &str, numpy: Outcome, ours: Option<Value>, elements: &Elements) -> Result<(), String> {
    let counts = elements.ints();
    let nat = i128::from(i64::MIN);
    let sum: i128 = counts.iter().sum();
    let any_nat = counts.contains(&nat);
    let wraps = !any_nat && i64::try_from(sum).is_err();
    let exact = match (statistic, counts.len()) {
        _ if any_nat => Some(nat),
        ("sum", _) if wraps => Some(nat),
        ("sum", _) => Some(sum),
        (_, 0) => None,
        (_, n) => Some(sum / n as i128),
    };
    let numpy = match numpy {
        Outcome::Int(n) => n,
        Outcome::NotATime => nat,
        other => return Err(format!("expected a count or NaT in the corpus, found {other:?}")),
    };
    if !wraps && numpy != exact.unwrap_or(nat) {
        return Err(format!("NumPy's value is said to be {numpy}, but it can only be {exact:?}"));
    }
    match ours {
        Some(Value::TimeDelta64(ours, _)) if Some(i128::from(ours)) == exact => Ok(()),
        None if exact.is_none() => Ok(()),
        other => Err(format!("expected {exact:?} steps, found {other:?}")),
    }
}

fn complex(statistic: &str, numpy: Outcome, ours: Option<Value>, numbers: &Numbers) -> Result<(), String> {
    match (numpy, ours) {
        (Outcome::Float(numpy), ours) => numbers.modulus(statistic).judge(numpy, float(ours)),
        (Outcome::Complex(re, im), ours) => {
            let (our_re, our_im) = match ours {
                Some(Value::Complex128(re, im)) => (re, im),
                None => (f64::NAN, f64::NAN),
                Some(other) => return Err(format!("expected a complex number, found {other}")),
            };
            let (real, imaginary) = (numbers.real(statistic), numbers.imaginary(statistic));
            // NumPy divides by a complex number, where one part that is not finite makes NaN of the other; so do we.
            let spills = statistic == "mean" && !(real.is_finite() && imaginary.is_finite());
            let judge = |must: &Must, numpy: f64, ours: f64| match numpy.is_nan() && spills {
                true => agree(f64::NAN, numpy, ours),
                false => must.judge(numpy, ours),
            };
            judge(&real, re, our_re).map_err(|why| format!("real part: {why}"))?;
            judge(&imaginary, im, our_im).map_err(|why| format!("imaginary part: {why}"))
        }
        (other, _) => Err(format!("expected a number in the corpus, found {other:?}")),
    }
}

/// Elements, positions and counts: equal. Of NaN and NaT alone, those that look past them have nothing.
fn same(numpy: Outcome, ours: Option<Value>, skips_nan: bool) -> Result<(), String> {
    let close = |a: f64, b: f64| a == b || a.is_nan() && b.is_nan();
    let equal = match (numpy, &ours) {
        (Outcome::Int(n), Some(value)) => whole(value) == Some(n),
        (Outcome::NotATime, Some(Value::DateTime64(n, _) | Value::TimeDelta64(n, _))) => *n == i64::MIN,
        (Outcome::Float(x), Some(Value::Float16(y) | Value::Float32(y))) => close(x, (*y).into()),
        (Outcome::Float(x), Some(Value::Float64(y))) => close(x, *y),
        (Outcome::Complex(re, im), Some(Value::Complex64(x, y))) => {
            close(re, (*x).into()) && close(im, (*y).into())
        }
        (Outcome::Complex(re, im), Some(Value::Complex128(x, y))) => close(re, *x) && close(im, *y),
        (Outcome::NotATime, None) => skips_nan,
        (Outcome::Float(x), None) => skips_nan && x.is_nan(),
        (Outcome::Complex(re, im), None) => skips_nan && (re.is_nan() || im.is_nan()),
        _ => false,
    };
    if equal { Ok(()) } else { Err(format!("expected {numpy:?}, found {ours:?}")) }
}

fn whole(value: &Value) -> Option<i128> {
    match *value {
        Value::Bool(b) => Some(b.into()),
        Value::Int(n) | Value::DateTime64(n, _) | Value::TimeDelta64(n, _) => Some(n.into()),
        Value::UInt(n) => Some(n.into()),
        Value::Int128(n) => Some(n),
        _ => None,
    }
}

fn absent(expected: &str, ours: Option<&Value>) -> Result<(), String> {
    ours.map_or(Ok(()), |value| Err(format!("expected {expected}, found {value}")))
}

/// A float result; nothing counts as NaN.
fn float(ours: Option<Value>) -> f64 {
    match ours {
        Some(Value::Float64(x)) => x,
        _ => f64::NAN,
    }
}
