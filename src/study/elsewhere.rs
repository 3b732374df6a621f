//! The plan's own numbers of a component that hold wherever it stands: what was counted in one place is so taken for another.

use crate::{
    answer::Note,
    topology::{
        Architecture, Origin, Source, Subject, Topology, Within,
        provenance::{FAILS, LASTS},
    },
};

use super::certain::note as add;

/// Kinds of own failures whose numbers the plan has, and that stand at several providers with the same.
pub(super) fn note(topology: &Topology) -> Option<Note> {
    let mut kinds: Vec<String> = Vec::new();
    let mut providers: Vec<String> = Vec::new();
    for source in topology.sources.iter().filter(|it| is_of_plan(it)) {
        let alike = topology.sources.iter();
        let alike = alike.filter(|it| it.kind == source.kind && is_same(it, source));
        let mut found: Vec<&str> = alike.flat_map(|it| places(topology, it)).collect();
        found.sort_unstable();
        found.dedup();
        if found.len() > 1 {
            add(&mut kinds, &source.kind);
            found.into_iter().for_each(|it| add(&mut providers, it));
        }
    }
    (!kinds.is_empty()).then_some(Note::SameElsewhere { kinds, providers })
}

/// Whether how often it fails, or how long, is the plan's.
fn is_of_plan(source: &Source) -> bool {
    let own = matches!(source.subject, Subject::Own { .. });
    let mut numbers = [FAILS, LASTS].into_iter();
    own && numbers.any(|it| { source.provenance.of(it) }.is_some_and(|it| it.by == Origin::Plan))
}

fn is_same(one: &Source, other: &Source) -> bool {
    one.fails == other.fails && one.lasts == other.lasts
}

/// The providers at which a component's own failure strikes.
fn places<'a>(topology: &'a Topology, source: &'a Source) -> Vec<&'a str> {
    let Subject::Own { of, .. } = &source.subject else {
        return Vec::new();
    };
    let site = match &of.of.within {
        Within::Site(name) => name,
        Within::Provider(name) => return vec![name],
        Within::Plan => return Vec::new(),
    };
    let all = topology.architectures.iter();
    let sites = all.flat_map(|it: &Architecture| &it.sites);
    let those = sites.filter(|it| it.name == *site);
    those.map(|it| it.provider.as_str()).collect()
}
