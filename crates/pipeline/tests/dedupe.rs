//! Which documents are copies of earlier ones, and which are not.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod stories;

use std::{num::NonZeroUsize, ops::ControlFlow};

use dateline_pipeline::{
    Admitted, Clock, Dedupe, Error, Gate, Place, Stop, Timings,
    batch::{Plan, Processed, Reading, Receiver, Source, Work, run},
};
use dateline_text::{Document, Furniture, FurnitureReason, Reject, Skip, Span};
use proptest::prelude::*;
use stories::{FERRY, FERRY_ELSEWHERE, FERRY_LATER, MERGER, MERGER_REPORTED};

/// A document whose first paragraph is its title.
fn story(id: &str, text: &str) -> Document {
    let mut document = Document::plain(id, text);
    document.articles[0].title = text.find("\n\n").map(|end| Span::new(0, end));
    document
}

/// What the gate says of a document: nothing when it is let through.
fn asked(gate: &mut Dedupe, document: &Document) -> Option<Skip> {
    let fingerprint = gate.fingerprint()(document);
    gate.admit(document, &fingerprint).err()
}

/// What becomes of `second` after `first`: reason and similarity.
fn compared(first: &Document, second: &Document) -> Option<(String, f32)> {
    let mut gate = Dedupe::default();
    assert_eq!(asked(&mut gate, first), None, "nothing was told before the first");
    asked(&mut gate, second).map(|skip| {
        assert_eq!(skip.duplicate_of.as_deref(), Some(first.id.as_str()));
        (skip.reason, skip.similarity.unwrap())
    })
}

fn is_near(first: &str, second: &str) -> bool {
    let near = compared(&story("first", first), &story("second", second));
    near.is_some_and(|(reason, similarity)| {
        assert_eq!(reason, "near_duplicate");
        assert!((0.8..=1.0).contains(&similarity), "{similarity}");
        true
    })
}

