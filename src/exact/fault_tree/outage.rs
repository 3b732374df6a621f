//! One outage that reaches us, from its beginning to its end: how long each set of ways is felt, and how often each
//! change happens. The integrals of [`super::source`].

use std::collections::BTreeMap;

use super::{
    quadrature::integrate,
    way::{Way, Ways},
};
use crate::{
    law::{Law, Side},
    topology::{Effect, Mitigation, MitigationId, Table},
};

/// Most mitigations of one way or component.
pub const MOST_GUARDS: usize = 10;
/// The integrals begin at this share of the shortest time; what is earlier is added as one step.
const TINY: f64 = 1e-14;

/// The ways of one component that has mitigations; all share the draws of a mitigation.
pub struct Team {
    pub guards: Vec<Guard>,
    /// Per set of effective guards, the ways still felt.
    felt: Vec<Ways>,
}

/// A mitigation against one source for one component.
pub struct Guard {
    law: Law,
    works: f64,
    /// True for `covers_first`: effective until its time is over, else from then on.
    covers: bool,
}

impl Guard {
    /// Probability of being effective, and of not being.
    fn effective(&self, age: f64) -> (f64, f64) {
        let (beyond, within) = self.law.tails(age, Side::After);
        let (on, off) = if self.covers {
            (beyond, within)
        } else {
            (within, beyond)
        };
        (self.works * on, (1.0 - self.works) + self.works * off)
    }
}

/// The components among the ways that have mitigations.
pub fn teams(ways: &[Way<'_>], mitigations: &Table<MitigationId, Mitigation>) -> Vec<Team> {
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
            let mitigation = &mitigations[id];
            let (law, covers) = match &mitigation.effect {
                Effect::After(law) => (law, false),
                Effect::CoversFirst(law) => (law, true),
            };
            Guard {
                law: law.settled(),
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
            let (beyond, _) = guard.law.tails(age, Side::After);
            let (_, within) = guard.law.tails(age, Side::Before);
            let now = guard.law.atom(age);
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

/// Hours spent in each state.
pub type Hours = BTreeMap<Ways, f64>;
/// How often each change, from and to, happens.
pub type Changes = BTreeMap<(Ways, Ways), f64>;

/// Hours of an outage that reaches us spent in each state, and how often each change happens in it.
pub fn through_an_outage(lasts: &Law, bare: Ways, teams: &[Team], ways: usize) -> (Hours, Changes) {
    let outage = Outage {
        teams,
        bare,
        states: 1 << ways,
        moves: moves(teams),
    };
    let laws = || {
        let guards = teams.iter().flat_map(|team| &team.guards);
        guards.map(|guard| &guard.law).chain([lasts])
    };
    let mut corners: Vec<f64> = laws().flat_map(Law::corners).collect();
    corners.sort_by(f64::total_cmp);
    corners.dedup();
    let shortest = laws().map(Law::median).filter(|&time| time > 0.0);
    let from = TINY * shortest.fold(f64::INFINITY, f64::min);
    let states = outage.states;
    let count = states * (outage.moves.len() + 1);
    let mut total = integrate(from, lasts.horizon(), &corners, count, &mut |age, out| {
        let lasting = lasts.beyond(age, Side::After);
        if lasting > 0.0 {
            outage.at(age, out, &|guard| guard.law.density(age));
            out.iter_mut().for_each(|value| *value *= lasting);
        }
    });
    let mut first = vec![0.0; count];
    outage.at(from, &mut first, &|guard| {
        guard.law.within(from, Side::After)
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
    for (index, &Move { from, to, .. }) in outage.moves.iter().enumerate() {
        for others in 0..states {
            let times = total[states * (index + 1) + others];
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

/// A `covers_first` whose end has a density moves its team from some of its ways to others.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Move {
    team: usize,
    guard: usize,
    from: Ways,
    to: Ways,
}

/// All different moves, team by team.
fn moves(teams: &[Team]) -> Vec<Move> {
    let mut moves = Vec::new();
    for (index, team) in teams.iter().enumerate() {
        for (guard, of) in team.guards.iter().enumerate() {
            if !of.covers || of.law.is_discrete() {
                continue;
            }
            for effective in (0..team.felt.len()).filter(|effective| effective >> guard & 1 == 0) {
                let next = Move {
                    team: index,
                    guard,
                    from: team.felt[effective | 1 << guard],
                    to: team.felt[effective],
                };
                if next.from != next.to && !moves.contains(&next) {
                    moves.push(next);
                }
            }
        }
    }
    moves
}

/// What is integrated over the age of an outage.
struct Outage<'a> {
    teams: &'a [Team],
    /// The ways that nothing mitigates.
    bare: Ways,
    states: usize,
    moves: Vec<Move>,
}

impl Outage<'_> {
    /// The integrands at an age: how likely each state is, then for each move and each state of the other teams how often
    /// it happens. `ended` is how much of the time of a `covers_first` ends there.
    fn at(&self, age: f64, out: &mut [f64], ended: &dyn Fn(&Guard) -> f64) {
        let laws: Vec<Vec<f64>> = self.teams.iter().map(|team| team.law(age, None)).collect();
        out[..self.states].copy_from_slice(&self.joint(&laws, None));
        for (
            index,
            &Move {
                team,
                guard,
                from,
                to,
            },
        ) in self.moves.iter().enumerate()
        {
            let others = self.joint(&laws, Some(team));
            let team = &self.teams[team];
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
            let range = self.states * (index + 1)..self.states * (index + 2);
            out[range]
                .iter_mut()
                .zip(others)
                .for_each(|(out, others)| *out = rate * others);
        }
    }

    /// The joint law of what is felt, by the law of each team; the ways of team `but` are left out.
    fn joint(&self, laws: &[Vec<f64>], but: Option<usize>) -> Vec<f64> {
        let mut joint = vec![0.0; self.states];
        joint[self.bare as usize] = 1.0;
        for (index, (team, law)) in self.teams.iter().zip(laws).enumerate() {
            if Some(index) != but {
                joint = team.join(&joint, law);
            }
        }
        joint
    }
}

/// Adds the changes at ages where fixed delays end, the outage's own beginning among them.
fn jumps(changes: &mut Changes, lasts: &Law, bare: Ways, teams: &[Team], ages: &[f64]) {
    let begins = std::iter::once(0.0);
    for age in begins.chain(ages.iter().copied().filter(|&age| age > 0.0)) {
        let lasting = lasts.beyond(age, Side::After);
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
