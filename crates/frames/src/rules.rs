//! All rules, compiled once.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use dateline_text::{Analysis, Frame};
use include_dir::{Dir, DirEntry, include_dir};

use crate::{
    compile::{self, Class, Rule},
    error::Error,
    kind::Kinds,
    lists::Lists,
    matcher::Matcher,
    roles::Roles,
    senses,
    status::Statuses,
    surface::Surface,
    tree::{Tree, TreeWords},
};

static EVENTS: Dir = include_dir!("$CARGO_MANIFEST_DIR/events");
static LISTS: Dir = include_dir!("$CARGO_MANIFEST_DIR/lists");
static STATUS: Dir = include_dir!("$CARGO_MANIFEST_DIR/status");
static ROLES: &str = include_str!("../roles.toml");
static SURFACE: &str = include_str!("../surface.toml");

static BUILTIN: LazyLock<Rules> = LazyLock::new(|| match Rules::compile(&Sources::builtin()) {
    Ok(rules) => rules,
    Err(error) => panic!("the built-in rules are broken: {error}"),
});

/// The rules of all families.
#[derive(Debug)]
pub struct Rules {
    pub(crate) all: Vec<Rule>,
    /// Which rules a word may trigger, by part of speech and dictionary form.
    pub(crate) by_word: HashMap<String, Vec<(Class, usize, usize)>>,
    pub(crate) kinds: Kinds,
    pub(crate) roles: Roles,
    pub(crate) statuses: Statuses,
    /// For sentences without grammar.
    surface: Surface,
    tree_words: TreeWords,
}

/// The files that rules are made of, as pairs of name and text.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// Rule families.
    pub events: Vec<(String, String)>,
    /// Word lists, status lists among them.
    pub lists: Vec<(String, String)>,
    /// What fills which role.
    pub roles: (String, String),
    /// The words that tell the grammar of sentences that have none.
    pub surface: (String, String),
}

impl Sources {
    /// The files that the crate was built with.
    pub fn builtin() -> Self {
        Self {
            events: files(&EVENTS, "events"),
            lists: [files(&LISTS, "lists"), files(&STATUS, "status")].concat(),
            roles: ("roles.toml".to_owned(), ROLES.to_owned()),
            surface: ("surface.toml".to_owned(), SURFACE.to_owned()),
        }
    }

    /// A hash of all names and texts, in hexadecimal: runs with the same hash used the same rules.
    pub fn hash(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        let rest = [&self.roles, &self.surface];
        let written = self.events.iter().chain(&self.lists).chain(rest).map(|(name, text)| (&**name, &**text));
        for (name, text) in written.chain(senses::FILES.iter().map(|(_, name, text)| (*name, *text))) {
            // Lengths first, so that no two sets of files read alike.
            hasher.update(&(name.len() as u64).to_le_bytes()).update(name.as_bytes());
            hasher.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
        }
        hasher.finalize().to_hex()[..16].to_owned()
    }
}

impl Rules {
    /// The rules that the program ships with; compiled at the first call.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// Compiles rules.
    ///
    /// # Errors
    /// Names the file and line of the first mistake.
    pub fn compile(sources: &Sources) -> Result<Self, Error> {
        let mut lists = Lists::default();
        for (file, text) in &sources.lists {
            lists.add(file, text)?;
        }
        let roles = Roles::compile(&sources.roles.0, &sources.roles.1, &lists)?;
        let mut all = Vec::new();
        for (file, text) in &sources.events {
            all.extend(compile::compile(file, text, &lists, &roles)?);
        }
        let by_word = index(&all);
        let surface = Surface::compile(&sources.surface.0, &sources.surface.1, &lists, &all)?;
        let mended = without_mute_e(lists.all().chain(by_word.keys().map(String::as_str)));
        Ok(Self {
            all,
            by_word,
            kinds: Kinds::new(&lists),
            roles,
            statuses: Statuses::new(&lists),
            surface,
            tree_words: TreeWords::new(&lists, mended),
        })
    }

    /// The frames of a document, in the order of their triggers. Of sentences whose words carry no grammar, it is guessed
    /// from the surface, and their frames are less sure.
    pub fn frames(&self, analysis: &Analysis) -> Vec<Frame> {
        let reading = self.surface.read(analysis);
        let tree = Tree::new(&reading.analysis, &self.tree_words);
        let mut frames = Matcher::new(self, &tree).frames();
        for frame in frames.iter_mut().filter(|frame| reading.is_guessed(frame.sentence)) {
            frame.confidence *= self.surface.confidence();
        }
        frames
    }
}

fn index(rules: &[Rule]) -> HashMap<String, Vec<(Class, usize, usize)>> {
    let mut by_word: HashMap<String, Vec<_>> = HashMap::new();
    for (at, rule) in rules.iter().enumerate() {
        for (number, (class, phrase)) in rule.triggers.iter().enumerate() {
            by_word.entry(phrase.head.clone()).or_default().push((*class, at, number));
        }
    }
    by_word
}

fn without_mute_e<'a>(words: impl Iterator<Item = &'a str>) -> HashMap<String, String> {
    let known: HashSet<&str> = words.collect();
    let mute = known.iter().filter_map(|word| Some((word.strip_suffix('e')?, *word)));
    let cut = mute.filter(|(stem, _)| stem.len() > 3 && !known.contains(stem));
    cut.map(|(stem, word)| (stem.to_owned(), word.to_owned())).collect()
}

/// The TOML files of a folder and of those below, in sorted order.
fn files(folder: &Dir, name: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => found.extend(files(inner, name)),
            DirEntry::File(file) if file.path().extension().is_some_and(|extension| extension == "toml") => {
                let text = String::from_utf8_lossy(file.contents()).into_owned();
                found.push((format!("{name}/{}", file.path().display()), text));
            }
            DirEntry::File(_) => {}
        }
    }
    found.sort();
    found
}
