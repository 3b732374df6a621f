//! What the template shows, as texts.

use crate::{
    answer::{ArchitectureResult, RegionResult, Results, Verdict},
    report::{advice::advice, columns::html::HtmlTable, tables, words},
};
use serde::Serialize;

/// The texts of the page.
#[derive(Debug, Serialize)]
pub(super) struct View {
    version: String,
    service: String,
    about: String,
    meta: String,
    sentences: Vec<String>,
    said: String,
    currency: String,
    #[serde(rename = "static")]
    still: Still,
    regions: Vec<Region>,
    banded: bool,
    steps: HtmlTable,
    passed_over: bool,
    scenarios: HtmlTable,
    scenario_words: String,
    /// Whether any number has a range.
    scenarios_banded: bool,
    designs: HtmlTable,
    bill_words: String,
    bills: Vec<Bill>,
    assumptions: HtmlTable,
    notes: Vec<String>,
    footer: String,
}

/// The recommendation where no script runs.
#[derive(Debug, Serialize)]
struct Still {
    price: String,
    best: String,
    next: String,
    doubt: String,
}

#[derive(Debug, Serialize)]
struct Region {
    range: String,
    name: String,
    cost: String,
    downtime: String,
    band: String,
}

#[derive(Debug, Serialize)]
struct Bill {
    name: String,
    monthly: String,
    lines: HtmlTable,
    /// What providers would pay back; empty where nothing is promised.
    credits: String,
}

impl View {
    /// The texts of these results.
    pub(super) fn new(results: &Results) -> Self {
        let plain = |text: &String| words::plain(text);
        let vat = if results.vat > 0.0 {
            format!(
                ", {} value-added\u{a0}tax included",
                words::percent(results.vat).replace(' ', "\u{a0}")
            )
        } else {
            String::new()
        };
        let rate = if results.currency == "USD" {
            String::new()
        } else {
            format!(
                ", list prices at {} for a US dollar",
                words::number(results.fx)
            )
        };
        let decision = &results.decision;
        View {
            version: results.spof.clone(),
            service: plain(&results.service),
            about: plain(&results.about),
            meta: format!(
                "{} designs over {} simulated years, the same outages for all; seed {}; amounts in {}{vat}.",
                results.architectures.len(),
                words::count(results.years),
                results.seed,
                plain(&results.currency)
            ),
            sentences: advice(results)
                .iter()
                .map(|sentence| plain(sentence).replace("± ", "±\u{a0}"))
                .collect(),
            said: said(results),
            currency: plain(&results.currency),
            still: Still::new(results),
            regions: decision
                .regions
                .iter()
                .filter_map(|region| row(results, region))
                .collect(),
            banded: decision
                .regions
                .iter()
                .any(|region| region.from_band90.is_some()),
            steps: tables::steps::steps(results).html(),
            passed_over: decision.steps.iter().any(|step| step.never_cheapest),
            scenarios: tables::scenarios::scenarios(results).html(),
            scenario_words: scenario_words(results),
            scenarios_banded: results.assumptions.iter().any(|it| it.low.is_some()),
            designs: tables::designs::on_page(results),
            bill_words: format!(
                "The monthly bills are in {}{vat}; the lines are before tax{rate}.",
                plain(&results.currency)
            ),
            bills: results
                .architectures
                .iter()
                .map(|result| bill(results, result))
                .collect(),
            assumptions: tables::assumptions::assumptions(results).html(),
            notes: results
                .notes
                .iter()
                .map(|note| plain(&note.to_string()))
                .collect(),
            footer: format!(
                "Made by spof {} without any network. The same plan, seed and version give the same page.",
                results.spof
            ),
        }
    }
}

/// What the table of scenarios rests on.
fn scenario_words(results: &Results) -> String {
    let Some(drawn) = &results.uncertainty else {
        return String::new();
    };
    if results.assumptions.iter().all(|it| it.low.is_none()) {
        return "Nobody can say: no number of this plan has a range, so all are taken as known."
            .to_owned();
    }
    format!(
        "{} scenarios whose numbers are drawn from their ranges, the same for every design. In nine of ten of them the expected \
         downtime lies in the band: that is because nobody knows the rates, and not the luck of a year.",
        words::count(drawn.draws as u64)
    )
}

