//! What the answer does not count, a line each: what has no price, whose work, which lost data, what rests on judgement, and
//! which numbers are taken as certain.

use super::{
    advice::{as_data_centres, taken_as_certain},
    words,
};
use crate::answer::{ArchitectureResult, ExpectedCause, Note, Results};

/// More names than these are counted.
const MOST_NAMES: usize = 4;
/// More lines of a bill than these are counted.
const MOST_LINES: usize = 3;
/// What nobody has counted.
const JUDGED: &str = "judged: ";
/// A share of the expected downtime from which judgements are worth a line.
const MUCH: f64 = 0.1;

/// How many names, and lines of a bill, are named before the rest is counted.
#[derive(Clone, Copy)]
struct Most {
    names: usize,
    lines: usize,
    /// Whether it is said from where others' numbers are.
    sources: bool,
}

/// The lines, without what stands before them; of many names the first.
pub(super) fn left_out(results: &Results) -> Vec<String> {
    let most = Most {
        names: MOST_NAMES,
        lines: MOST_LINES,
        sources: false,
    };
    each(results, most)
}

/// The same with every name.
pub(super) fn left_out_in_full(results: &Results) -> Vec<String> {
    let all = Most {
        names: usize::MAX,
        lines: usize::MAX,
        sources: true,
    };
    each(results, all)
}

fn each(results: &Results, most: Most) -> Vec<String> {
    let lines = [
        unpriced(results, most),
        unbilled(results, most),
        work(results, most).filter(|_| says_more_of_work(results)),
        lost_data(results, most),
        own_prices(results),
        evidence(results, most),
        crews(results, most),
        taken_as_data_centre(results),
        guessed(results, most),
        borrowed(results, most),
        certain(results, most),
        switches(results, most),
        fixed_ends(results, most),
        taken_as_none(results, most),
    ];
    lines.into_iter().flatten().collect()
}

/// Places of the plan's own of which nothing was counted.
fn guessed(results: &Results, most: Most) -> Option<String> {
    let each = results.guessed.iter().map(|it| {
        let kinds = it.kinds.iter().map(String::as_str);
        format!(
            "{} ({})",
            words::plain(&it.place),
            words::some(most.names, kinds)
        )
    });
    let places: Vec<String> = each.collect();
    (!places.is_empty()).then(|| {
        let places = words::listed(&places);
        format!("evidence: how often and how long things fail at {places} is all guessed by this plan; count your own")
    })
}

/// Places of the plan's own that count as data centres, because they are said to be like one.
fn taken_as_data_centre(results: &Results) -> Option<String> {
    let places = as_data_centres(results);
    let each = places.iter().map(|(place, like)| {
        let (place, like) = (words::plain(place), words::plain(like));
        format!("{place} counts as a data centre of {like}")
    });
    let each: Vec<String> = each.collect();
    (!each.is_empty()).then(|| {
        let each = words::listed(&each);
        format!(
            "evidence: {each}; a room with one power feed and one line to the world fails far more often: give its own `numbers` of \
             facility and network"
        )
    })
}

/// Components and mitigations that cost something, of which nobody has said what.
fn unpriced(results: &Results, most: Most) -> Option<String> {
    let names = results.architectures.iter().flat_map(|it| &it.unpriced);
    let names = words::some(most.names, names.map(String::as_str));
    let work = match says_more_of_work(results) {
        true => "",
        false => ", nor people's work (`engineering`)",
    };
    (!names.is_empty()).then(|| format!("no price is known for {names}{work}"))
}

/// How much of the bill is by prices that the plan has written, which name no source.
fn own_prices(results: &Results) -> Option<String> {
    let result = about(results)?;
    let lines = || result.cost.lines.iter();
    let all: f64 = lines().map(|line| line.monthly).sum();
    let own = lines().filter(|line| line.is_of_plan());
    let own: f64 = own.map(|line| line.monthly).sum();
    let share = own / all.max(f64::MIN_POSITIVE);
    (share >= MUCH).then(|| {
        let (share, name) = (words::percent(share.min(1.0)), words::plain(&result.name));
        format!("prices of this plan: {share} of the bill of {name}, without a source")
    })
}

/// Whether people's work has a line of its own: where no design says its hours and other things lack a price, one line has both.
fn says_more_of_work(results: &Results) -> bool {
    let mut all = results.architectures.iter();
    let is_silent = all.all(|it| it.cost.engineering_hours.is_none());
    let mut all = results.architectures.iter();
    !is_silent || all.all(|it| it.unpriced.is_empty())
}

