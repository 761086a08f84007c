//! Records chosen and ordered.

use dtype_core::{RecordView, Side, TakeMode};

use crate::Outcome;
use crate::case::{Case, numbers};

pub(crate) fn filter(case: &Case) -> Outcome {
    let mask: Vec<bool> = case.args["mask"].as_array().expect("a mask").iter().map(|b| b == true).collect();
    case.is(&case.input(0).to_filtered(&mask)?)
}

pub(crate) fn take(case: &Case) -> Outcome {
    let list = case.args["positions"].as_array().expect("positions");
    let number =
        |n: &serde_json::Value| n.as_i64().and_then(|n| isize::try_from(n).ok()).expect("a position");
    let positions: Vec<isize> = list.iter().map(number).collect();
    let mode = match case.text("mode") {
        "wrap" => TakeMode::Wrap,
        "clip" => TakeMode::Clip,
        _ => TakeMode::Raise,
    };
    case.is(&case.input(0).to_taken_with(&positions, mode)?)
}

pub(crate) fn argsort(case: &Case) -> Outcome {
    let by = case.texts("by");
    let view = case.input(0);
    let order = if by.is_empty() { view.argsort(())? } else { view.argsort(&by[..])? };
    are(&order, case)?;
    if let [name] = by[..] {
        are(&view.any_column([name])?.argsort()?, case)?;
    }
    let sorted = view.to_taken(&order)?;
    let is_sorted =
        if by.is_empty() { sorted.view().is_sorted(())? } else { sorted.view().is_sorted(&by[..])? };
    if is_sorted { Ok(()) } else { Err("what was sorted is not".into()) }
}

pub(crate) fn sort(case: &Case) -> Outcome {
    case.is(&case.input(0).to_sorted(())?)
}

pub(crate) fn searchsorted(case: &Case) -> Outcome {
    let (view, wanted) = (case.input(0), case.input(1));
    let side = if case.text("side") == "left" { Side::Left } else { Side::Right };
    let sorter = view.argsort(())?;
    are(&view.searchsorted_with((), &wanted, side, &sorter)?, case)?;
    are(&view.any_column([])?.searchsorted_with(&wanted, side, &sorter)?, case)?;
    let sorted = view.to_sorted(())?;
    are(&sorted.view().any_column([])?.searchsorted(&wanted, side)?, case)?;
    are(&sorted.view().searchsorted((), &wanted, side)?, case)
}

pub(crate) fn unique(case: &Case) -> Outcome {
    let unique = case.input(0).unique(())?;
    let ours = [unique.first(), unique.inverse(), unique.counts()];
    let numpys = [0, 1, 2].map(|i| numbers(&case.value[i]));
    if ours == numpys { Ok(()) } else { Err(format!("expected {numpys:?}, found {ours:?}").into()) }
}

pub(crate) fn find_duplicates(case: &Case) -> Outcome {
    let view = case.input(0);
    let ours = match case.args["key"].as_str() {
        Some(key) => view.find_duplicates([key])?,
        None => view.find_duplicates(())?,
    };
    let numpys = numbers(&case.value);
    if ours == numpys { Ok(()) } else { Err(format!("expected {numpys:?}, found {ours:?}").into()) }
}

/// Whether positions are those that NumPy returned.
fn are(ours: &[usize], case: &Case) -> Outcome {
    let numpys: RecordView<'_> = case.expected().view();
    let numpys: Vec<usize> =
        numpys.records::<i64>()?.iter().filter_map(|&n| usize::try_from(n).ok()).collect();
    if ours == numpys { Ok(()) } else { Err(format!("expected {numpys:?}, found {ours:?}").into()) }
}
