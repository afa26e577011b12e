//! Plain text: one file is one document, and its text is the file, byte for byte.

use std::ops::ControlFlow;

use dateline_text::Stage;

use super::{Format, refuse};
use crate::{
    Options,
    draft::Draft,
    input::{decode, read_within},
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
            Err(error) => return refuse(emit, input.reject(Stage::Read, "unreadable", error.to_string())),
        };
        match decode(bytes) {
            Ok(text) => emit(Ok(Draft::new(input.id, text).finish(options))),
            Err(flaw) => {
                let reject = input.reject(Stage::Ingest, flaw.code(), flaw.message());
                refuse(
                    emit,
                    match flaw.offset() {
                        Some(at) => reject.at(format!("byte {at}")),
                        None => reject,
                    },
                )
            }
        }
    }
}

/// The reject of an input that is larger than one document may be.
pub(super) fn too_large(input: &Input<'_>, options: &Options) -> dateline_text::Reject {
    let message = format!("larger than {} bytes, the limit for a document", options.max_document_bytes);
    input.reject(Stage::Ingest, "too_large", message)
}
