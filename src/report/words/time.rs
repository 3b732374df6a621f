//! Lengths and moments of time.

use super::number::{grouped, significant, trimmed};
use super::share::percent;
use crate::units::MINUTES_PER_HOUR;

/// Minutes in a day.
const MINUTES_PER_DAY: f64 = 24.0 * MINUTES_PER_HOUR;
/// More months than these are told as years.
const MONTHS_TOLD: f64 = 24.0;
/// A difference of fewer steps than these is not taken from rounded lengths.
const COARSE: f64 = 10.0;

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

/// How far apart two lengths are [min], as whoever subtracts them finds it where both stand to the minute; exact where they are so near, or
/// one of them so long, that this would be coarse.
pub fn minutes_apart(one: f64, other: f64) -> String {
    let (exact, step) = ((one - other).abs(), resolution(one.max(other)));
    let shown = |length: f64| {
        let step = resolution(length);
        (length / step).round() * step
    };
    match exact < COARSE * step || step > 1.0 {
        true => minutes(exact),
        false => minutes((shown(one) - shown(other)).abs()),
    }
}

/// The least step in which [`minutes`] tells a length [min].
fn resolution(length: f64) -> f64 {
    let (second, seconds) = (1.0 / 60.0, length * 60.0);
    if seconds < 9.95 {
        second / 10.0
    } else if seconds.round() < 600.0 {
        second
    } else if length.round() < 2.0 * MINUTES_PER_DAY {
        1.0
    } else if (length / MINUTES_PER_HOUR).round() < 20.0 * 24.0 {
        MINUTES_PER_HOUR
    } else {
        MINUTES_PER_DAY
    }
}

/// So many months, and years where they are many: `1 month`, `14 months`, `69 years`.
pub fn months(months: f64) -> String {
    let (count, unit) = match months {
        months if months <= MONTHS_TOLD => (months, "month"),
        months => ((months / 12.0).round(), "year"),
    };
    let s = if count == 1.0 { "" } else { "s" };
    format!("{} {unit}{s}", grouped(count, 0))
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

/// The same of an interval, whose unit is not repeated: `1.2 – 7.4 h`, `22 min – 6 h`.
pub fn brief_range(low: f64, high: f64) -> String {
    // Minutes beside hours are told in hours, where that leaves two digits.
    let is_hours = high >= 99.5 && (0.5 * MINUTES_PER_HOUR..99.5).contains(&low);
    let first = match is_hours && high < 2.0 * MINUTES_PER_DAY {
        true => format!("{} h", significant(low / MINUTES_PER_HOUR)),
        false => brief_minutes(low),
    };
    let (low, high) = (first, brief_minutes(high));
    match (low.split_once(' '), high.split_once(' ')) {
        _ if low == high => low,
        (Some((number, unit)), Some((_, same))) if unit == same => format!("{number} – {high}"),
        _ => format!("{low} – {high}"),
    }
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
        // 9 h 27 min and 5 h 58 min.
        assert_eq!(minutes_apart(566.6, 358.4), "3 h 29 min");
        // 6 h and 8 min 33 s.
        assert_eq!(minutes_apart(8.55, 360.2), "5 h 51 min");
        assert_eq!(minutes_apart(235.5, 234.3), "1 min 12 s");
        let told = [1.0, 14.0, 830.0].map(months);
        assert_eq!(told, ["1 month", "14 months", "69 years"]);
        assert_eq!(moment(0.0), "day 1 00:00");
        assert_eq!(moment(211.0 * 24.0 + 3.24), "day 212 03:14");
        assert_eq!(brief_range(71.1, 445.0), "1.2 – 7.4 h");
        assert_eq!(brief_range(120.0, 445.0), "2 – 7.4 h");
        assert_eq!(minutes_range(12.0, 14.2), "12 – 14 min");
        assert_eq!(minutes_range(50.0, 87.0), "50 min – 1 h 27 min");
        assert_eq!(minutes_range(98.1, 98.3), "± 6 s");
        assert_eq!(minutes_range(36e-8, 38e-8), "± 2.7 %");
        assert_eq!(short_minutes(0.000_000_6), "36 µs");
    }
}
