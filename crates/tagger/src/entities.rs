//! Names from the scores of BIO tags: the best sequence that is valid (Viterbi).

use std::ops::Range;

use dateline_text::EntityKind;
use ndarray::{ArrayView1, ArrayView2};

use crate::labels::{Labels, Tag};

/// An entity, in terms of its sentence's words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Name {
    pub words: Range<usize>,
    pub kind: EntityKind,
    /// The mean probability of its tags.
    pub score: f32,
}

/// The names of one sentence. `scores` is [words, tags].
pub(crate) fn decode(labels: &Labels, scores: ArrayView2<'_, f32>, words: &[&str]) -> Vec<Name> {
    let mut path = best_path(&labels.tags, scores);
    end_before_joints(&mut path, labels, words);
    let mut names: Vec<Name> = Vec::new();
    let (mut summed, mut open) = (0.0, false);
    for (word, &tag) in path.iter().enumerate() {
        let Some(Tag { kind, begins }) = labels.tags[tag] else {
            open = false;
            continue;
        };
        let probability = probability(scores.row(word), tag);
        match names.last_mut() {
            Some(name) if open && !begins => {
                summed += probability;
                name.words.end = word + 1;
                name.score = summed / name.words.len() as f32;
            }
            _ => {
                (open, summed) = (true, probability);
                names.push(Name { words: word..word + 1, kind, score: probability });
            }
        }
    }
    names
}

/// What no name ends with. Of `Russia-dialogue`, only the first word is a name; of `the Union and Canada`, two are.
const JOINTS: &[&str] = &["-", "–", "—", "--", "and", "or", "&", ","];

/// Takes dashes and conjunctions at the ends of entities out of them.
fn end_before_joints(path: &mut [usize], labels: &Labels, words: &[&str]) {
    let Some(outside) = labels.tags.iter().position(Option::is_none) else { return };
    for word in (0..path.len()).rev() {
        let goes_on = path.get(word + 1).and_then(|&tag| labels.tags[tag]).is_some_and(|tag| !tag.begins);
        if !goes_on && JOINTS.contains(&words[word]) {
            path[word] = outside;
        }
    }
}

/// Softmax of one score.
fn probability(scores: ArrayView1<'_, f32>, tag: usize) -> f32 {
    let largest = scores.iter().copied().fold(f32::MIN, f32::max);
    let total: f32 = scores.iter().map(|score| (score - largest).exp()).sum();
    (scores[tag] - largest).exp() / total
}

/// Whether `next` may follow `previous`: an entity goes on only after its own kind.
fn may_follow(previous: Option<Tag>, next: Option<Tag>) -> bool {
    next.is_none_or(|next| next.begins || previous.is_some_and(|previous| previous.kind == next.kind))
}

/// The best valid sequence of tags, one a word; `scores` is [words, tags].
pub(crate) fn best_path(tags: &[Option<Tag>], scores: ArrayView2<'_, f32>) -> Vec<usize> {
    let mut best: Vec<f32> = vec![];
    let mut back: Vec<Vec<usize>> = Vec::with_capacity(scores.nrows());
    for (word, row) in scores.rows().into_iter().enumerate() {
        let from: Vec<usize> = tags.iter().map(|&tag| best_previous(tags, &best, tag)).collect();
        best = row
            .iter()
            .zip(&from)
            .zip(tags)
            .map(|((score, &from), &tag)| match word {
                0 if may_follow(None, tag) => *score,
                0 => f32::NEG_INFINITY,
                _ => score + best[from],
            })
            .collect();
        back.push(from);
    }
    let mut path = Vec::with_capacity(back.len());
    let mut at = crate::heads::argmax(ArrayView1::from(&best));
    for from in back.iter().rev() {
        path.push(at);
        at = from[at];
    }
    path.reverse();
    path
}

fn best_previous(tags: &[Option<Tag>], best: &[f32], next: Option<Tag>) -> usize {
    let allowed = (0..best.len()).filter(|&previous| may_follow(tags[previous], next));
    allowed.max_by(|&a, &b| best[a].total_cmp(&best[b])).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use dateline_text::EntityKind;
    use ndarray::Array2;
    use proptest::prelude::*;

    use super::*;

    fn labels() -> Labels {
        let mut tags = vec![None];
        for kind in EntityKind::ALL {
            tags.extend([true, false].map(|begins| Some(Tag { kind, begins })));
        }
        Labels { tags, upos: vec![], relations: vec![], root: 0 }
    }

    #[test]
    fn an_inside_tag_without_its_beginning_gives_way_to_the_next_best() {
        // Tags: O, B-person, I-person, ... The best tag of the first word is I-person, which nothing opens.
        let mut scores = Array2::zeros((2, 9));
        scores[[0, 2]] = 2.0;
        scores[[0, 1]] = 1.0;
        scores[[1, 2]] = 3.0;
        let names = decode(&labels(), scores.view(), &["ab", "cd"]);
        assert_eq!(names.len(), 1);
        assert_eq!((names[0].words.clone(), names[0].kind), (0..2, EntityKind::Person));
    }

    #[test]
    fn a_dash_ends_an_entity_but_joins_its_parts() {
        // B-misc and I-misc are the tags 7 and 8.
        let tagged = |tags: &[usize], words: &[&str]| {
            let scores =
                Array2::from_shape_fn((tags.len(), 9), |(word, tag)| if tags[word] == tag { 5.0 } else { 0.0 });
            decode(&labels(), scores.view(), words)
                .into_iter()
                .map(|name| (name.words.start, name.words.end))
                .collect::<Vec<_>>()
        };
        assert_eq!(tagged(&[7, 8, 0], &["US", "-", "is"]), [(0, 1)]);
        assert_eq!(tagged(&[7, 8, 8], &["US", "-", "EU"]), [(0, 3)]);
    }

    proptest! {
        #[test]
        fn paths_are_valid_and_as_good_as_any(scores in prop::collection::vec(-4.0..4.0_f32, 4 * 9)) {
            let labels = labels();
            let scores = Array2::from_shape_vec((4, 9), scores).unwrap();
            let score = |path: &[usize]| path.iter().enumerate().map(|(word, &tag)| scores[[word, tag]]).sum::<f32>();
            let valid = |path: &[usize]| {
                let tags: Vec<_> = std::iter::once(None).chain(path.iter().map(|&tag| labels.tags[tag])).collect();
                tags.windows(2).all(|pair| may_follow(pair[0], pair[1]))
            };
            let path = best_path(&labels.tags, scores.view());
            prop_assert!(valid(&path));
            for code in 0..9_usize.pow(4) {
                let other: Vec<usize> = (0..4).map(|word| code / 9_usize.pow(word) % 9).collect();
                prop_assert!(!valid(&other) || score(&other) <= score(&path) + 1e-4);
            }
        }
    }
}
