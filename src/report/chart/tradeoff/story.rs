//! The words around the chart: title, subtitle, and the description for those who cannot see it.

use super::mark::{Mark, interval};
use super::scene::Scene;
use crate::{
    answer::Results,
    report::{advice, words},
};
use std::fmt::Write;

/// The heading: the answer, where there is one; where there is no room the answer alone.
pub(super) fn title(results: &Results, is_narrow: bool) -> String {
    let service = words::plain(&results.service);
    match advice::headline(results) {
        Some(headline) if is_narrow => headline,
        Some(headline) => format!("{service}: {headline}"),
        None => format!("{service}: what availability costs"),
    }
}

/// What the points are.
pub(super) fn subtitle(results: &Results, scene: &Scene, is_narrow: bool) -> String {
    match (&results.uncertainty, scene.marks.iter().any(Mark::has_bar)) {
        (Some(_), _) if is_narrow => "expected a year (log axis) against cost".to_owned(),
        (Some(_), _) => {
            "what is expected a year (logarithmic axis) against what it costs".to_owned()
        }
        (None, bars) => format!(
            "{} years of the same outages; logarithmic axis{}",
            words::count(results.years),
            if bars { "; bars: 95 % interval" } else { "" }
        ),
    }
}

/// The chart in sentences: every architecture with its numbers.
pub(super) fn description(results: &Results) -> String {
    let mut text = format!(
        "Chart of {} over {} simulated years: monthly cost across, downtime a year up on a logarithmic axis.",
        match results.architectures.len() {
            1 => "one architecture".to_owned(),
            count => format!("{count} architectures"),
        },
        words::count(results.years)
    );
    for result in &results.architectures {
        let down = &result.downtime;
        let time = if down.none_seen {
            format!(
                "no downtime seen, at most {} a year",
                words::minutes(down.ci95[1])
            )
        } else {
            let [low, high] = interval(result);
            let interval = if low == high {
                "exact".to_owned()
            } else {
                words::minutes_range(low, high)
            };
            format!(
                "{} of downtime a year ({interval})",
                words::short_minutes(result.unserved())
            )
        };
        let place = if result.on_frontier {
            "on the frontier"
        } else {
            "dominated"
        };
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            " {}: {} a month, {time}, {place}.",
            words::plain(&result.name),
            words::money(result.cost.monthly, &results.currency)
        );
    }
    if let Some(share) = results.goal.availability {
        let _ = write!(text, " Goal: {}.", words::availability(share));
    }
    if let Some(budget) = results.goal.budget {
        let _ = write!(
            text,
            " Budget: {} a month.",
            words::money(budget, &results.currency)
        );
    }
    text
}
