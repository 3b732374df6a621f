//! What vendors offer whose places one cannot choose is called by who offers it: `identity at auth0`, for nobody knows it by the catalog's
//! name alone. In comes a topology, out goes the same with these names in the rows of its tables and in the names of its numbers.

use std::collections::BTreeMap;

use crate::place::Domain;
use crate::plan::names::Names;
use crate::topology::{Id, Source, Topology};

/// What the catalog's names of services end with.
const SERVICE: &str = "-service";

/// Gives such sources, and the numbers that only they have, these names.
pub(super) fn name(topology: &mut Topology, world: &Names<'_>) {
    // Of each number the names of all that has it.
    let mut ranged = BTreeMap::new();
    let mut taken = BTreeMap::new();
    for source in topology.sources.iter_mut() {
        let before = source.kind.clone();
        if let Some(name) = at_vendor(source, world) {
            source.kind = name;
        }
        let both = (before, source.kind.clone());
        note(&mut ranged, &source.unknowns, &both);
        note(&mut taken, &source.taken, &both);
    }
    for (id, (before, after)) in ranged.into_iter().filter_map(alone) {
        let number = &mut topology.unknowns[id];
        rename(&mut number.name, &before, after);
    }
    for (id, (before, after)) in taken.into_iter().filter_map(alone) {
        let number = &mut topology.taken[id];
        rename(&mut number.name, &before, after);
    }
}

/// The catalog's name of something, and what it is called.
type Both = (String, String);

fn note<T>(of: &mut BTreeMap<Id<T>, Vec<Both>>, numbers: &[Id<T>], both: &Both) {
    for id in numbers {
        let names = of.entry(*id).or_default();
        if !names.contains(both) {
            names.push(both.clone());
        }
    }
}

fn alone<I>((id, mut names): (I, Vec<Both>)) -> Option<(I, Both)> {
    let only = names.pop().filter(|_| names.is_empty());
    only.map(|only| (id, only))
}

fn rename(name: &mut String, before: &str, after: String) {
    if name == before {
        *name = after;
    }
}

/// `identity at auth0`.
fn at_vendor(source: &Source, world: &Names<'_>) -> Option<String> {
    let Domain::Provider(vendor) = source.subject.domain()? else {
        return None;
    };
    let known = world.known()?.provider(vendor)?;
    let what = source.kind.strip_suffix(SERVICE).unwrap_or(&source.kind);
    (known.regions.is_empty()).then(|| format!("{what} at {vendor}"))
}
