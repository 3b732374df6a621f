//! The outages that matter most to the one to have and to today's: what one of each costs on average there and in a few other
//! designs, and what all of a year cost the one to have and today's. Those of the next step that save most are among them; all others are in a last row.

use crate::{
    answer::{ArchitectureResult, OutageRow, Results},
    decide::{CausedBy, caused_by, of_a_kind},
    report::{
        columns::table::{Medium, Table},
        lines::fold,
        words,
    },
    units::MINUTES_PER_HOUR,
};

/// Kinds of outage that are listed.
const MOST_KINDS: usize = 5;
/// Designs that are compared, and where there is no room for them.
const MOST_DESIGNS: usize = 4;
const LEAST_DESIGNS: usize = 2;
/// A second [min]; less time is not told in figures.
const SECOND: f64 = 1.0 / 60.0;
const LITTLE: &str = "under 1 s";
/// From so many times as often or as rarely on, what an outage costs is told by the year.
const ANOTHER: f64 = 1.1;
/// After what all of a year cost.
const A_YEAR: &str = " a year";
/// The row of all kinds that are not listed.
const OTHERS: &str = "all others";
/// That of requests that are not served while the service is up.
const LOST: &str = "lost requests";
/// A smaller share of the time not served has no row.
const MUCH: f64 = 0.02;
/// Of the kinds that cause most of the one to have so many are listed in any case.
const OF_ITS_OWN: usize = 3;
/// Of the kinds by which the next step saves most so many are listed.
const OF_NEXT: usize = 2;
/// The heading of a design takes no more columns.
const ROOM: usize = 14;
/// A name on a terminal takes no more columns.
const NAME: usize = 24;

/// The designs that are compared: today's, the one to have, the cheapest in total and the next step; where these are fewer, the one with the
/// least time not served.
pub(in crate::report) fn compared(results: &Results) -> Vec<&ArchitectureResult> {
    let decision = &results.decision;
    let choice = decision.choice.as_ref();
    let least = results.architectures.iter();
    let least = least.min_by(|a, b| a.unserved().total_cmp(&b.unserved()));
    let named = [
        decision.today.as_ref(),
        decision.recommended(),
        choice.and_then(|it| it.cheapest.as_ref()),
        choice.and_then(|it| Some(&it.next.as_ref()?.architecture)),
    ];
    let regions = decision.regions.iter().filter(|_| choice.is_none());
    let all = named.into_iter().flatten();
    let all = all.chain(regions.map(|region| &region.architecture));
    let all = all
        .filter_map(|name| results.architecture(name))
        .chain(least);
    let mut compared: Vec<&ArchitectureResult> = Vec::new();
    for result in all {
        if !compared.iter().any(|it| it.name == result.name) {
            compared.push(result);
        }
    }
    compared.truncate(MOST_DESIGNS);
    compared
}

/// A row for each kind, those first that cause most.
pub(in crate::report) fn matters(results: &Results) -> Table<'_, &str> {
    with_designs(results, MOST_DESIGNS, true)
}

/// The same with as many designs as stand side by side on a terminal, two at least.
pub(in crate::report) fn within(results: &Results, width: usize) -> Table<'_, &str> {
    let is_whole = |(most, has_today): &(usize, bool)| {
        let grid = with_designs(results, *most, *has_today).grid(Medium::Terminal(width));
        grid.block_count(width) < 2
    };
    let mut wishes = (LEAST_DESIGNS..=MOST_DESIGNS)
        .rev()
        .map(|most| (most, true));
    let (most, has_today) = wishes.find(is_whole).unwrap_or((LEAST_DESIGNS, false));
    with_designs(results, most, has_today)
}

