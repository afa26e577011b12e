//! Names of documents and of members of an archive: which can be kept, and each given once.

use std::collections::{HashMap, HashSet};

use crate::input::said;

/// Bytes of a name: names wait in memory with the documents and are not counted there, and the indices of databases take
/// no long ones.
const MAX_NAME: usize = 1 << 10;

/// The name that a document gives itself; `None` where it does not show or is too long.
pub(crate) fn own(written: &str) -> Option<String> {
    said(written).filter(|name| name.len() <= MAX_NAME)
}

/// What a document is called: by its own name where that can be kept, else by its place.
pub(crate) fn given(own_name: Option<&str>, place: String) -> String {
    own_name.and_then(own).unwrap_or_else(|| shortened(place))
}

/// A name of a length that can be kept; what is cut off is told apart by its hash.
pub(crate) fn shortened(name: String) -> String {
    if name.len() <= MAX_NAME {
        return name;
    }
    let hash = hashed(&name);
    format!("{}{hash}", &name[..name.floor_char_boundary(MAX_NAME - hash.len())])
}

/// What a name is called that cannot be kept: the same in every run, whatever the program is built with.
pub(crate) fn hashed(name: &str) -> String {
    format!("~{:016x}", hash(name))
}

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

fn hash(name: &str) -> u64 {
    let hash = blake3::hash(name.as_bytes());
    hash.as_bytes().first_chunk().copied().map_or(0, u64::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_and_still_told_apart() {
        let [one, two] = ["1", "2"].map(|end| shortened(format!("a{}{end}.txt", "\u{e9}".repeat(4000))));
        assert!(one != two && one.len() == MAX_NAME, "{one} {two}");
        assert_eq!(shortened("x".repeat(MAX_NAME)).len(), MAX_NAME);
        assert_eq!(shortened(one.clone()), one);
    }

    #[test]
    fn a_name_that_cannot_be_kept_is_called_the_same_in_every_run() {
        assert_eq!(hashed("a"), "~17762fddd969a453");
    }

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
