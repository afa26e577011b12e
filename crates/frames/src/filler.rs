//! Words of the grammar to fillers: the shortest phrase that names somebody or something.

use dateline_text::{EntityKind, Filler, FillerSource, Role, Span, Upos};

use crate::{
    kind::{Kind, Kinds},
    roles::{Extent, Roles},
    tree::Tree,
};

/// Makes fillers.
pub(crate) struct FillerMaker<'a> {
    pub(crate) tree: &'a Tree<'a>,
    pub(crate) kinds: &'a Kinds,
    pub(crate) roles: &'a Roles,
}

impl FillerMaker<'_> {
    /// The fillers of `role` that the phrase at `token` gives: none where it is of the wrong kind, several where an
    /// apposition lists them. `trigger` is the word whose event is filled.
    pub(crate) fn fill(&self, role: Role, token: usize, trigger: usize) -> Vec<Filler> {
        let kind = self.roles.kind(role);
        // "sales of 4 mln dlrs": of all roles, only what is measured can be the trigger itself.
        if (token == trigger && role != Role::Measure) || !self.kinds.is(self.tree, token, kind) {
            return Vec::new();
        }
        match kind {
            Kind::Time => self.time(role, token).into_iter().collect(),
            Kind::Amount | Kind::Money | Kind::Percent | Kind::Quantity => {
                vec![self.amount(role, token).unwrap_or_else(|| self.phrase(role, token))]
            }
            _ if role == Role::Stake => vec![self.amount(role, token).unwrap_or_else(|| self.phrase(role, token))],
            _ => self.named(role, token, trigger),
        }
    }

    fn time(&self, role: Role, token: usize) -> Option<Filler> {
        let (index, time) = self.tree.time(token)?;
        Some(Filler { role, span: time.span, head: token, source: FillerSource::Time(index) })
    }

    fn amount(&self, role: Role, token: usize) -> Option<Filler> {
        let (index, value) = self.tree.value(token)?;
        Some(Filler { role, span: value.span, head: token, source: FillerSource::Value(index) })
    }

    fn named(&self, role: Role, token: usize, trigger: usize) -> Vec<Filler> {
        if self.roles.extent(role) == Extent::Phrase || role == Role::Measure {
            return vec![self.phrase(role, token)];
        }
        if self.tree.entity(token).is_some() {
            return self.name(role, token, trigger).into_iter().collect();
        }
        let names = self.names_beside(token);
        if names.is_empty() {
            return vec![self.phrase(role, token)];
        }
        names.into_iter().filter_map(|name| self.name(role, name, trigger)).collect()
    }

    /// A name; of a name that holds the trigger itself ("Russia-ASEAN Summit"), the part that names a party.
    fn name(&self, role: Role, token: usize, trigger: usize) -> Option<Filler> {
        let entity = self.tree.entity(token)?;
        let within = entity.span.contains(self.tree.token(trigger).span);
        let joined = self.tree.analysis.document.slice(entity.span).contains(['-', '–', '—', '/']);
        let half = self.tree.is_half_of_pair(token) && (within || (joined && entity.kind != EntityKind::Person));
        let span = match (half, within) {
            (true, _) => self.tree.token(token).span,
            (false, true) => self.is_acronym(token).then(|| self.tree.token(token).span)?,
            (false, false) => entity.span,
        };
        Some(Filler { role, span: trimmed(span, self.tree), head: token, source: FillerSource::Phrase })
    }

    fn is_acronym(&self, token: usize) -> bool {
        let word = self.tree.word(token);
        word.len() > 2 && word.chars().all(char::is_uppercase)
    }

    /// The names that a description comes with: "three companies - A, B and C", "its counterpart Saifuddin Abdullah",
    /// "its ARC America Corp unit".
    fn names_beside(&self, noun: usize) -> Vec<usize> {
        let tree = self.tree;
        if tree.upos(noun) == Upos::Pron {
            return Vec::new();
        }
        let apposition = tree
            .children(noun)
            .find(|&kid| tree.is(kid, &["appos", "flat"]) && tree.entity(kid).is_some() && tree.time(kid).is_none());
        let mut names: Vec<usize> = apposition.map(|kid| tree.spread(vec![kid])).unwrap_or_default();
        names.retain(|&name| tree.entity(name).is_some());
        names.extend(Some(noun + 1).filter(|&next| names.is_empty() && self.is_name_after(noun, next)));
        if names.is_empty() {
            names.extend(self.carried_name(noun));
        }
        names
    }

    /// "his colleague Don Pramudwinai", "the distributor Don Lowe Foods Inc", however the two were joined.
    fn is_name_after(&self, noun: usize, next: usize) -> bool {
        let lemma = self.tree.lemma(noun);
        let fits = |kind: EntityKind| match kind {
            EntityKind::Person => self.kinds.is_person_noun(lemma),
            EntityKind::Organisation => self.kinds.is_company_noun(lemma),
            EntityKind::Location | EntityKind::Misc => false,
        };
        self.tree.sentence(noun).contains(&next)
            && self.tree.upos(next) == Upos::Propn
            && self.tree.entity(next).is_some_and(|entity| fits(entity.kind))
    }

    /// The name of a unit that its owner's possessive makes definite.
    fn carried_name(&self, noun: usize) -> Option<usize> {
        let tree = self.tree;
        let owned = tree.child(noun, &["nmod:poss"]).is_some() && self.kinds.is_company_noun(tree.lemma(noun));
        let name = noun.checked_sub(1).filter(|&before| owned && tree.is(before, &["compound", "nmod", "flat"]))?;
        let named =
            tree.entity(name).is_some_and(|name| name.kind != EntityKind::Location) && tree.upos(name) == Upos::Propn;
        named.then_some(name)
    }

    fn phrase(&self, role: Role, token: usize) -> Filler {
        let tokens = match self.roles.extent(role) {
            Extent::Name => (self.start(token, false), self.end(token, joining(role))),
            Extent::Noun => (self.start(token, matches!(role, Role::Measure | Role::Stake)), self.end(token, &[])),
            Extent::Phrase => self.whole(token),
        };
        let span = self.tree.analysis.cover(tokens.0..tokens.1 + 1).unwrap_or(self.tree.token(token).span);
        Filler { role, span: trimmed(span, self.tree), head: token, source: FillerSource::Phrase }
    }

    /// The first word of the noun phrase, without determiners and possessive pronouns.
    fn start(&self, head: usize, bare: bool) -> usize {
        let tree = self.tree;
        let front = |&kid: &usize| {
            kid < head
                && tree.is(kid, &["amod", "compound", "nummod", "nmod", "flat"])
                && tree.upos(kid) != Upos::Pron
                && tree.time(kid).is_none()
        };
        let bound = self.front_of(head, bare);
        let kept = |kid: &usize| {
            front(kid) && *kid >= bound && !self.is_counting(*kid) && !(bare && tree.is(*kid, &["nmod:poss"]))
        };
        let first = tree.children(head).filter(kept).map(|kid| self.leftmost(kid)).min();
        first.map_or(head, |first| first.max(bound).min(head))
    }

    /// Where the run of words before `head` that holds no verb begins: what stands before a verb is no part of the phrase.
    fn front_of(&self, head: usize, bare: bool) -> usize {
        let tree = self.tree;
        let verb = |word: usize| {
            tree.upos(word) == Upos::Aux || (tree.is_verbal(word) && !tree.is(word, &["amod", "compound", "acl"]))
        };
        let ends = |word: usize| {
            let mark = matches!(tree.word(word), ")" | ":" | ";" | "—" | "--") || bare && tree.word(word) == ",";
            verb(word) || mark || self.is_spaced_dash(word)
        };
        (tree.sentence(head).start..head).rev().take_while(|&word| !ends(word)).last().unwrap_or(head)
    }

    fn is_spaced_dash(&self, word: usize) -> bool {
        let before = word.checked_sub(1).map_or(0, |before| self.tree.token(before).span.end);
        matches!(self.tree.word(word), "-" | "–") && before < self.tree.token(word).span.start
    }

    /// "many", "several": how many, not who.
    fn is_counting(&self, word: usize) -> bool {
        let counting = ["many", "several", "few", "other", "various", "numerous", "certain", "more", "some"];
        counting.contains(&self.tree.lemma(word))
    }

    fn leftmost(&self, token: usize) -> usize {
        let tree = self.tree;
        let skip = |kid: usize| tree.is(kid, &["det", "case", "punct", "cc"]) || tree.upos(kid) == Upos::Pron;
        let left = tree.children(token).filter(|&kid| kid < token && !skip(kid)).map(|kid| self.leftmost(kid)).min();
        left.unwrap_or(token)
    }

    /// The last word: what belongs to the name, and a phrase with one of `cases` that follows at once.
    fn end(&self, head: usize, cases: &[&str]) -> usize {
        let tree = self.tree;
        let mut end = head;
        for kid in tree.children(head).filter(|&kid| kid > head) {
            let part = tree.is(kid, &["flat", "compound", "fixed", "goeswith"]) && kid == end + 1;
            let of = tree.relation(kid) == "nmod" && self.leftmost_all(kid) == end + 1;
            if part || (of && cases.contains(&tree.preposition(kid).as_str())) {
                let name = tree.entity(kid).map(|entity| tree.analysis.tokens_in(entity.span).end - 1);
                end = name.unwrap_or_else(|| self.end(kid, cases)).max(self.last_conjunct(kid));
            }
        }
        end
    }

    /// The last word of "Turkey and Greece" in "the ministers of Turkey and Greece".
    fn last_conjunct(&self, first: usize) -> usize {
        let tree = self.tree;
        let names = tree.children(first).filter(|&kid| tree.deprel(kid) == "conj" && tree.entity(kid).is_some());
        let ends = names.filter_map(|kid| Some(tree.analysis.tokens_in(tree.entity(kid)?.span).end - 1));
        ends.max().unwrap_or(first)
    }

    fn leftmost_all(&self, token: usize) -> usize {
        self.tree.children(token).filter(|&kid| kid < token).map(|kid| self.leftmost_all(kid)).min().unwrap_or(token)
    }

    /// The phrase with all that belongs to it but relative clauses and asides.
    fn whole(&self, head: usize) -> (usize, usize) {
        let tree = self.tree;
        let (mut first, mut last) = if tree.is_verbal(head) { (head, head) } else { (self.start(head, false), head) };
        let aside =
            ["acl:relcl", "appos", "parataxis", "advcl", "punct", "det", "mark", "case", "nsubj", "discourse", "cc"];
        let parts = tree.children(head).filter(|&kid| kid > head && !aside.contains(&tree.deprel(kid)));
        // What follows a date tells of the circumstances.
        for kid in parts.take_while(|&kid| tree.time(kid).is_none()) {
            if !self.is_relative(kid) && !self.is_scene(kid) {
                let (start, end) = self.whole(kid);
                (first, last) = (first.min(start), last.max(end));
            }
        }
        (first, last)
    }

    /// Where it happened, not what: "an agreement on gas in Moscow".
    fn is_scene(&self, word: usize) -> bool {
        self.kinds.is(self.tree, word, Kind::Location) && matches!(self.tree.preposition(word).as_str(), "in" | "at")
    }

    /// A clause that begins with a relative pronoun, whatever its relation.
    fn is_relative(&self, clause: usize) -> bool {
        let mut before = self.tree.children(clause).filter(|&kid| kid < clause);
        before.any(|kid| self.tree.is(kid, &["nsubj", "obj", "obl"]) && self.tree.is_relative_word(kid))
    }
}

/// Prepositions that go on with the name of a filler: "leaders from Asia", but goods come from their seller.
fn joining(role: Role) -> &'static [&'static str] {
    if matches!(role, Role::Asset | Role::Target) { &["of"] } else { &["of", "from"] }
}

/// Without quotation marks and brackets at the edges.
fn trimmed(span: Span, tree: &Tree) -> Span {
    let text = tree.analysis.document.slice(span);
    let edge = |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '(' | ')' | ',' | ';' | '\'' | '‘');
    let start = span.start + (text.len() - text.trim_start_matches(edge).len());
    let inner = text.trim_matches(edge).len();
    if inner == 0 { span } else { Span::new(start, start + inner) }
}
