//! What becomes of a document over which parsing panics: a reject that says where the document stands.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{num::NonZeroUsize, ops::ControlFlow, panic};

use dateline_ingest::{Body, Raw, Row};
use dateline_pipeline::{
    Clock, Error, Fingerprint, Gate, Place, Stop, Timings,
    batch::{Plan, Processed, Reading, Receiver, Source, Work, run},
};
use dateline_text::{Document, Reject, Skip};

/// Documents as they are found.
struct Found(Vec<Raw>);

impl Source for Found {
    fn read(&mut self, emit: &mut dyn FnMut(Reading) -> ControlFlow<()>) {
        for (number, raw) in self.0.drain(..).enumerate() {
            let place = Place { inputs: 0, documents: number as u64 + 1 };
            let (source, position, timings) = ("rows".into(), number as u64, Timings::new());
            if emit(Reading { source, position, place, timings, outcome: Ok(raw) }).is_break() {
                return;
            }
        }
    }
}

/// A gate that panics over every document.
struct Broken;

impl Gate for Broken {
    fn fingerprint(&self) -> fn(&Document) -> Fingerprint {
        |_| panic!("this gate is broken")
    }

    fn admit(&mut self, _document: &Document, _fingerprint: &Fingerprint) -> Result<(), Skip> {
        Ok(())
    }
}

struct Nothing;

impl Work for Nothing {
    type Output = ();

    fn process(&self, _document: Document, _clock: &mut Clock) -> Result<Processed<()>, Reject> {
        Ok(Processed { output: (), tokens: 0, events: 0 })
    }
}

#[derive(Default)]
struct Rejects(Vec<Reject>);

impl Receiver<()> for Rejects {
    fn output(&mut self, (): ()) -> Result<(), Error> {
        Ok(())
    }

    fn reject(&mut self, reject: &Reject) -> Result<(), Error> {
        self.0.push(reject.clone());
        Ok(())
    }
}

fn row(id: &str) -> Raw {
    let (title, published, url) = (None, None, None);
    let body = Body::Text("They met.".to_owned());
    Row { id: id.to_owned(), body, title, published, url, source: None, language: None }.into_raw("rows")
}

#[test]
fn a_panic_while_parsing_says_where_the_document_stands() {
    panic::set_hook(Box::new(|_| ())); // the panics are asked for
    let source = Found(vec![row("a"), Document::plain("b", "They met.").into()]);
    let plan = Plan { gate: Some(Box::new(Broken)), ..Plan::new(NonZeroUsize::MIN) };
    let mut rejects = Rejects::default();
    let tally = run(source, Nothing, plan, &mut rejects, &(), &Stop::default());
    let _ = panic::take_hook();
    assert_eq!(tally.unwrap().documents.rejected_by_code["panic"], 2);
    let placed = rejects.0.iter().map(|reject| (reject.source.as_str(), reject.position.as_deref()));
    assert_eq!(placed.collect::<Vec<_>>(), [("rows", Some("a")), ("rows", None)]);
}
