//! What a plan says nothing of though it fails, takes time or costs elsewhere: the team's own releases, switches to another member and the
//! way back, what the numbers of switches rest on, links to what moves, data that move, and moving to another design.

use super::{beneath, elsewhere, traffic};
use crate::{
    answer::{Note, Unreleased},
    catalog::{Catalog, EvidenceKind},
    failover::{Failback, Failover, Number},
    scope::Scope,
    topology::{
        Architecture, Aspect, Group, LeafKind, Node, NodeId, Origin, Source, Topology,
        provenance::LASTS,
    },
};

/// The group over the sites.
const SITES: &str = "sites";

/// What is taken never to fail, to take no time or to cost nothing, and switches without a source, as far as there is any such thing.
pub(super) fn notes(topology: &Topology, catalog: &Catalog) -> Vec<Note> {
    let components = unreleased(topology, catalog);
    let releases = (!components.is_empty()).then_some(Note::NoReleases { components });
    let groups = |which: fn(&Topology, &Group) -> bool, note: fn(Vec<String>) -> Note| {
        let names = named(topology, |group| which(topology, group));
        (!names.is_empty()).then(|| note(names))
    };
    let each = [
        traffic::note(topology, catalog),
        releases,
        groups(is_sure, |groups| Note::SureSwitches { groups }),
        with_ranges(topology, is_unsourced, |groups, without_range| {
            Note::UnsourcedSwitches {
                groups,
                without_range,
            }
        }),
        with_ranges(topology, is_judged, |groups, without_range| {
            Note::JudgedSwitches {
                groups,
                without_range,
            }
        }),
        crew_hours(topology),
        beneath::note(topology, catalog),
        elsewhere::note(topology),
        fixed_ends(topology),
        sure_copies(topology, catalog),
        groups(goes_back_free, |groups| Note::FreeReturns { groups }),
        free_moves(topology),
    ];
    each.into_iter().flatten().collect()
}

/// Components with the team's own code that nothing of the team's own takes down, such as a release.
fn unreleased(topology: &Topology, catalog: &Catalog) -> Vec<Unreleased> {
    let mut found: Vec<Unreleased> = Vec::new();
    for architecture in &topology.architectures {
        for component in of_architecture(topology, catalog, architecture) {
            let place = found.iter().position(|it| it.component == component);
            let place = place.unwrap_or_else(|| {
                let (component, architectures) = (component.to_owned(), Vec::new());
                found.push(Unreleased {
                    component,
                    architectures,
                });
                found.len() - 1
            });
            found[place].architectures.push(architecture.name.clone());
        }
    }
    found
}

/// Those of one architecture, each once.
fn of_architecture<'a>(
    topology: &Topology,
    catalog: &Catalog,
    architecture: &'a Architecture,
) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
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
        let name = bought.component.as_str();
        if runs_code && !found.contains(&name) && !is_released(name) {
            found.push(name);
        }
    }
    found
}

/// The designs to which moving from today's is free, as the plan says nothing of what that costs.
fn free_moves(topology: &Topology) -> Option<Note> {
    let from = &topology.architectures[topology.today?].name;
    let is_free = |it: &&Architecture| it.name != *from && it.purchases.once.is_empty();
    let to = topology.architectures.iter().filter(is_free);
    let to: Vec<String> = to.map(|it| it.name.clone()).collect();
    let from = from.clone();
    (!to.is_empty()).then_some(Note::FreeMoves { from, to })
}

/// The designs whose data are at another site as soon as they are written, as the plan says nothing of how far that copy is behind.
fn sure_copies(topology: &Topology, catalog: &Catalog) -> Option<Note> {
    let keeps_data = |it: &&Architecture| {
        let services = it.purchases.components.iter();
        let mut services = services.filter_map(|it| catalog.service(it.service.as_deref()?));
        services.any(|service| service.copied || service.failover.is_some())
    };
    // Whoever says what lost data are worth has some.
    let counts = topology.goal.rpo.is_some() || topology.goal.data_loss_cost.is_some();
    let is_sure = |it: &&Architecture| {
        let mut groups = it.groups.iter();
        groups.any(|group| group.name == SITES && group.law.lag.is_none())
    };
    let all = topology.architectures.iter();
    let those = all.filter(|it| counts || keeps_data(it)).filter(is_sure);
    let architectures: Vec<String> = those.map(|it| it.name.clone()).collect();
    (!architectures.is_empty()).then_some(Note::SureCopies { architectures })
}

