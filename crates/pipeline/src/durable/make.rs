//! Makes the other formats of the records from the lists.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    path::Path,
};

use dateline_records::{Error, EventLine, Format, Sinks};
use serde::de::DeserializeOwned;

use super::lists::List;

/// Makes `formats` in the folder `made` from the documents and events in the folder `lists`.
pub(super) fn make(formats: &[Format], lists: &Path, made: &Path) -> Result<(), Error> {
    let mut sinks = Sinks::in_folder(formats, made)?;
    each(&lists.join(List::Documents.file()), |row| sinks.document(&row))?;
    each_line(&lists.join(List::Events.file()), |json| {
        let row = serde_json::from_str(json)?;
        sinks.event(&EventLine { row: &row, json })
    })?;
    sinks.finish()
}

/// Reads a list, one record after the other.
pub(super) fn each<T: DeserializeOwned>(
    list: &Path,
    mut take: impl FnMut(T) -> Result<(), Error>,
) -> Result<(), Error> {
    each_line(list, |line| take(serde_json::from_str(line)?))
}

/// Reads a list, one line after the other, without their breaks.
fn each_line(list: &Path, mut take: impl FnMut(&str) -> Result<(), Error>) -> Result<(), Error> {
    let mut reader = BufReader::with_capacity(1 << 18, File::open(list)?);
    let mut line = String::new();
    while reader.read_line(&mut line)? > 0 {
        take(line.trim_end_matches('\n'))?;
        line.clear();
    }
    Ok(())
}

/// The files below `folder`, sorted: each path with `/` between its parts, and the size.
pub(super) fn files(folder: &Path) -> std::io::Result<Vec<(String, u64)>> {
    let mut files = Vec::new();
    walk(folder, "", &mut files)?;
    files.sort();
    Ok(files)
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<(String, u64)>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let metadata = entry.metadata()?;
        if metadata.is_dir() {
            walk(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.push((path, metadata.len()));
        }
    }
    Ok(())
}
