//! CSV and TSV: a header that names the columns, then one document a row.
//!
//! Rows are framed by their quotes on the reading thread, and taken apart where they are parsed.

mod rows;

use std::{ops::ControlFlow, sync::Arc};

use dateline_text::Stage;
use serde_json::Value;

use super::{Format, refuse};
use crate::{
    Options,
    draft::Draft,
    fault::Fault,
    fields::{self, Record},
    html::guess_encoding,
    input::Flaw,
    raw::{Origin, Raw},
    read::{Emit, Input},
};
use rows::{Rows, delimiter};

/// Rows of columns, with a header.
pub(super) struct Csv;

impl Format for Csv {
    fn extensions(&self) -> &'static [&'static str] {
        &["csv", "tsv", "tab"]
    }

    /// Whether the first line is the header of a known kind of dump.
    fn recognises(&self, head: &[u8]) -> bool {
        let Some(end) = head.iter().position(|&byte| byte == b'\n') else { return false };
        let Ok(header) = Header::parse(head[..end].to_vec()) else { return false };
        let is_name =
            |name: &String| name.len() < 40 && name.chars().all(|c| c.is_alphanumeric() || "_ -.".contains(c));
        header.names.len() > 1 && header.names.iter().all(is_name) && header.preset_is_known()
    }

    fn read(&self, input: &mut Input<'_>, options: &Options, emit: &mut Emit<'_>) -> ControlFlow<()> {
        let mut rows = Rows::new(options.max_document_bytes);
        let mut header: Option<Arc<Header>> = None;
        let mut is_told = false;
        loop {
            let row = match rows.next(&mut *input.reader) {
                Ok(Some(row)) => row,
                Ok(None) => break,
                Err(error) => {
                    return refuse(emit, input.origin.at(format!("line {}", rows.line())).unreadable(&error));
                }
            };
            let place = input.origin.at(format!("line {}", row.line));
            let bytes = match row.bytes {
                Ok(bytes) => bytes,
                Err(fault) => {
                    is_told = true;
                    refuse(emit, fault.reject(&place))?;
                    continue;
                }
            };
            let Some(known) = &header else {
                match Header::parse(bytes).and_then(|header| header.checked(options)) {
                    Ok(found) => header = Some(Arc::new(found)),
                    Err(fault) => return refuse(emit, fault.reject(&place)),
                }
                continue;
            };
            is_told = true;
            let (known, id) = (Arc::clone(known), format!("{}:{}", input.id, row.line));
            emit(Ok(Raw::new(place, bytes.len(), move |place, options| {
                known.document(bytes, id, &place, options).map_err(|fault| fault.unread(&place))
            })))?;
        }
        if is_told {
            return ControlFlow::Continue(());
        }
        let message = if header.is_some() { "holds a header and no document" } else { "holds no header" };
        refuse(emit, input.origin.reject(Stage::Ingest, "empty", message))
    }
}

/// The first row: what the columns are called.
struct Header {
    delimiter: u8,
    names: Vec<String>,
}

impl Header {
    fn parse(bytes: Vec<u8>) -> Result<Self, Fault> {
        let delimiter = delimiter(&bytes);
        let mut names = columns(bytes, delimiter)?;
        if let Some(first) = names.first_mut() {
            *first = first.trim_start_matches('\u{feff}').to_owned();
        }
        let names = names.into_iter().map(|name| name.trim().to_owned()).collect();
        Ok(Self { delimiter, names })
    }

    fn preset_is_known(&self) -> bool {
        fields::told_by(|name| self.has(name)).is_some()
    }

    fn has(&self, name: &str) -> bool {
        self.names.iter().any(|own| own == name)
    }

    /// The same header, when one of its columns holds the text.
    fn checked(self, options: &Options) -> Result<Self, Fault> {
        if fields::holds_text(&options.fields, |name| self.has(name)) {
            return Ok(self);
        }
        let names = self.names.join(", ");
        Err(Fault::new(
            "missing_text",
            format!("no column is known to hold the text: {names}; name it: --field text=NAME"),
        ))
    }

    fn document(&self, bytes: Vec<u8>, id: String, origin: &Origin, options: &Options) -> Result<Draft, Fault> {
        let columns = columns(bytes, self.delimiter)?;
        if columns.len() != self.names.len() {
            let message = format!("the row has {} columns, the header {}", columns.len(), self.names.len());
            return Err(Fault::new("wrong_columns", message));
        }
        let named = self.names.iter().zip(columns).filter(|(name, _)| !name.is_empty());
        let mut record = Record::new();
        for (name, value) in named {
            // Of two columns with one name the first counts.
            record.entry(name.clone()).or_insert(Value::String(value));
        }
        fields::draft(record, id, origin, &options.fields)
    }
}

/// Takes a row apart.
fn columns(bytes: Vec<u8>, delimiter: u8) -> Result<Vec<String>, Fault> {
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        return Err(Flaw::Binary(at).into());
    }
    let text = decode(bytes);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .terminator(csv::Terminator::Any(b'\n'))
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    reader.read_record(&mut record).map_err(|error| Fault::new("invalid_csv", error.to_string()))?;
    Ok(record.iter().map(str::to_owned).collect())
}

/// A row as text: UTF-8, or else, as old dumps are, an encoding of one byte a character.
fn decode(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let bytes = error.into_bytes();
        let (text, _) = guess_encoding(&bytes).decode_without_bom_handling(&bytes);
        text.into_owned()
    })
}