/// Lines that a bill usually has: `disk of app, db and web; requests of api`, and data sent.
fn unbilled(results: &Results, most: Most) -> Option<String> {
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
    let lines: Vec<(&String, &String)> = all.flat_map(|it| it.lines.iter().zip(&it.says)).collect();
    let row = lines.iter().find(|(line, _)| line.contains('/'));
    let row = row.map(|(line, says)| {
        let name = says.replace(' ', "-");
        format!("`bill: {{{name}: {{price: {line}, quantity: …}}}}`")
    });
    let has_key = lines.iter().any(|(line, _)| !line.contains('/'));
    let key = has_key.then(|| "`storage`".to_owned());
    let each: Vec<String> = row.into_iter().chain(key).collect();
    each.join(", ")
}

/// Data that are paid for and of which nobody says how much they are.
fn traffic(results: &Results) -> Option<String> {
    results.notes.iter().find_map(|note| match note {
        Note::TrafficUntold { ways } => {
            Some(format!("data sent {} (`traffic`)", words::sent(ways)))
        }
        _ => None,
    })
}

/// Rates, lengths and shares that were counted elsewhere, and prices of other places.
fn borrowed(results: &Results, most: Most) -> Option<String> {
    let mut counted: Vec<Borrowed<'_>> = Vec::new();
    for it in &results.borrowed {
        let each = [
            ("often", &it.kinds),
            ("long", &it.lengths),
            ("widely", &it.shares),
        ];
        for (how, kinds) in each {
            let kinds = kinds.iter().map(String::as_str);
            let same = |one: &&mut Borrowed<'_>| one.provider == it.provider;
            let (from, one) = (&it.from, counted.iter_mut().find(same));
            if kinds.len() == 0 {
                continue;
            }
            match one {
                Some(one) => one.add(how, kinds, from),
                None => {
                    let mut one = Borrowed::at(&it.provider);
                    one.add(how, kinds, from);
                    counted.push(one);
                }
            }
        }
    }
    let counted = counted.into_iter().map(|it| it.said(most));
    let mut prices: Vec<(&str, Vec<&str>)> = Vec::new();
    let lines = results.architectures.iter().flat_map(|it| &it.cost.lines);
    for line in lines {
        let Some(from) = line.borrowed_from.as_deref() else {
            continue;
        };
        match prices.iter_mut().find(|it| it.0 == from) {
            Some((_, items)) => items.push(&line.item),
            None => prices.push((from, vec![&line.item])),
        }
    }
    let prices = prices.into_iter().map(|(from, items)| {
        let from = words::plain(from);
        let mut lines: Vec<&str> = items;
        lines.sort_unstable();
        lines.dedup();
        let prices = match lines.as_slice() {
            [one] => format!("the price of {}", words::plain(one)),
            several => format!("{} prices", words::count(several.len() as u64)),
        };
        match most.sources {
            true => format!("{prices} (from {from})"),
            false => prices,
        }
    });
    let each: Vec<String> = counted.chain(prices).collect();
    (!each.is_empty()).then(|| format!("borrowed: {}", each.join("; ")))
}

/// What of one provider's numbers is others'.
#[derive(Default)]
struct Borrowed<'a> {
    provider: &'a str,
    /// `often`, `long`, `widely`.
    how: Vec<&'a str>,
    kinds: Vec<&'a str>,
    from: Vec<&'a str>,
}

impl<'a> Borrowed<'a> {
    fn at(provider: &'a str) -> Self {
        Self {
            provider,
            ..Self::default()
        }
    }

    fn add(&mut self, how: &'a str, kinds: impl Iterator<Item = &'a str>, from: &'a [String]) {
        let mut note = |list: fn(&mut Self) -> &mut Vec<&'a str>, word: &'a str| {
            let list = list(self);
            if !list.contains(&word) {
                list.push(word);
            }
        };
        note(|it| &mut it.how, how);
        kinds.for_each(|kind| note(|it| &mut it.kinds, kind));
        from.iter().for_each(|one| note(|it| &mut it.from, one));
    }

    /// `how often and how long dns-resolver is down at gcp (from aws)`.
    fn said(self, most: Most) -> String {
        let how: Vec<String> = self.how.iter().map(|it| format!("how {it}")).collect();
        let from: Vec<String> = self.from.iter().map(|it| words::plain(it)).collect();
        let from = match most.sources {
            true => format!(" (from {})", words::listed(&from)),
            false => String::new(),
        };
        let are = if self.kinds.len() == 1 { "is" } else { "are" };
        format!(
            "{} {} {are} down at {}{from}",
            words::listed(&how),
            words::some(most.names, self.kinds.iter().copied()),
            words::plain(self.provider)
        )
    }
}

