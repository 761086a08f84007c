//! From a dtype to structs: what is a struct of its own, which of its gaps are members, and whether it has to be
//! packed.
//!
//! Pure arithmetic on offsets and names, by C's rule of layout. What a member looks like is each language's own.

mod names;

use std::collections::HashMap;

pub(super) use names::{Names, ascii_identifier};

use crate::dtype::layout::Extent;
use crate::dtype::{DType, Field, Scalar};
use crate::error::{Error, Result};

/// What a language says of its structs.
pub(super) struct Language {
    /// Size and alignment of a scalar as a member, in bytes.
    pub(super) extent: fn(Scalar) -> Result<Extent>,
    /// The identifier that a field's name becomes, unless it is taken.
    pub(super) identifier: fn(&str) -> String,
    /// The identifier that the struct in a field of this identifier gets behind the name of the outer one.
    pub(super) type_suffix: fn(&str) -> String,
    /// Names that no member can have.
    pub(super) reserved: &'static [&'static str],
    /// Names that no struct can have.
    pub(super) reserved_types: &'static [&'static str],
    /// What stands between a struct's name and the number that makes it differ from another.
    pub(super) separator: &'static str,
    /// Whether members stand in the order of their offsets, whatever that of the fields is.
    pub(super) by_offset: bool,
    /// Whether gaps that the compiler would make by itself are members too.
    pub(super) all_gaps: bool,
    /// Whether there are members without bytes.
    pub(super) zero_sized: bool,
}

/// The structs that a dtype needs, inner ones first.
pub(super) struct Structs<'d> {
    pub(super) list: Vec<Struct<'d>>,
    known: HashMap<&'d DType, usize>,
}

/// One struct.
pub(super) struct Struct<'d> {
    pub(super) name: String,
    /// In bytes.
    pub(super) itemsize: usize,
    pub(super) members: Vec<Member<'d>>,
    /// Whether no member's alignment counts.
    pub(super) packed: bool,
    /// In bytes.
    alignment: usize,
}

/// A field or a gap.
pub(super) enum Member<'d> {
    Field { identifier: String, field: &'d Field },
    Gap { identifier: String, size: usize },
}

impl<'d> Structs<'d> {
    /// The structs of `dtype`, of which the last one, if there is any, is `name`.
    ///
    /// # Errors
    /// [`Unsupported`](crate::ErrorKind::Unsupported) if a field cannot be a member.
    pub(super) fn of(dtype: &'d DType, name: &str, language: &Language) -> Result<Self> {
        let mut structs = Structs { list: Vec::new(), known: HashMap::new() };
        let mut names = Names::new(language.reserved_types, language.separator);
        names.claim(name.to_owned());
        structs.add(dtype, name.to_owned(), language, &mut names)?;
        Ok(structs)
    }

    /// The name of the struct that a record is.
    pub(super) fn name_of(&self, record: &DType) -> &str {
        self.known.get(record).map_or("", |&i| &self.list[i].name)
    }

