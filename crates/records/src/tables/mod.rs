//! The records as tables: a star around the events, without nesting.
//!
//! ```text
//! documents ─< events ─< arguments >─ entities
//!                    └─< mentions
//! ```
//!
//! A table's file names its columns, what they say and what stands in them; the Arrow schema, the SQL, the header of the
//! CSV and the output of `dateline schema tables` follow from that.

mod arguments;
mod batch;
mod column;
mod documents;
mod entities;
mod events;
mod mentions;
mod outcomes;
mod star;

use std::fmt;

pub use batch::Batch;
pub use column::{Cell, Column, Kind};
pub use outcomes::{OUTCOMES_VERSION, Outcomes};
pub use star::{Row, Star};

/// A table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Table {
    /// What was read.
    Documents,
    /// What happened.
    Events,
    /// Who and what fills the roles of events.
    Arguments,
    /// The words that tell events.
    Mentions,
    /// The actors of the corpus, each once.
    Entities,
}

impl Table {
    /// All tables.
    pub const ALL: &'static [Self] = &[Self::Documents, Self::Events, Self::Arguments, Self::Mentions, Self::Entities];

    /// Its name, in all formats.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Events => "events",
            Self::Arguments => "arguments",
            Self::Mentions => "mentions",
            Self::Entities => "entities",
        }
    }

    /// What a row of it is.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Documents => "One document that was read.",
            Self::Events => "One event of one document.",
            Self::Arguments => "Who or what fills a role of an event.",
            Self::Mentions => "A word that tells an event.",
            Self::Entities => "An actor of the corpus.",
        }
    }

    /// Its columns, in order.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Documents => documents::COLUMNS,
            Self::Events => events::COLUMNS,
            Self::Arguments => arguments::COLUMNS,
            Self::Mentions => mentions::COLUMNS,
            Self::Entities => entities::COLUMNS,
        }
    }

    /// The columns that tell its rows apart, which are its first.
    pub const fn key(self) -> &'static [&'static str] {
        match self {
            Self::Documents => &["doc_id"],
            Self::Events => &["event_id"],
            Self::Arguments | Self::Mentions => &["event_id", "position"],
            Self::Entities => &["entity_id"],
        }
    }

    /// The columns that name a row of another table by its key, with that table.
    pub const fn references(self) -> &'static [(&'static str, Self)] {
        match self {
            Self::Documents | Self::Entities => &[],
            Self::Events => &[("doc_id", Self::Documents)],
            Self::Arguments => &[("event_id", Self::Events), ("entity_id", Self::Entities)],
            Self::Mentions => &[("event_id", Self::Events)],
        }
    }

    /// The columns by which rows are often looked up, besides the key.
    pub const fn looked_up_by(self) -> &'static [&'static str] {
        match self {
            Self::Documents => &["published"],
            Self::Events => &["doc_id", "published", "type"],
            Self::Arguments => &["entity_id", "role"],
            Self::Mentions => &[],
            Self::Entities => &["name"],
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
