//! Whether the event that a noun tells happened: what stands before the noun, and what the verb above does with it.

use super::{Statuses, is_no};
use crate::{effects::Marks, tree::Tree};

impl Statuses {
    /// Collects the marks of a noun, of what stands before it and of what governs it.
    pub(super) fn noun(&self, tree: &Tree, noun: usize, depth: usize, marks: &mut Marks) {
        let base = tree.base(noun);
        for kid in tree.children(noun).chain(tree.children(base)) {
            match tree.relation(kid) {
                "amod" | "compound" | "advmod" => {
                    self.adjectives.add(&tree.word(kid).to_lowercase(), marks);
                }
                "det" => {
                    marks.negated |= is_no(tree, kid);
                    self.adjectives.add(&tree.word(kid).to_lowercase(), marks);
                }
                "case" => {
                    self.marks.add(&tree.word(kid).to_lowercase(), marks);
                }
                _ => {}
            }
        }
        // "will see the deal signed on Saturday as a defeat": what is said of it then does not undo it.
        if self.is_done(tree, noun) {
            return;
        }
        let Some(head) = tree.head(base).filter(|_| depth > 0) else { return };
        if tree.is_verbal(head) {
            self.governed(tree, base, head, depth - 1, marks);
        } else if tree.relation(base) == "nmod" {
            self.nouns.add(tree.lemma(head), marks);
            // "talks on ratification of the treaty"
            if tree.preposition(base) == "of" {
                self.noun(tree, head, depth - 1, marks);
            }
        }
    }

    /// "the deal signed by Lebed": a participle that tells how it came about.
    fn is_done(&self, tree: &Tree, noun: usize) -> bool {
        tree.children(noun).any(|kid| {
            tree.deprel(kid) == "acl"
                && tree.is_passive(kid)
                && self.realising.contains(tree.lemma(kid))
                && !tree.children(kid).any(|word| tree.is(word, &["mark", "aux"]) && tree.deprel(word) != "aux:pass")
        })
    }

    /// What the verb above a noun says of it.
    fn governed(&self, tree: &Tree, noun: usize, verb: usize, depth: usize, marks: &mut Marks) {
        let affected = tree.is_object(noun, verb) || tree.preposition(noun) == "for";
        let case = tree.preposition(noun);
        // "invited the party leaders to a meeting"
        let affected = affected || case == "to" && self.inviting.contains(tree.lemma(verb));
        marks.possible |= matches!(case.as_str(), "on" | "for") && self.awaiting.contains(tree.lemma(verb));
        marks.possible |=
            matches!(case.as_str(), "into" | "toward" | "towards") && self.pressing.contains(tree.lemma(verb));
        let carried = affected || tree.is_subject(noun, verb) || matches!(case.as_str(), "in" | "into" | "on" | "to");
        if carried && self.realising.contains(tree.lemma(verb)) {
            self.climb(tree, verb, depth, marks);
        } else if let Some(effect) = self.effect(tree, verb).filter(|_| affected) {
            let mut above = Marks::default();
            self.climb(tree, verb, depth, &mut above);
            // "had not sought a meeting", "did not cancel the visit": nothing is said of the meeting itself.
            let effect = if above.negated { Marks { void: true, ..Marks::default() } } else { effect };
            marks.negated |= effect.negated;
            marks.possible |= effect.possible || above.possible;
            marks.planned |= effect.planned;
            marks.void |= effect.void || above.void;
        } else if matches!(case.as_str(), "at" | "during") {
            let mut above = Marks::default();
            self.climb(tree, verb, depth, &mut above);
            marks.possible |= above.possible;
            marks.planned |= above.planned;
        } else if affected || tree.is_subject(noun, verb) {
            self.modality(tree, verb, marks);
        }
    }

    /// What the verb does to the event that is its object, if anything.
    fn effect(&self, tree: &Tree, verb: usize) -> Option<Marks> {
        let mut effect = Marks::default();
        self.verbs.add(&phrasal(tree, verb), &mut effect).then_some(effect)
    }
}

/// The verb with its particle: "call off".
fn phrasal(tree: &Tree, verb: usize) -> String {
    let particle = tree.children(verb).find(|&kid| tree.deprel(kid) == "compound:prt");
    let words = std::iter::once(tree.lemma(verb)).chain(particle.map(|particle| tree.lemma(particle)));
    words.collect::<Vec<_>>().join(" ")
}
