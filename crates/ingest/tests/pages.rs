//! What is seen in whole pages: the sample stories and pages in the manner of different sites. Each snapshot shows the
//! page line by line with what became of the line: furniture and its reason, or the number of its article.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    fmt::Write,
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use dateline_ingest::{Item, Options, read_documents};
use dateline_text::{Document, Span};

/// The only document in the file.
fn document(path: &Path) -> Document {
    let mut documents = Vec::new();
    let item = Item::file(path.file_name().unwrap().to_string_lossy(), path);
    read_documents(&item, &Options::default(), &mut |document| {
        documents.push(document.unwrap());
        ControlFlow::Continue(())
    });
    assert_eq!(documents.len(), 1, "{}", path.display());
    documents.remove(0)
}

/// The page as the snapshots show it.
fn layout(document: &Document) -> String {
    let mut shown = format!("title: {:?}\npublished: {:?}\n", document.title, document.published);
    for (number, article) in document.articles.iter().enumerate() {
        let author = article.author.map(|span| document.slice(span));
        writeln!(shown, "article {}: published {:?}, author {author:?}", number + 1, article.published).unwrap();
    }
    let mut start = 0;
    for line in document.text.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        if !span.is_empty() {
            writeln!(shown, "{:>16} | {}", label(document, span), shortened(line.trim())).unwrap();
        }
    }
    shown
}

fn label(document: &Document, line: Span) -> String {
    if let Some(furniture) = document.furniture.iter().find(|furniture| furniture.span.overlaps(line)) {
        return serde_json::to_value(furniture.reason).unwrap().as_str().unwrap().to_owned();
    }
    let article = document.articles.iter().position(|article| article.span.overlaps(line));
    let article = article.unwrap_or_else(|| panic!("{:?} is neither news nor furniture", document.slice(line)));
    let is_title = document.articles[article].title.is_some_and(|title| title.overlaps(line));
    format!("{}{}", if is_title { "title " } else { "" }, article + 1)
}

fn shortened(line: &str) -> String {
    let end: String = line.chars().skip(70).collect();
    if end.is_empty() { line.to_owned() } else { format!("{}…", line.chars().take(70).collect::<String>()) }
}

/// The `.txt` and `.html` files of a folder, sorted.
fn pages(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|e| e == "txt" || e == "html")).collect();
    pages.sort();
    assert!(!pages.is_empty(), "{}", folder.display());
    pages
}

#[test]
fn the_sample_stories_are_seen_so() {
    for page in pages("../../seeds") {
        let name = page.file_stem().unwrap().to_string_lossy().into_owned();
        insta::assert_snapshot!(name, layout(&document(&page)));
    }
}

#[test]
fn pages_of_other_sites_are_seen_so() {
    for page in pages("tests/pages") {
        let name = page.file_stem().unwrap().to_string_lossy().into_owned();
        insta::assert_snapshot!(name, layout(&document(&page)));
    }
}

#[test]
fn the_text_of_a_plain_file_is_the_file() {
    for page in pages("../../seeds").into_iter().chain(pages("tests/pages")) {
        if page.extension().is_some_and(|extension| extension == "txt") {
            assert_eq!(document(&page).text.as_bytes(), fs::read(&page).unwrap(), "{}", page.display());
        }
    }
}
