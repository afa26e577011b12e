//! What the heads for parts of speech and dependencies cost on top of the encoder and the entity scores.
//!
//! Reads the sample stories again and again, with and without the further heads by turns (A B A B), on one thread, and
//! prints the median of the ratios. `cargo bench -p dateline-benches --bench heads [ROUNDS]`.
#![allow(clippy::print_stdout, reason = "a benchmark's output")]

use std::{path::Path, time::Instant};

use dateline_tagger::{Precision, Tagger};
use dateline_text::{Document, Sentence, Token};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rounds = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(15);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let tagger = Tagger::load(&root.join("models/news-minilm"), Precision::default())?;
    let stories = stories(&root.join("seeds"))?;
    let words: usize = stories.iter().map(|(_, _, tokens)| tokens.len()).sum();
    let mut ratios = Vec::new();
    for _ in 0..rounds {
        let entities_only = time(&stories, |(document, sentences, tokens)| {
            tagger.entity_scores(document, sentences, tokens).map(|scores| scores.nrows())
        })?;
        let all_heads = time(&stories, |(document, sentences, tokens)| {
            let mut tokens = tokens.clone();
            tagger.tag(document, sentences, &mut tokens).map(|entities| entities.len())
        })?;
        ratios.push(all_heads / entities_only);
        println!("{words} words: entities {entities_only:.3} s, all heads {all_heads:.3} s");
    }
    ratios.sort_by(f64::total_cmp);
    println!("all heads / entities only, median of {rounds}: {:.3}", ratios[ratios.len() / 2]);
    Ok(())
}

type Story = (Document, Vec<Sentence>, Vec<Token>);

fn stories(folder: &Path) -> std::io::Result<Vec<Story>> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    paths.retain(|entry| entry.path().extension().is_some_and(|ending| ending == "txt"));
    paths.sort_by_key(std::fs::DirEntry::path);
    let stories = paths.into_iter().map(|entry| {
        let document = Document::plain(entry.path().display().to_string(), std::fs::read_to_string(entry.path())?);
        let (sentences, tokens) = dateline_tokenize::tokenize(&document);
        Ok((document, sentences, tokens))
    });
    stories.collect()
}

/// Seconds that `read` takes on all stories.
fn time<E>(stories: &[Story], mut read: impl FnMut(&Story) -> Result<usize, E>) -> Result<f64, E> {
    let start = Instant::now();
    for story in stories {
        std::hint::black_box(read(story)?);
    }
    Ok(start.elapsed().as_secs_f64())
}
