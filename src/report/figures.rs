//! All pictures of a run, each with its words: what the program writes as files, and what the page shows.

use super::chart::{causes_svg, exceedance_svg, outages_svg, tornado_svg, tradeoff_svg};
use super::words;
use crate::answer::Results;

/// A picture with its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Name of its file without the ending, and of its place in the page: letters and hyphens only.
    pub id: &'static str,
    /// Heading over it.
    pub title: &'static str,
    /// How to read it, a few sentences.
    pub caption: String,
    /// The picture, a complete SVG document.
    pub svg: String,
}

/// The files' names of pictures that are not drawn of every result.
pub const OCCASIONAL_FIGURES: [&str; 4] = ["outages", "causes", "exceedance", "tornado"];

/// Draws all that there is to draw.
pub fn figures(results: &Results) -> Vec<Figure> {
    let mut figures = vec![Figure {
        id: "tradeoff",
        title: "What availability costs",
        caption: tradeoff_caption(results),
        svg: tradeoff_svg(results),
    }];
    let occasional = [
        (
            "outages",
            "What one outage costs",
            outages_svg(results),
            "Minutes lost in one outage of each kind, everything else up: above for an outage of typical (median) length, below \
             for one that only one in ten exceeds. No cell depends on how often such an outage comes. That stands at the left, \
             with its 90 % range; if you know better, multiply a cell by a rate of your own."
                .to_owned(),
        ),
        (
            "causes",
            "Why it is down",
            causes_svg(results),
            causes_caption(results),
        ),
        (
            "exceedance",
            "How bad a year can be",
            exceedance_svg(results),
            exceedance_caption(results),
        ),
        (
            "tornado",
            "What to measure next",
            tornado_svg(results),
            "Each bar is one number that nobody knows exactly, alone: where its low and its high end put the price of an hour \
             from which the step pays. The longest bar is the number worth measuring, often in your own incident log. An open \
             arrow means that at this end the step never pays."
                .to_owned(),
        ),
    ];
    let drawn = occasional
        .into_iter()
        .filter_map(|(id, title, svg, caption)| {
            svg.map(|svg| Figure {
                id,
                title,
                caption,
                svg,
            })
        });
    figures.extend(drawn);
    figures
}

fn tradeoff_caption(results: &Results) -> String {
    let bars = if results.uncertainty.is_some() {
        "The thin bar holds the expected downtime in nine of ten scenarios whose failure rates are drawn from what is believed of them; \
         the thick one, where it is longer than the point, is the 95 % interval left by simulating a finite number of years."
    } else {
        "The bar through a point is the 95 % interval left by simulating a finite number of years, where it is longer than the \
         point; it says nothing of how well the failure rates are known."
    };
    format!(
        "Each point is a design: what it costs a month, and how long it is expected to be down a year. {bars} The staircase \
         joins the designs that no other beats on both counts."
    )
}

fn causes_caption(results: &Results) -> String {
    let base = if results.unrelieved.is_empty() {
        ""
    } else {
        " What stands under the bracket no design of this plan addresses: money spent on any of them does not touch it."
    };
    format!("Expected minutes without service a year, by cause.{base}")
}

fn exceedance_caption(results: &Results) -> String {
    let goal = results.goal.availability.map_or(String::new(), |share| {
        format!(
            " Where a line crosses the goal of {}, its height is the chance to miss it in a year.",
            words::availability(share)
        )
    });
    format!(
        "How likely a year has more downtime than what stands below; at the left edge, any at all. A line ends where fewer \
         than three of the simulated years are left.{goal}"
    )
}
