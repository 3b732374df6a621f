//! What is felt of one source at a random moment, and how often that changes for the worse.
//!
//! Links of a source that feel its outages alike make a *way*: all links without mitigations one, the links of each
//! component with the same mitigations one each (finer where `hits` strikes leaf by leaf, see [`super::structure`]).
//! The state of the source is the set of ways in which it is felt now. At age a of an outage that reaches us, a way is
//! felt unless one of its mitigations is *effective*: an `after` that works and has ended, a `covers_first` that works
//! and has not. Given the age, mitigations are independent of each other and of the outage's length L, so
//!
//! ```text
//! P(exactly the ways S are felt) = reach / (E[X] + E[L]) · ∫ P(L > a) · P(S | a) da
//! ```
//!
//! and the rate at which S turns into a worse S′ is the same integral with the rate of that change at age a in place of
//! P(S | a); fixed delays change S at one age, and the outage's own beginning at age 0.

use std::collections::BTreeMap;

use super::{
    Obstacle,
    density::{Side, atoms, corners, density, horizon, settled, split},
    quadrature::integrate,
};
use crate::topology::{Law, Mitigation, MitigationId, Remedy, Source};

/// A set of ways, one bit each.
pub type Ways = u32;

/// Most ways of one source: states double with each.
const MOST_WAYS: usize = 10;
/// Most mitigations of one way or component.
const MOST_GUARDS: usize = 10;
/// The integrals begin at this share of the shortest time; what is earlier is added as one step.
const TINY: f64 = 1e-14;

/// A variable of the structure function with several states.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// How many bits a state has.
    pub bits: u32,
    /// The states and their probabilities, which add up to 1; each to full relative accuracy.
    pub states: Vec<(Ways, f64)>,
    /// Changes for the worse: from, to, how often [1/h].
    pub worsenings: Vec<(Ways, Ways, f64)>,
    /// True where a change is better for one way and worse for another.
    pub crosses: bool,
}

impl Block {
    /// A variable that is true with probability `down` and false with `up`, and becomes true `falls` times an hour.
    pub fn single(down: f64, up: f64, falls: f64) -> Self {
        Self {
            bits: 1,
            states: vec![(0, up), (1, down)],
            worsenings: vec![(0, 1, falls)],
            crosses: false,
        }
    }
}

/// Links that feel a source alike: the component where there are mitigations, and these.
pub type Way<'a> = (&'a str, Vec<MitigationId>);

