//! How the members of a group take over from each other, and what softens an outage: each number with what it rests on.

use super::paragraph::{indented, set_in};
use crate::catalog::Evidence;
use crate::failover::{Failback, Otherwise};
use crate::law::Law;
use crate::report::words;
use crate::topology::{
    Architecture, Aspect, Effect, Group, LeafKind, MitigationId, Node, Topology,
};
use crate::units::MINUTES_PER_HOUR;

/// What is said of numbers that the plan gives and that are held as they stand.
pub(super) fn of_the_plan(evidence: &[Evidence]) -> &'static str {
    match evidence {
        [] => "from the plan without a source and without a 90 % range",
        _ => "from the plan, without a 90 % range",
    }
}

/// What is said of what the plan gives, whether or not it has ranges.
pub(super) fn by_the_plan(evidence: &[Evidence]) -> &'static str {
    match evidence {
        [] => "from the plan without a source",
        _ => "from the plan",
    }
}

/// Kinds of what a group's switches require where they go, each once.
fn required<'t>(
    topology: &'t Topology,
    architecture: &Architecture,
    group: &Group,
) -> Vec<&'t str> {
    let mut kinds: Vec<&str> = Vec::new();
    for node in group.requires.iter().flatten() {
        let Node::Leaf(leaf) = &architecture.nodes[node] else {
            continue;
        };
        for link in architecture.links.iter().filter(|link| link.leaf == *leaf) {
            let kind = topology.sources[link.source].kind.as_str();
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
    }
    kinds
}

/// How a group takes over.
pub(super) fn takeover(
    topology: &Topology,
    architecture: &Architecture,
    group: &Group,
) -> Vec<String> {
    let law = &group.law;
    let name = words::plain(&group.name);
    let (serve, all) = (words::count(group.seat.of.into()), group.members.len());
    let mut lines = set_out(&if group.seat.is_only() {
        format!("{name}: one of {all} serves, the next takes over")
    } else {
        format!("{name}: {serve} of {all} serve and all of them are needed, the others take over")
    });
    let steps = [
        ("detected", &law.detect),
        ("decided", &law.decide),
        ("switched", &law.switch),
    ];
    let steps = steps
        .into_iter()
        .filter(|(_, law)| **law != Law::Fixed(0.0));
    let mut told: Vec<String> = steps
        .map(|(done, law)| format!("{done} in {}", time(law)))
        .collect();
    let required = required(topology, architecture, group);
    if !required.is_empty() {
        told.push(format!(
            "a switch needs {} where it goes",
            required.join(" and ")
        ));
    }
    told.extend(doubts(group));
    told.extend(waiting(architecture, group));
    if let Failback::After { after, loss } = &law.failback {
        told.push(format!(
            "goes back once the first has been up for {}, at the price of {} down",
            time(after),
            time(loss)
        ));
    } else if law.failback == Failback::Never {
        told.push("stays there".to_owned());
    }
    let ranges = ranges(topology, group);
    told.push(match (group.evidence.as_slice(), ranges.is_empty()) {
        ([], true) => of_the_plan(&group.own_evidence).to_owned(),
        ([], false) => by_the_plan(&group.own_evidence).to_owned(),
        (_, true) => {
            "from the catalog where the plan says nothing, without a 90 % range".to_owned()
        }
        (_, false) => "from the catalog where the plan says nothing".to_owned(),
    });
    if !ranges.is_empty() {
        told.push(format!("90 % ranges: {}", ranges.join(", ")));
    }
    lines.extend(indented(&told.join("; ")));
    let evidence = group.own_evidence.iter().chain(&group.evidence);
    let evidence = evidence.map(Evidence::to_string);
    lines.extend(evidence.flat_map(|it| set_in(&it)));
    lines
}

/// The 90 % ranges of its numbers, of a time that of the median: `decide 5 min to 1 h`.
fn ranges(topology: &Topology, group: &Group) -> Vec<String> {
    let each = group.unknowns.iter().filter_map(|&id| {
        let unknown = &topology.unknowns[id];
        let Aspect::Move(number) = unknown.aspect else {
            return None;
        };
        let (low, high) = unknown.belief.ends();
        let say = |value: f64| match number.is_share() {
            true => words::percent(value),
            false => words::minutes(value * MINUTES_PER_HOUR),
        };
        let (map, key) = number.key();
        let key = map.map_or(key.to_owned(), |map| format!("{map} {key}"));
        Some(format!("`{key}` {} to {}", say(low), say(high)))
    });
    each.collect()
}

