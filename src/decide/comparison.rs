//! What became of each architecture: one run held against another.
//!
//! Two runs are two studies. With the same seed, whatever has the same name in both fails at the same moments, but each
//! run keeps only its own mean and interval, so the interval of a difference is made as if the runs knew nothing of each
//! other: from the distances of the two means to the ends of their intervals, added as squares (G. Y. Zou and A. Donner,
//! Statistics in Medicine 27, 2008). What the runs share could only make it narrower.

use crate::answer::{
    ArchitectureComparison, Change, ComparedArchitecture, ComparedRun, ComparisonNote,
    ComparisonResults, CostComparison, DowntimeComparison, Presence,
};
use crate::units::decimals;

/// Means that differ by less than this share are the same but for rounding.
const ROUNDING: f64 = 1e-9;

/// Compares the architectures of the same name.
#[must_use]
pub fn compare(before: ComparedRun, after: ComparedRun) -> ComparisonResults {
    let money = (before.currency == after.currency).then(|| decimals(&after.currency));
    let find = |run: &ComparedRun, name: &str| {
        let mut all = run.architectures.iter();
        all.find(|it| it.name == name).cloned()
    };
    let mut architectures: Vec<ArchitectureComparison> = after
        .architectures
        .iter()
        .map(|new| architecture(find(&before, &new.name).as_ref(), Some(new), money))
        .collect();
    let gone = before.architectures.iter();
    let gone = gone.filter(|old| find(&after, &old.name).is_none());
    architectures.extend(gone.map(|old| architecture(Some(old), None, money)));
    ComparisonResults {
        spof: env!("CARGO_PKG_VERSION").to_owned(),
        notes: notes(&before, &after, &architectures),
        before,
        after,
        architectures,
    }
}

/// One architecture; at least one of the two is there. `money` is how many decimals an amount has, where both runs count
/// in the same currency.
fn architecture(
    before: Option<&ComparedArchitecture>,
    after: Option<&ComparedArchitecture>,
    money: Option<usize>,
) -> ArchitectureComparison {
    let both = before.zip(after);
    let interval = both.and_then(|(before, after)| interval(before, after));
    ArchitectureComparison {
        name: after
            .or(before)
            .map(|it| it.name.clone())
            .unwrap_or_default(),
        presence: match (before, after) {
            (Some(_), Some(_)) => Presence::Both,
            (_, None) => Presence::OnlyBefore,
            (None, _) => Presence::OnlyAfter,
        },
        cost: CostComparison {
            before: before.map(|it| it.monthly),
            after: after.map(|it| it.monthly),
            difference: both
                .zip(money)
                .map(|((before, after), decimals)| coins(after.monthly - before.monthly, decimals)),
        },
        downtime: DowntimeComparison {
            unit: "minutes/year",
            before: before.map(|it| it.mean),
            after: after.map(|it| it.mean),
            difference: both.map(|(before, after)| match interval {
                // What text made of the numbers on their way through a file is no difference.
                Some([0.0, 0.0]) => 0.0,
                _ => after.mean - before.mean,
            }),
            difference_ci95: interval,
            change: both.map(|_| change(interval)),
        },
    }
}

/// A difference of two bills, each rounded to the smallest coin, without the dust of binary fractions.
fn coins(difference: f64, decimals: usize) -> f64 {
    let coin = 10f64.powi(i32::try_from(decimals).unwrap_or(2));
    (difference * coin).round() / coin
}

/// The 95 % interval of a difference of means [min/year].
fn interval(before: &ComparedArchitecture, after: &ComparedArchitecture) -> Option<[f64; 2]> {
    let (old, new) = (before.ci95?, after.ci95?);
    let difference = after.mean - before.mean;
    // The same to the last digit: the architecture lived through the same years in the same way.
    if same(before.mean, after.mean)
        && same(old[0], new[0])
        && same(old[1], new[1])
        && (before.mean > 0.0 || old[1] == 0.0)
    {
        return Some([0.0, 0.0]);
    }
    let lower = (after.mean - new[0]).hypot(old[1] - before.mean);
    let upper = (new[1] - after.mean).hypot(before.mean - old[0]);
    Some([difference - lower, difference + upper])
}

/// Whether two numbers are the same but for rounding.
fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= ROUNDING * one.abs().max(other.abs())
}

fn change(interval: Option<[f64; 2]>) -> Change {
    match interval {
        Some([low, high]) if low == 0.0 && high == 0.0 => Change::Same,
        Some([low, _]) if low > 0.0 => Change::Longer,
        Some([_, high]) if high < 0.0 => Change::Shorter,
        _ => Change::Undecided,
    }
}

