//! What the written forms of one currency have in common.

use rust_decimal::Decimal;

use super::currencies::{Denomination, MoneyWord, Role};

/// What the forms of one list of a currency have in common.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub(super) denomination: Denomination,
    pub(super) role: Role,
    pub(super) exact: bool,
    pub(super) least: Decimal,
    pub(super) times: Decimal,
}

impl Form {
    pub(super) fn new(denomination: Denomination, least: Decimal) -> Self {
        Self { denomination, role: Role::Name, exact: false, least, times: Decimal::ONE }
    }

    pub(super) fn as_a(self, role: Role) -> Self {
        Self { role, exact: false, ..self }
    }

    pub(super) fn exact(self) -> Self {
        Self { exact: true, ..self }
    }

    pub(super) fn loose(self) -> Self {
        Self { exact: false, ..self }
    }

    pub(super) fn word(self, phrase: &str) -> MoneyWord {
        let exactly = self.exact.then(|| phrase.into());
        MoneyWord { denomination: self.denomination, role: self.role, exactly, least: self.least, times: self.times }
    }
}

/// Of the forms before a number, those that stand behind it too: `3.14US$`.
pub(super) fn ending_in_a_sign(prefixes: &[String]) -> Vec<String> {
    let signs = ['$', '£', '¥', '₱', '€'];
    prefixes.iter().filter(|prefix| prefix.ends_with(signs)).cloned().collect()
}