/// How often a switch does not work, and what then.
fn doubts(group: &Group) -> Vec<String> {
    let law = &group.law;
    let mut told = Vec::new();
    if law.succeeds < 1.0 {
        let share = words::percent(law.succeeds);
        told.push(format!("a switch works with a chance of {share}"));
    }
    if law.no_capacity > 0.0 {
        told.push(format!(
            "while a whole region is in trouble, a switch away from it finds no room with a chance of {}",
            words::percent(law.no_capacity)
        ));
    }
    let harm = law.botched.as_ref().map_or(0.0, |botched| botched.share);
    let is_doubtful = law.succeeds + harm < 1.0 - 1e-9 || law.no_capacity > 0.0;
    if let Some(botched) = &law.botched {
        told.push(format!(
            "with a chance of {} a switch does harm, and nothing serves for {} from its end on",
            words::percent(harm),
            time(&botched.lasts)
        ));
    }
    if is_doubtful {
        told.push(match &law.otherwise {
            Otherwise::Later(later) => {
                format!("after one that fails, service is back in {}", time(later))
            }
            Otherwise::Wait => "after one that fails only the first itself helps".to_owned(),
        });
    }
    told
}

/// What becomes of members that wait: how they fail, and how far their data are behind.
fn waiting(architecture: &Architecture, group: &Group) -> Vec<String> {
    let law = &group.law;
    let mut told = Vec::new();
    if law.dormant_failures <= 0.0 {
        told.push("those that wait do not fail".to_owned());
    } else if law.dormant_failures < 1.0 {
        let share = words::percent(law.dormant_failures);
        told.push(format!("those that wait fail at {share} of their rate"));
    }
    if let Some(lag) = &law.lag {
        told.push(format!("the data of the others lag by {}", time(lag)));
    }
    if !group.links.is_empty() {
        told.push(format!(
            "they are copied over {}; while that is down the copies stay behind, and a move then loses all that was written since",
            links(architecture, group).join(" or ")
        ));
    }
    told
}

/// The links between sites over which a group's data are copied.
fn links(architecture: &Architecture, group: &Group) -> Vec<String> {
    let mut names = Vec::new();
    for (_, _, node) in &group.links {
        for below in architecture.nodes.below(*node, |_| Vec::new()) {
            if let Node::Leaf(leaf) = architecture.nodes[below]
                && let LeafKind::Way { over, .. } = &architecture.leaves[leaf].kind
                && !names.contains(over)
            {
                names.push(over.clone());
            }
        }
    }
    names
}

/// A time as it was given: the one length, both ends, or the median and what one in ten exceeds.
pub(super) fn time(law: &Law) -> String {
    let say = |hours: f64| words::minutes(hours * MINUTES_PER_HOUR);
    match law {
        Law::Fixed(hours) => say(*hours),
        Law::Uniform { low, high } => format!("{} to {}", say(*low), say(*high)),
        _ => format!(
            "{} (median; one in ten over {})",
            say(law.median()),
            say(law.p90())
        ),
    }
}

/// What an architecture has against outages, and what each does.
pub(super) fn mitigations(topology: &Topology, architecture: &Architecture) -> Vec<String> {
    let mut found: Vec<(MitigationId, Vec<&str>, Vec<&str>)> = Vec::new();
    for link in &architecture.links {
        let against = topology.sources[link.source].kind.as_str();
        let component = architecture.leaves[link.leaf].component();
        for id in &link.mitigations {
            let (_, kinds, users) = match found.iter().position(|it| it.0 == *id) {
                Some(known) => &mut found[known],
                None => {
                    found.push((*id, Vec::new(), Vec::new()));
                    let last = found.len() - 1;
                    &mut found[last]
                }
            };
            if !kinds.contains(&against) {
                kinds.push(against);
            }
            users.extend(component.filter(|it| !users.contains(it)));
        }
    }
    let told = found.into_iter().flat_map(|(id, kinds, users)| {
        let mitigation = &topology.mitigations[id];
        let effect = match &mitigation.effect {
            Effect::After(Law::Fixed(0.0)) => "ends the trouble at once".to_owned(),
            Effect::After(law) => {
                format!("ends the trouble {} after the outage began", time(law))
            }
            Effect::CoversFirst(law) => format!("covers the first {}", time(law)),
        };
        let price = match mitigation.priced {
            true => "",
            false => "; no price is given",
        };
        let mut lines = set_out(&format!(
            "mitigation {}: against {} for {}",
            words::plain(&mitigation.name),
            words::listed(&kinds),
            words::listed(&users)
        ));
        lines.extend(indented(&format!(
            "{effect}; works with a chance of {}; {}{price}",
            words::percent(mitigation.works),
            of_the_plan(&mitigation.evidence)
        )));
        let evidence = mitigation.evidence.iter().map(Evidence::to_string);
        lines.extend(evidence.flat_map(|it| set_in(&it)));
        lines
    });
    told.collect()
}

/// A paragraph set in by two columns only.
pub(super) fn set_out(text: &str) -> Vec<String> {
    let lines = indented(text).into_iter();
    lines.map(|line| line[2..].to_owned()).collect()
}
