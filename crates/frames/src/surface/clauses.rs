//! Verbs: what each hangs on, and what has waited for it.

use dateline_text::Upos;

use super::{
    attach::Attacher,
    forms::{BASE, ING, PARTICIPLE},
};

impl Attacher<'_> {
    /// A verb: what it hangs on, and what has waited for it.
    pub(super) fn clause(&mut self, verb: usize) {
        let word = &self.words[verb];
        let waiting = std::mem::take(&mut self.waiting);
        let (last_verb, last_noun) = (self.verb, self.last);
        let to = waiting.iter().any(|&(at, _)| self.words[at].lemma == "to" && self.words[at].upos == Upos::Part);
        let marked = waiting.iter().any(|(_, relation)| *relation == "mark") && !to;
        let be = waiting.iter().any(|&(at, _)| self.words[at].lemma == "be");
        let finite_aux = waiting.iter().any(|(_, relation)| *relation == "aux");
        self.is_passive = be && word.upos == Upos::Verb && word.form & PARTICIPLE != 0 && word.form & ING == 0;
        self.wait_over(verb, waiting);
        let adjoins = last_noun.is_some_and(|noun| noun + 1 == verb);
        let by = self.words.get(verb + 1).is_some_and(|next| next.lower == "by");
        let reduced = !finite_aux
            && adjoins
            && word.form & (PARTICIPLE | ING) != 0
            && (by || word.form & ING != 0 || self.subject.is_none());
        let cases = std::mem::take(&mut self.cases);
        let joint = self.joint.take();
        if let Some((pronoun, noun)) = self.relative.take() {
            let role = if self.subject.is_some() { "obj" } else { self.subject_relation() };
            self.set(pronoun, verb, role);
            self.set(verb, noun, "acl:relcl");
            self.take_subject(verb);
        } else if let (Some(&case), true) = (cases.first(), word.form & ING != 0) {
            self.set(case, verb, "mark");
            self.below(verb, last_noun.filter(|noun| noun + 1 == case), last_verb);
        } else if to {
            self.infinitive(verb, last_noun, last_verb);
        } else if let Some(noun) = last_noun.filter(|_| reduced) {
            self.set(verb, noun, "acl");
            self.is_passive = word.form & PARTICIPLE != 0;
        } else {
            self.finite(verb, last_verb, marked, joint.is_some());
        }
        (self.verb, self.has_object, self.last, self.noun) = (Some(verb), false, None, None);
    }

    fn subject_relation(&self) -> &'static str {
        if self.is_passive { "nsubj:pass" } else { "nsubj" }
    }

    fn take_subject(&mut self, verb: usize) -> bool {
        let subject = self.subject.take();
        if let Some(subject) = subject {
            self.set(subject, verb, self.subject_relation());
        }
        subject.is_some()
    }

    fn wait_over(&mut self, verb: usize, waiting: Vec<(usize, &'static str)>) {
        let passive = self.is_passive;
        let last_be = waiting.iter().rev().map(|(at, _)| *at).find(|&at| self.words[at].lemma == "be");
        for (at, relation) in waiting {
            let relation = match relation {
                "aux" if Some(at) == last_be && passive => "aux:pass",
                "aux" if Some(at) == last_be && self.words[verb].upos == Upos::Adj => "cop",
                _ => relation,
            };
            self.set(at, verb, relation);
        }
    }

    /// "after visiting Paris", "interest in buying"
    fn below(&mut self, verb: usize, noun: Option<usize>, last_verb: Option<usize>) {
        match (noun.filter(|&noun| self.words[noun].covers[0].is_none()), last_verb) {
            (Some(noun), _) => self.set(verb, noun, "acl"),
            (None, Some(head)) => self.set(verb, head, "advcl"),
            (None, None) => self.waiting.push((verb, "advcl")),
        }
    }

    /// "plans to buy", "an agreement to buy", "urged Iran to sign", "Renault to buy"
    fn infinitive(&mut self, verb: usize, noun: Option<usize>, last_verb: Option<usize>) {
        let plain = noun.filter(|&noun| self.words[noun].covers[0].is_none() && self.words[noun].upos == Upos::Noun);
        match (plain, last_verb) {
            (Some(noun), _) if noun + 2 == verb => self.set(verb, noun, "acl"),
            (_, Some(head)) => self.set(verb, head, "xcomp"),
            _ => self.finite(verb, None, false, false),
        }
    }

    fn finite(&mut self, verb: usize, last_verb: Option<usize>, marked: bool, joint: bool) {
        let own = self.take_subject(verb);
        // "After visiting Paris, Xi met": the first verb has waited for this one.
        let last_verb = last_verb.filter(|&head| self.heads[head] != Some(verb));
        let ing = self.words[verb].form & (ING | BASE) == ING && self.words[verb].upos == Upos::Verb;
        match last_verb {
            None if marked => self.waiting.push((verb, "advcl")),
            None => {}
            Some(head) if own && self.surface.data.saying.contains(&self.words[head].lemma) && !joint => {
                self.set(verb, head, "ccomp");
            }
            Some(head) if marked => self.set(verb, head, "advcl"),
            Some(head) if ing && !own => self.set(verb, head, "advcl"),
            Some(head) if self.relations[head] == "acl:relcl" && self.root.is_none() && !own => {
                if let Some(first) = self.first.take() {
                    self.set(first, verb, self.subject_relation());
                }
            }
            Some(head) if own => {
                let root = self.root.unwrap_or(head);
                self.set(verb, root, if joint { "conj" } else { "parataxis" });
            }
            Some(head) => self.set(verb, head, "conj"),
        }
        if self.heads[verb].is_none() && !self.waiting.iter().any(|(at, _)| *at == verb) {
            self.root = self.root.or(Some(verb));
        }
    }
}
