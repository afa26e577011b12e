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

/// A sentence and what is being made of it; kept between sentences for its room.
#[derive(Debug, Default)]
pub(crate) struct Parsed<'g> {
    /// What is left: plain atoms, and composites that have an expression.
    pub(crate) atoms: Vec<Atom<'g>>,
    /// Expressions, also those that others are made of.
    pub(crate) nodes: Vec<Node>,
    scratch: Scratch,
}

/// Room for the rows that match at one place.
#[derive(Debug, Default)]
struct Scratch {
    /// Rows, with where their captures begin and end in `values`.
    found: Vec<(End, usize, usize)>,
    /// The captures of all rows that were found.
    values: Vec<(Class, i32)>,
    /// The captures of the row that is being walked.
    path: Vec<(Class, i32)>,
}

impl Parsed<'_> {
    /// The expression of a composite atom.
    pub(crate) fn node(&self, atom: &Atom<'_>) -> Option<&Node> {
        let [(class, value)] = *atom.senses else { return None };
        let composite = composite_terminals().into_iter().any(|terminal| class == Class::from(terminal));
        self.nodes.get(usize::try_from(value).ok().filter(|_| composite)?)
    }
}

/// Runs the levels over the atoms.
pub(crate) fn parse(grammar: &Grammar, parsed: &mut Parsed<'_>) {
    parsed.nodes.clear();
    for level in &grammar.levels {
        if can_match(level, &parsed.atoms) {
            run(level, parsed);
        }
    }
}

/// Whether any row of `level` can match among `atoms`.
fn can_match(level: &Level, atoms: &[Atom<'_>]) -> bool {
    atoms.iter().any(|atom| atom.senses.iter().any(|sense| level.is_trigger(sense.0)))
}

/// Runs one level.
fn run(level: &Level, parsed: &mut Parsed<'_>) {
    let (mut kept, mut at) = (0, 0);
    while at < parsed.atoms.len() {
        let found = best(level, parsed, at);
        let Some((end, made)) = found.filter(|(end, _)| !is_shadowed(level, parsed, at, *end)) else {
            parsed.atoms.swap(kept, at);
            (kept, at) = (kept + 1, at + 1);
            continue;
        };
        for context in at..at + end.start {
            parsed.atoms.swap(kept, context);
            kept += 1;
        }
        let (first, last) = (&parsed.atoms[at + end.start], &parsed.atoms[at + end.stop - 1]);
        let (span, glued) = (first.span.cover(last.span), first.glued);
        let senses = vec![sense(made, &mut parsed.nodes)].into();
        parsed.atoms[kept] = Atom { span, glued, senses };
        (kept, at) = (kept + 1, at + end.stop);
    }
    parsed.atoms.truncate(kept);
}

/// The longest row at `at` whose rule makes something.
fn best(level: &Level, parsed: &mut Parsed<'_>, at: usize) -> Option<(End, Made)> {
    let Parsed { atoms, nodes, scratch } = parsed;
    if !atoms[at].senses.iter().any(|sense| level.step(0, sense.0).is_some()) {
        return None;
    }
    scratch.found.clear();
    scratch.values.clear();
    walk(level, &atoms[at..], 0, scratch);
    let Scratch { found, values, path } = scratch;
    found.sort_by_key(|(end, ..)| (Reverse(end.steps), Reverse(end.stop), end.start, end.rule));
    found.iter().find_map(|&(end, from, to)| {
        let rule = level.rule(end.rule);
        path.clear();
        path.extend_from_slice(&values[from..to]);
        path.extend(rule.with.iter().map(|&(terminal, value)| (Class::from(terminal), value)));
        let made = rule.op.apply(&Captures { values: path, nodes }).map(|made| (end, made));
        path.clear();
        made
    })
}

/// Whether an expression that begins with its context is only part of a longer one: `in < the past >` of
/// `in the past year`.
fn is_shadowed(level: &Level, parsed: &mut Parsed<'_>, at: usize, end: End) -> bool {
    end.start > 0
        && (1..=end.start)
            .any(|skip| best(level, parsed, at + skip).is_some_and(|(other, _)| skip + other.stop > end.stop))
}

/// Collects all rows that match the beginning of `atoms`.
fn walk(level: &Level, atoms: &[Atom<'_>], node: usize, scratch: &mut Scratch) {
    take_ends(level, node, scratch);
    let Some((first, rest)) = atoms.split_first() else { return ends_sentence(level, node, scratch) };
    for &(class, value) in &*first.senses {
        if let Some(next) = level.step(node, class) {
            scratch.path.push((class, value));
            walk(level, rest, next, scratch);
            scratch.path.pop();
        }
    }
}

/// Takes the rows that end at `node`.
fn take_ends(level: &Level, node: usize, scratch: &mut Scratch) {
    crate::work::count(1 + level.ends(node).len());
    for &end in level.ends(node) {
        let from = scratch.values.len();
        scratch.values.extend_from_slice(&scratch.path);
        scratch.found.push((end, from, scratch.values.len()));
    }
}

/// Takes the rows that ask for the end of the sentence after `node`.
fn ends_sentence(level: &Level, node: usize, scratch: &mut Scratch) {
    if let Some(next) = level.step(node, Terminal::End.into()) {
        take_ends(level, next, scratch);
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
        Meaning::Length(_) | Meaning::Elapsed(_) => Terminal::Length,
        Meaning::Set(_) => Terminal::Set,
        Meaning::Vague(_) => Terminal::Reference,
    }
}

/// The terminals of composites.
const fn composite_terminals() -> [Terminal; 6] {
    [Terminal::Date, Terminal::Time, Terminal::Clock, Terminal::Length, Terminal::Set, Terminal::Reference]
}
