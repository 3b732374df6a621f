//! An outage that begins in a certain way: its states, and how likely each is at each age.

use std::sync::Arc;

use super::{
    ages::{Ages, Values},
    bundle::Bundles,
    cone::{Cone, Shape, State},
    effects::{Curve, Effects},
    felt::Felt,
    wait::{Grain, values},
    waits::{Waiting, Waits},
};
use crate::{
    failover::Failback,
    law::{Law, Side},
    topology::{Effect, GroupId, Mitigation},
};

/// Events of one outage at most: combinations double with each.
pub const MOST_EVENTS: usize = 12;

/// What is a matter of chance at an outage's beginning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Begins {
    /// Whether a leaf, by its place, is struck by the source itself.
    Leaf(usize),
    /// Whether another source is struck, or so many of several are, by the place of its event; from 1 on.
    Struck(usize),
}

/// What is likely at each age, however the outage begins and whoever is struck.
pub struct Chances {
    /// Per mitigation, that it is in effect.
    guards: Vec<Arc<Values>>,
    /// That sites which are down still get requests.
    draining: Option<Values>,
}

impl Chances {
    /// With these mitigations.
    pub fn new(shape: &Shape<'_>, ages: &Ages, guards: &[&Mitigation]) -> Self {
        let guards = guards.iter();
        let guards = guards.map(|guard| Arc::new(ages.map(|age| in_effect(guard, age))));
        let drain = shape.architecture.balance.as_ref();
        let drain = drain.map(|it| it.drain.settled());
        Self {
            guards: guards.collect(),
            draining: drain.map(|law| ages.map(|age| law.beyond(age, Side::After))),
        }
    }
}

/// A group that has to act.
struct Woken {
    group: GroupId,
    wait: Arc<Waiting>,
    /// Chance that a switch works.
    succeeds: f64,
    /// What a move costs: downtime of going back afterwards, and data [h].
    loss: f64,
    lag: f64,
    /// It begins at once, not only when a `covers_first` ends.
    at_once: bool,
}

/// What is true of the service in one combination of events.
struct Outcome {
    /// Bit by bit: mitigations in effect, groups that have switched, events of struck sources that are still true.
    events: usize,
    down: bool,
    instant: bool,
    /// Share of the requests that is lost, and what it is while those sites that are down are drained.
    lost: f64,
    lost_draining: f64,
    /// The woken groups that can move in this state.
    movable: Vec<usize>,
}

/// An outage that begins in a certain way.
pub struct OnePattern<'a> {
    pub shape: &'a Shape<'a>,
    pub ages: &'a Ages,
    pub felt: &'a Felt,
    pub guards: &'a [&'a Mitigation],
    pub chances: &'a Chances,
    pub cone: &'a Cone,
    pub bundles: &'a Bundles,
    /// What is not struck.
    pub spared: Vec<Begins>,
}

