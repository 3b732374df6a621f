//! The chance that a year has more than so much downtime, as the lives have it.

/// Points of a curve at most, beside its two ends.
const POINTS: usize = 160;
/// What fewer lives than this exceeded is not reported: the chance of so rare a year is known to a factor only.
const FEWEST: u64 = 3;

/// Pairs of a downtime and the share of lives that had more, downtime rising: first 0 and the share of lives with any, last
/// the downtime that three lives exceed. Between, points lie equally far apart on logarithmic axes, so they are dense
/// where the curve falls. `totals` are the positive downtimes of `lives` lives, sorted; empty where fewer than three.
#[must_use]
pub fn exceedance(totals: &[u64], lives: u64) -> Vec<(u64, f64)> {
    let more = |index: usize| (totals.len() - index) as u64;
    let share = |count: u64| count as f64 / lives as f64;
    if more(0) < FEWEST {
        return Vec::new();
    }
    let mut curve = vec![(0, share(more(0)))];
    // The downtimes with how many lives exceed them.
    let mut steps: Vec<(u64, u64)> = Vec::new();
    for (index, &total) in totals.iter().enumerate() {
        let exceeding = more(index + 1);
        match steps.last_mut() {
            Some(last) if last.0 == total => last.1 = exceeding,
            _ => steps.push((total, exceeding)),
        }
    }
    steps.retain(|&(_, exceeding)| exceeding >= FEWEST);
    let (Some(&first), Some(&last)) = (steps.first(), steps.last()) else {
        return curve;
    };
    let fall = |from: u64, to: u64| (from as f64 / to as f64).ln();
    let (width, height) = (fall(last.0, first.0), fall(more(0), last.1));
    let length = |ratio: f64, whole: f64| if whole > 0.0 { ratio / whole } else { 0.0 };
    let mut kept = (first.0, more(0));
    for &(total, exceeding) in &steps {
        let way = length(fall(total, kept.0), width) + length(fall(kept.1, exceeding), height);
        if curve.len() == 1 || way >= 2.0 / POINTS as f64 || (total, exceeding) == last {
            curve.push((total, share(exceeding)));
            kept = (total, exceeding);
        }
    }
    curve
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_begins_with_any_downtime_and_ends_where_three_lives_are_left() {
        let totals: Vec<u64> = (1..=8).map(|minutes| minutes * 10).collect();
        let curve = exceedance(&totals, 10);
        assert_eq!(
            curve,
            [
                (0, 0.8),
                (10, 0.7),
                (20, 0.6),
                (30, 0.5),
                (40, 0.4),
                (50, 0.3)
            ]
        );
        assert!(exceedance(&[5, 6], 10).is_empty());
        assert!(exceedance(&[], 10).is_empty());
        // One length of downtime, ever: nobody exceeds it.
        assert_eq!(exceedance(&[7; 5], 10), [(0, 0.5)]);
    }

    #[test]
    fn a_long_curve_has_few_points_and_all_of_the_way() {
        let totals: Vec<u64> = (1..200_000).map(|rank: u64| rank * rank).collect();
        let curve = exceedance(&totals, 250_000);
        assert!((100..=200).contains(&curve.len()), "{}", curve.len());
        assert!(
            curve
                .windows(2)
                .all(|pair| pair[0].0 < pair[1].0 && pair[0].1 >= pair[1].1)
        );
        let reached = curve.last().map(|last| last.1 * 250_000.0);
        assert!(reached.is_some_and(|lives| (lives - 3.0).abs() < 1e-6));
    }
}
