//! An architecture as a tree of failure domains: what stands in each, and what stands below it as a thing shared.

use super::{facts::Facts, shared};
use crate::{
    report::words,
    scope::Scope,
    topology::{
        Architecture, Component, LeafId, Link, Node, Site, SourceId, Subject, Weight, struck,
    },
};

/// Zones beyond which those of a region are drawn as one if they hold the same components.
const MANY_ZONES: usize = 6;
/// Zones beyond which they are drawn as one whatever they hold.
const MOST_ZONES: usize = 12;
/// Regions of a provider beyond which the rest are only counted.
const MOST_REGIONS: usize = 8;
/// Components of a domain beyond which the rest are only counted.
const MOST_CHIPS: usize = 12;

/// A place: provider, region and zone, as far as it is that narrow.
pub(super) type Path = Vec<String>;

/// A failure domain. The outermost, the world, has an empty path.
#[derive(Debug, Default)]
pub(super) struct Domain {
    /// Provider, region and zone, as far as it is that narrow; empty for the world.
    pub(super) path: Path,
    /// The paths of the domains that are drawn as this one; empty where it is but itself.
    pub(super) covers: Vec<Path>,
    /// What is written in its corner.
    pub(super) title: String,
    /// What it does among the sites, `stands by`; empty where that is not for it to say.
    pub(super) role: String,
    /// Whether all in it waits for a failover.
    pub(super) waits: bool,
    /// What stands here and in no narrower domain.
    pub(super) chips: Vec<Chip>,
    /// The narrower domains.
    pub(super) inner: Vec<Domain>,
    /// What is shared by what stands here, or in narrower domains.
    pub(super) slabs: Vec<Slab>,
}

/// A component in a domain.
#[derive(Debug)]
pub(super) struct Chip {
    /// `web`, `web × 3`.
    pub(super) title: String,
    /// What to know about it; may be empty.
    pub(super) note: String,
    /// The leaves behind it.
    pub(super) leaves: Vec<LeafId>,
    /// How much depends on what of it alone can fail.
    pub(super) weight: Weight,
    /// It is only started when needed.
    pub(super) cold: bool,
    /// Downtime that its own failures cause [min a year].
    pub(super) minutes: f64,
}

/// Something shared.
#[derive(Debug, Clone)]
pub(super) struct Slab {
    /// Its name, as short as the box around it allows.
    pub(super) title: String,
    /// How much depends on it.
    pub(super) weight: Weight,
    /// The leaves that use it, in order; those by which a switch looks at it left aside.
    pub(super) users: Vec<LeafId>,
    /// How many of its kind are drawn as this one.
    pub(super) count: usize,
    /// Downtime that it causes [min a year].
    pub(super) minutes: f64,
}

impl Domain {
    /// The domain at a place, made if it is not there.
    fn at(&mut self, path: &[&str]) -> &mut Domain {
        let mut domain = self;
        for end in 1..=path.len() {
            let so_far = &path[..end];
            let place = domain.inner.iter().position(|inner| inner.path == so_far);
            let place = place.unwrap_or_else(|| {
                domain.inner.push(Domain {
                    path: so_far.iter().map(|part| (*part).to_owned()).collect(),
                    title: words::plain(path[end - 1]),
                    ..Domain::default()
                });
                domain.inner.len() - 1
            });
            domain = &mut domain.inner[place];
        }
        domain
    }

    /// The number of parts of its path.
    pub(super) fn depth(&self) -> usize {
        self.path.len()
    }

    /// Domains of this depth at or below it.
    fn count(&self, depth: usize) -> usize {
        let below: usize = self.inner.iter().map(|inner| inner.count(depth)).sum();
        below + usize::from(self.depth() == depth)
    }

    /// Adds a sentence for each domain.
    pub(super) fn describe(&self, text: &mut String) {
        let names = |names: Vec<&str>| names.join(", ");
        let chips = names(self.chips.iter().map(|chip| chip.title.as_str()).collect());
        let slabs = names(self.slabs.iter().map(|slab| slab.title.as_str()).collect());
        if !chips.is_empty() || !slabs.is_empty() {
            let place = if self.path.is_empty() {
                "the world".to_owned()
            } else {
                words::plain(&self.path.join("/"))
            };
            text.push_str(&format!(" In {place}"));
            if !self.role.is_empty() {
                text.push_str(&format!(" ({})", self.role));
            }
            if !chips.is_empty() {
                text.push_str(&format!(": {chips}"));
            }
            if !slabs.is_empty() {
                text.push_str(&format!("; shared there: {slabs}"));
            }
            text.push('.');
        }
        self.inner.iter().for_each(|inner| inner.describe(text));
    }
}

