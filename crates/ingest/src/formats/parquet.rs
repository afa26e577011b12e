//! Parquet: one document a row. Only the columns that a document needs are read, a few rows at a time.

use std::{
    fs::File,
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
};

use arrow::{
    array::{Array, ArrayRef, AsArray, LargeStringArray, RecordBatch, StructArray},
    compute::cast,
    datatypes::DataType,
};
use parquet::arrow::{
    ProjectionMask,
    arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder},
};
use serde_json::Value;

use super::{Format, refuse};
use crate::{
    Field, Options,
    fault::Fault,
    fields::{self, Preset, Record, places},
    raw::Raw,
    read::{Emit, Input},
};

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
        if table.rows == 0 {
            return refuse(emit, Fault::new("empty", "holds no document").reject(&input.origin));
        }
        let mut first = 1;
        for group in 0..table.metadata.metadata().num_row_groups() {
            let rows = u64::try_from(table.metadata.metadata().row_group(group).num_rows()).unwrap_or(0);
            table.read_group(group, first, input, options, emit)?;
            first += rows;
        }
        ControlFlow::Continue(())
    }
}

/// An opened file.
struct Table {
    file: File,
    metadata: ArrowReaderMetadata,
    rows: i64,
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
        let rows = metadata.metadata().file_metadata().num_rows();
        Ok(Self { file, metadata, rows, mask })
    }

    /// Reads the rows of a row group, of which the first has the number `first`. What is corrupt costs the rest of it.
    fn read_group(
        &self,
        group: usize,
        first: u64,
        input: &Input<'_>,
        options: &Options,
        emit: &mut Emit<'_>,
    ) -> ControlFlow<()> {
        let mut number = first;
        let mut batches = match guarded(|| self.batches(group)) {
            Ok(batches) => batches,
            Err(fault) => return refuse(emit, fault.reject(&input.origin.at(format!("row group {}", group + 1)))),
        };
        loop {
            let batch = match guarded(|| batches.next().transpose().map_err(|error| corrupt(&error))) {
                Ok(Some(batch)) => batch,
                Ok(None) => return ControlFlow::Continue(()),
                Err(fault) => {
                    let place = format!("row group {}, from row {number} on", group + 1);
                    return refuse(emit, fault.reject(&input.origin.at(place)));
                }
            };
            for record in records(&batch) {
                let (id, place) = (format!("{}:{number}", input.id), input.origin.at(format!("row {number}")));
                number += 1;
                let bytes = size(&record);
                if bytes > options.max_document_bytes {
                    refuse(emit, Fault::too_large(options.max_document_bytes).reject(&place))?;
                    continue;
                }
                emit(Ok(Raw::new(bytes, move |options| {
                    fields::draft(record, id, &place, &options.fields).map_err(|fault| fault.unread(&place))
                })))?;
            }
        }
    }

    fn batches(
        &self,
        group: usize,
    ) -> Result<impl Iterator<Item = Result<RecordBatch, arrow::error::ArrowError>> + use<>, Fault> {
        let file = self.file.try_clone().map_err(|error| Fault::new("unreadable", error.to_string()))?;
        ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone())
            .with_row_groups(vec![group])
            .with_projection(self.mask.clone())
            .with_batch_size(ROWS)
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

/// The rows of a batch.
fn records(batch: &RecordBatch) -> Vec<Record> {
    let rows = StructArray::from(batch.clone());
    objects(&rows)
}

fn objects(rows: &StructArray) -> Vec<Record> {
    let mut records = vec![Record::new(); rows.len()];
    for (field, column) in rows.fields().iter().zip(rows.columns()) {
        for (record, value) in records.iter_mut().zip(values(column)) {
            record.insert(field.name().clone(), value);
        }
    }
    records
}

/// The values of a column: text where it can be written so, objects, the first text of a list; the rest is `null`.
fn values(column: &ArrayRef) -> Vec<Value> {
    if let Some(rows) = column.as_struct_opt() {
        return objects(rows).into_iter().map(Value::Object).collect();
    }
    let text = match column.data_type() {
        DataType::List(_) => firsts(column.as_list::<i32>().iter()),
        DataType::LargeList(_) => firsts(column.as_list::<i64>().iter()),
        _ => texts(column),
    };
    text.into_iter().map(Value::from).collect()
}

fn firsts(lists: impl Iterator<Item = Option<ArrayRef>>) -> Vec<Option<String>> {
    lists.map(|list| texts(&list?).into_iter().flatten().next()).collect()
}

/// Strings of every kind, bytes that are text, numbers, days and points in time as text.
fn texts(column: &ArrayRef) -> Vec<Option<String>> {
    let nothing = || vec![None; column.len()];
    let Some(text) = guarded(|| cast(column, &DataType::LargeUtf8).map_err(|error| corrupt(&error))).ok() else {
        return nothing();
    };
    let text: &LargeStringArray = text.as_string();
    text.iter().map(|value| value.map(str::to_owned)).collect()
}

/// What the record takes in memory, in bytes.
fn size(record: &Record) -> usize {
    record
        .iter()
        .map(|(name, value)| {
            name.len()
                + match value {
                    Value::String(text) => text.len(),
                    Value::Object(record) => size(record),
                    _ => 0,
                }
        })
        .sum()
}
