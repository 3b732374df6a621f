//! What rests on judgements, and on numbers that name no source.

use super::{
    item::{Item, Kind},
    named::{GIVEN, JUDGED, MUCH, Most, about, carried, part},
};
use crate::{
    answer::{ArchitectureResult, CostLine, ExpectedCause, Note, Results},
    report::words,
};

/// A share of the downtime of the design to have from which what it rests on is worth a line.
const LITTLE: f64 = 0.01;
/// Numbers of what takes something down.
const OF_FAILURES: [&str; 4] = ["rate", "length", "reach", "hits"];

pub(super) fn items(results: &Results, most: Most) -> Vec<Item> {
    let judged = |it: &ExpectedCause| it.share_judged;
    let given = |it: &ExpectedCause| it.share_given;
    let judged = downtime(results, most, judged).into_iter();
    let judged = judged
        .chain(beside_downtime(results, most, JUDGED))
        .chain(felt(results, most, JUDGED))
        .chain(switches(results, most));
    let given = downtime(results, most, given).into_iter();
    let given = given
        .chain(places(results, most))
        .chain(beside_downtime(results, most, GIVEN))
        .chain(felt(results, most, GIVEN))
        .chain(unsourced_switches(results, most));
    let judged = judged.map(|what| Item::new(Kind::Judged, what).write("`evidence`"));
    let given = given.map(|what| Item::new(Kind::Unsourced, what).write("`evidence`"));
    let all = judged.chain(given);
    let rest = [(Kind::Judged, JUDGED), (Kind::Unsourced, GIVEN)];
    let rest = rest.into_iter().flat_map(|(kind, ways)| {
        let said = [
            complexity(results, most, ways),
            own_prices(results, most, ways),
            free(results, most, ways),
        ];
        said.into_iter()
            .flatten()
            .map(move |what| Item::new(kind, what))
    });
    all.chain(rest).collect()
}

/// How much of the expected downtime of the design that the answer is about and of today's rests on such numbers, and on which:
/// `34 % of cellar-spare's downtime (most: release) and 45 % of cellar's, today's, downtime (most: cooling)`.
fn downtime(results: &Results, most: Most, of: fn(&ExpectedCause) -> f64) -> Option<String> {
    let about = about(results)?;
    let today = results.decision.today.as_ref();
    // In full those of all designs.
    let others = results
        .architectures
        .iter()
        .filter(|it| it.name != about.name && (most.is_full || today == Some(&it.name)));
    let said = |result: &ArchitectureResult| {
        let causes = result.expected.iter().flat_map(|it| &it.causes);
        let mut causes: Vec<&ExpectedCause> = causes.filter(|it| of(it) > 0.0).collect();
        causes.sort_by(|a, b| of(b).total_cmp(&of(a)));
        let share: f64 = causes.iter().map(|it| of(it)).sum();
        let kinds: Vec<&str> = causes.iter().map(|it| it.kind.as_str()).collect();
        let kinds = match most.is_full {
            true => most.of(&kinds),
            false => format!("most: {}", words::some(1, kinds.into_iter().take(1))),
        };
        let name = words::plain(&result.name);
        let when = match today == Some(&result.name) && result.name != about.name {
            true => ", today's,",
            false => "",
        };
        // Of the one to have a little is told too, in full of each.
        let least = match most.is_full || result.name == about.name {
            true => LITTLE,
            false => MUCH,
        };
        (share >= least).then(|| format!("{} of {name}'s{when} downtime ({kinds})", part(share)))
    };
    let each = std::iter::once(about).chain(others).filter_map(said);
    let each: Vec<String> = each.collect();
    (!each.is_empty()).then(|| words::listed(&each))
}

/// Numbers known in one of these ways of what causes no downtime by itself, as a tunnel over which data are copied.
fn beside_downtime(results: &Results, most: Most, ways: &[&str]) -> Option<String> {
    let all = results.architectures.iter();
    let causes = all.flat_map(|it| it.expected.iter().flat_map(|it| &it.causes));
    let kinds: Vec<&str> = causes.map(|it| it.kind.as_str()).collect();
    let causes_some = |name: &str| {
        let kind = name.split_once(" in ").map_or(name, |it| it.0);
        kinds.iter().any(|it| *it == kind || *it == name)
    };
    let plans = { results.assumptions.iter() }.filter(|it| it.origin == "plan");
    // Of switches there is a line of its own.
    let given = plans.filter(|it| ways.contains(&it.kind) && OF_FAILURES.contains(&it.aspect));
    let given = given.map(|it| it.name.as_str());
    let names: Vec<&str> = given.filter(|name| !causes_some(name)).collect();
    let is_known = !kinds.is_empty() && !names.is_empty();
    is_known.then(|| most.of(&names))
}

/// What share of its outages is felt of what causes downtime, as the plan has it, where how often and how long it is down is known in
/// another way.
fn felt(results: &Results, most: Most, ways: &[&str]) -> Option<String> {
    let all = || {
        { results.assumptions.iter() }.filter(|it| it.origin == "plan" && ways.contains(&it.kind))
    };
    let shares = all().filter(|it| matches!(it.aspect, "reach" | "hits"));
    let is_named =
        |name: &str| all().any(|it| it.name == name && matches!(it.aspect, "rate" | "length"));
    let names: Vec<&str> = shares.map(|it| it.name.as_str()).collect();
    let names: Vec<&str> = names.into_iter().filter(|it| !is_named(it)).collect();
    (!names.is_empty()).then(|| format!("how widely outages of {} are felt", most.of(&names)))
}

