//! The steps along the frontier: what each costs and saves, and from which price of an hour it pays.

use crate::{
    answer::{Results, StepResult, Verdict},
    report::{
        columns::{
            html::HtmlTable,
            table::{Medium, Table},
        },
        words,
    },
};

/// Longest name of a design on a terminal.
const ROOM: usize = 24;

/// A row a step.
pub(in crate::report) fn steps(results: &Results) -> Table<'_, &StepResult> {
    let asked = results.goal.outage_cost;
    let at = asked.map(|price| words::money_about(price, &results.currency));
    rows(results, at.map(|at| format!("at {at}\nan hour")))
}

/// The same for the page, where the reader moves the price of an hour.
pub(in crate::report) fn on_page(results: &Results) -> HtmlTable {
    let heading = Some("at your price".to_owned());
    rows(results, heading).html().last("at-price")
}

/// With a column of whether a step pays, under this heading.
fn rows(results: &Results, at: Option<String>) -> Table<'_, &StepResult> {
    let currency = results.currency.as_str();
    let all = &results.decision.steps;
    let is_asked = at.is_some();
    let saved = match all.iter().any(|step| step.saved_band90.is_some()) {
        true => "saves a year\n(nine of ten cases)",
        false => "saves\na year",
    };
    let band90 = |step: &StepResult, end: usize| step.break_even_band90.and_then(|it| it[end]);
    Table::over(all)
        .strong(|step| step.pays == Some(Verdict::Yes))
        .text("from", |step| step.from.clone())
        .with_words("step", name)
        .text("to", |step| step.to.clone())
        .text("currency", |_| results.currency.clone())
        .number("extra_cost_per_month", |step| step.extra_monthly)
        .with_figures("costs more\na month", move |step, _| {
            let more = words::money(step.extra_monthly, currency);
            match is_priced(results, step) {
                true => more,
                false => format!("at least\n{more}"),
            }
        })
        .number("saved_minutes_per_year", |step| step.saved_minutes_per_year)
        .with_figures(saved, move |step, _| saves(step, results))
        .number("saved_ci95_low", |step| step.saved_ci95[0])
        .number("saved_ci95_high", |step| step.saved_ci95[1])
        .number("break_even_per_hour", |step| step.break_even)
        .with_figures("pays from\nan hour", move |step, _| {
            match is_priced(results, step) {
                true => pays_from(step, currency),
                false if step.break_even == 0.0 => "not known".to_owned(),
                false => format!(
                    "at least\n{}",
                    words::money_about(step.break_even, currency)
                ),
            }
        })
        .maybe("break_even_ci95_low", |step| step.break_even_ci95[0])
        .maybe("break_even_ci95_high", |step| step.break_even_ci95[1])
        .maybe("break_even_band90_low", move |step| band90(step, 0))
        .with_figures(
            "the same, rates\nunknown (90 %)",
            move |step, _| match is_priced(results, step) {
                true => band(step, currency),
                false => "–".to_owned(),
            },
        )
        .when(all.iter().any(|step| step.break_even_band90.is_some()))
        .maybe("break_even_band90_high", move |step| band90(step, 1))
        .text("never_cheapest", |step| step.never_cheapest.to_string())
        .with_figures("cheapest\nof all from", |step, _| {
            cheapest_from(results, step)
        })
        .words(at.unwrap_or_default(), |step, _| {
            match is_priced(results, step) {
                false if step.pays != Some(Verdict::No) => "not known".to_owned(),
                _ => at_price(step),
            }
        })
        .when(is_asked)
}

/// Whether all that a step adds has a price and an amount.
pub(in crate::report) fn is_priced(results: &Results, step: &StepResult) -> bool {
    let of = |name: &str| results.architecture(name);
    of(&step.from)
        .zip(of(&step.to))
        .is_none_or(|(from, to)| to.without_price_beside(from).is_empty())
}

/// From which design to which.
fn name(step: &StepResult, medium: Medium) -> String {
    let name = |name: &str| medium.name(name, ROOM);
    format!("{}\n→ {}", name(&step.from), name(&step.to))
}

/// With where it lies in nine of ten scenarios; as written with the interval that the simulation leaves.
fn saves(step: &StepResult, results: &Results) -> String {
    // As far apart as the two times are told.
    let ends = [&step.from, &step.to].map(|name| results.architecture(name));
    let saved = match ends {
        [Some(from), Some(to)] => words::minutes_apart(from.unserved(), to.unserved()),
        _ => words::minutes(step.saved_minutes_per_year),
    };
    if let Some([low, high]) = step.saved_band90 {
        let band = match low < 0.0 {
            true => format!(
                "{} lost to\n{} saved",
                words::brief_minutes(-low),
                words::brief_minutes(high.max(0.0))
            ),
            false => words::brief_range(low, high),
        };
        return format!("{saved}\n{band}");
    }
    let half = (step.saved_ci95[1] - step.saved_ci95[0]) / 2.0;
    if half > 0.0 {
        format!("{saved}\n± {}", words::minutes(half))
    } else {
        format!("{saved}\nexact")
    }
}

fn pays_from(step: &StepResult, currency: &str) -> String {
    if step.break_even == 0.0 {
        return "any price".to_owned();
    }
    let about = |price: f64| words::money_about(price, currency);
    let [low, high] = step.break_even_ci95;
    let range = match (low, high) {
        (Some(low), Some(high)) if about(low) == about(high) => String::new(),
        (Some(low), Some(high)) => format!("\n{} – {}", about(low), about(high)),
        (Some(low), None) => format!("\n{} – never", about(low)),
        _ => "\nor never".to_owned(),
    };
    format!("{}{range}", about(step.break_even))
}

/// From which price on the step's end is the cheapest in total of all designs.
fn cheapest_from(results: &Results, step: &StepResult) -> String {
    match results.decision.region(&step.to) {
        Some(region) if region.from > 0.0 => {
            let from = words::money_about(region.from, &results.currency);
            match results.is_priced_from(&region.architecture) {
                true => from,
                false => format!("at least\n{from}"),
            }
        }
        Some(_) if !is_priced(results, step) => "not known".to_owned(),
        Some(_) => "any price".to_owned(),
        None => "never".to_owned(),
    }
}

/// Where it pays in nine of ten scenarios.
fn band(step: &StepResult, currency: &str) -> String {
    let about = |price: f64| words::money_about(price, currency);
    match step.break_even_band90 {
        Some([Some(_), Some(0.0)]) => "any price".to_owned(),
        Some([Some(0.0), None]) => "any price, or never".to_owned(),
        Some([Some(low), Some(high)]) => format!("{} – {}", about(low), about(high)),
        Some([Some(low), None]) => format!("{} – never", about(low)),
        Some(_) => "never".to_owned(),
        None => "–".to_owned(),
    }
}

fn at_price(step: &StepResult) -> String {
    let pays = match step.pays {
        Some(Verdict::Yes) => "pays",
        Some(Verdict::No) => "does not pay",
        Some(Verdict::Undecided) => "undecided",
        None => "–",
    };
    pays.to_owned()
}
