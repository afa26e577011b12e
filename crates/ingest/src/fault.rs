//! What is wrong with one document of an input, before its place is known.

use dateline_text::{Reject, Stage, Unread};

use crate::{input::Flaw, raw::Origin};

/// Why something is no document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    code: &'static str,
    message: String,
}

impl Fault {
    /// `code` is the reject's, `message` what a person should read.
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// A document, or what should have been one, of more than `limit` bytes.
    pub(crate) fn too_large(limit: usize) -> Self {
        Self::new("too_large", format!("larger than {limit} bytes, the limit for a document"))
    }

    /// The flaw in bytes that should be text, if that is why there is none.
    pub(crate) fn or_of(self, flaw: Option<Flaw>) -> Self {
        flaw.filter(|_| self.code == "missing_text").map_or(self, Self::from)
    }

    /// The reject of what stands at `origin`.
    pub(crate) fn reject(self, origin: &Origin) -> Reject {
        origin.reject(Stage::Ingest, self.code, self.message)
    }

    /// The same, as what becomes of a document.
    pub(crate) fn unread(self, origin: &Origin) -> Unread {
        self.reject(origin).into()
    }
}

impl From<Flaw> for Fault {
    fn from(flaw: Flaw) -> Self {
        Self::new(flaw.code(), flaw.message())
    }
}
