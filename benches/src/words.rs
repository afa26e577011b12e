//! Documents cut into sentences and words, before any engine sees them.

use std::path::Path;

use dateline_text::{Document, Sentence, Span, Token};

use crate::{Error, sentences};

/// A document and its words.
pub struct Words {
    /// The text.
    pub document: Document,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Its words, without grammar.
    pub tokens: Vec<Token>,
}

/// The documents of a corpus in columns (`CoNLL`), the first the word; or of what [`sentences::texts`] reads, a
/// folder or a `.jsonl` file, cut by the tokeniser.
///
/// # Errors
/// When a file cannot be read.
pub fn read(path: &Path) -> Result<Vec<Words>, Error> {
    if path.is_dir() || path.extension().is_some_and(|ending| ending == "jsonl") {
        return Ok(sentences::texts(path)?.into_iter().map(tokenized).collect());
    }
    Ok(columns(&std::fs::read_to_string(path)?))
}

fn tokenized(text: String) -> Words {
    let document = Document::plain("text", text);
    let (sentences, tokens) = dateline_tokenize::tokenize(&document);
    Words { document, sentences, tokens }
}

/// Sentences stand between blank lines; 20 of them make a document, as in `scripts/score/entities.py`.
fn columns(corpus: &str) -> Vec<Words> {
    let lines: Vec<&str> = corpus.lines().map(str::trim).collect();
    let sentences: Vec<&[&str]> = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty()).collect();
    sentences.chunks(20).map(joined).collect()
}

/// Words with a space between them, a sentence a line.
fn joined(lines: &[&[&str]]) -> Words {
    let (mut text, mut sentences, mut tokens) = (String::new(), Vec::new(), Vec::new());
    for lines in lines {
        let first = tokens.len();
        for word in lines.iter().filter_map(|line| line.split_whitespace().next()) {
            tokens.push(Token::bare(Span::new(text.len(), text.len() + word.len())));
            text.push_str(word);
            text.push(' ');
        }
        text.pop();
        let span = Span::new(tokens[first].span.start, text.len());
        sentences.push(Sentence { span, tokens: first..tokens.len(), article: 0 });
        text.push('\n');
    }
    Words { document: Document::plain("corpus", text), sentences, tokens }
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_become_words_of_sentences_of_documents() {
        let corpus = "EU\tB-ORG\nrejects\tO\n\n\nPeter\tB-PER\nBlackburn\tI-PER\n".to_owned() + &"\nx O\n".repeat(19);
        let documents = super::columns(&corpus);
        assert_eq!(documents.len(), 2);
        let first = &documents[0];
        assert!(first.document.text.starts_with("EU rejects\nPeter Blackburn\nx\n"));
        assert_eq!((first.sentences.len(), first.sentences[1].tokens.clone()), (20, 2..4));
        assert_eq!(first.document.slice(first.sentences[1].span), "Peter Blackburn");
        assert_eq!(first.document.slice(first.tokens[3].span), "Blackburn");
        assert_eq!(documents[1].document.text, "x\n");
    }
}
