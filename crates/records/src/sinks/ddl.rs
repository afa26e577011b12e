//! The tables and views in SQL.

use std::fmt::Write;

use dateline_text::Role;

use crate::tables::{Column, Kind, Table};

/// Views that answer what most people ask, by name; `{role}` in them stands for all fillers of a role of `event`.
const VIEWS: &[(&str, &str)] = &[
    ("who_met_whom", include_str!("../../views/who_met_whom.sql")),
    ("deals", include_str!("../../views/deals.sql")),
    ("figures", include_str!("../../views/figures.sql")),
];

/// A language of databases.
#[derive(Debug, Clone, Copy)]
pub(super) enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    const fn kind(self, kind: Kind) -> &'static str {
        match (self, kind) {
            (_, Kind::Text) => "TEXT",
            // To SQLite only a name, by which other programs know what the texts are.
            (_, Kind::Date) => "DATE",
            (Self::Sqlite, Kind::Integer) => "INTEGER",
            (Self::Postgres, Kind::Integer) => "BIGINT",
            (Self::Sqlite, Kind::Number) => "REAL",
            (Self::Postgres, Kind::Number) => "DOUBLE PRECISION",
        }
    }

    /// The function that joins texts.
    const fn joining(self) -> &'static str {
        match self {
            Self::Sqlite => "group_concat",
            Self::Postgres => "string_agg",
        }
    }

    /// What makes `table`, where it does not exist.
    pub(super) fn table(self, table: Table) -> String {
        let columns: String = table.columns().iter().map(|column| self.column(column)).collect();
        let mut rules = vec![format!("    PRIMARY KEY ({})", names(table.key()))];
        rules.extend(table.references().iter().map(|(column, other)| {
            // What was found in a document goes when the document goes; an entity is nobody's.
            let then = if matches!(other, Table::Entities) { "" } else { " ON DELETE CASCADE" };
            format!("    FOREIGN KEY ({0}) REFERENCES {1} ({0}){then}", quoted(column), quoted(other.as_str()))
        }));
        format!(
            "CREATE TABLE IF NOT EXISTS {} ( -- {}\n{columns}{}\n);\n",
            quoted(table.as_str()),
            table.about(),
            rules.join(",\n")
        )
    }

    fn column(self, column: &Column) -> String {
        let needed = if column.optional { "" } else { " NOT NULL" };
        format!("    {} {}{needed}, -- {}\n", quoted(column.name), self.kind(column.kind), column.about)
    }

    /// What makes the views; a view of that name is replaced.
    pub(super) fn views(self) -> String {
        let create = match self {
            Self::Sqlite => "CREATE VIEW",
            Self::Postgres => "CREATE OR REPLACE VIEW",
        };
        VIEWS.iter().fold(String::new(), |mut script, (name, query)| {
            let query = Role::ALL
                .iter()
                .fold((*query).to_owned(), |query, &role| query.replace(&format!("{{{role}}}"), &self.fillers(role)));
            let _ = writeln!(script, "{create} {} AS\n{};", quoted(name), query.trim_end());
            script
        })
    }

    /// What makes the indices of `table` on columns that are not its key, where they do not exist.
    pub(super) fn indices(self, table: Table) -> String {
        table.looked_up_by().iter().fold(String::new(), |mut script, column| {
            let (suffix, method) = match self {
                // A name may be as long as its sentence; no other index of PostgreSQL takes more than some 2,700 bytes.
                Self::Postgres if *column == "name" => ("_hash", "USING hash "),
                _ => ("", ""),
            };
            let name = quoted(&format!("{table}_{column}{suffix}"));
            let (table, column) = (quoted(table.as_str()), quoted(column));
            let _ = writeln!(script, "CREATE INDEX IF NOT EXISTS {name} ON {table} {method}({column});");
            script
        })
    }

    /// The names of all fillers of a role of `event`, in the order of the text.
    fn fillers(self, role: Role) -> String {
        format!(
            "(SELECT {}(name, '; ') FROM (SELECT coalesce(name, text) AS name FROM arguments \
             WHERE event_id = event.event_id AND role = '{role}' ORDER BY position) AS fillers)",
            self.joining()
        )
    }
}

/// A name in quotes: `end` is a word of SQL.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

/// Names in quotes, separated by commas.
pub(super) fn names<'a>(names: impl IntoIterator<Item = &'a &'a str>) -> String {
    names.into_iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
}

/// The names of a table's columns, in quotes, separated by commas.
pub(super) fn columns(table: Table) -> String {
    names(&table.columns().iter().map(|column| column.name).collect::<Vec<_>>())
}

/// What an upsert sets: all columns but the key's.
pub(super) fn set(table: Table) -> String {
    let others = table.columns().iter().filter(|column| !table.key().contains(&column.name));
    others.map(|column| format!("{0} = excluded.{0}", quoted(column.name))).collect::<Vec<_>>().join(", ")
}
