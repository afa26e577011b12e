//! Whether two TIMEX3 values can be of one day, and which says more.

/// Whether the values contradict each other: both are dates and some known part differs.
pub(crate) fn contradict(a: &str, b: &str) -> bool {
    let (a, b) = (ends(a), ends(b));
    !a.iter().any(|one| b.iter().any(|other| agree(one, other)))
}

/// Whether `a` says at least what `b` says: "2003-08" says "2003" and more.
pub(crate) fn says_more(a: &str, b: &str) -> bool {
    known(a) > known(b) && agree(a, b) && is_date(a) && is_date(b)
}

fn ends(value: &str) -> Vec<&str> {
    value.split('/').collect()
}

/// Values that name a calendar date, in whatever part.
fn is_date(value: &str) -> bool {
    value.starts_with(|first: char| first.is_ascii_digit() || first == 'X') && !value.ends_with("REF")
}

fn known(value: &str) -> usize {
    value.chars().filter(char::is_ascii_digit).count()
}

fn agree(a: &str, b: &str) -> bool {
    if !is_date(a) || !is_date(b) {
        return true;
    }
    let (a, b): (Vec<&str>, Vec<&str>) = (parts(a), parts(b));
    let same_system = a.get(1).zip(b.get(1)).is_none_or(|(a, b)| system(a) == system(b));
    let compared = if same_system { a.len().min(b.len()) } else { 1 };
    (0..compared).all(|part| unify(a[part], b[part]))
}

fn parts(value: &str) -> Vec<&str> {
    value.split('T').next().unwrap_or(value).split('-').collect()
}

/// Months, weeks, quarters, halves and seasons cannot be compared part by part.
fn system(part: &str) -> char {
    part.chars().next().filter(char::is_ascii_alphabetic).filter(|&letter| letter != 'X').unwrap_or('m')
}

fn unify(a: &str, b: &str) -> bool {
    a.chars().zip(b.chars()).all(|(a, b)| a == b || a == 'X' || b == 'X')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_parts_must_agree() {
        for (a, b, expected) in [
            ("2003", "2004", true),
            ("2003", "2003-07", false),
            ("XXXX-04", "XXXX-07", true),
            ("XXXX-07", "2006-07-14", false),
            ("XXXX-WXX-2", "XXXX-WXX-4", true),
            ("XXXX-WXX-2", "2006-07-14", false),
            ("2021-Q1", "2021-05", false),
            ("2021-Q1", "2021-Q2", true),
            ("PAST_REF", "2003", false),
            ("P2D", "2003", false),
            ("197X", "1975-03", false),
            ("XXXX-04-08/XXXX-04-10", "XXXX-04-10", false),
        ] {
            assert_eq!(contradict(a, b), expected, "{a} {b}");
        }
        assert!(says_more("2003-08", "2003"));
        assert!(!says_more("2003", "2003"));
    }
}