impl OnePattern<'_> {
    /// Adds its effects, times `weight`, to those that outages have while these struck events are on, bit by bit; where they have none
    /// nothing is made of it.
    pub fn add(&self, weight: f64, waits: &Waits, by_on: &mut [Option<Effects>]) -> Option<()> {
        let guards = self.guards.len();
        let worst = self.state(0, |_| false, |_| true);
        let woken = self.woken(&worst, waits)?;
        let delayed: Vec<usize> = if woken.iter().all(|it| it.at_once) {
            Vec::new()
        } else {
            (0..guards)
                .filter(|&it| self.covers(it).is_some())
                .collect()
        };
        let free = guards + woken.len();
        if free + self.bundles.events.len() > MOST_EVENTS || delayed.len() > 1 {
            return None;
        }
        // When what delays it ends, and how likely that is; at most one does.
        let mut begins: Vec<(f64, Option<(usize, f64)>)> = Vec::new();
        if let Some(&guard) = delayed.first() {
            let works = self.guards[guard].works;
            let ends = values(self.covers(guard)?, Grain::FINE).into_iter();
            let ends = ends.map(|(end, share)| (end, works * share));
            let ends = ends.chain([(0.0, 1.0 - works)]);
            begins.extend(ends.map(|(end, share)| (weight * share, Some((guard, end)))));
        } else {
            begins.push((weight, None));
        }
        let strikes = !self.felt.struck.is_empty();
        for (on, effects) in by_on.iter_mut().enumerate() {
            for own in [true].into_iter().chain(strikes.then_some(false)) {
                let each = 0..1_usize << free;
                let outcomes = each.map(|it| self.outcome(own, it | on << free, &woken, &worst));
                let outcomes = outcomes.collect::<Option<Vec<Outcome>>>()?;
                let outcomes = self.that_count(outcomes);
                if outcomes.is_empty() {
                    continue;
                }
                let effects = effects.get_or_insert_with(|| Effects::none(self.ages, strikes));
                let Some(curve) = effects.while_down(own) else {
                    continue;
                };
                for &(weight, covered) in &begins {
                    self.integrate(weight, covered, &woken, &outcomes, curve);
                }
            }
        }
        Some(())
    }

    /// Outcomes that are not as if nothing were down.
    fn that_count(&self, mut outcomes: Vec<Outcome>) -> Vec<Outcome> {
        let base = self.shape.lost_at_rest();
        outcomes.retain(|it| {
            let loses = it.lost != base || it.lost_draining != base;
            it.down || it.instant || loses || !it.movable.is_empty()
        });
        outcomes
    }

    /// The law of a mitigation that covers the beginning.
    fn covers(&self, guard: usize) -> Option<&Law> {
        match &self.guards[guard].effect {
            Effect::CoversFirst(law) => Some(law),
            Effect::After(_) => None,
        }
    }

    /// The nodes' states with these mitigations in effect, these groups switched and these outages, from 0, still on.
    fn state(
        &self,
        effective: usize,
        has_switched: impl Fn(GroupId) -> bool,
        is_on: impl Fn(usize) -> bool,
    ) -> State {
        let is_felt = |leaf: usize| {
            self.felt.is_felt(leaf, effective, |through| {
                let begins = match through {
                    0 => Begins::Leaf(leaf),
                    struck => Begins::Struck(self.bundles.of[struck - 1] + 1),
                };
                is_on(through) && !self.spared.contains(&begins)
            })
        };
        self.cone.state(is_felt, has_switched)
    }

    /// The groups whose preferred member is down at the worst.
    fn woken(&self, worst: &State, waits: &Waits) -> Option<Vec<Woken>> {
        let covered = (0..self.guards.len())
            .filter(|&guard| self.covers(guard).is_some())
            .fold(0, |bits, guard| bits | 1 << guard);
        let begin = self.state(covered, |_| false, |_| true);
        let groups = &self.shape.architecture.groups;
        let is_awake = |state: &State, id: &GroupId| {
            let preferred = groups[id].at_rest().0;
            preferred.is_some_and(|member| state.is_down(self.cone, *member))
        };
        let awake = self.cone.groups.iter().filter(|id| is_awake(worst, id));
        awake
            .map(|id| {
                let group = &groups[id];
                if group.law.botched.is_some() {
                    return None;
                }
                let crowd = group.crowded.first();
                let crowded = crowd
                    .is_some_and(|nodes| nodes.iter().any(|node| worst.is_down(self.cone, *node)));
                let room = if crowded {
                    1.0 - group.law.no_capacity
                } else {
                    1.0
                };
                Some(Woken {
                    group: *id,
                    wait: waits.find(&group.law)?,
                    succeeds: group.law.succeeds * room,
                    loss: self.loss(*id, waits)?,
                    lag: group.law.lag.as_ref().map_or(0.0, Law::mean),
                    at_once: is_awake(&begin, id),
                })
            })
            .collect()
    }

    /// Downtime while a group goes back [h]: until it is over, or another group has switched away from it.
    fn loss(&self, group: GroupId, waits: &Waits) -> Option<f64> {
        let groups = &self.shape.architecture.groups;
        let Failback::After { loss, .. } = &groups[group].law.failback else {
            return Some(0.0);
        };
        let Some(others) = self.shape.needs(group) else {
            return Some(0.0);
        };
        let mut waiting = self.ages.map(|_| 1.0);
        for other in others {
            let law = &groups[other].law;
            let wait = waits.find(law).filter(|_| law.botched.is_none())?;
            for (index, waiting) in waiting.iter_mut().enumerate() {
                *waiting *= wait.beyond(self.ages, index, 0.0, law.succeeds);
            }
        }
        Some(self.ages.lasting(loss).through(&waiting))
    }

    /// What comes of a combination of events while the source itself is down (`own`) or not. `None` where what a group can switch
    /// to changes in the course of the outage.
    fn outcome(&self, own: bool, events: usize, woken: &[Woken], worst: &State) -> Option<Outcome> {
        let architecture = self.shape.architecture;
        let guards = self.guards.len();
        let is_on = |through: usize| match through {
            0 => own,
            struck => events >> (guards + woken.len() + self.bundles.of[struck - 1]) & 1 == 1,
        };
        let has_switched = |group: GroupId| {
            let place = woken.iter().position(|it| it.group == group);
            place.is_some_and(|place| events >> (guards + place) & 1 == 1)
        };
        let state = self.state(events, has_switched, is_on);
        let instant = self.state(events, |_| true, is_on);
        let mut movable = Vec::new();
        for (place, woken) in woken.iter().enumerate() {
            let group = &architecture.groups[woken.group];
            let (own, spares) = group.at_rest();
            let is_down = |node| state.is_down(self.cone, node);
            if !own.is_some_and(|member| is_down(*member)) {
                continue;
            }
            let mut required = group.requires.iter().flatten();
            let mut members = spares.iter().chain(group.before());
            let changes = members.any(|it| is_down(*it) != worst.is_down(self.cone, *it));
            if changes || required.any(|it| self.cone.place(*it).is_some()) {
                return None;
            }
            // Each seat before it that lost its member has one of the spares.
            let taken = group.before().iter().filter(|it| is_down(**it)).count();
            let up = spares.iter().filter(|it| !is_down(**it)).count();
            if !has_switched(woken.group) && up > taken {
                movable.push(place);
            }
        }
        let down = state.is_service_down(self.cone);
        let is_down = |node| state.is_down(self.cone, node);
        let active = |group: GroupId| {
            let members = &architecture.groups[group].members;
            state.serving(self.cone, members, has_switched(group))
        };
        let balanced = architecture.balance.iter().flat_map(|it| &it.sites);
        let sites = balanced.clone().count().max(1) as f64;
        let drained = balanced.filter(|site| is_down(**site)).count() as f64 / sites;
        let lost = |drained: f64| match down {
            true => 0.0,
            false => self.shape.parts.lost_share(is_down, active, drained),
        };
        Some(Outcome {
            events,
            down,
            instant: instant.is_service_down(self.cone),
            lost: lost(0.0),
            lost_draining: lost(drained),
            movable,
        })
    }

    /// Adds up the outcomes, each by its chance at each age, whoever is struck being so; `covered` is the mitigation whose end wakes groups, and when it
    /// ends [h].
    fn integrate(
        &self,
        weight: f64,
        covered: Option<(usize, f64)>,
        woken: &[Woken],
        outcomes: &[Outcome],
        curve: &mut Curve,
    ) {
        let guards = self.guards.len();
        let beginning = |it: &Woken| match covered {
            Some((_, end)) if !it.at_once => end,
            _ => 0.0,
        };
        // Per event, its chance at each age.
        let of_guards = self.chances.guards.iter().enumerate();
        let mut chances: Vec<Arc<Values>> = of_guards
            .map(|(guard, in_effect)| match covered {
                Some((which, end)) if which == guard => {
                    Arc::new(self.ages.map(|age| f64::from(u8::from(age < end))))
                }
                _ => in_effect.clone(),
            })
            .collect();
        let waits = woken.iter().map(|it| {
            let from = beginning(it);
            let indices = 0..self.ages.at().len();
            let beyond = |index| it.wait.beyond(self.ages, index, from, it.succeeds);
            Arc::new(indices.map(|index| 1.0 - beyond(index)).collect())
        });
        chances.extend(waits);
        let base = self.shape.lost_at_rest();
        // Where the outage begins, and where a group wakes that a mitigation covered until then.
        let covered_until = covered.map_or(0.0, |(_, end)| end);
        let wakes = self.ages.at().iter().position(|&age| age > covered_until);
        for outcome in outcomes {
            let chance = |but: Option<usize>, index: usize| {
                let events = chances.iter().enumerate();
                let events = events.filter(|(event, _)| Some(*event) != but);
                let factors = events.map(|(event, chance)| {
                    let chance = chance[index];
                    if outcome.events >> event & 1 == 1 {
                        chance
                    } else {
                        1.0 - chance
                    }
                });
                factors.product::<f64>()
            };
            for index in 0..self.ages.at().len() {
                let share = weight * chance(None, index);
                curve.down[index] += share * f64::from(u8::from(outcome.down));
                curve.instant[index] += share * f64::from(u8::from(outcome.instant));
                let draining = self.chances.draining.as_ref();
                let draining = draining.map_or(0.0, |draining| draining[index]);
                let lost = outcome.lost + draining * (outcome.lost_draining - outcome.lost);
                curve.lost[index] += share * (lost - base);
            }
            let beyond = f64::from(u8::from(outcome.down)) - f64::from(u8::from(outcome.instant));
            curve.falls += weight * chance(None, 0) * f64::from(u8::from(outcome.instant));
            if let Some(index) = wakes {
                curve.outages[index] += weight * chance(None, index) * beyond;
            }
            for &place in &outcome.movable {
                let it = &woken[place];
                let (loss, lag) = (it.loss, it.lag);
                if loss == 0.0 && lag == 0.0 {
                    continue;
                }
                for index in 0..self.ages.at().len() {
                    let moves = it.wait.moves(self.ages, index, beginning(it), it.succeeds);
                    if moves > 0.0 {
                        let share = weight * moves * chance(Some(guards + place), index);
                        curve.back[index] += share * loss;
                        curve.outages[index] += if loss > 0.0 { share } else { 0.0 };
                        curve.data[index] += share * lag;
                    }
                }
            }
        }
    }
}

/// Chance that a mitigation is in effect at an age [h].
fn in_effect(mitigation: &Mitigation, age: f64) -> f64 {
    let (beyond, within) = match &mitigation.effect {
        Effect::After(law) | Effect::CoversFirst(law) => law.settled().tails(age, Side::After),
    };
    let now = match &mitigation.effect {
        Effect::After(_) => within,
        Effect::CoversFirst(_) => beyond,
    };
    mitigation.works * now
}
