//! A goal that is more than the mean of all requests: of single years, of recovery, of lost data, of classes of requests; and losses that
//! have prices of their own.
//!
//! The race is about cost and expected time not served alone. It may rule out a design that meets such a goal where the rival misses it.
//! So all designs are gone through once more, from the one that can cost least. One is passed over where the expected time not served of
//! all requests misses the goal already, or where even the least that it can cost is more than the best that is known; any other is run.
//! What costs least of those that were valued in full comes first, so that few others can cost less.

use std::sync::atomic::{AtomicBool, Ordering};

use super::{
    entry::{Entry, Verdict},
    found::{Effort, Judged, Step},
    listing::Plan,
    lived::Live,
    race::value,
};
use crate::{
    answer::Rule,
    build::{Picks, Space},
    decide::{Misses, Offer, allowed, chosen},
    experiment::{Method, Options},
    study::uncertain_study,
    topology::Goal,
};

/// Years of a design that is run, where nobody says how many.
pub const YEARS: u64 = 2048;
/// More designs than these are not run, nor so many valued in full for it; others are left open.
const MOST_RUN: usize = 256;
const MOST_VALUED: usize = 2048;
/// So many are judged together.
const TOGETHER: usize = 8;

/// Finds the one to have among all designs, `by_parts` apart that are none of these. `live` values designs that cannot be computed. Nothing
/// where the frontier of cost and time has the answer.
pub fn judge(
    entries: &mut [Entry],
    (plan, effort): (Plan<'_>, Effort),
    (live, by_parts): (Live<'_>, f64),
    observe: &(dyn Fn(Step) + Sync),
    stop: &AtomicBool,
) -> Option<Judged> {
    let mut goal = entries.first()?.worlds.goal;
    goal.of_classes = entries.iter().any(|it| it.worlds.goal.of_classes);
    let prices = [goal.lost_service_cost, goal.data_loss_cost];
    let has_choice = goal.is_demanding() || goal.outage_cost.is_some();
    let has_prices = has_choice && prices.iter().any(Option::is_some);
    if !goal.is_beyond_a_mean() && !has_prices {
        return None;
    }
    let mut bench = Bench {
        goal,
        plan,
        effort,
        seen: vec![false; entries.len()],
        known: Vec::new(),
        runs: 0,
        stop,
    };
    let all = bench.in_order(entries);
    let is_valued = |it: &usize| entries[*it].verdict == Verdict::Valued;
    let first: Vec<usize> = all.iter().copied().filter(is_valued).collect();
    for order in [first, all] {
        let mut left = order.into_iter();
        while bench.goes_on() {
            let next: Vec<usize> = {
                let best = bench.best();
                let is_new = |it: &usize| !bench.seen[*it] && bench.may_meet(&entries[*it]);
                let worth = left.by_ref().filter(is_new);
                let worth = worth.take_while(|&it| bench.is_worth(&entries[it], best));
                worth.take(TOGETHER).collect()
            };
            if next.is_empty() {
                break;
            }
            value(entries, &next, usize::MAX, (observe, stop));
            live(entries);
            bench.judge(entries, &next);
        }
    }
    // A design without a group loses no data, and what was ruled out by its parts has none.
    let others = Goal { rpo: None, ..goal };
    let by_parts = if others.is_beyond_a_mean() || goal.lost_service_cost.is_some() {
        by_parts
    } else {
        0.0
    };
    let best = bench.best();
    let is_open =
        |(it, seen): &(&Entry, &bool)| !**seen && bench.may_meet(it) && bench.is_worth(it, best);
    let left = entries.iter().zip(&bench.seen).filter(is_open);
    let nearest = bench
        .chosen()
        .map(|(place, ..)| entries[place].picks.clone());
    Some(Judged {
        best: nearest,
        meets: best.is_some(),
        count: bench.known.len(),
        open: by_parts + left.count() as f64,
    })
}

/// Whether it costs more than is to be spent, and what it costs: bill and outages, or the bill where it is too high.
type Rank = (bool, f64);

/// Designs that were judged, and what judges others.
struct Bench<'a> {
    goal: Goal,
    plan: Plan<'a>,
    effort: Effort,
    /// Which were valued in full here, or passed over then.
    seen: Vec<bool>,
    /// Places of designs that were judged, and what they ask and give.
    known: Vec<(usize, Offer)>,
    runs: usize,
    stop: &'a AtomicBool,
}

impl Bench<'_> {
    /// All designs, from the one that can cost least.
    fn in_order(&self, entries: &[Entry]) -> Vec<usize> {
        let mut all: Vec<usize> = (0..entries.len()).collect();
        all.sort_by(|&a, &b| {
            let [one, other] = [a, b].map(|it| self.least(&entries[it]));
            let rank = one.0.cmp(&other.0).then(one.1.total_cmp(&other.1));
            rank.then_with(|| entries[a].picks.cmp(&entries[b].picks))
        });
        all
    }

    fn goes_on(&self) -> bool {
        let seen = self.seen.iter().filter(|it| **it).count();
        !self.stop.load(Ordering::Relaxed) && self.runs < MOST_RUN && seen < MOST_VALUED
    }

    /// Whether its expected time not served may be within the goal of all requests.
    fn may_meet(&self, entry: &Entry) -> bool {
        let unserved = match entry.verdict {
            Verdict::Valued => entry.mean(),
            _ => entry.least,
        };
        let goal = self.goal.availability;
        goal.is_none_or(|share| unserved <= allowed(share))
    }

    /// Whether it may cost no more than the best that is known.
    fn is_worth(&self, entry: &Entry, best: Option<Rank>) -> bool {
        best.is_none_or(|best| self.least(entry) <= best)
    }

    fn rank(&self, offer: &Offer) -> Rank {
        let is_beyond = self.goal.budget.is_some_and(|budget| offer.cost > budget);
        let price = self.goal.outage_cost.filter(|_| !is_beyond);
        (is_beyond, offer.total(price.unwrap_or(0.0)))
    }

    /// The least that a design can rank: what is lost costs something or nothing, and never gives anything back.
    fn least(&self, entry: &Entry) -> Rank {
        if entry.verdict == Verdict::Valued {
            return self.rank(&Offer::new(entry.cost, &entry.expected(), &self.goal));
        }
        let Goal {
            outage_cost,
            lost_service_cost,
            ..
        } = self.goal;
        let an_hour = outage_cost.map_or(0.0, |price| {
            lost_service_cost.map_or(price, |of_service| price.min(of_service))
        });
        let hours = Offer {
            hourly: entry.least,
            ..Offer::default()
        };
        let paid = Offer {
            cost: entry.cost,
            lost: hours.total(an_hour),
            ..Offer::default()
        };
        let is_beyond = self.goal.budget.is_some_and(|budget| entry.cost > budget);
        if is_beyond {
            (true, entry.cost)
        } else {
            self.rank(&paid)
        }
    }

    /// The one to have of those that are known, its rank, and whether it is up as is demanded.
    fn chosen(&self) -> Option<(usize, Rank, bool)> {
        let offers: Vec<Offer> = self.known.iter().map(|it| it.1).collect();
        let (best, rule) = chosen(&offers, &self.goal)?;
        let rank = self.rank(&offers[best]);
        Some((self.known[best].0, rank, rule != Rule::NearestToGoal))
    }

    /// The rank of the one to have of those that are known to be up as is demanded.
    fn best(&self) -> Option<Rank> {
        let chosen = self.chosen().filter(|it| it.2);
        chosen.map(|it| it.1)
    }

    /// Judges designs, as far as they were valued in full and are still in question.
    fn judge(&mut self, entries: &mut [Entry], which: &[usize]) {
        let valued = which.iter().copied();
        let valued = valued.filter(|&it| entries[it].verdict == Verdict::Valued);
        let best = self.best();
        let is_open = |it: &usize| {
            let entry = &entries[*it];
            self.may_meet(entry) && self.is_worth(entry, best)
        };
        let (open, over): (Vec<usize>, Vec<usize>) = valued.partition(is_open);
        over.into_iter().for_each(|it| self.seen[it] = true);
        let found = if self.goal.is_beyond_a_mean() {
            self.run(entries, &open)
        } else {
            vec![Misses::default(); open.len()]
        };
        for (place, misses) in open.into_iter().zip(found) {
            let entry = &mut entries[place];
            entry.misses = Some(misses);
            self.seen[place] = true;
            let offer = Offer::new(entry.cost, &entry.expected(), &self.goal);
            self.known.push((place, Offer { misses, ..offer }));
        }
    }

    /// What designs miss by a run of theirs; nothing where it was stopped.
    fn run(&mut self, entries: &[Entry], which: &[usize]) -> Vec<Misses> {
        let (source, catalog) = self.plan;
        let picks: Vec<Picks> = which.iter().map(|&it| entries[it].picks.clone()).collect();
        let space = Space::open(source, catalog).ok();
        let topology = space.and_then(|space| space.topology(&picks).ok());
        let Some(topology) = topology.filter(|_| !which.is_empty()) else {
            return Vec::new();
        };
        let options = Options {
            seed: self.effort.seed,
            precision: self.effort.precision,
            years: Some(self.effort.lives.unwrap_or(YEARS)),
            method: Method::Best,
        };
        let scenarios = self.effort.scenarios;
        let results = uncertain_study(&topology, catalog, options, scenarios, &|_| {}, self.stop);
        self.runs += which.len();
        if self.stop.load(Ordering::Relaxed) {
            return Vec::new();
        }
        let all = results.architectures.iter();
        all.map(|it| Offer::of(it, &results.goal).misses).collect()
    }
}
