//! Parquet files as different programs write them, and as disks break them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use std::sync::Arc;

use arrow::{
    array::{
        ArrayRef, BinaryArray, Date32Array, DictionaryArray, Int64Array, LargeStringArray, ListBuilder, RecordBatch,
        StringArray, StringBuilder, StringViewArray, StructArray, TimestampMillisecondArray,
    },
    datatypes::Int32Type,
};
use common::{read_all, read_file};
use dateline_ingest::{Field, Options};
use dateline_text::{Document, Reject};
use parquet::{
    arrow::ArrowWriter,
    basic::{Compression, ZstdLevel},
    file::{
        metadata::{ParquetMetaDataReader, ParquetMetaDataWriter},
        properties::WriterProperties,
    },
};

/// Rows a row group of [`file`] holds.
const GROUP: usize = 2;

/// A Parquet file with these columns.
fn file(columns: Vec<(&str, ArrayRef)>) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let properties = WriterProperties::builder()
        .set_max_row_group_row_count(Some(GROUP))
        .set_compression(Compression::ZSTD(ZstdLevel::default()));
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties.build())).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    bytes
}

fn read(bytes: &[u8]) -> (Vec<Document>, Vec<Reject>) {
    read_file("a.parquet", bytes, &Options::default())
}

const BODIES: [&str; 3] = ["Putin met Xi.", "Acme bought Widgets.", "They signed nothing."];

/// The text in each of these columns is found, whatever their type.
fn check_text(column: ArrayRef) {
    let what = column.data_type().clone();
    let (documents, rejects) = read(&file(vec![("text", column)]));
    assert_eq!(rejects, [], "{what}");
    assert_eq!(documents.iter().map(|document| document.text.as_str()).collect::<Vec<_>>(), BODIES, "{what}");
    assert_eq!(documents[2].id, "a.parquet:3", "{what}");
}

#[test]
fn text_may_stand_in_columns_of_many_types() {
    check_text(Arc::new(StringArray::from(BODIES.to_vec())));
    check_text(Arc::new(LargeStringArray::from(BODIES.to_vec())));
    check_text(Arc::new(StringViewArray::from(BODIES.to_vec())));
    check_text(Arc::new(BinaryArray::from(BODIES.map(str::as_bytes).to_vec())));
    check_text(Arc::new(BODIES.into_iter().collect::<DictionaryArray<Int32Type>>()));
}

#[test]
fn the_columns_of_known_dumps_are_known() {
    let mut authors = ListBuilder::new(StringBuilder::new());
    for _ in BODIES {
        authors.values().append_value("Jane Doe");
        authors.append(true);
    }
    let bytes = file(vec![
        ("maintext", Arc::new(StringArray::from(BODIES.to_vec()))),
        ("title", Arc::new(StringArray::from(vec![Some("Talks"), None, Some("Nothing")]))),
        ("date_publish", Arc::new(TimestampMillisecondArray::from(vec![Some(1_622_110_112_000), None, Some(0)]))),
        ("source_domain", Arc::new(StringArray::from(vec!["example.com"; 3]))),
        ("authors", Arc::new(authors.finish())),
        ("embedding", Arc::new(Int64Array::from(vec![1, 2, 3]))),
    ]);
    let (documents, rejects) = read(&bytes);
    assert_eq!(rejects, []);
    let dates: Vec<_> = documents.iter().map(|document| document.published.map(|date| date.to_string())).collect();
    assert_eq!(dates, [Some("2021-05-27".to_owned()), None, Some("1970-01-01".to_owned())]);
    assert_eq!((documents[0].title.as_deref(), documents[0].source.as_deref()), (Some("Talks"), Some("example.com")));
}

#[test]
fn days_numbers_and_nested_columns_are_read() {
    let days: ArrayRef = Arc::new(Date32Array::from(vec![18_774, 18_775, 18_776]));
    let meta = StructArray::try_from(vec![("day", days)]).unwrap();
    let bytes = file(vec![
        ("key", Arc::new(Int64Array::from(vec![7, 8, 9]))),
        ("body", Arc::new(StringArray::from(BODIES.to_vec()))),
        ("meta", Arc::new(meta)),
    ]);
    let named = [(Field::Text, "body"), (Field::Id, "key"), (Field::Published, "meta.day")];
    let fields = named.into_iter().map(|(field, name)| (field, name.to_owned())).collect();
    let (documents, rejects) = read_file("a", &bytes, &Options { fields, ..Options::default() });
    assert_eq!(rejects, []);
    assert_eq!((documents[0].id.as_str(), documents[2].id.as_str()), ("7", "9"));
    assert_eq!(documents[0].published.unwrap().to_string(), "2021-05-27");
}

/// The code and place of the only reject.
fn check_reject(bytes: &[u8], code: &str, position: Option<&str>) {
    let (documents, rejects) = read(bytes);
    assert_eq!(documents, []);
    assert_eq!(rejects.len(), 1, "{rejects:?}");
    assert_eq!((rejects[0].code.as_str(), rejects[0].position.as_deref()), (code, position), "{rejects:?}");
}

