//! Why one architecture is down, for `spof explain`: what causes the downtime and what the plan has against it, what
//! alone takes the service down, cut sets and importance, and one life outage by outage.

use super::life;
use crate::report::lines::Page;
use crate::{
    answer::{Basis, CausesBasis, Explanation, FirstOutage, Stopped},
    report::{
        lines::TableStyle,
        tables::{
            kinds_of_cause::{self, kinds_of_cause},
            weakness,
        },
        words,
    },
    units::{HOURS_PER_YEAR, MINUTES_PER_HOUR},
};

/// Causes that have a row of their own.
const ROWS: usize = 15;
/// The same on one screen.
const ROWS_IN_SHORT: usize = 8;
/// Kinds of single points of failure that are named there.
const POINTS_IN_SHORT: usize = 8;
/// Single points of failure that have one.
const POINTS: usize = 20;
/// Sources whose importance is listed.
const IMPORTANT: usize = 10;

/// How numbers are taken where `run` draws them.
pub(super) const IN_THE_MEAN: &str = "Every number of the plan is taken at the mean of its range, which comes near what `run` expects.";

/// Why an architecture is down, with a newline at the end; on one screen unless all of it is wanted.
pub fn explanation(explanation: &Explanation, whole: bool, style: TableStyle) -> String {
    let mut page = Page::new(style);
    let name = words::plain(&explanation.architecture);
    page.heading(&format!(
        "{}: why {name} is down",
        words::plain(&explanation.service)
    ));
    page.paragraph(&words::plain(&explanation.about), "");
    page.paragraph(&simulated(explanation), "");
    page.gap();
    page.paragraph(&downtime(explanation), "  ");
    page.gap();
    causes(&mut page, explanation, whole);
    page.gap();
    if !whole {
        page.paragraph(&single_points_in_short(explanation), "  ");
        page.paragraph(
            "`--all` prints the rest: cut sets, the importance of each source, and one simulated year outage by outage. `spof check PLAN \
             --all` says what each number rests on.",
            "  ",
        );
        return page.text();
    }
    single_points(&mut page, explanation);
    page.gap();
    structure(&mut page, explanation);
    page.gap();
    life::life(&mut page, &explanation.life);
    page.text()
}

fn simulated(explanation: &Explanation) -> String {
    let why = match explanation.stopped {
        Stopped::Precision | Stopped::Years => "",
        Stopped::Interrupted => ", as far as the run came before it was interrupted",
    };
    let basis = match explanation.basis {
        Basis::Expected => IN_THE_MEAN,
        Basis::AsWritten => "Every number is taken as the plan has it.",
    };
    format!(
        "{} years of the same outages for every architecture of the plan{why} (seed {}). {basis}",
        words::count(explanation.years),
        explanation.seed
    )
}

/// How long it is down, how often, and at what price.
fn downtime(explanation: &Explanation) -> String {
    let down = &explanation.downtime;
    let cost = words::money(explanation.cost_monthly, &explanation.currency);
    if down.none_seen {
        return format!(
            "no downtime was seen; expected: at most {} a year. It costs {cost} a month",
            words::minutes(down.ci95[1])
        );
    }
    let interval = match down.ci95 {
        [low, high] if low == high => "exact".to_owned(),
        [low, high] => words::minutes_range(low, high),
    };
    let failover = match explanation.failover_minutes_per_year {
        0.0 => String::new(),
        minutes => format!(
            "; {} of it while something else was up to serve",
            words::minutes(minutes)
        ),
    };
    let outages = match words::how_often(explanation.outages_per_year).as_str() {
        "1 a year" => "in 1 outage a year".to_owned(),
        often => match often.strip_suffix(" a year") {
            Some(count) => format!("in {count} outages a year"),
            None => format!("in an outage {often}"),
        },
    };
    format!(
        "down {} a year ({interval}), available {}, {outages}{failover}. {}. It costs {cost} a month",
        words::minutes(down.mean),
        words::without(explanation.unavailability),
        first_outage(&explanation.first_outage),
    )
}

/// When the first outage is to be expected.
fn first_outage(first: &FirstOutage) -> String {
    let years = first.mean_hours / HOURS_PER_YEAR;
    let time = if years < 1.0 {
        words::minutes(first.mean_hours * MINUTES_PER_HOUR)
    } else {
        words::once_in(years).replace("once in ", "")
    };
    let most = if first.at_least { "at least " } else { "" };
    format!("The first outage begins after {most}{time} on average")
}

/// The single points of failure by kind, in a sentence.
fn single_points_in_short(explanation: &Explanation) -> String {
    let points = &explanation.single_points;
    if points.is_empty() {
        return "There is no single point of failure.".to_owned();
    }
    let kinds = points.iter().map(|point| point.kind.as_str());
    format!(
        "{} single points of failure, each of which alone takes the service down: {}.",
        words::count(points.len() as u64),
        words::some(POINTS_IN_SHORT, kinds)
    )
}

