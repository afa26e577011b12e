//! Furniture that its words give away: the engine of `furniture/*.toml`.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use dateline_text::FurnitureReason;
use include_dir::{Dir, include_dir};
use regex::{Regex, RegexSet, RegexSetBuilder};
use serde::Deserialize;

use super::{
    marks::{List, Mark, Marks},
    unit::{Unit, key},
};
use crate::dates;

/// The data files; see `furniture/README.md` for what their fields mean.
static FOLDER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/furniture");

/// One file of `furniture/`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    reason: Option<FurnitureReason>,
    max_words: usize,
    heads_article: bool,
    unfinished: bool,
    below_body: bool,
    lines: Vec<String>,
    starts: Vec<String>,
    words: Vec<String>,
    words_at_least: usize,
    patterns: Vec<String>,
    beside: Vec<String>,
    lists: Vec<String>,
    list_patterns: Vec<String>,
    entry_words: usize,
    examples: Examples,
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
            lists: Vec::new(),
            list_patterns: Vec::new(),
            entry_words: 25,
            examples: Examples::default(),
        }
    }
}

/// What a file's rules mark, and what they must not.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
struct Examples {
    yes: Vec<String>,
    no: Vec<String>,
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

/// What a rule marks, and which units it leaves alone.
#[derive(Debug, Clone, Copy)]
struct Rule {
    mark: Mark,
    max_words: usize,
    unfinished: bool,
    below_body: bool,
}

impl Rule {
    fn allows(self, unit: &Unit<'_>, below_body: bool) -> bool {
        (below_body || !self.below_body)
            && unit.words <= self.max_words
            && !(self.unfinished && unit.text.ends_with('.') && !unit.is_truncated())
    }
}

/// Phrases of at most three words; a unit of nothing but these is furniture when it has enough words.
struct Vocabulary {
    phrases: HashSet<String>,
    at_least: usize,
    mark: Mark,
}

/// All files, compiled for look-up.
#[derive(Default)]
struct Phrases {
    /// Whole units by key.
    lines: HashMap<String, Mark>,
    /// First words of a unit.
    starts: HashMap<String, Rule>,
    /// The most words that an entry of `starts` has.
    longest_start: usize,
    /// Vocabularies of units that hold nothing else.
    vocabularies: Vec<Vocabulary>,
    /// Patterns for whole units, and their rules in the same order.
    patterns: RegexSet,
    pattern_rules: Vec<Rule>,
    /// Units that are furniture only beside furniture for the same reason.
    beside: Vec<(Regex, Mark)>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::compile(&files()));

/// The parsed files, in the order of their names.
fn files() -> Vec<(String, File)> {
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
fn parts() -> Vec<(String, String)> {
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
fn whole(pattern: &str, parts: &[(String, String)]) -> String {
    format!(r"^(?i)\(?(?:{})\)?$", fill(pattern, parts))
}

impl Phrases {
    fn compile(files: &[(String, File)]) -> Self {
        let parts = parts();
        let mut phrases = Self::default();
        let mut patterns = Vec::new();
        for (name, file) in files {
            let reason = file.reason.unwrap_or_else(|| panic!("furniture/{name} gives no reason"));
            phrases.add(file, reason, &parts);
            let all = file.patterns.iter().chain(&file.list_patterns);
            patterns.extend(all.map(|pattern| whole(pattern, &parts)));
        }
        phrases.patterns = RegexSetBuilder::new(patterns)
            .size_limit(SIZE_LIMIT)
            .build()
            .expect("the patterns in furniture/ are tested");
        phrases
    }

    fn add(&mut self, file: &File, reason: FurnitureReason, parts: &[(String, String)]) {
        let mark = Mark { reason, heads_article: file.heads_article, opens_list: None };
        let list = List { reason, max_words: file.entry_words };
        let opening = Mark { opens_list: Some(list), ..mark };
        let rule = Rule { mark, max_words: file.max_words, unfinished: file.unfinished, below_body: file.below_body };
        self.lines.extend(file.lines.iter().map(|line| (key(line), mark)));
        self.lines.extend(file.lists.iter().map(|line| (key(line), opening)));
        self.starts.extend(file.starts.iter().map(|start| (key(start), rule)));
        let longest = file.starts.iter().map(|start| start.split_whitespace().count()).max();
        self.longest_start = self.longest_start.max(longest.unwrap_or(0));
        let phrases = file.words.iter().map(|word| key(word)).collect();
        self.vocabularies.push(Vocabulary { phrases, at_least: file.words_at_least, mark });
        self.pattern_rules.extend(file.patterns.iter().map(|_| rule));
        self.pattern_rules.extend(file.list_patterns.iter().map(|_| Rule { mark: opening, ..rule }));
        let beside = file.beside.iter().map(|pattern| Regex::new(&whole(pattern, parts)));
        self.beside.extend(beside.map(|pattern| (pattern.expect("the patterns in furniture/ are tested"), mark)));
    }

    /// Why a unit is furniture by its words alone; `below_body` says that a paragraph stands above it.
    fn find(&self, unit: &Unit<'_>, below_body: bool) -> Option<Mark> {
        let ends_a_sentence = unit.text.ends_with('.') && unit.text.starts_with(char::is_lowercase);
        if unit.key.is_empty() || (ends_a_sentence && !unit.is_truncated()) {
            return None; // the last line of a wrapped paragraph
        }
        let by_line = self.lines.get(&unit.key).copied();
        by_line
            .or_else(|| self.by_start(unit, below_body))
            .or_else(|| self.by_pattern(unit, below_body))
            .or_else(|| self.by_words(unit))
    }

    fn by_pattern(&self, unit: &Unit<'_>, below_body: bool) -> Option<Mark> {
        let fits = self.patterns.matches(&unit.bare).into_iter().map(|index| self.pattern_rules[index]);
        fits.filter(|rule| rule.allows(unit, below_body)).map(|rule| rule.mark).next()
    }

    fn by_start(&self, unit: &Unit<'_>, below_body: bool) -> Option<Mark> {
        if unit.folded.starts_with(['"', '\'']) {
            return None; // somebody is quoted
        }
        let ends = unit.key.match_indices(|c: char| !c.is_alphanumeric()).map(|(end, _)| end).chain([unit.key.len()]);
        let starts = ends.take(self.longest_start * 2 + 2).filter_map(|end| self.starts.get(&unit.key[..end]));
        starts.filter(|rule| rule.allows(unit, below_body)).map(|rule| rule.mark).last()
    }

    fn by_words(&self, unit: &Unit<'_>) -> Option<Mark> {
        let tokens = unit.key.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '+');
        let tokens: Vec<&str> = tokens.filter(|token| !token.is_empty()).collect();
        if tokens.is_empty() || tokens.len() > MAX_COMPOSED {
            return None;
        }
        let fits = |words: &&Vocabulary| tokens.len() >= words.at_least && composed(&tokens, &words.phrases);
        self.vocabularies.iter().find(fits).map(|words| words.mark)
    }

    /// Marks the units that are furniture only because their neighbour is.
    fn spread(&self, units: &[Unit<'_>], marks: &mut Marks) {
        for index in (0..units.len()).chain((0..units.len()).rev()) {
            if units[index].words > MAX_BESIDE || !marks.is_free(index) {
                continue;
            }
            let neighbours = [index.wrapping_sub(1), index + 1];
            let fits = |(pattern, mark): &&(Regex, Mark)| {
                neighbours.iter().any(|&other| marks.is(other, mark.reason)) && pattern.is_match(&units[index].bare)
            };
            if let Some((_, mark)) = self.beside.iter().find(fits) {
                marks.set(index, *mark);
            }
        }
    }
}

/// Bytes that the compiled patterns may take.
const SIZE_LIMIT: usize = 32 << 20;

/// Words above which a unit is not compared with a vocabulary.
const MAX_COMPOSED: usize = 24;

/// Words above which a unit is not furniture because of its neighbours.
const MAX_BESIDE: usize = 5;

/// Whether the tokens are a sequence of the phrases in `words`, each of at most three tokens.
fn composed(tokens: &[&str], words: &HashSet<String>) -> bool {
    tokens.is_empty()
        || (1..=tokens.len().min(3))
            .rev()
            .any(|length| words.contains(&tokens[..length].join(" ")) && composed(&tokens[length..], words))
}

/// Marks the units that their words give away.
pub(super) fn mark(units: &[Unit<'_>], marks: &mut Marks) {
    let mut below_body = false;
    for (index, unit) in units.iter().enumerate() {
        match PHRASES.find(unit, below_body) {
            Some(mark) => marks.set(index, mark),
            None => below_body |= unit.is_paragraph(),
        }
    }
    PHRASES.spread(units, marks);
}

/// Whether the unit is a menu entry when it stands in a menu, though it may be news elsewhere.
pub(super) fn is_section(unit: &Unit<'_>) -> bool {
    let menu = PHRASES.beside.iter().filter(|(_, mark)| mark.reason == FurnitureReason::Menu);
    unit.words <= MAX_BESIDE && unit.is_titleable() && menu.into_iter().any(|(pattern, _)| pattern.is_match(&unit.bare))
}

#[cfg(test)]
#[path = "phrases_tests.rs"]
mod tests;
