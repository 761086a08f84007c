//! Paths into a record: a path is found if and only if there is one way to read it, and leads there.

use std::collections::HashMap;

use arbitrary::Unstructured;
use dtype_core::{DType, RecordView};

use crate::choices::{self, TakeRest};

/// How many paths are looked at; a dtype of a few arrays in arrays has thousands.
const MOST: usize = 400;

/// Input: the choices of a dtype, and a path.
pub fn run(data: &[u8]) {
    let mut u = Unstructured::new(data);
    let Ok(dtype) = choices::dtype(&mut u, 4) else { return };
    let Ok(view) = RecordView::with_layout(&[], &dtype, 0, 0, 0) else { return };
    let mut places = HashMap::new();
    collect(&dtype, None, &mut places);
    if places.len() > MOST {
        return; // Not all of them were collected.
    }
    for (path, dtypes) in &places {
        let found = view.any_column(path.as_str());
        match &dtypes[..] {
            [dtype] => {
                let found = found.unwrap_or_else(|error| panic!("{path:?}: {error}"));
                assert!(found.dtype() == dtype, "{path:?}: {} and {dtype}", found.dtype());
            }
            _ => assert!(found.is_err(), "{path:?} in {dtype}"),
        }
    }
    // What else there may be, such as blanks around an index, leads to no other places.
    let text = String::from_utf8_lossy(&u.take_rest_bytes()).into_owned();
    if let Ok(found) = view.any_column(text.as_str()) {
        assert!(places.values().flatten().any(|dtype| dtype == found.dtype()), "{text:?} in {dtype}");
    } else {
        assert!(places.get(&text).is_none_or(|dtypes| dtypes.len() > 1), "{text:?} in {dtype}");
    }
}

/// Every path that can be written in the plain way, and what it leads to. `at` is nothing for the record itself.
fn collect(dtype: &DType, at: Option<&str>, places: &mut HashMap<String, Vec<DType>>) {
    if let Some(at) = at {
        places.entry(at.to_owned()).or_default().push(dtype.clone());
    }
    if places.len() > MOST {
        return;
    }
    let (base, shape) = dtype.flattened();
    if let Some((&len, rest)) = shape.split_first() {
        let element = DType::subarray(base.clone(), rest).expect("a part of it");
        for i in 0..len {
            collect(&element, Some(&format!("{}[{i}]", at.unwrap_or_default())), places);
        }
    }
    for field in base.fields().unwrap_or_default() {
        let inner = match at {
            None => field.name().to_owned(),
            Some(at) => format!("{at}.{}", field.name()),
        };
        collect(field.dtype(), Some(&inner), places);
    }
}
