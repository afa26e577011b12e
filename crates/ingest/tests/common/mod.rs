//! What the tests of this crate share.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "not every test uses everything, and one that cannot go on has failed"
)]

use std::{fs, ops::ControlFlow, path::PathBuf};

use dateline_ingest::{Discovered, Item, Options, discover, read_documents};
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
