//! The article in a page, behind a trait: extractors are young and will be exchanged.

use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::civil::Date;
use trafilatura::{HtmlDateMode, Options, dom};

use super::{
    metadata::{self, Metadata},
    text::paragraphs,
};

/// What an extractor finds in a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Extracted {
    /// The running text, one paragraph a line; not blank.
    pub(crate) text: String,
    /// The headline, without the site's name.
    pub(crate) title: Option<String>,
    /// Who wrote it.
    pub(crate) author: Option<String>,
    /// When it was published; never when it was changed.
    pub(crate) published: Option<Date>,
    /// Its canonical address.
    pub(crate) url: Option<String>,
    /// The site's name.
    pub(crate) site: Option<String>,
    /// ISO 639-1 code that the page gives.
    pub(crate) language: Option<String>,
}

/// Finds the article in a page.
pub(crate) trait ArticleExtractor: Sync {
    /// The article in the page `html`; `None` where there is none.
    fn extract(&self, html: &str) -> Option<Extracted>;
}

/// The `trafilatura` crate for the text, and our own reading of the dates: its dates count changes, too.
pub(crate) struct Trafilatura;

impl ArticleExtractor for Trafilatura {
    fn extract(&self, html: &str) -> Option<Extracted> {
        // A page that makes the library panic is a page without an article, not the end of the batch.
        catch_unwind(AssertUnwindSafe(|| extract(html))).ok().flatten()
    }
}

fn extract(html: &str) -> Option<Extracted> {
    let page = dom::Document::parse(html);
    let Metadata { published, language } = metadata::read(&page);
    let mut options = Options::default().with_exclude_comments(true).with_fallback(true);
    options.html_date_mode = HtmlDateMode::Disabled;
    let found = trafilatura::extract_document(page, &options).ok()?;
    let body = paragraphs(&found.content_html);
    let title = present(found.metadata.title);
    Some(Extracted {
        text: with_title(title.as_deref(), &body)?,
        title,
        author: present(found.metadata.author),
        published,
        url: present(found.metadata.url),
        site: present(found.metadata.sitename).or_else(|| present(found.metadata.hostname)),
        language,
    })
}

/// The text under its headline, which tells events, too. `None` where there is no body.
fn with_title(title: Option<&str>, body: &str) -> Option<String> {
    if crate::input::is_blank(body) {
        return None;
    }
    let title = title.filter(|title| !body.lines().take(10).any(|line| line.trim() == title.trim()));
    Some(title.map_or_else(|| body.to_owned(), |title| format!("{title}\n\n{body}")))
}

fn present(field: String) -> Option<String> {
    (!field.trim().is_empty()).then_some(field)
}
