//! Made-up results for the tests of the formats: the Seoul shop's shape for small numbers, an orchard of variants for large ones.

use crate::answer::*;
use crate::decide::Offer;

/// Names, monthly cost [USD], mean downtime and what one would have believed [min/year].
const SHOP: [(&str, f64, f64, f64); 9] = [
    ("single-az", 191.84, 1260.0, 1210.0),
    ("single-az-watchdog", 193.10, 840.0, 800.0),
    ("multi-az", 511.23, 236.0, 61.0),
    ("multi-az-pinned", 511.23, 231.0, 60.0),
    ("multi-az-by-hand", 511.23, 233.0, 60.5),
    ("pilot-light", 611.40, 208.0, 44.0),
    ("warm-standby", 772.21, 171.0, 38.0),
    ("active-active", 1490.20, 96.0, 22.0),
    ("multi-cloud", 880.13, 160.0, 35.0),
];

/// A two-thirds-deterministic number in 0..1, the same on every machine.
pub(crate) fn noise(index: usize, salt: u64) -> f64 {
    let mut state = (index as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        ^ salt.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state ^= state >> 29;
    state = state.wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^= state >> 32;
    (state >> 11) as f64 / (1u64 << 53) as f64
}

/// Results of `count` architectures with a goal, a budget and a price of outage.
pub(crate) fn results(count: usize) -> Results {
    let rows: Vec<(String, f64, f64, f64)> = if count <= SHOP.len() {
        // Two are the ends of the story, more are taken in order.
        let picked: Vec<usize> = if count == 2 {
            vec![0, 2]
        } else {
            (0..count).collect()
        };
        picked
            .into_iter()
            .map(|index| SHOP[index])
            .map(|(name, cost, mean, believed)| (name.to_owned(), cost, mean, believed))
            .collect()
    } else {
        (0..count)
            .map(|index| {
                let cost = 150.0 + 1700.0 * noise(index, 1).powf(1.5);
                let mean = 40_000.0 / cost.powf(0.9) * (0.4 + 3.0 * noise(index, 2).powi(2));
                let base = SHOP[index % SHOP.len()].0;
                (
                    format!("{base}-{}", index + 1),
                    (cost * 100.0).round() / 100.0,
                    mean,
                    mean * (0.2 + 0.7 * noise(index, 3)),
                )
            })
            .collect()
    };
    let mut results = Results {
        spof: "0.1.0".to_owned(),
        service: "seoul-shop".to_owned(),
        about: "The two-zone shop of November 2018, and what it could have been instead."
            .to_owned(),
        seed: 1,
        years: 102_400,
        events: 4_812_345,
        stopped: Stopped::Precision,
        p_resolution: 3e-5,
        precision: 0.02,
        currency: "USD".to_owned(),
        fx: 1.0,
        vat: 0.0,
        goal: GoalResult {
            availability: Some(0.9995),
            budget: Some(700.0),
            outage_cost: Some(120.0),
        },
        decision: DecisionResult::default(),
        uncertainty: None,
        assumptions: Vec::new(),
        architectures: rows
            .into_iter()
            .enumerate()
            .map(|(index, row)| architecture(index, row))
            .collect(),
        unrelieved: vec!["release".to_owned(), "dns service".to_owned()],
        notes: vec![Note::MistakesUntold {
            dependency: "release".to_owned(),
        }],
    };
    mark_frontier(&mut results);
    decide(&mut results);
    results
}

/// The part of a decision that pictures show: which design is the cheapest at which price.
pub(crate) fn decide(results: &mut Results) {
    let offers: Vec<Offer> = results
        .architectures
        .iter()
        .map(|result| Offer {
            cost: result.cost.monthly,
            downtime: result.downtime.mean,
        })
        .collect();
    let name = |index: usize| results.architectures[index].name.clone();
    let finite = |price: f64| price.is_finite().then_some(price);
    let regions = crate::decide::regions(&offers);
    let price = results.goal.outage_cost;
    results.decision = DecisionResult {
        best: price
            .and_then(|price| crate::decide::cheapest(&offers, price))
            .map(name),
        regions: regions
            .iter()
            .map(|region| RegionResult {
                architecture: name(region.offer),
                from: region.from,
                from_band90: None,
                rests_on: Vec::new(),
                to: finite(region.to),
            })
            .collect(),
        ..DecisionResult::default()
    };
}

/// The same results as `--uncertainty` would have them, and as a plan that says what runs today.
pub(crate) fn uncertain(count: usize) -> Results {
    let mut results = results(count);
    results.decision.today = results
        .architectures
        .last()
        .map(|result| result.name.clone());
    for region in results.decision.regions.iter_mut().skip(1) {
        region.from_band90 = Some([Some(region.from / 3.0), Some(region.from * 4.0)]);
    }
    let unknown = |result: &ArchitectureResult| ArchitectureUncertainty {
        name: result.name.clone(),
        mean: result.downtime.mean * 1.2,
        band90: [result.downtime.mean / 2.5, result.downtime.mean * 3.0],
        p_goal: Some(0.6),
        p_cheapest: Some(0.4),
    };
    let row = |name: &str,
               aspect: &'static str,
               unit: &'static str,
               value: f64,
               ends: [Option<f64>; 2]| TornadoResult {
        name: name.to_owned(),
        aspect,
        unit,
        low: value / 5.0,
        value,
        high: value * 5.0,
        break_even_at_low: ends[0],
        break_even_at_high: ends[1],
        best_at_low: Some(results.architectures[0].name.clone()),
        best_at_high: results
            .architectures
            .last()
            .map(|result| result.name.clone()),
        downtime_at_low: 90.0,
        downtime_at_high: 300.0,
    };
    let regions = &results.decision.regions;
    let pair = regions.windows(2).next_back();
    results.uncertainty = Some(UncertaintyResult {
        question: Question {
            from: pair.map(|pair| pair[0].architecture.clone()),
            to: pair.map(|pair| pair[1].architecture.clone()),
            chosen: results.decision.best.clone().unwrap_or_default(),
        },
        draws: 500,
        years_per_draw: 2048,
        architectures: results.architectures.iter().map(unknown).collect(),
        cheaper: Vec::new(),
        tornado: vec![
            row(
                "vm software",
                "rate",
                "events/year",
                1.8,
                [None, Some(2_400.0)],
            ),
            row(
                "network in aws/ap-northeast-2",
                "reach",
                "share",
                0.15,
                [Some(14_000.0), Some(5_100.0)],
            ),
            row(
                "release",
                "length",
                "minutes",
                30.0,
                [Some(9_000.0), Some(11_500.0)],
            ),
            row(
                "complexity of more sites",
                "complexity",
                "factor",
                1.0,
                [Some(10_400.0), None],
            ),
            row(
                "dns-resolver",
                "rate",
                "events/year",
                0.012,
                [Some(10_500.0), Some(10_100.0)],
            ),
            row("edge", "rate", "events/year", 0.02, [None, None]),
        ],
    });
    results.assumptions = vec![AssumptionResult {
        name: "dns-resolver".to_owned(),
        aspect: "rate",
        unit: "events/year",
        value: 0.012,
        low: Some(0.002),
        high: Some(0.06),
        origin: "catalog".to_owned(),
        evidence: "one outage in eight regions over seven years; judgement for the rest".to_owned(),
        as_of: "2026-11-01".to_owned(),
    }];
    results
}

/// Sets `on_frontier` as its documentation says.
pub(crate) fn mark_frontier(results: &mut Results) {
    let points: Vec<(f64, f64)> = results
        .architectures
        .iter()
        .map(|a| (a.cost.monthly, a.downtime.mean))
        .collect();
    for (index, result) in results.architectures.iter_mut().enumerate() {
        let (cost, down) = points[index];
        result.on_frontier = !points.iter().any(|&(c, d)| c <= cost && d < down);
    }
}

/// One architecture's numbers.
fn architecture(
    index: usize,
    (name, cost, mean, believed): (String, f64, f64, f64),
) -> ArchitectureResult {
    let half = 0.004 + 0.04 * noise(index, 4);
    let ci95 = [mean * (1.0 - half), mean * (1.0 + half)];
    let goal = 0.0005 * 525_600.0;
    let meets = if ci95[1] < goal {
        Verdict::Yes
    } else if ci95[0] > goal {
        Verdict::No
    } else {
        Verdict::Undecided
    };
    let cause = |source: &str, kind: &str, share: f64| Cause {
        source: source.to_owned(),
        kind: kind.to_owned(),
        minutes_per_year: mean * share,
        failover_minutes_per_year: 0.0,
        share,
    };
    let row = |source: &str, length: f64, lost: Option<f64>, per_year: f64| OutageRow {
        source: source.to_owned(),
        length_minutes: length,
        minutes_lost: lost,
        per_year,
        length_p90_minutes: length * 3.2,
        minutes_lost_p90: lost.map(|lost| {
            if lost < length / 2.0 {
                lost
            } else {
                lost * 3.2
            }
        }),
        per_year_range: (source != "release").then_some([per_year / 4.0, per_year * 3.0]),
    };
    ArchitectureResult {
        name,
        about: String::new(),
        availability: 1.0 - mean / 525_600.0,
        downtime: Downtime {
            estimator: crate::answer::Estimator::Simulated,
            estimator_reason: Reason::NotRelaxed {
                obstacle: "lives start from new".to_owned(),
            },
            effective_sample_size: Some(102_400.0),
            unit: "minutes/year",
            mean,
            ci95,
            p50: mean * 0.6,
            p90: mean * 2.3,
            p99: mean * 6.0,
            simulated: mean * 1.004,
            simulated_ci95: ci95,
            exact: None,
            believed,
            none_seen: false,
        },
        outages_per_year: mean / 60.0,
        failover_minutes_per_year: if index > 4 { mean * 0.2 } else { 0.0 },
        lost_service_minutes_per_year: 0.0,
        lost_service_ci95: [0.0; 2],
        lost_service_exact: Some(0.0),
        planned_minutes_per_year: 0.0,
        planned_ci95: [0.0; 2],
        planned_exact: Some(0.0),
        data_loss_minutes_per_year: 0.0,
        data_loss_ci95: [0.0; 2],
        data_loss_exact: Some(0.0),
        p_data_loss: 0.0,
        made_static: Vec::new(),
        cut_sets: None,
        cut_sets_total: None,
        importance: None,
        exceedance: exceedance(mean),
        p_no_downtime: 0.05,
        p_long_outage_5y: 0.31,
        p_long_outage_5y_ci95: [0.3, 0.32],
        p_goal: Some(0.71),
        meets_goal: Some(meets),
        cost: Cost {
            monthly: cost,
            fixed: cost - 10.0,
            usage: 10.0,
            lines: vec![CostLine {
                item: "web".to_owned(),
                site: "seoul".to_owned(),
                quantity: 730.0,
                unit: "hour".to_owned(),
                unit_price: 0.026,
                monthly: 18.98,
                kind: "fixed",
                as_of: "2026-11-01".to_owned(),
                source: "https://aws.amazon.com/ec2/pricing/on-demand/".to_owned(),
                list_price: 0.026,
                discount: 0.0,
                commitment: None,
            }],
            people: 0.0,
            engineering_hours: None,
        },
        sla_credits: None,
        complexity: Vec::new(),
        outage_cost_monthly: Some(mean / 60.0 * 120.0 / 12.0),
        total_monthly: Some(cost + mean / 60.0 * 120.0 / 12.0),
        on_frontier: false,
        causes: vec![
            cause("seoul/db/engine", "db engine", 0.41),
            cause("release", "release", 0.35),
            cause("aws/ap-northeast-2/dns-resolver", "dns-resolver", 0.24),
        ],
        outage_table: vec![
            row(
                "dns-resolver",
                90.0,
                Some(if index == 3 { 0.0 } else { 85.2 }),
                0.012,
            ),
            row(
                "facility",
                240.0,
                Some(if index < 2 { 240.0 } else { 1.5 }),
                0.1,
            ),
            row(
                "edge",
                150.0,
                Some(if index == 8 { 21.0 } else { 150.0 }),
                0.02,
            ),
            row(
                "db engine",
                3.0,
                if index == 7 { None } else { Some(2.4) },
                1.5,
            ),
            row("release", 65.0, Some(65.0), 1.0),
        ],
    }
}

/// A plausible curve around a mean: the logistic law of the logarithm.
fn exceedance(mean: f64) -> Vec<[f64; 2]> {
    let more = |minutes: f64| 0.95 / (1.0 + (minutes / (0.6 * mean)).powf(1.7));
    let minutes = (0..60).map(|step| mean * 0.001 * 1.2_f64.powi(step));
    let mut curve = vec![[0.0, 0.95]];
    curve.extend(
        minutes
            .map(|minutes| [minutes, more(minutes)])
            .filter(|point| point[1] > 3e-5),
    );
    curve
}
