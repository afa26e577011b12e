//! What the engine makes of grammar written by hand: no model is needed here.

use dateline_frames::{ErrorKind, Rules, Sources};
use dateline_text::Analysis;

/// A tree in short: `form[~lemma]|UPOS|head|relation[|mark]`, one word after another.
fn tree(words: &str) -> Analysis {
    let line = |(index, word): (usize, &str)| {
        let parts: Vec<&str> = word.split('|').collect();
        let (form, lemma) = parts[0].split_once('~').unwrap_or((parts[0], parts[0]));
        let mark = parts.get(4).copied().unwrap_or("_");
        format!("{} {form} {lemma} {} _ _ {} {} _ {mark}\n", index + 1, parts[1], parts[2], parts[3])
    };
    let lines: String = words.split_whitespace().enumerate().map(line).collect();
    dateline_testing::read_conllu(&lines).expect("the tree is well formed")
}

/// The frames in short, one a line.
fn said(words: &str) -> Vec<String> {
    let analysis = tree(words);
    let frames = Rules::builtin().frames(&analysis);
    frames.iter().map(|frame| dateline_testing::describe(&analysis, frame)).collect()
}

fn check(words: &str, expected: &[&str]) {
    assert_eq!(said(words), expected, "{words}");
}

const EON: &str = "Eon|PROPN|2|nsubj|Entity=organisation";

#[test]
fn active_and_passive_fill_the_same_roles() {
    check(
        &format!("{EON} bought~buy|VERB|0|root Acme|PROPN|2|obj|Entity=organisation"),
        &["deal/acquisition occurred [bought] buyer: Eon; target: Acme"],
    );
    check(
        "Acme|PROPN|3|nsubj:pass|Entity=organisation was~be|AUX|3|aux:pass bought~buy|VERB|0|root by|ADP|5|case \
         Eon|PROPN|3|obl:agent|Entity=organisation",
        &["deal/acquisition occurred [bought] buyer: Eon; target: Acme"],
    );
}

#[test]
fn relative_clauses_are_filled_by_their_noun() {
    check(
        "Eon|PROPN|0|root|Entity=organisation ,|PUNCT|4|punct which|PRON|4|nsubj bought~buy|VERB|1|acl:relcl \
         Acme|PROPN|4|obj|Entity=organisation",
        &["deal/acquisition occurred [bought] buyer: Eon; target: Acme"],
    );
    check(
        "Acme|PROPN|0|root|Entity=organisation ,|PUNCT|3|punct bought~buy|VERB|1|acl by|ADP|5|case \
         Eon|PROPN|3|obl:agent|Entity=organisation",
        &["deal/acquisition occurred [bought] buyer: Eon; target: Acme"],
    );
    check(
        "company|NOUN|0|root that|PRON|4|obj Eon|PROPN|4|nsubj|Entity=organisation bought~buy|VERB|1|acl:relcl",
        &["deal/acquisition occurred [bought] buyer: Eon; target: company"],
    );
}

#[test]
fn an_infinitive_takes_the_subject_of_its_matrix() {
    check(
        &format!("{EON} agreed~agree|VERB|0|root to|PART|4|mark buy|VERB|2|xcomp Acme|PROPN|4|obj|Entity=organisation"),
        &[
            "deal/agreement occurred [agreed] party: Eon; subject: buy Acme",
            "deal/acquisition planned [buy] buyer: Eon; target: Acme",
        ],
    );
}

#[test]
fn a_company_that_speaks_of_itself_is_named() {
    check(
        &format!(
            "{EON} said~say|VERB|0|root it|PRON|4|nsubj bought~buy|VERB|2|ccomp Acme|PROPN|4|obj|Entity=organisation"
        ),
        &["deal/acquisition occurred [bought] buyer: Eon; target: Acme"],
    );
}

#[test]
fn coordinated_verbs_share_their_subject() {
    check(
        "Xi|PROPN|2|nsubj|Entity=person visited~visit|VERB|0|root Paris|PROPN|2|obj|Entity=location and|CCONJ|5|cc \
         met~meet|VERB|2|conj Macron|PROPN|5|obj|Entity=person",
        &[
            "meet/visit occurred [visited] participant: Xi; place: Paris",
            "meet/talks occurred [met] participant: Xi; participant: Macron",
        ],
    );
}

#[test]
fn coordinated_names_are_one_filler_each() {
    check(
        "Xi|PROPN|4|nsubj|Entity=person ,|PUNCT|3|punct Modi|PROPN|1|conj|Entity=person held~hold|VERB|0|root \
         talks~talk|NOUN|4|obj with|ADP|7|case Putin|PROPN|5|nmod|Entity=person",
        &["meet/talks occurred [talks] participant: Xi; participant: Modi; participant: Putin"],
    );
}

#[test]
fn an_apposition_that_lists_names_stands_for_them() {
    check(
        "companies~company|NOUN|5|nsubj -|PUNCT|3|punct Eon|PROPN|1|appos|Entity=organisation \
         Acme|PROPN|3|conj|Entity=organisation signed~sign|VERB|0|root agreement|NOUN|5|obj",
        &["deal/agreement occurred [agreement, signed] party: Eon; party: Acme"],
    );
}

