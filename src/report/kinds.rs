//! Sources of outages by kind: what one outage of a kind costs each architecture.

use super::words;
use crate::answer::{ArchitectureResult, OutageRow, Results};

/// A kind of source over all architectures.
pub(super) struct Kind<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// Its row in each architecture.
    pub(super) rows: Vec<Option<&'a OutageRow>>,
}

impl Kind<'_> {
    /// Most minutes lost in any architecture.
    pub(super) fn worst(&self) -> f64 {
        self.rows
            .iter()
            .flatten()
            .filter_map(|row| row.minutes_lost)
            .fold(0.0, f64::max)
    }

    /// The least and the greatest of a number over the architectures that have such a source.
    pub(super) fn range(&self, number: impl Fn(&OutageRow) -> f64) -> (f64, f64) {
        let numbers = self
            .rows
            .iter()
            .flatten()
            .filter(|row| row.minutes_lost.is_some())
            .map(|row| number(row));
        numbers.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        })
    }

    /// The typical length.
    pub(super) fn length(&self) -> String {
        span(
            self.range(|row| row.length_minutes),
            words::brief_minutes,
            words::brief_range,
        )
    }

    /// The length that one outage in ten exceeds.
    pub(super) fn long_length(&self) -> String {
        span(
            self.range(|row| row.length_p90_minutes),
            words::brief_minutes,
            words::brief_range,
        )
    }

    /// What is believed of how often a year: the widest 90 % range of any architecture; `None` where it would not hold every
    /// rate of the row, for then some of them were given without one.
    pub(super) fn rate_range(&self) -> Option<String> {
        let rates = self.range(|row| row.one_per_year);
        let ranges = || {
            self.rows
                .iter()
                .flatten()
                .filter_map(|row| row.one_per_year_range)
        };
        let low = ranges().map(|range| range[0]).fold(f64::INFINITY, f64::min);
        let high = ranges().map(|range| range[1]).fold(0.0, f64::max);
        (low <= high && low <= rates.0 && rates.1 <= high)
            .then(|| span((low, high), words::per_year, words::per_year_range))
    }

    /// How often a year one such thing has an outage that reaches us.
    pub(super) fn rate(&self) -> String {
        span(
            self.range(|row| row.one_per_year),
            words::per_year,
            words::per_year_range,
        )
    }
}

/// One number where both ends print alike, else both.
fn span(
    (low, high): (f64, f64),
    one: impl Fn(f64) -> String,
    both: impl Fn(f64, f64) -> String,
) -> String {
    if low > high {
        "–".to_owned()
    } else if one(low) == one(high) {
        one(low)
    } else {
        both(low, high)
    }
}

/// The kinds, those that can cost most first.
pub(super) fn kinds(results: &Results) -> Vec<Kind<'_>> {
    let mut names: Vec<&str> = Vec::new();
    for row in results
        .architectures
        .iter()
        .flat_map(|result| &result.outage_table)
    {
        if !names.contains(&row.source.as_str()) {
            names.push(&row.source);
        }
    }
    let find = |result: &'_ ArchitectureResult, name: &str| {
        result
            .outage_table
            .iter()
            .position(|row| row.source == name)
    };
    let mut kinds: Vec<Kind<'_>> = names
        .into_iter()
        .map(|name| Kind {
            name,
            rows: results
                .architectures
                .iter()
                .map(|result| find(result, name).and_then(|at| result.outage_table.get(at)))
                .collect(),
        })
        .collect();
    kinds.sort_by(|a, b| b.worst().total_cmp(&a.worst()).then(a.name.cmp(b.name)));
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::results;

    #[test]
    fn a_range_holds_the_rates_above_it_or_is_not_told() {
        let mut all = results(2);
        let name = all.architectures[0].outage_table[0].source.clone();
        for (result, rate) in all.architectures.iter_mut().zip([1.0, 2.0]) {
            let row = result
                .outage_table
                .iter_mut()
                .find(|row| row.source == name);
            let row = row.expect("the same kinds everywhere");
            row.minutes_lost = Some(1.0);
            (row.one_per_year, row.one_per_year_range) = (rate, Some([rate / 4.0, rate * 2.0]));
        }
        let said = |all: &Results| {
            let kinds = kinds(all);
            let kind = kinds.iter().find(|kind| kind.name == name);
            kind.expect("a kind").rate_range()
        };
        assert_eq!(said(&all).as_deref(), Some("0.25 – 4"));
        let row = all.architectures[1].outage_table.iter_mut();
        for row in row.filter(|row| row.source == name) {
            (row.one_per_year, row.one_per_year_range) = (20.0, None);
        }
        assert_eq!(said(&all), None);
    }
}
