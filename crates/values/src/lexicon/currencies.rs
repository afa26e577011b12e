//! Currencies: their codes, names and signs as phrases to look for before and behind a number.

use include_dir::Dir;
use iso_currency::{Currency as Iso, IntoEnumIterator};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::coin::Coin;
use super::files::{self, Codes, Coins, Currency, CurrencyFile, Families, Family, Minors};
use super::forms::{Form, ending_in_a_sign};
use crate::lexeme::WordId;
use crate::vocabulary::{Phrases, Vocabulary};

/// Which currency a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Denomination {
    /// An index into [`Currencies::known`].
    Known(u16),
    /// A shared name, an index into [`Currencies::shared`]: what it means depends on the document.
    Shared(u16),
    /// An index into [`Currencies::minors`].
    Minor(u16),
}

/// How a currency word may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A sign or an abbreviation that is money wherever it meets a number.
    Sign,
    /// A code, which may be followed by the magnitude: `75 USD million`.
    Code,
    /// A word that may mean other things: the sum must look like money.
    Weak,
    /// A code that is the initials of other things too: weak, unless it ends a phrase.
    Initials,
    /// A name behind the number.
    Name,
    /// A letter that must touch the digits: `700p`.
    Tight,
}

/// One way of writing a currency.
#[derive(Debug)]
pub(crate) struct MoneyWord {
    pub(crate) denomination: Denomination,
    pub(crate) role: Role,
    /// The spelling that must be met letter by letter; any case and spacing will do without.
    pub(crate) exactly: Option<Box<str>>,
    /// The smallest amount that is money.
    pub(crate) least: Decimal,
    /// What the amount is multiplied by: a million for `MUSD`.
    pub(crate) times: Decimal,
}

/// A currency that is told by its name alone.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) code: Option<Box<str>>,
    pub(crate) unit: Option<Box<str>>,
}

/// A name of several currencies.
#[derive(Debug)]
pub(crate) struct SharedName {
    /// The members, as indices into [`Currencies::known`].
    pub(crate) members: Vec<u16>,
    pub(crate) default: Option<u16>,
    /// Whether the story decides even where the default is a world currency.
    pub(crate) local: bool,
    /// What to call the unit where no member is meant for sure.
    pub(crate) unit: Box<str>,
}

impl SharedName {
    /// The name without its members; the unit is the second of its forms, the plural.
    fn empty(family: &Family) -> Self {
        let unit = family.names.iter().take(2).next_back().map_or("", String::as_str);
        Self { members: Vec::new(), default: None, local: family.local, unit: unit.into() }
    }
}

impl Currency {
    fn goes_by(&self, family: &Family) -> bool {
        self.family.iter().chain(&self.also).any(|name| *name == family.name)
    }
}

/// Small change.
#[derive(Debug)]
pub(crate) struct MinorUnit {
    pub(crate) unit: Box<str>,
    /// How many make one of the major unit.
    pub(crate) ratio: Decimal,
}

/// All that is known of currencies.
#[derive(Debug, Default)]
pub(crate) struct Currencies {
    pub(crate) known: Vec<Known>,
    pub(crate) shared: Vec<SharedName>,
    pub(crate) minors: Vec<MinorUnit>,
    /// What may stand before a number.
    pub(crate) before: Phrases<MoneyWord>,
    /// What may stand behind a number.
    pub(crate) behind: Phrases<MoneyWord>,
    pub(crate) coins: FxHashMap<WordId, Coin>,
    /// Countries and cities that hint at a currency, by its index.
    pub(crate) places: Phrases<u16>,
    /// First words of `before`.
    pub(super) openers: Vec<WordId>,
    by_code: FxHashMap<Box<str>, u16>,
}

/// Where a form may stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    Behind,
}

