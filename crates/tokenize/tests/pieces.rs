//! Word pieces of the shipped model: they cover the words, in order, with spans that slice them.

use std::path::Path;

use dateline_text::Document;
use dateline_tokenize::{Pieces, tokenize};
use proptest::prelude::*;

fn pieces() -> Pieces {
    Pieces::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/news-minilm/tokenizer.json"))
        .expect("the shipped tokeniser loads")
}

#[test]
fn a_rare_name_falls_into_pieces() {
    let pieces = pieces();
    let words = ["Pramudwinai", "signed", "\u{301}"];
    let found = pieces.encode(&words).unwrap();
    let texts: Vec<_> = found.iter().map(|piece| (piece.word, piece.span.of(words[piece.word]))).collect();
    assert_eq!(texts.iter().filter(|(word, _)| *word == 0).map(|(_, text)| *text).collect::<String>(), "Pramudwinai");
    assert!(texts.iter().filter(|(word, _)| *word == 0).count() > 2);
    assert_eq!(texts.iter().filter(|(word, _)| *word == 1).count(), 1);
    assert_eq!(texts.last(), Some(&(2, "\u{301}")), "a word of which the normaliser leaves nothing has a piece");
}

#[test]
fn no_words_no_pieces() {
    assert!(pieces().encode(&[]).unwrap().is_empty());
}

#[test]
fn a_file_that_is_no_tokeniser_is_an_error() {
    let error = Pieces::load(Path::new(env!("CARGO_MANIFEST_PATH"))).unwrap_err();
    assert_eq!(error.kind(), dateline_tokenize::ErrorKind::Load);
}

#[test]
fn pieces_cover_words() {
    let pieces = pieces();
    proptest!(|(text in "(\\PC{0,8}[ \\-']?|e\u{301}|👩‍🚀|“x”|北京|\u{200b}){0,12}")| {
        let document = Document::plain("d", text);
        let tokens = tokenize(&document).1;
        let words: Vec<_> = tokens.iter().map(|token| token.span.of(&document.text)).collect();
        let found = pieces.encode(&words).unwrap();
        let covered: Vec<_> = found.iter().map(|piece| piece.word).collect();
        prop_assert!(covered.is_sorted());
        let mut distinct = covered;
        distinct.dedup();
        prop_assert_eq!(distinct, (0..words.len()).collect::<Vec<_>>());
        for piece in found {
            let word = words[piece.word];
            prop_assert!(piece.span.end <= word.len());
            prop_assert!(word.is_char_boundary(piece.span.start) && word.is_char_boundary(piece.span.end));
        }
    });
}
