//! From a document to its time expressions.

use dateline_text::{Document, Sentence, Span, Time, TimeKind, Token};

use crate::direction::{Clauses, Direction};
use crate::filter::Surroundings;
use crate::grammar::Grammar;
use crate::meaning::{Clock, Meaning, Node, Point};
use crate::narrative::is_narrative;
use crate::parse::{Parsed, parse};
use crate::stamp::{Field, Stamp};
use crate::story::{Reading, Story};
use crate::unit::{Modifier, Unit, Vague};
use crate::{atoms, numbers};

/// The time expressions of `document`, in text order, not overlapping.
///
/// `sentences` say where to look; `tokens` are the words of all sentences and may carry grammar or not. Each expression
/// is read against the reference date of its sentence's article; without one, unknown parts stay `X`.
pub fn find(document: &Document, sentences: &[Sentence], tokens: &[Token]) -> Vec<Time> {
    let grammar = Grammar::builtin();
    let mut times = Vec::new();
    let mut open: Option<(usize, Story<'_>)> = None;
    let mut parsed = Parsed::default();
    for run in sentences.chunk_by(|first, second| runs_on(document, first, second)) {
        let (first, last) = (&run[0], &run[run.len() - 1]);
        let story = match open.take() {
            Some((article, story)) if article == first.article => story,
            _ => begin(document, first.article, grammar),
        };
        let (_, story) = open.insert((first.article, story));
        parsed.atoms.clear();
        atoms::scan(&document.text, first.span.cover(last.span), &grammar.lexicon, &mut parsed.atoms);
        numbers::join(&mut parsed.atoms);
        parse(grammar, &mut parsed);
        if parsed.nodes.is_empty() {
            continue;
        }
        let words = tokens.get(first.tokens.start..last.tokens.end).unwrap_or_default();
        let clauses = Clauses::new(&document.text, words, first.tokens.start, &grammar.cues);
        Reader { text: &document.text, clauses, story, times: &mut times }.read(grammar, &parsed);
    }
    times
}

/// Whether `second` goes on where `first` only seems to end: "at 10 p.m. | Wednesday".
fn runs_on(document: &Document, first: &Sentence, second: &Sentence) -> bool {
    let abbreviated = first.span.of(&document.text).ends_with(".m.");
    let gap = document.text.get(first.span.end..second.span.start);
    abbreviated && first.article == second.article && gap.is_some_and(|gap| gap.trim().is_empty() && gap.len() <= 2)
}

/// The story of an article before its first sentence.
fn begin<'a>(document: &'a Document, article: usize, grammar: &'a Grammar) -> Story<'a> {
    let reference = document.reference_date(article);
    let span = document.articles.get(article).map(|article| article.span);
    let narrative = match (reference, span) {
        (Some(reference), Some(span)) => is_narrative(&document.text, span, reference),
        _ => false,
    };
    let text = span.and_then(|span| document.text.get(span.start..span.end)).unwrap_or_default();
    Story::new(text, reference, narrative, &grammar.holidays)
}

/// Reads one sentence.
struct Reader<'s, 'g, 't> {
    text: &'t str,
    clauses: Clauses<'t>,
    story: &'s mut Story<'g>,
    times: &'s mut Vec<Time>,
}

impl Reader<'_, '_, '_> {
    /// Finds the expressions of the sentence and reads each.
    fn read(&mut self, grammar: &Grammar, parsed: &Parsed<'_>) {
        for (at, atom) in parsed.atoms.iter().enumerate() {
            let Some(node) = parsed.node(atom) else { continue };
            let Clauses { tokens: words, first, .. } = self.clauses;
            let around = Surroundings { text: self.text, parsed, at, cues: &grammar.cues, words, first };
            if around.accept(node) {
                self.emit(atom.span, node);
            }
        }
    }

    /// Adds one expression to the result.
    fn emit(&mut self, span: Span, node: &Node) {
        let direction = if self.needs_direction(node) { self.clauses.direction(span) } else { Direction::Unknown };
        let (kind, value) = match &node.meaning {
            Meaning::Point(point, clock) => self.point(point, *clock, direction, span.end),
            Meaning::Clock(clock) => (TimeKind::Time, self.clock(*clock)),
            Meaning::Length(length) => (TimeKind::Duration, length.to_string()),
            Meaning::Elapsed(elapsed) => (TimeKind::Duration, elapsed.to_string()),
            Meaning::Set(recurring) => (TimeKind::Set, recurring.to_string()),
            Meaning::Vague(vague) => (TimeKind::Date, vague.timex().to_owned()),
            Meaning::Range(first, second) => self.range(first, second, direction),
        };
        let modifier = node.modifier.map(Modifier::timex).map(str::to_owned);
        self.times.push(Time { span, kind, value, modifier });
    }

    /// Whether it matters where the clause points: what has its own year, or is a length, is what it is.
    fn needs_direction(&self, node: &Node) -> bool {
        match &node.meaning {
            Meaning::Point(Point::Stamp(Stamp { year: Some(_), .. }), _) => self.story.reference.is_none(),
            Meaning::Point(..) | Meaning::Range(..) => true,
            Meaning::Clock(_) | Meaning::Length(_) | Meaning::Elapsed(_) | Meaning::Set(_) | Meaning::Vague(_) => false,
        }
    }

    /// A point of the calendar, remembered for what comes after.
    fn point(&mut self, point: &Point, clock: Option<Clock>, direction: Direction, end: usize) -> (TimeKind, String) {
        let stamp = match self.story.read(point, direction) {
            Reading::Stamp(stamp) => stamp,
            Reading::Vague(vague) => return (TimeKind::Date, vague.timex().to_owned()),
        };
        let explicit = matches!(point, Point::Stamp(Stamp { year: Some(_), .. }));
        if !is_comparison(point) {
            self.story.remember(stamp, explicit, direction);
            let rest = self.text[end..].trim_start();
            crate::work::count(self.text.len() - end - rest.len());
            if stamp.unit() == Unit::Quarter && (rest.starts_with("ended") || rest.starts_with("ending")) {
                self.story.hold_quarter();
            }
        }
        match clock {
            Some(clock) => (TimeKind::Time, format!("{stamp}{clock}")),
            None => (TimeKind::Date, stamp.to_string()),
        }
    }

    /// A time of day: of the day mentioned last, or of the reference date.
    fn clock(&self, clock: Clock) -> String {
        let mentioned = self.story.mention.filter(|stamp| matches!(stamp.field, Field::Day { day: 1.., .. }));
        let today = self.story.reference.map(|now| Stamp::holding(now, Unit::Day));
        let day = mentioned.or(today).unwrap_or(Stamp::unknown(Unit::Day));
        format!("{day}{clock}")
    }

    /// Two points in one expression: the second is read first, and the first lies before it.
    fn range(&mut self, first: &Point, second: &Point, direction: Direction) -> (TimeKind, String) {
        let (Reading::Stamp(start), Reading::Stamp(end)) =
            (self.story.read(first, direction), self.story.read(second, direction))
        else {
            return (TimeKind::Date, Vague::Past.timex().to_owned());
        };
        let start = start.in_year_before(end);
        self.story.remember(end, false, direction);
        (TimeKind::Date, format!("{start}/{end}"))
    }
}

/// Whether a point only serves as a comparison: what comes after `compared with a year earlier` is not a year earlier.
fn is_comparison(point: &Point) -> bool {
    matches!(point, Point::Shift(length, ..0, _) if length.unit == Unit::Year)
}
