//! One document as its format framed it: found in the input, not parsed yet.

use std::{fmt, io, sync::Arc};

use dateline_text::{Document, Reject, Skip, Stage, Unread};
use jiff::civil::Date;

use crate::{Options, damage::Damage, dates, draft::Draft};

/// What a format does with the bytes of one document, on whichever thread has time for it.
type Parse = Box<dyn FnOnce(Origin, &Options) -> Result<Draft, Unread> + Send>;

/// One document of an input. Finding it was cheap; [`Self::document`] does the work, and may do it on another thread.
///
/// A run that goes on after a kill passes over what is done already by dropping these.
pub struct Raw {
    bytes: usize,
    state: State,
    /// The date of a document that does not say its own, in the place of the run's.
    published: Option<Date>,
}

enum State {
    Framed(Origin, Parse),
    Ready(Box<Document>),
}

impl Raw {
    /// A document that stands at `origin` and takes `bytes` in memory until `parse` has read it.
    pub(crate) fn new(
        origin: Origin,
        bytes: usize,
        parse: impl FnOnce(Origin, &Options) -> Result<Draft, Unread> + Send + 'static,
    ) -> Self {
        Self { bytes, state: State::Framed(origin, Box::new(parse)), published: None }
    }

    /// Where it stands in its input, as rejects say it: `line 3`; `None` when it is the whole input.
    pub fn position(&self) -> Option<String> {
        match &self.state {
            State::Framed(origin, _) => origin.position(),
            State::Ready(_) => None,
        }
    }

    /// What it takes in memory, in bytes.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// The same, published on the date that is `written` somewhere beside it, if it does not say its own. What is no date
    /// is passed over.
    #[must_use]
    pub fn published(self, written: Option<&str>) -> Self {
        Self { published: written.and_then(dates::metadata), ..self }
    }

    /// Parses it and reads its page.
    ///
    /// # Errors
    /// [`Unread::Skip`] when it is no story or in a language that is not wanted, [`Unread::Reject`] when it cannot be
    /// parsed or holds no text.
    pub fn document(self, options: &Options) -> Result<Document, Unread> {
        match self.state {
            State::Ready(document) => Ok(*document),
            State::Framed(origin, parse) if self.published.is_some() => {
                let options = options.clone().with_published(self.published);
                parse(origin, &options)?.finish(&options)
            }
            State::Framed(origin, parse) => parse(origin, options)?.finish(options),
        }
    }
}

impl From<Document> for Raw {
    /// A document that was read by other means.
    fn from(document: Document) -> Self {
        Self { bytes: document.text.len(), state: State::Ready(Box::new(document)), published: None }
    }
}

impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Raw").field("bytes", &self.bytes).finish_non_exhaustive()
    }
}

/// Where a document stands, as rejects and skips say it.
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    /// The input: a path, or `-`.
    source: Arc<str>,
    /// The member of an archive.
    member: Option<Arc<str>>,
    /// The place in the file or the member: `line 3`, `byte 17`.
    place: Option<String>,
}

impl Origin {
    /// The input as a whole.
    pub(crate) fn new(source: &str) -> Self {
        Self { source: source.into(), member: None, place: None }
    }

    /// A member of an archive; of an archive in an archive both are named.
    pub(crate) fn member(&self, name: &str) -> Self {
        let member = self.member.as_ref().map_or_else(|| name.into(), |outer| format!("{outer}/{name}").into());
        Self { member: Some(member), place: None, ..self.clone() }
    }

    /// A place in the file or the member.
    pub(crate) fn at(&self, place: impl Into<String>) -> Self {
        Self { place: Some(place.into()), ..self.clone() }
    }

    /// A reject of what stands here.
    pub(crate) fn reject(&self, stage: Stage, code: &str, message: impl Into<String>) -> Reject {
        Reject { position: self.position(), ..Reject::new(&*self.source, stage, code, message) }
    }

    /// The reject of what cannot be read from here on: what is wrong with the packed bytes where that is known, with its
    /// place.
    pub(crate) fn unreadable(&self, error: &io::Error) -> Reject {
        let Some(Damage { code, message, offset }) = Damage::carried(error) else {
            return self.reject(Stage::Read, "unreadable", error.to_string());
        };
        match (offset, &self.place) {
            (Some(offset), None) => self.at(format!("byte {offset}")).reject(Stage::Read, code, message),
            (Some(offset), Some(_)) => self.reject(Stage::Read, code, format!("{message} (at packed byte {offset})")),
            (None, _) => self.reject(Stage::Read, code, message),
        }
    }

    /// The skip of what stands here.
    pub(crate) fn skip(&self, reason: &str, message: impl Into<String>) -> Skip {
        Skip { position: self.position(), ..Skip::new(&*self.source, reason, message) }
    }

    /// `member`, `line 3`, `member: line 3`.
    fn position(&self) -> Option<String> {
        match (&self.member, &self.place) {
            (Some(member), Some(place)) => Some(format!("{member}: {place}")),
            (Some(member), None) => Some(member.to_string()),
            (None, place) => place.clone(),
        }
    }
}
