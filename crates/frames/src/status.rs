//! Whether the event at a trigger happened: tense, modality, negation and the words above that plan, doubt or deny.
//!
//! The words are data (`status/*.toml`); what is fixed here is where in the grammar they are looked for.

mod nouns;

use std::collections::HashSet;

use dateline_text::{Status, Upos};

use crate::{
    effects::{Effects, Marks},
    lists::Lists,
    tree::Tree,
};

/// How many clauses are looked through.
const DEPTH: usize = 6;

/// The status lists.
#[derive(Debug)]
pub(crate) struct Statuses {
    /// Auxiliaries.
    modals: Effects,
    /// Verbs and adjectives above an infinitive: `plan to`, `fail to`, `ready to`.
    infinitives: Effects,
    /// Verbs above a clause with its own subject: `expects that`, `denied that`.
    clauses: Effects,
    /// Nouns above an infinitive or `of`: `offer to`, `possibility of`.
    nouns: Effects,
    /// Adjectives before a noun: `proposed`, `upcoming`, `failed`.
    adjectives: Effects,
    /// Verbs whose object is the noun: `seek`, `schedule`, `reject`.
    verbs: Effects,
    /// Conjunctions: `if`, `without`.
    marks: Effects,
    /// Adverbs: `never`, `possibly`.
    adverbs: Effects,
    /// Verbs that make the event of their noun happen: `hold`, `sign`, `complete`.
    realising: HashSet<String>,
    /// Words of a time that lies ahead: `next`, `tomorrow`.
    ahead: HashSet<String>,
    /// Wishes: who does not wish a thing has not thereby failed to do it.
    wishes: HashSet<String>,
    /// Conjunctions of time: `before`, `once`.
    whens: HashSet<String>,
    /// Verbs that ask somebody to an event: `invite`.
    inviting: HashSet<String>,
    /// Verbs that wait for what their `on` or `for` names: `hinge`.
    awaiting: HashSet<String>,
    /// Verbs that want somebody in what their `into` names: `pressure`.
    pressing: HashSet<String>,
    /// Words before `to` that plan: `due`.
    dues: HashSet<String>,
}

impl Statuses {
    pub(crate) fn new(lists: &Lists) -> Self {
        Self {
            modals: Effects::new(lists, "modals"),
            infinitives: Effects::new(lists, "infinitives"),
            clauses: Effects::new(lists, "clauses"),
            nouns: Effects::new(lists, "nouns"),
            adjectives: Effects::new(lists, "adjectives"),
            verbs: Effects::new(lists, "verbs"),
            marks: Effects::new(lists, "conjunctions"),
            adverbs: Effects::new(lists, "adverbs"),
            realising: lists.set("realising-verbs"),
            ahead: lists.set("ahead"),
            wishes: lists.set("wishes"),
            whens: lists.set("whens"),
            inviting: lists.set("inviting"),
            awaiting: lists.set("awaiting"),
            pressing: lists.set("pressing"),
            dues: lists.set("dues"),
        }
    }

    /// The status of the event at `trigger`, or `None` for what is no event.
    pub(crate) fn status(&self, tree: &Tree, trigger: usize) -> Option<Status> {
        let mut marks = Marks::default();
        if tree.is_verbal(trigger) || tree.upos(trigger) == Upos::Adj {
            self.climb(tree, trigger, DEPTH, &mut marks);
            marks.possible |= is_question(tree, trigger);
        } else {
            self.noun(tree, trigger, DEPTH, &mut marks);
        }
        marks.status()
    }

    /// Whether the words of a time say that it lies ahead.
    pub(crate) fn is_ahead(&self, words: &str) -> bool {
        words.split_whitespace().any(|word| self.ahead.contains(&word.to_lowercase()))
    }

    /// Collects the marks of a verb and of the clauses above it.
    fn climb(&self, tree: &Tree, verb: usize, depth: usize, marks: &mut Marks) {
        self.own(tree, verb, marks);
        let Some(head) = tree.head(verb).filter(|_| depth > 0) else { return };
        let to = tree.has_mark(verb, "to");
        // "too busy to come"
        marks.negated |=
            to && tree.children(head).any(|kid| tree.relation(kid) == "advmod" && tree.lemma(kid) == "too");
        match tree.deprel(verb) {
            "xcomp" => {
                self.infinitives.add(tree.lemma(head), marks);
                marks.planned |= to && tree.lemma(head) == "be";
                if !self.wishes.contains(tree.lemma(head)) {
                    self.climb(tree, head, depth - 1, marks);
                }
            }
            "conj" if tree.is_verbal(head) && tree.child(verb, &["nsubj", "aux"]).is_none() => {
                self.climb(tree, head, depth - 1, marks);
            }
            "acl" if to => {
                marks.planned |= !self.nouns.add(tree.lemma(head), marks);
                if !self.wishes.contains(tree.lemma(head)) {
                    self.noun(tree, head, depth - 1, marks);
                }
            }
            // "talks on buying", "interest in buying", "the possibility of buying"
            "acl" if tree.child(verb, &["mark"]).is_some() && !tree.has_mark(verb, "that") => {
                self.nouns.add(tree.lemma(head), marks);
            }
            "ccomp" => {
                self.clauses.add(tree.lemma(head), marks);
            }
            "advcl" if to && tree.child(verb, &["nsubj"]).is_none() => {
                let effect = self.infinitives.add(tree.lemma(head), marks);
                marks.planned |= !effect;
                self.own(tree, head, marks);
            }
            // "Israel can move east, creating an alliance"
            "advcl" if tree.child(verb, &["nsubj", "mark"]).is_none() => self.modality(tree, head, marks),
            // "plans on buying", "set its sights on buying", "is to be used for buying"
            "advcl" if tree.child(verb, &["nsubj"]).is_none() => self.gerund(tree, verb, head, depth - 1, marks),
            "advcl" | "csubj" if tree.upos(head) == Upos::Adj => {
                self.infinitives.add(tree.lemma(head), marks);
            }
            // "before it negotiates with them", "once the delegation arrives"
            "advcl" if self.awaits(tree, verb) => self.gerund(tree, verb, head, depth - 1, marks),
            _ => {}
        }
    }

