//! The files of `fields/`: how known dumps name their fields.

use std::{collections::BTreeMap, sync::LazyLock};

use include_dir::{Dir, include_dir};
use serde::Deserialize;

use super::Field;
use crate::dates::Order;

static FOLDER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/fields");

/// One file of `fields/`; its README says what the fields mean.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Preset {
    /// The fields by which a record is told to be of this kind: all of them are there.
    told_by: Vec<String>,
    fields: BTreeMap<Field, Vec<String>>,
    /// What stands where nothing is known.
    #[serde(default)]
    missing: Vec<String>,
    /// How a date in digits is meant.
    #[serde(default)]
    pub(crate) dates: Order,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
    example: Vec<Example>,
}

/// A record, and what the document made of it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
struct Example {
    record: String,
    document: BTreeMap<Field, String>,
}

/// The presets: those that are told by more fields come first, so that no general one hides a special one.
static PRESETS: LazyLock<Vec<Preset>> = LazyLock::new(|| {
    let files = FOLDER.files().filter(|file| file.path().extension().is_some_and(|extension| extension == "toml"));
    let parse = |text: Option<&str>| toml::from_str(text.unwrap_or_default()).expect("the presets are tested");
    let mut presets: Vec<Preset> = files.map(|file| parse(file.contents_utf8())).collect();
    presets.sort_by_cached_key(|preset| (std::cmp::Reverse(preset.told_by.len()), preset.told_by.clone()));
    presets
});

impl Preset {
    /// Where `field` may stand, best place first.
    pub(super) fn places(&self, field: Field) -> &[String] {
        self.fields.get(&field).map_or(&[], Vec::as_slice)
    }

    /// Whether the field is one of those by which a record is told to be of this kind.
    pub(crate) fn is_told_by(&self, name: &str) -> bool {
        self.told_by.iter().any(|field| field == name)
    }

    /// Whether `written` says that nothing is known.
    pub(crate) fn says_nothing(&self, written: &str) -> bool {
        self.missing.iter().any(|missing| missing == written.trim())
    }

    /// The preset for records of no known kind: our own.
    pub(crate) fn own() -> &'static Self {
        PRESETS.last().expect("fields/own.toml is there")
    }
}

/// The preset of a record of which `has` says what fields are there; `None` when it is of no known kind.
pub(crate) fn told_by(has: impl Fn(&str) -> bool) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.told_by.iter().all(|field| has(field)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Fields, fields, raw::Origin};

    #[test]
    fn the_examples_beside_the_presets_hold() {
        for example in PRESETS.iter().flat_map(|preset| &preset.example) {
            let record = serde_json::from_str(&example.record).unwrap();
            let draft = fields::draft(record, "fallback".to_owned(), &Origin::new("-"), &Fields::new());
            assert_eq!(draft.map(|draft| draft.fields()).unwrap(), example.document, "{}", example.record);
        }
    }

    #[test]
    fn each_example_is_told_by_its_own_preset() {
        for preset in PRESETS.iter() {
            assert!(!preset.example.is_empty(), "{:?} has no example", preset.told_by);
            for example in &preset.example {
                let record: fields::Record = serde_json::from_str(&example.record).unwrap();
                let told = told_by(|name| record.contains_key(name)).unwrap();
                assert_eq!(told.told_by, preset.told_by, "{}", example.record);
            }
        }
    }

    #[test]
    fn our_own_preset_is_told_by_the_text_alone() {
        assert_eq!(Preset::own().told_by, ["text"]);
        assert!(told_by(|name| name == "headline").is_none());
    }
}
