//! From numbers to text, for people. Results for programs are printed in full by `report`.

use super::time::MINUTES_PER_HOUR;

/// A duration [h] the way one would say it: `90 s`, `84 min`, `5 h 30 min`, `3.5 days`.
#[must_use]
pub fn format_duration(hours: f64) -> String {
    format_minutes(hours * MINUTES_PER_HOUR)
}

/// A duration in minutes the way one would say it, to about three figures.
#[must_use]
pub fn format_minutes(minutes: f64) -> String {
    if !minutes.is_finite() {
        return "never ends".to_owned();
    }
    if minutes <= 0.0 {
        return "0 min".to_owned();
    }
    if minutes < 0.0095 {
        return format!("{} s", figures(minutes * 60.0, 2));
    }
    if minutes < 2.0 && (minutes * 60.0 - (minutes * 60.0).round()).abs() < 1e-6 {
        return format!("{:.0} s", minutes * 60.0);
    }
    // Rounded before the branch, so that 119.9 min does not print as `120 min` here and as `2 h` elsewhere.
    let whole = minutes.round();
    if whole < 120.0 {
        return format!("{} min", figures(minutes, 3));
    }
    if whole < 2.0 * 1440.0 {
        let (hours, rest) = ((whole / 60.0).floor(), whole % 60.0);
        return if rest == 0.0 {
            format!("{hours:.0} h")
        } else {
            format!("{hours:.0} h {rest:.0} min")
        };
    }
    let days = minutes / 1440.0;
    if days < 730.0 {
        return format!("{} days", figures(days, 3));
    }
    format!("{} years", format_count(days / 365.0, 0))
}

/// A share as a percentage with as many figures as it takes to differ from 0 % and 100 %: `99.953%`, `40%`.
#[must_use]
pub fn format_share(share: f64) -> String {
    let percent = share * 100.0;
    let missing = (1.0 - share).abs();
    if percent > 0.0 && percent < 10.0 {
        return figures(percent, 2) + "%";
    }
    // Two significant figures of what is missing to 100 %: 99.995 % must not become 100 %.
    let decimals = if missing > 0.0 && missing < 0.1 {
        (-missing.log10()).ceil().clamp(0.0, 9.0) as usize
    } else {
        1
    };
    trim_zeros(format!("{percent:.decimals$}")) + "%"
}

/// An amount of money with its currency's decimals: `511.23 USD`, `1,200,000 KRW`.
#[must_use]
pub fn format_money(amount: f64, currency: &str) -> String {
    let decimals = decimals(currency);
    if currency == "USD" {
        let sign = if amount < 0.0 { "-" } else { "" };
        return format!("{sign}${}", format_count(amount.abs(), decimals));
    }
    format!("{} {currency}", format_count(amount, decimals))
}

/// Decimals of a currency's smallest unit, by ISO 4217: none for won and yen, else two.
#[must_use]
pub fn decimals(currency: &str) -> usize {
    match currency {
        "KRW" | "JPY" | "VND" | "CLP" | "ISK" | "PYG" | "UGX" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "JOD" | "KWD" | "OMR" | "TND" | "IQD" | "LYD" => 3,
        _ => 2,
    }
}

/// The value of a currency's smallest unit: 0.01 for dollars, 1 for won.
#[must_use]
pub fn smallest_unit(currency: &str) -> f64 {
    match decimals(currency) {
        0 => 1.0,
        3 => 0.001,
        _ => 0.01,
    }
}

/// A number with commas between thousands.
#[must_use]
pub fn format_count(number: f64, decimals: usize) -> String {
    let plain = format!("{number:.decimals$}");
    let (sign, digits) = plain
        .strip_prefix('-')
        .map_or(("", plain.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, ""), |(whole, fraction)| (whole, fraction));
    let mut text = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// A positive number to so many significant figures, never in exponents, without trailing zeros.
fn figures(number: f64, significant: i32) -> String {
    let before = number.log10().floor() as i32 + 1;
    let decimals = (significant - before).clamp(0, 12) as usize;
    trim_zeros(format!("{number:.decimals$}"))
}

fn trim_zeros(text: String) -> String {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_spoken() {
        for (minutes, text) in [
            (0.0, "0 min"),
            (0.52, "0.52 min"),
            (0.5, "30 s"),
            (1.5, "90 s"),
            (12.34, "12.3 min"),
            (84.0, "84 min"),
            (119.9, "2 h"),
            (330.0, "5 h 30 min"),
            (5040.0, "3.5 days"),
            (8760.0 * 60.0 * 100.0, "100 years"),
        ] {
            assert_eq!(format_minutes(minutes), text);
        }
        assert_eq!(format_duration(1.4), "84 min");
        assert_eq!(format_minutes(f64::INFINITY), "never ends");
    }

    #[test]
    fn shares_keep_their_nines() {
        assert_eq!(format_share(0.9995), "99.95%");
        assert_eq!(format_share(0.999_953), "99.9953%");
        assert_eq!(format_share(0.4), "40%");
        assert_eq!(format_share(1.0), "100%");
        assert_eq!(format_share(0.0), "0%");
        assert_eq!(format_share(0.000_04), "0.004%");
        assert_eq!(format_share(0.05), "5%");
    }

    #[test]
    fn money_has_its_currency_s_decimals() {
        assert_eq!(format_money(511.23, "USD"), "$511.23");
        assert_eq!(format_money(1_232_182.0, "KRW"), "1,232,182 KRW");
        assert_eq!(format_money(-0.5, "USD"), "-$0.50");
        assert_eq!(format_count(1_000_000.0, 0), "1,000,000");
        assert_eq!(format_count(999.0, 1), "999.0");
    }
}
