//! The account of many stories, in bounded memory: real reading, a real gate and real writing, with a double in the place
//! of the model.
//!
//! Thirty thousand stories are read; `DATELINE_STORIES=1000000` reads as many as that says (`benches/README.md`).

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod generated;

use std::{
    fs::{self, File},
    io::BufWriter,
    num::NonZeroUsize,
    path::Path,
};

use dateline_pipeline::{
    Clock, Dedupe, Error, Inputs, Place, Settings, Standing, Stop,
    batch::{Plan, Processed, Receiver, Work, run},
};
use dateline_records::{AsideFile, Jsonl};
use dateline_text::{Document, Reject, Skip};
use generated::{Fate, fate};

/// What a run may take, whatever the number of stories: documents on their way, and 20,000 that the gate remembers.
const CEILING: u64 = 64 << 20;

/// Gives back the document's name.
struct Name;

impl Work for Name {
    type Output = String;

    fn process(&self, document: Document, _: &mut Clock) -> Result<Processed<String>, Reject> {
        Ok(Processed { tokens: document.text.split(' ').count() as u64, output: document.id, events: 1 })
    }
}

/// Writes what comes, and checks that it is what must come next.
struct Ledger {
    next: u64,
    file: Jsonl<'static>,
    reached: Place,
}

impl Ledger {
    fn check(&mut self, found: Fate, name: Option<&str>) {
        assert_eq!(found, fate(self.next), "story {}", self.next);
        assert_eq!(name.map(str::to_owned), (found != Fate::Rejected).then(|| self.next.to_string()));
        self.next += 1;
    }
}

impl Receiver<String> for Ledger {
    fn output(&mut self, name: String) -> Result<(), Error> {
        self.check(Fate::Written, Some(&name));
        Ok(self.file.line(&name)?)
    }

    fn reject(&mut self, reject: &Reject) -> Result<(), Error> {
        assert_eq!(reject.position.as_deref(), Some(format!("line {}", self.next + 1).as_str()));
        self.check(Fate::Rejected, None);
        Ok(self.file.line(reject)?)
    }

    fn skip(&mut self, skip: &Skip) -> Result<(), Error> {
        let (found, first) = match skip.reason.as_str() {
            "duplicate" => (Fate::Duplicate, Some((self.next - 1).to_string())),
            "near_duplicate" => (Fate::Near, Some((self.next - 1).to_string())),
            _ => (Fate::Language, None),
        };
        assert_eq!(skip.duplicate_of, first);
        self.check(found, skip.doc_id.as_deref());
        Ok(self.file.line(skip)?)
    }

    fn reached(&mut self, standing: &Standing) -> Result<(), Error> {
        assert_eq!((standing.documents.read, standing.place.documents), (self.next, self.next));
        self.reached = standing.place;
        Ok(())
    }
}

fn stories() -> u64 {
    std::env::var("DATELINE_STORIES").map_or(30_000, |count| count.parse().unwrap())
}

/// The most that this process ever held, in bytes, and what it holds now, where the system tells it.
fn memory() -> Option<(u64, u64)> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let field = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        Some(line.split_whitespace().next()?.parse::<u64>().ok()? << 10)
    };
    Some((field("VmHWM:")?, field("VmRSS:")?))
}

/// Reads `count` stories from `dump`.
fn account(dump: &Path, count: u64) {
    generated::write(count, &mut BufWriter::new(File::create(dump).unwrap())).unwrap();
    let written = dump.with_extension("written");
    let file = Jsonl::new(Box::new(AsideFile::create(&written).unwrap()));
    let mut ledger = Ledger { next: 0, file, reached: Place::default() };
    let options = Settings::default().ingest();
    let source = Inputs::find(&[dump.into()], &options).unwrap().source(options.clone(), Place::default());
    let gate = Some(Box::new(Dedupe::remembering(20_000)) as _);
    let plan = Plan { options, gate, ..Plan::new(NonZeroUsize::new(2).unwrap()) };
    let tally = run(source, Name, plan, &mut ledger, &(), &Stop::default()).unwrap();
    ledger.file.finish().unwrap();
    let of = |wanted: Fate| (0..count).filter(|&number| fate(number) == wanted).count() as u64;
    assert_eq!(tally.documents.read, count);
    assert_eq!(tally.documents.written, of(Fate::Written));
    assert_eq!(tally.documents.rejected_by_code, [("invalid_json".to_owned(), of(Fate::Rejected))].into());
    let skips = [("duplicate", Fate::Duplicate), ("language", Fate::Language), ("near_duplicate", Fate::Near)];
    let skips = skips.map(|(reason, fate)| (reason.to_owned(), of(fate)));
    assert_eq!(tally.documents.skipped_by_reason, skips.into());
    assert!(tally.documents.balanced());
    assert_eq!((ledger.next, ledger.reached), (count, Place { inputs: 1, documents: count }));
    assert_eq!(fs::read_to_string(&written).unwrap().lines().count() as u64, count);
}

#[test]
fn many_stories_are_accounted_for_in_order_and_in_bounded_memory() {
    let folder = tempfile::tempdir().unwrap();
    let dump = folder.path().join("dump.jsonl");
    // The tables of languages and the like are made once; they are no part of what stories take.
    account(&dump, 100);
    let before = memory();
    account(&dump, stories());
    if let (Some((_, before)), Some((peak, _))) = (before, memory()) {
        let more = peak.saturating_sub(before);
        assert!(more < CEILING, "{} MB more than before", more >> 20);
    }
}
