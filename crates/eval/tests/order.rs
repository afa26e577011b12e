//! Figures and errors do not hang on the order in which events and documents come.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use dateline_eval::{Gold, GoldDocument, Kind, ReadDocument, Report, Said, evaluate};
use proptest::{collection::vec, prelude::*, sample::select};
use serde_json::{Value, json};

/// An event of gold, or one that was said: few words, places and names, so that many fit as well as each other.
fn event() -> impl Strategy<Value = Value> {
    let kind = select(vec![("meet", "talks"), ("meet", "visit"), ("deal", "transaction"), ("figure", "change")]);
    let status = select(vec!["occurred", "planned", "negated"]);
    let mentions = vec((0_usize..300, 1_usize..9), 1..3);
    (kind, status, mentions, roles(), any::<bool>(), 0_u16..=10_000).prop_map(
        |((family, subtype), status, mentions, roles, optional, confidence)| {
            let mentions: Vec<_> =
                mentions.into_iter().map(|(start, length)| json!({"start": start, "end": start + length})).collect();
            json!({"type": family, "subtype": subtype, "status": status, "mentions": mentions, "roles": roles,
                "optional": optional, "confidence": f32::from(confidence) / 1e4})
        },
    )
}

fn roles() -> impl Strategy<Value = Value> {
    let role = select(vec!["participant", "buyer", "asset", "place", "topic"]);
    let name = select(vec!["Petronas", "Malaysia", "the company", "Vladimir Putin", "Putin"]);
    let filler = (name, 0_usize..300, any::<bool>()).prop_map(|(text, start, optional)| {
        json!({"text": text, "start": start, "end": start + text.len(), "optional": optional})
    });
    vec((role, vec(filler, 0..3)), 0..3)
        .prop_map(|roles| roles.into_iter().map(|(role, fillers)| (role.to_owned(), fillers)).collect())
}

/// Documents: what gold says of each, and what was said.
fn documents() -> impl Strategy<Value = Vec<(Vec<Value>, Vec<Value>)>> {
    vec((vec(event(), 0..5), vec(event(), 0..5)), 1..4)
}

fn gold(documents: &[(Vec<Value>, Vec<Value>)]) -> Gold {
    let event = |event: &Value| serde_json::from_value(event.clone()).unwrap();
    let document = |(number, (gold, _)): (usize, &(Vec<Value>, _))| GoldDocument {
        doc: format!("{number}.txt"),
        events: gold.iter().map(event).collect(),
    };
    Gold { documents: documents.iter().enumerate().map(document).collect() }
}

fn said(documents: &[(Vec<Value>, Vec<Value>)]) -> Vec<Said> {
    let event = |number: usize, event: &Value| {
        let mut event = event.clone();
        event["doc_id"] = json!(format!("news/{number}.txt"));
        serde_json::from_value(event).unwrap()
    };
    documents
        .iter()
        .enumerate()
        .flat_map(|(number, (_, said))| said.iter().map(move |said| event(number, said)))
        .collect()
}

fn report(gold: &Gold, said: Vec<Said>) -> Report {
    let mut documents = ReadDocument::with_events(vec![], said);
    let silent = gold.missing_in(&documents).into_iter().map(|id| ReadDocument { id, ..ReadDocument::default() });
    documents.extend(silent);
    evaluate(gold, &documents)
}

proptest! {
    #[test]
    fn the_order_of_what_was_said_is_of_no_account(
        (documents, shuffled) in documents().prop_flat_map(|documents| {
            let said = said(&documents);
            (Just(documents), Just(said).prop_shuffle())
        })
    ) {
        let gold = gold(&documents);
        prop_assert_eq!(report(&gold, said(&documents)), report(&gold, shuffled));
    }

    #[test]
    fn the_order_of_documents_is_of_no_account_for_figures(documents in documents()) {
        let gold = gold(&documents);
        let mut reversed = gold.clone();
        reversed.documents.reverse();
        let [one, other] = [gold, reversed].map(|gold| report(&gold, said(&documents)));
        prop_assert_eq!((one.events, one.types, one.roles), (other.events, other.types, other.roles));
        prop_assert_eq!((one.status, one.subtype, one.reliability), (other.status, other.subtype, other.reliability));
    }

    #[test]
    fn no_more_is_right_than_was_said_and_wanted(documents in documents()) {
        let report = report(&gold(&documents), said(&documents));
        for count in report.types.values().chain(report.roles.values()) {
            prop_assert!(count.right <= count.said.min(count.gold));
        }
        let wanted = documents.iter().flat_map(|(gold, _)| gold).filter(|event| event["optional"] == false).count();
        prop_assert_eq!((report.events.gold, report.events.right), (wanted, report.status.of));
        let false_events = report.errors.iter().filter(|error| error.what.kind() == Kind::False).count();
        prop_assert_eq!(report.events.said, report.events.right + false_events);
    }

    #[test]
    fn no_bytes_are_a_panic(text in ".*") {
        let _ = (Gold::read("gold.jsonl", &text), Said::read("events.jsonl", &text));
    }
}
