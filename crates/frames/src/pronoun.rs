//! Whom a pronoun stands for, where the sentence's own grammar says so.

use dateline_text::Upos;

use crate::{kind::is_personal, tree::Tree};

impl Tree<'_> {
    /// Whom a pronoun stands for where the sentence's own grammar says so: "Penril said it sold", "completed its
    /// acquisition", "which".
    pub(crate) fn referent(&self, token: usize) -> usize {
        if !is_personal(self, token) {
            return token;
        }
        let found = if self.deprel(token) == "nmod:poss" { self.owner(token) } else { self.speaker(token) };
        found.filter(|&found| found < token).unwrap_or(token)
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
