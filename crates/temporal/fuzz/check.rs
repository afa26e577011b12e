//! What must hold of the times of any bytes; the fuzz target and the tests run the same function.

use dateline_text::{Document, Sentence, Span};
use jiff::civil::Date;

/// Finds the times of `data` and checks them: spans on character boundaries, in order, apart, values not empty.
///
/// The first byte says which reference date the article has, and whether the text is one sentence without words or is
/// cut as the program cuts it; the rest is the text, with what is no UTF-8 replaced.
pub(crate) fn check(data: &[u8]) {
    let (&head, rest) = data.split_first().unwrap_or((&0, &[]));
    let text = String::from_utf8_lossy(rest).into_owned();
    let mut document = Document::plain("fuzz", text);
    for article in &mut document.articles {
        article.published = reference(head);
    }
    let (sentences, tokens) = if head & 1 == 0 { dateline_tokenize::tokenize(&document) } else { whole(&document) };
    let times = dateline_temporal::find(&document, &sentences, &tokens);
    let mut end = 0;
    for (index, time) in times.iter().enumerate() {
        assert!(time.span.start >= end && !time.span.is_empty(), "{times:?}");
        assert!(document.text.get(time.span.start..time.span.end).is_some(), "{time:?}");
        assert!(!time.value.is_empty(), "{time:?}");
        let joined = dateline_temporal::joined(&document, &times, index).expect("the index is in range");
        assert!(joined.span.contains(time.span), "{joined:?} {time:?}");
        end = time.span.end;
    }
}

/// A reference date at the edges of the calendar, in its midst, or none.
fn reference(head: u8) -> Option<Date> {
    match head >> 1 & 3 {
        0 => None,
        1 => Some(Date::MIN),
        2 => Some(Date::MAX),
        _ => Some(jiff::civil::date(2013, 3, 22)),
    }
}

/// The text as one sentence whose words are not known.
fn whole(document: &Document) -> (Vec<Sentence>, Vec<dateline_text::Token>) {
    let span = Span::new(0, document.text.len());
    (vec![Sentence { span, tokens: 0..0, article: 0 }], Vec::new())
}
