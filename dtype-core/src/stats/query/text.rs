//! What there is to ask of text and of opaque bytes: which is first, last, least and greatest, and how many are not empty.

use std::any::Any;
use std::cmp::Ordering;

use super::ask::{Answer, Asked, NoAnswer};
use super::column::{Grouped, Whole};
use super::source::Source;
use super::stat::What;
use crate::dtype::{Scalar, ScalarKind};
use crate::lanes::BLOCK;
use crate::stats::lane::Scratch;
use crate::stats::text::compare;
use crate::stats::words::{Reader, Words, words};
use crate::view::Value;

/// Groups of texts.
#[derive(Clone)]
pub(super) struct Texts {
    scalar: Scalar,
    /// What is asked for.
    ends: bool,
    order: bool,
    nonzero: bool,
    groups: Vec<Text>,
}

/// All texts of a column: one group.
struct AllTexts {
    texts: Texts,
    /// How many there were.
    at: u64,
}

/// What the texts of a group amount to.
#[derive(Clone, Default)]
struct Text {
    nonzero: u64,
    ends: Option<(Vec<u8>, Vec<u8>)>,
    /// Bytes and position.
    least: Option<(Vec<u8>, u64)>,
    greatest: Option<(Vec<u8>, u64)>,
}

words!(Text { nonzero, ends, least, greatest });

impl Texts {
    /// Without any statistic yet.
    pub(super) fn new(scalar: Scalar) -> Texts {
        Texts { scalar, ends: false, order: false, nonzero: false, groups: vec![Text::default()] }
    }

    fn insert_one(&mut self, group: usize, text: &[u8], at: u64) {
        let scalar = self.scalar;
        let state = &mut self.groups[group];
        if self.nonzero {
            state.nonzero += u64::from(text.iter().any(|&byte| byte != 0));
        }
        if self.ends {
            match &mut state.ends {
                Some((_, last)) => {
                    last.clear();
                    last.extend_from_slice(text);
                }
                nothing => *nothing = Some((text.to_vec(), text.to_vec())),
            }
        }
        if self.order {
            keep(&mut state.least, text, at, scalar, Ordering::Less);
            keep(&mut state.greatest, text, at, scalar, Ordering::Greater);
        }
    }
}

/// Keeps a text if it is better than all before it.
fn keep(best: &mut Option<(Vec<u8>, u64)>, text: &[u8], at: u64, scalar: Scalar, better: Ordering) {
    match best {
        Some((old, _)) if compare(text, old, scalar) != better => {}
        _ => *best = Some((text.to_vec(), at)),
    }
}

impl Grouped for Texts {
    fn want(&mut self, asked: Asked<'_>) -> Result<(), NoAnswer> {
        let is_text = matches!(self.scalar.kind(), ScalarKind::Bytes(_) | ScalarKind::Str(_));
        let is_known = is_text || matches!(self.scalar.kind(), ScalarKind::Void(_));
        match asked.what {
            What::Count => {}
            What::First | What::Last => self.ends = true,
            What::NanCount if is_known => {}
            What::Any | What::All | What::CountNonzero if is_known => self.nonzero = true,
            What::ArgMin | What::ArgMax if is_text => self.order = true,
            _ => return Err(NoAnswer::Undefined),
        }
        Ok(())
    }

    fn fresh(&self) -> Box<dyn Grouped> {
        Box::new(Texts { groups: Vec::new(), ..*self })
    }

    fn whole(&self, _: u64) -> Box<dyn Whole> {
        Box::new(AllTexts { texts: Texts { groups: vec![Text::default()], ..*self }, at: 0 })
    }

    fn grow(&mut self, groups: usize) {
        self.groups.resize(groups, Text::default());
    }

    fn insert(&mut self, source: &mut Source<'_>, groups: &[u32], at: u64, _: &mut Scratch) {
        let Source::Bytes(bytes, from) = source else { return };
        for ((&group, at), i) in groups.iter().zip(at..).zip(*from..) {
            if let Some(text) = bytes.at(i) {
                self.insert_one(group as usize, text, at);
            }
        }
        *from += groups.len();
    }

    fn combine(&mut self, later: Box<dyn Grouped>, groups: &[u32], at: u64) {
        let later: Box<dyn Any> = later;
        let later = later.downcast::<Self>().expect("states of one column are of one kind");
        for (&group, later) in groups.iter().zip(later.groups) {
            let (state, scalar) = (&mut self.groups[group as usize], self.scalar);
            state.nonzero = state.nonzero.saturating_add(later.nonzero);
            state.ends = match (state.ends.take(), later.ends) {
                (Some((first, _)), Some((_, last))) => Some((first, last)),
                (ends, later) => ends.or(later),
            };
            let moved = |position: u64| at.saturating_add(position);
            if let Some((text, position)) = later.least {
                keep(&mut state.least, &text, moved(position), scalar, Ordering::Less);
            }
            if let Some((text, position)) = later.greatest {
                keep(&mut state.greatest, &text, moved(position), scalar, Ordering::Greater);
            }
        }
    }

    fn answer(&self, group: usize, count: u64, asked: Asked<'_>) -> Answer {
        let state = self.groups.get(group).ok_or(NoAnswer::Undefined)?;
        // What was read back may be of another length.
        let size = self.scalar.itemsize();
        let value = |text: &Vec<u8>| {
            (text.len() == size).then(|| Value::of_scalar(self.scalar.kind(), self.scalar.byte_order(), text))
        };
        Ok(match asked.what {
            What::Count => Some(Value::UInt(count)),
            What::NanCount => Some(Value::UInt(0)),
            What::First => state.ends.as_ref().and_then(|(first, _)| value(first)),
            What::Last => state.ends.as_ref().and_then(|(_, last)| value(last)),
            What::CountNonzero => Some(Value::UInt(state.nonzero)),
            What::Any => Some(Value::Bool(state.nonzero > 0)),
            What::All => Some(Value::Bool(state.nonzero == count)),
            What::ArgMin => state.least.as_ref().map(|&(_, at)| Value::UInt(at)),
            What::ArgMax => state.greatest.as_ref().map(|&(_, at)| Value::UInt(at)),
            _ => return Err(NoAnswer::Undefined),
        })
    }

    fn write(&self, out: &mut Vec<u64>) {
        self.groups.iter().for_each(|text| text.write(out));
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        self.groups.iter_mut().try_for_each(|text| text.read(from))
    }
}

impl Whole for AllTexts {
    fn insert(&mut self, source: &mut Source<'_>, count: usize, scratch: &mut Scratch) {
        let mut left = count.min(source.left());
        while left > 0 {
            let now = left.min(BLOCK);
            self.texts.insert(source, &[0; BLOCK][..now], self.at, scratch);
            self.at += now as u64;
            left -= now;
        }
    }

    fn append(&mut self, later: Box<dyn Whole>) {
        let later: Box<dyn Any> = later;
        let later = later.downcast::<Self>().expect("states of one column are of one kind");
        self.texts.combine(Box::new(later.texts), &[0], self.at);
        self.at = self.at.saturating_add(later.at);
    }

    fn finish(self: Box<Self>) -> Box<dyn Grouped> {
        Box::new(self.texts)
    }

    fn write(&self, out: &mut Vec<u64>) {
        self.at.write(out);
        Grouped::write(&self.texts, out);
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        self.at.read(from)?;
        Grouped::read(&mut self.texts, from)
    }
}
