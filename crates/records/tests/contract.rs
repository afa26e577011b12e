//! The records of the contract, field by field and in order.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use dateline_records::{AnnotationRow, DocumentRow, EventRow};
use dateline_text::{
    ActorKind, Analysis, Argument, Bound, CodePoints, Document, Entity, EntityKind, Event, Mention, Role, Sentence,
    Span, Status, Subtype, Time, TimeKind, Token, Value, ValueKind,
};
use proptest::prelude::*;

const TEXT: &str = "“Naïve” Malaysia's state oil firm bought $1.1 billion of Rosneft stock in late July 🚀.";

/// Where `words` stand in the text.
fn at(words: &str) -> Span {
    let start = TEXT.find(words).expect("the words are in the text");
    Span::new(start, start + words.len())
}

fn argument(role: Role, words: &str) -> Argument {
    let span = at(words);
    Argument { role, span, name: None, kind: None, country: None, title: None, time: None, value: None }
}

fn billion() -> Value {
    Value {
        span: at("$1.1 billion"),
        kind: ValueKind::Money,
        amount: "1100000000.0".parse().unwrap(),
        currency: Some("USD".into()),
        unit: None,
        bound: Bound::Exact,
    }
}

fn late_july() -> Time {
    Time { span: at("late July"), kind: TimeKind::Date, value: "XXXX-07".into(), modifier: Some("END".into()) }
}

fn purchase() -> Event {
    Event {
        id: "5f0c".into(),
        subtype: Subtype::Transaction,
        status: Status::Occurred,
        confidence: 0.912_345_6,
        code: None,
        rule: "deal/transaction/buy-active".into(),
        article: 0,
        published: None,
        mentions: vec![Mention { span: at("bought"), sentence: Span::new(0, TEXT.len()) }],
        arguments: vec![
            Argument { time: Some(late_july()), ..argument(Role::Time, "late July") },
            Argument { value: Some(billion()), ..argument(Role::Value, "$1.1 billion") },
            Argument { name: Some("Rosneft stock".into()), ..argument(Role::Asset, "Rosneft stock") },
            Argument {
                name: Some("Petronas".into()),
                kind: Some(ActorKind::Organisation),
                country: Some("MYS".into()),
                ..argument(Role::Buyer, "Malaysia's state oil firm")
            },
        ],
    }
}

#[test]
fn an_event_is_written_as_the_contract_says() {
    let document = Document::plain("a.txt", TEXT);
    let row = EventRow::new(&document, &purchase(), &CodePoints::new(TEXT), "news-minilm@0123456789ab");
    let expected = concat!(
        r#"{"event_id":"5f0c","doc_id":"a.txt","url":null,"title":null,"published":null,"type":"deal","#,
        r#""subtype":"transaction","status":"occurred","confidence":0.9123,"code":null,"#,
        r#""rule":"deal/transaction/buy-active","model":"news-minilm@0123456789ab","#,
        r#""mentions":[{"start":34,"end":40,"text":"bought","sentence":{"start":0,"end":86,"#,
        r#""text":"“Naïve” Malaysia's state oil firm bought $1.1 billion of Rosneft stock in late July 🚀."}}],"roles":{"#,
        r#""buyer":[{"text":"Malaysia's state oil firm","name":"Petronas","kind":"organisation","country":"MYS","#,
        r#""start":8,"end":33}],"#,
        r#""asset":[{"text":"Rosneft stock","name":"Rosneft stock","start":57,"end":70}],"#,
        r#""value":[{"text":"$1.1 billion","amount":"1100000000","currency":"USD","bound":"exact","start":41,"end":53}],"#,
        r#""time":[{"text":"late July","value":"XXXX-07","mod":"END","start":74,"end":83}]}}"#,
    );
    assert_eq!(serde_json::to_string(&row).unwrap(), expected);
    assert_eq!(serde_json::from_str::<EventRow>(expected).unwrap(), row);
}

