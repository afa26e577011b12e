//! The knowledge of English that the grammar works with, read from the data files of `lexicon/` once a run.

mod class;
mod coin;
mod currencies;
mod files;
mod forms;
mod words;

use std::sync::LazyLock;

use dateline_text::Bound;
use include_dir::{Dir, include_dir};
use rustc_hash::FxHashMap;

pub(crate) use class::Class;
pub(crate) use coin::{Coin, Proof};
pub(crate) use currencies::{Currencies, Denomination, MoneyWord, Role, SharedName};
use files::{Bounds, Coins, Idioms, Magnitudes, Minors, Multiples, Nouns, Numbers, Percents, Units};
pub(crate) use words::{BoundWord, Magnitude, Measure, Multiple, MultipleForm, NumberWord, Share, ShareWord};

use crate::lexeme::WordId;
use crate::vocabulary::{Phrases, Vocabulary};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/lexicon");
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// All data files in the form that the grammar looks things up in.
pub(crate) struct Lexicon {
    pub(crate) vocabulary: Vocabulary,
    classes: Vec<u64>,
    numbers: FxHashMap<WordId, NumberWord>,
    magnitudes: FxHashMap<WordId, Magnitude>,
    multiples: FxHashMap<WordId, Multiple>,
    pub(crate) currencies: Currencies,
    pub(crate) shares: Phrases<ShareWord>,
    pub(crate) measures: Phrases<Measure>,
    /// Bounding phrases before an amount, their words in reverse.
    pub(crate) bounds_before: Phrases<BoundWord>,
    pub(crate) bounds_after: Phrases<Bound>,
    /// Phrases in which no amount is meant.
    pub(crate) idioms: Phrases<()>,
}

