//! What looks how. Only the terminal's own sixteen colours are used, so that its theme decides.

use anstyle::{AnsiColor, Style};
use dateline_text::{EntityKind, EventType, Status};

use super::{Look, ink::Ink};

/// Running text.
pub(super) const PLAIN: Style = Style::new();
/// Names of documents, section heads.
pub(super) const HEADING: Style = Style::new().bold();
/// What helps but is not the matter: numbers, reasons, page furniture.
pub(super) const FAINT: Style = Style::new().dimmed();
/// A word that tells an event.
pub(super) const TRIGGER: Style = Style::new().bold().invert();
/// The number of the event that a word tells, and in the list of events.
pub(super) const NUMBER: Style = Style::new().bold();
/// A time expression.
pub(super) const TIME: Style = AnsiColor::Yellow.on_default();
/// An amount.
pub(super) const VALUE: Style = AnsiColor::Red.on_default();

/// A name.
pub(super) fn entity(kind: EntityKind) -> Style {
    match kind {
        EntityKind::Person => AnsiColor::Green.on_default(),
        EntityKind::Organisation => AnsiColor::Blue.on_default().bold(),
        EntityKind::Location => AnsiColor::Cyan.on_default(),
        EntityKind::Misc => AnsiColor::Magenta.on_default(),
    }
}

/// An event's type in the list.
pub(super) fn event(family: EventType) -> Style {
    match family {
        EventType::Meet => AnsiColor::Green.on_default().bold(),
        EventType::Deal => AnsiColor::Blue.on_default().bold(),
        EventType::Figure => AnsiColor::Magenta.on_default().bold(),
    }
}

/// An event's status in the list.
pub(super) fn status(status: Status) -> Style {
    match status {
        Status::Occurred => PLAIN,
        Status::Planned => AnsiColor::Cyan.on_default(),
        Status::Possible => AnsiColor::Yellow.on_default(),
        Status::Negated => AnsiColor::Red.on_default().strikethrough(),
    }
}

/// What the colours mean, in their colours.
pub(super) fn legend(look: Look) -> Ink {
    let mut legend = Ink::new(look);
    for kind in EntityKind::ALL {
        legend.put(kind.as_str(), entity(kind));
        legend.put("  ", PLAIN);
    }
    for (name, style) in [("time", TIME), ("value", VALUE), ("tells an event", TRIGGER)] {
        legend.put(name, style);
        legend.put("  ", PLAIN);
    }
    legend
}
