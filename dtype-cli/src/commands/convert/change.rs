//! The dtype that records are to have, out of the one that they have.

use std::path::Path;

use dtype_core::{ByteOrder, Conversion, ConvertOptions, DType, Error, Field, RecordView};

use super::{Change, Endian, Layout};
use crate::columns::is_unnamed;
use crate::errors::{Code, Failure};
use crate::input::dtype_of;

/// How the records of a file become others.
pub(super) struct Plan {
    pub(super) conversion: Conversion,
    /// What they are called in the end, with the layout that the conversion gives them.
    pub(super) dtype: DType,
}

impl Plan {
    /// # Errors
    /// If a column is called that there is not, or a type is none, or can't be had.
    pub(super) fn new(
        path: &Path,
        dtype: &DType,
        columns: &[String],
        change: &Change,
    ) -> Result<Plan, Failure> {
        let of_field = |error: Error| Failure::field(path, error);
        let (chosen, mut target) = match columns {
            // All that there is, under the name that it has elsewhere.
            [one] if is_unnamed(one, dtype) => (dtype.clone(), dtype.clone()),
            [] => (dtype.clone(), dtype.clone()),
            _ => {
                let chosen = chosen(dtype, columns).map_err(of_field)?;
                let packed = chosen.repacked(false, false).map_err(of_field)?;
                (chosen, packed)
            }
        };
        for cast in &change.cast {
            target = cast_to(&target, cast)?;
        }
        target = match change.layout {
            None => target,
            Some(Layout::Packed) => target.to_packed()?,
            Some(Layout::Aligned) => target.to_aligned()?,
        };
        target = match change.endian {
            None => target,
            Some(Endian::Little) => target.with_byte_order(ByteOrder::Little),
            Some(Endian::Big) => target.with_byte_order(ByteOrder::Big),
        };
        let mut renames = Vec::with_capacity(change.rename.len());
        for rename in &change.rename {
            let pair = rename.split_once('=').filter(|(old, new)| !old.is_empty() && !new.is_empty());
            renames.push(pair.ok_or_else(|| {
                usage(format!("--rename: expected OLD=NEW, as in price=px, found '{rename}'"))
            })?);
        }
        let named = match renames[..] {
            [] => target.clone(),
            _ => target.renamed(&renames).map_err(|error| usage(format!("--rename: {error}")))?,
        };
        let options = ConvertOptions::new().casting(change.casting.casting()).allow_extra(true);
        let conversion = Conversion::plan(&chosen, &target, &options).map_err(of_field)?;
        Ok(Plan { conversion, dtype: named })
    }
}

/// The same records read as some columns, each called by its path. Of a column in a sub-array of records there is one for
/// each of them.
fn chosen(dtype: &DType, columns: &[String]) -> Result<DType, Error> {
    let nothing = RecordView::with_layout(&[], dtype, 0, 0, 0)?;
    let mut fields = Vec::new();
    for text in columns {
        // Names may have commas in them.
        let is_one = nothing.any_column(text).is_ok();
        for path in if is_one { vec![text.as_str()] } else { text.split(',').map(str::trim).collect() } {
            // The library reads the path, and knows best what is wrong with it.
            nothing.any_column(path)?;
            match dtype.field(path) {
                Some(field) => fields.push(field.clone()),
                None => follow(dtype, path, String::new(), 0, &mut fields),
            }
        }
    }
    DType::record(fields, Some(dtype.itemsize()))
}

/// Adds what a path leads to, which is known to lead somewhere.
fn follow(dtype: &DType, path: &str, label: String, offset: usize, fields: &mut Vec<Field>) {
    if path.is_empty() {
        let name = if label.is_empty() { "value" } else { &label };
        fields.push(Field::new(name, dtype.clone(), offset));
        return;
    }
    if let Some((base, shape)) = dtype.as_subarray() {
        let (len, inner) = shape.split_first().map_or((1, &[][..]), |(&len, inner)| (len, inner));
        let Ok(element) = DType::subarray(base.clone(), inner) else { return };
        let index = path.strip_prefix('[').and_then(|path| path.split_once(']'));
        let (range, rest) = match index.map(|(index, rest)| (index.trim().parse::<usize>(), rest)) {
            Some((Ok(index), rest)) => (index..index + 1, rest),
            _ => (0..len, path),
        };
        for i in range {
            let at = offset + i * element.itemsize();
            follow(&element, rest, format!("{label}[{i}]"), at, fields);
        }
        return;
    }
    let path = path.strip_prefix('.').filter(|_| !label.is_empty()).unwrap_or(path);
    for field in dtype.fields().unwrap_or_default() {
        if let Some(rest) = behind(path, field.name()) {
            let dot = if label.is_empty() { "" } else { "." };
            let label = format!("{label}{dot}{}", field.name());
            return follow(field.dtype(), rest, label, offset + field.offset(), fields);
        }
    }
}

