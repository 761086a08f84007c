//! Which field of one dtype is which field of another: matching by name.
//!
//! Two records are walked side by side, through nested records and sub-arrays, down to what has no fields on at
//! least one side. What comes out is a list; whether the two of a pair agree is for others to judge.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::rc::Rc;

use super::step::Axis;
use crate::dtype::{DType, Field};
use crate::int;

/// A field of one record, of the other, or of both.
pub(super) struct Pair<'a> {
    /// Names from the outside in, dotted: those of `to`, or of `from` if only that has it. Empty for a whole dtype.
    pub(super) path: String,
    /// The last of the names.
    pub(super) name: &'a str,
    /// Positions of the fields on the way in `to`.
    pub(super) index: Vec<usize>,
    /// The sub-arrays of records around it, from the outside in.
    pub(super) axes: Vec<Axis>,
    /// For each of them, how many bytes of the path lead there, and its shape.
    pub(super) shapes: Vec<(usize, Box<[usize]>)>,
    pub(super) side: Side<'a>,
}

/// Who has the field.
pub(super) enum Side<'a> {
    Both(Place<'a>, Place<'a>),
    OnlyFrom(Place<'a>),
    /// Beside it, the names in the same record of `from` that nothing took.
    OnlyTo(Place<'a>, Rc<[&'a str]>),
}

/// What lies where: of a field in sub-arrays, where it is in the first element. In bytes from the record's start.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) dtype: &'a DType,
    pub(super) offset: usize,
}

/// The pairs of two dtypes, and what was wrong with the renames.
pub(super) struct Pairs<'a> {
    pub(super) list: Vec<Pair<'a>>,
    pub(super) troubles: Vec<RenameTrouble>,
}

/// Why a rename can't be followed.
pub(super) enum RenameTrouble {
    /// `from` has no field of this path.
    Unknown(String),
    /// More than one field of `from` has this path: a name may contain dots.
    Ambiguous(String),
    /// Two fields of `from` get the same name; the path is the first one's.
    Taken { path: String, name: String },
}

impl<'a> Pairs<'a> {
    /// Matches `from` with `to`. A rename is the dotted path of a field of `from`, and its name in `to`.
    pub(super) fn new(from: &'a DType, to: &'a DType, renames: &'a [(String, String)]) -> Pairs<'a> {
        let mut walk = Walk { renames, used: vec![0; renames.len()], list: Vec::new(), troubles: Vec::new() };
        walk.pair(Place { dtype: from, offset: 0 }, Place { dtype: to, offset: 0 }, At::default());
        for ((path, _), used) in renames.iter().zip(&walk.used) {
            match used {
                0 => walk.troubles.push(RenameTrouble::Unknown(path.clone())),
                1 => {}
                _ => walk.troubles.push(RenameTrouble::Ambiguous(path.clone())),
            }
        }
        Pairs { list: walk.list, troubles: walk.troubles }
    }
}

impl Pair<'_> {
    /// Whether both have it, in different places.
    pub(super) fn is_moved(&self) -> bool {
        match &self.side {
            Side::Both(from, to) => {
                from.offset != to.offset || self.axes.iter().any(|axis| axis.from != axis.to)
            }
            _ => false,
        }
    }
}

impl Place<'_> {
    fn of(field: &Field, base: usize) -> Place<'_> {
        Place { dtype: field.dtype(), offset: base + field.offset() }
    }
}

struct Walk<'a> {
    renames: &'a [(String, String)],
    /// How often each rename met its field.
    used: Vec<usize>,
    list: Vec<Pair<'a>>,
    troubles: Vec<RenameTrouble>,
}

/// Where a walk is.
#[derive(Clone, Default)]
struct At<'a> {
    from: String,
    to: String,
    name: &'a str,
    index: Vec<usize>,
    axes: Vec<Axis>,
    shapes: Vec<(usize, Box<[usize]>)>,
}

impl<'a> Walk<'a> {
    fn pair(&mut self, from: Place<'a>, to: Place<'a>, mut at: At<'a>) {
        let ((from_base, from_shape), (to_base, to_shape)) = (from.dtype.flattened(), to.dtype.flattened());
        match (from_base.fields(), to_base.fields()) {
            (Some(from_fields), Some(to_fields)) if from_shape == to_shape => {
                if !to_shape.is_empty() {
                    let count = int::product(&to_shape).unwrap_or(usize::MAX);
                    at.axes.push(Axis { count, from: from_base.itemsize(), to: to_base.itemsize() });
                    at.shapes.push((at.to.len(), to_shape.into()));
                }
                self.record((from_fields, from.offset), (to_fields, to.offset), &at);
            }
            _ => self.push(at, Side::Both(from, to)),
        }
    }

    fn record(&mut self, from: (&'a [Field], usize), to: (&'a [Field], usize), at: &At<'a>) {
        let mut names: HashMap<&str, usize> = HashMap::with_capacity(from.0.len());
        for (i, field) in from.0.iter().enumerate() {
            let path = join(&at.from, field.name());
            match names.entry(self.renamed(&path, field.name())) {
                Entry::Vacant(entry) => {
                    entry.insert(i);
                }
                Entry::Occupied(entry) => {
                    let name = (*entry.key()).to_owned();
                    self.troubles.push(RenameTrouble::Taken { path, name });
                }
            }
        }
        let taken: Vec<Option<usize>> = to.0.iter().map(|field| names.remove(field.name())).collect();
        let mut left: Vec<usize> = names.into_values().collect();
        left.sort_unstable();
        let spare: Rc<[&str]> = left.iter().map(|&i| from.0[i].name()).collect();
        for (j, (field, taken)) in to.0.iter().zip(taken).enumerate() {
            let mut inner = At { to: join(&at.to, field.name()), name: field.name(), ..at.clone() };
            inner.index.push(j);
            let place = Place::of(field, to.1);
            match taken {
                Some(i) => {
                    inner.from = join(&at.from, from.0[i].name());
                    self.pair(Place::of(&from.0[i], from.1), place, inner);
                }
                None => self.push(inner, Side::OnlyTo(place, Rc::clone(&spare))),
            }
        }
        for i in left {
            let field = &from.0[i];
            let inner = At { to: join(&at.from, field.name()), name: field.name(), ..at.clone() };
            self.push(inner, Side::OnlyFrom(Place::of(field, from.1)));
        }
    }

    /// The name by which the field of `from` at `path` is looked for.
    fn renamed(&mut self, path: &str, name: &'a str) -> &'a str {
        let mut name = name;
        for ((from, to), used) in self.renames.iter().zip(&mut self.used) {
            if from == path {
                *used += 1;
                name = to;
            }
        }
        name
    }

    fn push(&mut self, at: At<'a>, side: Side<'a>) {
        let At { to: path, name, index, axes, shapes, .. } = at;
        self.list.push(Pair { path, name, index, axes, shapes, side });
    }
}

fn join(outer: &str, name: &str) -> String {
    if outer.is_empty() { name.to_owned() } else { format!("{outer}.{name}") }
}
