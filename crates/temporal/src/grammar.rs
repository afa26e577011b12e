//! The rules of the grammar files, compiled to one trie for each level.
//!
//! Levels are the folders of `grammar/`, in order: what a level matches is one atom for the next.

use std::collections::HashMap;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use serde::Deserialize;

use crate::class::{Class, Terminal};
use crate::holidays::Holidays;
use crate::lexicon::{Lexicon, Symbol};
use crate::ops::Op;
use crate::pattern::{self, Row};

static LEXICON: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/lexicon");
static GRAMMAR: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/grammar");

/// All that the data files say.
#[derive(Debug, Default)]
pub(crate) struct Grammar {
    /// The words.
    pub(crate) lexicon: Lexicon,
    /// The rules, by level.
    pub(crate) levels: Vec<Level>,
    /// The days that have names.
    pub(crate) holidays: Holidays,
    /// Words that decide for or against a reading.
    pub(crate) cues: crate::cues::Cues,
}

/// The rules of one level.
#[derive(Debug, Default)]
pub(crate) struct Level {
    rules: Vec<Rule>,
    nodes: Vec<Node>,
    /// Where the trie leads from its root, by class; 0 for nowhere.
    roots: Vec<u32>,
    /// Classes of which every row of the level has one: where none is, nothing matches.
    triggers: Vec<bool>,
}

/// What a match means.
#[derive(Debug)]
pub(crate) struct Rule {
    /// How the meaning is made of what was captured.
    pub(crate) op: Op,
    /// Values that the rule itself gives.
    pub(crate) with: Vec<(Terminal, i32)>,
}

/// A place in the trie.
#[derive(Debug, Default)]
struct Node {
    /// Sorted by class once the level is complete.
    edges: Vec<(Class, u32)>,
    ends: Vec<End>,
}

/// A row that ends at a node.
#[derive(Debug, Clone, Copy)]
pub(crate) struct End {
    /// The rule, by index; the smaller index wins among rows of one length.
    pub(crate) rule: usize,
    /// The first step that belongs to the expression.
    pub(crate) start: usize,
    /// One past the last.
    pub(crate) stop: usize,
    /// How many steps the row has, context included; the longest row wins.
    pub(crate) steps: usize,
}

/// A file of rules.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<RuleEntry>,
}

/// A rule as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleEntry {
    op: Op,
    #[serde(default)]
    with: HashMap<String, Symbol>,
    patterns: Vec<String>,
}

impl Grammar {
    /// The grammar that is compiled into the program.
    pub(crate) fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Grammar> =
            LazyLock::new(|| Grammar::read().expect("the data files were read by the tests"));
        &BUILTIN
    }

    /// Reads all data files.
    fn read() -> Result<Self, String> {
        let mut grammar = Self::default();
        for file in LEXICON.files() {
            let text = file.contents_utf8().ok_or("a lexicon is not UTF-8")?;
            grammar.lexicon.add_file(text).map_err(|error| format!("{}: {error}", file.path().display()))?;
        }
        grammar.cues = crate::cues::Cues::read(GRAMMAR.get_file("cues.toml").and_then(|file| file.contents_utf8()))?;
        let mut folders: Vec<_> = GRAMMAR.dirs().collect();
        folders.sort_by_key(|folder| folder.path());
        for folder in folders {
            let level = grammar.read_level(folder)?;
            grammar.levels.push(level);
        }
        Ok(grammar)
    }

    /// Reads the rule files of one level in the order of their names.
    fn read_level(&mut self, folder: &Dir<'_>) -> Result<Level, String> {
        let mut level = Level { nodes: vec![Node::default()], ..Level::default() };
        let mut files: Vec<_> = folder.files().collect();
        files.sort_by_key(|file| file.path());
        for file in files {
            let text = file.contents_utf8().ok_or("a grammar file is not UTF-8")?;
            let name = file.path().file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let holidays = name.starts_with("holidays");
            let added = if holidays { self.add_holidays(&mut level, text) } else { self.add_rules(&mut level, text) };
            added.map_err(|error| format!("{}: {error}", file.path().display()))?;
        }
        level.finish();
        Ok(level)
    }

    /// Adds the rules of one file.
    fn add_rules(&mut self, level: &mut Level, text: &str) -> Result<(), String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        for entry in file.rule {
            let with = entry.with.iter().map(|(name, symbol)| Ok((terminal(name)?, symbol.value()?)));
            let rule = Rule { op: entry.op, with: with.collect::<Result<_, String>>()? };
            level.add(rule, &entry.patterns, &mut self.lexicon)?;
        }
        Ok(())
    }

    /// Adds the names of holidays, each as one rule.
    fn add_holidays(&mut self, level: &mut Level, text: &str) -> Result<(), String> {
        for (number, names) in self.holidays.add_file(text)? {
            let rule = Rule { op: Op::Holiday, with: vec![(Terminal::Holiday, number)] };
            level.add(rule, &names, &mut self.lexicon)?;
        }
        Ok(())
    }
}

