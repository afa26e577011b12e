//! The weights and tables of `data/merge.toml`.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use dateline_text::{Role, Subtype};
use serde::Deserialize;

use crate::lexicon;

static SETTINGS: LazyLock<Settings> = LazyLock::new(|| lexicon::toml("merge.toml"));

/// Everything that decides how tellings merge.
#[derive(Debug, Deserialize)]
pub(crate) struct Settings {
    pub(super) threshold: f32,
    /// Nouns of what is written or sent.
    pub(super) written: HashSet<String>,
    /// Nouns of what is held in a company.
    pub(crate) holdings: HashSet<String>,
    joins: HashMap<Subtype, Vec<Subtype>>,
    pub(super) weights: Weights,
    pub(super) determiners: Determiners,
    generic: HashMap<String, Vec<Subtype>>,
    roles: HashMap<Subtype, Vec<Role>>,
    becomes: HashMap<Role, Role>,
    pub(crate) confidence: Confidence,
}

/// What each piece of evidence weighs; the data file says what each means.
#[derive(Debug, Deserialize)]
pub(super) struct Weights {
    pub(super) shared_actor: f32,
    pub(super) kindred_actor: f32,
    pub(super) shared_thing: f32,
    pub(super) same_holding: f32,
    pub(super) shared_value: f32,
    pub(super) shared_time: f32,
    pub(super) shared_place: f32,
    pub(super) same_trigger: f32,
    pub(super) linked: f32,
    pub(super) same_name: f32,
    pub(super) headline: f32,
    pub(super) definite: f32,
    pub(super) indefinite: f32,
    pub(super) rival_actor: f32,
    pub(super) new_actor: f32,
    pub(super) added_actor: f32,
    pub(super) other_subtype: f32,
    pub(super) distance: f32,
    pub(super) far: usize,
    pub(super) same_word: f32,
}

/// Words in front of a trigger noun.
#[derive(Debug, Deserialize)]
pub(super) struct Determiners {
    pub(super) definite: HashSet<String>,
    pub(super) indefinite: HashSet<String>,
}

/// How the confidence of an event is made.
#[derive(Debug, Deserialize)]
pub(crate) struct Confidence {
    pub(crate) names: f32,
    pub(crate) again: f32,
    pub(crate) nobody: f32,
    pub(crate) vague: f32,
    pub(crate) most: f32,
}

impl Settings {
    /// The settings of the program.
    pub(crate) fn get() -> &'static Self {
        &SETTINGS
    }

    /// Whether tellings of these subtypes may be of one happening.
    pub(super) fn may_join(&self, a: Subtype, b: Subtype) -> bool {
        a == b || self.joins.get(&a).is_some_and(|others| others.contains(&b))
    }

    /// Whether the noun may stand for a happening of this subtype.
    pub(super) fn stands_for(&self, noun: &str, subtype: Subtype) -> bool {
        self.generic.get(noun).is_some_and(|subtypes| subtypes.contains(&subtype))
    }

    /// Whether the noun is generic at all.
    pub(crate) fn is_generic(&self, noun: &str) -> bool {
        self.generic.contains_key(noun)
    }

    /// Whether the subtype has this role.
    pub(crate) fn has_role(&self, subtype: Subtype, role: Role) -> bool {
        self.roles.get(&subtype).is_some_and(|roles| roles.contains(&role))
    }

    /// The role of `subtype` that a filler of the foreign role may take.
    pub(crate) fn instead(&self, subtype: Subtype, role: Role) -> Option<Role> {
        self.becomes.get(&role).copied().filter(|&instead| self.has_role(subtype, instead))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_subtype_has_roles_and_no_merge_leaves_its_family() {
        let settings = Settings::get();
        for &subtype in Subtype::ALL {
            assert!(settings.roles.contains_key(&subtype), "{subtype}");
            for &other in &settings.joins[&subtype] {
                assert_eq!(other.event_type(), subtype.event_type(), "{subtype} joins {other}");
                assert!(settings.may_join(other, subtype), "{subtype} and {other} both ways");
            }
        }
    }

    #[test]
    fn fillers_move_only_to_roles_that_the_subtype_has() {
        let settings = Settings::get();
        assert_eq!(settings.instead(Subtype::Acquisition, Role::Asset), Some(Role::Target));
        assert_eq!(settings.instead(Subtype::Talks, Role::Asset), None);
    }
}
