//! The script for `PostgreSQL`, loaded into one.

use std::{collections::BTreeMap, path::Path};

use dateline_records::{
    DocumentRow, EventRow, Format,
    tables::{Kind, Table},
};
use serde_json::Value;

use crate::{
    server::Server,
    support::{Texts, deal, document, expected, hostile, meeting, sorted, write},
};

/// One server for all of them: to start it takes longer than all that they do.
#[test]
fn a_script_loads_into_postgresql() {
    let Some(server) = Server::start() else { return };
    all_rows_are_read_back_as_they_were(&server);
    a_script_that_is_loaded_again_touches_no_row(&server);
    a_document_that_is_loaded_again_has_its_newer_events(&server);
    another_dump_is_added(&server);
    an_actor_is_called_what_something_says(&server);
    tables_of_an_older_version_take_newer_rows(&server);
    views_answer(&server);
    the_dashboard_asks_what_can_be_answered(&server);
}

fn script(folder: &Path, documents: &[DocumentRow], events: &[EventRow]) -> std::path::PathBuf {
    write(Format::Sql, folder, documents, events);
    folder.join("events.sql")
}

fn rows(server: &Server, database: &str, table: Table) -> Vec<Texts> {
    let lines = server.ask(database, &format!("SELECT row_to_json(t) FROM dateline.{table} AS t"));
    let row = |line: &String| {
        let mut row: Value = serde_json::from_str(line).unwrap();
        let take = |column: &dateline_records::tables::Column| match row[column.name].take() {
            Value::Null => None,
            Value::String(text) => Some(text),
            Value::Number(number) if column.kind == Kind::Number => Some(number.as_f64().unwrap().to_string()),
            other => Some(other.to_string()),
        };
        table.columns().iter().map(take).collect()
    };
    lines.iter().map(row).collect()
}

fn tables(server: &Server, database: &str) -> BTreeMap<Table, Vec<Texts>> {
    sorted(Table::ALL.iter().map(|&table| (table, rows(server, database, table))).collect())
}

fn without_nul(rows: BTreeMap<Table, Vec<Texts>>) -> BTreeMap<Table, Vec<Texts>> {
    let clean = |table, text: String| match table {
        // Its texts are JSON, in which the character is escaped.
        Table::Entities => text.replace('\0', "\u{FFFD}").replace("\\u0000", "\u{FFFD}"),
        _ => text.replace('\0', "\u{FFFD}"),
    };
    let rows = rows.into_iter().map(|(table, rows)| {
        let row = |row: Texts| row.into_iter().map(|text| text.map(|text| clean(table, text))).collect();
        (table, rows.into_iter().map(row).collect())
    });
    sorted(rows.collect())
}

fn all_rows_are_read_back_as_they_were(server: &Server) {
    let folder = tempfile::tempdir().unwrap();
    let (documents, events) = hostile();
    server.create("round");
    let said = server.load("round", &script(folder.path(), &documents, &events));
    assert_eq!(said, "");
    assert_eq!(tables(server, "round"), without_nul(expected(&documents, &events)));
}

fn a_script_that_is_loaded_again_touches_no_row(server: &Server) {
    let folder = tempfile::tempdir().unwrap();
    let (documents, events) = hostile();
    let script = script(folder.path(), &documents, &events);
    server.create("again");
    server.load("again", &script);
    // Where a row's current version lies, and who made it: an update would change both.
    let versions = || {
        let of = |&table: &Table| server.ask("again", &format!("SELECT ctid, xmin FROM dateline.{table}"));
        Table::ALL.iter().map(of).collect::<Vec<_>>()
    };
    let before = versions();
    assert_eq!(server.load("again", &script), "");
    assert_eq!(versions(), before);
}

fn a_document_that_is_loaded_again_has_its_newer_events(server: &Server) {
    let folder = tempfile::tempdir().unwrap();
    server.create("newer");
    let load = |events: &[EventRow]| server.load("newer", &script(folder.path(), &[document()], events));
    load(&[deal(), meeting()]);
    let mut newer = deal();
    newer.confidence = 0.25;
    newer.roles.pop_last();
    newer.roles.get_mut(&dateline_text::Role::Buyer).unwrap()[0].text = "The state oil firm".into();
    load(&[newer.clone()]);
    assert_eq!(tables(server, "newer"), {
        let mut rows = expected(&[document()], &[newer]);
        rows.entry(Table::Mentions).or_default();
        rows
    });
}

fn another_dump_is_added(server: &Server) {
    let folder = tempfile::tempdir().unwrap();
    server.create("added");
    let other = DocumentRow { doc_id: "b.txt".into(), ..document() };
    let mut again = deal();
    (again.event_id, again.doc_id) = ("5f0d".into(), "b.txt".into());
    again.roles.get_mut(&dateline_text::Role::Buyer).unwrap()[0].text = "Petronas".into();
    server.load("added", &script(folder.path(), &[document()], &[deal()]));
    server.load("added", &script(folder.path(), std::slice::from_ref(&other), std::slice::from_ref(&again)));
    assert_eq!(tables(server, "added"), expected(&[document(), other], &[deal(), again]));
}

