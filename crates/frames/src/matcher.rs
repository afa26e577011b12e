//! Matches rules at their triggers and makes frames.

use dateline_text::{EntityKind, EventType, Filler, Frame, Role, Span, Status, TimeKind, Upos};

use crate::{
    compile::{Class, Rule},
    filler::FillerMaker,
    kind::Kind,
    path::Path,
    rules::Rules,
    tree::Tree,
    walk::Walker,
};

/// The rules over one document.
pub(crate) struct Matcher<'a> {
    rules: &'a Rules,
    tree: &'a Tree<'a>,
    walker: Walker<'a>,
    maker: FillerMaker<'a>,
}

impl<'a> Matcher<'a> {
    pub(crate) fn new(rules: &'a Rules, tree: &'a Tree<'a>) -> Self {
        let walker = Walker { tree, kinds: &rules.kinds };
        let maker = FillerMaker { tree, kinds: &rules.kinds, roles: &rules.roles };
        Self { rules, tree, walker, maker }
    }

    pub(crate) fn frames(&self) -> Vec<Frame> {
        let mut frames = Vec::new();
        for (index, sentence) in self.tree.analysis.sentences.iter().enumerate() {
            let from = frames.len();
            for token in sentence.tokens.clone() {
                frames.extend(self.best_at(token, index));
            }
            self.lend_time(sentence.tokens.clone(), &mut frames[from..]);
        }
        frames
    }

    /// The frame of the surest rule that matches at `token`; of equally sure ones, the one that fills more.
    fn best_at(&self, token: usize, sentence: usize) -> Option<Frame> {
        let class = self.class(token)?;
        let candidates = self.rules.by_word.get(self.tree.lemma(token))?;
        let mut best: Option<(f32, usize, Frame)> = None;
        for &(_, rule, trigger) in candidates.iter().filter(|(wanted, ..)| *wanted == class) {
            let rule = &self.rules.all[rule];
            let phrase = &rule.triggers[trigger].1;
            let inside = self.is_in_name(rule, token) || self.is_second_half(token);
            if inside || !phrase.has_rest(self.tree, token) || !self.has_form(rule, token) {
                continue;
            }
            let Some(frame) = self.frame(rule, token, sentence) else { continue };
            let rank = (frame.confidence + 0.001 * phrase.len() as f32, frame.fillers.len());
            if best.as_ref().is_none_or(|(sure, many, _)| rank > (*sure, *many)) {
                best = Some((rank.0, rank.1, frame));
            }
        }
        best.map(|(_, _, frame)| frame)
    }

    /// The part of speech under which the word may trigger; none for a word that only modifies another.
    fn class(&self, token: usize) -> Option<Class> {
        let modifies = matches!(self.tree.relation(token), "compound" | "amod" | "flat" | "case" | "fixed" | "aux");
        match self.tree.upos(token) {
            Upos::Verb | Upos::Aux if !modifies => Some(Class::Verb),
            Upos::Noun | Upos::Propn if !modifies => Some(Class::Noun),
            Upos::Adj | Upos::Adv | Upos::Adp if self.tree.relation(token) != "compound" => Some(Class::Adjective),
            _ => None,
        }
    }

    fn has_form(&self, rule: &Rule, token: usize) -> bool {
        rule.forms.is_empty() || rule.forms.iter().any(|form| self.tree.word(token).eq_ignore_ascii_case(form))
    }

    /// "profit-taking", "best-selling": the second half of a compound is a word of its own kind.
    fn is_second_half(&self, token: usize) -> bool {
        let start = |token: usize| self.tree.token(token).span;
        token >= 2
            && self.tree.is_verbal(token)
            && self.tree.word(token - 1) == "-"
            && start(token - 1).end == start(token).start
            && start(token - 2).end == start(token - 1).start
    }

    /// "DPC Acquisition said": a word in a company's or a person's name tells of no deal.
    fn is_in_name(&self, rule: &Rule, trigger: usize) -> bool {
        let named = |kind| matches!(kind, EntityKind::Organisation | EntityKind::Person);
        rule.subtype.event_type() == EventType::Deal
            && self.tree.upos(trigger) == Upos::Propn
            && self.tree.entity(trigger).is_some_and(|entity| named(entity.kind))
    }

    fn frame(&self, rule: &Rule, trigger: usize, sentence: usize) -> Option<Frame> {
        let finds = |path: &Path| !self.walker.follow(path, trigger).is_empty();
        if !rule.when.iter().all(finds) || rule.unless.iter().any(finds) {
            return None;
        }
        let fillers = self.fillers(rule, trigger);
        let filled = |role: &Role| fillers.iter().any(|filler| filler.role == *role);
        if !rule.require.iter().all(|row| row.iter().any(filled)) {
            return None;
        }
        let status = self.status(rule, trigger, &fillers)?;
        Some(Frame {
            rule: rule.name.clone(),
            subtype: rule.subtype,
            status,
            code: rule.code.clone(),
            confidence: rule.confidence,
            triggers: self.mentions(rule, trigger),
            sentence,
            fillers,
        })
    }

    fn mentions(&self, rule: &Rule, trigger: usize) -> Vec<usize> {
        let mut mentions = vec![trigger];
        for path in &rule.mentions {
            mentions.extend(self.walker.follow(path, trigger));
        }
        let mut seen = Vec::new();
        mentions.retain(|mention| {
            !seen.contains(mention) && {
                seen.push(*mention);
                true
            }
        });
        mentions
    }

