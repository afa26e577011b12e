//! The encoder gives what the training framework gives: entity scores within 1e-3 on 200 sentences.
//!
//! `scripts/train/reference.jsonl` is made by `scripts/train/reference.py` from the shipped weights.

use std::path::Path;

use dateline_tagger::Tagger;
use dateline_text::{Document, Sentence, Span, Token};
use serde::Deserialize;

const TOLERANCE: f32 = 1e-3;

#[derive(Deserialize)]
struct Reference {
    words: Vec<String>,
    logits: Vec<Vec<f32>>,
}

#[test]
fn entity_scores_agree_with_the_training_framework() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let tagger = Tagger::load(&root.join("models/news-minilm")).unwrap();
    let lines = std::fs::read_to_string(root.join("scripts/train/reference.jsonl")).unwrap();
    let mut largest = 0.0_f32;
    for line in lines.lines() {
        let reference: Reference = serde_json::from_str(line).unwrap();
        let (document, sentence, tokens) = sentence_of(&reference.words);
        let scores = tagger.entity_scores(&document, &[sentence], &tokens).unwrap();
        assert_eq!(scores.nrows(), reference.logits.len());
        for (ours, theirs) in scores.iter().zip(reference.logits.iter().flatten()) {
            largest = largest.max((ours - theirs).abs());
        }
    }
    assert_eq!(lines.lines().count(), 200);
    assert!(largest < TOLERANCE, "the largest difference is {largest}");
}

fn sentence_of(words: &[String]) -> (Document, Sentence, Vec<Token>) {
    let document = Document::plain("reference", words.join(" "));
    let mut start = 0;
    let tokens: Vec<Token> = words
        .iter()
        .map(|word| {
            let span = Span::new(start, start + word.len());
            start = span.end + 1;
            Token::bare(span)
        })
        .collect();
    let sentence = Sentence { span: Span::new(0, document.text.len()), tokens: 0..tokens.len(), article: 0 };
    (document, sentence, tokens)
}
