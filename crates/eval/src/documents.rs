//! Which documents that were read are the ones that gold knows.

use std::collections::{HashMap, HashSet};

use crate::{Gold, Said};

/// A document that was read, and what it was said to tell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReadDocument {
    /// The document's name.
    pub id: String,
    /// Its text, for excerpts and for a look at gold's offsets.
    pub text: Option<String>,
    /// Its events.
    pub said: Vec<Said>,
}

impl ReadDocument {
    /// `read` with `events` that were written earlier, each in the document of its id, or else in the only one of its
    /// file name, with or without an extension. Events of other documents make documents of their own.
    pub fn with_events(read: Vec<Self>, events: Vec<Said>) -> Vec<Self> {
        let names = only(&read, file_name);
        let stems = only(&read, |id| stem(file_name(id)));
        let mut ids: HashMap<String, usize> = (0..).zip(&read).map(|(place, read)| (read.id.clone(), place)).collect();
        let mut documents = read;
        for said in events {
            let name = file_name(&said.doc_id);
            let known = [names.get(name), names.get(stem(name)), stems.get(name)];
            let known = ids.get(&said.doc_id).or_else(|| known.into_iter().flatten().next()).copied();
            let place = known.unwrap_or_else(|| {
                documents.push(Self { id: said.doc_id.clone(), ..Self::default() });
                documents.len() - 1
            });
            ids.insert(said.doc_id.clone(), place);
            documents[place].said.push(said);
        }
        documents
    }
}

/// The documents that are the only ones with their key.
fn only(read: &[ReadDocument], key: fn(&str) -> &str) -> HashMap<String, usize> {
    let mut places = HashMap::<&str, Vec<usize>>::new();
    for (place, document) in read.iter().enumerate() {
        places.entry(key(&document.id)).or_default().push(place);
    }
    let alone = places.into_iter().filter(|(_, places)| places.len() == 1);
    alone.map(|(key, places)| (key.to_owned(), places[0])).collect()
}

/// The last part of a path or an address.
fn file_name(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

/// A file name without its extension.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Finds documents by the names that gold uses.
pub(crate) struct Index<'a> {
    names: HashMap<&'a str, Vec<usize>>,
    ids: HashMap<&'a str, Vec<usize>>,
    stems: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Index<'a> {
    pub(crate) fn new(documents: &'a [ReadDocument]) -> Self {
        let by = |key: fn(&str) -> &str| {
            let mut index = HashMap::<&str, Vec<usize>>::new();
            for (place, document) in documents.iter().enumerate() {
                index.entry(key(&document.id)).or_default().push(place);
            }
            index
        };
        Self { names: by(file_name), ids: by(|id| id), stems: by(|id| stem(file_name(id))) }
    }

    /// The documents that gold calls `name`: that is their file name, with or without an extension, or else their whole
    /// id. Several when files in several folders are called so.
    pub(crate) fn find(&self, name: &str) -> Vec<usize> {
        let found = self.names.get(name).or_else(|| self.names.get(stem(name)));
        let found = found.or_else(|| self.ids.get(name)).or_else(|| self.stems.get(name));
        found.cloned().unwrap_or_default()
    }
}

impl Gold {
    /// The names of gold's documents that are not among `documents`.
    pub fn missing_in(&self, documents: &[ReadDocument]) -> Vec<String> {
        let index = Index::new(documents);
        let names = self.documents.iter().map(|document| &document.doc);
        names.filter(|name| index.find(name).is_empty()).cloned().collect()
    }

    /// Whether a document of this id may be one of gold's. A reader can pass over the others.
    pub fn names(&self) -> impl Fn(&str) -> bool + Send + Sync + 'static {
        let docs = self.documents.iter().map(|document| document.doc.clone());
        let known: HashSet<String> = docs.flat_map(|doc| [stem(&doc).to_owned(), doc]).collect();
        move |id| [file_name(id), id, stem(file_name(id))].iter().any(|name| known.contains(*name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::GoldDocument;

    fn found(ids: &[&str], name: &str) -> Vec<usize> {
        let documents: Vec<_> =
            ids.iter().map(|&id| ReadDocument { id: id.to_owned(), ..ReadDocument::default() }).collect();
        let gold = Gold { documents: vec![GoldDocument { doc: name.to_owned(), events: vec![] }] };
        let (index, names) = (Index::new(&documents), gold.names());
        let found = index.find(name);
        assert!(found.iter().all(|&place| names(ids[place])), "a reader must not pass over what is found");
        found
    }

    #[test]
    fn a_document_goes_by_its_file_name() {
        assert_eq!(found(&["b.txt", "news/a.txt"], "a.txt"), [1]);
        assert_eq!(found(&["x/a.txt", "y/a.txt"], "a.txt"), [0, 1]);
        assert_eq!(found(&["x/a.txt", "y/a.txt"], "y/a.txt"), [1]);
    }

    #[test]
    fn an_extension_may_be_left_out_on_either_side() {
        assert_eq!(found(&["a"], "a.txt"), [0]);
        assert_eq!(found(&["a.html"], "a"), [0]);
        assert_eq!(found(&["a", "a.txt"], "a.txt"), [1], "the whole name comes first");
        assert_eq!(found(&["a.html"], "a.txt"), [] as [usize; 0]);
    }

    #[test]
    fn an_address_is_a_name() {
        assert_eq!(found(&["https://example.com/1", "https://example.com/2"], "https://example.com/2"), [1]);
    }

    #[test]
    fn events_come_to_their_documents() {
        let event = |doc: &str| {
            format!("{{\"doc_id\": \"{doc}\", \"type\": \"meet\", \"mentions\": [{{\"start\": 0, \"end\": 3}}]}}\n")
        };
        let said = ["x/a", "y/a", "b", "c", "b", "d"].map(event).concat();
        let said = Said::read("events.jsonl", &said).unwrap();
        let read =
            ["x/a", "y/a", "news/b", "d.txt"].map(|id| ReadDocument { id: id.to_owned(), ..ReadDocument::default() });
        let documents = ReadDocument::with_events(read.into(), said);
        let counts: Vec<_> = documents.iter().map(|document| (&*document.id, document.said.len())).collect();
        assert_eq!(counts, [("x/a", 1), ("y/a", 1), ("news/b", 2), ("d.txt", 1), ("c", 1)]);
    }
}
