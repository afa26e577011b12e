//! Parquet, read back through Arrow.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    path::{Path, PathBuf},
};

use arrow::{
    array::{Array, ArrayRef, AsArray},
    datatypes::{DataType, Date32Type, Float64Type, Int64Type},
};
use dateline_records::{Format, tables::Table};
use parquet::{arrow::arrow_reader::ParquetRecordBatchReaderBuilder, basic::Compression};

use crate::support::{Texts, document, expected, hostile, sorted, write};

/// The files of a table, below its folder.
fn parts(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut parts: Vec<_> = entries.flat_map(|path| if path.is_dir() { parts(&path) } else { vec![path] }).collect();
    parts.sort();
    parts
}

fn text(column: &ArrayRef, row: usize) -> Option<String> {
    if column.is_null(row) {
        return None;
    }
    Some(match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).to_owned(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row).to_string(),
        DataType::Date32 => {
            let days = i64::from(column.as_primitive::<Date32Type>().value(row));
            (jiff::civil::date(1970, 1, 1) + jiff::ToSpan::days(days)).to_string()
        }
        other => panic!("no column is {other}"),
    })
}

fn rows(part: &Path) -> Vec<Texts> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(part).unwrap()).unwrap();
    let batches = reader.build().unwrap().map(Result::unwrap);
    batches
        .flat_map(|batch| {
            let row = |row| batch.columns().iter().map(|column| text(column, row)).collect();
            (0..batch.num_rows()).map(row).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn all_rows_are_read_back_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let (documents, events) = hostile();
    write(Format::Parquet, folder.path(), &documents, &events);
    let of = |table: Table| parts(&folder.path().join("parquet").join(table.as_str()));
    let found: BTreeMap<_, _> =
        Table::ALL.iter().map(|&table| (table, of(table).iter().flat_map(|part| rows(part)).collect())).collect();
    assert_eq!(sorted(found), expected(&documents, &events));
}

#[test]
fn a_row_lies_in_the_folder_of_its_month() {
    let folder = tempfile::tempdir().unwrap();
    let (documents, events) = hostile();
    write(Format::Parquet, folder.path(), &documents, &events);
    let month = |month: &str| folder.path().join(format!("parquet/events/published_month={month}/part-0.parquet"));
    let published = |row: &Texts| row[4].clone();
    for row in rows(&month("2021-02")) {
        assert!(published(&row).unwrap().starts_with("2021-02-"));
    }
    assert!(rows(&month("__HIVE_DEFAULT_PARTITION__")).iter().all(|row| published(row).is_none()));
    assert!(folder.path().join("parquet/entities/part-0.parquet").exists());
}

#[test]
fn a_table_without_rows_has_its_columns() {
    let folder = tempfile::tempdir().unwrap();
    write(Format::Parquet, folder.path(), &[document()], &[]);
    for &table in Table::ALL {
        let parts = parts(&folder.path().join("parquet").join(table.as_str()));
        let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(&parts[0]).unwrap()).unwrap();
        assert_eq!(reader.schema().fields(), table.schema().fields(), "{table}");
    }
}

#[test]
fn columns_are_compressed_where_it_helps_and_say_their_least_and_greatest() {
    let folder = tempfile::tempdir().unwrap();
    let (documents, events) = hostile();
    write(Format::Parquet, folder.path(), &documents, &events);
    let part = folder.path().join("parquet/events/published_month=2021-02/part-0.parquet");
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(part).unwrap()).unwrap();
    for column in reader.metadata().row_group(0).columns() {
        let is_one_of = |names: &[&str]| names.contains(&column.column_path().string().as_str());
        let compression =
            if is_one_of(&["event_id", "start", "end"]) { Compression::UNCOMPRESSED } else { Compression::SNAPPY };
        assert_eq!(column.compression(), compression, "{}", column.column_path());
        let compared = ["doc_id", "published", "type", "subtype", "status", "confidence", "start", "end"];
        let is_compared = is_one_of(&compared);
        assert_eq!(column.statistics().is_some(), is_compared, "{}", column.column_path());
    }
}
