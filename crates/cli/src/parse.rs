//! Values on the command line.

use std::num::NonZeroUsize;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use dateline_bench::Order;
use dateline_encoder::{Backend, Precision};
use dateline_ingest::{Field, Languages, UnknownField};
use dateline_records::{Format, Schema};
use jiff::civil::Date;

use crate::{bench::format::Format as BenchFormat, commands::bench::Stage};

/// A date as `YYYY-MM-DD`.
pub(crate) fn date(text: &str) -> Result<Date, String> {
    // jiff alone would also take a time after the date.
    let looks_right = text.len() == "2021-05-25".len();
    let date = looks_right.then(|| text.parse().ok()).flatten();
    date.ok_or_else(|| "expected a date as YYYY-MM-DD, for example 2021-05-25".to_owned())
}

/// Languages as two-letter codes separated by commas; `all` is every language.
pub(crate) fn languages(text: &str) -> Result<Languages, String> {
    if text == "all" {
        return Ok(Languages::All);
    }
    let code = |code: &str| {
        let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
        is_code.then(|| code.to_ascii_lowercase())
    };
    let codes: Option<Vec<_>> = text.split(',').map(str::trim).map(code).collect();
    let codes = codes.ok_or("expected two-letter codes such as en or en,fr, or all")?;
    Ok(Languages::These(codes))
}

/// Documents at a time. A thread costs memory before it does any work: a slip of the finger must not take all of it.
const MOST_JOBS: usize = 1024;

/// How many documents are worked on side by side.
pub(crate) fn jobs(text: &str) -> Result<NonZeroUsize, String> {
    let jobs = text.parse().ok().filter(|jobs: &NonZeroUsize| jobs.get() <= MOST_JOBS);
    jobs.ok_or_else(|| format!("expected a number from 1 to {MOST_JOBS}"))
}

/// A probability.
pub(crate) fn probability(text: &str) -> Result<f32, String> {
    let number = text.parse().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "expected a number from 0 to 1, for example 0.5".to_owned())
}

/// A part of a document and the field of a record that holds it.
pub(crate) fn field(text: &str) -> Result<(Field, String), String> {
    let (name, field) = text.split_once('=').ok_or("expected NAME=FIELD, for example title=headline")?;
    if field.is_empty() {
        return Err(format!("expected a field after {name}="));
    }
    let name: Field = name.parse().map_err(|error: UnknownField| error.to_string())?;
    Ok((name, field.to_owned()))
}

/// More of anything is a slip of the finger.
const MOST: usize = 1_000_000;

/// How many of something there are.
pub(crate) fn count(text: &str) -> Result<NonZeroUsize, String> {
    let count = text.parse().ok().filter(|count: &NonZeroUsize| count.get() <= MOST);
    count.ok_or_else(|| format!("expected a number from 1 to {MOST}"))
}

/// A description of records by its name.
pub(crate) fn schema() -> impl TypedValueParser<Value = Schema> {
    one_of(&Schema::ALL, Schema::as_str)
}

/// One of `all` by its name; a wrong name is answered with all that there are.
fn one_of<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let names = PossibleValuesParser::new(all.iter().map(|&value| name(value)).collect::<Vec<_>>());
    names.try_map(move |text| {
        let known = all.iter().copied().find(|&value| name(value) == text);
        known.ok_or_else(|| format!("there is no {text}"))
    })
}

/// A format of records by its name.
pub(crate) fn format() -> impl TypedValueParser<Value = Format> {
    one_of(Format::ALL, Format::as_str)
}

/// A backend by its name.
pub(crate) fn backend() -> impl TypedValueParser<Value = Backend> {
    one_of(&Backend::ALL, Backend::name)
}

/// A precision by its name.
pub(crate) fn precision() -> impl TypedValueParser<Value = Precision> {
    one_of(&Precision::ALL, Precision::name)
}

/// A stage of a bench by its name.
pub(crate) fn stage() -> impl TypedValueParser<Value = Stage> {
    one_of(&Stage::ALL, Stage::name)
}

/// An order of sequences by its name.
pub(crate) fn order() -> impl TypedValueParser<Value = Order> {
    one_of(&Order::ALL, Order::name)
}

/// A format of a bench's figures by its name.
pub(crate) fn bench_format() -> impl TypedValueParser<Value = BenchFormat> {
    one_of(&BenchFormat::ALL, BenchFormat::name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_whole_and_real() {
        assert_eq!(date("2021-05-25"), Ok(jiff::civil::date(2021, 5, 25)));
        for wrong in ["", "yesterday", "2021-5-25", "25.05.2021", "2021-02-30", "2021-05-25T10:00", "20210525"] {
            assert!(date(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn languages_are_codes_or_all() {
        let these = |codes: &[&str]| Ok(Languages::These(codes.iter().map(ToString::to_string).collect()));
        assert_eq!(languages("en"), these(&["en"]));
        assert_eq!(languages("EN, fr"), these(&["en", "fr"]));
        assert_eq!(languages("all"), Ok(Languages::All));
        for wrong in ["", "english", "en,", "en-US", "e1", "all,en"] {
            assert!(languages(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn there_are_jobs_but_not_too_many() {
        assert_eq!((jobs("1"), jobs("1024")), (Ok(NonZeroUsize::MIN), Ok(NonZeroUsize::new(1024).unwrap())));
        for wrong in ["0", "1025", "99999999999999999999", "-1", "two", ""] {
            assert_eq!(jobs(wrong), Err("expected a number from 1 to 1024".to_owned()), "{wrong}");
        }
    }

    #[test]
    fn fields_have_a_name_and_a_place() {
        assert_eq!(field("title=headline"), Ok((Field::Title, "headline".to_owned())));
        assert_eq!(field("published=meta.date=x"), Ok((Field::Published, "meta.date=x".to_owned())));
        for wrong in ["title", "title=", "body=x", "=x", ""] {
            assert!(field(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn probabilities_lie_between_0_and_1() {
        assert_eq!((probability("0"), probability("0.25"), probability("1")), (Ok(0.0), Ok(0.25), Ok(1.0)));
        for wrong in ["-0.1", "1.1", "NaN", "50%", ""] {
            assert!(probability(wrong).is_err(), "{wrong}");
        }
    }
}
