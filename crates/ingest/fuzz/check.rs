//! What must hold of any bytes that are read; the fuzz targets and the tests run the same functions.
#![allow(dead_code, reason = "a target calls one of them")]

use std::ops::ControlFlow;

use dateline_ingest::{Item, Options, read_documents};
use dateline_text::{Document, Unread};

/// What [`containers`] calls its input; the first byte says which.
pub(crate) const CONTAINERS: [&str; 7] = ["a.gz", "a.zst", "a.zip", "a.tar", "a.jsonl.gz", "a.tgz", "a"];

/// What [`warc`] calls its input.
pub(crate) const WARC: [&str; 3] = ["a.warc", "a.warc.gz", "a.zip"];

/// What [`formats`] calls its input.
pub(crate) const FORMATS: [&str; 9] =
    ["a.jsonl", "a.json", "a.csv", "a.tsv", "a.xml", "a.sgm", "a.html", "a.parquet", "a"];

/// Reads all but the first byte as records, markup or a page.
pub(crate) fn formats(data: &[u8]) {
    check(&FORMATS, data);
}

/// Reads all but the first byte as something packed.
pub(crate) fn containers(data: &[u8]) {
    check(&CONTAINERS, data);
}

/// Reads all but the first byte as a web archive.
pub(crate) fn warc(data: &[u8]) {
    check(&WARC, data);
}

/// Reads a file that holds `data` without its first byte, which chooses one of `names`: something is told, and every
/// document is whole.
fn check(names: &[&str], data: &[u8]) {
    let (&first, bytes) = data.split_first().unwrap_or((&0, &[]));
    let name = names[usize::from(first) % names.len()];
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("the file is written");
    let options = Options { max_document_bytes: 1 << 16, ..Options::default() };
    let mut told = 0;
    read_documents(&Item::file(name, path), &options, &mut |outcome| {
        told += 1;
        match outcome {
            Ok(document) => whole(&document),
            Err(Unread::Reject(reject)) => assert!(!reject.code.is_empty() && !reject.message.is_empty()),
            Err(Unread::Skip(skip)) => assert!(!skip.reason.is_empty()),
        }
        ControlFlow::Continue(())
    });
    assert!(told > 0, "nothing was told of {} bytes", bytes.len());
}

/// Ids show, and what is marked lies in the text.
fn whole(document: &Document) {
    assert!(!document.id.is_empty(), "{document:?}");
    let articles = document.articles.iter().map(|article| article.span);
    for span in articles.chain(document.furniture.iter().map(|furniture| furniture.span)) {
        assert!(document.text.get(span.start..span.end).is_some(), "{span:?}");
    }
}