/// The architecture as a tree.
pub(super) fn world(facts: &Facts<'_>) -> Domain {
    let architecture = facts.architecture;
    let mut world = Domain::default();
    for site in &architecture.sites {
        for zone in &site.zones {
            world.at(&[&site.provider, &site.region, zone]);
        }
    }
    for component in &architecture.components {
        for &leaf in &component.leaves {
            let domain = world.at(&architecture.leaves[leaf].domain.path());
            place_leaf(domain, component, leaf);
        }
    }
    tell_roles(&mut world, architecture);
    let zones = world.count(3);
    if zones > MANY_ZONES {
        let whatever = zones > MOST_ZONES;
        let providers = world.inner.iter_mut();
        providers.for_each(|provider| join_zones(provider, whatever));
    }
    finish(&mut world, facts);
    shared::place(&mut world, facts);
    world
}

/// Adds a leaf to its component's chip.
fn place_leaf(domain: &mut Domain, component: &Component, leaf: LeafId) {
    let name = &component.placed.component;
    match domain.chips.iter_mut().find(|chip| chip.title == *name) {
        Some(chip) => {
            chip.leaves.push(leaf);
            chip.cold &= component.is_cold;
        }
        None => domain.chips.push(Chip {
            title: name.clone(),
            note: String::new(),
            leaves: vec![leaf],
            weight: Weight::Spare,
            cold: component.is_cold,
            minutes: 0.0,
        }),
    }
}

/// Writes the sites' names and roles into their regions, or into their zones where several share a region.
fn tell_roles(world: &mut Domain, architecture: &Architecture) {
    let root = &architecture.nodes[architecture.root];
    let together = architecture.balance.is_some();
    let in_turn = matches!(root, Node::Group(_)) && architecture.sites.len() > 1;
    let region = |site: &Site| [site.provider.clone(), site.region.clone()];
    for (index, site) in architecture.sites.iter().enumerate() {
        let waits = in_turn && index > 0;
        let role = match (together, in_turn, index) {
            (true, ..) => "serves, as the others do",
            (_, true, 0) => "serves",
            (_, true, _) => "stands by",
            _ => "",
        };
        let others = architecture.sites.iter();
        let shared = others.filter(|other| region(other) == region(site));
        let role = match (words::plain(&site.name), role) {
            (name, "") => format!("site {name}"),
            (name, role) => format!("site {name}, {role}"),
        };
        if shared.count() == 1 || site.zones.is_empty() {
            let domain = world.at(&[&site.provider, &site.region]);
            (domain.role, domain.waits) = (role, waits);
        } else {
            for zone in &site.zones {
                let domain = world.at(&[&site.provider, &site.region, zone]);
                (domain.role, domain.waits) = (role.clone(), waits);
            }
        }
    }
}

/// Makes one zone of all zones of each region, if they are alike or `whatever` they hold.
fn join_zones(provider: &mut Domain, whatever: bool) {
    for region in &mut provider.inner {
        let pairs = region.inner.windows(2);
        let alike = pairs.into_iter().all(|pair| alike(&pair[0], &pair[1]));
        if region.inner.len() < 2 || !alike && !whatever {
            continue;
        }
        let zones = std::mem::take(&mut region.inner);
        let names: Vec<String> = zones.iter().map(|zone| zone.title.clone()).collect();
        let mut joined = Domain {
            path: inside(&region.path, names.join("+")),
            title: names.join(", "),
            covers: zones.iter().map(|zone| zone.path.clone()).collect(),
            ..Domain::default()
        };
        for chip in zones.into_iter().flat_map(|zone| zone.chips) {
            let mut chips = joined.chips.iter_mut();
            match chips.find(|other| other.title == chip.title) {
                Some(other) => {
                    other.leaves.extend(chip.leaves);
                    other.cold &= chip.cold;
                }
                None => joined.chips.push(chip),
            }
        }
        region.inner.push(joined);
    }
}

