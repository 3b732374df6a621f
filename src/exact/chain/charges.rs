//! Who is charged with the downtime of a chain: state by state, by the definition (docs/model.md, "Cause").
//!
//! What is charged for an outage that another took down is the first of those that struck, so the states of a chain
//! with strikers remember who that was, and are more. The definition is read a second time here, apart from the engine's.

use super::{
    canonical::Symmetry,
    event::Seen,
    felt::{felt_sources, matters},
    flow::Flow,
    generate::{Chain, Service, generate},
    iterate,
    recurrent::recurrent,
    state::is_felt,
    system::{Standby, System},
};
use crate::{
    exact::{
        charge::{Blame, Charge},
        obstacle::Obstacle,
    },
    topology::{Architecture, NodeId, Phase, Table, Topology},
};

/// The union of the minimal cut sets is found by trying all sets of at most so many causes.
const MOST_ENUMERATED: usize = 10;
/// Evaluations of the structure in all; the likeliest states come first.
const MOST_EVALUATIONS: usize = 1_000_000;

/// Charges the downtime of an architecture that stands alone in its topology; what is struck is charged to the striker
/// where the states are to `remember` it, else to itself. The minutes are shares of the time.
pub fn charges(
    topology: &Topology,
    architecture: &Architecture,
    remember: bool,
) -> Result<Vec<Charge>, Obstacle> {
    let mut system = System::new(topology, architecture)?;
    if remember {
        system.remember_strikers();
    }
    let chain = recurrent(generate(&system)?)?;
    let flow = Flow::new(&chain.rows);
    let shares = iterate::stationary(&flow, &chain.service)?;
    let mut ledger = Ledger::new(&system);
    let down = |state: &usize| !chain.service[*state].is_up();
    let mut states: Vec<usize> = (0..shares.len()).filter(down).collect();
    states.sort_by(|one, other| shares[*other].total_cmp(&shares[*one]));
    for state in states {
        ledger.charge(&chain, state, shares[state]);
    }
    let felt = felt_sources(topology, architecture, &matters(architecture));
    let blames = felt.into_iter().map(Blame::Source);
    let of = |(blame, (minutes, failover_minutes)): (Blame, (f64, f64))| Charge {
        blame,
        minutes,
        failover_minutes,
    };
    let blames = blames.chain([Blame::SwitchingBack]);
    Ok(blames.zip(ledger.evened_out()).map(of).collect())
}

/// What is charged so far.
struct Ledger<'a> {
    system: &'a System,
    /// Per source and one more for switching back: all, and of it failover.
    charged: Vec<(f64, f64)>,
    evaluations: usize,
}

/// A state without service.
struct Moment<'a> {
    system: &'a System,
    state: &'a [u8],
    /// Which members each group could have.
    seen: Seen,
    /// Each felt source with whose outage it is.
    felt: Vec<(usize, usize)>,
}

impl<'a> Ledger<'a> {
    fn new(system: &'a System) -> Self {
        Self {
            system,
            charged: vec![(0.0, 0.0); system.sources.len() + 1],
            evaluations: 0,
        }
    }

    /// Charges a state of this share of the time.
    fn charge(&mut self, chain: &Chain, state: usize, share: f64) {
        let failover = chain.service[state] == Service::FailingOver;
        let moment = Moment::new(self.system, &chain.states[state]);
        let charged = self.causes(&moment);
        let each = share / charged.len() as f64;
        for cause in charged {
            let sum = &mut self.charged[cause];
            sum.0 += each;
            if failover {
                sum.1 += each;
            }
        }
    }

    /// Whom to charge; at least one.
    fn causes(&mut self, moment: &Moment<'_>) -> Vec<usize> {
        let mut causes: Vec<usize> = moment.felt.iter().map(|felt| felt.1).collect();
        causes.sort_unstable();
        causes.dedup();
        if causes.is_empty() || moment.holds(|_| false) {
            return vec![self.system.sources.len()];
        }
        if causes.len() == 1 {
            return causes;
        }
        let alone = causes.iter().copied();
        let alone: Vec<usize> = alone
            .filter(|&cause| moment.holds(|other| other == cause))
            .collect();
        if !alone.is_empty() {
            return alone;
        }
        self.evaluations += 1 << causes.len().min(MOST_ENUMERATED);
        if causes.len() > MOST_ENUMERATED || self.evaluations > MOST_EVALUATIONS {
            return causes;
        }
        let cuts = moment.in_cuts(&causes);
        if cuts.is_empty() { causes } else { cuts }
    }

    /// The charges; of replicas that are alike, of which one state stands for all that differ only in which of them is
    /// down, each has an equal part.
    fn evened_out(mut self) -> Vec<(f64, f64)> {
        for alike in Symmetry::new(self.system).classes() {
            let count = alike.len() as f64;
            for own in 0..alike[0].len() {
                let (mut all, mut failover) = (0.0, 0.0);
                for replica in alike {
                    all += self.charged[replica[own]].0;
                    failover += self.charged[replica[own]].1;
                }
                for replica in alike {
                    self.charged[replica[own]] = (all / count, failover / count);
                }
            }
        }
        self.charged
    }
}

impl<'a> Moment<'a> {
    fn new(system: &'a System, state: &'a [u8]) -> Self {
        let felt = (0..system.sources.len()).filter(|&source| is_felt(state[source]));
        Self {
            system,
            state,
            seen: system.seen(state, &system.up(state)),
            felt: felt
                .map(|source| (source, system.striker(state, source).unwrap_or(source)))
                .collect(),
        }
    }

    /// Whether the structure would hold with the outages that are `spared` gone. A group in the middle of a switch counts as
    /// its active member, or as what the switch waits for.
    fn holds(&self, spared: impl Fn(usize) -> bool) -> bool {
        let mut is_down = vec![false; self.system.sources.len()];
        for &(source, cause) in &self.felt {
            is_down[source] = !spared(cause);
        }
        let counts = |group: &Standby, seen: &[bool], up: &Table<NodeId, bool>| {
            let at = self.system.group_state(self.state, group);
            match at.phase {
                // Nothing that is spared takes a member down: who serves in a seat goes on.
                Phase::Serving if !group.seat.is_only() => true,
                Phase::Serving => group.is_enough(up),
                _ if !seen.contains(&true) => group.is_enough(up),
                Phase::Awaiting(target) => {
                    group.requires[target as usize].iter().all(|&node| up[node])
                }
                _ => up[group.members[at.active as usize]],
            }
        };
        let up = self.system.nodes.up(
            |leaf| {
                !self.system.leaves[leaf]
                    .iter()
                    .any(|&source| is_down[source])
            },
            |group, up| group.is_none_or(|it| counts(&self.system.groups[it], &self.seen[it], up)),
        );
        up[self.system.root]
    }

    /// Those causes that are in a minimal cut set: which make the difference for some set of others.
    fn in_cuts(&self, causes: &[usize]) -> Vec<usize> {
        let sets = 1usize << causes.len();
        let is_in = |set: usize, cause: usize| {
            causes
                .binary_search(&cause)
                .is_ok_and(|bit| set >> bit & 1 == 1)
        };
        let holds: Vec<bool> = (0..sets)
            .map(|set| self.holds(|cause| !is_in(set, cause)))
            .collect();
        let matters = |bit: usize| {
            (0..sets).any(|set| set >> bit & 1 == 0 && holds[set] && !holds[set | 1 << bit])
        };
        let causes = causes.iter().copied().enumerate();
        causes
            .filter(|cause| matters(cause.0))
            .map(|cause| cause.1)
            .collect()
    }
}
