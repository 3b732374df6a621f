//! What a design loses depends on, apart from its name and its bill: two designs of one fate lose the same.

use crate::{
    bill::{Sums, lines},
    catalog::Catalog,
    exact::alone,
    topology::{Architecture, Purchases, Source, SourceId, Table, Topology},
};

/// All of a design that its losses depend on.
#[derive(Debug, PartialEq)]
pub struct Fate(Table<SourceId, Source>, Architecture);

impl Fate {
    /// Takes an architecture of a topology; fates of one topology can be compared.
    pub fn of(topology: &Topology, architecture: &Architecture) -> Self {
        let (own, architecture) = alone(topology, architecture);
        let architecture = Architecture {
            name: String::new(),
            about: String::new(),
            stated: None,
            components: Vec::new(),
            purchases: Purchases::default(),
            ..architecture
        };
        Self(own.sources, architecture)
    }
}

/// Of the architectures of a topology that are not among its `own` those that are one of these by another name, with that one's name:
/// they lose the same and have the same bill.
#[must_use]
pub fn twins(
    topology: &Topology,
    catalog: &Catalog,
    own: impl Fn(&str) -> bool,
) -> Vec<(String, String)> {
    let both = |it: &Architecture| {
        let bill = Sums::of(&lines(&it.purchases, catalog).0);
        (bill, Fate::of(topology, it))
    };
    let all = topology.architectures.iter();
    let (known, found): (Vec<&Architecture>, Vec<&Architecture>) =
        all.partition(|it| own(&it.name));
    let mut known: Vec<_> = known.into_iter().map(|it| (it, both(it))).collect();
    // What runs today comes before others that are the same.
    let today = topology.today.map(|it| &*topology.architectures[it].name);
    known.sort_by_key(|(it, _)| Some(&*it.name) != today);
    let each = found.into_iter().filter_map(|it| {
        let what = both(it);
        let twin = known.iter().find(|(_, other)| *other == what);
        twin.map(|(twin, _)| (it.name.clone(), twin.name.clone()))
    });
    each.collect()
}
