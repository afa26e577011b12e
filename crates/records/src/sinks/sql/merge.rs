//! Staging tables, and how they are merged into the tables.

use crate::{
    sinks::ddl::{columns, names, quoted, set},
    tables::Table,
};

/// What stands before the rows of `table`.
pub(super) fn staging(table: Table) -> String {
    format!(
        "CREATE TEMPORARY TABLE staged_{table} (LIKE {0}) ON COMMIT DROP;\nCOPY staged_{table} ({1}) FROM stdin;\n",
        quoted(table.as_str()),
        columns(table)
    )
}

/// What merges all staged rows.
pub(super) fn merge() -> String {
    let upserts = [Table::Events, Table::Arguments, Table::Mentions].map(upsert);
    [TOUCHED, &upsert(Table::Documents), ENTITIES, &upserts.concat(), STALE, COUNTS].concat()
}

/// Of rows that come twice the later one counts. Rows that are the same already are not touched.
fn upsert(table: Table) -> String {
    let others: Vec<_> =
        table.columns().iter().map(|column| column.name).filter(|name| !table.key().contains(name)).collect();
    let of = |row: &str| others.iter().map(|name| format!("{row}.{}", quoted(name))).collect::<Vec<_>>().join(", ");
    let key = names(table.key());
    format!(
        "INSERT INTO {table} ({columns})
SELECT DISTINCT ON ({key}) {columns} FROM staged_{table} ORDER BY {key}, ctid DESC
ON CONFLICT ({key}) DO UPDATE SET {set}
WHERE ({old}) IS DISTINCT FROM ({new});
",
        columns = columns(table),
        set = set(table),
        old = of(table.as_str()),
        new = of("excluded"),
    )
}

/// The entities whose events may change: those that come, and those of the documents that come again.
const TOUCHED: &str = "\
CREATE TEMPORARY TABLE touched ON COMMIT DROP AS
SELECT entity_id FROM staged_entities
UNION
SELECT entity_id FROM arguments JOIN events USING (event_id) JOIN staged_documents USING (doc_id)
WHERE entity_id IS NOT NULL;
";

/// Entities are known by what all dumps say, not by the last one alone; see [`COUNTS`].
const ENTITIES: &str = "\
INSERT INTO entities (entity_id, name, kind, country, aliases, events)
SELECT entity_id, name, kind, country, aliases, events FROM staged_entities
ON CONFLICT (entity_id) DO NOTHING;
";

/// What an earlier load found in the documents that come again, and this one did not.
const STALE: &str = "\
DELETE FROM events AS old USING staged_documents AS document
WHERE old.doc_id = document.doc_id
    AND NOT EXISTS (SELECT FROM staged_events AS new WHERE new.event_id = old.event_id);
DELETE FROM arguments AS old USING staged_events AS event
WHERE old.event_id = event.event_id AND NOT EXISTS (
    SELECT FROM staged_arguments AS new WHERE new.event_id = old.event_id AND new.position = old.position);
DELETE FROM mentions AS old USING staged_events AS event
WHERE old.event_id = event.event_id AND NOT EXISTS (
    SELECT FROM staged_mentions AS new WHERE new.event_id = old.event_id AND new.position = old.position);
";

/// An entity keeps its name and its country while anything says so.
const COUNTS: &str = r#"DELETE FROM entities AS old USING touched
WHERE old.entity_id = touched.entity_id
    AND NOT EXISTS (SELECT FROM arguments WHERE arguments.entity_id = old.entity_id);
WITH said AS (
    SELECT DISTINCT entity_id, text FROM arguments JOIN touched USING (entity_id)
), spelled AS (
    SELECT entity_id, '[' || string_agg(to_json(text)::text, ',' ORDER BY text COLLATE "C") || ']' AS aliases
    FROM said GROUP BY entity_id
), counted AS (
    SELECT
        entity_id,
        count(DISTINCT event_id) AS events,
        CASE WHEN bool_or(argument.name = entity.name) THEN entity.name
            ELSE coalesce(staged.name, min(argument.name COLLATE "C")) END AS name,
        CASE WHEN bool_or(argument.country = entity.country) THEN entity.country
            ELSE coalesce(staged.country, min(argument.country COLLATE "C")) END AS country
    FROM arguments AS argument
        JOIN touched USING (entity_id)
        JOIN entities AS entity USING (entity_id)
        LEFT JOIN staged_entities AS staged USING (entity_id)
    GROUP BY entity_id, entity.name, entity.country, staged.name, staged.country
)
UPDATE entities AS entity
SET name = counted.name, country = counted.country, aliases = spelled.aliases, events = counted.events
FROM spelled JOIN counted USING (entity_id)
WHERE entity.entity_id = spelled.entity_id
    AND (entity.name, entity.country, entity.aliases, entity.events)
        IS DISTINCT FROM (counted.name, counted.country, spelled.aliases, counted.events);
"#;
