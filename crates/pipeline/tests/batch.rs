//! What a batch run promises, shown with doubles in the place of the model.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    cell::RefCell,
    num::NonZeroUsize,
    ops::ControlFlow,
    sync::{
        Arc, Once,
        atomic::{AtomicUsize, Ordering::SeqCst},
        mpsc,
    },
    thread,
    time::Duration,
};

use dateline_pipeline::{
    Clock, Error, Place, Progress, Stop, Tally, Timings, Totals,
    batch::{Plan, Processed, Reading, Receiver, Source, Work, run},
    catches_panics_of,
};
use dateline_text::{Document, Reject, Stage, Unread};

/// Numbered documents without end, or up to a number; every tenth is a reject of its format.
struct Numbers {
    upto: usize,
    read: Arc<AtomicUsize>,
}

impl Source for Numbers {
    fn read(&mut self, emit: &mut dyn FnMut(Reading) -> ControlFlow<()>) {
        for number in 0..self.upto {
            let reject = || Reject::new("numbers", Stage::Ingest, "tenth", "a tenth").at(number.to_string());
            let outcome = if number % 10 == 9 { Err(Unread::Reject(reject())) } else { Ok(document(number).into()) };
            self.read.fetch_add(1, SeqCst);
            let (source, position) = ("numbers".into(), number as u64);
            let place = Place { inputs: 0, documents: position + 1 };
            if emit(Reading { source, position, place, timings: Timings::new(), outcome }).is_break() {
                return;
            }
        }
    }
}

fn document(number: usize) -> Document {
    Document::plain(number.to_string(), "x".repeat(number % 7))
}

/// Numbers up to `upto`, and how many of them were read.
fn numbers(upto: usize) -> (Numbers, Arc<AtomicUsize>) {
    let read = Arc::new(AtomicUsize::new(0));
    (Numbers { upto, read: Arc::clone(&read) }, read)
}

/// Gives back the document's id, sooner or later; panics over every seventh.
struct Echo;

impl Work for Echo {
    type Output = String;

    fn process(&self, document: Document, clock: &mut Clock) -> Result<Processed<String>, Reject> {
        let number: u64 = document.id.parse().unwrap();
        thread::sleep(Duration::from_micros(number * 7919 % 300));
        clock.enter(Stage::Tag);
        assert!(number % 7 != 5, "number {number} is unlucky");
        Ok(Processed { output: document.id, tokens: 1, events: 2 })
    }
}

/// As [`Echo`], but what it makes of several at once is lost: by a panic, or one is missing.
struct Careless {
    panics: bool,
    groups: Arc<AtomicUsize>,
}

impl Work for Careless {
    type Output = String;

    fn process(&self, document: Document, clock: &mut Clock) -> Result<Processed<String>, Reject> {
        Echo.process(document, clock)
    }

    fn process_all(&self, documents: Vec<Document>, clock: &mut Clock) -> Vec<Result<Processed<String>, Reject>> {
        self.groups.fetch_add(1, SeqCst);
        assert!(!self.panics, "it did not go well");
        documents.into_iter().skip(1).map(|document| self.process(document, clock)).collect()
    }
}

/// Collects what it gets; `pause` makes it slow, `fail_at` makes it fail.
#[derive(Default)]
struct Collect {
    lines: Vec<String>,
    pause: Duration,
    fail_at: Option<usize>,
    /// Called with the number of lines so far.
    after: Option<Box<dyn FnMut(usize)>>,
}

impl Collect {
    fn push(&mut self, line: String) -> Result<(), Error> {
        thread::sleep(self.pause);
        self.lines.push(line);
        let count = self.lines.len();
        self.after.as_mut().into_iter().for_each(|after| after(count));
        if self.fail_at == Some(count) {
            return Err(dateline_records::Error::from(std::io::Error::from(std::io::ErrorKind::BrokenPipe)).into());
        }
        Ok(())
    }
}

