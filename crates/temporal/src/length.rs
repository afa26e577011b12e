//! Lengths of time: `P2D`, `PT5H30M`, `PXM`.

use std::fmt;

use crate::unit::Unit;

/// An amount in hundredths: two and a half is 250.
pub(crate) type Hundredths = i32;

/// The amount of "several" and "some": `X`.
pub(crate) const VAGUE_AMOUNT: Hundredths = -1;

/// So many of a unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Length {
    /// How many, in hundredths, or [`VAGUE_AMOUNT`].
    pub(crate) amount: Hundredths,
    /// Of what.
    pub(crate) unit: Unit,
}

impl Length {
    /// The number of whole units, where it is known and there is no rest.
    pub(crate) const fn whole(self) -> Option<i32> {
        if self.amount >= 0 && self.amount % 100 == 0 { Some(self.amount / 100) } else { None }
    }

    /// The same length in units that a calendar can be shifted by: half a decade is five years.
    pub(crate) fn in_calendar_units(self) -> Self {
        let (unit, factor) = match self.unit {
            Unit::Millennium => (Unit::Year, 1000),
            Unit::Century => (Unit::Year, 100),
            Unit::Decade => (Unit::Year, 10),
            Unit::Half => (Unit::Month, 6),
            Unit::Fortnight => (Unit::Week, 2),
            Unit::Year if self.amount % 100 != 0 => (Unit::Month, 12),
            Unit::Hour if self.amount % 100 != 0 => (Unit::Minute, 60),
            Unit::Minute if self.amount % 100 != 0 => (Unit::Second, 60),
            unit => (unit, 1),
        };
        if self.amount < 0 { self } else { Self { amount: self.amount.saturating_mul(factor), unit } }
    }

    /// The next finer unit and how many of it make one, for amounts such as two and a half.
    const fn finer(self) -> Option<(Unit, i32)> {
        match self.unit {
            Unit::Year => Some((Unit::Month, 12)),
            Unit::Hour => Some((Unit::Minute, 60)),
            Unit::Minute => Some((Unit::Second, 60)),
            _ => None,
        }
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = matches!(self.unit, Unit::Second | Unit::Minute | Unit::Hour);
        f.write_str(if time { "PT" } else { "P" })?;
        if self.amount < 0 {
            return write!(f, "X{}", self.unit.timex());
        }
        let Self { amount, unit } =
            if matches!(self.unit, Unit::Decade | Unit::Century | Unit::Millennium | Unit::Fortnight) {
                self.in_calendar_units()
            } else {
                *self
            };
        let (whole, rest) = (amount / 100, amount % 100);
        match (Self { amount, unit }).finer() {
            Some((fine, factor)) if rest * factor % 100 == 0 => {
                write_parts(f, (whole, unit), (rest * factor / 100, fine))
            }
            _ if rest == 0 => write!(f, "{whole}{}", unit.timex()),
            _ => write!(f, "{whole}.{}{}", format!("{rest:02}").trim_end_matches('0'), unit.timex()),
        }
    }
}

/// Writes `2Y6M`, leaving out what is nought.
fn write_parts(f: &mut fmt::Formatter<'_>, coarse: (i32, Unit), fine: (i32, Unit)) -> fmt::Result {
    if coarse.0 > 0 || fine.0 == 0 {
        write!(f, "{}{}", coarse.0, coarse.1.timex())?;
    }
    if fine.0 > 0 {
        write!(f, "{}{}", fine.0, fine.1.timex())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(amount: Hundredths, unit: Unit) -> String {
        Length { amount, unit }.to_string()
    }

    #[test]
    fn lengths_are_written_as_timex_values() {
        assert_eq!(written(200, Unit::Day), "P2D");
        assert_eq!(written(VAGUE_AMOUNT, Unit::Month), "PXM");
        assert_eq!(written(250, Unit::Year), "P2Y6M");
        assert_eq!(written(50, Unit::Year), "P6M");
        assert_eq!(written(550, Unit::Hour), "PT5H30M");
        assert_eq!(written(200, Unit::Decade), "P20Y");
        assert_eq!(written(VAGUE_AMOUNT, Unit::Decade), "PXDE");
        assert_eq!(written(250, Unit::Week), "P2.5W");
        assert_eq!(written(100, Unit::Fortnight), "P2W");
    }
}
