//! Annotates documents with their time expressions.
//!
//! Reads documents, one a line, from standard input: `{"id", "dct", "text"}`, or what `dateline annotate` writes, whose
//! words carry grammar. Writes `{"doc_id", "times": [{"start", "end", "type", "value", "mod"}]}` to standard output, with
//! offsets in code points.
#![allow(clippy::print_stdout, reason = "an example talks to its terminal")]

use std::io::BufRead;

use anyhow::{Context, Result};
use dateline_text::{CodePoints, Document, Token, Upos};
use jiff::civil::Date;
use serde::Deserialize;

/// A line of the input.
#[derive(Deserialize)]
struct Input {
    #[serde(alias = "doc_id")]
    id: String,
    #[serde(alias = "published")]
    dct: Option<String>,
    text: String,
    #[serde(default)]
    tokens: Vec<Word>,
}

/// The grammar of a word.
#[derive(Deserialize)]
struct Word {
    upos: Upos,
    head: i64,
    deprel: String,
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
    let (sentences, mut tokens) = dateline_tokenize::tokenize(&document);
    add_grammar(&mut tokens, input.tokens);
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

/// Gives the words their grammar, where it is that of the same words.
fn add_grammar(tokens: &mut [Token], words: Vec<Word>) {
    if tokens.len() != words.len() {
        return;
    }
    for (token, word) in tokens.iter_mut().zip(words) {
        token.upos = word.upos;
        token.head = usize::try_from(word.head).ok();
        token.deprel = word.deprel.into();
    }
}
