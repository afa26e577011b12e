//! Records to write: a document with a deal and a meeting, and hostile ones.

use std::{collections::BTreeMap, path::Path};

use dateline_records::{
    DocumentRow, Error, EventLine, EventRow, Format, Sinks,
    tables::{Cell, Row, Star, Table},
};

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

/// Texts that some format takes for something else.
pub(crate) const HOSTILE: &[&str] = &[
    "plain",
    "'; DROP TABLE events; --",
    "\"quoted\", and 'quoted'",
    "two\nlines\r\nand\ra\ttab",
    "\\.",
    "\\N",
    "back\\slash\\n",
    "\n\\.\n",
    "nul\0inside",
    "=HYPERLINK(\"http://example.org\")",
    "+1-2@3",
    "</script><script>alert(1)</script>",
    "🚀 Größe \u{202E}right to left\u{202C} e\u{301}",
    "\u{FEFF}mark, \u{2028} and \u{7F}",
    "NULL",
    " spaces ",
    "{\"json\": [1]}",
    "$1 ? :name %s ${x} $$",
];

/// A text that no index of PostgreSQL takes, since it cannot be compressed.
fn long() -> String {
    let mut state = 1_u32;
    let mut digit = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b'!' + (state >> 24) as u8 % 90)
    };
    (0..8_000).map(|_| digit()).collect()
}

/// Documents and events that hold such texts wherever a text may stand, in several months.
pub(crate) fn hostile() -> (Vec<DocumentRow>, Vec<EventRow>) {
    let long = long();
    let texts = HOSTILE.iter().copied().chain([long.as_str()]);
    let records = texts.enumerate().map(|(number, text)| {
        let day = (number > 2).then(|| jiff::civil::date(2021, 1 + (number % 3) as i8, 28));
        // No document's name is longer than a kilobyte.
        let own = format!("{number} {}", &text[..text.len().min(500)]);
        let row = DocumentRow {
            doc_id: own.clone(),
            input: text.into(),
            url: Some(text.into()),
            title: Some(text.into()),
            published: day,
            source: Some(text.into()),
            language: Some(text.into()),
            ..document()
        };
        let event = if number % 2 == 0 { deal() } else { meeting() };
        let mut event = EventRow {
            event_id: format!("e{number}"),
            doc_id: own,
            url: Some(text.into()),
            title: Some(text.into()),
            published: day,
            code: Some(text.into()),
            rule: text.into(),
            model: text.into(),
            ..event
        };
        for mention in &mut event.mentions {
            mention.text = text.into();
            mention.sentence.text = text.into();
        }
        for filler in event.roles.values_mut().flatten() {
            filler.text = text.into();
            filler.title = Some(text.into());
            filler.unit = Some(text.into());
            filler.name = filler.name.as_ref().map(|_| text.into());
        }
        (row, event)
    });
    records.unzip()
}

/// A row of a table as texts, so that rows of all formats can be compared.
pub(crate) type Texts = Vec<Option<String>>;

/// The rows that the records give, by table, in order of their keys.
pub(crate) fn expected(documents: &[DocumentRow], events: &[EventRow]) -> BTreeMap<Table, Vec<Texts>> {
    let mut star = Star::default();
    let mut rows = BTreeMap::<_, Vec<Texts>>::new();
    let mut take = |row: Row<'_>| {
        rows.entry(row.table).or_default().push(row.cells.iter().map(text).collect());
        Ok::<_, Error>(())
    };
    for row in documents {
        star.document(row, &mut take).unwrap();
    }
    for row in events {
        star.event(row, &mut take).unwrap();
    }
    star.finish(&mut take).unwrap();
    sorted(rows)
}

/// Rows in the order of their texts.
pub(crate) fn sorted(mut rows: BTreeMap<Table, Vec<Texts>>) -> BTreeMap<Table, Vec<Texts>> {
    rows.values_mut().for_each(|rows| rows.sort());
    rows
}

fn text(cell: &Cell<'_>) -> Option<String> {
    match cell {
        Cell::Empty => None,
        Cell::Text(text) => Some((*text).to_owned()),
        Cell::Date(date) => Some(date.to_string()),
        Cell::Integer(number) => Some(number.to_string()),
        Cell::Number(number) => Some(number.to_string()),
    }
}

/// Writes the records in `format` into `folder`: all documents, then all events.
pub(crate) fn write(format: Format, folder: &Path, documents: &[DocumentRow], events: &[EventRow]) {
    let mut sinks = Sinks::in_folder(&[format], folder).unwrap();
    documents.iter().for_each(|row| sinks.document(row).unwrap());
    let mut line = Vec::new();
    events.iter().for_each(|row| sinks.event(&EventLine::of(row, &mut line).unwrap()).unwrap());
    sinks.finish().unwrap();
}