impl Receiver<String> for Collect {
    fn output(&mut self, output: String) -> Result<(), Error> {
        self.push(output)
    }

    fn reject(&mut self, reject: &Reject) -> Result<(), Error> {
        let position = reject.position.as_deref().unwrap_or("nowhere");
        self.push(format!("{:?} {} at {position}: {}", reject.stage, reject.code, reject.message))
    }
}

fn jobs(jobs: usize) -> NonZeroUsize {
    NonZeroUsize::new(jobs).unwrap()
}

/// The panics of these tests are asked for: they are not printed.
fn silence_workers() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let default = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !thread::current().name().is_some_and(catches_panics_of) {
                default(info);
            }
        }));
    });
}

fn echo(upto: usize, count: usize, collect: &mut Collect, stop: &Stop) -> Result<Tally, Error> {
    silence_workers();
    run(numbers(upto).0, Echo, Plan::new(jobs(count)), collect, &(), stop)
}

#[test]
fn results_come_in_input_order_whatever_the_number_of_jobs() {
    let lines = |count| {
        let mut collect = Collect::default();
        echo(300, count, &mut collect, &Stop::default()).unwrap();
        collect.lines
    };
    let one = lines(1);
    assert_eq!(one[..5], ["0", "1", "2", "3", "4"]);
    assert_eq!(one[5], "Tag panic at 5: internal error: number 5 is unlucky");
    assert_eq!(one[9], "Ingest tenth at 9: a tenth");
    assert_eq!(one.len(), 300);
    assert_eq!(one, lines(4));
}

#[test]
fn every_document_goes_out_or_is_rejected() {
    let tally = echo(100, 3, &mut Collect::default(), &Stop::default()).unwrap();
    let by_code = &tally.documents.rejected_by_code;
    assert_eq!((tally.documents.read, tally.documents.written), (100, 78));
    assert_eq!((by_code["tenth"], by_code["panic"]), (10, 12));
    assert_eq!((tally.tokens, tally.events, tally.interrupted), (78, 156, false));
    assert!(tally.timings[&Stage::Tokenize] > Duration::ZERO);
}

#[test]
fn a_slow_writer_holds_the_reader_back() {
    let (source, read) = numbers(200);
    let ahead = Arc::new(AtomicUsize::new(0));
    let most = Arc::clone(&ahead);
    let after = move |written| {
        most.fetch_max(read.load(SeqCst) - written, SeqCst);
    };
    let mut collect = Collect { pause: Duration::from_millis(2), after: Some(Box::new(after)), ..Collect::default() };
    run(source, Echo, Plan::new(jobs(2)), &mut collect, &(), &Stop::default()).unwrap();
    let ahead = ahead.load(SeqCst);
    assert!((4..=33).contains(&ahead), "{ahead} documents were read ahead");
}

#[test]
fn a_stop_finishes_what_was_begun_and_begins_no_more() {
    let stop = Stop::default();
    let request = stop.clone();
    let after = move |written| {
        if written == 50 {
            request.request();
        }
    };
    let mut collect = Collect { after: Some(Box::new(after)), ..Collect::default() };
    let tally = echo(usize::MAX, 2, &mut collect, &stop).unwrap();
    assert!(tally.interrupted);
    assert_eq!(tally.documents.read, collect.lines.len() as u64);
    // What was begun is at most what may be read ahead, 33 documents for two workers.
    assert!((50..=83).contains(&collect.lines.len()), "{} documents were written", collect.lines.len());
    let mut whole = Collect::default();
    echo(collect.lines.len(), 1, &mut whole, &Stop::default()).unwrap();
    assert_eq!(collect.lines, whole.lines, "what is written is the beginning of a whole run");
}

/// One document, then silence, as a terminal gives it.
struct Silent(mpsc::Receiver<()>);

