//! The list of events below the story.

use anstyle::Style;
use dateline_text::{Analysis, Argument, Event, Role};

use super::{
    Look,
    ink::Ink,
    marks::{time_label, value_label},
    palette,
};

/// All events, with who and what in which role.
pub(super) fn list(analysis: &Analysis, events: &[Event], look: Look) -> String {
    let list = List { analysis, look };
    let mut page = String::from("\n");
    page += &list.line("", if events.is_empty() { "No events" } else { "Events" }, palette::HEADING);
    for (index, event) in events.iter().enumerate() {
        page.push('\n');
        page += &list.event(index + 1, event);
    }
    page
}

/// Where the roles' names stand, and where their fillers.
const MARGIN: usize = 6;
const ROLES: usize = 12;

struct List<'a> {
    analysis: &'a Analysis,
    look: Look,
}

impl List<'_> {
    fn line(&self, label: &str, text: &str, style: Style) -> String {
        let mut ink = Ink::new(self.look);
        ink.put(text, style);
        ink.lines_after(label, palette::FAINT)
    }

    fn event(&self, number: usize, event: &Event) -> String {
        let mut head = Ink::new(self.look);
        let family = event.subtype.event_type();
        head.put(&format!("{family}/{}", event.subtype), palette::event(family));
        head.put(" ", palette::PLAIN);
        head.put(event.status.as_str(), palette::status(event.status));
        head.put(&format!(" {:.2}", event.confidence), palette::PLAIN);
        head.put(&format!(" · {}", event.rule), palette::FAINT);
        let mut lines = head.lines_after(&format!("{:>5} ", format!("#{number}")), palette::NUMBER);
        lines += &self.line(&" ".repeat(MARGIN), &self.tellings(event), palette::FAINT);
        let mut before = None;
        for argument in &event.arguments {
            let role = Some(argument.role).filter(|&role| before != Some(role));
            lines += &self.argument(role, argument);
            before = Some(argument.role);
        }
        lines
    }

    /// `discussed in 2, talks in 5 and 9`
    fn tellings(&self, event: &Event) -> String {
        let telling = |mention: &dateline_text::Mention| {
            let sentence = self.analysis.sentences.partition_point(|sentence| sentence.span.end <= mention.span.start);
            format!("“{}” in {}", self.analysis.document.slice(mention.span), sentence + 1)
        };
        event.mentions.iter().map(telling).collect::<Vec<_>>().join(", ")
    }

    /// A filler; the role's name stands before the first of each role.
    fn argument(&self, role: Option<Role>, argument: &Argument) -> String {
        let words = self.analysis.document.slice(argument.span);
        let meant = meaning(argument);
        let mut ink = Ink::new(self.look);
        ink.put(meant.as_deref().unwrap_or(words), palette::PLAIN);
        let known = [
            argument.title.as_deref(),
            argument.kind.map(dateline_text::ActorKind::as_str),
            argument.country.as_deref(),
        ];
        let known: Vec<_> = known.into_iter().flatten().collect();
        if !known.is_empty() {
            ink.put(&format!(" ({})", known.join(", ")), palette::FAINT);
        }
        if meant.is_some_and(|meant| meant != words) {
            ink.put(&format!(" “{words}”"), palette::FAINT);
        }
        let role = role.map_or("", Role::as_str);
        ink.lines_after(&format!("{:MARGIN$}{role:<ROLES$} ", ""), palette::FAINT)
    }
}

/// What a filler means, where that is more than its words.
fn meaning(argument: &Argument) -> Option<String> {
    let time = argument.time.as_ref().map(time_label);
    let value = || argument.value.as_ref().map(value_label);
    time.or_else(value).or_else(|| argument.name.clone())
}
