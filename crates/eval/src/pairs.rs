//! Which event that was said stands for which event of gold.

use crate::{GoldEvent, Said, same::same};

/// How far from a gold mention an event may stand that shares a filler, in code points.
const NEAR: usize = 150;

/// The partners of both sides, by index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pairs {
    pub(crate) of_gold: Vec<Option<usize>>,
    pub(crate) of_said: Vec<Option<usize>>,
}

/// Takes the best pairs first, one to one. Of pairs that are equally good, the one that comes last is taken.
pub(crate) fn pair(gold: &[GoldEvent], said: &[&Said]) -> Pairs {
    let all =
        gold.iter().enumerate().flat_map(|(i, gold)| said.iter().enumerate().map(move |(j, said)| (i, gold, j, said)));
    let mut rated: Vec<_> = all.filter_map(|(i, gold, j, said)| Some((rating(gold, said)?, i, j))).collect();
    rated.sort_by(|(a, i, j), (b, k, l)| b.total_cmp(a).then_with(|| (k, l).cmp(&(i, j))));
    let mut pairs = Pairs { of_gold: vec![None; gold.len()], of_said: vec![None; said.len()] };
    for (_, i, j) in rated {
        if pairs.of_gold[i].is_none() && pairs.of_said[j].is_none() {
            pairs.of_gold[i] = Some(j);
            pairs.of_said[j] = Some(i);
        }
    }
    pairs
}

/// Whether the event could stand for one of gold's, were there no better one.
pub(crate) fn fits(gold: &[GoldEvent], said: &Said) -> bool {
    gold.iter().any(|gold| rating(gold, said).is_some())
}

/// How well the events fit; nothing where they cannot be the same. A mention in common weighs most, then fillers in
/// common, the subtype and how near they stand.
fn rating(gold: &GoldEvent, said: &Said) -> Option<f64> {
    let distance = (gold.event_type == said.event_type).then(|| distance(gold, said)).flatten()?;
    let hit = gold.mentions.iter().any(|gold| said.mentions.iter().any(|said| gold.overlaps(said)));
    let shared = if hit || distance <= NEAR { shared(gold, said) } else { 0 };
    if !hit && shared == 0 {
        return None;
    }
    let subtype = Some(gold.subtype) == said.subtype;
    Some(10.0 * f64::from(u8::from(hit)) + shared as f64 + f64::from(u8::from(subtype)) + 1.0 / (2 + distance) as f64)
}

/// Code points between the starts of the two mentions that stand nearest.
fn distance(gold: &GoldEvent, said: &Said) -> Option<usize> {
    let starts = gold.mentions.iter().flat_map(|gold| said.mentions.iter().map(|said| gold.start.abs_diff(said.start)));
    starts.min()
}

/// How many of gold's fillers were said in their roles.
fn shared(gold: &GoldEvent, said: &Said) -> usize {
    let fillers = gold.roles.iter().flat_map(|(role, fillers)| fillers.iter().map(move |filler| (role, filler)));
    fillers
        .filter(|&(role, filler)| said.roles.get(role).is_some_and(|said| said.iter().any(|said| same(filler, said))))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gold(start: usize, buyer: &str) -> GoldEvent {
        let event = serde_json::json!({"type": "deal", "subtype": "transaction", "status": "occurred",
            "mentions": [{"start": start, "end": start + 6}], "roles": {"buyer": [{"text": buyer}]}});
        serde_json::from_value(event).unwrap()
    }

    fn said(start: usize, buyer: &str) -> Said {
        let event = serde_json::json!({"doc_id": "a", "type": "deal", "subtype": "transaction",
            "mentions": [{"start": start, "end": start + 6}], "roles": {"buyer": [{"text": buyer}]}});
        serde_json::from_value(event).unwrap()
    }

    fn partners(gold: &[GoldEvent], said: &[Said]) -> Vec<Option<usize>> {
        pair(gold, &said.iter().collect::<Vec<_>>()).of_gold
    }

    #[test]
    fn a_mention_in_common_is_enough() {
        assert_eq!(partners(&[gold(10, "Acme")], &[said(15, "Bolt")]), [Some(0)]);
        assert_eq!(partners(&[gold(10, "Acme")], &[said(16, "Bolt")]), [None]);
    }

    #[test]
    fn near_by_a_filler_in_common_is_needed() {
        assert_eq!(partners(&[gold(10, "Acme")], &[said(160, "Acme")]), [Some(0)]);
        assert_eq!(partners(&[gold(10, "Acme")], &[said(161, "Acme")]), [None]);
    }

    #[test]
    fn the_best_pairs_come_first_one_to_one() {
        let events = [gold(10, "Acme"), gold(10, "Bolt")];
        assert_eq!(partners(&events, &[said(10, "Bolt"), said(10, "Acme")]), [Some(1), Some(0)]);
        assert_eq!(partners(&events, &[said(10, "Bolt")]), [None, Some(0)]);
        assert_eq!(partners(&events[..1], &[said(10, "Acme"), said(10, "Acme")]), [Some(1)]);
    }

    #[test]
    fn types_never_mix() {
        let other = Said { event_type: dateline_text::EventType::Meet, ..said(10, "Acme") };
        assert_eq!(partners(&[gold(10, "Acme")], &[other]), [None]);
    }
}
