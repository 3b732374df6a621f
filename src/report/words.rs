//! Numbers as people say them: `1 h 27 min`, `$511.23`, `99.95 %`. Every format for people takes its words from here.

use crate::units::{self, MINUTES_PER_HOUR, decimals};

/// Minutes in a day.
const MINUTES_PER_DAY: f64 = 24.0 * MINUTES_PER_HOUR;

/// A length of time [min] in at most two units: `4.2 s`, `48 s`, `4 min 12 s`, `23 min`, `1 h 27 min`, `3 days 4 h`. What is
/// shorter than a millisecond is only said to be that.
pub fn minutes(minutes: f64) -> String {
    if !minutes.is_finite() {
        return "unknown".to_owned();
    }
    if minutes < 0.0 {
        return format!("-{}", self::minutes(-minutes));
    }
    let seconds = minutes * 60.0;
    if seconds == 0.0 {
        "0 s".to_owned()
    } else if seconds < 0.9995e-3 {
        "under 1 ms".to_owned()
    } else if seconds < 0.9995 {
        format!("{} ms", significant(seconds * 1e3))
    } else if seconds < 9.95 {
        format!("{} s", trimmed(seconds, 1))
    } else if seconds.round() < 600.0 {
        pair(seconds.round(), 60.0, "min", "s")
    } else if minutes.round() < 2.0 * MINUTES_PER_DAY {
        pair(minutes.round(), MINUTES_PER_HOUR, "h", "min")
    } else {
        let hours = (minutes / MINUTES_PER_HOUR).round();
        if hours < 20.0 * 24.0 {
            pair(hours, 24.0, "days", "h")
        } else {
            format!("{} days", grouped(hours / 24.0, 0))
        }
    }
}

/// A moment of the year [h], to the minute: `day 212 03:14`; its first day is day 1.
pub fn moment(hour: f64) -> String {
    let minutes = (hour * MINUTES_PER_HOUR).round();
    let day = (minutes / MINUTES_PER_DAY).floor();
    let rest = minutes - day * MINUTES_PER_DAY;
    let (hours, minutes) = ((rest / MINUTES_PER_HOUR).floor(), rest % MINUTES_PER_HOUR);
    format!("day {:.0} {hours:02.0}:{minutes:02.0}", day + 1.0)
}

/// Splits a whole number of small units into large and small ones, leaving out what is zero.
fn pair(small: f64, ratio: f64, large_unit: &str, small_unit: &str) -> String {
    let large = (small / ratio).floor();
    let rest = small - large * ratio;
    if large == 0.0 {
        format!("{rest:.0} {small_unit}")
    } else if rest == 0.0 {
        format!("{large:.0} {large_unit}")
    } else {
        format!("{large:.0} {large_unit} {rest:.0} {small_unit}")
    }
}

/// The same for charts, where the shortest ones differ too: `10 µs`.
pub fn short_minutes(minutes: f64) -> String {
    let micros = minutes * 60e6;
    if micros > 0.0 && micros < 0.9995 {
        "under 1 µs".to_owned()
    } else if micros > 0.0 && micros < 999.5 {
        format!("{} µs", significant(micros))
    } else {
        self::minutes(minutes)
    }
}

/// A length [min] where there is hardly room for it: one unit, two digits: `36 s`, `8.9 min`, `2.2 h`, `3.1 d`.
pub fn brief_minutes(minutes: f64) -> String {
    let (size, unit) = match minutes {
        size if size < 1.0 / 60.0 => (size * 60e3, "ms"),
        size if size < 0.995 => (size * 60.0, "s"),
        size if size < 99.5 => (size, "min"),
        size if size < 2.0 * MINUTES_PER_DAY => (size / MINUTES_PER_HOUR, "h"),
        size => (size / MINUTES_PER_DAY, "d"),
    };
    format!("{} {unit}", significant(size))
}

/// An interval of two lengths [min]; the unit is not repeated where it is the same: `12 – 14 min`. Ends that read alike are
/// written by their distance from the middle: `± 4.2 s`, or `± 1.3 %` of it where that is under a millisecond.
pub fn minutes_range(low: f64, high: f64) -> String {
    let (half, middle) = ((high - low) / 2.0, f64::midpoint(low, high));
    let (low, high) = (minutes(low), minutes(high));
    if low == high {
        return if half > 0.0 && half * 60e3 < 0.9995 {
            format!("± {}", percent(half / middle))
        } else if half > 0.0 {
            format!("± {}", minutes(half))
        } else {
            low
        };
    }
    match (low.split_once(' '), high.split_once(' ')) {
        // Only where there is one unit: `1 h 31 min` has two.
        (Some((number, unit)), Some((_, same))) if unit == same && !unit.contains(' ') => {
            format!("{number} – {high}", number = number)
        }
        _ => format!("{low} – {high}"),
    }
}

/// An amount of money in full, to the currency's smallest unit: `$511.23`, `₩715,722`, `CHF 12.00`.
pub fn money(amount: f64, currency: &str) -> String {
    with_symbol(amount, currency, |size| grouped(size, decimals(currency)))
}

