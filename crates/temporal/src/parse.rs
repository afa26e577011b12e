//! Runs the levels of the grammar over the atoms of a sentence.
//!
//! At each atom the trie is walked as far as it leads; the longest row whose rule makes sense becomes one atom. Rows
//! have a bounded length and there is a bounded number of them, so the work is linear in the sentence.

use std::cmp::Reverse;

use crate::atoms::Atom;
use crate::class::{Class, Terminal};
use crate::grammar::{End, Grammar, Level};
use crate::meaning::{Meaning, Node};
use crate::ops::{Captures, Made};

/// A sentence after parsing.
#[derive(Debug, Default)]
pub(crate) struct Parsed {
    /// What is left: plain atoms, and composites that have an expression.
    pub(crate) atoms: Vec<Atom>,
    /// Expressions, also those that others are made of.
    pub(crate) nodes: Vec<Node>,
}

impl Parsed {
    /// The expression of a composite atom.
    pub(crate) fn node(&self, atom: &Atom) -> Option<&Node> {
        let terminal = composite_terminals().into_iter().find_map(|terminal| atom.value(terminal))?;
        self.nodes.get(usize::try_from(terminal).ok()?)
    }
}

/// Parses the atoms of one sentence.
pub(crate) fn parse(grammar: &Grammar, atoms: Vec<Atom>) -> Parsed {
    let mut parsed = Parsed { atoms, nodes: Vec::new() };
    for level in &grammar.levels {
        run(level, &mut parsed);
    }
    parsed
}

/// A row that matches, with what it captured.
struct Candidate {
    end: End,
    values: Vec<(Class, i32)>,
}

/// Runs one level.
fn run(level: &Level, parsed: &mut Parsed) {
    let mut out = Vec::with_capacity(parsed.atoms.len());
    let mut at = 0;
    while at < parsed.atoms.len() {
        let found = best(level, parsed, at).filter(|(end, _)| !is_shadowed(level, parsed, at, *end));
        let Some((end, made)) = found else {
            out.push(parsed.atoms[at].take());
            at += 1;
            continue;
        };
        out.extend(parsed.atoms[at..at + end.start].iter_mut().map(Atom::take));
        let matched = &parsed.atoms[at + end.start..at + end.stop];
        let span = matched[0].span.cover(matched[matched.len() - 1].span);
        let senses = vec![sense(made, &mut parsed.nodes)];
        out.push(Atom { span, glued: matched[0].glued, senses });
        at += end.stop;
    }
    parsed.atoms = out;
}

/// The longest row at `at` whose rule makes something.
fn best(level: &Level, parsed: &Parsed, at: usize) -> Option<(End, Made)> {
    let mut candidates = Vec::new();
    walk(level, &parsed.atoms[at..], 0, &mut Vec::new(), &mut candidates);
    candidates
        .sort_by_key(|found| (Reverse(found.end.steps), Reverse(found.end.stop), found.end.start, found.end.rule));
    candidates.into_iter().find_map(|Candidate { end, mut values }| {
        let rule = level.rule(end.rule);
        values.extend(rule.with.iter().map(|&(terminal, value)| (Class::from(terminal), value)));
        let captures = Captures { values, nodes: &parsed.nodes };
        rule.op.apply(&captures).map(|made| (end, made))
    })
}

/// Whether an expression that begins with its context is only part of a longer one: `in < the past >` of
/// `in the past year`.
fn is_shadowed(level: &Level, parsed: &Parsed, at: usize, end: End) -> bool {
    end.start > 0
        && (1..=end.start)
            .any(|skip| best(level, parsed, at + skip).is_some_and(|(other, _)| skip + other.stop > end.stop))
}

/// Collects all rows that match the beginning of `atoms`.
fn walk(level: &Level, atoms: &[Atom], node: usize, path: &mut Vec<(Class, i32)>, found: &mut Vec<Candidate>) {
    found.extend(level.ends(node).iter().map(|&end| Candidate { end, values: path.clone() }));
    let Some((first, rest)) = atoms.split_first() else { return };
    for &(class, value) in &first.senses {
        if let Some(next) = level.step(node, class) {
            path.push((class, value));
            walk(level, rest, next, path, found);
            path.pop();
        }
    }
}

/// The sense of the atom that stands for what a rule made.
fn sense(made: Made, nodes: &mut Vec<Node>) -> (Class, i32) {
    match made {
        Made::Sense(terminal, value) => (terminal.into(), value),
        Made::Node(node) => {
            let terminal = terminal_of(&node.meaning);
            nodes.push(node);
            (terminal.into(), i32::try_from(nodes.len() - 1).unwrap_or(i32::MAX))
        }
    }
}

/// What later levels call an expression.
fn terminal_of(meaning: &Meaning) -> Terminal {
    match meaning {
        Meaning::Point(_, None) | Meaning::Range(..) => Terminal::Date,
        Meaning::Point(_, Some(_)) => Terminal::Time,
        Meaning::Clock(_) => Terminal::Clock,
        Meaning::Length(_) => Terminal::Length,
        Meaning::Set(_) => Terminal::Set,
        Meaning::Vague(_) => Terminal::Reference,
    }
}

/// The terminals of composites.
const fn composite_terminals() -> [Terminal; 6] {
    [Terminal::Date, Terminal::Time, Terminal::Clock, Terminal::Length, Terminal::Set, Terminal::Reference]
}