    /// The fillers of all roles; a phrase fills one role only, the first in the order of [`Role`].
    fn fillers(&self, rule: &Rule, trigger: usize) -> Vec<Filler> {
        let mut fillers: Vec<Filler> = Vec::new();
        for (role, paths) in &rule.roles {
            let from = fillers.len();
            let mut found: Vec<usize> = paths.iter().flat_map(|path| self.walker.follow(path, trigger)).collect();
            if *role == Role::Time {
                if rule.subtype.event_type() == EventType::Figure {
                    found.retain(|&token| !self.is_of_baseline(trigger, token));
                }
                self.keep_nearest_time(trigger, &mut found);
            }
            for token in found {
                for filler in self.maker.fill(*role, token, trigger) {
                    let taken = fillers.iter().any(|other| other.span.overlaps(filler.span));
                    if !taken && !self.is_price_of_one(rule, &filler) {
                        fillers.push(filler);
                    }
                }
            }
            if matches!(role, Role::Value | Role::Change) {
                self.keep_totals(&mut fillers, from);
            }
            fillers[from..].sort_by_key(|filler| filler.span);
        }
        fillers
    }

    /// Of several dates in reach, an event has the one that hangs highest; of those, the one next to the trigger.
    fn keep_nearest_time(&self, trigger: usize, found: &mut Vec<usize>) {
        found.retain(|&token| self.rules.kinds.is(self.tree, token, Kind::Time));
        let nearest = found
            .iter()
            .copied()
            .min_by_key(|&token| (self.is_bare_year(token), self.depth(token), token.abs_diff(trigger)));
        found.retain(|&token| Some(token) == nearest);
    }

    /// "rose to $87 million from $58 million a year earlier": the time behind the amount that a figure is compared with.
    fn is_of_baseline(&self, trigger: usize, time: usize) -> bool {
        let tree = self.tree;
        let is_amount = |word: usize| tree.value(word).is_some();
        // "compared with a loss of $9 million": the amount is not far.
        let opens = |word: usize| {
            self.rules.kinds.is_baseline(&tree.word(word).to_lowercase())
                && (word + 1..time.min(word + 8)).any(is_amount)
        };
        let Some(baseline) = (trigger + 1..time).find(|&word| opens(word)) else { return false };
        // "from $5 billion in May to $6 billion in June"
        !(baseline..time)
            .any(|word| tree.word(word).eq_ignore_ascii_case("to") && (word + 1..time.min(word + 4)).any(is_amount))
    }

    /// "this year's summit in September"
    fn is_bare_year(&self, token: usize) -> bool {
        self.tree.time(token).is_some_and(|(_, time)| time.value.len() <= 4)
    }

    /// "$20.6 million, or 26 cents a share": beside a total, what falls to each share is left out.
    fn keep_totals(&self, fillers: &mut Vec<Filler>, from: usize) {
        if fillers[from..].iter().any(|filler| !self.is_for_each(filler)) {
            let each: Vec<Span> =
                fillers[from..].iter().filter(|filler| self.is_for_each(filler)).map(|filler| filler.span).collect();
            fillers.retain(|filler| !each.contains(&filler.span));
        }
    }

    /// "22 dlrs a share" is no price of the whole.
    fn is_price_of_one(&self, rule: &Rule, filler: &Filler) -> bool {
        rule.subtype.event_type() == EventType::Deal && filler.role == Role::Value && self.is_for_each(filler)
    }

    fn is_for_each(&self, filler: &Filler) -> bool {
        let after = self.tree.analysis.tokens_in(filler.span).end;
        let word = |at: usize| self.tree.analysis.tokens.get(at).map_or("", |_| self.tree.word(at));
        let each = ["a", "an", "per", "each", "apiece", "for each", "/"];
        each.contains(&word(after))
            || (word(after) == "in" && word(after + 1) == "cash" && each.contains(&word(after + 2)))
    }

    /// What the grammar says, and of a noun also what its time says: "talks next week".
    fn status(&self, rule: &Rule, trigger: usize, fillers: &[Filler]) -> Option<Status> {
        let status = self.rules.statuses.status(self.tree, trigger)?;
        if status == Status::Occurred && rule.status != Status::Occurred {
            return Some(rule.status);
        }
        // A past tense tells of what has been, whatever its time: "the ministers met the next day".
        if self.tree.is_verbal(trigger) && !self.tree.is_form(trigger, &["s", "es", "ing"]) {
            return Some(status);
        }
        let ahead = || {
            let times = fillers.iter().filter(|filler| filler.role == Role::Time);
            times.into_iter().any(|filler| self.rules.statuses.is_ahead(self.tree.analysis.document.slice(filler.span)))
        };
        Some(if status == Status::Occurred && ahead() { Status::Planned } else { status })
    }

    /// Gives the sentence's only date to the event that stands highest in it, where no event has claimed a date.
    fn lend_time(&self, words: std::ops::Range<usize>, frames: &mut [Frame]) {
        let has_time = |frame: &Frame| frame.fillers.iter().any(|filler| filler.role == Role::Time);
        if frames.is_empty() || frames.iter().any(has_time) {
            return;
        }
        let mut dates: Vec<usize> = words
            .filter_map(|word| self.tree.time(word))
            .filter(|(_, time)| time.kind == TimeKind::Date)
            .map(|(index, _)| index)
            .collect();
        dates.dedup();
        let [date] = dates[..] else { return };
        let Some(head) = self.tree.top_of(self.tree.analysis.times[date].span) else { return };
        // What only refers back has its date from where it was told.
        let telling = frames.iter_mut().filter(|frame| !frame.fillers.is_empty());
        if let Some(frame) = telling.min_by_key(|frame| self.depth(frame.triggers[0])) {
            let trigger = frame.triggers[0];
            frame.fillers.extend(self.maker.fill(Role::Time, head, trigger));
        }
    }

    /// How many words stand above `token`.
    fn depth(&self, token: usize) -> usize {
        let above = std::iter::successors(Some(token), |&token| self.tree.head(token));
        above.take(64).count()
    }
}