/// An amount as the user wrote it, without needless cents: `€3,000`, `$0.35`.
pub fn money_stated(amount: f64, currency: &str) -> String {
    let digits = if amount.fract() == 0.0 {
        0
    } else {
        decimals(currency)
    };
    with_symbol(amount, currency, |size| grouped(size, digits))
}

/// An expected amount, which may be less than the smallest coin without being nothing: `under $0.01`.
pub fn expected_money(amount: f64, currency: &str) -> String {
    let coin = 10f64.powi(-(decimals(currency) as i32));
    if amount > 0.0 && amount < coin / 2.0 {
        format!("under {}", money(coin, currency))
    } else {
        money(amount, currency)
    }
}

/// An amount without its small change, for axes and labels: `$511`, `₩1,232k`; cents only below ten units.
pub fn money_short(amount: f64, currency: &str) -> String {
    with_symbol(amount, currency, |size| {
        if size >= 99_999_500.0 {
            format!("{}M", grouped(size / 1e6, 0))
        } else if size >= 99_999.5 {
            format!("{}k", grouped(size / 1e3, 0))
        } else if size > 0.0 && size < 10.0 {
            grouped(size, decimals(currency))
        } else {
            grouped(size, 0)
        }
    })
}

/// A price that is only known roughly, to two digits: `$10,000`, `₩14M`, `$0.35`.
pub fn money_about(amount: f64, currency: &str) -> String {
    with_symbol(amount, currency, |size| {
        if size == 0.0 {
            return "0".to_owned();
        }
        let step = 10f64.powf(size.log10().floor() - 1.0);
        let round = (size / step).round() * step;
        match round {
            round if round >= 1e12 => format!("{:.1e}", round),
            round if round >= 1e9 => format!("{} billion", significant(round / 1e9)),
            round if round >= 1e6 => format!("{}M", significant(round / 1e6)),
            round if round >= 10.0 => grouped(round, 0),
            round => trimmed(
                round,
                (1.0 - round.log10().floor()).clamp(1.0, 6.0) as usize,
            ),
        }
    })
}

/// Puts sign and currency before a number's text.
pub(crate) fn with_symbol(amount: f64, currency: &str, text: impl Fn(f64) -> String) -> String {
    if !amount.is_finite() {
        return "unknown".to_owned();
    }
    let size = text(amount.abs());
    let negative = amount < 0.0 && size.chars().any(|c| ('1'..='9').contains(&c));
    format!(
        "{}{}{size}",
        if negative { "-" } else { "" },
        symbol(currency)
    )
}

/// What is written before an amount.
pub(crate) fn symbol(currency: &str) -> String {
    let known = match currency {
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "KRW" => "₩",
        "JPY" => "¥",
        "INR" => "₹",
        "VND" => "₫",
        other => return format!("{} ", plain(other)),
    };
    known.to_owned()
}

/// A share as an availability, with as many nines as it has: `99.95 %`, `99.9983 %`.
pub fn availability(share: f64) -> String {
    if !share.is_finite() {
        return "unknown".to_owned();
    }
    let missing = (1.0 - share) * 100.0;
    if missing <= 0.0 {
        return "100 %".to_owned();
    }
    // Two significant digits of what is missing, so that 99.95 and 99.949 look different.
    let digits = (1.0 - missing.log10().floor()).clamp(0.0, 12.0) as usize;
    format!("{} %", trimmed(share * 100.0, digits))
}

/// A probability or share to two digits: `0.3 %`, `12 %`; never `0 %` or `100 %` for what is neither.
pub fn percent(share: f64) -> String {
    let hundred = share * 100.0;
    if !hundred.is_finite() {
        "unknown".to_owned()
    } else if hundred > 0.0 && hundred < 0.1 {
        "under 0.1 %".to_owned()
    } else if hundred < 100.0 && hundred > 99.9 {
        "over 99.9 %".to_owned()
    } else if hundred < 9.95 {
        format!("{} %", trimmed(hundred, 1))
    } else {
        format!("{} %", trimmed(hundred, if hundred > 99.0 { 1 } else { 0 }))
    }
}

/// A share of years; where all or none were seen, what can be said.
pub fn chance(share: f64, resolution: f64) -> String {
    // What is written as a bound already needs no second one.
    let bound = |share: f64, side: &str| {
        let said = percent(share);
        if said.starts_with(side) {
            said
        } else {
            format!("{side} {said}")
        }
    };
    if share >= 1.0 {
        bound(1.0 - resolution, "over")
    } else if share <= 0.0 {
        bound(resolution, "under")
    } else {
        percent(share)
    }
}

/// A share of drawn worlds, with a bound where all or none were seen (three of them: 95 %).
pub(crate) fn chance_of_worlds(share: f64, draws: usize) -> String {
    chance(share, (3.0 / draws.max(1) as f64).min(1.0))
}

/// A value in words, or a dash where there is none.
pub(crate) fn or_dash<T>(value: Option<T>, words: impl FnOnce(T) -> String) -> String {
    value.map_or_else(|| "–".to_owned(), words)
}