impl Source for Silent {
    fn read(&mut self, emit: &mut dyn FnMut(Reading) -> ControlFlow<()>) {
        let (outcome, place) = (Ok(document(0).into()), Place::default());
        let _ = emit(Reading { source: "-".into(), position: 0, place, timings: Timings::new(), outcome });
        let _ = self.0.recv();
    }
}

#[test]
fn a_stop_does_not_wait_for_a_silent_input() {
    let (silence, never) = mpsc::channel();
    let stop = Stop::default();
    let request = stop.clone();
    let mut collect = Collect { after: Some(Box::new(move |_| request.request())), ..Collect::default() };
    let tally = run(Silent(never), Echo, Plan::new(jobs(1)), &mut collect, &(), &stop).unwrap();
    assert!(tally.interrupted);
    assert_eq!(collect.lines, ["0"]);
    drop(silence);
}

#[test]
fn a_writer_that_fails_ends_the_run() {
    let mut collect = Collect { fail_at: Some(20), ..Collect::default() };
    let error = echo(usize::MAX, 2, &mut collect, &Stop::default()).unwrap_err();
    assert!(error.is_broken_pipe(), "{error}");
    assert_eq!(collect.lines.len(), 20);
}

/// A source whose own code is broken.
struct Broken;

impl Source for Broken {
    fn read(&mut self, emit: &mut dyn FnMut(Reading) -> ControlFlow<()>) {
        let (outcome, place) = (Ok(document(1).into()), Place::default());
        let _ = emit(Reading { source: "broken".into(), position: 0, place, timings: Timings::new(), outcome });
        panic!("this source is broken");
    }
}

#[test]
fn a_reader_that_panics_does_not_pass_for_the_end_of_the_input() {
    silence_workers();
    let error = run(Broken, Echo, Plan::new(jobs(1)), &mut Collect::default(), &(), &Stop::default()).unwrap_err();
    assert_eq!(error.kind(), dateline_pipeline::ErrorKind::Internal);
}

/// Notes what it hears.
#[derive(Default)]
struct Notes {
    totals: RefCell<Vec<Totals>>,
    rejected: RefCell<Vec<String>>,
}

impl Progress for Notes {
    fn advanced(&self, totals: &Totals) {
        self.totals.borrow_mut().push(*totals);
    }

    fn rejected(&self, reject: &Reject) {
        self.rejected.borrow_mut().push(reject.code.clone());
    }
}

#[test]
fn progress_is_told_document_by_document() {
    let notes = Notes::default();
    run(numbers(10).0, Echo, Plan::new(jobs(2)), &mut Collect::default(), &notes, &Stop::default()).unwrap();
    let totals = notes.totals.take();
    assert_eq!(totals.iter().map(|totals| totals.position).collect::<Vec<_>>(), (0..10).collect::<Vec<_>>());
    // The lengths are 0 to 6 and 0 to 1; the tenth has no text.
    let expected = Totals { documents: 8, rejected: 2, skipped: 0, events: 16, tokens: 8, bytes: 22, position: 9 };
    assert_eq!(totals[9], expected);
    assert_eq!(notes.rejected.take(), ["panic", "tenth"]);
}

#[test]
fn what_goes_wrong_with_several_documents_is_done_again_with_each() {
    silence_workers();
    let run_with = |work: Careless| {
        let mut collect = Collect::default();
        run(numbers(120).0, work, Plan::new(jobs(1)), &mut collect, &(), &Stop::default()).unwrap();
        collect.lines
    };
    let mut expected = Collect::default();
    run(numbers(120).0, Echo, Plan::new(jobs(1)), &mut expected, &(), &Stop::default()).unwrap();
    for panics in [true, false] {
        let groups = Arc::new(AtomicUsize::new(0));
        assert_eq!(run_with(Careless { panics, groups: Arc::clone(&groups) }), expected.lines);
        assert!(groups.load(SeqCst) > 0, "documents wait for the only worker, and are taken together");
    }
}
