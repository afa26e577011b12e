//! One frame with its fillers resolved, as merging sees it.

use dateline_text::{Analysis, Frame, Role, Span, Status, Subtype, Upos, Value};

use super::Settings;
use crate::{
    lexicon::fold,
    resolve::{self, Resolved},
    who::Cast,
    words::{before, is_capitalised, is_possessive_mark, lemma, lower, relation, shown},
};

/// How a trigger noun is introduced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Definiteness {
    Definite,
    Indefinite,
    Open,
}

/// A frame that is to be merged.
#[derive(Debug)]
pub(crate) struct Telling {
    pub(crate) frame: Frame,
    pub(crate) article: usize,
    pub(crate) arguments: Vec<Resolved>,
    /// Whether the main trigger is a verb: verbs know better than nouns whether a thing happened.
    pub(crate) verbal: bool,
    pub(crate) definiteness: Definiteness,
    /// Whether it stands in the title of its article.
    pub(crate) headline: bool,
    /// Lemma of the main trigger.
    pub(crate) lemma: String,
    /// The proper name of the happening, folded, up to the trigger: "east asia summit".
    pub(crate) label: Option<String>,
}

impl Telling {
    /// Resolves a frame; `None` when it points outside the analysis or into furniture.
    pub(crate) fn new(analysis: &Analysis, cast: &Cast, frame: Frame) -> Option<Self> {
        let &trigger = frame.triggers.first()?;
        let sentence = analysis.sentences.get(frame.sentence)?;
        let whole = frame.triggers.iter().all(|&token| token < analysis.tokens.len());
        if !whole || in_furniture(analysis, analysis.tokens[trigger].span) {
            return None;
        }
        let verbal = frame.triggers.iter().any(|&token| is_verbal(analysis, token));
        let noun_token = frame.triggers.iter().copied().find(|&token| !is_verbal(analysis, token)).unwrap_or(trigger);
        let title = analysis.document.articles.get(sentence.article).and_then(|article| article.title);
        let headline = title.is_some_and(|title| title.overlaps(sentence.span));
        let label = (!headline).then(|| label(analysis, noun_token)).flatten();
        let open = is_verbal(analysis, noun_token) || label.is_some();
        Some(Self {
            article: sentence.article,
            arguments: resolve::frame(analysis, cast, &frame),
            verbal,
            definiteness: if open { Definiteness::Open } else { definiteness(analysis, noun_token) },
            headline,
            label,
            lemma: noun(analysis, noun_token),
            frame,
        })
    }

    /// The word that leads the telling.
    pub(crate) fn trigger(&self) -> usize {
        self.frame.triggers[0]
    }

    pub(crate) fn subtype(&self) -> Subtype {
        self.frame.subtype
    }

    pub(crate) fn status(&self) -> Status {
        self.frame.status
    }

    /// The amounts.
    pub(crate) fn values(&self) -> impl Iterator<Item = (Role, &Value)> {
        self.arguments.iter().filter_map(|resolved| Some((resolved.argument.role, resolved.argument.value.as_ref()?)))
    }
}

/// Whether the trigger is a verb; without grammar, whether it is no noun that is known to tell happenings.
fn is_verbal(analysis: &Analysis, token: usize) -> bool {
    match analysis.tokens[token].upos {
        Upos::Verb | Upos::Aux => true,
        Upos::X => !Settings::get().is_generic(&noun(analysis, token)),
        _ => false,
    }
}

/// The trigger's lemma; without grammar a plural is cut to its stem.
fn noun(analysis: &Analysis, token: usize) -> String {
    let word = lemma(analysis, token);
    let stem = word.strip_suffix('s').unwrap_or(&word);
    if Settings::get().is_generic(stem) { stem.to_owned() } else { word }
}

fn in_furniture(analysis: &Analysis, span: Span) -> bool {
    analysis.document.furniture.iter().any(|furniture| furniture.span.overlaps(span))
}

/// The capitalised words that end with the trigger, two or more: the happening has a name of its own.
fn label(analysis: &Analysis, trigger: usize) -> Option<String> {
    let part = |token: usize| {
        let word = analysis.word(token);
        is_capitalised(analysis, token)
            || matches!(word, "-" | "–" | "of" | "on" | "and" | "for")
            || is_possessive_mark(analysis, token)
    };
    let mut start = trigger;
    for token in before(analysis, trigger) {
        if !part(token) {
            break;
        }
        start = token;
    }
    let first = (start..trigger).find(|&token| is_capitalised(analysis, token))?;
    let names = is_capitalised(analysis, trigger).then(|| analysis.cover(first..trigger + 1)).flatten()?;
    Some(fold(&shown(analysis, names)))
}

/// Looks at the words in front of the noun, nearest first.
fn definiteness(analysis: &Analysis, trigger: usize) -> Definiteness {
    let determiners = &Settings::get().determiners;
    let mut found = Definiteness::Open;
    for token in before(analysis, trigger).take(6) {
        let word = lower(analysis, token);
        if determiners.indefinite.contains(&word) {
            return Definiteness::Indefinite;
        }
        if determiners.definite.contains(&word) || word == "'s" || word == "'" {
            found = Definiteness::Definite;
            if word != "the" {
                return found;
            }
            break;
        }
        let modifies = matches!(relation(analysis, token), "amod" | "compound" | "nummod");
        if !modifies
            && !matches!(analysis.tokens[token].upos, Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num | Upos::X)
        {
            break;
        }
    }
    found
}
