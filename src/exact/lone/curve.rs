//! What one outage does to an architecture, by its age, all else up.
//!
//! p(a) = P(the service is down at age a of an outage that still lasts). What happens up to age a does not depend on how long
//! the outage will last, so an outage of length L costs ∫₀ᴸ p(a) da, and p holds neither rate nor length. It is a sum over
//! independent events, each true or not at age a: a mitigation takes effect, a group has switched. The structure is worked
//! out once for each combination of them.
//!
//! Sources that are struck go down together and come back each by itself: whether one is still down is an event too.
//!
//! A group that wakes when a `covers_first` ends begins to wait then: the curve is a mean over when that is.

use std::sync::Arc;

use super::{
    Cost,
    ages::{Ages, Values},
    cone::{Cone, Shape, State},
    felt::Felt,
    lost::{lost_share, serving},
    wait::values,
    waits::{Waiting, Waits},
};
use crate::{
    failover::{Failback, Failover},
    law::{Law, Side},
    topology::{Effect, GroupId, Mitigation, MitigationId, Table},
};

/// Events of one outage at most: combinations double with each.
const MOST_EVENTS: usize = 12;

/// What outages do by their age.
#[derive(Debug, Clone, PartialEq)]
pub struct Effects {
    /// While the source itself is down.
    pub during: Curve,
    /// When it is up again and others that it struck may not be; `None` where it strikes nobody.
    pub after: Option<Curve>,
}

/// What an outage costs by its age; all but `moved…` are shares of the time, to be integrated over the age.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Chance that the service is down.
    pub down: Values,
    /// The same if failovers took no time and always worked.
    pub instant: Values,
    /// Share of the requests that is lost while the service is up, beyond what is lost with nothing down.
    pub lost: Values,
    /// Per stretch of ages, hours of downtime for going back afterwards, once a group has moved there.
    pub back: Values,
    /// Per stretch of ages, hours of writing that are lost with a move there.
    pub data: Values,
    /// Per stretch of ages, outages that there are there and would not be if failovers took no time and always worked.
    pub outages: Values,
    /// Chance that the service would be down at the beginning if failovers took no time and always worked.
    pub falls: f64,
}

/// A group that has to act.
struct Woken {
    group: GroupId,
    wait: Arc<Waiting>,
    /// Chance that a switch works.
    succeeds: f64,
    /// It begins at once, not only when a `covers_first` ends.
    at_once: bool,
}

/// What is true of the service in one combination of events.
struct Outcome {
    /// Bit by bit: mitigations in effect, groups that have switched, struck sources that are still down.
    events: usize,
    down: bool,
    instant: bool,
    lost: f64,
    /// The woken groups that can move in this state.
    movable: Vec<usize>,
    /// The balanced sites that are down while the service is up.
    draining: f64,
}

/// The curve of outages felt like this; `None` where more than independent events decides, and where there are too many.
pub fn curve(
    shape: &Shape<'_>,
    mitigations: &Table<MitigationId, Mitigation>,
    ages: &Ages,
    felt: &Felt,
    waits: &Waits,
) -> Option<Effects> {
    let strikes = !felt.struck.is_empty();
    let mut effects = Effects {
        during: Curve::zero(ages),
        after: strikes.then(|| Curve::zero(ages)),
    };
    let cone = shape.cone(&felt.leaves);
    if !shape.feels(&cone) {
        return Some(effects);
    }
    // What is a matter of chance at the outage's beginning: which leaves it strikes, which sources.
    let mut chances: Vec<(Begins, f64)> = Vec::new();
    if felt.hits < 1.0 {
        chances.extend((0..felt.leaves.len()).map(|leaf| (Begins::Leaf(leaf), felt.hits)));
    }
    let struck = felt.struck.iter().enumerate();
    let unsure = struck.filter(|(_, it)| it.chance < 1.0);
    chances.extend(unsure.map(|(index, it)| (Begins::Struck(index + 1), it.chance)));
    if chances.len() + felt.guards().len() + felt.struck.len() > MOST_EVENTS {
        return None;
    }
    let guards: Vec<&Mitigation> = felt.guards().map(|id| &mitigations[id]).collect();
    for pattern in 0..1_usize << chances.len() {
        let each = chances.iter().enumerate();
        let weight = each.map(|(bit, (_, chance))| {
            if pattern >> bit & 1 == 1 {
                *chance
            } else {
                1.0 - chance
            }
        });
        let spared: Vec<Begins> = (0..chances.len())
            .filter(|bit| pattern >> bit & 1 == 0)
            .map(|bit| chances[bit].0)
            .collect();
        let one = OnePattern {
            shape,
            ages,
            felt,
            guards: &guards,
            cone: &cone,
            spared,
        };
        one.add(weight.product(), waits, &mut effects)?;
    }
    Some(effects)
}

