//! A batch run: one thread reads, workers work on documents side by side, the caller's thread writes in input order.
//!
//! ```text
//! source ─window─> workers ─> order ─> receiver
//!           ^                             │
//!           └──────────── leave ──────────┘
//! ```
//!
//! Nothing here knows what is done with a document: tests run it with doubles instead of a model.

use std::{
    num::NonZeroUsize,
    ops::ControlFlow,
    sync::{
        Arc,
        mpsc::{self, Sender},
    },
    thread,
};

use dateline_text::{Document, Reject, Stage};
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::{
    Clock, Error, Progress, Stop, Tally, Timings,
    guard::guarded,
    queue::{Queue, Waiting},
    tally::Writer,
    window::{Limits, Window},
};

/// Where documents come from.
pub trait Source: Send + 'static {
    /// Hands on everything there is to read, in order, until `emit` breaks.
    fn read(&mut self, emit: &mut dyn FnMut(Reading) -> ControlFlow<()>);
}

/// One document, or what is left of it.
#[derive(Debug)]
pub struct Reading {
    /// The input that it came from, as rejects name it.
    pub source: Arc<str>,
    /// Bytes of all inputs up to here, as well as the source knows.
    pub position: u64,
    /// Time it took to read.
    pub timings: Timings,
    /// The document, or why there is none.
    pub outcome: Result<Document, Reject>,
}

/// What is done with a document.
pub trait Work: Send + Sync + 'static {
    /// What is made of it.
    type Output: Send + 'static;

    /// Works on one document; `clock` is told which stage runs. A panic is caught and rejects this document only.
    fn process(&self, document: Document, clock: &mut Clock) -> Result<Processed<Self::Output>, Reject>;

    /// Works on several documents, where that is faster than one after the other; gives what [`Work::process`] gives
    /// for each.
    fn process_all(&self, documents: Vec<Document>, clock: &mut Clock) -> Vec<Result<Processed<Self::Output>, Reject>> {
        documents.into_iter().map(|document| self.process(document, clock)).collect()
    }
}

/// A document that was worked on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Processed<T> {
    /// What was made of it.
    pub output: T,
    /// Words in it.
    pub tokens: u64,
    /// Events in it.
    pub events: u64,
}

/// What takes the results, in input order, on the thread that called [`run`].
pub trait Receiver<T> {
    /// Takes what was made of a document.
    fn output(&mut self, output: T) -> Result<(), Error>;

    /// Takes a reject.
    fn reject(&mut self, reject: &Reject) -> Result<(), Error>;
}

/// A result on its way to the writer.
pub(crate) struct Parcel<T> {
    pub(crate) number: u64,
    /// Bytes of the document's text: what it takes of the window.
    pub(crate) bytes: usize,
    pub(crate) position: u64,
    pub(crate) timings: Timings,
    /// Nothing when the run was stopped before work on the document began.
    pub(crate) outcome: Option<Result<Processed<T>, Reject>>,
}

/// Runs `work` on all that `source` gives, with `jobs` documents at a time.
///
/// At most 16 documents or 4 MiB of text a job are on their way at once, whatever the speed of the receiver (one larger
/// document travels alone). What the receiver gets does not depend on `jobs`. When `stop` is requested, the documents at hand are finished and written up to the first that
/// nobody has begun; the rest counts as not read.
pub fn run<W: Work>(
    source: impl Source,
    work: W,
    jobs: NonZeroUsize,
    receiver: &mut dyn Receiver<W::Output>,
    progress: &dyn Progress,
    stop: &Stop,
) -> Result<Tally, Error> {
    let window = Arc::new(Window::new(Limits::for_jobs(jobs.get())));
    let (sender, results) = mpsc::channel();
    let line = Line {
        work: Arc::new(work),
        window: Arc::clone(&window),
        workers: workers(jobs)?,
        waiting: Arc::new(Queue::new(jobs)),
        sender,
        stop: stop.clone(),
    };
    let reader = thread::Builder::new().name(format!("{THREADS}reader")).stack_size(STACK);
    let reader = reader.spawn(move || line.feed(source)).map_err(Error::threads)?;
    let mut writer = Writer::new(receiver, progress, &window);
    let written = writer.drain(&results, stop);
    window.close();
    written?;
    let tally = writer.finish()?;
    // After a stop the reader may still wait for standard input; it is left to the end of the process.
    if reader.is_finished() || !tally.interrupted {
        reader.join().map_err(|_| Error::reader())?;
    }
    Ok(tally)
}

