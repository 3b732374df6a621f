//! The plan with its numbers at their means: what is lost there is what is expected over the scenarios.

use super::foreseen::FEW;
use super::read;
use super::worlds::study;
use spof::experiment::{Method, Options, in_the_mean};

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

/// What is lived has an error that more scenarios do not take away, for all of them live the same years: it is told. Over ten seeds the
/// means scatter as much as they say.
#[test]
#[ignore = "long"]
fn means_of_what_is_lived_scatter_as_much_as_they_say() {
    let plan = "spof: 1
service: repaired-by-day
world: none
path: [web, db]
components:
  web: {fails: 6/year, fails_range: [2/year, 15/year], lasts: 2h..20h, lasts_range: [1h, 4h], repair: {crew: team}}
  db:  {fails: 3/year, fails_range: [1/year, 9/year], lasts: 1h..30h, lasts_range: [0.5h, 2h], repair: {crew: team}}
crews:
  team: {count: 1, hours: {days: mon..fri, from: 8h, to: 18h, outside: 10%}}
architectures:
  one: {sites: {here: p/r/a}}
";
    let runs = (1..=10).map(|seed| {
        let options = Options {
            seed,
            precision: 0.02,
            years: Some(8_192),
            method: Method::Best,
        };
        let results = super::worlds::study(&read(plan), options, 100);
        let expected = results.architectures[0].expected.as_ref().unwrap();
        (expected.unserved, expected.simulation_error / 1.96)
    });
    let (means, errors): (Vec<f64>, Vec<f64>) = runs.unzip();
    let mean = |all: &[f64]| all.iter().sum::<f64>() / all.len() as f64;
    let middle = mean(&means);
    let squares = means.iter().map(|it| (it - middle).powi(2)).sum::<f64>();
    let scatter = (squares / (means.len() - 1) as f64).sqrt();
    let said = mean(&errors);
    // The spread of ten values is known to a factor of 0.5 to 1.6, as 99 of 100 chi square laws of nine degrees are.
    assert!(
        (0.5..1.7).contains(&(scatter / said)),
        "{scatter} against {said} of {middle}"
    );
}
