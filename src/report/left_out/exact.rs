//! What has no range, so that it is taken as exact: numbers of failures and of switches, how often mitigations work, when people work.

use super::{
    item::{Item, Kind},
    named::{MUCH, Most, about, part},
};
use crate::{
    answer::{ArchitectureResult, AssumptionResult, Mitigated, Note, Results},
    report::{advice::taken_as_certain, said, words},
};

/// What switching takes.
const TIMES_OF_A_SWITCH: [&str; 4] = ["detect", "decide", "switch", "otherwise"];

pub(super) fn items(results: &Results, most: Most) -> Vec<Item> {
    let numbers = numbers(results, most);
    let noted = results.notes.iter();
    let noted = noted.filter_map(|note| of_note(results, note, most));
    let prices = [exchange(results), list_prices(results, most)];
    let prices = prices.into_iter().flatten();
    numbers.into_iter().chain(noted).chain(prices).collect()
}

/// Rates and lengths without a range, with how much of the answer rests on them:
/// `payment and cluster (48 % of cloud-alone's downtime rests on them)`.
fn numbers(results: &Results, most: Most) -> Option<Item> {
    let taken = results.assumptions.iter().filter(|it| it.low.is_none());
    let ranged = |it: &AssumptionResult| {
        let mut all = results.assumptions.iter();
        all.any(|other| other.name == it.name && other.low.is_some())
    };
    // What of it has none, where something else of it has one.
    let taken = taken.map(|it| match it.aspect {
        "rate" if ranged(it) => format!("how often {} fails", words::plain(&it.name)),
        "length" if ranged(it) => format!("how long {} is down", words::plain(&it.name)),
        _ => words::plain(&it.name),
    });
    let mut taken: Vec<String> = taken.collect();
    taken.dedup();
    let them = if taken.len() == 1 { "it" } else { "them" };
    let result = about(results);
    let certain = result.map(taken_as_certain).unwrap_or_default();
    let share: f64 = certain.iter().map(|it| it.share).sum();
    let carries = match result.filter(|_| share >= MUCH) {
        Some(result) => {
            let (share, name) = (part(share), words::plain(&result.name));
            format!(" ({share} of {name}'s downtime rests on {them})")
        }
        None => String::new(),
    };
    let said = || {
        let what = format!("{}{carries}", most.of(&taken));
        Item::new(Kind::Exact, what).write("`fails_range`, `lasts_range`")
    };
    (!taken.is_empty()).then(said)
}

fn of_note(results: &Results, note: &Note, most: Most) -> Option<Item> {
    let (what, keys) = match note {
        Note::UnsourcedSwitches { groups } => {
            let what = format!("the switches of {}{}", most.of(groups), switching(results));
            (what, "`decide_range` and the like")
        }
        Note::PartlyRanged { switches } => {
            let parts = switches.iter().map(|(name, keys)| match most.is_full {
                true => said::ranged_in_part(name, keys),
                false => format!("parts of the switches of {}", words::plain(name)),
            });
            let parts: Vec<String> = parts.collect();
            (most.of(&parts), "`detect_range` and the like")
        }
        Note::Mitigations { each } => (mitigations(results, each, most)?, "`works`"),
        Note::CrewHours { crews, .. } => {
            let crews = most.of(crews);
            let what = format!("when {crews} works, and what gets done outside of these hours");
            return Some(Item::new(Kind::Exact, what));
        }
        Note::SharedFailures { kinds, spread } if most.is_full => {
            let shared = said::shared(kinds, spread);
            return Some(Item::new(
                Kind::Exact,
                format!("how much one outage differs in length from the next; {shared}"),
            ));
        }
        _ => return None,
    };
    Some(Item::new(Kind::Exact, what).write(keys))
}

/// How often and how fast mitigations work: those of the designs that the sentences name, or all.
fn mitigations(results: &Results, each: &[Mitigated], most: Most) -> Option<String> {
    let decision = &results.decision;
    let choice = decision.choice.iter();
    let beside = choice.flat_map(|it| [it.otherwise.as_ref(), it.cheapest.as_ref()]);
    let named = [about(results).map(|it| &it.name), decision.today.as_ref()];
    let named: Vec<&String> = named.into_iter().chain(beside).flatten().collect();
    let matters =
        |it: &&Mitigated| most.is_full || named.iter().any(|name| it.architectures.contains(*name));
    let each: Vec<String> = each.iter().filter(matters).map(said::mitigated).collect();
    (!each.is_empty()).then(|| most.of(&each))
}

/// How much of the downtime is time of switching: ` (56 % of two-sites' downtime is spent in them)`. Nothing where other switches have
/// ranges: whose time it is nobody tells apart.
fn switching(results: &Results) -> String {
    let mut ranged = results.assumptions.iter();
    if ranged.any(|it| it.low.is_some() && TIMES_OF_A_SWITCH.contains(&it.aspect)) {
        return String::new();
    }
    let share = |it: &&ArchitectureResult| Some(spent(it)).filter(|share| *share >= MUCH);
    let result = about(results);
    match result.and_then(|it| Some((it, share(&it)?))) {
        Some((result, share)) => {
            let (share, name) = (part(share), words::plain(&result.name));
            format!(" ({share} of {name}'s downtime is spent in them)")
        }
        None => String::new(),
    }
}

/// Prices of lists and their age, and how much is kept, sent and used of what they are for.
fn list_prices(results: &Results, most: Most) -> Option<Item> {
    let lines = results.architectures.iter().flat_map(|it| &it.cost.lines);
    let dates = lines
        .filter(|line| !line.is_of_plan())
        .map(|line| &line.as_of);
    let oldest = dates
        .filter(|it| !it.is_empty())
        .min()
        .filter(|_| most.is_full)?;
    let what = format!(
        "list prices, the oldest of {}, and how much is kept, sent and used",
        words::plain(oldest)
    );
    Some(Item::new(Kind::Exact, what).write("`price`, `storage`, `traffic`, `bill`"))
}

/// The share of the expected downtime that is spent in switches: as much of each cause as there is of it as written.
fn spent(result: &ArchitectureResult) -> f64 {
    let expected = result.expected.iter().flat_map(|it| &it.causes);
    let each = expected.map(|cause| {
        let those = || result.causes.iter().filter(|it| it.kind == cause.kind);
        let all: f64 = those().map(|it| it.minutes_per_year).sum();
        let switching: f64 = those().map(|it| it.failover_minutes_per_year).sum();
        cause.share * (switching / all.max(f64::MIN_POSITIVE)).min(1.0)
    });
    each.sum()
}

/// At what a dollar counts in another currency.
fn exchange(results: &Results) -> Option<Item> {
    let lines = results.architectures.iter().flat_map(|it| &it.cost.lines);
    let mut listed = lines.filter(|line| !line.is_of_plan() && line.monthly > 0.0);
    let is_needed = results.currency != "USD" && listed.next().is_some();
    is_needed.then(|| {
        let (rate, currency) = (words::number(results.fx), words::plain(&results.currency));
        let what = format!("the exchange rate (a dollar is {rate} {currency})");
        Item::new(Kind::Exact, what).write("`fx`")
    })
}
