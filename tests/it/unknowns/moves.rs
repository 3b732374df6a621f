//! Ranges for the numbers of a switch, against closed forms; which designs share them, and where they are told.

use super::foreseen::FEW;
use super::read;
use super::worlds::{study, worlds_of};
use spof::answer::Note;
use spof::build;
use spof::catalog::Catalog;
use spof::diagnostic::SourceText;
use spof::experiment::{Options, in_the_mean, worlds};
use spof::failover::Number;
use spof::topology::{Aspect, Topology};

/// Outages of the first site that nothing but a switch to the second one ends: 8,760 / (87,600 + 48) of them a year.
fn two_sites(failover: &str) -> Topology {
    read(&format!(
        "
spof: 1
service: moves
world: none
path: [web]
components:
  web: {{fails: 0.1/year, lasts: 48h, by_site: {{b: {{fails: never}}}}, price: 0}}
architectures:
  two: {{sites: {{a: p/r/a, b: q/s/a}}, failover: {failover}}}
"
    ))
}

const OUTAGES: f64 = 8_760.0 / 87_648.0;
/// The 95 % point of the standard normal law.
const NORMAL_95: f64 = 1.644_853_626_951_472_2;

/// What is expected, its band, and what is lost with all numbers at their means, in minutes an outage.
fn lost(topology: &Topology) -> (f64, [f64; 2], f64) {
    let results = study(topology, FEW, 400).architectures;
    let expected = results[0].expected.as_ref().unwrap();
    let in_the_mean = study(&in_the_mean(topology), FEW, 0).architectures;
    let band = expected.band90.unwrap();
    (
        expected.downtime / OUTAGES,
        band.map(|end| end / OUTAGES),
        in_the_mean[0].downtime.mean / OUTAGES,
    )
}

fn near(found: f64, known: f64, most: f64) {
    assert!((found / known - 1.0).abs() < most, "{found}, not {known}");
}

/// An outage costs the time D to decide, which is lognormal with median 20 min and sd ln 4 / 1.645 in its logarithm: 20 e^(σ²/2) on
/// average, and its own quantiles at either end of the band.
#[test]
fn a_time_alone_is_lost_as_it_is_believed() {
    let topology = two_sites("{decide: 20min, decide_range: [5min, 80min]}");
    let (expected, [low, high], in_the_mean) = lost(&topology);
    let sigma = 4.0_f64.ln() / NORMAL_95;
    let known = 20.0 * (sigma * sigma / 2.0).exp();
    near(expected, known, 0.01);
    near(in_the_mean, known, 1e-3);
    near(low, 5.0, 0.03);
    near(high, 80.0, 0.03);
}

/// A law is stretched: of 10 to 40 min (p50 to p90) the mean, too, is four times as long at the high end.
#[test]
fn a_law_is_stretched() {
    let topology = two_sites("{switch: 10min..40min, switch_range: [5min, 40min]}");
    let (_, [low, high], _) = lost(&topology);
    let sigma = 4.0_f64.ln() / 1.281_551_565_544_6;
    let mean = 10.0 * (sigma * sigma / 2.0).exp();
    near(low, mean / 2.0, 0.03);
    // Few switches take longer than the outage.
    near(high, 4.0 * mean, 0.03);
}

/// An outage costs 10 + 300 (1 − s) min, with s = 0.8 (end / 0.8)^(z / 1.645) of no more than 1: its mean by 200,000 strata.
#[test]
fn a_chance_is_cut_at_all() {
    let topology =
        two_sites("{switch: 10min, succeeds: 80%, succeeds_range: [50%, 95%], otherwise: 5h}");
    let (expected, [low, high], in_the_mean) = lost(&topology);
    let works = |z: f64| {
        let end: f64 = if z < 0.0 { 0.5 } else { 0.95 };
        (0.8 * (end / 0.8).powf(z.abs() / NORMAL_95)).min(1.0)
    };
    // The trapezoidal rule over the normal law from -8 to 8.
    let steps = 20_000;
    let (mut sum, mut weights) = (0.0, 0.0);
    for step in 0..=steps {
        let z = -8.0 + 16.0 * f64::from(step) / f64::from(steps);
        let weight = (-z * z / 2.0).exp();
        sum += weight * works(z);
        weights += weight;
    }
    let known = 10.0 + 300.0 * (1.0 - sum / weights);
    near(expected, known, 0.01);
    near(in_the_mean, known, 1e-3);
    near(low, 10.0 + 300.0 * 0.05, 0.02);
    near(high, 10.0 + 300.0 * 0.5, 0.02);
}