/// The terminal of this name.
fn terminal(name: &str) -> Result<Terminal, String> {
    name.parse().map_err(|()| format!("no terminal is called {name}"))
}

impl Level {
    /// Adds a rule and all rows of its patterns.
    fn add(&mut self, rule: Rule, patterns: &[String], lexicon: &mut Lexicon) -> Result<(), String> {
        let number = self.rules.len();
        self.rules.push(rule);
        for pattern in patterns {
            for row in pattern::rows(pattern)? {
                self.add_row(number, &row, lexicon)?;
            }
        }
        Ok(())
    }

    /// Adds one row to the trie.
    fn add_row(&mut self, rule: usize, row: &Row, lexicon: &mut Lexicon) -> Result<(), String> {
        let mut at = 0;
        let mut classes = Vec::new();
        for step in &row.steps {
            let class = lexicon.class(step)?;
            classes.push((class, step.as_str()));
            at = self.child(at, class)?;
        }
        let (start, stop) = (row.start.unwrap_or(0), row.end.unwrap_or(row.steps.len()));
        if start >= stop {
            return Err(format!("a pattern matches nothing: {:?}", row.steps));
        }
        self.add_trigger(&classes);
        self.nodes[at].ends.push(End { rule, start, stop, steps: row.steps.len() });
        Ok(())
    }

    /// The node to which `class` leads from `at`, which is made where there is none.
    fn child(&mut self, at: usize, class: Class) -> Result<usize, String> {
        if let Some(edge) = self.nodes[at].edges.iter().find(|edge| edge.0 == class) {
            return Ok(edge.1 as usize);
        }
        let next = self.nodes.len();
        self.nodes[at].edges.push((class, u32::try_from(next).map_err(|error| error.to_string())?));
        self.nodes.push(Node::default());
        Ok(next)
    }

    /// Makes one class of a row a trigger: a terminal that tells of time if there is one, or else the rarest step,
    /// for which the longest word is taken.
    fn add_trigger(&mut self, classes: &[(Class, &str)]) {
        let telling = classes.iter().find(|(class, _)| class.tells_of_time());
        let rarest = || classes.iter().max_by_key(|(class, step)| (*class >= Class::literal(0), step.len()));
        if let Some(&(class, _)) = telling.or_else(rarest) {
            let index = class.index();
            self.triggers.resize(self.triggers.len().max(index + 1), false);
            self.triggers[index] = true;
        }
    }

    /// Orders the trie for reading.
    fn finish(&mut self) {
        for node in &mut self.nodes {
            node.edges.sort_unstable();
        }
        let last = self.nodes[0].edges.last().map_or(0, |edge| edge.0.index());
        self.roots = vec![0; last + 1];
        for &(class, next) in &self.nodes[0].edges {
            self.roots[class.index()] = next;
        }
    }

    /// Whether a row of the level can match where an atom can stand for `class`.
    pub(crate) fn is_trigger(&self, class: Class) -> bool {
        self.triggers.get(class.index()).copied().unwrap_or(false)
    }

    /// The rule with this index.
    pub(crate) fn rule(&self, index: usize) -> &Rule {
        &self.rules[index]
    }

    /// Where the trie leads from `node` by `class`; the root is 0.
    pub(crate) fn step(&self, node: usize, class: Class) -> Option<usize> {
        if node == 0 {
            return self.roots.get(class.index()).map(|&next| next as usize).filter(|&next| next != 0);
        }
        let edges = &self.nodes[node].edges;
        let found = edges.binary_search_by_key(&class, |edge| edge.0).ok()?;
        Some(edges[found].1 as usize)
    }

    /// The rows that end at `node`.
    pub(crate) fn ends(&self, node: usize) -> &[End] {
        &self.nodes[node].ends
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_data_file_is_read() {
        let grammar = Grammar::read().unwrap();
        assert!(grammar.levels.len() >= 3);
        assert!(grammar.levels.iter().all(|level| !level.rules.is_empty()));
    }
}
