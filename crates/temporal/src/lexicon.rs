//! The words that the grammar knows, read from the files in `lexicon/`.

use std::collections::HashMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::class::{Class, Terminal};
use crate::unit::symbol;

/// The longest word that the lexicon can hold, in bytes.
const LONGEST_WORD: usize = 24;

/// What a word can stand for: terminals and literals with their values.
pub(crate) type Senses = [(Class, i32)];

/// Words in lower case and what they can stand for.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    words: FxHashMap<Box<[u8]>, Word>,
    /// Which beginnings and lengths words have: most words of a text are not in the lexicon, and this tells at once.
    shapes: Shapes,
    literals: u16,
}

/// The senses of one word.
#[derive(Debug, Default)]
struct Word {
    /// Those that it has in any case.
    lower: Vec<(Class, i32)>,
    /// All, for a word with a capital.
    upper: Vec<(Class, i32)>,
}

impl Word {
    /// Adds a sense.
    fn add(&mut self, class: Class, value: i32, capital: bool) {
        self.upper.push((class, value));
        if !capital {
            self.lower.push((class, value));
        }
    }
}

/// A set of first and second letters with lengths.
#[derive(Debug)]
struct Shapes(Box<[bool]>);

impl Default for Shapes {
    fn default() -> Self {
        Self(vec![false; 1 << 15].into_boxed_slice())
    }
}

impl Shapes {
    /// The place of a word, the same for capitals and small letters.
    fn place(word: &[u8]) -> usize {
        let letter = |at: usize| usize::from(word.get(at).copied().unwrap_or(0) & 31);
        letter(0) << 10 | letter(1) << 5 | (word.len() & 31)
    }
}

/// A file of `lexicon/`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    class: Vec<Entry>,
}

/// The words of one terminal.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    #[serde(default)]
    capital: bool,
    words: HashMap<String, Symbol>,
}

/// A value in a data file: a number, or the name of a unit, season, part of the day, modifier or vague reference.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum Symbol {
    /// The value itself.
    Number(i32),
    /// What stands for it.
    Name(String),
}

impl Symbol {
    /// The value, or what is wrong with the name.
    pub(crate) fn value(&self) -> Result<i32, String> {
        match self {
            Self::Number(number) => Ok(*number),
            Self::Name(name) => symbol(name).ok_or_else(|| format!("no symbol is called {name:?}")),
        }
    }
}

impl Lexicon {
    /// Adds the words of one file.
    pub(crate) fn add_file(&mut self, text: &str) -> Result<(), String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        for entry in &file.class {
            let class = entry.name.parse::<Terminal>().map_err(|()| format!("no terminal is called {}", entry.name))?;
            for (word, symbol) in &entry.words {
                self.word(word).add(class.into(), symbol.value()?, entry.capital);
            }
        }
        Ok(())
    }

    /// The class of the step `word` of a pattern: a terminal, or a literal that is now known.
    pub(crate) fn class(&mut self, word: &str) -> Result<Class, String> {
        if word.chars().any(char::is_uppercase) {
            return word.parse::<Terminal>().map(Class::from).map_err(|()| format!("no terminal is called {word}"));
        }
        let next = Class::literal(self.literals);
        let entry = self.word(word);
        if let Some(&(known, _)) = entry.lower.iter().find(|sense| sense.0 >= Class::literal(0)) {
            return Ok(known);
        }
        entry.add(next, 0, false);
        self.literals += 1;
        Ok(next)
    }

    /// The entry of a word in lower case.
    fn word(&mut self, word: &str) -> &mut Word {
        self.shapes.0[Shapes::place(word.as_bytes())] = true;
        self.words.entry(word.as_bytes().into()).or_default()
    }

    /// What `word`, as it is written, can stand for.
    pub(crate) fn senses(&self, word: &[u8]) -> &Senses {
        if !self.shapes.0[Shapes::place(word)] {
            return &[];
        }
        let mut buffer = [0; LONGEST_WORD];
        let Some(buffer) = buffer.get_mut(..word.len()) else { return &[] };
        buffer.copy_from_slice(word);
        buffer.make_ascii_lowercase();
        let capital = word.first().is_some_and(u8::is_ascii_uppercase);
        self.words.get(&*buffer).map_or(&[], |entry| if capital { &entry.upper } else { &entry.lower })
    }
}