const THREE: &str = "
spof: 1
service: moves
world: none
path: [web]
components:
  web: {fails: 1/year, fails_range: [0.2/year, 3/year], lasts: 4h, price: 0}
architectures:
  one: {sites: {a: p/r/a}}
  warm: {sites: {a: p/r/a, b: q/s/a}, failover: {decide: 20min, decide_range: [5min, 1h], switch: 5min, switch_range: [1min, 10min]}}
  cold: {sites: {a: p/r/a, c: q/t/a}, failover: {decide: 20min, decide_range: [5min, 1h], switch: 50min, switch_range: [10min, 100min]}}
";

/// What two designs write alike is one number; what they write otherwise is another one, drawn alike. Nothing else is drawn otherwise.
#[test]
fn designs_share_what_they_write_alike() {
    let topology = read(THREE);
    let names = |topology: &Topology| {
        let each = topology.unknowns.iter();
        let each = each.map(|it| (it.name.clone(), it.aspect));
        each.collect::<Vec<_>>()
    };
    let (decide, switch) = (Aspect::Move(Number::Decide), Aspect::Move(Number::Switch));
    let expected = [
        ("web failure".to_owned(), Aspect::Rate),
        ("sites".to_owned(), decide),
        ("sites in warm".to_owned(), switch),
        ("sites in cold".to_owned(), switch),
    ];
    let found = names(&topology);
    assert_eq!(found.len(), expected.len());
    assert!(
        expected.iter().skip(1).all(|it| found.contains(it)),
        "{found:?}"
    );
    let place = |of: &str, aspect| found.iter().position(|it| it.0 == of && it.1 == aspect);
    let [warm, cold] = ["sites in warm", "sites in cold"].map(|it| place(it, switch).unwrap());
    let before = read(&THREE.replace(", decide_range: [5min, 1h]", ""));
    let rate = |topology: &Topology| {
        let mut all = topology.unknowns.iter();
        all.position(|it| it.aspect == Aspect::Rate).unwrap()
    };
    for (now, before_it) in worlds(&topology, 7, 20).iter().zip(worlds(&before, 7, 20)) {
        assert!((now[cold] / now[warm] - 10.0).abs() < 1e-9);
        assert_eq!(now[rate(&topology)], before_it[rate(&before)]);
    }
}

/// A plan whose mean is lived, for a switch may do harm: 2 h of it at a share of 10 % (5 to 20 %), and 10 min each.
#[test]
fn what_is_lived_has_other_numbers_too() {
    let topology =
        two_sites("{switch: 10min, botched: {share: 10%, share_range: [5%, 20%], lasts: 2h}}");
    let (expected, [low, high], _) = lost(&topology);
    let sigma = 2.0_f64.ln() / NORMAL_95;
    near(expected, 10.0 + 12.0 * (sigma * sigma / 2.0).exp(), 0.1);
    near(low, 10.0 + 6.0, 0.1);
    near(high, 10.0 + 24.0, 0.1);
}

