//! What a column is, and what stands in one place of it.

use std::fmt::Write;

use jiff::civil::Date;

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name, in all formats.
    pub name: &'static str,
    /// What stands in it.
    pub kind: Kind,
    /// Whether a place may stay empty.
    pub optional: bool,
    /// What it says.
    pub about: &'static str,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Characters.
    Text,
    /// A day of the calendar.
    Date,
    /// A whole number of 64 bits.
    Integer,
    /// A floating-point number of 64 bits.
    Number,
}

impl Kind {
    /// The kind's name in documentation.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Date => "date",
            Self::Integer => "integer",
            Self::Number => "number",
        }
    }
}

/// What stands in one place of a table; its kind is that of its column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Nothing is known.
    Empty,
    /// See [`Kind::Text`].
    Text(&'a str),
    /// See [`Kind::Date`].
    Date(Date),
    /// See [`Kind::Integer`].
    Integer(i64),
    /// See [`Kind::Number`].
    Number(f64),
}

impl Cell<'_> {
    /// Appends the cell as text: a date as ISO 8601 has it, a number in as few digits as tell it from all others, and
    /// nothing where nothing is known.
    pub(crate) fn spell(&self, text: &mut String) {
        // A string takes all that is written to it.
        let _ = match self {
            Self::Empty => Ok(()),
            Self::Text(own) => text.write_str(own),
            Self::Date(date) => write!(text, "{date}"),
            Self::Integer(number) => write!(text, "{number}"),
            Self::Number(number) => write!(text, "{number}"),
        };
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<Date> for Cell<'_> {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

impl From<usize> for Cell<'_> {
    fn from(number: usize) -> Self {
        Self::Integer(number as i64)
    }
}

impl From<u64> for Cell<'_> {
    fn from(number: u64) -> Self {
        Self::Integer(number as i64)
    }
}

impl From<f64> for Cell<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// Declares the columns of a table, each beside what stands in it, so that neither can be changed without the other.
macro_rules! columns {
    ($row:ident: $Row:ty { $($(#[doc = $about:literal])+ $name:literal: $kind:ident $($optional:ident)? = $cell:expr,)+ }) => {
        /// The columns, in order.
        pub(super) const COLUMNS: &[$crate::tables::Column] = &[$($crate::tables::Column {
            name: $name,
            kind: $crate::tables::Kind::$kind,
            optional: !<[&str]>::is_empty(&[$(stringify!($optional))?]),
            about: concat!($($about),+).trim_ascii(),
        }),+];

        /// What stands in each of them.
        #[allow(clippy::elidable_lifetime_names, clippy::needless_lifetimes, reason = "some rows borrow, too")]
        pub(super) fn cells<'a>($row: &'a $Row) -> [$crate::tables::Cell<'a>; COLUMNS.len()] {
            [$($crate::tables::Cell::from($cell)),+]
        }
    };
}

pub(super) use columns;
