//! From results to what one should do: steps along the frontier with their paired differences, the prices of an hour from
//! which they pay, the cheapest in total, and how sure all that is.

use crate::{
    answer::{
        ArchitectureResult, DecisionResult, RegionResult, RestsOn, RunnerUp, StepResult, Verdict,
    },
    decide::{Offer, Region, cheapest, regions},
    estimate::{Blocks, Difference, Interval, band90},
    scope::Scope,
    topology::{Aspect, Topology},
};

/// Kinds of source that a step's saving is told to rest on.
const REASONS: usize = 5;
/// A kind with less than this share of a step's saving is no reason for it.
const LEAST_REASON: f64 = 0.05;

/// What a decision is made from.
pub struct Evidence<'a> {
    /// The plan.
    pub topology: &'a Topology,
    /// The architectures' results.
    pub architectures: &'a [ArchitectureResult],
    /// What they ask and give, with the plan's numbers.
    pub offers: &'a [Offer],
    /// The same mean downtimes, block by block.
    pub blocks: &'a [Blocks],
    /// Lives in all blocks.
    pub lives: u64,
    /// The offers in each drawn world; empty without.
    pub drawn: &'a [Vec<Offer>],
}

impl Evidence<'_> {
    /// The decision, without its sentences.
    pub fn decide(&self) -> DecisionResult {
        let offers = self.offers;
        let Some(cheapest_bill) = cheapest(offers, 0.0) else {
            return DecisionResult::default();
        };
        let first_of_cheapest = offers
            .iter()
            .position(|offer| offer.cost == offers[cheapest_bill].cost);
        let from = self
            .topology
            .today
            .or(first_of_cheapest)
            .unwrap_or(cheapest_bill);
        let regions = regions(offers);
        let price = self.topology.goal.outage_cost;
        let best = price.and_then(|price| cheapest(offers, price));
        DecisionResult {
            sentences: Vec::new(),
            from: self.name(from),
            best: best.map(|best| self.name(best)),
            runner_up: price
                .zip(best)
                .and_then(|(price, best)| self.runner_up(offers, price, best)),
            meets_goal: self.meets_goal(),
            steps: self.steps(offers, &regions, from),
            regions: self.regions(offers, &regions),
            today: self.topology.today.map(|today| self.name(today)),
        }
    }

    fn name(&self, index: usize) -> String {
        self.architectures[index].name.clone()
    }

    /// How much less `to` is down than `from` [min a year].
    fn saving(&self, from: usize, to: usize) -> Difference {
        let mut saving = self.blocks[from].less(&self.blocks[to], self.lives);
        // Of what was never seen down only the bound is known.
        let bound = |index: usize| {
            let downtime = &self.architectures[index].downtime;
            downtime.reckoned() - downtime.mean
        };
        saving.mean += bound(from) - bound(to);
        saving.interval.low -= bound(to);
        saving.interval.high += bound(from);
        saving
    }

    fn runner_up(&self, offers: &[Offer], price: f64, best: usize) -> Option<RunnerUp> {
        let others: Vec<usize> = (0..offers.len()).filter(|&other| other != best).collect();
        let rest: Vec<Offer> = others.iter().map(|&other| offers[other]).collect();
        let second = others[cheapest(&rest, price)?];
        let extra = offers[second].cost - offers[best].cost;
        let apart = self.saving(second, best);
        let more = |minutes: f64| {
            let hours = Offer {
                cost: 0.0,
                downtime: minutes,
            };
            extra + hours.total(price)
        };
        let more_ci95 = [more(apart.interval.low), more(apart.interval.high)];
        let same = |offers: &[Offer]| offers[best].total(price) <= offers[second].total(price);
        Some(RunnerUp {
            name: self.name(second),
            more_monthly: more(apart.mean),
            more_ci95,
            sure: if more_ci95[0] > 0.0 {
                Verdict::Yes
            } else {
                Verdict::Undecided
            },
            p_same_order: self.share(&same),
        })
    }

    /// The share of drawn worlds of which something is true.
    fn share(&self, holds: &dyn Fn(&[Offer]) -> bool) -> Option<f64> {
        if self.drawn.is_empty() {
            return None;
        }
        let count = self.drawn.iter().filter(|offers| holds(offers)).count();
        Some(count as f64 / self.drawn.len() as f64)
    }

    /// The 5 % and the 95 % point of something over the drawn worlds.
    fn band(&self, value: &dyn Fn(&[Offer]) -> f64) -> Option<[f64; 2]> {
        band90(self.drawn.iter().map(|offers| value(offers)).collect())
    }

    /// The band of the price from which `to` is cheaper in total than `from`.
    fn break_even_band(&self, from: usize, to: usize) -> Option<[Option<f64>; 2]> {
        let price = |offers: &[Offer]| {
            offers[from]
                .break_even(&offers[to])
                .unwrap_or(f64::INFINITY)
        };
        self.band(&price).map(|band| band.map(finite))
    }

    /// The cheapest in money that surely meets the goal and fits the budget.
    fn meets_goal(&self) -> Option<String> {
        let goal = &self.topology.goal;
        if goal.availability.is_none() && goal.budget.is_none() {
            return None;
        }
        let fits = |result: &&ArchitectureResult| {
            let meets = result
                .meets_goal
                .is_none_or(|verdict| verdict == Verdict::Yes);
            meets
                && goal
                    .budget
                    .is_none_or(|budget| result.cost.monthly <= budget)
        };
        let cheapest = self.architectures.iter().filter(fits).min_by(|a, b| {
            let costs = a.cost.monthly.total_cmp(&b.cost.monthly);
            costs.then(a.downtime.mean.total_cmp(&b.downtime.mean))
        });
        cheapest.map(|result| result.name.clone())
    }

    fn regions(&self, offers: &[Offer], regions: &[Region]) -> Vec<RegionResult> {
        let before = std::iter::once(None).chain(regions.iter().map(|region| Some(region.offer)));
        let result = |(region, before): (&Region, Option<usize>)| RegionResult {
            architecture: self.name(region.offer),
            from: region.from,
            from_band90: before.and_then(|before| self.break_even_band(before, region.offer)),
            to: finite(region.to),
            rests_on: before.map_or(Vec::new(), |before| {
                let saved = offers[before].downtime - offers[region.offer].downtime;
                self.rests_on(before, region.offer, saved)
            }),
        };
        regions.iter().zip(before).map(result).collect()
    }

    /// From where one stands to the best that is no dearer, then along the frontier.
    fn steps(&self, offers: &[Offer], regions: &[Region], from: usize) -> Vec<StepResult> {
        let mut frontier: Vec<usize> = (0..offers.len())
            .filter(|&index| self.architectures[index].on_frontier)
            .collect();
        frontier.sort_by(|&a, &b| offers[a].cost.total_cmp(&offers[b].cost));
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        if !frontier.contains(&from) {
            let no_dearer = frontier
                .iter()
                .rfind(|&&index| offers[index].cost <= offers[from].cost);
            pairs.extend(no_dearer.map(|&to| (from, to)));
        }
        pairs.extend(frontier.windows(2).map(|pair| (pair[0], pair[1])));
        pairs
            .into_iter()
            .filter(|&(from, to)| {
                let (from, to) = (&offers[from], &offers[to]);
                from.downtime > to.downtime || (from.downtime == to.downtime && from.cost > to.cost)
            })
            .map(|(from, to)| {
                let hull = regions.iter().any(|region| region.offer == to);
                self.step(offers, from, to, !hull)
            })
            .collect()
    }

    fn step(&self, offers: &[Offer], from: usize, to: usize, never_cheapest: bool) -> StepResult {
        let extra = offers[to].cost - offers[from].cost;
        let saving = self.saving(from, to);
        let price_of = |minutes: f64| {
            let before = Offer {
                cost: 0.0,
                downtime: minutes,
            };
            before.break_even(&Offer {
                cost: extra,
                downtime: 0.0,
            })
        };
        // The more is saved the sooner it pays.
        let Interval { low, high } = saving.interval;
        let ci95 = [price_of(high), price_of(low)];
        let saved = offers[from].downtime - offers[to].downtime;
        let pays = self.topology.goal.outage_cost.map(|price| match ci95 {
            [_, Some(latest)] if price >= latest => Verdict::Yes,
            [Some(soonest), _] if price >= soonest => Verdict::Undecided,
            _ => Verdict::No,
        });
        let saves = |offers: &[Offer]| offers[from].downtime - offers[to].downtime;
        let price = self.topology.goal.outage_cost;
        StepResult {
            from: self.name(from),
            to: self.name(to),
            extra_monthly: extra,
            saved_minutes_per_year: saved,
            saved_ci95: [low, high],
            saved_band90: self.band(&saves),
            // What costs no more pays at once.
            break_even: price_of(saved).unwrap_or(0.0),
            break_even_ci95: ci95,
            break_even_band90: self.break_even_band(from, to),
            pays,
            p_pays: price.and_then(|price| {
                self.share(&|offers: &[Offer]| offers[to].total(price) <= offers[from].total(price))
            }),
            never_cheapest,
            rests_on: self.rests_on(from, to, saved),
        }
    }

    /// What a step saves, by kind of source.
    fn rests_on(&self, from: usize, to: usize, saved: f64) -> Vec<RestsOn> {
        if saved <= 0.0 {
            return Vec::new();
        }
        let mut kinds: Vec<(&str, f64)> = Vec::new();
        for (index, sign) in [(from, 1.0), (to, -1.0)] {
            for cause in &self.architectures[index].causes {
                match kinds.iter_mut().find(|(kind, _)| *kind == cause.kind) {
                    Some((_, minutes)) => *minutes += sign * cause.minutes_per_year,
                    None => kinds.push((&cause.kind, sign * cause.minutes_per_year)),
                }
            }
        }
        kinds.retain(|(_, minutes)| *minutes > 0.0 && *minutes >= LEAST_REASON * saved);
        kinds.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
        kinds.truncate(REASONS);
        let reason = |(kind, minutes): (&str, f64)| {
            let felt = [from, to]
                .map(|index| self.topology.architectures[index].felt(&self.topology.sources));
            let mut felt = felt.iter().flatten();
            let source = felt.find_map(|id| {
                let source = &self.topology.sources[id];
                (source.kind == kind).then_some(source)
            });
            let unknown = source.and_then(|source| {
                let all = source.unknowns.iter();
                let mut all = all.map(|id| &self.topology.unknowns[id]);
                all.find(|unknown| unknown.aspect == Aspect::Rate)
            });
            RestsOn {
                kind: kind.to_owned(),
                minutes_per_year: minutes,
                share: minutes / saved,
                rate_spread: unknown
                    .map(|unknown| unknown.quantile(0.95) / unknown.quantile(0.05))
                    .filter(|spread| spread.is_finite()),
                is_own: source
                    .is_some_and(|source| matches!(source.scope, Scope::Own | Scope::Service)),
                is_judgement: unknown
                    .is_some_and(|unknown| unknown.evidence.to_lowercase().contains("judgement")),
            }
        };
        kinds.into_iter().map(reason).collect()
    }
}

/// A number, or nothing where it is beyond all numbers.
fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}