impl Currencies {
    pub(super) fn read(files: &Dir<'_>, vocabulary: &mut Vocabulary) -> Self {
        let mut currencies = Self::default();
        let families: Families = files::parse(files, "families.toml");
        currencies.shared = families.family.iter().map(SharedName::empty).collect();
        let folder = files.get_dir("currencies").into_iter().flat_map(Dir::files);
        for file in folder {
            let path = file.path().to_string_lossy();
            let file: CurrencyFile = files::parse(files, &path);
            for currency in &file.currency {
                currencies.add_currency(currency, &families.family, vocabulary);
            }
        }
        for (index, family) in families.family.iter().enumerate() {
            currencies.add_family(index, family, vocabulary);
        }
        currencies.add_codes(&files::parse(files, "codes.toml"), vocabulary);
        currencies.add_minors(&files::parse(files, "minors.toml"), vocabulary);
        currencies.add_coins(&files::parse(files, "coins.toml"), &families.family, vocabulary);
        currencies
    }

    fn add_currency(&mut self, currency: &Currency, families: &[Family], vocabulary: &mut Vocabulary) {
        check(currency);
        let index = self.known.len() as u16;
        let unit = currency.unit.as_deref().map(Into::into);
        self.known.push(Known { code: currency.code.as_deref().map(Into::into), unit });
        if let Some(code) = &currency.code {
            self.by_code.insert(code.as_str().into(), index);
        }
        let mut form = Form::new(Denomination::Known(index), currency.least);
        self.add(&currency.symbols, form.as_a(Role::Sign), &[Side::Before, Side::Behind], vocabulary);
        self.add(&currency.prefixes, form.as_a(Role::Sign).exact(), &[Side::Before], vocabulary);
        self.add(&ending_in_a_sign(&currency.prefixes), form.as_a(Role::Sign).exact(), &[Side::Behind], vocabulary);
        self.add(&currency.loose, form.as_a(Role::Sign), &[Side::Before], vocabulary);
        self.add(&currency.weak, form.as_a(Role::Weak).exact(), &[Side::Before], vocabulary);
        self.add(&currency.suffixes, form.as_a(Role::Sign).exact(), &[Side::Behind], vocabulary);
        self.add(&currency.names, form.as_a(Role::Name), &[Side::Behind], vocabulary);
        form.least = Decimal::ZERO;
        let shared = families.iter().filter(|family| currency.goes_by(family)).flat_map(|family| &family.names);
        let qualified: Vec<String> = currency
            .adjectives
            .iter()
            .flat_map(|adjective| {
                currency.names.iter().chain(shared.clone()).map(move |name| format!("{adjective} {name}"))
            })
            .collect();
        self.add(&qualified, form.as_a(Role::Name), &[Side::Behind], vocabulary);
        for place in &currency.places {
            self.places.add(vocabulary.spell(place), index);
        }
        self.note_membership(currency, families, index);
    }

    /// Adds the currency to the shared names it goes by.
    fn note_membership(&mut self, currency: &Currency, families: &[Family], index: u16) {
        for (family, shared) in families.iter().zip(&mut self.shared) {
            if currency.goes_by(family) {
                shared.members.push(index);
            }
        }
    }

    fn add_family(&mut self, index: usize, family: &Family, vocabulary: &mut Vocabulary) {
        self.shared[index].default = family.default.as_deref().and_then(|code| self.by_code.get(code).copied());
        let form = Form::new(Denomination::Shared(index as u16), family.least);
        self.add(&family.symbols, form.as_a(Role::Sign), &[Side::Before, Side::Behind], vocabulary);
        self.add(&family.names, form.as_a(Role::Name), &[Side::Behind], vocabulary);
        self.add(&family.prefixes, form.as_a(Role::Sign).exact(), &[Side::Before], vocabulary);
        self.add(&family.weak, form.as_a(Role::Weak).exact(), &[Side::Before], vocabulary);
        self.add(&family.suffixes, form.as_a(Role::Sign).exact(), &[Side::Behind], vocabulary);
    }

