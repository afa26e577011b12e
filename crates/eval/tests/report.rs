//! What a report says of a small story.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use dateline_eval::{Count, Gold, Kind, ReadDocument, Report, Said, Share, What, evaluate};
use dateline_text::Role;

const STORY: &str = "PARIS, Tuesday\n\n“Naïve” Acme Corp. bought Widgets Ltd. for $3 million.\n\
    Earlier the firms held talks in Bonn.\nAcme may buy Bolt too.\n";

/// Where `word` stands, in code points.
fn at(word: &str) -> String {
    let start = STORY[..STORY.find(word).unwrap()].chars().count();
    format!("\"start\": {start}, \"end\": {}, \"text\": \"{word}\"", start + word.chars().count())
}

fn gold() -> Gold {
    let bought = format!(
        r#"{{"type": "deal", "subtype": "acquisition", "status": "occurred", "mentions": [{{{}}}], "roles": {{
            "buyer": [{{{}, "names": ["Acme"]}}], "target": [{{{}}}],
            "value": [{{{}, "amount": "3000000", "currency": "USD"}}]}}}}"#,
        at("bought"),
        at("Acme Corp."),
        at("Widgets Ltd."),
        at("$3 million"),
    );
    let talks = format!(
        r#"{{"type": "meet", "subtype": "talks", "status": "occurred", "mentions": [{{{}}}], "roles": {{
            "participant": [{{{}}}], "topic": [{{"text": "money"}}]}}}}"#,
        at("talks"),
        at("the firms"),
    );
    let buy = format!(
        r#"{{"type": "deal", "subtype": "acquisition", "status": "possible", "optional": true, "mentions": [{{{}}}], "roles": {{}}}}"#,
        at("buy "),
    );
    let line = format!(r#"{{"doc": "story.txt", "events": [{bought}, {talks}, {buy}]}}"#).replace('\n', " ");
    Gold::read("gold.jsonl", &line).unwrap()
}

fn said(rest: &str) -> Said {
    serde_json::from_str(&format!(r#"{{"doc_id": "story.txt", {rest}}}"#)).unwrap()
}

fn bought(status: &str, value: &str) -> Said {
    let (bought, acme, widgets) = (at("bought"), at("Acme Corp."), at("Widgets Ltd."));
    said(&format!(
        r#""type": "deal", "subtype": "acquisition", "status": "{status}", "confidence": 0.9, "mentions": [{{{bought}}}], "roles": {{
            "buyer": [{{{acme}}}], "target": [{{{widgets}}}], "value": [{{{}, "amount": "{value}", "currency": "USD"}}]}}"#,
        at("$3 million"),
    ))
}

fn report(events: Vec<Said>) -> Report {
    evaluate(&gold(), &[ReadDocument { id: "news/story.txt".to_owned(), text: Some(STORY.to_owned()), said: events }])
}

#[test]
fn a_right_event_and_a_missed_one() {
    let report = report(vec![bought("occurred", "3000000.00")]);
    assert_eq!(report.events, Count { right: 1, said: 1, gold: 2 });
    assert_eq!(report.types["deal"], Count { right: 1, said: 1, gold: 1 });
    assert_eq!(report.roles["value"], Count { right: 1, said: 1, gold: 1 });
    assert_eq!(report.roles["topic"], Count { right: 0, said: 0, gold: 1 }, "topics count where the event is missed");
    assert_eq!(report.status, Share { right: 1, of: 1 });
    let [missed] = &report.errors[..] else { panic!("{:?}", report.errors) };
    assert_eq!((missed.what.kind(), missed.place.line, missed.place.column), (Kind::Missed, Some(4), Some(24)));
    let excerpt = missed.excerpt.as_ref().unwrap();
    assert!(excerpt.before.ends_with("Earlier the firms held ") && excerpt.after.starts_with(" in Bonn. Acme"));
    assert_eq!(report.documents.misplaced, []);
}

