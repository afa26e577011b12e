//! Names of documents, each once: dumps that number their records from 1 are read together.

use crate::extract::Extracted;

/// The names that were given so far; 16 to 32 bytes of memory for each.
#[derive(Debug, Default)]
pub(crate) struct Names(dateline_ingest::Names);

impl Names {
    /// Takes note of a name that an earlier process gave.
    pub(crate) fn remember(&mut self, name: &str) {
        self.0.remember(name);
    }

    /// Gives the document a name of its own where another document has its name: `7` becomes `7#2`, and so on. Its events
    /// get other ids with it.
    pub(crate) fn give(&mut self, extracted: &mut Extracted) {
        let name = self.0.unique(extracted.document.doc_id.clone());
        if name == extracted.document.doc_id {
            return;
        }
        for event in &mut extracted.events {
            event.event_id = other_id(&event.event_id, &name);
            event.doc_id.clone_from(&name);
        }
        extracted.document.doc_id = name;
    }
}

/// The id of an event of a document that is called `name` now; it has the form of the one that the event had.
fn other_id(id: &str, name: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(id.as_bytes()).update(b" ").update(name.as_bytes());
    hasher.finalize().to_hex()[..id.len().min(64)].to_owned()
}

#[cfg(test)]
mod tests {
    use dateline_records::DocumentRow;
    use dateline_text::Document;

    use super::*;

    fn given(names: &mut Names, wanted: &str) -> String {
        let document = DocumentRow::new(&Document::plain(wanted, "They met."), 3, 0);
        let mut extracted = Extracted { document, events: Vec::new() };
        names.give(&mut extracted);
        extracted.document.doc_id
    }

    #[test]
    fn no_two_documents_have_one_name() {
        let mut names = Names::default();
        let wanted = ["7", "7", "8", "7#2", "7", "7#3", "7"];
        assert_eq!(wanted.map(|name| given(&mut names, name)), ["7", "7#2", "8", "7#2#2", "7#3", "7#3#2", "7#4"]);
    }

    #[test]
    fn a_later_process_goes_on_as_the_first_would_have() {
        let wanted = ["7", "7", "7#3", "7", "7"];
        let mut names = Names::default();
        let all = wanted.map(|name| given(&mut names, name));
        for done in 0..wanted.len() {
            let mut names = Names::default();
            all[..done].iter().for_each(|name| names.remember(name));
            let rest: Vec<_> = wanted[done..].iter().map(|name| given(&mut names, name)).collect();
            assert_eq!(rest, all[done..]);
        }
    }

    #[test]
    fn an_event_id_follows_from_the_id_and_the_new_name() {
        let id = other_id("0123456789abcdef", "7#2");
        assert_eq!((id.len(), &id), (16, &other_id("0123456789abcdef", "7#2")));
        assert!(id != other_id("0123456789abcdef", "7#3") && id != other_id("0123456789abcdee", "7#2"));
    }
}
