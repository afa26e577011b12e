//! SQLite: a database with the tables, foreign keys, indices and views.
//!
//! Made to be opened as it is by Datasette, Metabase or `sqlite3`. It is in WAL mode, so that many can read while one
//! writes. A record that comes twice is one row: the later one.

use std::io;

use rusqlite::{
    Connection, ToSql, params_from_iter,
    types::{ToSqlOutput, Value, ValueRef},
};

use super::{
    ddl::{self, Dialect},
    rows::Rows,
};
use crate::{
    AsideFile, Error,
    tables::{Cell, Row, Table},
};

/// Nobody else sees the database before it is complete, and one that is not complete is thrown away: so no journal, and
/// foreign keys are checked once, at the end.
const BUILDING: &str = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; BEGIN;";

/// Writes `events.sqlite`.
pub(super) struct Sqlite {
    connection: Connection,
    file: AsideFile,
    /// The statement that takes a row, by table.
    upserts: Vec<String>,
}

impl Sqlite {
    pub(super) fn new(file: AsideFile) -> Result<Self, Error> {
        let connection = Connection::open(file.aside())?;
        connection.execute_batch(BUILDING)?;
        for &table in Table::ALL {
            connection.execute_batch(&Dialect::Sqlite.table(table))?;
        }
        Ok(Self { connection, file, upserts: Table::ALL.iter().map(|&table| upsert(table)).collect() })
    }
}

impl Rows for Sqlite {
    fn row(&mut self, row: Row<'_>) -> Result<(), Error> {
        let mut statement = self.connection.prepare_cached(&self.upserts[row.table as usize])?;
        statement.execute(params_from_iter(row.cells))?;
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<(), Error> {
        let Self { connection, file, .. } = *self;
        for &table in Table::ALL {
            connection.execute_batch(&Dialect::Sqlite.indices(table))?;
        }
        connection.execute_batch(&Dialect::Sqlite.views())?;
        connection.execute_batch("COMMIT; ANALYZE;")?;
        check(&connection)?;
        connection.execute_batch("PRAGMA journal_mode = WAL")?;
        connection.close().map_err(|(_, error)| error)?;
        file.publish()
    }
}

fn upsert(table: Table) -> String {
    let places = vec!["?"; table.columns().len()].join(", ");
    format!(
        "INSERT INTO {} ({}) VALUES ({places}) ON CONFLICT ({}) DO UPDATE SET {}",
        ddl::quoted(table.as_str()),
        ddl::columns(table),
        ddl::names(table.key()),
        ddl::set(table)
    )
}

/// An event whose document is missing is a mistake of the program.
fn check(connection: &Connection) -> Result<(), Error> {
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    match statement.query([])?.next()? {
        None => Ok(()),
        Some(row) => {
            let (table, other): (String, String) = (row.get(0)?, row.get(2)?);
            Err(io::Error::other(format!("a row of {table} names a row of {other} that there is not")).into())
        }
    }
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Empty => ToSqlOutput::Borrowed(ValueRef::Null),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Date(date) => ToSqlOutput::Owned(Value::Text(date.to_string())),
            Self::Integer(number) => ToSqlOutput::Borrowed(ValueRef::Integer(*number)),
            Self::Number(number) => ToSqlOutput::Borrowed(ValueRef::Real(*number)),
        })
    }
}
