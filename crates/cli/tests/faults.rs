//! A run that is killed at any moment goes on to the same bytes.
//!
//! The program is the real one with the real model. It is ended at each of its named moments (see
//! `dateline_records::faults`), and with SIGKILL at random ones; each time it goes on with `--resume`.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    collections::BTreeMap,
    env, fs,
    os::unix::process::ExitStatusExt,
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
    sync::{Arc, Mutex, Weak},
    thread,
    time::{Duration, Instant, SystemTime},
};

use dateline_records::faults::Step;
use serde_json::Value;
use tempfile::TempDir;

const SIGABRT: i32 = 6;
const SIGKILL: i32 = 9;

/// How many random moments there are.
const MOMENTS: usize = 50;

/// What all tests compare with.
struct Whole {
    folder: TempDir,
    /// How long a run takes that nobody ends.
    time: Duration,
}

/// Stories, and everything else that a dump may hold: lines that are broken, another language, a story told again.
fn dump() -> String {
    let german = "Der Präsident traf am Dienstag die Kanzlerin in Berlin, um über den Vertrag zu sprechen, den beide Länder \
                  im vergangenen Jahr unterzeichnet hatten und der noch nicht gilt, weil das Parlament ihm bisher nicht \
                  zugestimmt hat.";
    let meeting = "French President Emmanuel Macron met German Chancellor Angela Merkel in Berlin on Tuesday.";
    let line = |number: usize| {
        let text = match number % 10 {
            3 => german.to_owned(),
            7 => meeting.to_owned(),
            _ if number.is_multiple_of(2) => format!("{meeting} It was their meeting number {number}."),
            _ => format!("Siemens bought a {number} percent stake in Alstom for €1.1 billion, the companies said."),
        };
        let line = serde_json::json!({"id": format!("n{number}"), "text": text, "published": "2021-05-28"});
        if number % 10 == 5 { "{\"id\": \n".to_owned() } else { format!("{line}\n") }
    };
    (0..60).map(line).collect()
}

/// The inputs, an older run over one of them with other formats, and an uninterrupted run over all; made once for all tests
/// and removed with the last.
fn whole() -> Arc<Whole> {
    static WHOLE: Mutex<Weak<Whole>> = Mutex::new(Weak::new());
    let mut known = WHOLE.lock().unwrap();
    known.upgrade().unwrap_or_else(|| {
        let whole = Arc::new(Whole::new());
        *known = Arc::downgrade(&whole);
        whole
    })
}

/// A folder in memory where there is one: what a killed process wrote is there without a disk, which would only be slow.
fn scratch() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

impl Whole {
    fn new() -> Self {
        let folder = scratch();
        fs::write(folder.path().join("dump.jsonl"), dump()).unwrap();
        fs::write(folder.path().join("story.txt"), "Ministers met in Paris on Tuesday.\n").unwrap();
        fs::write(folder.path().join("empty.txt"), "").unwrap();
        let arguments = ["extract", "story.txt", "--format", OLDER, "--out", "old"];
        assert!(program(folder.path()).args(arguments).status().unwrap().success());
        let began = Instant::now();
        let ended = extract(folder.path(), "whole", false, "").status().unwrap();
        assert_eq!(ended.code(), Some(1), "some documents are rejected");
        Self { time: began.elapsed(), folder }
    }
}

/// The formats of the older run and of the one that is killed.
const OLDER: &str = "jsonl.zst,parquet";
const FORMATS: &str = "jsonl,parquet,csv,sql,sqlite";

fn program(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("dateline"));
    command.current_dir(folder).env_remove("DATELINE_MODEL").stderr(Stdio::null());
    command
}

/// The run into the folder `out`.
fn extract(folder: &Path, out: &str, resume: bool, faults: &str) -> Command {
    let mut command = program(folder);
    command.args(["extract", "dump.jsonl", "empty.txt", "no/such/file", "story.txt", "--format", FORMATS]);
    command.args(["--dedupe", "--jobs", "2", "--checkpoint-every", "0", "--out", out]);
    command.args(resume.then_some("--resume")).env("FAILPOINTS", faults);
    command
}

/// A folder of outputs that holds the older run.
struct Attempt {
    whole: Arc<Whole>,
    name: String,
    out: PathBuf,
}

impl Attempt {
    fn new(name: &str) -> Self {
        let whole = whole();
        let out = whole.folder.path().join(name);
        copy(&whole.folder.path().join("old"), &out);
        Self { whole, name: name.to_owned(), out }
    }

    /// Runs until it ends, or is ended by a fault.
    fn run(&self, resume: bool, faults: &str) -> ExitStatus {
        extract(self.whole.folder.path(), &self.name, resume, faults).status().unwrap()
    }

