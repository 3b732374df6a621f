//! What is in no bill and in no total: components, mitigations, usual lines, people's work and moves without a price, and lost data.

use super::{
    item::{Item, Kind},
    named::Most,
};
use crate::{
    answer::{ArchitectureResult, Note, Results, UnbilledResult},
    report::words,
};

pub(super) fn items(results: &Results, most: Most) -> Vec<Item> {
    [
        unpriced(results, most),
        unbilled(results, most),
        traffic(results),
        work(results, most),
        moves(results, most),
        once(results, most),
        lost_data(results, most),
        planned(results),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Components and mitigations that cost something, of which nobody has said what.
fn unpriced(results: &Results, most: Most) -> Option<Item> {
    let names = results.architectures.iter().flat_map(|it| &it.unpriced);
    let names = most.of(&names.collect::<Vec<_>>());
    let is_any = !names.is_empty();
    is_any.then(|| Item::new(Kind::NotPriced, names).write("`price`"))
}

/// Lines that a bill usually has: `disk of app, db and web; requests of api`, and data sent.
fn unbilled(results: &Results, most: Most) -> Option<Item> {
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
    let said = || Item::new(Kind::NotPriced, named.join(", ")).write(&keys(results));
    (!named.is_empty()).then(said)
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
fn traffic(results: &Results) -> Option<Item> {
    results.notes.iter().find_map(|note| match note {
        Note::TrafficUntold { ways, .. } => {
            let what = format!("data sent {}", words::sent(ways));
            Some(Item::new(Kind::NotPriced, what).write("`traffic`"))
        }
        _ => None,
    })
}

/// The team's own work.
fn work(results: &Results, most: Most) -> Option<Item> {
    let said = |it: &&ArchitectureResult| it.cost.engineering_hours.is_some();
    let all = &results.architectures;
    let mut lines = all.iter().flat_map(|it| &it.cost.lines);
    let is_priced = lines.any(|line| line.kind == "people");
    let silent = all.iter().filter(|it| !said(it)).map(|it| &it.name);
    let silent: Vec<&String> = silent.collect();
    let (what, keys) = match silent.len() {
        none if none == all.len() => ("people's work".to_owned(), "`engineering`"),
        _ if !is_priced => (
            "people's work (the plan has its hours, not what one costs)".to_owned(),
            "`people`",
        ),
        0 => return None,
        _ => (
            format!(
                "people's work for {} (the plan has it for others)",
                most.of(&silent)
            ),
            "`engineering`",
        ),
    };
    Some(Item::new(Kind::NotPriced, what).write(keys))
}

/// Moving from today's design, where the plan does not say what that costs.
fn moves(results: &Results, most: Most) -> Option<Item> {
    results.notes.iter().find_map(|note| {
        let Note::FreeMoves { from, to } = note else {
            return None;
        };
        let to = match most.is_full {
            true => format!(" to {}", most.of(to)),
            false => String::new(),
        };
        let what = format!("the move from {}{to}", words::plain(from));
        Some(Item::new(Kind::NotPriced, what).write("`once`"))
    })
}

/// Time without service in planned work that the goal does not count: of the design with most of it.
fn planned(results: &Results) -> Option<Item> {
    let minutes = |it: &ArchitectureResult| it.planned_minutes_per_year;
    let all = results.architectures.iter().filter(|it| minutes(it) > 0.0);
    let longest = all.max_by(|a, b| minutes(a).total_cmp(&minutes(b)))?;
    let (time, name) = (
        words::minutes(minutes(longest)),
        words::plain(&longest.name),
    );
    let what = format!("planned work, up to {time} a year without service ({name})");
    Some(Item::new(Kind::NotValued, what).write("`counts: false`"))
}

/// What is paid once, which no price of a month has.
fn once(results: &Results, most: Most) -> Option<Item> {
    let paid = results.architectures.iter().filter(|it| it.cost.once > 0.0);
    let paid = paid.map(|it| {
        let once = words::money(it.cost.once, &results.currency);
        format!("{once} paid once for {}", words::plain(&it.name))
    });
    let paid: Vec<String> = paid.collect();
    (!paid.is_empty()).then(|| Item::new(Kind::NotPriced, most.of(&paid)))
}

/// Data that are lost: without a price, or with one and known only roughly.
fn lost_data(results: &Results, most: Most) -> Option<Item> {
    let all = results.architectures.iter();
    let losing: Vec<&ArchitectureResult> = all.filter(|it| it.data_lost() > 0.0).collect();
    let longest = losing
        .iter()
        .max_by(|a, b| a.data_lost().total_cmp(&b.data_lost()))?;
    let (mean, half) = (longest.data_lost(), longest.data_lost_error());
    let is_open = longest.is_data_lost_rough();
    let open = match is_open {
        true => format!(" ± {}", words::minutes(half)),
        false => String::new(),
    };
    let mean = words::minutes(mean);
    let of_a_year = format!("{mean}{open} of writing a year");
    if results.goal.data_loss_cost.is_some() {
        let name = words::plain(&longest.name);
        let said = || {
            Item::new(
                Kind::Open,
                format!("lost data with {name}, on average {of_a_year}"),
            )
        };
        return is_open.then(said);
    }
    let at_most = if losing.len() == 1 { "" } else { "at most " };
    let names: Vec<&String> = losing.iter().map(|it| &it.name).collect();
    let names = most.of(&names);
    let what = format!("lost data, on average {at_most}{of_a_year} with {names}");
    Some(Item::new(Kind::NotValued, what).write("`goal: {data_loss_cost: …/min}`"))
}
