//! How fast records are written, format by format: events as items, on one core.
//!
//! The events are made from a word list, in the shape of those that were found in 901 stories of newswire: 2.8 arguments
//! an event, of which 1.4 are actors; 1.1 mentions; sentences of 160 characters; of 2,500 actors, 1,550 different ones.
//! What is measured is all that the sinks do: tables, encoding, compression, writing, and fsync of what is complete. As in
//! a run, the rows of a few stories at a time come fresh from their lines; reading these is not counted. After the last
//! round the files are read back: they must hold as many rows as there were events.
//!
//! `cargo bench -p dateline-benches --bench sinks [-- FORMAT...]`; `TMPDIR` says where the files go.

#![allow(clippy::print_stdout, reason = "a measurement prints")]

use std::{
    fs::{self, File},
    path::Path,
    time::{Duration, Instant},
};

use clap::Parser;
use dateline_records::{DocumentRow, Error, EventLine, EventRow, Format, Sinks};
use parquet::file::reader::{FileReader, SerializedFileReader};
use serde_json::{Value, json};

const EVENTS_OF_A_STORY: usize = 2;
const MONTHS: usize = 24;
/// How many actors there are in the news; the next is the less often named the later it comes.
const ACTORS: usize = 200_000;
/// Rows that are made from their lines at a time.
const CHUNK: usize = 100;
const ROUNDS: usize = 7;

#[derive(Parser)]
struct Arguments {
    /// The formats to measure; all by default.
    formats: Vec<Format>,
    /// How many events a round writes.
    #[arg(long, default_value_t = 100_000)]
    events: usize,
    /// Mixes the months of publication, which otherwise follow each other, as in a dump.
    #[arg(long)]
    mixed: bool,
    /// Cargo says so.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() {
    let Arguments { mut formats, events: number, mixed, .. } = Arguments::parse();
    if formats.is_empty() {
        formats.extend(Format::ALL);
    }
    let (documents, events) = records(number, mixed);
    println!("{number} events, {ROUNDS} rounds; events a second");
    println!("{:12} {:>9} {:>9} {:>9}", "format", "slowest", "median", "fastest");
    for format in formats {
        let mut rounds: Vec<_> = (0..ROUNDS).map(|_| round(format, &documents, &events)).collect();
        rounds.sort();
        let [slowest, median, fastest] =
            [ROUNDS - 1, ROUNDS / 2, 0].map(|place| number as f64 / rounds[place].as_secs_f64());
        println!("{:12} {slowest:9.0} {median:9.0} {fastest:9.0}", format.as_str());
    }
}

/// Writes everything once, into an empty folder, and checks what lies there.
fn round(format: Format, documents: &[String], events: &[String]) -> Duration {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let spent = write(format, folder.path(), documents, events).expect("the records are written");
    if format == Format::Parquet {
        assert_eq!(rows(&folder.path().join("parquet/events")), events.len() as i64);
    }
    if format == Format::Jsonl {
        let text = fs::read_to_string(folder.path().join(format.output())).expect("the lines");
        assert_eq!(text.lines().count(), events.len());
    }
    spent
}

/// How long the sinks take.
fn write(format: Format, folder: &Path, documents: &[String], events: &[String]) -> Result<Duration, Error> {
    let mut spent = Duration::ZERO;
    let mut sinks = timed(&mut spent, || Sinks::in_folder(&[format], folder))?;
    for lines in documents.chunks(CHUNK) {
        let rows: Vec<DocumentRow> = read(lines);
        timed(&mut spent, || rows.iter().try_for_each(|row| sinks.document(row)))?;
    }
    for lines in events.chunks(CHUNK) {
        let rows: Vec<EventRow> = read(lines);
        let mut both = rows.iter().zip(lines);
        timed(&mut spent, || both.try_for_each(|(row, json)| sinks.event(&EventLine { row, json })))?;
    }
    timed(&mut spent, || sinks.finish())?;
    Ok(spent)
}

fn timed<T>(spent: &mut Duration, work: impl FnOnce() -> T) -> T {
    let began = Instant::now();
    let done = work();
    *spent += began.elapsed();
    done
}

fn read<T: serde::de::DeserializeOwned>(lines: &[String]) -> Vec<T> {
    lines.iter().map(|line| serde_json::from_str(line).expect("a record")).collect()
}

/// Rows of all Parquet files below a folder.
fn rows(folder: &Path) -> i64 {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries
        .map(|path| {
            if path.is_dir() {
                return rows(&path);
            }
            let reader = SerializedFileReader::new(File::open(path).expect("a file")).expect("Parquet");
            reader.metadata().file_metadata().num_rows()
        })
        .sum()
}

/// The lines of documents and events.
fn records(number: usize, mixed: bool) -> (Vec<String>, Vec<String>) {
    let mut words = Words(7);
    let stories = number.div_ceil(EVENTS_OF_A_STORY);
    let story = |number| {
        let month = if mixed { words.next(MONTHS) } else { number * MONTHS / stories };
        document(number, month, &mut words)
    };
    let stories: Vec<_> = (0..stories).map(story).collect();
    let line = |number| from::<EventRow>(event(number, &stories[number / EVENTS_OF_A_STORY], &mut words));
    let events = (0..number).map(line).collect::<Vec<_>>();
    let documents = stories.iter().cloned().map(from::<DocumentRow>).collect::<Vec<_>>();
    (lines(&documents), lines(&events))
}

