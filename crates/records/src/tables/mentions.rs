//! `mentions`: the words that tell an event.

use super::column::columns;
use crate::{EventRow, MentionRow};

/// A mention with its event.
pub(crate) struct Mention<'a> {
    pub(crate) event: &'a EventRow,
    pub(crate) position: usize,
    pub(crate) row: &'a MentionRow,
}

columns! {
    mention: Mention<'_> {
        /// The event.
        "event_id": Text = &mention.event.event_id,
        /// Which of the event's mentions it is, from 0, in the order of the text.
        "position": Integer = mention.position,
        /// First code point of the word.
        "start": Integer = mention.row.start,
        /// One past its last code point.
        "end": Integer = mention.row.end,
        /// The word.
        "text": Text = &mention.row.text,
        /// First code point of the sentence around it.
        "sentence_start": Integer = mention.row.sentence.start,
        /// One past the sentence's last code point.
        "sentence_end": Integer = mention.row.sentence.end,
        /// The sentence.
        "sentence": Text = &mention.row.sentence.text,
    }
}
