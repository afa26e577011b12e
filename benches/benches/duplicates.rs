//! How many edited copies of real stories are recognised, how many other stories are taken for copies, and what
//! remembering a story costs.
//!
//! `cargo bench -p dateline-benches --bench duplicates -- FILE.jsonl...`, with one `{"id", "text"}` a line; the sample
//! stories without a file. Each edit is made of every story of at least 30 words, with a fixed random order.

#![allow(clippy::print_stdout, reason = "a measurement prints")]

use std::{collections::HashSet, fmt::Write, fs, path::PathBuf, time::Instant};

use clap::Parser;
use dateline_benches::seeds;
use dateline_pipeline::{Admitted, Dedupe, Gate};
use dateline_text::{Document, Skip, Span};

#[derive(Parser)]
struct Options {
    /// Stories, one a line; they should be different ones.
    files: Vec<PathBuf>,
    /// How many made documents are remembered to see what that costs.
    #[arg(long, default_value_t = 0)]
    remember: usize,
    #[arg(long, hide = true)]
    bench: bool,
    #[arg(long, hide = true)]
    test: bool,
}

fn main() {
    let options = Options::parse();
    let stories = stories(&options.files);
    let (admitted, copies) = originals(&stories);
    println!("{} stories, {} of them told before by another:", stories.len(), copies.len());
    for (id, skip) in &copies {
        println!("  {id}: {} {} ({:.2})", skip.reason, skip.message, skip.similarity.unwrap_or(0.0));
    }
    let firsts: HashSet<&str> = admitted.iter().map(|admitted| admitted.doc_id.as_str()).collect();
    let firsts: Vec<&Document> = stories.iter().filter(|story| firsts.contains(story.id.as_str())).collect();
    println!("\n| edit | copies | found | taken for a copy of another |\n|---|---:|---:|---:|");
    for (name, edit) in EDITS {
        row(name, *edit, &firsts, &admitted);
    }
    if options.remember > 0 {
        remember(options.remember);
    }
}

/// The stories of all files that are long enough to be edited.
fn stories(files: &[PathBuf]) -> Vec<Document> {
    if files.is_empty() {
        return seeds::documents().expect("the sample stories");
    }
    let texts = files.iter().map(|file| {
        let stem = file.file_stem().expect("a file's name").display().to_string();
        (stem, fs::read_to_string(file).expect("a file of stories"))
    });
    let documents = texts.flat_map(|(stem, text)| {
        let document = |line: &str| {
            let story: serde_json::Value = serde_json::from_str(line).expect("a story a line");
            let id = story["id"].as_str().map_or_else(|| story["id"].to_string(), str::to_owned);
            Document::plain(format!("{stem}/{id}"), story["text"].as_str().expect("a story's text"))
        };
        text.lines().map(document).collect::<Vec<_>>()
    });
    documents.filter(|document| document.text.split_whitespace().count() >= 30).collect()
}

fn ask(gate: &mut Dedupe, document: &Document) -> Result<Admitted, Skip> {
    let fingerprint = gate.fingerprint()(document);
    gate.admit(document, &fingerprint)?;
    Ok(Admitted { doc_id: document.id.clone(), fingerprint })
}

/// The first tellings, and what is said of the others.
fn originals(stories: &[Document]) -> (Vec<Admitted>, Vec<(&str, Skip)>) {
    let (mut gate, mut admitted, mut copies) = (Dedupe::default(), Vec::new(), Vec::new());
    for story in stories {
        match ask(&mut gate, story) {
            Ok(first) => admitted.push(first),
            Err(skip) => copies.push((story.id.as_str(), skip)),
        }
    }
    (admitted, copies)
}

/// An edit: the words of a story, those of another one, and chance.
type Edit = fn(&[&str], &[&str], &mut Chance) -> String;

