//! What is lost while the service is up, exactly: of a static structure by diagrams, else from the chain of all states.
//!
//! Requests are served at levels. While the service is up, what lies between two levels is lost as long as the gate of the upper
//! one is down (`topology::Parts`); P(service up, gate down) is the difference of two probabilities of being down, that of both
//! together and that of the service.

use super::{
    alone::alone,
    chain,
    fault_tree::FaultTree,
    known::{Exact, Method},
    obstacle::Obstacle,
    solve::solve,
};
use crate::{
    topology::{Architecture, Node, Parts, Topology},
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// More levels are not gone through.
const MOST_LEVELS: usize = 64;

/// The exact answer of an architecture with what it loses beside the downtime, where that is known exactly. Planned work that does
/// not count is left out, as it is of the answer.
#[must_use]
pub fn with_losses(topology: &Topology, architecture: &Architecture, exact: Exact) -> Exact {
    if !architecture.loses_requests() && !architecture.loses_data() {
        return exact;
    }
    let counted = architecture.counted(&topology.sources);
    let (topology, architecture) = &alone(topology, &counted);
    // How long a lost site keeps getting requests is no part of any state.
    let mut drains = architecture.balance.iter();
    let is_drained = drains.any(|balance| balance.drain.mean() > 0.0);
    let minutes = |share: f64| share * HOURS_PER_YEAR * MINUTES_PER_HOUR;
    let (lost_service, data) = match exact.method {
        Method::Diagram if is_drained => (None, Some(0.0)),
        Method::Diagram => (of_structure(topology, architecture).ok(), Some(0.0)),
        Method::Chain => chain::losses(topology, architecture).unzip(),
    };
    let known = |before: Option<f64>, share: Option<f64>| before.or_else(|| share.map(minutes));
    Exact {
        lost_service_minutes: known(
            exact.lost_service_minutes,
            lost_service.filter(|_| !is_drained),
        ),
        data_lost_minutes: known(exact.data_lost_minutes, data),
        ..exact
    }
}

/// The share of all requests that a static structure loses while it is up.
fn of_structure(topology: &Topology, architecture: &Architecture) -> Result<f64, Obstacle> {
    let mut tree = FaultTree::new(topology, architecture)?;
    let (service, root) = (solve(&tree)?, tree.root);
    let levels = Parts::new(architecture).levels(&mut tree.nodes);
    let levels = levels.filter(|levels| levels.len() <= MOST_LEVELS);
    let levels = levels.ok_or(Obstacle::TooLarge { steps: MOST_LEVELS })?;
    let mut lost = 0.0;
    for (share, served) in levels {
        tree.root = tree.nodes.push(Node::AtLeast {
            needs: 2,
            of: vec![root, served],
        });
        let both = solve(&tree)?;
        let more = if both.down <= 0.5 {
            both.down - service.down
        } else {
            service.up - both.up
        };
        lost += share * more.max(0.0);
    }
    Ok(lost)
}
