//! Words for coins, and what it takes for them to be coins.

use rust_decimal::Decimal;

use super::currencies::Denomination;
use super::files::CoinName;

/// A word for a coin, or for a number of them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Coin {
    pub(crate) denomination: Denomination,
    pub(crate) worth: Decimal,
    /// Whether the word may stand for one of them.
    pub(crate) one: bool,
    /// Whether it may stand for several.
    pub(crate) many: bool,
    pub(crate) proof: Proof,
}

/// What it takes for a word to be a coin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proof {
    /// Nothing.
    Free,
    /// One of it must be a price: `costs a dime`, not `a grand old man`.
    Priced,
    /// The text says nothing else.
    Alone,
}

impl CoinName {
    pub(super) fn proof(&self) -> Proof {
        match (self.alone, self.priced) {
            (true, _) => Proof::Alone,
            (false, true) => Proof::Priced,
            (false, false) => Proof::Free,
        }
    }
}
