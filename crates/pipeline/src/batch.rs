//! A batch run: one thread finds documents, workers parse them and work on them side by side, the caller's thread writes
//! in input order.
//!
//! ```text
//! source ─window─> parse ─> gate, in order ─> work ─> order ─> receiver
//!           ^                                                     │
//!           └──────────────────────── leave ──────────────────────┘
//! ```
//!
//! Nothing here knows what is done with a document: tests run it with doubles instead of a model.

use std::{
    fmt,
    num::NonZeroUsize,
    ops::ControlFlow,
    sync::{Arc, mpsc},
    thread,
};

use dateline_ingest::{Names, Options, Raw};
use dateline_text::{Document, Reject, Skip, Unread};
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::{
    Clock, Error, Gate, Place, Progress, Standing, Stop, Tally, Timings,
    gate::Admitted,
    line::Line,
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
    /// Where a run goes on that has this behind it.
    pub place: Place,
    /// Time it took to find.
    pub timings: Timings,
    /// The document, still to be parsed, or why there is none.
    pub outcome: Result<Raw, Unread>,
}

/// What is done with a document.
pub trait Work: Send + Sync + 'static {
    /// What is made of it.
    type Output: Send + 'static;

    /// Works on one document; `clock` is told which stage runs. A panic is caught and rejects this document only.
    ///
    /// # Errors
    /// A reject when nothing can be made of the document.
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
    /// Hears which input the next result comes from, as rejects name it.
    fn input(&mut self, name: &str) {
        let _ = name;
    }

    /// Takes what was made of a document.
    ///
    /// # Errors
    /// When it cannot be taken: that ends the run.
    fn output(&mut self, output: T) -> Result<(), Error>;

    /// Takes a reject.
    ///
    /// # Errors
    /// As [`Receiver::output`].
    fn reject(&mut self, reject: &Reject) -> Result<(), Error>;

    /// Takes a document that is passed over.
    ///
    /// # Errors
    /// As [`Receiver::output`].
    fn skip(&mut self, skip: &Skip) -> Result<(), Error> {
        let _ = skip;
        Ok(())
    }

    /// Takes what the gate read of a document that it let through, before what became of the document.
    ///
    /// # Errors
    /// As [`Receiver::output`].
    fn admitted(&mut self, admitted: &Admitted) -> Result<(), Error> {
        let _ = admitted;
        Ok(())
    }

    /// Everything up to `standing` was taken: a run may go on from here.
    ///
    /// # Errors
    /// As [`Receiver::output`].
    fn reached(&mut self, standing: &Standing) -> Result<(), Error> {
        let _ = standing;
        Ok(())
    }
}

/// A result on its way to the writer.
pub(crate) struct Parcel<T> {
    pub(crate) number: u64,
    /// What it takes of the window, in bytes.
    pub(crate) held: usize,
    /// Bytes of the document's text.
    pub(crate) bytes: usize,
    pub(crate) position: u64,
    pub(crate) place: Place,
    pub(crate) timings: Timings,
    /// The input that it came from.
    pub(crate) source: Arc<str>,
    pub(crate) admitted: Option<Admitted>,
    /// Nothing when the run was stopped before work on the document began.
    pub(crate) outcome: Option<Result<Processed<T>, Unread>>,
}

/// How a batch is run.
pub struct Plan {
    /// Documents worked on side by side.
    pub jobs: NonZeroUsize,
    /// How documents are parsed.
    pub options: Options,
    /// Names that documents may not have, since others have them; without it, documents keep those that they say.
    pub names: Option<Names>,
    /// What decides which documents are worked on; all, without one.
    pub gate: Option<Box<dyn Gate>>,
    /// What an earlier run has done already; the source must go on from there.
    pub from: Standing,
}

impl Plan {
    /// A run from the start, without names and without a gate.
    pub fn new(jobs: NonZeroUsize) -> Self {
        Self { jobs, options: Options::default(), names: None, gate: None, from: Standing::default() }
    }
}

impl fmt::Debug for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { jobs, options, from, .. } = self;
        f.debug_struct("Plan").field("jobs", jobs).field("options", options).field("from", from).finish_non_exhaustive()
    }
}

/// Runs `work` on all that `source` gives, as `plan` says.
///
/// At most 16 documents or 8 MiB of input a job are on their way at once, whatever the speed of the receiver (one larger
/// document travels alone). What the receiver gets does not depend on the number of jobs. When `stop` is requested, the
/// documents at hand are finished and written up to the first that nobody has begun; the rest counts as not read.
///
/// # Errors
/// [`crate::ErrorKind::Threads`] when threads cannot be started, [`crate::ErrorKind::Internal`] when `source` panics or
/// the account does not balance, or what `receiver` gives.
pub fn run<W: Work>(
    source: impl Source,
    work: W,
    plan: Plan,
    receiver: &mut dyn Receiver<W::Output>,
    progress: &dyn Progress,
    stop: &Stop,
) -> Result<Tally, Error> {
    let window = Arc::new(Window::new(Limits::for_jobs(plan.jobs.get())));
    let (sender, results) = mpsc::channel();
    let (workers, from) = (workers(plan.jobs)?, plan.from.clone());
    progress.continued(&from.totals);
    let line = Line::new(work, plan, workers, Arc::clone(&window), sender, stop.clone());
    let reader = thread::Builder::new().name(format!("{THREADS}reader")).stack_size(STACK);
    let reader = reader.spawn(move || Arc::new(line).feed(source)).map_err(Error::threads)?;
    let mut writer = Writer::new(receiver, progress, &window, from);
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