#[test]
fn a_document_is_written_as_the_contract_says() {
    let mut document = Document::plain("a.txt", TEXT);
    document.url = Some("https://example.org/a".into());
    document.articles[0].title = Some(at("Rosneft stock"));
    let row = DocumentRow { input: "news/a.txt".into(), ..DocumentRow::new(&document, 17, 1) };
    let expected = concat!(
        r#"{"doc_id":"a.txt","input":"news/a.txt","url":"https://example.org/a","title":"Rosneft stock","#,
        r#""published":null,"source":null,"language":null,"tokens":17,"events":1,"bytes":94}"#,
    );
    assert_eq!(serde_json::to_string(&row).unwrap(), expected);
    assert_eq!(serde_json::from_str::<DocumentRow>(expected).unwrap(), row);
}

#[test]
fn an_event_of_a_later_article_carries_that_articles_title() {
    let mut document = Document::plain("a.txt", TEXT);
    document.title = Some("Page".into());
    let mut second = document.articles[0].clone();
    second.title = Some(at("Rosneft stock"));
    document.articles.push(second);
    let title = |article| EventRow::new(&document, &Event { article, ..purchase() }, &CodePoints::new(TEXT), "m").title;
    assert_eq!(title(0).as_deref(), Some("Page"));
    assert_eq!(title(1).as_deref(), Some("Rosneft stock"));
}

fn analysis() -> Analysis {
    let bought = Token { head: None, deprel: "root".into(), ..Token::bare(at("bought")) };
    let stock = Token { head: Some(0), deprel: "obj".into(), ..Token::bare(at("stock")) };
    let malaysia =
        Entity { span: at("Malaysia"), kind: EntityKind::Location, score: 0.999_96, name: Some("Malaysia".into()) };
    Analysis {
        document: Document::plain("a.txt", TEXT),
        sentences: vec![Sentence { span: Span::new(0, TEXT.len()), tokens: 0..2, article: 0 }],
        tokens: vec![bought, stock],
        entities: vec![malaysia],
        times: vec![late_july()],
        values: vec![billion()],
    }
}

#[test]
fn an_annotation_is_written_as_the_contract_says() {
    let expected = concat!(
        r#""sentences":[{"start":0,"end":86}],"#,
        r#""tokens":[{"start":34,"end":40,"upos":"X","head":-1,"deprel":"root"},"#,
        r#"{"start":65,"end":70,"upos":"X","head":0,"deprel":"obj"}],"#,
        r#""entities":[{"start":8,"end":16,"text":"Malaysia","kind":"location","score":1.0,"name":"Malaysia"}],"#,
        r#""times":[{"start":74,"end":83,"text":"late July","type":"DATE","value":"XXXX-07","mod":"END"}],"#,
        r#""values":[{"start":41,"end":53,"text":"$1.1 billion","kind":"money","amount":"1100000000","#,
        r#""currency":"USD","unit":null,"bound":"exact"}]}"#,
    );
    let text = serde_json::to_string(TEXT).unwrap();
    let expected = format!(r#"{{"doc_id":"a.txt","published":null,"text":{text},{expected}"#);
    assert_eq!(serde_json::to_string(&AnnotationRow::new(&analysis())).unwrap(), expected);
}

proptest! {
    /// Whatever the text and wherever the words: a program that counts in code points finds the same words.
    #[test]
    fn offsets_slice_to_the_text(before in "\\PC*", words in "\\PC{1,12}", after in "\\PC*") {
        let text = format!("{before}{words}{after}");
        let span = Span::new(before.len(), before.len() + words.len());
        let event = Event {
            mentions: vec![Mention { span, sentence: Span::new(0, text.len()) }],
            arguments: vec![Argument { span, ..argument(Role::Topic, "bought") }],
            ..purchase()
        };
        let row = EventRow::new(&Document::plain("x", &*text), &event, &CodePoints::new(&text), "m");
        let slice = |start: usize, end: usize| text.chars().skip(start).take(end - start).collect::<String>();
        let (mention, topic) = (&row.mentions[0], &row.roles[&Role::Topic][0]);
        prop_assert_eq!(slice(mention.start, mention.end), &*words);
        prop_assert_eq!(slice(topic.start, topic.end), &*topic.text);
        prop_assert_eq!(slice(mention.sentence.start, mention.sentence.end), &*text);
        prop_assert_eq!(&mention.sentence.text, &text);
    }
}

#[test]
fn roles_stand_in_the_order_of_the_guidelines() {
    let roles: BTreeSet<_> = Role::ALL.iter().rev().copied().collect();
    assert!(roles.iter().eq(Role::ALL));
}
