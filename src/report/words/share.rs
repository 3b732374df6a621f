//! Shares, probabilities and rates.

use super::number::{significant, trimmed};

/// Digits behind the point of an availability at most; beyond it is as good as always.
const MOST_DIGITS: f64 = 40.0;

/// Digits of what is missing to 100 % at most.
const MOST_TOLD: usize = 5;

/// Sums of shares that are all of something are this near to 100 %.
const ROUNDING: f64 = 1e-9;

/// A share as an availability, with as many nines as it has: `99.95 %`, `99.9983 %`.
pub fn availability(share: f64) -> String {
    if !share.is_finite() {
        return "unknown".to_owned();
    }
    without(1.0 - share)
}

/// The availability that is left by a share of the time without service, to two digits of what is missing, so that
/// 99.95 and 99.949 look different; whatever a number next to 1 can hold.
pub fn without(unavailability: f64) -> String {
    written(unavailability, 2)
}

/// The same beside what is allowed, with so many digits more that the two read differently where more is missing than that.
pub fn without_beside(unavailability: f64, allowed: f64) -> String {
    let least = without(allowed);
    let is_apart = |text: &String| unavailability <= allowed || *text != least;
    let mut texts = (2..=MOST_TOLD).map(|digits| written(unavailability, digits));
    texts
        .find(is_apart)
        .unwrap_or_else(|| without(unavailability))
}

/// To so many digits of what is missing.
fn written(unavailability: f64, told: usize) -> String {
    let missing = unavailability * 100.0;
    if !missing.is_finite() {
        return "unknown".to_owned();
    }
    if missing <= 0.0 {
        return "100 %".to_owned();
    }
    let digits = told as f64 - 1.0 - missing.log10().floor();
    let digits = digits.clamp(0.0, MOST_DIGITS) as usize;
    if digits <= 12 {
        return format!("{} %", trimmed((1.0 - unavailability) * 100.0, digits));
    }
    // A number next to 100 has no more digits: the nines are written, then what is left of the digits that are told.
    let last = 10f64.powi(told as i32) - (missing * 10f64.powi(digits as i32)).round();
    let text = format!("99.{}{last:0told$.0}", "9".repeat(digits - told));
    format!("{} %", text.trim_end_matches('0'))
}

/// A probability or share to two digits: `0.3 %`, `12 %`; never `0 %` or `100 %` for what is neither.
pub fn percent(share: f64) -> String {
    let hundred = share * 100.0;
    if !hundred.is_finite() {
        "unknown".to_owned()
    } else if hundred > 0.0 && hundred < 0.1 {
        "under 0.1 %".to_owned()
    } else if hundred < 100.0 - ROUNDING && hundred > 99.9 {
        "over 99.9 %".to_owned()
    } else if hundred < 9.95 {
        format!("{} %", trimmed(hundred, 1))
    } else {
        // Halves go up, as cases of 100 do.
        let shown = if hundred > 99.0 {
            hundred
        } else {
            hundred.round()
        };
        format!("{} %", trimmed(shown, 1))
    }
}

