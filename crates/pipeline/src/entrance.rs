//! What every document passes before the model reads it, in the order of the input: it gets a name of its own, and the
//! gate is asked.

use dateline_ingest::Names;
use dateline_text::{Document, Skip, Unread};

use crate::gate::{Admitted, Fingerprint, Gate};

/// Where documents come in.
pub(crate) struct Entrance {
    names: Option<Names>,
    gate: Option<Box<dyn Gate>>,
}

impl Entrance {
    /// Without `names`, documents keep those that they have.
    pub(crate) fn new(names: Option<Names>, gate: Option<Box<dyn Gate>>) -> Self {
        Self { names, gate }
    }

    /// Lets a document in, under a name that no other document of the run has: dumps that number their records from 1 are
    /// read together.
    ///
    /// The gate knows it by that name, and so does whoever passes it over.
    pub(crate) fn admit(
        &mut self,
        outcome: Result<(Document, Option<Fingerprint>), Unread>,
    ) -> Result<(Document, Option<Admitted>), Unread> {
        let (mut document, fingerprint) = outcome.map_err(|unread| self.unread(unread))?;
        document.id = self.name(document.id);
        let (Some(gate), Some(fingerprint)) = (self.gate.as_deref_mut(), fingerprint) else {
            return Ok((document, None));
        };
        gate.admit(&document, &fingerprint)
            .map_err(|skip| Unread::Skip(Skip { doc_id: Some(document.id.clone()), ..skip }))?;
        let admitted = Admitted { doc_id: document.id.clone(), fingerprint };
        Ok((document, Some(admitted)))
    }

    fn unread(&mut self, unread: Unread) -> Unread {
        match unread {
            Unread::Skip(skip) => Unread::Skip(Skip { doc_id: skip.doc_id.map(|doc_id| self.name(doc_id)), ..skip }),
            reject @ Unread::Reject(_) => reject,
        }
    }

    fn name(&mut self, wanted: String) -> String {
        match &mut self.names {
            Some(names) => names.unique(wanted),
            None => wanted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Dedupe;

    const STORY: &str = "The prime minister of Malaysia met the president of Russia in Moscow on Tuesday.";
    const OTHER: &str = "Shares of the oil company fell by three percent in London after the bank sold its stake.";

    /// What becomes of documents: their names, or those of what they repeat.
    fn admitted(entrance: &mut Entrance, documents: &[(&str, &str)]) -> Vec<String> {
        let fingerprint = Dedupe::default().fingerprint();
        let one = |&(id, text): &(&str, &str)| {
            let document = Document::plain(id, text);
            let fingerprint = fingerprint(&document);
            match entrance.admit(Ok((document, Some(fingerprint)))) {
                Ok((document, _)) => document.id,
                Err(Unread::Skip(skip)) => {
                    format!("{} repeats {}", skip.doc_id.unwrap(), skip.duplicate_of.unwrap())
                }
                Err(Unread::Reject(reject)) => panic!("{reject:?}"),
            }
        };
        documents.iter().map(one).collect()
    }

    #[test]
    fn a_copy_names_its_first_telling_by_the_name_that_this_got() {
        let mut entrance = Entrance::new(Some(Names::default()), Some(Box::new(Dedupe::default())));
        let documents = [("7", STORY), ("7", OTHER), ("9", OTHER), ("9", STORY)];
        assert_eq!(admitted(&mut entrance, &documents), ["7", "7#2", "9 repeats 7#2", "9#2 repeats 7"]);
    }

    #[test]
    fn a_document_in_another_language_has_a_name_of_its_own_too() {
        let mut entrance = Entrance::new(Some(Names::default()), None);
        let skip = || Err(Unread::Skip(Skip::new("a.txt", "language", "French").of("7")));
        let names = [skip(), skip()].map(|skip| match entrance.admit(skip) {
            Err(Unread::Skip(skip)) => skip.doc_id.unwrap(),
            other => panic!("{other:?}"),
        });
        assert_eq!(names, ["7", "7#2"]);
    }

    #[test]
    fn without_names_documents_keep_their_own() {
        assert_eq!(admitted(&mut Entrance::new(None, None), &[("7", STORY), ("7", OTHER)]), ["7", "7"]);
    }
}
