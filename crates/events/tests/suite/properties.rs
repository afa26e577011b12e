//! What holds for every text: spans lie on characters inside the document, and a rerun gives the same.

use dateline_text::{Analysis, Filler, FillerSource, Frame, Role, Status, Subtype};
use proptest::prelude::*;

use crate::support;

/// Words that names, descriptions, pronouns and odd characters are made of.
const WORDS: &[&str] = &[
    "Putin",
    "Badawi",
    "Moscow",
    "Malaysia",
    "Russian",
    "the",
    "company",
    "leaders",
    "both",
    "sides",
    "it",
    "he",
    "they",
    "met",
    "signed",
    "deal",
    "meeting",
    "and",
    "of",
    "'s",
    "“Bank”",
    "É",
    "👩‍🚀",
    "president",
    "minister",
    ",",
    ".",
    "(",
    ")",
    "Acme",
    "Corp",
    "countries",
];

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS), 1..60).prop_map(|words| words.join(" "))
}

/// An analysis of the text with names here and there, and a frame at every third word.
fn build(text: &str, picks: &[usize]) -> (Analysis, Vec<Frame>) {
    let names = ["Putin", "Badawi", "Moscow", "Malaysia", "Acme"].map(str::to_owned).to_vec();
    let case = support::Case {
        people: names[..2].to_vec(),
        places: names[2..4].to_vec(),
        bodies: names[4..].to_vec(),
        ..support::Case::of(text)
    };
    let analysis = case.analysis();
    let count = analysis.tokens.len();
    let frames = picks.chunks(3).filter(|_| count > 0).map(|pick| frame(&analysis, pick, count)).collect();
    (analysis, frames)
}

fn frame(analysis: &Analysis, pick: &[usize], count: usize) -> Frame {
    let trigger = pick[0] % count;
    let roles = [Role::Participant, Role::Place, Role::Topic];
    let fillers = pick[1..].iter().zip(roles).map(|(&at, role)| {
        let start = at % count;
        let end = (start + 1 + at % 3).min(count);
        let span = analysis.cover(start..end).expect("the words are there");
        Filler { role, span, head: end - 1, source: FillerSource::Phrase }
    });
    Frame {
        rule: "test/talks".to_owned(),
        subtype: Subtype::Talks,
        status: Status::Occurred,
        code: None,
        confidence: 0.8,
        triggers: vec![trigger],
        sentence: analysis.sentence_of(trigger),
        fillers: fillers.collect(),
    }
}

proptest! {
    #[test]
    fn spans_slice_and_reruns_agree(text in texts(), picks in prop::collection::vec(0..1000_usize, 0..30)) {
        let (mut analysis, frames) = build(&text, &picks);
        dateline_events::name_entities(&mut analysis);
        let events = dateline_events::events(&analysis, frames.clone());
        for event in &events {
            prop_assert!(!event.mentions.is_empty() && !event.arguments.is_empty());
            prop_assert!((0.0..=1.0).contains(&event.confidence));
            for span in event.arguments.iter().map(|argument| argument.span).chain(event.mentions.iter().map(|mention| mention.span)) {
                prop_assert!(!span.is_empty());
                prop_assert!(analysis.document.text.get(span.start..span.end).is_some());
            }
            prop_assert!(event.arguments.is_sorted_by_key(|argument| (argument.role, argument.span)));
        }
        let mut ids: Vec<&str> = events.iter().map(|event| event.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), events.len());
        let named = analysis.clone();
        dateline_events::name_entities(&mut analysis);
        prop_assert_eq!(&named, &analysis);
        prop_assert_eq!(&events, &dateline_events::events(&analysis, frames));
    }
}
