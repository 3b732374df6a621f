//! The frontier: the candidates that no other one beats on cost and downtime at once.

/// For each (cost, downtime), whether no other point costs at most as much and is down at most as long, and better in one of
/// them. Of equal points all are on the frontier.
#[must_use]
pub fn frontier(points: &[(f64, f64)]) -> Vec<bool> {
    let beats =
        |a: &(f64, f64), b: &(f64, f64)| a.0 <= b.0 && a.1 <= b.1 && (a.0 < b.0 || a.1 < b.1);
    points
        .iter()
        .map(|point| !points.iter().any(|other| beats(other, point)))
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
