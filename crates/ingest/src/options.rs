//! What a caller may choose about reading.

use jiff::civil::Date;

use crate::Fields;

/// How inputs are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The publication date of documents that do not say their own.
    pub published: Option<Date>,
    /// The size in bytes above which a document is rejected as `too_large`; of a JSONL line, the length of the line, and of
    /// a row, all that it says.
    pub max_document_bytes: usize,
    /// The depth of nested tags above which an HTML page is rejected as `too_deep`: parsers are quadratic in it.
    pub max_html_depth: usize,
    /// How many times its own size an input may expand to, with all that is packed in it; 64 MiB may always come out.
    /// Text becomes 3 to 20 times smaller, a feed that repeats itself 100 times.
    pub max_expansion: u64,
    /// The members that are read of one archive.
    pub max_members: u64,
    /// The languages of the documents that are wanted.
    pub languages: Languages,
    /// How JSON, CSV and Parquet records name what a document has, where no preset knows it.
    pub fields: Fields,
}

/// Languages by their ISO 639-1 codes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Languages {
    /// Whatever a document is written in.
    #[default]
    All,
    /// These, and documents whose language cannot be told.
    These(Vec<String>),
}

impl Languages {
    /// English, the language of the rules.
    pub fn english() -> Self {
        Self::These(vec!["en".to_owned()])
    }

    /// Whether documents in the language `code` are wanted.
    pub fn want(&self, code: &str) -> bool {
        match self {
            Self::All => true,
            Self::These(codes) => codes.iter().any(|wanted| wanted == code),
        }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            published: None,
            max_document_bytes: 64 << 20,
            max_html_depth: 512,
            max_expansion: 250,
            max_members: 10_000_000,
            languages: Languages::All,
            fields: Fields::new(),
        }
    }
}

impl Options {
    /// The same options, with the publication date of documents that do not say their own.
    #[must_use]
    pub fn with_published(mut self, published: Option<Date>) -> Self {
        self.published = published;
        self
    }
}
