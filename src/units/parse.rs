//! From text to numbers. Each function takes one scalar as the user wrote it and either understands all of it or says
//! what would be understood.

use super::error::UnitError;
use super::time::{HOURS_PER_MONTH, HOURS_PER_YEAR, MINUTES_PER_HOUR};

/// Longest duration that is taken [h]: about a hundred million years.
const LONGEST: f64 = 1e12;
/// Lowest rate above none that is taken [events a year]: one in a trillion years.
const SLOWEST: f64 = 1e-12;
/// Highest rate that is taken [events a year]: one every half minute.
const FASTEST: f64 = 1e6;
/// Largest bare number, amount or sum that is taken.
pub(super) const LARGEST: f64 = 1e15;

/// Units of time: how one may write them, and hours in each. The first spelling is the one that messages show.
const TIMES: [(&[&str], f64); 7] = [
    (&["s", "sec", "second", "seconds"], 1.0 / 3600.0),
    (&["min", "minute", "minutes"], 1.0 / MINUTES_PER_HOUR),
    (&["h", "hr", "hour", "hours"], 1.0),
    (&["d", "day", "days"], 24.0),
    (&["w", "week", "weeks"], 168.0),
    (&["month", "months", "mo"], HOURS_PER_MONTH),
    (&["y", "year", "years", "yr"], HOURS_PER_YEAR),
];

/// Reads `90s`, `5min`, `2h`, `3d`, `1w`, `6month`, `1y`, and sums of them from the longest unit to the shortest,
/// `2h30min` [h].
///
/// ```
/// assert_eq!(spof::units::parse_duration("90min"), Ok(1.5));
/// assert_eq!(spof::units::parse_duration("2h30min"), Ok(2.5));
/// assert!(spof::units::parse_duration("90").is_err());
/// ```
///
/// # Errors
/// When the text is not a non-negative number with one of these units, or several of them in another order.
pub fn parse_duration(text: &str) -> Result<f64, UnitError> {
    const EXPECTED: &str = "a duration such as `90s`, `5min`, `2h30min` or `3d`";
    let mut rest = text;
    let mut total = 0.0;
    let mut before = f64::INFINITY;
    loop {
        let (number, words) = split(rest, EXPECTED)?;
        if words.is_empty() {
            return Err(UnitError::MissingUnit {
                text: text.trim().to_owned(),
                expected: EXPECTED,
            });
        }
        // A second length begins with a digit behind a unit.
        let digit = words.find(|c: char| c.is_ascii_digit());
        let (unit, more) = words.split_at(digit.unwrap_or(words.len()));
        let known = hours_in(unit.trim());
        let Some(hours) = known.filter(|hours| *hours < before) else {
            return Err(match known {
                // `30min2h` and `5min5min` are hardly meant.
                Some(_) => UnitError::NotANumber {
                    text: text.trim().to_owned(),
                    expected: EXPECTED,
                },
                None => unknown_time(words),
            });
        };
        // Seconds and minutes are divided, not multiplied by a rounded reciprocal: 90 min must be 1.5 h to the last bit.
        total += if hours < 1.0 {
            number / (1.0 / hours).round()
        } else {
            number * hours
        };
        if more.is_empty() {
            return bounded(text, total, LONGEST, "1e12 hours");
        }
        (rest, before) = (more, hours);
    }
}

/// A number and what stands behind its slash: `0.1/year` is 0.1 and `year`.
pub(super) fn per<'a>(text: &'a str, expected: &'static str) -> Result<(f64, &'a str), UnitError> {
    let (number, rest) = split(text, expected)?;
    let words = || text.trim().to_owned();
    match rest.strip_prefix('/') {
        Some(unit) => Ok((number, unit.trim())),
        None if rest.is_empty() => Err(UnitError::MissingUnit {
            text: words(),
            expected,
        }),
        None => Err(UnitError::NotANumber {
            text: words(),
            expected,
        }),
    }
}

/// Reads `0.1/year`, `2/month`, `1/week`, `3/day` or `0.01/h` [events a year].
///
/// # Errors
/// When the text is not a non-negative number, a slash and a unit of time.
pub fn parse_rate(text: &str) -> Result<f64, UnitError> {
    const EXPECTED: &str = "a rate such as `0.1/year` or `2/month`";
    let (number, unit) = per(text, EXPECTED)?;
    let hours = hours_in(unit).ok_or_else(|| unknown_time(unit))?;
    let per_year = if hours < 1.0 {
        number * HOURS_PER_YEAR * (1.0 / hours).round()
    } else {
        number * (HOURS_PER_YEAR / hours)
    };
    if per_year > 0.0 && per_year < SLOWEST {
        return Err(UnitError::TooSmall {
            text: text.trim().to_owned(),
            limit: "1e-12 a year, or none",
        });
    }
    bounded(text, per_year, FASTEST, "1,000,000 a year")
}

