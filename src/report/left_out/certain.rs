//! What is taken as certain, and what can go wrong and is taken as never doing so.

use super::named::{MUCH, Most, about, noted};
use crate::{
    answer::{ArchitectureResult, Mitigated, Note, Results},
    report::{advice::taken_as_certain, said, words},
};

/// What switching takes.
const TIMES_OF_A_SWITCH: [&str; 4] = ["detect", "decide", "switch", "otherwise"];

/// Crews with working hours, and what they repair whose lengths of the catalog have some waiting in them.
pub(super) fn crews(results: &Results, most: Most) -> Option<String> {
    results.notes.iter().find_map(|note| {
        let Note::CrewHours { crews, waits_twice } = note else {
            return None;
        };
        let [crews, twice] = [crews, waits_twice]
            .map(|names| words::some(most.names, names.iter().map(String::as_str)));
        let twice = match twice.is_empty() {
            true => String::new(),
            false => format!(
                "; waiting for it comes on top of the catalog's lengths of {twice}, which have some in them (`lasts`)"
            ),
        };
        Some(format!(
            "taken as certain: when {crews} works, and what gets done outside of these hours{twice}"
        ))
    })
}

/// Numbers without a range.
pub(super) fn certain(results: &Results, most: Most) -> Option<String> {
    let taken = results.assumptions.iter().filter(|it| it.low.is_none());
    let taken: Vec<&str> = taken.map(|it| it.name.as_str()).collect();
    (!taken.is_empty()).then(|| {
        let count = taken.len();
        let names = words::some(most.names, taken);
        let numbers = if count == 1 { "number" } else { "numbers" };
        let carries = carried(results);
        format!("how far off {count} {numbers} without a range may be: {names}{carries}")
    })
}

/// How much of the answer rests on rates without a range: `; 58 % of the downtime of two-zones rests on such rates`.
fn carried(results: &Results) -> String {
    let result = about(results);
    let certain = result.map(taken_as_certain).unwrap_or_default();
    let share: f64 = certain.iter().map(|it| it.share).sum();
    let Some(result) = result.filter(|_| share >= MUCH) else {
        return String::new();
    };
    let share = words::percent(share.min(1.0));
    let name = words::plain(&result.name);
    format!("; {share} of the downtime of {name} rests on them")
}

/// Switches of which the plan gives the numbers, no source and no range.
pub(super) fn switches(results: &Results, most: Most) -> Option<String> {
    let names = noted(results, most, |note| match note {
        Note::UnsourcedSwitches { groups } => Some(groups),
        _ => None,
    })?;
    let share = switching(results);
    Some(format!(
        "how far off the switches of {names} may be: times, chances and lags are given without a source or a range (`decide_range` and the like){share}"
    ))
}

/// Numbers of switches without a range, where others of the same switch have one.
pub(super) fn ranged_in_part(results: &Results, most: Most) -> Option<String> {
    results.notes.iter().find_map(|note| {
        let Note::PartlyRanged { switches } = note else {
            return None;
        };
        let each = switches
            .iter()
            .map(|(name, keys)| said::ranged_in_part(name, keys));
        let each: Vec<String> = each.collect();
        let each = words::some(most.names, each.iter().map(String::as_str));
        Some(format!(
            "how far off these may be, which have no range: {each}"
        ))
    })
}

/// What share of failures strikes several replicas at once, and how lengths differ.
pub(super) fn shared(results: &Results) -> Option<String> {
    results.notes.iter().find_map(|note| {
        let Note::SharedFailures { kinds, spread } = note else {
            return None;
        };
        let shared = said::shared(kinds, spread);
        Some(format!(
            "taken as certain: how much one outage differs in length from the next; {shared}"
        ))
    })
}

/// How often and how fast mitigations work: those of the design that the answer is about and of today's, or all.
pub(super) fn mitigations(results: &Results, most: Most) -> Option<String> {
    let today = results.decision.today.as_ref();
    let chosen = about(results).map(|it| &it.name);
    let matters = |it: &&Mitigated| {
        let has = |name: &String| it.architectures.contains(name);
        most.sources || chosen.is_some_and(has) || today.is_some_and(has)
    };
    results.notes.iter().find_map(|note| {
        let Note::Mitigations { each } = note else {
            return None;
        };
        let each: Vec<String> = each.iter().filter(matters).map(said::mitigated).collect();
        let named = words::some(most.names, each.iter().map(String::as_str));
        let said = format!("how often and how fast mitigations work has no range: {named}");
        (!each.is_empty()).then_some(said)
    })
}

