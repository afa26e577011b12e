//! Furniture that its words give away: the engine of `furniture/*.toml`.

mod data;

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use dateline_text::FurnitureReason;
use regex::{Regex, RegexSet, RegexSetBuilder};

use data::{File, files, parts, whole};

use super::{
    marks::{List, Mark, Marks},
    unit::{Unit, key},
};

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
    /// Words that no name of a person holds.
    not_names: HashSet<String>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::compile(&files()));

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
        let list = List { reason, max_words: file.entry_words, max_entries: file.max_entries };
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
        self.not_names.extend(file.not_names.iter().cloned());
        let beside = file.beside.iter().map(|pattern| Regex::new(&whole(pattern, parts)));
        self.beside.extend(beside.map(|pattern| (pattern.expect("the patterns in furniture/ are tested"), mark)));
    }

    /// Why a unit is furniture by its words alone; `below_body` says that a paragraph stands above it.
    fn find(&self, unit: &Unit<'_>, below_body: bool) -> Option<Mark> {
        let ends_a_sentence = unit.text.ends_with('.') && unit.text.starts_with(char::is_lowercase);
        if unit.key.is_empty() || (ends_a_sentence && !unit.is_truncated()) {
            return None; // the last line of a wrapped paragraph
        }
        let asks = unit.text.ends_with('?') || (unit.text.ends_with('.') && unit.words <= 2 && !unit.is_truncated());
        let by_line = self.lines.get(&unit.key).copied().filter(|_| !asks);
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

/// Whether the unit has the shape of a person's name, and no word that names do not hold.
pub(super) fn could_be_name(unit: &Unit<'_>) -> bool {
    unit.is_name_shaped() && !unit.key.split(' ').any(|word| PHRASES.not_names.contains(word))
}

#[cfg(test)]
mod tests;