/// Reads `90%` or `0.9`, from 0 to 1.
///
/// # Errors
/// When the text is not a number, with or without a percent sign, between none and all.
pub fn parse_share(text: &str) -> Result<f64, UnitError> {
    const EXPECTED: &str = "a share such as `90%` or `0.9`";
    let (number, unit) = split(text, EXPECTED)?;
    let share = match unit {
        "" => number,
        "%" => number / 100.0,
        other => {
            return Err(UnitError::UnknownUnit {
                unit: other.to_owned(),
                allowed: vec!["%"],
            });
        }
    };
    if share > 1.0 {
        return Err(UnitError::OverOne {
            text: text.trim().to_owned(),
        });
    }
    Ok(share)
}

/// Reads a number without a unit, zero or more.
///
/// # Errors
/// When the text is not a finite non-negative number, or something follows it.
pub fn parse_number(text: &str) -> Result<f64, UnitError> {
    const EXPECTED: &str = "a number such as `2` or `0.5`";
    let (number, rest) = split(text, EXPECTED)?;
    if !rest.is_empty() {
        return Err(UnitError::NotANumber {
            text: text.trim().to_owned(),
            expected: EXPECTED,
        });
    }
    bounded(text, number, LARGEST, "1e15")
}

/// Hours in one such unit of time.
fn hours_in(unit: &str) -> Option<f64> {
    TIMES
        .iter()
        .find(|(names, _)| names.contains(&unit))
        .map(|(_, hours)| *hours)
}

/// Every name of a unit of time: `s`, `sec`, `min` and so on.
pub(crate) fn time_units() -> impl Iterator<Item = &'static str> {
    TIMES.iter().flat_map(|(names, _)| names.iter().copied())
}

fn unknown_time(unit: &str) -> UnitError {
    let allowed = TIMES
        .iter()
        .filter_map(|(names, _)| names.first().copied())
        .collect();
    UnitError::UnknownUnit {
        unit: unit.to_owned(),
        allowed,
    }
}

pub(super) fn bounded(
    text: &str,
    value: f64,
    most: f64,
    limit: &'static str,
) -> Result<f64, UnitError> {
    if value <= most {
        Ok(value)
    } else {
        Err(UnitError::TooLarge {
            text: text.trim().to_owned(),
            limit,
        })
    }
}

/// The number a text begins with, and what follows it, both trimmed.
pub(super) fn split<'a>(
    text: &'a str,
    expected: &'static str,
) -> Result<(f64, &'a str), UnitError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(UnitError::Empty { expected });
    }
    let end = number_end(text.as_bytes());
    let (digits, rest) = text.split_at(end);
    let Ok(number) = digits.parse::<f64>() else {
        return Err(UnitError::NotANumber {
            text: text.to_owned(),
            expected,
        });
    };
    if number.is_infinite() {
        return Err(UnitError::TooLarge {
            text: text.to_owned(),
            limit: "1e15",
        });
    }
    if number < 0.0 {
        return Err(UnitError::Negative {
            text: text.to_owned(),
        });
    }
    // `-0` is zero, and must print so.
    Ok((number.abs(), rest.trim()))
}

