//! What is felt of one source's outages: by which leaves, through which sources, and with which mitigations.

use std::collections::BTreeMap;

use crate::{
    law::Law,
    topology::{Architecture, LeafId, Link, MitigationId, Source, SourceId, Strikes, Table},
};

/// A mitigation against one source of one component: all its replicas draw alike.
type Guard = (SourceId, Option<String>, MitigationId);

/// A way in which a leaf feels an outage.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// Through which outage: 0 is the source's own, from 1 on those it strikes.
    pub through: usize,
    /// It is felt unless one of these mitigations, by their places, is in effect.
    guards: Vec<usize>,
}

/// Another source that is struck.
#[derive(Debug, Clone, PartialEq)]
pub struct Struck {
    /// How likely.
    pub chance: f64,
    /// How long its outage lasts [h].
    pub lasts: Law,
}

/// What is felt of an outage. Equal ones have one curve.
#[derive(Debug, Clone, PartialEq)]
pub struct Felt {
    /// The leaves that feel it, each once.
    pub leaves: Vec<LeafId>,
    /// Per leaf, how.
    ways: Vec<Vec<Way>>,
    /// All mitigations.
    guards: Vec<Guard>,
    /// Share of the leaves struck by the source itself.
    pub hits: f64,
    /// The sources that it strikes.
    pub struck: Vec<Struck>,
}

/// An architecture's links by source and leaf.
pub type Links<'a> = BTreeMap<SourceId, BTreeMap<LeafId, Vec<&'a Link>>>;

/// Sorts the links of an architecture.
pub fn links(architecture: &Architecture) -> Links<'_> {
    let mut links = Links::new();
    for link in &architecture.links {
        let of_source = links.entry(link.source).or_default();
        of_source.entry(link.leaf).or_default().push(link);
    }
    links
}

/// The sources that one strikes; `None` where those strike others or a part of their leaves.
pub fn struck(
    sources: &Table<SourceId, Source>,
    strikes: &Strikes,
    by: SourceId,
) -> Option<Vec<Struck>> {
    let struck = strikes.get(&by)?.iter();
    let struck = struck.map(|&(id, chance)| {
        let is_plain = !strikes.contains_key(&id) && sources[id].hits >= 1.0;
        is_plain.then(|| Struck {
            chance,
            lasts: sources[id].lasts.settled(),
        })
    });
    struck.collect()
}

impl Felt {
    /// What is felt of a source's outages, by themselves.
    pub fn alone(
        architecture: &Architecture,
        links: &Links<'_>,
        source: &Source,
        id: SourceId,
    ) -> Self {
        let mut felt = Self {
            leaves: Vec::new(),
            ways: Vec::new(),
            guards: Vec::new(),
            hits: source.hits,
            struck: Vec::new(),
        };
        let mut ways = BTreeMap::new();
        felt.add(architecture, links, id, 0, &mut ways);
        (felt.leaves, felt.ways) = ways.into_iter().unzip();
        felt
    }

    /// What is felt of them with all that they strike directly; `None` where those strike others or a part of their leaves.
    pub fn with_struck(
        architecture: &Architecture,
        links: &Links<'_>,
        sources: &Table<SourceId, Source>,
        strikes: &Strikes,
        id: SourceId,
    ) -> Option<Self> {
        let mut felt = Self::alone(architecture, links, &sources[id], id);
        let own = std::mem::take(&mut felt.leaves).into_iter();
        let mut ways: BTreeMap<LeafId, Vec<Way>> =
            own.zip(std::mem::take(&mut felt.ways)).collect();
        felt.struck = struck(sources, strikes, id)?;
        for (place, (struck, _)) in strikes.get(&id)?.iter().enumerate() {
            felt.add(architecture, links, *struck, place + 1, &mut ways);
        }
        (felt.leaves, felt.ways) = ways.into_iter().unzip();
        Some(felt)
    }

    fn add(
        &mut self,
        architecture: &Architecture,
        links: &Links<'_>,
        source: SourceId,
        through: usize,
        ways: &mut BTreeMap<LeafId, Vec<Way>>,
    ) {
        for (leaf, links) in links.get(&source).into_iter().flatten() {
            let component = architecture.leaves[leaf].component();
            for link in links {
                let guards = link.mitigations.iter();
                let guards =
                    guards.map(|&it| self.guard((source, component.map(str::to_owned), it)));
                let guards = guards.collect();
                ways.entry(*leaf).or_default().push(Way { through, guards });
            }
        }
    }

    fn guard(&mut self, guard: Guard) -> usize {
        let known = self.guards.iter().position(|it| *it == guard);
        known.unwrap_or_else(|| {
            self.guards.push(guard);
            self.guards.len() - 1
        })
    }

    /// The struck source, by its place among them, through which alone a leaf feels the outage, if that one is felt by nobody else and
    /// nothing shortens it.
    pub fn only_through(&self, leaf: usize) -> Option<usize> {
        let [way] = self.ways[leaf].as_slice() else {
            return None;
        };
        let place = way
            .through
            .checked_sub(1)
            .filter(|_| way.guards.is_empty())?;
        let ways = self.ways.iter().flatten();
        let users = ways.filter(|it| it.through == way.through).count();
        (users == 1).then_some(place)
    }

    /// All mitigations, by their places.
    pub fn guards(&self) -> impl ExactSizeIterator<Item = MitigationId> + '_ {
        self.guards.iter().map(|guard| guard.2)
    }

    /// Whether a leaf feels it while these mitigations, bit by bit, are in effect and these outages are on.
    pub fn is_felt(&self, leaf: usize, effective: usize, is_on: impl Fn(usize) -> bool) -> bool {
        let mut ways = self.ways[leaf].iter();
        ways.any(|way| {
            is_on(way.through) && way.guards.iter().all(|guard| effective >> guard & 1 == 0)
        })
    }

    /// The same whatever the source is, for a key.
    pub fn looks_like(&self, other: &Self) -> bool {
        let kind = |guard: &Guard| (guard.1.clone(), guard.2);
        self.leaves == other.leaves
            && self.ways == other.ways
            && self.hits == other.hits
            && self.struck == other.struck
            && self
                .guards
                .iter()
                .map(kind)
                .eq(other.guards.iter().map(kind))
    }
}
