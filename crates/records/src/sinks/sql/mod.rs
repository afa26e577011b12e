//! PostgreSQL: a script for `psql`, which makes the tables where they do not exist, and loads them.
//!
//! Everything lies in the schema `dateline` and happens in one transaction. The rows are copied into staging tables, then
//! merged: loaded twice, a script changes nothing the second time; loaded after another dump's, it adds to it; of a
//! document that is loaded again, which is one of the same name, the newer events are kept. PostgreSQL's texts cannot hold the character NUL: U+FFFD
//! stands for it.

mod copy;
mod merge;

use std::{
    fs::File,
    io::{self, BufWriter, Seek, Write},
};

use super::{
    ddl::{self, Dialect},
    rows::Rows,
};
use crate::{
    AsideFile, Error,
    tables::{Row, Table},
};

const HEAD: &str = r"-- Events as tables, for PostgreSQL 12 or newer. Load it, again if need be: psql -d DATABASE -f events.sql
-- Documents that were loaded before, under the same doc_id, lose their old events: load dumps whose documents share names
-- into databases of their own.
\set ON_ERROR_STOP on
\set QUIET on
BEGIN;
SET LOCAL client_encoding = 'UTF8';
SET LOCAL standard_conforming_strings = on;
SET LOCAL client_min_messages = warning;
CREATE SCHEMA IF NOT EXISTS dateline;
SET LOCAL search_path = dateline;
";

/// What tables have that an older version of the program made.
const OLDER: &str = "ALTER TABLE events DROP COLUMN IF EXISTS record;\nDROP INDEX IF EXISTS entities_name;\n";

/// Writes `events.sql`.
pub(super) struct Sql {
    file: AsideFile,
    /// The rows of each table, which come mixed but are loaded table by table.
    rows: Vec<BufWriter<File>>,
    line: String,
}

impl Sql {
    pub(super) fn new(file: AsideFile) -> Result<Self, Error> {
        let folder = file.folder().to_owned();
        let aside = || tempfile::tempfile_in(&folder).map(BufWriter::new);
        let rows = Table::ALL.iter().map(|_| aside()).collect::<Result<_, _>>();
        let rows = rows.map_err(|source| Error::create(&folder, source))?;
        Ok(Self { file, rows, line: String::new() })
    }
}

impl Rows for Sql {
    fn row(&mut self, row: Row<'_>) -> Result<(), Error> {
        self.line.clear();
        copy::line(row.cells, &mut self.line);
        Ok(self.rows[row.table as usize].write_all(self.line.as_bytes())?)
    }

    fn finish(self: Box<Self>) -> Result<(), Error> {
        let Self { mut file, rows, .. } = *self;
        file.write_all(HEAD.as_bytes())?;
        file.write_all(schema().as_bytes())?;
        for (&table, rows) in Table::ALL.iter().zip(rows) {
            file.write_all(merge::staging(table).as_bytes())?;
            let mut rows = rows.into_inner().map_err(io::IntoInnerError::into_error)?;
            rows.rewind()?;
            io::copy(&mut rows, &mut file)?;
            file.write_all(copy::END.as_bytes())?;
        }
        file.write_all(merge::merge().as_bytes())?;
        file.write_all(b"COMMIT;\n")?;
        file.publish()
    }
}

/// What makes tables, indices and views, and what their columns say.
fn schema() -> String {
    // A table comes after those that it names.
    let tables = [Table::Documents, Table::Entities, Table::Events, Table::Arguments, Table::Mentions];
    let mut script = String::new();
    for table in tables {
        script += &Dialect::Postgres.table(table);
        script += &Dialect::Postgres.indices(table);
        for column in table.columns() {
            let (table, about) = (table.as_str(), column.about.replace('\'', "''"));
            script += &format!("COMMENT ON COLUMN {}.{} IS '{about}';\n", ddl::quoted(table), ddl::quoted(column.name));
        }
    }
    script + OLDER + &Dialect::Postgres.views()
}
