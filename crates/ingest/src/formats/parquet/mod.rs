//! Parquet: one document a row. Only the columns that a document needs are read, a few rows at a time.

mod values;

use std::{
    fs::File,
    ops::{ControlFlow, Range},
    panic::{AssertUnwindSafe, catch_unwind},
};

use arrow::{
    array::{Array, RecordBatch, StructArray},
    datatypes::DataType,
};
use parquet::arrow::{
    ProjectionMask,
    arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder},
};

use super::{Format, refuse};
use crate::{
    Field, Options,
    budget::FREE,
    fault::Fault,
    fields::{self, Preset, places},
    raw::Raw,
    read::{Emit, Input},
};
use values::{flaw, length, record, size};

/// Rows that are held at a time; of articles, more would be many megabytes.
const ROWS: usize = 32;

/// Apache Parquet.
pub(super) struct Parquet;

impl Format for Parquet {
    fn extensions(&self) -> &'static [&'static str] {
        &["parquet", "parq", "pq"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        head.starts_with(b"PAR1")
    }

    fn read(&self, input: &mut Input<'_>, options: &Options, emit: &mut Emit<'_>) -> ControlFlow<()> {
        let file = match input.seekable() {
            Ok(file) => file,
            Err(error) => return refuse(emit, input.origin.unreadable(&error)),
        };
        let table = match Table::open(file, options) {
            Ok(table) => table,
            Err(fault) => return refuse(emit, fault.reject(&input.origin)),
        };
        let mut first = 1;
        for group in 0..table.metadata.metadata().num_row_groups() {
            let rows = u64::try_from(table.metadata.metadata().row_group(group).num_rows()).unwrap_or(0);
            table.read_group(group, first..first + rows, input, options, emit)?;
            if input.file.is_some() {
                // What is read of a copy was read of the input before.
                let packed = table.metadata.metadata().row_group(group).compressed_size();
                input.budget.consume(usize::try_from(packed).unwrap_or(0));
            }
            first += rows;
        }
        if first == 1 {
            return refuse(emit, Fault::new("empty", "holds no document").reject(&input.origin));
        }
        ControlFlow::Continue(())
    }
}

/// An opened file.
struct Table {
    file: File,
    metadata: ArrowReaderMetadata,
    /// The columns that a document needs.
    mask: ProjectionMask,
}

impl Table {
    fn open(file: File, options: &Options) -> Result<Self, Fault> {
        let load = || ArrowReaderMetadata::load(&file, ArrowReaderOptions::new());
        let metadata = guarded(|| load().map_err(|error| corrupt(&error)))?;
        let schema = metadata.schema();
        let has = |name: &str| holds(schema.fields(), name);
        if !fields::holds_text(&options.fields, has) {
            let names = schema.fields().iter().map(|field| field.name().as_str()).collect::<Vec<_>>().join(", ");
            let message = format!("no column is known to hold the text: {names}; name it: --field text=NAME");
            return Err(Fault::new("missing_text", message));
        }
        let preset = fields::told_by(has).unwrap_or_else(Preset::own);
        let needed: Vec<&str> =
            Field::ALL.into_iter().flat_map(|field| places(field, preset, &options.fields)).collect();
        let is_needed = |name: &str| {
            needed.iter().any(|needed| *needed == name || needed.split('.').next() == Some(name))
                || preset.is_told_by(name)
        };
        let columns = schema.fields().iter().enumerate().filter(|(_, field)| is_needed(field.name()));
        let mask = ProjectionMask::roots(metadata.parquet_schema(), columns.map(|(index, _)| index));
        Ok(Self { file, metadata, mask })
    }

