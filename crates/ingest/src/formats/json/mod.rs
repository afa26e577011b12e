//! JSON: an array of documents, or objects one after the other, each written over as many lines as it likes.
//!
//! The elements are framed by their brackets alone, so that one of them is held at a time.

mod elements;

use std::{io, ops::ControlFlow};

use dateline_text::Stage;
use elements::{Element, Elements, Missing};

use super::{
    Format,
    jsonl::{BOM, lacks_text, object},
    refuse,
};
use crate::{
    Fields, Options,
    fault::Fault,
    raw::Raw,
    read::{Emit, Input},
};

/// A JSON array, or objects that are not one a line.
pub(super) struct Json;

impl Format for Json {
    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        let head = head.strip_prefix(BOM).unwrap_or(head).trim_ascii_start();
        match head.split_first() {
            Some((b'[', inside)) => inside.trim_ascii_start().first().is_some_and(|&first| b"{]".contains(&first)),
            Some((b'{', _)) => is_broken_over_lines(head),
            _ => false,
        }
    }

    fn read(&self, input: &mut Input<'_>, options: &Options, emit: &mut Emit<'_>) -> ControlFlow<()> {
        let mut elements = Elements::default();
        for number in 1_u64.. {
            let place = input.origin.at(format!("element {number}"));
            match elements.next(&mut *input.reader, options.max_document_bytes) {
                Ok(Some(Element::Whole(bytes))) => {
                    let id = format!("{}:{number}", input.id);
                    emit(Ok(Raw::new(place, bytes.len(), move |place, options| {
                        object(bytes, id, &place, options).map_err(|fault| fault.unread(&place))
                    })))?;
                }
                Ok(Some(Element::TooLong)) => {
                    refuse(emit, Fault::too_large(options.max_document_bytes).reject(&place))?;
                }
                Ok(Some(Element::Broken(missing))) => refuse(emit, broken(missing).reject(&place))?,
                Ok(Some(Element::Unfinished)) => {
                    let message = "the file ends within it: it is cut off, or a missing bracket hides what follows";
                    return refuse(emit, Fault::new("truncated", message).reject(&place));
                }
                Ok(Some(Element::OpenArray)) => {
                    let message = "the array does not end: elements may be missing";
                    return refuse(emit, Fault::new("truncated", message).reject(&place));
                }
                Ok(None) if number == 1 => break,
                Ok(None) => return ControlFlow::Continue(()),
                Err(error) => return refuse(emit, place.unreadable(&error)),
            }
        }
        refuse(emit, input.origin.reject(Stage::Ingest, "empty", "holds no document"))
    }
}

/// Why an element within which the next one begins is no document.
fn broken(missing: Missing) -> Fault {
    let message = match missing {
        Missing::Quote => "a line ends within a string: a quote may be missing",
        Missing::Bracket => "the next element begins within it, or the array ends: a bracket is missing",
    };
    Fault::new("invalid_json", message)
}

/// Whether the first line holds the beginning of an object, not the whole of it.
fn is_broken_over_lines(head: &[u8]) -> bool {
    let Some(end) = head.iter().position(|&byte| byte == b'\n') else { return false };
    let parsed = serde_json::from_slice::<serde::de::IgnoredAny>(&head[..end]);
    parsed.is_err_and(|error| error.is_eof())
}

/// Whether the first object goes on in the second line, which does not look like an object of its own.
pub(super) fn is_written_over_lines(head: &[u8]) -> bool {
    let second = head.split(|&byte| byte == b'\n').nth(1).map(<[u8]>::trim_ascii_start);
    is_broken_over_lines(head) && second.is_some_and(|line| !line.is_empty() && !line.starts_with(b"{"))
}

/// Whether the first element within `limit` bytes is for certain no document.
pub(crate) fn holds_other_records(reader: &mut dyn io::BufRead, limit: usize, named: &Fields) -> bool {
    match Elements::default().next(reader, limit) {
        Ok(Some(Element::Whole(bytes))) => {
            lacks_text(&bytes, named) || bytes.first().is_some_and(|&first| first != b'{')
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_array_or_a_broken_object_is_recognised_and_a_line_is_not() {
        for head in ["[{\"text\": 1}]", "\u{feff}[\n {", "{\n \"text\": \"x\"\n}", "{\"text\": \"x\",\n\"id\": 1}"] {
            assert!(Json.recognises(head.as_bytes()), "{head:?}");
        }
        for head in ["{\"text\": \"x\"}\n{\"text\": \"y\"}\n", "[note] a text", "{\"text\": \"x", "{oops\n"] {
            assert!(!Json.recognises(head.as_bytes()), "{head:?}");
        }
    }
}
