//! The examples beside the phrases.

use std::collections::HashMap;

use super::{PHRASES, data::files};
use crate::page::{marks::Marks, unit::units};

#[test]
fn the_examples_beside_the_phrases_hold() {
    for (name, file) in files() {
        for example in &file.examples.yes {
            let found = PHRASES.find(&units(example)[0], true).map(|mark| mark.reason);
            assert_eq!(found, file.reason, "furniture/{name}: {example:?}");
        }
        for example in &file.examples.no {
            let found = PHRASES.find(&units(example)[0], true);
            assert_eq!(found, None, "furniture/{name}: {example:?}");
        }
    }
}

#[test]
fn every_file_of_the_folder_is_part_of_the_program() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("furniture");
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name != "parts.toml" && name != "README.md").collect();
    names.sort();
    let known: Vec<String> = files().into_iter().map(|(name, _)| name).collect();
    assert_eq!(known, names, "the folder is read when src/page/phrases/data.rs is compiled: touch it");
}

#[test]
fn every_file_has_examples_of_both_kinds() {
    for (name, file) in files() {
        assert!(file.examples.yes.len() >= 5 && file.examples.no.len() >= 3, "furniture/{name}");
    }
}

#[test]
fn no_line_has_two_reasons() {
    let mut reasons = HashMap::new();
    for (name, file) in files() {
        for line in file.lines.iter().chain(&file.lists) {
            let before = reasons.insert(super::key(line), (file.reason, name.clone()));
            assert!(before.is_none_or(|(reason, _)| reason == file.reason), "{line:?} stands in two files");
        }
    }
}

#[test]
fn some_lines_are_furniture_only_beside_others() {
    let text = "Published\n\non\n\nWorld\n\nHome\n\nBusiness\n\nRussia";
    let units = units(text);
    let mut marks = Marks::new(units.len());
    super::mark(&units, &mut marks);
    let free: Vec<&str> =
        (0..units.len()).filter(|&index| marks.is_free(index)).map(|index| units[index].text).collect();
    assert_eq!(free, [""; 0]);
    let alone = super::super::read("on\n\nBusiness", &crate::page::Known::default());
    assert_eq!(alone.furniture, []);
}
