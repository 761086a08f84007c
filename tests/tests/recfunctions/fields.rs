//! Records with other fields, merged, stacked, joined.

use dtype_core::{Casting, DType, Merge, Names, RecordArray, RecordView, RecordViewMut, Stack};
use serde_json::{Value, json};

use crate::Outcome;
use crate::case::{Case, array, same, texts};
use crate::defaults::give;

pub(crate) fn drop_fields(case: &Case) -> Outcome {
    case.is(&case.input(0).to_without(&case.texts("paths"))?)
}

pub(crate) fn rename_fields(case: &Case) -> Outcome {
    let pairs = case.args["renames"].as_array().expect("pairs");
    let pairs: Vec<Vec<&str>> = pairs.iter().map(texts).collect();
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|pair| (pair[0], pair[1])).collect();
    case.is(&case.input(0).renamed(&pairs)?.to_array()?)
}

pub(crate) fn repack_fields(case: &Case) -> Outcome {
    case.is(&case.input(0).to_repacked(case.flag("align"), case.flag("recurse"))?)
}

pub(crate) fn fields(case: &Case) -> Outcome {
    case.is(&case.input(0).to_fields(&case.texts("names"))?)
}

pub(crate) fn require_fields(case: &Case) -> Outcome {
    case.is(&case.input(0).to_required(&case.text("dtype").parse()?)?)
}

pub(crate) fn assign_fields_by_name(case: &Case) -> Outcome {
    let mut target = copy(&case.inputs[0])?;
    target.view_mut()?.assign_fields_by_name(&case.input(1), case.flag("zero"))?;
    case.is(&target)
}

pub(crate) fn recursive_fill_fields(case: &Case) -> Outcome {
    let mut target = copy(&case.inputs[0])?;
    let mut view: RecordViewMut<'_> = target.view_mut()?;
    view.fill_fields(&case.input(1))?;
    case.is(&target)
}

pub(crate) fn append_fields(case: &Case) -> Outcome {
    let mut merge = Merge::new().records(&case.inputs[0]);
    for (name, values) in case.texts("names").into_iter().zip(&case.inputs[1..]) {
        merge = merge.field(name, values);
    }
    case.is(&merge.to_array()?)
}

pub(crate) fn merge_arrays(case: &Case) -> Outcome {
    let mut merge = Merge::new();
    for (i, input) in case.inputs.iter().enumerate() {
        let few = input.dtype().fields().is_some_and(|fields| fields.len() == 1);
        // NumPy names by the place among all fields, nested ones too if they are flattened.
        merge = match (case.flag("flatten"), input.dtype().fields()) {
            (true, Some(_)) => merge.flat(input),
            (true, None) => merge.records(input),
            (false, _) if few => merge.records(input),
            (false, _) => merge.field(&format!("f{i}"), input),
        };
    }
    case.is(&merge.to_array()?)
}

pub(crate) fn stack_arrays(case: &Case) -> Outcome {
    let mut stack = Stack::new();
    for input in &case.inputs {
        stack = stack.records(input);
    }
    for (name, value) in case.args["defaults"].as_object().expect("defaults") {
        stack = give!(stack, name, array(value));
    }
    case.is(&stack.to_array()?)
}

pub(crate) fn join_by(case: &Case) -> Outcome {
    let postfixes = case.texts("postfixes");
    let key = case.texts("key");
    let mut join = case.input(0).join(&case.inputs[1], &key).postfixes(postfixes[0], postfixes[1]);
    join = match case.text("type") {
        "outer" => join.outer(),
        "leftouter" => join.left_outer(),
        _ => join,
    };
    for (name, value) in case.args["defaults"].as_object().expect("defaults") {
        join = give!(join, name, array(value));
    }
    case.is(&join.to_array()?)
}

pub(crate) fn structured_to_unstructured(case: &Case) -> Outcome {
    let dtype: DType = case.text("dtype").parse()?;
    let view = case.input(0);
    case.is(&view.to_unstructured(&dtype, Casting::Unsafe)?)?;
    // The view is the same, where there is one.
    match view.as_unstructured() {
        Ok(matrix) if matrix.dtype() == &dtype => case.is(&matrix.to_array()?),
        _ => Ok(()),
    }
}

pub(crate) fn unstructured_to_structured(case: &Case) -> Outcome {
    case.is(&case.input(0).to_structured(&case.text("dtype").parse()?, Casting::Unsafe)?)
}

pub(crate) fn apply_along_fields(case: &Case) -> Outcome {
    let greatest = |row: &[f64]| row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let ours = case.input(0).apply_along_fields(Casting::Safe, greatest)?;
    case.is(&RecordView::of(&ours).to_array()?)
}

pub(crate) fn columns(case: &Case) -> Outcome {
    let columns = case.input(0).to_columns()?;
    let numpys = case.value.as_object().expect("columns");
    if columns.names().count() != numpys.len() {
        return Err(format!("expected {} columns, found {}", numpys.len(), columns.names().count()).into());
    }
    for (name, column) in numpys {
        // In a sub-array of records, and of a sub-array, all values of a record stand together.
        let (numpys, ours) = (array(column), columns.view(name)?);
        if ours.as_bytes() != Some(numpys.as_bytes()) {
            return Err(format!("column {name}: other bytes").into());
        }
    }
    same(&columns.to_records()?, &case.inputs[0])
}

pub(crate) fn names_of_dtype(case: &Case) -> Outcome {
    let dtype = case.inputs[0].dtype();
    let ours = json!({
        "names": dtype.names().iter().map(shown).collect::<Vec<_>>(),
        "flat": dtype.names_flat(),
        "parents": dtype.field_parents(),
    });
    for key in ["names", "flat", "parents"] {
        let told = case.value[key].as_array().is_some_and(|list| key != "parents" || !list.is_empty());
        if told && ours[key] != case.value[key] {
            return Err(format!("{key}: expected {}, found {}", case.value[key], ours[key]).into());
        }
    }
    let numpys: Vec<&Value> = case.value["descr"].as_array().expect("a list").iter().collect();
    let ours = dtype.flat_fields();
    let equal = |((name, dtype), numpy): (&(&str, &DType), &&Value)| {
        let numpys: Option<DType> = numpy[1].as_str().and_then(|text| text.parse().ok());
        numpy[0] == *name && numpys.as_ref() == Some(dtype)
    };
    if ours.len() == numpys.len() && ours.iter().zip(&numpys).all(equal) {
        return Ok(());
    }
    Err(format!("descr: expected {numpys:?}, found {ours:?}").into())
}

fn shown(names: &Names) -> Value {
    if names.inner.is_empty() {
        return json!(names.name);
    }
    json!([names.name, names.inner.iter().map(shown).collect::<Vec<_>>()])
}

fn copy(array: &RecordArray) -> Result<RecordArray, dtype_core::Error> {
    RecordArray::from_bytes(array.as_bytes(), array.dtype(), array.shape(), false)
}
