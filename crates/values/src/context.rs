//! What the document as a whole says about the currencies that its words leave open.

use std::cell::OnceCell;

use dateline_text::{Document, Span};

use crate::lexeme::{self, Lexeme};
use crate::lexicon::{Denomination, Lexicon, SharedName};

/// Reads bare names such as "francs" and "Rs" in the light of one document.
///
/// This is the place for all that depends on where a story comes from: whose dollars an unmarked `$` means belongs here.
pub(crate) struct Context<'a> {
    document: &'a Document,
    lexicon: &'static Lexicon,
    /// How often the document speaks of the places of each currency, by index; counted when first asked for.
    places: OnceCell<Vec<u32>>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(document: &'a Document, lexicon: &'static Lexicon) -> Self {
        Self { document, lexicon, places: OnceCell::new() }
    }

    /// The ISO 4217 code and the unit of a denomination. Small change and units without a code have a unit only, and
    /// so has a shared name of which nothing says whose it is.
    pub(crate) fn resolve(&self, denomination: Denomination) -> (Option<String>, Option<String>) {
        let currencies = &self.lexicon.currencies;
        match denomination {
            Denomination::Minor(minor) => (None, Some(currencies.minors[usize::from(minor)].unit.to_string())),
            Denomination::Known(known) => self.known(known),
            Denomination::Shared(shared) => {
                let name = &currencies.shared[usize::from(shared)];
                match self.member(name) {
                    Some(known) => self.known(known),
                    None => (None, Some(name.unit.to_string())),
                }
            }
        }
    }

    fn known(&self, known: u16) -> (Option<String>, Option<String>) {
        let known = &self.lexicon.currencies.known[usize::from(known)];
        (known.code.as_deref().map(Into::into), known.unit.as_deref().map(Into::into))
    }

    /// The member whose places the document names most, where the name is not the default's beyond doubt.
    fn member(&self, name: &SharedName) -> Option<u16> {
        let (members, default) = (&name.members, name.default);
        if !name.local && default.is_some_and(|default| self.is_world_currency(default)) {
            return default;
        }
        let places = self.places.get_or_init(|| self.count_places());
        let count = |member: u16| places[usize::from(member)];
        let most = members.iter().copied().filter(|&member| count(member) > 0).max_by_key(|&member| count(member));
        match (most, default) {
            (Some(most), Some(default)) if count(most) == count(default) => Some(default),
            (most, default) => most.or(default),
        }
    }

    /// A bare dollar or pound is the American or the British one wherever the story plays.
    fn is_world_currency(&self, known: u16) -> bool {
        let code = self.lexicon.currencies.known[usize::from(known)].code.as_deref();
        matches!(code, Some("USD" | "GBP"))
    }

    fn count_places(&self) -> Vec<u32> {
        let currencies = &self.lexicon.currencies;
        let text = &self.document.text;
        let mut lexemes: Vec<Lexeme> = Vec::new();
        let vocabulary = &self.lexicon.vocabulary;
        lexeme::cut(text, Span::new(0, text.len()), |word| vocabulary.look_up(word), &mut lexemes);
        let mut counts = vec![0; currencies.known.len()];
        for at in 0..lexemes.len() {
            if let Some((_, &known)) = currencies.places.longest(lexemes[at..].iter(), |_, _| true) {
                counts[usize::from(known)] += 1;
            }
        }
        counts
    }
}