fn an_actor_is_called_what_something_says(server: &Server) {
    let folder = tempfile::tempdir().unwrap();
    server.create("spelled");
    let load = |doc_id: &str, name: &str, country: &str| {
        let document = DocumentRow { doc_id: doc_id.into(), ..document() };
        let mut event = deal();
        (event.event_id, event.doc_id) = (doc_id.into(), doc_id.into());
        let buyer = &mut event.roles.get_mut(&dateline_text::Role::Buyer).unwrap()[0];
        (buyer.name, buyer.country) = (Some(name.into()), Some(country.into()));
        server.load("spelled", &script(folder.path(), &[document], &[event]));
        server.ask("spelled", "SELECT name, country FROM dateline.entities WHERE lower(name) = 'petronas'")
    };
    assert_eq!(load("a", "PETRONAS", "IDN"), ["PETRONAS|IDN"]);
    assert_eq!(load("b", "Petronas", "MYS"), ["PETRONAS|IDN"], "the first is kept while something says so");
    assert_eq!(load("a", "petronas", "MYS"), ["petronas|MYS"], "nothing says PETRONAS or IDN any more");
}

fn tables_of_an_older_version_take_newer_rows(server: &Server) {
    let folder = tempfile::tempdir().unwrap();
    server.create("older");
    let load = || server.load("older", &script(folder.path(), &[document()], &[deal()]));
    load();
    server.ask("older", "DELETE FROM dateline.documents");
    server.ask("older", "ALTER TABLE dateline.events ADD COLUMN record text NOT NULL");
    assert_eq!(load(), "");
    assert_eq!(tables(server, "older")[&Table::Events].len(), 1);
}

fn views_answer(server: &Server) {
    let folder = tempfile::tempdir().unwrap();
    server.create("views");
    server.load("views", &script(folder.path(), &[document()], &[deal(), meeting()]));
    let pair = server.ask("views", "SELECT who, whom, status FROM dateline.who_met_whom");
    assert_eq!(pair, ["Vladimir Putin|Abdullah Ahmad Badawi|planned"]);
    let deal = server.ask("views", "SELECT buyers, assets, amount, currency, times FROM dateline.deals");
    assert_eq!(deal, ["Petronas|Rosneft stock|1100000000.05|USD|late July"]);
    assert_eq!(server.ask("views", "SELECT count(*) FROM dateline.figures"), ["0"]);
}

/// The query of a panel or variable as Grafana sends it.
fn sent(query: &str) -> String {
    let mut query = query.replace("$status", "'occurred','planned'").replace("$confidence", "0.5");
    while let Some((before, rest)) = query.split_once("$__timeFilter(") {
        let (column, after) = rest.split_once(')').unwrap();
        query = format!("{before}{column} BETWEEN '2011-01-01T00:00:00Z' AND '2026-01-01T00:00:00Z'{after}");
    }
    assert!(!query.contains('$'), "{query} holds what only Grafana knows");
    query
}

fn the_dashboard_asks_what_can_be_answered(server: &Server) {
    let folder = tempfile::tempdir().unwrap();
    server.create("dashboard");
    let mut meeting = meeting();
    meeting.published = deal().published;
    server.load("dashboard", &script(folder.path(), &[document()], &[deal(), meeting, figure()]));
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/dashboards/grafana.json");
    let dashboard: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    for panel in dashboard["panels"].as_array().unwrap() {
        let query = sent(panel["targets"][0]["rawSql"].as_str().unwrap());
        // The records are such that each panel has something to show.
        let lines = server.ask("dashboard", &query);
        assert!(lines.iter().any(|line| line != "0"), "{}: {lines:?}", panel["title"]);
    }
    let months = sent(dashboard["panels"][3]["targets"][0]["rawSql"].as_str().unwrap());
    // Grafana shows the dashboard in UTC, whatever the server's own time zone is.
    let query =
        format!("SET timezone = 'Europe/Berlin'; SELECT DISTINCT time AT TIME ZONE 'UTC' FROM ({months}) AS panel");
    assert_eq!(server.ask("dashboard", &query), ["SET", "2021-05-01 00:00:00"]);
    let variables = dashboard["templating"]["list"].as_array().unwrap();
    let queries = variables.iter().filter(|variable| variable["type"] == "query");
    for variable in queries {
        assert!(!server.ask("dashboard", variable["query"].as_str().unwrap()).is_empty());
    }
}

/// What the deal's sum would be as a figure.
fn figure() -> EventRow {
    let mut row = deal();
    row.event_id = "f1".into();
    row.event_type = dateline_text::EventType::Figure;
    row.subtype = dateline_text::Subtype::Level;
    row
}
