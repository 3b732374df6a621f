//! What vendors' services stand on: whoever has something against outages of the one may have nothing against those of the other.

use crate::{
    answer::Note,
    catalog::Catalog,
    place::Domain,
    topology::{Subject, Topology},
};

/// Mitigations against what a vendor offers that are against nothing that this stands on.
pub(super) fn note(topology: &Topology, catalog: &Catalog) -> Option<Note> {
    let mut each: Vec<[String; 3]> = Vec::new();
    for architecture in &topology.architectures {
        for link in &architecture.links {
            let source = &topology.sources[link.source];
            let Subject::Shared {
                domain: Domain::Provider(vendor),
                dependency,
            } = &source.subject
            else {
                continue;
            };
            let grounds = catalog.grounds(vendor, dependency);
            let beneath = architecture.links.iter().filter(|other| {
                other.leaf == link.leaf && grounds.contains(&topology.sources[other.source].name)
            });
            for other in beneath {
                let missing = link.mitigations.iter();
                let missing = missing.filter(|it| !other.mitigations.contains(it));
                for mitigation in missing.map(|&it| &topology.mitigations[it].name) {
                    let on = &topology.sources[other.source].kind;
                    let found = [mitigation, &source.kind, on].map(String::clone);
                    if !each.contains(&found) {
                        each.push(found);
                    }
                }
            }
        }
    }
    (!each.is_empty()).then_some(Note::NotBeneath { each })
}
