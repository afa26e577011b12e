//! `extract` on many stories with a double in the place of the encoder: everything else is real.
//!
//! A few hundred stories are read; `DATELINE_STORIES=1000000` reads as many as that says (`benches/README.md`).

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod generated;

use std::{
    fs::{self, File},
    io::{BufRead, BufReader, BufWriter},
    num::NonZeroUsize,
    path::{Path, PathBuf},
    sync::{Arc, LazyLock},
};

use dateline_encoder::{Batch, Config, Encoder, Error};
use dateline_pipeline::{
    Engine, Inputs, Settings, Stop, Tally,
    durable::{Ended, Folder, extract_into},
};
use dateline_records::Format;
use dateline_tagger::Tagger;
use generated::{Fate, fate};
use ndarray::Array2;
use serde_json::Value;

/// What a run may take on top of the model and of what the gate remembers, whatever the number of stories.
const CEILING: u64 = 96 << 20;

/// What the gate may remember of a document: its share of what [`dateline_pipeline::Dedupe`] says, with room to grow.
const REMEMBERED: u64 = 1_500;

/// Says of each piece what its number says, at once.
struct Double(Config);

impl Encoder for Double {
    fn config(&self) -> &Config {
        &self.0
    }

    fn encode(&self, batch: &Batch) -> Result<Array2<f32>, Error> {
        batch.check(&self.0)?;
        let shape = (batch.pieces(), self.hidden_size());
        let state = |(piece, column)| ((batch.ids()[piece] as usize * 31 + column * 17) % 64) as f32 / 32.0 - 1.0;
        Ok(Array2::from_shape_fn(shape, state))
    }
}

static ENGINE: LazyLock<Arc<Engine>> = LazyLock::new(|| {
    let model = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/news-minilm"));
    let double = Double(Config::load(&model.join("config.json")).unwrap());
    Arc::new(Engine::new(Tagger::load_with(&model, Box::new(double)).unwrap()))
});

fn stories() -> u64 {
    std::env::var("DATELINE_STORIES").map_or(400, |count| count.parse().unwrap())
}

/// Extracts the events of a dump into `out`.
fn run(dump: &Path, out: &Path, jobs: usize) -> Tally {
    let settings = Settings { jobs: NonZeroUsize::new(jobs).unwrap(), dedupe: true, ..Settings::default() };
    let inputs = Inputs::find(&[dump.into()], &settings.ingest()).unwrap();
    let folder = Folder::new(out, &[Format::Jsonl]);
    match extract_into(&ENGINE, inputs, &settings, &folder, &(), &Stop::default()).unwrap() {
        Ended::Done(tally) => tally,
        other => panic!("{other:?}"),
    }
}

/// The field `name` of each line of a file, in order.
fn column(file: &Path, name: &'static str) -> impl Iterator<Item = String> + use<> {
    BufReader::new(File::open(file).unwrap()).lines().map(move |line| {
        let record: Value = serde_json::from_str(&line.unwrap()).unwrap();
        record[name].as_str().unwrap().to_owned()
    })
}

/// The most that this process ever held and what it holds now, in bytes, where the system tells it.
fn memory() -> Option<(u64, u64)> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let field = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        Some(line.split_whitespace().next()?.parse::<u64>().ok()? << 10)
    };
    Some((field("VmHWM:")?, field("VmRSS:")?))
}

#[test]
fn extract_accounts_for_every_story_in_order_and_in_bounded_memory() {
    let folder = tempfile::tempdir().unwrap();
    let (dump, count) = (folder.path().join("dump.jsonl"), stories());
    generated::write(100, &mut BufWriter::new(File::create(&dump).unwrap())).unwrap();
    run(&dump, &folder.path().join("first"), 2);
    let before = memory();
    generated::write(count, &mut BufWriter::new(File::create(&dump).unwrap())).unwrap();
    let out = folder.path().join("out");
    let tally = run(&dump, &out, 2);
    if let (Some((_, before)), Some((peak, _))) = (before, memory()) {
        let more = peak.saturating_sub(before);
        assert!(more < CEILING + REMEMBERED * count.min(1_000_000), "{} MB more than before", more >> 20);
    }
    let of = |wanted: Fate| (0..count).filter(|&number| fate(number) == wanted).count() as u64;
    let documents = tally.documents;
    assert_eq!((documents.read, documents.written), (count, of(Fate::Written)));
    assert_eq!(
        (documents.rejected, documents.skipped),
        (of(Fate::Rejected), count - of(Fate::Written) - of(Fate::Rejected))
    );
    let positions = column(&out.join("rejects.jsonl"), "position");
    let rejected = (0..count).filter(|&number| fate(number) == Fate::Rejected);
    assert!(positions.eq(rejected.map(|number| format!("line {}", number + 1))));
    let written = (0..count).filter(|&number| fate(number) == Fate::Written);
    assert!(column(&out.join("documents.jsonl"), "doc_id").eq(written.map(|number| number.to_string())));
    let reason = |number| match fate(number) {
        Fate::Language => Some("language"),
        Fate::Duplicate => Some("duplicate"),
        Fate::Near => Some("near_duplicate"),
        Fate::Written | Fate::Rejected => None,
    };
    assert!(column(&out.join("skipped.jsonl"), "reason").eq((0..count).filter_map(reason)));
    let told: Vec<u64> = column(&out.join("events.jsonl"), "doc_id").map(|id| id.parse().unwrap()).collect();
    assert!(told.is_sorted() && told.iter().all(|&number| fate(number) == Fate::Written));
    assert_eq!(told.len() as u64, tally.events);
    assert!(!told.is_empty());
}

#[test]
fn the_events_do_not_depend_on_the_number_of_jobs() {
    let folder = tempfile::tempdir().unwrap();
    let dump = folder.path().join("dump.jsonl");
    generated::write(200, &mut BufWriter::new(File::create(&dump).unwrap())).unwrap();
    let events = [1, 3].map(|jobs| {
        let out = folder.path().join(jobs.to_string());
        run(&dump, &out, jobs);
        fs::read(out.join("events.jsonl")).unwrap()
    });
    assert!(!events[0].is_empty() && events[0] == events[1]);
}
