//! The formats that can be read, one file each.

#[cfg(test)]
mod chunks;
mod csv;
mod html;
mod json;
mod jsonl;
mod markup;
mod parquet;
mod text;
mod warc;

use std::ops::ControlFlow;

use dateline_text::Unread;

use crate::{
    Options,
    read::{Emit, Input},
};

pub(crate) use html::draft as page;
pub(crate) use json::holds_other_records as json_holds_other_records;
pub(crate) use jsonl::lacks_text;
pub(crate) use warc::{is_compressed_warc, should_be_compressed_warc};

/// A way in which documents are written down.
///
/// To add a format, write its file and put it into [`FORMATS`].
pub(crate) trait Format: Sync {
    /// Endings of file names, in lower case, without the dot. A folder's files are read when one of these fits.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether the first bytes of a file show that it is in this format, whatever its name.
    fn recognises(&self, head: &[u8]) -> bool;

    /// Reads all documents of `input`; a break of `emit` is passed on.
    fn read(&self, input: &mut Input<'_>, options: &Options, emit: &mut Emit<'_>) -> ControlFlow<()>;
}

/// All formats; the first that claims an input gets it.
const FORMATS: [&dyn Format; 8] =
    [&parquet::Parquet, &warc::Warc, &json::Json, &jsonl::Jsonl, &markup::Markup, &html::Html, &csv::Csv, &text::Text];

/// Whole JSON files.
pub(crate) fn json() -> &'static dyn Format {
    &json::Json
}

/// The format of a list of documents.
pub(crate) fn jsonl() -> &'static dyn Format {
    &jsonl::Jsonl
}

/// Web archives.
pub(crate) fn warc() -> &'static dyn Format {
    &warc::Warc
}

/// Whether some format's files are named so.
pub(crate) fn knows(extension: &str) -> bool {
    named(extension).is_some()
}

/// Whether files named so are plain text, whatever they hold: their offsets are those of the file.
pub(crate) fn is_plain(extension: &str) -> bool {
    text::Text.extensions().contains(&extension)
}

/// The format that shows in the first bytes.
pub(crate) fn by_content(head: &[u8]) -> Option<&'static dyn Format> {
    FORMATS.into_iter().find(|format| format.recognises(head))
}

/// The format of a file by what it holds, then by its name, and plain text when neither tells. Where several formats may
/// hold what it holds, the name decides.
///
/// A file named as plain text stays plain text whatever it holds.
pub(crate) fn detect(extension: &str, head: &[u8]) -> &'static dyn Format {
    if is_plain(extension) {
        return &text::Text;
    }
    let by_both = named(extension).filter(|format| format.recognises(head));
    by_both.or_else(|| by_content(head)).or_else(|| named(extension)).unwrap_or(&text::Text)
}

/// The format of bytes without a name, such as standard input: what shows, then JSONL if some line could be one of it or
/// there is nothing, else plain text.
pub(crate) fn detect_unnamed(head: &[u8]) -> &'static dyn Format {
    let is_jsonl = |head: &[u8]| {
        let mut lines = head.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii_start);
        head.trim_ascii().is_empty() || lines.any(|line| line.starts_with(b"{"))
    };
    if jsonl().recognises(head) && !json::is_written_over_lines(head) {
        return jsonl(); // a first line that is cut off must not hide the others
    }
    by_content(head).unwrap_or_else(|| if is_jsonl(head) { jsonl() } else { &text::Text })
}

/// What a person calls a format: the first of its endings.
pub(crate) fn name(format: &dyn Format) -> &'static str {
    format.extensions().first().copied().unwrap_or_default()
}

fn named(extension: &str) -> Option<&'static dyn Format> {
    FORMATS.into_iter().find(|format| format.extensions().contains(&extension))
}

/// Hands on a reject or a skip; reading goes on unless the receiver breaks.
pub(crate) fn refuse(emit: &mut Emit<'_>, reason: impl Into<Unread>) -> ControlFlow<()> {
    emit(Err(reason.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The extensions of the format that was chosen tell which one it is.
    fn check(extension: &str, head: &str, expected: &str) {
        let found = detect(extension, head.as_bytes()).extensions();
        assert!(found.contains(&expected), "{extension:?} {head:?} is read as {found:?}");
    }

    #[test]
    fn content_goes_before_the_name_but_txt_stays_txt() {
        check("", "<!DOCTYPE html><html>", "html");
        check("dat", "\u{feff}{\"text\": \"x\"}\n", "jsonl");
        check("jsonl", "not json at all", "jsonl");
        check("htm", "no tags here", "html");
        check("", "Putin met Xi.", "txt");
        check("md", "{curly words}", "txt");
        check("txt", "<html>", "txt");
        check("html", "{\"id\": 1, \"text\": \"x\"}", "jsonl");
        check("", "WARC/1.0\r\n", "warc");
        check("json", "{\"text\": \"x\"}\n{\"text\": \"y\"}\n", "jsonl");
        check("json", "{\n  \"text\": \"x\"\n}", "json");
        check("jsonl", "[{\"text\": \"x\"}]", "json");
        check("jsonl", "{\"text\":\n{\"text\": \"x\"}\n", "jsonl");
        check("", "id,title,content,publication\n1,", "csv");
        check("", "<DOC id=\"X_19990101.0001\" type=\"story\" >", "sgml");
        check("html", "<?xml version=\"1.0\"?><nitf>", "xml");
        check("html", "<html><body><nitf>", "html");
        check("md", "Putin, Xi\nmet", "txt");
        check("bin", "PAR1\u{15}", "parquet");
    }

    #[test]
    fn standard_input_is_what_it_holds() {
        let check = |head: &str, expected: &str| {
            let found = detect_unnamed(head.as_bytes()).extensions();
            assert!(found.contains(&expected), "{head:?} is read as {found:?}");
        };
        check("", "jsonl");
        check(" \n", "jsonl");
        check("{\"text\": \"x\"}\n", "jsonl");
        check("nonsense\n{...}\n", "jsonl");
        check("<!doctype html>", "html");
        check("WARC/1.1\r\n", "warc");
        check("Putin met Xi.\nThey spoke.", "txt");
        check("[{\"text\": \"x\"}]", "json");
        check("{\"text\":\n{\"text\": \"x\"}\n", "jsonl");
        check("{\n  \"text\": \"x\"\n}\n", "json");
    }
}
