//! The shapes of the data files.

use std::collections::BTreeMap;

use dateline_text::Bound;
use include_dir::Dir;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// `families.toml`.
#[derive(Deserialize)]
pub(super) struct Families {
    pub(super) family: Vec<Family>,
}

/// A name that several currencies share.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Family {
    pub(super) name: String,
    pub(super) names: Vec<String>,
    pub(super) symbols: Vec<String>,
    pub(super) prefixes: Vec<String>,
    pub(super) weak: Vec<String>,
    pub(super) suffixes: Vec<String>,
    pub(super) default: Option<String>,
    pub(super) least: Decimal,
    pub(super) local: bool,
}

/// A file of `currencies/`.
#[derive(Deserialize)]
pub(super) struct CurrencyFile {
    pub(super) currency: Vec<Currency>,
}

/// One currency.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Currency {
    pub(super) code: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) family: Option<String>,
    pub(super) also: Vec<String>,
    pub(super) adjectives: Vec<String>,
    pub(super) names: Vec<String>,
    pub(super) symbols: Vec<String>,
    pub(super) prefixes: Vec<String>,
    pub(super) loose: Vec<String>,
    pub(super) weak: Vec<String>,
    pub(super) suffixes: Vec<String>,
    pub(super) places: Vec<String>,
    pub(super) least: Decimal,
    pub(super) withdrawn: Option<u16>,
}

/// `codes.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Codes {
    pub(super) lower: Vec<String>,
    pub(super) words: Vec<String>,
    pub(super) initials: Vec<String>,
    pub(super) millions: Vec<String>,
}

/// `minors.toml`.
#[derive(Deserialize)]
pub(super) struct Minors {
    pub(super) rates: Vec<String>,
    pub(super) minor: Vec<Minor>,
}

/// A hundredth, or another part, of a currency.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Minor {
    pub(super) unit: String,
    pub(super) forms: Vec<String>,
    pub(super) tight: Vec<String>,
    pub(super) weak: Vec<String>,
    pub(super) ratio: Option<u32>,
}

/// `coins.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Coins {
    pub(super) pricing: Vec<String>,
    pub(super) coin: Vec<CoinName>,
}

/// A coin with its worth in a currency, or in a name that several share.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CoinName {
    pub(super) one: String,
    pub(super) many: String,
    pub(super) code: Option<String>,
    pub(super) family: Option<String>,
    pub(super) worth: Decimal,
    #[serde(default)]
    pub(super) alone: bool,
    #[serde(default)]
    pub(super) priced: bool,
}

/// `magnitudes.toml`.
#[derive(Deserialize)]
pub(super) struct Magnitudes {
    pub(super) counting: Vec<String>,
    pub(super) magnitude: Vec<Magnitude>,
}

/// Words for one power of ten.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Magnitude {
    pub(super) value: Decimal,
    #[serde(default)]
    pub(super) words: Vec<String>,
    #[serde(default)]
    pub(super) letters: Vec<String>,
}

/// `numbers.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Numbers {
    pub(super) articles: Vec<String>,
    pub(super) half: Vec<String>,
    pub(super) hundred: Vec<String>,
    pub(super) dozen: Vec<String>,
    pub(super) point: Vec<String>,
    pub(super) minus: Vec<String>,
    pub(super) vague: Vec<String>,
    pub(super) hyphens: Vec<String>,
    pub(super) and: Vec<String>,
    pub(super) to: Vec<String>,
    pub(super) between: Vec<String>,
    pub(super) from: Vec<String>,
    pub(super) within: Vec<String>,
    pub(super) ranging: Vec<String>,
    pub(super) likewise: Vec<String>,
    pub(super) changing: Vec<String>,
    pub(super) range_openers: Vec<String>,
    pub(super) units: BTreeMap<String, u8>,
    pub(super) teens: BTreeMap<String, u8>,
    pub(super) tens: BTreeMap<String, u8>,
    pub(super) parts: BTreeMap<String, u8>,
}

/// `percents.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Percents {
    pub(super) percent: Vec<String>,
    pub(super) tight: Vec<String>,
    pub(super) fold: Vec<String>,
    pub(super) points: Vec<Points>,
    pub(super) shares: Shares,
    pub(super) multiples: Multiples,
    pub(super) openers: Vec<String>,
    pub(super) periods: Vec<String>,
    pub(super) stakes: Vec<String>,
    pub(super) point: Vec<String>,
}

/// Words that say how many times as much something is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Multiples {
    pub(super) determiners: Vec<String>,
    #[serde(rename = "as")]
    pub(super) as_words: Vec<String>,
    pub(super) degrees: Vec<String>,
    pub(super) noun_openers: Vec<String>,
    pub(super) deictic: Vec<String>,
    pub(super) measured: Vec<String>,
    pub(super) earlier: Vec<String>,
    pub(super) auxiliaries: Vec<String>,
    pub(super) particles: Vec<String>,
    pub(super) multiple: Vec<MultipleWords>,
}

/// The words of one multiple.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(super) struct MultipleWords {
    pub(super) percent: u16,
    pub(super) words: Vec<String>,
    pub(super) adverbs: Vec<String>,
    pub(super) past: Vec<String>,
    pub(super) fold: Vec<String>,
}

/// A unit of percentage points.
#[derive(Deserialize)]
pub(super) struct Points {
    pub(super) scale: Decimal,
    pub(super) forms: Vec<String>,
}

/// Words behind a fraction that say what it is a share of.
#[derive(Deserialize)]
pub(super) struct Shares {
    pub(super) of: Vec<String>,
    pub(super) whole: Vec<String>,
}

/// `idioms.toml`: kinds of phrases, by name.
pub(super) type Idioms = BTreeMap<String, Vec<String>>;

/// `bounds.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Bounds {
    pub(super) skips: Vec<String>,
    pub(super) negators: Vec<String>,
    pub(super) prepositions: Vec<String>,
    pub(super) unbound: Vec<Unbound>,
    pub(super) bound: Vec<BoundWords>,
}

/// Words that bound nothing behind certain others.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unbound {
    pub(super) words: Vec<String>,
    pub(super) behind: Vec<String>,
}

/// The phrases of one bound.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BoundWords {
    pub(super) bound: Bound,
    pub(super) before: Vec<String>,
    #[serde(default)]
    pub(super) verbs: Vec<String>,
    pub(super) after: Vec<String>,
}

/// `units.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Units {
    pub(super) words: Vec<String>,
    pub(super) abbreviations: Vec<String>,
}

/// `nouns.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nouns {
    pub(super) times: Vec<String>,
    pub(super) never: Vec<String>,
    pub(super) collective: Vec<String>,
    pub(super) more: Vec<String>,
    pub(super) substantive: Vec<String>,
    pub(super) modifying: Vec<String>,
    pub(super) stop: Vec<String>,
    pub(super) labels: Vec<String>,
    pub(super) weighing: Vec<String>,
}

/// The data file `path`.
///
/// # Panics
/// When the file is not there or is not of its shape: it is part of the program, and the tests read all of them.
pub(super) fn parse<T: DeserializeOwned>(files: &Dir<'_>, path: &str) -> T {
    let text = files.get_file(path).and_then(include_dir::File::contents_utf8).unwrap_or_default();
    toml::from_str(text).unwrap_or_else(|error| panic!("lexicon/{path}: {error}"))
}
