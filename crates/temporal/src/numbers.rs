//! Joins the words of a number to one atom: `twenty-four`, `two hundred and ten`, `nineteen ninety-six`, `2 1/2`.

use crate::atoms::{Atom, add_ordinal};
use crate::class::{Class, Terminal};

/// The largest number that counts time.
const MOST: i32 = 20_000_000;

/// Replaces every row of number words by one atom.
pub(crate) fn join(atoms: &mut Vec<Atom<'_>>) {
    let Some(first) = atoms.iter().position(|atom| atom.value(Terminal::NumberWord).is_some_and(|value| value >= 0))
    else {
        return;
    };
    let (mut kept, mut at) = (first, first);
    while at < atoms.len() {
        let phrase = Phrase::read(atoms, at);
        if phrase.len == 0 {
            atoms.swap(kept, at);
            at += 1;
        } else {
            atoms[kept] = phrase.atom(&atoms[at..at + phrase.len]);
            at += phrase.len;
        }
        kept += 1;
    }
    atoms.truncate(kept);
}

/// A number written in words.
#[derive(Debug, Default)]
struct Phrase {
    /// How many atoms it takes.
    len: usize,
    /// Finished thousands and millions.
    total: i32,
    /// What is below the next thousand.
    current: i32,
    /// Whether the last word was an ordinal.
    ordinal: bool,
    /// The first word, where it is 15 to 20 and so can begin a year.
    century: Option<i32>,
    /// The year, where the words are read as one.
    year: Option<i32>,
}

impl Phrase {
    /// Reads as many words as make one number.
    fn read(atoms: &[Atom<'_>], from: usize) -> Self {
        let mut phrase = Self::default();
        let mut at = from;
        while let Some(next) = next_word(atoms, at, phrase.len > 0) {
            let (value, ordinal) = word_value(&atoms[next]);
            let Some(value) = value else { break };
            if !phrase.take(value) {
                break;
            }
            at = next + 1;
            phrase.len = at - from;
            phrase.ordinal = ordinal;
            if ordinal {
                break;
            }
        }
        phrase
    }

    /// Adds one word; says whether it continues the number.
    fn take(&mut self, value: i32) -> bool {
        let first = self.len == 0;
        match value {
            100 if !first && (1..100).contains(&self.current) => self.current *= 100,
            1000 | 1_000_000 if !first && self.current > 0 => {
                let total = self.total.saturating_add(self.current.saturating_mul(value));
                if total > MOST {
                    return false;
                }
                self.total = total;
                self.current = 0;
            }
            100 | 1000 | 1_000_000 => return false,
            _ if first => {
                self.current = value;
                self.century = (15..=20).contains(&value).then_some(value);
            }
            _ => return self.take_small(value),
        }
        true
    }

    /// Adds a word below a hundred that is not the first.
    fn take_small(&mut self, value: i32) -> bool {
        let fits = match self.current {
            0 => true,
            current if current % 100 == 0 => true,
            current if current % 10 == 0 && value < 10 => true,
            _ => false,
        };
        if let (Some(century), None) = (self.century, self.year)
            && self.total == 0
            && self.current == century
            && value >= 10
        {
            self.year = Some(century * 100);
            self.current = value;
            return true;
        }
        self.current += if fits { value } else { 0 };
        fits
    }

    /// The atom that stands for the words.
    fn atom<'g>(&self, words: &[Atom<'g>]) -> Atom<'g> {
        let mut senses: Vec<(Class, i32)> = Vec::new();
        let value = self.total + self.current;
        if self.len == 1 {
            senses.extend_from_slice(&words[0].senses);
        }
        if let Some(century) = self.year {
            senses.push((Terminal::Year.into(), century + self.current));
        } else if self.ordinal {
            if self.len > 1 {
                add_ordinal(value, &mut senses);
            }
        } else if value <= MOST {
            senses.push((Terminal::Amount.into(), value.saturating_mul(100)));
            if (1..=31).contains(&value) {
                senses.push((Terminal::DayWord.into(), value));
            }
            if (1..=12).contains(&value) {
                senses.push((Terminal::HourWord.into(), value));
            }
            if self.len > 1 && (1000..2100).contains(&value) {
                senses.push((Terminal::Year.into(), value));
            }
        }
        let span = words[0].span.cover(words[words.len() - 1].span);
        Atom { span, glued: words[0].glued, senses: senses.into() }
    }
}

/// The index of the number word at `at`, after a hyphen or an `and` where the number has begun.
fn next_word(atoms: &[Atom<'_>], at: usize, begun: bool) -> Option<usize> {
    crate::work::count(1);
    let is_word = |index: usize| atoms.get(index).is_some_and(|atom| word_value(atom).0.is_some());
    if is_word(at) {
        return Some(at);
    }
    let joint = atoms.get(at)?;
    let links = (joint.value(Terminal::Dash).is_some() && joint.glued) || joint.value(Terminal::NumberWord) == Some(-1);
    (begun && links && is_word(at + 1)).then_some(at + 1)
}

/// The value of a number word, and whether it is an ordinal.
fn word_value(atom: &Atom<'_>) -> (Option<i32>, bool) {
    if let Some(value) = atom.value(Terminal::NumberWord) {
        return ((value >= 0).then_some(value), false);
    }
    // Ordinals in digits stand alone.
    let written_out = atom.span.len() > 4;
    (atom.value(Terminal::Ordinal).filter(|_| written_out), true)
}