fn lines<T: serde::Serialize>(rows: &[T]) -> Vec<String> {
    rows.iter().map(|row| serde_json::to_string(row).expect("a line")).collect()
}

fn from<T: serde::de::DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).expect("a record")
}

fn document(number: usize, month: usize, words: &mut Words) -> Value {
    json!({
        "doc_id": format!("{number:06}_{:016x}.txt", words.next(usize::MAX)), "input": "news.jsonl",
        "url": format!("https://example.org/{}/{number}", words.phrase(2).replace(' ', "-")), "title": words.phrase(8),
        "published": format!("{}-{:02}-{:02}", 2020 + month / 12, 1 + month % 12, 1 + words.next(28)),
        "source": words.phrase(1), "language": "en", "tokens": 500, "events": EVENTS_OF_A_STORY, "bytes": 3_000,
    })
}

fn event(number: usize, document: &Value, words: &mut Words) -> Value {
    let (kind, subtype, roles) = match number % 20 {
        0..3 => ("meet", "talks", json!({"participant": [actor(words), actor(words)], "time": [time(words)]})),
        3..10 => {
            ("deal", "acquisition", json!({"buyer": [actor(words)], "target": [actor(words)], "time": [time(words)]}))
        }
        10..15 => ("deal", "transaction", json!({"buyer": [actor(words)], "asset": [thing(words)]})),
        _ => ("figure", "level", json!({"measure": [thing(words)], "about": [actor(words)], "value": [amount(words)]})),
    };
    let mentions: Vec<_> = (0..=usize::from(number.is_multiple_of(10))).map(|_| mention(words)).collect();
    json!({
        "event_id": format!("{:016x}", words.next(usize::MAX)), "doc_id": document["doc_id"], "url": document["url"],
        "title": document["title"], "published": document["published"], "type": kind, "subtype": subtype,
        "status": "occurred", "confidence": (words.next(10_000) as f64) / 1e4, "code": null,
        "rule": format!("{kind}/{subtype}/{}", words.phrase(1)), "model": "news-minilm@0123456789ab",
        "mentions": mentions, "roles": roles,
    })
}

fn mention(words: &mut Words) -> Value {
    let start = words.next(3_000);
    json!({"start": start, "end": start + 6, "text": words.phrase(1),
        "sentence": {"start": start - start % 100, "end": start + 150, "text": words.phrase(22)}})
}

fn actor(words: &mut Words) -> Value {
    let start = words.next(3_000);
    let mut own = Words(words.rank(ACTORS) as u64);
    json!({"text": own.phrase(2), "name": own.phrase(2), "kind": "person", "country": "MYS", "start": start,
        "end": start + 14})
}

fn thing(words: &mut Words) -> Value {
    let start = words.next(3_000);
    json!({"text": words.phrase(3), "name": words.phrase(3), "start": start, "end": start + 20})
}

fn time(words: &mut Words) -> Value {
    let start = words.next(3_000);
    json!({"text": "Tuesday", "value": format!("2021-05-{:02}", 1 + words.next(28)), "start": start, "end": start + 7})
}

fn amount(words: &mut Words) -> Value {
    let start = words.next(3_000);
    let amount = words.next(10_000);
    json!({"text": format!("${amount} million"), "amount": format!("{amount}000000"), "currency": "USD", "bound": "exact",
        "start": start, "end": start + 12})
}

/// Words in an order that is the same each time.
struct Words(u64);

impl Words {
    /// A number below `end`.
    fn next(&mut self, end: usize) -> usize {
        // Knuth's linear congruential generator of 64 bits; its high half is the random one.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let random = (self.0 >> 32) as usize;
        if end > 1 << 32 { random << 31 | random } else { random % end }
    }

    /// A number below `end`, the smaller the likelier, as Zipf has it of words.
    fn rank(&mut self, end: usize) -> usize {
        let share = self.next(1 << 32) as f64 / (1_u64 << 32) as f64;
        (end as f64).powf(share) as usize
    }

    fn phrase(&mut self, length: usize) -> String {
        let mut phrase = String::new();
        for _ in 0..length {
            let rank = self.next(2_000).min(self.next(2_000));
            if !phrase.is_empty() {
                phrase.push(' ');
            }
            phrase.push_str(&word(rank));
        }
        phrase
    }
}

/// A word of two to four syllables for each number.
fn word(number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ka", "lu", "mer", "ti", "son", "ber", "na", "vo", "rich", "ta", "pe", "ling", "do", "mal", "gas", "ry"];
    let mut rest = number + 16;
    let mut word = String::new();
    while rest > 0 {
        word.push_str(SYLLABLES[rest % 16]);
        rest /= 16;
    }
    word
}
