//! Which fields of a record hold what: names that a user gives, and presets for the dumps that are known.
//!
//! A record is a JSON object, a row of a CSV file or a row of a Parquet file. A preset is a file in `fields/`.

mod presets;
mod record;

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde_json::{Map, Value};

pub(crate) use presets::{Preset, told_by};
pub(crate) use record::{draft, holds_text};

/// The fields of one record by their names.
pub(crate) type Record = Map<String, Value>;

/// What a field of a record may say of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Field {
    /// Its name.
    Id,
    /// Its text.
    Text,
    /// Its headline.
    Title,
    /// When it was published.
    Published,
    /// Where it was published.
    Url,
    /// Who published it.
    Source,
    /// In which language it is written.
    Language,
    /// Who wrote it.
    Author,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Id, Self::Text, Self::Title, Self::Published, Self::Url, Self::Source, Self::Language, Self::Author];

    /// How it is called on the command line and in data files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Text => "text",
            Self::Title => "title",
            Self::Published => "published",
            Self::Url => "url",
            Self::Source => "source",
            Self::Language => "language",
            Self::Author => "author",
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that is none of [`Field::ALL`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownField(String);

impl fmt::Display for UnknownField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = Field::ALL.map(Field::name).join(", ");
        write!(f, "there is no {:?}; a document has {names}", self.0)
    }
}

impl std::error::Error for UnknownField {}

impl FromStr for Field {
    type Err = UnknownField;

    fn from_str(name: &str) -> Result<Self, UnknownField> {
        Self::ALL.into_iter().find(|field| field.name() == name).ok_or_else(|| UnknownField(name.to_owned()))
    }
}

/// The fields that a user names; they go before those of a preset.
///
/// A name with dots leads into nested objects: `meta.date`.
pub type Fields = BTreeMap<Field, String>;

/// Where `field` may stand in a record: where the user says, or where the preset says, best place first.
pub(crate) fn places<'a>(field: Field, preset: &'a Preset, named: &'a Fields) -> Vec<&'a str> {
    match named.get(&field) {
        Some(name) => vec![name],
        None => preset.places(field).iter().map(String::as_str).collect(),
    }
}

/// The field of this name, or the one to which the name leads through nested objects.
pub(crate) fn find<'a>(record: &'a Record, name: &str) -> Option<&'a Value> {
    if let Some(value) = record.get(name) {
        return Some(value);
    }
    let (first, rest) = name.split_once('.')?;
    find(record.get(first)?.as_object()?, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_name_by_which_it_is_found() {
        for field in Field::ALL {
            assert_eq!(field.to_string().parse(), Ok(field));
        }
        let error = "body".parse::<Field>().unwrap_err().to_string();
        assert_eq!(
            error,
            "there is no \"body\"; a document has id, text, title, published, url, source, language, author"
        );
    }

    #[test]
    fn dots_lead_into_nested_objects_unless_a_name_holds_them() {
        let record = serde_json::json!({"a": {"b": {"c": 1}, "d.e": 2}, "a.b": 3});
        let record = record.as_object().unwrap();
        let check =
            |name: &str, expected: Option<i64>| assert_eq!(find(record, name).and_then(Value::as_i64), expected);
        check("a.b.c", Some(1));
        check("a.d.e", Some(2));
        check("a.b", Some(3));
        check("a.x", None);
        check("x.b", None);
    }
}