/// What is a matter of chance at an outage's beginning.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Begins {
    /// Whether a leaf, by its place, is struck by the source itself.
    Leaf(usize),
    /// Whether another source is struck; from 1 on.
    Struck(usize),
}

impl Effects {
    /// Whether all would be the same if failovers took no time and always worked, nothing but the service's being down counted.
    pub fn are_static(&self) -> bool {
        let Curve {
            down,
            instant,
            lost,
            back,
            data,
            outages,
            falls: _,
        } = &self.during;
        let mut others = [lost, back, data, outages].into_iter();
        self.after.is_none() && down == instant && others.all(|it| it.iter().all(|it| *it == 0.0))
    }

    /// What an outage costs whose length has this law.
    pub fn cost(&self, ages: &Ages, lasts: &Law) -> Cost {
        let lasting = ages.lasting(lasts);
        let while_it_lasts = |of: fn(&Curve) -> &Values| {
            let during = of(&self.during);
            match &self.after {
                None => (during.clone(), None),
                Some(after) => {
                    let after = of(after);
                    let more = during
                        .iter()
                        .zip(after)
                        .map(|(during, after)| during - after);
                    (more.collect(), Some(after))
                }
            }
        };
        let time = |of: fn(&Curve) -> &Values| {
            let (more, always) = while_it_lasts(of);
            ages.through(&lasting, &more) + always.map_or(0.0, |it| ages.whole(it))
        };
        let moves = |of: fn(&Curve) -> &Values| {
            let (more, always) = while_it_lasts(of);
            ages.met(&lasting, &more) + always.map_or(0.0, |it| it.iter().sum())
        };
        Cost {
            downtime: time(|it| &it.down) + moves(|it| &it.back),
            instant: time(|it| &it.instant),
            lost_service: time(|it| &it.lost),
            data: moves(|it| &it.data),
            outages: moves(|it| &it.outages),
            falls: self.during.falls,
        }
    }
}

impl Curve {
    /// Of an outage that costs nothing.
    pub fn zero(ages: &Ages) -> Self {
        let zero = vec![0.0; ages.at().len()];
        Self {
            down: zero.clone(),
            instant: zero.clone(),
            lost: zero.clone(),
            back: zero.clone(),
            data: zero.clone(),
            outages: zero,
            falls: 0.0,
        }
    }
}

/// An outage that begins in a certain way.
struct OnePattern<'a> {
    shape: &'a Shape<'a>,
    ages: &'a Ages,
    felt: &'a Felt,
    guards: &'a [&'a Mitigation],
    cone: &'a Cone,
    /// What is not struck.
    spared: Vec<Begins>,
}