/// E[rate] E[D]: the mean of a product of numbers that few scenarios show only roughly.
#[test]
fn a_switch_of_what_fails_nobody_knows_how_often_has_the_product_of_means() {
    let text = "
spof: 1
service: moves
world: none
path: [web]
components:
  web: {fails: 0.1/year, fails_range: [0.025/year, 0.4/year], lasts: 48h, by_site: {b: {fails: never}}, price: 0}
architectures:
  two: {sites: {a: p/r/a, b: q/s/a}, failover: {decide: 20min, decide_range: [5min, 80min]}}
";
    let topology = read(text);
    let sigma = 4.0_f64.ln() / NORMAL_95;
    let mean = (sigma * sigma / 2.0).exp();
    for seed in 1..=2 {
        let options = Options { seed, ..FEW };
        let results = study(&topology, options, 400).architectures;
        let expected = results[0].expected.as_ref().unwrap();
        near(expected.downtime, 0.1 * mean * 20.0 * mean, 0.01);
        // Half of the 95 % interval.
        let error = expected.simulation_error / expected.downtime;
        assert!(error < 0.02, "{error}");
    }
}

/// However long somebody may take to decide, an outage ends: at most 48 h of each.
#[test]
fn what_nobody_ends_ends_by_itself() {
    let topology = two_sites("{decide: 20min, decide_range: [1s, 500000h]}");
    let (expected, [_, high], _) = lost(&topology);
    near(high, 48.0 * 60.0, 1e-3);
    let strata = 20_000;
    let each = (0..strata).map(|place| {
        let unit = (f64::from(place) + 0.5) / f64::from(strata);
        let all = &topology.unknowns;
        (all.iter().next().unwrap().quantile(unit) * 60.0).min(2_880.0)
    });
    near(expected, each.sum::<f64>() / f64::from(strata), 0.05);
}

/// Two things cost 2 min a year as written, one by a switch: what that is expected to cost more is its own.
#[test]
fn causes_have_what_their_switches_are_expected_to_cost() {
    let text = "
spof: 1
service: moves
world: none
path: [web]
components:
  web: {fails: 0.1/year, lasts: 48h, by_site: {b: {fails: never}}, price: 0}
dependencies:
  bus: {scope: service, fails: 0.1/year, lasts: 20min, used_by: [web]}
architectures:
  two: {sites: {a: p/r/a, b: q/s/a}, failover: {decide: 20min, decide_range: [5min, 80min]}}
";
    let results = study(&read(text), FEW, 400).architectures;
    let causes = &results[0].expected.as_ref().unwrap().causes;
    let of = |kind: &str| {
        let mut all = causes.iter();
        all.find(|it| it.kind == kind).unwrap().minutes_per_year
    };
    let sigma = 4.0_f64.ln() / NORMAL_95;
    near(of("bus"), 2.0, 0.01);
    near(of("web failure"), 2.0 * (sigma * sigma / 2.0).exp(), 0.02);
}

/// What a scenario loses is what a plan with its numbers does: of all numbers of a switch at once, by what is computed of it.
#[test]
fn a_scenario_is_the_plan_with_its_numbers() {
    let plan = |[detect, decide, switch, succeeds, otherwise, loss, lag]: [f64; 7],
                ranges: bool| {
        let range = |text: &str| {
            if ranges {
                text.to_owned()
            } else {
                String::new()
            }
        };
        let p90 = 4.0 * switch;
        read(&format!(
            "
spof: 1
service: moves
world: none
path: [web]
components:
  web: {{fails: 0.02/year, lasts: 30min..8h, price: 0}}
architectures:
  two:
    sites: {{a: p/r/a, b: q/s/a}}
    failover:
      detect: {detect}h
      decide: {decide}h
      switch: {{p50: {switch}h, p90: {p90}h}}
      succeeds: {succeeds}
      otherwise: {otherwise}h
      lag: {lag}h
      failback: {{after: 1h, loss: {loss}h{}}}
{}
",
            range(", loss_range: [1min, 5min]"),
            range(
                "      detect_range: [1min, 10min]
      decide_range: [5min, 1h]
      switch_range: [2min, 30min]
      succeeds_range: [70%, 98%]
      otherwise_range: [30min, 6h]
      lag_range: [10s, 10min]"
            )
        ))
    };
    let written = [0.05, 0.25, 0.2, 0.9, 2.0, 0.04, 0.05];
    let topology = plan(written, true);
    let (_, scenarios) = worlds_of(&topology, FEW, 6);
    let order = [
        Number::Detect,
        Number::Decide,
        Number::Switch,
        Number::Succeeds,
        Number::Otherwise,
        Number::FailbackLoss,
        Number::Lag,
    ];
    for (numbers, drawn) in scenarios.numbers.iter().zip(&scenarios.drawn) {
        let of = |number| {
            let mut all = topology.unknowns.iter_with_ids();
            let (id, _) = all
                .find(|(_, it)| it.aspect == Aspect::Move(number))
                .unwrap();
            numbers[id.index()]
        };
        let results = study(&plan(order.map(of), false), FEW, 0).architectures;
        near(drawn[0].downtime, results[0].downtime.mean, 2e-3);
        near(
            drawn[0].data_lost,
            results[0].data_loss_minutes_per_year,
            2e-3,
        );
    }
}

