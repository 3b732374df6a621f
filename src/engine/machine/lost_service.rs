//! Lost service: the share of the requests that is not served while the service is up.

use super::{failover::GroupState, nodes::Nodes};
use crate::{
    engine::circuit::{Parts, Serving},
    topology::{GroupId, Load, Part, Table},
};

/// The share of the requests that is lost in this state, the service being up, while the share `drained` of them goes to
/// sites that are down. What never arrives overloads nobody.
pub fn lost_share(
    parts: &Parts,
    nodes: &Nodes,
    groups: &Table<GroupId, GroupState>,
    drained: f64,
) -> f64 {
    let arriving = 1.0 - drained;
    let (mut lost, mut others) = (0.0, 1.0);
    for part in &parts.parts {
        let served = served(part, &parts.serving, nodes, groups);
        lost += part.share * (1.0 - served.min(arriving));
        others -= part.share;
    }
    (lost + f64::max(others, 0.0) * drained).min(1.0)
}

/// The share of a part's requests that is served.
fn served(
    part: &Part,
    serving: &Serving,
    nodes: &Nodes,
    groups: &Table<GroupId, GroupState>,
) -> f64 {
    let is_chosen = |site: usize| match serving {
        Serving::Only | Serving::Together(_) => true,
        Serving::Active(group) => groups[*group].active as usize == site,
    };
    let sites: Vec<usize> = (0..part.at.len())
        .filter(|&site| is_chosen(site) && !nodes.is_down(part.at[site]))
        .collect();
    let needs = match serving {
        Serving::Together(needs) => *needs,
        Serving::Only | Serving::Active(_) => 1,
    };
    if sites.len() < needs {
        return 0.0;
    }
    let loads = part.loads.iter().map(|load| carried(load, nodes, &sites));
    loads.fold(1.0, f64::min)
}

/// What a component serves at these sites, from 0 to 1. A site without replicas of it carries all.
fn carried(load: &Load, nodes: &Nodes, sites: &[usize]) -> f64 {
    let at = |site: &usize| {
        let replicas = &load.replicas[*site];
        if replicas.is_empty() {
            return 1.0;
        }
        let up = replicas.iter().filter(|&&node| !nodes.is_down(node));
        up.count() as f64 * load.carries
    };
    sites.iter().map(at).sum::<f64>().min(1.0)
}
