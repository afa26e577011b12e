//! A document that another program hands over in parts: a row of its table.

use dateline_text::{Stage, Unread};

use crate::{
    Options, Raw, dates,
    draft::Draft,
    formats,
    input::{Flaw, is_blank, said},
    language, names,
    raw::Origin,
};

/// A document before its page is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The document's name; see [`Self::name`].
    pub id: String,
    /// What is to be read.
    pub body: Body,
    /// The headline.
    pub title: Option<String>,
    /// The date of publication, as metadata write it.
    pub published: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// A language tag.
    pub language: Option<String>,
}

/// What is to be read in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// The text of the document.
    Text(String),
    /// A page, in which the article is to be found.
    Html(Vec<u8>),
    /// Nothing: the row is rejected for it.
    Missing,
}

impl Body {
    /// What it takes in memory, in bytes.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Html(page) => page.len(),
            Self::Missing => 0,
        }
    }
}

impl Row {
    /// The name that `written` gives a document; `None` where it does not show, or is so long that it counts as none.
    pub fn name(written: &str) -> Option<String> {
        names::own(written)
    }

    /// What it takes in memory, in bytes.
    pub fn bytes(&self) -> usize {
        let fields = [&self.title, &self.published, &self.url, &self.source, &self.language];
        self.id.len() + self.body.bytes() + fields.into_iter().flatten().map(String::len).sum::<usize>()
    }

    /// The document of this row of `input`; rejects and skips name the row by its id. An id that is no name is called by
    /// its hash.
    pub fn into_raw(self, input: &str) -> Raw {
        let bytes = self.bytes();
        let id = Self::name(&self.id).unwrap_or_else(|| names::hashed(&self.id));
        let origin = Origin::new(input).at(&id);
        Raw::new(origin, bytes, move |origin, options| draft(Self { id, ..self }, bytes, origin, options))
    }
}

/// The document of a row that takes `bytes`.
fn draft(row: Row, bytes: usize, origin: Origin, options: &Options) -> Result<Draft, Unread> {
    let Row { id, body, title, published, url, source, language } = row;
    let limit = options.max_document_bytes;
    if bytes > limit {
        let message = format!("{bytes} bytes; the limit for a document is {limit}");
        return Err(origin.reject(Stage::Ingest, "too_large", message).into());
    }
    let mut draft = match body {
        Body::Text(text) => match flaw(&text) {
            Some(flaw) => return Err(origin.reject(Stage::Ingest, flaw.code(), flaw.message()).into()),
            None => Draft::new(id, origin, text),
        },
        Body::Html(page) => formats::page(id, origin, &page, None, options)?,
        Body::Missing => return Err(origin.reject(Stage::Ingest, "missing_text", "the row has no text").into()),
    };
    // What the row says goes before what its page says.
    let said = |field: Option<String>| field.as_deref().and_then(said);
    draft.title = said(title).or(draft.title);
    draft.published = published.and_then(|written| dates::metadata(&written)).or(draft.published);
    draft.url = said(url).or(draft.url);
    draft.source = said(source).or(draft.source);
    draft.language = language.and_then(|tag| language::code(&tag)).or(draft.language);
    Ok(draft)
}

/// What is wrong with a text that is valid UTF-8 already.
fn flaw(text: &str) -> Option<Flaw> {
    let nul = text.find('\0').map(Flaw::Binary);
    nul.or_else(|| is_blank(text).then_some(Flaw::Empty))
}

#[cfg(test)]
mod tests {
    use dateline_text::Document;

    use super::*;

    const PAGE: &str = "<html lang=en><head><title>Ministers meet</title></head><body><article><h1>Ministers meet</h1>\
        <p>Ministers met in Paris on Tuesday and talked for three hours about the price of wheat.</p>\
        <p>They agreed to meet again in the autumn, a spokesman for the French government said.</p></article>";

    fn row(body: Body) -> Row {
        let (title, published, url) = (None, None, None);
        Row { id: "a".to_owned(), body, title, published, url, source: None, language: None }
    }

    fn read(row: Row) -> Result<Document, Unread> {
        row.into_raw("-").document(&Options { max_document_bytes: 1000, ..Options::default() })
    }

