//! From the paths that a user gives to the items to read.
//!
//! A file that is named is always read. A folder is walked in sorted order, with nothing hidden from the walk: a news
//! dump is data, so neither `.gitignore` nor a leading dot keeps a file out, and links are followed. Only files named
//! like one of the formats are taken from a folder, and a JSON or JSONL file whose first object has no text (gold events,
//! an index, a manifest) is passed over as data of another kind. A file that is given twice, or has two names, is read
//! once. What is passed over is listed.

mod ids;
mod walk;

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

use dateline_text::{Reject, Stage};

use crate::{Fields, Item, Options, item::Source};

/// What there is to read.
#[derive(Debug, Default)]
pub struct Discovered {
    /// In the order of the inputs, a folder's files sorted by path; the ids are unique.
    pub items: Vec<Item>,
    /// Inputs that are missing or unreadable, and links that lead in a circle.
    pub rejects: Vec<Reject>,
    /// Files that were not taken.
    pub skipped: Vec<Skipped>,
}

/// A file of a walked folder that was not taken, or one that is among the inputs already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The file.
    pub path: PathBuf,
    /// What a person should read.
    pub why: &'static str,
}

/// Lists what is to be read in `inputs`: files, folders, and `-` for JSONL on standard input.
pub fn discover(inputs: &[PathBuf], options: &Options) -> Discovered {
    let mut found = Discovered::default();
    let mut prefixes = Vec::new();
    for input in inputs {
        discover_one(input, &options.fields, &mut found);
        prefixes.resize(found.items.len(), input.as_path());
    }
    once_each(&mut found, &mut prefixes);
    ids::make_unique(&mut found.items, &prefixes);
    found
}

fn discover_one(input: &Path, named: &Fields, found: &mut Discovered) {
    if input == Path::new("-") {
        // Standard input can be read but once.
        let is_there = found.items.iter().any(|item| item.source == Source::Stdin);
        return found.items.extend((!is_there).then(Item::stdin));
    }
    match input.metadata() {
        Ok(metadata) if metadata.is_dir() => walk::walk(input, named, found),
        Ok(_) => found.items.push(Item::file(file_name(input), input)),
        Err(error) => found.rejects.push(unreadable(input, &error)),
    }
}

/// The last part of a path as text.
fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The reject of a path that cannot be looked at.
fn unreadable(path: &Path, error: &std::io::Error) -> Reject {
    let code = if error.kind() == std::io::ErrorKind::NotFound { "not_found" } else { "unreadable" };
    Reject::new(path.display().to_string(), Stage::Read, code, error.to_string())
}

/// Leaves of all items that are one file, however it is named, the first.
fn once_each(found: &mut Discovered, inputs: &mut Vec<&Path>) {
    let mut seen = HashSet::new();
    let mut inputs_left = Vec::with_capacity(inputs.len());
    for (item, input) in std::mem::take(&mut found.items).into_iter().zip(inputs.drain(..)) {
        if let Source::File(path) = &item.source
            // Where a pipe of the shell leads, nothing says.
            && let Ok(whole) = path.canonicalize()
            && !seen.insert(whole)
        {
            found.skipped.push(Skipped { path: path.clone(), why: "read already, by this name or another" });
        } else {
            found.items.push(item);
            inputs_left.push(input);
        }
    }
    *inputs = inputs_left;
}
