//! What is expected over few scenarios: held against closed forms, and against the plain mean of very many scenarios.

use super::read;
use super::worlds::{OPTIONS, study, worlds_of};
use spof::answer::ExpectedResult;
use spof::experiment::Options;
use spof::topology::Topology;

/// How often and how long are both unknown; in the second design a failover spares what is longer than it takes.
const PLAN: &str = "
spof: 1
service: one
world: none
path: [web]
components:
  web: {fails: 2/year, fails_range: [0.5/year, 9/year], lasts: 10min, lasts_range: [2min, 1h], price: 0}
architectures:
  alone: {sites: {here: p/r/a}}
  pair:  {sites: {here: p/r/a, there: p/s/a}, failover: {detect: 1min, switch: 4min}}
";

/// All of it is computed: years are lived for what else is told.
pub const FEW: Options = Options {
    years: Some(1_024),
    ..OPTIONS
};

fn expected(topology: &Topology, seed: u64, scenarios: u32) -> Vec<ExpectedResult> {
    let options = Options { seed, ..FEW };
    let all = study(topology, options, scenarios).architectures;
    let each = all.into_iter().map(|it| it.expected);
    each.map(Option::unwrap).collect()
}

/// E[rate] E[length], of two two-piece lognormal laws (1.644854 is the 95 % point of the normal law); that outages may overlap takes off a
/// thousandth. The plain mean of 400 products was off by several per cent.
#[test]
fn products_of_numbers_that_are_not_known_have_the_mean_of_their_laws() {
    let topology = read(PLAN);
    let half = |ratio: f64, sign: f64| {
        let sigma = ratio.ln() / 1.644_853_626_951_472_2;
        (sigma * sigma / 2.0).exp() * super::worlds::normal(sign * sigma)
    };
    let rate = 2.0 * (half(4.0, -1.0) + half(4.5, 1.0));
    let length = 10.0 * (half(5.0, -1.0) + half(6.0, 1.0));
    for seed in 1..=8 {
        let found = &expected(&topology, seed, 400)[0];
        let off = (found.unserved / (rate * length) - 1.0).abs();
        assert!(
            off < 3e-3,
            "seed {seed}: {}, not {}",
            found.unserved,
            rate * length
        );
    }
}

/// Where failovers make what an outage costs no straight line in its length, the error that is left is stated.
#[test]
fn few_scenarios_put_right_agree_with_the_plain_mean_of_many() {
    let topology = read(PLAN);
    let many = 20_000;
    let drawn = worlds_of(&topology, FEW, many).1.drawn;
    let pair: Vec<f64> = drawn.iter().map(|losses| losses[1].unserved()).collect();
    let count = f64::from(many);
    let mean = pair.iter().sum::<f64>() / count;
    let squares = pair.iter().map(|it| (it - mean).powi(2)).sum::<f64>();
    let of_many = (squares / count / count).sqrt();
    let mut worst: f64 = 0.0;
    for seed in 1..=8 {
        let found = &expected(&topology, seed, 400)[1];
        let error = found.simulation_error / 1.96;
        assert!(error < 0.02 * mean, "{error}");
        worst = worst.max((found.unserved - mean).abs() / error.hypot(of_many));
    }
    assert!(worst < 3.5, "{worst} standard errors");
}
