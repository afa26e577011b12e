//! Frames in one line, as examples write them: `meet/talks occurred [met] participant: Xi; place: Paris`.

use dateline_text::{Analysis, Frame};

/// Type and subtype, status, the triggers in brackets, then the fillers in the order of the roles and of the text.
pub fn describe(analysis: &Analysis, frame: &Frame) -> String {
    let triggers: Vec<&str> = frame.triggers.iter().map(|&token| analysis.word(token)).collect();
    let fillers =
        frame.fillers.iter().map(|filler| format!("{}: {}", filler.role, analysis.document.slice(filler.span)));
    let kind = format!("{}/{} {}", frame.subtype.event_type(), frame.subtype, frame.status);
    format!("{kind} [{}] {}", triggers.join(", "), fillers.collect::<Vec<_>>().join("; ")).trim_end().to_owned()
}
