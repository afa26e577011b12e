//! What a filler's words are: a name with its trimmings, a reference, a people, or words of their own.

use std::ops::Range;

use dateline_text::{Analysis, Filler, Span, Upos};

use crate::{
    lexicon::{Country, Lexicon, fold},
    resolve::is_actor,
    who::{Cast, How, Mention, Pronoun, Sort},
    words::{is_capitalised, is_possessive_mark, lower, relation, sentence, singular},
};

/// A filler, understood.
#[derive(Debug)]
pub(super) enum Phrase<'cast> {
    /// One member of the cast.
    Member { mention: &'cast Mention, span: Span },
    /// Two of them.
    Several { mention: &'cast Mention, span: Span },
    /// A people that stands for its country.
    People { country: Country, span: Span },
    /// A pronoun that refers to nobody known.
    Pronoun { span: Span },
    /// Words that name themselves.
    Words { span: Span },
}

/// Reads the words of a filler.
pub(super) fn read<'cast>(analysis: &Analysis, cast: &'cast Cast, filler: &Filler) -> Phrase<'cast> {
    let tokens = without_determiner(analysis, analysis.tokens_in(filler.span), filler);
    let span = analysis.cover(tokens.clone()).unwrap_or(filler.span);
    if let Some(naming) = naming_of(analysis, cast, filler, &tokens) {
        return Phrase::Member { mention: naming, span: naming_span(analysis, naming, &tokens, span) };
    }
    if let Some(country) = people_of(analysis, filler, &tokens) {
        return Phrase::People { country, span };
    }
    if let Some(mention) = reference(cast, filler, &tokens) {
        return if mention.members.len() > 1 {
            Phrase::Several { mention, span }
        } else {
            Phrase::Member { mention, span }
        };
    }
    if tokens.len() == 1 && is_pronoun(analysis, tokens.start) {
        return Phrase::Pronoun { span };
    }
    match called_in_lower_case(analysis, cast, filler, span) {
        Some(mention) => Phrase::Member { mention, span },
        None => Phrase::Words { span },
    }
}

/// Where the words end that an apposition follows: "branch of CNPC, China's energy company". A list goes on.
fn apposition(analysis: &Analysis, head: usize, end: usize) -> usize {
    let comma = (head + 1..end).find(|&token| analysis.word(token) == ",");
    let listed = |token: usize| matches!(relation(analysis, token), "conj" | "cc") || lower(analysis, token) == "and";
    comma.filter(|&comma| !(comma..end).any(listed)).unwrap_or(end)
}

/// "the working group" of the "Working Group on Cooperation": the first words of one body's name, without capitals.
fn called_in_lower_case<'cast>(
    analysis: &Analysis,
    cast: &'cast Cast,
    filler: &Filler,
    span: Span,
) -> Option<&'cast Mention> {
    let words = fold(analysis.document.slice(span));
    let article = sentence(analysis, filler.head)?.article;
    let begins = |member: &usize| {
        let member = &cast.members[*member];
        let name = fold(&member.name);
        member.article == article
            && member.sort == Sort::Body
            && name.strip_prefix(&words).is_some_and(|rest| rest.starts_with(' '))
    };
    let mut members = (0..cast.members.len()).filter(begins);
    let only = members.next().filter(|_| words.contains(' ') && members.next().is_none())?;
    cast.best_naming(only, filler.head)
}

fn is_pronoun(analysis: &Analysis, token: usize) -> bool {
    match analysis.tokens[token].upos {
        Upos::Pron => true,
        Upos::X => Pronoun::of(analysis.word(token)).is_some(),
        _ => false,
    }
}

/// The words between a leading article or quantifier and an apposition.
fn without_determiner(analysis: &Analysis, tokens: Range<usize>, filler: &Filler) -> Range<usize> {
    const LEADING: &[&str] = &[
        "the", "a", "an", "its", "his", "her", "their", "this", "that", "these", "those", "many", "several", "some",
        "various", "numerous", "all", "most", "both",
    ];
    let leading = |token: usize| LEADING.contains(&lower(analysis, token).as_str());
    let mark = |token: usize| matches!(analysis.word(token), "-" | "–" | "," | "\"" | "”" | "(");
    let mut tokens = tokens;
    while tokens.len() > 1 && leading(tokens.start) && tokens.start != filler.head {
        tokens.start += 1;
    }
    if is_actor(filler.role) {
        tokens.end = apposition(analysis, filler.head, tokens.end);
    }
    while tokens.len() > 1 && mark(tokens.end - 1) {
        tokens.end -= 1;
    }
    tokens
}

/// The mention by name that the filler is: its head, or a name that its head stands beside.
fn naming_of<'cast>(
    analysis: &Analysis,
    cast: &'cast Cast,
    filler: &Filler,
    tokens: &Range<usize>,
) -> Option<&'cast Mention> {
    let head = cast.at(filler.head).filter(|mention| mention.how == How::Named);
    if let Some(mention) = head {
        let named = analysis.tokens_in(mention.span);
        let office = !named.contains(&filler.head);
        return (office || leads_to(analysis, tokens.start..named.start)).then_some(mention);
    }
    let last = named_within(cast, tokens.clone()).last();
    last.filter(|mention| {
        let named = analysis.tokens_in(mention.span);
        let fits = sort_fits(analysis, cast, mention, filler.head);
        fits && (filler.head < named.start && named.end >= tokens.end && leads_to(analysis, filler.head..named.start)
            || part_before_noun(analysis, named.clone(), filler.head, tokens.end))
    })
    .or_else(|| in_apposition(analysis, cast, filler, tokens))
}

