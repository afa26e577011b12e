//! When a page was published and in which language it is, by `html/metadata.toml`.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;
use trafilatura::dom::{Document, NodeId};

use crate::{dates, language};

/// What is read from a page here.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub(super) published: Option<Date>,
    pub(super) language: Option<String>,
}

/// `html/metadata.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    published: Vec<Place>,
    published_in_body: Vec<Place>,
    not_published: Vec<String>,
    json_ld: Vec<String>,
    language: Vec<Place>,
}

/// Where a page says something.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    at: String,
    attribute: Option<String>,
}

static FILE: LazyLock<File> =
    LazyLock::new(|| toml::from_str(include_str!("../../html/metadata.toml")).expect("html/metadata.toml is tested"));

/// Reads the metadata of a page.
pub(super) fn read(page: &Document) -> Metadata {
    let head = || said(page, &FILE.published).find_map(|field| dates::metadata(&field));
    let body = || said(page, &FILE.published_in_body).find_map(|field| date_in_body(&field));
    let published = head().or_else(|| from_json_ld(page)).or_else(body);
    let language = said(page, &FILE.language).find_map(|field| language::code(&field));
    Metadata { published, language }
}

/// What the page says in each of `places`, in order.
fn said<'a>(page: &'a Document, places: &'a [Place]) -> impl Iterator<Item = String> + 'a {
    let elements =
        |place: &'a Place| page.query_selector_all(page.root(), &place.at).into_iter().map(move |id| (place, id));
    let published = places.iter().flat_map(elements).filter(|(_, id)| !says_changed(page, *id));
    published.filter_map(|(place, id)| match &place.attribute {
        Some(attribute) => page.get_attribute(id, attribute),
        None => Some(page.text_content(id)),
    })
}

/// Whether the element's class or property says that it holds the date of a change.
fn says_changed(page: &Document, id: NodeId) -> bool {
    let names = [page.class_name(id), page.get_attribute(id, "itemprop").unwrap_or_default()];
    FILE.not_published.iter().any(|word| names.iter().any(|name| name.contains(word.as_str())))
}

/// A date in running text or in an attribute; one after "updated" is none.
fn date_in_body(field: &str) -> Option<Date> {
    let starts_with_digits = field.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let iso = starts_with_digits.then(|| dates::metadata(field)).flatten();
    iso.or_else(|| dates::in_byline(field)?.date())
}

/// The publication date in the page's JSON-LD.
fn from_json_ld(page: &Document) -> Option<Date> {
    let scripts = page.scripts_with_type(&["application/ld+json"]);
    let objects: Vec<Value> =
        scripts.into_iter().filter_map(|id| serde_json::from_str(page.text_content(id).trim()).ok()).collect();
    FILE.json_ld.iter().find_map(|field| objects.iter().find_map(|object| date_field(object, field)))
}

/// The first field of this name in an object or in what it holds. Comments and other works named inside have dates of
/// their own.
fn date_field(value: &Value, field: &str) -> Option<Date> {
    match value {
        Value::Object(object) => {
            let own = object.get(field).and_then(Value::as_str).and_then(dates::metadata);
            let inside = ["@graph", "mainEntity", "mainEntityOfPage"].into_iter().filter_map(|name| object.get(name));
            own.or_else(|| inside.into_iter().find_map(|value| date_field(value, field)))
        }
        Value::Array(values) => values.iter().find_map(|value| date_field(value, field)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, published: Option<&str>) {
        let found = read(&Document::parse(html)).published;
        assert_eq!(found.map(|date| date.to_string()).as_deref(), published, "{html}");
    }

    #[test]
    fn the_date_of_publication_is_found_and_that_of_a_change_is_not() {
        let json_ld = |json: &str| format!(r#"<script type="application/ld+json">{json}</script>"#);
        check(r#"<meta property="article:published_time" content="2021-05-27T10:00:00+08:00">"#, Some("2021-05-27"));
        check(r#"<meta property="article:modified_time" content="2021-05-28">"#, None);
        check(
            &json_ld(r#"{"@type":"NewsArticle","dateModified":"2021-05-28","datePublished":"2021-05-27"}"#),
            Some("2021-05-27"),
        );
        check(&json_ld(r#"{"@graph":[{"@type":"WebSite"},{"datePublished":"2021-05-27"}]}"#), Some("2021-05-27"));
        check(&json_ld(r#"{"dateModified":"2021-05-28"}"#), None);
        check(&json_ld("{broken"), None);
        check(r#"<article><time datetime="2021-05-27T10:00">yesterday</time></article>"#, Some("2021-05-27"));
        check(r#"<time class="updated" datetime="2021-05-28"></time>"#, None);
        check(r#"<time itemprop="dateModified" datetime="2021-05-28"></time>"#, None);
        check(r#"<span class="byline">By Jane Doe | May 27, 2021</span>"#, Some("2021-05-27"));
        check(r#"<span class="date">Last updated: May 28, 2021</span>"#, None);
        check("<p>The talks were held on May 25, 2021.</p>", None);
    }

    #[test]
    fn the_language_is_a_code() {
        let language = |html: &str| read(&Document::parse(html)).language;
        assert_eq!(language(r#"<html lang="en-GB">"#).as_deref(), Some("en"));
        assert_eq!(language("<html>"), None);
    }
}
