//! From text to events: bytes, and words as items.
//!
//! Reads the sample stories. Most events that are known to be told in them must come out, and the records of a run must be
//! the same for any number of jobs. `cargo bench -p dateline-benches --bench pipeline`.

use std::{
    io,
    num::NonZeroUsize,
    sync::{Arc, LazyLock, Mutex},
};

use dateline_benches::seeds;
use dateline_encoder::Precision;
use dateline_pipeline::{Engine, Inputs, Settings, Stop, Tally, extract};
use dateline_text::Document;
use divan::{
    Bencher,
    counter::{BytesCount, ItemsCount},
};

fn main() {
    divan::main();
}

static ENGINE: LazyLock<Arc<Engine>> =
    LazyLock::new(|| Arc::new(Engine::load(&seeds::model(), Precision::default()).expect("the shipped model")));

/// The share of the known events that must come out, in percent; `benches/runs/` says how many do.
const FOUND: usize = 80;

/// One document after the other, without threads.
#[divan::bench]
fn documents(bencher: Bencher<'_, '_>) {
    let stories = seeds::documents().expect("the sample stories");
    let (mut hits, mut known, mut words) = (0, 0, 0);
    for story in &stories {
        let analysis = ENGINE.analyse(story.clone()).expect("a sample story");
        hits += seeds::hits(story, &seeds::told(&ENGINE.events(&analysis))).expect("a sample story");
        known += seeds::known(story).expect("a sample story").len();
        words += analysis.tokens.len();
    }
    assert!(100 * hits >= FOUND * known, "only {hits} of {known} known events come out");
    let bytes: usize = stories.iter().map(|story| story.text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).counter(ItemsCount::new(words)).bench_local(|| {
        let events = |story: &Document| ENGINE.analyse(story.clone()).map_or(0, |read| ENGINE.events(&read).len());
        stories.iter().map(events).sum::<usize>()
    });
}

/// A whole run, from files to records.
#[divan::bench(args = [1, 2])]
fn run(bencher: Bencher<'_, '_>, jobs: usize) {
    let jobs = NonZeroUsize::new(jobs).expect("one job or more");
    let (records, tally) = extracted(jobs);
    assert_eq!(records, extracted(NonZeroUsize::MIN).0, "{jobs} jobs write other records than one");
    assert!(!records.is_empty(), "a run without records");
    bencher
        .counter(BytesCount::new(tally.bytes))
        .counter(ItemsCount::new(tally.tokens))
        .bench_local(|| extracted(jobs).0.len());
}

/// The records of a run over the sample stories.
fn extracted(jobs: NonZeroUsize) -> (Vec<u8>, Tally) {
    let inputs = seeds::paths().expect("the sample stories");
    let inputs = Inputs::find(&inputs, &Settings::default().ingest()).expect("the sample stories");
    let (settings, records) = (Settings { jobs, ..Settings::default() }, Records::default());
    let tally = extract(&ENGINE, inputs, &settings, records.clone(), &(), &Stop::default()).expect("a run");
    assert_eq!(tally.documents.written, 5, "all stories are written");
    let written = std::mem::take(&mut *records.0.lock().expect("nobody panics with it"));
    (written, tally)
}

/// Where a run writes.
#[derive(Clone, Default)]
struct Records(Arc<Mutex<Vec<u8>>>);

impl io::Write for Records {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody panics with it").write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
