//! So many of something, and money for a time: `400 GB`, `700/month`. One scalar comes in as the user wrote it; an amount or a rate of
//! money goes out, or what would have been understood.

use super::error::UnitError;
use super::parse::{LARGEST, bounded, per, split};
use super::time::{HOURS_PER_MONTH, HOURS_PER_YEAR, MINUTES_PER_HOUR};

/// So many of something: `400 GB`, `5M queries`, or a bare count.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// How many, a `k`, `M` or `G` before the noun multiplied in: `5M queries` is 5,000,000.
    pub number: f64,
    /// Of what: `GB`, `h`, `queries`; empty for a bare number.
    pub unit: String,
}

/// Money for a time: `700/month`, `120/hour`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MoneyRate {
    /// How much, in the currency of the context.
    pub amount: f64,
    /// For how long.
    pub per: Period,
}

/// The time a sum of money is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day of 24 hours.
    Day,
    /// A month of 730 hours.
    Month,
    /// A year of 8,760 hours.
    Year,
}

impl Period {
    /// Hours in it.
    #[must_use]
    pub fn hours(self) -> f64 {
        match self {
            Self::Minute => 1.0 / MINUTES_PER_HOUR,
            Self::Hour => 1.0,
            Self::Day => 24.0,
            Self::Month => HOURS_PER_MONTH,
            Self::Year => HOURS_PER_YEAR,
        }
    }
}

impl MoneyRate {
    /// The same stream of money, for an hour.
    #[must_use]
    pub fn per_hour(self) -> f64 {
        match self.per {
            Period::Hour => self.amount,
            Period::Minute => self.amount * MINUTES_PER_HOUR,
            _ => self.amount / self.per.hours(),
        }
    }

    /// The same stream of money, for a month of 730 hours.
    #[must_use]
    pub fn per_month(self) -> f64 {
        if self.per == Period::Month {
            self.amount
        } else {
            self.amount / self.per.hours() * HOURS_PER_MONTH
        }
    }
}

/// Reads `400 GB`, `730 h`, `5M queries` or a bare number.
///
/// # Errors
/// When the text does not begin with a finite non-negative number.
pub fn parse_amount(text: &str) -> Result<Amount, UnitError> {
    let (number, rest) = split(
        text,
        "an amount such as `400 GB`, `730 h`, `5M queries` or `2`",
    )?;
    let (factor, unit) = magnitude(rest);
    let number = bounded(text, number * factor, LARGEST, "1e15")?;
    Ok(Amount {
        number,
        unit: unit.to_owned(),
    })
}

/// Reads `700/month` or `120/hour`; also per minute, day and year. The currency is that of the context.
///
/// # Errors
/// When the text is not a non-negative number, a slash and one of these times.
pub fn parse_money_rate(text: &str) -> Result<MoneyRate, UnitError> {
    const EXPECTED: &str = "money for a time, such as `700/month` or `0.05/hour`";
    let (number, unit) = per(text, EXPECTED)?;
    let per = match unit {
        "min" | "minute" => Period::Minute,
        "h" | "hr" | "hour" => Period::Hour,
        "d" | "day" => Period::Day,
        "mo" | "month" => Period::Month,
        "y" | "yr" | "year" => Period::Year,
        other => {
            return Err(UnitError::UnknownUnit {
                unit: other.to_owned(),
                allowed: vec!["min", "hour", "day", "month", "year"],
            });
        }
    };
    Ok(MoneyRate {
        amount: bounded(text, number, LARGEST, "1e15")?,
        per,
    })
}

/// A `k`, `M` or `G` in front of a noun and the noun: `M queries` is (1e6, `queries`). `GB` is a unit of its own.
pub(super) fn magnitude(unit: &str) -> (f64, &str) {
    for (prefix, factor) in [("k", 1e3), ("K", 1e3), ("M", 1e6), ("G", 1e9), ("B", 1e9)] {
        if let Some(noun) = unit.strip_prefix(prefix)
            && (noun.is_empty() || noun.starts_with(' '))
        {
            return (factor, noun.trim());
        }
    }
    (1.0, unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_carry_their_noun() {
        let amount = |number: f64, unit: &str| {
            Ok(Amount {
                number,
                unit: unit.to_owned(),
            })
        };
        assert_eq!(parse_amount("400 GB"), amount(400.0, "GB"));
        assert_eq!(parse_amount("730h"), amount(730.0, "h"));
        assert_eq!(parse_amount("5M queries"), amount(5e6, "queries"));
        assert_eq!(parse_amount("0.2"), amount(0.2, ""));
        assert_eq!(parse_amount("5k"), amount(5000.0, ""));
        assert!(parse_amount("many GB").is_err());
    }

    #[test]
    fn money_is_for_a_time() {
        let rate = parse_money_rate("0.05/hour").unwrap();
        assert_eq!((rate.per_hour(), rate.per_month()), (0.05, 36.5));
        assert_eq!(parse_money_rate("700/month").unwrap().per_month(), 700.0);
        assert!(matches!(
            parse_money_rate("700"),
            Err(UnitError::MissingUnit { .. })
        ));
        assert!(matches!(
            parse_money_rate("700/week"),
            Err(UnitError::UnknownUnit { .. })
        ));
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it_and_what_gets_through_is_finite(text in "\\PC{0,12}|[0-9.eE+-]{1,8}[a-zA-Z/% ]{0,6}") {
            let amount = parse_amount(&text);
            proptest::prop_assert!(amount.is_err() || amount.is_ok_and(|amount| amount.number.is_finite()));
            let money = parse_money_rate(&text);
            proptest::prop_assert!(money.is_err() || money.is_ok_and(|money| money.per_month().is_finite()));
        }
    }
}