/// The names of the threads begin with this.
const THREADS: &str = "dateline-";

/// Whether a thread of this name belongs to a run, which turns its panics into rejects or errors: there is no need to
/// print them.
pub fn catches_panics_of(thread: &str) -> bool {
    thread.starts_with(THREADS)
}

/// Deep pages recurse deeply.
const STACK: usize = 16 << 20;

fn workers(jobs: NonZeroUsize) -> Result<ThreadPool, Error> {
    let pool = ThreadPoolBuilder::new().num_threads(jobs.get()).stack_size(STACK);
    pool.thread_name(|index| format!("{THREADS}worker-{index}")).build().map_err(Error::threads)
}

/// The way from the reader to the writer.
struct Line<W: Work> {
    work: Arc<W>,
    window: Arc<Window>,
    workers: ThreadPool,
    waiting: Arc<Queue>,
    sender: Sender<Parcel<W::Output>>,
    stop: Stop,
}

impl<W: Work> Line<W> {
    /// Reads everything, as fast as the window lets it in.
    fn feed(&self, mut source: impl Source) {
        source.read(&mut |reading| {
            let bytes = reading.outcome.as_ref().map_or(0, |document| document.text.len());
            self.window.enter(bytes).map_or(ControlFlow::Break(()), |number| {
                self.hand_on(number, bytes, reading);
                ControlFlow::Continue(())
            })
        });
    }

    /// Sends a reject to the writer, a document to the workers.
    fn hand_on(&self, number: u64, bytes: usize, reading: Reading) {
        let Reading { source, position, timings, outcome } = reading;
        match outcome {
            Err(reject) => {
                // The writer is gone when it failed: then nobody wants the rest, here and below.
                let _ = self.sender.send(Parcel { number, bytes, position, timings, outcome: Some(Err(reject)) });
            }
            Ok(document) => {
                self.waiting.push(Waiting { number, bytes, position, timings, source, document });
                let (work, waiting, sender, stop) =
                    (Arc::clone(&self.work), Arc::clone(&self.waiting), self.sender.clone(), self.stop.clone());
                // As many calls as documents: one that finds nothing left has nothing to do.
                self.workers.spawn(move || work_off(&*work, waiting.take(), &sender, &stop));
            }
        }
    }
}

/// Works on documents, and sends what comes of each to the writer.
fn work_off<W: Work>(work: &W, documents: Vec<Waiting>, sender: &Sender<Parcel<W::Output>>, stop: &Stop) {
    let mut clock = Clock::start(Stage::Tokenize);
    let outcomes =
        if stop.requested() || documents.is_empty() { None } else { Some(process(work, &documents, &mut clock)) };
    // The time that they took together is told with the first.
    let mut spent = Some(clock.stop());
    let mut outcomes = outcomes.into_iter().flatten();
    for waiting in documents {
        let Waiting { number, bytes, position, mut timings, .. } = waiting;
        crate::clock::add(&mut timings, spent.take().unwrap_or_default());
        let _ = sender.send(Parcel { number, bytes, position, timings, outcome: outcomes.next() });
    }
}

/// Works on documents together; a reject says the input and the document. When there is a panic, each is worked on
/// alone, so that it rejects nothing but its own document.
fn process<W: Work>(work: &W, documents: &[Waiting], clock: &mut Clock) -> Vec<Result<Processed<W::Output>, Reject>> {
    if let [_, _, ..] = documents {
        let all = || documents.iter().map(|waiting| waiting.document.clone()).collect();
        let together = guarded("", clock, |clock| Ok(work.process_all(all(), clock)));
        if let Some(outcomes) = together.ok().filter(|outcomes| outcomes.len() == documents.len()) {
            let outcomes = outcomes.into_iter().zip(documents);
            return outcomes.map(|(outcome, waiting)| outcome.map_err(|reject| waiting.place(reject))).collect();
        }
    }
    let alone = |waiting: &Waiting| {
        let document = waiting.document.clone();
        guarded(&waiting.source, clock, |clock| work.process(document, clock)).map_err(|reject| waiting.place(reject))
    };
    documents.iter().map(alone).collect()
}
