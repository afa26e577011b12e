//! From text to words, and from words to the model's pieces: bytes, and words as items.
//!
//! Reads the sample stories. Words must cover every visible character that is no furniture, once and in order; pieces
//! must lie in their words and leave none out. `cargo bench -p dateline-benches --bench tokenize`.

use dateline_benches::seeds;
use dateline_text::{Document, Span};
use dateline_tokenize::{Piece, Pieces, tokenize};
use divan::{
    Bencher,
    counter::{BytesCount, ItemsCount},
};

fn main() {
    divan::main();
}

#[divan::bench]
fn words(bencher: Bencher<'_, '_>) {
    let stories = seeds::documents().expect("the sample stories");
    let words: usize = stories.iter().map(checked).map(|words| words.len()).sum();
    let bytes: usize = stories.iter().map(|story| story.text.len()).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .counter(ItemsCount::new(words))
        .bench_local(|| stories.iter().map(|story| tokenize(divan::black_box(story)).1.len()).sum::<usize>());
}

#[divan::bench]
fn pieces(bencher: Bencher<'_, '_>) {
    let stories = seeds::documents().expect("the sample stories");
    let tokenizer = Pieces::load(&seeds::model().join("tokenizer.json")).expect("the shipped model");
    let sentences: Vec<Vec<&str>> = stories.iter().flat_map(sentences).collect();
    for sentence in &sentences {
        check_pieces(sentence, &tokenizer.encode(sentence).expect("words of news"));
    }
    let words: usize = sentences.iter().map(Vec::len).sum();
    let bytes: usize = sentences.iter().flatten().map(|word| word.len()).sum();
    let encode = |sentence: &Vec<&str>| tokenizer.encode(divan::black_box(sentence)).map_or(0, |pieces| pieces.len());
    bencher
        .counter(BytesCount::new(bytes))
        .counter(ItemsCount::new(words))
        .bench_local(|| sentences.iter().map(encode).sum::<usize>());
}

/// The words of each sentence.
fn sentences(story: &Document) -> Vec<Vec<&str>> {
    let (sentences, tokens) = tokenize(story);
    let words = |tokens: &[dateline_text::Token]| tokens.iter().map(|token| story.slice(token.span)).collect();
    sentences.into_iter().map(|sentence| words(&tokens[sentence.tokens])).collect()
}

/// The words of a story: in order, without blanks, and nothing visible between them but furniture.
fn checked(story: &Document) -> Vec<Span> {
    let words: Vec<Span> = tokenize(story).1.iter().map(|token| token.span).collect();
    let mut end = 0;
    for word in words.iter().copied().chain([Span::new(story.text.len(), story.text.len())]) {
        let between = Span::new(end, word.start);
        let is_blank = |text: &str| text.chars().all(|c| c.is_whitespace() || c == '\u{200b}');
        let furniture = story.furniture.iter().any(|furniture| furniture.span.overlaps(between));
        assert!(furniture || is_blank(story.slice(between)), "{}: {:?} is no word", story.id, story.slice(between));
        assert!(!story.slice(word).contains(' '), "{}: a blank in {:?}", story.id, story.slice(word));
        end = word.end;
    }
    words
}

fn check_pieces(words: &[&str], pieces: &[Piece]) {
    let mut next = 0;
    for piece in pieces {
        assert!(piece.word == next || piece.word + 1 == next, "word {next} has no piece");
        next = piece.word + 1;
        let word = words[piece.word];
        assert!(!piece.span.of(word).is_empty(), "an empty piece of {word}");
    }
    assert_eq!(next, words.len(), "all words have pieces");
}
