//! What a user should know before believing the figures.

use std::fmt::Write;

use dateline_eval::{Coverage, Misplaced};

/// How many names are said; the rest is counted.
const FEW: usize = 5;

pub(crate) fn notes(coverage: &Coverage) -> Vec<String> {
    let Coverage { not_read, without_gold, ambiguous, misplaced, .. } = coverage;
    let mut notes = vec![];
    if !not_read.is_empty() {
        notes.push(format!("not read, counts neither way: {} of gold: {}", documents(not_read.len()), few(not_read)));
    }
    if !without_gold.is_empty() {
        let names = few(without_gold);
        notes.push(format!("no gold, counts neither way: {} that were read: {names}", documents(without_gold.len())));
    }
    if !ambiguous.is_empty() {
        notes.push(format!("several documents have one name, their events are scored together: {}", few(ambiguous)));
    }
    notes.extend(misplaced.first().map(|first| misplaced_note(first, misplaced.len())));
    notes
}

fn misplaced_note(first: &Misplaced, count: usize) -> String {
    let Misplaced { document, start, end, gold, text } = first;
    let mut note = format!("gold does not fit the text in {count} places, the first: {document} {start}..{end}: ");
    let _ = match text {
        Some(text) => write!(note, "gold says {gold:?}, the text {text:?}"),
        None => write!(note, "gold says {gold:?}, the text ends before"),
    };
    note
}

fn documents(count: usize) -> String {
    format!("{count} document{}", if count == 1 { "" } else { "s" })
}

fn few(names: &[String]) -> String {
    let said = names.iter().take(FEW).map(String::as_str).collect::<Vec<_>>().join(", ");
    if names.len() > FEW { format!("{said} and {} more", names.len() - FEW) } else { said }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_said_as_long_as_they_are_few() {
        let not_read: Vec<_> = (1..=7).map(|number| format!("{number}.txt")).collect();
        let without_gold = vec!["b.txt".to_owned()];
        let notes = notes(&Coverage { not_read, without_gold, ..Coverage::default() });
        let expected = [
            "not read, counts neither way: 7 documents of gold: 1.txt, 2.txt, 3.txt, 4.txt, 5.txt and 2 more",
            "no gold, counts neither way: 1 document that were read: b.txt",
        ];
        assert_eq!(notes, expected);
    }
}
