//! What must hold of the values of any bytes; the fuzz target and the tests run the same function.

use dateline_text::{Document, Sentence, Span, Token, Upos};

/// Finds the values of `data` and checks them: spans on character boundaries, in order, apart; a unit or a currency.
///
/// The first byte says whether the text is one sentence without words, is cut as the program cuts it, or is cut and
/// has some grammar; the rest is the text, with what is no UTF-8 replaced.
pub(crate) fn check(data: &[u8]) {
    let (&head, rest) = data.split_first().unwrap_or((&0, &[]));
    let document = Document::plain("fuzz", String::from_utf8_lossy(rest).into_owned());
    let (sentences, mut tokens) = if head & 1 == 0 { dateline_tokenize::tokenize(&document) } else { whole(&document) };
    if head & 2 != 0 {
        hang(&sentences, &mut tokens, head);
    }
    let values = dateline_values::find(&document, &sentences, &tokens);
    let mut end = 0;
    for value in &values {
        assert!(value.span.start >= end && !value.span.is_empty(), "{values:?}");
        assert!(document.text.get(value.span.start..value.span.end).is_some(), "{value:?}");
        assert!(value.currency.is_some() || value.unit.is_some(), "{value:?}");
        end = value.span.end;
    }
}

/// The text as one sentence whose words are not known.
fn whole(document: &Document) -> (Vec<Sentence>, Vec<Token>) {
    let span = Span::new(0, document.text.len());
    (vec![Sentence { span, tokens: 0..0, article: 0 }], Vec::new())
}

/// Hangs every word on another one of its sentence, in circles too, as no parser should.
fn hang(sentences: &[Sentence], tokens: &mut [Token], head: u8) {
    for sentence in sentences {
        let words = sentence.tokens.clone();
        for (at, token) in tokens[words.clone()].iter_mut().enumerate() {
            let step = usize::from(head >> 2) + at % 3;
            token.head = Some(words.start + (at + step) % words.len());
            (token.upos, token.deprel) = match at % 3 {
                0 => (Upos::Num, "nummod".into()),
                1 => (Upos::Noun, "compound".into()),
                _ => (Upos::Propn, "nmod".into()),
            };
        }
    }
}
