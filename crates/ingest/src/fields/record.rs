//! From the fields of a record to a document.

use serde_json::{Number, Value};

use super::{Field, Fields, Preset, Record, find, places, told_by};
use crate::{
    dates,
    draft::Draft,
    fault::Fault,
    input::{self, Flaw, is_blank},
    language, names,
    raw::Origin,
};

/// The document that `record` is; `fallback_id` names it when it has no id of its own.
pub(crate) fn draft(mut record: Record, fallback_id: String, origin: &Origin, named: &Fields) -> Result<Draft, Fault> {
    let preset = told_by(|name| record.contains_key(name)).unwrap_or_else(Preset::own);
    let text = text(&mut record, preset, named)?;
    let field = |field: Field| said(&record, field, preset, named);
    let id = names::given(field(Field::Id).as_deref(), fallback_id);
    let mut draft = Draft::new(id, origin.clone(), text);
    draft.title = field(Field::Title);
    draft.author = field(Field::Author);
    draft.published = field(Field::Published).and_then(|written| dates::metadata_in(&written, preset.dates));
    draft.url = field(Field::Url);
    draft.source = field(Field::Source);
    draft.language = field(Field::Language).and_then(|written| language::code(&written));
    Ok(draft)
}

/// Whether the fields of which `has` says what is there may hold a text: else this is data of another kind.
pub(crate) fn holds_text(named: &Fields, has: impl Fn(&str) -> bool) -> bool {
    let preset = told_by(&has).unwrap_or_else(Preset::own);
    places(Field::Text, preset, named).into_iter().any(has)
}

/// Takes the text out of the record: it is long, and is not copied.
fn text(record: &mut Record, preset: &Preset, named: &Fields) -> Result<String, Fault> {
    let places = places(Field::Text, preset, named);
    let place = places.iter().find(|name| find(record, name).is_some_and(|value| !value.is_null()));
    let Some(name) = place else {
        return Err(Fault::new("missing_text", format!("there is no {}", quoted(&places))));
    };
    let value = record.remove(*name).or_else(|| find(record, name).cloned());
    let Some(Value::String(text)) = value else {
        return Err(Fault::new("missing_text", format!("`{name}` is no string")));
    };
    match text.find('\0') {
        Some(at) => Err(Flaw::Binary(at).into()),
        None if is_blank(&text) => Err(Flaw::Empty.into()),
        None => Ok(text),
    }
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ")
}

/// What the first field that says something says.
fn said(record: &Record, field: Field, preset: &Preset, named: &Fields) -> Option<String> {
    let values = places(field, preset, named).into_iter().filter_map(|name| find(record, name).and_then(written));
    values.into_iter().find(|written| !preset.says_nothing(written))
}

/// A field as text; `null`, blanks and structured values count as absent, of a list the first entry that is text counts.
/// A number that is too large to be held exactly is absent, too: two ids must not become one.
fn written(value: &Value) -> Option<String> {
    /// Up to here every whole number is a floating-point number (2^53).
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let is_exact = |number: &Number| !number.is_f64() || number.as_f64().is_some_and(|value| value.abs() < EXACT);
    match value {
        Value::String(text) => input::said(text),
        Value::Number(number) if is_exact(number) => Some(number.to_string()),
        Value::Array(values) => values.iter().find(|value| value.is_string()).and_then(written),
        _ => None,
    }
}
