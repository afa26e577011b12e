//! Follows paths through the grammar.

use dateline_text::{EntityKind, Upos};

use crate::{
    kind::Kinds,
    path::{Path, Step, Test, Walk, Words},
    phrase::Phrase,
    tree::Tree,
};

/// What a path is followed in.
pub(crate) struct Walker<'a> {
    pub(crate) tree: &'a Tree<'a>,
    pub(crate) kinds: &'a Kinds,
}

impl Walker<'_> {
    /// The words that `path` reaches from `start`, in text order, each once.
    pub(crate) fn follow(&self, path: &Path, start: usize) -> Vec<usize> {
        path.rows.iter().map(|row| self.follow_row(row, start)).find(|found| !found.is_empty()).unwrap_or_default()
    }

    fn follow_row(&self, row: &[Step], start: usize) -> Vec<usize> {
        let mut here = vec![start];
        for step in row {
            here = here.iter().flat_map(|&token| self.step(step, token)).collect();
            here.sort_unstable();
            here.dedup();
        }
        here
    }

    fn step(&self, step: &Step, from: usize) -> Vec<usize> {
        let mut found = self.walk(&step.walk, from);
        for token in &mut found {
            *token = self.tree.referent(*token);
        }
        found.retain(|&token| step.tests.iter().all(|test| self.passes(test, token)));
        if found.len() < step.least {
            found.clear();
        }
        found
    }

    fn passes(&self, test: &Test, token: usize) -> bool {
        match test {
            Test::Kind(kind, wanted) => self.kinds.is(self.tree, token, *kind) == *wanted,
            Test::Lemma(words, wanted) => words.contains(self.tree.lemma(token)) == *wanted,
        }
    }

    fn walk(&self, walk: &Walk, from: usize) -> Vec<usize> {
        let tree = self.tree;
        match walk {
            Walk::Here => vec![from],
            Walk::Subject => tree.spread(tree.subjects(from)),
            Walk::Object => tree.spread(tree.objects(from)),
            Walk::Indirect => tree.spread(tree.indirect_objects(from)),
            Walk::Pp(cases) => tree.spread(self.phrases_with(cases, from)),
            Walk::Near(cases) => tree.spread(self.near(cases, from)),
            Walk::Modifier => tree.modifiers(from),
            Walk::Child(relations) => {
                let named = |kid: &usize| relations.iter().any(|name| tree.is(*kid, &[name]));
                tree.spread(tree.children(from).filter(named).collect())
            }
            Walk::ObjectOf(verbs) => self.governor(from, verbs, |verb, base| tree.is_object(base, verb)),
            Walk::SubjectOf(verbs) => self.governor(from, verbs, |verb, base| tree.is_subject(base, verb)),
            Walk::PpOf(cases, verbs) => self.governor(from, verbs, |_, base| cases.contains(&tree.preposition(base))),
            Walk::NounOf(cases) => self.noun_above(cases, from),
            Walk::Head(relations) => {
                let named = relations.iter().any(|name| tree.is(from, &[name]));
                tree.head(from).filter(|_| named).into_iter().collect()
            }
            Walk::Own => self.own(from),
            Walk::Sentence => tree.sentence(from).collect(),
            Walk::Opening => tree.opening(from).collect(),
        }
    }

    /// Prepositional phrases of `token` with one of `cases`.
    fn phrases_with(&self, cases: &Words, token: usize) -> Vec<usize> {
        let tree = self.tree;
        let fits = |kid: &usize| {
            matches!(tree.relation(*kid), "obl" | "nmod" | "advmod" | "advcl" | "acl")
                && tree.deprel(*kid) != "nmod:poss"
                && tree.is_nominal(*kid)
                && cases.contains(&tree.preposition(*kid))
        };
        tree.children(token).filter(fits).collect()
    }

    /// The same, wherever a parser may have hung the phrase: on the word, on a verb's object, on a noun's verb.
    fn near(&self, cases: &Words, token: usize) -> Vec<usize> {
        let tree = self.tree;
        let own = self.phrases_with(cases, token);
        if !own.is_empty() {
            return own;
        }
        let elsewhere = if tree.is_verbal(token) {
            let objects = tree.children(token).filter(|&kid| tree.is(kid, &["obj", "xcomp"])).collect::<Vec<_>>();
            let inner = |noun: usize| tree.children(noun).filter(|&kid| tree.is(kid, &["nmod"])).collect::<Vec<_>>();
            let direct = objects.iter().find_map(|&noun| some(self.phrases_with(cases, noun)));
            let deeper =
                || objects.iter().flat_map(|&noun| inner(noun)).find_map(|noun| some(self.phrases_with(cases, noun)));
            direct.or_else(deeper)
        } else {
            let verb = tree.head(tree.base(token)).filter(|&head| tree.is_verbal(head));
            verb.filter(|&verb| !tree.is(verb, &["xcomp"]) || tree.is_object(tree.base(token), verb)).and_then(|verb| {
                some(self.phrases_with(cases, verb).into_iter().filter(|&kid| kid != tree.base(token)).collect())
            })
        };
        elsewhere.unwrap_or_default()
    }

    /// The verb above the noun, if it is one of `verbs` and `fits`.
    fn governor(&self, from: usize, verbs: &[Phrase], fits: impl Fn(usize, usize) -> bool) -> Vec<usize> {
        let tree = self.tree;
        let base = tree.base(from);
        let Some(head) = tree.head(base) else { return Vec::new() };
        let is_one = |verb: usize, least: usize| {
            fits(verb, base) && verbs.iter().any(|phrase| phrase.len() >= least && phrase.is_at(tree, verb))
        };
        // "took part in the talks": a parser may hang the talks on "part".
        let above = tree.head(head).filter(|_| tree.is(head, &["obj"]));
        let direct = Some(head).filter(|&verb| is_one(verb, 1)).or_else(|| above.filter(|&verb| is_one(verb, 2)));
        // "an agreement signed by", "the forum, which was attended by"
        let clauses = tree.children(from).filter(|&kid| tree.relation(kid).starts_with("acl") && tree.is_verbal(kid));
        let below = clauses.filter(|&verb| fits(verb, from) && verbs.iter().any(|phrase| phrase.is_at(tree, verb)));
        direct.into_iter().chain(below).collect()
    }

    fn noun_above(&self, cases: &Words, from: usize) -> Vec<usize> {
        let tree = self.tree;
        let noun = tree.head(from).filter(|&head| tree.relation(from) == "nmod" && !tree.is_verbal(head));
        noun.filter(|_| cases.contains(&tree.preposition(from))).into_iter().collect()
    }

    /// Names, times and amounts whose way up meets `from` before any other clause.
    fn own(&self, from: usize) -> Vec<usize> {
        let tree = self.tree;
        let words = tree.sentence(from);
        let covered =
            |word: &usize| tree.value(*word).is_some() || tree.entity(*word).is_some() || tree.time(*word).is_some();
        words.filter(covered).filter(|&word| tree.belongs(word, from)).collect()
    }
}

