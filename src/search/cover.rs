//! Few names for many points: the fewest designs of a frontier so that every other has one of them near.
//!
//! In two dimensions the greedy choice is the fewest (Vassilvitskii & Yannakakis, *Theoretical Computer Science* 348, 2005).

/// A named design stands for others within at least this share [%].
const LEAST: u32 = 5;

/// Of a frontier (cost and time not served, by cost) the places that are named, at most `most` of them where that is possible, and
/// the share: each point has a named one within it, of its cost and of its time not served. Those of `always` are among them.
pub fn cover(points: &[(f64, f64)], always: &[usize], most: usize) -> (Vec<usize>, f64) {
    let mut named = Vec::new();
    let mut share = 0.0;
    for percent in LEAST..=100 {
        share = f64::from(percent) / 100.0;
        named = within(points, always, share);
        if named.len() <= most {
            break;
        }
    }
    (named, share)
}

fn within(points: &[(f64, f64)], always: &[usize], share: f64) -> Vec<usize> {
    let near = |one: usize, other: usize| {
        let close = |a: f64, b: f64| (a - b).abs() <= share * b.abs();
        close(points[one].0, points[other].0) && close(points[one].1, points[other].1)
    };
    let mut named: Vec<usize> = always.to_vec();
    for place in 0..points.len() {
        if named.iter().any(|&it| near(it, place)) {
            continue;
        }
        // The last that still stands for this one stands for most of those behind it; the cheapest that stands for as many is named.
        let stands = || (place..points.len()).take_while(|&it| near(it, place));
        let last = stands().last().unwrap_or(place);
        let end = (last..points.len()).take_while(|&it| near(last, it)).last();
        let holds = |&it: &usize| (place..=end.unwrap_or(last)).all(|other| near(it, other));
        named.push(stands().find(holds).unwrap_or(last));
    }
    named.sort_unstable();
    named.dedup();
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_point_has_a_named_one_near() {
        let points: Vec<(f64, f64)> = (0..40)
            .map(|it| (100.0 * 1.03_f64.powi(it), 600.0 * 0.95_f64.powi(it)))
            .collect();
        let (named, share) = cover(&points, &[3], 8);
        assert!(
            named.len() <= 8 && named.contains(&3),
            "{named:?} within {share}"
        );
        for point in &points {
            let near = named.iter().any(|&it| {
                let (a, b) = (points[it], point);
                (a.0 - b.0).abs() <= share * b.0 && (a.1 - b.1).abs() <= share * b.1
            });
            assert!(near, "{point:?}");
        }
        // Two suffice for two that are far apart, whatever the share.
        assert_eq!(
            cover(&[(1.0, 100.0), (50.0, 1.0)], &[], 8),
            (vec![0, 1], 0.05)
        );
    }
}
