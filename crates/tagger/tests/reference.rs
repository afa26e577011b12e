//! Every backend of the build gives what the training framework gives: entity scores within 1e-3 on 200 sentences.
//!
//! `--features dateline-encoder/onnx` and `dateline-encoder/rust-bert` add theirs.
//! `scripts/train/reference.jsonl` is made by `scripts/train/reference.py` from the shipped weights.

use std::path::Path;

use dateline_encoder::{Backend, Precision};
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
    let model = root.join("models/news-minilm");
    let lines = std::fs::read_to_string(root.join("scripts/train/reference.jsonl")).unwrap();
    let references: Vec<Reference> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(references.len(), 200);
    for backend in Backend::available() {
        let encoder = dateline_encoder::open(backend, Precision::F32, &model).unwrap();
        let tagger = Tagger::load_with(&model, encoder).unwrap();
        let largest = references.iter().map(|reference| difference(&tagger, reference)).fold(0.0, f32::max);
        assert!(largest < TOLERANCE, "{backend}: the largest difference is {largest}");
    }
}

/// The largest between the scores of `tagger` and the reference.
fn difference(tagger: &Tagger, reference: &Reference) -> f32 {
    let (document, sentence, tokens) = sentence_of(&reference.words);
    let scores = tagger.entity_scores(&document, &[sentence], &tokens).expect("the words have scores");
    assert_eq!(scores.nrows(), reference.logits.len());
    let pairs = scores.iter().zip(reference.logits.iter().flatten());
    pairs.map(|(ours, theirs)| (ours - theirs).abs()).fold(0.0, f32::max)
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
