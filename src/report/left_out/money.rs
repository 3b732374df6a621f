//! What no bill has: components, usual lines and people's work without a price, prices of the plan's own, lost data.

use super::named::{MUCH, Most, about};
use crate::{
    answer::{ArchitectureResult, Note, Results, UnbilledResult},
    report::words,
};

/// A mean that the simulation leaves open by more than this share of it is told with its interval.
const ROUGH: f64 = 0.2;

/// Components and mitigations that cost something, of which nobody has said what.
pub(super) fn unpriced(results: &Results, most: Most) -> Option<String> {
    let names = results.architectures.iter().flat_map(|it| &it.unpriced);
    let names = words::some(most.names, names.map(String::as_str));
    let work = match says_more_of_work(results) {
        true => "",
        false => ", nor people's work (`engineering`)",
    };
    (!names.is_empty()).then(|| format!("no price is known for {names}{work}"))
}

/// How much of the bill is by prices that the plan has written, which name no source.
pub(super) fn own_prices(results: &Results) -> Option<String> {
    let share = |result: &ArchitectureResult| {
        let lines = || result.cost.lines.iter();
        let all: f64 = lines().map(|line| line.monthly).sum();
        let own = lines().filter(|line| line.is_of_plan());
        let own: f64 = own.map(|line| line.monthly).sum();
        (own / all.max(f64::MIN_POSITIVE)).min(1.0)
    };
    // What is written of another design decides as much as what is written of the one to have.
    let (about, all) = (about(results)?, results.architectures.iter());
    let most = all.fold(about, |most, it| match share(it) > share(most) {
        true => it,
        false => most,
    });
    let is_other = most.name != about.name;
    let each = std::iter::once(about).chain(is_other.then_some(most));
    let each = each.filter(|it| share(it) >= MUCH).map(|it| {
        let (share, name) = (words::percent(share(it)), words::plain(&it.name));
        format!("{share} of the bill of {name}")
    });
    let each = words::listed(&each.collect::<Vec<String>>());
    (!each.is_empty()).then(|| format!("prices of this plan, without a source: {each}"))
}

/// Whether people's work has a line of its own: where no design says its hours and other things lack a price, one line has both.
pub(super) fn says_more_of_work(results: &Results) -> bool {
    let mut all = results.architectures.iter();
    let is_silent = all.all(|it| it.cost.engineering_hours.is_none());
    let mut all = results.architectures.iter();
    !is_silent || all.all(|it| it.unpriced.is_empty())
}

/// Lines that a bill usually has: `disk of app, db and web; requests of api`, and data sent.
pub(super) fn unbilled(results: &Results, most: Most) -> Option<String> {
    let mut lines: Vec<(&str, Vec<String>)> = Vec::new();
    let all = results.architectures.iter().flat_map(|it| &it.unbilled);
    for (line, place) in all.flat_map(|it| it.says.iter().map(|line| (line, it.place()))) {
        match lines.iter_mut().find(|it| it.0 == line) {
            Some((_, of)) => of.push(place),
            None => lines.push((line, vec![place])),
        }
    }
    let more = lines.len().saturating_sub(most.lines);
    let named = lines.into_iter().take(most.lines);
    let named = named.map(|(line, of)| {
        let of = words::some(most.names, of.iter().map(String::as_str));
        format!("{} of {of}", words::plain(line))
    });
    let mut named: Vec<String> = named.collect();
    if more > 0 {
        named.push(format!("{more} more"));
    }
    let named = (!named.is_empty()).then(|| format!("{} ({})", named.join("; "), keys(results)));
    let each: Vec<String> = named.into_iter().chain(traffic(results)).collect();
    (!each.is_empty()).then(|| format!("usual lines of a bill: {}", each.join("; ")))
}

