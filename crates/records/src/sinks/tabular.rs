//! What the sinks that write tables have in common.

use super::Sink;
use crate::{
    DocumentRow, Error, EventLine,
    tables::{Row, Star},
};

/// Takes the rows of all tables in order.
pub(super) trait Rows {
    /// Takes one row.
    fn row(&mut self, row: Row<'_>) -> Result<(), Error>;

    /// Completes the output.
    fn finish(self) -> Result<(), Error>;
}

/// A sink that writes tables.
pub(super) struct Tabular<R> {
    star: Star,
    rows: R,
}

impl<R: Rows> Tabular<R> {
    pub(super) fn new(rows: R) -> Self {
        Self { star: Star::default(), rows }
    }
}

impl<R: Rows> Sink for Tabular<R> {
    fn document(&mut self, row: &DocumentRow) -> Result<(), Error> {
        self.star.document(row, |row| self.rows.row(row))
    }

    fn event(&mut self, event: &EventLine<'_>) -> Result<(), Error> {
        self.star.event(event, |row| self.rows.row(row))
    }

    /// Nobody can read the tables before they are complete.
    fn flush(&mut self) -> Result<(), Error> {
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<(), Error> {
        let Self { star, mut rows } = *self;
        star.finish(|row| rows.row(row))?;
        rows.finish()
    }
}
