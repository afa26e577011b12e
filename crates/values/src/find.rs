//! Walks over the sentences of a document and writes down the values that the grammar finds.

use dateline_text::{Bound, Document, Sentence, Token, Value, ValueKind};
use rust_decimal::Decimal;

use crate::amount::{self, Amount, Unit};
use crate::bounds;
use crate::context::Context;
use crate::grammar::Grammar;
use crate::lexeme::{self, Kind, Lexeme};
use crate::lexicon::{Class, Denomination, Lexicon, Share};
use crate::line::Line;
use crate::multiple;
use crate::range::{self, Pair};
use crate::share;
use crate::spelled;

/// The values in the sentences of a document, in text order and not overlapping.
///
/// `tokens` are the words that the sentences index; where the tagger has filled in their grammar, it tells what a
/// number counts, and where it has not, the form of the words does.
pub fn find(document: &Document, sentences: &[Sentence], tokens: &[Token]) -> Vec<Value> {
    let lexicon = Lexicon::get();
    let mut finder = Finder { document, context: Context::new(document, lexicon), values: Vec::new(), sums: None };
    let mut lexemes: Vec<Lexeme> = Vec::new();
    for sentence in sentences {
        lexemes.clear();
        lexeme::cut(&document.text, sentence.span, |word| lexicon.vocabulary.look_up(word), &mut lexemes);
        let line = Line { text: &document.text, lexemes: &lexemes, lexicon };
        finder.read(line, Grammar::of(tokens, sentence.tokens.clone()));
    }
    finder.values
}

struct Finder<'a> {
    document: &'a Document,
    context: Context<'a>,
    values: Vec<Value>,
    /// The unit of the sentence's last amount, where that is money.
    sums: Option<Unit>,
}

impl Finder<'_> {
    fn read(&mut self, line: Line<'_>, grammar: Grammar<'_>) {
        self.sums = None;
        let mut at = 0;
        while at < line.lexemes.len() {
            at = match idiom(line, at) {
                Some(end) => end,
                None if may_start(line, at) => self.take(line, grammar, at),
                None => at + 1,
            };
        }
    }

    /// Writes down the value at `at`, if there is one; the position to go on from.
    fn take(&mut self, line: Line<'_>, grammar: Grammar<'_>, at: usize) -> usize {
        let of = at.saturating_sub(usize::from(line.before_is(at, Class::OF)));
        if line.before_is(of, Class::VAGUE) && line.kind(at) == Some(Kind::Word) {
            return at + 1;
        }
        if let Some(end) = spelled::dictated(line, at) {
            return end;
        }
        if let Some((share, exact)) = share::fraction(line, at) {
            return self.add_share(line, share, exact);
        }
        if let Some(multiple) = multiple::parse(line, at) {
            return self.add_single(line, &multiple);
        }
        let Some(first) = amount::parse(line, grammar, at) else { return at + 1 };
        if let Some((share, exact)) = share::one_in(line, first) {
            return self.add_share(line, share, exact);
        }
        if let Some(pair) = range::pair(line, grammar, first) {
            return self.add_pair(line, &pair);
        }
        match first.unit {
            Some(_) => self.add_single(line, &first),
            None => match self.likewise(line, first) {
                Some(sum) => self.add_single(line, &sum),
                None => range::past_score(line, first.end).max(at + 1),
            },
        }
    }

    /// A bare number of millions as money, where the last amount of the sentence is money and the words around the
    /// number set it beside that: `649 mln dlrs, against 593 mln`.
    fn likewise(&self, line: Line<'_>, first: Amount) -> Option<Amount> {
        let last = self.sums.filter(|_| first.numeral.scale >= Decimal::from(1_000_000) && !first.numeral.letter)?;
        let start = bounds::first_word(line, first.start);
        let beside = line.before_is(start, Class::LIKEWISE) && !line.is(first.end, Class::OF);
        let ends = line.kind(first.end) != Some(Kind::Word) || line.is(first.end, Class::STOP);
        (beside && ends).then_some(Amount { unit: Some(last), ..first })
    }

    fn add_single(&mut self, line: Line<'_>, amount: &Amount) -> usize {
        let (bound, end) = bound(line, amount);
        self.add(line, amount, bound);
        end
    }

    fn add_share(&mut self, line: Line<'_>, share: Amount, exact: bool) -> usize {
        let (bound, end) = bound(line, &share);
        self.add(line, &share, if bound == Bound::Exact && !exact { Bound::About } else { bound });
        end
    }

    fn add_pair(&mut self, line: Line<'_>, pair: &Pair) -> usize {
        let (low, high) = pair.bounds.unwrap_or_default();
        self.add(line, &pair.low, low);
        self.add(line, &pair.high, high);
        pair.high.end
    }

    /// Adds a value unless its number does not fit a decimal.
    fn add(&mut self, line: Line<'_>, amount: &Amount, bound: Bound) {
        let (Some(number), Some(unit)) = (amount.value(), amount.unit) else { return };
        self.sums = match unit {
            Unit::Money(Denomination::Known(_) | Denomination::Shared(_)) => Some(unit),
            Unit::Share(_) => self.sums,
            _ => None,
        };
        let (kind, currency, unit) = self.name(unit);
        let span = line.span(amount.start, amount.end);
        self.values.push(Value { span, kind, amount: tidy(number), currency, unit, bound });
    }

    /// The kind of the unit, its ISO 4217 code and its name.
    fn name(&self, unit: Unit) -> (ValueKind, Option<String>, Option<String>) {
        match unit {
            Unit::Money(denomination) => {
                let (currency, unit) = self.context.resolve(denomination);
                (ValueKind::Money, currency, unit)
            }
            Unit::Share(Share::Percent | Share::Fold) => (ValueKind::Percent, None, Some("%".into())),
            Unit::Share(Share::Points(_)) => (ValueKind::Percent, None, Some("points".into())),
            Unit::Counted(noun) => {
                let noun = self.document.slice(noun).split_whitespace().collect::<Vec<_>>().join(" ");
                (ValueKind::Quantity, None, Some(noun))
            }
        }
    }
}