    /// A clause in the present tense that tells when something else is to happen.
    fn awaits(&self, tree: &Tree, verb: usize) -> bool {
        tree.is_form(verb, &["s", "es"])
            && tree
                .children(verb)
                .any(|kid| tree.is(kid, &["mark", "advmod"]) && self.whens.contains(&tree.word(kid).to_lowercase()))
    }

    /// What the verb above a clause like "on buying", "after signing" says of it: all but its own negation.
    fn gerund(&self, tree: &Tree, verb: usize, head: usize, depth: usize, marks: &mut Marks) {
        let mut above = Marks::default();
        self.climb(tree, head, depth, &mut above);
        marks.possible |= above.possible;
        marks.planned |= above.planned;
        if tree.has_mark(verb, "on") || tree.has_mark(verb, "from") || tree.has_mark(verb, "against") {
            self.infinitives.add(tree.lemma(head), marks);
            for object in tree.children(head).filter(|&kid| tree.is(kid, &["obj"])) {
                self.nouns.add(tree.lemma(object), marks);
            }
        }
    }

    /// Auxiliaries, negation, conjunctions and adverbs of the clause of `verb` itself.
    fn own(&self, tree: &Tree, verb: usize, marks: &mut Marks) {
        for kid in tree.children(verb) {
            match tree.relation(kid) {
                "aux" => self.auxiliary(tree, verb, kid, marks),
                "advmod" => {
                    self.adverbs.add(&tree.word(kid).to_lowercase(), marks);
                }
                "mark" | "case" => {
                    self.marks.add(&tree.word(kid).to_lowercase(), marks);
                }
                // "Neither A nor B has signed"
                "cc" if kid < verb => {
                    marks.negated |= matches!(tree.word(kid).to_lowercase().as_str(), "neither" | "nor");
                }
                "obj" | "nsubj" => marks.negated |= is_denied(tree, kid),
                _ => {}
            }
        }
        marks.planned |= self.is_due(tree, verb);
        let to = tree.has_mark(verb, "to");
        // Headlines: "Renault to buy stake in Dacia".
        marks.planned |= to && tree.head(verb).is_none();
        marks.planned |= to && tree.children(verb).any(|kid| tree.deprel(kid) == "aux" && tree.lemma(kid) == "be");
    }

    /// "is also due to meet", "set to visit": a parser may take "due to" for a preposition.
    fn is_due(&self, tree: &Tree, verb: usize) -> bool {
        let words = tree.sentence(verb).start..verb;
        let before =
            |back: usize| verb.checked_sub(back).filter(|word| words.contains(word)).map(|word| tree.word(word));
        before(1).is_some_and(|word| word.eq_ignore_ascii_case("to"))
            && before(2).is_some_and(|word| self.dues.contains(&word.to_lowercase()))
    }

    fn auxiliary(&self, tree: &Tree, verb: usize, auxiliary: usize, marks: &mut Marks) {
        match tree.lemma(auxiliary) {
            // "said it would buy" reports a plan; without a report it is a condition.
            "would" | "'d" if tree.deprel(verb) == "ccomp" => marks.planned = true,
            lemma => {
                self.modals.add(lemma, marks);
            }
        }
    }

    /// What the auxiliaries of a clause say, its negation apart.
    fn modality(&self, tree: &Tree, verb: usize, marks: &mut Marks) {
        for kid in tree.children(verb).filter(|&kid| tree.deprel(kid) == "aux") {
            self.auxiliary(tree, verb, kid, marks);
        }
    }
}

/// "signed no agreement"
fn is_denied(tree: &Tree, noun: usize) -> bool {
    tree.children(noun).any(|kid| tree.relation(kid) == "det" && is_no(tree, kid))
        || matches!(tree.lemma(noun), "nobody" | "none")
}

fn is_no(tree: &Tree, determiner: usize) -> bool {
    matches!(tree.word(determiner).to_lowercase().as_str(), "no" | "neither")
}

/// A main clause that asks.
fn is_question(tree: &Tree, verb: usize) -> bool {
    let asks = || tree.sentence(verb).next_back().is_some_and(|last| tree.word(last).starts_with('?'));
    tree.head(verb).is_none() && asks()
}
