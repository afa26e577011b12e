//! The files of `furniture/`, parsed.

use dateline_text::FurnitureReason;
use include_dir::{Dir, include_dir};
use serde::Deserialize;

use crate::dates;

/// The data files; see `furniture/README.md` for what their fields mean.
static FOLDER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/furniture");

/// One file of `furniture/`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    pub(super) reason: Option<FurnitureReason>,
    pub(super) max_words: usize,
    pub(super) heads_article: bool,
    pub(super) unfinished: bool,
    pub(super) below_body: bool,
    pub(super) lines: Vec<String>,
    pub(super) starts: Vec<String>,
    pub(super) words: Vec<String>,
    pub(super) words_at_least: usize,
    pub(super) patterns: Vec<String>,
    pub(super) beside: Vec<String>,
    pub(super) not_names: Vec<String>,
    pub(super) lists: Vec<String>,
    pub(super) list_patterns: Vec<String>,
    pub(super) entry_words: usize,
    pub(super) max_entries: usize,
    pub(super) examples: Examples,
}

impl Default for File {
    fn default() -> Self {
        Self {
            reason: None,
            max_words: 14,
            heads_article: false,
            unfinished: false,
            below_body: false,
            lines: Vec::new(),
            starts: Vec::new(),
            words: Vec::new(),
            words_at_least: 1,
            patterns: Vec::new(),
            beside: Vec::new(),
            not_names: Vec::new(),
            lists: Vec::new(),
            list_patterns: Vec::new(),
            entry_words: 25,
            max_entries: 40,
            examples: Examples::default(),
        }
    }
}

/// What a file's rules mark, and what they must not.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
pub(super) struct Examples {
    pub(super) yes: Vec<String>,
    pub(super) no: Vec<String>,
}

/// `furniture/parts.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    part: Vec<Part>,
}

/// A named piece of a pattern.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    name: String,
    pattern: String,
}

/// The parsed files, in the order of their names.
pub(super) fn files() -> Vec<(String, File)> {
    let mut files: Vec<_> =
        FOLDER.files().filter(|file| file.path().extension().is_some_and(|e| e == "toml")).collect();
    files.retain(|file| file.path().file_name().is_some_and(|name| name != "parts.toml"));
    files.sort_by_key(|file| file.path());
    files.into_iter().map(|file| (file.path().display().to_string(), parse(file))).collect()
}

/// Parses a data file. The files are part of the program and every test reads them all.
fn parse<T: serde::de::DeserializeOwned>(file: &include_dir::File<'_>) -> T {
    let text = file.contents_utf8().expect("data files are UTF-8");
    toml::from_str(text).unwrap_or_else(|error| panic!("furniture/{}: {error}", file.path().display()))
}

/// The parts of patterns, each with the parts above it filled in.
pub(super) fn parts() -> Vec<(String, String)> {
    let file = FOLDER.get_file("parts.toml").expect("furniture/parts.toml is part of the program");
    let mut parts = vec![
        ("{date}".to_owned(), dates::full_date_pattern().to_owned()),
        ("{weekday}".to_owned(), dates::weekday_pattern().to_owned()),
    ];
    for part in parse::<Parts>(file).part {
        let pattern = fill(&part.pattern, &parts);
        parts.push((format!("{{{}}}", part.name), format!("(?:{pattern})")));
    }
    parts
}

fn fill(pattern: &str, parts: &[(String, String)]) -> String {
    parts.iter().fold(pattern.to_owned(), |pattern, (name, part)| pattern.replace(name, part))
}

/// A pattern for a whole unit: any case, brackets around it or not.
pub(super) fn whole(pattern: &str, parts: &[(String, String)]) -> String {
    format!(r"^(?i)\(?(?:{})\)?$", fill(pattern, parts))
}
