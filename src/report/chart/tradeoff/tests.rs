//! The trade-off: every name finds its place, and what cannot be drawn is refused.

use super::*;
use crate::report::fixture::{mark_frontier, results};
use proptest::prelude::*;

#[test]
fn all_of_25_names_and_no_number() {
    let texts = names::texts(&Scene::new(&results(25)));
    assert!(texts.listed.len() <= 3, "{:?}", texts.listed);
}

#[test]
fn refusals() {
    let mut none = results(2);
    none.architectures.clear();
    assert_eq!(tradeoff_svg(&none), Err(ChartError::Empty));
    let mut bad = results(2);
    bad.architectures[1].cost.monthly = f64::NAN;
    assert_eq!(
        tradeoff_svg(&bad),
        Err(ChartError::NotFinite("multi-az".to_owned()))
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn texts_never_collide(points in proptest::collection::vec((0.0..5000.0, 1e-6..500_000.0), 1..30)) {
        let mut all = results(points.len());
        for (result, (cost, mean)) in all.architectures.iter_mut().zip(points) {
            result.cost.monthly = cost;
            result.downtime.mean = mean;
            result.downtime.ci95 = [mean * 0.9, mean * 1.1];
            result.downtime.believed = mean / 3.0;
        }
        mark_frontier(&mut all);
        let scene = Scene::new(&all);
        let texts = names::texts(&scene);
        let obstacles = scene.obstacles();
        for (index, label) in texts.labels.iter().enumerate() {
            let area = label.placed.area;
            prop_assert!(scene.plot.contains(&area));
            prop_assert!(!obstacles.boxes.iter().any(|other| other.overlaps(&area)));
            prop_assert!(!obstacles.lines.iter().any(|line| area.meets(line)));
            prop_assert!(!texts.labels[index + 1..].iter().any(|other| other.placed.area.overlaps(&area)));
        }
        prop_assert!(tradeoff_svg(&all).is_ok());
    }
}
