//! What has no range, so that it is taken as exact: numbers of failures and of switches, how often mitigations work, when people work.

use super::{
    item::{Item, Kind},
    named::{GIVEN, JUDGED, MUCH, Most, about, carried, part},
};
use crate::{
    answer::{AssumptionResult, Mitigated, Note, Results},
    report::{advice::taken_as_certain, said, words},
};

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
    let count = taken.clone().count();
    let them = if count == 1 { "it" } else { "them" };
    // What of it has none, where something else of it has one.
    let of = |which: &dyn Fn(&AssumptionResult) -> bool| {
        let those = taken.clone().filter(|it| which(it));
        let names: Vec<&str> = those.map(|it| it.name.as_str()).collect();
        (!names.is_empty()).then(|| most.of(&names))
    };
    let parts = |it: &AssumptionResult| ranged(it) && matches!(it.aspect, "rate" | "length");
    let rates = of(&|it| parts(it) && it.aspect == "rate").map(|it| format!("rates of {it}"));
    let lengths = of(&|it| parts(it) && it.aspect == "length");
    let lengths = lengths.map(|it| format!("lengths of outages of {it}"));
    let taken: Vec<String> = [of(&|it| !parts(it)), rates, lengths]
        .into_iter()
        .flatten()
        .collect();
    let result = about(results);
    let certain = result.map(taken_as_certain).unwrap_or_default();
    let share: f64 = certain.iter().map(|it| it.share).sum();
    let carries = carried(result, share, &format!("rests on {them}"));
    let said = || {
        let what = format!("{}{carries}", taken.join("; "));
        Item::new(Kind::Exact, what).write("`fails_range`, `lasts_range`")
    };
    (!taken.is_empty()).then(said)
}

fn of_note(results: &Results, note: &Note, most: Most) -> Option<Item> {
    let (what, keys) = match note {
        Note::PartlyRanged { switches } => {
            let parts = switches.iter().map(|(name, keys)| match most.is_full {
                true => said::ranged_in_part(name, keys),
                false => format!("parts of the switches of {}", words::plain(name)),
            });
            let parts: Vec<String> = parts.collect();
            (most.of(&parts), "`detect_range` and the like")
        }
        Note::Mitigations { each } => (mitigations(results, each, most)?, "`works`"),
        Note::CrewHours {
            crews, evidence, ..
        } => return Some(Item::new(kind(evidence), said::crew(&most.of(crews)))),
        Note::Drains {
            architectures,
            evidence,
        } => {
            let spoken = spoken(results);
            let told = architectures.iter();
            let told = told.filter(|it| most.is_full || spoken.contains(it));
            let told: Vec<&String> = told.collect();
            let (designs, lost) = (most.of(&told), lost(results));
            if told.is_empty() {
                return None;
            }
            let what = format!("{}{lost}", said::drain(&designs));
            let item = Item::new(kind(evidence), what);
            return Some(item.write("`drain`"));
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

/// In what way a number without a range, of which nobody else speaks, is less sure than it looks.
fn kind(evidence: &str) -> Kind {
    match evidence {
        it if GIVEN.contains(&it) => Kind::Unsourced,
        it if JUDGED.contains(&it) => Kind::Judged,
        _ => Kind::Exact,
    }
}

/// How much of the time not served are requests that are lost beside the downtime: ` (94 % of both's time not served)`.
fn lost(results: &Results) -> String {
    let result = about(results);
    let expected = result.and_then(|it| it.expected.as_ref());
    let share = expected.map_or(0.0, |it| {
        it.lost_service / it.unserved.max(f64::MIN_POSITIVE)
    });
    match result.filter(|_| share >= MUCH) {
        Some(result) => {
            let (share, name) = (part(share), words::plain(&result.name));
            format!(" ({share} of {name}'s time not served)")
        }
        None => String::new(),
    }
}

/// How often mitigations work: those of the designs that the sentences name and those without a source, or all.
fn mitigations(results: &Results, each: &[Mitigated], most: Most) -> Option<String> {
    let spoken = spoken(results);
    let matters = |it: &&Mitigated| {
        let is_known = kind(it.evidence) != Kind::Unsourced;
        let is_spoken = spoken.iter().any(|name| it.architectures.contains(*name));
        most.is_full || !is_known || is_spoken
    };
    let told: Vec<&Mitigated> = each.iter().filter(matters).collect();
    let ways = [
        (Kind::Exact, ""),
        (Kind::Judged, ", judged"),
        (Kind::Unsourced, ", no source"),
    ];
    let ways = ways.into_iter().filter_map(|(way, how)| {
        let those = told.iter().filter(|it| kind(it.evidence) == way);
        let those: Vec<String> = those.map(|it| said::mitigated(it)).collect();
        (!those.is_empty()).then(|| format!("{}{how}", most.of(&those)))
    });
    let ways: Vec<String> = ways.collect();
    (!ways.is_empty()).then(|| ways.join("; "))
}

/// The designs that the sentences name.
fn spoken(results: &Results) -> Vec<&String> {
    let decision = &results.decision;
    let choice = decision.choice.iter();
    let beside = choice.flat_map(|it| {
        let turns = it.decided_by.as_ref().map(|it| &it.turns.architecture);
        let next = it.next.as_ref().map(|it| &it.architecture);
        [it.otherwise.as_ref(), it.cheapest.as_ref(), turns, next]
    });
    let named = [about(results).map(|it| &it.name), decision.today.as_ref()];
    named.into_iter().chain(beside).flatten().collect()
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