impl Lexicon {
    /// The lexicon of this crate.
    pub(crate) fn get() -> &'static Self {
        &LEXICON
    }

    /// Whether a word is of a class.
    pub(crate) fn is(&self, word: WordId, class: Class) -> bool {
        self.classes.get(word as usize).is_some_and(|bits| bits & class.0 != 0)
    }

    /// What a word says within a number.
    pub(crate) fn number(&self, word: WordId) -> Option<NumberWord> {
        if word == 0 { None } else { self.numbers.get(&word).copied() }
    }

    /// What a word multiplies by.
    pub(crate) fn magnitude(&self, word: WordId) -> Option<Magnitude> {
        if word == 0 { None } else { self.magnitudes.get(&word).copied() }
    }

    /// How many times as much a word says something is.
    pub(crate) fn multiple(&self, word: WordId) -> Option<Multiple> {
        if word == 0 { None } else { self.multiples.get(&word).copied() }
    }

    /// The coin that a word names.
    pub(crate) fn coin(&self, word: WordId) -> Option<Coin> {
        if word == 0 { None } else { self.currencies.coins.get(&word).copied() }
    }

    fn read() -> Self {
        let mut vocabulary = Vocabulary::default();
        let currencies = Currencies::read(&FILES, &mut vocabulary);
        let mut lexicon = Self {
            vocabulary,
            classes: Vec::new(),
            numbers: FxHashMap::default(),
            magnitudes: FxHashMap::default(),
            multiples: FxHashMap::default(),
            currencies,
            shares: Phrases::default(),
            measures: Phrases::default(),
            bounds_before: Phrases::default(),
            bounds_after: Phrases::default(),
            idioms: Phrases::default(),
        };
        lexicon.read_numbers();
        lexicon.read_percents();
        lexicon.read_bounds();
        lexicon.read_units();
        lexicon.read_nouns();
        lexicon.read_idioms();
        lexicon.read_currencies();
        lexicon
    }

    /// Puts `words` into `class`.
    fn mark<'w>(&mut self, class: Class, words: impl IntoIterator<Item = &'w String>) {
        for word in words {
            let id = self.vocabulary.intern(word);
            self.mark_word(class, id);
        }
    }

    fn mark_word(&mut self, class: Class, word: WordId) {
        let id = word as usize;
        if self.classes.len() <= id {
            self.classes.resize(id + 1, 0);
        }
        self.classes[id] |= class.0;
    }

    fn number_words(&mut self, words: &[String], meaning: NumberWord) {
        for word in words {
            let id = self.vocabulary.intern(word);
            self.numbers.insert(id, meaning);
        }
        if !matches!(meaning, NumberWord::Dozen | NumberWord::Point | NumberWord::Part(2 | 3 | 5..)) {
            self.mark(Class::NUMERAL, words);
        }
    }

    fn read_numbers(&mut self) {
        let file: Numbers = files::parse(&FILES, "numbers.toml");
        self.number_words(&file.articles, NumberWord::Article);
        self.number_words(&file.half, NumberWord::Half);
        self.number_words(&file.hundred, NumberWord::Hundred);
        self.number_words(&file.dozen, NumberWord::Dozen);
        self.number_words(&file.point, NumberWord::Point);
        self.number_words(&file.minus, NumberWord::Minus);
        let kinds = [
            (&file.units, NumberWord::Unit as fn(u8) -> NumberWord),
            (&file.teens, NumberWord::Teen),
            (&file.tens, NumberWord::Tens),
            (&file.parts, NumberWord::Part),
        ];
        for (words, meaning) in kinds {
            for (word, &value) in words {
                self.number_words(std::slice::from_ref(word), meaning(value));
            }
        }
        self.mark(Class::VAGUE, &file.vague);
        self.mark(Class::HYPHEN, &file.hyphens);
        self.mark(Class::AND, &file.and);
        self.mark(Class::TO, &file.to);
        self.mark(Class::BETWEEN, &file.between);
        self.mark(Class::FROM, &file.from);
        self.mark(Class::WITHIN, &file.within);
        self.mark(Class::RANGING, &file.ranging);
        self.mark(Class::LIKEWISE, &file.likewise);
        self.mark(Class::CHANGING, &file.changing);
        self.mark(Class::RANGE_OPENER, &file.range_openers);
        let file: Magnitudes = files::parse(&FILES, "magnitudes.toml");
        for magnitude in &file.magnitude {
            for (words, letter) in [(&magnitude.words, false), (&magnitude.letters, true)] {
                for word in words {
                    let id = self.vocabulary.intern(word);
                    let counts = !letter || file.counting.contains(word);
                    let meaning = Magnitude { value: magnitude.value, letter, counts };
                    self.magnitudes.entry(id).and_modify(|known| known.counts |= counts).or_insert(meaning);
                }
            }
        }
    }

    fn read_percents(&mut self) {
        let file: Percents = files::parse(&FILES, "percents.toml");
        let kinds = [
            (&file.percent, Share::Percent, false),
            (&file.tight, Share::Percent, true),
            (&file.fold, Share::Fold, false),
        ];
        for (forms, share, tight) in kinds {
            for form in forms {
                self.shares.add(self.vocabulary.spell(form), ShareWord { share, tight });
            }
        }
        for points in &file.points {
            for form in &points.forms {
                let share = Share::Points(points.scale);
                self.shares.add(self.vocabulary.spell(form), ShareWord { share, tight: false });
            }
        }
        self.read_multiples(&file.multiples);
        self.mark(Class::OF, &file.shares.of);
        self.mark(Class::SHARE, &file.shares.whole);
        self.mark(Class::SHARE_OPENER, &file.openers);
        self.mark(Class::PERIOD, &file.periods);
        self.mark(Class::STAKE, &file.stakes);
        self.mark(Class::POINT, &file.point);
    }

    fn read_multiples(&mut self, file: &Multiples) {
        for multiple in &file.multiple {
            let forms = [
                (&multiple.words, MultipleForm::Double),
                (&multiple.adverbs, MultipleForm::Twice),
                (&multiple.past, MultipleForm::Doubled),
                (&multiple.fold, MultipleForm::Fold),
            ];
            for (words, form) in forms {
                for word in words {
                    let id = self.vocabulary.intern(word);
                    self.multiples.insert(id, Multiple { percent: multiple.percent, form });
                }
                self.mark(Class::OPENS_MONEY, words);
            }
        }
        self.mark(Class::DETERMINER, &file.determiners);
        self.mark(Class::AS, &file.as_words);
        self.mark(Class::DEGREE, &file.degrees);
        self.mark(Class::NOUN_OPENER, &file.noun_openers);
        self.mark(Class::DEICTIC, &file.deictic);
        self.mark(Class::MEASURED, &file.measured);
        self.mark(Class::EARLIER, &file.earlier);
        self.mark(Class::AUXILIARY, &file.auxiliaries);
        self.mark(Class::PARTICLE, &file.particles);
    }

    fn read_bounds(&mut self) {
        let file: Bounds = files::parse(&FILES, "bounds.toml");
        for entry in &file.bound {
            for (phrases, verb) in [(&entry.before, false), (&entry.verbs, true)] {
                for phrase in phrases {
                    let preposition = file.prepositions.contains(phrase);
                    let meaning = BoundWord { bound: Some(entry.bound), verb, preposition };
                    self.bounds_before.add(self.vocabulary.spell(phrase).into_iter().rev(), meaning);
                }
            }
            for phrase in &entry.after {
                self.bounds_after.add(self.vocabulary.spell(phrase), entry.bound);
            }
        }
        for entry in &file.unbound {
            let phrases =
                entry.behind.iter().flat_map(|first| entry.words.iter().map(move |word| format!("{first} {word}")));
            for phrase in phrases {
                let meaning = BoundWord { bound: None, verb: false, preposition: false };
                self.bounds_before.add(self.vocabulary.spell(&phrase).into_iter().rev(), meaning);
            }
        }
        self.mark(Class::SKIP, &file.skips);
        self.mark(Class::NEGATOR, &file.negators);
    }

    fn read_units(&mut self) {
        let file: Units = files::parse(&FILES, "units.toml");
        for phrase in &file.words {
            self.measures.add(self.vocabulary.spell(phrase), Measure { exactly: None });
        }
        for phrase in &file.abbreviations {
            let exactly = Some(phrase.as_str().into());
            self.measures.add(self.vocabulary.spell(phrase), Measure { exactly });
        }
    }

    fn read_nouns(&mut self) {
        let file: Nouns = files::parse(&FILES, "nouns.toml");
        let classes = [
            (Class::TIME, &file.times),
            (Class::NEVER, &file.never),
            (Class::COLLECTIVE, &file.collective),
            (Class::SUBSTANTIVE, &file.substantive),
            (Class::MORE, &file.more),
            (Class::MODIFYING, &file.modifying),
            (Class::MODIFYING, &file.collective),
            (Class::STOP, &file.stop),
            (Class::LABEL, &file.labels),
            (Class::WEIGHT, &file.weighing),
        ];
        for (class, words) in classes {
            self.mark(class, words);
        }
    }

    fn read_idioms(&mut self) {
        let file: Idioms = files::parse(&FILES, "idioms.toml");
        for phrase in file.values().flatten() {
            let words = self.vocabulary.spell(phrase);
            assert!(!words.contains(&0), "lexicon/idioms.toml: the vocabulary knows no digits: {phrase}");
            self.mark_word(Class::OPENS_IDIOM, words[0]);
            self.idioms.add(words, ());
        }
        self.mark(Class::PRICING, &files::parse::<Coins>(&FILES, "coins.toml").pricing);
        self.mark(Class::RATE, &files::parse::<Minors>(&FILES, "minors.toml").rates);
    }

    fn read_currencies(&mut self) {
        for word in std::mem::take(&mut self.currencies.openers) {
            self.mark_word(Class::OPENS_MONEY, word);
        }
        self.classes.resize(self.vocabulary.len(), 0);
    }
}
