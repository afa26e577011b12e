//! What the grammar calls an atom: a terminal such as `MONTH`, or a literal word such as `of`.

use std::str::FromStr;

/// Declares the terminals that grammar and lexicon files may name.
macro_rules! terminals {
    ($($(#[$doc:meta])* $variant:ident = $text:literal,)*) => {
        /// A kind of atom that carries a value.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u16)]
        pub(crate) enum Terminal {
            $($(#[$doc])* $variant,)*
        }

        impl FromStr for Terminal {
            type Err = ();

            fn from_str(text: &str) -> Result<Self, ()> {
                match text {
                    $($text => Ok(Self::$variant),)*
                    _ => Err(()),
                }
            }
        }
    };
}

terminals! {
    // Numbers: what the scanner computes from digits, and the number phrases from words.
    /// An amount, in hundredths; -1 is "some" (`X`).
    Amount = "NUM",
    /// A word that number phrases are made of.
    NumberWord = "NUMBERWORD",
    /// Digits 1 to 31.
    Day = "DAY",
    /// `21st`, `twenty-first`: 1 to 31.
    DayOrdinal = "DAYTH",
    /// `three`, `twenty-one`: a day of the month written out.
    DayWord = "DAYWORD",
    /// Any ordinal.
    Ordinal = "ORD",
    /// Digits 1 to 12.
    MonthNumber = "MONTHNUM",
    /// Four digits that can be a year, or `nineteen ninety-six`.
    Year = "YEAR",
    /// Four digits that can be a time of day: 0000 to 2459.
    HourMinute = "HHMM",
    /// Two digits.
    TwoDigits = "YY",
    /// Two or three digits, of a year in antiquity.
    AncientYear = "OLDYEAR",
    /// Digits 0 to 24.
    Hour = "HOUR",
    /// `nine`: an hour in words.
    HourWord = "HOURWORD",
    /// The colon between the figures of `9:12`.
    Colon = "COLON",
    /// Two digits 00 to 59.
    Minute = "MM",
    /// `1990s`, `nineties`: the first year of the decade, or the tens where the century is not said.
    Decade = "DECADE",
    /// `-`, `–`, `—`.
    Dash = "DASH",
    /// `'`, `’`.
    Apostrophe = "APOS",
    // Words of the lexicon.
    /// 1 to 12.
    Month = "MONTH",
    /// 1 (Monday) to 7.
    Weekday = "WEEKDAY",
    /// `Mondays`.
    Weekdays = "WEEKDAYS",
    /// `Sun`, `Mon`: weekdays only beside a date.
    WeekdayShort = "WEEKDAYABBR",
    /// A season.
    Season = "SEASON",
    /// A unit of time in the singular.
    Unit = "UNIT",
    /// A unit of time in the plural.
    Units = "UNITS",
    /// A part of the day.
    Part = "PART",
    /// `a.m.`: 0, `p.m.`: 12.
    Meridiem = "AMPM",
    /// A time zone.
    Zone = "ZONE",
    /// `last`: -1, `this`: 0, `next`: 1, seen from the reference date.
    Relative = "REL",
    /// `previous`: -1, `same`: 0, `following`: 1, seen from a time in the text.
    Anchored = "ANCHORED",
    /// `today`: days from the reference date.
    Deictic = "DEICTIC",
    /// `every`, `each`.
    Every = "EVERY",
    /// `daily`: a unit.
    Frequency = "FREQ",
    /// `early`: a modifier of a date.
    Edge = "EDGE",
    /// `more than`: a modifier of a length.
    Degree = "DEGREE",
    /// Determiners before a time: `the`, `its`, `their`.
    Determiner = "DET",
    /// A vague reference.
    Vague = "VAGUE",
    /// A modifier set by a rule.
    Modifier = "MOD",
    /// Words for the young of people and animals.
    Young = "YOUNG",
    /// An index into the holidays.
    Holiday = "HOLIDAY",
    /// A mark that ends a phrase (`,`, `.`, `)`), or the end of the sentence.
    End = "END",
    // What the rules make.
    /// A point of a day or coarser.
    Date = "DATE",
    /// A point finer than a day.
    Time = "TIME",
    /// A time of day without a date.
    Clock = "CLOCK",
    /// A length of time.
    Length = "LENGTH",
    /// Something that recurs.
    Set = "SET",
    /// A vague reference that a rule has made.
    Reference = "REF",
}

/// A terminal or a literal word: what one step of a pattern asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Class(u16);

/// Terminals that hardly stand anywhere but in times.
const TELLING: [Terminal; 24] = [
    Terminal::Month,
    Terminal::Weekday,
    Terminal::Weekdays,
    Terminal::Season,
    Terminal::Unit,
    Terminal::Units,
    Terminal::Part,
    Terminal::Meridiem,
    Terminal::Zone,
    Terminal::Deictic,
    Terminal::Every,
    Terminal::Frequency,
    Terminal::Year,
    Terminal::HourMinute,
    Terminal::Decade,
    Terminal::Date,
    Terminal::Time,
    Terminal::Clock,
    Terminal::Length,
    Terminal::Set,
    Terminal::Reference,
    Terminal::WeekdayShort,
    Terminal::DayOrdinal,
    Terminal::Edge,
];

/// Literals are numbered from here on.
const FIRST_LITERAL: u16 = 256;

impl Class {
    /// The literal with this number.
    pub(crate) const fn literal(number: u16) -> Self {
        Self(FIRST_LITERAL + number)
    }

    /// A number for tables.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }

    /// Whether the class is rare outside of times: a month, a unit of time, a year.
    pub(crate) fn tells_of_time(self) -> bool {
        TELLING.iter().any(|&terminal| Self::from(terminal) == self)
    }
}

impl From<Terminal> for Class {
    fn from(terminal: Terminal) -> Self {
        Self(terminal as u16)
    }
}
