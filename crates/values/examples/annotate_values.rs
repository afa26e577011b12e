//! Reads `{"id","text"}` lines from standard input and writes the values of each text, in code points, as
//! `dateline annotate` does for whole documents. For measuring the grammar alone.

use std::io::{self, BufRead, Write};

use anyhow::Result;
use dateline_text::{CodePoints, Document, Value};
use serde_json::json;

fn main() -> Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let input: serde_json::Value = serde_json::from_str(&line?)?;
        let (id, text) = (input["id"].as_str().unwrap_or_default(), input["text"].as_str().unwrap_or_default());
        let document = Document::plain(id, text);
        let (sentences, tokens) = dateline_tokenize::tokenize(&document);
        let values = dateline_values::find(&document, &sentences, &tokens);
        let points = CodePoints::new(&document.text);
        let values: Vec<_> = values.iter().map(|value| row(value, &document, &points)).collect();
        serde_json::to_writer(&mut out, &json!({"doc_id": document.id, "values": values}))?;
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}

fn row(value: &Value, document: &Document, points: &CodePoints<'_>) -> serde_json::Value {
    let span = points.span(value.span);
    json!({
        "start": span.start, "end": span.end, "text": document.slice(value.span), "kind": value.kind.as_str(),
        "amount": value.amount.to_string(), "currency": value.currency, "unit": value.unit, "bound": value.bound.as_str(),
    })
}