/// How many words of an article tell what it is about.
const OPENING: usize = 80;

fn some(found: Vec<usize>) -> Option<Vec<usize>> {
    if found.is_empty() { None } else { Some(found) }
}

impl Tree<'_> {
    /// The first words of the article that `token` stands in.
    fn opening(&self, token: usize) -> std::ops::Range<usize> {
        let sentences = &self.analysis.sentences;
        let article = sentences.get(self.analysis.sentence_of(token)).map(|sentence| sentence.article);
        let first = sentences.partition_point(|sentence| Some(sentence.article) < article);
        let start = sentences.get(first).map_or(token, |sentence| sentence.tokens.start);
        start..self.analysis.tokens.len().min(start + OPENING)
    }

    /// Each phrase and the phrases coordinated with it.
    pub(crate) fn spread(&self, heads: Vec<usize>) -> Vec<usize> {
        let mut all = Vec::new();
        for head in heads {
            all.push(head);
            let conjuncts = self.children(head).filter(|&kid| self.deprel(kid) == "conj");
            all.extend(conjuncts.filter(|&kid| self.is_nominal(kid) || self.entity(kid).is_some()));
        }
        all
    }

    /// The noun that stands in the clause for `noun`: the first conjunct, or what counts it.
    pub(crate) fn base(&self, noun: usize) -> usize {
        let mut base = noun;
        for _ in 0..4 {
            let Some(head) = self.head(base) else { break };
            let counted = self.relation(base) == "nmod"
                && self.words.counters.contains(self.lemma(head))
                && self.preposition(base) == "of";
            let conjunct = self.deprel(base) == "conj" && self.is_nominal(head);
            if !counted && !conjunct {
                break;
            }
            base = head;
        }
        base
    }

    /// Whether the noun is what `verb` is done to: its object, its passive subject, or what its relative clause is about.
    pub(crate) fn is_object(&self, noun: usize, verb: usize) -> bool {
        self.head(noun) == Some(verb) && self.is(noun, &["obj", "nsubj:pass"]) || self.objects(verb).contains(&noun)
    }

    pub(crate) fn is_subject(&self, noun: usize, verb: usize) -> bool {
        self.head(noun) == Some(verb) && self.is(noun, &["nsubj"])
    }

    /// The names, adjectives of nationality and amounts that stand in front of `noun` in its own phrase.
    pub(crate) fn modifiers(&self, noun: usize) -> Vec<usize> {
        let start = self.sentence(noun).start;
        let inside = |&word: &usize| {
            !matches!(self.upos(word), Upos::Verb | Upos::Adp | Upos::Aux | Upos::Sconj) && self.climbs_to(word, noun)
        };
        let front: Vec<usize> = (start..noun).rev().take_while(inside).collect();
        let mut tops: Vec<usize> = front.into_iter().filter(|&word| self.is_telling(word)).collect();
        tops.reverse();
        tops.dedup_by_key(|word| match self.entity(*word) {
            Some(entity) if !self.is_half_of_pair(*word) => (entity.span.start, true),
            _ => (*word, false),
        });
        tops
    }

    /// A word in front of a noun that may name a party or an amount.
    fn is_telling(&self, word: usize) -> bool {
        let nationality = || self.entity(word).is_some_and(|entity| entity.kind == EntityKind::Misc);
        self.value(word).is_some()
            || self.upos(word) == Upos::Propn
            || (self.upos(word) == Upos::Noun && self.entity(word).is_some())
            || (self.upos(word) == Upos::Adj && nationality())
    }

    /// One of the two names of "Russia-ASEAN summit".
    pub(crate) fn is_half_of_pair(&self, token: usize) -> bool {
        let sentence = self.sentence(token);
        let hyphen = |at: usize| sentence.contains(&at) && matches!(self.word(at), "-" | "–" | "—" | "/");
        self.upos(token) == Upos::Propn && (hyphen(token + 1) || token.checked_sub(1).is_some_and(hyphen))
    }

    fn climbs_to(&self, word: usize, noun: usize) -> bool {
        let mut here = word;
        for _ in 0..5 {
            if self.deprel(here) == "nmod:poss" {
                return false;
            }
            match self.head(here) {
                Some(head) if head == noun => return true,
                Some(head) if head < noun || self.relation(here) == "punct" => here = head,
                _ => return false,
            }
        }
        false
    }

    /// A clause beside or below with a subject of its own: "won an order, while the bank lent $500 million".
    fn tells_of_another(&self, verb: usize) -> bool {
        let beside = matches!(self.deprel(verb), "conj" | "parataxis" | "advcl") && self.is_verbal(verb);
        beside && self.children(verb).any(|kid| self.is(kid, &["nsubj"]) && !self.is_relative_word(kid))
    }

    /// Whether the way up from `word` meets `trigger` within its clause, or the verb that carries a noun trigger.
    pub(crate) fn belongs(&self, word: usize, trigger: usize) -> bool {
        let mut here = word;
        for _ in 0..12 {
            if here == trigger {
                return true;
            }
            let Some(head) = self.head(here) else { return false };
            let clause = matches!(self.deprel(here), "acl:relcl" | "ccomp" | "parataxis" | "advcl");
            if clause && head != trigger || self.tells_of_another(here) {
                return false;
            }
            here = head;
        }
        false
    }
}
