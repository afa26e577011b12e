//! Units of time, seasons, parts of the day, modifiers and vague references, with their names in data files.

/// Declares a closed set whose members have a number and a name in data files, and a written form in TIMEX3.
macro_rules! symbols {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $data:literal => $timex:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(crate) enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl $name {
            /// All members, in order.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The form that TIMEX3 values use.
            pub(crate) const fn timex(self) -> &'static str {
                match self { $(Self::$variant => $timex),* }
            }

            /// The member with this number, as a capture holds it.
            pub(crate) fn from_number(number: i32) -> Option<Self> {
                Self::ALL.get(usize::try_from(number).ok()?).copied()
            }

            /// The number of the member that data files call `name`.
            pub(crate) fn number_of(name: &str) -> Option<i32> {
                const NAMES: &[&str] = &[$($data),*];
                NAMES.iter().position(|&known| known == name).and_then(|at| i32::try_from(at).ok())
            }
        }
    };
}

symbols! {
    /// A unit of time, from the finest to the coarsest.
    Unit {
        /// A second.
        Second = "second" => "S",
        /// A minute.
        Minute = "minute" => "M",
        /// An hour.
        Hour = "hour" => "H",
        /// A day.
        Day = "day" => "D",
        /// A night.
        Night = "night" => "NI",
        /// A weekend.
        Weekend = "weekend" => "WE",
        /// A week.
        Week = "week" => "W",
        /// Two weeks.
        Fortnight = "fortnight" => "W",
        /// A month.
        Month = "month" => "M",
        /// A quarter of a year.
        Quarter = "quarter" => "Q",
        /// Half a year.
        Half = "half-year" => "H",
        /// A year.
        Year = "year" => "Y",
        /// Ten years.
        Decade = "decade" => "DE",
        /// A hundred years.
        Century = "century" => "CE",
        /// A thousand years.
        Millennium = "millennium" => "L",
    }
}

symbols! {
    /// A season.
    Season {
        /// March to May.
        Spring = "spring" => "SP",
        /// June to August.
        Summer = "summer" => "SU",
        /// September to November.
        Autumn = "autumn" => "FA",
        /// December to February.
        Winter = "winter" => "WI",
    }
}

symbols! {
    /// A part of the day.
    Part {
        /// From dawn to noon.
        Morning = "morning" => "MO",
        /// Noon and the hour around it.
        Midday = "midday" => "MI",
        /// From noon on.
        Afternoon = "afternoon" => "AF",
        /// From dusk on.
        Evening = "evening" => "EV",
        /// The night that begins on the day.
        Night = "night-time" => "NI",
        /// From morning to evening.
        Daytime = "daytime" => "DT",
    }
}

symbols! {
    /// What a word such as `early` or `more than` adds to a value.
    Modifier {
        /// `early`, `the beginning of`.
        Start = "start" => "START",
        /// `mid`, `the middle of`.
        Mid = "mid" => "MID",
        /// `late`, `the end of`.
        End = "end" => "END",
        /// `about`, `nearly`.
        Approx = "approx" => "APPROX",
        /// `more than`.
        MoreThan = "more-than" => "MORE_THAN",
        /// `less than`.
        LessThan = "less-than" => "LESS_THAN",
        /// `at least`.
        EqualOrMore = "equal-or-more" => "EQUAL_OR_MORE",
        /// `at most`.
        EqualOrLess = "equal-or-less" => "EQUAL_OR_LESS",
        /// `before`.
        Before = "before" => "BEFORE",
        /// `after`.
        After = "after" => "AFTER",
    }
}

symbols! {
    /// A reference to no definite time.
    Vague {
        /// `recently`.
        Past = "past" => "PAST_REF",
        /// `now`.
        Present = "present" => "PRESENT_REF",
        /// `soon`.
        Future = "future" => "FUTURE_REF",
    }
}

/// The number that data files mean by `name`: a unit, a season, a part of the day, a modifier or a vague reference.
pub(crate) fn symbol(name: &str) -> Option<i32> {
    Unit::number_of(name)
        .or_else(|| Season::number_of(name))
        .or_else(|| Part::number_of(name))
        .or_else(|| Modifier::number_of(name))
        .or_else(|| Vague::number_of(name))
}

impl Season {
    /// The season of the month with this number (1 to 12) in the northern hemisphere.
    pub(crate) const fn of_month(month: u8) -> Self {
        match month {
            3..=5 => Self::Spring,
            6..=8 => Self::Summer,
            9..=11 => Self::Autumn,
            _ => Self::Winter,
        }
    }
}