/// Where the number at the start of a text ends: sign, digits, point, digits, exponent. An `e` that no digit follows is
/// left to the unit. Only ASCII is taken, so the end is always a character's boundary.
fn number_end(text: &[u8]) -> usize {
    let digits = |from: usize| {
        text[from..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    };
    let mut end = usize::from(matches!(text.first(), Some(b'-' | b'+')));
    end += digits(end);
    if text.get(end) == Some(&b'.') && text.get(end + 1).is_some_and(u8::is_ascii_digit) {
        end += 1 + digits(end + 1);
    }
    if matches!(text.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(text.get(end + 1), Some(b'-' | b'+')));
        let exponent = digits(end + 1 + sign);
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_exact_hours() {
        for (text, hours) in [
            ("90s", 0.025),
            ("5min", 5.0 / 60.0),
            ("84 min", 1.4),
            ("2h", 2.0),
            ("1.5d", 36.0),
            ("1w", 168.0),
            ("1month", 730.0),
            ("1mo", 730.0),
            ("1y", 8760.0),
            ("0s", 0.0),
            ("1e3h", 1000.0),
            ("2h30min", 2.5),
            ("1d 12h", 36.0),
            ("1w2d3h", 219.0),
        ] {
            assert_eq!(parse_duration(text), Ok(hours), "{text}");
        }
    }

    #[test]
    fn a_duration_that_is_none_says_why() {
        assert!(matches!(parse_duration(""), Err(UnitError::Empty { .. })));
        assert!(matches!(
            parse_duration("5"),
            Err(UnitError::MissingUnit { .. })
        ));
        assert!(matches!(
            parse_duration("2h30"),
            Err(UnitError::MissingUnit { .. })
        ));
        assert!(matches!(
            parse_duration("-5min"),
            Err(UnitError::Negative { .. })
        ));
        assert!(matches!(
            parse_duration("1e400h"),
            Err(UnitError::TooLarge { .. })
        ));
        assert!(matches!(
            parse_duration("1e300y"),
            Err(UnitError::TooLarge { .. })
        ));
        for text in [
            "NaN", "nan h", ".inf", "inf", "infinity", "soon", "∞h", "h5", ".", "30min2h",
            "5min5min",
        ] {
            assert!(
                matches!(parse_duration(text), Err(UnitError::NotANumber { .. })),
                "{text}"
            );
        }
        let message = parse_duration("5 mins").map_err(|error| error.to_string());
        assert_eq!(
            message,
            Err(
                "`mins` is not a unit known here; allowed are s, min, h, d, w, month, y".to_owned()
            )
        );
        assert!(matches!(
            parse_duration("5m"),
            Err(UnitError::UnknownUnit { .. })
        ));
        assert!(matches!(
            parse_duration("5e"),
            Err(UnitError::UnknownUnit { .. })
        ));
        assert!(matches!(
            parse_duration("5시간"),
            Err(UnitError::UnknownUnit { .. })
        ));
    }

    #[test]
    fn rates_are_events_a_year() {
        for (text, rate) in [
            ("0.1/year", 0.1),
            ("0.1 / y", 0.1),
            ("1/month", 12.0),
            ("1/h", 8760.0),
            ("2/day", 730.0),
            ("1/min", 525_600.0),
        ] {
            assert_eq!(parse_rate(text), Ok(rate), "{text}");
        }
        assert!(matches!(
            parse_rate("2000h"),
            Err(UnitError::NotANumber { .. })
        ));
        assert!(matches!(
            parse_rate("3"),
            Err(UnitError::MissingUnit { .. })
        ));
        assert!(matches!(
            parse_rate("1/fortnight"),
            Err(UnitError::UnknownUnit { .. })
        ));
        assert!(matches!(parse_rate("1/s"), Err(UnitError::TooLarge { .. })));
        // Its mean time to failure, squared, would be infinite.
        assert!(matches!(
            parse_rate("1e-300/year"),
            Err(UnitError::TooSmall { .. })
        ));
        assert_eq!(parse_rate("0/year"), Ok(0.0));
        assert!(matches!(
            parse_rate("-1/year"),
            Err(UnitError::Negative { .. })
        ));
    }

    #[test]
    fn shares_lie_between_none_and_all() {
        assert_eq!(parse_share("90%"), Ok(0.9));
        assert_eq!(parse_share("99.95 %"), Ok(0.9995));
        assert_eq!(parse_share("0.25"), Ok(0.25));
        assert_eq!(parse_share("1"), Ok(1.0));
        assert!(matches!(
            parse_share("140%"),
            Err(UnitError::OverOne { .. })
        ));
        assert!(matches!(parse_share("1.4"), Err(UnitError::OverOne { .. })));
        assert!(matches!(
            parse_share("-1%"),
            Err(UnitError::Negative { .. })
        ));
        assert!(matches!(
            parse_share("5 percent"),
            Err(UnitError::UnknownUnit { .. })
        ));
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it_and_what_gets_through_is_sane(text in "\\PC{0,12}|[0-9.eE+-]{1,8}[a-zA-Z/% ]{0,6}") {
            for value in [parse_duration(&text), parse_rate(&text), parse_share(&text), parse_number(&text)] {
                proptest::prop_assert!(value.is_err() || value.is_ok_and(|value| (0.0..=1e15).contains(&value)));
            }
        }
    }
}