/// The namings among the words, in order.
fn named_within(cast: &Cast, tokens: Range<usize>) -> impl Iterator<Item = &Mention> {
    let mut last = None;
    tokens.filter_map(move |token| {
        let mention = cast.at(token).filter(|mention| mention.how == How::Named && mention.members.len() == 1)?;
        let new = last != Some(mention.head);
        last = Some(mention.head);
        new.then_some(mention)
    })
}

/// A person's noun stands beside a person, a company's noun beside a company.
fn sort_fits(analysis: &Analysis, cast: &Cast, mention: &Mention, head: usize) -> bool {
    let lexicon = Lexicon::get();
    let noun = singular(analysis, head);
    match cast.members[mention.members[0]].sort {
        Sort::Person => lexicon.people.is_person_noun(&noun),
        Sort::Body | Sort::Other => lexicon.bodies.is_body_noun(&noun),
        Sort::Country | Sort::Place => false,
    }
}

/// Whether the words before a name only lead up to it: offices, adjectives, "state oil firm", no owner.
fn leads_to(analysis: &Analysis, tokens: Range<usize>) -> bool {
    let end = tokens.end;
    tokens.into_iter().all(|token| {
        let word = lower(analysis, token);
        let owner = is_possessive_mark(analysis, token) && token + 1 == end;
        !owner && !matches!(word.as_str(), "of" | "between" | "with" | "from" | "," | "and")
            || matches!(analysis.tokens[token].upos, Upos::Det)
    }) || end > 0 && is_office_with_complement(analysis, end)
}

/// "Minister of Trade Aleksei Gruzdev": the "of" belongs to the office right before the name.
fn is_office_with_complement(analysis: &Analysis, name: usize) -> bool {
    name >= 2
        && is_capitalised(analysis, name - 1)
        && lower(analysis, name - 1) != "and"
        && !is_possessive_mark(analysis, name - 1)
}

/// "its Triplett Electrical Instrument Corp subsidiary": the name right before a noun for a part of a company.
fn part_before_noun(analysis: &Analysis, named: Range<usize>, head: usize, end: usize) -> bool {
    named.end == head
        && head + 1 >= end
        && matches!(
            singular(analysis, head).as_str(),
            "unit" | "subsidiary" | "division" | "affiliate" | "group" | "chain" | "business"
        )
}

/// "his Malaysian counterpart, Saifuddin Abdullah": the name right behind the filler.
fn in_apposition<'cast>(
    analysis: &Analysis,
    cast: &'cast Cast,
    filler: &Filler,
    tokens: &Range<usize>,
) -> Option<&'cast Mention> {
    let next = tokens.end;
    let comma = next < analysis.tokens.len() && analysis.word(next) == ",";
    let name = if comma { next + 1 } else { next };
    let mention = (name < analysis.tokens.len()).then(|| cast.at(name)).flatten()?;
    let named = analysis.tokens_in(mention.span);
    let same_sentence = analysis.sentence_of(name) == analysis.sentence_of(filler.head);
    let closed =
        !comma || named.end >= analysis.tokens.len() || matches!(analysis.word(named.end), "," | "." | ";" | ")");
    let appended = analysis.tokens[mention.head].head == Some(filler.head)
        && matches!(analysis.tokens[mention.head].deprel.as_str(), "appos" | "flat" | "flat:name");
    // "his Russian counterpart, President Vladimir Putin": such a noun calls for a name, with or without an office before it.
    let relation = Lexicon::get().people.relations.contains(&singular(analysis, filler.head));
    let beside = !comma && named.start == name
        || comma && (appended || relation || analysis.tokens[mention.head].deprel.is_empty());
    (mention.how == How::Named
        && mention.members.len() == 1
        && same_sentence
        && closed
        && (beside || appended)
        && filler.head + 1 == tokens.end
        && sort_fits(analysis, cast, mention, filler.head))
    .then_some(mention)
}

/// The shortest words that name: the name itself, unless the filler holds more of it.
fn naming_span(analysis: &Analysis, naming: &Mention, tokens: &Range<usize>, span: Span) -> Span {
    let named = analysis.tokens_in(naming.span);
    let tail = named.end..tokens.end.max(named.end);
    let longer = tail.len() <= 3
        && !tail.is_empty()
        && tail.clone().all(|token| Lexicon::get().bodies.suffixes.contains(&lower(analysis, token)));
    if longer && span.end > naming.span.end { Span::new(naming.span.start, span.end) } else { naming.span }
}

/// "the Chinese", "Israelis": nothing but the word for a people.
fn people_of(analysis: &Analysis, filler: &Filler, tokens: &Range<usize>) -> Option<Country> {
    let form = analysis.document.slice(analysis.cover(tokens.clone())?);
    let alone = tokens.len() <= 2 && is_actor(filler.role);
    alone.then(|| Lexicon::get().countries.of_people(form)).flatten()
}

/// The description or pronoun that the filler's head is, when the filler is no more than that.
fn reference<'cast>(cast: &'cast Cast, filler: &Filler, tokens: &Range<usize>) -> Option<&'cast Mention> {
    let mention = cast.at(filler.head).filter(|mention| mention.how != How::Named)?;
    let after = tokens.end.saturating_sub(filler.head + 1);
    (after <= 1 || is_actor(filler.role) && after <= 6 && mention.how != How::Bare).then_some(mention)
}
