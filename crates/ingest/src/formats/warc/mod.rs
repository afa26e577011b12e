//! WARC: what a crawler fetched, one record a page, also with each record compressed by itself.
//!
//! The dates of records say when a page was fetched, not when it was published: only the page says that.

mod http;
mod packed;
mod plain;
mod record;

use std::{io, ops::ControlFlow};

use dateline_text::{Stage, Unread};

use super::{Format, html, refuse};
use crate::{
    Options, containers,
    draft::Draft,
    html::decode,
    item,
    raw::{Origin, Raw},
    read::{Emit, Input},
};
use http::{Content, Media};
use record::{Body, Head, Kind, Record};

pub(crate) use packed::is_compressed_warc;

/// How gzip begins.
const GZIP: &[u8] = b"\x1f\x8b";

/// Web archives, and the plain text that Common Crawl makes of them.
pub(super) struct Warc;

impl Format for Warc {
    fn extensions(&self) -> &'static [&'static str] {
        &["warc", "wet"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        record::starts_here(head) || is_compressed_warc(head)
    }

    fn read(&self, input: &mut Input<'_>, options: &Options, emit: &mut Emit<'_>) -> ControlFlow<()> {
        let is_packed = match input.first(7) {
            Ok(head) if record::starts_here(&head) => false,
            Ok(head) => head.starts_with(GZIP) || input.name.as_deref().is_some_and(is_named_as_compressed),
            Err(error) => return refuse(emit, input.origin.unreadable(&error)),
        };
        let mut records =
            Records { id: input.id, origin: &input.origin, limit: options.max_document_bytes, seen: 0, is_told: false };
        if is_packed {
            packed::read(&mut *input.reader, input.budget, &mut records, emit)?;
        } else {
            plain::read(&mut *input.reader, input.file.as_deref(), &mut records, emit)?;
        }
        if records.is_told {
            return ControlFlow::Continue(());
        }
        refuse(emit, input.origin.reject(Stage::Ingest, "empty", "holds no page"))
    }
}

/// Whether a file of this name, which begins with `head`, should hold compressed records, though the first one does not
/// show what it is: where it is broken, the others are still to be had.
pub(crate) fn should_be_compressed_warc(name: &str, head: &[u8]) -> bool {
    let shows_another = || super::by_content(head).is_some() || containers::by_content(head).is_some();
    is_named_as_compressed(name)
        && head.len() > GZIP.len()
        && if head.starts_with(GZIP) { !packed::is_stream_of_records(head) } else { !shows_another() }
}

/// Whether a file of this name should hold records that are compressed each by itself.
fn is_named_as_compressed(name: &str) -> bool {
    let name = name.to_lowercase();
    name.strip_suffix(".gz").is_some_and(|inner| Warc.extensions().contains(&item::extension(inner).as_str()))
}

/// Hands on the records of a file.
struct Records<'a> {
    id: &'a str,
    origin: &'a Origin,
    /// Bytes of a record above which it is not held.
    limit: usize,
    seen: u64,
    /// Whether there was something to hand on.
    is_told: bool,
}

impl Records<'_> {
    /// Says that reading failed.
    fn fail(&mut self, error: &io::Error, emit: &mut Emit<'_>) -> ControlFlow<()> {
        self.is_told = true;
        refuse(emit, self.origin.unreadable(error))
    }

    /// Hands on the record that stands at byte `offset`, if it may hold a story.
    fn take(&mut self, record: Record, offset: u64, emit: &mut Emit<'_>) -> ControlFlow<()> {
        self.seen += 1;
        let Record { head, body } = record;
        if !head.kind.may_hold_a_story() {
            return ControlFlow::Continue(());
        }
        self.is_told = true;
        let origin = self.origin.at(format!("byte {offset}"));
        let bytes = match body {
            Body::Whole(bytes) => bytes,
            Body::PassedOver(length) => {
                let message = format!("a record of {length} bytes; the limit for a document is {}", self.limit);
                return refuse(emit, origin.reject(Stage::Ingest, "too_large", message));
            }
        };
        let id = head.id.clone().unwrap_or_else(|| format!("{}:{}", self.id, self.seen));
        emit(Ok(Raw::new(origin, bytes.len(), move |origin, options| draft(id, origin, &head, bytes, options))))
    }
}

/// The story in a record.
fn draft(id: String, origin: Origin, head: &Head, bytes: Vec<u8>, options: &Options) -> Result<Draft, Unread> {
    let content = match head.kind {
        Kind::Response => http::content(head, &bytes, options, &origin)?,
        _ => Content::new(head.content_type.as_deref(), bytes),
    };
    let charset = content.charset.as_deref();
    let mut draft = match content.media(|head| html::Html.recognises(head)) {
        Media::Html => html::draft(id, origin, &content.bytes, charset, options)?,
        Media::Plain => {
            let text = decode(&content.bytes, charset)
                .map_err(|flaw| origin.reject(Stage::Ingest, flaw.code(), flaw.message()))?;
            Draft::new(id, origin, text)
        }
        Media::Other(media) => return Err(origin.skip("not_a_story", format!("is {media}, not a page")).into()),
    };
    draft.url = head.target.clone().or(draft.url);
    Ok(draft)
}
