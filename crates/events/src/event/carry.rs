//! Reports of figures say whose and when once: "For the first quarter Malaysia's trade rose ... Total exports rose ...".

use dateline_text::{ActorKind, EventType, Role, Status};

use crate::{merge::Telling, resolve::Resolved};

/// How many sentences later a figure may leave out what the figure before said.
const REACH: usize = 2;

/// Gives a figure without `about` or `time` those of the figure before it.
pub(crate) fn figures(tellings: &mut [Telling]) {
    for later in 1..tellings.len() {
        if tellings[later].subtype().event_type() != EventType::Figure {
            continue;
        }
        let (before, rest) = tellings.split_at_mut(later);
        let Some(earlier) = before.iter().rev().find(|told| told.subtype().event_type() == EventType::Figure) else {
            continue;
        };
        if follows(earlier, &rest[0]) {
            for role in [Role::About, Role::Time] {
                copy(earlier, &mut rest[0], role);
            }
        }
    }
}

fn follows(earlier: &Telling, later: &Telling) -> bool {
    let distance = later.frame.sentence.saturating_sub(earlier.frame.sentence);
    // What a pact could do to trade says nothing of whose unemployment fell.
    let same_world = (earlier.status() == Status::Occurred) == (later.status() == Status::Occurred);
    earlier.article == later.article && distance <= REACH && earlier.headline == later.headline && same_world
}

fn copy(earlier: &Telling, later: &mut Telling, role: Role) {
    if later.arguments.iter().any(|resolved| resolved.argument.role == role) {
        return;
    }
    let fits = |resolved: &&Resolved| resolved.argument.role == role && (role != Role::About || is_owner(resolved));
    let carried = earlier.arguments.iter().filter(fits).cloned();
    later.arguments.extend(carried);
}

/// Countries, bodies and people have figures of several kinds; things do not.
fn is_owner(resolved: &Resolved) -> bool {
    resolved.argument.kind.is_some_and(|kind| kind != ActorKind::Other)
}
