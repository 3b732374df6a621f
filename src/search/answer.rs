//! What a search found, as an answer: the frontier with names, the few that stand for all, and how sure the choice among them is.

use std::collections::HashSet;

use super::{
    cover::cover,
    found::{CONFIDENCE, Design, Found},
    names::names,
};
use crate::{
    answer::{
        ArchitectureResult, ChoiceResult, DecisionResult, FrontierDesign, JudgedResult, OpenChoice,
        Rule, SearchRegion, SearchResult,
    },
    build::Picks,
    decide::{Offer, cheapest, chosen, next_step, regions, settled_among},
    estimate::band90,
    experiment::Losses,
    topology::Goal,
};

/// Chosen in so many scenarios it is not in question.
const SURE: f64 = 0.95;
/// So many designs are named, where that is possible.
const MOST_NAMED: usize = 8;
/// So many of those that cost least in total at some price of an hour are named where the plan asks for nothing.
const MOST_BY_PRICE: usize = 4;

/// A search's answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// As results have it.
    pub result: SearchResult,
    /// The designs of the frontier with their names, and the one to have where it is none of them, by cost.
    pub designs: Vec<(String, Picks)>,
    /// All designs that were valued, and the names of those that have one.
    all: Vec<(Design, Option<String>)>,
    goal: Goal,
}

/// Makes it. `taken` are the names of the plan's own architectures.
#[must_use]
pub fn answer(
    found: &Found,
    choices: &[(String, Vec<String>)],
    goal: &Goal,
    taken: &HashSet<String>,
) -> Answer {
    let designs = &found.designs;
    let offers: Vec<Offer> = designs
        .iter()
        .map(|it| Offer::new(it.cost, &it.expected, goal))
        .collect();
    let judged = found.judged.as_ref();
    let best = judged.and_then(|it| it.best.as_ref());
    let met = best.and_then(|best| designs.iter().position(|it| it.picks == *best));
    let by_rule = chosen(&offers, goal);
    let best = met.or(by_rule.map(|it| it.0));
    let in_total = goal.outage_cost.and_then(|price| cheapest(&offers, price));
    // What loses data, or has prices of its own for losses, may be the one to have and on no frontier of cost and time.
    let mut listed = found.frontier.clone();
    let regions = regions(&offers);
    listed.extend(best.iter().chain(&in_total).copied());
    listed.extend(regions.iter().map(|it| it.offer));
    listed.sort_unstable();
    listed.dedup();
    let points: Vec<(f64, f64)> = listed
        .iter()
        .map(|&it| (offers[it].cost, offers[it].unserved))
        .collect();
    let place = |design: usize| listed.iter().position(|&it| it == design);
    // The next step is what it is of all, not of those that have a name for other reasons.
    let next = best.and_then(|best| next_step(&offers, best, listed.iter().copied()));
    let next = next.map(|it| it.0);
    let asked = best.iter().chain(&in_total).chain(&next);
    // Where nothing is asked the answer goes through the prices of an hour.
    let by_price = regions.iter().map(|it| &it.offer).take(MOST_BY_PRICE);
    let by_price = by_price.filter(|_| best.is_none());
    // Where none meets the goal the answer names the one that comes closest, too.
    let is_missed = by_rule.is_some_and(|it| it.1 == Rule::NearestToGoal);
    let is_missed = judged.map_or(is_missed, |it| !it.meets);
    let may_be_had = |it: &usize| goal.budget.is_none_or(|most| offers[*it].cost <= most);
    let closest = found.frontier.iter().filter(|_| is_missed);
    let closest = closest.rev().find(|it| may_be_had(it));
    let always = asked.chain(by_price).chain(closest);
    let always = always.filter_map(|&it| place(it));
    let always: Vec<usize> = always.collect();
    let (named, share) = cover(&points, &always, MOST_NAMED);
    let picks: Vec<&Picks> = listed.iter().map(|&it| &designs[it].picks).collect();
    let names = names(choices, &picks, taken);
    let each = listed.iter().zip(&names).enumerate();
    let frontier = each.map(|(place, (&it, name))| FrontierDesign {
        named: named.contains(&place),
        beaten: !found.frontier.contains(&it),
        ..frontier_design(&designs[it], name, choices)
    });
    let regions = regions.iter().map(|it| SearchRegion {
        design: place(it.offer).map_or(String::new(), |it| names[it].clone()),
        from: it.from,
        to: Some(it.to).filter(|to| to.is_finite()),
    });
    let all = designs
        .iter()
        .enumerate()
        .map(|(it, design)| (design.clone(), place(it).map(|place| names[place].clone())));
    Answer {
        result: SearchResult {
            counts: found.counts,
            confidence: CONFIDENCE,
            choices: choices
                .iter()
                .map(|(name, options)| OpenChoice {
                    name: name.clone(),
                    options: options.clone(),
                })
                .collect(),
            frontier: frontier.collect(),
            regions: regions.collect(),
            named_share: share,
            judged: judged.map(|it| JudgedResult {
                designs: it.count,
                met_by: met
                    .filter(|_| it.meets)
                    .and_then(place)
                    .map(|it| names[it].clone()),
                open: it.open,
            }),
            refused: found.refused.clone(),
            not_searched: Vec::new(),
            interrupted: found.is_interrupted,
            seen: found.seen.clone(),
        },
        designs: names
            .iter()
            .zip(picks)
            .map(|(name, picks)| (name.clone(), picks.clone()))
            .collect(),
        all: all.collect(),
        goal: *goal,
    }
}

