//! Whom a pronoun stands for, where the sentence's own grammar says so.

use dateline_text::Upos;

use crate::{kind::is_personal, tree::Tree};

impl Tree<'_> {
    /// Whom a pronoun stands for where the sentence's own grammar says so: "Penril said it sold", "completed its
    /// acquisition", "which".
    pub(crate) fn referent(&self, token: usize) -> usize {
        if self.word(token).eq_ignore_ascii_case("whose") {
            return self.bearer(token).unwrap_or(token);
        }
        if !is_personal(self, token) {
            return token;
        }
        let found = if self.deprel(token) == "nmod:poss" { self.owner(token) } else { self.speaker(token) };
        found.filter(|&found| found < token).unwrap_or(token)
    }

    /// "Tesco, whose sales had dropped": the noun of the relative clause, or the one right before it.
    fn bearer(&self, whose: usize) -> Option<usize> {
        let mut above = std::iter::successors(self.head(whose), |&word| self.head(word)).take(4);
        let clause = above.find(|&word| self.deprel(word) == "acl:relcl").and_then(|clause| self.head(clause));
        let comma = |word: usize| if self.word(word) == "," { word.checked_sub(1) } else { Some(word) };
        let before = whose.checked_sub(1).and_then(comma).filter(|&word| self.is_nominal(word));
        let top = before.map(|word| self.entity(word).and_then(|name| self.top_of(name.span)).unwrap_or(word));
        clause.or(top).filter(|&noun| noun < whose)
    }

    /// The subject of the clause around "its acquisition".
    fn owner(&self, pronoun: usize) -> Option<usize> {
        let noun = self.base(self.head(pronoun)?);
        // "approval for its purchase" is its own; "met him during his visit" may be the other's.
        let reach = if self.word(pronoun).eq_ignore_ascii_case("its") { 4 } else { 1 };
        let mut above = std::iter::successors(self.head(noun), |&word| self.head(word)).take(reach);
        let verb =
            above.find(|&head| self.is_verbal(head)).filter(|_| reach > 1 || self.is(noun, &["obj", "xcomp"]))?;
        let subject = self.surface_subject(verb, 4).filter(|&subject| subject != noun)?;
        if is_personal(self, subject) { self.speaker(subject) } else { Some(subject) }
    }

    /// The company that says something of itself as "it".
    fn speaker(&self, pronoun: usize) -> Option<usize> {
        if !self.word(pronoun).eq_ignore_ascii_case("it") {
            return None;
        }
        let mut here = pronoun;
        for _ in 0..6 {
            let head = self.head(here)?;
            if self.deprel(here) == "ccomp" {
                let speaker = self.surface_subject(head, 2)?;
                let named = self.entity(speaker).is_some() || self.upos(speaker) == Upos::Propn;
                return named.then_some(speaker);
            }
            here = head;
        }
        None
    }
}
