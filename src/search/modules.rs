//! A room whose designs are too many to be listed: its groups of choices as modules of a static structure.

use std::{collections::HashMap, ops::Range, sync::atomic::AtomicBool};

use rayon::prelude::*;

use super::{
    front::{Frontier, front},
    rooms::Group,
    row::{Point, Row},
};
use crate::{
    bill::Sums,
    build::Space,
    exact::{Over, Parts, Variants, exact, modular},
    experiment::{World, in_world},
    topology::{Architecture, Topology},
};

/// Designs over a structure that is no row are gone through one by one, in all scenarios at most so many.
const MOST_MEASURED: f64 = 5e6;
/// How far what the parts add up to may be from the whole.
const CLOSE: f64 = 1e-9;

/// What was read of a room: its base, and each option of each group alone.
#[derive(Debug)]
pub struct Singles<'a> {
    pub topology: &'a Topology,
    /// Per group, per option that is left: its place in the group, its architecture and what it costs beyond the base.
    pub options: Vec<Vec<(usize, &'a Architecture, Sums)>>,
    /// The design with the last option of each group.
    pub corner: &'a Architecture,
    pub groups: &'a [Group],
}

impl Singles<'_> {
    /// The combinations of options that no other beats over these scenarios; `None` where the parts are no modules, or too many.
    /// Setting `stop` ends the work with the designs that are known then.
    pub fn front(
        &self,
        space: &Space<'_>,
        worlds: &[World],
        stop: &AtomicBool,
    ) -> Option<Frontier> {
        let components: Vec<Vec<&str>> = self
            .groups
            .iter()
            .map(|group| space.components(&group.choices))
            .collect();
        let each = components.iter().zip(&self.options);
        let variants: Vec<Variants<'_>> = each
            .map(|(names, options)| (names.clone(), options.iter().map(|it| it.1).collect()))
            .collect();
        let base = self.options.first()?.first()?.1;
        let written: World = self.topology.unknowns.iter().map(|it| it.value).collect();
        let own = [written];
        // Where nobody doubts any number all scenarios are one.
        let worlds = if worlds.is_empty() || self.topology.is_certain() {
            &own
        } else {
            worlds
        };
        let scenarios: Vec<Topology> = worlds
            .iter()
            .map(|it| in_world(self.topology, it))
            .collect();
        let parts = scenarios
            .par_iter()
            .map(|it| modular(it, base, &variants).ok().flatten());
        let parts: Vec<Parts> = parts.collect::<Option<_>>()?;
        if !self.add_up(&scenarios[0], base, &parts[0]) {
            return None;
        }
        if parts.iter().all(|it| it.rest.is_some()) {
            return self.in_row(&parts, stop);
        }
        let designs = self.one_by_one(&scenarios, base, &components, &parts)?;
        Some(Frontier::proven(designs))
    }

    /// Whether the parts of the base and of the corner make what both are as a whole.
    fn add_up(&self, topology: &Topology, base: &Architecture, parts: &Parts) -> bool {
        let Some(rest) = &parts.rest else {
            return true;
        };
        let close = |architecture: &Architecture, option: &dyn Fn(usize) -> usize| {
            let whole = exact(topology, architecture).map(|it| it.unavailability);
            let states = parts.states.iter().zip(rest).enumerate();
            let sum: f64 = states
                .map(|(state, (chance, rest))| {
                    let up = (0..parts.options.len())
                        .map(|part| 1.0 - parts.options[part][option(part)][state]);
                    chance * (1.0 - up.product::<f64>() * (1.0 - rest))
                })
                .sum();
            whole.is_ok_and(|whole| (whole - sum).abs() <= CLOSE * (whole + sum) + 1e-13)
        };
        let last = |part: usize| parts.options[part].len() - 1;
        let ends_last = self
            .groups
            .iter()
            .zip(&self.options)
            .all(|(group, options)| {
                options
                    .last()
                    .is_some_and(|it| it.0 + 1 == group.options.len())
            });
        close(base, &|_| 0) && (!ends_last || close(self.corner, &last))
    }

    fn in_row(&self, parts: &[Parts], stop: &AtomicBool) -> Option<Frontier> {
        let rest = parts.iter().map(|it| it.rest.as_deref());
        let rest: Vec<&[f64]> = rest.collect::<Option<_>>()?;
        let (states, kin) = states(parts, &rest);
        let share = 1.0 / parts.len() as f64;
        let weights = states.iter().map(|it| it.weight * share);
        let weights: Vec<f64> = weights.collect();
        let rest = states.iter().map(|it| rest[it.scenario][it.state]);
        let points = self.options.iter().enumerate().map(|(part, options)| {
            let point = |(option, of): (usize, &(usize, &Architecture, Sums))| Point {
                cost: self.cost(of.2),
                down: states
                    .iter()
                    .map(|it| parts[it.scenario].options[part][option][it.state])
                    .collect(),
                options: vec![of.0],
            };
            options
                .iter()
                .enumerate()
                .map(point)
                .collect::<Vec<Point>>()
        });
        let points: Vec<Vec<Point>> = points.collect();
        Row {
            weights: &weights,
            kin: &kin,
            rest: &rest.collect::<Vec<f64>>(),
            parts: &points,
            stop,
        }
        .front()
    }

    /// A part of a bill in numbers that add up, and that order bills as the currency and tax do.
    fn cost(&self, sums: Sums) -> f64 {
        (sums.fixed + sums.usage) as f64 * (1.0 + self.topology.vat) + sums.people as f64
    }

    fn one_by_one(
        &self,
        scenarios: &[Topology],
        base: &Architecture,
        components: &[Vec<&str>],
        parts: &[Parts],
    ) -> Option<Vec<Vec<usize>>> {
        let sizes: Vec<usize> = self.options.iter().map(Vec::len).collect();
        let count: f64 = sizes.iter().map(|&it| it as f64).product();
        if count * scenarios.len() as f64 > MOST_MEASURED {
            return None;
        }
        let over = scenarios.iter().zip(parts).map(|(it, parts)| {
            let shared = (components, &parts.shared);
            Over::new(it, base, shared).ok().flatten()
        });
        let mut over: Vec<Over> = over.collect::<Option<_>>()?;
        let mut picks = vec![0; sizes.len()];
        let mut points: Vec<(f64, f64)> = Vec::new();
        let mut all: Vec<Vec<usize>> = Vec::new();
        loop {
            let cost = picks
                .iter()
                .zip(&self.options)
                .map(|(&pick, of)| self.cost(of[pick].2));
            let cost: f64 = cost.sum();
            let down = over.iter_mut().zip(parts).map(|(over, parts)| {
                let each = picks.iter().enumerate();
                let each: Vec<&[f64]> = each
                    .map(|(part, &pick)| &parts.options[part][pick][..])
                    .collect();
                over.down(&each)
            });
            points.push((cost, down.sum()));
            all.push(picks.clone());
            let Some(next) = (0..sizes.len()).find(|&part| picks[part] + 1 < sizes[part]) else {
                break;
            };
            picks[next] += 1;
            picks[..next].fill(0);
        }
        let options = front(&points).into_iter().map(|place| {
            let each = all[place].iter().zip(&self.options);
            each.map(|(&pick, of)| of[pick].0).collect()
        });
        Some(options.collect())
    }
}

