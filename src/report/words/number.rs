//! Plain numbers.

use crate::units;

/// A whole number with its thousands apart.
pub fn count(number: u64) -> String {
    grouped(number as f64, 0)
}

/// Two significant digits below 100, whole numbers above, no trailing zeros.
pub(super) fn significant(value: f64) -> String {
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

/// How many times as much: `1.15 times`, `twice`; nothing where that is once to the digit shown.
pub fn times(factor: f64) -> Option<String> {
    match trimmed(factor, 2).as_str() {
        "1" => None,
        "2" => Some("twice".to_owned()),
        times => Some(format!("{times} times")),
    }
}

/// A number as it was given, with its thousands apart: `1,400`, `0.92`.
pub fn number(value: f64) -> String {
    let text = value.to_string();
    let digits = text.split_once('.').map_or(0, |(_, part)| part.len());
    grouped(value, digits)
}
