//! The frames of one document become its events: who is who, which tellings are of one happening, whether it happened.
//!
//! The crate knows no file at run time and no thread. What it knows of English stands in `data/`; how tellings merge is
//! decided in the module `merge` alone, with the weights of `data/merge.toml`.

mod event;
mod lexicon;
mod merge;
mod names;
mod resolve;
mod who;
mod words;

use dateline_text::{Analysis, Event, Frame};

/// Sets the full name of every entity: within an article names merge with their short forms.
pub fn name_entities(analysis: &mut Analysis) {
    names::name_entities(analysis);
}

/// The events of a document: fillers resolved, tellings of one happening merged, in the order of their first mentions.
///
/// Expects the names that [`name_entities`] sets. Frames that point outside the analysis or into furniture are left out.
pub fn events(analysis: &Analysis, frames: Vec<Frame>) -> Vec<Event> {
    event::events(analysis, frames)
}