/// What is done to a story.
const EDITS: &[(&str, Edit)] = &[
    ("nothing", |words, _, _| words.join(" ")),
    ("10 % of the end cut off", |words, _, _| cut(words, 90)),
    ("20 % cut off", |words, _, _| cut(words, 80)),
    ("30 % cut off", |words, _, _| cut(words, 70)),
    ("40 % cut off", |words, _, _| cut(words, 60)),
    ("50 % cut off", |words, _, _| cut(words, 50)),
    ("60 % cut off", |words, _, _| cut(words, 40)),
    ("75 % cut off", |words, _, _| cut(words, 25)),
    ("another headline of 10 words", |words, other, _| format!("{}\n\n{}", cut_to(other, 10), words.join(" "))),
    ("a byline and 20 words of boilerplate", |words, _, _| {
        format!("By Ann Example\n{}\n{}", words.join(" "), cut_to(&boilerplate(), 20))
    }),
    ("40 words of boilerplate in the middle", |words, _, _| {
        let (before, after) = words.split_at(words.len() / 2);
        format!("{}\n{}\n{}", before.join(" "), cut_to(&boilerplate(), 40), after.join(" "))
    }),
    ("1 % of the words changed", |words, other, chance| changed(words, other, 1, chance)),
    ("2 % changed", |words, other, chance| changed(words, other, 2, chance)),
    ("3 % changed", |words, other, chance| changed(words, other, 3, chance)),
    ("5 % changed", |words, other, chance| changed(words, other, 5, chance)),
    ("7 % changed", |words, other, chance| changed(words, other, 7, chance)),
    ("10 % changed", |words, other, chance| changed(words, other, 10, chance)),
    ("20 % changed", |words, other, chance| changed(words, other, 20, chance)),
    ("20 % cut off, 3 % changed, another headline", |words, other, chance| {
        let cut = cut(words, 80);
        let words: Vec<&str> = cut.split(' ').collect();
        format!("{}\n\n{}", cut_to(other, 10), changed(&words, other, 3, chance))
    }),
];

fn boilerplate() -> Vec<&'static str> {
    "This material may not be published, broadcast, rewritten or redistributed without the consent of the agency. Our \
     standards: the principles of trust. For more news visit our pages and sign up for the daily letter, which reaches \
     readers in ninety countries every morning."
        .split(' ')
        .collect()
}

fn cut(words: &[&str], percent: usize) -> String {
    cut_to(words, words.len() * percent / 100)
}

fn cut_to(words: &[&str], count: usize) -> String {
    words[..count.min(words.len())].join(" ")
}

/// Puts words of `other` in the place of some.
fn changed(words: &[&str], other: &[&str], percent: usize, chance: &mut Chance) -> String {
    let mut words = words.to_vec();
    for _ in 0..(words.len() * percent).div_ceil(100) {
        let (here, there) = (chance.below(words.len()), chance.below(other.len()));
        words[here] = other[there];
    }
    words.join(" ")
}

/// Edits every story and asks whether it is a copy of the story that it was made of.
fn row(name: &str, edit: Edit, firsts: &[&Document], admitted: &[Admitted]) {
    let mut gate = Dedupe::default();
    admitted.iter().for_each(|admitted| gate.remember(admitted));
    let (mut found, mut wrong, mut chance) = (0, 0, Chance(7));
    for (number, first) in firsts.iter().enumerate() {
        let split = |document: &Document| document.text.clone();
        let (text, other) = (split(first), split(firsts[(number + firsts.len() / 2) % firsts.len()]));
        let (words, other): (Vec<&str>, Vec<&str>) =
            (text.split_whitespace().collect(), other.split_whitespace().collect());
        let mut copy = Document::plain("copy", edit(&words, &other, &mut chance));
        copy.articles[0].title = copy.text.find("\n\n").map(|end| Span::new(0, end));
        if let Err(skip) = ask(&mut gate, &copy) {
            *if skip.duplicate_of.as_ref() == Some(&first.id) { &mut found } else { &mut wrong } += 1;
        }
    }
    println!("| {name} | {} | {:.1} % | {wrong} |", firsts.len(), 100.0 * f64::from(found) / firsts.len() as f64);
}

/// What `count` documents of 300 random words take to read, to look up and to keep.
fn remember(count: usize) {
    let (mut gate, mut chance, before) = (Dedupe::default(), Chance(1), resident());
    let (mut reading, mut asking) = (0.0, 0.0);
    for number in 0..count {
        let mut text = String::new();
        (0..300).for_each(|_| write!(text, "w{} ", chance.below(20_000)).expect("a string takes all"));
        let document = Document::plain(format!("news-2026-11.jsonl.zst:{number}"), text);
        let begin = Instant::now();
        let fingerprint = gate.fingerprint()(&document);
        reading += begin.elapsed().as_secs_f64();
        let begin = Instant::now();
        assert_eq!(gate.admit(&document, &fingerprint), Ok(()), "random words are no copies");
        asking += begin.elapsed().as_secs_f64();
    }
    let each = |seconds: f64| 1e6 * seconds / count as f64;
    let bytes = resident().saturating_sub(before);
    println!(
        "\n{count} documents of 300 words: {:.1} µs each for the sketch, {:.1} µs at the gate;",
        each(reading),
        each(asking)
    );
    println!("{} MB held, {} bytes each", bytes >> 20, bytes / count);
}

/// Resident memory of this process in bytes, where the system tells it.
fn resident() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok()).unwrap_or(0) << 10
}

/// A small generator of random numbers (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let number = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((number ^ (number >> 31)) % bound as u64) as usize
    }
}
