//! What must hold of the words of any bytes, and of any bytes as a tokeniser; the fuzz targets and the tests run the same
//! functions.
#![allow(dead_code, reason = "a target calls one of them")]

use dateline_text::{Document, Furniture, FurnitureReason, Span};
use dateline_tokenize::{Pieces, tokenize};

/// Splits `data` without its first byte, with what is no UTF-8 replaced, and checks the words: on character boundaries, in
/// order, apart, each in its sentence and none in furniture.
///
/// The first byte says whether the first line is furniture.
pub(crate) fn words(data: &[u8]) {
    let (&head, rest) = data.split_first().unwrap_or((&0, &[]));
    let mut document = Document::plain("fuzz", String::from_utf8_lossy(rest).into_owned());
    let line = Span::new(0, document.text.find('\n').unwrap_or(0));
    if head & 1 != 0 && !line.is_empty() {
        document.furniture.push(Furniture { span: line, reason: FurnitureReason::Menu });
    }
    let (sentences, tokens) = tokenize(&document);
    let mut end = 0;
    for token in &tokens {
        assert!(token.span.start >= end && !token.span.is_empty(), "{tokens:?}");
        assert!(document.text.get(token.span.start..token.span.end).is_some(), "{token:?}");
        assert!(!document.furniture.iter().any(|furniture| furniture.span.overlaps(token.span)), "{token:?}");
        end = token.span.end;
    }
    let mut next = 0;
    for sentence in &sentences {
        assert!(sentence.tokens.start == next && !sentence.tokens.is_empty(), "{sentences:?}");
        assert!(tokens[sentence.tokens.clone()].iter().all(|token| sentence.span.contains(token.span)), "{sentence:?}");
        next = sentence.tokens.end;
    }
    assert_eq!(next, tokens.len(), "every word is in a sentence");
}

/// Words of every shape.
const WORDS: [&str; 8] = ["Putin", "met", "Xi", "$3", "\u{301}", "na\u{ef}ve", "\u{1f680}", "supercalifragilistic"];

/// Loads `data` as `tokenizer.json`: that gives an error, or a tokeniser that gives every word its pieces.
pub(crate) fn pieces(data: &[u8]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("tokenizer.json");
    std::fs::write(&path, data).expect("the file is written");
    let Ok(pieces) = Pieces::load(&path) else { return };
    let Ok(found) = pieces.encode(&WORDS) else { return };
    for (number, word) in WORDS.iter().enumerate() {
        assert!(found.iter().any(|piece| piece.word == number), "{word} has no piece");
    }
}
