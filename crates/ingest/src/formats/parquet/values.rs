//! What stands in a row of a Parquet file.

use arrow::{
    array::{Array, ArrayRef, AsArray, LargeStringArray, StructArray},
    compute::cast,
    datatypes::DataType,
};
use serde_json::Value;

use super::{corrupt, guarded};
use crate::{fields::Record, input::Flaw};

/// The bytes of text in one row as far as they can be told before anything is copied.
pub(super) fn length(row: &StructArray) -> usize {
    let names: usize = row.fields().iter().map(|field| field.name().len()).sum();
    names + row.columns().iter().map(|column| bytes(column).map_or_else(|| nested(column), <[u8]>::len)).sum::<usize>()
}

fn nested(column: &ArrayRef) -> usize {
    column.as_struct_opt().map_or(0, length)
}

/// Why a column of one row is no text, where it holds bytes that should be one.
pub(super) fn flaw(row: &StructArray) -> Option<Flaw> {
    let invalid = |bytes| std::str::from_utf8(bytes).err().map(|error| Flaw::InvalidUtf8(error.valid_up_to()));
    row.columns().iter().filter_map(bytes).find_map(invalid)
}

/// The only value of a column, when it is text or bytes.
fn bytes(column: &ArrayRef) -> Option<&[u8]> {
    if column.is_null(0) {
        return None;
    }
    match column.data_type() {
        DataType::Utf8 => Some(column.as_string::<i32>().value(0).as_bytes()),
        DataType::LargeUtf8 => Some(column.as_string::<i64>().value(0).as_bytes()),
        DataType::Utf8View => Some(column.as_string_view().value(0).as_bytes()),
        DataType::Binary => Some(column.as_binary::<i32>().value(0)),
        DataType::LargeBinary => Some(column.as_binary::<i64>().value(0)),
        DataType::BinaryView => Some(column.as_binary_view().value(0)),
        _ => None,
    }
}

/// The fields of one row.
pub(super) fn record(row: &StructArray) -> Record {
    objects(row).pop().unwrap_or_default()
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
pub(super) fn size(record: &Record) -> usize {
    let of_value = |value: &Value| match value {
        Value::String(text) => text.len(),
        Value::Object(record) => size(record),
        _ => 0,
    };
    record.iter().map(|(name, value)| name.len() + of_value(value)).sum()
}
