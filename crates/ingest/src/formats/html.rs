//! HTML pages: one file is one document, and its text is the article that was found in it under its headline.

use std::ops::ControlFlow;

use dateline_text::{Reject, Stage};

use super::{Format, refuse, text::too_large};
use crate::{
    Options,
    draft::Draft,
    html::{ArticleExtractor, Trafilatura, decode, excess},
    input::read_within,
    raw::{Origin, Raw},
    read::{Emit, Input},
};

/// HTML and XHTML.
pub(super) struct Html;

impl Format for Html {
    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        let head = String::from_utf8_lossy(head).to_ascii_lowercase();
        let start = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let declared = ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| start.starts_with(tag));
        declared || ((start.starts_with("<?xml") || start.starts_with("<!--")) && start.contains("<html"))
    }

    fn read(&self, input: &mut Input<'_>, options: &Options, emit: &mut Emit<'_>) -> ControlFlow<()> {
        let bytes = match read_within(&mut *input.reader, options.max_document_bytes) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return refuse(emit, too_large(input, options)),
            Err(error) => return refuse(emit, input.origin.unreadable(&error)),
        };
        let id = input.id.to_owned();
        emit(Ok(Raw::new(input.origin.clone(), bytes.len(), move |origin, options| {
            draft(id, origin, &bytes, None, options).map_err(Into::into)
        })))
    }
}

/// The article in the page `bytes`, which a server said to be encoded as `charset`; the document is called `id`.
pub(crate) fn draft(
    id: String,
    origin: Origin,
    bytes: &[u8],
    charset: Option<&str>,
    options: &Options,
) -> Result<Draft, Reject> {
    let html = decode(bytes, charset).map_err(|flaw| origin.reject(Stage::Ingest, flaw.code(), flaw.message()))?;
    if let Some(excess) = excess(&html, options.max_html_depth) {
        return Err(origin.reject(Stage::Ingest, excess.code(), excess.message(options.max_html_depth)));
    }
    let found = Trafilatura
        .extract(&html)
        .ok_or_else(|| origin.reject(Stage::Ingest, "no_article", "no article was found in the page"))?;
    let mut draft = Draft::new(id, origin, found.text);
    draft.title = found.title;
    draft.author = found.author;
    draft.published = found.published;
    draft.url = found.url;
    draft.source = found.site;
    draft.language = found.language;
    Ok(draft)
}
