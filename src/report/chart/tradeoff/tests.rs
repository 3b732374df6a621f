//! The trade-off: every name finds its place, and everything can be drawn.

use super::*;
use crate::report::chart::inspection;
use crate::report::fixture::{mark_frontier, results};
use proptest::prelude::*;

#[test]
fn all_of_25_names_and_no_number() {
    let mut results = results(25);
    // Spread evenly: names on points that coincide could not all be placed.
    for (index, result) in results.architectures.iter_mut().enumerate() {
        let at = |step: f64| (index as f64 * step).fract();
        result.cost.monthly = 200.0 + 1300.0 * at(0.618);
        let mean = 100.0 * 20.0_f64.powf(at(0.414));
        result.downtime.mean = mean;
        result.downtime.ci95 = [mean * 0.97, mean * 1.03];
        result.downtime.believed = mean / 3.0;
    }
    mark_frontier(&mut results);
    let texts = names::texts(&Scene::new(&results, WIDTH));
    assert!(texts.listed.len() <= 3, "{:?}", texts.listed);
}

/// JSON and CSV refuse what is not a number; a picture of it, or of nothing, still is one.
#[test]
fn whatever_there_is_can_be_drawn() {
    let mut none = results(2);
    none.architectures.clear();
    inspection::check("none", &tradeoff_svg(&none));
    for value in [f64::NAN, f64::INFINITY] {
        let mut bad = results(2);
        bad.architectures[1].cost.monthly = value;
        bad.architectures[0].downtime.mean = value;
        inspection::check("not finite", &tradeoff_svg(&bad));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn texts_never_collide(points in proptest::collection::vec((0.0..5000.0, 1e-6..500_000.0), 1..30)) {
        let mut all = results(60);
        all.architectures.truncate(points.len());
        for (result, (cost, mean)) in all.architectures.iter_mut().zip(points) {
            result.cost.monthly = cost;
            result.downtime.mean = mean;
            result.downtime.ci95 = [mean * 0.9, mean * 1.1];
            result.downtime.believed = mean / 3.0;
        }
        mark_frontier(&mut all);
        let scene = Scene::new(&all, WIDTH);
        let texts = names::texts(&scene);
        let obstacles = scene.obstacles();
        for (index, label) in texts.labels.iter().enumerate() {
            let area = label.placed.area;
            prop_assert!(scene.plot.contains(&area));
            prop_assert!(!obstacles.boxes.iter().any(|other| other.overlaps(&area)));
            prop_assert!(!obstacles.lines.iter().any(|line| area.meets(line)));
            prop_assert!(!texts.labels[index + 1..].iter().any(|other| other.placed.area.overlaps(&area)));
        }
        inspection::check("any", &tradeoff_svg(&all));
    }
}