    /// Runs, and kills it after `time`.
    fn kill_after(&self, resume: bool, time: Duration) -> ExitStatus {
        let mut child = extract(self.whole.folder.path(), &self.name, resume, "").spawn().unwrap();
        thread::sleep(time);
        child.kill().unwrap();
        child.wait().unwrap()
    }

    /// Goes on to the end, which must be that of the uninterrupted run.
    fn finish(self, why: &str) {
        assert_eq!(self.run(true, "").code(), Some(1), "{why}");
        assert!(files(&self.out) == files(&self.whole.folder.path().join("whole")), "{why}: {}", self.out.display());
        fs::remove_dir_all(&self.out).unwrap();
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (entry, to) = (entry.as_ref().unwrap(), to.join(entry.as_ref().unwrap().file_name()));
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// All files below a folder; of the manifest what does not depend on the clock.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = PathBuf::from(path.file_name().unwrap());
        if path.is_dir() {
            files.extend(self::files(&path).into_iter().map(|(below, bytes)| (name.join(below), bytes)));
        } else {
            let bytes = fs::read(&path).unwrap();
            files.insert(name.clone(), if name == Path::new("manifest.json") { timeless(&bytes) } else { bytes });
        }
    }
    files
}

fn timeless(manifest: &[u8]) -> Vec<u8> {
    let mut manifest: Value = serde_json::from_slice(manifest).unwrap();
    manifest.as_object_mut().unwrap().remove("speed").unwrap();
    serde_json::to_vec(&manifest).unwrap()
}

#[test]
fn the_dump_has_something_of_everything() {
    let files = files(&whole().folder.path().join("whole"));
    let manifest: Value = serde_json::from_slice(&files[Path::new("manifest.json")]).unwrap();
    let counts = &manifest["documents"];
    for kind in ["out", "rejected", "skipped"] {
        assert!(counts[kind].as_u64() >= Some(5), "{kind}: {manifest}");
    }
    assert!(manifest["events"]["total"].as_u64() > Some(20), "{manifest}");
}

/// A moment before or after a step, passed so many times before.
fn faults(step: Step, side: &str, passed: usize) -> String {
    format!("{}.{side}={passed}*off->return", step.as_str())
}

#[test]
fn a_run_that_ends_at_a_named_moment_goes_on_to_the_same_bytes() {
    let _kept = whole();
    for &step in Step::ALL {
        for side in ["before", "after"] {
            // Many moments have the same name; those near the start and some way into the run stand for all.
            for passed in [0, 9] {
                let why = faults(step, side, passed);
                let attempt = Attempt::new(&format!("{}-{side}-{passed}", step.as_str()));
                if step == Step::ListTruncate {
                    // Lists are cut by a run that goes on.
                    let first = attempt.run(false, &faults(Step::AsideSync, "before", 9));
                    assert_eq!(first.signal(), Some(SIGABRT), "{why}");
                }
                let ended = attempt.run(step == Step::ListTruncate, &why);
                if ended.signal() != Some(SIGABRT) {
                    assert!(passed > 0, "{why} was not reached: {ended}");
                    break;
                }
                attempt.finish(&why);
            }
        }
    }
}

#[test]
fn a_run_that_is_killed_at_a_random_moment_goes_on_to_the_same_bytes() {
    let given = env::var("DATELINE_SEED").ok().map(|seed| seed.parse().expect("DATELINE_SEED is a number"));
    let clock = || SystemTime::UNIX_EPOCH.elapsed().unwrap().as_nanos() as u64;
    let seed: u64 = given.unwrap_or_else(clock);
    println!("DATELINE_SEED={seed} repeats these moments");
    let kept = whole();
    let time = kept.time;
    let mut random = Random(seed);
    let mut killed = 0;
    for number in 0..MOMENTS {
        // Spread evenly, so that every part of a run is met; a little beyond its end.
        let part = (number as f64 + random.next()) / MOMENTS as f64;
        let attempt = Attempt::new(&format!("random-{number}"));
        let ended = attempt.kill_after(false, time.mul_f64(1.05 * part));
        let mut why = format!("seed {seed}, moment {number}, at {part:.3} of the run");
        if number % 5 == 0 {
            let again = random.next();
            attempt.kill_after(true, time.mul_f64(again));
            why += &format!(" and at {again:.3} of the rest");
        }
        killed += usize::from(ended.signal() == Some(SIGKILL));
        attempt.finish(&why);
    }
    assert!(killed > MOMENTS / 2, "only {killed} of {MOMENTS} were killed before their end");
}

/// Numbers from 0 to 1: `SplitMix64` (Steele et al. 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) as f64 / u64::MAX as f64
    }
}
