//! The frames of one document become its events: who is who, which tellings are of one happening, whether it happened.
//!
//! The crate knows no file at run time and no thread. What it knows of English stands in `data/`; how events merge is
//! decided in [`merge`] alone, with the weights of `data/merge.toml`.

mod lexicon;
mod names;

use dateline_text::Analysis;

/// Sets the full name of every entity: within an article names merge with their short forms.
pub fn name_entities(analysis: &mut Analysis) {
    names::name_entities(analysis);
}
