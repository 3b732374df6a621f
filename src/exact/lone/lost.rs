//! The share of the requests that is lost while the service is up, in a state of the structure.
//!
//! After docs/model.md, Lost service; the engine has a reading of its own.

use super::cone::{Cone, State};
use crate::topology::{Architecture, GroupId, Load, Node, NodeId, Part};

/// What is lost in a state; `serving` is the member of a group that serves, where one does.
pub fn lost_share(
    architecture: &Architecture,
    is_down: &dyn Fn(NodeId) -> bool,
    serving: &dyn Fn(GroupId) -> Option<usize>,
) -> f64 {
    let lost = architecture
        .parts
        .iter()
        .map(|part| part.share * (1.0 - served(architecture, part, is_down, serving)));
    lost.sum()
}

fn served(
    architecture: &Architecture,
    part: &Part,
    is_down: &dyn Fn(NodeId) -> bool,
    serving: &dyn Fn(GroupId) -> Option<usize>,
) -> f64 {
    let root = &architecture.nodes[architecture.root];
    let balance = architecture.balance.as_ref();
    let active = match (balance, root) {
        (None, Node::Group(group)) => Some(serving(*group)),
        _ => None,
    };
    let sites: Vec<usize> = (0..part.at.len())
        .filter(|&site| active.is_none_or(|active| active == Some(site)))
        .filter(|&site| !is_down(part.at[site]))
        .collect();
    let needs = balance.map_or(1, |balance| balance.needs.max(1) as usize);
    if sites.len() < needs {
        return 0.0;
    }
    let loads = part.loads.iter().map(|load| carried(load, is_down, &sites));
    loads.fold(1.0, f64::min)
}

/// What a component serves at these sites, from 0 to 1. A site without replicas of it carries all.
fn carried(load: &Load, is_down: &dyn Fn(NodeId) -> bool, sites: &[usize]) -> f64 {
    let at = sites.iter().map(|&site| {
        let replicas = &load.replicas[site];
        if replicas.is_empty() {
            return 1.0;
        }
        let up = replicas.iter().filter(|node| !is_down(**node)).count();
        up as f64 * load.carries
    });
    at.sum::<f64>().min(1.0)
}

/// The member that serves: the preferred one that is up, once the group has switched.
pub fn serving(
    architecture: &Architecture,
    group: GroupId,
    has_switched: bool,
    cone: &Cone,
    state: &State,
) -> Option<usize> {
    let mut members = architecture.groups[group].members.iter();
    let first = members.position(|member| !state.is_down(cone, *member))?;
    (first == 0 || has_switched).then_some(first)
}
