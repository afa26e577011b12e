//! What a user should know before believing the figures.

use dateline_eval::{Coverage, Misplaced};

/// How many names are said; the rest is counted.
const FEW: usize = 5;

pub(crate) fn notes(coverage: &Coverage) -> Vec<String> {
    let Coverage { not_read, without_gold, ambiguous, misplaced, .. } = coverage;
    let mut notes = vec![];
    if !not_read.is_empty() {
        notes.push(format!("not read, so not counted: {} of gold ({})", documents(not_read.len()), few(not_read)));
    }
    if !without_gold.is_empty() {
        notes.push(format!("without gold, so not counted: {} ({})", documents(without_gold.len()), few(without_gold)));
    }
    if !ambiguous.is_empty() {
        notes.push(format!("several documents have one name, their events are scored together: {}", few(ambiguous)));
    }
    notes.extend(misplaced.first().map(|first| misplaced_note(first, misplaced.len())));
    notes
}

/// Documents of gold that count as read although a file of events does not name them.
pub(crate) fn silent(names: &[String]) -> Option<String> {
    let note = || format!("without events, counted as read: {} of gold ({})", documents(names.len()), few(names));
    (!names.is_empty()).then(note)
}

fn misplaced_note(first: &Misplaced, count: usize) -> String {
    let Misplaced { document, start, end, gold, text } = first;
    let text = text.as_ref().map_or("beyond the end of the text".to_owned(), |text| format!("{text:?} in the text"));
    let places = if count == 1 { "place" } else { "places" };
    format!("gold does not fit the text in {count} {places}; {document} {start}..{end} is {gold:?} in gold, {text}")
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
            "not read, so not counted: 7 documents of gold (1.txt, 2.txt, 3.txt, 4.txt, 5.txt and 2 more)",
            "without gold, so not counted: 1 document (b.txt)",
        ];
        assert_eq!(notes, expected);
    }

    #[test]
    fn gold_that_does_not_fit_is_shown_once() {
        let wrong = |text: Option<&str>| Misplaced {
            document: "a.txt".to_owned(),
            start: 3,
            end: 6,
            gold: "met".to_owned(),
            text: text.map(str::to_owned),
        };
        let note = |misplaced: Vec<_>| notes(&Coverage { misplaced, ..Coverage::default() }).concat();
        let many = note(vec![wrong(Some("e m")), wrong(None)]);
        assert_eq!(many, "gold does not fit the text in 2 places; a.txt 3..6 is \"met\" in gold, \"e m\" in the text");
        assert!(
            note(vec![wrong(None)]).ends_with("in 1 place; a.txt 3..6 is \"met\" in gold, beyond the end of the text")
        );
    }
}