/// The first `count` words.
fn cut(text: &str, count: usize) -> String {
    text.split_inclusive(' ').take(count).collect()
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

#[test]
fn the_same_words_are_a_duplicate_whatever_their_looks() {
    let same = FERRY.replace('\n', "  ").replace(". ", " ... ").to_uppercase();
    assert_eq!(
        compared(&Document::plain("a", FERRY), &Document::plain("b", same)),
        Some(("duplicate".to_owned(), 1.0))
    );
    let short = |text| Document::plain(text, text);
    assert_eq!(compared(&short("Stocks fell."), &short("stocks fell!")), Some(("duplicate".to_owned(), 1.0)));
    assert_eq!(compared(&short("Stocks fell."), &short("Stocks rose.")), None);
}

#[test]
fn furniture_does_not_count() {
    let mut shared = Document::plain("b", format!("{FERRY}\nShare this story on all of your networks"));
    shared.furniture =
        vec![Furniture { span: Span::new(FERRY.len() + 1, shared.text.len()), reason: FurnitureReason::Share }];
    assert_eq!(compared(&Document::plain("a", FERRY), &shared), Some(("duplicate".to_owned(), 1.0)));
}

#[test]
fn documents_without_words_are_no_copies_of_each_other() {
    assert_eq!(compared(&Document::plain("a", "* * *"), &Document::plain("b", "---")), None);
}

#[test]
fn another_headline_makes_a_near_duplicate() {
    let (_, told) = FERRY.split_once("\n\n").unwrap();
    let other = format!("Scores saved as boat sinks off the coast, officials say after a night of searching\n\n{told}");
    assert_eq!(
        compared(&story("a", FERRY), &story("b", &other)),
        Some(("near_duplicate".to_owned(), 1.0)),
        "what is told is the same"
    );
}

#[test]
fn a_story_whose_end_is_cut_is_a_copy() {
    let all = words(MERGER);
    for percent in [90, 75, 60] {
        assert!(is_near(MERGER, &cut(MERGER, all * percent / 100)), "{percent} % of it");
    }
    assert!(!is_near(MERGER, &cut(MERGER, all / 10)), "a tenth is too little to be found");
}

#[test]
fn a_story_that_goes_on_is_no_copy_of_its_beginning() {
    assert!(!is_near(&cut(MERGER, words(MERGER) / 2), MERGER));
}

#[test]
fn a_byline_and_boilerplate_more_make_a_copy() {
    let more = format!("{FERRY}\n\nReporting by Ann Example in Port Vila; editing by Bob Sample. All rights reserved.");
    assert!(is_near(FERRY, &more));
}

#[test]
fn a_few_words_changed_make_a_copy_and_many_do_not() {
    let changed = |every: usize| {
        let word =
            |(number, word): (usize, &str)| if number % every == 5 { "otherwise".into() } else { word.to_owned() };
        FERRY.split(' ').enumerate().map(word).collect::<Vec<_>>().join(" ")
    };
    assert!(is_near(FERRY, &changed(30)), "3 % of the words");
    assert!(!is_near(FERRY, &changed(6)), "17 % of the words");
}

#[test]
fn other_stories_on_the_same_subject_are_no_copies() {
    for (first, second) in [
        (FERRY, FERRY_LATER),
        (FERRY, FERRY_ELSEWHERE),
        (FERRY_LATER, FERRY_ELSEWHERE),
        (MERGER, MERGER_REPORTED),
        (FERRY, MERGER),
    ] {
        assert!(!is_near(first, second) && !is_near(second, first), "{}", &second[..40]);
    }
}

#[test]
fn the_first_telling_stays_the_first() {
    let mut gate = Dedupe::default();
    let of = |skip: Option<Skip>| skip.and_then(|skip| skip.duplicate_of);
    assert_eq!(of(asked(&mut gate, &story("1", MERGER))), None);
    assert_eq!(of(asked(&mut gate, &story("2", &cut(MERGER, words(MERGER) * 9 / 10)))), Some("1".to_owned()));
    assert_eq!(of(asked(&mut gate, &story("3", FERRY))), None);
    assert_eq!(of(asked(&mut gate, &story("4", MERGER))), Some("1".to_owned()), "the copy of a copy");
}

#[test]
fn old_documents_are_forgotten() {
    let mut gate = Dedupe::remembering(4);
    let numbered = |number: usize| Document::plain(number.to_string(), format!("Story number {number}."));
    for number in 0..6 {
        assert_eq!(asked(&mut gate, &numbered(number)), None);
    }
    let known: Vec<usize> = (0..6).rev().filter(|&number| asked(&mut gate, &numbered(number)).is_some()).collect();
    assert!(known.starts_with(&[5, 4]) && !known.contains(&0), "{known:?}");
}

/// Documents from a list.
struct Listed(Vec<Document>);

impl Source for Listed {
    fn read(&mut self, emit: &mut dyn FnMut(Reading) -> ControlFlow<()>) {
        for (document, count) in self.0.drain(..).zip(1..) {
            let (place, outcome) = (Place { inputs: 1, documents: count }, Ok(document.into()));
            let (source, timings) = ("list".into(), Timings::new());
            if emit(Reading { source, position: 0, place, timings, outcome }).is_break() {
                return;
            }
        }
    }
}

/// Gives back the document's id.
struct Name;

impl Work for Name {
    type Output = String;

    fn process(&self, document: Document, _: &mut Clock) -> Result<Processed<String>, Reject> {
        Ok(Processed { output: document.id, tokens: 0, events: 0 })
    }
}

/// What became of each document, and what was let in.
#[derive(Debug, Default, PartialEq)]
struct Account {
    lines: Vec<String>,
    admitted: Vec<Admitted>,
}

impl Receiver<String> for Account {
    fn output(&mut self, id: String) -> Result<(), Error> {
        self.lines.push(id);
        Ok(())
    }

    fn reject(&mut self, reject: &Reject) -> Result<(), Error> {
        panic!("{reject:?}")
    }

    fn skip(&mut self, skip: &Skip) -> Result<(), Error> {
        let Skip { source, doc_id, reason, duplicate_of, .. } = skip;
        let [id, first] = [doc_id, duplicate_of].map(|name| name.as_deref().unwrap());
        self.lines.push(format!("{id} of {source}: {reason} of {first}"));
        Ok(())
    }

    fn admitted(&mut self, admitted: &Admitted) -> Result<(), Error> {
        self.admitted.push(admitted.clone());
        Ok(())
    }
}

/// A run over `documents` that remembers what `before` let in.
fn account(documents: &[Document], jobs: usize, before: &[Admitted]) -> Account {
    let mut gate = Dedupe::default();
    before.iter().for_each(|admitted| gate.remember(admitted));
    let plan = Plan { gate: Some(Box::new(gate)), ..Plan::new(NonZeroUsize::new(jobs).unwrap()) };
    let mut account = Account::default();
    let source = Listed(documents.to_vec());
    let tally = run(source, Name, plan, &mut account, &(), &Stop::default()).unwrap();
    assert!(tally.documents.balanced());
    assert_eq!(tally.documents.written, account.admitted.len() as u64);
    account
}

#[test]
fn a_copy_is_skipped_with_the_name_of_the_first_telling() {
    let documents = [("1", FERRY), ("2", MERGER), ("3", FERRY), ("4", &cut(FERRY, 150)), ("5", FERRY_LATER)]
        .map(|(id, text)| story(id, text));
    let expected = ["1", "2", "3 of list: duplicate of 1", "4 of list: near_duplicate of 1", "5"];
    assert_eq!(account(&documents, 2, &[]).lines, expected);
}

/// Documents out of a few stories, whole, cut, and with words changed.
fn documents() -> impl Strategy<Value = Vec<Document>> {
    let variant = (0..5_usize, 40..100_usize, 0..60_usize);
    proptest::collection::vec(variant, 1..40).prop_map(|variants| {
        let document = |(number, (story, percent, changed)): (usize, (usize, usize, usize))| {
            let text = [FERRY, FERRY_LATER, FERRY_ELSEWHERE, MERGER, MERGER_REPORTED][story];
            let mut words: Vec<&str> = text.split(' ').collect();
            words.truncate(words.len() * percent / 100);
            words.iter_mut().skip(3).step_by(100 - changed).for_each(|word| *word = "otherwise");
            Document::plain(number.to_string(), words.join(" "))
        };
        variants.into_iter().enumerate().map(document).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_is_a_copy_does_not_depend_on_the_number_of_jobs(documents in documents()) {
        prop_assert_eq!(account(&documents, 1, &[]), account(&documents, 3, &[]));
    }

    #[test]
    fn a_run_that_goes_on_decides_as_one_that_was_never_stopped(documents in documents(), at in 0..40_usize) {
        let whole = account(&documents, 1, &[]);
        let (before, after) = documents.split_at(at.min(documents.len()));
        let before = account(before, 1, &[]);
        let after = account(after, 1, &before.admitted);
        prop_assert_eq!(whole.lines, [before.lines, after.lines].concat());
    }

    #[test]
    fn a_copy_names_a_document_that_was_let_in_before(documents in documents()) {
        let Account { lines, admitted } = account(&documents, 2, &[]);
        for line in lines {
            if let Some((_, first)) = line.rsplit_once(" of ") {
                let id: usize = line.split(' ').next().unwrap().parse().unwrap();
                prop_assert!(first.parse::<usize>().unwrap() < id);
                prop_assert!(admitted.iter().any(|admitted| admitted.doc_id == first));
            }
        }
    }
}
