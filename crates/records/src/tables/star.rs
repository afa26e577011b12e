//! Records to rows.

use jiff::civil::Date;

use super::{Cell, Table, arguments, documents, entities, events, mentions};
use crate::{DocumentRow, EventRow};

/// One row of one table.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The table.
    pub table: Table,
    /// What stands in its columns.
    pub cells: &'a [Cell<'a>],
    /// The publication date of the document or event that the row belongs to; entities have none.
    pub published: Option<Date>,
}

/// Turns records into the rows of all tables.
///
/// The rows of a record come at once, an event before its arguments and mentions; those of `entities`, for which all
/// events must have been seen, in [`Star::finish`].
#[derive(Debug, Default)]
pub struct Star {
    entities: entities::Entities,
}

impl Star {
    /// Gives the row of a document.
    ///
    /// # Errors
    /// What `emit` gives.
    pub fn document<E>(&self, row: &DocumentRow, mut emit: impl FnMut(Row<'_>) -> Result<(), E>) -> Result<(), E> {
        let cells = documents::cells(row);
        emit(Row { table: Table::Documents, cells: &cells, published: row.published })
    }

    /// Gives the rows of an event.
    ///
    /// # Errors
    /// The first that `emit` gives.
    pub fn event<E>(&mut self, row: &EventRow, mut emit: impl FnMut(Row<'_>) -> Result<(), E>) -> Result<(), E> {
        let published = row.published;
        emit(Row { table: Table::Events, cells: &events::cells(row), published })?;
        let arguments: Vec<_> = arguments::Argument::of(row).collect();
        for argument in &arguments {
            emit(Row { table: Table::Arguments, cells: &arguments::cells(argument), published })?;
        }
        for (position, mention) in row.mentions.iter().enumerate() {
            let mention = mentions::Mention { event: row, position, row: mention };
            emit(Row { table: Table::Mentions, cells: &mentions::cells(&mention), published })?;
        }
        self.entities.add(arguments.iter().filter_map(|argument| Some((argument.entity.as_ref()?, argument.row))));
        Ok(())
    }

    /// Gives the rows of the entities that the events named, by id.
    ///
    /// # Errors
    /// The first that `emit` gives.
    pub fn finish<E>(self, mut emit: impl FnMut(Row<'_>) -> Result<(), E>) -> Result<(), E> {
        self.entities.rows().try_for_each(|named| {
            emit(Row { table: Table::Entities, cells: &entities::cells(&named), published: None })
        })
    }
}