/// The team's own work.
fn work(results: &Results, most: Most) -> Option<String> {
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
fn lost_data(results: &Results, most: Most) -> Option<String> {
    if results.goal.data_loss_cost.is_some() {
        return None;
    }
    let all = results.architectures.iter();
    let losing: Vec<&ArchitectureResult> = all.filter(|it| it.data_lost() > 0.0).collect();
    let longest = losing.iter().map(|it| it.data_lost()).fold(0.0, f64::max);
    (longest > 0.0).then(|| {
        let names = words::some(most.names, losing.iter().map(|it| it.name.as_str()));
        let longest = words::minutes(longest);
        format!("lost data: up to {longest} of writing a year with {names} (`goal: {{data_loss_cost: …/min}}`)")
    })
}

/// How much of the answer rests on what nobody has counted: on judgements, and on numbers of the plan that name no source.
fn evidence(results: &Results, most: Most) -> Option<String> {
    let causes = causes_judged(results, most);
    let switches = switches_judged(results, most);
    match (causes, switches) {
        (Some((causes, true)), Some(switches)) => Some(format!("{causes}; {switches}")),
        (Some((causes, false)), Some(switches)) => Some(format!("{causes}; {JUDGED}{switches}")),
        (None, Some(switches)) => Some(format!("{JUDGED}{switches}")),
        (causes, None) => causes.map(|it| it.0),
    }
}

/// The names that a note has, if there is one of the kind.
fn noted(
    results: &Results,
    most: Most,
    names: fn(&Note) -> Option<&Vec<String>>,
) -> Option<String> {
    let names = results.notes.iter().find_map(names)?;
    Some(words::some(most.names, names.iter().map(String::as_str)))
}

/// Switches of which the plan judges the numbers.
fn switches_judged(results: &Results, most: Most) -> Option<String> {
    let names = noted(results, most, |note| match note {
        Note::JudgedSwitches { groups } => Some(groups),
        _ => None,
    })?;
    Some(format!("the switches of {names}"))
}

/// Crews with working hours, and what they repair whose lengths of the catalog have some waiting in them.
fn crews(results: &Results, most: Most) -> Option<String> {
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

/// How much of the downtime rests on them, and on which; and whether any of it on judgements.
fn causes_judged(results: &Results, most: Most) -> Option<(String, bool)> {
    let result = about(results)?;
    let causes = &result.expected.as_ref()?.causes;
    let on = |of: fn(&ExpectedCause) -> f64, what: &'static str| {
        let those = causes.iter().filter(|it| of(it) > 0.0);
        let mut those: Vec<&ExpectedCause> = those.collect();
        those.sort_by(|a, b| of(b).total_cmp(&of(a)));
        let first = those.first()?;
        let share: f64 = causes.iter().map(of).sum();
        let named = match most.sources {
            true => words::some(most.names, those.iter().map(|it| it.kind.as_str())),
            false => format!("most: {}", words::plain(&first.kind)),
        };
        Some((share.min(1.0), what, named))
    };
    let judged = on(|it| it.share_judged, JUDGED);
    let is_judged = judged.is_some();
    let given = on(|it| it.share_given, "from this plan without a source: ");
    let each = judged.into_iter().chain(given);
    let each: Vec<(f64, &str, String)> = each.collect();
    if each.iter().all(|(share, ..)| *share < MUCH) {
        return None;
    }
    let name = words::plain(&result.name);
    let each = each
        .iter()
        .enumerate()
        .map(|(index, (share, what, named))| {
            let share = words::percent(*share);
            let of = match index {
                0 => format!(" of the downtime of {name}"),
                _ => String::new(),
            };
            format!("{what}{share}{of} ({named})")
        });
    let each: Vec<String> = each.collect();
    Some((each.join("; "), is_judged))
}

/// Numbers without a range.
fn certain(results: &Results, most: Most) -> Option<String> {
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

/// The design that the answer is about.
fn about(results: &Results) -> Option<&ArchitectureResult> {
    let decision = &results.decision;
    results.architecture(decision.recommended().unwrap_or(&decision.from))
}

/// Switches of which the plan gives the numbers and no source; there are no ranges of them.
fn switches(results: &Results, most: Most) -> Option<String> {
    let names = noted(results, most, |note| match note {
        Note::UnsourcedSwitches { groups } => Some(groups),
        _ => None,
    })?;
    Some(format!(
        "how far off the switches of {names} may be: times, chances and lags are given without a source or a range"
    ))
}

/// What is reached over links as if nothing ever moved.
fn fixed_ends(results: &Results, most: Most) -> Option<String> {
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
fn taken_as_none(results: &Results, most: Most) -> Option<String> {
    let each = results.notes.iter().filter_map(|note| match note {
        Note::MistakesUntold { .. } => {
            Some("mistakes that more sites bring (`complexity`)".to_owned())
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
