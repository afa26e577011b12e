//! The year of a dateline that leaves it out.

use jiff::civil::Date;

use super::{Day, find};

/// Days before the dateline within which the text must name a full date, or on the day itself.
const WINDOW: i32 = 14;

/// The date of `day`: with its own year, or with the one year that full dates in `text` allow.
///
/// A story dated "May 27" that tells of "May 25, 2021" was written in 2021. Where full dates allow two years, none is
/// taken: an honest gap is worth more than a wrong date.
pub(crate) fn complete(day: Day, text: &str) -> Option<Date> {
    if day.year.is_some() {
        return day.date();
    }
    let mut dates: Vec<Date> =
        find(text).iter().filter_map(|found| found.day.date()).filter_map(|named| shortly_after(day, named)).collect();
    dates.sort_unstable();
    dates.dedup();
    match dates.as_slice() {
        [date] => Some(*date),
        _ => None,
    }
}

/// The first `day` on or after `named`, when it is near enough.
fn shortly_after(day: Day, named: Date) -> Option<Date> {
    let candidates = [named.year(), named.year() + 1].into_iter().filter_map(|year| day.in_year(year));
    candidates.filter(|date| (0..=WINDOW).contains(&(*date - named).get_days())).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(dateline: &str, text: &str, expected: Option<&str>) {
        let day = super::super::dateline(&format!("MOSCOW, {dateline} — x")).unwrap();
        assert_eq!(complete(day, text).map(|date| date.to_string()).as_deref(), expected, "{dateline:?} {text:?}");
    }

    #[test]
    fn a_dateline_takes_its_year_from_a_full_date_shortly_before() {
        check("May 27", "held on May 25, 2021, in Moscow", Some("2021-05-27"));
        check("May 27", "held on May 27, 2021, in Moscow", Some("2021-05-27"));
        check("May 27", "held on May 13, 2021, in Moscow", Some("2021-05-27"));
        check("Jan. 3", "signed on December 30, 2019", Some("2020-01-03"));
        check("May 27, 2018", "held on May 25, 2021", Some("2018-05-27"));
    }

    #[test]
    fn a_gap_stays_where_the_text_does_not_tell() {
        check("May 27", "held in May 2021", None);
        check("May 27", "held on May 12, 2021, in Moscow", None);
        check("May 27", "will be held on May 28, 2021", None);
        check("May 27", "held on May 25, 2021, as on May 20, 2019", None);
        check("Feb 29", "held on February 20, 2021", None);
    }
}
