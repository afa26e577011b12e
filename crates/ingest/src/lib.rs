//! Turns a news dump into documents.
//!
//! [`discover`] lists what there is to read, [`read`] finds the documents of one item, and [`Raw::document`] parses one,
//! on any thread. What cannot be read becomes a [`dateline_text::Reject`], what is not wanted a
//! [`dateline_text::Skip`]; nothing here panics on bad input, and nothing is held whole but one
//! document at a time. Page furniture is *marked*, never cut: the text of a plain file is the file, byte for byte.
//!
//! A format is one file in `src/formats/`, what documents are packed in one file in `src/containers/`; what furniture looks like is data in `furniture/`, how dates are written is
//! data in `dates/`.

mod budget;
mod containers;
mod damage;
mod dates;
mod discover;
mod draft;
mod fault;
mod fields;
mod formats;
mod html;
mod input;
mod item;
mod language;
mod names;
mod options;
mod page;
mod peek;
mod raw;
mod read;
mod row;

pub use discover::{Discovered, Skipped, discover};
pub use fields::{Field, Fields, UnknownField};
pub use item::{Item, Source};
pub use names::Names;
pub use options::{Languages, Options};
pub use peek::format_of;
pub use raw::Raw;
pub use read::{Found, read, read_documents};
pub use row::{Body, Row};