/// What never happens, since the plan says nothing of it.
pub(super) fn never(results: &Results) -> Option<String> {
    results.notes.iter().find_map(|note| {
        let Note::NeverHappens { what } = note else {
            return None;
        };
        let each: Vec<&str> = what.iter().map(|it| it.said()).collect();
        Some(format!("not in this plan: {}", each.join("; ")))
    })
}

/// How much of the downtime is time of switching: `; 56 % of the downtime of two-sites is spent in them`. Nothing where other switches have
/// ranges: whose time it is nobody tells apart.
fn switching(results: &Results) -> String {
    let mut ranged = results.assumptions.iter();
    if ranged.any(|it| it.low.is_some() && TIMES_OF_A_SWITCH.contains(&it.aspect)) {
        return String::new();
    }
    let share = |it: &&ArchitectureResult| {
        let share = it.failover_minutes_per_year / it.downtime.mean.max(f64::MIN_POSITIVE);
        Some(share.min(1.0)).filter(|share| *share >= MUCH)
    };
    let result = about(results);
    match result.and_then(|it| Some((it, share(&it)?))) {
        Some((result, share)) => {
            let (share, name) = (words::percent(share), words::plain(&result.name));
            format!("; {share} of the downtime of {name} is spent in them")
        }
        None => String::new(),
    }
}

/// How many times as often the team's own shared things are taken to fail in designs with more sites, which nobody has counted.
pub(super) fn complexity(results: &Results, most: Most) -> Option<String> {
    let each = results.architectures.iter().flat_map(|result| {
        let name = words::plain(&result.name);
        result.complexity.iter().filter_map(move |it| {
            let times = words::times(it.factor)?;
            let what = words::plain(&it.dependency);
            let written = if it.range.is_some() {
                " as written"
            } else {
                ""
            };
            Some(format!("{what} {times} as often in {name}{written}"))
        })
    });
    let each: Vec<String> = each.collect();
    let said = words::some(most.names, each.iter().map(String::as_str));
    (!each.is_empty()).then(|| format!("judgement of this plan: {said} (`complexity`)"))
}

/// What is reached over links as if nothing ever moved.
pub(super) fn fixed_ends(results: &Results, most: Most) -> Option<String> {
    results.notes.iter().find_map(|note| {
        let Note::FixedEnds { components, over } = note else {
            return None;
        };
        let [components, over] = [components, over]
            .map(|names| words::some(most.names, names.iter().map(String::as_str)));
        Some(format!(
            "links: {components} counts as reached over {over} where its preferred member is, also while another one serves"
        ))
    })
}

/// What can go wrong and does not here, since the plan says nothing of it: releases, switches, mistakes that more sites bring, the cost of a move.
pub(super) fn taken_as_none(results: &Results, most: Most) -> Option<String> {
    let each = results.notes.iter().filter_map(|note| match note {
        Note::MistakesUntold { .. } => {
            let short = "mistakes from `complexity`";
            let full = "mistakes that more sites bring (`complexity`)";
            Some(if most.sources { full } else { short }.to_owned())
        }
        Note::NoReleases { components } => {
            let names = components.iter().map(|it| it.component.as_str());
            let names = words::some(most.names, names);
            Some(format!(
                "releases and mistakes of your own at {names} (`dependencies`)"
            ))
        }
        Note::SureSwitches { groups } => {
            let names = words::some(most.names, groups.iter().map(String::as_str));
            Some(format!("failed switches of {names} (`succeeds`)"))
        }
        Note::SureCopies { architectures } => {
            let names = words::some(most.names, architectures.iter().map(String::as_str));
            Some(match most.sources {
                true => format!("data lost in a move to another site with {names} (`lag`)"),
                false => "lost data (`lag`)".to_owned(),
            })
        }
        Note::FreeReturns { groups } => {
            let names = words::some(most.names, groups.iter().map(String::as_str));
            Some(format!(
                "time lost when service goes back to the first of {names} (`failback`)"
            ))
        }
        Note::FreeMoves { from, to } => {
            let names = words::some(most.names, to.iter().map(String::as_str));
            Some(format!(
                "the cost of moving from {} to {names} (`once`)",
                words::plain(from)
            ))
        }
        _ => None,
    });
    let each: Vec<String> = each.collect();
    (!each.is_empty()).then(|| format!("taken as none: {}", each.join("; ")))
}
