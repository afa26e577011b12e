//! Sequences of word pieces to run: sentences of news, cut before the clock starts.

use std::path::Path;

use dateline_encoder::Batch;
use dateline_text::Document;
use dateline_tokenize::{Pieces, Shape, tokenize};

use crate::Error;

/// Pieces and token types of one sequence, `[CLS]` and `[SEP]` included.
pub type Sequence = Vec<(u32, u8)>;

/// The texts of a folder of `.txt` files, or of a `.jsonl` file with a member `text` a line.
///
/// # Errors
/// When a file cannot be read.
pub fn texts(path: &Path) -> Result<Vec<String>, Error> {
    if path.is_file() {
        let lines = std::fs::read_to_string(path)?;
        let text = |line: &str| -> Result<String, Error> {
            let document: serde_json::Value = serde_json::from_str(line)?;
            Ok(document["text"].as_str().ok_or("a line without a text")?.to_owned())
        };
        return lines.lines().map(text).collect();
    }
    let mut files: Vec<_> = std::fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    files.into_iter().map(|file| Ok(std::fs::read_to_string(file)?)).collect()
}

/// The sentences of `texts` as sequences. With `window`, sentences that follow one another share a sequence of at most
/// so many pieces.
///
/// # Errors
/// When the model folder has no tokeniser.
pub fn sequences(model: &Path, texts: &[String], window: Option<usize>) -> Result<Vec<Sequence>, Error> {
    let pieces = Pieces::load(&model.join("tokenizer.json"))?;
    let mut sequences: Vec<Sequence> = Vec::new();
    let mut open = Sequence::new();
    for text in texts {
        for sentence in sentences(&pieces, text)? {
            let full = window.is_none_or(|window| open.len() + sentence.len() + 2 > window);
            if full && !open.is_empty() {
                sequences.push(close(&pieces, std::mem::take(&mut open)));
            }
            open.extend(sentence);
        }
    }
    sequences.push(close(&pieces, open));
    Ok(sequences)
}

fn sentences(pieces: &Pieces, text: &str) -> Result<Vec<Sequence>, Error> {
    /// Longer ones are tables, no sentences of news.
    const LONGEST: usize = 126;
    let document = Document::plain("text", text);
    let (sentences, tokens) = tokenize(&document);
    let mut cut = Vec::new();
    for sentence in sentences {
        let words: Vec<&str> = tokens[sentence.tokens].iter().map(|token| document.slice(token.span)).collect();
        let found = pieces.encode(&words)?.into_iter();
        let mut sequence: Sequence = found.map(|piece| (piece.id, Shape::of(words[piece.word]).token_type())).collect();
        sequence.truncate(LONGEST);
        cut.push(sequence);
    }
    cut.retain(|sequence| !sequence.is_empty());
    Ok(cut)
}

fn close(pieces: &Pieces, inner: Sequence) -> Sequence {
    [(pieces.start(), 0)].into_iter().chain(inner).chain([(pieces.separator(), 0)]).collect()
}

/// The sequences in their order, so many in a batch.
pub fn batches(sequences: &[Sequence], size: usize) -> Vec<Batch> {
    let batch = |sequences: &[Sequence]| {
        let mut batch = Batch::default();
        for sequence in sequences {
            batch.push(sequence.iter().copied());
        }
        batch
    };
    sequences.chunks(size.max(1)).map(batch).collect()
}