/// What stands in the way of a plain comparison.
fn notes(
    before: &ComparedRun,
    after: &ComparedRun,
    architectures: &[ArchitectureComparison],
) -> Vec<ComparisonNote> {
    let mut notes = Vec::new();
    if before.currency != after.currency {
        notes.push(ComparisonNote::Currencies {
            before: before.currency.clone(),
            after: after.currency.clone(),
        });
    } else if let Some((before, now)) = changed(before.fx, after.fx) {
        notes.push(ComparisonNote::Dollar {
            before,
            after: now,
            currency: after.currency.clone(),
        });
    }
    if let Some((before, after)) = changed(before.vat, after.vat) {
        notes.push(ComparisonNote::Vat { before, after });
    }
    if let Some((before, after)) = changed(before.service.as_ref(), after.service.as_ref()) {
        notes.push(ComparisonNote::Services {
            before: before.clone(),
            after: after.clone(),
        });
    }
    if let Some((before, after)) = changed(before.spof.as_ref(), after.spof.as_ref()) {
        notes.push(ComparisonNote::Versions {
            before: before.clone(),
            after: after.clone(),
        });
    }
    // A result of a version without scenarios was always as written.
    let basis = |run: &ComparedRun| run.basis.clone().unwrap_or_else(|| "as-written".to_owned());
    if basis(before) != basis(after) {
        notes.push(ComparisonNote::Bases {
            before: basis(before),
            after: basis(after),
        });
    }
    if before.seed != after.seed {
        notes.push(ComparisonNote::Seeds {
            before: before.seed,
            after: after.seed,
        });
    }
    if let Some((before, after)) = changed(before.years, after.years) {
        notes.push(ComparisonNote::Years { before, after });
    }
    let blind = |it: &ArchitectureComparison| {
        it.presence == Presence::Both && it.downtime.difference_ci95.is_none()
    };
    if architectures.iter().any(blind) {
        notes.push(ComparisonNote::NoIntervals);
    }
    notes
}

/// Both, where both are known and not the same.
fn changed<T: PartialEq>(before: Option<T>, after: Option<T>) -> Option<(T, T)> {
    before.zip(after).filter(|(before, after)| before != after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(architectures: &[(&str, f64, f64, [f64; 2])]) -> ComparedRun {
        ComparedRun {
            basis: None,
            file: "a.yaml".to_owned(),
            spof: None,
            service: None,
            seed: Some(1),
            years: Some(1024),
            currency: "USD".to_owned(),
            fx: Some(1.0),
            vat: Some(0.0),
            outage_cost: None,
            best: None,
            best_sure: None,
            availability: None,
            budget: None,
            meets_goal: None,
            decided: true,
            architectures: architectures
                .iter()
                .map(|&(name, monthly, mean, ci95)| ComparedArchitecture {
                    name: name.to_owned(),
                    monthly,
                    mean,
                    ci95: Some(ci95),
                })
                .collect(),
        }
    }

    #[test]
    fn a_difference_is_what_lies_outside_both_intervals() {
        let before = run(&[
            ("kept", 10.0, 100.0, [90.0, 110.0]),
            ("worse", 10.0, 100.0, [97.0, 103.0]),
            ("near", 10.1, 100.0, [97.0, 103.0]),
            ("exact", 10.0, 5.0, [5.0, 5.0]),
            ("unseen", 10.0, 0.0, [0.0, 3.0]),
            ("gone", 1.0, 1.0, [1.0, 1.0]),
        ]);
        let after = run(&[
            ("kept", 10.0, 100.0, [90.0, 110.0]),
            ("worse", 12.0, 110.0, [106.0, 114.0]),
            ("near", 10.3, 104.0, [100.0, 108.0]),
            ("exact", 10.0, 4.0, [4.0, 4.0]),
            ("unseen", 10.0, 0.0, [0.0, 3.0]),
            ("new", 1.0, 1.0, [1.0, 1.0]),
        ]);
        let found = compare(before, after);
        let changes: Vec<Option<Change>> = found
            .architectures
            .iter()
            .map(|it| it.downtime.change)
            .collect();
        assert_eq!(
            changes,
            [
                Some(Change::Same),
                Some(Change::Longer),
                Some(Change::Undecided),
                Some(Change::Shorter),
                Some(Change::Undecided),
                None,
                None
            ]
        );
        assert_eq!(
            found.architectures[1].downtime.difference_ci95,
            Some([5.0, 15.0])
        );
        assert_eq!(found.architectures[2].cost.difference, Some(0.2));
        let presences = [
            found.architectures[5].presence,
            found.architectures[6].presence,
        ];
        assert_eq!(presences, [Presence::OnlyAfter, Presence::OnlyBefore]);
        assert!(found.notes.is_empty(), "{:?}", found.notes);
    }

    #[test]
    fn what_is_not_alike_is_said() {
        let before = run(&[("a", 1.0, 1.0, [1.0, 1.0])]);
        let mut after = before.clone();
        after.currency = "KRW".to_owned();
        after.seed = Some(2);
        after.years = Some(2048);
        after.architectures[0].ci95 = None;
        let found = compare(before, after);
        assert_eq!(found.architectures[0].cost.difference, None);
        assert_eq!(
            found.architectures[0].downtime.change,
            Some(Change::Undecided)
        );
        assert_eq!(
            found.notes,
            [
                ComparisonNote::Currencies {
                    before: "USD".to_owned(),
                    after: "KRW".to_owned()
                },
                ComparisonNote::Seeds {
                    before: Some(1),
                    after: Some(2)
                },
                ComparisonNote::Years {
                    before: 1024,
                    after: 2048
                },
                ComparisonNote::NoIntervals,
            ]
        );
    }
}
