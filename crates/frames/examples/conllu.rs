//! Prints the frames of a CoNLL-U file: what the rules make of hand-made grammar.
#![allow(clippy::print_stdout, reason = "an example for people")]

use dateline_frames::Rules;
use dateline_testing::{describe, read_conllu};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: conllu FILE.conllu")?;
    let analysis = read_conllu(&std::fs::read_to_string(path)?)?;
    let start = std::time::Instant::now();
    let frames = Rules::builtin().frames(&analysis);
    println!("# {} sentences, {} frames, {:?}", analysis.sentences.len(), frames.len(), start.elapsed());
    for frame in &frames {
        let sentence = analysis.document.slice(analysis.sentences[frame.sentence].span);
        println!("{}\n    {} <- {sentence}", describe(&analysis, frame), frame.rule);
    }
    Ok(())
}
