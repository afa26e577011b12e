//! Repairs inside and around noun phrases: numbers, prices, names cut in two, phrases hung on the wrong side.

use dateline_text::{EntityKind, Upos, ValueKind};

use super::Repair;

/// Prepositions that go on from what happens, not from the name before: "a loan from the Development Bank to Pakistan".
const BEYOND_NAMES: &[&str] = &["to", "for", "from", "by", "with"];

impl Repair<'_, '_> {
    /// What the spans of names and amounts tell of their grammar.
    pub(super) fn spans(&mut self) {
        for index in 0..self.analysis.values.len() {
            self.number(index);
            self.sum(index);
            self.price(index);
            self.each(index);
        }
        for index in 0..self.analysis.entities.len() {
            self.cut_name(index);
        }
    }

    /// "its 16.7 percent stake ... for 120 billion yen": a number counts the word behind it, not one of another amount.
    fn number(&mut self, value: usize) {
        let words = self.analysis.tokens_in(self.analysis.values[value].span);
        for word in words.clone().rev().skip(1) {
            let next = word + 1;
            let astray = self.heads[word].is_none_or(|head| head > words.end && self.upos(head) == Upos::Num);
            if self.upos(word) == Upos::Num && astray && self.heads[next] != Some(word) {
                self.set(word, next, "nummod");
            }
        }
    }

    /// "for 37 mln Canadian dlrs", "mln" and "dlrs" hung on the verb one by one: a sum has one head.
    fn sum(&mut self, value: usize) {
        let words = self.analysis.tokens_in(self.analysis.values[value].span);
        let outside = |word: &usize| self.heads[*word].is_none_or(|head| !words.contains(&head));
        let tops: Vec<usize> = words.clone().filter(outside).collect();
        let [rest @ .., last] = tops.as_slice() else { return };
        if self.analysis.values[value].kind != ValueKind::Money || rest.is_empty() || self.upos(*last) != Upos::Noun {
            return;
        }
        for &word in rest {
            self.set(word, *last, "compound");
            // "for", "about": what hung on the part hangs on the whole.
            for kid in self.analysis.sentences[self.analysis.sentence_of(word)].tokens.clone() {
                if self.heads[kid] == Some(word) && !words.contains(&kid) && kid != *last {
                    self.heads[kid] = Some(*last);
                }
            }
        }
    }

    /// "Microsoft's $26.2 billion purchase closed", the price taken for the head.
    fn price(&mut self, value: usize) {
        let value = &self.analysis.values[value];
        let words = self.analysis.tokens_in(value.span);
        let noun = words.end;
        let is_price = value.kind == ValueKind::Money && noun < self.heads.len() && self.upos(noun) == Upos::Noun;
        let Some(sum) = self.heads.get(noun).copied().flatten() else { return };
        if !is_price || !words.contains(&sum) || self.relations[noun] != "appos" {
            return;
        }
        let relation = match self.heads[sum] {
            Some(verb) if verb > noun && self.upos(verb) == Upos::Verb => "nsubj",
            _ => self.relations[sum],
        };
        (self.heads[noun], self.relations[noun]) = (self.heads[sum], relation);
        self.set(sum, noun, "compound");
    }

    /// "$20.6 million, or 26 cents a share": what a price is for hangs on the price.
    fn each(&mut self, value: usize) {
        let words = self.analysis.tokens_in(self.analysis.values[value].span);
        let (determiner, noun) = (words.end, words.end + 1);
        let same_sentence = noun < self.heads.len()
            && self.analysis.sentence_of(determiner) == self.analysis.sentence_of(noun)
            && matches!(self.analysis.word(determiner), "a" | "an" | "per" | "each");
        if !same_sentence || self.analysis.values[value].kind != ValueKind::Money || self.upos(noun) != Upos::Noun {
            return;
        }
        let outside = |word: &usize| self.heads[*word].is_none_or(|head| !words.contains(&head));
        if let Some(sum) = words.clone().find(outside).filter(|&sum| !self.stands_above(noun, sum)) {
            self.set(noun, sum, "nmod:unmarked");
        }
    }

    /// "Timor" joined to the subject, "Leste" hung on the verb: a name has one head.
    fn cut_name(&mut self, entity: usize) {
        let words = self.analysis.tokens_in(self.analysis.entities[entity].span);
        let outside = |word: &usize| self.heads[*word].is_none_or(|head| !words.contains(&head));
        let tops: Vec<usize> = words.clone().filter(outside).filter(|&word| self.is_noun(word)).collect();
        let [first, rest @ ..] = tops.as_slice() else { return };
        let argument = matches!(self.relations[*first], "conj" | "nsubj" | "obj" | "obl" | "nmod" | "nsubj:pass");
        for &word in rest.iter().filter(|&&word| argument && word == first + 1) {
            self.set(word, *first, "flat");
        }
    }

