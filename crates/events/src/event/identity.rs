//! Ids that a rerun gives again.

use dateline_text::{Analysis, EventType, Span};

/// Hash of the document's id and text, the event's type and its first mention: 16 hexadecimal digits.
pub(super) fn id(analysis: &Analysis, kind: EventType, first: Span) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [analysis.document.id.as_bytes(), analysis.document.text.as_bytes(), kind.as_str().as_bytes()] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.update(&(first.start as u64).to_le_bytes());
    hasher.update(&(first.end as u64).to_le_bytes());
    hasher.finalize().to_hex()[..16].to_owned()
}
