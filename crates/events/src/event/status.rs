//! Whether the happening took place, from all that tell it.

use dateline_text::Status;

use crate::merge::{Definiteness, Draft, Telling};

/// The status of an event.
///
/// Verbs know: of theirs the most certain counts, what occurred before what is denied, planned, possible. Without a verb, a noun
/// that is marked ("a proposed merger") counts more than one that only names the happening.
pub(super) fn status(draft: &Draft) -> Status {
    let verbs: Vec<Status> =
        draft.tellings.iter().filter(|told| told.verbal && !only_headline(told, draft)).map(Telling::status).collect();
    let nouns = draft.tellings.iter().filter(|told| !told.verbal);
    let introducing: Vec<Status> =
        nouns.clone().filter(|told| told.definiteness != Definiteness::Definite).map(Telling::status).collect();
    let nouns: Vec<Status> = nouns.map(Telling::status).collect();
    let certain = [Status::Occurred, Status::Negated, Status::Planned, Status::Possible];
    let marked = [Status::Negated, Status::Planned, Status::Possible, Status::Occurred];
    pick(&certain, &verbs)
        .or_else(|| pick(&marked, &introducing))
        .or_else(|| pick(&marked, &nouns))
        .unwrap_or(draft.tellings[0].status())
}

fn pick(order: &[Status], found: &[Status]) -> Option<Status> {
    order.iter().copied().find(|status| found.contains(status))
}

/// A headline's tense says little once the body has told it.
fn only_headline(told: &Telling, draft: &Draft) -> bool {
    told.headline && draft.tellings.iter().any(|other| other.verbal && !other.headline)
}
