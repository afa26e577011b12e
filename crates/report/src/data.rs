//! The records as the page holds them: each text once, each event a short list of numbers.

use std::collections::{HashMap, HashSet};

use dateline_text::{EventType, Role, Status, Subtype};
use serde::{Serialize, Serializer, ser::SerializeSeq};

use crate::{
    harmless,
    row::{Filler, Mention, Row},
};

/// All that the page shows. `crates/report/page/data.js` reads it.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Data {
    /// Texts that are said more than once. Events count them from 1: 0 stands for none.
    strings: Table<String>,
    /// Documents: id, title, address, publication date.
    stories: Table<[String; 4]>,
    /// Sentences: first code point, text.
    sentences: Table<(usize, String)>,
    events: Vec<Event>,
    /// The ids of the events.
    #[serde(skip)]
    seen: HashSet<String>,
    /// How many events came again.
    #[serde(skip)]
    repeated: usize,
}

/// Id, story, subtype, status, confidence in ten-thousandths, rule, mentions, fillers.
type Event = (String, usize, usize, usize, u16, usize, Vec<[usize; 4]>, Vec<Vec<usize>>);

/// The labels of the records, whose places in these lists stand in the events.
#[derive(Debug, Serialize)]
pub(crate) struct Labels {
    types: &'static [EventType],
    subtypes: Vec<(Subtype, EventType)>,
    statuses: &'static [Status],
    roles: &'static [Role],
}

impl Labels {
    pub(crate) fn all() -> Self {
        let subtypes = Subtype::ALL.iter().map(|&subtype| (subtype, subtype.event_type())).collect();
        Self { types: EventType::ALL, subtypes, statuses: Status::ALL, roles: Role::ALL }
    }
}

impl Data {
    pub(crate) fn events(&self) -> usize {
        self.events.len()
    }

    pub(crate) fn repeated(&self) -> usize {
        self.repeated
    }

    /// Takes an event whose row was checked. One with the id of another is that other, read from a second file.
    pub(crate) fn add(&mut self, row: &Row) {
        if !row.event_id.is_empty() && !self.seen.insert(row.event_id.clone()) {
            self.repeated += 1;
            return;
        }
        let link = row.url.as_deref().and_then(harmless::link).unwrap_or_default();
        let published = row.published.map(|date| date.to_string()).unwrap_or_default();
        let title = harmless::text(row.title.as_deref().unwrap_or_default());
        let story = self.stories.place([harmless::text(&row.doc_id), title, link, published]);
        let mentions = row.mentions.iter().map(|mention| self.mention(mention)).collect();
        let fillers = row.roles.iter().flat_map(|(&role, fillers)| fillers.iter().map(move |filler| (role, filler)));
        let fillers = fillers.map(|(role, filler)| self.filler(role, filler)).collect();
        let confidence = (row.confidence * 1e4).round() as u16;
        let rule = self.string(&row.rule);
        self.events.push((
            harmless::text(&row.event_id),
            story,
            position(Subtype::ALL, row.subtype),
            position(Status::ALL, row.status),
            confidence,
            rule,
            mentions,
            fillers,
        ));
    }

    /// First and last code point, the word, and its sentence counted from 1.
    fn mention(&mut self, mention: &Mention) -> [usize; 4] {
        let text = mention.sentence.text.as_deref();
        let sentence = text.map(|text| self.sentences.place((mention.sentence.start, harmless::text(text))) + 1);
        [mention.start, mention.end, self.string(&mention.text), sentence.unwrap_or_default()]
    }

    /// Role, first and last code point, then texts; what is missing at the end is left out.
    fn filler(&mut self, role: Role, filler: &Filler) -> Vec<usize> {
        let mut numbers = vec![position(Role::ALL, role), filler.start, filler.end, self.string(&filler.text)];
        let texts = [
            &filler.name,
            &filler.kind,
            &filler.country,
            &filler.title,
            &filler.value,
            &filler.amount,
            &filler.currency,
            &filler.unit,
            &filler.bound,
        ];
        numbers.extend(texts.map(|text| text.as_deref().map_or(0, |text| self.string(text))));
        numbers.truncate(numbers.iter().rposition(|&number| number > 0).unwrap_or_default().max(3) + 1);
        numbers
    }

