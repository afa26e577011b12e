//! What is read in a document depends on its own text only: not on the articles beside it, on other documents, on the
//! number of threads, or on how its words were batched.

use std::{ops::Range, path::Path, thread};

use dateline_tagger::{Precision, Tagger, Text};
use dateline_text::{Document, Entity, Sentence, Span, Token, Upos};
use proptest::{prelude::*, sample::Index};

fn tagger() -> Tagger {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/news-minilm");
    Tagger::load(&folder, Precision::default()).expect("the model loads")
}

/// The sample stories, each split into words and sentences.
fn stories() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    assert!(paths.len() > 1);
    paths
        .iter()
        .map(|path| {
            Document::plain(path.display().to_string(), std::fs::read_to_string(path).expect("a story is text"))
        })
        .collect()
}

/// What the tagger says, with places counted from `origin` in bytes and from `first` in words.
#[derive(Debug, PartialEq)]
struct Reading {
    entities: Vec<(Span, String, u32)>,
    words: Vec<(Upos, Option<usize>, String)>,
}

fn reading(entities: &[Entity], tokens: &[Token], origin: usize, first: usize) -> Reading {
    let moved = |span: Span| Span::new(span.start - origin, span.end - origin);
    Reading {
        // The score bit by bit: the same sums in the same order.
        entities: entities
            .iter()
            .map(|one| (moved(one.span), format!("{:?}", one.kind), one.score.to_bits()))
            .collect(),
        words: tokens
            .iter()
            .map(|token| (token.upos, token.head.map(|head| head - first), token.deprel.to_string()))
            .collect(),
    }
}

fn alone(tagger: &Tagger, document: &Document) -> Reading {
    let (sentences, mut tokens) = dateline_tokenize::tokenize(document);
    let entities = tagger.tag(document, &sentences, &mut tokens).expect("a story can be read");
    reading(&entities, &tokens, 0, 0)
}

/// Reads several documents as the articles of one.
fn together(tagger: &Tagger, documents: &[&Document]) -> Vec<Reading> {
    let (mut text, mut sentences, mut tokens, mut borders) = (String::new(), vec![], vec![], vec![]);
    for (article, document) in documents.iter().enumerate() {
        let (origin, first) = (text.len(), tokens.len());
        borders.push((origin, first));
        let (mut more, words) = dateline_tokenize::tokenize(document);
        let moved = |span: Span| Span::new(span.start + origin, span.end + origin);
        for sentence in &mut more {
            let Range { start, end } = sentence.tokens.clone();
            *sentence = Sentence { span: moved(sentence.span), tokens: start + first..end + first, article };
        }
        sentences.extend(more);
        tokens.extend(words.into_iter().map(|token| Token { span: moved(token.span), ..token }));
        text += &document.text;
    }
    let document = Document::plain("together", text);
    let entities = tagger.tag(&document, &sentences, &mut tokens).expect("the text can be read");
    borders.push((document.text.len(), tokens.len()));
    let articles = borders.windows(2).map(|border| {
        let ((origin, first), (end, last)) = (border[0], border[1]);
        let inside = |entity: &&Entity| (origin..end).contains(&entity.span.start);
        let entities: Vec<_> = entities.iter().filter(inside).cloned().collect();
        reading(&entities, &tokens[first..last], origin, first)
    });
    articles.collect()
}

#[test]
fn other_articles_and_threads_change_nothing() {
    let (tagger, stories) = (tagger(), stories());
    let expected: Vec<Reading> = stories.iter().map(|story| alone(&tagger, story)).collect();
    assert!(expected.iter().all(|reading| !reading.entities.is_empty()));
    thread::scope(|scope| {
        for (story, expected) in stories.iter().zip(&expected) {
            let tagger = &tagger;
            scope.spawn(move || assert_eq!(&alone(tagger, story), expected));
        }
    });
    let orders = prop::collection::vec(any::<Index>(), 2..4);
    proptest!(ProptestConfig::with_cases(2), |(order in orders)| {
        let order: Vec<usize> = order.iter().map(|index| index.index(stories.len())).collect();
        let chosen: Vec<&Document> = order.iter().map(|&index| &stories[index]).collect();
        for (reading, index) in together(&tagger, &chosen).iter().zip(order) {
            prop_assert_eq!(reading, &expected[index]);
        }
    });
}

/// Reads several documents at once, each for itself.
fn side_by_side(tagger: &Tagger, documents: &[&Document]) -> Vec<Reading> {
    let mut read: Vec<_> = documents.iter().map(|document| dateline_tokenize::tokenize(document)).collect();
    let texts = documents.iter().zip(&mut read);
    let mut texts: Vec<_> =
        texts.map(|(&document, (sentences, tokens))| Text { document, sentences, tokens }).collect();
    let entities = tagger.tag_all(&mut texts).expect("stories can be read");
    entities.iter().zip(&read).map(|(entities, (_, tokens))| reading(entities, tokens, 0, 0)).collect()
}

#[test]
fn documents_read_at_once_and_copies_read_from_memory_are_the_same() {
    let (tagger, stories) = (tagger(), stories());
    let expected: Vec<Reading> = stories.iter().map(|story| alone(&tagger, story)).collect();
    let chosen: Vec<usize> = (0..stories.len()).chain([0, 2, 0]).collect();
    let documents: Vec<&Document> = chosen.iter().map(|&index| &stories[index]).collect();
    let remembering = self::tagger().remembering(10_000);
    for tagger in [&tagger, &remembering, &remembering] {
        for (reading, &index) in side_by_side(tagger, &documents).iter().zip(&chosen) {
            assert_eq!(reading, &expected[index]);
        }
    }
}

#[test]
fn a_document_of_any_length_is_read_to_its_end() {
    let tagger = tagger();
    let sentence = "On Monday, Chancellor Angela Merkel met Emmanuel Macron in Berlin to talk about the budget. ";
    let no_full_stop = "Angela Merkel and ".repeat(400);
    for text in [sentence.repeat(120), no_full_stop] {
        let document = Document::plain("long", text);
        let (sentences, mut tokens) = dateline_tokenize::tokenize(&document);
        let entities = tagger.tag(&document, &sentences, &mut tokens).expect("the text can be read");
        let named = |name: &str| entities.iter().filter(|entity| document.slice(entity.span).contains(name)).count();
        assert_eq!(named("Merkel"), document.text.matches("Merkel").count());
        assert_eq!(named("Macron"), document.text.matches("Macron").count());
    }
}
