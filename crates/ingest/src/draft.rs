//! What a format knows of a document before the page is read.

use dateline_text::Document;
use jiff::civil::Date;

use crate::{
    Options, language,
    page::{self, Known},
};

/// A document's text and metadata as its format gives them.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    id: String,
    text: String,
    pub(crate) title: Option<String>,
    /// Only used to find the author's line in the text.
    pub(crate) author: Option<String>,
    pub(crate) published: Option<Date>,
    pub(crate) url: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) language: Option<String>,
}

impl Draft {
    /// A document of which only the text is known.
    pub(crate) fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self { id: id.into(), text: text.into(), ..Self::default() }
    }

    /// Reads the page: its furniture, its articles, their reference dates, its language.
    pub(crate) fn finish(self, options: &Options) -> Document {
        let known = Known {
            title: self.title.as_deref(),
            author: self.author.as_deref(),
            published: self.published,
            fallback: options.published,
        };
        let page = page::read(&self.text, &known);
        let first = page.articles.first();
        let title = self.title.or_else(|| Some(one_line(first?.title?.of(&self.text))));
        let published = self.published.or_else(|| first?.published);
        let language = self.language.or_else(|| language::detect(&self.text).map(str::to_owned));
        Document {
            id: self.id,
            title,
            published,
            url: self.url,
            source: self.source,
            language,
            articles: page.articles,
            furniture: page.furniture,
            text: self.text,
        }
    }
}

/// White space folded, for a title that is broken over lines.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
