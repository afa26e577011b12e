//! What a number counts when the tagger has said how the words hang together.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

/// Words as `form/UPOS/head/deprel`, the head counted from 1 and 0 for the root, separated by blanks.
fn find(tree: &str) -> Vec<(String, Option<String>)> {
    let line = |(index, word): (usize, &str)| {
        let [form, upos, head, deprel] = word.split('/').collect::<Vec<_>>()[..] else { panic!("{word}") };
        format!("{} {form} _ {upos} _ _ {head} {deprel} _ _", index + 1)
    };
    let lines: Vec<String> = tree.split_whitespace().enumerate().map(line).collect();
    let analysis = dateline_testing::read_conllu(&lines.join("\n")).unwrap();
    let values = dateline_values::find(&analysis.document, &analysis.sentences, &analysis.tokens);
    values.iter().map(|value| (analysis.document.slice(value.span).to_string(), value.unit.clone())).collect()
}

fn check(tree: &str, expected: &[(&str, &str)]) {
    let expected: Vec<_> =
        expected.iter().map(|(text, unit)| ((*text).to_string(), Some((*unit).to_string()))).collect();
    assert_eq!(find(tree), expected, "{tree}");
}

#[test]
fn a_number_counts_the_noun_that_it_modifies() {
    check(
        "Moscow/PROPN/2/nsubj sold/VERB/0/root Kuala/PROPN/4/compound Lumpur/PROPN/2/iobj 18/NUM/8/nummod \
         Sukhoi/PROPN/8/compound fighter/NOUN/8/compound jets/NOUN/2/obj",
        &[("18 Sukhoi fighter jets", "Sukhoi fighter jets")],
    );
    check(
        "It/PRON/2/nsubj operates/VERB/0/root a/DET/7/det 60,000/NUM/5/nummod subscriber/NOUN/7/compound \
         cable/NOUN/7/compound systems/NOUN/2/obj",
        &[],
    );
    check(
        "The/DET/4/det ten/NUM/3/nummod member/NOUN/4/compound states/NOUN/0/root",
        &[("ten member states", "member states")],
    );
}

#[test]
fn a_magnitude_hangs_between_the_number_and_its_noun() {
    check("some/DET/3/advmod 40/NUM/3/compound million/NUM/4/nummod tons/NOUN/0/root", &[("40 million tons", "tons")]);
    check("the/DET/4/det 2/NUM/3/compound million/NUM/4/nummod voters/NOUN/0/root", &[("2 million voters", "voters")]);
}

#[test]
fn a_tree_that_errs_does_not_hide_a_plural() {
    check(
        "only/ADV/2/advmod 50/NUM/0/root eligible/ADJ/4/amod employees/NOUN/2/obj",
        &[("50 eligible employees", "eligible employees")],
    );
}

#[test]
fn a_number_that_modifies_no_noun_counts_nothing() {
    check("The/DET/2/det 30/NUM/3/nsubj voted/VERB/0/root against/ADP/5/case sanctions/NOUN/3/obl", &[]);
    check(
        "the/DET/2/det Salyut/PROPN/4/compound 6/NUM/2/nummod spacecraft/NOUN/0/root with/ADP/7/case three/NUM/7/nummod \
         astronauts/NOUN/4/nmod",
        &[("three astronauts", "astronauts")],
    );
    check("Wave/PROPN/3/compound 4/NUM/1/nummod interviews/NOUN/0/root", &[]);
}
