//! What a plan says nothing of though it fails or takes time elsewhere: the team's own releases, switches to another member and the way
//! back, and what the numbers of switches rest on.

use crate::{
    answer::Note,
    catalog::Catalog,
    failover::{Failback, Failover},
    scope::Scope,
    topology::{Architecture, Group, Node, Topology},
};

/// What is taken never to fail or to take no time, and switches without a source, as far as there is any such thing.
pub(super) fn notes(topology: &Topology, catalog: &Catalog) -> Vec<Note> {
    let mut components: Vec<String> = Vec::new();
    for architecture in &topology.architectures {
        unreleased(topology, catalog, architecture, &mut components);
    }
    let groups = |which: fn(&Group) -> bool| named(topology, which);
    let each = [
        (
            components,
            (|components| Note::NoReleases { components }) as fn(Vec<String>) -> Note,
        ),
        (groups(is_sure), |groups| Note::SureSwitches { groups }),
        (groups(is_unsourced), |groups| Note::UnsourcedSwitches {
            groups,
        }),
        (groups(goes_back_free), |groups| Note::FreeReturns {
            groups,
        }),
    ];
    let each = each.into_iter().filter(|(names, _)| !names.is_empty());
    each.map(|(names, note)| note(names)).collect()
}

/// Components with the team's own code that nothing of the team's own takes down, such as a release.
fn unreleased(
    topology: &Topology,
    catalog: &Catalog,
    architecture: &Architecture,
    found: &mut Vec<String>,
) {
    let is_released = |component: &str| {
        architecture.links.iter().any(|link| {
            let source = &topology.sources[link.source];
            let is_ours = matches!(source.scope, Scope::Service | Scope::Site);
            is_ours && architecture.leaves[link.leaf].component() == Some(component)
        })
    };
    for bought in &architecture.purchases.components {
        let service = bought.service.as_deref();
        let runs_code = service
            .and_then(|name| catalog.service(name))
            .is_some_and(|service| service.own_code);
        let name = &bought.component;
        if runs_code && !found.contains(name) && !is_released(name) {
            found.push(name.clone());
        }
    }
}

/// Whether every switch works.
fn is_sure(group: &Group) -> bool {
    group.law.succeeds >= 1.0
}

/// Whether the plan says how it switches, and neither it nor the catalog says what that rests on.
fn is_unsourced(group: &Group) -> bool {
    let Failover {
        detect,
        decide,
        switch,
        ..
    } = &group.law;
    let takes_time = [detect, decide, switch].iter().any(|it| it.mean() > 0.0);
    takes_time && group.evidence.is_empty() && group.own_evidence.is_empty()
}

/// Whether its data lag and going back costs nothing.
fn goes_back_free(group: &Group) -> bool {
    let is_free = match &group.law.failback {
        Failback::AtOnce => true,
        Failback::Never => false,
        Failback::After { loss, .. } => loss.mean() <= 0.0,
    };
    is_free && group.law.lag.as_ref().is_some_and(|lag| lag.mean() > 0.0)
}

/// The groups of which something is so: components by their names, `sites`.
fn named(topology: &Topology, which: impl Fn(&Group) -> bool) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let all = topology.architectures.iter();
    let all = all.flat_map(|it| it.groups.iter().map(move |group| (it, group)));
    for (architecture, group) in all.filter(|it| which(it.1)) {
        let component = group.members.iter().find_map(|node| {
            let Node::Leaf(leaf) = &architecture.nodes[node] else {
                return None;
            };
            architecture.leaves[leaf].component()
        });
        let name = component.unwrap_or(&group.name);
        if !found.iter().any(|it| it == name) {
            found.push(name.to_owned());
        }
    }
    found
}