/// Where the price of an hour comes from.
fn said(results: &Results) -> String {
    let goal = &results.goal;
    let is_demanded = goal.availability.is_some() || goal.budget.is_some();
    let aside = if is_demanded {
        " This part goes by bill and outages alone; what the goal and the budget demand is in the answer above."
    } else {
        ""
    };
    let said = match goal.outage_cost {
        Some(price) => format!(
            "The plan says {}. Move the slider to see which design is the cheapest in total at other prices.",
            words::money(price, &results.currency)
        ),
        None => "You have not said what an hour costs, and no program can know. Move the slider to a price that you believe; \
                 then write it into the plan, as goal: {outage_cost: …/hour}."
            .to_owned(),
    };
    said + aside
}

impl Still {
    /// At the plan's price; without one there is only the list of prices.
    fn new(results: &Results) -> Self {
        let money = |amount: f64| words::money(amount, &results.currency);
        let mut still = Still {
            price: String::new(),
            best: String::new(),
            next: String::new(),
            doubt: String::new(),
        };
        let total = |result: &ArchitectureResult| result.total_monthly.unwrap_or(f64::INFINITY);
        let best = results
            .architectures
            .iter()
            .min_by(|a, b| total(a).total_cmp(&total(b)));
        let (Some(price), Some(best)) = (results.goal.outage_cost, best) else {
            return still;
        };
        still.price = format!("If an hour of outage costs you {}:", money(price));
        still.best = format!(
            "{} is the cheapest in total, {} a month.",
            words::plain(&best.name),
            money(total(best))
        );
        if let Some(next) = &results.decision.runner_up {
            still.next = format!(
                "Next comes {}, {} a month more.",
                words::plain(&next.name),
                money(next.more_monthly)
            );
            if next.sure != Verdict::Yes {
                still.doubt =
                    "The order of these two is within the luck of the simulation.".to_owned();
            }
        }
        still
    }
}

fn row(results: &Results, region: &RegionResult) -> Option<Region> {
    let result = results.architecture(&region.architecture)?;
    let about = |price: f64| words::money_about(price, &results.currency);
    Some(Region {
        range: match (region.from, region.to) {
            (0.0, None) => "anything".to_owned(),
            (from, None) => format!("{} or more", about(from)),
            (0.0, Some(to)) => format!("less than {}", about(to)),
            (from, Some(to)) => format!("{} to {}", about(from), about(to)),
        },
        name: words::plain(&result.name),
        cost: words::money(result.cost.monthly, &results.currency),
        downtime: tables::design_cells::downtime(result, results.years),
        band: region.from_band90.map_or(String::new(), |[low, high]| {
            let end = |price: Option<f64>| price.map_or_else(|| "never".to_owned(), about);
            format!("{} – {}", end(low), end(high))
        }),
    })
}

fn bill(results: &Results, result: &ArchitectureResult) -> Bill {
    Bill {
        name: words::plain(&result.name),
        monthly: words::money(result.cost.monthly, &results.currency),
        lines: tables::bill::bill(std::slice::from_ref(result), &results.currency, results.fx)
            .html(),
        credits: credits(results, result),
    }
}

/// What providers would pay back for broken promises, in a sentence.
fn credits(results: &Results, result: &ArchitectureResult) -> String {
    let amount = |amount: f64| words::expected_money(amount, &results.currency);
    let Some(credits) = &result.sla_credits else {
        return String::new();
    };
    let claimed = credits.monthly.zip(credits.claimed_share);
    let claimed = claimed.map_or(String::new(), |(monthly, share)| {
        format!(
            ", {} with {} of them claimed",
            amount(monthly),
            words::percent(share)
        )
    });
    format!(
        "Not taken off: for broken promises the providers would pay back {} a month on average, if every credit is claimed{claimed}.",
        amount(credits.monthly_if_claimed)
    )
}
