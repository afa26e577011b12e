//! Annotates documents with their time expressions.
//!
//! Reads `{"id", "dct", "text"}` documents, one a line, from standard input, and writes
//! `{"doc_id", "times": [{"start", "end", "type", "value", "mod"}]}` to standard output, with offsets in code points.
#![allow(clippy::print_stdout, reason = "an example talks to its terminal")]

use std::io::BufRead;

use anyhow::{Context, Result};
use dateline_text::{CodePoints, Document};
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
    let (sentences, tokens) = dateline_tokenize::tokenize(&document);
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
