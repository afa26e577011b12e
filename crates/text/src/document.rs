//! A document as it was ingested: its text, what is known about it, its articles and its page furniture.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Span;

/// One input document.
///
/// The text is kept as it came: furniture is marked, never cut, so that offsets hold for whoever has the input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The name by which records refer to the document (a file's path below the input, or the `id` field).
    pub id: String,
    /// The decoded text.
    pub text: String,
    /// The title from the metadata, or the title of the first article.
    pub title: Option<String>,
    /// The publication date from the metadata, or the reference date of the first article.
    pub published: Option<Date>,
    /// Where the document was published.
    pub url: Option<String>,
    /// Who published it, or which feed it came from.
    pub source: Option<String>,
    /// ISO 639-1 code, where it is known or was recognised.
    pub language: Option<String>,
    /// The articles of the page, in order, not overlapping; at least one unless the text is blank.
    pub articles: Vec<Article>,
    /// Stretches of text that are no news, in order, not overlapping.
    pub furniture: Vec<Furniture>,
}

impl Document {
    /// A document that is one article without furniture and without metadata.
    pub fn plain(id: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let articles = vec![Article { span: Span::new(0, text.len()), title: None, author: None, published: None }];
        Self {
            id: id.into(),
            text,
            title: None,
            published: None,
            url: None,
            source: None,
            language: None,
            articles,
            furniture: Vec::new(),
        }
    }

    /// The text that `span` covers.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The article that holds `span`, by index.
    pub fn article_of(&self, span: Span) -> Option<usize> {
        self.articles.iter().position(|article| article.span.contains(span))
    }

    /// The date against which "today" and "on Tuesday" are read in the article with this index.
    pub fn reference_date(&self, article: usize) -> Option<Date> {
        self.articles.get(article).and_then(|article| article.published)
    }
}

/// One article of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// From the title to the last word of the body.
    pub span: Span,
    /// Where the title stands in the text, when it does.
    pub title: Option<Span>,
    /// Where the author line stands in the text.
    pub author: Option<Span>,
    /// The reference date; `None` is honest where nothing says it.
    pub published: Option<Date>,
}

/// A stretch of text that later stages skip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Furniture {
    /// What is skipped; whole lines.
    pub span: Span,
    /// Why.
    pub reason: FurnitureReason,
}

/// Why a stretch of text is page furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FurnitureReason {
    /// Navigation: menus, section names, "Connect with us".
    Menu,
    /// Share buttons and counters.
    Share,
    /// A list of tags or keywords.
    Tags,
    /// "Advertisement", "Sponsored".
    Advertisement,
    /// "Continue Reading", "Read more".
    ContinueReading,
    /// The start of another story, cut off.
    Teaser,
    /// Author and date lines.
    Byline,
    /// "Last updated" stamps and other lines about the page itself.
    Stamp,
    /// Requests to subscribe or to follow.
    Promotion,
    /// Copyright and legal notes.
    Legal,
}