/// How often a year something happens: `3.2`, `0.04`, `under 0.001`.
pub fn per_year(rate: f64) -> String {
    if !rate.is_finite() {
        "unknown".to_owned()
    } else if rate == 0.0 {
        "0".to_owned()
    } else if rate < 0.001 {
        "under 0.001".to_owned()
    } else {
        significant(rate)
    }
}

/// A number of a plan in its unit: `minutes`, `share`, or how often or by how much.
pub(crate) fn in_unit(value: f64, unit: &str) -> String {
    match unit {
        "minutes" => minutes(value),
        "share" => percent(value),
        _ => per_year(value),
    }
}

/// A whole number with its thousands apart.
pub fn count(number: u64) -> String {
    grouped(number as f64, 0)
}

/// Two significant digits below 100, whole numbers above, no trailing zeros.
fn significant(value: f64) -> String {
    if value >= 99.5 {
        return grouped(value, 0);
    }
    let digits = (1.0 - value.log10().floor()).clamp(0.0, 12.0) as usize;
    trimmed(value, digits)
}

/// Fixed digits without trailing zeros.
pub(crate) fn trimmed(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}");
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// A number with `digits` after the point and its thousands apart.
pub(crate) fn grouped(value: f64, digits: usize) -> String {
    units::format_count(value, digits)
}

/// A number as it was given, with its thousands apart: `1,400`, `0.92`.
pub fn number(value: f64) -> String {
    let text = value.to_string();
    let digits = text.split_once('.').map_or(0, |(_, part)| part.len());
    grouped(value, digits)
}

/// A name or sentence of the user's without control characters, which could move a cursor or break an XML file.
pub fn plain(text: &str) -> String {
    let cleaned: String = text
        .chars()
        .map(|c| {
            let direction = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            if c.is_control()
                || direction
                || matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{2028}' | '\u{2029}')
            {
                ' '
            } else {
                c
            }
        })
        .collect();
    cleaned.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time() {
        let cases = [
            (0.0, "0 s"),
            (0.8, "48 s"),
            (0.07, "4.2 s"),
            (0.0005, "30 ms"),
            (0.000_000_6, "under 1 ms"),
            (4.2, "4 min 12 s"),
            (5.0, "5 min"),
            (9.999, "10 min"),
            (23.4, "23 min"),
            (59.6, "1 h"),
            (87.0, "1 h 27 min"),
            (1439.7, "24 h"),
            (4560.0, "3 days 4 h"),
            (525_600.0, "365 days"),
            (f64::NAN, "unknown"),
        ];
        for (input, expected) in cases {
            assert_eq!(minutes(input), expected, "{input}");
        }
        assert_eq!(moment(0.0), "day 1 00:00");
        assert_eq!(moment(211.0 * 24.0 + 3.24), "day 212 03:14");
        assert_eq!(minutes_range(12.0, 14.2), "12 – 14 min");
        assert_eq!(minutes_range(50.0, 87.0), "50 min – 1 h 27 min");
        assert_eq!(minutes_range(98.1, 98.3), "± 6 s");
        assert_eq!(minutes_range(36e-8, 38e-8), "± 2.7 %");
        assert_eq!(short_minutes(0.000_000_6), "36 µs");
    }

    #[test]
    fn amounts() {
        assert_eq!(money(511.23, "USD"), "$511.23");
        assert_eq!(money(715_722.0, "KRW"), "₩715,722");
        assert_eq!(money(1234.5, "CHF"), "CHF 1,234.50");
        assert_eq!(money(-3.0, "EUR"), "-€3.00");
        assert_eq!(money(-0.0001, "USD"), "$0.00");
        assert_eq!(expected_money(0.0001, "USD"), "under $0.01");
        assert_eq!(expected_money(0.3, "KRW"), "under ₩1");
        assert_eq!(money_short(1_232_182.0, "KRW"), "₩1,232k");
        assert_eq!(money_short(511.23, "USD"), "$511");
        assert_eq!(money_short(0.0, "USD"), "$0");
        let about = [10_349.0, 14_234_567.0, 0.3456, 7.04, 999.6, 0.0, 2.3e9];
        let about = about.map(|amount| money_about(amount, "USD"));
        assert_eq!(
            about,
            [
                "$10,000",
                "$14M",
                "$0.35",
                "$7",
                "$1,000",
                "$0",
                "$2.3 billion"
            ]
        );
    }

    #[test]
    fn shares_and_rates() {
        assert_eq!(availability(0.9995), "99.95 %");
        assert_eq!(availability(0.999983), "99.9983 %");
        assert_eq!(availability(1.0), "100 %");
        assert_eq!(percent(0.00001), "under 0.1 %");
        assert_eq!(percent(0.99999), "over 99.9 %");
        assert_eq!(percent(0.421), "42 %");
        assert_eq!(per_year(0.04), "0.04");
        assert_eq!(per_year(12.34), "12");
        assert_eq!(plain("a\u{1b}[31m\nb"), "a [31m b");
    }
}
