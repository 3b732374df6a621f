//! How far off the years that scenarios live leave a mean: they are the same few in all scenarios, so that more scenarios do not help.

use super::losses::Losses;

/// Means of downtime, lost service and lost data in each of some groups of years [h a year].
pub type Groups = [[f64; 3]; GROUPS];
/// The years of a scenario fall into so many groups, whose differences tell how far off they leave a mean.
pub const GROUPS: usize = 16;

/// How far off the years of the scenarios leave what an architecture is expected to lose: by how much more each group of them has than is
/// explained by its reference, the same years with the plan's numbers [min a year]; `lived` is what scenarios found, and `planned` what is
/// lost with the plan's numbers. The error of a ratio of means, linearised (Cochran, *Sampling Techniques*, section 6.4), by random groups
/// (Wolter, *Introduction to Variance Estimation*, chapter 2). Nothing where it is not lived.
pub fn off_by_years(lived: &[Groups], reference: Option<Groups>, planned: Losses) -> Vec<Losses> {
    let Some(there) = reference.filter(|_| !lived.is_empty()) else {
        return Vec::new();
    };
    let of = |which: usize, planned: f64| -> [f64; GROUPS] {
        let here: [f64; GROUPS] = std::array::from_fn(|group| {
            let sum: f64 = lived.iter().map(|it| it[group][which]).sum();
            sum / lived.len() as f64
        });
        let mean = |all: &mut dyn Iterator<Item = f64>| all.sum::<f64>() / GROUPS as f64;
        let same = mean(&mut there.iter().map(|it| it[which]));
        let times = mean(&mut here.iter().copied()) / same;
        std::array::from_fn(|group| match same > 0.0 {
            true => planned / same * (here[group] - times * there[group][which]),
            false => 0.0,
        })
    };
    let downtime = of(0, planned.downtime);
    let lost_service = of(1, planned.lost_service);
    let data_lost = of(2, planned.data_lost);
    let each = (0..GROUPS).map(|group| Losses {
        downtime: downtime[group],
        lost_service: lost_service[group],
        data_lost: data_lost[group],
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scenarios that are so many times as bad as the reference in each group leave nothing open; where they are worse in one group alone
    /// the rest is below the mean by as much together.
    #[test]
    fn what_the_reference_explains_leaves_nothing_open() {
        let reference: Groups = std::array::from_fn(|group| [group as f64 + 1.0, 2.0, 0.0]);
        let planned = Losses {
            downtime: 17.0,
            lost_service: 4.0,
            data_lost: 1.0,
        };
        let twice = reference.map(|group| group.map(|mean| 2.0 * mean));
        let off = off_by_years(&[twice, twice], Some(reference), planned);
        assert_eq!(off.len(), GROUPS);
        assert!(
            off.iter()
                .all(|it| it.downtime.abs() < 1e-12 && it.lost_service.abs() < 1e-12)
        );
        let mut worse = twice;
        worse[3][0] += 8.0;
        let off = off_by_years(&[worse], Some(reference), planned);
        let sum: f64 = off.iter().map(|it| it.downtime).sum();
        assert!(sum.abs() < 1e-9 && off[3].downtime > 10.0, "{off:?}");
        // Of 17 ÷ 8.5 times 8 h the ratio, 0.5 more over all, explains 0.5 × 4 ÷ 8.5 × 17.
        let times = 2.0 + 8.0 / 16.0 / 8.5;
        assert!((off[3].downtime - 2.0 * (16.0 - 4.0 * times)).abs() < 1e-9);
        assert!(off_by_years(&[], Some(reference), planned).is_empty());
    }
}
