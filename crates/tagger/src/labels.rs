//! The labels of the heads, from the model's `config.json`.

use std::{collections::BTreeMap, fs, path::Path};

use dateline_text::{EntityKind, Upos};
use serde::Deserialize;

use crate::{Error, ErrorKind};

/// What each output of each head stands for.
#[derive(Debug)]
pub(crate) struct Labels {
    /// Entity tags; `None` is outside.
    pub tags: Vec<Option<Tag>>,
    pub upos: Vec<Upos>,
    pub relations: Vec<String>,
    /// Index of the relation `root`.
    pub root: usize,
}

/// A tag of the BIO scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tag {
    pub kind: EntityKind,
    /// Whether the tag opens an entity (`B-`) or goes on with one (`I-`).
    pub begins: bool,
}

#[derive(Deserialize)]
struct Stored {
    /// Hugging Face's name for the labels of `classifier`: numbers as strings.
    id2label: BTreeMap<String, String>,
    upos_labels: Vec<String>,
    relation_labels: Vec<String>,
}

impl Labels {
    pub(crate) fn load(path: &Path) -> Result<Self, Error> {
        let model = |source: Box<dyn std::error::Error + Send + Sync>| Error::new(ErrorKind::Model, source);
        let text = fs::read_to_string(path).map_err(|source| model(source.into()))?;
        let stored: Stored = serde_json::from_str(&text).map_err(|source| model(source.into()))?;
        let tags = (0..stored.id2label.len()).map(|id| parse_tag(stored.id2label.get(&id.to_string())));
        let upos = stored.upos_labels.iter().map(|label| label.parse::<Upos>());
        let root = stored.relation_labels.iter().position(|label| label == "root");
        Ok(Self {
            tags: tags.collect::<Result<_, _>>().map_err(model)?,
            upos: upos.collect::<Result<_, _>>().map_err(|source| model(source.into()))?,
            root: root.ok_or_else(|| model("no relation is called root".into()))?,
            relations: stored.relation_labels,
        })
    }
}

fn parse_tag(label: Option<&String>) -> Result<Option<Tag>, Box<dyn std::error::Error + Send + Sync>> {
    let label = label.ok_or("the entity tags are not numbered from 0")?;
    if label == "O" {
        return Ok(None);
    }
    let (begins, kind) = match label.split_once('-') {
        Some(("B", kind)) => (true, kind),
        Some(("I", kind)) => (false, kind),
        _ => return Err(format!("{label:?} is no BIO tag").into()),
    };
    Ok(Some(Tag { kind: kind.parse()?, begins }))
}
