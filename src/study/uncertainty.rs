//! What not knowing the world's numbers does to the results: from the downtimes of many worlds to bands, chances, and what
//! each number alone does to the decision.

use super::offered;
use crate::{
    answer::{
        ArchitectureResult, ArchitectureUncertainty, AssumptionResult, CheaperResult, Question,
        TornadoResult, UncertaintyResult,
    },
    decide::{Offer, cheapest, regions},
    estimate::band90,
    experiment::{Scenarios, Swing},
    topology::{Aspect, Topology},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// Beyond so many architectures only the best is held against each of the others.
const MOST_PAIRED: usize = 20;

/// Every number that the results rest on: those with a range first, then those taken as known.
pub fn assumptions(topology: &Topology) -> Vec<AssumptionResult> {
    let unknown = topology.unknowns.iter().map(|it| {
        let (low, high) = it.belief.ends();
        AssumptionResult {
            name: it.name.clone(),
            aspect: name(it.aspect),
            unit: unit(it.aspect),
            value: told(it.aspect, it.value),
            low: Some(told(it.aspect, low)),
            high: Some(told(it.aspect, high)),
            origin: it.origin.clone(),
            evidence: it.evidence.clone(),
            as_of: it.as_of.clone(),
        }
    });
    let taken = topology.taken.iter().map(|it| AssumptionResult {
        name: it.name.clone(),
        aspect: name(it.aspect),
        unit: unit(it.aspect),
        value: told(it.aspect, it.value),
        low: None,
        high: None,
        origin: it.origin.clone(),
        evidence: it.evidence.clone(),
        as_of: it.as_of.clone(),
    });
    unknown.chain(taken).collect()
}

/// What an aspect is called in the results.
fn name(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Rate => "rate",
        Aspect::Length => "length",
        Aspect::Reach => "reach",
        Aspect::Hits => "hits",
        Aspect::Complexity => "complexity",
    }
}

/// The unit in which the results tell it.
fn unit(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Rate => "events/year",
        Aspect::Length => "minutes",
        Aspect::Reach | Aspect::Hits => "share",
        Aspect::Complexity => "factor",
    }
}

/// A number in that unit.
fn told(aspect: Aspect, value: f64) -> f64 {
    match aspect {
        Aspect::Length => value * MINUTES_PER_HOUR,
        _ => value,
    }
}

/// What the uncertainty is worked out from.
pub struct Doubt<'a> {
    /// The plan.
    pub topology: &'a Topology,
    /// The architectures' results, with the plan's own numbers.
    pub architectures: &'a [ArchitectureResult],
    /// What they ask and give, with the plan's numbers.
    pub offers: &'a [Offer],
    /// The same in each drawn world.
    pub drawn: &'a [Vec<Offer>],
    /// Their downtimes in other worlds.
    pub worlds: &'a Scenarios,
}

