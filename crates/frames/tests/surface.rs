//! What is found in sentences whose words carry no grammar: names, times and amounts are known, and nothing else.

mod common;

use std::{fs, path::Path};

use common::{analyse, examples, frames, tagger};
use dateline_frames::Rules;
use dateline_text::{Analysis, Document, Entity, EntityKind, Token};
use proptest::prelude::*;

/// The same document as if nobody had parsed it.
fn stripped(mut analysis: Analysis) -> Analysis {
    for token in &mut analysis.tokens {
        *token = Token::bare(token.span);
    }
    analysis
}

#[test]
fn every_example_is_read_from_the_surface() {
    let tagger = tagger();
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("surface.md")).expect("the file is there");
    let examples = examples(&text);
    let mut failures = Vec::new();
    for example in &examples {
        let found = frames(&stripped(analyse(&tagger, &example.input)));
        if found != example.expected {
            failures.push(format!("surface.md:{}: {}\n  found {found:#?}", example.line, example.input));
        }
    }
    assert!(examples.len() >= 12, "only {} examples", examples.len());
    assert!(failures.is_empty(), "{} of {} fail:\n{}", failures.len(), examples.len(), failures.join("\n"));
}

#[test]
fn what_is_guessed_is_less_sure() {
    let parsed = analyse(&tagger(), "Eon bought Acme Corp for $5 million on Monday.");
    let confidence = |analysis: &Analysis| Rules::builtin().frames(analysis).first().map(|frame| frame.confidence);
    let (told, guessed) = (confidence(&parsed), confidence(&stripped(parsed.clone())));
    assert!(guessed.is_some() && guessed < told, "{guessed:?} against {told:?}");
}

/// Words that begin, join and end phrases, and words that tell events.
const WORDS: &[&str] = &[
    "Eon",
    "Putin",
    "the",
    "to",
    "of",
    "and",
    ",",
    "-",
    "'s",
    "(",
    "was",
    "has",
    "be",
    "will",
    "not",
    "who",
    "that",
    "if",
    "its",
    "by",
    "bought",
    "buy",
    "meeting",
    "talks",
    "visited",
    "signed",
    "agreement",
    "said",
    "rose",
    "5",
    "%",
    "$",
    "Monday",
    "likely",
    "up",
    ".",
    "é",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Any words in any order are read, and read the same way twice.
    #[test]
    fn any_words_are_read(picks in prop::collection::vec(0..WORDS.len(), 0..60), named in prop::collection::vec(any::<u8>(), 60)) {
        let text = picks.iter().map(|&pick| WORDS[pick]).collect::<Vec<_>>().join(" ");
        let document = Document::plain("any", text);
        let (sentences, tokens) = dateline_tokenize::tokenize(&document);
        let kinds = EntityKind::ALL;
        let name = |(token, &dice): (&Token, &u8)| {
            let kind = *kinds.get(usize::from(dice))?;
            Some(Entity { span: token.span, kind, score: 1.0, name: None })
        };
        let entities = tokens.iter().zip(&named).filter_map(name).collect();
        let times = dateline_temporal::find(&document, &sentences, &tokens);
        let values = dateline_values::find(&document, &sentences, &tokens);
        let analysis = Analysis { document, sentences, tokens, entities, times, values };
        let found = Rules::builtin().frames(&analysis);
        prop_assert_eq!(&found, &Rules::builtin().frames(&analysis));
        for frame in &found {
            prop_assert!(frame.triggers.iter().all(|&trigger| trigger < analysis.tokens.len()));
        }
    }
}
