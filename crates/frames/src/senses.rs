//! What kind of thing an English noun names (Princeton's wordnet): somebody, a body, a thing, or nothing one could touch.

use std::{collections::HashMap, sync::LazyLock};

/// What a noun mostly names. Made by `scripts/lexicon/senses.sh`; nouns that are as often one as the other have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sense {
    Person,
    Group,
    Thing,
    Abstract,
}

static SENSES: LazyLock<HashMap<&'static str, Sense>> =
    LazyLock::new(|| FILES.iter().flat_map(|(sense, _, text)| text.lines().map(|noun| (noun, *sense))).collect());

/// The files by sense and name.
pub(crate) static FILES: [(Sense, &str, &str); 4] = [
    (Sense::Person, "senses/persons.txt", include_str!("../senses/persons.txt")),
    (Sense::Group, "senses/groups.txt", include_str!("../senses/groups.txt")),
    (Sense::Thing, "senses/things.txt", include_str!("../senses/things.txt")),
    (Sense::Abstract, "senses/abstracts.txt", include_str!("../senses/abstracts.txt")),
];

/// What the noun mostly names; compounds with a hyphen ("takeover-target") by their last part.
pub(crate) fn sense(lemma: &str) -> Option<Sense> {
    let last = || lemma.rsplit_once('-').and_then(|(_, last)| SENSES.get(last));
    SENSES.get(lemma).or_else(last).copied()
}
