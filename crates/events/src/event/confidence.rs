//! How likely an event is right. The formula stands in `data/merge.toml` beside its numbers.

use dateline_text::{Analysis, Argument};

use super::calibration::calibrated;
use crate::{
    merge::{Draft, Settings},
    resolve::is_actor,
};

/// Between 0 and 1.
pub(super) fn confidence(analysis: &Analysis, draft: &Draft, arguments: &[Argument]) -> f32 {
    let settings = &Settings::get().confidence;
    let rule = draft.tellings.iter().map(|told| told.frame.confidence).fold(0.0, f32::max).clamp(0.0, 1.0);
    let shade = match mean_score(analysis, arguments) {
        Some(mean) => 1.0 - settings.names * (1.0 - mean),
        None if arguments.iter().any(|argument| is_actor(argument.role)) => 1.0,
        None => settings.nobody,
    };
    let shade = shade * (1.0 - settings.vague * vague(analysis, arguments));
    let again = settings.again.powi(sentences(draft) - 1);
    let kind = draft.tellings[0].subtype().event_type();
    calibrated(kind, (1.0 - (1.0 - rule * shade) * again).clamp(0.0, settings.most))
}

/// The share of the actors that no name tells: "a unit", "holders", a pronoun that stays one.
fn vague(analysis: &Analysis, arguments: &[Argument]) -> f32 {
    let named = |argument: &&Argument| {
        let words = argument.name.as_deref().unwrap_or_else(|| analysis.document.slice(argument.span));
        words.contains(char::is_uppercase)
    };
    let actors: Vec<&Argument> = arguments.iter().filter(|argument| is_actor(argument.role)).collect();
    let unnamed = actors.iter().filter(|actor| !named(actor)).count();
    if actors.is_empty() { 0.0 } else { unnamed as f32 / actors.len() as f32 }
}

/// The mean score of the entities that fill actors' roles.
fn mean_score(analysis: &Analysis, arguments: &[Argument]) -> Option<f32> {
    let actors = arguments.iter().filter(|argument| is_actor(argument.role));
    let scores: Vec<f32> = actors
        .filter_map(|argument| {
            let after = analysis.entities.partition_point(|entity| entity.span.end <= argument.span.start);
            analysis.entities.get(after).filter(|entity| entity.span.overlaps(argument.span)).map(|entity| entity.score)
        })
        .collect();
    (!scores.is_empty()).then(|| scores.iter().sum::<f32>() / scores.len() as f32)
}

/// In how many sentences the event is told.
fn sentences(draft: &Draft) -> i32 {
    let mut sentences: Vec<usize> = draft.tellings.iter().map(|told| told.frame.sentence).collect();
    sentences.sort_unstable();
    sentences.dedup();
    sentences.len() as i32
}
