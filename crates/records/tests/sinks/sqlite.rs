//! `SQLite`, read back by `SQLite`.

use std::{collections::BTreeMap, path::Path};

use dateline_records::{DocumentRow, EventLine, Format, Sinks, tables::Table};
use rusqlite::{Connection, types::ValueRef};

use crate::support::{Texts, deal, document, expected, hostile, meeting, sorted, write};

fn open(folder: &Path) -> Connection {
    Connection::open(folder.join("events.sqlite")).unwrap()
}

/// What a query gives, as texts.
fn rows(connection: &Connection, query: &str) -> Vec<Texts> {
    let mut statement = connection.prepare(query).unwrap();
    let width = statement.column_count();
    let text = |value: ValueRef<'_>| match value {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Text(text) => Some(String::from_utf8(text.to_vec()).unwrap()),
        ValueRef::Blob(_) => panic!("no column holds bytes"),
    };
    let rows = statement.query_map([], |row| (0..width).map(|index| Ok(text(row.get_ref(index)?))).collect());
    rows.unwrap().map(Result::unwrap).collect()
}

fn tables(connection: &Connection) -> BTreeMap<Table, Vec<Texts>> {
    sorted(Table::ALL.iter().map(|&table| (table, rows(connection, &format!("SELECT * FROM {table}")))).collect())
}

#[test]
fn all_rows_are_read_back_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let (documents, events) = hostile();
    write(Format::Sqlite, folder.path(), &documents, &events);
    assert_eq!(tables(&open(folder.path())), expected(&documents, &events));
}

#[test]
fn the_database_is_sound_and_ready_for_many_readers() {
    let folder = tempfile::tempdir().unwrap();
    let (documents, events) = hostile();
    write(Format::Sqlite, folder.path(), &documents, &events);
    let connection = open(folder.path());
    let answer = |query| rows(&connection, query);
    let one = |text: &str| vec![vec![Some(text.to_owned())]];
    assert_eq!(answer("PRAGMA integrity_check"), one("ok"));
    assert_eq!(answer("PRAGMA journal_mode"), one("wal"));
    assert_eq!(answer("PRAGMA foreign_key_check"), Vec::<Texts>::new());
    let plan = answer("EXPLAIN QUERY PLAN SELECT * FROM arguments WHERE entity_id = 'x'");
    assert!(plan[0][3].as_deref().unwrap().contains("USING INDEX arguments_entity_id"), "{plan:?}");
}

#[test]
fn a_record_that_comes_twice_is_one_row_the_later_one() {
    let folder = tempfile::tempdir().unwrap();
    let later = DocumentRow { title: Some("Later".into()), ..document() };
    write(Format::Sqlite, folder.path(), &[document(), later], &[deal(), deal()]);
    let connection = open(folder.path());
    assert_eq!(rows(&connection, "SELECT title FROM documents"), [[Some("Later".to_owned())]]);
    assert_eq!(rows(&connection, "SELECT count(*) FROM arguments"), [[Some("4".to_owned())]]);
}

#[test]
fn an_event_without_its_document_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let mut sinks = Sinks::in_folder(&[Format::Sqlite], folder.path()).unwrap();
    sinks.event(&EventLine::of(&deal(), &mut Vec::new()).unwrap()).unwrap();
    let error = sinks.finish().unwrap_err();
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(source, "a row of events names a row of documents that there is not");
}

/// A view's row as `column=value`, empty ones left out.
fn view(connection: &Connection, name: &str) -> Vec<String> {
    let statement = connection.prepare(&format!("SELECT * FROM {name}")).unwrap();
    let names: Vec<_> = statement.column_names().map(str::to_owned).collect();
    let rows = rows(connection, &format!("SELECT * FROM {name}"));
    let shown = |row: Texts| {
        let named = names.iter().zip(row).filter_map(|(name, value)| Some(format!("{name}={}", value?)));
        named.filter(|text| !text.starts_with("sentence")).collect::<Vec<_>>().join(" | ")
    };
    rows.into_iter().map(shown).collect()
}

#[test]
fn views_say_who_met_whom_and_what_was_dealt() {
    let folder = tempfile::tempdir().unwrap();
    write(Format::Sqlite, folder.path(), &[document()], &[deal(), meeting()]);
    let connection = open(folder.path());
    let pairs = view(&connection, "who_met_whom");
    assert_eq!(pairs.len(), 1);
    assert!(pairs[0].contains("who=Vladimir Putin | who_title=president | who_id="), "{pairs:?}");
    assert!(pairs[0].contains("whom=Abdullah Ahmad Badawi | whom_country=MYS | whom_id="), "{pairs:?}");
    let expected = "event_id=5f0c | published=2021-05-28 | subtype=transaction | status=occurred | confidence=0.9123 | \
                    buyers=Petronas | assets=Rosneft stock | sum=$1.1 billion | amount=1100000000.05 | \
                    amount_number=1100000000.05 | currency=USD | bound=exact | times=late July | \
                    title=Petronas buys | url=https://example.org/a | doc_id=a.txt";
    assert_eq!(view(&connection, "deals"), [expected]);
    assert_eq!(view(&connection, "figures"), [""; 0]);
}
