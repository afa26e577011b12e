//! Named word lists: `lists/*.toml`, one array a list.

use std::collections::{BTreeMap, HashMap, HashSet};

use toml::Spanned;

use crate::{
    error::{Error, ErrorKind, Place},
    path::Words,
    phrase::Phrase,
};

/// All lists by name.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    lists: HashMap<String, Vec<String>>,
}

impl Lists {
    /// Adds the lists of one file.
    pub(crate) fn add(&mut self, file: &str, text: &str) -> Result<(), Error> {
        let place = Place { file, text, at: 0 };
        let lists: BTreeMap<String, Spanned<Vec<String>>> =
            toml::from_str(text).map_err(|error| Error::syntax(place, error))?;
        for (name, words) in lists {
            let at = words.span().start;
            if self.lists.insert(name.clone(), words.into_inner()).is_some() {
                let message = format!("the list `{name}` is defined twice");
                return Err(Error::new(ErrorKind::Duplicate, place.at(at), message));
            }
        }
        Ok(())
    }

    /// The words of a list that the engine itself needs; empty where no file defines it.
    pub(crate) fn set(&self, name: &str) -> HashSet<String> {
        self.lists.get(name).into_iter().flatten().cloned().collect()
    }

    /// All words of all lists.
    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        self.lists.values().flatten().map(String::as_str)
    }

    /// The words of `take, @trips`.
    pub(crate) fn words(&self, text: &str) -> Result<Words, String> {
        let mut words = HashSet::new();
        for item in text.split(',').map(str::trim).filter(|item| !item.is_empty()) {
            match item.strip_prefix('@') {
                Some(name) => words.extend(self.get(name)?.iter().cloned()),
                None => {
                    words.insert(item.to_owned());
                }
            }
        }
        Ok(words)
    }

    /// The same as phrases with a verb in front, in a fixed order.
    pub(crate) fn phrases(&self, text: &str) -> Result<Vec<Phrase>, String> {
        let mut words: Vec<String> = self.words(text)?.into_iter().collect();
        words.sort_unstable();
        Ok(words.iter().map(|word| Phrase::verbal(word)).collect())
    }

    fn get(&self, name: &str) -> Result<&[String], String> {
        self.lists.get(name).map(Vec::as_slice).ok_or_else(|| format!("no list is called `{name}`"))
    }
}
