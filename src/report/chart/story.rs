//! The words around the chart: title, subtitle, and the description for those who cannot see it.

use super::super::{Results, words};
use super::palette::WIDTH;
use std::fmt::Write;

/// The heading.
pub(super) fn title(results: &Results) -> String {
    format!(
        "{}: what availability costs",
        words::plain(&results.service)
    )
}

/// What was simulated.
pub(super) fn subtitle(results: &Results) -> String {
    format!(
        "{} years of the same outages for every architecture; bars: 95 % interval",
        words::count(results.years)
    )
}

/// The chart with its words for those who cannot see it.
pub(super) fn accessible(svg: &str, results: &Results) -> String {
    described(svg, "tradeoff", &title(results), &description(results))
}

/// Adds a role, a title and a description after the first tag, and lets the drawing shrink with its frame; `id` tells its
/// words from those of other drawings on a page.
pub(super) fn described(svg: &str, id: &str, title: &str, description: &str) -> String {
    let Some((tag, rest)) = svg.split_once('>') else {
        return svg.to_owned();
    };
    let shown = 1280.0 / WIDTH;
    let mut head = tag.to_owned();
    for side in ["width", "height"] {
        head = scaled(&head, side, shown);
    }
    format!(
        "{head} style=\"max-width:100%;height:auto\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\n\
         <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>{rest}",
        escaped(title),
        escaped(description),
    )
}

/// Multiplies the number in an attribute: how large the chart is shown where nothing else says so.
fn scaled(tag: &str, attribute: &str, factor: f64) -> String {
    let opening = format!(" {attribute}=\"");
    let Some((before, after)) = tag.split_once(&opening) else {
        return tag.to_owned();
    };
    match after
        .split_once('"')
        .and_then(|(number, rest)| Some((number.parse::<f64>().ok()?, rest)))
    {
        Some((number, rest)) => format!("{before}{opening}{:.0}\"{rest}", number * factor),
        None => tag.to_owned(),
    }
}

/// The chart in sentences: every architecture with its numbers.
fn description(results: &Results) -> String {
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
            let [low, high] = down.ci95;
            let interval = if low == high {
                "exact".to_owned()
            } else {
                words::minutes_range(low, high)
            };
            format!(
                "{} of downtime a year ({interval})",
                words::short_minutes(down.mean)
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

/// Text as XML has it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
