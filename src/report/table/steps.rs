//! What each step up costs and saves, and from which price of an hour it pays.

use super::{
    Page,
    grid::{self, Column, Grid},
};
use crate::{
    answer::{Results, StepResult, Verdict},
    report::words,
};

/// Adds the table of steps, where there is one to take.
pub(super) fn add(results: &Results, page: &mut Page) {
    let steps: Vec<&StepResult> = results.decision.steps.iter().collect();
    if steps.is_empty() {
        return;
    }
    page.gap();
    page.heading("What each step buys");
    page.paragraph(
        "From one design to the next that is down less. It pays where an hour of outage costs more than the price shown.",
        "",
    );
    page.gap();
    page.lines.extend(grid(results, &steps).lines(page.style));
    page.gap();
    page.paragraph(
        "saves: expected downtime, and how far the simulation may be off; both designs lived through the same years",
        "  ",
    );
    page.paragraph(&cheapest(results), "  ");
    page.paragraph(
        "pays from: over the design before; cheapest of all from: where it also beats all others, bill and expected outages \
         together; never: one goes further, or not so far",
        "  ",
    );
}

/// Which design is the cheapest in total at which price.
fn cheapest(results: &Results) -> String {
    let about = |price: f64| words::money_about(price, &results.currency);
    let regions = results.decision.regions.iter().map(|region| {
        let name = words::plain(&region.architecture);
        match region.to {
            Some(to) => format!("{name} up to {}", about(to)),
            None if region.from > 0.0 => format!("{name} above that"),
            None => format!("{name} at any price"),
        }
    });
    let told: Vec<String> = regions.collect();
    format!(
        "cheapest in total, bill and expected outages, by the price of an hour: {}",
        told.join(", ")
    )
}

pub(in crate::report) fn grid(results: &Results, steps: &[&StepResult]) -> Grid {
    let currency = &results.currency;
    let room = 24;
    let each = |cell: &dyn Fn(&StepResult) -> String| steps.iter().map(|step| cell(step)).collect();
    let name = |name: &str| grid::clip(&words::plain(name), room);
    let mut columns = vec![
        Column::words(
            "step",
            each(&|step| format!("{}\n→ {}", name(&step.from), name(&step.to))),
        ),
        Column::numbers(
            "costs more\na month",
            each(&|step| words::money(step.extra_monthly, currency)),
        ),
        Column::numbers("saves\na year", each(&saves)),
        Column::numbers(
            "pays from\nan hour",
            each(&|step| pays_from(step, currency)),
        ),
    ];
    if steps.iter().any(|step| step.break_even_band90.is_some()) {
        columns.push(Column::numbers(
            "the same, rates\nunknown (90 %)",
            each(&|step| band(step, currency)),
        ));
    }
    let hull = |step: &StepResult| cheapest_from(results, step);
    columns.push(Column::numbers("cheapest\nof all from", each(&hull)));
    if let Some(price) = results.goal.outage_cost {
        columns.push(Column::words(
            format!("at {}\nan hour", words::money_about(price, currency)),
            each(&at_price),
        ));
    }
    Grid {
        columns,
        keys: 1,
        strong: steps
            .iter()
            .map(|step| step.pays == Some(Verdict::Yes))
            .collect(),
    }
}

fn saves(step: &StepResult) -> String {
    let half = (step.saved_ci95[1] - step.saved_ci95[0]) / 2.0;
    let saved = words::minutes(step.saved_minutes_per_year);
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
    let mut regions = results.decision.regions.iter();
    match regions.find(|region| region.architecture == step.to) {
        Some(region) if region.from > 0.0 => words::money_about(region.from, &results.currency),
        Some(_) => "any price".to_owned(),
        None => "never".to_owned(),
    }
}

/// Where it pays in nine of ten worlds.
fn band(step: &StepResult, currency: &str) -> String {
    let about = |price: f64| words::money_about(price, currency);
    match step.break_even_band90 {
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
