//! Rules on a document's grammar, and the events that are made of their frames: items are sentences.
//!
//! The sample stories are read by the shipped model beforehand. The rules must find most of the events that are known to
//! be told in them, and the same ones each time. `cargo bench -p dateline-benches --bench frames`.

use std::sync::LazyLock;

use dateline_benches::seeds;
use dateline_encoder::Precision;
use dateline_frames::Rules;
use dateline_pipeline::Engine;
use dateline_text::{Analysis, Frame};
use divan::{Bencher, counter::ItemsCount};

fn main() {
    divan::main();
}

/// The share of the known events that must be found, in percent; `benches/runs/` says how many are.
const FOUND: usize = 80;

static STORIES: LazyLock<Vec<Analysis>> = LazyLock::new(|| {
    let engine = Engine::load(&seeds::model(), Precision::default()).expect("the shipped model");
    let stories = seeds::documents().expect("the sample stories");
    stories.into_iter().map(|story| engine.analyse(story).expect("a sample story")).collect()
});

fn sentences() -> ItemsCount {
    ItemsCount::new(STORIES.iter().map(|story| story.sentences.len()).sum::<usize>())
}

#[divan::bench]
fn frames(bencher: Bencher<'_, '_>) {
    let rules = Rules::builtin();
    check(|story| {
        let frames = rules.frames(story);
        assert_eq!(frames, rules.frames(story), "other frames the second time");
        let spans = |frame: &Frame| frame.triggers.iter().map(|&word| story.tokens[word].span).collect();
        frames.iter().map(|frame| (frame.subtype.event_type().as_str().to_owned(), spans(frame))).collect()
    });
    bencher
        .counter(sentences())
        .bench_local(|| STORIES.iter().map(|story| rules.frames(divan::black_box(story)).len()).sum::<usize>());
}

#[divan::bench]
fn events_of_frames(bencher: Bencher<'_, '_>) {
    let rules = Rules::builtin();
    check(|story| seeds::told(&dateline_events::events(story, rules.frames(story))));
    bencher
        .counter(sentences())
        .with_inputs(|| STORIES.iter().map(|story| rules.frames(story)).collect::<Vec<_>>())
        .bench_local_values(|frames| {
            let stories = STORIES.iter().zip(frames);
            stories.map(|(story, frames)| dateline_events::events(story, frames).len()).sum::<usize>()
        });
}

/// Asks that most of the known events are among those that `find` finds in a story.
fn check(find: impl Fn(&Analysis) -> Vec<seeds::Told>) {
    let (mut hits, mut known) = (0, 0);
    for story in &*STORIES {
        hits += seeds::hits(&story.document, &find(story)).expect("a sample story");
        known += seeds::known(&story.document).expect("a sample story").len();
    }
    assert!(100 * hits >= FOUND * known, "only {hits} of {known} known events are found");
}
