//! Which units of a page are furniture, and why.

use dateline_text::{Furniture, FurnitureReason};

use super::unit::Unit;

/// Why a unit is furniture, and what its rule knows beyond that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// The reason.
    pub(super) reason: FurnitureReason,
    /// It is an author or date line such as stands at the head of an article.
    pub(super) heads_article: bool,
    /// It announces a list of this kind: the units that follow belong to it.
    pub(super) opens_list: Option<List>,
}

impl Mark {
    /// A mark that says no more than its reason.
    pub(super) fn plain(reason: FurnitureReason) -> Self {
        Self { reason, heads_article: false, opens_list: None }
    }
}

/// What the entries of an announced list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct List {
    /// The reason of the entries.
    pub(super) reason: FurnitureReason,
    /// Words above which a unit is no entry.
    pub(super) max_words: usize,
    /// Entries that the list has at most.
    pub(super) max_entries: usize,
}

/// What is decided of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing: it counts as news.
    Open,
    /// It is news for certain: a title.
    Kept,
    /// It is furniture.
    Marked(Mark),
}

/// The marks of a page's units, by index.
#[derive(Debug)]
pub(super) struct Marks(Vec<State>);

impl Marks {
    /// Nothing is marked yet.
    pub(super) fn new(units: usize) -> Self {
        Self(vec![State::Open; units])
    }

    /// The mark of a unit; none outside the page.
    pub(super) fn get(&self, index: usize) -> Option<Mark> {
        match self.0.get(index) {
            Some(State::Marked(mark)) => Some(*mark),
            _ => None,
        }
    }

    /// Whether the unit is news.
    pub(super) fn is_free(&self, index: usize) -> bool {
        self.0.get(index).is_some_and(|state| !matches!(state, State::Marked(_)))
    }

    /// Whether the unit is furniture for this reason.
    pub(super) fn is(&self, index: usize, reason: FurnitureReason) -> bool {
        self.get(index).is_some_and(|mark| mark.reason == reason)
    }

    /// Keeps a unit from being marked later.
    pub(super) fn keep(&mut self, index: usize) {
        if self.0[index] == State::Open {
            self.0[index] = State::Kept;
        }
    }

    /// Marks a unit, unless it is marked or kept already.
    pub(super) fn set(&mut self, index: usize, mark: Mark) {
        if self.0[index] == State::Open {
            self.0[index] = State::Marked(mark);
        }
    }

    /// Marks a unit for `reason`, unless it is marked or kept already.
    pub(super) fn set_plain(&mut self, index: usize, reason: FurnitureReason) {
        self.set(index, Mark::plain(reason));
    }

    /// The marked units as furniture.
    pub(super) fn furniture(&self, units: &[Unit<'_>]) -> Vec<Furniture> {
        let marked = units.iter().enumerate().filter_map(|(index, unit)| Some((unit, self.get(index)?)));
        marked.map(|(unit, mark)| Furniture { span: unit.lines, reason: mark.reason }).collect()
    }
}
