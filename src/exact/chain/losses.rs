//! What is lost while the service is up, and the data that moves to another member lose.
//!
//! The chain here has the states of all that some part of the requests needs, and not only of what the service needs. Lost service
//! is the sum over its states of their share of the time and the share of the requests that is lost in them; lost data the sum
//! of how often service moves and what a move loses on average.

use super::{
    felt::matters_to, flow::Flow, generate::generate, iterate, recurrent::recurrent, system::System,
};
use crate::topology::{Architecture, GroupId, NodeId, Parts, Topology};

/// Shares of the time: of requests lost while the service is up, and of writing lost. `None` where there is no such chain.
pub fn losses(topology: &Topology, architecture: &Architecture) -> Option<(f64, f64)> {
    // How long a link is down already is no part of the states.
    if architecture
        .groups
        .iter()
        .any(|group| !group.links.is_empty())
    {
        return None;
    }
    let parts = Parts::new(architecture);
    let watched: Vec<NodeId> = parts.watched().collect();
    let matters = matters_to(architecture, &watched);
    let system = System::watched(topology, architecture, matters, &watched).ok()?;
    let chain = recurrent(generate(&system).ok()?).ok()?;
    let shares = iterate::stationary(&Flow::new(&chain.rows), &chain.service).ok()?;
    let (mut requests, mut data) = (0.0, 0.0);
    for (state, share) in shares.iter().enumerate() {
        data += share * chain.lost[state];
        if chain.service[state].is_up() && !parts.is_empty() {
            let bytes = &chain.states[state];
            let up = system.up(bytes);
            // The only group that has a say is that of the sites, which is the service.
            let active = |_: GroupId| {
                let sites = &system.groups[system.place_of(architecture.root)?];
                Some(system.group_state(bytes, sites).active as usize)
            };
            requests += share * parts.lost_share(|node| !up[node], active, 0.0);
        }
    }
    Some((requests, data))
}
