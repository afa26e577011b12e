//! JSONL: one document a line; `fields/` says how its fields are called.

use std::ops::ControlFlow;

use dateline_text::Stage;
use serde_json::Value;

use super::{Format, refuse};
use crate::{
    Fields, Options,
    draft::Draft,
    fault::Fault,
    fields,
    input::{Line, decode, next_line},
    raw::{Origin, Raw},
    read::{Emit, Input},
};

/// One JSON object a line.
pub(super) struct Jsonl;

impl Format for Jsonl {
    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        let head = head.strip_prefix(BOM).unwrap_or(head).trim_ascii_start();
        head.strip_prefix(b"{").is_some_and(|inside| inside.trim_ascii_start().starts_with(b"\""))
    }

    fn read(&self, input: &mut Input<'_>, options: &Options, emit: &mut Emit<'_>) -> ControlFlow<()> {
        let mut holds_a_line = false;
        for number in 1_u64.. {
            let line = match next_line(&mut *input.reader, options.max_document_bytes) {
                Ok(Some(line)) => line,
                Ok(None) => break,
                Err(error) => {
                    return refuse(emit, input.origin.at(format!("line {number}")).unreadable(&error));
                }
            };
            if line_is_blank(&line) {
                continue;
            }
            holds_a_line = true;
            let (id, origin) = (format!("{}:{number}", input.id), input.origin.at(format!("line {number}")));
            let bytes = line.kept();
            emit(Ok(Raw::new(origin, bytes, move |origin, options| {
                document(line, id, &origin, options).map_err(|fault| fault.unread(&origin))
            })))?;
        }
        if holds_a_line {
            return ControlFlow::Continue(());
        }
        refuse(emit, input.origin.reject(Stage::Ingest, "empty", "holds no document"))
    }
}

/// The UTF-8 byte order mark.
pub(super) const BOM: &[u8] = "\u{feff}".as_bytes();

/// Whether the first line of a JSONL file is an object without a text: data of another kind, such as gold records.
pub(crate) fn lacks_text(line: &[u8], named: &Fields) -> bool {
    let line = line.strip_prefix(BOM).unwrap_or(line);
    serde_json::from_slice::<fields::Record>(line)
        .is_ok_and(|record| !fields::holds_text(named, |name| fields::find(&record, name).is_some()))
}

fn line_is_blank(line: &Line) -> bool {
    matches!(line, Line::Whole(bytes) if bytes.strip_prefix(BOM).unwrap_or(bytes).trim_ascii().is_empty())
}

/// The document of one line; `fallback_id` names it when it has no id of its own.
fn document(line: Line, fallback_id: String, origin: &Origin, options: &Options) -> Result<Draft, Fault> {
    match line {
        Line::Whole(bytes) => object(bytes, fallback_id, origin, options),
        Line::TooLong(length) => {
            let limit = options.max_document_bytes;
            Err(Fault::new("too_large", format!("{length} bytes; the limit for a line is {limit}")))
        }
    }
}

/// The document that a JSON object is.
pub(super) fn object(bytes: Vec<u8>, fallback_id: String, origin: &Origin, options: &Options) -> Result<Draft, Fault> {
    let text = decode(bytes)?;
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| Fault::new("invalid_json", where_it_breaks(&error)))?;
    match value {
        Value::Object(record) => fields::draft(record, fallback_id, origin, &options.fields),
        _ => Err(Fault::new("invalid_json", "this is no JSON object")),
    }
}

/// The error; its line only when the object is written over several.
fn where_it_breaks(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    let line = if error.line() > 1 { format!("line {}, ", error.line()) } else { String::new() };
    format!("no JSON at {line}column {}: {what}", error.column())
}
