//! What is known of an architecture before its branches are lived: its likeliest minimal cut sets, and what each source's outages
//! cost by themselves. Branches tell sooner for it, and the same without.

use crate::{
    engine::{Circuit, CutSet, Worth},
    exact::{LikelySet, Lone, likeliest_cut_sets},
    topology::{Architecture, Source, SourceId, Topology},
};

/// Cut sets that are asked for, and the steps that may take.
const MOST_SETS: usize = 128;
const STEPS: usize = 1 << 20;
/// Beyond so many, cut sets this much less likely than the likeliest are left out.
const FEW_SETS: usize = 16;
const UNLIKELY: f64 = 1e-5;

/// That of an architecture, by the local sources of its circuit.
pub fn worth(topology: &Topology, architecture: &Architecture, circuit: &Circuit) -> Worth {
    let found = likeliest_cut_sets(topology, architecture, MOST_SETS, STEPS).unwrap_or_default();
    let in_plan = &circuit.sources.in_plan;
    // Where there are more sets than were asked for, they are many because much is alike: then all of a class are taken to
    // stand for each other.
    let classes = if found.len() < MOST_SETS {
        (0..in_plan.len() as u32).map(|it| vec![it]).collect()
    } else {
        alike(topology, in_plan)
    };
    let lone = Lone::new(topology, architecture);
    let alone = in_plan.iter();
    let alone = alone.map(|&id| lone.cost(id).map_or(0.0, |cost| cost.downtime));
    let cut_sets = of_classes(&found, circuit, &classes);
    let sources = in_plan.iter().map(|&id| &topology.sources[id]);
    Worth::new(sources, classes, cut_sets, alone.collect())
}

/// The local sources by classes of those that fail, last and reach us by the same laws.
fn alike(topology: &Topology, in_plan: &[SourceId]) -> Vec<Vec<u32>> {
    let mut classes: Vec<(&Source, Vec<u32>)> = Vec::new();
    for (local, &id) in (0u32..).zip(in_plan) {
        let source = &topology.sources[id];
        let same = classes.iter_mut().find(|(other, _)| {
            other.fails == source.fails
                && other.lasts == source.lasts
                && other.reach.to_bits() == source.reach.to_bits()
        });
        match same {
            Some((_, members)) => members.push(local),
            None => classes.push((source, vec![local])),
        }
    }
    classes.into_iter().map(|(_, members)| members).collect()
}

/// Of which class each of the likelier sets has how many; each such count once.
fn of_classes(found: &[LikelySet], circuit: &Circuit, classes: &[Vec<u32>]) -> Vec<CutSet> {
    let mut class_of = vec![0; circuit.sources.len()];
    for (class, members) in classes.iter().enumerate() {
        members.iter().for_each(|&it| class_of[it as usize] = class);
    }
    let likeliest = found.first().map_or(0.0, |set| set.probability);
    let mut sets: Vec<CutSet> = Vec::new();
    for set in found {
        // A few are kept whatever they are worth: strikes lead to states in which nothing but these tells what is missing.
        if sets.len() >= FEW_SETS && set.probability < UNLIKELY * likeliest {
            break;
        }
        let local = set
            .sources
            .iter()
            .map(|id| circuit.sources.local(id.index() as u32));
        let local: Option<Vec<u32>> = local.collect();
        let mut counts: Vec<(usize, usize)> = Vec::new();
        for source in local.into_iter().flatten() {
            let class = class_of[source as usize];
            match counts.iter_mut().find(|it| it.0 == class) {
                Some((_, count)) => *count += 1,
                None => counts.push((class, 1)),
            }
        }
        counts.sort_unstable();
        if !counts.is_empty() && sets.iter().all(|known| known.counts != counts) {
            let given = set.given;
            sets.push(CutSet { counts, given });
        }
    }
    sets
}
