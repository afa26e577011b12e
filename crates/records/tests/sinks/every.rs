//! What holds for all formats.

use std::{
    collections::BTreeMap,
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use dateline_records::{EventLine, EventRow, Format, Sinks};

use crate::support::{document, hostile, write};

/// All files below `folder` with their bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), fs::read(path).unwrap());
        }
    }
    found
}

#[test]
fn the_same_records_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let (documents, events) = hostile();
    let once = |format| {
        write(format, folder.path(), &documents, &events);
        files(folder.path())
    };
    for &format in Format::ALL {
        assert_eq!(once(format), once(format), "{format}");
    }
}

#[test]
fn a_format_makes_what_it_says_and_nothing_else() {
    for &format in Format::ALL {
        let folder = tempfile::tempdir().unwrap();
        write(format, folder.path(), &[document()], &[]);
        let names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, [format.output()]);
        assert_eq!(format.as_str().parse(), Ok(format));
    }
}

#[test]
fn an_unfinished_run_leaves_the_older_output_alone() {
    for &format in Format::ALL {
        let folder = tempfile::tempdir().unwrap();
        write(format, folder.path(), &[document()], &[]);
        let before = files(folder.path());
        let mut sinks = Sinks::in_folder(&[format], folder.path()).unwrap();
        sinks.document(&document()).unwrap();
        drop(sinks);
        assert_eq!(files(folder.path()), before, "{format}");
    }
}

#[test]
fn formats_that_are_made_together_are_those_that_are_made_alone() {
    let (documents, events) = hostile();
    let (alone, together) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    Format::ALL.iter().for_each(|&format| write(format, alone.path(), &documents, &events));
    let mut sinks = Sinks::in_folder(Format::ALL, together.path()).unwrap();
    documents.iter().for_each(|row| sinks.document(row).unwrap());
    let mut line = Vec::new();
    events.iter().for_each(|row| sinks.event(&EventLine::of(row, &mut line).unwrap()).unwrap());
    sinks.finish().unwrap();
    let below = |folder: &Path| -> BTreeMap<_, _> {
        files(folder).into_iter().map(|(path, bytes)| (path.strip_prefix(folder).unwrap().to_owned(), bytes)).collect()
    };
    assert_eq!(below(together.path()), below(alone.path()));
}

#[test]
fn lines_are_the_events_and_compressed_lines_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let (documents, events) = hostile();
    write(Format::Jsonl, folder.path(), &documents, &events);
    write(Format::JsonlZst, folder.path(), &documents, &events);
    let lines = fs::read_to_string(folder.path().join("events.jsonl")).unwrap();
    let read: Vec<EventRow> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(read, events);
    let mut unpacked = String::new();
    let packed = fs::File::open(folder.path().join("events.jsonl.zst")).unwrap();
    zstd::Decoder::new(packed).unwrap().read_to_string(&mut unpacked).unwrap();
    assert_eq!(unpacked, lines);
}

#[test]
fn a_name_that_is_no_format_is_answered_with_those_that_are() {
    let error = "xml".parse::<Format>().unwrap_err().to_string();
    assert_eq!(error, "\"xml\" is no format of records; there is: jsonl, jsonl.zst, csv, parquet, sqlite, sql");
}
