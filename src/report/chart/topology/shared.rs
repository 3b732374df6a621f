//! What components share, each put into the narrowest domain that holds all who use it.

use super::{
    domain::{Domain, Path, Slab},
    facts::Facts,
};
use crate::{
    place,
    report::words,
    scope::Scope,
    topology::{Architecture, LeafId, LeafKind, Source, SourceId, Topology, Weight, struck},
};

/// Slabs of a domain beyond which the less weighty are only counted.
const MOST: usize = 9;

/// Puts every shared source into the tree.
pub(super) fn place(world: &mut Domain, facts: &Facts<'_>) {
    let (topology, architecture) = (facts.topology, facts.architecture);
    let sources = &topology.sources;
    for &id in &facts.felt {
        let source = &sources[id];
        let fails =
            source.fails.is_some() || source.clock.is_some() || !source.struck_by.is_empty();
        if source.scope == Scope::Own || !fails {
            continue;
        }
        let (users, required) = users(topology, architecture, id);
        let home = home(architecture, source, &users);
        let domain = narrowest(world, &home);
        let mut title = words::plain(&short(domain, source));
        if users.is_empty() && required {
            title.push_str(", which a switch requires");
        }
        let slab = Slab {
            title,
            weight: facts.weight(id),
            users,
            count: 1,
            minutes: facts.minutes([&id]),
        };
        add(domain, slab);
    }
    tidy(world);
}

/// A source's name without what the box around it says already.
fn short(domain: &Domain, source: &Source) -> String {
    let place = source.subject.domain().map(|place| place.path());
    let mut fronts = std::iter::once(&domain.path).chain(&domain.covers);
    let rest = place.and_then(|place| {
        fronts.find_map(|front| Some(place.strip_prefix(strs(front).as_slice())?.join("/")))
    });
    let name = &source.name;
    match rest {
        _ if domain.path.is_empty() => name.clone(),
        Some(rest) if rest.is_empty() => source.kind.clone(),
        Some(rest) => format!("{rest}/{}", source.kind),
        None => name.clone(),
    }
}

fn strs(path: &Path) -> Vec<&str> {
    path.iter().map(String::as_str).collect()
}

/// Adds a slab; where several domains are drawn as one, what has the same name in each is one too.
fn add(domain: &mut Domain, slab: Slab) {
    let mut slabs = domain.slabs.iter_mut();
    let same = slabs.find(|other| other.title == slab.title);
    match same.filter(|_| !domain.covers.is_empty()) {
        Some(other) => {
            other.users.extend(slab.users);
            other.users.sort_unstable();
            other.users.dedup();
            other.weight = other.weight.max(slab.weight);
            other.count += 1;
            other.minutes += slab.minutes;
        }
        None => domain.slabs.push(slab),
    }
}

/// The leaves that feel a source, directly or through what it strikes; and whether a switch looks at it.
fn users(topology: &Topology, architecture: &Architecture, id: SourceId) -> (Vec<LeafId>, bool) {
    let mut users = Vec::new();
    let mut required = false;
    for link in &architecture.links {
        if link.source != id && !struck(&topology.sources, link.source, id) {
            continue;
        }
        match architecture.leaves[link.leaf].kind {
            LeafKind::Requirement(_) => required = true,
            LeafKind::Crowd(_) | LeafKind::Way { .. } => {}
            LeafKind::Component(_) | LeafKind::Copy { .. } => users.push(link.leaf),
        }
    }
    users.sort_unstable();
    users.dedup();
    (users, required)
}

/// The place that a source stands in, or the next wider one that holds all who use it.
fn home(architecture: &Architecture, source: &Source, users: &[LeafId]) -> Path {
    let place = match source.subject.domain() {
        Some(place::Domain::Site(name)) => {
            let mut sites = architecture.sites.iter();
            let site = sites.find(|site| site.name == *name);
            site.map_or(Vec::new(), |site| vec![&*site.provider, &*site.region])
        }
        Some(place) => place.path(),
        None => Vec::new(),
    };
    let mut path: &[&str] = &place;
    let holds =
        |path: &[&str], leaf: &LeafId| architecture.leaves[leaf].domain.path().starts_with(path);
    while let [wider @ .., _] = path
        && !users.iter().all(|leaf| holds(path, leaf))
    {
        path = wider;
    }
    path.iter().map(|part| (*part).to_owned()).collect()
}

/// The domain at a path, or the narrowest around it that is drawn.
fn narrowest<'d>(domain: &'d mut Domain, path: &Path) -> &'d mut Domain {
    let within = |front: &Path| path.starts_with(front);
    let holds = |inner: &Domain| within(&inner.path) || inner.covers.iter().any(within);
    match domain.inner.iter().position(holds) {
        Some(place) => narrowest(&mut domain.inner[place], path),
        None => domain,
    }
}

/// In each domain the weightiest on top, of equals what causes most downtime, and one slab for all that there is no room for.
fn tidy(domain: &mut Domain) {
    domain.slabs.sort_by(|one, other| {
        let weight = other.weight.cmp(&one.weight);
        weight.then(other.minutes.total_cmp(&one.minutes))
    });
    for slab in domain.slabs.iter_mut().filter(|slab| slab.count > 1) {
        slab.title = format!("{} × {}", slab.title, slab.count);
    }
    if domain.slabs.len() > MOST {
        let rest = domain.slabs.split_off(MOST - 1);
        let mut users: Vec<LeafId> = rest.iter().flat_map(|slab| slab.users.clone()).collect();
        users.sort_unstable();
        users.dedup();
        let names: Vec<&str> = rest.iter().map(|slab| slab.title.as_str()).collect();
        domain.slabs.push(Slab {
            title: format!("{} more: {}", rest.len(), names.join(", ")),
            weight: rest
                .iter()
                .map(|slab| slab.weight)
                .max()
                .unwrap_or(Weight::Spare),
            users,
            count: 1,
            minutes: rest.iter().map(|slab| slab.minutes).sum(),
        });
    }
    domain.inner.iter_mut().for_each(tidy);
}