impl OnePattern<'_> {
    /// Adds its effects, times `weight`.
    fn add(&self, weight: f64, waits: &Waits, effects: &mut Effects) -> Option<()> {
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
        let events = guards + woken.len() + self.felt.struck.len();
        if events > MOST_EVENTS || delayed.len() > 1 {
            return None;
        }
        let Effects { during, after } = effects;
        for (own, curve) in [(true, Some(during)), (false, after.as_mut())] {
            let Some(curve) = curve else {
                continue;
            };
            let outcomes: Option<Vec<Outcome>> = (0..1_usize << events)
                .map(|events| self.outcome(own, events, &woken, &worst))
                .collect();
            let outcomes = outcomes?;
            let Some(&guard) = delayed.first() else {
                self.integrate(weight, None, &woken, &outcomes, curve);
                continue;
            };
            let (law, works) = (self.covers(guard)?, self.guards[guard].works);
            let ends = values(law).into_iter();
            let ends = ends.map(|(end, share)| (end, works * share));
            for (end, share) in ends.chain([(0.0, 1.0 - works)]) {
                let covered = Some((guard, end));
                self.integrate(weight * share, covered, &woken, &outcomes, curve);
            }
        }
        Some(())
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
                    struck => Begins::Struck(struck),
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
            let preferred = groups[id].members.first();
            preferred.is_some_and(|member| state.is_down(self.cone, *member))
        };
        let awake = self.cone.groups.iter().filter(|id| is_awake(worst, id));
        awake
            .map(|id| {
                let group = &groups[id];
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
                    at_once: is_awake(&begin, id),
                })
            })
            .collect()
    }

    /// What comes of a combination of events while the source itself is down (`own`) or not. `None` where what a group can switch
    /// to changes in the course of the outage.
    fn outcome(&self, own: bool, events: usize, woken: &[Woken], worst: &State) -> Option<Outcome> {
        let architecture = self.shape.architecture;
        let guards = self.guards.len();
        let is_on = |through: usize| match through {
            0 => own,
            struck => events >> (guards + woken.len() + struck - 1) & 1 == 1,
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
            let mut members = group.members.iter();
            let is_down = |node| state.is_down(self.cone, node);
            if !members.next().is_some_and(|member| is_down(*member)) {
                continue;
            }
            let mut required = group.requires.iter().flatten();
            let changes = members
                .clone()
                .any(|it| is_down(*it) != worst.is_down(self.cone, *it));
            if changes || required.any(|it| self.cone.place(*it).is_some()) {
                return None;
            }
            if !has_switched(woken.group) && members.any(|it| !is_down(*it)) {
                movable.push(place);
            }
        }
        let down = state.is_service_down(self.cone);
        let is_down = |node| state.is_down(self.cone, node);
        let serves = |group| serving(architecture, group, has_switched(group), self.cone, &state);
        let balanced = architecture.balance.iter().flat_map(|it| &it.sites);
        let sites = balanced.clone().count().max(1) as f64;
        let draining = balanced.filter(|site| is_down(**site)).count() as f64 / sites;
        Some(Outcome {
            events,
            down,
            instant: instant.is_service_down(self.cone),
            lost: if down {
                0.0
            } else {
                lost_share(architecture, &is_down, &serves)
            },
            movable,
            draining: if down { 0.0 } else { draining },
        })
    }

    /// Adds up the outcomes, each by its chance at each age; `covered` is the mitigation whose end wakes groups, and when it
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
        let mut chances: Vec<Values> = (0..guards)
            .map(|guard| match covered {
                Some((which, end)) if which == guard => {
                    self.ages.map(|age| f64::from(u8::from(age < end)))
                }
                _ => self.ages.map(|age| in_effect(self.guards[guard], age)),
            })
            .collect();
        let waits = woken.iter().map(|it| {
            let from = beginning(it);
            let indices = 0..self.ages.at().len();
            let beyond = |index| it.wait.beyond(self.ages, index, from, it.succeeds);
            indices.map(|index| 1.0 - beyond(index)).collect()
        });
        chances.extend(waits);
        let struck = self.felt.struck.iter();
        chances.extend(struck.map(|it| self.ages.map(|age| it.lasts.tails(age, Side::After).0)));
        let base = lost_share(self.shape.architecture, &|_| false, &|_| Some(0));
        let drain = self.shape.architecture.balance.as_ref().map(|it| &it.drain);
        let counts = |it: &&Outcome| {
            it.down || it.instant || it.lost != base || it.draining > 0.0 || !it.movable.is_empty()
        };
        // Where the outage begins, and where a group wakes that a mitigation covered until then.
        let covered_until = covered.map_or(0.0, |(_, end)| end);
        let wakes = self.ages.at().iter().position(|&age| age > covered_until);
        for outcome in outcomes.iter().filter(counts) {
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
            for (index, &age) in self.ages.at().iter().enumerate() {
                let share = weight * chance(None, index);
                curve.down[index] += share * f64::from(u8::from(outcome.down));
                curve.instant[index] += share * f64::from(u8::from(outcome.instant));
                let draining = drain.map_or(0.0, |law| {
                    outcome.draining * law.settled().tails(age, Side::After).0
                });
                let lost = (outcome.lost + draining).min(1.0);
                curve.lost[index] += share * (lost - base);
            }
            let beyond = f64::from(u8::from(outcome.down)) - f64::from(u8::from(outcome.instant));
            curve.falls += weight * chance(None, 0) * f64::from(u8::from(outcome.instant));
            if let Some(index) = wakes {
                curve.outages[index] += weight * chance(None, index) * beyond;
            }
            for &place in &outcome.movable {
                let it = &woken[place];
                let law = &self.shape.architecture.groups[it.group].law;
                let (loss, lag) = price(self.shape, it.group, law);
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

/// What a move costs: downtime of going back afterwards, and data [h].
fn price(shape: &Shape<'_>, group: GroupId, law: &Failover) -> (f64, f64) {
    let loss = match &law.failback {
        Failback::After { loss, .. } if shape.needs(group) => loss.mean(),
        _ => 0.0,
    };
    (loss, law.lag.as_ref().map_or(0.0, Law::mean))
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
