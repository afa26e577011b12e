//! The worst errors, kind by kind, each with the text around it.

use std::{collections::BTreeMap, fmt};

use dateline_eval::{Excerpt, Kind, Mistake, Place, Report, What};
use dateline_text::Role;

use crate::terminal::harmless;

/// How far the lines below an error's head stand in.
const MARGIN: &str = "      ";

pub(super) fn list(report: &Report, most: usize, width: usize) -> String {
    let shown = report.worst(most);
    if shown.is_empty() {
        return String::new();
    }
    let mut list = match report.errors.len() {
        all if all == shown.len() => format!("All {all} errors, the worst of each kind first\n"),
        all => format!("{} of {all} errors, the worst of each kind; --worst {all} shows all\n", shown.len()),
    };
    for kind in Kind::ALL {
        list += &section(kind, report, &shown, width);
    }
    list
}

/// The errors of a kind that are `shown`; nothing where there are none.
fn section(kind: Kind, report: &Report, shown: &[&Mistake], width: usize) -> String {
    let is_of_kind = |error: &&Mistake| error.what.kind() == kind;
    let entries: Vec<_> = shown.iter().copied().filter(is_of_kind).map(|error| entry(error, width)).collect();
    let all = report.errors.iter().filter(is_of_kind).count();
    match entries.len() {
        0 => String::new(),
        count => format!("\n{}: {count} of {all}\n{}", heading(kind), entries.concat()),
    }
}

fn heading(kind: Kind) -> &'static str {
    match kind {
        Kind::Missed => "Missed events",
        Kind::False => "False events",
        Kind::Fillers => "Missing and wrong fillers",
        Kind::Status => "Wrong status",
        Kind::Subtype => "Wrong subtype",
        _ => "Other errors",
    }
}

/// Place and event, the text there, and what is wrong.
fn entry(error: &Mistake, width: usize) -> String {
    let subtype = error.subtype.map(|subtype| format!("/{subtype}")).unwrap_or_default();
    let status = error.status.map(|status| format!(" {status}")).unwrap_or_default();
    let words = error.words.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>().join(", ");
    let head = format!("{}  {}{subtype}{status} {words}", place(&error.document, error.place), error.event_type);
    let mut entry = format!("  {}\n", one_line(&head));
    if let Some(excerpt) = &error.excerpt {
        entry += &wrapped(&marked(excerpt), width);
    }
    for line in details(&error.what) {
        entry += &wrapped(&line, width);
    }
    entry
}

/// `story.txt:12:34`, or without the text `story.txt, character 567`.
fn place(document: &str, place: Place) -> String {
    match (place.line, place.column) {
        (Some(line), Some(column)) => format!("{document}:{line}:{column}"),
        _ => format!("{document}, character {}", place.start),
    }
}

fn marked(excerpt: &Excerpt) -> String {
    format!("{}[{}]{}", excerpt.before, excerpt.text, excerpt.after)
}

fn details(what: &What) -> Vec<String> {
    match what {
        What::Missed { roles } => fillers(roles),
        What::False { roles, confidence, rule, again } => {
            let confidence = confidence.map(|confidence| format!("confidence {confidence:.2}"));
            let again = again.then(|| "told already by another event".to_owned());
            let by: Vec<_> = again.into_iter().chain(confidence).chain(by(rule.as_deref())).collect();
            [by.join(", ")].into_iter().filter(|by| !by.is_empty()).chain(fillers(roles)).collect()
        }
        What::Fillers { role, missing, wrong } => {
            let said = |verb: &str, fillers: &[String]| format!("{role} {verb}: {}", fillers.join("; "));
            let lists = [("missing", missing), ("wrong", wrong)].into_iter().filter(|(_, fillers)| !fillers.is_empty());
            lists.map(|(verb, fillers)| said(verb, fillers)).collect()
        }
        What::Status { said, rule } => instead(*said, rule.as_deref()),
        What::Subtype { said, rule } => instead(*said, rule.as_deref()),
        _ => vec![],
    }
}

fn fillers(roles: &BTreeMap<Role, Vec<String>>) -> Vec<String> {
    roles.iter().map(|(role, fillers)| format!("{role}: {}", fillers.join("; "))).collect()
}

fn by(rule: Option<&str>) -> Option<String> {
    rule.map(|rule| format!("rule {rule}"))
}

fn instead(said: Option<impl fmt::Display>, rule: Option<&str>) -> Vec<String> {
    let said = said.map_or("nothing was said".to_owned(), |said| format!("said {said}"));
    vec![[said].into_iter().chain(by(rule)).collect::<Vec<_>>().join(", ")]
}

fn wrapped(text: &str, width: usize) -> String {
    let options = textwrap::Options::new(width).initial_indent(MARGIN).subsequent_indent(MARGIN);
    textwrap::fill(&one_line(text), options) + "\n"
}

/// Names of documents and words may hold anything.
fn one_line(text: &str) -> String {
    harmless(&text.replace(['\n', '\r', '\t'], " "))
}