/// Switches that nothing is said of are left out; with a range they are not, and that all of them work is not taken for granted.
#[test]
fn what_has_a_range_is_not_taken_as_certain() {
    let noted = |failover: &str| {
        let notes = study(&two_sites(failover), FEW, 20).notes;
        let unsourced = |it: &Note| matches!(it, Note::UnsourcedSwitches { without_range, .. } if !without_range.is_empty());
        let sure = |it: &Note| matches!(it, Note::SureSwitches { .. });
        (notes.iter().any(unsourced), notes.iter().any(sure))
    };
    assert_eq!(noted("{switch: 10min}"), (true, true));
    assert_eq!(
        noted("{switch: 10min, switch_range: [5min, 1h]}"),
        (false, true)
    );
    let doubted = "{switch: 10min, succeeds: 100%, succeeds_range: [90%, 100%], otherwise: 1h}";
    assert_eq!(noted(doubted), (false, false));
}

/// A range of the catalog is that of all that take the number from there; who writes a number of one's own has none of it.
#[test]
fn the_law_of_a_service_has_ranges_too() {
    let services = "database: {failover: {switch: 90s, switch_range: [1min, 5min], lag: 1s, lag_range: [0.5s, 1min]}}";
    let catalog = Catalog::bundled()
        .overlay(&[("services.yaml", services)])
        .unwrap();
    let plan = |failover: &str| {
        let text = format!(
            "
spof: 1
service: moves
path: [db]
components:
  db: {{service: database, product: mysql, size: db.t3.medium, storage: 100 GB{failover}}}
architectures:
  two: {{sites: {{seoul: aws/ap-northeast-2/a+c}}}}
"
        );
        let reading = build::read(&SourceText::new("plan.yaml", text), &catalog).unwrap();
        let each = reading
            .topology
            .unknowns
            .iter()
            .filter_map(|it| match it.aspect {
                Aspect::Move(number) => Some((it.name.clone(), it.origin.clone(), number)),
                _ => None,
            });
        each.collect::<Vec<_>>()
    };
    let known = |name: &str, origin: &str, number| (name.to_owned(), origin.to_owned(), number);
    let lag = known("database", "catalog", Number::Lag);
    let switch = known("database", "catalog", Number::Switch);
    assert_eq!(plan(""), [switch, lag.clone()]);
    assert_eq!(
        plan(", failover: {switch: 2min}"),
        std::slice::from_ref(&lag)
    );
    let own = known("db", "plan", Number::Switch);
    assert_eq!(
        plan(", failover: {switch: 2min, switch_range: [1min, 3min]}"),
        [own, lag]
    );
    let turned = services.replace("[1min, 5min]", "[5min, 1min]");
    let refused = Catalog::bundled().overlay(&[("services.yaml", turned)]);
    assert!(
        refused
            .unwrap_err()
            .to_string()
            .contains("ends before it begins")
    );
}
