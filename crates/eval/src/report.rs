//! The report: figures, errors, calibration, and what could not be compared.

use std::{cmp::Ordering, collections::BTreeMap};

use serde::Serialize;

use crate::{
    Count, Gold, GoldDocument, GoldFiller, Kind, Mistake, ReadDocument, Reliability, Said, Share, Words,
    documents::Index, excerpt, mistake::Scene, score::Score,
};

/// How events compare with gold.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// What was compared at all.
    pub documents: Coverage,
    /// All events.
    pub events: Count,
    /// Events by the name of their type.
    pub types: BTreeMap<&'static str, Count>,
    /// All fillers.
    pub fillers: Count,
    /// Fillers by the name of their role. Topics are counted only where their event was missed.
    pub roles: BTreeMap<&'static str, Count>,
    /// Of the events that were found, those with the right status.
    pub status: Share,
    /// Of the events that were found, those with the right subtype.
    pub subtype: Share,
    /// Whether confidence can be trusted.
    pub reliability: Reliability,
    /// What is wrong, kind by kind, the worst first.
    pub errors: Vec<Mistake>,
}

/// Which documents the figures are of.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Coverage {
    /// Documents of gold that were read.
    pub scored: usize,
    /// Documents of gold that were not read: they count neither way.
    pub not_read: Vec<String>,
    /// Documents that were read and have no gold: they count neither way.
    pub without_gold: Vec<String>,
    /// Names in gold that several documents have: their events are taken together.
    pub ambiguous: Vec<String>,
    /// Words of gold that the text does not have where gold says.
    pub misplaced: Vec<Misplaced>,
}

/// Words of gold that do not stand where gold says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Misplaced {
    /// The document.
    pub document: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words in gold.
    pub gold: String,
    /// The words in the text; nothing where it is too short.
    pub text: Option<String>,
}

/// Compares what was said of `documents` with `gold`. The order of documents and of events is of no account.
pub fn evaluate(gold: &Gold, documents: &[ReadDocument]) -> Report {
    let index = Index::new(documents);
    let mut score = Score::default();
    let mut coverage = Coverage::default();
    let mut has_gold = vec![false; documents.len()];
    for document in &gold.documents {
        let found = index.find(&document.doc);
        for &place in &found {
            has_gold[place] = true;
        }
        coverage.add(document, found.len());
        let called_so: Vec<_> = found.iter().map(|&place| &documents[place]).collect();
        compare(document, &called_so, &mut score, &mut coverage);
    }
    let without_gold = documents.iter().zip(has_gold).filter(|(_, has_gold)| !has_gold);
    coverage.without_gold = without_gold.map(|(document, _)| document.id.clone()).collect();
    coverage.without_gold.sort();
    Report::new(score, coverage)
}

/// Compares a document of gold with the documents of that name.
fn compare(gold: &GoldDocument, documents: &[&ReadDocument], score: &mut Score, coverage: &mut Coverage) {
    let mut said: Vec<&Said> = documents.iter().flat_map(|document| &document.said).collect();
    said.sort_by(|a, b| a.by_place(b));
    // The text is certain only where there is one document of that name.
    let Some(ReadDocument { id, text, .. }) = documents.iter().min_by_key(|document| &document.id) else { return };
    let text = text.as_deref().filter(|_| documents.len() == 1);
    score.document(gold, &said, Scene { document: id, text });
    coverage.misplaced.extend(text.into_iter().flat_map(|text| misplaced(gold, text)));
}

/// Words of gold that the text does not have where gold says.
fn misplaced(gold: &GoldDocument, text: &str) -> Vec<Misplaced> {
    let fillers = gold.events.iter().flat_map(|event| event.roles.values().flatten()).filter_map(GoldFiller::words);
    let mentions = gold.events.iter().flat_map(|event| event.mentions.iter().cloned());
    let mut all: Vec<Words> = mentions.chain(fillers).filter(|words| !words.text.is_empty()).collect();
    all.sort();
    all.dedup();
    let found = all.into_iter().filter_map(|words| {
        let text = excerpt::slice(text, &words);
        (text.as_ref() != Some(&words.text)).then_some((words, text))
    });
    found
        .map(|(Words { start, end, text: gold_text }, text)| Misplaced {
            document: gold.doc.clone(),
            start,
            end,
            gold: gold_text,
            text,
        })
        .collect()
}

impl Coverage {
    fn add(&mut self, gold: &GoldDocument, found: usize) {
        match found {
            0 => self.not_read.push(gold.doc.clone()),
            1 => self.scored += 1,
            _ => {
                self.scored += 1;
                self.ambiguous.push(gold.doc.clone());
            }
        }
    }
}

impl Report {
    fn new(score: Score, documents: Coverage) -> Self {
        let Score { events, types, roles, status, subtype, trust, mistakes: mut errors } = score;
        let mut fillers = Count::default();
        for &count in roles.values() {
            fillers += count;
        }
        errors.sort_by(worst_first);
        let reliability = Reliability::of(&trust);
        Self { documents, events, types, fillers, roles, status, subtype, reliability, errors }
    }

    /// The worst `most` errors: each kind gets its turn, so that one that is frequent does not hide the others.
    pub fn worst(&self, most: usize) -> Vec<&Mistake> {
        let of_kind = |kind| self.errors.iter().filter(move |error| error.what.kind() == kind);
        let mut room = most;
        let mut taken = Kind::ALL.map(|_| 0);
        let have = Kind::ALL.map(|kind| of_kind(kind).count());
        while let Some(next) =
            (0..have.len()).filter(|&kind| room > 0 && taken[kind] < have[kind]).min_by_key(|&kind| taken[kind])
        {
            taken[next] += 1;
            room -= 1;
        }
        Kind::ALL.into_iter().zip(taken).flat_map(|(kind, taken)| of_kind(kind).take(taken)).collect()
    }
}

/// By kind, then by weight, then by place.
fn worst_first(a: &Mistake, b: &Mistake) -> Ordering {
    let weight = b.weight.total_cmp(&a.weight);
    a.what.kind().cmp(&b.what.kind()).then(weight).then_with(|| (&a.document, a.place).cmp(&(&b.document, b.place)))
}
