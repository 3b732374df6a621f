//! Drawings of lives from the quietest to the busiest.

use super::super::inspection;
use super::*;
use crate::answer::{
    Failed, Lasts, LifeCause, LifeOutage, RowOf, RowSpan, RowState, Span, Story, TimelineRow,
};

fn quiet() -> Timeline {
    Timeline {
        service: "shop".to_owned(),
        architecture: "two".to_owned(),
        seed: 1,
        life: 0,
        worst_of: Some(16_384),
        bad_of: None,
        downtime_minutes: 0.0,
        failover_minutes: 0.0,
        lost_service_minutes: 0.0,
        outages: Vec::new(),
        planned: Vec::new(),
        lossy: Vec::new(),
        rows: Vec::new(),
    }
}

/// So many outages of so many hours each, evenly over the year, each with so many things down.
fn busy(outages: usize, hours: f64, rows: usize) -> Timeline {
    let starts = || (0..outages).map(move |index| index as f64 * 8760.0 / outages as f64);
    let row = |of, name: String, state, label: &str| TimelineRow {
        of,
        name,
        spans: starts()
            .map(|from| RowSpan {
                from_hour: from,
                to_hour: (from + hours).min(8760.0),
                state,
                label: label.to_owned(),
            })
            .collect(),
    };
    let mut timeline = Timeline {
        worst_of: None,
        bad_of: None,
        downtime_minutes: outages as f64 * hours * 60.0,
        outages: starts()
            .map(|from| LifeOutage {
                from_hour: from,
                to_hour: (from + hours).min(8760.0),
                begun_before: from == 0.0,
                minutes: hours * 60.0,
                failover_minutes: 0.0,
                causes: vec![LifeCause {
                    source: "source-0".to_owned(),
                    minutes: hours * 60.0,
                }],
                story: Story {
                    failed: vec![Failed {
                        source: "a source with a long name failed and ".repeat(9),
                        lasts: Lasts::Unknown,
                    }],
                    ..Story::default()
                },
            })
            .collect(),
        planned: vec![Span {
            from_hour: 40.0,
            to_hour: 41.0,
        }],
        lossy: vec![Span {
            from_hour: 41.0,
            to_hour: 42.0,
        }],
        ..quiet()
    };
    for index in 0..rows {
        let name = format!("source-{index}");
        timeline
            .rows
            .push(row(RowOf::Source, name, RowState::Down, "down"));
        let name = format!("a-rather-long-name-of-a-site/component-{index}");
        timeline
            .rows
            .push(row(RowOf::Component, name, RowState::Partly, "1 of 2 down"));
    }
    let name = "failover of sites <&>".to_owned();
    timeline.rows.push(row(
        RowOf::Failover,
        name,
        RowState::Moving,
        "switching to tokyo",
    ));
    timeline
}

#[test]
fn lives_of_all_kinds_are_drawn() {
    for (name, timeline) in [
        ("quiet", quiet()),
        ("one", busy(1, 0.5, 1)),
        ("seconds", busy(2, 0.001, 1)),
        ("many", busy(400, 3.0, 20)),
        ("always", busy(1, 8760.0, 3)),
    ] {
        let svg = timeline_svg(&timeline, "timeline");
        assert_eq!(svg, timeline_svg(&timeline, "timeline"));
        inspection::check(name, &svg);
        // To look at them all: SPOF_LOOK=folder cargo test timeline
        if let Some(folder) = std::env::var_os("SPOF_LOOK") {
            let path = std::path::Path::new(&folder).join(format!("life-{name}.svg"));
            std::fs::write(path, &svg).expect("written");
        }
    }
}