    fn add(&mut self, dtype: &'d DType, name: String, language: &Language, names: &mut Names) -> Result<()> {
        let record = dtype.flattened().0;
        let Some(fields) = record.fields() else { return Ok(()) };
        if self.known.contains_key(record) {
            return Ok(());
        }
        if fields.is_empty() && record.itemsize() > 0 {
            return Err(Error::unsupported(
                "a record of bytes without fields, which is no struct; 'V' says the same",
            ));
        }
        if record.itemsize() == 0 {
            return Err(Error::unsupported("a record of zero bytes, which is no struct"));
        }
        let mut fields: Vec<&Field> = fields.iter().collect();
        if language.by_offset {
            fields.sort_by_key(|field| field.offset());
        }
        let mut placed = Vec::with_capacity(fields.len());
        for field in fields {
            let at = |error: Error| error.in_field(field.name());
            let (base, _) = field.dtype().flattened();
            if field.dtype().itemsize() == 0 && !language.zero_sized {
                placed.push((field, 1));
                continue;
            }
            let alignment = match base.as_scalar() {
                Some(scalar) => (language.extent)(scalar).map_err(at)?.alignment,
                None => {
                    let suffix = (language.type_suffix)(&(language.identifier)(field.name()));
                    if !self.known.contains_key(base) {
                        let inner = names.claim(format!("{name}{suffix}"));
                        self.add(base, inner, language, names).map_err(at)?;
                    }
                    self.known.get(base).map_or(1, |&i| self.list[i].alignment)
                }
            };
            placed.push((field, alignment));
        }
        let mut taken = Names::new(language.reserved, "_");
        // A member and a type of one name would mean each other in some languages.
        self.list.iter().for_each(|one| taken.reserve(&one.name));
        let identifiers = identifiers(&placed, language, &mut taken);
        let (packed, gaps) = gaps(&placed, record.itemsize(), language.all_gaps)?;
        let mut members = Vec::with_capacity(placed.len());
        for (i, identifier) in identifiers.into_iter().enumerate() {
            push_gap(&mut members, gaps[i], &mut taken);
            members.push(Member::Field { identifier, field: placed[i].0 });
        }
        push_gap(&mut members, gaps[placed.len()], &mut taken);
        let alignment = placed.iter().map(|&(_, alignment)| alignment).max().unwrap_or(1);
        self.known.insert(record, self.list.len());
        let alignment = if packed { 1 } else { alignment };
        self.list.push(Struct { name, itemsize: record.itemsize(), members, packed, alignment });
        Ok(())
    }
}

/// The members' names. Those that are as the fields' names are given first, so that they stay so.
fn identifiers(placed: &[(&Field, usize)], language: &Language, taken: &mut Names) -> Vec<String> {
    let wanted: Vec<String> = placed.iter().map(|(field, _)| (language.identifier)(field.name())).collect();
    let same = |i: usize| wanted[i].trim_start_matches("r#") == placed[i].0.name();
    let (first, then): (Vec<usize>, Vec<usize>) = (0..placed.len()).partition(|&i| same(i));
    let mut identifiers = vec![String::new(); placed.len()];
    for i in first.into_iter().chain(then) {
        identifiers[i] = taken.claim(wanted[i].clone());
    }
    identifiers
}

fn push_gap(members: &mut Vec<Member<'_>>, size: usize, taken: &mut Names) {
    if size > 0 {
        members.push(Member::Gap { identifier: taken.numbered("_padding"), size });
    }
}

/// The bytes that have to be a member before each field, and behind the last one, where the fields have these
/// alignments; and whether that works only in a packed struct.
fn gaps(placed: &[(&Field, usize)], itemsize: usize, all: bool) -> Result<(bool, Vec<usize>)> {
    let whole = placed.iter().map(|&(_, alignment)| alignment).max().unwrap_or(1);
    let packed = !itemsize.is_multiple_of(whole)
        || placed.iter().any(|(field, alignment)| !field.offset().is_multiple_of(*alignment));
    let gap = |end: usize, at: usize, alignment: usize| {
        let made = end.next_multiple_of(if packed { 1 } else { alignment }) == at;
        if made && !all { 0 } else { at - end }
    };
    let mut gaps = Vec::with_capacity(placed.len() + 1);
    let (mut end, mut before) = (0, "");
    for &(field, alignment) in placed {
        let at = field.offset();
        if at < end {
            let message = format!(
                "expected the field at byte {end} or behind, where '{before}' ends, found it at byte {at}; \
                 a struct cannot hold fields that overlap or are out of order"
            );
            return Err(Error::unsupported(message).in_field(field.name()));
        }
        gaps.push(gap(end, at, alignment));
        (end, before) = (field.end(), field.name());
    }
    gaps.push(gap(end, itemsize, whole));
    Ok((packed, gaps))
}