impl Answer {
    /// Calls designs that the plan has by a name of its own by that name, and lists them no more; `twins` has what each is called here
    /// and there.
    pub fn call(&mut self, twins: &[(String, String)]) {
        let own = |name: &str| twins.iter().find(|it| it.0 == name).map(|it| it.1.clone());
        self.designs.retain(|(name, _)| own(name).is_none());
        let of_all = self.all.iter_mut().filter_map(|it| it.1.as_mut());
        let of_frontier = self.result.frontier.iter_mut().map(|it| &mut it.name);
        let of_regions = self.result.regions.iter_mut().map(|it| &mut it.design);
        let of_best = self.result.judged.iter_mut();
        let of_best = of_best.filter_map(|it| it.met_by.as_mut());
        for name in of_all.chain(of_frontier).chain(of_regions).chain(of_best) {
            if let Some(own) = own(name) {
                *name = own;
            }
        }
    }

    /// Says of designs that were run that they are not on the frontier where one that was not run beats them.
    pub fn compare(&self, run: &mut [ArchitectureResult]) {
        let all = &self.result.frontier;
        for own in run {
            let (cost, unserved) = (own.cost.monthly, own.unserved());
            let beats = |it: &FrontierDesign| it.monthly <= cost && it.unserved < unserved;
            let known = all.iter().find(|it| it.name == own.name);
            own.on_frontier = match known {
                Some(known) => !known.beaten,
                None => own.on_frontier && !all.iter().any(beats),
            };
        }
    }

    /// Says of the choices of a run of the named how sure they are among all; `today` is the name of the design that runs today.
    pub fn make_sure(&self, decision: &mut DecisionResult, today: Option<&str>) {
        let price = self.goal.outage_cost;
        if let Some(choice) = &mut decision.choice {
            self.make_one_sure(choice, price, today);
        }
        for priced in &mut decision.priced {
            if let Some(choice) = &mut priced.choice {
                self.make_one_sure(choice, Some(priced.price), today);
            }
        }
    }

    fn make_one_sure(&self, choice: &mut ChoiceResult, price: Option<f64>, today: Option<&str>) {
        let named = |it: &(Design, Option<String>)| it.1.as_ref() == Some(&choice.architecture);
        let best = self
            .all
            .iter()
            .position(named)
            .filter(|_| choice.p_chosen.is_some());
        let goal = Goal {
            outage_cost: price,
            ..self.goal
        };
        let Some((share, other)) = best.and_then(|best| self.sure(&goal, best, today)) else {
            return;
        };
        choice.p_chosen = Some(share);
        choice.otherwise = other.and_then(|(other, _)| self.all[other].1.clone());
        choice.p_otherwise = other.map(|it| it.1).filter(|_| choice.otherwise.is_some());
        choice.settled = choice.settled.map(|settled| settled && share >= SURE);
    }

    /// In which share of the scenarios the same rules choose it among all, what they choose most often else, and in which share. Of a goal
    /// that is more than the mean of all requests nothing is known of designs that were not judged: they are not counted.
    fn sure(
        &self,
        goal: &Goal,
        best: usize,
        today: Option<&str>,
    ) -> Option<(f64, Option<(usize, f64)>)> {
        let is_known = |it: &usize| self.all[*it].0.misses.is_some() || !goal.is_beyond_a_mean();
        let known: Vec<usize> = (0..self.all.len()).filter(is_known).collect();
        let is_today = |it: &usize| today.is_some() && self.all[*it].1.as_deref() == today;
        let today = known.iter().position(is_today);
        let scenarios = self.all.first()?.0.drawn.len();
        if scenarios < 2 || !known.contains(&best) {
            return None;
        }
        let mut times = vec![0_usize; self.all.len()];
        for scenario in 0..scenarios {
            let offers = known.iter().map(|&it| {
                let design = &self.all[it].0;
                let losses = design.drawn.get(scenario).copied();
                let losses = losses.unwrap_or(design.expected);
                Offer {
                    misses: design.misses.unwrap_or_default(),
                    ..Offer::new(design.cost, &losses, goal)
                }
            });
            let offers: Vec<Offer> = offers.collect();
            times[known[settled_among(&offers, goal, today)?.0]] += 1;
        }
        let share = |design: usize| times[design] as f64 / scenarios as f64;
        let others = (0..times.len()).filter(|&it| it != best && times[it] > 0);
        let other = others.rev().max_by_key(|&it| times[it]);
        Some((share(best), other.map(|it| (it, share(it)))))
    }
}

fn frontier_design(
    design: &Design,
    name: &str,
    choices: &[(String, Vec<String>)],
) -> FrontierDesign {
    let picks = choices.iter().zip(&design.picks);
    let picks = picks
        .filter_map(|((name, options), &pick)| Some((name.clone(), options.get(pick)?.clone())));
    let drawn = design.drawn.iter().map(Losses::unserved);
    let several = design.drawn.len() > 1;
    FrontierDesign {
        name: name.to_owned(),
        named: false,
        beaten: false,
        picks: picks.collect(),
        monthly: design.cost,
        unserved: design.expected.unserved(),
        downtime: design.expected.downtime,
        data_lost: design.expected.data_lost,
        band90: band90(drawn.collect()).filter(|_| several),
        error: design.error,
    }
}
