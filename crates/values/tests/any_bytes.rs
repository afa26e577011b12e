//! Any bytes: the inputs saved from fuzzing are replayed, and work grows no faster than the text.

use std::time::{Duration, Instant};

use dateline_text::{Document, Sentence, Span};

#[path = "../fuzz/check.rs"]
mod check;

#[test]
fn saved_inputs_are_read() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/corpus/find");
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(files.len() >= 10, "the saved inputs lie in {folder}");
    for file in files {
        let data = std::fs::read(&file).unwrap();
        // Every input with and without words, and under several grammars.
        for head in [0, 1, 2, 6, 10, 254] {
            let text = data.get(1..).unwrap_or_default();
            check::check(&[&[head], text].concat());
        }
    }
}

/// Rows that could be read again and again: number words, joints of ranges, bounds, signs, and words behind numbers.
const ROWS: [&str; 24] = [
    "one ",
    "one hundred and ",
    "half a ",
    "a ",
    "1",
    "1,",
    "1.1/",
    "1-",
    "-",
    "- 1 ",
    "$",
    "$5 to ",
    "5 crore ",
    "million ",
    "5 dollars and ",
    "1 1/2 ",
    "between 1 and ",
    "more than a further ",
    "5 big new ",
    "5 sales ",
    "5-x-",
    "U.",
    "francs in Paris 5 ",
    "double ",
];

/// The time that the quickest of some runs takes over `bytes` bytes of `row`, written out as one sentence.
fn quickest(row: &str, bytes: usize) -> Duration {
    let document = Document::plain("row", row.repeat(bytes.div_ceil(row.len())));
    let sentence = Sentence { span: Span::new(0, document.text.len()), tokens: 0..0, article: 0 };
    let run = |_| {
        let begun = Instant::now();
        dateline_values::find(&document, std::slice::from_ref(&sentence), &[]);
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

/// The same at the sizes of long documents: ten times the text in less than twenty times the time, on a shared machine.
#[test]
#[ignore = "slow unless optimised: cargo test --release -p dateline-values --test any_bytes -- --ignored"]
fn time_per_byte_is_the_same_at_a_megabyte() {
    for row in ROWS {
        let (small, large) = (quickest(row, 100_000), quickest(row, 1_000_000));
        let allowed = small * 20 + Duration::from_millis(2);
        assert!(large < allowed, "{row:?}: {small:?} for 100 KB, {large:?} for 1 MB");
    }
}
