//! Times and amounts of news: bytes, and what is found as items.
//!
//! Reads the sample stories, cut to words, on one core. What is found must include what any reader finds in them, and be
//! the same the second time. `cargo bench -p dateline-benches --bench times_and_values`.

use std::sync::LazyLock;

use dateline_benches::seeds;
use dateline_testing::rows;
use dateline_text::{Document, Sentence, Token};
use divan::{
    Bencher,
    counter::{BytesCount, ItemsCount},
};

fn main() {
    divan::main();
}

/// How often the stories are read in one go: they are small.
const ROUNDS: usize = 20;

/// Expressions of time in the stories, with the values that they have without a reference date.
const TIMES: [(&str, &str); 5] = [
    ("May 25, 2021", "2021-05-25"),
    ("the first quarter of 2021", "2021-Q1"),
    ("April 8 to 10", "2018-04-08/2018-04-10"),
    ("the 1970s", "197X"),
    ("two decades", "P20Y"),
];

/// Amounts in the stories.
const AMOUNTS: [&str; 3] = ["$1.1 billion", "RM1.72 billion", "40.4 per cent"];

type Words = (Document, Vec<Sentence>, Vec<Token>);

static STORIES: LazyLock<Vec<Words>> = LazyLock::new(|| {
    let stories = seeds::documents().expect("the sample stories");
    let cut = |story: Document| {
        let (sentences, tokens) = dateline_tokenize::tokenize(&story);
        (story, sentences, tokens)
    };
    stories.into_iter().map(cut).collect()
});

fn bytes() -> BytesCount {
    BytesCount::new(ROUNDS * STORIES.iter().map(|(story, ..)| story.text.len()).sum::<usize>())
}

/// Runs `find` over all stories, [`ROUNDS`] times; how much was found.
fn all(find: impl Fn(&Words) -> usize) -> usize {
    (0..ROUNDS).map(|_| STORIES.iter().map(|story| find(divan::black_box(story))).sum::<usize>()).sum()
}

fn times((story, sentences, tokens): &Words) -> usize {
    dateline_temporal::find(story, sentences, tokens).len()
}

fn values((story, sentences, tokens): &Words) -> usize {
    dateline_values::find(story, sentences, tokens).len()
}

#[divan::bench]
fn times_alone(bencher: Bencher<'_, '_>) {
    check_times();
    bencher.counter(bytes()).counter(ItemsCount::new(all(times))).bench_local(|| all(times));
}

#[divan::bench]
fn values_alone(bencher: Bencher<'_, '_>) {
    check_values();
    bencher.counter(bytes()).counter(ItemsCount::new(all(values))).bench_local(|| all(values));
}

#[divan::bench]
fn times_and_values(bencher: Bencher<'_, '_>) {
    let both = |story: &Words| times(story) + values(story);
    bencher.counter(bytes()).counter(ItemsCount::new(all(both))).bench_local(|| all(both));
}

/// Rows that a careless reader would read again and again: the bytes per second must be the same at every size.
#[divan::bench(args = [64, 256, 1024])]
fn times_of_long_rows(bencher: Bencher<'_, '_>, kib: usize) {
    long_rows(bencher, &rows::TIMES, kib, times);
}

#[divan::bench(args = [64, 256, 1024])]
fn values_of_long_rows(bencher: Bencher<'_, '_>, kib: usize) {
    long_rows(bencher, &rows::AMOUNTS, kib, values);
}

fn long_rows(bencher: Bencher<'_, '_>, rows: &[&str], kib: usize, find: fn(&Words) -> usize) {
    let texts: Vec<Words> = rows.iter().map(|row| rows::written_out(row, kib << 10)).collect();
    let read = || texts.iter().map(|words| find(divan::black_box(words))).sum::<usize>();
    assert_eq!(read(), read(), "other findings the second time");
    bencher.counter(BytesCount::new(rows.len() * (kib << 10))).bench_local(read);
}

fn check_times() {
    let mut found = Vec::new();
    for (story, sentences, tokens) in &*STORIES {
        let times = dateline_temporal::find(story, sentences, tokens);
        assert_eq!(times, dateline_temporal::find(story, sentences, tokens), "other times the second time");
        found.extend(times.into_iter().map(|time| (story.slice(time.span).to_owned(), time.value)));
    }
    for (text, value) in TIMES {
        assert!(found.iter().any(|time| time.0 == text && time.1 == value), "no {text} of {value} among {found:?}");
    }
}

fn check_values() {
    let mut found = Vec::new();
    for (story, sentences, tokens) in &*STORIES {
        let values = dateline_values::find(story, sentences, tokens);
        assert_eq!(values, dateline_values::find(story, sentences, tokens), "other values the second time");
        found.extend(values.into_iter().map(|value| story.slice(value.span).to_owned()));
    }
    for text in AMOUNTS {
        assert!(found.iter().any(|value| value.contains(text)), "no {text} among {found:?}");
    }
}
