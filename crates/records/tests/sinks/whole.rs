//! Nothing of an event is lost in the tables: its record can be made from their rows again.

use std::collections::BTreeMap;

use dateline_records::{EventRow, tables::Table};
use serde_json::{Map, Value, json};

use crate::support::{Texts, deal, document, expected, hostile, meeting};

/// The rows of a table as objects; empty cells are left out.
fn objects(table: Table, rows: &BTreeMap<Table, Vec<Texts>>) -> Vec<Map<String, Value>> {
    let object = |row: &Texts| {
        let named = table.columns().iter().zip(row);
        named.filter_map(|(column, text)| Some((column.name.to_owned(), json!(text.as_ref()?)))).collect()
    };
    rows.get(&table).into_iter().flatten().map(object).collect()
}

/// The rows that belong to an event, in order; offsets are numbers again.
fn of_event(id: &Value, rows: &[Map<String, Value>]) -> Vec<Map<String, Value>> {
    let number = |value: &Value| json!(value.as_str().unwrap().parse::<usize>().unwrap());
    let mut rows: Vec<_> = rows.iter().filter(|row| row["event_id"] == *id).cloned().collect();
    for row in &mut rows {
        for name in ["position", "start", "end", "sentence_start", "sentence_end"] {
            row.entry(name).and_modify(|value| *value = number(value));
        }
    }
    rows.sort_by_key(|row| row["position"].as_u64());
    rows
}

/// A row under the names that its record has.
fn filler(mut row: Map<String, Value>) -> (String, Value) {
    let role = row["role"].as_str().unwrap().to_owned();
    for (column, name) in [("time_value", "value"), ("time_modifier", "mod")] {
        if let Some(value) = row.remove(column) {
            row.insert(name.to_owned(), value);
        }
    }
    (role, Value::Object(row))
}

fn record(event: &Map<String, Value>, arguments: &[Map<String, Value>], mentions: &[Map<String, Value>]) -> EventRow {
    let id = &event["event_id"];
    let mut record = event.clone();
    record["confidence"] = json!(event["confidence"].as_str().unwrap().parse::<f64>().unwrap());
    let mention = |row: Map<String, Value>| {
        let sentence = json!({"start": row["sentence_start"], "end": row["sentence_end"], "text": row["sentence"]});
        json!({"start": row["start"], "end": row["end"], "text": row["text"], "sentence": sentence})
    };
    record.insert("mentions".to_owned(), of_event(id, mentions).into_iter().map(mention).collect());
    let mut roles = BTreeMap::<_, Vec<_>>::new();
    for (role, filler) in of_event(id, arguments).into_iter().map(filler) {
        roles.entry(role).or_default().push(filler);
    }
    record.insert("roles".to_owned(), json!(roles));
    serde_json::from_value(Value::Object(record)).unwrap()
}

#[test]
fn a_record_can_be_made_from_its_rows() {
    let (_, mut events) = hostile();
    events.extend([deal(), meeting()]);
    let rows = expected(&[document()], &events);
    let [arguments, mentions] = [Table::Arguments, Table::Mentions].map(|table| objects(table, &rows));
    let mut made: Vec<_> =
        objects(Table::Events, &rows).iter().map(|event| record(event, &arguments, &mentions)).collect();
    for list in [&mut made, &mut events] {
        list.sort_by(|one, other| one.event_id.cmp(&other.event_id));
    }
    assert_eq!(made, events);
}
