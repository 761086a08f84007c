//! Slices, steps and turns of a column, one after the other, beside the same of a vector.

use dtype_core::{Column, Element, Value};

use crate::naive;

/// Follows a fixed set of chains; the values of the column choose nothing.
pub(crate) fn compare<T: Element>(column: Column<'_, T>, values: &[Value], wrap: &impl Fn(T) -> Value) {
    let len = values.len();
    let mut chains = vec![(column, values.to_vec())];
    for turn in 0..3 {
        let Some((column, values)) = chains.last().cloned() else { return };
        let len = values.len();
        let (from, to, step) = (len / 5, len - len / 7, turn + 1);
        chains.push(match turn {
            0 => (column.rev(), values.into_iter().rev().collect()),
            1 => (column.slice(from..to), values[from..to].to_vec()),
            _ => (column.step_by(step), values.into_iter().step_by(step).collect()),
        });
    }
    chains.push((column.slice(len..), Vec::new()));
    chains.push((column.step_by(usize::MAX), values.iter().take(1).cloned().collect()));
    for (column, values) in chains {
        assert_eq!(column.len(), values.len());
        for (i, value) in values.iter().enumerate() {
            let found = wrap(column.get(i).expect("a value"));
            assert!(naive::same(&found, value), "{i}: {found:?}, not {value:?}");
        }
        assert!(column.get(values.len()).is_none());
        if let Some(slice) = column.as_slice() {
            assert_eq!(slice.len(), values.len());
            assert!(slice.iter().zip(&values).all(|(found, value)| naive::same(&wrap(*found), value)));
        }
        let turned: Vec<T> = column.iter().rev().collect();
        assert!(turned.iter().rev().zip(&values).all(|(found, value)| naive::same(&wrap(*found), value)));
    }
}