/// What of a path follows a name.
fn behind<'p>(path: &'p str, name: &str) -> Option<&'p str> {
    path.strip_prefix(name).filter(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// The same dtype, with another type in one place: `price=f4`.
fn cast_to(dtype: &DType, cast: &str) -> Result<DType, Failure> {
    let (path, text) = match (cast.rsplit_once('='), dtype.fields()) {
        (Some((path, text)), Some(_)) => (path, text),
        (Some(("value", text)), None) => ("", text),
        (None, None) => ("", cast),
        _ => return Err(usage(format!("--cast: expected COL=TYPE, as in price=f4, found '{cast}'"))),
    };
    let to = dtype_of(text);
    let to = to.map_err(|error| usage(format!("--cast: {path}: {error}")))?;
    match retyped(dtype, path, &to) {
        Some(dtype) => Ok(dtype?),
        None => {
            let nothing = RecordView::with_layout(&[], dtype, 0, 0, 0)?;
            let says = nothing.any_column(path).err().map_or_else(
                || format!("'{path}' is a part of a column; cast all of it"),
                |error| error.to_string(),
            );
            Err(usage(format!("--cast: {says}")))
        }
    }
}

/// The elements of a sub-array get the type. `None` if the path leads nowhere.
fn retyped(dtype: &DType, path: &str, to: &DType) -> Option<Result<DType, Error>> {
    let (base, shape) = dtype.flattened();
    if path.is_empty() {
        return Some(DType::subarray(to.clone(), &shape));
    }
    let mut new = Vec::new();
    let mut found = None;
    for field in base.fields()? {
        let rest = behind(path, field.name()).filter(|_| found.is_none());
        let inner = rest.and_then(|rest| retyped(field.dtype(), rest.strip_prefix('.').unwrap_or(rest), to));
        let dtype = match inner {
            Some(Ok(dtype)) => {
                found = Some(dtype.itemsize() == field.dtype().itemsize());
                dtype
            }
            Some(Err(error)) => return Some(Err(error)),
            None => field.dtype().clone(),
        };
        let field_new = Field::new(field.name(), dtype, field.offset());
        new.push(match field.title() {
            Some(title) => field_new.with_title(title),
            None => field_new,
        });
    }
    let record = if found? {
        DType::record(new, Some(base.itemsize()))
    } else {
        // Everything moves; first somewhere where nothing overlaps.
        let mut end = 0;
        let apart = new.into_iter().map(|field| {
            let moved = Field::new(field.name(), field.dtype().clone(), end);
            end += field.dtype().itemsize();
            match field.title() {
                Some(title) => moved.with_title(title),
                None => moved,
            }
        });
        let apart = DType::record(apart.collect(), None);
        apart.and_then(|record| record.repacked(base.is_aligned(), false))
    };
    Some(record.and_then(|record| DType::subarray(record, &shape)))
}

fn usage(message: String) -> Failure {
    Failure::Said { code: Code::Usage, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &str = "[('t', 'u1'), ('a,b', '<u2'), ('q', [('bid', 'u1'), ('ask', 'u1', (2,))], (2,))]";

    #[test]
    fn columns_are_called_by_their_paths() {
        let dtype: DType = RECORD.parse().unwrap();
        let read_as = |columns: &[&str]| {
            let columns: Vec<String> = columns.iter().map(|&text| text.to_owned()).collect();
            let chosen = chosen(&dtype, &columns).unwrap();
            assert_eq!(chosen.itemsize(), dtype.itemsize());
            let fields = chosen.fields().unwrap();
            fields.iter().map(|field| format!("{} {}", field.name(), field.offset())).collect::<Vec<_>>()
        };
        assert_eq!(read_as(&["a,b", "t"]), ["a,b 1", "t 0"]);
        assert_eq!(read_as(&["q[1].ask,q[0]"]), ["q[1].ask 7", "q[0] 3"]);
        assert_eq!(read_as(&["q.ask[1]"]), ["q[0].ask[1] 5", "q[1].ask[1] 8"]);
    }

    #[test]
    fn a_cast_keeps_what_it_can() {
        let dtype: DType = RECORD.parse().unwrap();
        let cast = |text| cast_to(&dtype, text).map(|dtype| dtype.to_string());
        let wide = "[('t', '|u1'), ('a,b', '<u2'), ('q', [('bid', '|u1'), ('ask', '<f4', (2,))], (2,))]";
        assert_eq!(cast("q.ask=f4").unwrap(), wide);
        assert!(cast("a,b=i2").unwrap().contains("('a,b', '<i2')"));
        assert!(cast("q[0].ask=f4").is_err() && cast("p=f4").is_err() && cast("f4").is_err());
        assert_eq!(cast_to(&"<f8".parse().unwrap(), "f4").unwrap().to_string(), "'<f4'");
    }
}
