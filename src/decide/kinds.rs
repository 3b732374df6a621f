//! Sources by kind, as the outage table has them: what several of a kind cause is told together. Every sum by kind is made here.

use crate::answer::ArchitectureResult;

/// What sources of one kind cause together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CausedBy<'a> {
    /// The kind, a row of the outage table.
    pub kind: &'a str,
    /// Downtime [min a year].
    pub minutes: f64,
    /// Share of the downtime.
    pub share: f64,
}

/// What is of one kind together, the kinds in the order of their first.
pub fn of_a_kind<'a, T>(all: impl IntoIterator<Item = (&'a str, T)>) -> Vec<(&'a str, Vec<T>)> {
    let mut kinds: Vec<(&str, Vec<T>)> = Vec::new();
    for (kind, one) in all {
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, several)) => several.push(one),
            None => kinds.push((kind, vec![one])),
        }
    }
    kinds
}

/// What the downtime of an architecture is caused by on the run's basis, the kind that causes most first.
#[must_use]
pub fn caused_by(result: &ArchitectureResult) -> Vec<CausedBy<'_>> {
    let Some(expected) = &result.expected else {
        return caused_as_written(result);
    };
    let causes = expected.causes.iter();
    summed(causes.map(|it| (it.kind.as_str(), (it.minutes_per_year, it.share))))
}

/// The same with every number at its central value.
fn caused_as_written(result: &ArchitectureResult) -> Vec<CausedBy<'_>> {
    let causes = result.causes.iter();
    summed(causes.map(|it| (it.kind.as_str(), (it.minutes_per_year, it.share))))
}

/// Minutes and shares by kind.
fn summed<'a>(each: impl Iterator<Item = (&'a str, (f64, f64))>) -> Vec<CausedBy<'a>> {
    let kinds = of_a_kind(each).into_iter().map(|(kind, each)| CausedBy {
        kind,
        minutes: each.iter().map(|it| it.0).sum(),
        share: each.iter().map(|it| it.1).sum(),
    });
    let mut kinds: Vec<CausedBy<'_>> = kinds.collect();
    kinds.sort_by(|a, b| b.minutes.total_cmp(&a.minutes));
    kinds
}

#[cfg(test)]
mod tests {
    use super::of_a_kind;

    #[test]
    fn kinds_stand_in_the_order_of_their_first() {
        let all = [("web", 1), ("db", 2), ("web", 3)];
        assert_eq!(of_a_kind(all), [("web", vec![1, 3]), ("db", vec![2])]);
    }
}
