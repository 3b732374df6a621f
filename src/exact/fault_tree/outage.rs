//! One outage that reaches us, from its beginning to its end: how long each set of ways is felt, and how often each
//! change happens. The integrals of [`super::source`].

use std::collections::BTreeMap;

use super::{
    quadrature::Nodes,
    team::{Guard, Team},
    way::Ways,
};
use crate::law::{Law, Side};

/// The integrals begin at this share of the shortest time; what is earlier is added as one step.
const TINY: f64 = 1e-14;
/// A course is known up to so many times the longest age of the law with which it is made, for scenarios whose outages last longer.
const LONGER: f64 = 32.0;

/// Hours spent in each state.
pub type Hours = BTreeMap<Ways, f64>;
/// How often each change, from and to, happens.
pub type Changes = BTreeMap<(Ways, Ways), f64>;
/// Both, of one outage.
pub type Spent = (Hours, Changes);

/// What mitigations do in the course of an outage, ready for any law of its length.
#[derive(Debug)]
pub struct Course {
    outage: Outage,
    /// The ages at which it is known [h], and at which a law of the mitigations is not smooth.
    range: (f64, f64),
    corners: Vec<f64>,
    nodes: Nodes,
    /// The integrals up to the first age, for an outage that lasts longer.
    first: Vec<f64>,
    /// Ages at which fixed delays end, the outage's beginning among them, and which changes are how likely there.
    jumps: Vec<(f64, Changes)>,
}

impl Course {
    /// Of outages whose lengths have about this law.
    pub fn new(lasts: &Law, bare: Ways, teams: Vec<Team>, ways: usize) -> Self {
        Self::settle(lasts, bare, teams, ways).0
    }

    /// The same, and the integrals for that very law.
    fn settle(lasts: &Law, bare: Ways, teams: Vec<Team>, ways: usize) -> (Self, Vec<f64>) {
        let outage = Outage {
            moves: moves(&teams),
            teams,
            bare,
            states: 1 << ways,
        };
        let corners = outage.corners(lasts);
        let laws = || outage.laws().chain([lasts]);
        let shortest = laws().map(Law::median).filter(|&time| time > 0.0);
        let from = TINY * shortest.fold(f64::INFINITY, f64::min);
        let range = (from, LONGER * lasts.horizon());
        let count = outage.states * (outage.moves.len() + 1);
        let density = |guard: &Guard, age: f64| guard.law.density(age);
        let mut functions = |age: f64, out: &mut [f64]| outage.at(age, out, density);
        let lasting = |age: f64| lasts.beyond(age, Side::After);
        let (nodes, total) = Nodes::settle(range, &corners, count, &mut functions, &lasting);
        let mut first = vec![0.0; count];
        outage.at(from, &mut first, |guard, age| {
            guard.law.within(age, Side::After)
        });
        let states = outage.states;
        first[..states].iter_mut().for_each(|value| *value *= from);
        let ages = std::iter::once(0.0).chain(corners.iter().copied().filter(|&age| age > 0.0));
        let course = Self {
            jumps: ages.map(|age| (age, outage.jump(age))).collect(),
            outage,
            range,
            corners,
            nodes,
            first,
        };
        (course, total)
    }

    /// Hours of an outage that reaches us spent in each state, and how often each change happens in it; its length has this law.
    pub fn through(&self, lasts: &Law) -> Spent {
        let lasting = |age: f64| lasts.beyond(age, Side::After);
        let is_alike =
            lasts.horizon() <= self.range.1 && self.outage.corners(lasts) == self.corners;
        let known = is_alike.then(|| self.nodes.integrals(&lasting)).flatten();
        if let Some(total) = known {
            return self.read(lasts, total);
        }
        let Outage { bare, teams, .. } = &self.outage;
        let ways = self.outage.states.trailing_zeros() as usize;
        let (course, total) = Self::settle(lasts, *bare, teams.clone(), ways);
        course.read(lasts, total)
    }

    /// Reads the integrals.
    fn read(&self, lasts: &Law, mut total: Vec<f64>) -> Spent {
        let first = total.iter_mut().zip(&self.first);
        first.for_each(|(total, first)| *total += first);
        let states = self.outage.states;
        let hours = (0..states)
            .map(|state| (state as Ways, total[state]))
            .collect();
        let mut changes = Changes::new();
        for (index, &Move { from, to, .. }) in self.outage.moves.iter().enumerate() {
            for others in 0..states {
                let times = total[states * (index + 1) + others];
                if times > 0.0 {
                    *changes
                        .entry((from | others as Ways, to | others as Ways))
                        .or_insert(0.0) += times;
                }
            }
        }
        for (age, jump) in &self.jumps {
            let lasting = lasts.beyond(*age, Side::After);
            for (&change, share) in jump.iter().filter(|it| lasting * it.1 > 0.0) {
                *changes.entry(change).or_insert(0.0) += lasting * share;
            }
        }
        (hours, changes)
    }
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
#[derive(Debug, Clone)]
struct Outage {
    teams: Vec<Team>,
    /// The ways that nothing mitigates.
    bare: Ways,
    states: usize,
    moves: Vec<Move>,
}

impl Outage {
    /// Of all mitigations.
    fn laws(&self) -> impl Iterator<Item = &Law> {
        let guards = self.teams.iter().flat_map(|team| &team.guards);
        guards.map(|guard| &guard.law)
    }

    /// Ages at which it, or how long it lasts, is not smooth.
    fn corners(&self, lasts: &Law) -> Vec<f64> {
        let laws = self.laws().chain([lasts]);
        let mut corners: Vec<f64> = laws.flat_map(Law::corners).collect();
        corners.sort_by(f64::total_cmp);
        corners.dedup();
        corners
    }

    /// The integrands at an age: how likely each state is, then for each move and each state of the other teams how often
    /// it happens. `ended` is how much of the time of a `covers_first` ends there.
    fn at(&self, age: f64, out: &mut [f64], ended: impl Fn(&Guard, f64) -> f64) {
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
            let rate = share * guard.works * ended(guard, age);
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

    /// How likely each change is at an age where fixed delays end, or at the outage's own beginning.
    fn jump(&self, age: f64) -> Changes {
        let begins = age <= 0.0;
        let bare = (if begins { 0 } else { self.bare }, self.bare);
        let mut joint = Changes::from([(bare, 1.0)]);
        for team in &self.teams {
            let mut more = Changes::new();
            for ((before, after), share) in team.jump(age) {
                let before = if begins { 0 } else { before };
                for (&(was, is), &so_far) in &joint {
                    *more.entry((was | before, is | after)).or_insert(0.0) += so_far * share;
                }
            }
            joint = more;
        }
        joint.retain(|change, share| change.0 != change.1 && *share > 0.0);
        joint
    }
}
