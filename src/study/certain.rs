//! What a plan says nothing of though it fails elsewhere: the team's own releases, and switches to another member.

use crate::{
    answer::Note,
    catalog::Catalog,
    scope::Scope,
    topology::{Architecture, Node, Topology},
};

/// What is taken never to fail, as far as there is any such thing.
pub(super) fn notes(topology: &Topology, catalog: &Catalog) -> Vec<Note> {
    let mut components: Vec<String> = Vec::new();
    let mut groups: Vec<String> = Vec::new();
    for architecture in &topology.architectures {
        unreleased(topology, catalog, architecture, &mut components);
        sure_switches(architecture, &mut groups);
    }
    let components = (!components.is_empty()).then_some(Note::NoReleases { components });
    let groups = (!groups.is_empty()).then_some(Note::SureSwitches { groups });
    components.into_iter().chain(groups).collect()
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

/// Groups of which every switch works: components by their names, `sites`.
fn sure_switches(architecture: &Architecture, found: &mut Vec<String>) {
    for group in &architecture.groups {
        let component = group.members.iter().find_map(|node| {
            let Node::Leaf(leaf) = &architecture.nodes[node] else {
                return None;
            };
            architecture.leaves[leaf].component()
        });
        let name = component.unwrap_or(&group.name);
        if group.law.succeeds >= 1.0 && !found.iter().any(|it| it == name) {
            found.push(name.to_owned());
        }
    }
}
