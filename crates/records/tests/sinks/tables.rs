//! The tables: what their columns say, and that no row says anything else than its record.

use std::collections::BTreeSet;

use arrow::array::{Array, AsArray};
use arrow::datatypes::{DataType, Date32Type, Float64Type, Int64Type};
use dateline_records::{
    Error, EventRow,
    tables::{self, Batch, Cell, Star, Table},
};

use crate::support::{deal, document, meeting};

/// A row, cell by cell, with empty cells left out.
fn shown(table: Table, cells: &[Cell<'_>]) -> String {
    let named = table.columns().iter().zip(cells).filter(|(_, cell)| **cell != Cell::Empty);
    let shown = named.map(|(column, cell)| match cell {
        Cell::Text(text) => format!("{}={text}", column.name),
        Cell::Date(date) => format!("{}={date}", column.name),
        Cell::Integer(number) => format!("{}={number}", column.name),
        Cell::Number(number) => format!("{}={number}", column.name),
        Cell::Empty => String::new(),
    });
    shown.collect::<Vec<_>>().join(" | ")
}

/// The rows that `events` give in `table`.
fn rows(table: Table, events: &[EventRow]) -> Vec<String> {
    let mut star = Star::default();
    let mut found = Vec::new();
    let mut take = |row: tables::Row<'_>| {
        if row.table == table {
            found.push(shown(table, row.cells));
        }
        Ok::<_, Error>(())
    };
    star.document(&document(), &mut take).unwrap();
    for event in events {
        star.event(event, &mut take).unwrap();
    }
    star.finish(&mut take).unwrap();
    found
}

#[test]
fn a_document_is_a_row_as_it_is() {
    let expected = "doc_id=a.txt | input=news/a.txt | url=https://example.org/a | title=Petronas buys | \
                    published=2021-05-28 | source=Example | language=en | tokens=17 | events=2 | bytes=96";
    assert_eq!(rows(Table::Documents, &[]), [expected]);
}

#[test]
fn an_event_is_a_row_with_its_first_mention() {
    let expected = "event_id=5f0c | doc_id=a.txt | url=https://example.org/a | title=Petronas buys | published=2021-05-28 | \
         type=deal | subtype=transaction | status=occurred | confidence=0.9123 | rule=deal/transaction/buy-active | \
         model=news-minilm@0123456789ab | trigger=bought | start=26 | end=32 | \
         sentence=Malaysia's state oil firm bought Rosneft stock for $1.1 billion in late July.";
    assert_eq!(rows(Table::Events, &[deal()]), [expected]);
}

#[test]
fn arguments_are_rows_in_the_order_of_the_record() {
    let rows = rows(Table::Arguments, &[deal()]);
    let buyer = "event_id=5f0c | position=0 | role=buyer | text=Malaysia's state oil firm | entity_id=";
    assert!(rows[0].starts_with(buyer), "{}", rows[0]);
    assert!(rows[0].ends_with(" | name=Petronas | kind=organisation | country=MYS | start=0 | end=25"), "{}", rows[0]);
    let others = [
        "event_id=5f0c | position=1 | role=asset | text=Rosneft stock | name=Rosneft stock | start=33 | end=46",
        "event_id=5f0c | position=2 | role=value | text=$1.1 billion | amount=1100000000.05 | \
         amount_number=1100000000.05 | currency=USD | bound=exact | start=51 | end=63",
        "event_id=5f0c | position=3 | role=time | text=late July | time_value=XXXX-07 | time_modifier=END | start=67 | \
         end=76",
    ];
    assert_eq!(rows[1..], others);
}

#[test]
fn mentions_are_rows_in_the_order_of_the_text() {
    let sentence = "sentence_start=0 | sentence_end=40 | sentence=Putin met Badawi; the talks went on long.";
    let expected = [
        format!("event_id=77aa | position=0 | start=6 | end=9 | text=met | {sentence}"),
        format!("event_id=77aa | position=1 | start=22 | end=27 | text=talks | {sentence}"),
    ];
    assert_eq!(rows(Table::Mentions, &[meeting()]), expected);
}

#[test]
fn an_entity_gathers_its_spellings_and_counts_each_event_once() {
    let mut first = meeting();
    let mut second = meeting();
    second.event_id = "77ab".into();
    let fillers = second.roles.values_mut().next().unwrap();
    fillers[0].name = Some("VLADIMIR  Putin".into());
    fillers[0].text = "the \"president\"".into();
    // The same man twice in one event.
    let again = fillers[0].clone();
    fillers.push(again);
    first.roles.values_mut().next().unwrap().truncate(1);
    let entities = rows(Table::Entities, &[first, second]);
    let without_ids: BTreeSet<_> = entities.iter().map(|row| row.split_once(" | ").unwrap().1).collect();
    let expected = [
        r#"name=Abdullah Ahmad Badawi | kind=person | country=MYS | aliases=["Badawi"] | events=1"#,
        r#"name=Vladimir Putin | kind=person | aliases=["Putin","the \"president\""] | events=2"#,
    ];
    assert_eq!(without_ids, BTreeSet::from(expected));
}

#[test]
fn keys_and_references_name_columns() {
    for &table in Table::ALL {
        let names: Vec<_> = table.columns().iter().map(|column| column.name).collect();
        assert_eq!(BTreeSet::from_iter(&names).len(), names.len(), "{table}");
        assert_eq!(names[..table.key().len()], *table.key());
        assert!(table.looked_up_by().iter().all(|name| names.contains(name)), "{table}");
        for (name, other) in table.references() {
            assert_eq!(other.key(), [*name], "{table} names rows of {other}");
            assert!(names.contains(name), "{table}");
        }
        assert!(table.columns().iter().all(|column| column.about.ends_with('.')), "{table}");
    }
}

#[test]
fn events_in_arrow_hold_what_the_events_say() {
    let (mut star, mut batch) = (Star::default(), Batch::new(Table::Events));
    for event in [deal(), meeting()] {
        let take = |row: tables::Row<'_>| if row.table == Table::Events { batch.push(row.cells) } else { Ok(()) };
        star.event(&event, take).unwrap();
    }
    let batch = batch.take().unwrap();
    assert_eq!(batch.schema(), Table::Events.schema());
    let column = |name: &str| batch.column_by_name(name).unwrap();
    assert_eq!(column("published").as_primitive::<Date32Type>().value(0), 18_775, "days to 2021-05-28");
    assert!(column("published").is_null(1));
    assert!((column("confidence").as_primitive::<Float64Type>().value(0) - 0.9123).abs() < f64::EPSILON);
    assert_eq!(column("start").as_primitive::<Int64Type>().values(), &[26, 6]);
}

#[test]
fn a_batch_takes_rows_of_its_own_table_only() {
    let mut batch = Batch::new(Table::Mentions);
    assert!(batch.push(&[Cell::Empty]).is_err());
    assert!(batch.push(&[Cell::Integer(1); 8]).is_err());
}

#[test]
fn a_field_says_what_its_column_says() {
    let schema = Table::Arguments.schema();
    let amount = schema.field_with_name("amount_number").unwrap();
    assert_eq!(amount.data_type(), &DataType::Float64);
    assert!(amount.is_nullable());
    assert_eq!(amount.metadata()["description"], "The same number as a float, to sum and to draw.");
}
