//! All pictures of a run, each with its words: what the program writes as files, and what the page shows.

use super::chart::{
    causes_svg, outages_svg, timeline_svg, topology_svg, tornado_svg, tradeoff_narrow_svg,
    tradeoff_svg, years_svg,
};
use super::tables;
use crate::{
    answer::{ArchitectureResult, Results, Timeline},
    topology::{Architecture, Topology},
};

/// A picture with its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Name of its file without the ending, and of its place in the page: letters and hyphens only.
    pub id: String,
    /// Heading over it.
    pub title: &'static str,
    /// How to read it, a few sentences.
    pub caption: String,
    /// The picture, a complete SVG document.
    pub svg: String,
    /// The same for a screen as narrow as a phone's; `None` where it is the same.
    pub narrow: Option<String>,
}

/// The files' names of pictures that are not drawn of every result, and of one that earlier versions drew.
pub const OCCASIONAL_FIGURES: [&str; 5] = ["outages", "causes", "years", "tornado", "exceedance"];

/// Draws all that there is to draw, on all cores: the trade-off takes most of the time.
pub fn figures(results: &Results) -> Vec<Figure> {
    let (svg, (narrow, others)) = rayon::join(
        || tradeoff_svg(results),
        || rayon::join(|| tradeoff_narrow_svg(results), || occasional(results)),
    );
    let mut figures = vec![Figure {
        id: "tradeoff".to_owned(),
        title: "What availability costs",
        caption: tradeoff_caption(results),
        svg,
        narrow: Some(narrow),
    }];
    figures.extend(others);
    figures
}

/// Those that are not drawn of every result.
fn occasional(results: &Results) -> Vec<Figure> {
    let occasional = [
        (
            "years",
            "How bad a year can be",
            years_svg(results),
            "Half of all years have more downtime than the typical one, one in ten more than the bad one, one in a hundred more than the \
             terrible one: over the luck of a year, and over the ranges of the numbers where they were drawn."
                .to_owned(),
        ),
        (
            "causes",
            "Why it is down",
            causes_svg(results),
            causes_caption(results),
        ),
        (
            "outages",
            "What one outage costs",
            outages_svg(results),
            "Time lost in one outage of each kind, everything else up: above for an outage of typical (median) length, below \
             for one that only one in ten exceeds. No cell depends on how often such an outage comes. That stands at the left, \
             with its 90 % range; if you know better, multiply a cell by a rate of your own."
                .to_owned(),
        ),
        (
            "tornado",
            "What could change the answer",
            tornado_svg(results),
            "Each bar is one number that nobody knows exactly, alone: where its low and its high end put the price of an hour \
             from which the step pays that the answer names. The number that alone changes the answer, if there is one, stands \
             first; else the longest bar is worth measuring, often in your own incident log. An open arrow means that at this \
             end the step never pays. All other numbers are at the mean of what is believed of them."
                .to_owned(),
        ),
    ];
    let drawn = occasional
        .into_iter()
        .filter_map(|(id, title, svg, caption)| {
            svg.map(|svg| Figure {
                id: id.to_owned(),
                title,
                caption,
                svg,
                narrow: None,
            })
        });
    drawn.collect()
}

/// The pictures of one design: what it stands on, and a bad year of it; `place` is its place in the plan.
pub fn drawings(
    topology: &Topology,
    (place, architecture): (usize, &Architecture),
    result: &ArchitectureResult,
    bad_year: &Timeline,
) -> Vec<Figure> {
    let id = |picture: &str| format!("{picture}-{}", place + 1);
    vec![
        Figure {
            title: "What it stands on",
            caption: "Boxes are failure domains in each other; the bars below a box are what all in it share. The stronger the colour, the \
                      more downtime comes from there; what has a red frame takes the service down alone."
                .to_owned(),
            svg: topology_svg(topology, architecture, &tables::causes::expected(result), &id("topology")),
            id: id("topology"),
            narrow: None,
        },
        Figure {
            title: "A bad year of it",
            caption: "A simulated year of which about one in ten is worse: what failed, what went down with it, and the longest outages at \
                      closer range."
                .to_owned(),
            svg: timeline_svg(bad_year, &id("timeline")),
            id: id("timeline"),
            narrow: None,
        },
    ]
}

fn tradeoff_caption(results: &Results) -> String {
    let bars = if results.uncertainty.is_some() {
        "The thin bar holds what is expected in nine of ten of the cases we think possible; the thick one, where it is longer than the \
         point, what the simulation leaves open."
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
    format!("The downtime that is expected a year, by cause.{base}")
}