/// With so many designs, and what all of a year cost today's or not.
fn with_designs(results: &Results, most: usize, has_today: bool) -> Table<'_, &str> {
    let mut compared = compared(results);
    compared.truncate(most);
    let about = results.decision.recommended();
    let about = about.and_then(|name| results.architecture(name));
    let about = about.or_else(|| compared.first().copied());
    let today = results.decision.today.as_ref();
    let today = today.and_then(|name| results.architecture(name));
    let before = today.filter(|today| about.is_none_or(|it| it.name != today.name));
    let mut spoken = spoken_of(results);
    // Where it is a move, why today's is down; else what the choice is caused by, and what the next step saves.
    let own = before.or(about).map(caused_by).unwrap_or_default();
    spoken.extend(own.iter().take(OF_ITS_OWN).map(|it| it.kind));
    match before.zip(about) {
        Some((_, about)) => spoken.extend(caused_by(about).iter().take(OF_NEXT).map(|it| it.kind)),
        None => spoken.extend(saved_next(results)),
    }
    let kinds = kinds(about.into_iter().chain(today), &spoken);
    let row = |result: &'_ ArchitectureResult, kind: &str| -> Option<OutageRow> {
        let mut rows = result.outage_table.iter();
        rows.find(|row| row.source == kind).cloned()
    };
    let first = before.or(about).or(compared.first().copied());
    let rate = move |kind: &str| Some(row(first?, kind)?.average_per_year);
    let before = today.filter(|_| has_today);
    let before = before.filter(|today| about.is_none_or(|it| it.name != today.name));
    let whole = before
        .into_iter()
        .chain(about)
        .map(|it| Caused::new(it, &kinds));
    let whole: Vec<Caused<'_>> = whole.collect();
    let has_others = whole.iter().any(|it| it.others > 0.0);
    let has_lost = whole.iter().any(|it| it.lost > MUCH * it.unserved);
    let rows = kinds.into_iter().chain(has_others.then_some(OTHERS));
    let rows = rows.chain(has_lost.then_some(LOST));
    let at = if before.is_some() { "today's" } else { "→" };
    let mut table = Table::over(rows)
        .words("average\noutage of", |kind, medium| medium.name(kind, NAME))
        .words(format!("how often\nat {at}"), move |kind, _| {
            words::or_dash(rate(kind), often)
        });
    let price = results.goal.outage_cost.filter(|price| *price > 0.0);
    for result in compared {
        let heading = fold(&words::plain(&result.name), ROOM);
        let currency = results.currency.as_str();
        table = table.figures(heading, move |kind, _| {
            let here = row(result, kind);
            let lost = here.as_ref().and_then(|row| row.average_minutes_lost);
            let often = here.map_or(0.0, |row| row.average_per_year);
            // Whoever reads across would count it as often as the column before says.
            words::or_dash(lost, |minutes| match is_as_often(rate(kind), often) {
                true => cost(minutes, price, currency),
                false => format!("{}{A_YEAR}", words::brief_minutes(minutes * often)),
            })
        });
    }
    for caused in whole {
        let is_about = about.is_some_and(|it| it.name == caused.name);
        // A name of two lines would make the heading one of three.
        let name = Some(fold(&words::plain(caused.name), ROOM)).filter(|it| !it.contains('\n'));
        let short = if is_about { "→" } else { "today's" };
        let heading = format!("a year at\n{}", name.as_deref().unwrap_or(short));
        table = table.figures(heading, move |kind, _| caused.said(kind));
    }
    table
}

/// Whether something happens about as often as at the design whose rates are told, if it happens there at all.
fn is_as_often(told: Option<f64>, here: f64) -> bool {
    told.is_some_and(|told| here < ANOTHER * told && told < ANOTHER * here)
}

/// Whether a cell of the table has what a year costs, as things happen there at another rate than is told.
pub(in crate::report) fn tells_years(results: &Results) -> bool {
    let grid = matters(results).grid(Medium::Markdown);
    // After the kinds and how often each happens.
    let mut cells = grid.columns.iter().skip(2).flat_map(|it| &it.cells);
    cells.any(|cell| cell.ends_with(A_YEAR))
}

/// Whether a year of a listed kind has outages of several things alike, where a rate is that of one.
pub(in crate::report) fn tells_one_of_several(results: &Results) -> bool {
    let grid = matters(results).grid(Medium::Markdown);
    let kinds = grid.columns.first().map(|it| &it.cells);
    let told = results.decision.recommended();
    let told = told.into_iter().chain(&results.decision.today);
    let rows = told.filter_map(|name| results.architecture(name));
    let mut rows = rows.flat_map(|it| &it.outage_table);
    rows.any(|row| {
        let is_listed = kinds.is_some_and(|it| it.contains(&row.source));
        is_listed && row.is_of_several()
    })
}

/// What each kind causes of a design in a year.
struct Caused<'a> {
    name: &'a str,
    causes: Vec<CausedBy<'a>>,
    /// What all that are not listed cause [min].
    others: f64,
    /// Requests lost beside the downtime, and all time not served [min].
    lost: f64,
    unserved: f64,
}

impl<'a> Caused<'a> {
    /// Of a design, where these kinds are listed.
    fn new(result: &'a ArchitectureResult, kinds: &[&str]) -> Self {
        let causes = caused_by(result);
        let others = causes.iter().filter(|it| !kinds.contains(&it.kind));
        Self {
            name: &result.name,
            others: others.map(|it| it.minutes).sum(),
            lost: result.lost_service(),
            unserved: result.unserved(),
            causes,
        }
    }

    /// What a row causes.
    fn said(&self, kind: &str) -> String {
        let minutes = match kind {
            OTHERS => self.others,
            LOST => self.lost,
            _ => minutes(&self.causes, kind),
        };
        match minutes > 0.0 && minutes < SECOND {
            true => LITTLE.to_owned(),
            false => words::minutes(minutes),
        }
    }
}