/// The path of a part of a domain.
fn inside(path: &Path, part: String) -> Path {
    path.iter().cloned().chain([part]).collect()
}

/// Whether two zones hold the same components and belong to the same sites.
fn alike(one: &Domain, other: &Domain) -> bool {
    let components = |domain: &Domain| {
        let chips = domain.chips.iter();
        let mut components: Vec<String> = chips.map(|chip| chip.title.clone()).collect();
        components.sort();
        components
    };
    one.role == other.role && components(one) == components(other)
}

/// Counts replicas, marks what is cold or a single point, and leaves out what there is no room for.
fn finish(domain: &mut Domain, facts: &Facts<'_>) {
    if domain.depth() == 3 {
        let many = domain.title.contains(", ");
        domain.title = format!("zone{} {}", if many { "s" } else { "" }, domain.title);
    }
    // Everywhere in the same order.
    domain.chips.sort_by_key(|chip| {
        let mut leaves = facts.architecture.leaves.iter();
        leaves.position(|leaf| leaf.component() == Some(&chip.title))
    });
    for chip in &mut domain.chips {
        mark(chip, facts);
    }
    let rest = domain.chips.len().saturating_sub(MOST_CHIPS);
    let mut rest_minutes = 0.0;
    if rest > 1 {
        let more = domain.chips.drain(MOST_CHIPS - 1..);
        rest_minutes = more.map(|chip| chip.minutes).sum();
    }
    for chip in &mut domain.chips {
        chip.title = words::plain(&chip.title);
        if chip.leaves.len() > 1 {
            chip.title = format!("{} × {}", chip.title, chip.leaves.len());
        }
    }
    if rest > 1 {
        domain.chips.push(Chip {
            title: format!("{} more", rest + 1),
            note: "components".to_owned(),
            leaves: Vec::new(),
            weight: Weight::Spare,
            cold: false,
            minutes: rest_minutes,
        });
    }
    let crowd = domain.inner.len().saturating_sub(MOST_REGIONS);
    if domain.depth() == 1 && crowd > 0 {
        let rest = domain.inner.split_off(MOST_REGIONS - 1);
        domain.inner.push(Domain {
            path: inside(&domain.path, "…".to_owned()),
            title: format!("{} more regions", rest.len()),
            covers: rest.iter().map(|region| region.path.clone()).collect(),
            ..Domain::default()
        });
    }
    for inner in &mut domain.inner {
        finish(inner, facts);
    }
}

/// What a component's own failures would do, and whether it has any.
fn mark(chip: &mut Chip, facts: &Facts<'_>) {
    let (sources, architecture) = (&facts.topology.sources, facts.architecture);
    let mut own = Vec::new();
    for link in &architecture.links {
        let is_own = sources[link.source].scope == Scope::Own;
        if is_own && chip.leaves.contains(&link.leaf) {
            own.push(link.source);
            let strikers = &sources[link.source].struck_by;
            let own_strikers = strikers.iter().map(|strike| strike.by);
            own.extend(own_strikers.filter(|by| sources[by].scope == Scope::Own));
        }
    }
    own.sort_unstable();
    own.dedup();
    let weigh = |id: &SourceId| facts.weight(*id);
    chip.weight = own.iter().map(weigh).max().unwrap_or(Weight::Spare);
    chip.minutes = facts.minutes(&own);
    // What takes replicas of it down elsewhere too.
    let elsewhere = |id: &SourceId| {
        let felt_by = |link: &&Link| link.source == *id || struck(sources, link.source, *id);
        let mut links = architecture.links.iter().filter(felt_by);
        links.any(|link| !chip.leaves.contains(&link.leaf))
    };
    let single = own.iter().filter(|id| weigh(id) == Weight::Single);
    let single: Vec<SourceId> = single.copied().collect();
    let common = single.iter().find(|id| elsewhere(id));
    chip.note = if chip.cold {
        "cold until needed".to_owned()
    } else if let Some(common) = common.filter(|_| single.iter().all(elsewhere)) {
        let what = match &sources[common].subject {
            Subject::Own { what, .. } | Subject::CommonCause { what, .. } => words::plain(what),
            _ => words::plain(&sources[common].name),
        };
        format!("{what} takes all")
    } else {
        String::new()
    };
}