    /// Reads the rows of a row group, which have these numbers. What is corrupt costs the rest of it.
    fn read_group(
        &self,
        group: usize,
        rows: Range<u64>,
        input: &Input<'_>,
        options: &Options,
        emit: &mut Emit<'_>,
    ) -> ControlFlow<()> {
        if let Some(fault) = self.expands_too_much(group, options) {
            return refuse(emit, fault.reject(&input.origin.at(format!("row group {}", group + 1))));
        }
        let mut number = rows.start;
        let mut batches = match guarded(|| self.batches(group)) {
            Ok(batches) => batches,
            Err(fault) => return refuse(emit, fault.reject(&input.origin.at(format!("row group {}", group + 1)))),
        };
        loop {
            let batch = match guarded(|| batches.next().transpose().map_err(|error| corrupt(&error))) {
                Ok(Some(batch)) => batch,
                Ok(None) if number < rows.end => {
                    let message = format!("ends after {} of {} rows", number - rows.start, rows.end - rows.start);
                    let place = input.origin.at(format!("row group {}", group + 1));
                    return refuse(emit, Fault::new("corrupt", message).reject(&place));
                }
                Ok(None) => return ControlFlow::Continue(()),
                Err(fault) => {
                    let place = format!("row group {}, from row {number} on", group + 1);
                    return refuse(emit, fault.reject(&input.origin.at(place)));
                }
            };
            let rows = StructArray::from(batch);
            for row in (0..rows.len()).map(|at| rows.slice(at, 1)) {
                let (id, place) = (format!("{}:{number}", input.id), input.origin.at(format!("row {number}")));
                number += 1;
                let record = Some(&row).filter(|row| length(row) <= options.max_document_bytes).map(record);
                let Some(record) = record.filter(|record| size(record) <= options.max_document_bytes) else {
                    refuse(emit, Fault::too_large(options.max_document_bytes).reject(&place))?;
                    continue;
                };
                let (bytes, flaw) = (size(&record), flaw(&row));
                emit(Ok(Raw::new(place, bytes, move |place, options| {
                    let draft = fields::draft(record, id, &place, &options.fields);
                    draft.map_err(|fault| fault.or_of(flaw).unread(&place))
                })))?;
            }
        }
    }

    /// Whether a column of the group that is needed would take more memory than what it is packed in is good for.
    fn expands_too_much(&self, group: usize, options: &Options) -> Option<Fault> {
        let columns = self.metadata.metadata().row_group(group).columns().iter().enumerate();
        let mut sizes = columns.filter(|(index, _)| self.mask.leaf_included(*index)).map(|(_, column)| {
            let [packed, unpacked] = [column.compressed_size(), column.uncompressed_size()];
            (u64::try_from(packed).unwrap_or(0), u64::try_from(unpacked).unwrap_or(u64::MAX))
        });
        let is_too_much = |&(packed, unpacked): &(u64, u64)| {
            unpacked > FREE.saturating_add(packed.saturating_mul(options.max_expansion))
        };
        let (packed, unpacked) = sizes.find(is_too_much)?;
        Some(Fault::new("expands_too_much", format!("a column of {packed} bytes would become {unpacked} bytes")))
    }

    /// How many rows are held at a time: of large ones one.
    fn rows_at_once(&self, group: usize) -> usize {
        /// Rows that are larger than this on average are read one by one.
        const LARGE: i64 = 1 << 20;
        let group = self.metadata.metadata().row_group(group);
        if group.total_byte_size() / group.num_rows().max(1) > LARGE { 1 } else { ROWS }
    }

    fn batches(
        &self,
        group: usize,
    ) -> Result<impl Iterator<Item = Result<RecordBatch, arrow::error::ArrowError>> + use<>, Fault> {
        let file = self.file.try_clone().map_err(|error| Fault::new("unreadable", error.to_string()))?;
        ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone())
            .with_row_groups(vec![group])
            .with_projection(self.mask.clone())
            .with_batch_size(self.rows_at_once(group))
            .build()
            .map_err(|error| corrupt(&error))
    }
}

/// Whether a column has this name, or the name leads into a column's parts.
fn holds(columns: &arrow::datatypes::Fields, name: &str) -> bool {
    if columns.find(name).is_some() {
        return true;
    }
    let Some((first, rest)) = name.split_once('.') else { return false };
    matches!(columns.find(first).map(|(_, field)| field.data_type()), Some(DataType::Struct(parts)) if holds(parts, rest))
}

/// The library checks most of what a file says, and panics on some of the rest.
fn guarded<T>(work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(Fault::new("corrupt", "this is no sound Parquet: reading it failed badly")))
}

fn corrupt(error: &impl std::fmt::Display) -> Fault {
    Fault::new("corrupt", error.to_string())
}
