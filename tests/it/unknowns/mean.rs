//! The plan with its numbers at their means: what is lost there is what is expected over the scenarios.

use super::foreseen::FEW;
use super::read;
use super::worlds::study;
use spof::experiment::in_the_mean;

/// Rates, cut lengths, reach and a failover.
const PLAN: &str = "
spof: 1
service: means
world: none
path: [web, db]
components:
  web: {fails: 2/year, fails_range: [0.5/year, 9/year], lasts: {p50: 30min, p90: 3h, most: 8h}, lasts_range: [10min, 3h], price: 0}
  db: {fails: 1/year, fails_range: [0.2/year, 3/year], lasts: 1h..4h, lasts_range: [20min, 3h], price: 0, uses: [line]}
dependencies:
  line: {scope: region, fails: 1/year, fails_range: [0.3/year, 5/year], lasts: 2h, reach: 40%, reach_range: [10%, 100%]}
architectures:
  one: {sites: {here: p/r/a}}
  pair: {sites: {here: p/r/a, there: p/s/a}, failover: {detect: 1min, switch: 4min}}
";

#[test]
fn what_is_lost_with_numbers_at_their_means_is_what_is_expected() {
    let topology = read(PLAN);
    let over_all = study(&topology, FEW, 400).architectures;
    let in_the_mean = study(&in_the_mean(&topology), FEW, 0).architectures;
    // Series: products of means, overlaps apart. A failover spares what is longer than it takes, no straight line.
    for (index, most) in [(0, 4e-3), (1, 0.05)] {
        let expected = over_all[index].expected.as_ref().unwrap().downtime;
        let found = in_the_mean[index].downtime.mean;
        let off = found / expected - 1.0;
        assert!(off.abs() < most, "{index}: {found}, not {expected}");
    }
}
