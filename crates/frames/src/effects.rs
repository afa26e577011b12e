//! What single words do to an event: plan it, make it possible, deny it, or make it no event at all.

use std::collections::HashSet;

use dateline_text::Status;

use crate::lists::Lists;

/// What the words around a trigger say of it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "four marks that may all be set")]
pub(crate) struct Marks {
    /// A wish, a duty or a hypothesis: no event at all.
    pub(crate) void: bool,
    pub(crate) negated: bool,
    pub(crate) possible: bool,
    pub(crate) planned: bool,
}

impl Marks {
    pub(crate) fn status(self) -> Option<Status> {
        match self {
            Self { void: true, .. } => None,
            Self { negated: true, .. } => Some(Status::Negated),
            Self { possible: true, .. } => Some(Status::Possible),
            Self { planned: true, .. } => Some(Status::Planned),
            _ => Some(Status::Occurred),
        }
    }
}

/// Words of one effect, by where they stand.
#[derive(Debug)]
pub(crate) struct Effects {
    void: HashSet<String>,
    negated: HashSet<String>,
    possible: HashSet<String>,
    planned: HashSet<String>,
}

impl Effects {
    pub(crate) fn new(lists: &Lists, place: &str) -> Self {
        let set = |effect: &str| lists.set(&format!("{effect}-{place}"));
        Self { void: set("void"), negated: set("negated"), possible: set("possible"), planned: set("planned") }
    }

    pub(crate) fn add(&self, word: &str, marks: &mut Marks) -> bool {
        let hit = |set: &HashSet<String>| set.contains(word);
        let found = Marks {
            void: hit(&self.void),
            negated: hit(&self.negated),
            possible: hit(&self.possible),
            planned: hit(&self.planned),
        };
        marks.void |= found.void;
        marks.negated |= found.negated;
        marks.possible |= found.possible;
        marks.planned |= found.planned;
        found != Marks::default()
    }
}
