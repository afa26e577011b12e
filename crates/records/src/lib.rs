//! Events as rows, and the sinks that write them.
//!
//! This crate turns what the stages found into the records that other programs rely on: [`EventRow`], [`DocumentRow`],
//! [`AnnotationRow`], rejects and the [`Manifest`] of a run. Offsets leave the program here, as half-open ranges of
//! **code points** of the document's text. It knows no rule and no model.

mod annotation;
mod aside;
mod aside_folder;
mod document;
mod error;
mod event;
pub mod faults;
mod filler;
mod identity;
mod manifest;
mod schema;
mod sinks;
pub mod tables;
mod target;

pub use annotation::{AnnotationRow, EntityRow, SentenceRow, TimeRow, TokenRow, ValueRow};
pub use aside::{AsideFile, sync_folder};
pub use document::DocumentRow;
pub use error::{Error, ErrorKind};
pub use event::{EventLine, EventRow, MentionRow, PassageRow, SpanRow};
pub use filler::FillerRow;
pub use identity::{Differences, Identity, InputFile};
pub use manifest::{DocumentCounts, EventCounts, InputCount, Manifest, OutputFile, SkippedFile, Speed};
pub use schema::Schema;
pub use sinks::{Format, Jsonl, Sinks, UnknownFormat};
pub use target::{Stream, Target};
