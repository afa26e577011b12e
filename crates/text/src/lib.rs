//! The plain data that the stages of Dateline hand to each other.
//!
//! This crate knows no file, no thread and no model. Every [`Span`] inside the program is a half-open range of
//! **bytes** of [`Document::text`], so that slicing costs nothing; records that leave the program carry code points
//! (see [`CodePoints`]).

mod analysis;
mod document;
mod entity;
mod event;
mod frame;
mod label;
mod reject;
mod skip;
mod span;
mod time;
mod token;
mod value;

pub use analysis::Analysis;
pub use document::{Article, Document, Furniture, FurnitureReason};
pub use entity::{Entity, EntityKind};
pub use event::{ActorKind, Argument, Event, Mention};
pub use frame::{Filler, FillerSource, Frame};
pub use label::{EventType, Role, Status, Subtype, UnknownLabel};
pub use reject::{Reject, Stage};
pub use skip::{Skip, Unread};
pub use span::{CodePoints, Span};
pub use time::{Time, TimeKind};
pub use token::{Sentence, Token, Upos};
pub use value::{Bound, Value, ValueKind};
