//! Plain text: one file is one document, and its text is the file, byte for byte.

use std::ops::ControlFlow;

use dateline_text::{Reject, Stage};

use super::{Format, refuse};
use crate::{
    Options,
    draft::Draft,
    input::{Flaw, decode, read_within},
    raw::{Origin, Raw},
    read::{Emit, Input},
};

/// UTF-8 text.
pub(super) struct Text;

impl Format for Text {
    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn recognises(&self, _head: &[u8]) -> bool {
        false // nothing shows that something is plain text
    }

    fn read(&self, input: &mut Input<'_>, options: &Options, emit: &mut Emit<'_>) -> ControlFlow<()> {
        let bytes = match read_within(&mut *input.reader, options.max_document_bytes) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return refuse(emit, too_large(input, options)),
            Err(error) => return refuse(emit, input.origin.unreadable(&error)),
        };
        let length = bytes.len();
        let id = input.id.to_owned();
        let parse = move |origin: Origin, _: &Options| match decode(bytes) {
            Ok(text) => Ok(Draft::new(id, origin, text)),
            Err(flaw) => Err(refused(&origin, flaw).into()),
        };
        emit(Ok(Raw::new(input.origin.clone(), length, parse)))
    }
}

/// The reject of bytes that are no text, with the place where it shows.
fn refused(origin: &Origin, flaw: Flaw) -> Reject {
    let place = flaw.offset().map(|at| origin.at(format!("byte {at}")));
    place.as_ref().unwrap_or(origin).reject(Stage::Ingest, flaw.code(), flaw.message())
}

/// The reject of an input that is larger than one document may be.
pub(super) fn too_large(input: &Input<'_>, options: &Options) -> Reject {
    let message = format!("larger than {} bytes, the limit for a document", options.max_document_bytes);
    input.origin.reject(Stage::Ingest, "too_large", message)
}
