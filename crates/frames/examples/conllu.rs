//! Prints the frames of a CoNLL-U file: what the rules make of hand-made grammar.
#![allow(clippy::print_stdout, reason = "an example for people")]

use dateline_frames::Rules;
use dateline_text::{Analysis, Frame};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: conllu FILE.conllu")?;
    let analysis = dateline_testing::read_conllu(&std::fs::read_to_string(path)?)?;
    let start = std::time::Instant::now();
    let frames = Rules::builtin().frames(&analysis);
    println!("# {} sentences, {} frames, {:?}", analysis.sentences.len(), frames.len(), start.elapsed());
    for frame in &frames {
        println!("{}", show(&analysis, frame));
    }
    Ok(())
}

fn show(analysis: &Analysis, frame: &Frame) -> String {
    let triggers: Vec<&str> = frame.triggers.iter().map(|&token| analysis.word(token)).collect();
    let mut text = format!("{} {} [{}]", frame.rule, frame.status, triggers.join(", "));
    for filler in &frame.fillers {
        text.push_str(&format!(" | {}: {}", filler.role, analysis.document.slice(filler.span)));
    }
    format!("{text}\n    {}", analysis.document.slice(analysis.sentences[frame.sentence].span))
}
