//! The files of `markup/`: where each kind of item keeps what a document needs.

use std::sync::LazyLock;

use dateline_text::Unread;
use include_dir::{Dir, include_dir};
use serde::Deserialize;

use super::{
    paragraphs::{Breaks, paragraphs},
    place::Place,
    tree::Element,
};
use crate::{dates, draft::Draft, fault::Fault, input::Flaw, language, names, raw::Origin};

static FOLDER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/markup");

/// All schemas, in the order of their files' names.
pub(super) static SCHEMAS: LazyLock<Vec<Schema>> = LazyLock::new(|| {
    let files = FOLDER.files().filter(|file| file.path().extension().is_some_and(|extension| extension == "toml"));
    let parse = |text: Option<&str>| toml::from_str(text.unwrap_or_default()).expect("the schemas are tested");
    files.map(|file| parse(file.contents_utf8())).collect()
});

/// By which rules items are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    Xml,
    Sgml,
}

/// One file of `markup/`; its README says what the fields mean.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Schema {
    pub(super) kind: Kind,
    pub(super) root: String,
    #[serde(default)]
    id: Vec<Place>,
    #[serde(default)]
    title: Vec<Place>,
    #[serde(default)]
    author: Vec<Place>,
    #[serde(default)]
    published: Vec<Place>,
    #[serde(default)]
    url: Vec<Place>,
    #[serde(default)]
    source: Vec<Place>,
    #[serde(default)]
    language: Vec<Place>,
    #[serde(default)]
    dateline: Vec<Place>,
    text: Vec<Place>,
    #[serde(default)]
    breaks: Breaks,
    #[serde(default)]
    left_out: Vec<String>,
    /// A word at the start of a paragraph that the next paragraph repeats.
    lead: Option<String>,
    #[serde(default)]
    stories: Vec<Stories>,
}

/// Which items are stories.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stories {
    at: Place,
    #[serde(default)]
    are: Vec<String>,
    #[serde(default)]
    are_not: Vec<String>,
}

impl Schema {
    /// The document that `item` is; `fallback_id` names it when it has no id of its own. What is no story is a skip.
    pub(super) fn draft(&self, item: &Element, fallback_id: String, origin: &Origin) -> Result<Draft, Unread> {
        let id = names::given(first(&self.id, item).as_deref(), fallback_id);
        if let Some(what) = self.is_no_story(item) {
            return Err(origin.skip("not_a_story", format!("is marked as {what}")).of(id).into());
        }
        let title = first(&self.title, item);
        let text = self.text(item, title.as_deref());
        let text = text.ok_or_else(|| Fault::from(Flaw::Empty).unread(origin))?;
        let mut draft = Draft::new(id, origin.clone(), text);
        draft.title = title;
        draft.author = first(&self.author, item);
        draft.published = values(&self.published, item).find_map(|written| dates::metadata(&written));
        draft.url = first(&self.url, item);
        draft.source = first(&self.source, item);
        draft.language = values(&self.language, item).find_map(|written| language::code(&written));
        Ok(draft)
    }

    /// What the item is instead of a story.
    fn is_no_story(&self, item: &Element) -> Option<String> {
        self.stories.iter().find_map(|stories| {
            let is = stories.at.value(item)?;
            let is_story = (stories.are.is_empty() || stories.are.contains(&is)) && !stories.are_not.contains(&is);
            (!is_story).then_some(is)
        })
    }

    /// The title, which tells events too, the dateline and the paragraphs; `None` when there is nothing of all that.
    fn text(&self, item: &Element, title: Option<&str>) -> Option<String> {
        let of_place = |place: &Place| paragraphs(&place.elements(item), self.breaks, &self.left_out);
        let body = self.text.iter().map(of_place).find(|found| !found.is_empty()).unwrap_or_default();
        let body = self.with_dateline(item, self.without_repeated_lead(body));
        let title = title.filter(|title| !body.iter().take(10).any(|paragraph| paragraph == title));
        let text = title.into_iter().map(str::to_owned).chain(body).collect::<Vec<_>>().join("\n\n");
        (!text.is_empty()).then_some(text)
    }

    /// Without the paragraphs that begin with the word for a lead and are told again by the next one.
    fn without_repeated_lead(&self, mut paragraphs: Vec<String>) -> Vec<String> {
        let Some(lead) = &self.lead else { return paragraphs };
        let is_repeated = |pair: &[String]| {
            let told = pair[0].strip_prefix(lead.as_str()).map(str::trim);
            told.is_some_and(|told| told == pair[1])
        };
        let repeated: Vec<bool> = paragraphs.windows(2).map(is_repeated).collect();
        let mut repeated = repeated.into_iter();
        paragraphs.retain(|_| !repeated.next().unwrap_or(false));
        paragraphs
    }

    /// A dateline that ends with a dash begins the first paragraph, as it is printed; another one stands by itself.
    fn with_dateline(&self, item: &Element, mut paragraphs: Vec<String>) -> Vec<String> {
        let Some(dateline) = first(&self.dateline, item) else { return paragraphs };
        match paragraphs.first_mut() {
            Some(paragraph) if dateline.ends_with(['-', '–', '—', '_']) => {
                *paragraph = format!("{dateline} {paragraph}");
            }
            Some(paragraph) if paragraph.starts_with(&dateline) => {}
            _ => paragraphs.insert(0, dateline),
        }
        paragraphs
    }
}

fn values<'a>(places: &'a [Place], item: &'a Element) -> impl Iterator<Item = String> + 'a {
    places.iter().filter_map(|place| place.value(item))
}

fn first(places: &[Place], item: &Element) -> Option<String> {
    values(places, item).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_schemas_have_one_root() {
        let mut roots: Vec<&str> = SCHEMAS.iter().map(|schema| schema.root.as_str()).collect();
        roots.sort_unstable();
        roots.dedup();
        assert_eq!(roots.len(), SCHEMAS.len());
    }

    /// Taken out one by one, they would move what stands behind them a hundred thousand times.
    #[test]
    fn many_repeated_leads_take_no_longer_than_other_paragraphs() {
        let schema = SCHEMAS.iter().find(|schema| schema.lead.is_some()).unwrap();
        let lead = schema.lead.clone().unwrap();
        let told = |number: usize| [format!("{lead} told {number}"), format!("told {number}")];
        let started = std::time::Instant::now();
        let left = schema.without_repeated_lead((0..400_000).flat_map(told).collect());
        assert_eq!((left.len(), left[1].as_str()), (400_000, "told 1"));
        assert!(started.elapsed().as_secs() < 10);
    }
}
