//! Channels: what feels the outages of a source alike.
//!
//! A channel is the set of leaves that feel an outage of one source alike: same mitigations, same draw. So a thousand
//! replicas under one resolver go down in one step.

use std::{collections::BTreeMap, ops::Range};

use super::{local::LocalSources, mitigation::Mitigation};
use crate::{
    engine::{
        coins::Coins,
        outage::Outage,
        stream::{Key, name_hash},
    },
    topology::{Architecture, LeafId, Link, MitigationId, Node, NodeId, SourceId, Table, Topology},
};

/// All channels of an architecture.
#[derive(Debug)]
pub struct Channels {
    channels: Vec<Channel>,
    /// Leaf nodes of all channels, one after the other.
    nodes: Vec<NodeId>,
    /// Per local source, its channels.
    of_sources: Vec<Range<u32>>,
    /// The plan's mitigations.
    mitigations: Vec<Mitigation>,
}

/// Leaves that feel an outage of one source alike.
#[derive(Debug)]
struct Channel {
    /// Its leaf nodes in `Channels::nodes`.
    nodes: Range<u32>,
    /// Hash of the component and what it has against the source; `None` where it has nothing.
    mitigated: Option<(u64, Vec<u32>)>,
    /// Hash of the leaf and its chance of being struck; `None` where every outage strikes.
    hit: Option<(u64, f64)>,
}

/// Purposes of draws below a source's key and an outage's ordinal.
const HITS: u64 = 0x4175_0000_0000_0001;
const WORKS: u64 = 0x3083_0000_0000_0002;
const LENGTH: u64 = 0x7E47_0000_0000_0003;

impl Channels {
    /// Those of the `sources` of `architecture`.
    pub fn new(topology: &Topology, architecture: &Architecture, sources: &LocalSources) -> Self {
        let mut channels = Self {
            channels: Vec::new(),
            nodes: Vec::new(),
            of_sources: Vec::new(),
            mitigations: topology.mitigations.iter().map(Mitigation::new).collect(),
        };
        let leaf_nodes = leaf_nodes(architecture);
        let mut links: BTreeMap<SourceId, Vec<&Link>> = BTreeMap::new();
        for link in &architecture.links {
            links.entry(link.source).or_default().push(link);
        }
        for &source in &sources.in_plan {
            let first = channels.channels.len() as u32;
            let hits = topology.sources[source].hits;
            let links = links.get(&source).into_iter();
            for ((_, mitigations), links) in links.flat_map(|links| alike(links, hits < 1.0)) {
                let first = channels.nodes.len() as u32;
                let nodes = links.iter().flat_map(|link| &leaf_nodes[link.leaf]);
                channels.nodes.extend(nodes);
                let leaf = &architecture.leaves[links[0].leaf];
                let mitigations: Vec<u32> =
                    mitigations.iter().map(|id| id.index() as u32).collect();
                channels.channels.push(Channel {
                    nodes: first..channels.nodes.len() as u32,
                    mitigated: (!mitigations.is_empty())
                        .then(|| (name_hash(leaf.component().unwrap_or_default()), mitigations)),
                    hit: (hits < 1.0).then(|| (name_hash(&leaf.name()), hits)),
                });
            }
            let range = first..channels.channels.len() as u32;
            channels.of_sources.push(range);
        }
        channels
    }

    /// Lets the outages of each local source hit such a share of the leaves; false where that makes other channels.
    pub fn take_hits(&mut self, shares: impl Iterator<Item = f64>) -> bool {
        shares.zip(&self.of_sources).all(|(share, channels)| {
            let channels = channels.start as usize..channels.end as usize;
            let mut channels = self.channels[channels].iter_mut();
            channels.all(|channel| match &mut channel.hit {
                Some((_, hits)) if share < 1.0 => {
                    *hits = share;
                    true
                }
                hit => hit.is_none() && share >= 1.0,
            })
        })
    }

    /// How many there are.
    pub fn len(&self) -> u32 {
        self.channels.len() as u32
    }

    /// The channels of a local source.
    #[inline]
    pub fn of(&self, local: u32) -> Range<u32> {
        self.of_sources[local as usize].clone()
    }

    /// The leaf nodes of a channel.
    #[inline]
    pub fn nodes_of(&self, channel: u32) -> &[NodeId] {
        let nodes = &self.channels[channel as usize].nodes;
        &self.nodes[nodes.start as usize..nodes.end as usize]
    }

    /// How many of the channels of a local source toss a coin for its outages.
    pub fn coins_of(&self, local: u32) -> usize {
        let channels = self
            .of(local)
            .map(|channel| &self.channels[channel as usize]);
        channels.filter(|channel| channel.hit.is_some()).count()
    }

    /// Whether a channel feels every outage of its source, and as long as it lasts.
    pub fn is_plain(&self, channel: u32) -> bool {
        self.channels[channel as usize].is_plain()
    }

    /// When a channel feels an outage [h]: from the longest `covers_first` that works to the earliest `after` that does.
    /// `key` is the source's; `coins` decide what is hit and what works.
    pub fn feel(
        &self,
        channel: u32,
        outage: &Outage,
        key: Key,
        coins: &mut Coins,
    ) -> Option<(f64, f64)> {
        let channel = &self.channels[channel as usize];
        if channel.is_plain() {
            return (outage.start < outage.end).then_some((outage.start, outage.end));
        }
        let key = key.of(u64::from(outage.ordinal) << 8);
        if let Some((leaf, hits)) = channel.hit
            && !coins.strikes(hits, key.of(HITS ^ leaf).unit())
        {
            return None;
        }
        let (mut from, mut to) = (outage.start, outage.end);
        if let Some((component, mitigations)) = &channel.mitigated {
            for &mitigation in mitigations {
                let mitigation = &self.mitigations[mitigation as usize];
                let key = key.of(component ^ mitigation.stream.rotate_left(17));
                // Whatever else in the component feels the outage has this coin too.
                if mitigation.works < 1.0 {
                    let coin = key.of(WORKS);
                    if !coins.works_for_all(coin.bits(), mitigation.works, coin.unit()) {
                        continue;
                    }
                }
                let unit = key.of(LENGTH).unit();
                (from, to) = mitigation.effect.shorten(outage.start, (from, to), unit);
            }
        }
        (from < to).then_some((from, to))
    }
}

impl Channel {
    #[inline]
    fn is_plain(&self) -> bool {
        self.mitigated.is_none() && self.hit.is_none()
    }
}

/// Links that share a channel, by (leaf or component where that matters, mitigations).
fn alike<'a>(
    links: &[&'a Link],
    each_leaf: bool,
) -> BTreeMap<(u32, Vec<MitigationId>), Vec<&'a Link>> {
    let mut channels: BTreeMap<_, Vec<&Link>> = BTreeMap::new();
    for link in links {
        // Leaves of different components with the same mitigations must not share a draw: key by leaf, which is finer
        // than needed, for equal component names draw the same anyway.
        let leaf = if each_leaf || !link.mitigations.is_empty() {
            link.leaf.index() as u32
        } else {
            u32::MAX
        };
        channels
            .entry((leaf, link.mitigations.clone()))
            .or_default()
            .push(*link);
    }
    channels
}

/// Per leaf, the nodes that stand for it.
fn leaf_nodes(architecture: &Architecture) -> Table<LeafId, Vec<NodeId>> {
    let mut nodes = architecture.leaves.map(|_| Vec::new());
    for (id, node) in architecture.nodes.iter_with_ids() {
        if let Node::Leaf(leaf) = node {
            nodes[*leaf].push(id);
        }
    }
    nodes
}
