//! What the page's script computes with, as numbers.

use crate::{
    answer::{ArchitectureResult, GoalResult, RegionResult, Results},
    report::words,
};
use crate::{decide, units::decimals};
use serde::Serialize;

/// Prices of an hour on the slider reach at least this far [currency/h].
const TOP: f64 = 1e6;
/// Where the slider stands if nothing says better [currency/h].
const START: f64 = 100.0;

/// The numbers of the page's script.
#[derive(Debug, Serialize)]
pub(super) struct Data {
    /// What stands before an amount.
    prefix: String,
    /// Digits after the point of an amount.
    decimals: usize,
    /// Price of an hour at which the slider starts.
    start: f64,
    /// Highest price on the slider, a power of ten.
    top: f64,
    /// Simulated years, in words.
    years: String,
    designs: Vec<Offer>,
    edges: Vec<Edge>,
}

/// A design as the script sees it.
#[derive(Debug, Serialize)]
struct Offer {
    name: String,
    /// What a month costs at no price of an hour: the bill, and what is lost at prices of its own [currency].
    monthly: f64,
    /// Expected hours a month that the price of an hour is paid for; the bound where none was seen.
    hours: f64,
    unseen: bool,
}

/// A price from which a design takes over, and how well it is known.
#[derive(Debug, Serialize)]
struct Edge {
    to: String,
    low: Option<f64>,
    high: Option<f64>,
    /// Whether the range is that of what nobody knows, or only the luck of the simulation.
    unknown: bool,
}

impl Data {
    /// The numbers of these results.
    pub(super) fn new(results: &Results) -> Self {
        let regions = &results.decision.regions;
        let last = regions.last().map_or(0.0, |region| region.from);
        let asked = results.goal.outage_cost;
        let most = (last * 10.0)
            .max(asked.unwrap_or(0.0) * 10.0)
            .clamp(TOP, 1e12);
        let first = regions
            .iter()
            .map(|region| region.from)
            .find(|from| *from >= 1.0);
        Data {
            prefix: words::symbol(&results.currency),
            decimals: decimals(&results.currency),
            start: asked.or(first).unwrap_or(START).min(1e12),
            top: 10f64.powf(most.log10().ceil()),
            years: words::count(results.years),
            designs: results
                .architectures
                .iter()
                .map(|result| offer(result, &results.goal))
                .collect(),
            edges: edges(results),
        }
    }
}

fn offer(result: &ArchitectureResult, goal: &GoalResult) -> Offer {
    let offer = decide::Offer::of(result, goal);
    Offer {
        name: words::plain(&result.name),
        monthly: offer.cost + offer.lost,
        hours: offer.hours_a_month(),
        unseen: result.downtime.none_seen,
    }
}

/// How well the prices are known at which one design takes over from another: the band of what nobody knows where it was
/// drawn, else the luck of the simulation.
fn edges(results: &Results) -> Vec<Edge> {
    let regions = &results.decision.regions;
    let steps = &results.decision.steps;
    let pairs = regions.iter().zip(regions.iter().skip(1));
    let edge = |(before, region): (&RegionResult, &RegionResult)| {
        let to = words::plain(&region.architecture);
        if let Some([low, high]) = region.from_band90 {
            return Some(Edge {
                to,
                low,
                high,
                unknown: true,
            });
        }
        let step = steps
            .iter()
            .find(|step| step.from == before.architecture && step.to == region.architecture)?;
        let [low, high] = step.break_even_ci95;
        Some(Edge {
            to,
            low,
            high,
            unknown: false,
        })
    };
    pairs.filter_map(edge).collect()
}
