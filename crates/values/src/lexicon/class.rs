//! Sets of words.

/// A set of words, as a bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Class(pub(super) u64);

impl Class {
    /// Signs that join words.
    pub(crate) const HYPHEN: Self = Self(1);
    /// Words that may start a number.
    pub(crate) const NUMERAL: Self = Self(1 << 1);
    /// First words and signs of what stands before a sum.
    pub(crate) const OPENS_MONEY: Self = Self(1 << 2);
    /// Words between a bound and its amount.
    pub(crate) const SKIP: Self = Self(1 << 3);
    /// Units of time and names of times.
    pub(crate) const TIME: Self = Self(1 << 4);
    /// Words that head no counted thing.
    pub(crate) const NEVER: Self = Self(1 << 5);
    /// Nouns that are plural in meaning though not in form.
    pub(crate) const COLLECTIVE: Self = Self(1 << 6);
    /// Words that no noun phrase goes past.
    pub(crate) const STOP: Self = Self(1 << 7);
    /// Words after which a number is a name.
    pub(crate) const LABEL: Self = Self(1 << 8);
    /// Words after "half" that say it is a share.
    pub(crate) const SHARE: Self = Self(1 << 9);
    /// Words before a fraction that say it is a share.
    pub(crate) const SHARE_OPENER: Self = Self(1 << 10);
    /// Words before "half" and "quarter" that make it a period.
    pub(crate) const PERIOD: Self = Self(1 << 11);
    /// Words such as "several" that make a number uncertain.
    pub(crate) const VAGUE: Self = Self(1 << 12);
    /// Words that say that pounds are a weight.
    pub(crate) const WEIGHT: Self = Self(1 << 13);
    /// Words before two whole amounts that say they are a range.
    pub(crate) const RANGE_OPENER: Self = Self(1 << 14);
    /// "of".
    pub(crate) const OF: Self = Self(1 << 15);
    /// "and".
    pub(crate) const AND: Self = Self(1 << 16);
    /// "to" and "or".
    pub(crate) const TO: Self = Self(1 << 17);
    /// "between".
    pub(crate) const BETWEEN: Self = Self(1 << 18);
    /// "from".
    pub(crate) const FROM: Self = Self(1 << 19);
    /// Words behind a fraction that say of what it is a share.
    pub(crate) const STAKE: Self = Self(1 << 20);
    /// Words that negate.
    pub(crate) const NEGATOR: Self = Self(1 << 21);
    /// Plurals that stand before another noun.
    pub(crate) const MODIFYING: Self = Self(1 << 22);
    /// Adjectives that count people.
    pub(crate) const SUBSTANTIVE: Self = Self(1 << 23);
    /// "point".
    pub(crate) const POINT: Self = Self(1 << 24);
    /// Words before the noun phrase that are no part of it.
    pub(crate) const MORE: Self = Self(1 << 25);
    /// Words that say that something rises or falls.
    pub(crate) const CHANGING: Self = Self(1 << 26);
    /// "in" and "out of" between the numbers of a share.
    pub(crate) const WITHIN: Self = Self(1 << 27);
    /// Words before a number that is money like the one before it.
    pub(crate) const LIKEWISE: Self = Self(1 << 28);
    /// What a noun phrase opens with, behind "double".
    pub(crate) const DETERMINER: Self = Self(1 << 30);
    /// What stands before the verb "double".
    pub(crate) const AUXILIARY: Self = Self(1 << 31);
    /// What makes "double up" and the like of "double".
    pub(crate) const PARTICLE: Self = Self(1 << 32);
    /// "as".
    pub(crate) const AS: Self = Self(1 << 33);
    /// Words of degree, behind "twice as".
    pub(crate) const DEGREE: Self = Self(1 << 34);
    /// What makes a noun of "doubles" and "halves".
    pub(crate) const NOUN_OPENER: Self = Self(1 << 35);
    /// Words that say that a time is the one compared with.
    pub(crate) const EARLIER: Self = Self(1 << 36);
    /// "this", behind "twice".
    pub(crate) const DEICTIC: Self = Self(1 << 40);
    /// What is measured: "twice this amount".
    pub(crate) const MEASURED: Self = Self(1 << 41);
    /// First words of phrases in which no amount is meant.
    pub(crate) const OPENS_IDIOM: Self = Self(1 << 37);
    /// Words before the price of something.
    pub(crate) const PRICING: Self = Self(1 << 38);
    /// What stands behind the price of one: "a", "per".
    pub(crate) const RATE: Self = Self(1 << 39);
    /// Words before "from" that make a range of it.
    pub(crate) const RANGING: Self = Self(1 << 29);
}