/// A state of what is shared, in a scenario and in those in which all are down as likely.
struct State {
    scenario: usize,
    state: usize,
    /// How likely it is, summed over these.
    weight: f64,
}

/// The states of all scenarios, those next to each other that are one but for the scenario, and which these are.
fn states(parts: &[Parts], rest: &[&[f64]]) -> (Vec<State>, Vec<Range<usize>>) {
    let most = parts.iter().map(|it| it.states.len()).max();
    let (mut states, mut kin): (Vec<State>, Vec<Range<usize>>) = (Vec::new(), Vec::new());
    for state in 0..most.unwrap_or(0) {
        let from = states.len();
        let mut known: HashMap<Vec<u64>, usize> = HashMap::new();
        for (scenario, of) in parts.iter().enumerate() {
            let Some(&weight) = of.states.get(state) else {
                continue;
            };
            let options = of.options.iter().flatten().map(|it| it[state]);
            let all = options.chain([rest[scenario][state]]).map(f64::to_bits);
            let place = *known.entry(all.collect()).or_insert(states.len());
            match states.get_mut(place) {
                Some(same) => same.weight += weight,
                None => states.push(State {
                    scenario,
                    state,
                    weight,
                }),
            }
        }
        kin.push(from..states.len());
    }
    (states, kin)
}
