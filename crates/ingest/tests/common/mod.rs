//! What the tests of this crate share.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "not every test uses everything, and one that cannot go on has failed"
)]

pub(crate) mod packing;

use std::{fs, ops::ControlFlow, path::PathBuf};

use dateline_ingest::{Discovered, Item, Options, discover, read, read_documents};
use dateline_text::{Document, Reject, Unread};

/// A folder with these files; it is removed when the value is dropped.
pub(crate) fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// All that reading an item gives, in order.
pub(crate) fn outcomes(item: &Item, options: &Options) -> Vec<Result<Document, Unread>> {
    let mut outcomes = Vec::new();
    read_documents(item, options, &mut |outcome| {
        outcomes.push(outcome);
        ControlFlow::Continue(())
    });
    outcomes
}

/// The documents and rejects that reading an item gives; nothing is skipped.
pub(crate) fn read_all(item: &Item, options: &Options) -> (Vec<Document>, Vec<Reject>) {
    let (mut documents, mut rejects) = (Vec::new(), Vec::new());
    for outcome in outcomes(item, options) {
        match outcome {
            Ok(document) => documents.push(document),
            Err(Unread::Reject(reject)) => rejects.push(reject),
            Err(Unread::Skip(skip)) => panic!("{skip:?}"),
        }
    }
    (documents, rejects)
}

/// What reading a file with this name and content gives.
pub(crate) fn read_file(name: &str, bytes: &[u8], options: &Options) -> (Vec<Document>, Vec<Reject>) {
    let folder = folder(&[(name, bytes)]);
    read_all(&Item::file(name, folder.path().join(name)), options)
}

/// The ids of what was discovered in these inputs, and the discovery itself.
pub(crate) fn ids(inputs: &[PathBuf]) -> (Vec<String>, Discovered) {
    let found = discover(inputs, &Options::default());
    (found.items.iter().map(|item| item.id.clone()).collect(), found)
}

/// What reading an item gives, in order: the id of a document, `reject code position` or `skip reason position`.
pub(crate) fn listing(item: &Item, options: &Options) -> Vec<String> {
    let mut seen = Vec::new();
    read_documents(item, options, &mut |outcome| {
        seen.push(outcome.map_or_else(said, |document| document.id));
        ControlFlow::Continue(())
    });
    seen
}

/// [`listing`] of a file with this name and content.
pub(crate) fn list_file(name: &str, bytes: &[u8], options: &Options) -> Vec<String> {
    let folder = folder(&[(name, bytes)]);
    listing(&Item::file(name, folder.path().join(name)), options)
}

/// What is found in a file with this name and content, before documents are parsed: `document`, or as in [`listing`].
pub(crate) fn found_in(name: &str, bytes: &[u8]) -> Vec<String> {
    let folder = folder(&[(name, bytes)]);
    let mut seen = Vec::new();
    read(&Item::file(name, folder.path().join(name)), &Options::default(), &mut |found| {
        seen.push(match found.outcome {
            Ok(_) => "document".to_owned(),
            Err(unread) => said(unread),
        });
        ControlFlow::Continue(())
    });
    seen
}

/// `reject code position` or `skip reason position`.
fn said(unread: Unread) -> String {
    let (what, position) = match unread {
        Unread::Reject(reject) => (format!("reject {}", reject.code), reject.position),
        Unread::Skip(skip) => (format!("skip {}", skip.reason), skip.position),
    };
    position.map_or(what.clone(), |position| format!("{what} {position}"))
}