fn causes(page: &mut Page, explanation: &Explanation, whole: bool) {
    page.heading("What causes the downtime, and the cheapest thing in this plan against it");
    if explanation.causes.is_empty() {
        return page.paragraph("nothing took it down in these years", "  ");
    }
    let (shown, rest) = explanation.causes.split_at(rows(
        explanation.causes.len(),
        if whole { ROWS } else { ROWS_IN_SHORT },
    ));
    page.table(&kinds_of_cause(
        shown,
        &explanation.currency,
        explanation.candidates > 1,
    ));
    if !rest.is_empty() {
        let minutes: f64 = rest.iter().map(|kind| kind.minutes_per_year).sum();
        let share: f64 = rest.iter().map(|kind| kind.share).sum();
        let names: Vec<String> = rest.iter().map(|kind| words::plain(&kind.kind)).collect();
        page.paragraph(
            &format!(
                "{} smaller causes, together {} a year ({}): {}",
                rest.len(),
                words::minutes(minutes),
                words::percent(share),
                names.join(", ")
            ),
            "  ",
        );
    }
    page.gap();
    page.notes(legend(explanation));
}

fn legend(explanation: &Explanation) -> Vec<String> {
    let mut lines = vec![
        "outage: nothing was up to serve; failover: something was, but did not serve yet"
            .to_owned(),
    ];
    if explanation.causes_basis == CausesBasis::Likeliest {
        lines.push(
            "the split is computed of the likeliest moments; where several outages met otherwise it is shared out alike"
                .to_owned(),
        );
    }
    if explanation.candidates == 1 {
        lines.push(
            "against it: the plan has no other architecture; add one to see what it would change"
                .to_owned(),
        );
        return lines;
    }
    lines.push(
        "against it: the cheapest architecture of the plan that is down no longer in all and leaves at most a tenth of \
         the cause, else half; `+` is the same with a mitigation. A mitigation's own work has no price here"
            .to_owned(),
    );
    lines.extend(without_remedy(explanation));
    lines
}

/// Where causes without a remedy would be smaller, at the price of more downtime in all.
fn without_remedy(explanation: &Explanation) -> Vec<String> {
    let mut better: Vec<(&str, Vec<String>)> = Vec::new();
    for kind in explanation.causes.iter().take(ROWS) {
        let Some(architecture) = &kind.less_of_it_but_longer_down else {
            continue;
        };
        let name = words::plain(&kind.kind);
        match better.iter_mut().find(|(other, _)| other == architecture) {
            Some((_, names)) => names.push(name),
            None => better.push((architecture, vec![name])),
        }
    }
    let said = better.into_iter().map(|(architecture, kinds)| {
        format!(
            "{} has less of {}, but is down longer in all",
            words::plain(architecture),
            kinds.join(", ")
        )
    });
    said.collect()
}

/// How many of so many rows are shown: one more than `most` would not be worth a line that says so.
fn rows(count: usize, most: usize) -> usize {
    if count <= most + 1 { count } else { most }
}

fn single_points(page: &mut Page, explanation: &Explanation) {
    let points = &explanation.single_points;
    page.heading("Single points of failure: each alone takes the service down");
    if points.is_empty() {
        return page.paragraph("there is none", "  ");
    }
    let (shown, rest) = points.split_at(rows(points.len(), POINTS));
    page.table(&kinds_of_cause::single_points(shown));
    if !rest.is_empty() {
        page.paragraph(&format!("{} more cost less", rest.len()), "  ");
    }
}

/// Cut sets and importance, as far as the structure allows.
fn structure(page: &mut Page, explanation: &Explanation) {
    page.heading("Minimal cut sets, and the importance of each source");
    let (Some(sets), Some(all)) = (&explanation.cut_sets, &explanation.importance) else {
        return page.paragraph(
            "the structure is too large or has no static form; `spof importance` tells more",
            "  ",
        );
    };
    if !explanation.made_static.is_empty() {
        page.paragraph(
            &format!(
                "as if {}",
                words::plain(&explanation.made_static.join("; "))
            ),
            "  ",
        );
    }
    if !sets.is_empty() {
        page.table(&weakness::cut_sets(sets));
        if let Some(total) = explanation
            .cut_sets_total
            .filter(|total| *total > sets.len() as f64)
        {
            let total = weakness::total(total);
            page.paragraph(&format!("{} of {total} are shown", sets.len()), "  ");
        }
    }
    if !all.is_empty() {
        let shown = &all[..all.len().min(IMPORTANT)];
        page.table(&weakness::importance(shown));
    }
    page.paragraph(
        "what the columns mean, and all the rest: `spof importance`",
        "  ",
    );
}