/// A share of years; where all or none were seen, what can be said.
pub fn chance(share: f64, resolution: f64) -> String {
    // What is a bound already needs no second one.
    let bound = |share: f64, side: &str| {
        let text = percent(share);
        if text.starts_with(side) {
            text
        } else {
            format!("{side} {text}")
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

/// A share of the cases that are thought possible: `62 of 100`, `more than 99 of 100`.
pub fn cases(share: f64) -> String {
    let hundred = (share * 100.0).round();
    if hundred >= 100.0 {
        "more than 99 of 100".to_owned()
    } else if hundred < 1.0 {
        "fewer than 1 of 100".to_owned()
    } else {
        format!("{hundred:.0} of 100")
    }
}

/// The same where there is hardly room for it: `62 %`, `over 99 %`.
pub fn percent_of_cases(share: f64) -> String {
    match (share * 100.0).round() {
        hundred if hundred >= 100.0 => "over 99 %".to_owned(),
        hundred if hundred < 1.0 => "under 1 %".to_owned(),
        hundred => format!("{hundred:.0} %"),
    }
}

/// A share of drawn scenarios, with a bound where all or none were seen (three of them: 95 %).
pub(crate) fn chance_of_scenarios(share: f64, draws: usize) -> String {
    chance(share, (3.0 / draws.max(1) as f64).min(1.0))
}

/// How often something happens, in words that stand alone: `3.2 a year`, `once in 280,000 years`.
pub fn how_often(rate: f64) -> String {
    if rate > 0.0 && rate < 0.001 {
        once_in(1.0 / rate)
    } else {
        format!("{} a year", per_year(rate))
    }
}

/// Something that comes once in so many years, to two digits.
pub fn once_in(years: f64) -> String {
    let unit = 10f64.powi(years.log10().floor() as i32 - 1);
    format!(
        "once in {} years",
        significant((years / unit).round() * unit)
    )
}

/// The ends of how often a year something happens, in one way of saying it: `0.3 – 4`, `1 in 500 – 1,000 years`.
pub fn per_year_range(low: f64, high: f64) -> String {
    let years = |rate: f64| {
        let once = once_in(1.0 / rate);
        once.trim_start_matches("once in ")
            .trim_end_matches(" years")
            .to_owned()
    };
    if low > 0.0 && low < 0.001 && high < 0.5 {
        format!("1 in {} – {} years", years(high), years(low))
    } else {
        format!("{} – {}", per_year(low), per_year(high))
    }
}

/// How often a year something happens: `3.2`, `0.04`, `1 in 280,000 years`.
pub fn per_year(rate: f64) -> String {
    if !rate.is_finite() {
        "unknown".to_owned()
    } else if rate == 0.0 {
        "0".to_owned()
    } else if rate < 0.001 {
        once_in(1.0 / rate).replacen("once in", "1 in", 1)
    } else {
        significant(rate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_rates() {
        assert_eq!(availability(0.9995), "99.95 %");
        assert_eq!(availability(0.999983), "99.9983 %");
        assert_eq!(availability(1.0), "100 %");
        assert_eq!(without(0.0005), "99.95 %");
        assert_eq!(without(1.7e-17), "99.9999999999999983 %");
        assert_eq!(without_beside(0.0005504, 0.00055), "99.94496 %");
        assert_eq!(without_beside(0.0005496, 0.00055), "99.945 %");
        assert_eq!(without_beside(0.00060004, 0.00055), "99.94 %");
        assert_eq!(
            without_beside(1.7004e-17, 1.7e-17),
            "99.9999999999999982996 %"
        );
        assert_eq!(without(9.996e-18), "99.999999999999999 %");
        assert_eq!(without(0.0), "100 %");
        assert_eq!(percent(0.00001), "under 0.1 %");
        assert_eq!(percent(0.99999), "over 99.9 %");
        assert_eq!(percent(0.421), "42 %");
        let of = [0.0, 0.002, 0.62, 0.997, 1.0].map(cases);
        assert_eq!(of[2], "62 of 100");
        assert_eq!((&of[0], &of[3]), (&of[1], &of[4]));
        assert_eq!(percent_of_cases(1.0), "over 99 %");
        assert_eq!(per_year(0.04), "0.04");
        assert_eq!(per_year(12.34), "12");
        assert_eq!(per_year(1.0 / 275_921.0), "1 in 280,000 years");
        assert_eq!(per_year_range(0.0009, 0.002), "1 in 500 – 1,100 years");
        assert_eq!(per_year_range(0.3, 4.0), "0.3 – 4");
        assert_eq!(per_year_range(0.0001, 2.0), "1 in 10,000 years – 2");
        assert_eq!(how_often(1.0 / 275_921.0), "once in 280,000 years");
        assert_eq!(how_often(12.34), "12 a year");
        assert_eq!(once_in(3.24), "once in 3.2 years");
    }
}
