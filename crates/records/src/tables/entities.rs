//! `entities`: the actors of a corpus, each once.

use dateline_text::ActorKind;
use rustc_hash::FxHashMap;

use super::column::columns;
use crate::FillerRow;

/// An actor as the corpus names it.
#[derive(Debug)]
pub(crate) struct Entity {
    name: String,
    kind: ActorKind,
    country: Option<String>,
    /// Sorted, each once.
    aliases: Vec<Box<str>>,
    events: u64,
}

/// The row of an entity.
pub(crate) struct Named<'a> {
    id: &'a str,
    entity: &'a Entity,
    aliases: String,
}

columns! {
    named: Named<'_> {
        /// Depends only on the name, without its case and spacing, and on the kind.
        "entity_id": Text = named.id,
        /// The canonical name, as the first event spells it.
        "name": Text = &named.entity.name,
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

/// The same for all spellings that differ in case or spacing only: 16 hexadecimal digits.
pub(super) fn id(name: &str, kind: ActorKind) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(kind.as_str().as_bytes());
    for word in name.split_whitespace() {
        hasher.update(b" ");
        hasher.update(word.to_lowercase().as_bytes());
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

/// Gathers the entities of a corpus.
///
/// This is the one table that cannot be written while records pass by. An entity with one alias needs about 350 bytes of
/// memory, and each further alias about 50: a million actors some 400 MB.
#[derive(Debug, Default)]
pub(crate) struct Entities(FxHashMap<String, Entity>);

impl Entities {
    /// Takes note of the actors of an event; `arguments` are its fillers with their entities' ids.
    pub(crate) fn add<'a>(&mut self, arguments: impl Iterator<Item = (&'a str, &'a FillerRow)>) {
        let mut counted = Vec::new();
        for (id, row) in arguments {
            let Some((name, kind)) = actor(row) else { continue };
            let entity = match self.0.get_mut(id) {
                Some(entity) => entity,
                None => self.0.entry(id.to_owned()).or_insert_with(|| Entity::new(name, kind)),
            };
            entity.meet(row);
            if !counted.contains(&id) {
                counted.push(id);
                entity.events += 1;
            }
        }
    }

    /// All of them, by id.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Named<'_>> {
        let mut entities: Vec<_> = self.0.iter().collect();
        entities.sort_unstable_by_key(|&(id, _)| id);
        entities.into_iter().map(|(id, entity)| Named { id, entity, aliases: entity.aliases() })
    }
}

impl Entity {
    fn new(name: &str, kind: ActorKind) -> Self {
        Self { name: name.to_owned(), kind, country: None, aliases: Vec::new(), events: 0 }
    }

    fn meet(&mut self, row: &FillerRow) {
        if self.country.is_none() {
            self.country.clone_from(&row.country);
        }
        if let Err(place) = self.aliases.binary_search_by(|alias| (**alias).cmp(&row.text)) {
            self.aliases.insert(place, row.text.as_str().into());
        }
    }

    fn aliases(&self) -> String {
        self.aliases.iter().map(|alias| &**alias).collect::<serde_json::Value>().to_string()
    }
}