/// Where one writes how much of them there is: a line of the bill, by its row of the price list, and a key.
fn keys(results: &Results) -> String {
    let all = results.architectures.iter().flat_map(|it| &it.unbilled);
    let mut lines = all.clone().flat_map(|it| {
        let lines = it.lines.iter().zip(&it.says);
        lines.map(|(line, says)| (line, format!("{}-{says}", it.component)))
    });
    let row = lines.find(|(line, _)| line.contains('/'));
    let row = row.map(|(line, name)| {
        // A name that no other line of the bill has.
        let name = words::plain(&name).replace(' ', "-");
        format!("`bill: {{{name}: {{price: {line}, quantity: …}}}}`")
    });
    let has_no_row = |it: &&UnbilledResult| it.lines.iter().any(|line| !line.contains('/'));
    let mut without = all.filter(has_no_row);
    // A fee that no list has is known to who pays it; how much is kept is a number of the component.
    let fee = without.clone().find(|it| it.nothing_known);
    let fee = fee.map(|it| format!("`{}: {{price: …/month}}`", words::plain(&it.component)));
    let kept = without.any(|it| !it.nothing_known);
    let kept = kept.then(|| "`storage`".to_owned());
    let each: Vec<String> = row.into_iter().chain(fee).chain(kept).collect();
    each.join(", ")
}

/// Data that are paid for and of which nobody says how much they are.
fn traffic(results: &Results) -> Option<String> {
    results.notes.iter().find_map(|note| match note {
        Note::TrafficUntold { ways, .. } => {
            Some(format!("data sent {} (`traffic`)", words::sent(ways)))
        }
        _ => None,
    })
}

/// The team's own work.
pub(super) fn work(results: &Results, most: Most) -> Option<String> {
    let said = |it: &&ArchitectureResult| it.cost.engineering_hours.is_some();
    let all = &results.architectures;
    let count = all.iter().filter(said).count();
    let priced = all
        .iter()
        .any(|it| it.cost.lines.iter().any(|line| line.kind == "people"));
    match count {
        0 => Some("people's work: the plan gives no hours of it (`engineering`)".to_owned()),
        _ if !priced => Some(
            "people's work: its hours are given and what an hour costs is not (`people`)"
                .to_owned(),
        ),
        count if count < all.len() => Some(format!(
            "people's work for {}: the plan gives it for others only",
            words::some(
                most.names,
                all.iter().filter(|it| !said(it)).map(|it| it.name.as_str())
            )
        )),
        _ => None,
    }
}

/// Data that are lost and have no price.
pub(super) fn lost_data(results: &Results, most: Most) -> Option<String> {
    let is_priced = results.goal.data_loss_cost.is_some();
    let all = results.architectures.iter();
    let losing: Vec<&ArchitectureResult> = all.filter(|it| it.data_lost() > 0.0).collect();
    let longest = losing
        .iter()
        .max_by(|a, b| a.data_lost().total_cmp(&b.data_lost()))?;
    let names = words::some(most.names, losing.iter().map(|it| it.name.as_str()));
    let (mean, half) = (longest.data_lost(), longest.data_lost_error());
    let at_most = match losing.len() {
        1 => "",
        _ => "at most ",
    };
    let open = match half > ROUGH * mean {
        true => format!(" (± {}, as the simulation leaves it)", words::minutes(half)),
        false => String::new(),
    };
    // With a price it is counted, but for what the simulation leaves open.
    if is_priced {
        let name = words::plain(&longest.name);
        return (!open.is_empty()).then(|| {
            let mean = words::minutes(mean);
            format!("how far off lost data may be: with {name} on average {mean}{open} of writing a year")
        });
    }
    let mean = words::minutes(mean);
    Some(format!(
        "lost data: on average {at_most}{mean}{open} of writing a year with {names} (`goal: {{data_loss_cost: …/min}}`)"
    ))
}

/// At what a dollar counts in another currency.
pub(super) fn exchange(results: &Results) -> Option<String> {
    let lines = results.architectures.iter().flat_map(|it| &it.cost.lines);
    let mut listed = lines.filter(|line| !line.is_of_plan() && line.monthly > 0.0);
    let is_needed = results.currency != "USD" && listed.next().is_some();
    is_needed.then(|| {
        let (rate, currency) = (words::number(results.fx), words::plain(&results.currency));
        format!("how far off the exchange rate may be: a dollar is {rate} {currency} (`fx`)")
    })
}
