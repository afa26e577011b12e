//! Any bytes: the inputs saved from fuzzing are replayed, and work grows no faster than the text.

use std::time::{Duration, Instant};

use dateline_text::{Document, Sentence, Span, Token};

#[path = "../fuzz/check.rs"]
mod check;

#[test]
fn saved_inputs_are_read() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/corpus/find");
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(files.len() >= 10, "the saved inputs lie in {folder}");
    for file in files {
        let data = std::fs::read(&file).unwrap();
        // Every input under every reference date, with and without words.
        for head in 0..8 {
            let text = data.get(1..).unwrap_or_default();
            check::check(&[&[head], text].concat());
        }
    }
}

/// Rows that could be read again and again: context, numbers, marks and words that begin many patterns.
const ROWS: [&str; 16] = [
    "the day after ",
    "the day before the ",
    "1",
    "1,000",
    "1.",
    "-",
    "- 1 ",
    "May ",
    "Monday, ",
    "a.",
    "one hundred and ",
    "the first quarter of ",
    "between 5 and ",
    "2010-",
    "will be expected to ",
    "'",
];

/// The time that the quickest of some runs takes over `bytes` bytes of `row`, written out as one sentence.
fn quickest(row: &str, bytes: usize) -> Duration {
    let document = Document::plain("row", row.repeat(bytes.div_ceil(row.len())));
    let mut end = 0;
    let words = document.text.split_inclusive(' ').map(|word| {
        let start = end;
        end += word.len();
        Token::bare(Span::new(start, start + word.trim_end().len().max(1)))
    });
    let tokens: Vec<_> = words.collect();
    let sentence = Sentence { span: Span::new(0, document.text.len()), tokens: 0..tokens.len(), article: 0 };
    let run = |_| {
        let begun = Instant::now();
        dateline_temporal::find(&document, std::slice::from_ref(&sentence), &tokens);
        begun.elapsed()
    };
    (0..3).map(run).min().unwrap_or_default()
}

#[test]
fn work_grows_with_the_text_and_no_faster() {
    for row in ROWS {
        let (small, large) = (quickest(row, 4_000), quickest(row, 32_000));
        // Eight times the text; a quadratic reading takes 64 times as long.
        let allowed = small * 24 + Duration::from_millis(50);
        assert!(large < allowed, "{row:?}: {small:?} for 4 KB, {large:?} for 32 KB");
    }
}