    /// "acquire Trimac Ltd's stake", the name hung on another name: a possessive in front of a noun belongs to it.
    pub(super) fn possessor(&mut self, mark: usize) {
        let meant = matches!(self.analysis.word(mark), "'s" | "’s" | "'" | "’") && self.upos(mark) == Upos::Part;
        let Some(before) = mark.checked_sub(1).filter(|_| meant) else { return };
        let Some(entity) = self.analysis.entities.get(self.covers.entity[before] as usize) else { return };
        let words = self.analysis.tokens_in(entity.span);
        let outside = |word: &usize| self.heads[*word].is_none_or(|head| !words.contains(&head));
        let Some(top) = words.clone().find(outside).filter(|_| words.end == mark) else { return };
        self.owned_name(top, mark);
        let end = self.analysis.sentences[self.analysis.sentence_of(mark)].tokens.end;
        let phrase = (mark + 1..end).take_while(|&word| self.goes_on(word));
        let Some(owned) = phrase.filter(|&word| self.is_noun(word) && !self.stands_above(top, word)).last() else {
            return;
        };
        let astray = self.heads[top].is_some_and(|head| head < top)
            && matches!(self.relations[top], "flat" | "compound" | "appos" | "dep");
        if astray {
            self.set(top, owned, "nmod:poss");
            self.heads[mark] = Some(top);
        }
    }

    /// "Warren Buffett's Berkshire Hathaway", the company taken for another name of its owner.
    fn owned_name(&mut self, owner: usize, mark: usize) {
        let Some(entity) =
            self.covers.entity.get(mark + 1).and_then(|&entity| self.analysis.entities.get(entity as usize))
        else {
            return;
        };
        let words = self.analysis.tokens_in(entity.span);
        let hung = |word: &usize| self.heads[*word] == Some(owner);
        let Some(name) = words.clone().find(hung).filter(|_| words.start == mark + 1) else { return };
        if matches!(self.relations[name], "appos" | "flat" | "nmod" | "compound") {
            (self.heads[name], self.relations[name]) = (self.heads[owner], self.relations[owner]);
            self.set(owner, name, "nmod:poss");
        }
    }

    /// A preposition inside a name belongs to the name's head: "to Nippon Life".
    pub(super) fn case_of_name(&mut self, case: usize) {
        let Some(word) = self.heads[case].filter(|_| self.relations[case] == "case") else { return };
        let Some(entity) = self.analysis.entities.get(self.covers.entity[word] as usize) else { return };
        let words = self.analysis.tokens_in(entity.span);
        let top = words.clone().find(|&word| self.heads[word].is_none_or(|head| !words.contains(&head)));
        if let Some(top) = top.filter(|&top| top != word && case < words.start && self.relations[word] == "flat") {
            self.heads[case] = Some(top);
        }
    }

    /// "from Ryanair for 25 jets", "Fuji Heavy Industries to Nippon Life": a phrase with a preposition of its own is no
    /// part of the next phrase or of a name that stands before.
    pub(super) fn captured(&mut self, case: usize) {
        let Some(noun) = self.heads[case].filter(|_| self.relations[case] == "case" && self.upos(case) == Upos::Adp)
        else {
            return;
        };
        let Some(head) = self.heads[noun].filter(|_| self.is_noun(noun) && case < noun) else { return };
        if self.relations[noun] != "compound" {
            return;
        }
        let other = |word: usize| self.relations[word] == "case" && self.upos(word) == Upos::Adp;
        if head < case {
            self.relations[noun] = "nmod";
        } else if (noun + 1..head).any(|word| other(word) && self.heads[word] == Some(head)) {
            let Some(above) = self.heads[head].filter(|&above| above < case) else { return };
            let relation = if self.upos(above) == Upos::Verb { "obl" } else { "nmod" };
            self.set(noun, above, relation);
        }
    }

    /// "its tender offer for all of the shares expired": a phrase with a preposition is no subject; it goes on from the
    /// noun before.
    pub(super) fn oblique_subject(&mut self, case: usize) {
        let meant = self.relations[case] == "case"
            && self.upos(case) == Upos::Adp
            && self.heads.len() > case + 1
            && self.upos(case + 1) != Upos::Num;
        let Some(noun) = self.heads[case].filter(|&noun| meant && noun > case) else { return };
        let Some(before) = case.checked_sub(1).filter(|&before| self.is_noun(before)) else { return };
        let verb =
            self.heads[noun].filter(|&verb| verb > noun && matches!(self.relations[noun], "nsubj" | "nsubj:pass"));
        if verb.is_some() && !self.stands_above(noun, before) {
            self.set(noun, before, "nmod");
        }
    }

