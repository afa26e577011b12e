//! Any bytes: the inputs saved from fuzzing, and rows that a careless reader would read again and again.

use std::path::Path;

use dateline_text::{Document, Sentence, Span, Token};

/// Rows for the reader of times: context, numbers, marks and words that begin many patterns.
pub const TIMES: [&str; 16] = [
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

/// Rows for the reader of amounts: number words, joints of ranges, bounds, signs, and words behind numbers.
pub const AMOUNTS: [&str; 24] = [
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

/// `row` written out until it fills so many bytes and `zz`, as one sentence of which every word is known but its grammar:
/// what a row seems to go on with to the end turns out otherwise there.
#[must_use]
pub fn written_out(row: &str, bytes: usize) -> (Document, Vec<Sentence>, Vec<Token>) {
    let document = Document::plain("row", row.repeat(bytes.div_ceil(row.len())) + "zz");
    let mut end = 0;
    let words = document.text.split_inclusive(' ').map(|word| {
        let start = end;
        end += word.len();
        Token::bare(Span::new(start, start + word.trim_end().len().max(1)))
    });
    let tokens: Vec<_> = words.collect();
    let sentence = Sentence { span: Span::new(0, document.text.len()), tokens: 0..tokens.len(), article: 0 };
    (document, vec![sentence], tokens)
}

/// Calls `check` with every input that is saved in `folder`, once for each of `heads`, which takes the place of its
/// first byte: that byte says how the rest is read.
///
/// # Panics
/// If the folder has fewer than ten inputs, or one cannot be read: this is for tests.
pub fn replay(folder: &str, heads: &[u8], check: impl Fn(&[u8])) {
    let files: Vec<_> = std::fs::read_dir(Path::new(folder)).expect("the folder of inputs is there").collect();
    assert!(files.len() >= 10, "the saved inputs lie in {folder}");
    for file in files {
        let data = std::fs::read(file.expect("the folder is read").path()).expect("an input is read");
        for &head in heads {
            check(&[&[head], data.get(1..).unwrap_or_default()].concat());
        }
    }
}
