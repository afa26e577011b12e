//! One file of a table in Parquet.

use std::{
    fs::{self, File},
    io::{self, Write},
    mem,
    path::{Path, PathBuf},
};

use parquet::{
    arrow::ArrowWriter,
    basic::{Compression, Encoding},
    file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesBuilder},
    schema::types::ColumnPath,
};

use crate::{
    Error,
    tables::{Batch, Cell, Kind, Table},
};

/// How many bytes of rows are gathered before they are encoded, column by column.
///
/// As much as stays in the second-level cache of a server.
const BATCH: usize = 1 << 20;

/// The most rows of a row group: what DuckDB, which reads row groups side by side, advises.
const ROW_GROUP: usize = 122_880;

/// Columns whose texts seldom repeat, or only in rows that stand side by side: a dictionary of them is lost work.
const UNIQUE: &[(Table, &[&str])] = &[
    (Table::Documents, &["doc_id", "url", "title"]),
    (Table::Events, &["event_id", "doc_id", "url", "title", "sentence"]),
    (Table::Arguments, &["event_id", "text", "name", "amount"]),
    (Table::Mentions, &["event_id", "sentence"]),
    (Table::Entities, &["entity_id", "name", "aliases"]),
];

/// Digits of hashes, each once: they cannot be compressed.
const HASHES: &[(Table, &str)] = &[(Table::Events, "event_id"), (Table::Entities, "entity_id")];

/// Texts that people ask for: by the least and greatest of them, readers pass over row groups.
const ASKED_FOR: &[&str] =
    &["doc_id", "type", "subtype", "status", "role", "kind", "country", "currency", "language", "source", "time_value"];

/// A file that rows are added to.
pub(super) struct Part {
    batch: Batch,
    writer: ArrowWriter<Appending>,
    /// Bytes of encoded rows of the row group that has not been written yet.
    encoded: usize,
}

impl Part {
    /// Starts the file `path` and makes its folder.
    pub(super) fn create(path: &Path, table: Table) -> Result<Self, Error> {
        let file = Appending::create(path).map_err(|source| Error::create(path, source))?;
        let writer = ArrowWriter::try_new(file, table.schema(), Some(properties(table)))?;
        Ok(Self { batch: Batch::new(table), writer, encoded: 0 })
    }

    /// How many bytes of rows are in memory, about.
    pub(super) fn waiting(&self) -> usize {
        self.batch.held() + self.encoded
    }

    pub(super) fn push(&mut self, cells: &[Cell<'_>]) -> Result<(), Error> {
        self.batch.push(cells)?;
        if self.batch.bytes() >= BATCH { self.encode() } else { Ok(()) }
    }

    /// Writes down what is in memory, as a row group of its own.
    pub(super) fn end_row_group(&mut self) -> Result<(), Error> {
        self.encode()?;
        self.batch.shrink();
        self.writer.flush()?;
        self.writer.sync()?;
        self.encoded = 0;
        Ok(())
    }

    pub(super) fn close(mut self) -> Result<(), Error> {
        self.encode()?;
        self.writer.close()?;
        Ok(())
    }

    fn encode(&mut self) -> Result<(), Error> {
        self.writer.write(&self.batch.take()?)?;
        // The batch may have filled a row group.
        self.writer.sync()?;
        self.encoded = self.writer.memory_size();
        Ok(())
    }
}

fn properties(table: Table) -> WriterProperties {
    let mut properties = WriterProperties::builder()
        // Nothing in the file may differ from run to run.
        .set_created_by("dateline".into())
        // Every reader knows it, and it costs a third of what Zstandard does.
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_max_row_group_row_count(Some(ROW_GROUP));
    for column in table.columns() {
        let path = ColumnPath::from(column.name);
        properties = match column.kind {
            Kind::Text => texts(properties, path, table, column.name),
            // Offsets, lengths, counts: small numbers, which are packed to as many bits as they need. Nothing is left to
            // compress.
            Kind::Integer => properties
                .set_column_dictionary_enabled(path.clone(), false)
                .set_column_encoding(path.clone(), Encoding::DELTA_BINARY_PACKED)
                .set_column_compression(path, Compression::UNCOMPRESSED),
            // Confidences and amounts seldom repeat.
            Kind::Number => properties.set_column_dictionary_enabled(path, false),
            Kind::Date => properties,
        };
    }
    properties.build()
}

fn texts(
    mut properties: WriterPropertiesBuilder,
    path: ColumnPath,
    table: Table,
    name: &str,
) -> WriterPropertiesBuilder {
    if UNIQUE.iter().any(|&(other, names)| other == table && names.contains(&name)) {
        properties = properties.set_column_dictionary_enabled(path.clone(), false);
    }
    if HASHES.contains(&(table, name)) {
        properties = properties.set_column_compression(path.clone(), Compression::UNCOMPRESSED);
    }
    if !ASKED_FOR.contains(&name) {
        properties = properties.set_column_statistics_enabled(path, EnabledStatistics::None);
    }
    properties
}

/// A file that is open only while something is written to it: a dump of fifty years has more parts than a process may
/// have open files.
struct Appending {
    path: PathBuf,
    /// What has not been written yet; empty behind each row group.
    waiting: Vec<u8>,
}

impl Appending {
    fn create(path: &Path) -> io::Result<Self> {
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        File::create(path)?;
        Ok(Self { path: path.to_owned(), waiting: Vec::new() })
    }
}

impl Write for Appending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let waiting = mem::take(&mut self.waiting);
        if waiting.is_empty() { Ok(()) } else { File::options().append(true).open(&self.path)?.write_all(&waiting) }
    }
}
