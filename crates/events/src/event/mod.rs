//! Tellings of one happening become one event.

mod calibration;
mod carry;
mod confidence;
mod identity;
mod status;
mod unite;

use dateline_text::{Analysis, Event, Frame, Mention, Subtype};

use crate::{
    merge::{self, Draft, Telling},
    who::Cast,
};

/// The events that the frames of a document tell, in the order of their first mentions.
pub(crate) fn events(analysis: &Analysis, frames: Vec<Frame>) -> Vec<Event> {
    let cast = Cast::read(analysis);
    let mut tellings: Vec<Telling> =
        frames.into_iter().filter_map(|frame| Telling::new(analysis, &cast, frame)).collect();
    tellings.sort_by(|a, b| order(a).cmp(&order(b)));
    carry::figures(&mut tellings);
    let mut events: Vec<Event> = merge::merge(analysis, tellings).iter().map(|draft| event(analysis, draft)).collect();
    events.sort_by(|a, b| (a.mentions[0].span, a.subtype, &a.id).cmp(&(b.mentions[0].span, b.subtype, &b.id)));
    events
}

/// Text order; of two frames at one word the more trusted first.
fn order(telling: &Telling) -> (usize, u32, &str) {
    let doubt = (1.0 - telling.frame.confidence.clamp(0.0, 1.0)) * 1e6;
    (telling.trigger(), doubt as u32, &telling.frame.rule)
}

fn event(analysis: &Analysis, draft: &Draft) -> Event {
    let subtype = subtype(draft);
    let mentions = mentions(analysis, draft);
    let leading = leading(draft, subtype);
    let arguments = unite::arguments(draft, subtype);
    Event {
        id: identity::id(analysis, subtype.event_type(), mentions[0].span),
        subtype,
        status: status::status(draft),
        confidence: confidence::confidence(analysis, draft, &arguments),
        code: leading.frame.code.clone(),
        rule: leading.frame.rule.clone(),
        article: leading.article,
        published: analysis.document.reference_date(leading.article),
        mentions,
        arguments,
    }
}

/// The most specific subtype told: an agreement that is a sale is a sale, talks told once as a call are a call, a level that
/// moved is a change; of equals the most trusted.
fn subtype(draft: &Draft) -> Subtype {
    let specific = |subtype: Subtype| !matches!(subtype, Subtype::Agreement | Subtype::Talks | Subtype::Level);
    let best = draft.tellings.iter().reduce(|best, told| {
        let rank = |telling: &Telling| (specific(telling.subtype()), telling.verbal, telling.frame.confidence);
        if rank(told) > rank(best) { told } else { best }
    });
    best.expect("a draft has a telling").subtype()
}

/// The most trusted telling of the event's subtype; of equals the first.
fn leading(draft: &Draft, subtype: Subtype) -> &Telling {
    let ours = draft.tellings.iter().filter(|told| told.subtype() == subtype);
    ours.reduce(|best, told| if told.frame.confidence > best.frame.confidence { told } else { best })
        .expect("the subtype is that of a telling")
}

/// Every trigger word once, in text order.
fn mentions(analysis: &Analysis, draft: &Draft) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    for told in &draft.tellings {
        let sentence = analysis.sentences[told.frame.sentence].span;
        let words = told.frame.triggers.iter().map(|&token| analysis.tokens[token].span);
        mentions.extend(words.map(|span| Mention { span, sentence }));
    }
    mentions.sort_by_key(|mention| mention.span);
    mentions.dedup_by_key(|mention| mention.span);
    mentions
}