/// Switches of which the plan judges the numbers.
fn switches(results: &Results, most: Most) -> Option<String> {
    results.notes.iter().find_map(|note| match note {
        Note::JudgedSwitches {
            groups,
            without_range,
        } => {
            let range = range(groups, without_range, most);
            Some(format!("switches of {}{range}", most.of(groups)))
        }
        _ => None,
    })
}

/// Switches of which the plan gives the numbers without a source, how much of the downtime is spent in them, and whether they have a range.
fn unsourced_switches(results: &Results, most: Most) -> Option<String> {
    let mut notes = results.notes.iter();
    let (groups, without_range) = notes.find_map(|note| match note {
        Note::UnsourcedSwitches {
            groups,
            without_range,
        } => Some((groups, without_range)),
        _ => None,
    })?;
    let (range, spent) = (range(groups, without_range, most), spent(results));
    Some(format!("switches of {}{range}{spent}", most.of(groups)))
}

/// Whether switches of these groups have a range: `, no range`.
fn range(groups: &[String], without: &[String], most: Most) -> String {
    match without.len() {
        0 => String::new(),
        all if all == groups.len() => ", no range".to_owned(),
        _ => format!(" (no range for {})", most.of(without)),
    }
}

/// How much of the downtime is time of switching: ` (56 % of two-sites' downtime is spent in them)`, as much of each cause as there is of it
/// as written.
fn spent(results: &Results) -> String {
    let Some(result) = about(results) else {
        return String::new();
    };
    let expected = result.expected.iter().flat_map(|it| &it.causes);
    let each = expected.map(|cause| {
        let those = || result.causes.iter().filter(|it| it.kind == cause.kind);
        let all: f64 = those().map(|it| it.minutes_per_year).sum();
        let switching: f64 = those().map(|it| it.failover_minutes_per_year).sum();
        cause.share * (switching / all.max(f64::MIN_POSITIVE)).min(1.0)
    });
    carried(Some(result), each.sum(), "is spent in them")
}

/// How many times as often the team's own shared things are taken to fail in designs with more sites.
fn complexity(results: &Results, most: Most, ways: &[&str]) -> Option<String> {
    let each = results.architectures.iter().flat_map(|result| {
        let name = words::plain(&result.name);
        let those = result.complexity.iter();
        let those = those.filter(move |it| ways.contains(&it.evidence));
        those.filter_map(move |it| {
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
    (!each.is_empty()).then(|| most.of(&each))
}

/// How much of the bill is by prices that the plan has written and that are known in one of these ways: of the design that the answer is
/// about, of today's and of the one of which it is most, in full of each; and what is paid once.
fn own_prices(results: &Results, most: Most, ways: &[&str]) -> Option<String> {
    let is_own = |line: &&CostLine| line.is_of_plan() && ways.contains(&line.evidence);
    let share = |result: &ArchitectureResult| {
        let lines = || result.cost.lines.iter();
        let all: f64 = lines().map(|line| line.monthly).sum();
        let own: f64 = lines().filter(is_own).map(|line| line.monthly).sum();
        (own / all.max(f64::MIN_POSITIVE)).min(1.0)
    };
    let (about, all) = (about(results)?, &results.architectures);
    // The price of a line is as well known as the sum that is paid once.
    let is_once = all.iter().any(|it| it.cost.once > 0.0);
    let is_known = { all.iter().flat_map(|it| &it.cost.lines) }.any(|line| is_own(&line));
    let once = if is_once && is_known {
        " and what is paid once"
    } else {
        ""
    };
    if all.len() > 1 && all.iter().all(|it| part(share(it)) == part(1.0)) {
        return Some(format!("all of every design's bill{once}"));
    }
    // What is written of another design decides as much as what is written of the one to have.
    let largest = all
        .iter()
        .fold(about, |most, it| match share(it) > share(most) {
            true => it,
            false => most,
        });
    let today = results.decision.today.as_ref();
    let is_told = |it: &&ArchitectureResult| {
        most.is_full || it.name == largest.name || today == Some(&it.name)
    };
    let others = all
        .iter()
        .filter(|it| it.name != about.name)
        .filter(is_told);
    let each = std::iter::once(about).chain(others);
    let each = each.filter(|it| share(it) >= MUCH).map(|it| {
        let (share, name) = (part(share(it)), words::plain(&it.name));
        format!("{share} of {name}'s bill")
    });
    let each: Vec<String> = each.collect();
    (!each.is_empty()).then(|| format!("{}{once}", words::listed(&each)))
}

/// Lines of a bill of which the plan says that they cost nothing.
fn free(results: &Results, most: Most, ways: &[&str]) -> Option<String> {
    let lines = results.architectures.iter().flat_map(|it| &it.cost.lines);
    let lines = lines.filter(|line| ways.contains(&line.evidence));
    let free = lines.filter(|line| line.is_of_plan() && line.unit_price == 0.0);
    let free: Vec<&str> = free.map(|line| line.item.as_str()).collect();
    (!free.is_empty()).then(|| format!("{}, free of charge", most.of(&free)))
}

/// Places of the plan's own of which nothing was counted.
fn places(results: &Results, most: Most) -> Option<String> {
    let each = results.guessed.iter().map(|it| {
        let (place, kinds) = (words::plain(&it.place), most.of(&it.kinds));
        format!("{place} ({kinds})")
    });
    let places: Vec<String> = each.collect();
    let all = || {
        format!(
            "how often and how long things fail at {}",
            words::listed(&places)
        )
    };
    (!places.is_empty()).then(all)
}
