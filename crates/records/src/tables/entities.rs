//! `entities`: the actors of a corpus, each once.

use compact_str::{CompactString, format_compact};
use dateline_text::ActorKind;
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::column::columns;
use crate::FillerRow;

/// An actor as the corpus names it.
#[derive(Debug)]
pub(crate) struct Entity {
    name: CompactString,
    kind: ActorKind,
    country: Option<CompactString>,
    /// Sorted, each once.
    aliases: Vec<CompactString>,
    events: u64,
}

/// The row of an entity.
pub(crate) struct Named {
    id: CompactString,
    entity: Entity,
    aliases: String,
}

columns! {
    named: Named {
        /// Depends only on the name, without its case and spacing, and on the kind.
        "entity_id": Text = named.id.as_str(),
        /// The canonical name, as the first event spells it.
        "name": Text = named.entity.name.as_str(),
        /// What sort of actor it is.
        "kind": Text = named.entity.kind.as_str(),
        /// ISO 3166-1 alpha-3 code, as the first event that knows it says.
        "country": Text optional = named.entity.country.as_deref(),
        /// All words that stand for it in events: a JSON array of texts, sorted by code point.
        "aliases": Text = &named.aliases,
        /// In how many events it fills a role.
        "events": Integer = named.entity.events,
    }
}

/// The name and kind of a filler that is an actor.
pub(super) fn actor(row: &FillerRow) -> Option<(&str, ActorKind)> {
    row.name.as_deref().zip(row.kind)
}

/// Tells entities apart: a number of 64 bits, which is written as 16 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Id {
    number: u64,
    digits: CompactString,
}

impl Id {
    /// The same for all spellings that differ in case or spacing only.
    pub(super) fn of(name: &str, kind: ActorKind) -> Self {
        let mut spelling = String::with_capacity(name.len() + 16);
        spelling.push_str(kind.as_str());
        for word in name.split_whitespace() {
            spelling.push(' ');
            if word.is_ascii() {
                spelling.extend(word.bytes().map(|letter| char::from(letter.to_ascii_lowercase())));
            } else {
                spelling.push_str(&word.to_lowercase());
            }
        }
        let hash = blake3::hash(spelling.as_bytes());
        let number = hash.as_bytes().first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
        Self { number, digits: CompactString::from(&hash.to_hex()[..16]) }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.digits
    }
}

/// Gathers the entities of a corpus.
///
/// This is the one table that cannot be written while records pass by. An entity with one alias needs about 250 bytes of
/// memory, and each further alias about 40: a million actors some 250 MB.
#[derive(Debug, Default)]
pub(crate) struct Entities(IndexMap<u64, Entity, FxBuildHasher>);

impl Entities {
    /// Takes note of the actors of an event; `arguments` are its fillers with their entities' ids.
    pub(crate) fn add<'a>(&mut self, arguments: impl Iterator<Item = (&'a Id, &'a FillerRow)>) {
        let mut counted = Vec::new();
        for (id, row) in arguments {
            let Some((name, kind)) = actor(row) else { continue };
            let entity = self.0.entry(id.number).or_insert_with(|| Entity::new(name, kind));
            entity.meet(row);
            if !counted.contains(&id.number) {
                counted.push(id.number);
                entity.events += 1;
            }
        }
    }

    /// All of them, by id.
    pub(crate) fn rows(mut self) -> impl Iterator<Item = Named> {
        self.0.sort_unstable_keys();
        self.0.into_iter().map(|(number, entity)| Named {
            id: format_compact!("{number:016x}"),
            aliases: entity.aliases(),
            entity,
        })
    }
}

impl Entity {
    fn new(name: &str, kind: ActorKind) -> Self {
        Self { name: name.into(), kind, country: None, aliases: Vec::new(), events: 0 }
    }

    fn meet(&mut self, row: &FillerRow) {
        if self.country.is_none() {
            self.country = row.country.as_deref().map(CompactString::from);
        }
        if let Err(place) = self.aliases.binary_search_by(|alias| alias.as_str().cmp(&row.text)) {
            self.aliases.reserve_exact(1);
            self.aliases.insert(place, row.text.as_str().into());
        }
    }

    /// A JSON array.
    fn aliases(&self) -> String {
        // Texts can always be written down.
        serde_json::to_string(&self.aliases).unwrap_or_default()
    }
}
