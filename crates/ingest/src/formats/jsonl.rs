//! JSONL: one document a line, `{"id","text","title"?,"published"?,"url"?,"source"?,"language"?}`.

use std::ops::ControlFlow;

use dateline_text::{Reject, Stage};
use serde_json::{Map, Number, Value};

use super::{Format, refuse};
use crate::{
    Options, dates,
    draft::Draft,
    input::{Flaw, Line, decode, is_blank, next_line},
    language,
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
            emit(Ok(Raw::new(bytes, move |options| {
                document(line, id, &origin, options).map_err(|flaw| flaw.reject(&origin).into())
            })))?;
        }
        if holds_a_line {
            return ControlFlow::Continue(());
        }
        refuse(emit, input.origin.reject(Stage::Ingest, "empty", "holds no document"))
    }
}

/// The UTF-8 byte order mark.
const BOM: &[u8] = "\u{feff}".as_bytes();

/// What is wrong with a line.
struct BadLine {
    code: &'static str,
    message: String,
}

impl BadLine {
    fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    fn reject(self, origin: &Origin) -> Reject {
        origin.reject(Stage::Ingest, self.code, self.message)
    }
}

impl From<Flaw> for BadLine {
    fn from(flaw: Flaw) -> Self {
        Self::new(flaw.code(), flaw.message())
    }
}

/// Whether the first line of a JSONL file is an object without `text`: data of another kind, such as gold records.
pub(crate) fn lacks_text(line: &[u8]) -> bool {
    let line = line.strip_prefix(BOM).unwrap_or(line);
    serde_json::from_slice::<Map<String, Value>>(line).is_ok_and(|fields| !fields.contains_key("text"))
}

fn line_is_blank(line: &Line) -> bool {
    matches!(line, Line::Whole(bytes) if bytes.strip_prefix(BOM).unwrap_or(bytes).trim_ascii().is_empty())
}

/// The document of one line; `fallback_id` names it when it has no id of its own.
fn document(line: Line, fallback_id: String, origin: &Origin, options: &Options) -> Result<Draft, BadLine> {
    let bytes = match line {
        Line::Whole(bytes) => bytes,
        Line::TooLong(length) => {
            let limit = options.max_document_bytes;
            return Err(BadLine::new("too_large", format!("{length} bytes; the limit for a line is {limit}")));
        }
    };
    let line = decode(bytes)?;
    let value: Value = serde_json::from_str(line.trim_start_matches('\u{feff}'))
        .map_err(|error| BadLine::new("invalid_json", at_column(&error)))?;
    match value {
        Value::Object(fields) => from_fields(fields, fallback_id, origin),
        _ => Err(BadLine::new("invalid_json", "the line holds no JSON object")),
    }
}

/// The error without its line, which is always the first of the one that is parsed.
fn at_column(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    format!("no JSON at column {}: {what}", error.column())
}

fn from_fields(mut fields: Map<String, Value>, fallback_id: String, origin: &Origin) -> Result<Draft, BadLine> {
    let text = match fields.remove("text") {
        Some(Value::String(text)) => text,
        None | Some(Value::Null) => return Err(BadLine::new("missing_text", "the object has no `text`")),
        Some(_) => return Err(BadLine::new("missing_text", "`text` is no string")),
    };
    if let Some(at) = text.find('\0') {
        return Err(Flaw::Binary(at).into());
    }
    if is_blank(&text) {
        return Err(Flaw::Empty.into());
    }
    let mut field = |name: &str| fields.remove(name).and_then(written);
    let mut draft = Draft::new(field("id").unwrap_or(fallback_id), origin.clone(), text);
    draft.title = field("title");
    draft.published = field("published").and_then(|written| dates::metadata(&written));
    draft.url = field("url");
    draft.source = field("source");
    draft.language = field("language").and_then(|written| language::code(&written));
    Ok(draft)
}

/// A field as text; `null`, blanks and structured values count as absent. So does a number that is too large to be held
/// exactly: two ids must not become one.
fn written(value: Value) -> Option<String> {
    /// Up to here every whole number is a floating-point number (2^53).
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let is_exact = |number: &Number| !number.is_f64() || number.as_f64().is_some_and(|value| value.abs() < EXACT);
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text),
        Value::Number(number) if is_exact(&number) => Some(number.to_string()),
        _ => None,
    }
}