/// Kinds that the answer speaks of: what is missing to the goal, and in what designs that cost the same differ most.
fn spoken_of(results: &Results) -> Vec<&str> {
    let Some(choice) = &results.decision.choice else {
        return Vec::new();
    };
    let mut spoken: Vec<&str> = choice.lacking.iter().map(|it| it.kind.as_str()).collect();
    let tie = choice.ties.first();
    let tie = tie.and_then(|it| results.architecture(&it.architecture));
    if let Some((one, other)) = results.architecture(&choice.architecture).zip(tie) {
        let (one, other) = (caused_by(one), caused_by(other));
        let apart = |kind: &str| (minutes(&one, kind) - minutes(&other, kind)).abs();
        let kinds = one.iter().chain(&other).map(|it| it.kind);
        let most = kinds.max_by(|a, b| apart(a).total_cmp(&apart(b)));
        spoken.extend(most.filter(|kind| apart(kind) > 0.0));
    }
    spoken
}

/// What a kind causes of those.
fn minutes(causes: &[CausedBy<'_>], kind: &str) -> f64 {
    let mut causes = causes.iter();
    causes
        .find(|it| it.kind == kind)
        .map_or(0.0, |it| it.minutes)
}

/// Kinds by which the next step saves most.
fn saved_next(results: &Results) -> Vec<&str> {
    let choice = results.decision.choice.as_ref();
    let from = results.decision.recommended();
    let next = choice.and_then(|it| Some((from?, &it.next.as_ref()?.architecture)));
    let next = next.and_then(|(from, to)| {
        let to = results.architecture(to)?;
        Some((results.architecture(from)?, caused_by(to)))
    });
    let Some((from, after)) = next else {
        return Vec::new();
    };
    let saved = caused_by(from)
        .into_iter()
        .map(|it| (it.kind, it.minutes - minutes(&after, it.kind)));
    let mut saved: Vec<(&str, f64)> = saved.filter(|it| it.1 > 0.0).collect();
    saved.sort_by(|a, b| b.1.total_cmp(&a.1));
    saved.iter().take(OF_NEXT).map(|it| it.0).collect()
}

/// What causes most of what is to be expected of these designs, by what it causes in the one that it hurts most; what the answer
/// speaks of is among them.
fn kinds<'a>(of: impl Iterator<Item = &'a ArchitectureResult>, spoken: &[&'a str]) -> Vec<&'a str> {
    let causes = of.flat_map(|result| {
        let has_row = |kind: &str| result.outage_table.iter().any(|row| row.source == kind);
        let causes = caused_by(result).into_iter();
        causes.filter(move |it| has_row(it.kind))
    });
    let kinds = of_a_kind(causes.map(|it| (it.kind, it.minutes)));
    let worst = |minutes: Vec<f64>| minutes.into_iter().fold(0.0, f64::max);
    let kinds = kinds.into_iter().map(|(kind, each)| (kind, worst(each)));
    let mut kinds: Vec<(&str, f64)> = kinds.collect();
    kinds.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut spoken: Vec<&str> = spoken.to_vec();
    let has_rows = |kind: &&str| kinds.iter().any(|it| it.0 == *kind);
    spoken.retain(has_rows);
    let mut first: Vec<&str> = Vec::new();
    for kind in spoken {
        if !first.contains(&kind) && first.len() < MOST_KINDS {
            first.push(kind);
        }
    }
    let is_spoken = |kind: &str| first.contains(&kind);
    let named = kinds.iter().filter(|(kind, _)| is_spoken(kind)).count();
    let mut room = MOST_KINDS.saturating_sub(named);
    let kinds = kinds.into_iter().map(|(kind, _)| kind);
    let kept = kinds.filter(|kind| {
        let takes = !is_spoken(kind) && room > 0;
        room -= usize::from(takes);
        takes || is_spoken(kind)
    });
    kept.collect()
}

/// `1 a year`, `once in 25 years`.
fn often(rate: f64) -> String {
    if rate > 0.0 && rate < 0.5 {
        words::once_in(1.0 / rate)
    } else {
        words::how_often(rate)
    }
}

/// Time lost, and with a price of an hour what that costs.
fn cost(minutes: f64, price: Option<f64>, currency: &str) -> String {
    if minutes == 0.0 {
        return "nothing".to_owned();
    }
    if minutes < SECOND {
        return LITTLE.to_owned();
    }
    let time = words::brief_minutes(minutes);
    let money = price.map(|price| price * minutes / MINUTES_PER_HOUR);
    match money.map(|money| words::money_short(money, currency)) {
        // Less than the smallest coin is not worth its column.
        Some(money) if money != words::money_short(f64::MIN_POSITIVE, currency) => {
            format!("{time}, {money}")
        }
        _ => time,
    }
}
