//! Rules that turn a document's grammar into event frames.
//!
//! The rules are data: `events/*.toml` hold one family each, `lists/*.toml` the word lists, `status/*.toml` the words
//! that plan, doubt and deny, `roles.toml` what fills which role. This crate knows no file at run time and no thread.
//!
//! Sentences whose words carry no grammar are read by their surface (`surface.toml`), and what they tell is less sure.

mod clause;
mod compile;
mod effects;
mod error;
mod filler;
mod kind;
mod lists;
mod matcher;
mod path;
mod phrase;
mod pronoun;
mod repair;
mod roles;
mod rules;
mod senses;
mod status;
mod surface;
mod tree;
mod walk;

pub use error::{Error, ErrorKind};
pub use rules::{Rules, Sources};
