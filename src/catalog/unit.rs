//! What the unit of a price or of an amount means: `GB-seconds`, `1M requests`, `hour per AZ`, `TB`.

use crate::units::{HOURS_PER_MONTH, HOURS_PER_YEAR, parse_amount};

/// A unit: so many of something, for a time or not.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unit {
    /// How many: 1,000,000 for `1M queries`, 1,000 for `TB`.
    pub(super) number: f64,
    /// Of what, in lower case and singular: `query`, `gb`; empty for a bare time.
    pub(super) what: String,
    /// For how long [h]; `None` where it is for no time.
    pub(super) time: Option<f64>,
}

impl Unit {
    /// Of a price: `1M queries`, `GB-month`, `hour per AZ`.
    pub(super) fn sold(text: &str) -> Self {
        match parse_amount(text) {
            Ok(amount) if !amount.unit.is_empty() && amount.number > 0.0 => {
                let one = Self::given(&amount.unit);
                Self {
                    number: amount.number * one.number,
                    ..one
                }
            }
            _ => Self::given(text.split(' ').next().unwrap_or_default()),
        }
    }

    /// As people write one: `GB-seconds`, `h`, `requests`.
    pub(super) fn given(text: &str) -> Self {
        let (front, last) = text.rsplit_once('-').unwrap_or(("", text));
        let (what, time) = match (hours(last), front) {
            (Some(hours), front) => (front, Some(hours)),
            (None, _) => (text, None),
        };
        let (number, what) = match gigabytes(what) {
            Some(number) => (number, "gb".to_owned()),
            None => (1.0, singular(what)),
        };
        Self { number, what, time }
    }

    /// How many of this unit a number of another is, over a month; `None` where the two are of different things.
    ///
    /// What is sold by the month and given without a time is there all month; so is what is sold by the hour.
    pub(super) fn of(&self, number: f64, given: &Self) -> Option<f64> {
        // `20M reads` of what is sold as read units.
        let of_units = self.what.strip_suffix(" unit");
        if self.what != given.what && of_units != Some(given.what.as_str()) {
            return None;
        }
        let times = match (given.time, self.time) {
            (None, None) => 1.0,
            (Some(given), Some(sold)) => given / sold,
            (None, Some(sold)) if sold >= 1.0 => HOURS_PER_MONTH / sold,
            _ => return None,
        };
        Some(number * given.number * times / self.number)
    }
}

/// How long a time is [h].
fn hours(word: &str) -> Option<f64> {
    match word {
        "s" | "sec" | "secs" | "second" | "seconds" => Some(1.0 / 3600.0),
        "min" | "mins" | "minute" | "minutes" => Some(1.0 / 60.0),
        "h" | "hr" | "hrs" | "hour" | "hours" => Some(1.0),
        "d" | "day" | "days" => Some(24.0),
        "w" | "week" | "weeks" => Some(168.0),
        "mo" | "month" | "months" => Some(HOURS_PER_MONTH),
        "y" | "yr" | "year" | "years" => Some(HOURS_PER_YEAR),
        _ => None,
    }
}

/// Gigabytes in a unit of data. A thousand to the next: no bill depends on the difference. `Gb` would be bits.
fn gigabytes(unit: &str) -> Option<f64> {
    match unit.trim_end_matches('s') {
        "MB" | "MiB" | "mb" | "mib" => Some(0.001),
        "GB" | "GiB" | "gb" | "gib" => Some(1.0),
        "TB" | "TiB" | "tb" | "tib" => Some(1_000.0),
        "PB" | "PiB" | "pb" | "pib" => Some(1_000_000.0),
        _ => None,
    }
}

/// One of them: `query` for `queries`, `vcpu` for `vCPUs`.
fn singular(word: &str) -> String {
    if matches!(word, "Mb" | "Gb" | "Tb" | "Pb") {
        return word.to_owned();
    }
    let word = word.to_lowercase();
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with(['s', '/']) => stem.to_owned(),
        _ => word,
    }
}
