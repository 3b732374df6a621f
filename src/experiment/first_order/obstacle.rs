//! What stands in the way of a sum over single outages and pairs.

use std::collections::BTreeMap;

use crate::{
    exact::Obstacle,
    failover::Failback,
    law::Law,
    topology::{Architecture, Start, Topology},
};

/// The first obstacle of an architecture, if there is one.
///
/// # Errors
///
/// It.
pub fn obstacle(topology: &Topology, architecture: &Architecture) -> Result<(), Obstacle> {
    if topology.start == Start::New {
        return Err(Obstacle::StartsNew);
    }
    for group in &architecture.groups {
        let group_name = group.name.clone();
        if !group.dormant.is_empty() {
            return Err(Obstacle::Sleeps { group: group_name });
        }
        if group.law.botched.is_some() {
            return Err(Obstacle::Botches { group: group_name });
        }
        if group.law.failback == Failback::Never {
            return Err(Obstacle::Stays { group: group_name });
        }
    }
    if let Some(needs) = architecture.repairs.first() {
        return Err(Obstacle::RepairNeeds {
            source_name: topology.sources[needs.source].name.clone(),
        });
    }
    let felt = architecture.felt(&topology.sources);
    let sources = felt.iter().map(|id| &topology.sources[id]);
    if let Some(source) = sources.clone().find(|source| source.repair.is_some()) {
        return Err(Obstacle::Waits {
            source_name: source.name.clone(),
        });
    }
    let mut turns: BTreeMap<&str, Vec<(f64, f64, f64)>> = BTreeMap::new();
    for source in sources {
        if let Some(clock) = source.clock.as_ref().filter(|clock| clock.counted) {
            let from = clock.offset.rem_euclid(clock.every);
            let longest = match source.lasts.settled() {
                Law::Fixed(length) => length,
                _ => f64::INFINITY,
            };
            let turn = (from, longest, clock.every);
            turns.entry(&clock.name).or_default().push(turn);
        }
    }
    for (clock, mut turns) in turns {
        turns.sort_by(|one, other| one.0.total_cmp(&other.0));
        let next = turns.iter().skip(1).map(|turn| turn.0);
        let around = turns.first().map(|first| first.0 + first.2);
        let apart = |((from, length, _), next): (&(f64, f64, f64), f64)| from + length <= next;
        if turns.len() > 1 && !turns.iter().zip(next.chain(around)).all(apart) {
            return Err(Obstacle::Overlaps {
                clock: clock.to_owned(),
            });
        }
    }
    Ok(())
}