    /// The codes of the standard's own table, active and superseded, beside those of the data files.
    fn add_codes(&mut self, codes: &Codes, vocabulary: &mut Vocabulary) {
        for code in Iso::iter().map(|currency| currency.code()) {
            if !self.by_code.contains_key(code) {
                self.by_code.insert(code.into(), self.known.len() as u16);
                self.known.push(Known { code: Some(code.into()), unit: None });
            }
        }
        let mut all: Vec<(Box<str>, u16)> = self.by_code.iter().map(|(code, &index)| (code.clone(), index)).collect();
        all.sort_unstable();
        for (code, index) in all {
            let role = codes.role(&code);
            let mut form = Form::new(Denomination::Known(index), Decimal::ZERO).as_a(role).exact();
            self.add(&[code.to_string()], form, &[Side::Before, Side::Behind], vocabulary);
            let lower = code.to_lowercase();
            if codes.lower.contains(&lower) {
                form = form.loose();
                self.add(&[lower], form, &[Side::Before, Side::Behind], vocabulary);
                self.add(&[format!("{code}$")], form.as_a(Role::Sign), &[Side::Before], vocabulary);
            }
            form = form.exact();
            form.times = Decimal::from(1_000_000);
            let millions: Vec<String> = codes.millions.iter().map(|m| format!("{m}{code}")).collect();
            self.add(&millions, form, &[Side::Before, Side::Behind], vocabulary);
        }
    }

    fn add_minors(&mut self, minors: &Minors, vocabulary: &mut Vocabulary) {
        for minor in &minors.minor {
            let form = Form::new(Denomination::Minor(self.minors.len() as u16), Decimal::ZERO);
            let ratio = Decimal::from(minor.ratio.unwrap_or(100));
            self.minors.push(MinorUnit { unit: minor.unit.as_str().into(), ratio });
            self.add(&minor.forms, form.as_a(Role::Name), &[Side::Behind], vocabulary);
            self.add(&minor.tight, form.as_a(Role::Tight).exact(), &[Side::Behind], vocabulary);
            self.add(&minor.weak, form.as_a(Role::Weak), &[Side::Before], vocabulary);
        }
    }

    /// # Panics
    /// When a coin is of a currency that no other file has.
    fn add_coins(&mut self, coins: &Coins, families: &[Family], vocabulary: &mut Vocabulary) {
        for coin in &coins.coin {
            let known =
                coin.code.as_ref().and_then(|code| self.by_code.get(&**code)).map(|&at| Denomination::Known(at));
            let shared = families.iter().position(|family| Some(&family.name) == coin.family.as_ref());
            let denomination = known.or(shared.map(|at| Denomination::Shared(at as u16)));
            let denomination = denomination.unwrap_or_else(|| panic!("{} is of no known currency", coin.one));
            for word in [&coin.one, &coin.many] {
                let (one, many) = (*word == coin.one, *word == coin.many);
                let meaning = Coin { denomination, worth: coin.worth, one, many, proof: coin.proof() };
                let id = vocabulary.intern(word);
                self.coins.insert(id, meaning);
                if one {
                    self.openers.push(id);
                }
            }
        }
    }

    fn add(&mut self, phrases: &[String], form: Form, sides: &[Side], vocabulary: &mut Vocabulary) {
        for phrase in phrases {
            let words = vocabulary.spell(phrase);
            for side in sides {
                let trie = if *side == Side::Before { &mut self.before } else { &mut self.behind };
                trie.add(words.iter().copied(), form.word(phrase));
                if *side == Side::Before {
                    self.openers.extend(words.first());
                }
            }
        }
    }
}

impl Codes {
    fn role(&self, code: &str) -> Role {
        match code {
            _ if self.words.iter().any(|word| word == code) => Role::Weak,
            _ if self.initials.iter().any(|word| word == code) => Role::Initials,
            _ => Role::Code,
        }
    }
}

/// # Panics
/// When a data file gives a code that ISO 4217 neither has nor is said to have withdrawn.
fn check(currency: &Currency) {
    let Some(code) = &currency.code else { return };
    let valid = Iso::from_code(code).is_some() || currency.withdrawn.is_some();
    assert!(valid, "{code} is no code of ISO 4217");
}
