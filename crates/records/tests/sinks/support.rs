//! Records to write: a document with a deal and a meeting.

use dateline_records::{DocumentRow, EventRow};

/// A document.
pub(crate) fn document() -> DocumentRow {
    let json = r#"{"doc_id":"a.txt","input":"news/a.txt","url":"https://example.org/a","title":"Petronas buys",
        "published":"2021-05-28","source":"Example","language":"en","tokens":17,"events":2,"bytes":96}"#;
    serde_json::from_str(json).expect("a document's record")
}

/// A deal with an amount and a time.
pub(crate) fn deal() -> EventRow {
    let json = r#"{"event_id":"5f0c","doc_id":"a.txt","url":"https://example.org/a","title":"Petronas buys",
        "published":"2021-05-28","type":"deal","subtype":"transaction","status":"occurred","confidence":0.9123,
        "code":null,"rule":"deal/transaction/buy-active","model":"news-minilm@0123456789ab",
        "mentions":[{"start":26,"end":32,"text":"bought","sentence":{"start":0,"end":77,"text":
        "Malaysia's state oil firm bought Rosneft stock for $1.1 billion in late July."}}],
        "roles":{
        "buyer":[{"text":"Malaysia's state oil firm","name":"Petronas","kind":"organisation","country":"MYS",
            "start":0,"end":25}],
        "asset":[{"text":"Rosneft stock","name":"Rosneft stock","start":33,"end":46}],
        "value":[{"text":"$1.1 billion","amount":"1100000000.05","currency":"USD","bound":"exact","start":51,"end":63}],
        "time":[{"text":"late July","value":"XXXX-07","mod":"END","start":67,"end":76}]}}"#;
    serde_json::from_str(json).expect("an event's record")
}

/// A meeting that is told twice, without a date.
pub(crate) fn meeting() -> EventRow {
    let json = r#"{"event_id":"77aa","doc_id":"a.txt","url":null,"title":null,"published":null,
        "type":"meet","subtype":"talks","status":"planned","confidence":0.5,"code":"042",
        "rule":"meet/talks/met","model":"news-minilm@0123456789ab",
        "mentions":[
        {"start":6,"end":9,"text":"met","sentence":{"start":0,"end":40,"text":
            "Putin met Badawi; the talks went on long."}},
        {"start":22,"end":27,"text":"talks","sentence":{"start":0,"end":40,"text":
            "Putin met Badawi; the talks went on long."}}],
        "roles":{"participant":[
        {"text":"Putin","name":"Vladimir Putin","kind":"person","title":"president","start":0,"end":5},
        {"text":"Badawi","name":"Abdullah Ahmad Badawi","kind":"person","country":"MYS","start":10,"end":16}]}}"#;
    serde_json::from_str(json).expect("an event's record")
}
