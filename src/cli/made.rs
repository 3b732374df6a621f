//! By what the page was made, and when: the one text of a run that has a date.

use std::time::{SystemTime, UNIX_EPOCH};

/// Seconds of a day.
const DAY: i64 = 86_400;

/// Program, command and date, that of `SOURCE_DATE_EPOCH` where it is set.
pub fn made() -> String {
    let stated = std::env::var("SOURCE_DATE_EPOCH").ok();
    let stated = stated.and_then(|seconds| seconds.trim().parse::<i64>().ok());
    let now = || {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        since.map_or(0, |since| since.as_secs().cast_signed())
    };
    let date = date(stated.unwrap_or_else(now));
    let words = std::env::args().skip(1).map(|word| quoted(&word));
    let command: Vec<String> = std::iter::once("spof".to_owned()).chain(words).collect();
    format!(
        "Made by spof {} on {date}: {}",
        env!("CARGO_PKG_VERSION"),
        command.join(" ")
    )
}

/// A word of a command as a shell has it.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_=./,:%+".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

/// The day of a second since 1970 in the Gregorian calendar, ISO 8601 (Hinnant, "chrono-compatible low-level date algorithms").
fn date(seconds: i64) -> String {
    let days = seconds
        .clamp(-62_135_596_800, 253_402_300_799)
        .div_euclid(DAY)
        + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_calendar() {
        for (seconds, day) in [
            (0, "1970-01-01"),
            (86_399, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (1_543_017_600, "2018-11-24"),
            (4_107_542_399, "2100-02-28"),
            (4_107_542_400, "2100-03-01"),
            (-1, "1969-12-31"),
        ] {
            assert_eq!(date(seconds), day);
        }
    }

    #[test]
    fn a_command_can_be_typed_again() {
        assert_eq!(quoted("examples/shop.yaml"), "examples/shop.yaml");
        assert_eq!(quoted("my shop's.yaml"), "'my shop'\\''s.yaml'");
        assert_eq!(quoted(""), "''");
    }
}
