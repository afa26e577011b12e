//! What became of documents, in one table: the events of those that were read, and a row for each that was not.
//!
//! For programs that take one stream of rows. An event's row is that of the table of events; its columns are empty in
//! the other rows.

use std::sync::LazyLock;

use arrow::{datatypes::SchemaRef, record_batch::RecordBatch};
use dateline_text::{Reject, Skip};

use super::{Batch, Cell, Column, Kind, batch, events};
use crate::{Error, EventLine, EventRow};

/// The version of these columns. It grows when a column changes its name, its place, its type or its meaning.
pub const OUTCOMES_VERSION: &str = "1";

const fn column(name: &'static str, kind: Kind, optional: bool, about: &'static str) -> Column {
    Column { name, kind, optional, about }
}

/// Stands before the columns of events.
const KIND: Column = column("kind", Kind::Text, false, "What the row is: event, reject or skip.");

/// Stands behind the columns of events.
const RECORD: Column = column("record", Kind::Text, true, "The whole event as JSON, as in `events.jsonl`.");

/// Stand at the end. What they say is said of no event.
const UNREAD: [Column; 5] = [
    column("source", Kind::Text, true, "The input: a path, or - for the stream of documents."),
    column("position", Kind::Text, true, "Where in the input: the document's id, a line, a member, a byte."),
    column("stage", Kind::Text, true, "The stage that gave up."),
    column("reason", Kind::Text, true, "A short stable name for the reason."),
    column("message", Kind::Text, true, "What a person should read."),
];

/// All columns. Those of events may stay empty.
static COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| {
    let events = events::COLUMNS.iter().map(|column| Column { optional: true, ..*column });
    [KIND].into_iter().chain(events).chain([RECORD]).chain(UNREAD).collect()
});

/// Rows of outcomes that become an Arrow batch.
#[derive(Debug)]
pub struct Outcomes {
    batch: Batch,
    /// The JSON of the event at hand; kept for its memory.
    record: Vec<u8>,
}

impl Default for Outcomes {
    fn default() -> Self {
        Self::new()
    }
}

impl Outcomes {
    /// No rows yet.
    pub fn new() -> Self {
        Self { batch: Batch::of(&COLUMNS), record: Vec::new() }
    }

    /// The columns.
    pub fn schema() -> SchemaRef {
        batch::schema(&COLUMNS)
    }

    /// Takes an event.
    ///
    /// # Errors
    /// As [`EventLine::of`].
    pub fn event(&mut self, row: &EventRow) -> Result<(), Error> {
        let event = EventLine::of(row, &mut self.record)?;
        let mut cells = vec![Cell::Text("event")];
        cells.extend(events::cells(row));
        cells.push(Cell::Text(event.json));
        cells.resize(COLUMNS.len(), Cell::Empty);
        self.batch.push(&cells)
    }

    /// Takes a document that could not be processed.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Write`] when the row does not fit the columns: an error of the program.
    pub fn reject(&mut self, reject: &Reject) -> Result<(), Error> {
        let Reject { source, position, stage, code, message } = reject;
        let stage = serde_json::to_value(stage)?;
        self.unread("reject", None, [Some(source), position.as_deref(), stage.as_str(), Some(code), Some(message)])
    }

    /// Takes a document that is passed over.
    ///
    /// # Errors
    /// As [`Outcomes::reject`].
    pub fn skip(&mut self, skip: &Skip) -> Result<(), Error> {
        let Skip { source, position, doc_id, reason, message, .. } = skip;
        self.unread("skip", doc_id.as_deref(), [Some(source), position.as_deref(), None, Some(reason), Some(message)])
    }

    fn unread(&mut self, kind: &str, doc_id: Option<&str>, said: [Option<&str>; UNREAD.len()]) -> Result<(), Error> {
        let event = events::COLUMNS.iter().map(|column| Cell::from(doc_id.filter(|_| column.name == "doc_id")));
        let cells = [Cell::Text(kind)].into_iter().chain(event).chain([Cell::Empty]).chain(said.map(Cell::from));
        self.batch.push(&cells.collect::<Vec<_>>())
    }

    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.batch.rows()
    }

    /// How much memory the rows take, about.
    pub fn bytes(&self) -> usize {
        self.batch.bytes()
    }

    /// The rows so far, which leave none behind.
    ///
    /// # Errors
    /// As [`Batch::take`].
    pub fn take(&mut self) -> Result<RecordBatch, Error> {
        self.batch.take()
    }
}

#[cfg(test)]
mod tests {
    use arrow::array::AsArray;
    use dateline_text::Stage;

    use super::*;

    /// The columns of the only row that are not empty.
    fn filled(batch: &RecordBatch) -> String {
        assert_eq!(batch.num_rows(), 1);
        let schema = batch.schema();
        let columns = schema.fields().iter().zip(batch.columns()).filter(|(_, column)| column.is_valid(0));
        let shown = columns.map(|(field, column)| format!("{}={}", field.name(), column.as_string::<i32>().value(0)));
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_columns_are_those_of_events_between_two_groups() {
        let schema = Outcomes::schema();
        let names: Vec<_> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        let events: Vec<_> = events::COLUMNS.iter().map(|column| column.name).collect();
        assert_eq!(
            names,
            [&["kind"], &events[..], &["record", "source", "position", "stage", "reason", "message"]].concat()
        );
        assert!(schema.fields().iter().all(|field| field.is_nullable() == (field.name() != "kind")));
        assert_eq!(Outcomes::new().take().unwrap().schema(), schema);
    }

    #[test]
    fn what_was_not_read_says_where_and_why() {
        let mut outcomes = Outcomes::new();
        outcomes.reject(&Reject::new("-", Stage::Ingest, "missing_text", "the row has no text").at("a")).unwrap();
        let reject = "kind=reject source=- position=a stage=ingest reason=missing_text message=the row has no text";
        assert_eq!(filled(&outcomes.take().unwrap()), reject);
        outcomes.skip(&Skip::new("b.txt", "language", "written in French").of("b")).unwrap();
        let skip = "kind=skip doc_id=b source=b.txt reason=language message=written in French";
        assert_eq!(filled(&outcomes.take().unwrap()), skip);
        assert_eq!(outcomes.rows(), 0);
    }
}
