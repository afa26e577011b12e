//! The words that the grammar knows, read from the files in `lexicon/`.

use std::collections::HashMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::class::{Class, Terminal};
use crate::unit::symbol;

/// What a word can stand for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sense {
    /// The terminal or literal.
    pub(crate) class: Class,
    /// Its value: the number of the month, of the unit.
    pub(crate) value: i32,
    /// Whether only a word with a capital stands for it.
    pub(crate) capital: bool,
}

/// Words in lower case and what they can stand for.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    senses: FxHashMap<Box<str>, Vec<Sense>>,
    literals: u16,
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
                let sense = Sense { class: class.into(), value: symbol.value()?, capital: entry.capital };
                self.senses.entry(word.as_str().into()).or_default().push(sense);
            }
        }
        Ok(())
    }

    /// The class of the step `word` of a pattern: a terminal, or a literal that is now known.
    pub(crate) fn class(&mut self, word: &str) -> Result<Class, String> {
        if word.chars().any(char::is_uppercase) {
            return word.parse::<Terminal>().map(Class::from).map_err(|()| format!("no terminal is called {word}"));
        }
        let senses = self.senses.entry(word.into()).or_default();
        let known = senses.iter().map(|sense| sense.class).find(|&class| class >= Class::literal(0));
        Ok(known.unwrap_or_else(|| {
            let class = Class::literal(self.literals);
            self.literals += 1;
            senses.push(Sense { class, value: 0, capital: false });
            class
        }))
    }

    /// What `word`, in lower case, can stand for.
    pub(crate) fn senses(&self, word: &str) -> &[Sense] {
        self.senses.get(word).map_or(&[], Vec::as_slice)
    }
}