    /// The place of a text, where 0 is none.
    fn string(&mut self, text: &str) -> usize {
        if text.is_empty() { 0 } else { self.strings.place(harmless::text(text)) + 1 }
    }
}

fn position<T: Copy + PartialEq>(all: &[T], one: T) -> usize {
    all.iter().position(|other| *other == one).unwrap_or_default()
}

/// Different things in the order in which they were first seen.
#[derive(Debug)]
struct Table<T> {
    places: HashMap<T, usize>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { places: HashMap::new() }
    }
}

impl<T: std::hash::Hash + Eq> Table<T> {
    fn place(&mut self, item: T) -> usize {
        let next = self.places.len();
        *self.places.entry(item).or_insert(next)
    }
}

impl<T: Serialize> Serialize for Table<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut items: Vec<_> = self.places.iter().collect();
        items.sort_unstable_by_key(|(_, place)| **place);
        let mut list = serializer.serialize_seq(Some(items.len()))?;
        items.iter().try_for_each(|(item, _)| list.serialize_element(item))?;
        list.end()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn data(rows: &[Value]) -> Value {
        let mut data = Data::default();
        rows.iter().for_each(|row| data.add(&Row::read(row.to_string().as_bytes()).unwrap()));
        serde_json::to_value(&data).unwrap()
    }

    fn purchase() -> Value {
        json!({"event_id": "e1", "doc_id": "a.txt", "url": "https://a.example/1", "published": "2021-05-28",
            "type": "deal", "subtype": "transaction", "status": "planned", "confidence": 0.9123, "rule": "deal/buy",
            "mentions": [{"start": 15, "end": 19, "text": "buys", "sentence": {"start": 10, "end": 30, "text": "Acme buys for $5."}}],
            "roles": {"buyer": [{"text": "Acme", "name": "Acme", "kind": "organisation", "start": 10, "end": 14}],
                "value": [{"text": "$5", "amount": "5", "currency": "USD", "bound": "exact", "start": 24, "end": 26}]}})
    }

    #[test]
    fn an_event_is_a_list_of_numbers_into_tables() {
        let mut again = purchase();
        again["event_id"] = json!("e2");
        let data = data(&[purchase(), again]);
        assert_eq!(data["stories"], json!([["a.txt", "", "https://a.example/1", "2021-05-28"]]));
        assert_eq!(data["sentences"], json!([[10, "Acme buys for $5."]]));
        assert_eq!(
            data["strings"],
            json!(["buys", "Acme", "organisation", "$5", "5", "USD", "exact", "deal/buy"]),
            "each text once, in the order of the records"
        );
        let fillers = json!([[3, 10, 14, 2, 2, 3], [14, 24, 26, 4, 0, 0, 0, 0, 0, 5, 6, 0, 7]]);
        let event = |id: &str| json!([id, 0, 4, 1, 9123, 8, [[15, 19, 1, 1]], fillers]);
        assert_eq!(data["events"], json!([event("e1"), event("e2")]));
    }

    #[test]
    fn an_event_that_is_read_twice_counts_once_and_one_without_id_is_like_no_other() {
        let mut nameless = purchase();
        nameless["event_id"] = json!("");
        let mut data = Data::default();
        for row in [purchase(), nameless.clone(), purchase(), nameless, purchase()] {
            data.add(&Row::read(row.to_string().as_bytes()).unwrap());
        }
        assert_eq!((data.events(), data.repeated()), (3, 2));
    }

    #[test]
    fn a_sentence_that_is_not_told_and_an_address_that_is_no_link_are_left_out() {
        let mut event = purchase();
        event["mentions"][0]["sentence"] = json!({"start": 10, "end": 30});
        event["url"] = json!("javascript:alert(1)");
        let data = data(&[event]);
        assert_eq!(data["events"][0][6], json!([[15, 19, 1, 0]]));
        assert_eq!((&data["sentences"], &data["stories"][0][2]), (&json!([]), &json!("")));
    }
}