#[test]
fn a_file_without_text_or_rows_says_so() {
    let without = file(vec![("a", Arc::new(StringArray::from(vec!["x"])))]);
    check_reject(&without, "missing_text", None);
    let empty = file(vec![("text", Arc::new(StringArray::from(Vec::<&str>::new())))]);
    check_reject(&empty, "empty", None);
    let (documents, rejects) =
        read(&file(vec![("text", Arc::new(StringArray::from(vec![None, Some("x"), Some("a\0b")])))]));
    assert_eq!(documents.len(), 1);
    let said: Vec<_> =
        rejects.iter().map(|reject| (reject.code.as_str(), reject.position.as_deref().unwrap())).collect();
    assert_eq!(said, [("missing_text", "row 1"), ("binary", "row 3")]);
}

#[test]
fn what_is_broken_costs_its_row_group_and_the_next_is_read() {
    let mut bytes = file(vec![("text", Arc::new(StringArray::from(BODIES.to_vec())))]);
    bytes[10..40].fill(0xFF); // the pages of the first row group
    let (documents, rejects) = read(&bytes);
    assert_eq!(documents.iter().map(|document| document.text.as_str()).collect::<Vec<_>>(), BODIES[2..]);
    assert_eq!((rejects.len(), rejects[0].code.as_str()), (1, "corrupt"));
    assert!(rejects[0].position.as_deref().unwrap().starts_with("row group 1"), "{rejects:?}");
}

#[test]
fn no_broken_file_panics() {
    let bytes = file(vec![
        ("text", Arc::new(StringArray::from(BODIES.to_vec()))),
        ("date", Arc::new(Date32Array::from(vec![1, 2, 3]))),
    ]);
    for end in 0..bytes.len() {
        let (documents, rejects) = read(&bytes[..end]);
        assert!(documents.is_empty() && rejects.len() == 1, "cut at {end}");
    }
    let folder = common::folder(&[]);
    let path = folder.path().join("a.parquet");
    for at in 4..bytes.len() {
        let mut broken = bytes.clone();
        broken[at] ^= 0x55;
        std::fs::write(&path, &broken).unwrap();
        let (documents, rejects) = read_all(&dateline_ingest::Item::file("a.parquet", &path), &Options::default());
        assert!(!(documents.is_empty() && rejects.is_empty()), "broken at {at}");
    }
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let body = "x".repeat(70 << 20);
    let bytes = file(vec![("text", Arc::new(StringArray::from(vec![body.as_str()])))]);
    assert!(bytes.len() < 100_000);
    let (documents, rejects) = read(&bytes);
    assert_eq!(documents, []);
    assert_eq!((rejects[0].code.as_str(), rejects[0].position.as_deref()), ("expands_too_much", Some("row group 1")));
}

#[test]
fn bytes_that_are_no_text_say_so() {
    let texts: [&[u8]; 2] = [b"caf\xe9", b"Putin met Xi."];
    let (documents, rejects) = read(&file(vec![("text", Arc::new(BinaryArray::from(texts.to_vec())))]));
    assert_eq!(documents.len(), 1);
    assert_eq!((rejects[0].code.as_str(), rejects[0].position.as_deref()), ("invalid_utf8", Some("row 1")));
}

#[test]
fn a_row_group_with_fewer_rows_than_it_promises_says_so() {
    let bytes = file(vec![("text", Arc::new(StringArray::from(BODIES.to_vec())))]);
    let folder = common::folder(&[("a.parquet", &bytes)]);
    let stored = std::fs::File::open(folder.path().join("a.parquet")).unwrap();
    let metadata = ParquetMetaDataReader::new().parse_and_finish(&stored).unwrap();
    let first = metadata.row_group(0).clone().into_builder().set_num_rows(5).build().unwrap();
    let groups = vec![first, metadata.row_group(1).clone()];
    let metadata = metadata.into_builder().set_row_groups(groups).build();
    let mut lying = bytes;
    ParquetMetaDataWriter::new(&mut lying, &metadata).finish().unwrap();
    let (documents, rejects) = read(&lying);
    assert_eq!(documents.len(), 3);
    assert_eq!((rejects[0].code.as_str(), rejects[0].position.as_deref()), ("corrupt", Some("row group 1")));
}

#[test]
fn a_row_that_is_too_large_costs_only_itself() {
    let options = Options { max_document_bytes: 20, ..Options::default() };
    let columns: [ArrayRef; 2] = [
        Arc::new(StringArray::from(BODIES.to_vec())),
        Arc::new(BODIES.into_iter().collect::<DictionaryArray<Int32Type>>()),
    ];
    for column in columns {
        let (documents, rejects) = read_file("a.parquet", &file(vec![("text", column)]), &options);
        assert_eq!(documents.iter().map(|document| document.text.as_str()).collect::<Vec<_>>(), BODIES[..1]);
        let said: Vec<_> = rejects.iter().map(|reject| (reject.code.as_str(), reject.position.as_deref())).collect();
        assert_eq!(said, [("too_large", Some("row 2")), ("too_large", Some("row 3"))]);
    }
}
