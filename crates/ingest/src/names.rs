//! Names that are given once each: of members of an archive, of documents.

use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

/// The names that were given so far, as hashes: there may be millions. Two names with one hash only get a number.
#[derive(Debug, Default)]
pub struct Names {
    given: HashSet<u64>,
    /// The last number behind a name that was asked for again.
    numbers: HashMap<u64, u64>,
}

impl Names {
    /// Takes note of a name that was given elsewhere.
    pub fn remember(&mut self, name: &str) {
        self.given.insert(hash(name));
    }

    /// `name`, with a number behind it if it was given before: `a#2`.
    pub fn unique(&mut self, name: String) -> String {
        let hashed = hash(&name);
        if self.given.insert(hashed) {
            return name;
        }
        let number = self.numbers.entry(hashed).or_insert(1);
        loop {
            *number += 1;
            let numbered = format!("{name}#{number}");
            if self.given.insert(hash(&numbered)) {
                return numbered;
            }
        }
    }
}

/// A hash of a name, the same in every run.
pub(crate) fn hash(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart() {
        let mut names = Names::default();
        let given = ["a.txt", "a.txt", "a.txt#2", "b", "a.txt", "b"].map(|name| names.unique(name.to_owned()));
        assert_eq!(given, ["a.txt", "a.txt#2", "a.txt#2#2", "b", "a.txt#3", "b#2"]);
    }

    /// From the first number on for each, this would take five billion steps.
    #[test]
    fn many_equal_names_take_no_longer_than_others() {
        let mut names = Names::default();
        let last = (0..100_000).map(|_| names.unique("a.txt".to_owned())).last();
        assert_eq!(last.as_deref(), Some("a.txt#100000"));
    }
}