#[test]
fn a_phrase_may_hang_on_the_noun_or_on_its_verb() {
    for head in ["3", "2"] {
        check(
            &format!(
                "{EON} signed~sign|VERB|0|root accord|NOUN|2|obj with|ADP|5|case Acme|PROPN|{head}|nmod|Entity=organisation"
            ),
            &["deal/agreement occurred [accord, signed] party: Eon; party: Acme"],
        );
    }
}

#[test]
fn what_stands_before_the_dash_of_a_dateline_is_no_part_of_the_clause() {
    check(
        "PARIS|PROPN|6|obl|Entity=location -|PUNCT|1|punct Xi|PROPN|1|conj|Entity=person and|CCONJ|5|cc \
         Modi|PROPN|3|conj|Entity=person met~meet|VERB|0|root",
        &["meet/talks occurred [met] participant: Xi; participant: Modi"],
    );
}

#[test]
fn a_preposition_is_brought_back_to_the_phrase_behind_it() {
    check(
        "Eon|PROPN|2|nsubj|Entity=organisation completed~complete|VERB|0|root takeover|NOUN|2|obj of|ADP|8|case \
         Acme|PROPN|2|obl|Entity=organisation at|ADP|8|case 7|NUM|8|nummod|Value=B:money:7:USD \
         dollars~dollar|NOUN|2|obl|Value=I:money:7:USD",
        &["deal/acquisition occurred [takeover] buyer: Eon; target: Acme; value: 7 dollars"],
    );
}

#[test]
fn a_speaker_may_act_with_another() {
    check(
        "Eon|PROPN|2|nsubj|Entity=organisation said~say|VERB|0|root it|PRON|2|nsubj and|CCONJ|5|cc \
         Acme|PROPN|6|nsubj|Entity=organisation signed~sign|VERB|2|ccomp treaty|NOUN|6|obj",
        &["deal/agreement occurred [treaty, signed] party: Eon; party: Acme"],
    );
}

#[test]
fn modality_negation_and_plans_set_the_status() {
    let buys = |before: &str, offset: usize| {
        let verb = offset + 2;
        format!(
            "Eon|PROPN|{verb}|nsubj|Entity=organisation {} buy|VERB|0|root Acme|PROPN|{verb}|obj|Entity=organisation",
            before.replace('V', &verb.to_string())
        )
    };
    let status = |words: &str| said(words).first().and_then(|frame| frame.split(' ').nth(1).map(str::to_owned));
    assert_eq!(status(&buys("will|AUX|V|aux", 1)).as_deref(), Some("planned"));
    assert_eq!(status(&buys("could|AUX|V|aux", 1)).as_deref(), Some("possible"));
    assert_eq!(status(&buys("did~do|AUX|V|aux not|PART|V|advmod", 2)).as_deref(), Some("negated"));
    assert_eq!(status(&buys("should|AUX|V|aux", 1)), None, "a duty is no event");
}

#[test]
fn figures_tell_the_change_from_the_level() {
    check(
        "Exports~export|NOUN|2|nsubj rose~rise|VERB|0|root 5|NUM|4|nummod|Value=B:percent:5:% %|SYM|2|obj|Value=I:percent:5:% \
         to|ADP|6|case $|SYM|2|obl|Value=B:money:7:USD 7|NUM|6|nummod|Value=I:money:7:USD",
        &["figure/change occurred [rose] measure: Exports; value: $ 7; change: 5 %"],
    );
}

#[test]
fn guarded_words_say_nothing() {
    check("Eon|PROPN|2|nsubj|Entity=organisation met~meet|VERB|0|root its~its|PRON|4|nmod:poss target|NOUN|2|obj", &[]);
    check("meeting|NOUN|2|compound room|NOUN|3|nsubj opened~open|VERB|0|root", &[]);
    check("They~they|PRON|2|nsubj visited~visit|VERB|0|root website|NOUN|2|obj", &[]);
}

#[test]
fn mistakes_in_rules_name_file_and_line() {
    for (text, kind, line) in [
        (
            "type = \"meet/talks\"\n[[rule]]\nname = \"x\"\nverb = [\"meet\"]\nrequire = []\nroles = { participant = [\"subjekt\"] }",
            ErrorKind::Path,
            6,
        ),
        ("type = \"meet/gossip\"\nrule = []", ErrorKind::Unknown, 1),
        ("type = \"meet/talks\"\n[[rule]]\nname = \"x\"\nrequire = []\nroles = {}", ErrorKind::Dead, 2),
        (
            "type = \"meet/talks\"\n[[rule]]\nname = \"x\"\nverb = [\"meet\"]\nrequire = [\"buyer\"]\nroles = {}",
            ErrorKind::Dead,
            5,
        ),
        ("type = \"meet/talks\"\n\nrule = 7", ErrorKind::Syntax, 3),
    ] {
        let mut sources = Sources::builtin();
        sources.events = vec![("events/x.toml".to_owned(), text.to_owned())];
        let error = Rules::compile(&sources).expect_err(text);
        assert_eq!((error.kind(), error.file(), error.line()), (kind, "events/x.toml", line), "{error}");
    }
}

#[test]
fn the_hash_tells_rules_apart() {
    let rules = Sources::builtin();
    let mut changed = rules.clone();
    changed.roles.1.push(' ');
    assert_eq!(rules.hash(), Sources::builtin().hash());
    assert_ne!(rules.hash(), changed.hash());
}
