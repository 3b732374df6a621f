//! What each step up costs and saves, and from which price of an hour it pays.

use crate::report::lines::Page;
use crate::{
    answer::Results,
    report::{tables, words},
};

/// Adds the table of steps, where there is one to take.
pub(super) fn add(results: &Results, page: &mut Page) {
    let table = tables::steps::steps(results);
    if table.is_empty() {
        return;
    }
    page.gap();
    page.heading("What each step buys");
    page.paragraph(
        "From one design to the next that is down less. It pays where an hour of outage costs more than the price shown.",
        "",
    );
    page.table(&table);
    page.gap();
    let mut steps = results.decision.steps.iter();
    let off = match steps.any(|step| step.saved_band90.is_some()) {
        true => "where it lies in nine of ten cases",
        false => "how far the simulation may be off",
    };
    page.paragraph(
        &format!("saves: expected downtime, and {off}; both designs lived through the same years"),
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
    let said: Vec<String> = regions.collect();
    format!(
        "cheapest in total, bill and expected outages, by the price of an hour: {}",
        said.join(", ")
    )
}
