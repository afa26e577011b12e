//! Countries by name, capital, people and seat of government (`data/countries.tsv`, `data/seats.tsv`, `data/former.tsv`).

use std::collections::HashMap;

use super::fold;

/// A country: ISO 3166-1 alpha-3 code and the name that records use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Country {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
}

/// How a form of words points at a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sense {
    Name,
    Capital,
    People,
}

/// The tables, by folded form.
#[derive(Debug)]
pub(crate) struct Countries {
    forms: HashMap<String, (Sense, Country)>,
    codes: Vec<Country>,
    /// Former states and their successors, by code.
    former: Vec<(&'static str, &'static str)>,
}

impl Countries {
    /// Reads the two tables; official names come from ISO 3166 as the crate `celes` carries it.
    pub(crate) fn read(countries: &'static str, seats: &'static str, former: &'static str) -> Self {
        let mut this = Self { forms: HashMap::new(), codes: Vec::new(), former: Vec::new() };
        for row in rows(countries) {
            this.add(&row);
        }
        for row in rows(seats) {
            let country = this.by_code(row[1]).expect("every seat's code is in countries.tsv");
            this.forms.insert(fold(row[0]), (Sense::Capital, country));
        }
        this.former = rows(former).map(|row| (row[0], row[1])).collect();
        this
    }

    fn add(&mut self, row: &[&'static str]) {
        let country = Country { code: row[0], name: row[1] };
        self.codes.push(country);
        let official = celes::Country::from_alpha3(country.code).map_or("", |iso| iso.long_name);
        // Names win over capitals: "Singapore" and "Luxembourg" are countries first.
        self.add_forms(&row[2..3], Sense::Capital, country);
        self.add_forms(&row[3..4], Sense::People, country);
        self.add_forms(&[row[1], official, row[4]], Sense::Name, country);
    }

    fn add_forms(&mut self, cells: &[&str], sense: Sense, country: Country) {
        for form in cells.iter().flat_map(|cell| cell.split(';')).filter(|form| !form.is_empty()) {
            let known = self.forms.entry(fold(form)).or_insert((sense, country));
            if sense == Sense::Name && known.0 != Sense::Name {
                *known = (sense, country);
            }
        }
    }

    /// The country with this code.
    pub(crate) fn by_code(&self, code: &str) -> Option<Country> {
        self.codes.iter().copied().find(|country| country.code == code)
    }

    fn look_up(&self, form: &str, sense: Sense) -> Option<Country> {
        let folded = fold(form);
        let key = folded.strip_prefix("the ").unwrap_or(&folded);
        let key = key.strip_suffix("'s").unwrap_or(key);
        // Capitals matter for short forms: "us" is a pronoun.
        if matches!(key, "us" | "uk" | "car") && !form.chars().any(char::is_uppercase) {
            return None;
        }
        self.forms.get(key).filter(|(found, _)| *found == sense).map(|(_, country)| *country)
    }

    /// Whether the two are one state or a former state and its successor: no pair of two countries.
    pub(crate) fn are_one(&self, a: Country, b: Country) -> bool {
        a == b || self.succeeds(a, b) || self.succeeds(b, a)
    }

    /// Whether `new` is the successor of the former state `old`.
    pub(crate) fn succeeds(&self, old: Country, new: Country) -> bool {
        self.former.contains(&(old.code, new.code))
    }

    /// The country of which `form` is a name.
    pub(crate) fn named(&self, form: &str) -> Option<Country> {
        self.look_up(form, Sense::Name)
    }

    /// The country whose government sits in `form`.
    pub(crate) fn seated_in(&self, form: &str) -> Option<Country> {
        self.look_up(form, Sense::Capital)
    }

    /// The country of which `form` is the adjective or the people.
    pub(crate) fn of_people(&self, form: &str) -> Option<Country> {
        self.look_up(form, Sense::People)
    }

    /// The country that `form` evokes in any of the three ways.
    pub(crate) fn evoked_by(&self, form: &str) -> Option<Country> {
        self.named(form).or_else(|| self.of_people(form)).or_else(|| self.seated_in(form))
    }
}

/// The cells of each line of a table, without comments and the heading.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .skip(1)
        .map(|line| line.split('\t').collect())
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    fn code(form: &str) -> Option<&'static str> {
        Lexicon::get().countries.evoked_by(form).map(|country| country.code)
    }

    #[test]
    fn countries_are_known_by_name_capital_people_and_seat() {
        for (form, expected) in [
            ("Russian Federation", "RUS"),
            ("the Russian Federation", "RUS"),
            ("U.S.", "USA"),
            ("US", "USA"),
            ("Britain", "GBR"),
            ("South Korea", "KOR"),
            ("Republic of Korea", "KOR"),
            ("Kuala Lumpur", "MYS"),
            ("Malaysian", "MYS"),
            ("Soviet", "SUN"),
            ("Kremlin", "RUS"),
            ("CHINA", "CHN"),
            ("Beijing’s", "CHN"),
            ("Singapore", "SGP"),
        ] {
            assert_eq!(code(form), Some(expected), "{form}");
        }
        for form in ["us", "car", "Springfield", "Europe", ""] {
            assert_eq!(code(form), None, "{form}");
        }
    }

    #[test]
    fn every_code_is_iso_or_said_to_be_none() {
        let none = ["SUN", "YUG", "CSK", "DDR"];
        for country in &Lexicon::get().countries.codes {
            let iso = celes::Country::from_alpha3(country.code).is_ok();
            assert_ne!(iso, none.contains(&country.code), "{}", country.code);
        }
    }
}
