//! Runs the examples beside the rules through the shipped model.

mod common;

use std::{
    fs,
    path::{Path, PathBuf},
};

use common::{analyse, examples, frames, tagger};

#[test]
fn every_example_comes_out_as_written() {
    let tagger = tagger();
    let mut failures = Vec::new();
    let mut checked = 0;
    for file in files("md").into_iter().filter(|file| !file.ends_with("README.md")) {
        let text = fs::read_to_string(&file).expect("the file is readable");
        for example in examples(&text) {
            checked += 1;
            let found = frames(&analyse(&tagger, &example.input));
            if found != example.expected {
                let name = file.file_name().unwrap_or_default().display();
                failures.push(format!("{name}:{}: {}\n  found {found:#?}", example.line, example.input));
            }
        }
    }
    assert!(failures.is_empty(), "{} of {checked} examples fail:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_family_has_examples_of_all_kinds() {
    for rules in files("toml") {
        let file = rules.with_extension("md");
        let text = fs::read_to_string(&file).unwrap_or_else(|_| panic!("{} is missing", file.display()));
        let examples = examples(&text);
        let silent = examples.iter().filter(|example| example.expected.is_empty()).count();
        assert!(silent >= 2, "{}: too few examples of what must not match", file.display());
        assert!(examples.len() - silent >= 4, "{}: too few examples of what must match", file.display());
    }
}

fn crate_folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(crate_folder().join("events")).expect("the folder is there");
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut files: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|found| found == extension)).collect();
    files.sort();
    files
}