impl Doubt<'_> {
    /// How sure the results are; nothing where no world was drawn.
    pub fn result(&self) -> Option<UncertaintyResult> {
        let (offers, worlds) = (self.offers, self.drawn);
        if worlds.is_empty() {
            return None;
        }
        let question = self.question(offers);
        let bests: Option<Vec<Option<usize>>> = self
            .price()
            .map(|price| worlds.iter().map(|it| cheapest(it, price)).collect());
        Some(UncertaintyResult {
            draws: worlds.len(),
            years_per_draw: self.worlds.years,
            architectures: (0..offers.len())
                .map(|index| self.architecture(index, worlds, bests.as_deref()))
                .collect(),
            cheaper: self.cheaper(offers, worlds),
            tornado: self.tornado(&question),
            question: Question {
                from: question.step.map(|(from, _)| self.name(from)),
                to: question.step.map(|(_, to)| self.name(to)),
                chosen: self.name(question.chosen),
            },
        })
    }

    fn name(&self, index: usize) -> String {
        self.architectures[index].name.clone()
    }

    fn price(&self) -> Option<f64> {
        let price = self.topology.goal.outage_cost;
        // Without a number that could be another, shares of worlds say nothing.
        price.filter(|_| !self.topology.unknowns.is_empty())
    }

    /// How sure one architecture is; `bests` is the cheapest in total of each world, where there is a price.
    fn architecture(
        &self,
        index: usize,
        worlds: &[Vec<Offer>],
        bests: Option<&[Option<usize>]>,
    ) -> ArchitectureUncertainty {
        let downtimes: Vec<f64> = worlds.iter().map(|world| world[index].downtime).collect();
        let count = downtimes.len() as f64;
        let goal = self.topology.goal.availability;
        let allowed = goal.map(|share| (1.0 - share) * HOURS_PER_YEAR * MINUTES_PER_HOUR);
        ArchitectureUncertainty {
            name: self.name(index),
            mean: downtimes.iter().sum::<f64>() / count,
            p_goal: allowed.map(|allowed| {
                downtimes.iter().filter(|&&it| it <= allowed).count() as f64 / count
            }),
            p_cheapest: bests.map(|bests| {
                bests.iter().filter(|&&best| best == Some(index)).count() as f64 / count
            }),
            // Worlds there are, or nothing would be told.
            band90: band90(downtimes).unwrap_or_default(),
        }
    }

    /// How likely one is cheaper in total than another, for each two; for many architectures, the best against each other.
    fn cheaper(&self, offers: &[Offer], worlds: &[Vec<Offer>]) -> Vec<CheaperResult> {
        let Some(price) = self.price() else {
            return Vec::new();
        };
        let count = offers.len();
        let pairs: Vec<(usize, usize)> = if count > MOST_PAIRED {
            let best = cheapest(offers, price).into_iter();
            best.flat_map(|best| (0..count).map(move |other| (best, other)))
                .filter(|(best, other)| best != other)
                .collect()
        } else {
            (0..count)
                .flat_map(|one| (one + 1..count).map(move |other| (one, other)))
                .collect()
        };
        let result = |(one, other): (usize, usize)| {
            let less = |world: &&Vec<Offer>| world[one].total(price) < world[other].total(price);
            CheaperResult {
                architecture: self.name(one),
                than: self.name(other),
                probability: worlds.iter().filter(less).count() as f64 / worlds.len() as f64,
            }
        };
        pairs.into_iter().map(result).collect()
    }

    /// The step whose price is nearest to the plan's price of an hour, by their ratio; without a price the first. And the
    /// design that is chosen with the plan's numbers: the cheapest in total, else the end of that step.
    fn question(&self, offers: &[Offer]) -> Asked {
        let regions = regions(offers);
        let steps = regions.windows(2);
        let distance = |from: f64| match self.price() {
            Some(price) if price > 0.0 => (from / price).ln().abs(),
            _ => from,
        };
        let nearest = steps.min_by(|a, b| distance(a[1].from).total_cmp(&distance(b[1].from)));
        let step = nearest.map(|pair| (pair[0].offer, pair[1].offer));
        let best = self.price().and_then(|price| cheapest(offers, price));
        let last = step.map(|(_, to)| to);
        Asked {
            step,
            best,
            chosen: best.or(last).or(cheapest(offers, 0.0)).unwrap_or(0),
        }
    }

    fn tornado(&self, asked: &Asked) -> Vec<TornadoResult> {
        let mut rows: Vec<Row> = self
            .worlds
            .swings
            .iter()
            .filter_map(|it| self.row(it, asked))
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

    fn row(&self, swing: &Swing, asked: &Asked) -> Option<Row> {
        let unknown = &self.topology.unknowns[swing.unknown];
        let ends = [&swing.low, &swing.high]
            .map(|downtimes| offered(self.architectures, downtimes.iter().copied()));
        let best = |offers: &[Offer]| self.price().and_then(|price| cheapest(offers, price));
        let break_even = |offers: &[Offer]| {
            let (from, to) = asked.step?;
            offers[from].break_even(&offers[to])
        };
        let [low_price, high_price] = [break_even(&ends[0]), break_even(&ends[1])];
        let [low_best, high_best] = [best(&ends[0]), best(&ends[1])];
        let [low_downtime, high_downtime] = [
            ends[0][asked.chosen].downtime,
            ends[1][asked.chosen].downtime,
        ];
        let (low, high) = unknown.belief.ends();
        let told = |value: f64| told(unknown.aspect, value);
        Some(Row {
            changes: low_best != asked.best || high_best != asked.best,
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
                aspect: name(unknown.aspect),
                unit: unit(unknown.aspect),
                low: told(low),
                value: told(unknown.value),
                high: told(high),
                break_even_at_low: low_price,
                break_even_at_high: high_price,
                best_at_low: low_best.map(|best| self.name(best)),
                best_at_high: high_best.map(|best| self.name(best)),
                downtime_at_low: low_downtime,
                downtime_at_high: high_downtime,
            },
        })
    }
}

/// What the tornado asks.
struct Asked {
    /// From which price of an hour does this step pay?
    step: Option<(usize, usize)>,
    /// Is this still the cheapest in total?
    best: Option<usize>,
    /// How long is this one down?
    chosen: usize,
}

/// A row of the tornado, and what it is sorted by.
struct Row {
    changes: bool,
    price_swing: f64,
    downtime_swing: f64,
    result: TornadoResult,
}