/// Groups over all sites that another site reaches over a link, which counts to their preferred member.
fn fixed_ends(topology: &Topology) -> Option<Note> {
    let (mut components, mut links) = (Vec::new(), Vec::new());
    for architecture in &topology.architectures {
        let nodes = &architecture.nodes;
        let leaf = |node: NodeId| match &nodes[node] {
            Node::Leaf(leaf) => Some(&architecture.leaves[*leaf].kind),
            _ => None,
        };
        let site = |node: &NodeId| match leaf(*node) {
            Some(LeafKind::Component(replica)) => Some(&replica.of),
            _ => None,
        };
        for node in nodes.iter() {
            let Node::AtLeast { of, .. } = node else {
                continue;
            };
            let &[served, way] = of.as_slice() else {
                continue;
            };
            let Node::Group(group) = nodes[served] else {
                continue;
            };
            let members = &architecture.groups[group].members;
            if members.windows(2).all(|two| site(&two[0]) == site(&two[1])) {
                continue;
            }
            let below = nodes.below(way, |_| Vec::new()).into_iter();
            for kind in below.filter_map(leaf) {
                if let LeafKind::Way { of, over, .. } = kind {
                    note(&mut components, of);
                    note(&mut links, over);
                }
            }
        }
    }
    (!components.is_empty()).then_some(Note::FixedEnds {
        components,
        over: links,
    })
}

/// Notes a name that is not there yet.
pub(super) fn note(names: &mut Vec<String>, name: &str) {
    if names.iter().all(|it| it != name) {
        names.push(name.to_owned());
    }
}

/// Crews that somebody waits for.
fn crew_hours(topology: &Topology) -> Option<Note> {
    let waits_for = |source: &Source| Some(&topology.crews[source.repair?.crew]);
    let mut crews = Vec::new();
    let all = topology.sources.iter().filter_map(waits_for);
    all.for_each(|crew| note(&mut crews, &crew.name));
    let mut waits_twice = Vec::new();
    let waiting = topology.sources.iter().filter(|source| {
        let has_hours = waits_for(source).is_some_and(|crew| crew.hours.is_some());
        let length = source.provenance.of(LASTS);
        has_hours && length.is_some_and(|it| it.by != Origin::Plan)
    });
    waiting.for_each(|source| note(&mut waits_twice, &source.kind));
    (!crews.is_empty()).then(|| Note::CrewHours {
        crews,
        evidence: EvidenceKind::of(&topology.evidence).name(),
        waits_twice,
    })
}

/// Whether every switch works, and nobody says that this is not sure.
fn is_sure(topology: &Topology, group: &Group) -> bool {
    let doubt = Aspect::Move(Number::Succeeds);
    let mut unknowns = group.unknowns.iter();
    group.law.succeeds >= 1.0 && unknowns.all(|&id| topology.unknowns[id].aspect != doubt)
}

/// Whether the plan says how it switches, and neither it nor the catalog says what that rests on.
fn is_unsourced(group: &Group) -> bool {
    let is_silent = group.evidence.is_empty() && group.own_evidence.is_empty();
    takes_time(group) && is_silent
}

/// Whether the plan says how it switches, and that this is a judgement.
fn is_judged(group: &Group) -> bool {
    let kind = EvidenceKind::of(&group.own_evidence);
    takes_time(group) && matches!(kind, EvidenceKind::Judgement | EvidenceKind::Memory)
}

/// Such groups, and those of them of which no number has a range.
fn with_ranges(
    topology: &Topology,
    which: fn(&Group) -> bool,
    note: fn(Vec<String>, Vec<String>) -> Note,
) -> Option<Note> {
    let groups = named(topology, which);
    let without_range = named(topology, |it| which(it) && it.unknowns.is_empty());
    (!groups.is_empty()).then(|| note(groups, without_range))
}

fn takes_time(group: &Group) -> bool {
    let Failover {
        detect,
        decide,
        switch,
        ..
    } = &group.law;
    [detect, decide, switch].iter().any(|it| it.mean() > 0.0)
}

/// Whether its data lag and going back costs nothing.
fn goes_back_free(_: &Topology, group: &Group) -> bool {
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
    let all = topology.architectures.iter().flat_map(|it| &it.groups);
    all.filter(|it| which(it))
        .for_each(|group| note(&mut found, group.component()));
    found
}