/// Works out the states of `source`, bit i standing for `ways[i]`. `None` where nothing is ever felt of it.
pub fn block(
    source: &Source,
    ways: &[Way<'_>],
    mitigations: &[Mitigation],
) -> Result<Option<Block>, Obstacle> {
    let lasts = settled(&source.lasts);
    let length = lasts.mean();
    let Some(fails) = &source.fails else {
        return Ok(None);
    };
    if length <= 0.0 || source.reach <= 0.0 {
        return Ok(None);
    }
    let cycle = fails.mean() + length;
    let teams = teams(ways, mitigations);
    let guards = teams.iter().map(|team| team.guards.len()).max();
    if ways.len() > MOST_WAYS || guards > Some(MOST_GUARDS) {
        return Err(Obstacle::TooManyWays {
            source_name: source.name.clone(),
            ways: ways.len().max(guards.unwrap_or(0)),
        });
    }
    let bare = bare(ways);
    // Hours of an outage spent in each state, and changes an outage.
    let (hours, changes) = if teams.is_empty() {
        let changes = BTreeMap::from([((0, bare), split(&lasts, 0.0, Side::After).0)]);
        (BTreeMap::from([(bare, length)]), changes)
    } else {
        through_an_outage(&lasts, bare, &teams, ways.len())
    };
    let unfelt = fails.mean()
        + length * (1.0 - source.reach)
        + source.reach * hours.get(&0).copied().unwrap_or(0.0);
    let felt = hours
        .into_iter()
        .filter(|&(ways, hours)| ways != 0 && hours > 0.0);
    let states = std::iter::once((0, unfelt / cycle))
        .chain(felt.map(|(ways, hours)| (ways, source.reach * hours / cycle)));
    let (worse, crossing): (Vec<_>, Vec<_>) = changes
        .into_iter()
        .filter(|&((from, to), share)| to & !from != 0 && share > 0.0)
        .map(|((from, to), share)| (from, to, source.reach * share / cycle))
        .partition(|&(from, to, _)| from & !to == 0);
    Ok(Some(Block {
        bits: ways.len() as u32,
        states: states.collect(),
        worsenings: worse,
        crosses: !crossing.is_empty(),
    }))
}

/// The ways of one component that has mitigations; all share the draws of a mitigation.
struct Team {
    guards: Vec<Guard>,
    /// Per set of effective guards, the ways still felt.
    felt: Vec<Ways>,
}

struct Guard {
    law: Law,
    works: f64,
    /// True for `covers_first`: effective until its time is over, else from then on.
    covers: bool,
}

impl Guard {
    /// Probability of being effective, and of not being.
    fn effective(&self, age: f64) -> (f64, f64) {
        let (beyond, within) = split(&self.law, age, Side::After);
        let (on, off) = if self.covers {
            (beyond, within)
        } else {
            (within, beyond)
        };
        (self.works * on, (1.0 - self.works) + self.works * off)
    }
}

fn bare(ways: &[Way<'_>]) -> Ways {
    let plain = ways
        .iter()
        .enumerate()
        .filter(|(_, (_, mitigations))| mitigations.is_empty());
    plain.fold(0, |bits, (bit, _)| bits | 1 << bit)
}

fn teams(ways: &[Way<'_>], mitigations: &[Mitigation]) -> Vec<Team> {
    let mut members: BTreeMap<&str, Vec<(usize, &Vec<MitigationId>)>> = BTreeMap::new();
    for (bit, (component, against)) in ways.iter().enumerate() {
        if !against.is_empty() {
            members.entry(component).or_default().push((bit, against));
        }
    }
    let team = |ways: Vec<(usize, &Vec<MitigationId>)>| {
        let mut ids: Vec<MitigationId> = ways
            .iter()
            .flat_map(|(_, ids)| ids.iter().copied())
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let guards = ids.iter().map(|id| {
            let mitigation = &mitigations[id.0 as usize];
            let (law, covers) = match &mitigation.remedy {
                Remedy::After(law) => (law, false),
                Remedy::CoversFirst(law) => (law, true),
            };
            Guard {
                law: settled(law),
                works: mitigation.works,
                covers,
            }
        });
        let felt = |effective: usize| {
            let bits = ways.iter().filter(|(_, against)| {
                !ids.iter()
                    .enumerate()
                    .any(|(guard, id)| effective >> guard & 1 == 1 && against.contains(id))
            });
            bits.fold(0, |bits, &(bit, _)| bits | 1 << bit)
        };
        Team {
            guards: guards.collect(),
            felt: (0..1usize << ids.len().min(MOST_GUARDS))
                .map(felt)
                .collect(),
        }
    };
    members.into_values().map(team).collect()
}

impl Team {
    /// The law of what is felt at `age`, guard `but` left out (it counts as not effective).
    fn law(&self, age: f64, but: Option<usize>) -> Vec<f64> {
        let mut law = vec![1.0];
        for (index, guard) in self.guards.iter().enumerate() {
            let (on, off) = if but == Some(index) {
                (0.0, 1.0)
            } else {
                guard.effective(age)
            };
            let with: Vec<f64> = law.iter().map(|share| share * on).collect();
            law.iter_mut().for_each(|share| *share *= off);
            law.extend(with);
        }
        law
    }

    /// Adds the law of what is felt at `age` of this team's ways to the joint law of others'.
    fn join(&self, joint: &[f64], law: &[f64]) -> Vec<f64> {
        let mut more = vec![0.0; joint.len()];
        for (effective, share) in law.iter().enumerate() {
            let felt = self.felt[effective] as usize;
            for (others, so_far) in joint.iter().enumerate() {
                if *so_far > 0.0 {
                    more[others | felt] += so_far * share;
                }
            }
        }
        more
    }

    /// Just before and just after `age`, where fixed delays end: the law of what is felt.
    fn jump(&self, age: f64) -> BTreeMap<(Ways, Ways), f64> {
        let mut law = BTreeMap::from([((0, 0), 1.0)]);
        for (index, guard) in self.guards.iter().enumerate() {
            let (beyond, _) = split(&guard.law, age, Side::After);
            let (_, within) = split(&guard.law, age, Side::Before);
            let times = atoms(&guard.law);
            let now = times.iter().filter(|&&time| time == age).count() as f64
                / times.len().max(1) as f64;
            let (on, off) = if guard.covers {
                (beyond, within)
            } else {
                (within, beyond)
            };
            let bit = 1usize << index;
            let turns = if guard.covers { (bit, 0) } else { (0, bit) };
            let outcomes = [
                ((bit, bit), guard.works * on),
                (turns, guard.works * now),
                ((0, 0), (1.0 - guard.works) + guard.works * off),
            ];
            let mut more = BTreeMap::new();
            for ((before, after), so_far) in law {
                for ((was, is), share) in outcomes {
                    *more.entry((before | was, after | is)).or_insert(0.0) += so_far * share;
                }
            }
            law = more;
        }
        let mut felt = BTreeMap::new();
        for ((before, after), share) in law {
            *felt
                .entry((self.felt[before], self.felt[after]))
                .or_insert(0.0) += share;
        }
        felt
    }
}

type Hours = BTreeMap<Ways, f64>;
type Changes = BTreeMap<(Ways, Ways), f64>;

/// Hours of an outage that reaches us spent in each state, and how often each change happens in it.
fn through_an_outage(lasts: &Law, bare: Ways, teams: &[Team], ways: usize) -> (Hours, Changes) {
    let states = 1usize << ways;
    let start = |bare: Ways| {
        let mut joint = vec![0.0; states];
        joint[bare as usize] = 1.0;
        joint
    };
    let laws = || {
        teams
            .iter()
            .flat_map(|team| team.guards.iter().map(|guard| &guard.law))
    };
    let mut corners: Vec<f64> = laws().chain([lasts]).flat_map(corners).collect();
    corners.sort_by(f64::total_cmp);
    corners.dedup();
    let shortest = laws()
        .chain([lasts])
        .map(Law::median)
        .filter(|&time| time > 0.0);
    let from = TINY * shortest.fold(f64::INFINITY, f64::min);
    // Each covers_first whose end has a density moves its team's ways, the others standing as they are.
    let moves: Vec<(usize, usize)> = teams
        .iter()
        .enumerate()
        .flat_map(|(team, of)| (0..of.guards.len()).map(move |guard| (team, guard)))
        .filter(|&(team, guard)| {
            let guard = &teams[team].guards[guard];
            guard.covers && atoms(&guard.law).is_empty()
        })
        .collect();
    let mut slots: Vec<(usize, usize, Ways, Ways)> = Vec::new();
    for &(team, guard) in &moves {
        for effective in 0..teams[team].felt.len() {
            let (from, to) = (
                teams[team].felt[effective | 1 << guard],
                teams[team].felt[effective],
            );
            if effective >> guard & 1 == 0
                && from != to
                && !slots.contains(&(team, guard, from, to))
            {
                slots.push((team, guard, from, to));
            }
        }
    }
    // The integrand at an age; `ended(guard)` is how much of a covers_first's time ends there.
    let at = |age: f64, out: &mut [f64], ended: &dyn Fn(&Guard) -> f64| {
        let laws: Vec<Vec<f64>> = teams.iter().map(|team| team.law(age, None)).collect();
        let mut joint = start(bare);
        for (team, law) in teams.iter().zip(&laws) {
            joint = team.join(&joint, law);
        }
        out[..states].copy_from_slice(&joint);
        for (slot, &(team, guard, from, to)) in slots.iter().enumerate() {
            let mut others = start(bare);
            for (other, law) in laws.iter().enumerate() {
                if other != team {
                    others = teams[other].join(&others, law);
                }
            }
            let team = &teams[team];
            let rest = team.law(age, Some(guard));
            let share: f64 = (0..rest.len())
                .filter(|effective| effective >> guard & 1 == 0)
                .filter(|effective| {
                    team.felt[effective | 1 << guard] == from && team.felt[*effective] == to
                })
                .map(|effective| rest[effective])
                .sum();
            let guard = &team.guards[guard];
            let rate = share * guard.works * ended(guard);
            let range = states * (slot + 1)..states * (slot + 2);
            out[range]
                .iter_mut()
                .zip(others)
                .for_each(|(out, others)| *out = rate * others);
        }
    };
    let count = states * (slots.len() + 1);
    let mut total = integrate(from, horizon(lasts), &corners, count, &mut |age, out| {
        let lasting = split(lasts, age, Side::After).0;
        if lasting > 0.0 {
            at(age, out, &|guard| density(&guard.law, age));
            out.iter_mut().for_each(|value| *value *= lasting);
        }
    });
    let mut first = vec![0.0; count];
    at(from, &mut first, &|guard| {
        split(&guard.law, from, Side::After).1
    });
    first[..states].iter_mut().for_each(|value| *value *= from);
    total
        .iter_mut()
        .zip(first)
        .for_each(|(total, first)| *total += first);

    let hours = (0..states)
        .map(|state| (state as Ways, total[state]))
        .collect();
    let mut changes = Changes::new();
    for (slot, &(_, _, from, to)) in slots.iter().enumerate() {
        for others in 0..states {
            let times = total[states * (slot + 1) + others];
            if times > 0.0 {
                *changes
                    .entry((from | others as Ways, to | others as Ways))
                    .or_insert(0.0) += times;
            }
        }
    }
    jumps(&mut changes, lasts, bare, teams, &corners);
    (hours, changes)
}

/// Adds the changes at ages where fixed delays end, the outage's own beginning among them.
fn jumps(changes: &mut Changes, lasts: &Law, bare: Ways, teams: &[Team], ages: &[f64]) {
    let begins = std::iter::once(0.0);
    for age in begins.chain(ages.iter().copied().filter(|&age| age > 0.0)) {
        let lasting = split(lasts, age, Side::After).0;
        if lasting <= 0.0 {
            continue;
        }
        let mut joint = Changes::from([((if age > 0.0 { bare } else { 0 }, bare), lasting)]);
        for team in teams {
            let mut more = Changes::new();
            for ((before, after), share) in team.jump(age) {
                let before = if age > 0.0 { before } else { 0 };
                for (&(was, is), &so_far) in &joint {
                    *more.entry((was | before, is | after)).or_insert(0.0) += so_far * share;
                }
            }
            joint = more;
        }
        for (change, share) in joint {
            if change.0 != change.1 && share > 0.0 {
                *changes.entry(change).or_insert(0.0) += share;
            }
        }
    }
}