/// The end of a phrase at `at` in which no amount is meant.
fn idiom(line: Line<'_>, at: usize) -> Option<usize> {
    if line.is(at, Class::OPENS_IDIOM) {
        line.longest(at, &line.lexicon.idioms, |_, ()| true).map(|(end, ())| end)
    } else {
        None
    }
}

/// Whether a value may start at `at`.
fn may_start(line: Line<'_>, at: usize) -> bool {
    match line.kind(at) {
        Some(Kind::Digits) => true,
        Some(Kind::Word) => line.is(at, Class::OPENS_MONEY) || line.is(at, Class::NUMERAL),
        Some(Kind::Sign) => line.is(at, Class::OPENS_MONEY) || line.is_hyphen(at) || !line.surface(at).is_ascii(),
        None => false,
    }
}

/// The bound of an amount, and the position after the words that set it.
fn bound(line: Line<'_>, amount: &Amount) -> (Bound, usize) {
    let inside = bounds::behind(line, amount.numeral.end).filter(|(_, stop)| *stop < amount.end);
    let behind = bounds::behind(line, amount.end);
    // The article of "nearly a third" is no part of its span.
    let share = matches!(amount.unit, Some(Unit::Share(_))) && line.is_article(amount.start.wrapping_sub(1));
    let before = bounds::before(line, amount.start - usize::from(share && !amount.numeral.in_digits));
    let bound = before.or(inside.map(|(bound, _)| bound)).or(behind.map(|(bound, _)| bound));
    (bound.unwrap_or_default(), behind.map_or(amount.end, |(_, stop)| stop))
}

/// Without zeros behind the point, so that `2.50` and `2.5` are one amount.
fn tidy(number: Decimal) -> Decimal {
    number.normalize()
}
