//! Counts what is right and what is wrong in one document after the other, as `scripts/score/events.py` does.

use std::collections::{BTreeMap, BTreeSet};

use dateline_text::Role;

use crate::{
    Count, GoldDocument, GoldEvent, GoldFiller, Mistake, Said, SaidFiller, Share, mistake::Scene, pairs, same::same,
};

/// The counts so far.
#[derive(Debug, Default)]
pub(crate) struct Score {
    pub(crate) events: Count,
    pub(crate) types: BTreeMap<&'static str, Count>,
    pub(crate) roles: BTreeMap<&'static str, Count>,
    pub(crate) status: Share,
    pub(crate) subtype: Share,
    /// Confidence and truth of each event that counts.
    pub(crate) trust: Vec<(f32, bool)>,
    pub(crate) mistakes: Vec<Mistake>,
}

impl Score {
    /// Counts a document of which `said` was said.
    pub(crate) fn document(&mut self, gold: &GoldDocument, said: &[&Said], scene: Scene<'_>) {
        let pairs = pairs::pair(&gold.events, said);
        for (event, partner) in gold.events.iter().zip(&pairs.of_gold).filter(|(event, _)| !event.optional) {
            match partner {
                Some(partner) => self.found(event, said[*partner], scene),
                None => self.missed(event, scene),
            }
        }
        for (&said, partner) in said.iter().zip(&pairs.of_said) {
            match partner.map(|partner| &gold.events[partner]) {
                Some(event) if event.optional => {}
                Some(_) => self.said(said, true),
                None => {
                    self.said(said, false);
                    self.mistakes.push(scene.invented(said, pairs::fits(&gold.events, said)));
                }
            }
        }
    }

    fn event(&mut self, family: &'static str, count: Count) {
        self.events += count;
        *self.types.entry(family).or_default() += count;
    }

    fn role(&mut self, role: Role, count: Count) {
        *self.roles.entry(role.as_str()).or_default() += count;
    }

    /// The fillers of a missed event are missed, topics with them.
    fn missed(&mut self, gold: &GoldEvent, scene: Scene<'_>) {
        self.event(gold.event_type.as_str(), Count { gold: 1, ..Count::default() });
        for (&role, fillers) in &gold.roles {
            let wanted = fillers.iter().filter(|filler| !filler.optional).count();
            self.role(role, Count { gold: wanted, ..Count::default() });
        }
        self.mistakes.push(scene.missed(gold));
    }

    fn found(&mut self, gold: &GoldEvent, said: &Said, scene: Scene<'_>) {
        self.event(gold.event_type.as_str(), Count { gold: 1, right: 1, said: 0 });
        let (status, subtype) = (said.status == Some(gold.status), said.subtype == Some(gold.subtype));
        self.status.add(status);
        self.subtype.add(subtype);
        self.mistakes.extend((!status).then(|| scene.wrong_status(gold, said)));
        self.mistakes.extend((!subtype).then(|| scene.wrong_subtype(gold, said)));
        let roles: BTreeSet<Role> = gold.roles.keys().chain(said.roles.keys()).copied().collect();
        for role in roles.into_iter().filter(|&role| counts(role)) {
            let of_gold = gold.roles.get(&role).map_or(&[][..], Vec::as_slice);
            let of_said = said.roles.get(&role).map_or(&[][..], Vec::as_slice);
            let Fillers { count, missing, wrong } = Fillers::compare(of_gold, of_said);
            self.role(role, count);
            if !missing.is_empty() || !wrong.is_empty() {
                self.mistakes.push(scene.wrong_fillers(gold, role, &missing, &wrong));
            }
        }
    }

    /// An event that was said is right when it has a partner; if it has none, all of its fillers are wrong.
    fn said(&mut self, said: &Said, right: bool) {
        self.event(said.event_type.as_str(), Count { said: 1, ..Count::default() });
        self.trust.extend(said.confidence.map(|confidence| (confidence, right)));
        if right {
            return;
        }
        for (&role, fillers) in said.roles.iter().filter(|&(&role, _)| counts(role)) {
            self.role(role, Count { said: fillers.len(), ..Count::default() });
        }
    }
}

/// What was talked about has no exact words: it is not compared.
fn counts(role: Role) -> bool {
    role != Role::Topic
}

/// The fillers of a role on both sides.
struct Fillers<'a> {
    count: Count,
    missing: Vec<&'a GoldFiller>,
    wrong: Vec<&'a SaidFiller>,
}

impl<'a> Fillers<'a> {
    /// Optional fillers count neither way. Two fillers that say the same count as one right one, and as two said.
    fn compare(gold: &'a [GoldFiller], said: &'a [SaidFiller]) -> Self {
        let (optional, wanted): (Vec<_>, Vec<_>) = gold.iter().partition(|filler| filler.optional);
        let is_one_of = |fillers: &[&GoldFiller], said: &SaidFiller| fillers.iter().any(|gold| same(gold, said));
        let is_right = |said: &&SaidFiller| is_one_of(&wanted, said);
        let said: Vec<_> = said.iter().filter(|said| is_right(said) || !is_one_of(&optional, said)).collect();
        let missing: Vec<_> = wanted.iter().copied().filter(|gold| !said.iter().any(|said| same(gold, said))).collect();
        let wrong: Vec<_> = said.iter().copied().filter(|said| !is_right(said)).collect();
        let right = (wanted.len() - missing.len()).min(said.len() - wrong.len());
        Self { count: Count { right, said: said.len(), gold: wanted.len() }, missing, wrong }
    }
}
