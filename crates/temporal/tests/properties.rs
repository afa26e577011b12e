//! What holds of any text: no panic, spans on character boundaries, in order, not overlapping.

use dateline_text::{Document, Span};
use proptest::prelude::*;

/// Words that the grammar knows, so that random texts reach its depths.
const WORDS: [&str; 64] = [
    "the",
    "of",
    "in",
    "on",
    "last",
    "next",
    "this",
    "May",
    "March",
    "Feb.",
    "30",
    "31",
    "2012",
    "1999",
    "'",
    "s",
    "-",
    "–",
    "/",
    ".",
    ":",
    ",",
    "year",
    "years",
    "week",
    "quarter",
    "first",
    "third",
    "second",
    "a",
    "and",
    "half",
    "million",
    "two",
    "twenty",
    "nineteen",
    "ninety",
    "six",
    "Monday",
    "Friday",
    "night",
    "a.m.",
    "ago",
    "later",
    "earlier",
    "before",
    "end",
    "early",
    "than",
    "more",
    "every",
    "decade",
    "centuries",
    "BC",
    "Easter",
    "9999999",
    "00",
    "1990s",
    "'80s",
    "21st",
    "q",
    "fiscal",
    "will",
    "é🎉",
];

/// Runs the finder over `text` and checks what must hold of the result.
fn check(text: &str, reference: Option<jiff::civil::Date>) {
    let mut document = Document::plain("any", text);
    for article in &mut document.articles {
        article.published = reference;
    }
    let (sentences, tokens) = dateline_tokenize::tokenize(&document);
    let times = dateline_temporal::find(&document, &sentences, &tokens);
    let mut end = 0;
    for (index, time) in times.iter().enumerate() {
        assert!(time.span.start >= end && !time.span.is_empty(), "{times:?}");
        assert!(text.get(time.span.start..time.span.end).is_some());
        assert!(!time.value.is_empty());
        end = time.span.end;
        let joined = dateline_temporal::joined(&document, &times, index).expect("the index is in range");
        assert!(joined.span.contains(time.span));
    }
}

/// Any date that the calendar knows.
fn any_date() -> impl Strategy<Value = Option<jiff::civil::Date>> {
    proptest::option::of(
        (-9999_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| jiff::civil::date(year, month, day)),
    )
}

proptest! {
    #[test]
    fn any_text(text in any::<String>(), reference in any_date()) {
        check(&text, reference);
    }

    #[test]
    fn any_row_of_known_words(picks in proptest::collection::vec((0..WORDS.len(), any::<bool>()), 0..40), reference in any_date()) {
        let text: String = picks.iter().flat_map(|&(word, glued)| [WORDS[word], if glued { "" } else { " " }]).collect();
        check(&text, reference);
    }
}

#[test]
fn a_sentence_without_words_is_read_as_well() {
    let document = Document::plain("bare", "It met on 3 May 2019.");
    let sentence = dateline_text::Sentence { span: Span::new(0, document.text.len()), tokens: 0..0, article: 0 };
    let times = dateline_temporal::find(&document, &[sentence], &[]);
    assert_eq!(times.len(), 1);
    assert_eq!(times[0].value, "2019-05-03");
}

#[test]
fn a_long_row_of_numbers_takes_linear_time() {
    let text = "one million and two thousand years of the first quarter of ".repeat(20_000);
    let document = Document::plain("long", text);
    let sentence = dateline_text::Sentence { span: Span::new(0, document.text.len()), tokens: 0..0, article: 0 };
    let begun = std::time::Instant::now();
    dateline_temporal::find(&document, &[sentence], &[]);
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}
