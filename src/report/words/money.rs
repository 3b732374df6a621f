//! Amounts of money.

use super::name::plain;
use super::number::{grouped, significant, trimmed};
use crate::units::decimals;

/// Digits after the point of a line of a bill at most; price lists have eight or fewer, and most lines need three.
const MOST_DIGITS: usize = 6;

/// An amount of money in full, to the currency's smallest unit: `$511.23`, `₩715,722`, `CHF 12.00`.
pub fn money(amount: f64, currency: &str) -> String {
    with_symbol(amount, currency, |size| grouped(size, decimals(currency)))
}

/// How far apart two amounts are, as whoever subtracts them finds it where both stand in full.
pub fn money_apart(one: f64, other: f64, currency: &str) -> String {
    let coins = |amount: f64| (amount / coin(currency)).round() * coin(currency);
    money((coins(one) - coins(other)).abs(), currency)
}

/// The smallest coin.
fn coin(currency: &str) -> f64 {
    10f64.powi(-(decimals(currency) as i32))
}

/// An amount with all its digits, at least those of the smallest coin: `$16.425`, `$511.23`. A line of a bill, so that the lines add
/// up to the sum, which is rounded once.
pub fn money_in_full(amount: f64, currency: &str) -> String {
    let least = decimals(currency);
    with_symbol(amount, currency, |size| {
        let text = trimmed(size, MOST_DIGITS);
        let digits = text.split_once('.').map_or(0, |(_, rest)| rest.len());
        grouped(size, digits.max(least))
    })
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
    let coin = coin(currency);
    if amount > 0.0 && amount < coin / 2.0 {
        format!("under {}", money(coin, currency))
    } else {
        money(amount, currency)
    }
}

/// What one of something costs: in dollars with all the digits of the list, else to six, for it was converted.
pub fn unit_price(price: f64, currency: &str) -> String {
    with_symbol(price, currency, |size| {
        let magnitude = size.max(f64::MIN_POSITIVE).log10().floor();
        let digits = match currency {
            "USD" => 12,
            _ => (5.0 - magnitude).clamp(2.0, 12.0) as usize,
        };
        let rounded = trimmed(size, digits);
        rounded.parse().map_or(rounded, super::number::number)
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts() {
        assert_eq!(money(511.23, "USD"), "$511.23");
        assert_eq!(money(715_722.0, "KRW"), "₩715,722");
        assert_eq!(money(1234.5, "CHF"), "CHF 1,234.50");
        assert_eq!(money(-3.0, "EUR"), "-€3.00");
        assert_eq!(money_apart(550.276, 237.074, "USD"), "$313.21");
        assert_eq!(money_apart(237.074, 550.276, "KRW"), "₩313");
        let full = [16.425, 511.23, 3.0, 10.944, 1_234.5, 0.000_000_4];
        let full = full.map(|amount| money_in_full(amount, "USD"));
        assert_eq!(
            full,
            [
                "$16.425",
                "$511.23",
                "$3.00",
                "$10.944",
                "$1,234.50",
                "$0.00"
            ]
        );
        assert_eq!(money_in_full(715.5, "KRW"), "₩715.5");
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
}
