//! Annotates documents with their time expressions.
//!
//! Reads `{"id", "dct", "text"}` documents, one a line, from standard input, and writes
//! `{"doc_id", "times": [{"start", "end", "type", "value", "mod"}]}` to standard output, with offsets in code points.
#![allow(clippy::print_stdout, reason = "an example talks to its terminal")]

use std::io::BufRead;

use anyhow::{Context, Result};
use dateline_text::{CodePoints, Document, Sentence, Span, Token};
use jiff::civil::Date;
use serde::Deserialize;

/// A line of the input.
#[derive(Deserialize)]
struct Input {
    id: String,
    dct: Option<String>,
    text: String,
}

fn main() -> Result<()> {
    for line in std::io::stdin().lock().lines() {
        let input: Input = serde_json::from_str(&line?).context("a line is no document")?;
        println!("{}", annotate(input));
    }
    Ok(())
}

/// The annotated document.
fn annotate(input: Input) -> serde_json::Value {
    let mut document = Document::plain(input.id, input.text);
    let published = input.dct.and_then(|dct| dct.get(..10)?.parse::<Date>().ok());
    for article in &mut document.articles {
        article.published = published;
    }
    let (sentences, tokens) = split(&document.text);
    let points = CodePoints::new(&document.text);
    let times = dateline_temporal::find(&document, &sentences, &tokens);
    let rows: Vec<_> = times
        .iter()
        .map(|time| {
            let span = points.span(time.span);
            serde_json::json!({"start": span.start, "end": span.end, "type": time.kind.as_str(), "value": time.value, "mod": time.modifier})
        })
        .collect();
    serde_json::json!({"doc_id": document.id, "times": rows})
}

/// Sentences end at blank lines and at full stops before a capital; words end at blanks and marks.
fn split(text: &str) -> (Vec<Sentence>, Vec<Token>) {
    let (mut sentences, mut tokens) = (Vec::new(), Vec::new());
    for span in sentence_spans(text) {
        let first = tokens.len();
        words(text, span, &mut tokens);
        if tokens.len() > first {
            sentences.push(Sentence { span, tokens: first..tokens.len(), article: 0 });
        }
    }
    (sentences, tokens)
}

/// Where sentences stand.
fn sentence_spans(text: &str) -> Vec<Span> {
    let (mut spans, mut start) = (Vec::new(), 0);
    for (at, mark) in text.char_indices() {
        let rest = &text[at + mark.len_utf8()..];
        let paragraph = mark == '\n' && rest.trim_start_matches(' ').starts_with('\n');
        let stop = matches!(mark, '.' | '?' | '!') && ends_sentence(&text[start..at], rest);
        if paragraph || stop {
            spans.push(Span::new(start, at + mark.len_utf8()));
            start = at + mark.len_utf8();
        }
    }
    spans.push(Span::new(start, text.len()));
    spans
}

/// Whether a full stop between these ends a sentence.
fn ends_sentence(before: &str, after: &str) -> bool {
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let abbreviation = last.len() <= 4 && last.starts_with(char::is_uppercase) || last.contains('.');
    let mut next = after.trim_start_matches(['"', '\'', '”', ')']).chars();
    next.next().is_some_and(char::is_whitespace)
        && !abbreviation
        && after.trim_start().starts_with(|c: char| !c.is_lowercase())
}

/// The words of a sentence.
fn words(text: &str, span: Span, tokens: &mut Vec<Token>) {
    let mut start = None;
    for (at, c) in text[span.start..span.end].char_indices().map(|(at, c)| (span.start + at, c)) {
        let inside = c.is_alphanumeric() || (start.is_some() && matches!(c, '\'' | '’'));
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                tokens.push(Token::bare(Span::new(from, at)));
                start = None;
            }
            _ => {}
        }
        if !inside && !c.is_whitespace() {
            tokens.push(Token::bare(Span::new(at, at + c.len_utf8())));
        }
    }
    if let Some(from) = start {
        tokens.push(Token::bare(Span::new(from, span.end)));
    }
}
