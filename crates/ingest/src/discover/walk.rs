//! Walking a folder.

use std::{fs::File, io::BufReader, path::Path};

use dateline_text::{Reject, Stage};
use ignore::{DirEntry, WalkBuilder};

use super::{Discovered, Skipped};
use crate::{
    Fields, Item, formats,
    input::{Line, next_line},
    item, read,
};

/// How much of a JSONL file's first line is looked at; a longer line is left for reading to judge.
const PEEK: usize = 1 << 20;

/// Adds the files below `folder` that some format knows.
pub(super) fn walk(folder: &Path, named: &Fields, found: &mut Discovered) {
    let walk = WalkBuilder::new(folder).standard_filters(false).follow_links(true).sort_by_file_name(Ord::cmp).build();
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => {}
            Ok(entry) => add(folder, &entry, named, found),
            Err(error) => found.rejects.push(reject(folder, &error)),
        }
    }
}

fn add(folder: &Path, entry: &DirEntry, named: &Fields, found: &mut Discovered) {
    let path = entry.path();
    match reason_to_skip(entry, named) {
        Some(why) => found.skipped.push(Skipped { path: path.to_owned(), why }),
        None => found.items.push(Item::file(relative(folder, path), path)),
    }
}

fn reason_to_skip(entry: &DirEntry, named: &Fields) -> Option<&'static str> {
    let name = entry.file_name().to_string_lossy();
    if !entry.file_type().is_some_and(|kind| kind.is_file()) {
        return Some("is no regular file");
    }
    if !read::is_named_like_a_story(&name) {
        return Some("is not named like a format that is read");
    }
    let extension = item::extension(&name);
    let is_of = |format: &dyn formats::Format| format.extensions().contains(&extension.as_str());
    if is_of(formats::jsonl()) && holds_other_records(entry.path(), named) {
        return Some("its first line is a JSON object without `text`");
    }
    let holds_other_json = is_of(formats::json()) && json_holds_other_records(entry.path(), named);
    holds_other_json.then_some("its first element is no JSON object with a text")
}

/// Whether a JSONL file is for certain no list of documents. What cannot be opened or parsed is taken, so that reading
/// reports it.
fn holds_other_records(path: &Path, named: &Fields) -> bool {
    let Ok(file) = File::open(path) else { return false };
    let mut reader = BufReader::new(file);
    while let Ok(Some(Line::Whole(line))) = next_line(&mut reader, PEEK) {
        if !line.trim_ascii().is_empty() {
            return formats::lacks_text(&line, named);
        }
    }
    false
}

/// The same of a file that is one JSON value.
fn json_holds_other_records(path: &Path, named: &Fields) -> bool {
    File::open(path).is_ok_and(|file| formats::json_holds_other_records(&mut BufReader::new(file), PEEK, named))
}

/// `path` below `folder`, with `/` between its parts whatever the system.
fn relative(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn reject(folder: &Path, error: &ignore::Error) -> Reject {
    let problem = problem(error);
    let source = problem.path.unwrap_or(folder).display().to_string();
    Reject::new(source, Stage::Read, problem.code, problem.message)
}

/// An error of the walk, taken apart.
struct Problem<'a> {
    path: Option<&'a Path>,
    code: &'static str,
    message: String,
}

fn problem(error: &ignore::Error) -> Problem<'_> {
    use std::io::ErrorKind::NotFound;
    match error {
        ignore::Error::WithPath { path, err } => Problem { path: Some(path), ..problem(err) },
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => problem(err),
        ignore::Error::Loop { ancestor, child } => {
            Problem { path: Some(child), code: "loop", message: format!("leads back to {}", ancestor.display()) }
        }
        ignore::Error::Io(error) => {
            // The walk wraps the system's error, and says the path a second time.
            match error.kind() {
                NotFound => Problem { path: None, code: "not_found", message: "no such file or folder".to_owned() },
                kind => Problem { path: None, code: "unreadable", message: kind.to_string() },
            }
        }
        other => Problem { path: None, code: "unreadable", message: other.to_string() },
    }
}
