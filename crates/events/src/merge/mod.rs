//! Which tellings are of one happening.
//!
//! Greedy in text order: each telling joins the event of its article that it fits best, or starts one. The decision is made in
//! [`score`] (what speaks for it) and [`conflict`] (what forbids it), with the weights of `data/merge.toml`.

mod conflict;
mod holding;
mod score;
mod settings;
mod telling;
pub(crate) mod time;

pub(crate) use settings::Settings;
pub(crate) use telling::{Definiteness, Telling};

use dateline_text::{Analysis, EventType, Role};

use crate::{
    lexicon::{Lexicon, fold},
    resolve::Resolved,
};

/// Tellings of one happening, in text order.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) tellings: Vec<Telling>,
}

/// How many of a happening's first and of its latest tellings the next one is compared with: what is told a thousand times
/// takes time in proportion.
const FIRST: usize = 8;
const LATEST: usize = 24;

impl Draft {
    /// The tellings that a further one is compared with.
    fn told(&self) -> impl Iterator<Item = &Telling> {
        let (first, rest) = self.tellings.split_at(self.tellings.len().min(FIRST));
        first.iter().chain(&rest[rest.len().saturating_sub(LATEST)..])
    }
}

/// Groups tellings, which stand in text order.
pub(crate) fn merge(analysis: &Analysis, tellings: Vec<Telling>) -> Vec<Draft> {
    let settings = Settings::get();
    let mut drafts: Vec<Draft> = Vec::new();
    for telling in tellings {
        match best(analysis, settings, &drafts, &telling) {
            Some(index) => drafts[index].tellings.push(telling),
            None => drafts.push(Draft { tellings: vec![telling] }),
        }
    }
    settle(analysis, settings, &mut drafts);
    drafts.retain(|draft| tells(analysis, draft));
    drafts
}

/// Whether a draft is an event: a mention that says nothing and joined nothing is none, nor is a meeting that names no side
/// or none but the speaker ("our discussion", "we met").
fn tells(analysis: &Analysis, draft: &Draft) -> bool {
    let meets = draft.tellings[0].subtype().event_type() == EventType::Meet;
    let side = |role: Role| matches!(role, Role::Participant | Role::Host);
    let mut fillers = draft.tellings.iter().flat_map(|telling| &telling.frame.fillers);
    let arguments = || draft.tellings.iter().flat_map(|telling| &telling.arguments);
    let sides = || arguments().filter(|resolved| side(resolved.argument.role));
    let speaks = sides().next().is_some() && sides().all(|resolved| is_unresolved(analysis, resolved));
    arguments().next().is_some() && (!meets || fillers.any(|filler| side(filler.role)) && !speaks)
}

/// A pronoun that no name is looked for: "we", "you".
fn is_unresolved(analysis: &Analysis, resolved: &Resolved) -> bool {
    let words = fold(analysis.document.slice(resolved.argument.span));
    let reference = &Lexicon::get().reference;
    let speaker = reference.unresolved.contains(words.as_str()) || reference.we.contains(words.as_str());
    resolved.argument.name.is_none() && speaker
}

/// Joins drafts that only later tellings showed to be one: "a meeting" with one man, then "the talks" of both.
fn settle(analysis: &Analysis, settings: &Settings, drafts: &mut Vec<Draft>) {
    let mut later = 1;
    while later < drafts.len() {
        let earlier = (later.saturating_sub(NEAR)..later).find(|&earlier| {
            let told: &[Telling] = &drafts[later].tellings;
            let agree = told.iter().all(|telling| !conflict::forbids(analysis, settings, &drafts[earlier], telling));
            // What refers back by "the" has found its happening already.
            let own = told.iter().filter(|telling| telling.definiteness != Definiteness::Definite);
            let fits =
                |telling: &Telling| score::score(analysis, settings, &drafts[earlier], telling) >= settings.threshold;
            agree && own.into_iter().any(fits)
        });
        match earlier {
            Some(earlier) => {
                let told = drafts.remove(later).tellings;
                drafts[earlier].tellings.extend(told);
                drafts[earlier].tellings.sort_by_key(Telling::trigger);
            }
            None => later += 1,
        }
    }
}

/// How many happenings back [`settle`] looks.
const NEAR: usize = 40;

/// How many happenings back a telling may join, so that a document of any length takes time in proportion.
const WINDOW: usize = 400;

/// The draft that the telling fits best; of equals the one told last.
fn best(analysis: &Analysis, settings: &Settings, drafts: &[Draft], telling: &Telling) -> Option<usize> {
    let mut best: Option<(f32, usize)> = None;
    for (index, draft) in drafts.iter().enumerate().skip(drafts.len().saturating_sub(WINDOW)) {
        if conflict::forbids(analysis, settings, draft, telling) {
            continue;
        }
        let score = score::score(analysis, settings, draft, telling);
        if score >= settings.threshold && best.is_none_or(|(most, _)| score >= most) {
            best = Some((score, index));
        }
    }
    best.map(|(_, index)| index)
}
