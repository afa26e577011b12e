//! CSV, read back by a reader of RFC 4180.

use std::{collections::BTreeMap, fs};

use dateline_records::{Format, tables::Table};

use crate::support::{Texts, expected, hostile, sorted, write};

/// CSV cannot tell a text without characters from nothing.
fn field(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

#[test]
fn all_rows_are_read_back_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let (documents, events) = hostile();
    write(Format::Csv, folder.path(), &documents, &events);
    let mut found = BTreeMap::new();
    for &table in Table::ALL {
        let mut reader = csv::Reader::from_path(folder.path().join(format!("csv/{table}.csv"))).unwrap();
        let header: Vec<_> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        assert_eq!(header, table.columns().iter().map(|column| column.name).collect::<Vec<_>>());
        let rows: Vec<Texts> = reader.records().map(|row| row.unwrap().iter().map(field).collect()).collect();
        found.insert(table, rows);
    }
    assert_eq!(sorted(found), expected(&documents, &events));
}

#[test]
fn rows_end_as_rfc_4180_has_it_and_texts_stay_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let (documents, _) = hostile();
    write(Format::Csv, folder.path(), &documents[1..2], &[]);
    let text = fs::read_to_string(folder.path().join("csv/documents.csv")).unwrap();
    let header = "doc_id,input,url,title,published,source,language,tokens,events,bytes\r\n";
    let hostile = "'; DROP TABLE events; --";
    assert_eq!(text, format!("{header}1 {hostile},{hostile},{hostile},{hostile},,{hostile},{hostile},17,2,96\r\n"));
}
