//! What the formats that hold tables have in common.

use crate::{Error, tables::Row};

/// Takes the rows of all tables in order.
pub(super) trait Rows {
    /// Takes one row.
    fn row(&mut self, row: Row<'_>) -> Result<(), Error>;

    /// Completes the output.
    fn finish(self: Box<Self>) -> Result<(), Error>;
}
