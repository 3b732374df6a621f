//! What each number alone does to the decision, when it is at its low and at its high end.

use super::{
    assumptions::{name, reported, unit},
    offer::{Offer, cheapest, regions},
    studied::{Studied, offers},
};
use crate::{
    answer::{ChoiceResult, TornadoResult},
    experiment::Swing,
    topology::{Topology, UnknownId},
};

/// What the tornado asks.
pub(super) struct Asked {
    /// From which price of an hour does this step pay?
    pub(super) step: Option<(usize, usize)>,
    /// Is this still the cheapest in total?
    best: Option<usize>,
    /// How long is this one down?
    pub(super) chosen: usize,
    /// The number that the answer names to measure first, and its aspect.
    decisive: Option<(String, &'static str)>,
}

impl Asked {
    /// The step that the answer names: from today's to what is chosen, or from that to the next, or to it from what is cheapest in total.
    /// Where it names none, the one whose price is nearest to the plan's price of an hour, by their ratio; without a price the first. And the
    /// design that is chosen with the plan's numbers: the answer's, else the cheapest in total, else the end of that step.
    pub(super) fn new(
        studied: &Studied<'_>,
        price: Option<f64>,
        choice: Option<&ChoiceResult>,
    ) -> Self {
        let regions = regions(studied.offers);
        let steps = regions.windows(2);
        let distance = |from: f64| match price {
            Some(price) if price > 0.0 => (from / price).ln().abs(),
            _ => from,
        };
        let nearest = steps.min_by(|a, b| distance(a[1].from).total_cmp(&distance(b[1].from)));
        let nearest = nearest.map(|pair| (pair[0].offer, pair[1].offer));
        let place = |name: &String| {
            let mut all = studied.architectures.iter();
            all.position(|it| it.name == *name)
        };
        let named = choice.and_then(|it| place(&it.architecture));
        let said = choice.zip(named).and_then(|(choice, chosen)| {
            let today = studied.topology.today;
            if let Some(today) = today.filter(|&it| it != chosen) {
                return Some((today, chosen));
            }
            let next = choice.next.as_ref().map(|it| &it.architecture);
            let cheapest = choice.cheapest.as_ref().and_then(place);
            match next.and_then(place) {
                Some(next) => Some((chosen, next)),
                None => Some((cheapest?, chosen)).filter(|(from, to)| from != to),
            }
        });
        let step = said.or(nearest);
        let best = price.and_then(|price| cheapest(studied.offers, price));
        let last = step.map(|(_, to)| to);
        Self {
            step,
            best,
            chosen: named
                .or(best)
                .or(last)
                .or(cheapest(studied.offers, 0.0))
                .unwrap_or(0),
            decisive: choice
                .and_then(|it| it.decided_by.as_ref())
                .map(|it| (it.name.clone(), it.aspect)),
        }
    }
}

/// What each number alone does to the decision, the most decisive first; `price` is that of an hour.
pub(super) fn tornado(
    studied: &Studied<'_>,
    swings: &[Swing],
    asked: &Asked,
    price: Option<f64>,
) -> Vec<TornadoResult> {
    let mut rows: Vec<Row> = swings
        .iter()
        .filter_map(|it| row(studied, it, asked, price))
        .collect();
    rows.sort_by(|a, b| {
        let changes = b.changes.cmp(&a.changes);
        changes
            .then(b.price_swing.total_cmp(&a.price_swing))
            .then(b.downtime_swing.total_cmp(&a.downtime_swing))
            .then(a.result.name.cmp(&b.result.name))
    });
    rows.into_iter().map(|row| row.result).collect()
}

/// The kinds of source that have a number, those of a common cause apart, and the groups.
fn kinds(topology: &Topology, unknown: UnknownId) -> Vec<String> {
    let sources = topology.sources.iter();
    let those = sources.filter(|it| it.unknowns.contains(&unknown) && !it.is_shock);
    let groups = topology.architectures.iter().flat_map(|it| &it.groups);
    let groups = groups.filter(|it| it.unknowns.contains(&unknown));
    let those = those.map(|it| it.kind.to_string());
    let mut kinds: Vec<String> = those
        .chain(groups.map(|it| it.component().to_owned()))
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// What one number does.
fn row(studied: &Studied<'_>, swing: &Swing, asked: &Asked, price: Option<f64>) -> Option<Row> {
    let unknown = &studied.topology.unknowns[swing.unknown];
    let ends = [&swing.low, &swing.high]
        .map(|losses| offers(studied.architectures, losses, &studied.topology.goal));
    let best = |offers: &[Offer]| price.and_then(|price| cheapest(offers, price));
    let break_even = |offers: &[Offer]| {
        let (from, to) = asked.step?;
        offers[from].break_even(&offers[to])
    };
    let [low_price, high_price] = [break_even(&ends[0]), break_even(&ends[1])];
    let [low_best, high_best] = [best(&ends[0]), best(&ends[1])];
    let [low_downtime, high_downtime] = [
        ends[0][asked.chosen].unserved,
        ends[1][asked.chosen].unserved,
    ];
    let (low, high) = unknown.belief.ends();
    let reported_as = |value: f64| reported(unknown.aspect, value);
    let decisive = asked.decisive.as_ref();
    let is_decisive =
        decisive.is_some_and(|it| (&*it.0, it.1) == (&*unknown.name, name(unknown.aspect)));
    Some(Row {
        changes: (
            is_decisive,
            low_best != asked.best || high_best != asked.best,
        ),
        price_swing: match (low_price, high_price) {
            (Some(low), Some(high)) if low > 0.0 && high > 0.0 => (high / low).ln().abs(),
            (None, None) => 0.0,
            // From a price to none at all, or from nothing.
            (low, high) if low != high => f64::INFINITY,
            _ => 0.0,
        },
        downtime_swing: (high_downtime - low_downtime).abs(),
        result: TornadoResult {
            name: unknown.name.clone(),
            kinds: kinds(studied.topology, swing.unknown),
            aspect: name(unknown.aspect),
            unit: unit(unknown.aspect),
            low: reported_as(low),
            value: reported_as(unknown.value),
            high: reported_as(high),
            break_even_at_low: low_price,
            break_even_at_high: high_price,
            best_at_low: low_best.map(|best| studied.name(best)),
            best_at_high: high_best.map(|best| studied.name(best)),
            downtime_at_low: low_downtime,
            downtime_at_high: high_downtime,
        },
    })
}

/// A row of the tornado, and what it is sorted by.
struct Row {
    /// Whether it is the one that changes the answer, and whether it changes what is cheapest in total.
    changes: (bool, bool),
    price_swing: f64,
    downtime_swing: f64,
    result: TornadoResult,
}
