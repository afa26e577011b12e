//! What a format knows of a document before the page is read.

use dateline_text::{Document, Unread};
use jiff::civil::Date;

use crate::{
    Options,
    input::said,
    language,
    names::shortened,
    page::{self, Known},
    raw::Origin,
};

/// A document's text and metadata as its format gives them.
#[derive(Debug)]
pub(crate) struct Draft {
    id: String,
    origin: Origin,
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
    pub(crate) fn new(id: impl Into<String>, origin: Origin, text: impl Into<String>) -> Self {
        Self {
            id: shortened(id.into()),
            origin,
            text: text.into(),
            title: None,
            author: None,
            published: None,
            url: None,
            source: None,
            language: None,
        }
    }

    /// Reads the page: its furniture, its articles, their reference dates. Its language is told first: a document in one
    /// that is not wanted is a skip.
    pub(crate) fn finish(mut self, options: &Options) -> Result<Document, Unread> {
        self.language = language::of(&self.text, self.language.take());
        if let Some(code) = self.language.as_deref().filter(|code| !options.languages.want(code)) {
            return Err(self
                .origin
                .skip("language", format!("written in {}", language::name(code)))
                .of(&self.id)
                .into());
        }
        let known = Known {
            title: self.title.as_deref(),
            author: self.author.as_deref(),
            published: self.published,
            fallback: options.published,
        };
        let page = page::read(&self.text, &known);
        let first = page.articles.first();
        let clean = |field: Option<String>| field.as_deref().and_then(said);
        let title = clean(self.title).or_else(|| Some(one_line(first?.title?.of(&self.text))));
        let published = self.published.or_else(|| first?.published);
        Ok(Document {
            id: self.id,
            title,
            published,
            url: clean(self.url),
            source: clean(self.source),
            language: self.language,
            articles: page.articles,
            furniture: page.furniture,
            text: self.text,
        })
    }

    /// What is known, by name.
    #[cfg(test)]
    pub(crate) fn fields(&self) -> std::collections::BTreeMap<crate::Field, String> {
        use crate::Field;
        let published = self.published.map(|date| date.to_string());
        let said = [
            (Field::Id, Some(self.id.clone())),
            (Field::Text, Some(self.text.clone())),
            (Field::Title, self.title.clone()),
            (Field::Published, published),
            (Field::Url, self.url.clone()),
            (Field::Source, self.source.clone()),
            (Field::Language, self.language.clone()),
            (Field::Author, self.author.clone()),
        ];
        said.into_iter().filter_map(|(field, value)| Some((field, value?))).collect()
    }
}

/// White space folded, for a title that is broken over lines.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