#[test]
fn status_and_fillers_are_compared_where_the_event_was_found() {
    let report = report(vec![bought("planned", "4000000")]);
    assert_eq!((report.status, report.subtype), (Share { right: 0, of: 1 }, Share { right: 1, of: 1 }));
    assert_eq!(report.fillers, Count { right: 2, said: 3, gold: 5 });
    let kinds: Vec<_> = report.errors.iter().map(|error| error.what.kind()).collect();
    assert_eq!(kinds, [Kind::Missed, Kind::Fillers, Kind::Status]);
    let What::Fillers { role, missing, wrong } = &report.errors[1].what else { panic!() };
    assert_eq!(*role, Role::Value);
    assert_eq!(
        (&missing[..], &wrong[..]),
        (&["$3 million = 3000000 USD".to_owned()][..], &["$3 million = 4000000 USD".to_owned()][..])
    );
}

#[test]
fn a_second_telling_is_false() {
    let report = report(vec![bought("occurred", "3000000"), bought("occurred", "3000000")]);
    assert_eq!(report.types["deal"], Count { right: 1, said: 2, gold: 1 });
    assert_eq!(report.roles["buyer"], Count { right: 1, said: 2, gold: 1 });
    let again: Vec<_> =
        report.errors.iter().filter(|error| matches!(error.what, What::False { again: true, .. })).collect();
    assert_eq!(again.len(), 1);
    let bin = &report.reliability.bins[9];
    assert_eq!((bin.events, bin.right), (2, Some(0.5)));
}

#[test]
fn what_is_optional_counts_neither_way() {
    let buy = said(&format!(
        r#""type": "deal", "subtype": "acquisition", "status": "planned", "mentions": [{{{}}}]"#,
        at("buy ")
    ));
    let report = report(vec![buy]);
    assert_eq!(report.events, Count { right: 0, said: 0, gold: 2 });
    assert!(report.errors.iter().all(|error| error.what.kind() == Kind::Missed));
    assert_eq!(report.reliability.expected_calibration_error, None);
}

#[test]
fn documents_on_one_side_only_count_neither_way() {
    let other =
        ReadDocument { id: "other.txt".to_owned(), said: vec![bought("occurred", "1")], ..ReadDocument::default() };
    let report = evaluate(&gold(), &[other]);
    assert_eq!((report.events, report.documents.scored), (Count::default(), 0));
    assert_eq!(
        (report.documents.not_read, report.documents.without_gold),
        (vec!["story.txt".to_owned()], vec!["other.txt".to_owned()])
    );
}

#[test]
fn gold_that_does_not_fit_the_text_is_told() {
    let text = STORY.replace("Naïve", "Nave");
    let read = ReadDocument { id: "story".to_owned(), text: Some(text), said: vec![] };
    let report = evaluate(&gold(), &[read]);
    let first = &report.documents.misplaced[0];
    assert_eq!((&*first.gold, first.text.as_deref()), ("Acme Corp.", Some("cme Corp. ")));
    assert_eq!(report.documents.misplaced.len(), 7);
}

#[test]
fn kinds_of_errors_take_turns() {
    let wrong = |count: usize| {
        let event = |start: usize| {
            said(&format!(r#""type": "figure", "mentions": [{{"start": {start}, "end": {}}}]"#, start + 1))
        };
        (0..count).map(|index| event(index * 2)).chain([bought("planned", "4")]).collect()
    };
    let report = report(wrong(30));
    let kinds = |most| report.worst(most).iter().map(|error| error.what.kind()).collect::<Vec<_>>();
    assert_eq!(kinds(4), [Kind::Missed, Kind::False, Kind::Fillers, Kind::Status]);
    assert_eq!(kinds(6), [Kind::Missed, Kind::False, Kind::False, Kind::False, Kind::Fillers, Kind::Status]);
    assert_eq!((kinds(0).len(), kinds(1000).len()), (0, 33));
}
