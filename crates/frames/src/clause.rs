//! Who does what to whom in a clause: logical subjects and objects through passives, relative clauses, control and
//! coordination.

use dateline_text::Upos;

use crate::tree::Tree;

/// How many clauses a missing subject is sought through.
const DEPTH: usize = 5;

impl Tree<'_> {
    /// The noun phrases that do what `verb` says: the subject, or the agent of a passive.
    pub(crate) fn subjects(&self, verb: usize) -> Vec<usize> {
        if self.is_passive(verb) { self.agents(verb) } else { self.surface_subject(verb, DEPTH).into_iter().collect() }
    }

    /// The noun phrases that `verb` is done to: the object, or the subject of a passive.
    pub(crate) fn objects(&self, verb: usize) -> Vec<usize> {
        let own = self.children(verb).find(|&kid| self.is(kid, &["obj"]) && !self.is_relative_word(kid));
        if !self.is_passive(verb) {
            return own.or_else(|| self.gap(verb)).or_else(|| self.shared_object(verb)).into_iter().collect();
        }
        // "was awarded a contract": the subject is the recipient, the object stays an object.
        own.or_else(|| self.surface_subject(verb, DEPTH)).into_iter().collect()
    }

    /// The receiver of a verb with two objects; in the passive, the subject: "Boeing was awarded a contract".
    pub(crate) fn indirect_objects(&self, verb: usize) -> Vec<usize> {
        let own = self.children(verb).find(|&kid| self.is(kid, &["iobj"]));
        let passive = || {
            let kept = self.is_passive(verb) && self.child(verb, &["obj"]).is_some();
            kept.then(|| self.surface_subject(verb, DEPTH)).flatten()
        };
        own.or_else(passive).into_iter().collect()
    }

    /// Whether the clause of `verb` is passive, reduced relatives ("signed by", "held in Sochi") included.
    pub(crate) fn is_passive(&self, verb: usize) -> bool {
        if self.children(verb).any(|kid| matches!(self.deprel(kid), "aux:pass" | "nsubj:pass" | "obl:agent")) {
            return true;
        }
        if self.children(verb).any(|kid| matches!(self.deprel(kid), "nsubj" | "obj") || self.is(kid, &["aux"])) {
            return false;
        }
        let reduced =
            matches!(self.deprel(verb), "acl" | "advcl" | "amod" | "acl:relcl") && self.is_past_participle(verb);
        let shared = self.relation(verb) == "conj"
            && self.is_past_participle(verb)
            && self.head(verb).is_some_and(|head| self.is_verbal(head) && self.is_passive(head));
        reduced || shared
    }

    /// A verb form that can head a passive: no `-ing`, no infinitive, not the dictionary form.
    fn is_past_participle(&self, verb: usize) -> bool {
        let word = self.word(verb);
        !word.ends_with("ing")
            && !self.children(verb).any(|kid| self.is(kid, &["mark"]) && self.lemma(kid) == "to")
            && (word.ends_with('d')
                || word.ends_with('n')
                || word.ends_with('t')
                || word.ends_with("de")
                || word != self.lemma(verb))
    }

    fn agents(&self, verb: usize) -> Vec<usize> {
        let by = |kid: &usize| {
            self.deprel(*kid) == "obl:agent" || (self.relation(*kid) == "obl" && self.preposition(*kid) == "by")
        };
        self.children(verb).filter(by).filter(|&kid| self.time(kid).is_none()).collect()
    }

    /// What stands, or is understood, in the subject's place, whatever the voice.
    pub(crate) fn surface_subject(&self, verb: usize, depth: usize) -> Option<usize> {
        let subjects = self.children(verb).filter(|&kid| self.is(kid, &["nsubj"]) && self.deprel(kid) != "nsubj:outer");
        // Of several, the one next to the verb: the others belong elsewhere.
        let own = subjects.min_by_key(|&kid| (kid > verb, kid.abs_diff(verb)));
        if let Some(own) = own {
            return if self.is_relative_word(own) { self.antecedent(verb) } else { Some(own) };
        }
        let head = self.head(verb).filter(|_| depth > 0)?;
        match self.deprel(verb) {
            "conj" if self.is_verbal(head) || self.child(head, &["nsubj"]).is_some() => {
                self.surface_subject(head, depth - 1)
            }
            "xcomp" => self.controller(verb, head, depth),
            // "spent the day talking"
            "acl" if self.time(head).is_some() || self.lemma(head) == "day" => self.possessor_or_holder(head, depth),
            // "set its sights on buying", "interest in selling"
            "acl" if ["on", "in", "of", "for", "about"].iter().any(|word| self.has_mark(verb, word)) => {
                self.possessor_or_holder(head, depth)
            }
            "acl" if self.word(verb).ends_with("ing") || self.is_past_participle(verb) => Some(head),
            "acl" => self.possessor_or_holder(head, depth),
            "acl:relcl" => Some(head).filter(|_| !self.children(verb).any(|kid| self.is_relative_word(kid))),
            "advcl" if self.called_upon(verb, head).is_some() => self.called_upon(verb, head),
            "advcl" if self.is_verbal(head) || self.child(head, &["cop"]).is_some() => {
                self.surface_subject(head, depth - 1)
            }
            _ => None,
        }
    }

    /// The understood subject of the infinitive `verb` below `matrix`.
    fn controller(&self, verb: usize, matrix: usize, depth: usize) -> Option<usize> {
        let object = self.children(matrix).find(|&kid| self.is(kid, &["obj", "iobj"]) && kid < verb);
        let controls = self.words.object_control.contains(self.lemma(matrix)) || self.is_bare_infinitive(verb);
        match object.or_else(|| self.called_upon(verb, matrix)) {
            Some(object) if controls => Some(object),
            _ => self.surface_subject(matrix, depth - 1),
        }
    }

    /// "watched the ministers sign"
    fn is_bare_infinitive(&self, verb: usize) -> bool {
        self.word(verb) == self.lemma(verb) && !self.has_mark(verb, "to")
    }

    /// "calls on Iran to sign", "appealed to both sides to meet": who is to act stands behind the preposition.
    fn called_upon(&self, verb: usize, matrix: usize) -> Option<usize> {
        let calls = self.words.calling.contains(self.lemma(matrix));
        let upon = |&kid: &usize| {
            kid < verb
                && self.relation(kid) == "obl"
                && matches!(self.preposition(kid).as_str(), "on" | "upon" | "to" | "for")
        };
        self.children(matrix).find(upon).filter(|_| calls)
    }

    /// Whose plan, offer or agreement the noun is: "Russia's plan to sell", "reached an agreement to buy".
    fn possessor_or_holder(&self, noun: usize, depth: usize) -> Option<usize> {
        let possessor = self.child(noun, &["nmod:poss"]);
        let by = || self.children(noun).find(|&kid| self.is(kid, &["nmod", "obl"]) && self.preposition(kid) == "by");
        let holder = || {
            let verb = self.head(noun).filter(|&head| self.is_verbal(head))?;
            let agent = self.is_passive(verb).then(|| self.agents(verb).first().copied()).flatten();
            if self.is(noun, &["obj", "obl"]) { agent.or_else(|| self.surface_subject(verb, depth - 1)) } else { agent }
        };
        // "Telefonica is in talks to sell"
        let bearer = || self.child(noun, &["cop"]).and_then(|_| self.child(noun, &["nsubj"]));
        // "an offer it received from Trans World Airlines to buy"
        let giver = || {
            let from = |&kid: &usize| self.is(kid, &["nmod", "obl"]) && self.preposition(kid) == "from";
            let clause = self.children(noun).find(|&kid| self.deprel(kid) == "acl:relcl" && self.is_verbal(kid));
            let below = clause.and_then(|verb| self.children(verb).find(from));
            let verb = self.head(noun).filter(|&head| self.is_verbal(head) && self.is(noun, &["obj"]));
            self.children(noun).find(from).or(below).or_else(|| verb.and_then(|verb| self.children(verb).find(from)))
        };
        possessor.or_else(by).or_else(giver).or_else(holder).or_else(bearer)
    }

    /// The noun that a relative clause speaks of.
    fn antecedent(&self, verb: usize) -> Option<usize> {
        match self.deprel(verb) {
            "acl:relcl" | "acl" => self.head(verb),
            "conj" | "xcomp" => self.head(verb).and_then(|head| self.antecedent(head)),
            _ => None,
        }
    }

    /// The object that a relative clause lacks: "the jets that Moscow sold".
    fn gap(&self, verb: usize) -> Option<usize> {
        let head = self.head(verb).filter(|_| self.deprel(verb) == "acl:relcl")?;
        let subject = self.child(verb, &["nsubj"])?;
        let object = self.children(verb).find(|&kid| self.is(kid, &["obj"]));
        let filled = self.children(verb).any(|kid| self.is(kid, &["obl", "advmod"]) && self.is_relative_word(kid));
        (!filled && !self.is_relative_word(subject) && object.is_none_or(|kid| self.is_relative_word(kid)))
            .then_some(head)
    }

    /// "signed and ratified the treaty", where the parse hangs the object on the other verb.
    fn shared_object(&self, verb: usize) -> Option<usize> {
        let next = self.children(verb).find(|&kid| self.deprel(kid) == "conj" && self.is_verbal(kid))?;
        let bare = next <= verb + 2 && self.child(next, &["nsubj"]).is_none();
        bare.then(|| self.children(next).find(|&kid| self.is(kid, &["obj"]))).flatten()
    }

    pub(crate) fn is_relative_word(&self, token: usize) -> bool {
        matches!(self.upos(token), Upos::Pron | Upos::Det | Upos::Sconj | Upos::Adv)
            && matches!(self.lemma(token), "who" | "whom" | "which" | "that" | "where" | "whose")
    }
}
