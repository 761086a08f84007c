//! The order in which the parts of a whole are combined: a binary tree over their numbers.
//!
//! Ranges are numbered from the start of the data. Two neighbours become one where the left one begins at a multiple
//! of the length of both, so that the tree is the same however the ranges arrive: one after the other, from
//! threads, or as trees of what comes after.

use super::words::{MOST, Reader, Words};

/// A state that can take in the state of what follows.
pub(super) trait Combine {
    /// Adds what comes after this.
    fn combine(&mut self, later: Self);
}

/// Parts of one length on their way to a whole. Of `n` of them it holds about `log2(n)`.
#[derive(Clone, Debug)]
pub(super) struct Tree<P> {
    nodes: Vec<Node<P>>,
    /// The number of the next part.
    next: u64,
}

/// `1 << level` parts, the first of which has a number.
#[derive(Clone, Debug)]
struct Node<P> {
    first: u64,
    level: u32,
    part: P,
}

impl<P: Combine> Tree<P> {
    /// Of nothing yet. The first part will have the number `first`.
    pub(super) fn new(first: u64) -> Self {
        Tree { nodes: Vec::new(), next: first }
    }

    /// Adds the next part.
    pub(super) fn push(&mut self, part: P) {
        self.add(Node { first: self.next, level: 0, part });
        self.next += 1;
    }

    /// What it holds: the number of a first part, the level, and what these parts became.
    #[cfg(feature = "serde")]
    pub(super) fn nodes(&self) -> impl Iterator<Item = (u64, u32, &P)> {
        self.nodes.iter().map(|node| (node.first, node.level, &node.part))
    }

    /// Of what another one held; the next part has the number `next`.
    #[cfg(feature = "serde")]
    pub(super) fn of_nodes(nodes: Vec<(u64, u32, P)>, next: u64) -> Self {
        let nodes = nodes.into_iter().map(|(first, level, part)| Node { first, level, part }).collect();
        Tree { nodes, next }
    }

    /// Adds what comes after this.
    pub(super) fn append(&mut self, later: Tree<P>) {
        later.nodes.into_iter().for_each(|node| self.add(node));
        self.next = later.next;
    }

    /// Every part that there is, combined or not.
    pub(super) fn each_mut(&mut self, change: impl FnMut(&mut P)) {
        self.nodes.iter_mut().map(|node| &mut node.part).for_each(change);
    }

    /// All parts as one. `None` if there is nothing.
    pub(super) fn finish(self) -> Option<P> {
        self.nodes.into_iter().map(|node| node.part).reduce(|mut whole, later| {
            whole.combine(later);
            whole
        })
    }

    /// Adds the words of the parts and of their places.
    pub(super) fn write(&self, out: &mut Vec<u64>)
    where
        P: Words,
    {
        out.extend([self.next, self.nodes.len() as u64]);
        for Node { first, level, part } in &self.nodes {
            out.extend([*first, u64::from(*level)]);
            part.write(out);
        }
    }

    /// Reads what was written. `empty` makes a part of nothing.
    pub(super) fn read(from: &mut Reader<'_>, empty: impl Fn() -> P) -> Option<Self>
    where
        P: Words,
    {
        let next = from.number(MOST)?;
        let nodes = (0..from.count()?).map(|_| {
            let (first, level) = (from.number(MOST)?, from.number(u64::BITS.into())? as u32);
            let mut part = empty();
            part.read(from)?;
            Some(Node { first, level, part })
        });
        Some(Tree { nodes: nodes.collect::<Option<_>>()?, next })
    }

    fn add(&mut self, mut node: Node<P>) {
        while let Some(left) = self.nodes.pop_if(|left| left.is_sibling(&node)) {
            let mut part = left.part;
            part.combine(node.part);
            node = Node { first: left.first, level: left.level + 1, part };
        }
        self.nodes.push(node);
    }
}

impl<P> Node<P> {
    /// Do this one on the left and `right` make a node of the tree?
    fn is_sibling(&self, right: &Node<P>) -> bool {
        let len = 1u64.checked_shl(self.level).unwrap_or(0);
        self.level == right.level && self.first.checked_add(len) == Some(right.first) && self.first & len == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Remembers how it was combined.
    impl Combine for String {
        fn combine(&mut self, later: String) {
            *self = format!("({self}{later})");
        }
    }

    fn of(range: std::ops::Range<u8>) -> Tree<String> {
        let mut tree = Tree::new(range.start.into());
        range.for_each(|i| tree.push(char::from(b'a' + i).to_string()));
        tree
    }

    #[test]
    fn the_order_is_that_of_the_numbers() {
        assert_eq!(of(0..8).finish().unwrap(), "(((ab)(cd))((ef)(gh)))");
        assert_eq!(of(0..7).finish().unwrap(), "((((ab)(cd))(ef))g)");
        assert_eq!(of(3..6).finish().unwrap(), "(d(ef))");
        assert_eq!(of(3..3).finish(), None);
    }

    #[test]
    fn trees_in_a_row_are_the_tree_of_all() {
        for end in 0..20 {
            let whole = of(0..end).finish();
            for first in 0..=end {
                for second in first..=end {
                    let mut tree = of(0..first);
                    let mut middle = of(first..second);
                    middle.append(of(second..end));
                    tree.append(middle);
                    assert_eq!(tree.next, u64::from(end));
                    assert_eq!(tree.finish(), whole, "{first}, {second} of {end}");
                }
            }
        }
    }
}