    /// "the bid by Kraft Foods for Cadbury": what follows a name goes on from the noun before the name.
    pub(super) fn beyond_name(&mut self, case: usize) {
        let meant = self.relations[case] == "case" && BEYOND_NAMES.contains(&self.analysis.word(case));
        let Some(noun) = self.heads[case].filter(|_| meant) else { return };
        let Some(name) = self.heads[noun].filter(|&name| name < case && self.relations[noun] == "nmod") else { return };
        let Some(above) = self.heads[name].filter(|_| self.relations[name] == "nmod") else { return };
        let of_body = |word: usize| {
            let entity = self.analysis.entities.get(self.covers.entity[word] as usize);
            entity.is_some_and(|entity| entity.kind != EntityKind::Misc)
        };
        let apart = self.covers.entity[name] != self.covers.entity[noun] || !of_body(noun);
        if of_body(name) && apart && above < name && self.is_noun(above) && !of_body(above) {
            self.heads[noun] = Some(above);
        }
    }

    /// "lend Egypt 500 million euros": the receiver is no part of the sum.
    pub(super) fn receiver(&mut self, word: usize) {
        let Some(sum) = self.heads[word].filter(|&sum| sum > word && self.relations[word] == "compound") else {
            return;
        };
        let named = self.analysis.entities.get(self.covers.entity[word] as usize).is_some();
        let span = self.analysis.tokens[sum].span;
        let value = self.analysis.values.iter().find(|value| value.span.contains(span));
        let before = value.is_some_and(|value| self.analysis.tokens_in(value.span).start > word);
        let verb = self.heads[sum].filter(|&verb| verb < word && self.upos(verb) == Upos::Verb);
        if let Some(verb) = verb.filter(|_| named && before && self.relations[sum] == "obj") {
            self.set(word, verb, "iobj");
        }
    }

    /// "Secretary of State John Kerry", the name in apposition: without a comma between them, the title describes it.
    pub(super) fn title(&mut self, name: usize) {
        let entity = self.analysis.entities.get(self.covers.entity[name] as usize);
        let person = entity.is_some_and(|entity| entity.kind == EntityKind::Person);
        let Some(title) = self.heads[name].filter(|&title| person && title < name) else { return };
        let apart = (title + 1..name).any(|word| self.upos(word) == Upos::Punct || self.upos(word) == Upos::Cconj);
        let describes = matches!(self.relations[name], "appos" | "flat") && self.is_noun(title) && !apart;
        if !describes || self.covers.entity[title] == self.covers.entity[name] {
            return;
        }
        (self.heads[name], self.relations[name]) = (self.heads[title], self.relations[title]);
        self.set(title, name, "nmod:desc");
        // The title keeps what belongs to its own phrase; what hung on it from outside hangs on the name.
        for word in self.analysis.sentences[self.analysis.sentence_of(name)].tokens.clone() {
            if self.heads[word] != Some(title) || word == title {
                continue;
            }
            let own = matches!(self.relations[word], "compound" | "amod" | "det" | "nmod" | "nmod:poss" | "nummod");
            if self.covers.entity[word] == self.covers.entity[name] {
                self.set(word, name, "flat");
            } else if !own || word > name {
                self.heads[word] = Some(name);
            }
        }
    }

    /// "talks between Greece and its creditors", the creditors joined to the talks: "between" wants two.
    pub(super) fn between(&mut self, second: usize) {
        let Some(noun) = self.heads[second].filter(|&noun| noun < second && self.relations[second] == "conj") else {
            return;
        };
        let case_between = |word: usize| {
            (noun + 1..word)
                .any(|case| self.heads[case] == Some(word) && self.analysis.word(case).eq_ignore_ascii_case("between"))
        };
        let joined = |word: usize, words: std::ops::Range<usize>| {
            words.into_iter().any(|kid| self.heads[kid] == Some(word) && self.relations[kid] == "conj")
        };
        let first = (noun + 1..second)
            .find(|&word| self.heads[word] == Some(noun) && self.relations[word] == "nmod" && case_between(word));
        let own_case =
            (noun + 1..second).any(|case| self.heads[case] == Some(second) && self.relations[case] == "case");
        if let Some(first) =
            first.filter(|&first| self.is_noun(second) && !own_case && !joined(first, first + 1..second))
        {
            self.heads[second] = Some(first);
        }
    }
}
