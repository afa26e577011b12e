//! What holds for every input.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use common::read_file;
use dateline_ingest::Options;
use dateline_text::{Document, Span};
use proptest::{prelude::*, sample::select};

/// Lines such as pages hold, and some that they should not.
fn line() -> impl Strategy<Value = String> {
    let known = [
        "Share",
        "Published",
        "on",
        "By Jane Doe",
        "By",
        "Jane Doe",
        "May 27, 2021",
        "Last Updated: 07/27/2016",
        "Latest",
        "Continue Reading",
        "Home | News | World",
        "Russia",
        "Putin meets Xi in Beijing",
        "Middle East54 mins ago",
        "",
        "",
        "",
        "Tags:",
        "Advertisement",
        "MOSCOW, May 27 (Reuters) - The two leaders met on May 25, 2021, and signed a deal there.",
        "The company agreed to buy its rival for $3 billion in cash on Tuesday, it said in a statement to the exchange.",
        "The Asian Development Bank has approved an umbrella facility of up to $100 million which will...",
        "the company said it\nwould buy its rival for 3 mln dlrs in cash in\nthe next year.",
        "\u{feff}",
        "  \t",
        "é“…”",
        "🚀",
    ];
    prop_oneof![4 => select(known.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,40}", 1 => any::<String>()]
}

fn page() -> impl Strategy<Value = String> {
    (prop::collection::vec(line(), 0..40), select(&["\n", "\n\n", "\r\n", "\r\n\r\n"][..]))
        .prop_map(|(lines, end)| lines.join(end))
}

/// Spans are in order, do not overlap and lie on character boundaries.
fn check_spans(text: &str, spans: &[Span]) {
    for span in spans {
        assert!(span.start < span.end && text.get(span.start..span.end).is_some(), "{span:?}");
    }
    for pair in spans.windows(2) {
        assert!(pair[0].end <= pair[1].start, "{pair:?}");
    }
}

fn check(document: &Document) {
    let text = &document.text;
    let articles: Vec<Span> = document.articles.iter().map(|article| article.span).collect();
    let furniture: Vec<Span> = document.furniture.iter().map(|furniture| furniture.span).collect();
    check_spans(text, &articles);
    check_spans(text, &furniture);
    assert!(!articles.is_empty());
    for article in &document.articles {
        for span in [article.title, article.author].into_iter().flatten() {
            assert!(text.get(span.start..span.end).is_some());
        }
        assert!(article.title.is_none_or(|title| article.span.contains(title)));
        assert!(article.title.is_none_or(|title| !furniture.iter().any(|other| other.overlaps(title))));
    }
    for span in furniture {
        assert!(span.start == 0 || text[..span.start].ends_with('\n'), "furniture is whole lines");
        assert!(span.end == text.len() || text[span.end..].starts_with(['\n', '\r']), "furniture is whole lines");
    }
    every_line_is_news_or_furniture(document);
}

fn every_line_is_news_or_furniture(document: &Document) {
    let mut start = 0;
    for line in document.text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len());
        start = span.end;
        let is_blank = line
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\0'));
        let known = document.furniture.iter().any(|furniture| furniture.span.overlaps(span))
            || document.articles.iter().any(|article| article.span.overlaps(span));
        assert!(is_blank || known, "lost: {line:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn articles_and_furniture_cover_the_text_in_order(page in page()) {
        let (documents, rejects) = read_file("a.txt", page.as_bytes(), &Options::default());
        prop_assert_eq!(documents.len() + rejects.len(), 1);
        for document in documents {
            prop_assert_eq!(&document.text, &page);
            check(&document);
        }
    }

    #[test]
    fn any_bytes_are_documents_or_rejects(bytes in prop::collection::vec(any::<u8>(), 0..300), name in select(&["a.txt", "a.html", "a.jsonl", "a"][..])) {
        let (documents, rejects) = read_file(name, &bytes, &Options::default());
        prop_assert!(!(documents.is_empty() && rejects.is_empty()));
        documents.iter().for_each(check);
    }

    #[test]
    fn any_markup_is_a_document_or_a_reject(parts in prop::collection::vec(select(&["<p>", "</p>", "<div>", "</div>", "<script>", "<!--", "-->", "<table><td>", "<time datetime='2020-01-01'>", "<", "&amp;", "\u{0}", "The two leaders met in Oslo on Tuesday and signed an accord.", "<html lang=en>", "<meta charset=utf-16>", "é", "<title>T"][..]), 0..40)) {
        let (documents, rejects) = read_file("a.html", parts.concat().as_bytes(), &Options::default());
        prop_assert_eq!(documents.len() + rejects.len(), 1);
        documents.iter().for_each(check);
    }
}