    /// Code, position and source of the reject.
    fn refused(body: Body) -> (String, Option<String>, String) {
        match read(row(body)) {
            Err(Unread::Reject(reject)) => (reject.code, reject.position, reject.source),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_row_is_its_document_with_what_it_says() {
        let said = |text: &str| Some(text.to_owned());
        let row = Row {
            title: said("Talks"),
            published: said("Thu, 27 May 2021 10:00:00 GMT"),
            url: said("https://example.org/a"),
            source: said(" "),
            language: said("en-GB"),
            ..row(Body::Text("They met on Tuesday.".to_owned()))
        };
        let document = read(row).unwrap();
        assert_eq!((document.id.as_str(), document.text.as_str()), ("a", "They met on Tuesday."));
        assert_eq!(document.title.as_deref(), Some("Talks"));
        assert_eq!(document.published, Some(jiff::civil::date(2021, 5, 27)));
        assert_eq!((document.url.as_deref(), document.source), (Some("https://example.org/a"), None));
        assert_eq!(document.language.as_deref(), Some("en"));
    }

    #[test]
    fn a_page_is_read_and_the_row_knows_better() {
        let page = || Body::Html(PAGE.as_bytes().to_vec());
        let document = read(row(page())).unwrap();
        assert!(document.text.contains("Ministers met in Paris"), "{document:?}");
        assert_eq!(document.title.as_deref(), Some("Ministers meet"));
        let titled = read(Row { title: Some("Talks".to_owned()), ..row(page()) }).unwrap();
        assert_eq!((titled.title.as_deref(), titled.text), (Some("Talks"), document.text));
    }

    #[test]
    fn all_that_a_row_says_counts() {
        let long = || Some("x".repeat(999));
        let text = || row(Body::Text("They met.".to_owned()));
        assert_eq!(Row { title: long(), ..text() }.into_raw("-").bytes(), 1 + 9 + 999);
        for row in [
            Row { id: "x".repeat(999), ..text() },
            Row { title: long(), ..text() },
            Row { published: long(), ..text() },
            Row { url: long(), ..text() },
            Row { source: long(), ..text() },
            Row { language: long(), ..text() },
        ] {
            assert!(matches!(read(row), Err(Unread::Reject(reject)) if reject.code == "too_large"));
        }
    }

    #[test]
    fn what_a_row_says_holds_no_nul() {
        let said = || Some("a\0b".to_owned());
        let text = || Body::Text("They met on Tuesday.".to_owned());
        let row = Row { id: "a\0b".to_owned(), title: said(), url: said(), source: said(), ..row(text()) };
        let document = read(row).unwrap();
        let fields = [document.title, document.url, document.source].map(Option::unwrap);
        assert_eq!((document.id.as_str(), fields.each_ref().map(String::as_str)), ("ab", ["ab"; 3]));
    }

    #[test]
    fn a_row_whose_name_cannot_be_kept_has_one_all_the_same() {
        let id = |id: &str| {
            let row = Row { id: id.to_owned(), ..row(Body::Text("They met on Tuesday.".to_owned())) };
            row.into_raw("-").document(&Options::default()).unwrap().id
        };
        let [long, longer] = [1025, 1026].map(|length| id(&"x".repeat(length)));
        assert!(long != longer && long == id(&"x".repeat(1025)) && long.len() < 20, "{long} {longer}");
        assert!(!id("\0").is_empty() && !id("\0").contains('\0'));
        assert_eq!(id(&"x".repeat(1024)).len(), 1024);
    }

    #[test]
    fn what_is_no_document_says_why_and_which() {
        for (body, code) in [
            (Body::Missing, "missing_text"),
            (Body::Text(" \n".to_owned()), "empty"),
            (Body::Text("a\0b".to_owned()), "binary"),
            (Body::Text("x".repeat(1001)), "too_large"),
            (Body::Html(b"<html><body></body></html>".to_vec()), "no_article"),
        ] {
            assert_eq!(refused(body), (code.to_owned(), Some("a".to_owned()), "-".to_owned()));
        }
    }
}
