//! What the page's script puts in the place of the plan's answer at other prices of an hour: texts, made here.

use super::strip::Strip;
use crate::{
    answer::{ArchitectureResult, PricedResult, Results},
    report::{advice::advice_at, tables, words},
};
use serde::Serialize;

/// The texts of the page's script.
#[derive(Debug, Serialize)]
pub(super) struct Data {
    /// Where the slider can stand.
    stops: Vec<Stop>,
    /// Where it stands at first.
    start: usize,
    /// Which stop is the plan's own price; `null` without one.
    plan: Option<usize>,
    /// The rows of the table of steps.
    steps: Vec<Edge>,
}

/// The answer at one price of an hour.
#[derive(Debug, Serialize)]
struct Stop {
    /// The price [currency/h].
    price: f64,
    /// The same in words.
    words: String,
    /// Where it is on the strip of prices [%].
    at: f64,
    sentences: Vec<String>,
    /// Which row of the table of designs is the one to have.
    chosen: Option<usize>,
    /// Per row of that table, bill and outages together.
    totals: Vec<String>,
}

/// From which price of an hour a step pays [currency/h], with its interval; `null` where no price is enough.
#[derive(Debug, Serialize)]
struct Edge {
    from: f64,
    low: Option<f64>,
    high: Option<f64>,
    /// Whether all that it adds has a price.
    known: bool,
}

impl Data {
    /// The texts of these results.
    pub(super) fn new(results: &Results, strip: Option<&Strip>) -> Self {
        let priced = &results.decision.priced;
        let listed = tables::answer::listed(results);
        let asked = results.goal.outage_cost;
        let plan = priced.iter().position(|it| asked == Some(it.price));
        let first = results.decision.regions.get(1).map(|region| region.from);
        let near = |price: f64| priced.iter().position(|it| it.price >= price);
        let stop = |it: &PricedResult| stop(results, &listed, strip, it);
        Data {
            stops: priced.iter().map(stop).collect(),
            start: plan.or_else(|| near(first?)).unwrap_or(0),
            plan,
            steps: results
                .decision
                .steps
                .iter()
                .map(|step| Edge {
                    from: step.break_even,
                    low: step.break_even_ci95[0],
                    high: step.break_even_ci95[1],
                    known: tables::steps::is_priced(results, step),
                })
                .collect(),
        }
    }
}

fn stop(
    results: &Results,
    listed: &[&ArchitectureResult],
    strip: Option<&Strip>,
    priced: &PricedResult,
) -> Stop {
    let currency = &results.currency;
    let place = |it: &ArchitectureResult| {
        let mut all = results.architectures.iter();
        all.position(|other| other.name == it.name)
    };
    let total = |it: &&ArchitectureResult| {
        let total = place(it).and_then(|place| priced.totals.get(place));
        words::or_dash(total.copied(), |total| {
            tables::answer::at_least(results, it) + &words::expected_money(total, currency)
        })
    };
    let chosen = priced.choice.as_ref();
    let chosen = chosen.and_then(|it| {
        let mut rows = listed.iter();
        rows.position(|row| row.name == it.architecture)
    });
    Stop {
        price: priced.price,
        words: words::money_stated(priced.price, currency),
        at: strip.map_or(0.0, |strip| strip.at(priced.price)),
        sentences: advice_at(results, priced)
            .iter()
            .map(|it| words::plain(it))
            .collect(),
        chosen,
        totals: listed.iter().map(total).collect(),
    }
}
