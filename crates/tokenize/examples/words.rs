//! Prints the words of documents: `{"id","text"}` lines on standard input become
//! `{"doc_id","sentences":[[start,end]],"tokens":[{"start","end"}]}` lines with code-point offsets.
//!
//! The training scripts read words through this example, so that the model learns on the words that it will see.
#![allow(clippy::print_stdout, reason = "an example's output")]

use std::io::BufRead;

use dateline_text::{CodePoints, Document};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for line in std::io::stdin().lock().lines() {
        let input: Value = serde_json::from_str(&line?)?;
        let document =
            Document::plain(input["id"].as_str().unwrap_or_default(), input["text"].as_str().unwrap_or_default());
        let points = CodePoints::new(&document.text);
        let (sentences, tokens) = dateline_tokenize::tokenize(&document);
        let sentences: Vec<_> = sentences.iter().map(|s| [s.tokens.start, s.tokens.end]).collect();
        let tokens: Vec<_> = tokens.iter().map(|token| points.span(token.span)).collect();
        println!("{}", json!({"doc_id": document.id, "sentences": sentences, "tokens": tokens}));
    }
    Ok(())
}
