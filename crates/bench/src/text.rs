//! What is read while time is taken.

use std::{ops::ControlFlow, path::PathBuf};

use dateline_ingest::{Item, Options, Source};
use dateline_text::{Document, Reject, Unread};

use crate::{Error, ErrorKind};

/// Stories of our own about nobody in particular, for a bench without inputs; a line of dashes parts them.
const BUILTIN: &str = include_str!("../text/news.txt");

/// Documents, and where to read them again.
#[derive(Debug)]
pub struct Text {
    name: String,
    documents: Vec<Document>,
    /// Empty where the documents cannot be read twice.
    items: Vec<Item>,
    rejects: Vec<Reject>,
}

impl Text {
    /// The text that comes with the program.
    pub fn builtin() -> Self {
        let stories = BUILTIN.split("\n-----\n").enumerate();
        let documents = stories.map(|(number, story)| Document::plain(format!("story-{}", number + 1), story.trim()));
        Self { name: "built-in".to_owned(), documents: documents.collect(), items: vec![], rejects: vec![] }
    }

    /// All documents of files, folders and `-`, which are held in memory.
    ///
    /// # Errors
    /// [`ErrorKind::Text`] when there is not one document that can be read.
    pub fn read(inputs: &[PathBuf]) -> Result<Self, Error> {
        let name = inputs.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(" ");
        let found = dateline_ingest::discover(inputs, &Options::default());
        let mut text = Self { name, documents: vec![], items: found.items, rejects: found.rejects };
        for item in &text.items {
            dateline_ingest::read_documents(item, &Options::default(), &mut |outcome| {
                match outcome {
                    Ok(document) => text.documents.push(document),
                    Err(Unread::Reject(reject)) => text.rejects.push(reject),
                    Err(Unread::Skip(_)) => {}
                }
                ControlFlow::Continue(())
            });
        }
        if text.items.iter().any(|item| item.source == Source::Stdin) {
            text.items.clear();
        }
        if text.documents.is_empty() { Err(text.nothing()) } else { Ok(text) }
    }

    fn nothing(&self) -> Error {
        let why = self.rejects.iter().map(|reject| format!("{}: {}", reject.source, reject.message)).take(5);
        let why = why.collect::<Vec<_>>().join("\n");
        let why = if why.is_empty() { format!("no stories in {}", self.name) } else { why };
        Error::new(ErrorKind::Text, format!("nothing to read: {why}"))
    }

    /// What it is called: the inputs, or `built-in`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The documents.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// What could not be read.
    pub fn rejects(&self) -> &[Reject] {
        &self.rejects
    }

    /// Bytes of the text of all documents.
    pub fn bytes(&self) -> usize {
        self.documents.iter().map(|document| document.text.len()).sum()
    }

    /// The start of the hash of all texts: benches with the same hash read the same.
    pub fn hash(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for document in &self.documents {
            hasher.update(document.text.as_bytes()).update(&[0]);
        }
        hasher.finalize().to_hex()[..12].to_owned()
    }

    /// Hands on all documents once more, read from their files anew where that can be done.
    pub(crate) fn replay(&self, emit: &mut dyn FnMut(Document) -> ControlFlow<()>) {
        if self.items.is_empty() {
            let _ = self.documents.iter().cloned().try_for_each(emit);
            return;
        }
        let mut flow = ControlFlow::Continue(());
        for item in &self.items {
            if flow.is_continue() {
                dateline_ingest::read_documents(item, &Options::default(), &mut |outcome| {
                    flow = outcome.map_or(ControlFlow::Continue(()), &mut *emit);
                    flow
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_text_is_stories_with_sentences_of_all_lengths() {
        let text = Text::builtin();
        assert!(text.documents().len() >= 4 && text.rejects().is_empty());
        let mut lengths = vec![];
        for document in text.documents() {
            let (sentences, _) = dateline_tokenize::tokenize(document);
            lengths.extend(sentences.iter().map(|sentence| sentence.tokens.len()));
        }
        assert!(lengths.len() >= 60, "{} sentences", lengths.len());
        assert!(*lengths.iter().min().unwrap() < 8 && *lengths.iter().max().unwrap() > 45, "{lengths:?}");
    }

    #[test]
    fn a_replay_gives_the_same_documents() {
        let text = Text::builtin();
        let mut again = vec![];
        text.replay(&mut |document| {
            again.push(document);
            ControlFlow::Continue(())
        });
        assert_eq!(again, text.documents());
    }

    #[test]
    fn nothing_to_read_says_why() {
        let error = Text::read(&["no/such/file".into()]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Text);
        assert!(error.to_string().starts_with("nothing to read: no/such/file: No such file"), "{error}");
    }
}
