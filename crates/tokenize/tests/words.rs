//! Every case of `english/words.md`, and properties that hold for any text.

use dateline_text::{Article, Document, Furniture, FurnitureReason, Span};
use dateline_tokenize::tokenize;
use proptest::prelude::*;

fn words(document: &Document) -> Vec<&str> {
    tokenize(document).1.iter().map(|token| token.span.of(&document.text)).collect()
}

#[test]
fn the_cases_of_words_md() {
    let cases: Vec<_> = include_str!("../english/words.md")
        .lines()
        .filter_map(|line| line.strip_prefix("- ")?.split_once(" → "))
        .map(|(text, expected)| (text.replace('␠', "\u{a0}").replace('␣', "\u{200b}"), expected))
        .collect();
    assert!(cases.len() > 30);
    for (text, expected) in cases {
        let document = Document::plain("case", text);
        assert_eq!(words(&document).join("|"), expected, "words of {:?}", document.text);
    }
}

#[test]
fn furniture_and_borders_of_articles_cut_sentences() {
    let text = "Menu\nOne story ends here\nAnother begins here.";
    let mut document = Document::plain("d", text);
    document.furniture = vec![Furniture { span: Span::new(0, 5), reason: FurnitureReason::Menu }];
    let articles = [Span::new(0, 24), Span::new(24, text.len())];
    document.articles = articles.map(|span| Article { span, title: None, author: None, published: None }).to_vec();
    let (sentences, _) = tokenize(&document);
    let found: Vec<_> = sentences.iter().map(|sentence| (sentence.article, sentence.span.of(text))).collect();
    assert_eq!(found, [(0, "One story ends here"), (1, "Another begins here.")]);
}

#[test]
fn a_list_without_full_stops_is_cut() {
    let document = Document::plain("d", "word ".repeat(1_000));
    let (sentences, tokens) = tokenize(&document);
    assert_eq!(tokens.len(), 1_000);
    assert!(sentences.iter().all(|sentence| sentence.tokens.len() <= 160));
}

#[test]
fn what_no_blank_ends_is_cut() {
    let document = Document::plain("d", "a".repeat(5_000));
    let lengths: Vec<_> = tokenize(&document).1.iter().map(|token| token.span.len()).collect();
    assert_eq!(lengths.iter().sum::<usize>(), 5_000);
    assert!(lengths.iter().all(|&length| length <= 1024));
}

/// Texts with what breaks offsets: line ends, quotation marks, emoji, characters without width, combining marks.
fn hostile_text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("\r\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("\u{200b}".to_owned()),
        Just("\u{feff}".to_owned()),
        Just("e\u{301}".to_owned()),
        Just("👩‍🚀".to_owned()),
        Just("“It’s”".to_owned()),
        Just("U.S. Inc. ".to_owned()),
        Just("$1.2bn-3.4bn".to_owned()),
        Just("can't've".to_owned()),
        Just("'''".to_owned()),
        Just("--...--".to_owned()),
        Just("http://a.b/c".to_owned()),
        "[a-zA-Z0-9.,'’\\-/%$£ ]{0,12}",
        "\\PC{0,6}",
        any::<String>(),
    ];
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn words_cover_the_text_in_order_and_slice_it(text in hostile_text()) {
        let document = Document::plain("d", text);
        let (sentences, tokens) = tokenize(&document);
        let mut end = 0;
        for token in &tokens {
            prop_assert!(token.span.start >= end && !token.span.is_empty());
            let word = token.span.of(&document.text);
            prop_assert!(!word.contains(|c: char| c.is_whitespace() || c.is_control()), "{word:?}");
            let skipped = &document.text[end..token.span.start];
            prop_assert!(!skipped.contains(char::is_alphanumeric), "{skipped:?} is in no word");
            end = token.span.end;
        }
        prop_assert!(!document.text[end..].contains(char::is_alphanumeric));
        let mut next = 0;
        for sentence in &sentences {
            prop_assert_eq!(sentence.tokens.start, next);
            next = sentence.tokens.end;
            let words = &tokens[sentence.tokens.clone()];
            prop_assert_eq!(sentence.span, words[0].span.cover(words[words.len() - 1].span));
        }
        prop_assert_eq!(next, tokens.len());
    }
}
