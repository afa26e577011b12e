//! Reads groups of digits as exact decimals.

use rust_decimal::Decimal;

/// The number that a group of digits, points, commas and narrow spaces writes, or `None` for what is no number
/// (`192.168.1.2`, `22,24,26`) or does not fit a decimal.
pub(crate) fn parse(digits: &str) -> Option<Decimal> {
    crate::work::count(digits.len());
    let points = digits.bytes().filter(|&byte| byte == b'.').count();
    let commas = digits.bytes().filter(|&byte| byte == b',').count();
    match (points, commas) {
        _ if !digits.is_ascii() => parse(&without_spaces(digits)?),
        (0 | 1, 0) => exact(digits),
        (0, 1) if !grouped(digits, ',') => decimal_comma(digits),
        (0, _) if grouped(digits, ',') => plain(digits, ','),
        (_, 0) if grouped(digits, '.') => plain(digits, '.'),
        (1, _) | (_, 1) => mixed(digits),
        _ => None,
    }
}

/// The number that the digits write; of one that cannot be held to its last digit, none.
fn exact(digits: &str) -> Option<Decimal> {
    Decimal::from_str_exact(digits).ok()
}

/// `40 000`, with a no-break space of any width.
fn without_spaces(digits: &str) -> Option<String> {
    let plain: String = digits.chars().filter(char::is_ascii).collect();
    (!plain.contains(',')).then_some(plain)
}

/// `1,234.5`, or `1.234,5` as the rest of Europe writes it.
fn mixed(digits: &str) -> Option<Decimal> {
    let last = digits.rfind(['.', ','])?;
    let (whole, fraction) = (&digits[..last], &digits[last + 1..]);
    let group = if digits[last..].starts_with('.') { ',' } else { '.' };
    let whole = if grouped(whole, group) { whole.replace(group, "") } else { return None };
    exact(&format!("{whole}.{fraction}"))
}

/// `5,5` for five and a half: one or two digits behind a single comma.
fn decimal_comma(digits: &str) -> Option<Decimal> {
    let (whole, fraction) = digits.split_once(',')?;
    (fraction.len() <= 2 && whole.len() <= 3).then(|| exact(&format!("{whole}.{fraction}")))?
}

fn plain(digits: &str, group: char) -> Option<Decimal> {
    exact(&digits.replace(group, ""))
}

/// Whether the separators stand where thousands (`1,234,567`) or lakhs (`12,34,567`) have them.
fn grouped(digits: &str, separator: char) -> bool {
    let mut groups = digits.rsplit(separator);
    if groups.next().is_none_or(|last| last.len() != 3) {
        return false;
    }
    let lengths: Vec<usize> = groups.map(str::len).collect();
    let Some((first, middle)) = lengths.split_last() else { return false };
    let western = (1..=3).contains(first) && middle.iter().all(|&length| length == 3);
    let indian = (1..=2).contains(first) && middle.iter().all(|&length| length == 2);
    western || indian
}

/// The value of a character such as `½`.
pub(crate) fn vulgar_fraction(sign: &str) -> Option<Decimal> {
    let (above, below) = match sign {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    };
    Decimal::from(above).checked_div(Decimal::from(below))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_newspapers_write_them() {
        for (digits, expected) in [
            ("0.30", "0.30"),
            ("1,234", "1234"),
            ("12,34,567.89", "1234567.89"),
            ("1.234.567", "1234567"),
            ("1.111,11", "1111.11"),
            ("5,5", "5.5"),
            ("40\u{a0}000", "40000"),
            (".25", "0.25"),
        ] {
            assert_eq!(parse(digits), Some(expected.parse().unwrap()), "{digits}");
        }
    }

    #[test]
    fn lists_addresses_and_overflow_are_no_numbers() {
        for digits in [
            "192.168.1.2",
            "22,24,26",
            "1,2345",
            "12,345,6",
            &"9".repeat(40),
            "1,234,567,890,123,456,789,012,345,678.99",
        ] {
            assert_eq!(parse(digits), None, "{digits}");
        }
    }
}
