//! The chance that a year has more than so much downtime: a falling line an architecture, both axes logarithmic.
//!
//! At the left edge stands the chance of any downtime at all. A line ends where too few simulated years are left to say
//! more.

mod line;
mod names;
mod reach;

use super::axis::{self, Axis, Scale, Tick};
use super::canvas::{Canvas, left, right};
use super::frame::Frame;
use super::geometry::{Rect, Segment};
use super::lettering;
use super::limit::{goal, limit, off_chart};
use super::palette::{BEATEN, INK, LEFT, LIMIT, WIDTH, size};
use super::sheet::{self, HEADINGS, Words};
use crate::{answer::Results, report::words};
use line::lines;
use names::names;
use reach::Reach;

/// Font size of the labels.
const TEXT: f64 = 26.0;
/// Height of the sheet.
const HEIGHT: f64 = 1000.0;
/// Room left of the logarithmic axis for the chance of any downtime at all.
const ANY: f64 = 176.0;
/// Shares of years with their names.
const SHARES: [(f64, &str); 12] = [
    (1.0, "every year"),
    (0.5, "1 year in 2"),
    (0.2, "1 in 5"),
    (0.1, "1 in 10"),
    (0.05, "1 in 20"),
    (0.02, "1 in 50"),
    (0.01, "1 in 100"),
    (0.005, "1 in 200"),
    (0.002, "1 in 500"),
    (0.001, "1 in 1,000"),
    (1e-4, "1 in 10,000"),
    (1e-5, "1 in 100,000"),
];

/// The exceedance curves, a complete SVG document; `None` where no architecture had enough years with downtime.
pub fn exceedance_svg(results: &Results) -> Option<String> {
    let reach = Reach::of(results)?;
    let (least, most) = reach.downtime;
    let goal = goal(results);
    let near = goal
        .iter()
        .map(|(minutes, _)| *minutes)
        .find(|minutes| (least / 30.0..=most * 30.0).contains(minutes));
    let plot = Rect {
        left: 210.0,
        top: 160.0,
        right: WIDTH - 420.0,
        bottom: HEIGHT - 118.0,
    };
    let ends = near.map_or((least, most), |goal| (least.min(goal), most.max(goal)));
    let x = axis::durations(ends, (plot.left + ANY, plot.right));
    let y = shares(&reach, plot);
    let near = near.map(|goal| x.at(goal));
    let frame = Frame {
        plot,
        text: TEXT,
        below: 28.0,
    };
    let missing = missing(results);
    let height = if missing.is_some() {
        HEIGHT + 44.0
    } else {
        HEIGHT
    };
    let lines = lines(results, x.scale, y.scale, plot);
    let words = Words {
        id: "exceedance",
        title: format!("{}: how bad a year can be", words::plain(&results.service)),
        subtitle: "chance that a year has more downtime than what stands below".to_owned(),
        description: description(results),
    };
    let svg = sheet::document(&words, &HEADINGS, (WIDTH, height), |canvas| {
        frame.up(canvas, &y, 14.0);
        frame.across(canvas, &x);
        let any = (plot.left + 6.0, plot.bottom + frame.below);
        canvas.text("any at all", any, left(TEXT, false, INK));
        frame.edges(canvas);
        frame.name(canvas, "more downtime in a year than", 74.0, size::LIMIT);
        if let Some((_, label)) = &goal {
            goal_line(canvas, label, near, plot);
        }
        for named in [false, true] {
            for line in lines.iter().filter(|line| line.named == named) {
                canvas.line(&line.points, line.colour, if named { 4 } else { 2 });
            }
        }
        names(canvas, &lines, near, plot);
        if let Some(text) = &missing {
            canvas.text(text, (LEFT, HEIGHT + 8.0), left(size::LIST, false, BEATEN));
        }
    });
    Some(svg)
}

/// The axis of the chances, up to the least named one that holds all.
fn shares(reach: &Reach, plot: Rect) -> Axis {
    let mut named = SHARES.iter().map(|(share, _)| *share);
    let above = named.rfind(|share| *share >= reach.highest).unwrap_or(1.0);
    let scale = Scale::logarithmic((reach.rarest, above), (plot.bottom, plot.top));
    let held = SHARES.iter().filter(|(share, _)| scale.holds(*share));
    let ticks = held.map(|(value, label)| Tick {
        value: *value,
        label: (*label).to_owned(),
    });
    Axis {
        scale,
        ticks: ticks.collect(),
    }
}

/// The goal's line with its words, or the words that it lies elsewhere.
fn goal_line(canvas: &Canvas<'_>, label: &str, place: Option<f64>, plot: Rect) {
    let (before, after) = (
        right(size::LIMIT, true, LIMIT),
        left(size::LIMIT, true, LIMIT),
    );
    let Some(x) = place else {
        let at = (WIDTH - LEFT, plot.bottom + 74.0);
        return canvas.text(&off_chart(label), at, before);
    };
    limit(canvas, Segment::new((x, plot.top), (x, plot.bottom)));
    let wide = lettering::width(label, size::LIMIT, true);
    let (x, style) = if x + 12.0 + wide < WIDTH - LEFT {
        (x + 12.0, after)
    } else {
        (x - 12.0, before)
    };
    canvas.text(label, (x, plot.top + 2.0), style);
}

/// Which architectures have no line, and why.
fn missing(results: &Results) -> Option<String> {
    let missing: Vec<String> = results
        .architectures
        .iter()
        .filter(|result| result.exceedance.len() <= 2)
        .map(|result| words::plain(&result.name))
        .collect();
    if missing.is_empty() {
        return None;
    }
    let text = format!(
        "Too few of {} years had any downtime to say more of: {}.",
        words::count(results.years),
        missing.join(", ")
    );
    Some(lettering::clip(
        &text,
        size::LIST,
        false,
        WIDTH - 2.0 * LEFT,
    ))
}

/// The curves in sentences.
fn description(results: &Results) -> String {
    let mut text = "Curves of the chance that a year has more than so much downtime.".to_owned();
    for result in &results.architectures {
        let down = &result.downtime;
        text.push_str(&format!(
            " {}: any downtime in {} of years; one year in ten more than {}, one in a hundred more than {}.",
            words::plain(&result.name),
            words::percent(1.0 - result.p_no_downtime),
            words::minutes(down.p90),
            words::minutes(down.p99)
        ));
    }
    text
}
