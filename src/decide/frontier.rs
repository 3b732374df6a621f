//! The frontier: the candidates that no other one beats on cost and downtime at once.

/// Whether one (cost, downtime) beats another: it costs at most as much and is down at most as long, and is better in one of them.
#[must_use]
pub fn beats(one: (f64, f64), other: (f64, f64)) -> bool {
    one.0 <= other.0 && one.1 <= other.1 && (one.0 < other.0 || one.1 < other.1)
}

/// For each (cost, downtime), whether no other point beats it. Of equal points all are on the frontier.
#[must_use]
pub fn frontier(points: &[(f64, f64)]) -> Vec<bool> {
    points
        .iter()
        .map(|point| !points.iter().any(|other| beats(*other, *point)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_on_the_frontier_unless_another_is_at_least_as_good_in_both() {
        let points = [
            (1.0, 9.0),
            (2.0, 5.0),
            (2.0, 6.0),
            (3.0, 5.0),
            (4.0, 1.0),
            (4.0, 1.0),
        ];
        assert_eq!(frontier(&points), [true, true, false, false, true, true]);
    }
}
