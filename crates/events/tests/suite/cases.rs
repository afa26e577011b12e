//! Runs every case of the files in `cases/`: what names are called, who fills which role, which tellings are one event.

use dateline_text::{Analysis, Argument, Event};
use serde::Deserialize;

use crate::support::{self, Case, Expected};

#[derive(Deserialize)]
struct File {
    case: Vec<Case>,
}

#[test]
fn every_case_holds() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut failures = Vec::new();
    for path in paths {
        let file: File = toml::from_str(&std::fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for case in &file.case {
            let name = path.file_name().unwrap().to_string_lossy();
            failures.extend(check(case).into_iter().map(|fault| format!("{name}: {}: {fault}", case.about)));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// What does not hold.
fn check(case: &Case) -> Vec<String> {
    let mut analysis = case.analysis();
    let frames = case.frames(&mut analysis);
    dateline_events::name_entities(&mut analysis);
    let mut faults = check_names(case, &analysis);
    let events = dateline_events::events(&analysis, frames);
    let found: Vec<String> = events.iter().map(|event| show(&analysis, event)).collect();
    if found.len() != case.events.len() {
        faults.push(format!("{} events for {}: {found:#?}", found.len(), case.events.len()));
        return faults;
    }
    for (event, expected) in events.iter().zip(&case.events) {
        if let Some(fault) = differs(&analysis, event, expected) {
            faults.push(format!("{fault} in {}", show(&analysis, event)));
        }
    }
    faults
}

fn check_names(case: &Case, analysis: &Analysis) -> Vec<String> {
    let mut faults = Vec::new();
    for (wanted, name) in &case.names {
        let span = support::find(analysis, wanted);
        let found =
            analysis.entities.iter().find(|entity| entity.span == span).and_then(|entity| entity.name.as_deref());
        if found != Some(name) {
            faults.push(format!("{wanted} is called {found:?}, not {name:?}"));
        }
    }
    faults
}

fn differs(analysis: &Analysis, event: &Event, expected: &Expected) -> Option<String> {
    let mentions: Vec<&str> = event.mentions.iter().map(|mention| analysis.document.slice(mention.span)).collect();
    if event.subtype != expected.subtype || event.status != expected.status || mentions != expected.mentions {
        return Some(format!("expected {} {} {:?}", expected.subtype, expected.status, expected.mentions));
    }
    let roles: std::collections::BTreeSet<_> =
        event.arguments.iter().map(|argument| argument.role).chain(expected.roles.keys().copied()).collect();
    roles.into_iter().find_map(|role| {
        let found: Vec<String> = event
            .arguments
            .iter()
            .filter(|argument| argument.role == role)
            .map(|argument| describe(analysis, argument))
            .collect();
        let wanted = expected.roles.get(&role).map(Vec::as_slice).unwrap_or_default();
        let same =
            found.len() == wanted.len() && found.iter().zip(wanted).all(|(found, wanted)| found.starts_with(wanted));
        (!same).then(|| format!("{role}: expected {wanted:?}, found {found:?}"))
    })
}

/// `words = name | kind | country | title`.
fn describe(analysis: &Analysis, argument: &Argument) -> String {
    let words = analysis.document.slice(argument.span);
    let amount =
        argument.value.as_ref().map(|value| format!("{} {}", value.amount, value.currency.as_deref().unwrap_or("")));
    let meaning = argument.name.clone().or(argument.time.as_ref().map(|time| time.value.clone())).or(amount);
    format!(
        "{words} = {} | {} | {} | {}",
        meaning.as_deref().unwrap_or("-"),
        argument.kind.map_or("-", dateline_text::ActorKind::as_str),
        argument.country.as_deref().unwrap_or("-"),
        argument.title.as_deref().unwrap_or("-"),
    )
}

fn show(analysis: &Analysis, event: &Event) -> String {
    let mentions: Vec<&str> = event.mentions.iter().map(|mention| analysis.document.slice(mention.span)).collect();
    let arguments: Vec<String> =
        event.arguments.iter().map(|argument| format!("{}: {}", argument.role, describe(analysis, argument))).collect();
    format!("{} {} {mentions:?} {arguments:#?}", event.subtype, event.status)
}
