//! `arguments`: who and what fills the roles of an event.

use dateline_text::Role;

use super::{
    column::columns,
    entities::{self, Id},
};
use crate::{EventRow, FillerRow};

/// A filler with its event and role.
pub(crate) struct Argument<'a> {
    pub(crate) event: &'a EventRow,
    pub(crate) position: usize,
    pub(crate) role: Role,
    pub(crate) row: &'a FillerRow,
    /// Only actors have one.
    pub(crate) entity: Option<Id>,
}

impl<'a> Argument<'a> {
    /// The fillers of an event, in the order of its record.
    pub(crate) fn of(event: &'a EventRow) -> impl Iterator<Item = Self> {
        let fillers = event.roles.iter().flat_map(|(&role, rows)| rows.iter().map(move |row| (role, row)));
        fillers.enumerate().map(move |(position, (role, row))| {
            let entity = entities::actor(row).map(|(name, kind)| Id::of(name, kind));
            Self { event, position, role, row, entity }
        })
    }
}

columns! {
    argument: Argument<'_> {
        /// The event.
        "event_id": Text = &argument.event.event_id,
        /// Which of the event's arguments it is, from 0: by role in the order of the guidelines, then by the text.
        "position": Integer = argument.position,
        /// The role that it fills.
        "role": Text = argument.role.as_str(),
        /// The words in the text.
        "text": Text = &argument.row.text,
        /// Who it is, for actors.
        "entity_id": Text optional = argument.entity.as_ref().map(Id::as_str),
        /// The canonical name.
        "name": Text optional = argument.row.name.as_deref(),
        /// What sort of actor it is.
        "kind": Text optional = argument.row.kind.map(dateline_text::ActorKind::as_str),
        /// ISO 3166-1 alpha-3 code of the actor's country.
        "country": Text optional = argument.row.country.as_deref(),
        /// Office or function of the actor.
        "title": Text optional = argument.row.title.as_deref(),
        /// TIMEX3 value of a time.
        "time_value": Text optional = argument.row.value.as_deref(),
        /// TIMEX3 modifier of a time.
        "time_modifier": Text optional = argument.row.modifier.as_deref(),
        /// The exact number of an amount, in plain decimal notation.
        "amount": Text optional = argument.row.amount.as_deref(),
        /// The same number as a float, to sum and to draw.
        "amount_number": Number optional = argument.row.amount.as_deref().and_then(number),
        /// ISO 4217 code of an amount of money.
        "currency": Text optional = argument.row.currency.as_deref(),
        /// What an amount counts: `%`, `points`, a noun.
        "unit": Text optional = argument.row.unit.as_deref(),
        /// How the text bounds an amount: exact, at_least, at_most or about.
        "bound": Text optional = argument.row.bound.map(dateline_text::Bound::as_str),
        /// First code point of the words.
        "start": Integer = argument.row.start,
        /// One past their last code point.
        "end": Integer = argument.row.end,
    }
}

/// What no sum can hold stays empty: `inf`, `NaN`.
fn number(amount: &str) -> Option<f64> {
    amount.parse().ok().filter(|number: &f64| number.is_finite())
}
