//! Where nine of ten values lie.

/// The 5 % and the 95 % point: the smallest values that so many do not exceed; `None` of none.
#[must_use]
pub fn band90(mut values: Vec<f64>) -> Option<[f64; 2]> {
    values.sort_unstable_by(f64::total_cmp);
    let point = |share: f64| {
        let rank = (share * values.len() as f64).ceil() as usize;
        values.get(rank.saturating_sub(1)).copied()
    };
    Some([point(0.05)?, point(0.95)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_are_values_that_so_many_do_not_exceed() {
        let values: Vec<f64> = (1..=40).rev().map(f64::from).collect();
        assert_eq!(band90(values), Some([2.0, 38.0]));
        assert_eq!(band90(vec![7.0]), Some([7.0, 7.0]));
        assert_eq!(band90(Vec::new()), None);
    }
}
