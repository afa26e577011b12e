//! Tables as Arrow, a batch of rows at a time.

use std::{mem, sync::Arc};

use arrow::{
    array::{ArrayBuilder, ArrayRef, Date32Builder, Float64Builder, Int64Builder, StringBuilder},
    datatypes::{DataType, Field, Schema, SchemaRef},
    error::ArrowError,
    record_batch::RecordBatch,
};
use jiff::civil::Date;

use super::{Cell, Column, Kind, Table};
use crate::Error;

impl Kind {
    const fn arrow(self) -> DataType {
        match self {
            Self::Text => DataType::Utf8,
            Self::Date => DataType::Date32,
            Self::Integer => DataType::Int64,
            Self::Number => DataType::Float64,
        }
    }
}

impl Column {
    fn field(&self) -> Field {
        let about = [("description".to_owned(), self.about.to_owned())];
        Field::new(self.name, self.kind.arrow(), self.optional).with_metadata(about)
    }
}

impl Table {
    /// The table's schema in Arrow; a field's metadata say under `description` what the column says.
    pub fn schema(self) -> SchemaRef {
        schema(self.columns())
    }
}

/// The schema of rows with these columns.
pub(super) fn schema(columns: &[Column]) -> SchemaRef {
    Arc::new(Schema::new(columns.iter().map(Column::field).collect::<Vec<_>>()))
}

/// Rows of one table that become an Arrow batch.
#[derive(Debug)]
pub struct Batch {
    schema: SchemaRef,
    builders: Vec<Builder>,
    rows: usize,
    bytes: usize,
    /// How many bytes of rows there is room for.
    room: usize,
}

impl Batch {
    /// A batch of `table` without rows.
    pub fn new(table: Table) -> Self {
        Self::of(table.columns())
    }

    /// A batch of rows with these columns.
    pub(super) fn of(columns: &[Column]) -> Self {
        let builders = columns.iter().map(|column| Builder::new(column.kind)).collect();
        Self { schema: schema(columns), builders, rows: 0, bytes: 0, room: 0 }
    }

    /// Takes a row.
    ///
    /// # Errors
    ///
    /// A row of another table does not fit.
    pub fn push(&mut self, cells: &[Cell<'_>]) -> Result<(), Error> {
        if cells.len() != self.builders.len() {
            return Err(misfit());
        }
        for (builder, &cell) in self.builders.iter_mut().zip(cells) {
            self.bytes += builder.push(cell).ok_or_else(misfit)?;
        }
        self.rows += 1;
        Ok(())
    }

    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How much memory the rows take, about.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// How much memory the batch takes, about: that of the rows, or what is kept for the next ones.
    pub fn held(&self) -> usize {
        self.bytes.max(self.room)
    }

    /// Gives up the room that is kept for the next rows; there must be none in it.
    pub(crate) fn shrink(&mut self) {
        debug_assert_eq!(self.rows, 0);
        self.room = 0;
        self.builders.iter_mut().for_each(|builder| *builder = Builder::new(builder.kind()));
    }

    /// The rows so far, which leave the batch empty.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Write`] when a row leaves a column empty that may not be.
    pub fn take(&mut self) -> Result<RecordBatch, Error> {
        self.room = room(self.bytes);
        (self.rows, self.bytes) = (0, 0);
        let columns = self.builders.iter_mut().map(Builder::finish).collect();
        Ok(RecordBatch::try_new(Arc::clone(&self.schema), columns)?)
    }
}

/// A column of a batch.
#[derive(Debug)]
enum Builder {
    Text(StringBuilder),
    Date(Date32Builder),
    Integer(Int64Builder),
    Number(Float64Builder),
}

impl Builder {
    /// Without room, which grows with the rows: where many months come mixed there are many batches of few rows.
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text(StringBuilder::with_capacity(0, 0)),
            Kind::Date => Self::Date(Date32Builder::with_capacity(0)),
            Kind::Integer => Self::Integer(Int64Builder::with_capacity(0)),
            Kind::Number => Self::Number(Float64Builder::with_capacity(0)),
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::Text(_) => Kind::Text,
            Self::Date(_) => Kind::Date,
            Self::Integer(_) => Kind::Integer,
            Self::Number(_) => Kind::Number,
        }
    }

    /// Takes what stands in a row's place and says how many bytes that took; nothing, where it is of another kind.
    fn push(&mut self, cell: Cell<'_>) -> Option<usize> {
        match (self, cell) {
            (Self::Text(column), Cell::Text(text)) => {
                column.append_value(text);
                return Some(text.len() + size_of::<i32>());
            }
            (Self::Date(column), Cell::Date(date)) => column.append_value(days(date)),
            (Self::Integer(column), Cell::Integer(number)) => column.append_value(number),
            (Self::Number(column), Cell::Number(number)) => column.append_value(number),
            (Self::Text(column), Cell::Empty) => column.append_null(),
            (Self::Date(column), Cell::Empty) => column.append_null(),
            (Self::Integer(column), Cell::Empty) => column.append_null(),
            (Self::Number(column), Cell::Empty) => column.append_null(),
            _ => return None,
        }
        Some(size_of::<i64>())
    }

    /// The column so far. The next one gets as much room as this one took, and a little more.
    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(column) => {
                let next = StringBuilder::with_capacity(room(column.len()), room(column.values_slice().len()));
                Arc::new(mem::replace(column, next).finish())
            }
            Self::Date(column) => {
                let next = Date32Builder::with_capacity(room(column.len()));
                Arc::new(mem::replace(column, next).finish())
            }
            Self::Integer(column) => {
                let next = Int64Builder::with_capacity(room(column.len()));
                Arc::new(mem::replace(column, next).finish())
            }
            Self::Number(column) => {
                let next = Float64Builder::with_capacity(room(column.len()));
                Arc::new(mem::replace(column, next).finish())
            }
        }
    }
}

/// Room for as much, and an eighth: two batches are seldom of one size.
const fn room(length: usize) -> usize {
    length + length / 8
}

/// Days since 1970, as Arrow counts them.
fn days(date: Date) -> i32 {
    const EPOCH: Date = jiff::civil::date(1970, 1, 1);
    (date.duration_since(EPOCH).as_hours() / 24) as i32
}

fn misfit() -> Error {
    ArrowError::SchemaError("the row is not one of this table".into()).into()
}
